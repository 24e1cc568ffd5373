/** Hashing of features into 32 bits: fixed integer arithmetic, the same on every host. */

/** Mixes value `b` into hash `a`. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x85ebca6b), 0x9e3779b1)
  h ^= h >>> 15
  return h | 0
}

/** Hash of text[from, to) with a seed. */
export function hashUnits(text: string, from: number, to: number, seed: number): number {
  let h = seed | 0
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h ^= h >>> 13
  h = Math.imul(h, 0x5bd1e995)
  return (h ^ (h >>> 15)) | 0
}
