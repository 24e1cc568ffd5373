import type { AttributionRules } from '../../engine/attribution/attribution-rules.ts'
import * as content from '../../engine/attribution/content-rules.ts'
import * as cue from '../../engine/attribution/cue-rules.ts'
import * as source from '../../engine/attribution/source-rules.ts'
import * as veto from '../../engine/attribution/veto-rules.ts'
import { rule } from '../../engine/rule.ts'

/** How English finds attributions: each rule with sentences in which it changes something. */
export const attributionRules: AttributionRules = {
  cues: [rule(cue.phrase), rule(cue.scored), rule(cue.colon), rule(cue.noComment), rule(cue.spokenBefore)],
  attributions: [
    rule(content.scoredContent),
    rule(content.infinitiveMark),
    rule(content.lastWord),
    rule(source.foundSource),
    rule(source.scoredSource),
    rule(source.antecedentOfSource),
    rule(source.subjectBeforeRelative),
    rule(source.citer),
    rule(content.wholeQuotation),
    rule(veto.title),
    rule(content.trimmed),
    rule(veto.emptyContent),
    rule(veto.anonymity),
    rule(veto.describedSource),
  ],
}
