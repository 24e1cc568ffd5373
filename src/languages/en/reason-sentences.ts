import type { ReasonSentences } from '../../engine/factuality/language.ts'

/** Why a claim is as sure as it is, in sentences: `{words}` stands for the words that decide, `{holder}` for who says it. */
export const reasonSentences: ReasonSentences = {
  asserted: 'The outlet says so in its own voice.',
  attributed: 'Reported as said by {holder}.',
  'hearsay-conditional': 'Unverified report (“{words}”).',
  'hypothetical-conditional': 'Depends on a condition (“{words}”).',
  'future-in-past': 'A future seen from the past (“{words}”).',
  distance: 'The report keeps its distance without saying who vouches (“{words}”).',
  'scare-quotes': 'In quotation marks without a source: the report keeps its distance (“{words}”).',
  negation: 'Denied (“{words}”).',
  modal: 'Presented as possible or expected (“{words}”).',
  hedge: 'Weakened by “{words}”.',
  future: 'Yet to come (“{words}”).',
  condition: 'Depends on a condition (“{words}”).',
  question: 'Put as a question.',
  governor: 'Depends on “{words}”.',
  unverified: 'The report says that this is not verified (“{words}”).',
  model: 'Certainty estimated by the model.',
  'check-hearsay': 'Hearsay without a named source: check with a direct source.',
  'check-distance': 'The report keeps its distance (“{words}”) without saying where this comes from.',
  'check-anonymous': 'Rests on an anonymous source ({holder}).',
  'check-relay': 'Second hand: relayed from {holder}.',
  'check-group': 'Attributed to an unnamed group ({holder}).',
  'check-unverified': 'The report itself says that this is not verified (“{words}”).',
  'check-denied': 'Disputed: {holder} denies it.',
}
