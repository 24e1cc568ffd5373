/**
 * Measures how often Selon is wrong about statements and stories, and writes it into docs/error-rates.md: `npm run
 * docs:error-rates` runs every command of `sets`, keeps what each gave in bench/error-rates.json with the day, and makes the
 * tables anew; with names of sets only those are run, with `--tables` none. The page's tables stand between markers and come
 * from the kept figures alone (a test holds them to that); what is said around them is written by hand.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = `${root}docs/error-rates.md`
const kept = `${root}bench/error-rates.json`

/** What a set is to Selon: text that its rules or models were made with in view, or text that they were not. */
type Seen = 'seen' | 'held out' | 'seen and held out'

interface MeasuredSet {
  name: string
  /** What it is made of. */
  about: string
  seen: Seen
  /** Of which of them that is true. */
  note: string
  /** Prints a JSON object last; the figures of each way of joining under its name. */
  commands: Readonly<Record<string, string>>
}

const words = 'by words'
const judge = 'by the judge'

export const sets: readonly MeasuredSet[] = [
  {
    name: 'distortions',
    about: '24 invented sentences, each once distorted and once in other words',
    seen: 'seen',
    note: 'the rules were written with these sentences in view',
    commands: {
      [words]: 'npx tsx bench/statement-distortions.ts --json',
      [judge]: 'npx tsx bench/statement-distortions.ts --judge --json',
    },
  },
  {
    name: 'pairs',
    about: '1,605 pairs of invented sentences in two languages, the same statement or a look-alike',
    seen: 'seen and held out',
    note: 'all but 32 were tuned on, and the judge learned from every second of those',
    commands: {
      [words]: 'npx tsx bench/statement-pairs.ts --json',
      [judge]: 'npx tsx bench/statement-pairs.ts --judge --json',
    },
  },
  {
    name: 'natural pairs',
    about: '344 pairs of invented sentences as agencies word them, in two languages',
    seen: 'seen and held out',
    note: 'all but 72 were tuned on, and the judge learned from every second of those',
    commands: {
      [words]: 'npx tsx bench/statement-pairs.ts --pairs bench/statements/natural.tsv --json',
      [judge]: 'npx tsx bench/statement-pairs.ts --judge --pairs bench/statements/natural.tsv --json',
    },
  },
  {
    name: 'mixed stories',
    about: '2,000 mixed reports, 637 of them of situations with gold',
    seen: 'seen',
    note: 'how alike reports of one story must be was chosen on these situations, and a sparse field held in check after reading wrong joins of this stream',
    commands: { all: 'npx tsx bench/stories-mixed.ts' },
  },
  {
    name: 'events of ECB+',
    about: 'events of 462 English reports in 40 situations that come in look-alike pairs, gold mentions',
    seen: 'seen',
    note: 'its dev part was tuned on; CoNLL is the mean F1 of MUC, B-cubed and CEAF-e',
    commands: { all: 'npx tsx bench/event-coreference.ts --json' },
  },
]

/** What the commands of a set gave, and when. */
interface Measurement {
  /** The day, ISO 8601. */
  measured: string
  figures: Record<string, unknown>
}
export type Measurements = Record<string, Measurement>

interface DistortionCount {
  distortions: number
  confirmed: number
  flagged: number
  paraphrases: number
  missed: number
}
interface PairScore {
  pairs: number
  precision: number
  recall: number
  f1: number
}
interface StoryFigures {
  stories: number
  largest: number
  wrongPairs: number
  wrongReports: number
  lookAlike: number
  quakeTogether: number
  ecb: { f1: number }
  orange: { f1: number }
  invented: { f1: number }
}

const percent = (share: number) => (100 * share).toFixed(1)
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)

