import type { AttributionRule } from './attribution-reading.ts'
import type { AttributionView } from './attribution-view.ts'
import { punctuationAt } from './cue-features.ts'
import type { FoundCue } from './cue-tokens.ts'
import type { TokenRange } from './draft.ts'

const stage = 'veto'

/** A short quotation of capitalised words is a title or a nickname. */
export const title: AttributionRule = {
  name: 'title',
  stage,
  apply(at) {
    if (isTitle(at.view, at.content)) at.dropped = true
  },
}

/** A pronoun or an adverb alone says nothing. */
export const emptyContent: AttributionRule = {
  name: 'empty-content',
  stage,
  apply(at) {
    if (isEmptyContent(at.view, at.cue, at.content)) at.dropped = true
  },
}

/** "Asked not to be named". */
export const anonymity: AttributionRule = {
  name: 'anonymity',
  stage,
  apply(at) {
    if (asksForAnonymity(at.view, at.cue)) at.dropped = true
  },
}

/** "Des sources citées par NBC": how a source is described. */
export const describedSource: AttributionRule = {
  name: 'described-source',
  stage,
  apply(at) {
    const { tokens, words } = at.view
    const { head } = at.cue
    if (
      words.cited.test(tokens.form[head]) &&
      words.agentMark.test(tokens.form[head + 1] ?? '') &&
      tokens.tag[head - 1] === 'NOUN'
    )
      at.dropped = true
  },
}

/** Whether the content says nothing of itself: a pronoun, "what", an adverb. */
function isEmptyContent(view: AttributionView, cue: FoundCue, content: readonly TokenRange[]): boolean {
  const { tokens } = view
  for (const [first, last] of content) {
    if (
      last - first > 2 ||
      (view.quotation[first] >= 0 &&
        view.quotation[first] !== view.quotation[cue.head] &&
        view.quotationFirst[view.quotation[first]] === first)
    )
      return false
    for (let i = first; i <= last; i++)
      if (view.isWord[i] && !/^(PRON|DET|ADV|AUX|SCONJ|CCONJ|ADP|PART)$/.test(tokens.tag[i])) return false
  }
  return true
}

/** Whether all the content is a short quotation of capitalised words: a title ("Seven Winters") or a nickname. */
function isTitle(view: AttributionView, content: readonly TokenRange[]): boolean {
  if (content.length !== 1) return false
  const [first, last] = content[0]
  const q = view.quotation[first]
  if (q < 0 || view.quotationFirst[q] !== first || view.quotationLast[q] !== last || last - first > 7)
    return false
  const { tokens } = view
  let capitals = 0
  for (let i = first; i <= last; i++) {
    if (!view.isWord[i]) continue
    const form = tokens.form[i]
    const tag = tokens.tag[i]
    if (form[0] !== form[0].toLowerCase()) {
      if (i > first || tag === 'PROPN' || tag === 'NOUN' || tag === 'NUM' || tag === 'ADJ') capitals++
    } else if (
      i > first ? tag !== 'ADP' && tag !== 'DET' && tag !== 'CCONJ' && last - first < 2 : tag !== 'DET'
    )
      return false
    if (tag === 'VERB' || tag === 'AUX' || tag === 'PRON') return false
  }
  const mark = view.document.text[view.quotations[q].inner[1] - 1]
  return capitals > 0 && mark !== '!' && mark !== '?' && mark !== '.' && mark !== ','
}

/** "Ont requis l'anonymat", "asked not to be named": how a source stays nameless, not what it says. */
function asksForAnonymity(view: AttributionView, cue: FoundCue): boolean {
  const { tokens } = view
  const end = Math.min(view.sentenceEnd(cue.head), cue.last + 7)
  // "Not" may count as the cue's.
  for (let k = cue.head + 1; k < end; k++) {
    if (view.words.anonymity.test(tokens.form[k])) return true
    if (punctuationAt(view, k) !== 0 || (tokens.tag[k] === 'VERB' && tokens.has(k, 'VerbForm', 'Fin')))
      return false
    if (view.words.named.test(tokens.form[k]))
      for (let n = cue.head + 1; n < k; n++) if (view.words.notNamed.test(tokens.form[n])) return true
  }
  return false
}
