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
    rule(cue.colon, 'La carta terminaba así: “No nos iremos de esta ciudad.”'),
    rule(cue.noComment, 'El ministerio no hizo comentarios.'),
    rule(cue.unverified, 'El balance no pudo ser verificado.'),
    rule(cue.asClause, 'Las clases serán en línea, tal y como anunció la ministra.'),
    rule(cue.written, 'Orrego publicó en X que el puente era inseguro.'),
  ],
  attributions: [
    rule(content.scoredContent, 'Él lo niega.'),
    rule(source.scoredSource, 'Él lo niega.'),
    rule(source.impersonal, 'La nave se supone que llegará en junio.'),
    rule(source.unverifiedSubject),
    rule(
      source.citer,
      'La presidenta de Torvania, Irena Dalvik, habría ordenado la retirada del ejército de la provincia de Halde, según The Valdora Courier, que cita a Radio Kessary y a la agencia Meridia.',
    ),
    rule(content.wholeQuotation, 'La alcaldesa ha pedido “no vender” el puerto a nadie.'),
    rule(veto.title, 'El alcalde dijo: “Siete Inviernos”.'),
    rule(content.behindConnective),
    rule(content.trimmed, 'Según el alcalde, el puerto, según la policía, cerrará.'),
    rule(veto.emptyContent, 'Él lo niega.'),
    rule(veto.describedSource),
    rule(veto.anonymity, 'Pidieron el anonimato por miedo.'),
  ],
}
