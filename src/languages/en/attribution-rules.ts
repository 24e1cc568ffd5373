import type { AttributionRules } from '../../engine/attribution/attribution-rules.ts'
import * as content from '../../engine/attribution/content-rules.ts'
import * as cue from '../../engine/attribution/cue-rules.ts'
import * as source from '../../engine/attribution/source-rules.ts'
import * as veto from '../../engine/attribution/veto-rules.ts'
import { rule } from '../../engine/rule.ts'

/** How English finds attributions: each rule with sentences in which it changes something. */
export const attributionRules: AttributionRules = {
  cues: [
    rule(cue.phrase, 'According to the police, two boats sank.'),
    rule(cue.scored, 'He is known as “the Baker”.'),
    rule(cue.colon, 'Her letter ended: “We will not leave this town.”'),
    rule(cue.noComment, 'The ministry made no comment.'),
    rule(cue.spokenBefore, '“It is a great day,” Ms Varn rejoiced.'),
    rule(cue.written, 'Her rival posted on X that the bridge was unsafe.'),
  ],
  attributions: [
    rule(content.scoredContent, 'He is known as “the Baker”.'),
    rule(source.scoredSource, 'She added that nobody was hurt.'),
    rule(source.citer, 'Sources cited by Reuters said the port would close.'),
    rule(content.wholeQuotation),
    rule(veto.title, 'He is known as “the Baker”.'),
    rule(content.trimmed, '“We have no money left,” Varn said. “We told the ministry so.”'),
    rule(
      veto.emptyContent,
      'No final decision has been made, they said, and President Irena Dalvik may still reject it.',
    ),
    rule(veto.describedSource, 'Sources cited by Reuters said the port would close.'),
    rule(veto.anonymity, 'He asked not to be identified because he feared losing his job.'),
  ],
}
