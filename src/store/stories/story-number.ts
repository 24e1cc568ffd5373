import type { Db } from '../sql/backend.ts'
import { numberIn } from '../sql/keys.ts'

/** Stories that became part of one another, over which one is followed. */
const mostHops = 100

/** Number of a story by its id, of the one that it became part of where it was merged. */
export async function storyNumber(db: Db, id: string): Promise<number | undefined> {
  let number = numberIn(id, 's')
  for (let hops = 0; number !== undefined && hops < mostHops; hops++) {
    const row: { merged_into: number | null; reports: number } | undefined = await db
      .selectFrom('story')
      .select(['merged_into', 'reports'])
      .where('number', '=', number)
      .executeTakeFirst()
    if (!row) return undefined
    if (row.reports > 0) return number
    if (row.merged_into === null) return undefined
    number = row.merged_into
  }
  return undefined
}
