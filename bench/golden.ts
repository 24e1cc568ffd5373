/**
 * Holds a change that is to change nothing to it: `npm run golden -- --write` freezes what Selon says now, `npm run golden
 * -- --check` says it again and names the first difference (report and path). Frozen are the Analyses of the samples, with
 * and without `explain`, and of the dev sets, and the Situations of the samples, the invented situations and the dev
 * situations: the whole JSON in build/golden/ (ignored), and hashes alone in bench/golden.json (committed): one a sample,
 * one a dev set. The dev sets stand outside the repository (SELON_SHARED, default ../shared): without them the samples are
 * checked alone. To see a path and not only a name, write at the commit before the change.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { Engine } from '../src/engine/engine.ts'
import { version } from '../src/engine/version.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { compareReports } from '../src/situation/situation.ts'

type Input = Parameters<Engine['analyse']>[0]
type Language = Input['language']
/** One frozen thing: what it is of, and its JSON. */
interface Frozen {
  name: string
  json: string
}
/** Hashes of the samples by name, of the dev sets by set; both of the JSON's bytes. */
interface Hashes {
  samples: Record<string, string>
  sets: Record<string, string>
}

const { values } = parseArgs({ options: { write: { type: 'boolean' }, check: { type: 'boolean' } } })
if (values.write === values.check) {
  console.error(
    'Say what to do: `npm run golden -- --write` to freeze what Selon says now, `--check` to compare with it.',
  )
  process.exit(2)
}
const root = fileURLToPath(new URL('..', import.meta.url))
const shared = process.env['SELON_SHARED'] ?? `${root}../shared`
const hashesFile = `${root}bench/golden.json`
const folder = `${root}build/golden`
const engine = new Engine(folderResources(), () => undefined, packs)

interface Line {
  id: string | number
  text: string
  language?: Language | null
  lang?: Language | null
  published?: string | null
  date?: string | null
  publisher?: string | null
  title?: string | null
  authors?: string[]
  situation?: string
}
const readLines = <T = Line>(path: string): T[] => {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
}
const inputOf = (line: Line, language?: Language): Input => ({
  id: String(line.id),
  text: line.text,
  language: line.language ?? line.lang ?? language,
  published: line.published ?? line.date ?? undefined,
  publisher: line.publisher ?? undefined,
  title: line.title ?? undefined,
  authors: line.authors,
})
/** A new number of Selon's own is no change of what it says: it stands as when the first hashes were made. */
const toJson = (said: object): string =>
  JSON.stringify(said).replaceAll(`"version":"${version}"`, '"version":"0.1.0"')
const analyses = (inputs: readonly Input[], explain: boolean): Frozen[] =>
  inputs.map((input) => ({
    name: input.id ?? '',
    json: toJson(engine.analyse(input, { explain })),
  }))
const situation = (name: string, inputs: readonly Input[]): Frozen => ({
  name,
  json: toJson(compareReports(inputs.map((input) => engine.analyse(input)))),
})
const every = <T>(items: readonly T[], step: number): T[] => items.filter((_, k) => k % step === 0)

const sampleInputs = readdirSync(`${root}samples`)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => inputOf(JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')) as Line))

/** What is frozen, by set. The sets of `samples…` are Selon's own texts; the others need the shared data. */
const sets: Record<string, () => Frozen[]> = {
  'samples.analyses': () => analyses(sampleInputs, false),
  'samples.explained': () => analyses(sampleInputs, true),
  'samples.situation': () => [situation('samples', sampleInputs)],
}
if (existsSync(`${shared}/data`)) {
  const data = `${shared}/data`
  Object.assign(sets, {
    gold: () =>
      ['fr', 'es'].flatMap((language) =>
        analyses(
          readLines(`${data}/gold/${language}.dev.jsonl.gz`).map((line) => inputOf(line)),
          true,
        ),
      ),
    polnear: () =>
      analyses(
        readLines(`${data}/polnear/dev.jsonl.gz`).map((line) => inputOf(line, 'en')),
        true,
      ),
    events: () =>
      (['fr', 'en', 'es'] as const).flatMap((language) => {
        const wanted = readLines<{ report: string; file: string }>(
          `${data}/events/events.${language}.dev.jsonl`,
        )
        const files = [...new Set(wanted.map(({ file }) => file))].sort()
        const reports = new Set(wanted.map(({ file, report }) => `${file} ${report}`))
        return files.flatMap((file) =>
          analyses(
            readLines(`${data}/${file}`)
              .filter(({ id }) => reports.has(`${file} ${id}`))
              .map((line) => inputOf(line, language)),
            true,
          ),
        )
      }),
    text: () =>
      (['fr', 'es'] as const).flatMap((language) =>
        analyses(
          every(readLines(`${data}/text/${language}.jsonl.gz`), language === 'fr' ? 9 : 6).map((line) =>
            inputOf(line, language),
          ),
          true,
        ),
      ),
    'invented situations': () =>
      readdirSync(`${data}/situations`)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) =>
          situation(
            name,
            readLines(`${data}/situations/${name}`).map((line) => inputOf(line)),
          ),
        ),
    'ecb+ situations': () => {
      const lines = readLines(`${data}/situations/ecbplus.dev.jsonl.gz`)
      const names = [...new Set(lines.map((line) => line.situation ?? ''))]
      // Every third alone, and the first ten, with their look-alikes, in one heap.
      const of = (wanted: readonly string[]) =>
        lines.filter((line) => wanted.includes(line.situation ?? '')).map((line) => inputOf(line, 'en'))
      return [
        ...every(names, 3).map((name) => situation(name, of([name]))),
        situation('ten in one heap', of(names.slice(0, 10))),
      ]
    },
    'orange situations': () => [
      situation(
        'orange',
        readLines(`${data}/situations/orange.dev.jsonl.gz`).map((line) => inputOf(line, 'fr')),
      ),
    ],
  })
} else
  console.log(
    `The dev sets are left out: they are not at ${shared}/data (SELON_SHARED says where they stand).`,
  )

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)
const hashOfSet = (frozen: readonly Frozen[]) =>
  hash(frozen.map(({ name, json }) => `${name}\t${hash(json)}\n`).join(''))
