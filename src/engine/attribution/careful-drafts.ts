import { type SourceKind, type Span, sourceKinds } from '../../contract/analysis.ts'
import type { ReadAttribution } from '../reader/careful-reader.ts'
import type { AttributionView } from './attribution-view.ts'
import type { FoundCue } from './cue-tokens.ts'
import { type Draft, startOf, type TokenRange, trim } from './draft.ts'

/** What the careful reader found, in tokens; in text order, nested ones after those they stand in. */
export function carefulDrafts(view: AttributionView, found: readonly ReadAttribution[]): Draft[] {
  const drafts = found.map((one) => draftFrom(view, one))
  found.forEach(({ parent }, k) => {
    const draft = drafts[k]
    if (draft && parent !== undefined) draft.parent = drafts[parent]
  })
  return drafts
    .filter((draft) => draft !== undefined)
    .sort((a, b) => startOf(a) - startOf(b) || b.content[0][1] - a.content[0][1])
}

function draftFrom(view: AttributionView, one: ReadAttribution): Draft | undefined {
  const content = one.content
    .map((span) => trim(view, rangeOf(view, span)))
    .filter(([first, last]) => first <= last)
  if (content.length === 0) return undefined
  const [cueSpan] = one.cue
  const [sourceSpan] = one.source
  const confidence = one.confidence ?? 1
  let cue: FoundCue | undefined
  if (cueSpan) {
    const [first, last] = rangeOf(view, cueSpan)
    const head = headOf(view, first, last)
    const phrase = view.cues[head]?.cue.like === 'according'
    cue = { head, first, last, anchor: head, phrase, score: confidence, by: 'reader' }
  }
  let source: Draft['source']
  if (sourceSpan) {
    const [first, last] = rangeOf(view, sourceSpan)
    source = { first, last, head: headOf(view, first, last) }
  }
  return {
    cue,
    content,
    source,
    by: 'reader',
    score: confidence,
    kind: 'unstated',
    readKind: sourceKinds.find((kind): kind is SourceKind => kind === one.kind),
    confidence: one.confidence,
    entity: undefined,
    parent: undefined,
    via: undefined,
  }
}

/** The tokens that a span touches. */
function rangeOf({ tokens }: AttributionView, [start, end]: Span): TokenRange {
  const first = tokens.at(start)
  let last = first
  while (last + 1 < tokens.length && tokens.start[last + 1] < end) last++
  return [first, last]
}

/** The token of a range whose head stands outside it. */
function headOf({ tokens }: AttributionView, first: number, last: number): number {
  let head = first
  for (let n = first; n <= last; n++) {
    const up = tokens.head[head]
    if (up < first || up > last) break
    head = up
  }
  return head
}
