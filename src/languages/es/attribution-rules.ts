import type { AttributionRules } from '../../engine/attribution/attribution-rules.ts'
import * as content from '../../engine/attribution/content-rules.ts'
import * as cue from '../../engine/attribution/cue-rules.ts'
import * as source from '../../engine/attribution/source-rules.ts'
import * as veto from '../../engine/attribution/veto-rules.ts'
import { rule } from '../../engine/rule.ts'

/** How Spanish finds attributions: each rule with sentences in which it changes something. */
export const attributionRules: AttributionRules = {
  cues: [
    rule(cue.phrase),
    rule(cue.scored),
    rule(cue.behindQuotation),
    rule(cue.colon),
    rule(cue.noComment),
    rule(cue.unverified),
    rule(cue.asClause),
  ],
  attributions: [
    rule(source.speakerBehindCue),
    rule(source.nameInHeadline),
    rule(content.scoredContent),
    rule(content.clauseBeginning),
    rule(content.firstWord),
    rule(content.lastWord),
    rule(source.foundSource),
    rule(source.scoredSource),
    rule(source.antecedentOfSource),
    rule(source.subjectOfGovernor),
    rule(source.subjectBeforeRelative),
    rule(source.impersonal),
    rule(source.phraseBeforeRelative),
    rule(source.withoutHeadlineName),
    rule(source.unverifiedSubject),
    rule(source.citer),
    rule(content.objectOfCue),
    rule(content.wholeQuotation),
    rule(veto.title),
    rule(content.ownPart),
    rule(content.behindConnective),
    rule(content.trimmed),
    rule(veto.emptyContent),
    rule(veto.anonymity),
    rule(veto.describedSource),
    rule(veto.ownDescription),
  ],
}
