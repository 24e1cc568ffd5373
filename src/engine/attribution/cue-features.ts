import { type AttributionView, hashString } from './attribution-view.ts'
import { complementAt } from './cue-tokens.ts'
import type { FeatureBag } from './linear.ts'

const nominal = new Set(['NOUN', 'PROPN', 'PRON'])

/** Whether a token may be the head of a cue at all: a verb, or another word that the lexicon knows as a cue. */
export function mayBeCue(view: AttributionView, i: number): boolean {
  if (!view.isWord[i]) return false
  const tag = view.tokens.tag[i]
  if (tag === 'VERB') return true
  if (view.inName[i] || tag === 'PROPN') return false
  const form = view.tokens.form[i]
  if (tag === 'NOUN' && i > view.sentenceFirst(i) && form[0] !== form[0].toLowerCase()) return false
  const match = view.cues[i]
  return match !== undefined && match.cue.tag !== 'ADP' && match.cue.tag !== 'SCONJ'
}

/** How a verb stands: passive, mood, form, person, in one number. */
export function voiceOf(view: AttributionView, i: number): number {
  const { tokens } = view
  let passive = 0
  let auxiliary = 0
  let negated = 0
  let subject = 0
  for (const k of tokens.children(i)) {
    const relation = tokens.relation[k]
    if (relation === 'aux:pass' || relation === 'nsubj:pass') passive = 1
    else if (relation === 'aux') auxiliary = 1
    else if (relation === 'nsubj') subject = 1
    if (
      tokens.has(k, 'Polarity', 'Neg') ||
      view.words.notForm.test(tokens.form[k]) ||
      view.words.notLemma.test(tokens.lemma[k])
    )
      negated = 1
  }
  const form = tokens.features[i]?.VerbForm ?? ''
  return hashString(`${form}${passive}${auxiliary}${negated}${subject}`)
}

const punctuationClass = (form: string): number => {
  if (form === ',') return 1
  if (form === '.' || form === '!' || form === '?') return 2
  if (form === ':') return 3
  if (form === ';') return 4
  if ('"“”«»‘’\'„'.includes(form[0] ?? 'x')) return 5
  if ('-–—'.includes(form[0] ?? 'x') && form.length < 3) return 6
  if (form === '(' || form === ')' || form === '[' || form === ']') return 7
  return 8
}

/** A small number for what stands at token `i`: 0 for a word or nothing, else the kind of punctuation mark. */
export function punctuationAt(view: AttributionView, i: number): number {
  if (i < 0 || i >= view.tokens.length) return 9
  return view.isWord[i] ? 0 : punctuationClass(view.tokens.form[i])
}

