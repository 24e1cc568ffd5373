import type { AttributionView } from './attribution-view.ts'
import { punctuationAt } from './cue-features.ts'
import { type Draft, withoutCue } from './draft.ts'
import type { SourceLexicon } from './source-lexicon.ts'

/**
 * The quotation whose speaker stands behind it with a verb that need not be one of saying: "…," Ms Varn rejoiced; "…," joked
 * the mayor. The verb is token `i`; undefined where its subject does not follow a quotation that ends in a comma, "!" or "?".
 */
export function speechBefore(
  view: AttributionView,
  i: number,
): { content: [number, number]; source: { first: number; last: number; head: number } } | undefined {
  const { tokens, document } = view
  if (view.quotation[i] >= 0) return undefined
  // A rare verb behind a name may be taken for a noun.
  const past = view.words.pastForm.test(tokens.form[i]) && punctuationAt(view, i - 1) === 5
  if (
    tokens.tag[i] === 'VERB'
      ? !tokens.has(i, 'VerbForm', 'Fin') && !past
      : !view.words.pastForm.test(tokens.form[i]) ||
        (tokens.tag[i - 1] !== 'PROPN' && punctuationAt(view, i - 1) !== 5)
  )
    return undefined
  const start = view.sentenceFirst(i)
  let first = -1
  let last = -1
  let head = -1
  if (tokens.tag[i + 1] === 'PROPN' || (tokens.tag[i + 1] === 'DET' && tokens.tag[i + 2] === 'NOUN')) {
    // The verb first: joked the mayor.
    let k = i + 1
    while (k < view.sentenceEnd(i) && k < i + 12 && /^(PROPN|DET|ADJ|NOUN)$/.test(tokens.tag[k])) k++
    first = i + 1
    last = k - 1
    head = last
    const after = punctuationAt(view, k)
    if (k < view.sentenceEnd(i) && after === 0 && tokens.tag[k] !== 'ADP') return undefined
    if (punctuationAt(view, i - 1) !== 5) return undefined
  }
  if (first < 0) {
    let k = i - 1
    while (k > start && tokens.tag[k] === 'ADV') k--
    last = k
    while (
      k >= start &&
      view.isWord[k] &&
      i - k < 14 &&
      /^(PROPN|DET|ADJ|NOUN|PRON|NUM)$/.test(tokens.tag[k])
    )
      k--
    first = k + 1
    head = last
    if (first > last || tokens.baseRelation(i) === 'acl') return undefined
    if (tokens.tag[last] !== 'PROPN' && tokens.tag[last] !== 'NOUN' && tokens.tag[last] !== 'PRON')
      return undefined
    if (tokens.tag[last] === 'PRON' && (first !== last || !view.words.sayingPronoun.test(tokens.form[last])))
      return undefined
    if (punctuationAt(view, first - 1) !== 5) return undefined
  }
  const bound = Math.min(first, i)
  let w = bound - 1
  while (w >= 0 && bound - w < 5 && !view.isWord[w]) w--
  const q = w >= 0 ? view.quotation[w] : -1
  const fewest = tokens.tag[i + 1] === 'PROPN' ? 1 : 2
  if (q < 0 || view.quotationLast[q] !== w || view.quotationLast[q] - view.quotationFirst[q] < fewest)
    return undefined
  if (!/[,!?]/.test(document.text[view.quotations[q].inner[1] - 1] ?? '')) return undefined
  return { content: [view.quotationFirst[q], w], source: { first, last, head } }
}

/** Tokens of one content that are looked at for the quotations in it. */
const farthest = 400

/**
 * What quotation marks and layout say without a cue: a quotation that goes on behind the cue's sentence belongs to it;
 * a quotation that fills a paragraph is the last speaker's; in a headline, "Name: words" are the words of the name.
 * Short quotations in running text (titles, nicknames, scare quotes) are left alone.
 */