const fileOf = (set: string) => `${folder}/${set.replaceAll(/[^a-z0-9.]+/g, '-')}.tsv`
const readFrozen = (set: string): Frozen[] | undefined =>
  existsSync(fileOf(set))
    ? readFileSync(fileOf(set), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const tab = line.indexOf('\t')
          return { name: line.slice(0, tab), json: line.slice(tab + 1) }
        })
    : undefined

/** The path at which two JSON values first differ, with both values, or undefined where they are the same. */
function firstDifference(was: unknown, is: unknown, path = ''): string | undefined {
  if (was && is && typeof was === 'object' && typeof is === 'object') {
    const before = Object.keys(was)
    const now = Object.keys(is)
    for (const key of before) {
      const at = Array.isArray(was) ? `${path}[${key}]` : `${path}.${key}`
      if (!(key in is)) return `${at} is gone; it was ${brief((was as Record<string, unknown>)[key])}`
      const found = firstDifference(
        (was as Record<string, unknown>)[key],
        (is as Record<string, unknown>)[key],
        at,
      )
      if (found) return found
    }
    for (const key of now)
      if (!(key in was))
        return `${path}${Array.isArray(was) ? `[${key}]` : `.${key}`} is new: ${brief((is as Record<string, unknown>)[key])}`
    return before.join() === now.join() ? undefined : `${path}: its keys stand in another order`
  }
  return Object.is(was, is) ? undefined : `${path} was ${brief(was)} and is ${brief(is)}`
}
const brief = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

const committed: Hashes = existsSync(hashesFile)
  ? (JSON.parse(readFileSync(hashesFile, 'utf8')) as Hashes)
  : { samples: {}, sets: {} }
const fresh: Hashes = { samples: {}, sets: values.write ? { ...committed.sets } : {} }
const ours = (set: string) => set.startsWith('samples.')
let wrong = 0
if (values.write) mkdirSync(folder, { recursive: true })
for (const [set, make] of Object.entries(sets)) {
  const frozen = make()
  if (ours(set)) for (const { name, json } of frozen) fresh.samples[`${set} ${name}`] = hash(json)
  else fresh.sets[set] = hashOfSet(frozen)
  if (values.write) {
    writeFileSync(fileOf(set), frozen.map(({ name, json }) => `${name}\t${json}\n`).join(''))
    console.log(`${set}: ${frozen.length} frozen`)
    continue
  }
  const gone = Object.keys(committed.samples).filter(
    (key) => key.startsWith(`${set} `) && !frozen.some(({ name }) => key === `${set} ${name}`),
  )
  if (gone.length > 0) {
    wrong++
    console.log(`${gone.join(', ')}: gone`)
    continue
  }
  const changed = ours(set)
    ? frozen.filter(({ name, json }) => committed.samples[`${set} ${name}`] !== hash(json))
    : committed.sets[set] === fresh.sets[set]
      ? []
      : frozen
  if (changed.length === 0) {
    console.log(`${set}: ${frozen.length} the same`)
    continue
  }
  wrong++
  const before = readFrozen(set)
  const asCommitted =
    before &&
    (ours(set)
      ? before.every(({ name, json }) => committed.samples[`${set} ${name}`] === hash(json))
      : hashOfSet(before) === committed.sets[set])
  if (!before || !asCommitted) {
    const names = ours(set) ? changed.map(({ name }) => name).join(', ') : 'something'
    console.log(
      `${set}: ${names} differs. build/golden ${before ? 'is of another state than bench/golden.json' : 'is not there'}: to see where, run \`npm run golden -- --write\` at the commit before the change.`,
    )
    continue
  }
  const was = new Map(before.map(({ name, json }) => [name, json]))
  const different = frozen.filter(({ name, json }) => was.get(name) !== json)
  const [first] = different
  if (!first) {
    console.log(`${set}: the same reports, but others are gone or stand in another order`)
    continue
  }
  const json = was.get(first.name)
  const where =
    json === undefined
      ? 'was not there before'
      : (firstDifference(JSON.parse(json), JSON.parse(first.json)) ?? 'differs in its bytes alone')
  console.log(`${set}: ${different.length} of ${frozen.length} differ; the first is ${first.name}: ${where}`)
}
if (values.write) writeFileSync(hashesFile, `${JSON.stringify(fresh, null, 2)}\n`)
else console.log(wrong === 0 ? 'golden: all the same' : `golden: ${wrong} sets differ`)
process.exit(wrong === 0 ? 0 : 1)
