/**
 * Scores of coreference from their published definitions: MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998),
 * CEAF-e with phi-4 (Luo 2005), and their mean F1, as in CoNLL-2012. Clusters are lists of mention names; both sides must
 * hold the same mentions.
 */
export interface Score {
  precision: number
  recall: number
  f1: number
}
export type Clusters = readonly (readonly string[])[]

const score = (right: number, found: number, correct: number, wanted: number): Score => {
  const precision = found > 0 ? right / found : 0
  const recall = wanted > 0 ? correct / wanted : 0
  return {
    precision,
    recall,
    f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
  }
}

const clusterOf = (clusters: Clusters) =>
  new Map(clusters.flatMap((cluster, k) => cluster.map((mention): [string, number] => [mention, k])))

/** Links kept: of each cluster its size less the number of parts into which the other side cuts it. */
export function muc(gold: Clusters, found: Clusters): Score {
  const links = (of: Clusters, against: Clusters): [number, number] => {
    const where = clusterOf(against)
    let kept = 0
    let all = 0
    for (const cluster of of) {
      const parts = new Set(cluster.map((mention) => where.get(mention) ?? `alone ${mention}`))
      kept += cluster.length - parts.size
      all += cluster.length - 1
    }
    return [kept, all]
  }
  const [correct, wanted] = links(gold, found)
  const [right, all] = links(found, gold)
  return score(right, all, correct, wanted)
}

/** For each mention the share of its cluster that the other side has with it, averaged over mentions. */
export function bCubed(gold: Clusters, found: Clusters): Score {
  const mean = (of: Clusters, against: Clusters): [number, number] => {
    const where = clusterOf(against)
    let sum = 0
    let count = 0
    for (const cluster of of) {
      const parts = new Map<number | string, number>()
      for (const mention of cluster) {
        const part = where.get(mention) ?? `alone ${mention}`
        parts.set(part, (parts.get(part) ?? 0) + 1)
      }
      for (const size of parts.values()) sum += (size * size) / cluster.length
      count += cluster.length
    }
    return [sum, count]
  }
  const [correct, wanted] = mean(gold, found)
  const [right, all] = mean(found, gold)
  return score(right, all, correct, wanted)
}

/** The best one-to-one matching of clusters, where two are alike by 2 |A and B| / (|A| + |B|). */
export function ceafE(gold: Clusters, found: Clusters): Score {
  const where = clusterOf(found)
  const alike: Map<number, number>[] = gold.map((cluster) => {
    const common = new Map<number, number>()
    for (const mention of cluster) {
      const k = where.get(mention)
      if (k !== undefined) common.set(k, (common.get(k) ?? 0) + 1)
    }
    return new Map([...common].map(([k, n]) => [k, (2 * n) / (cluster.length + found[k].length)]))
  })
  // Clusters that meet by a chain of common mentions are matched together; others have nothing to do with each other.
  const byFound = new Map<number, number[]>()
  alike.forEach((row, g) => {
    for (const f of row.keys()) byFound.set(f, [...(byFound.get(f) ?? []), g])
  })
  const seen = new Set<number>()
  let total = 0
  for (let start = 0; start < gold.length; start++) {
    if (seen.has(start)) continue
    const golds: number[] = []
    const founds = new Set<number>()
    const open = [start]
    seen.add(start)
    while (open.length > 0) {
      const g = open.pop() ?? 0
      golds.push(g)
      for (const f of alike[g].keys()) {
        founds.add(f)
        for (const next of byFound.get(f) ?? [])
          if (!seen.has(next)) {
            seen.add(next)
            open.push(next)
          }
      }
    }
    const columns = [...founds]
    total += bestMatching(golds.map((g) => columns.map((f) => alike[g].get(f) ?? 0)))
  }
  return score(total, found.length, total, gold.length)
}

/** The greatest sum of a one-to-one matching of rows and columns (the Hungarian method, Kuhn 1955). */
export function bestMatching(weights: readonly (readonly number[])[]): number {
  const size = Math.max(weights.length, weights[0]?.length ?? 0)
  const cost = (i: number, j: number) => -(weights[i]?.[j] ?? 0)
  const u = new Array<number>(size + 1).fill(0)
  const v = new Array<number>(size + 1).fill(0)
  const match = new Array<number>(size + 1).fill(0)
  const way = new Array<number>(size + 1).fill(0)
  for (let i = 1; i <= size; i++) {
    match[0] = i
    let column = 0
    const least = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Array<boolean>(size + 1).fill(false)
    do {
      used[column] = true
      const row = match[column]
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= size; j++) {
        if (used[j]) continue
        const current = cost(row - 1, j - 1) - u[row] - v[j]
        if (current < least[j]) {
          least[j] = current
          way[j] = column
        }
        if (least[j] < delta) {
          delta = least[j]
          next = j
        }
      }
      for (let j = 0; j <= size; j++)
        if (used[j]) {
          u[match[j]] += delta
          v[j] -= delta
        } else least[j] -= delta
      column = next
    } while (match[column] !== 0)
    do {
      const before = way[column]
      match[column] = match[before]
      column = before
    } while (column !== 0)
  }
  let sum = 0
  for (let j = 1; j <= size; j++) if (match[j] > 0) sum += weights[match[j] - 1]?.[j - 1] ?? 0
  return sum
}

/** All three and the mean of their F1. */
export function conll(
  gold: Clusters,
  found: Clusters,
): { muc: Score; b3: Score; ceafe: Score; conll: number } {
  const all = { muc: muc(gold, found), b3: bCubed(gold, found), ceafe: ceafE(gold, found) }
  return { ...all, conll: (all.muc.f1 + all.b3.f1 + all.ceafe.f1) / 3 }
}
