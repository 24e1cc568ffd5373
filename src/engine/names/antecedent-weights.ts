// Made by training/names-antecedents.ts from training/labels/coreference.jsonl.

/** Weights by feature, in the order of antecedent-features.ts: of pronouns and dropped subjects, of nouns. */
const rows: readonly (readonly [number, number])[] = [
  // rules
  [6.112, 0.51],
  // distance 0
  [-0.216, -0.053],
  // distance 1
  [0.183, 0.675],
  // distance 2
  [0.014, 0.385],
  // distance 3
  [-0.186, -0.374],
  // distance 4-6
  [0.246, -0.432],
  // distance 7+
  [-2.017, -1.218],
  // recency 0
  [-0.304, -0.251],
  // recency 1
  [-0.067, 0.582],
  // recency 2
  [0.632, 0.463],
  // recency 3+
  [1.202, -0.038],
  // subject
  [0.056, 0.941],
  // speaks
  [-0.713, 0.116],
  // last speaker
  [0.396, 0.505],
  // last speaker, near
  [0.204, -0.609],
  // speaker before
  [0.202, 0.074],
  // subject of the sentence so far
  [-0.077, 0.155],
  // first subject of the sentence before
  [-0.131, -0.091],
  // last subject
  [-0.428, -0.408],
  // in quotation only
  [-0.518, -0.242],
  // same quotation
  [0.252, 0.059],
  // speaker of the quotation
  [-2.165, 0],
  // outside, anaphor quoted
  [0.215, 0],
  // nested
  [0.383, -0.313],
  // gender agrees
  [0.416, 0.857],
  // gender unknown
  [0.554, 0.211],
  // organisation
  [-0.565, -0.257],
  // place or group
  [-1.655, -1.093],
  // mentions
  [1.111, 0.756],
  // main person
  [0.306, 0.117],
  // first person named
  [0.242, 0.53],
  // other paragraph
  [0.625, -0.219],
  // latest is pronoun
  [-0.87, -0.06],
  // latest is nominal
  [0.053, 0.239],
  // ahead, same sentence
  [6, -1.579],
  // ahead
  [0, -1.078],
  // unnamed
  [-1.039, -1.588],
  // unnamed thing
  [-0.519, 0],
  // unnamed speaks
  [-0.212, -0.014],
  // shared, said
  [0, 3.166],
  // shared, known
  [0, 2.47],
  // other concepts said
  [0, -0.736],
  // other concepts known
  [0, -0.757],
  // no concepts
  [0, 0.153],
  // limits agree
  [0, 1.2],
  // limits agree not
  [0, -1.766],
  // limits, concept silent
  [0, -0.741],
  // same noun
  [0, 2.298],
  // demonstrative and last
  [0, 1],
  // loose noun
  [0, 1.203],
  // unlisted noun
  [0, -0.899],
  // dropped
  [-0.105, 0],
  // type unsure
  [-0.007, 0.326],
  // only one named
  [0.372, 0.536],
  // body for a body
  [0.017, 0.742],
  // unnamed person, last subject
  [1.631, -0.043],
  // only speaker so far
  [0.048, 0.215],
  // ever speaks
  [0.309, 1.048],
  // outlet
  [-1.08, -0.007],
  // nobody
  [5.566, 2.297],
  // nobody: limits
  [0, -0.141],
  // nobody: unlisted
  [0, -0.062],
  // nobody: demonstrative
  [0, 0],
  // nobody: thing
  [0.059, 0.162],
  // nobody: speaks
  [-0.372, -0.195],
  // nobody: quoted
  [0.266, 0],
]

export const antecedentWeights = {
  subject: { weights: rows.map(([weight]) => weight), least: 0.6 },
  noun: { weights: rows.map(([, weight]) => weight), least: 0.6 },
}
