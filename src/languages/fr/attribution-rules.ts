import type { AttributionRules } from '../../engine/attribution/attribution-rules.ts'
import * as content from '../../engine/attribution/content-rules.ts'
import * as cue from '../../engine/attribution/cue-rules.ts'
import * as source from '../../engine/attribution/source-rules.ts'
import * as veto from '../../engine/attribution/veto-rules.ts'
import { rule } from '../../engine/rule.ts'

/** How French finds attributions: each rule with sentences in which it changes something. */
export const attributionRules: AttributionRules = {
  cues: [
    rule(cue.phrase, 'Selon un rapport, les prix ont doublé.'),
    rule(cue.scored, 'Le groupe rebelle dément.'),
    rule(
      cue.behindQuotation,
      "« La mesure est injuste », s'insurge Paul Rettel, maire de Sorvel. « Elle nous coûtera cher », s'agace-t-il.",
    ),
    rule(cue.colon),
    rule(cue.noComment, "Les deux ministères n'ont pas fait de commentaire."),
    rule(cue.unverified, "Le bilan n'a pas pu être confirmé."),
    rule(cue.asClause, "Comme l'a annoncé le maire, le pont fermera."),
    rule(
      cue.behindComma,
      'Le groupe a perdu dix clients, a reconnu son directeur général devant les députés.',
    ),
    rule(cue.written, 'Le syndicat a publié sur X que la grève continuerait.'),
  ],
  attributions: [
    rule(content.scoredContent, 'Le groupe rebelle dément.'),
    rule(source.scoredSource, 'Le groupe rebelle dément.'),
    rule(source.impersonal, 'Il se dit que le maire partirait.'),
    rule(source.unverifiedSubject, "Le bilan n'a pas pu être confirmé."),
    rule(source.clitic, 'Le navire aurait, dit-on, coulé dans la nuit.'),
    rule(source.learntFrom, 'Le pont a été fermé, a-t-on appris mercredi auprès de la préfecture.'),
    rule(source.citer),
    rule(content.wholeQuotation),
    rule(veto.title, 'On l’appelle « le Boulanger ».'),
    rule(content.behindConnective, 'Toutefois, le port restera ouvert, a assuré la maire.'),
    rule(content.trimmed, 'Selon le maire, le port, selon la police, fermera.'),
    rule(veto.emptyContent),
    rule(veto.describedSource),
    rule(veto.anonymity, 'Ils ont demandé l’anonymat.'),
  ],
}
