/** Two things that may belong together, with the log-odds that they do. */
export interface Edge {
  a: number
  b: number
  odds: number
}

/**
 * Groups things by pairs: two groups become one where all their pairs together speak for it, and none of them forbids it.
 * Pairs of one report say nothing.
 * @param reportOf the report of each thing
 * @param edges the pairs that were judged; others have `unknown`
 * @param least mean log-odds over the pairs of two groups from which on they are one
 * @returns for each thing the least number of its group's things
 */
export function clusterOf(
  reportOf: readonly string[],
  edges: readonly Edge[],
  least: number,
  unknown: number,
  forbids: (a: number, b: number) => boolean,
): number[] {
  const n = reportOf.length
  const odds = new Map<number, number>()
  const key = (a: number, b: number) => (a < b ? a * n + b : b * n + a)
  for (const edge of edges) odds.set(key(edge.a, edge.b), edge.odds)
  const of = reportOf.map((_, k) => k)
  const members = of.map((k) => [k])
  const promising = edges
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
          sum += odds.get(key(x, y)) ?? unknown
          pairs++
          forbidden = forbids(x, y)
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
