/** Who copies, translates or relays whom, laid out from left to right in the order of publication. */
import type { Situation } from '../../src/contract/situation.ts'

export interface CopyNode {
  id: string
  /** The report; undefined for an outlet that is cited and has none here. */
  report?: string
  name: string
  published?: string
  column: number
  lane: number
}
export type CopyLink = 'copied' | 'translated' | 'credited' | 'relayed'
export interface CopyEdge {
  from: CopyNode
  to: CopyNode
  kind: CopyLink
  /** Share of the copy's words that stand in the other, 0 to 1. */
  share?: number
}
export interface CopyGraph {
  nodes: CopyNode[]
  edges: CopyEdge[]
  columns: number
  lanes: number
  /** Links that are not shown. */
  leftOut: number
}

/** Reports and outlets that can be drawn and still be read. */
const mostNodes = 28

/** @param nameOf how a report is called */
export function copyGraph(situation: Situation, nameOf: (report: string) => string): CopyGraph {
  const reports = new Map(situation.reports.map((report) => [report.id, report]))
  const time = (id: string) => Date.parse(reports.get(id)?.published ?? '')
  const found = new Map<string, { from: string; to: string; kind: CopyLink; share?: number }>()
  const put = (from: string, to: string, kind: CopyLink, share?: number) => {
    if (from === to) return
    const key = `${from}\n${to}`
    // What is copied is no more told as relayed.
    if (!found.has(key)) found.set(key, { from, to, kind, ...(share === undefined ? {} : { share }) })
  }
  // Of the reports that one shares text with, the one that it has most of its words from.
  const most = new Map<string, Situation['copies'][number]>()
  for (const copy of situation.copies)
    if (copy.ofCopy > (most.get(copy.copy)?.ofCopy ?? 0)) most.set(copy.copy, copy)
  for (const { original, copy, kind, ofCopy } of most.values())
    put(original, copy, kind === 'translation' ? 'translated' : 'copied', ofCopy)
  /** The first report of an outlet, or the outlet itself where it has none here that is not later. */
  const outlet = (name: string, before: string): string => {
    const own = situation.reports
      .filter(({ publisher, id }) => publisher === name && id !== before)
      .filter(({ id }) => Number.isNaN(time(id)) || Number.isNaN(time(before)) || time(id) <= time(before))
      .sort((a, b) => (time(b.id) || 0) - (time(a.id) || 0))[0]
    return own?.id ?? `outlet ${name}`
  }
  for (const { report, reason, with: other } of situation.collapses)
    if (reason === 'credit') put(reports.has(other) ? other : outlet(other, report), report, 'credited')
  for (const { report, through } of situation.relays)
    if (through[0]) put(outlet(through[0], report), report, 'relayed')

  const weight = new Map<string, number>()
  for (const { from, to } of found.values())
    for (const id of [from, to]) weight.set(id, (weight.get(id) ?? 0) + 1)
  const kept = new Set(
    [...weight]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, mostNodes)
      .map(([id]) => id),
  )
  const links = [...found.values()].filter(({ from, to }) => kept.has(from) && kept.has(to))
  const ids = [...new Set(links.flatMap(({ from, to }) => [from, to]))]

  // Columns by time; an outlet without a report stands before the first that has it from there.
  const moments = [...new Set(ids.filter((id) => !Number.isNaN(time(id))).map(time))].sort((a, b) => a - b)
  const place = new Map(moments.map((moment, k) => [moment, k + 1]))
  const columnOf = (id: string): number => {
    const own = place.get(time(id))
    if (own !== undefined) return own
    const heirs = links.filter(({ from }) => from === id).flatMap(({ to }) => place.get(time(to)) ?? [])
    return heirs.length > 0 ? Math.min(...heirs) - 1 : 0
  }
  const nodes = new Map(
    ids.map((id): [string, CopyNode] => {
      const report = reports.get(id)
      return [
        id,
        {
          id,
          ...(report ? { report: id } : {}),
          name: report ? (report.publisher ?? nameOf(id)) : id.replace(/^outlet /, ''),
          ...(report?.published ? { published: report.published } : {}),
          column: columnOf(id),
          lane: 0,
        },
      ]
    }),
  )
  // Empty columns at the beginning are no time.
  const first = Math.min(...[...nodes.values()].map(({ column }) => column))
  for (const node of nodes.values()) node.column -= first
  const lanes = layLanes([...nodes.values()], links)
  return {
    nodes: [...nodes.values()],
    edges: links.flatMap(({ from, to, kind, share }) => {
      const [a, b] = [nodes.get(from), nodes.get(to)]
      return a && b ? [{ from: a, to: b, kind, ...(share === undefined ? {} : { share }) }] : []
    }),
    columns: nodes.size === 0 ? 0 : Math.max(...[...nodes.values()].map(({ column }) => column)) + 1,
    lanes,
    leftOut: found.size - links.length,
  }
}

/** Puts each node on a lane: a copy on that of its original where that is free, else on the next; how many there are. */
function layLanes(nodes: CopyNode[], links: readonly { from: string; to: string }[]): number {
  const parent = new Map<string, string>()
  for (const { from, to } of links) if (!parent.has(to)) parent.set(to, from)
  const taken: Set<number>[] = []
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const isFree = (lane: number, column: number) => !(taken[lane]?.has(column) ?? false)
  for (const node of [...nodes].sort((a, b) => a.column - b.column || (a.id < b.id ? -1 : 1))) {
    let lane = byId.get(parent.get(node.id) ?? '')?.lane ?? 0
    // The way from the original is kept free as well.
    while (!isFree(lane, node.column)) lane++
    node.lane = lane
    taken[lane] ??= new Set()
    taken[lane].add(node.column)
  }
  return taken.length
}