export function addQuotations(view: AttributionView, drafts: Draft[], sources: SourceLexicon): Draft[] {
  const { tokens, document } = view
  const all = [...drafts]
  const owner = new Map<number, Draft>()
  const covered = new Int32Array(tokens.length)
  for (const draft of drafts) {
    for (const [a, b] of draft.content)
      for (let i = a; i <= b && i < a + farthest; i++) {
        covered[i] = 1
        const q = view.quotation[i]
        if (q >= 0 && view.quotation[draft.cue?.head ?? i] !== q && (!owner.has(q) || !draft.parent)) {
          if (!owner.get(q) || (owner.get(q)?.parent && !draft.parent)) owner.set(q, draft)
        }
      }
  }
  // Cues of the report itself, counted from the start, so that each question is answered at once.
  const cues = new Int32Array(tokens.length + 1)
  for (const draft of drafts)
    if (draft.cue && !draft.parent && view.quotation[draft.cue.head] < 0) cues[draft.cue.head + 1] = 1
  for (let i = 0; i < tokens.length; i++) cues[i + 1] += cues[i]
  const cueIn = (from: number, to: number): boolean =>
    to >= from && cues[Math.min(to + 1, tokens.length)] > cues[from]
  // Words, counted from the start.
  const wordsBefore = new Int32Array(tokens.length + 1)
  for (let i = 0; i < tokens.length; i++) wordsBefore[i + 1] = wordsBefore[i] + view.isWord[i]
  const wordIn = (from: number, to: number): boolean => to > from && wordsBefore[to] > wordsBefore[from]
  let previous = -1
  for (let q = 0; q < view.quotations.length; q++) {
    const quotation = view.quotations[q]
    if (quotation.level !== 0) continue
    const first = view.quotationFirst[q]
    const last = view.quotationLast[q]
    if (last < first) continue
    const before = previous
    previous = q
    if (owner.has(q)) continue
    // The first half of a quotation that its cue cuts in two: "The bridge," said X, "will hold".
    const next = nextOuter(view, q)
    const half = next >= 0 ? owner.get(next) : undefined
    if (
      half?.cue &&
      !half.parent &&
      half.cue.head > last &&
      half.cue.head < view.quotationFirst[next] &&
      tokens.sentence[last] === tokens.sentence[half.cue.head] &&
      half.cue.first - last < 6
    ) {
      half.content.push([first, last])
      half.content.sort((a, b) => a[0] - b[0])
      owner.set(q, half)
      continue
    }
    // … and its second half.
    const whole = before >= 0 ? owner.get(before) : undefined
    if (
      whole?.cue &&
      !whole.parent &&
      whole.cue.head < first &&
      whole.cue.head > view.quotationLast[before]
    ) {
      const behind = Math.max(whole.cue.last, whole.source?.last ?? -1)
      if (
        first - behind <= 4 &&
        behind < first &&
        tokens.form[behind + 1] === ',' &&
        tokens.sentence[first] === tokens.sentence[whole.cue.head]
      ) {
        whole.content.push([first, last])
        owner.set(q, whole)
        continue
      }
    }
    let inside = 0
    let words = 0
    for (let i = first; i <= last; i++) {
      words += view.isWord[i]
      inside += view.isWord[i] & covered[i]
    }
    if (inside * 2 > words) continue
    const sentence = document.sentences[tokens.sentence[first]]
    // It begins its sentence: nothing but marks stand before it.
    if (wordIn(sentence.first, first) || words < 3) continue
    const end = view.sentenceEnd(last)
    const alone = !wordIn(last + 1, end)
    const given = before >= 0 ? owner.get(before) : undefined
    const beforeLast = before >= 0 ? view.quotationLast[before] : -1
    const beforeSentence = before >= 0 ? document.sentences[tokens.sentence[beforeLast]] : undefined
    const sameParagraph = beforeSentence?.paragraph === sentence.paragraph
    const goesOn =
      before >= 0 &&
      !view.quotations[before].closed &&
      beforeSentence !== undefined &&
      beforeSentence.paragraph + 1 === sentence.paragraph
    if (
      given &&
      (sameParagraph || goesOn) &&
      (alone || !cueIn(last + 1, end)) &&
      !cueIn(beforeLast + 1, first) &&
      sentence.first - beforeLast < 80
    ) {
      given.content.push([first, last])
      owner.set(q, given)
      continue
    }
    if (alone && startsParagraph(view, first)) {
      const draft = withoutCue([[first, last]], undefined, 'quotation')
      all.push(draft)
      owner.set(q, draft)
    }
  }
  headlines(view, all, covered, sources)
  return all
}

/** The next outer quotation behind `q`; -1 for none. */
function nextOuter(view: AttributionView, q: number): number {
  for (let k = q + 1; k < view.quotations.length && k < q + 8; k++)
    if (view.quotations[k].level === 0) return k
  return -1
}

function startsParagraph(view: AttributionView, first: number): boolean {
  const { document, tokens } = view
  const s = tokens.sentence[first]
  return s === 0 || document.sentences[s - 1].paragraph !== document.sentences[s].paragraph
}

/** "Name: words" in a headline. */
function headlines(view: AttributionView, all: Draft[], covered: Int32Array, sources: SourceLexicon): void {
  const { document, tokens } = view
  const sentence = document.sentences[0]
  if (!sentence || sentence.last - sentence.first > 40) return
  for (let i = sentence.first + 1; i < Math.min(sentence.last - 2, sentence.first + 8); i++) {
    if (punctuationAt(view, i) !== 3) continue
    let last = i - 1
    while (last >= sentence.first && !view.isWord[last]) last--
    if (last < sentence.first) return
    const entity = document.entities.find((one) =>
      one.mentions.some((m) => m.span[0] <= tokens.start[last] && m.span[1] >= tokens.end[last]),
    )
    const person =
      entity?.type === 'person' ||
      entity?.type === 'organization' ||
      sources.classesOf(view.lemma(last)).length > 0
    if (!person || tokens.tag[last] === 'VERB') return
    let to = sentence.last - 1
    while (to > i && !view.isWord[to]) to--
    let from = i + 1
    while (from < to && !view.isWord[from]) from++
    let done = 0
    for (let k = from; k <= to; k++) done += covered[k]
    if (done * 3 > to - from) return
    const draft = withoutCue([[from, to]], undefined, 'headline')
    let first = last
    while (first > sentence.first && tokens.form[first - 1] !== ',') first--
    draft.source = { first, last, head: last }
    all.push(draft)
    return
  }
}
