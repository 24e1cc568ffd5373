// Made by training/names-antecedents.ts from training/labels/coreference.jsonl.

/** Weights by feature, in the order of antecedent-features.ts: of pronouns and dropped subjects, of nouns. */
const rows: readonly (readonly [number, number])[] = [
  // rules
  [6.106, 0.499],
  // distance 0
  [-0.226, -0.059],
  // distance 1
  [0.169, 0.671],
  // distance 2
  [0.029, 0.368],
  // distance 3
  [-0.194, -0.368],
  // distance 4-6
  [0.251, -0.436],
  // distance 7+
  [-2.009, -1.211],
  // recency 0
  [-0.345, -0.272],
  // recency 1
  [-0.122, 0.58],
  // recency 2
  [0.709, 0.475],
  // recency 3+
  [1.218, -0.026],
  // subject
  [0.056, 0.934],
  // speaks
  [-0.777, 0.104],
  // last speaker
  [0.391, 0.494],
  // last speaker, near
  [0.208, -0.613],
  // speaker before
  [0.224, 0.066],
  // subject of the sentence so far
  [-0.086, 0.144],
  // first subject of the sentence before
  [-0.132, -0.096],
  // last subject
  [-0.4, -0.423],
  // in quotation only
  [-0.509, -0.236],
  // same quotation
  [0.266, 0.066],
  // speaker of the quotation
  [-2.157, 0],
  // outside, anaphor quoted
  [0.157, 0],
  // nested
  [0.388, -0.315],
  // gender agrees
  [0.403, 0.858],
  // gender unknown
  [0.552, 0.211],
  // organisation
  [-0.577, -0.159],
  // place or group
  [-1.668, -1.128],
  // mentions
  [1.101, 0.754],
  // main person
  [0.298, 0.086],
  // first person named
  [0.23, 0.499],
  // other paragraph
  [0.611, -0.207],
  // latest is pronoun
  [-0.874, -0.078],
  // latest is nominal
  [0.04, 0.226],
  // ahead, same sentence
  [6, -1.591],
  // ahead
  [0, -1.087],
  // unnamed
  [-1.031, -1.58],
  // unnamed thing
  [-0.511, 0],
  // unnamed speaks
  [-0.204, -0.006],
  // shared, said
  [0, 3.169],
  // shared, known
  [0, 2.473],
  // other concepts said
  [0, -0.747],
  // other concepts known
  [0, -0.762],
  // no concepts
  [0, 0.151],
  // limits agree
  [0, 1.208],
  // limits agree not
  [0, -1.776],
  // limits, concept silent
  [0, -0.766],
  // same noun
  [0, 2.307],
  // demonstrative and last
  [0, 1],
  // loose noun
  [0, 1.173],
  // unlisted noun
  [0, -0.923],
  // dropped
  [-0.095, 0],
  // type unsure
  [0.001, 0.256],
  // only one named
  [0.363, 0.528],
  // unnamed person, last subject
  [1.636, -0.036],
  // only speaker so far
  [0.029, 0.207],
  // ever speaks
  [0.304, 1.048],
  // outlet
  [-1.092, -0.001],
  // nobody
  [5.581, 2.29],
  // nobody: limits
  [0, -0.115],
  // nobody: unlisted
  [0, -0.037],
  // nobody: demonstrative
  [0, 0],
  // nobody: thing
  [0.07, 0.077],
  // nobody: speaks
  [-0.367, -0.212],
  // nobody: quoted
  [0.262, 0],
]

export const antecedentWeights = {
  subject: { weights: rows.map(([weight]) => weight), least: 0.6 },
  noun: { weights: rows.map(([, weight]) => weight), least: 0.6 },
}
