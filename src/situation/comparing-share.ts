import type { Analysis } from '../contract/analysis.ts'
import type { StoryComparer } from './comparer.ts'

/** What the steps of a comparison cost, by letter of the reports: vectors cost more than all else together. */
const costs = { grouped: 1, traced: 1, described: 1, vectors: 12 }

/** How much of a comparison is done, told as its parts are: 0 to 1, never falling. */
export class ComparingShare {
  readonly #told: (share: number) => void
  readonly #letters: number
  readonly #hasVectors: boolean
  readonly #behind = new Set<string>()
  #done = 0

  /** @param hasVectors whether claims are compared by vectors, as far as the reports are not too many */
  constructor(analyses: readonly Analysis[], hasVectors: boolean, told: (share: number) => void) {
    this.#told = told
    this.#hasVectors = hasVectors
    this.#letters = analyses.reduce((sum, { report }) => sum + report.text.length, 0)
  }

  /** A step is done for all reports. */
  all(step: 'grouped' | 'traced'): void {
    this.#add(costs[step] * this.#letters)
  }

  /** The statements of a story are described; reports of it that were given no vectors need none any more. */
  described(reports: readonly Analysis[]): void {
    let cost = 0
    for (const { report } of reports) {
      cost += costs.described * report.text.length
      if (this.#hasVectors && !this.#behind.has(report.id)) cost += this.#vectorsOf(report)
    }
    this.#add(cost)
  }

  /** A comparer that is counted: each report once, when its vectors are there. */
  counted(comparer: StoryComparer): StoryComparer {
    return {
      judge: comparer.judge,
      models: comparer.models,
      vectors: {
        of: (analysis) => {
          const vectors = comparer.vectors.of(analysis)
          if (!this.#behind.has(analysis.report.id)) this.#add(this.#vectorsOf(analysis.report))
          return vectors
        },
      },
    }
  }

  #vectorsOf({ id, text }: Analysis['report']): number {
    this.#behind.add(id)
    return costs.vectors * text.length
  }

  #add(cost: number): void {
    this.#done += cost
    const { grouped, traced, described, vectors } = costs
    const all = this.#letters * (grouped + traced + described + (this.#hasVectors ? vectors : 0))
    this.#told(all === 0 ? 1 : Math.min(1, this.#done / all))
  }
}
