/**
 * The test of our own: distortions of true statements must not be shown as confirmed by reports of the true one, and
 * paraphrases should be. `npx tsx bench/statement-distortions.ts [--judge] [--errors] [--json | --markdown]` prints the error rates
 * by kind and by language (`--judge`: with the learned judge of pairs); bench/statements/distortions.tsv has the sentences. Shown as confirmed: a relation "confirms"
 * stands between the two reports.
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Language, languages } from '../src/contract/analysis.ts'
import { Engine } from '../src/engine/engine.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { loadComparer } from '../src/situation/comparer.ts'
import { findOrigins } from '../src/situation/origins/origins.ts'
import { describeStory } from '../src/situation/story-statements.ts'

const { values } = parseArgs({
  options: {
    judge: { type: 'boolean' },
    errors: { type: 'boolean' },
    json: { type: 'boolean' },
    markdown: { type: 'boolean' },
  },
})
const engine = new Engine(folderResources(), () => undefined, packs)
const comparer = values.judge ? loadComparer(folderResources()) : undefined
const asLanguage = (code: string): Language => {
  const found = languages.find((language) => language === code)
  if (!found) throw new Error(`"${code}" is no language that Selon reads.`)
  return found
}

/** Whether the second of two reports of one story is shown as confirmed by the first, and which other relations stand. */
function relate(one: [string, string], other: [string, string]): { confirmed: boolean; others: string[] } {
  const reports = [one, other].map(([language, text], k) =>
    engine.analyse({
      id: `report-${k + 1}`,
      language: asLanguage(language),
      text,
      publisher: k === 0 ? 'Le Relais' : 'The Ledger',
      published: '2026-04-15T12:00:00Z',
    }),
  )
  const byId = new Map(reports.map((analysis) => [analysis.report.id, analysis.report.text]))
  const { relations } = describeStory({
    story: 's1',
    ...(comparer ? { comparer } : {}),
    reports,
    origins: findOrigins(reports, [], new Map()),
    statementsBefore: 0,
    figuresBefore: 0,
    passage: (report, span) => ({ report, span, text: byId.get(report)?.slice(span[0], span[1]) ?? '' }),
  })
  return {
    confirmed: relations.some(({ kind }) => kind === 'confirms'),
    others: relations
      .filter(({ kind }) => kind !== 'confirms')
      .map(({ kind, aspect }) => `${kind} ${aspect ?? ''}`.trim()),
  }
}

interface Count {
  distortions: number
  /** Distortions shown as confirmed. */
  confirmed: number
  /** Distortions shown as a conflict or denial. */
  flagged: number
  paraphrases: number
  /** Paraphrases not shown as confirmed. */
  missed: number
}
const counts = new Map<string, Count>()
const count = (key: string) => {
  const known = counts.get(key) ?? { distortions: 0, confirmed: 0, flagged: 0, paraphrases: 0, missed: 0 }
  counts.set(key, known)
  return known
}
for (const line of readFileSync(new URL('statements/distortions.tsv', import.meta.url), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue
  const [kind, language, sentence, languageOfDistortion, distortion, languageOfParaphrase, paraphrase] =
    line.split('\t')
  const distorted = relate([language, sentence], [languageOfDistortion, distortion])
  const rephrased = relate([language, sentence], [languageOfParaphrase, paraphrase])
  const languageKey = language === languageOfDistortion ? language : 'across languages'
  for (const key of ['all', kind, languageKey]) {
    const into = count(key)
    into.distortions++
    into.paraphrases++
    if (distorted.confirmed) into.confirmed++
    if (distorted.others.length > 0) into.flagged++
    if (!rephrased.confirmed) into.missed++
  }
  if (values.errors) {
    if (distorted.confirmed) console.log(`falsely confirmed (${kind}): ${sentence} | ${distortion}`)
    if (!rephrased.confirmed) console.log(`not confirmed (${kind}): ${sentence} | ${paraphrase}`)
  }
}
const rows = [...counts].sort(([a], [b]) => order(a) - order(b))
function order(key: string): number {
  const fixed = ['number', 'place', 'actor', 'negation', 'certainty', 'date', 'attribution', 'fr', 'en', 'es']
  const at = fixed.indexOf(key)
  return key === 'all' ? 100 : at < 0 ? 50 : at
}
if (values.json) console.log(JSON.stringify(Object.fromEntries(rows)))
else {
  const table = [
    '| | distortions | shown as confirmed | shown as a conflict or denial | paraphrases | not shown as confirmed |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      ([key, one]) =>
        `| ${key} | ${one.distortions} | ${one.confirmed} | ${one.flagged} | ${one.paraphrases} | ${one.missed} |`,
    ),
  ]
  console.log(table.join('\n'))
}
