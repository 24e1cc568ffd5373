import type { AttributionRule } from './attribution-reading.ts'
import { textOf } from './attribution-trail.ts'
import type { AttributionView } from './attribution-view.ts'
import { punctuationAt } from './cue-features.ts'
import type { FoundCue } from './cue-tokens.ts'
import { type TokenRange, trim, without } from './draft.ts'

const stage = 'content'

/** The span that the model takes for the content, with a hole where the cue stands in it. */
export const scoredContent: AttributionRule = {
  name: 'scored-content',
  stage,
  apply(at) {
    const { contents, model, note } = at.tools
    contents.prepare(at.cue, at.phrase?.sourceLast)
    const best = contents.best(model.content)
    if (!best) {
      at.dropped = true
      return
    }
    at.candidate = contents.candidates[best.index]
    const { first, last, holeFirst, holeLast } = at.candidate
    at.content =
      holeLast >= holeFirst
        ? [
            [first, holeFirst - 1],
            [holeLast + 1, last],
          ]
        : [[first, last]]
    if (note) {
      const { tokens } = at.view
      const candidates = contents.candidates
        .map((one, k) => ({
          text: textOf(
            at.view,
            one.holeLast >= one.holeFirst
              ? [
                  [one.first, one.holeFirst - 1],
                  [one.holeLast + 1, one.last],
                ]
              : [[one.first, one.last]],
          ),
          score: contents.score(k, model.content),
        }))
        .sort((a, b) => b.score - a.score)
      note({
        stage,
        name: 'scored-content',
        about: [tokens.start[at.cue.first], tokens.end[at.cue.last]],
        before: '',
        after: '',
        candidates,
      })
    }
  },
}

/** The "to" of an infinitive belongs to it. */
export const infinitiveMark: AttributionRule = {
  name: 'infinitive-mark',
  stage,
  apply({ view, cue, candidate, content }) {
    if (!candidate || content.length !== 1 || cue.phrase) return
    const { first } = candidate
    const { tokens } = view
    if (
      first > cue.last + 1 &&
      view.words.infinitiveMark.test(tokens.form[first - 1]) &&
      tokens.has(first, 'VerbForm', 'Inf')
    )
      content[0][0] = first - 1
  },
}

/** A clause goes on behind a quotation, or ends with it. */
export const lastWord: AttributionRule = {
  name: 'last-word',
  stage,
  apply({ view, cue, candidate, content }) {
    if (candidate && content.length === 1)
      content[0][1] = rightEdge(view, cue, candidate.first, candidate.last)
  },
}

/** No quotation is cut in two. */
export const wholeQuotation: AttributionRule = {
  name: 'whole-quotation',
  stage,
  apply({ view, cue, content }) {
    wholeQuotations(view, cue, content)
  },
}

/** Behind a connective of the report's own: "no obstante, …". */
export const behindConnective: AttributionRule = {
  name: 'behind-connective',
  stage,
  apply({ view, content }) {
    content[0][0] = pastConnective(view, content[0][0], content[0][1])
  },
}

/** No punctuation at the ends, nothing of the source within. */
export const trimmed: AttributionRule = {
  name: 'trimmed',
  stage,
  apply(at) {
    const { view, phrase } = at
    at.content = at.content
      .map((range): TokenRange => trim(view, range))
      .filter(([a, b]) => a <= b)
      .flatMap((range) => (phrase ? without(view, range, phrase.sourceFirst, phrase.sourceLast) : [range]))
    if (at.content.length === 0) at.dropped = true
  },
}

/** Behind a connective of the report's own at the beginning of its sentence: "no obstante, …". */
function pastConnective(view: AttributionView, first: number, last: number): number {
  const { tokens } = view
  if (view.quotation[first] >= 0 || first > view.sentenceFirst(first) + 1) return first
  for (let k = first + 1; k < first + 4 && k < last; k++)
    if (tokens.form[k] === ',')
      return view.words.connectives.test(tokens.form.slice(first, k).join(' ').replace(/’/g, "'"))
        ? k + 1
        : first
  return first
}

