/**
 * How the chances were learned by which analyses and what is worked out of them are packed (src/store/sql/known-chances.ts):
 * `npx tsx scripts/learn-chances.ts OUT` reads the samples and the invented situations that are learned from, and writes the
 * table. What is packed by a table cannot be unpacked by another: a new one has a mark of its own and stands beside the old.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { readMarkedUpSituation } from '../bench/marked-up-situation.ts'
import type { Analysis, Report } from '../src/contract/analysis.ts'
import { Engine } from '../src/engine/engine.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { boundSituation } from '../src/situation/bound-situation.ts'
import { compareReports } from '../src/situation/situation.ts'
import { withoutExpected } from '../src/store/ledger/detail-of-analysis.ts'
import { detailOf, type LedgerDetail } from '../src/store/ledger/ledger-detail.ts'
import { ledgerEntries } from '../src/store/ledger/ledger-entry.ts'
import { JsonCoder, slotBits } from '../src/store/sql/coded-json.ts'
import type { Json } from '../src/store/sql/columns.ts'
import { type Root, roots } from '../src/store/sql/packed-coded.ts'
import { Chances, RangeWriter } from '../src/store/sql/range-coder.ts'
import { digestOf } from '../src/store/stories/story-digest.ts'

/** A kind of decision that was met more rarely tells nothing. */
const fewest = 3

const folder = (name: string) => new URL(`../${name}/`, import.meta.url)
const engine = new Engine(folderResources(), () => undefined, packs)
const analysed = (reports: readonly Partial<Report>[]): Analysis[] =>
  reports.map(({ id, text, language, published, publisher, title }) =>
    engine.analyse({ id, text: text ?? '', language, published, publisher, title } as Parameters<
      Engine['analyse']
    >[0]),
  )
const groups: Analysis[][] = [
  analysed(
    readdirSync(folder('samples'))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(new URL(name, folder('samples')), 'utf8')) as Report),
  ),
]
const situations = folder('training/judge/situations')
for (const name of readdirSync(situations)
  .filter((one) => one.endsWith('.txt'))
  .sort())
  groups.push(
    analysed(
      readMarkedUpSituation(readFileSync(new URL(name, situations), 'utf8'), name)
        .reports as Partial<Report>[],
    ),
  )

const chances = new Chances(new Uint16Array(2 ** slotBits).fill(2 ** 15), new Uint8Array(2 ** slotBits))
const learn = (value: unknown, root: Root, text = '') =>
  void new JsonCoder(new RangeWriter(chances), text).value(
    roots[root],
    JSON.parse(JSON.stringify(value)) as Json,
  )

for (const analyses of groups) {
  for (const { version: _, engine: __, report, sentences: ___, ...found } of analyses)
    learn(found, 'findings', report.text)
  // Most stories have one report, the others a few.
  const stories = [analyses, analyses.slice(0, 4), analyses.slice(2, 5), ...analyses.map((one) => [one])]
  for (const story of stories) {
    const situation = boundSituation(compareReports(story, [], 's1'))
    if (story.length > 1) learn(situation, 'situation', story.map(({ report }) => report.text).join('\n'))
    learn(digestOf(situation), 'digest')
    const entries = ledgerEntries(story, situation, [])
    for (const analysis of story) {
      const { id, text } = analysis.report
      const details = entries.filter((entry) => entry.report === id).map(detailOf)
      learn(withoutExpected(JSON.parse(JSON.stringify(details)) as LedgerDetail[], analysis), 'detail', text)
    }
  }
}

const steps = Uint8Array.from(chances.ones, (one, k) =>
  chances.met[k] < fewest ? 0 : Math.min(255, Math.max(1, Math.round(one / 256))),
)
const table = brotliCompressSync(steps, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 18 },
}).toString('base64')
const lines = table.match(/.{1,120}/g) ?? []
writeFileSync(
  process.argv[2],
  `/**
 * How likely each kind of decision is of which analyses and what is worked out of them are written (see coded-json.ts), a byte
 * a slot, packed: learned once from reports of our own by scripts/learn-chances.ts. It is never changed: what was packed by it
 * could not be unpacked any more.
 */
export const knownChances =
${lines.map((line, k) => `  '${line}'${k < lines.length - 1 ? ' +' : ''}`).join('\n')}
`,
)
console.log(`${steps.filter((step) => step > 0).length} of ${steps.length} kinds, ${table.length} letters`)
