import type { ClauseWords } from '../../engine/clauses/language.ts'

/** What the reading of clauses asks of Spanish. */
export const clauses: ClauseWords = {
  statingMark: /^(?:antes|después|tras|luego|sin|al|por)$/,
  prepositional:
    /^(?:incluyendo|incluid[oa]s?|debido|según|dad[oa]s?|respecto|excepto|salvo|mediante|durante|teniendo|llamad[oa]s?|denominad[oa]s?|conocid[oa]s?)$/,
  relativeSubject: /^(?:que|quien|quienes)$/,
  thirdPerson: /^(?:él|ella|ellos|ellas|éste?|ésta?|éstos|éstas)$/,
  accusing:
    /^(?:acusar|reprochar|culpar|sospechar|imputar|condenar|criticar|procesar|investigar|detener|arrestar|denunciar|responsabilizar)$/,
  auxiliaryLike: /^(?:venir|soler|haber|tener|acabar|volver|dejar|hacer)$/,
  infinitiveAfterSpeech: true,
  pastLikeParticiple: false,
}
