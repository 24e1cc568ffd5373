import type { AttributionRules } from '../../engine/attribution/attribution-rules.ts'
import * as content from '../../engine/attribution/content-rules.ts'
import * as cue from '../../engine/attribution/cue-rules.ts'
import * as source from '../../engine/attribution/source-rules.ts'
import * as veto from '../../engine/attribution/veto-rules.ts'
import { rule } from '../../engine/rule.ts'

/** How Spanish finds attributions: each rule with sentences in which it changes something. */
export const attributionRules: AttributionRules = {
  cues: [
    rule(cue.phrase, 'Según la policía, dos barcos se hundieron.'),
    rule(cue.scored, 'Él lo niega.'),
    rule(cue.behindQuotation),
    rule(cue.colon, 'La carta terminaba así: “No nos iremos de esta ciudad.”'),
    rule(cue.noComment, 'El ministerio no hizo comentarios.'),
    rule(cue.unverified, 'El balance no pudo ser verificado.'),
    rule(cue.asClause, 'Las clases serán en línea, tal y como anunció la ministra.'),
  ],
  attributions: [
    rule(source.speakerBehindCue, '“No nos queda dinero”, dijo Ilsa Varn.'),
    rule(source.nameInHeadline, 'Pide Varn cerrar el puerto.'),
    rule(content.scoredContent, 'Él lo niega.'),
    rule(content.clauseBeginning, 'El puerto cerrará “en junio a más tardar”, aseguró la alcaldesa.'),
    rule(content.firstWord, 'Pidió el lunes a los vecinos que se quedaran en casa.'),
    rule(content.lastWord),
    rule(source.foundSource, 'Según la policía, dos barcos se hundieron.'),
    rule(source.scoredSource, 'Él lo niega.'),
    rule(source.antecedentOfSource, 'Habló con el capitán, quien aseguró que el barco ardía.'),
    rule(source.subjectOfGovernor),
    rule(
      source.subjectBeforeRelative,
      'Dos funcionarios que pidieron el anonimato dijeron que el puente cerraría.',
    ),
    rule(source.impersonal, 'La nave se supone que llegará en junio.'),
    rule(source.phraseBeforeRelative),
    rule(source.withoutHeadlineName),
    rule(source.unverifiedSubject),
    rule(source.citer),
    rule(content.objectOfCue, 'La alcaldesa acusa al ministro de mentir, mientras los vecinos protestan.'),
    rule(content.wholeQuotation, 'La alcaldesa ha pedido “no vender” el puerto a nadie.'),
    rule(veto.title, 'Lo llaman “el Panadero”.'),
    rule(content.ownPart),
    rule(content.behindConnective),
    rule(content.trimmed, '“El puente”, aseguró el ingeniero, “aguantará diez años”.'),
    rule(veto.emptyContent, 'Él lo niega.'),
    rule(veto.anonymity, 'Pidieron el anonimato por miedo.'),
    rule(veto.describedSource),
    rule(veto.ownDescription),
  ],
}
