import type { AttributionView } from './attribution-view.ts'

/** A cue found in a text: its head token and the tokens that make it up. */
export interface FoundCue {
  head: number
  /** First and last token of the words that are certainly the cue's. */
  first: number
  last: number
  /** The token whose place in the tree is the cue's: its head, or the noun that a phrase ("according to") introduces. */
  anchor: number
  /** Whether it is a phrase that introduces its source. */
  phrase: boolean
  score: number
  by: string
}

const partOfGroup = new Set([
  'aux',
  'aux:pass',
  'expl',
  'expl:pv',
  'expl:pass',
  'expl:impers',
  'compound:prt',
  'aux:tense',
  'aux:caus',
  'cop',
])

/** Whether token `k`, a dependent of a cue's head, belongs to its verb group: auxiliary, reflexive, negation, particle. */
export function inVerbGroup(view: AttributionView, k: number): boolean {
  const { tokens } = view
  if (partOfGroup.has(tokens.relation[k])) return true
  return tokens.relation[k].startsWith('advmod') && tokens.has(k, 'Polarity', 'Neg')
}

/** The cue whose head is token `i`, with auxiliaries, reflexives, negation and particles. */
export function cueAt(view: AttributionView, i: number, score: number, by: string): FoundCue {
  const { tokens } = view
  const match = view.cues[i]
  let first = i
  let last = match ? match.last : i
  for (const k of tokens.children(i)) {
    if (!inVerbGroup(view, k)) continue
    if (k < first && first - k < 8) first = k
    if (k > last && k - last < 4) last = k
  }
  return { head: i, first, last, anchor: i, phrase: false, score, by }
}

/** A cue of one word alone, whatever belongs to its group. */
export const wordCue = (i: number, by: string): FoundCue => ({
  head: i,
  first: i,
  last: i,
  anchor: i,
  phrase: false,
  score: 1,
  by,
})

/**
 * Where the complement that the lexicon foresees for the verb `i` begins just behind it: its "que", or the infinitive with
 * its preposition; -1 where none stands there.
 */
export function complementAt(view: AttributionView, i: number): number {
  const { tokens } = view
  const match = view.cues[i]
  if (match?.cue.tag !== 'VERB') return -1
  let k = match.last + 1
  const end = view.sentenceEnd(i)
  // "ne veut pas", "a dit hier": a negation or an adverb may stand between.
  while (k < end && k < match.last + 3 && tokens.tag[k] === 'ADV' && !tokens.has(k, 'VerbForm', 'Inf')) k++
  // "avait promis, durant la campagne, de": what stands between two commas, without a verb of its own.
  if (k < end && tokens.form[k] === ',')
    for (let close = k + 2; close < Math.min(end - 1, k + 15); close++) {
      if (tokens.has(close, 'VerbForm', 'Fin') || view.quotation[close] !== view.quotation[i]) break
      if (tokens.form[close] !== ',') continue
      k = close + 1
      break
    }
  if (k >= end) return -1
  if (match.cue.frames.includes('clause') && view.words.that.test(tokens.form[k])) return k
  if (!match.cue.frames.includes('infinitive')) return -1
  const infinitive = (at: number): boolean => at < end && tokens.has(at, 'VerbForm', 'Inf')
  if (infinitive(k)) return k
  if (!view.words.infinitivePreposition.test(tokens.form[k])) return -1
  // Quotation marks may open behind the preposition: "de « réduire … »".
  let next = k + 1
  while (next < end && next < k + 3 && !view.isWord[next]) next++
  if (infinitive(next)) return k
  return tokens.tag[next] === 'PRON' && infinitive(next + 1) ? k : -1
}
