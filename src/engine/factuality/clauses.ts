import type { Tokens } from './document.ts'

/** Relations that begin a clause of its own beside the one they hang on. */
const separate = new Set(['conj', 'parataxis', 'discourse', 'vocative', 'dislocated', 'list', 'orphan'])

/**
 * Leftmost and rightmost token of each token's clause: its subtree without what is co-ordinated to it, and without
 * punctuation at its edges. One pass from the leaves up, linear whatever the tree.
 */
export function measureClauses(tokens: Tokens): { first: Int32Array; last: Int32Array } {
  const { length, head, tag } = tokens
  const first = new Int32Array(length)
  const last = new Int32Array(length)
  const order: number[] = []
  for (let i = 0; i < length; i++) {
    first[i] = last[i] = i
    if (head[i] < 0) order.push(i)
  }
  for (let k = 0; k < order.length; k++) for (const child of tokens.children(order[k])) order.push(child)
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k]
    const h = head[i]
    if (h < 0 || tag[i] === 'PUNCT' || tag[i] === 'CCONJ' || separate.has(tokens.baseRelation(i))) continue
    if (tokens.sentence[i] !== tokens.sentence[h]) continue
    if (first[i] < first[h]) first[h] = first[i]
    if (last[i] > last[h]) last[h] = last[i]
  }
  return { first, last }
}
