/** What was worked out of a document's trees: a head that thousands of verbs share is looked at once. */
export interface ArgumentMemory {
  conjuncts: Map<number, readonly number[]>
  passive: Map<number, boolean>
  child: Map<string, readonly number[]>
}

/** A memory in which nothing is worked out yet. */
export const emptyArgumentMemory = (): ArgumentMemory => ({
  conjuncts: new Map(),
  passive: new Map(),
  child: new Map(),
})
