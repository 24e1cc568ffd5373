import { reportRow } from '../reports/stored-analysis.ts'
import type { Backend } from '../sql/backend.ts'
import { storyNumber } from '../stories/story-number.ts'

/** To which report or story a list is confined, by their numbers. */
export interface Scope {
  backend: Backend
  report?: number
  story?: number
  /** The report or story is not there. */
  nothing?: boolean
}

/** The report and the story to which a list is confined, as numbers; `nothing` where they are not there. */
export async function scopeOf(
  backend: Backend,
  { report, story }: { report?: string; story?: string },
): Promise<Scope> {
  const scope: Scope = { backend }
  if (report !== undefined) {
    const head = await reportRow(backend.read, report)
    if (!head) return { ...scope, nothing: true }
    scope.report = head.number
  }
  if (story !== undefined) {
    const number = await storyNumber(backend.read, story)
    if (number === undefined) return { ...scope, nothing: true }
    scope.story = number
  }
  return scope
}
