// Made by training/names-antecedents.ts from training/labels/coreference.jsonl.

/** Weights by feature, in the order of antecedent-features.ts: of pronouns and dropped subjects, of nouns. */
const rows: readonly (readonly [number, number])[] = [
  // rules
  [6.175, 0.466],
  // distance 0
  [-0.067, -0.057],
  // distance 1
  [0.191, 0.654],
  // distance 2
  [-0.169, 0.182],
  // distance 3
  [0.009, -0.24],
  // distance 4-6
  [-0.042, -0.427],
  // distance 7+
  [-2.01, -1.215],
  // recency 0
  [-0.373, -0.149],
  // recency 1
  [0.005, 0.499],
  // recency 2
  [0.169, 0.604],
  // recency 3+
  [1.664, -0.255],
  // subject
  [0.145, 1],
  // speaks
  [-0.644, 0.258],
  // last speaker
  [0.465, 0.464],
  // last speaker, near
  [-0.08, -0.719],
  // speaker before
  [-0.177, 0.104],
  // subject of the sentence so far
  [0.022, 0.13],
  // first subject of the sentence before
  [-0.246, -0.087],
  // last subject
  [-0.244, -0.492],
  // in quotation only
  [-0.508, -0.214],
  // same quotation
  [0.004, 0.174],
  // speaker of the quotation
  [-2.155, 0],
  // outside, anaphor quoted
  [0.094, 0],
  // nested
  [0.41, -0.332],
  // gender agrees
  [0.439, 0.93],
  // gender unknown
  [0.479, 0.126],
  // organisation
  [-0.538, -0.24],
  // place or group
  [-1.632, -1.089],
  // mentions
  [1.243, 0.735],
  // main person
  [0.341, 0.108],
  // first person named
  [0.33, 0.593],
  // other paragraph
  [0.599, -0.291],
  // latest is pronoun
  [-0.628, -0.139],
  // latest is nominal
  [0.166, 0.262],
  // ahead, same sentence
  [6, -1.572],
  // ahead
  [0, -1.031],
  // unnamed
  [-1.154, -1.614],
  // unnamed thing
  [-0.511, 0],
  // unnamed speaks
  [-0.241, -0.037],
  // shared, said
  [0, 3.161],
  // shared, known
  [0, 2.474],
  // other concepts said
  [0, -0.684],
  // other concepts known
  [0, -0.805],
  // no concepts
  [0, 0.147],
  // limits agree
  [0, 1.195],
  // limits agree not
  [0, -1.665],
  // limits, concept silent
  [0, -0.786],
  // same noun
  [0, 2.292],
  // demonstrative and last
  [0, 1],
  // loose noun
  [0, 1.247],
  // unlisted noun
  [0, -0.929],
  // dropped
  [-0.114, 0],
  // type unsure
  [-0.001, 0.328],
  // only one named
  [0.369, 0.476],
  // body for a body
  [0.005, 0.76],
  // unnamed person, last subject
  [1.52, -0.063],
  // only speaker so far
  [-0.293, 0.224],
  // ever speaks
  [0.24, 0.965],
  // outlet
  [-1.077, -0.005],
  // nobody
  [5.69, 2.326],
  // nobody: limits
  [0, -0.159],
  // nobody: unlisted
  [0, -0.036],
  // nobody: demonstrative
  [0, 0],
  // nobody: thing
  [0.06, 0.128],
  // nobody: speaks
  [-0.244, -0.194],
  // nobody: quoted
  [0.243, 0],
]

export const antecedentWeights = {
  subject: { weights: rows.map(([weight]) => weight), least: 0.6 },
  noun: { weights: rows.map(([, weight]) => weight), least: 0.55 },
}
