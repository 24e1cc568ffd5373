/** Two reports line by line: which sentence of one stands beside which of the other, and why. */
import type { Analysis, Span } from '../../src/contract/analysis.ts'
import type { Passage, Situation } from '../../src/contract/situation.ts'

/** Why two sentences stand side by side. */
export type LinkReason = 'copy' | 'statement' | 'lost-hedge' | 'denies' | 'conflicts' | 'difference'

export interface Link {
  reason: LinkReason
  /** In what they differ, where they do. */
  aspect?: string
  left: Span
  right: Span
}

export interface Row {
  /** Sentences as spans; empty where the other side stands alone. */
  left: Span[]
  right: Span[]
  links: Link[]
}

/** Words of the other text that a row is linked with and that could not stand beside it; undefined where none are. */
export function echoOf(row: Row): { side: 'left' | 'right'; span: Span } | undefined {
  const side = row.left.length === 0 ? 'left' : row.right.length === 0 ? 'right' : undefined
  if (!side) return undefined
  const strongest = row.links.reduce<Link | undefined>(
    (best, link) => (!best || weights[link.reason] > weights[best.reason] ? link : best),
    undefined,
  )
  return strongest ? { side, span: strongest[side] } : undefined
}

/** What a situation says of two of its reports, as pairs of spans. */
export function linksBetween(situation: Situation, left: string, right: string): Link[] {
  const links: Link[] = []
  const put = (reason: LinkReason, a: Passage, b: Passage, aspect?: string) => {
    const more = aspect ? { aspect } : {}
    const whole = ({ span, leftOut = 0 }: Passage): Span => [span[0], span[1] + leftOut]
    if (a.report === left && b.report === right)
      links.push({ reason, left: whole(a), right: whole(b), ...more })
    else if (a.report === right && b.report === left)
      links.push({ reason, left: whole(b), right: whole(a), ...more })
  }
  for (const { passages } of situation.copies)
    for (const { original, copy } of passages) put('copy', original, copy)
  for (const { hedged, stated } of situation.lostHedges) put('lost-hedge', hedged.passage, stated.passage)
  for (const { kind, aspect, from, to } of situation.relations)
    if (kind === 'denies' || kind === 'conflicts') put(kind, from.passage, to.passage, aspect)
  for (const { kind, passages } of situation.differences) put('difference', passages[0], passages[1], kind)
  for (const { claims } of situation.statements)
    for (const a of claims)
      if (a.report === left)
        for (const b of claims) if (b.report === right) put('statement', a.passage, b.passage)
  return links
}

/** What weighs more decides where several sentences could stand beside one. */
const weights: Record<LinkReason, number> = {
  conflicts: 6,
  denies: 6,
  difference: 4,
  'lost-hedge': 5,
  statement: 3,
  copy: 1,
}

/**
 * Rows from the top of both texts to their ends. Each sentence of each stands in exactly one row, in its order; sentences
 * that are linked stand side by side as far as that order allows.
 */
export function align(left: Analysis, right: Analysis, links: readonly Link[]): Row[] {
  const a = left.sentences
  const b = right.sentences
  // The strength of each pair of sentences that a link touches; a copied run touches its sentences in step.
  const pairs = new Map<number, { i: number; j: number; weight: number }>()
  for (const link of links) {
    const [fromA, toA] = touched(a, link.left)
    const [fromB, toB] = touched(b, link.right)
    const both = Math.min(toA - fromA, toB - fromB)
    for (let k = 0; k < both; k++) {
      const i = fromA + k
      const j = fromB + k
      const key = i * b.length + j
      const shared = Math.min(overlap(a[i], link.left), overlap(b[j], link.right))
      const weight = weights[link.reason] + shared
      const known = pairs.get(key)
      if (known) known.weight += weight
      else pairs.set(key, { i, j, weight })
    }
  }
  const chain = heaviestChain([...pairs.values()], b.length)
  const rows: Row[] = []
  let i = 0
  let j = 0
  const alone = (toI: number, toJ: number) => {
    for (; i < toI; i++) rows.push({ left: [a[i]], right: [], links: [] })
    for (; j < toJ; j++) rows.push({ left: [], right: [b[j]], links: [] })
  }
  for (const pair of chain) {
    alone(pair.i, pair.j)
    rows.push({ left: [a[i++]], right: [b[j++]], links: [] })
  }
  alone(a.length, b.length)
  // A link stands on the row of both sides, or, where the order of the texts keeps them apart, on the row of each.
  for (const link of links) {
    const left = rows.filter((row) => row.left.some((span) => overlap(span, link.left) > 0))
    const right = rows.filter((row) => row.right.some((span) => overlap(span, link.right) > 0))
    const beside = left.filter((row) => right.includes(row))
    for (const row of beside.length > 0 ? beside : [...left.slice(0, 1), ...right.slice(0, 1)])
      if (!row.links.some((known) => same(known, link))) row.links.push(link)
  }
  return rows
}

const same = (a: Link, b: Link) =>
  a.reason === b.reason && a.aspect === b.aspect && a.left[0] === b.left[0] && a.right[0] === b.right[0]

/** Share of a span that another covers. */
function overlap(span: Span, other: Span): number {
  return Math.max(0, Math.min(span[1], other[1]) - Math.max(span[0], other[0])) / (span[1] - span[0])
}

/** First and behind-last sentence that a span touches. */
function touched(sentences: readonly Span[], [start, end]: Span): [number, number] {
  let from = 0
  while (from < sentences.length && sentences[from][1] <= start) from++
  let to = from
  while (to < sentences.length && sentences[to][0] < end) to++
  return [from, to]
}

/** The heaviest chain of pairs that rise on both sides: a maximum over prefixes, kept in a Fenwick tree. */
function heaviestChain(
  pairs: { i: number; j: number; weight: number }[],
  width: number,
): { i: number; j: number }[] {
  // Of one row the right-most first, so that no chain takes two of them.
  pairs.sort((x, y) => x.i - y.i || y.j - x.j)
  const total = new Float64Array(pairs.length)
  const before = new Int32Array(pairs.length).fill(-1)
  const tree = new Int32Array(width + 1).fill(-1)
  let best = -1
  pairs.forEach(({ j, weight }, k) => {
    let from = -1
    for (let at = j; at > 0; at -= at & -at)
      if (tree[at] >= 0 && (from < 0 || total[tree[at]] > total[from])) from = tree[at]
    total[k] = weight + (from < 0 ? 0 : total[from])
    before[k] = from
    for (let at = j + 1; at <= width; at += at & -at)
      if (tree[at] < 0 || total[k] > total[tree[at]]) tree[at] = k
    if (best < 0 || total[k] > total[best]) best = k
  })
  const chain: { i: number; j: number }[] = []
  for (let k = best; k >= 0; k = before[k]) chain.push(pairs[k])
  return chain.reverse()
}
