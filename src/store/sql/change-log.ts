import { sql } from 'kysely'
import type { Change } from '../../contract/api.ts'
import type { Backend, Db } from './backend.ts'
import type { Row } from './tables.ts'

/** Changes that one request gives, if it does not say. */
const changesGiven = 200
const mostChanges = 1000

/** A change as it is given out. */
export function changeFrom({ number, at, kind, report, story, correction }: Row<'change'>): Change {
  return {
    number,
    at,
    kind: kind as Change['kind'],
    ...(report === null ? {} : { report }),
    ...(story === null ? {} : { story }),
    ...(correction === null ? {} : { correction }),
  }
}

/** Writes changes into the log; their numbers, in their order. */
export async function logChanges(
  backend: Backend,
  db: Db,
  at: string,
  changes: readonly Omit<Change, 'number' | 'at'>[],
): Promise<number[]> {
  if (changes.length === 0) return []
  const rows = changes.map(({ kind, report, story, correction }) => [
    at,
    kind,
    report ?? null,
    story ?? null,
    correction ?? null,
  ])
  const { rows: numbers } = await sql<{
    number: number
  }>`insert into change (at, kind, report, story, correction)
    select c0, c1, c2, c3, c4 from ${backend.rows(rows, ['text', 'text', 'text', 'text', 'text'])} as given
    returning number`.execute(db)
  return numbers.map(({ number }) => number).sort((a, b) => a - b)
}

/** See Store.changes. */
export async function changesAfter(backend: Backend, after: number, limit = changesGiven): Promise<Change[]> {
  const rows = await backend.read
    .selectFrom('change')
    .selectAll()
    .where('number', '>', after)
    .orderBy('number')
    .limit(Math.min(Math.max(limit, 1), mostChanges))
    .execute()
  return rows.map(changeFrom)
}

/** Number of the last change; 0 where there is none. */
export async function lastChange(db: Db): Promise<number> {
  const row = await db
    .selectFrom('change')
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst()
  return row?.number ?? 0
}
