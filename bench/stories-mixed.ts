/**
 * Groups 2,000 reports that have nothing to do with one another, but for those of the dev situations, into stories:
 * `npx tsx bench/stories-mixed.ts [WRONG.txt]`. The reports: ECB+, the French situations of several providers, the invented
 * situations, and of the reports without labels as many as make 2,000, all in the order of their dates (one without a date
 * stands at a random place that is the same on every run). They are grouped all at once, as `selon compare` does, and as the
 * database does it when they come one after another. Counted are pairs in one story that must not meet: reports of other
 * situations, of an invented or English one and any other, and reports without labels that are more than half a year apart
 * (look-alike events of ECB+ on their own). WRONG gets those pairs. The last line is a JSON object of figures.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import { createEngine } from '../src/index.ts'
import { groupIntoStories } from '../src/situation/stories/group-into-stories.ts'
import { dayOf } from '../src/situation/words/day.ts'
import { openStore } from '../src/store/open-store.ts'
import { chanceOf } from './chance-of.ts'

const total = 2000
const apart = 180
const batch = 25
const shared = process.env['SELON_SHARED'] ?? fileURLToPath(new URL('../../shared', import.meta.url))
const invented = ['quake', 'leak', 'outbreak', 'ceasefire', 'boat', 'barracks', 'bridge']
/** The situation that must not be split by its dates. */
const quake = 'quake'

interface Line {
  id: string
  text: string
  title?: string | null
  language?: Language
  lang?: Language
  published?: string | null
  date?: string | null
  situation?: string
}
interface Report {
  id: string
  set: string
  text: string
  title: string | undefined
  language: Language
  published: string | undefined
  day: number | undefined
  /** The situation that it tells, where that is known, and the look-alike pair to which that belongs. */
  situation: string | undefined
  topic: string | undefined
  /** Between 0 and 1, by its id. */
  chance: number
}

function reportsOf(
  set: string,
  file: string,
  language?: Language,
  situationOf?: (line: Line) => string,
): Report[] {
  const bytes = readFileSync(`${shared}/data/${file}`)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((json) => {
      const line = JSON.parse(json) as Line
      const id = `${set}/${line.id}`
      const published = line.published ?? line.date ?? undefined
      const situation = situationOf ? `${set} ${situationOf(line)}` : undefined
      return {
        id,
        set,
        text: line.text,
        title: line.title ?? undefined,
        language: line.language ?? line.lang ?? language ?? 'fr',
        published,
        day: dayOf(published),
        situation,
        topic: situation?.split('_')[0],
        chance: chanceOf(id),
      }
    })
}

const labelled = [
  ...reportsOf('ecb', 'situations/ecbplus.dev.jsonl.gz', 'en', ({ situation }) => situation ?? ''),
  ...reportsOf('orange', 'situations/orange.dev.jsonl.gz', 'fr', ({ situation }) => situation ?? ''),
  ...invented.flatMap((name) => reportsOf('invented', `situations/${name}.jsonl`, undefined, () => name)),
]
const others = [
  ...reportsOf('text', 'text/fr.jsonl.gz', 'fr'),
  ...reportsOf('text', 'text/es.jsonl.gz', 'es'),
]
  .sort((a, b) => a.chance - b.chance)
  .slice(0, total - labelled.length)
const reports = [...labelled, ...others]
const days = reports.flatMap(({ day }) => day ?? []).sort((a, b) => a - b)
const placeOf = ({ day, chance }: Report) => day ?? days[Math.floor(chance * days.length)]
reports.sort((a, b) => placeOf(a) - placeOf(b) || a.chance - b.chance)
const byId = new Map(reports.map((report) => [report.id, report]))

/** Whether two reports must not be in one story; `look-alike` where they tell of events that are easily taken for one. */
function mustNotMeet(a: Report, b: Report): 'other' | 'look-alike' | undefined {
  const alone = ({ set }: Report) => set === 'ecb' || set === 'invented'
  if (a.set !== b.set) return alone(a) || alone(b) ? 'other' : undefined
  if (a.situation !== b.situation) return a.set === 'ecb' && a.topic === b.topic ? 'look-alike' : 'other'
  if (a.situation !== undefined || a.day === undefined || b.day === undefined) return undefined
  return Math.abs(a.day - b.day) > apart ? 'other' : undefined
}

