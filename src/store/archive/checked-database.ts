/** What is wrong, in a sentence; how often, and the first places where. */
export interface FoundProblem {
  problem: string
  count: number
  examples: string[]
}

/** What `check` found. */
export interface CheckedDatabase {
  database: string
  whole: boolean
  problems: FoundProblem[]
}
