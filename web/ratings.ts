import type { Reliability } from '../src/contract/api.ts'

export type { Reliability }

/** The Admiralty scale's letters, in order; the type holds them to the store's. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const satisfies readonly Reliability[]