/** Tokens of one content that are looked at for where a quotation in it ends: contents may lie in one another. */
const farthest = 400

/** Where a content behind its cue ends: a quotation at its end that the clause runs on from does not end it. */
function rightEdge(view: AttributionView, cue: FoundCue, first: number, last: number): number {
  const { tokens } = view
  if (first > cue.last) {
    // "… » évoquant des …", "… » alors que …": behind a quotation the report goes on by itself.
    for (let k = first + 1; k <= last && k < first + farthest; k++) {
      const q = view.quotation[k]
      if (q < 0 || q === view.quotation[cue.head] || view.quotationLast[q] !== k) continue
      let next = k + 1
      while (next < last && next < k + 4 && !view.isWord[next]) next++
      if (view.words.gerundMark.test(tokens.form[next])) next++
      const gerund = view.taken[next] === 2 && view.words.gerund.test(tokens.form[next])
      if (
        gerund ||
        (view.words.whileFirst.test(tokens.form[next]) && view.words.whileSecond.test(tokens.form[next + 1]))
      )
        return k
    }
  }
  if (first <= cue.last) return last
  if (view.words.that.test(tokens.form[first]) || view.words.that.test(tokens.form[first - 1])) {
    // A clause in "que" mostly holds to the end of its sentence.
    const stop = view.sentenceEnd(cue.head)
    const after = last + 1
    const around = view.quotation[cue.head]
    if (after + 1 < stop && tokens.form[after] === ',' && stop - after < 60) {
      const next = tokens.form[after + 1].toLowerCase()
      let other = false
      for (let k = after + 1; k < stop; k++) {
        const known = view.cues[k]
        if (around < 0 && known?.cue.tag === 'VERB' && known.cue.frames.includes('quote')) other = true
        if (around >= 0 && view.quotation[k] !== around) other = true
      }
      if (!other && !view.words.endsClause.test(next)) {
        let to = stop - 1
        while (to > last && !view.isWord[to]) to--
        return to
      }
    }
  }
  const q = view.quotation[last]
  if (q < 0 || view.quotationLast[q] !== last) return last
  const end = view.sentenceEnd(cue.head)
  let k = last + 1
  while (k < end && punctuationAt(view, k) === 5) k++
  if (
    k >= end ||
    !view.isWord[k] ||
    tokens.tag[k] === 'CCONJ' ||
    tokens.tag[k] === 'ADV' ||
    tokens.tag[k] === 'AUX' ||
    view.words.whileFirst.test(tokens.form[k]) ||
    (view.taken[k] === 2 && view.words.gerund.test(tokens.form[k])) ||
    tokens.has(k, 'VerbForm', 'Fin')
  )
    return last
  let to = last
  for (let n = 0; k < end && n < 60; k++, n++) {
    const p = punctuationAt(view, k)
    const inside = view.quotation[k] >= 0
    if (p !== 0 && p !== 5 && p !== 7 && !inside) break
    if (p === 0) to = k
  }
  return to
}

/** Stretches a content that cuts a quotation in two over all of it. */
function wholeQuotations(view: AttributionView, cue: FoundCue, content: TokenRange[]): void {
  for (const range of content) {
    const a = view.quotation[range[0]]
    if (
      a >= 0 &&
      a !== view.quotation[cue.head] &&
      view.quotationFirst[a] < range[0] &&
      view.quotationFirst[a] > cue.last
    )
      range[0] = view.quotationFirst[a]
    const b = view.quotation[range[1]]
    if (
      b >= 0 &&
      b !== view.quotation[cue.head] &&
      view.quotationLast[b] > range[1] &&
      (view.quotationLast[b] < cue.first || view.quotationFirst[b] > cue.last)
    )
      range[1] = view.quotationLast[b]
  }
  for (let k = content.length - 1; k > 0; k--)
    if (content[k][0] <= content[k - 1][1]) {
      content[k - 1][1] = Math.max(content[k - 1][1], content[k][1])
      content.splice(k, 1)
    }
}
