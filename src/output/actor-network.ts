import type { Analysis, EntityType, ReportedEvent } from '../contract/analysis.ts'
import { momentOf } from './moment.ts'
import { viewOf } from './report-view.ts'
import { withTellingActors } from './telling-actors.ts'

export interface ActorNode {
  id: string
  label: string
  type: EntityType | 'unnamed'
}

export interface ActorEdge {
  id: string
  source: string
  target: string
  type: string
  status: string
  /** The trigger's words. */
  label: string
  report: string
  start: number
  end: number
  /** First and last day on which it is said to be, ISO 8601, as far as the report tells; else the day of the report. */
  from?: string
  to?: string
}

/** Who acts on whom in the reports: a node for each actor that is named or described, an edge for each event between two of them. */
export function actorNetwork(analyses: readonly Analysis[]): { nodes: ActorNode[]; edges: ActorEdge[] } {
  const nodes = new Map<string, ActorNode>()
  const edges: ActorEdge[] = []
  for (const analysis of analyses) {
    const types = new Map(analysis.entities.map((entity) => [entity.name, entity.type]))
    const node = (label: string) => {
      // The same name in two reports is one node; nothing more is claimed of who it is.
      const key = label.toLowerCase()
      const known = nodes.get(key)
      if (known) return known.id
      const id = `n${nodes.size}`
      nodes.set(key, { id, label, type: types.get(label) ?? 'unnamed' })
      return id
    }
    for (const { event, actors, recipients, trigger } of withTellingActors(viewOf(analysis)).events)
      for (const actor of actors)
        for (const recipient of recipients)
          edges.push({
            id: `e${edges.length}`,
            source: node(actor),
            target: node(recipient),
            type: event.type,
            status: event.status,
            label: trigger,
            report: analysis.report.id,
            start: event.trigger[0],
            end: event.trigger[1],
            ...daysOf(analysis, event),
          })
  }
  return { nodes: [...nodes.values()], edges }
}

/** The days of an event: those of its time, else that on which the report was published. */
function daysOf({ times, report }: Analysis, { time: id }: ReportedEvent): { from?: string; to?: string } {
  const time = id ? times.find((one) => one.id === id) : undefined
  const day = (words: string | undefined) => momentOf(words)?.slice(0, 10)
  const from = day(time?.from)
  // The end of a stretch is the moment when it is over.
  const end = momentOf(time?.to)
  const to = end && new Date(Date.parse(end) - 1).toISOString().slice(0, 10)
  if (from === undefined && to === undefined) {
    const published = day(report.published)
    return published ? { from: published, to: published } : {}
  }
  return { ...(from ? { from } : {}), ...(to && (!from || to >= from) ? { to } : {}) }
}
