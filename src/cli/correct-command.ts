import type { Anchor, StoredCorrection } from '../contract/api.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import {
  type CorrectionKind,
  correctionKinds,
  correctionOfWords,
  type QuotedCorrection,
} from '../store/corrections/quoted-correction.ts'
import { oneOf } from './analyse-inputs.ts'
import { note, noteOnOutput } from './notes.ts'
import { UsageError } from './usage-error.ts'
import { countFrom, type DatabaseOptions, itemsOf, userName, withStore } from './with-store.ts'

/** How many arguments follow a kind, and what they are. */
const argumentsOf: Readonly<Record<CorrectionKind, number>> = {
  'claim-right': 2,
  'claim-wrong': 2,
  verdict: 2,
  note: 2,
  speaker: 3,
  certainty: 3,
  place: 3,
  'merge-entities': 4,
  'split-entity': 2,
  'merge-statements': 4,
  'split-statement': 2,
  'merge-stories': 2,
  'move-report': 2,
}

export interface CorrectOptions extends DatabaseOptions {
  by?: string
  note?: string
  /** Of a verdict: what is judged, the same from 1 to 5, and where the review is published. */
  verdict?: string
  rating?: string
  address?: string
  format?: string
}

/** `selon correct`: lays a correction over what was found. Throws a UsageError where its arguments are wrong. */
export async function correctCommand(
  given: string,
  words: readonly string[],
  options: CorrectOptions,
): Promise<number> {
  const kind = correctionKinds.find((one) => one === given)
  if (!kind)
    throw new UsageError(
      `selon correct takes one of ${correctionKinds.join(', ')}, not "${forTerminal(given)}".`,
    )
  const format = oneOf('format', options.format ?? 'text', ['text', 'json'] as const)
  const wanted = argumentsOf[kind]
  if (words.length !== wanted)
    throw new UsageError(`selon correct ${kind} takes ${wanted} arguments: selon correct --help shows which.`)
  if (kind === 'note' && !options.note) throw new UsageError('A note needs its text: --note "…".')
  const judged = kind === 'verdict' ? judgedIn(options) : undefined
  return withStore(options, async (store) => {
    const common = {
      by: options.by ?? userName(),
      ...(options.note === undefined ? {} : { note: options.note }),
    }
    const correction = await correctionOfWords(store, { ...quotedIn(kind, words), ...(judged && { judged }) })
    const stored = await store.correct({ ...correction, ...common })
    process.stdout.write(format === 'json' ? `${forJson(JSON.stringify(stored, null, 2))}\n` : lineOf(stored))
    return 0
  })
}

/** What is judged. Throws a UsageError where it is missing, or the rating is none. */
function judgedIn({ verdict, rating, address }: CorrectOptions) {
  if (!verdict?.trim()) throw new UsageError('A verdict needs its words: --verdict "…".')
  const number = countFrom('rating', rating)
  if (number !== undefined && number > 5)
    throw new UsageError(`--rating goes from 1 (false) to 5 (true), not to ${number}.`)
  if (address !== undefined && !/^https?:\/\//i.test(address))
    throw new UsageError(`--address takes an http or https address, not "${forTerminal(address)}".`)
  return {
    verdict,
    ...(number === undefined ? {} : { rating: number }),
    ...(address === undefined ? {} : { address }),
  }
}

/** What the arguments behind a kind say. */
function quotedIn(kind: CorrectionKind, words: readonly string[]): QuotedCorrection {
  const [first, second, third, fourth] = words
  if (kind === 'merge-stories') return { kind, quoted: [], stories: [first, second] }
  if (kind === 'move-report')
    return { kind, quoted: [], report: first, stories: second === 'new' ? [] : [second] }
  const passage = { report: first, words: second }
  switch (kind) {
    case 'merge-entities':
    case 'merge-statements':
      return { kind, quoted: [passage, { report: third, words: fourth }] }
    case 'speaker':
      return { kind, quoted: [passage], speaker: third === 'outlet' ? null : third }
    case 'certainty':
      return { kind, quoted: [passage], factuality: third }
    case 'place':
      return { kind, quoted: [passage], place: third === 'none' ? null : pointIn(third) }
    default:
      return { kind, quoted: [passage] }
  }
}

/** "48.85,2.35": degrees north, then east. */
function pointIn(given: string): { latitude: number; longitude: number } {
  const found = /^(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(given)
  const [latitude, longitude] = [Number(found?.[1]), Number(found?.[2])]
  if (!found || Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    throw new UsageError(
      `A place is given as degrees north and east, such as 48.85,2.35, or as none, not "${forTerminal(given)}".`,
    )
  return { latitude, longitude }
}

function lineOf(correction: StoredCorrection): string {
  const quoted = (anchor: Anchor) => `${anchor.report} “${anchor.exact}”`
  const what =
    'anchors' in correction
      ? correction.anchors.map(quoted).join(' + ')
      : 'anchor' in correction
        ? quoted(correction.anchor)
        : 'stories' in correction
          ? correction.stories.join(' + ')
          : `${correction.report} → ${correction.story ?? 'a story of its own'}`
  const state = correction.undone
    ? ` (taken back by ${correction.undone.by}, ${correction.undone.at.slice(0, 10)})`
    : correction.anchored
      ? ''
      : ' (its words are no longer in the text)'
  const judged =
    correction.kind === 'verdict'
      ? `: ${correction.verdict}${correction.rating === undefined ? '' : ` (${correction.rating}/5)`}`
      : ''
  const note = correction.note ? `  “${correction.note}”` : ''
  return `${forTerminal(`${correction.id}  ${correction.kind}  ${what}${judged}${note}  ${correction.by}, ${correction.at.slice(0, 10)}${state}`)}\n`
}

/** `selon corrections`: corrections, the newest first. */
export async function correctionsCommand(
  options: DatabaseOptions & { report?: string; story?: string; format?: string },
): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', ['text', 'json', 'jsonl'] as const)
  const filter = {
    ...(options.report === undefined ? {} : { report: options.report }),
    ...(options.story === undefined ? {} : { story: options.story }),
  }
  return withStore(options, async (store) => {
    const all: StoredCorrection[] = []
    for await (const correction of itemsOf((page) => store.corrections(filter, page))) {
      all.push(correction)
      if (format === 'text') process.stdout.write(lineOf(correction))
      else if (format === 'jsonl') process.stdout.write(`${forJson(JSON.stringify(correction))}\n`)
    }
    if (format === 'json') process.stdout.write(`${forJson(JSON.stringify(all, null, 2))}\n`)
    if (all.length === 0 && format === 'text') note('There are no corrections: selon correct makes one.')
    return 0
  })
}

/** `selon undo`: takes corrections back. */
export async function undoCommand(
  ids: readonly string[],
  options: DatabaseOptions & { by?: string },
): Promise<number> {
  return withStore(options, async (store) => {
    let missing = 0
    for (const id of ids) {
      if (await store.undo(id, options.by ?? userName())) noteOnOutput(`undone  ${forTerminal(id)}`)
      else {
        missing++
        process.stderr.write(
          `selon: There is no correction "${forTerminal(id)}": selon corrections lists them.\n`,
        )
      }
    }
    return missing > 0 ? 1 : 0
  })
}
