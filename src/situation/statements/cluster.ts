/** Two things that may belong together, with the log-odds that they do. */
export interface Edge {
  a: number
  b: number
  odds: number
}

/** Log-odds of a pair that cannot belong together. */
const never = -9

/** The log-odds of pairs, whichever of the two comes first. */
export class PairOdds {
  readonly #odds = new Map<number, number>()
  readonly #forbidden = new Set<number>()
  readonly #things: number
  readonly #unknown: number
  readonly edges: readonly Edge[]

  /**
   * @param things how many there are
   * @param edges the pairs that were judged; others have `unknown`
   * @param forbids whether a judged pair cannot belong together, whatever its odds
   */
  constructor(things: number, edges: readonly Edge[], unknown: number, forbids: (edge: Edge) => boolean) {
    this.#things = things
    this.#unknown = unknown
    this.edges = edges
    for (const edge of edges) {
      const key = this.#key(edge.a, edge.b)
      const forbidden = forbids(edge)
      this.#odds.set(key, forbidden ? never : edge.odds)
      if (forbidden) this.#forbidden.add(key)
    }
  }

  of(a: number, b: number): number {
    return this.#odds.get(this.#key(a, b)) ?? this.#unknown
  }

  isForbidden(a: number, b: number): boolean {
    return this.#forbidden.has(this.#key(a, b))
  }

  #key(a: number, b: number): number {
    return a < b ? a * this.#things + b : b * this.#things + a
  }
}

/**
 * Groups things by pairs: two groups become one where all their pairs together speak for it, and none of them forbids it.
 * Pairs of one report say nothing.
 * @param reportOf the report of each thing
 * @param least mean log-odds over the pairs of two groups from which on they are one
 * @returns for each thing the least number of its group's things
 */
export function clusterOf(reportOf: readonly string[], odds: PairOdds, least: number): number[] {
  const of = reportOf.map((_, k) => k)
  const members = of.map((k) => [k])
  const promising = odds.edges
    .filter((edge) => edge.odds > least)
    .sort((x, y) => y.odds - x.odds || x.a - y.a || x.b - y.b)
  let changed = true
  while (changed) {
    changed = false
    for (const { a, b } of promising) {
      const [one, other] = of[a] < of[b] ? [of[a], of[b]] : [of[b], of[a]]
      if (one === other) continue
      let sum = 0
      let pairs = 0
      let forbidden = false
      for (const x of members[one])
        for (const y of members[other]) {
          if (forbidden || reportOf[x] === reportOf[y]) continue
          sum += odds.of(x, y)
          pairs++
          forbidden = odds.isForbidden(x, y)
        }
      if (forbidden || sum < least * pairs) continue
      for (const y of members[other]) of[y] = one
      members[one].push(...members[other])
      members[other] = []
      changed = true
    }
  }
  return of
}

/**
 * Things that belong to a group beside their own, since one clause may tell two facts: those whose pairs with all of its
 * things speak for it.
 * @param groups of one thing each or more
 * @param least mean log-odds over the pairs
 * @returns for each group the numbers of such things, in their order
 */
export function alsoIn(
  reportOf: readonly string[],
  groups: readonly (readonly number[])[],
  odds: PairOdds,
  least: number,
): number[][] {
  const near = new Map<number, number[]>()
  const note = (a: number, b: number) => {
    const known = near.get(a)
    if (known) known.push(b)
    else near.set(a, [b])
  }
  for (const { a, b, odds: found } of odds.edges)
    if (found >= least) {
      note(a, b)
      note(b, a)
    }
  const told = new Set<string>()
  return groups.map((group) => {
    const inside = new Set(group)
    const others = [...new Set(group.flatMap((k) => near.get(k) ?? []))].filter((k) => !inside.has(k))
    const found = others.filter((k) => {
      const against = group.filter((one) => reportOf[one] !== reportOf[k])
      if (against.length === 0 || against.some((one) => odds.isForbidden(one, k))) return false
      return against.reduce((sum, one) => sum + odds.of(one, k), 0) >= least * against.length
    })
    // Two things, each alone, that name one another are one group, told once.
    const key = [...group, ...found].sort((a, b) => a - b).join()
    if (group.length === 1 && found.length > 0 && told.has(key)) return []
    told.add(key)
    return found.sort((a, b) => a - b)
  })
}
