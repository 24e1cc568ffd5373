import { nameLexicon } from '../names/name-lexicon.ts'
import type { AttributionView } from './attribution-view.ts'
import { punctuationAt } from './cue-features.ts'
import { outletIn } from './source-kinds.ts'
import type { SourceLexicon } from './source-lexicon.ts'

/** The speaker behind a cue: "« … », a dit au Parisien la maire". */
export interface SpeakerBehind {
  first: number
  last: number
  head: number
}

/** The first noun phrase from `from` on that no preposition governs and that is no time. */
export function speakerBehind(
  view: AttributionView,
  from: number,
  end: number,
  sources: SourceLexicon,
): SpeakerBehind | undefined {
  const { tokens, words } = view
  let k = from
  const limit = Math.min(end, from + 30)
  while (k < limit) {
    const tag = tokens.tag[k]
    const form = tokens.form[k]
    if (punctuationAt(view, k) !== 0) return undefined
    if (tag === 'ADP' || words.contracted.test(form)) {
      if (words.contractedArticle.test(form) && tag === 'DET') break
      k = pastPhrase(view, k + 1, limit, sources)
      continue
    }
    if (tag === 'ADV' || tag === 'NUM' || words.timeWord.test(form)) {
      k++
      continue
    }
    if (
      words.timeDeterminer.test(form) &&
      k + 1 < limit &&
      (words.timeWord.test(tokens.form[k + 1]) || tokens.tag[k + 1] === 'NUM')
    ) {
      k++
      continue
    }
    if (tag === 'DET' || tag === 'PROPN' || tag === 'NOUN' || tag === 'ADJ' || isName(view, k)) break
    if (tag === 'PRON' && words.speakerPronoun.test(form)) return { first: k, last: k, head: k }
    return undefined
  }
  if (k >= limit) return undefined
  const first = k
  let last = -1
  let head = -1
  for (let i = first; i < limit; i++) {
    const p = punctuationAt(view, i)
    if (p === 5 && i > first) {
      // Quotation marks within the name of the speaker.
      continue
    }
    if (p !== 0 && p !== 7) {
      if (tokens.form[i] === ',' && last >= 0) {
        const more = apposition(view, i + 1, end)
        if (more >= 0) last = more
      }
      break
    }
    const tag = tokens.tag[i]
    if (tag === 'VERB' && tokens.has(i, 'VerbForm', 'Fin')) break
    if (tag === 'SCONJ' || (tag === 'PRON' && i > first) || tag === 'AUX') break
    if (i > first && tag === 'VERB' && !tokens.has(i, 'VerbForm', 'Part')) break
    if (words.timeWord.test(tokens.form[i]) && last >= 0) break
    if (view.isWord[i] && tag !== 'DET') {
      if (tag === 'NOUN' || tag === 'PROPN' || isName(view, i)) {
        if (head < 0) head = i
        last = i
      } else if (tag === 'ADJ' || tag === 'NUM' || tag === 'VERB') last = i
    }
    if (tokens.form[i] === ')' && last >= 0) last = i
    // "la maire dans un entretien": a preposition other than "of" ends the phrase.
    if (tag === 'ADP' && last >= 0 && !words.of.test(tokens.form[i])) {
      if (!words.at.test(tokens.form[i])) break
      if (
        words.in.test(tokens.form[i]) &&
        !words.posted.test(view.lemma(last)) &&
        (head < 0 || !words.posted.test(view.lemma(head)))
      )
        break
      if (words.timeWord.test(tokens.form[i + 1] ?? '')) break
    }
    if (words.endsSpeaker.test(tokens.form[i]) && last >= 0) break
  }
  return head < 0 || last < head ? undefined : { first, last, head }
}

/** A capitalised word whose tag says nothing ("Mme"). */
const isName = (view: AttributionView, i: number): boolean =>
  (view.tokens.tag[i] === 'X' || view.tokens.tag[i] === 'INTJ') && /^\p{Lu}/u.test(view.tokens.form[i])

/** Past the noun phrase that a preposition governs, from its first word. */
function pastPhrase(view: AttributionView, from: number, limit: number, sources: SourceLexicon): number {
  const { tokens } = view
  let k = from
  let seen = false
  while (k < limit) {
    const tag = tokens.tag[k]
    if (punctuationAt(view, k) !== 0) break
    const outlet = outletIn(view, sources, k, Math.min(k + 4, limit - 1))
    if (outlet && outlet[0] === k) return outlet[1] + 1
    if (!seen && (tag === 'DET' || tag === 'ADJ' || tag === 'NUM')) k++
    else if (tag === 'NOUN' || tag === 'PROPN' || tag === 'PRON') {
      if (seen && tag === 'PROPN' && tokens.tag[k - 1] === 'NUM') return k
      seen = true
      k++
    } else if (
      seen &&
      (tag === 'ADJ' ||
        tag === 'ADP' ||
        tag === 'NUM' ||
        (tag === 'VERB' && tokens.has(k, 'VerbForm', 'Part')))
    ) {
      if (tag === 'ADP') seen = false
      k++
    } else break
  }
  return Math.max(k, from)
}

/** Where an apposition that begins at `from` ends: nouns and names up to the next mark, with no verb; -1 for none. */
export function apposition(view: AttributionView, from: number, end: number): number {
  const { tokens } = view
  let last = -1
  for (let i = from; i < Math.min(end, from + 25); i++) {
    const p = punctuationAt(view, i)
    if (p === 7) {
      if (last >= 0 && tokens.form[i] === ')') last = i
      continue
    }
    if (p !== 0) return p === 5 ? -1 : last
    const tag = tokens.tag[i]
    if (
      tag === 'AUX' ||
      tag === 'SCONJ' ||
      tag === 'PRON' ||
      (tag === 'VERB' && (i === from || tokens.has(i, 'VerbForm', 'Fin')))
    )
      return -1
    if (i === from && tag !== 'NOUN' && tag !== 'PROPN' && tag !== 'DET' && tag !== 'ADJ') return -1
    if (tag === 'NOUN' || tag === 'PROPN' || tag === 'ADJ' || tag === 'NUM') last = i
  }
  return -1
}

/** Whether a noun phrase may speak: a name, a person or body by the lexicon, a personal pronoun. */
export function isSpeaker(view: AttributionView, i: number): boolean {
  const { tokens, words } = view
  if (tokens.tag[i] === 'PRON') return words.heOrShe.test(tokens.form[i].toLowerCase())
  if (tokens.tag[i] === 'PROPN' || view.inName[i] === 1) return true
  return tokens.tag[i] === 'NOUN' && (view.who[i] !== 0 || isRole(view, i))
}

function isRole(view: AttributionView, i: number): boolean {
  const lexicon = nameLexicon(view.document.words)
  const form = view.tokens.form[i].toLowerCase()
  return (
    lexicon.findClass(form, 'role') !== undefined || lexicon.findClass(view.lemma(i), 'role') !== undefined
  )
}
