import type { Db } from '../backend.ts'

/** What lists show of each story in sentences: worked out of its Situation, and made again whenever that is. */
export async function storyDigests(db: Db): Promise<void> {
  await db.schema
    .createTable('story_digest')
    .addColumn('story', 'integer', (column) => column.primaryKey())
    .addColumn('rank', 'integer', (column) => column.notNull())
    .addColumn('origins', 'integer', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .execute()
}
