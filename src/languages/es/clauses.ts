import type { ClauseWords } from '../../engine/clauses/language.ts'

/** What the reading of clauses asks of Spanish. */
export const clauses: ClauseWords = {
  statingMark: /^(?:antes|después|tras|luego|sin|al|por)$/,
  describing:
    /^(?:incluyendo|según|excepto|salvo|mediante|durante|teniendo|atendiendo|(?:incluid|debid|dad|llamad|denominad|conocid|destinad|encargad|dirigid|titulad|ubicad|situad|basad|relacionad|nacid|compuest|formad|dotad|vinculad|referid)[oa]s?)$/,
  since: /^hacer$/,
  auxiliary: /^(?:haber|ser|estar)$/,
  relativeSubject: /^(?:que|quien|quienes)$/,
  thirdPerson: /^(?:él|ella|ellos|ellas|éste?|ésta?|éstos|éstas)$/,
  accusing:
    /^(?:acusar|reprochar|culpar|sospechar|imputar|condenar|criticar|procesar|investigar|detener|arrestar|denunciar|responsabilizar)$/,
  auxiliaryLike: /^(?:venir|soler|haber|tener|acabar|volver|dejar|hacer)$/,
  infinitiveAfterSpeech: true,
  pastLikeParticiple: false,
}
