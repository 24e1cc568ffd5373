import { type Component, defineComponent } from '../component.ts'

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

/** Gives the memory, empty; the reading of events, which asks of the trees again and again, fills it. */
export const createArgumentMemory = (): Component =>
  defineComponent({
    name: 'argument-memory',
    needs: [],
    gives: ['argumentMemory'],
    run: () => ({ argumentMemory: emptyArgumentMemory() }),
  })
