import type { AttributionView } from './attribution-view.ts'
import type { FoundCue } from './cue-tokens.ts'
import type { SourceTokens } from './draft.ts'
import type { SourceLexicon } from './source-lexicon.ts'

/** A phrase that introduces its source, with the source it introduces. */
export interface FoundPhrase {
  cue: FoundCue
  sourceFirst: number
  sourceLast: number
  sourceHead: number
}

/** Relations of words to the noun whose phrase they stand in. */
const within = new Set([
  'det',
  'amod',
  'nummod',
  'flat',
  'compound',
  'case',
  'fixed',
  'advmod',
  'punct',
  'cc',
  'mark',
])
const closing = new Set([',', '»', '”', '"', ';', ':'])

/** The phrase cue ("selon", "according to", "en opinión de") that begins at token `i`, if one does. */
export function phraseAt(view: AttributionView, i: number, sources: SourceLexicon): FoundPhrase | undefined {
  const { tokens, words } = view
  const match = view.cues[i]
  const tag = match?.cue.tag
  if (!match || (tag !== 'ADP' && match.cue.like !== 'according')) return undefined
  const end = view.sentenceEnd(i)
  let last = match.last
  // "Está de acuerdo con": who agrees is no source.
  if (words.agreement.test(match.cue.lemma) && i > 0 && words.agree.test(view.lemma(i - 1))) return undefined
  if (match.cue.like === 'according') {
    if (!words.according.test(tokens.form[i + 1] ?? '')) return undefined
    last = i + 1
  }
  const bearsSource = words.bearsSource.test(match.cue.lemma)
  const from = bearsSource ? last : last + 1
  if (
    from >= end ||
    tokens.tag[from] === 'SCONJ' ||
    tokens.tag[from] === 'VERB' ||
    (tokens.tag[from] === 'PUNCT' && !'"«“'.includes(tokens.form[from]))
  )
    return undefined
  // The noun that the phrase introduces: up from its first word while the words stand within it.
  let head = from
  while (head < end - 1 && !view.isWord[head]) head++
  for (let n = 0; n < 8; n++) {
    const up = tokens.head[head]
    if (up < 0 || up >= end || up < from || !within.has(tokens.baseRelation(head))) break
    if (tokens.tag[up] === 'VERB' || tokens.tag[up] === 'AUX') break
    head = up
  }
  const tagOfHead = tokens.tag[head]
  if (
    tagOfHead === 'VERB' ||
    tagOfHead === 'ADP' ||
    tagOfHead === 'ADV' ||
    tagOfHead === 'SCONJ' ||
    tagOfHead === 'NUM'
  )
    return undefined
  const lemma = view.lemma(head)
  if (words.measures.has(lemma)) return undefined
  let sourceLast = phraseEnd(view, head, from, end)
  // "Selon deux responsables qui ont requis l'anonymat, …": the clause up to the comma is the source's.
  if (words.sourceRelative.test(tokens.form[sourceLast + 1] ?? ''))
    for (let k = sourceLast + 2; k < Math.min(end, sourceLast + 12); k++)
      if (tokens.form[k] === ',') {
        sourceLast = k - 1
        break
      }
  if (words.weakPhrases.has(match.cue.lemma))
    for (let k = head + 1; k <= sourceLast; k++) if (tokens.form[k] === ',') sourceLast = k - 1
  if (words.weakPhrases.has(match.cue.lemma) && !weakHolds(view, i, head, sourceLast, sources))
    return undefined
  return {
    cue: {
      head: i,
      first: i,
      last: bearsSource ? from - 1 : last,
      anchor: head,
      phrase: true,
      score: 1,
      by: 'phrase',
    },
    sourceFirst: from,
    sourceLast,
    sourceHead: head,
  }
}

/** The noun phrase that begins at token `from`: its first and last token and its noun; undefined where none does. */
export function phraseFrom(view: AttributionView, from: number, end: number): SourceTokens | undefined {
  const { tokens } = view
  if (from >= end || !view.isWord[from]) return undefined
  let head = from
  for (let n = 0; n < 8; n++) {
    const up = tokens.head[head]
    if (up < from || up >= end || !within.has(tokens.baseRelation(head))) break
    head = up
  }
  const tag = tokens.tag[head]
  if (tag !== 'NOUN' && tag !== 'PROPN' && tag !== 'PRON') return undefined
  return { first: from, last: phraseEnd(view, head, from, end), head }
}

/** Where the phrase of `head` ends: its subtree, but not over a comma that ends the phrase, unless an apposition follows. */
function phraseEnd(view: AttributionView, head: number, from: number, end: number): number {
  const { tokens } = view
  let last = Math.max(head, from)
  for (const k of tokens.children(head)) {
    if (k < head) continue
    const relation = tokens.baseRelation(k)
    if (relation === 'punct') {
      if (tokens.form[k] === ')' || tokens.form[k] === '»' || tokens.form[k] === '”') last = Math.max(last, k)
      continue
    }
    if (
      relation === 'parataxis' ||
      relation === 'cop' ||
      relation === 'nsubj' ||
      relation === 'advcl' ||
      relation === 'ccomp'
    )
      break
    const left = tokens.leftmost(k)
    const comma = left > 0 && tokens.form[left - 1] === ','
    if (comma && relation !== 'appos' && relation !== 'acl') break
    if (comma && relation === 'appos' && tokens.tag[k] === 'VERB') break
    last = Math.max(last, tokens.rightmost(k))
  }
  last = Math.min(last, end - 1, from + 40)
  while (view.inName[last] && view.inName[last + 1] && last + 1 < end) last++
  while (last > from && !view.isWord[last] && !')»”"'.includes(tokens.form[last])) last--
  return last
}

function weakHolds(
  view: AttributionView,
  i: number,
  head: number,
  last: number,
  sources: SourceLexicon,
): boolean {
  const { tokens } = view
  const first = view.sentenceFirst(i)
  const classes = sources.classesOf(view.lemma(head))
  const human =
    classes.includes('person') ||
    classes.includes('group') ||
    classes.includes('body') ||
    classes.includes('media') ||
    (tokens.tag[head] === 'PROPN' && !/^\d/.test(tokens.form[head])) ||
    view.words.oneself.test(tokens.form[head])
  if (!human) return false
  const after = tokens.form[last + 1] ?? ''
  const starts = i - first <= 1
  const before = i > 0 ? tokens.form[i - 1] : ''
  const edge = starts || closing.has(before)
  if (!edge) return false
  return starts ? after === ',' : after === ',' || after === '.' || after === '' || after === ';'
}
