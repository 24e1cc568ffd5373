// Made by training/names-antecedents.ts from training/labels/coreference.jsonl.

/** Weights by feature, in the order of antecedent-features.ts: of pronouns and dropped subjects, of nouns. */
const rows: readonly (readonly [number, number])[] = [
  // rules
  [6.175, 0.448],
  // distance 0
  [-0.067, -0.07],
  // distance 1
  [0.191, 0.643],
  // distance 2
  [-0.169, 0.177],
  // distance 3
  [0.009, -0.246],
  // distance 4-6
  [-0.042, -0.435],
  // distance 7+
  [-2.01, -1.208],
  // recency 0
  [-0.373, -0.155],
  // recency 1
  [0.005, 0.519],
  // recency 2
  [0.169, 0.552],
  // recency 3+
  [1.664, -0.234],
  // subject
  [0.144, 0.991],
  // speaks
  [-0.644, 0.254],
  // last speaker
  [0.465, 0.461],
  // last speaker, near
  [-0.08, -0.731],
  // speaker before
  [-0.178, 0.092],
  // subject of the sentence so far
  [0.022, 0.117],
  // first subject of the sentence before
  [-0.246, -0.099],
  // last subject
  [-0.244, -0.51],
  // in quotation only
  [-0.508, -0.206],
  // same quotation
  [0.004, 0.163],
  // speaker of the quotation
  [-2.155, 0],
  // outside, anaphor quoted
  [0.094, 0],
  // nested
  [0.411, -0.34],
  // gender agrees
  [0.439, 0.913],
  // gender unknown
  [0.479, 0.109],
  // organisation
  [-0.538, -0.247],
  // place or group
  [-1.632, -1.094],
  // mentions
  [1.243, 0.726],
  // main person
  [0.34, 0.101],
  // first person named
  [0.329, 0.585],
  // other paragraph
  [0.599, -0.289],
  // latest is pronoun
  [-0.628, -0.144],
  // latest is nominal
  [0.166, 0.26],
  // ahead, same sentence
  [6, -1.58],
  // ahead
  [0, -1.041],
  // unnamed
  [-1.154, -1.605],
  // unnamed thing
  [-0.511, 0],
  // unnamed speaks
  [-0.241, -0.044],
  // shared, said
  [0, 3.17],
  // shared, known
  [0, 2.455],
  // other concepts said
  [0, -0.695],
  // other concepts known
  [0, -0.804],
  // no concepts
  [0, 0.138],
  // limits agree
  [0, 1.203],
  // limits agree not
  [0, -1.675],
  // limits, concept silent
  [0, -0.795],
  // same noun
  [0, 2.299],
  // demonstrative and last
  [0, 1],
  // loose noun
  [0, 1.236],
  // unlisted noun
  [0, -0.938],
  // dropped
  [-0.114, 0],
  // type unsure
  [-0.001, 0.319],
  // only one named
  [0.369, 0.465],
  // body for a body
  [0.005, 0.751],
  // unnamed person, last subject
  [1.52, -0.07],
  // only speaker so far
  [-0.293, 0.215],
  // ever speaks
  [0.24, 0.96],
  // outlet
  [-1.077, -0.014],
  // nobody
  [5.69, 2.334],
  // nobody: limits
  [0, -0.15],
  // nobody: unlisted
  [0, -0.028],
  // nobody: demonstrative
  [0, 0],
  // nobody: thing
  [0.06, 0.135],
  // nobody: speaks
  [-0.244, -0.187],
  // nobody: quoted
  [0.243, 0],
]

export const antecedentWeights = {
  subject: { weights: rows.map(([weight]) => weight), least: 0.6 },
  noun: { weights: rows.map(([, weight]) => weight), least: 0.6 },
}