/** Fills `bag` with what tells whether token `i` is the head of a cue. */
export function cueFeatures(view: AttributionView, i: number, bag: FeatureBag): void {
  const { tokens } = view
  const match = view.cues[i]
  const like = view.like[i]
  const act = match ? hashString(match.cue.act) : 0
  const entry = match ? hashString(match.cue.tag + match.cue.commitment) : 7
  const tag = view.tag[i]
  const relation = view.relation[i]
  const head = tokens.head[i]
  const voice = voiceOf(view, i)
  const first = view.sentenceFirst(i)
  const end = view.sentenceEnd(i)
  const keys = [like, act ^ 0x55, entry]
  const lemma = view.lemmaHash[i]
  bag.add(0)
  bag.add(1, like)
  bag.add(60, lemma)
  bag.add(61, lemma, tag)
  bag.add(62, lemma, voice)
  bag.add(63, lemma, relation)
  bag.add(2, like, tag)
  bag.add(3, act, tag)
  bag.add(4, entry, tag)
  const each = (t: number, value: number): void => {
    bag.add(t, value)
    for (const key of keys) bag.add(t + 1, value, key)
  }
  each(10, voice)
  each(12, relation)
  if (head >= 0) {
    bag.add(14, relation, view.like[head])
    bag.add(15, relation, view.tag[head])
    bag.add(16, relation, view.cues[head] ? hashString(view.cues[head].cue.act) : 0)
    bag.add(17, like, view.like[head])
  } else bag.add(18, like)
  // Children: which relations, and what holds the content.
  let seen = 0
  let children = 0
  let subjectTag = 0
  let subjectLike = 0
  for (const k of tokens.children(i)) {
    if (children++ > 24) break
    const r = view.relation[k]
    if (!view.isWord[k]) continue
    bag.add(20, r, k < i ? 1 : 2)
    bag.add(21, r ^ (k < i ? 1 : 2), like)
    bag.add(22, r ^ (k < i ? 1 : 2), act)
    const base = tokens.baseRelation(k)
    if (base === 'nsubj') {
      subjectTag = view.tag[k]
      subjectLike = view.like[k]
      bag.add(23, view.tag[k], like)
      bag.add(24, view.like[k])
      bag.add(25, view.like[k], act)
      bag.add(29, hashString(tokens.features[k]?.Person ?? '3'), like)
      bag.add(64, view.who[k], like)
      bag.add(65, view.who[k], act)
      bag.add(66, view.who[k], k < i ? 1 : 2)
    } else if (base === 'ccomp' || base === 'xcomp' || base === 'advcl' || base === 'obj' || base === 'obl') {
      bag.add(26, r, view.tag[k] ^ like)
      bag.add(27, r, view.like[k])
      bag.add(28, r, hashString(tokens.features[k]?.VerbForm ?? '') ^ act)
      bag.add(67, r ^ view.tag[k], lemma)
      bag.add(68, r ^ view.who[k], act)
      if (base === 'ccomp') seen |= 1
      if (base === 'xcomp') seen |= 2
      if (base === 'obj') seen |= 4
      if (base === 'obl') {
        seen |= 8
        for (const c of tokens.children(k))
          if (tokens.relation[c] === 'case') bag.add(19, hashString(tokens.lemma[c]), like)
      }
    } else if (base === 'mark' || base === 'case' || base === 'det' || base === 'compound')
      bag.add(30, r ^ like, view.like[k])
    else if (base === 'nmod') seen |= 16
    else if (base === 'parataxis') seen |= 32
  }
  each(32, seen)
  bag.add(69, seen, lemma)
  // What stands behind it, however the tree has it: a "that", an infinitive, a colon, marks.
  const complement = complementAt(view, i)
  bag.add(70, complement < 0 ? 0 : 1, like)
  bag.add(71, complement < 0 ? 0 : view.like[complement], act)
  bag.add(34, seen ^ (subjectTag << 1), act)
  bag.add(35, subjectLike, like)
  // Neighbours.
  const previous = i > first ? i - 1 : -1
  const next = (match ? match.last : i) + 1
  const before = previous < 0 ? 11 : punctuationAt(view, previous)
  const after = next >= end ? 12 : punctuationAt(view, next)
  each(40, before * 16 + after)
  bag.add(42, previous < 0 ? 0 : view.like[previous], like)
  bag.add(43, next >= end ? 0 : view.like[next], like)
  bag.add(72, next >= end ? 0 : view.like[next], lemma)
  bag.add(73, next + 1 >= end ? 0 : view.tag[next + 1], next >= end ? 0 : view.tag[next] ^ like)
  bag.add(44, previous < 0 ? 0 : view.tag[previous], tag)
  bag.add(45, next >= end ? 0 : view.tag[next], tag)
  bag.add(46, previous < 0 ? 0 : view.like[previous], tag)
  bag.add(47, next >= end ? 0 : view.like[next], tag)
  bag.add(48, next >= end ? 0 : view.tag[next], act)
  // Quotation marks: inside one, in a sentence with some, how near.
  const inside = view.quotation[i] >= 0 ? 1 : 0
  let nearest = 0
  for (let d = 1; d <= 12 && nearest === 0; d++) {
    if (i - d >= first - 3 && i - d >= 0 && view.quotation[i - d] >= 0 && !inside) nearest = d < 4 ? 1 : 2
    else if (i + d < end + 3 && i + d < tokens.length && view.quotation[i + d] >= 0 && !inside)
      nearest = d < 4 ? 3 : 4
  }
  each(50, inside * 8 + nearest)
  bag.add(52, inside * 8 + nearest, relation ^ seen)
  if (head >= 0 && view.quotation[head] >= 0 && !inside) each(54, 1)
  const place = i - first < 3 ? 1 : end - i < 4 ? 2 : 0
  each(56, place)
  bag.add(58, nominal.has(tokens.tag[i]) ? 1 : 0, tokens.sentence[i] === 0 ? 1 : 0)
  if (!nominal.has(tokens.tag[i])) bag.add(59, hashString(tokens.features[i]?.Tense ?? ''), like)
}
