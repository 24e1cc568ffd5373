import type { ClauseWords } from '../../engine/clauses/language.ts'

/** What the reading of clauses asks of French. */
export const clauses: ClauseWords = {
  statingMark: /^(?:avant|après|sans|en)$/,
  describing:
    /^(?:concernant|suivant|compris|comprises?|vue?s?|étant|passée?s?|excepté|moyennant|touchant|durant|selon|dite?s?|(?:chargé|destiné|intitulé|nommé|baptisé|surnommé|dénommé|appelé|situé|basé|installé|né|âgé|composé|constitué|doté|équipé|lié|relatif)e?s?|visant|reliant|comprenant|regroupant|datant|portant|comptant|appartenant|correspondant|attendant)$/,
  since: /^avoir$/,
  auxiliary: /^(?:avoir|être)$/,
  relativeSubject: /^(?:qui|lequel|laquelle|lesquels|lesquelles)$/,
  thirdPerson: /^(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci)$/,
  accusing:
    /^(?:accuser|reprocher|soupçonner|suspecter|inculper|condamner|blâmer|féliciter|remercier|excuser)$/,
  auxiliaryLike: /^(?:venir|faillir|manquer|laisser|faire)$/,
  infinitiveAfterSpeech: true,
  pastLikeParticiple: false,
}
