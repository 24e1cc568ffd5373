import type { AttributionRule } from './attribution-reading.ts'
import { textOf } from './attribution-trail.ts'
import type { AttributionView } from './attribution-view.ts'
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
