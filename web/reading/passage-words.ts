/** All that is said of a passage by itself, worded: what a card shows of it on the desk, or on the page where it stands. */
import type { Analysis, Language } from '../../src/contract/analysis.ts'
import { desk } from '../desk.svelte.ts'
import { attributionReason, reasonIn } from './reasons.ts'
import type { Sureness, Unit } from './units.ts'
import { type Vouching, vouchingOf } from './vouching.ts'

export interface PassageWords {
  /** The report's language, in which names and words stand. */
  language: Language
  chain: Vouching['chain']
  /** The passage as it can be read alone. */
  words: string
  /** How surely, and for whom; empty where no claim tells. */
  certainty: string
  sure: Sureness
  negated: boolean
  probability: string
  /** Words of the text that decide, each with what it is. */
  marks: { words: string; kind: string }[]
  doubt: string
  confidence: string
  reasons: string[]
  /** What the card's own parts are called. */
  names: { chain: string; close: string; reason: string }
}

/** The words of a passage in the desk's language. */
export function passageWords(analysis: Analysis, unit: Unit): PassageWords {
  const { text, language } = analysis.report
  const { attribution, claim, doubt } = unit
  const { chain, words, certainty } = vouchingOf(analysis, unit)
  const { labels, m } = desk
  const reasons = [
    attribution && attributionReason(attribution, text, desk.language),
    claim?.why?.sentence && reasonIn(claim.why.sentence, language, desk.language),
  ]
  return {
    language,
    chain,
    words,
    certainty,
    sure: unit.sure,
    negated: unit.negated,
    probability: claim?.probability ? labels.probability[claim.probability] : '',
    marks: (claim?.marks ?? []).map(({ span: [start, end], kind }) => ({
      words: text.slice(start, end),
      kind: labels.marks[kind],
    })),
    doubt: doubt ? labels.doubts[doubt] : '',
    confidence:
      doubt && attribution?.confidence !== undefined
        ? m.reading.confidence(Math.round(attribution.confidence * 100))
        : '',
    reasons: reasons.flatMap((sentence) => sentence || []),
    names: { chain: labels.chain, close: labels.close, reason: labels.reason },
  }
}
