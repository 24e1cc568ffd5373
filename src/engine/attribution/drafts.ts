import type { AttributionReading, AttributionTools, CueReading } from './attribution-reading.ts'
import type { AttributionRules } from './attribution-rules.ts'
import { runAttributionRules, runCueRules } from './attribution-trail.ts'
import type { AttributionView } from './attribution-view.ts'
import { ContentChooser } from './content-candidates.ts'
import { cueFeatures, mayBeCue } from './cue-features.ts'
import { type Draft, draftOf, startOf } from './draft.ts'
import { type AttributionModel, FeatureBag, scoreOf } from './linear.ts'
import { citeOn, leaveToOwnCue, nest, withoutCircles } from './nesting.ts'
import { phraseAt } from './phrases.ts'
import { addQuotations } from './quoted.ts'
import { SourceChooser } from './source-candidates.ts'
import type { SourceLexicon } from './source-lexicon.ts'

/** All attributions of a document in tokens, nested ones after those they stand in. */
export function readDrafts(
  view: AttributionView,
  model: AttributionModel,
  sources: SourceLexicon,
  rules: AttributionRules,
): Draft[] {
  const { trail } = view.document
  const bag = new FeatureBag()
  const tools: AttributionTools = {
    view,
    sources,
    model,
    contents: new ContentChooser(view, bag),
    speakers: new SourceChooser(view, bag),
    ...(trail ? { note: (step) => trail.push(step) } : {}),
  }
  const scores = markTaken(view, bag, model, sources)
  const drafts: Draft[] = []
  for (let token = 0; token < view.tokens.length; token++) {
    if (trail && mayBeCue(view, token)) {
      const { form, start, end } = view.tokens
      trail.push({
        stage: 'cue',
        name: 'score',
        about: [start[token], end[token]],
        before: '',
        after: '',
        candidates: [{ text: form[token], score: scores[token] }],
      })
    }
    const reading: CueReading = {
      tools,
      view,
      token,
      score: scores[token],
      cue: undefined,
      phrase: undefined,
      whole: undefined,
    }
    runCueRules(rules.cues, reading, trail)
    const { cue, phrase, whole } = reading
    if (whole) drafts.push(whole)
    else if (cue) {
      const draft = readDraft(tools, rules, cue, phrase)
      if (draft) drafts.push(draft)
    }
    // Words of a phrase ("a juicio de") are no cues of their own.
    if (phrase) token = Math.max(token, phrase.cue.last)
  }
  return arranged(view, drafts, sources)
}

function readDraft(
  tools: AttributionTools,
  rules: AttributionRules,
  cue: NonNullable<CueReading['cue']>,
  phrase: CueReading['phrase'],
): Draft | undefined {
  const reading: AttributionReading = {
    tools,
    view: tools.view,
    cue,
    phrase,
    candidate: undefined,
    content: [],
    source: undefined,
    dropped: false,
  }
  runAttributionRules(rules.attributions, reading, tools.view.document.trail)
  return reading.dropped ? undefined : draftOf(cue, reading.content, reading.source)
}

/** Drafts without contradictions, each within the one that it stands in, with the quotations that have no cue. */
function arranged(view: AttributionView, drafts: Draft[], sources: SourceLexicon): Draft[] {
  const kept = withoutCircles(view, drafts)
  leaveToOwnCue(view, kept)
  nest(view, kept)
  const all = addQuotations(view, kept, sources)
  all.sort((a, b) => startOf(a) - startOf(b) || b.content[0][1] - a.content[0][1])
  nest(view, all)
  citeOn(view, all, sources)
  // What cites on stands behind what it stands in, though their contents are the same.
  const depth = (draft: Draft): number => {
    let count = 0
    for (let up = draft.parent; up && count < 20; up = up.parent) count++
    return count
  }
  return all.sort(
    (a, b) => startOf(a) - startOf(b) || b.content[0][1] - a.content[0][1] || depth(a) - depth(b),
  )
}

/**
 * Notes in the view what each token is taken for, and gives the cue scores over the threshold.
 * @param model the weights of the cues, where a token is one, and what a margin of one is
 */
export function markTaken(
  view: AttributionView,
  bag: FeatureBag,
  model: Pick<AttributionModel, 'cue' | 'threshold' | 'unit'>,
  sources: SourceLexicon,
): Float64Array {
  const n = view.tokens.length
  const scores = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const known = view.cues[i]
    if (known && phraseAt(view, i, sources)) view.taken[i] = 3
    else if (known?.cue.like !== 'according' && mayBeCue(view, i)) {
      bag.clear()
      cueFeatures(view, i, bag)
      scores[i] = scoreOf(model.cue, bag) - model.threshold
      view.taken[i] = scores[i] > 0 ? 2 : scores[i] > -model.unit ? 1 : 0
    }
  }
  return scores
}