const tableOf: Readonly<Record<string, (figures: Record<string, unknown>) => string[]>> = {
  distortions: (figures) => {
    const [one, other] = [words, judge].map((way) => figures[way] as Record<string, DistortionCount>)
    return table(
      [
        '',
        'distortions',
        'shown as confirmed',
        'shown as a conflict or denial',
        'paraphrases',
        'not shown as confirmed',
      ],
      Object.keys(one).map((key) => {
        const [a, b] = [one[key], other[key]]
        const both = (of: 'confirmed' | 'flagged' | 'missed') => `${a[of]} / ${b[of]}`
        return [key, a.distortions, both('confirmed'), both('flagged'), a.paraphrases, both('missed')]
      }),
    )
  },
  pairs: pairTable,
  'natural pairs': pairTable,
  'mixed stories': (figures) => {
    const { atOnce, asTheyCome } = figures['all'] as Record<'atOnce' | 'asTheyCome', StoryFigures>
    const row = (what: string, of: (figures: StoryFigures) => string | number) => [
      what,
      of(atOnce),
      of(asTheyCome),
    ]
    return table(
      ['', 'all at once', 'as they come'],
      [
        row('stories', ({ stories }) => stories),
        row('reports of the largest', ({ largest }) => largest),
        row('reports in a story with one that must not be there, %', ({ wrongReports }) =>
          percent(wrongReports),
        ),
        row('pairs in one story that must not meet, %', ({ wrongPairs }) => percent(wrongPairs)),
        row('pairs of look-alike events of ECB+ in one story, %', ({ lookAlike }) => percent(lookAlike)),
        row('reports of one quake told over ten days in one story, %', ({ quakeTogether }) =>
          percent(quakeTogether),
        ),
        row('ECB+ among the others, B-cubed F1', ({ ecb }) => percent(ecb.f1)),
        row('French situations among the others, B-cubed F1', ({ orange }) => percent(orange.f1)),
        row('invented situations in three languages among the others, B-cubed F1', ({ invented }) =>
          percent(invented.f1),
        ),
      ],
    )
  },
  'events of ECB+': (figures) => {
    const scores = figures['all'] as Record<string, { conll: number } | number>
    return table(
      ['events across documents', 'CoNLL'],
      Object.entries(scores).flatMap(([key, score]) =>
        typeof score === 'object' && typeof score.conll === 'number' ? [[key, percent(score.conll)]] : [],
      ),
    )
  },
}

function pairTable(figures: Record<string, unknown>): string[] {
  const [one, other] = [words, judge].map((way) => figures[way] as Record<string, PairScore>)
  const names: Readonly<Record<string, string>> = { tune: 'tuned on', held: '**held out**' }
  const told = ({ precision, recall, f1 }: PairScore) => [precision, recall, f1].map(percent).join(', ')
  return table(
    ['', 'pairs', 'by words: precision, recall, F1', 'by the judge: precision, recall, F1'],
    Object.keys(one).map((key) => [names[key] ?? key, one[key].pairs, told(one[key]), told(other[key])]),
  )
}

/** The page with its tables made of measurements; all else stays. Throws an Error where a marker or a measurement is missing. */
export function withTables(text: string, measurements: Measurements): string {
  let made = text
  for (const { name, about, seen, note, commands } of sets) {
    const measurement = measurements[name]
    if (!measurement)
      throw new Error(`"${name}" was not measured: run npm run docs:error-rates -- "${name}".`)
    const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`]
    const [from, to] = [made.indexOf(begin), made.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`docs/error-rates.md has no markers "${begin}" and "${end}".`)
    const lines = [
      `${about[0].toUpperCase()}${about.slice(1)}. **${seen[0].toUpperCase()}${seen.slice(1)}**: ${note}. Measured ${measurement.measured} by ${Object.values(
        commands,
      )
        .map((command) => `\`${command}\``)
        .join(' and ')}.`,
      '',
      ...tableOf[name](measurement.figures),
    ]
    made = `${made.slice(0, from)}${begin}\n${lines.join('\n')}\n${made.slice(to)}`
  }
  return made
}

function measure({ commands }: MeasuredSet): Measurement {
  const figures: Record<string, unknown> = {}
  for (const [way, command] of Object.entries(commands)) {
    const printed = execFileSync('bash', ['-c', command], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 28,
    })
    figures[way] = JSON.parse(printed.trim().split('\n').at(-1) ?? '')
  }
  return { measured: new Date().toISOString().slice(0, 10), figures }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => name !== '--tables' && !sets.some((set) => set.name === name))
  if (unknown !== undefined)
    throw new Error(`There is no set "${unknown}": ${sets.map(({ name }) => name).join(', ')}.`)
  const measurements = JSON.parse(readFileSync(kept, 'utf8')) as Measurements
  for (const set of sets) {
    if (asked.length > 0 && !asked.includes(set.name)) continue
    console.error(`${set.name} …`)
    measurements[set.name] = measure(set)
    // Kept as it comes: a command that fails later loses nothing.
    writeFileSync(kept, `${JSON.stringify(measurements, null, 2)}\n`)
  }
  writeFileSync(page, withTables(readFileSync(page, 'utf8'), measurements))
}
