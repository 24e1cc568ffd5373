export type { IntakeItem, IntakeOptions, Skipped } from './intake-item.ts'
export { readInput } from './read-input.ts'
