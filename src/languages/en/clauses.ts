import type { ClauseWords } from '../../engine/clauses/language.ts'

/** What the reading of clauses asks of English. */
export const clauses: ClauseWords = {
  statingMark: /^(?:before|after|without|by|while|when|since|despite)$/,
  prepositional:
    /^(?:including|according|regarding|concerning|following|given|based|compared|depending|owing|considering|excluding|pending|barring|notwithstanding|called|named|dubbed|born|known)$/,
  relativeSubject: /^(?:who|which|that)$/,
  thirdPerson: /^(?:he|she|it|they)$/,
  accusing:
    /^(?:accuse|charge|blame|suspect|convict|criticize|criticise|condemn|fault|fine|sue|indict|arrest|jail)$/,
  auxiliaryLike: /^(?:have|use|able|ought|go)$/,
  infinitiveAfterSpeech: false,
  pastLikeParticiple: true,
}