const told: string[] = []

function figuresOf(stories: readonly (readonly string[])[]) {
  let pairs = 0
  let lookAlike = 0
  let wrongPairs = 0
  const wrong = new Set<string>()
  const storyOf = new Map<string, readonly string[]>()
  for (const ids of stories) {
    const members = ids.flatMap((id) => byId.get(id) ?? [])
    for (const id of ids) storyOf.set(id, ids)
    for (const [k, a] of members.entries())
      for (const b of members.slice(k + 1)) {
        pairs++
        const how = mustNotMeet(a, b)
        if (how === 'look-alike') lookAlike++
        if (how !== 'other') continue
        wrongPairs++
        wrong.add(a.id).add(b.id)
        told.push(
          [a, b]
            .map(({ id, published, title, text }) => `${id} ${published} ${(title ?? text).slice(0, 80)}`)
            .join(' | '),
        )
      }
  }
  /** B-cubed of the reports of a set among all. */
  const found = (set: string) => {
    const own = labelled.filter((report) => report.set === set)
    let precision = 0
    let recall = 0
    for (const { id, situation } of own) {
      const mates = storyOf.get(id) ?? []
      const same = mates.filter((mate) => byId.get(mate)?.situation === situation).length
      precision += same / mates.length / own.length
      recall += same / own.filter((other) => other.situation === situation).length / own.length
    }
    return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
  }
  const ofQuake = reports.filter(({ situation }) => situation === `invented ${quake}`)
  const together = Math.max(
    ...ofQuake.map(
      ({ id }) =>
        (storyOf.get(id) ?? []).filter((mate) => byId.get(mate)?.situation === `invented ${quake}`).length,
    ),
  )
  return {
    stories: stories.length,
    largest: Math.max(...stories.map(({ length }) => length)),
    pairs,
    wrongPairs: wrongPairs / pairs,
    wrongReports: wrong.size / reports.length,
    lookAlike: lookAlike / pairs,
    quakeTogether: together / ofQuake.length,
    ecb: found('ecb'),
    orange: found('orange'),
    invented: found('invented'),
  }
}

const engine = await createEngine()
const analyses = reports.map(({ id, text, title, language, published }) =>
  engine.analyse({
    id,
    text,
    language,
    ...(title === undefined ? {} : { title }),
    ...(published === undefined ? {} : { published }),
  }),
)
const used = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
const reading = used()
const atOnce = figuresOf(groupIntoStories(analyses).map(({ reports }) => reports))
const grouping = used() - reading
const folder = mkdtempSync(join(tmpdir(), 'selon-stories-mixed-'))
let asTheyCome: ReturnType<typeof figuresOf>
try {
  const store = await openStore(join(folder, 'selon.db'))
  for (let k = 0; k < analyses.length; k += batch)
    await store.ingest(analyses.slice(k, k + batch).map((analysis) => ({ analysis })))
  const stories = new Map<string, string[]>()
  for (const { id } of reports) {
    const { story = '' } = (await store.report(id)) ?? {}
    const known = stories.get(story)
    if (known) known.push(id)
    else stories.set(story, [id])
  }
  asTheyCome = figuresOf([...stories.values()])
  await store.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (process.argv[2]) writeFileSync(process.argv[2], `${told.join('\n')}\n`)
console.error(
  `${reports.length} reports: ${reading.toFixed(0)} s of CPU to read, ${grouping.toFixed(1)} s to group at once`,
)
const rounded = (of: unknown): unknown =>
  typeof of === 'number'
    ? Math.round(of * 10_000) / 10_000
    : of && typeof of === 'object'
      ? Object.fromEntries(Object.entries(of).map(([key, value]) => [key, rounded(value)]))
      : of
console.log(JSON.stringify(rounded({ atOnce, asTheyCome })))
