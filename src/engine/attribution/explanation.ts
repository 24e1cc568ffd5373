import type { Attribution, Why } from '../../contract/analysis.ts'
import type { AttributionView } from './attribution-view.ts'
import type { Draft } from './draft.ts'

/** Why an attribution was found: its rule or model, the score over the threshold (0 to 1), the cue, and a sentence. */
export function explanation(view: AttributionView, draft: Draft, attribution: Attribution): Why {
  const words = view.document.words.explanations.attribution
  const cue = attribution.cue.map((span) => view.document.slice(span)).join(' … ')
  const why: Why = {
    by: draft.by === 'model' ? 'model:attribution' : `rule:${draft.by}`,
    sentence: (words[draft.by] ?? words.model).replace('{cue}', () => cue),
  }
  if (attribution.cue.length > 0) why.spans = attribution.cue
  if (draft.by === 'model')
    why.score = draft.score > 0 ? Math.round((1000 * draft.score) / (draft.score + 200)) / 1000 : 0
  return why
}
