import type { AttributionView } from './attribution-view.ts'
import type { FoundCue } from './cue-tokens.ts'
import type { SourceLexicon } from './source-lexicon.ts'
import { speakerBehind } from './speaker-behind.ts'

/** A clause such as "según informó el ministerio" or "comme l'a annoncé la ministre", and what it vouches for. */
export interface AsClause {
  cue: FoundCue
  source: { first: number; last: number; head: number }
  content: [number, number]
}

/**
 * The clause of French or Spanish that says who says what stands before it in its sentence, or behind it where the
 * sentence begins with it; undefined where the verb of `cue` stands in none.
 */
export function asClauseAt(
  view: AttributionView,
  cue: FoundCue,
  sources: SourceLexicon,
): AsClause | undefined {
  const { tokens } = view
  const words = view.words.asClause
  const match = view.cues[cue.head]
  if (!words || match?.cue.tag !== 'VERB' || match.cue.frames[0] === 'infinitive') return undefined
  if (!match.cue.frames.includes('clause') && !match.cue.frames.includes('quote')) return undefined
  const start = view.sentenceFirst(cue.head)
  const end = view.sentenceEnd(cue.head)
  // Back over the verb's group: auxiliaries, pronouns ("l'", "lo"), adverbs.
  let first = cue.head
  while (
    first > start &&
    cue.head - first < 6 &&
    /^(AUX|PRON|ADV|PART|DET)$/.test(tokens.tag[first - 1]) &&
    !words.opener.test(tokens.form[first - 1])
  )
    first--
  let open = first - 1
  if (open < start || !words.opener.test(tokens.form[open])) return undefined
  const word = tokens.form[open]
  if (words.second.test(word)) {
    if (open === start || !words.first.test(tokens.form[open - 1])) return undefined
    open--
  } else if (
    words.third.test(word) &&
    open - 2 >= start &&
    words.before[1].test(tokens.form[open - 1]) &&
    words.before[0].test(tokens.form[open - 2])
  )
    open -= 2
  // "Comme" and "como" compare, too: only with "l'" or "lo", or at an edge with the speaker behind the verb.
  const finite =
    tokens.has(cue.head, 'VerbForm', 'Fin') ||
    tokens.children(cue.head).some((k) => k < cue.head && tokens.tag[k] === 'AUX')
  if (!finite) return undefined
  const speaker = speakerBehind(view, cue.last + 1, end, sources)
  if (!speaker) return undefined
  let before = open - 1
  while (before >= start && !view.isWord[before]) before--
  const found = {
    ...cue,
    first: Math.min(cue.first, words.inCue.test(word) ? open : cue.first),
    by: 'as-clause',
  }
  if (before < start) {
    // It opens the sentence: the rest behind its comma.
    let k = speaker.last + 1
    while (k < Math.min(end, speaker.last + 25) && tokens.form[k] !== ',') {
      if (tokens.has(k, 'VerbForm', 'Fin')) return undefined
      k++
    }
    if (k >= end || tokens.form[k] !== ',') return undefined
    let last = end - 1
    while (last > k && !view.isWord[last]) last--
    return last > k + 1 ? { cue: found, source: speaker, content: [k + 1, last] } : undefined
  }
  if (before === open - 1) return undefined
  let from = start
  while (from < before && !view.isWord[from]) from++
  const around = view.quotation[cue.head]
  if (around >= 0) from = Math.max(from, view.quotationFirst[around])
  return before - from >= 2 ? { cue: found, source: speaker, content: [from, before] } : undefined
}
