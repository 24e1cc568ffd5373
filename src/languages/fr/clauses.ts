import type { ClauseWords } from '../../engine/clauses/language.ts'

/** What the reading of clauses asks of French. */
export const clauses: ClauseWords = {
  statingMark: /^(?:avant|après|sans|en)$/,
  prepositional:
    /^(?:concernant|suivant|compris|comprise?s?|vu|étant|passé|excepté|moyennant|touchant|durant|selon|dit|dits?|dites?)$/,
  relativeSubject: /^(?:qui|lequel|laquelle|lesquels|lesquelles)$/,
  thirdPerson: /^(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci)$/,
  accusing:
    /^(?:accuser|reprocher|soupçonner|suspecter|inculper|condamner|blâmer|féliciter|remercier|excuser)$/,
  auxiliaryLike: /^(?:venir|faillir|manquer|laisser|faire)$/,
  infinitiveAfterSpeech: true,
  pastLikeParticiple: false,
}
