import type { ClauseWords } from '../../engine/clauses/language.ts'
import { noWord } from '../../engine/word-pattern.ts'

/** What the reading of clauses asks of English. */
export const clauses: ClauseWords = {
  statingMark: /^(?:before|after|without|by|while|when|since|despite)$/,
  describing:
    /^(?:including|according|regarding|concerning|following|given|based|compared|depending|owing|considering|excluding|pending|barring|notwithstanding|called|named|dubbed|entitled|titled|born|aged|known|aimed|designed|located|situated|made|containing|consisting|belonging|relating|related|set)$/,
  since: noWord,
  auxiliary: /^(?:have|be)$/,
  relativeSubject: /^(?:who|which|that)$/,
  thirdPerson: /^(?:he|she|it|they)$/,
  accusing:
    /^(?:accuse|charge|blame|suspect|convict|criticize|criticise|condemn|fault|fine|sue|indict|arrest|jail)$/,
  auxiliaryLike: /^(?:have|use|able|ought|go)$/,
  infinitiveAfterSpeech: false,
  pastLikeParticiple: true,
}
