import type { AttributionView } from './attribution-view.ts'
import { punctuationAt } from './cue-features.ts'
import { covers, type Draft, type TokenRange, trim } from './draft.ts'
import type { SourceLexicon } from './source-lexicon.ts'

/**
 * "Reuters reported, citing two officials, that …": the officials are who Reuters has it from. What is cited becomes the
 * source of what the citing one says, within its attribution.
 */
export function citeOn(view: AttributionView, drafts: readonly Draft[], sources: SourceLexicon): void {
  const { tokens } = view
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]
    const { cue } = draft
    if (!cue || draft.content.length !== 1 || !view.words.citing.test(tokens.form[cue.head])) continue
    // The phrase right behind it, up to its comma or the end.
    const first = cue.last + 1
    if (draft.content[0][0] < first || view.quotation[first] >= 0) continue
    let last = first
    while (last + 1 < view.sentenceEnd(first) && last - first < 20 && punctuationAt(view, last + 1) === 0)
      last++
    if (!view.isWord[first]) continue
    let head = first
    for (let n = 0; n < 8; n++) {
      const up = tokens.head[head]
      if (up < first || up > last || tokens.tag[up] === 'VERB') break
      head = up
    }
    // "altos cargos": the word that tells may hang on the adjective before it.
    const tells = (i: number) => sources.classesOf(view.lemma(i)).length > 0 || view.inName[i]
    if (!tells(head) && !(head < last && tokens.head[head + 1] === head && tells(head + 1))) continue
    const near = drafts.slice(Math.max(0, at - 8), at + 9)
    const outer = near.find(
      (other) =>
        other !== draft &&
        other.cue !== undefined &&
        tokens.sentence[other.cue.head] === tokens.sentence[cue.head] &&
        !covers(other, cue.head) &&
        (tokens.head[cue.head] === other.cue.head || Math.abs(other.cue.head - cue.head) < 12),
    )
    if (!outer) continue
    const from = tokens.tag[first] === 'ADP' ? first + 1 : first
    draft.source = { first: from, last, head: Math.max(from, head) }
    // What stood in the one stands in what it cites.
    for (const other of near) if (other.parent === outer && other !== draft) other.parent = draft
    draft.content = outer.content.map(([a, b]) => [a, b])
    draft.parent = outer
  }
}

/** A quotation of a later sentence with a cue of its own there is not the earlier speaker's too. */
export function leaveToOwnCue(view: AttributionView, drafts: readonly Draft[]): void {
  const { sentence } = view.tokens
  const cued = new Map<number, Draft>()
  for (const draft of drafts)
    if (draft.cue && sentence[draft.cue.head] === sentence[draft.content[0][0]])
      cued.set(draft.content[0][0], draft)
  for (const draft of drafts) {
    const { cue } = draft
    if (!cue || draft.content.length < 2) continue
    const own = draft.content.filter(([first]) => {
      const other = cued.get(first)
      return !other || other === draft || sentence[first] === sentence[cue.head]
    })
    if (own.length > 0) draft.content = own
  }
}

/** Of two cues that each stand in the other's content, the surer alone is kept. */
export function withoutCircles(view: AttributionView, drafts: Draft[]): Draft[] {
  const gone = new Set<Draft>()
  const { sentence } = view.tokens
  for (let x = 0; x < drafts.length; x++) {
    const a = drafts[x]
    if (!a.cue || gone.has(a)) continue
    for (let y = x + 1; y < drafts.length && y < x + 40; y++) {
      const b = drafts[y]
      if (!b.cue || gone.has(b)) continue
      if (sentence[b.cue.head] !== sentence[a.cue.head]) break
      if (!covers(a, b.cue.head) || !covers(b, a.cue.head)) continue
      const weight = (one: Draft): number => (one.by === 'model' ? one.score : 1e6)
      gone.add(weight(a) >= weight(b) ? b : a)
      if (gone.has(a)) break
    }
  }
  // "Des sources citées par NBC": words of a source are no cues of their own.
  for (let x = 0; x < drafts.length; x++) {
    const source = drafts[x].source
    if (!source || source.first === source.last || gone.has(drafts[x])) continue
    for (let y = Math.max(0, x - 6); y < drafts.length && y < x + 7; y++) {
      const head = drafts[y].cue?.head ?? -1
      if (y !== x && head >= source.first && head <= source.last && drafts[y].by === 'model')
        gone.add(drafts[y])
    }
  }
  return drafts.filter((draft) => !gone.has(draft))
}

/** Sets each draft's parent: the smallest other content that its cue (or content) stands in; and keeps it within. */
export function nest(view: AttributionView, drafts: Draft[]): void {
  const size = (draft: Draft): number => draft.content.reduce((sum, [a, b]) => sum + b - a + 1, 0)
  // For each token, the smallest content over it; drafts from large to small overwrite.
  const over = new Int32Array(view.tokens.length).fill(-1)
  const order = drafts.map((_, k) => k).sort((x, y) => size(drafts[y]) - size(drafts[x]) || x - y)
  const parentOf = new Int32Array(drafts.length).fill(-1)
  let budget = 8 * view.tokens.length + 1000
  for (const k of order) {
    const draft = drafts[k]
    const at = draft.cue ? draft.cue.head : draft.content[0][0]
    let parent = over[at]
    if (parent >= 0 && draft.cue && covers(draft, at)) parent = -1
    if (parent >= 0 && size(drafts[parent]) <= size(draft) && !draft.cue) parent = -1
    parentOf[k] = parent
    budget -= size(draft)
    if (budget < 0) continue
    for (const [a, b] of draft.content) for (let i = a; i <= b; i++) over[i] = k
  }
  // The parent found so far is the smallest larger content over the cue; drop circles.
  for (let k = 0; k < drafts.length; k++) {
    const p = parentOf[k]
    drafts[k].parent = undefined
    if (p < 0) continue
    const parent = drafts[p]
    const clipped: TokenRange[] = []
    // Parts are in order on both sides: each step leaves one of them behind.
    const [own, around] = [drafts[k].content, parent.content]
    for (let i = 0, j = 0; i < own.length && j < around.length; own[i][1] < around[j][1] ? i++ : j++) {
      const range = trim(view, [Math.max(own[i][0], around[j][0]), Math.min(own[i][1], around[j][1])])
      if (range[0] <= range[1]) clipped.push(range)
    }
    if (clipped.length === 0) continue
    drafts[k].content = clipped
    drafts[k].parent = parent
  }
}
