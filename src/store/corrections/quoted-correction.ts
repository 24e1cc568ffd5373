import { type Factuality, factualities } from '../../contract/analysis.ts'
import type { Anchor, NewCorrection } from '../../contract/api.ts'
import { type Store, StoreRequestError } from '../store.ts'
import { anchorOf } from './anchor.ts'

/** Every kind of correction, those of one passage first. */
export const correctionKinds = [
  'claim-right',
  'claim-wrong',
  'verdict',
  'speaker',
  'certainty',
  'place',
  'note',
  'merge-entities',
  'split-entity',
  'merge-statements',
  'split-statement',
  'merge-stories',
  'move-report',
] as const satisfies readonly NewCorrection['kind'][]
export type CorrectionKind = (typeof correctionKinds)[number]

/** A passage by the words that stand there. */
export interface Quoted {
  report: string
  words: string
  /** Where they begin, in UTF-16 units, if not where they first stand. */
  start?: number
}

/** A correction as somebody gives it who has the words and no offsets. */
export interface QuotedCorrection {
  kind: CorrectionKind
  /** The passages that it is about: two to put together, else one; none of stories. */
  quoted: readonly Quoted[]
  /** Of a speaker; null for the outlet itself. */
  speaker?: string | null
  /** Of a certainty. */
  factuality?: string
  /** Of a place; null where it is none on a map. */
  place?: { latitude: number; longitude: number } | null
  /** Of a verdict: what somebody judges of what is claimed, the same from 1 (false) to 5 (true), and where it is published. */
  judged?: { verdict: string; rating?: number; address?: string }
  /** Stories to put together; of a report that moves the story that it goes to, or none for one of its own. */
  stories?: readonly string[]
  /** The report that moves. */
  report?: string
}

/** The correction, anchored to its words as they are read now. Throws a StoreRequestError that says what is missing. */
export async function correctionOfWords(store: Store, given: QuotedCorrection): Promise<NewCorrection> {
  const { kind, stories = [] } = given
  switch (kind) {
    case 'merge-stories': {
      const [to, from] = stories
      if (to === undefined || from === undefined) throw lacks(kind, 'two stories')
      return { kind, stories: [to, from] }
    }
    case 'move-report': {
      if (given.report === undefined) throw lacks(kind, 'a report')
      return { kind, report: given.report, story: stories[0] ?? null }
    }
    case 'merge-entities':
    case 'merge-statements': {
      if (given.quoted.length < 2) throw lacks(kind, 'two passages')
      return {
        kind,
        anchors: [await anchorIn(store, given.quoted[0]), await anchorIn(store, given.quoted[1])],
      }
    }
  }
  const [first] = given.quoted
  if (!first) throw lacks(kind, 'a passage')
  const anchor = await anchorIn(store, first)
  if (kind === 'speaker') {
    if (given.speaker === undefined) throw lacks(kind, 'who says it')
    return { kind, anchor, speaker: given.speaker }
  }
  if (kind === 'certainty') {
    const { factuality } = given
    if (!isFactuality(factuality)) throw lacks(kind, `how surely: ${factualities.join(', ')}`)
    return { kind, anchor, factuality }
  }
  if (kind === 'place') {
    if (given.place === undefined) throw lacks(kind, 'where it lies')
    return { kind, anchor, place: given.place }
  }
  if (kind === 'verdict') {
    if (given.judged === undefined) throw lacks(kind, 'the words of the verdict')
    return { kind, anchor, ...given.judged }
  }
  return { kind, anchor }
}

const isFactuality = (value: string | undefined): value is Factuality =>
  (factualities as readonly (string | undefined)[]).includes(value)

const lacks = (kind: CorrectionKind, what: string) =>
  new StoreRequestError(`A correction of the kind "${kind}" takes ${what}.`)

/** Words of a message that are quoted from what somebody sent. */
const shown = (words: string) => (words.length > 80 ? `${words.slice(0, 79)}…` : words)

async function anchorIn(store: Store, { report, words, start }: Quoted): Promise<Anchor> {
  const text = (await store.analysis(report, { corrected: false }))?.report.text
  if (text === undefined)
    throw new StoreRequestError(`There is no report "${shown(report)}" in the database.`)
  const at = start === undefined ? text.indexOf(words) : text.startsWith(words, start) ? start : -1
  if (at < 0 || words.trim() === '')
    throw new StoreRequestError(`The words "${shown(words)}" do not stand in report "${shown(report)}".`)
  return anchorOf(report, text, [at, at + words.length])
}
