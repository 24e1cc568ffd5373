import { forHtml } from './neutralise.ts'
import type { EventLine } from './report-view.ts'

interface Edge {
  from: string
  to: string
  count: number
  href: string
  label: string
}

/** Pairs of actor and recipient over all events, the commonest first; `hrefOf` gives the address of an event's words. */
function edgesOf(
  events: readonly EventLine[],
  hrefOf: (line: EventLine) => string,
  typeOf: (line: EventLine) => string,
): Edge[] {
  const edges = new Map<string, Edge>()
  for (const line of events)
    for (const from of line.actors)
      for (const to of line.recipients) {
        if (from === to) continue
        const key = `${from}\u0000${to}`
        const edge = edges.get(key)
        if (edge) edge.count++
        else edges.set(key, { from, to, count: 1, href: hrefOf(line), label: typeOf(line) })
      }
  return [...edges.values()].sort((a, b) => b.count - a.count)
}

/**
 * The actors of a report around a circle, with an arrow from each to those it acts on, as inline SVG. At most twelve
 * actors, those with most arrows; an empty string where nobody acts on anybody.
 */
export function renderActorGraph(
  events: readonly EventLine[],
  title: string,
  hrefOf: (line: EventLine) => string,
  typeOf: (line: EventLine) => string,
): string {
  const edges = edgesOf(events, hrefOf, typeOf)
  const degree = new Map<string, number>()
  for (const { from, to, count } of edges)
    for (const name of [from, to]) degree.set(name, (degree.get(name) ?? 0) + count)
  const names = [...degree]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 12)
    .map(([name]) => name)
  if (names.length < 2) return ''
  const width = 640
  const height = 120 + names.length * 22
  const place = new Map(
    names.map((name, k) => {
      const angle = (2 * Math.PI * k) / names.length - Math.PI / 2
      return [
        name,
        [width / 2 + Math.cos(angle) * 170, height / 2 + Math.sin(angle) * (height / 2 - 40)] as const,
      ]
    }),
  )
  const shorten = (name: string) => (name.length > 30 ? `${name.slice(0, 29)}…` : name)
  const arrows = edges.flatMap(({ from, to, href, label, count }) => {
    const a = place.get(from)
    const b = place.get(to)
    if (!a || !b) return []
    // Curved to the right of its direction, so that two opposite arrows stay apart.
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
    const length = Math.sqrt(dx * dx + dy * dy) || 1
    const [mx, my] = [(a[0] + b[0]) / 2 - (dy / length) * 22, (a[1] + b[1]) / 2 + (dx / length) * 22]
    const [ex, ey] = [b[0] - mx, b[1] - my]
    const reach = Math.sqrt(ex * ex + ey * ey) || 1
    const [ux, uy] = [ex / reach, ey / reach]
    const [tx, ty] = [b[0] - ux * 9, b[1] - uy * 9]
    const n = (value: number) => value.toFixed(1)
    const head = `M${n(tx)} ${n(ty)}L${n(tx - ux * 9 - uy * 4)} ${n(ty - uy * 9 + ux * 4)}L${n(tx - ux * 9 + uy * 4)} ${n(ty - uy * 9 - ux * 4)}Z`
    return [
      `<a href="${forHtml(href)}"><title>${forHtml(`${from} → ${to}: ${label}`)}</title><path d="M${n(a[0])} ${n(a[1])}Q${n(mx)} ${n(my)} ${n(tx)} ${n(ty)}" stroke-width="${Math.min(4, 1 + count * 0.6).toFixed(1)}"/><path class="arrow" d="${head}"/></a>`,
    ]
  })
  const nodes = names.map((name) => {
    const [x, y] = place.get(name)!
    const middle = Math.abs(x - width / 2) < 20
    const right = x > width / 2
    const anchor = middle ? 'middle' : right ? 'start' : 'end'
    const [tx, ty] = middle ? [x, y < height / 2 ? y - 14 : y + 22] : [x + (right ? 11 : -11), y + 4]
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="6"/><text x="${tx.toFixed(1)}" y="${ty.toFixed(1)}" text-anchor="${anchor}">${forHtml(shorten(name))}</text>`
  })
  return `<svg class="graph" viewBox="0 0 ${width} ${height}" role="group" aria-label="${forHtml(title)}">${arrows.join('')}${nodes.join('')}</svg>`
}
