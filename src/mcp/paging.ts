import { ToolError } from './report-desk.ts'

/** Where a list that is worked out anew each time goes on. Throws a ToolError for what is no place in one. */
export function offsetOf(after: string | undefined): number {
  if (after === undefined) return 0
  if (!/^\d{1,7}$/.test(after))
    throw new ToolError('"after" takes the "next" of the answer before, as it was given.')
  return Number(after)
}

/** The items from a place on, and where the next page begins. */
export function pageAt<T>(items: readonly T[], from: number, limit: number): { items: T[]; next?: string } {
  const end = from + limit
  return { items: items.slice(from, end), ...(end < items.length ? { next: String(end) } : {}) }
}
