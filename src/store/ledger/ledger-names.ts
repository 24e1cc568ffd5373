import { type RawBuilder, sql } from 'kysely'
import type { Backend, Db } from '../sql/backend.ts'
import { termNumber } from '../sql/term-number.ts'

/** Speakers, places and roles of the ledger, each kept once with the number of rows that have it. */
export const nameKinds = { speaker: 0, place: 1, role: 2 } as const
export type NameKind = keyof typeof nameKinds

/** A speaker or a place by its key and as it is written; a role by its words alone. */
export interface LedgerName {
  kind: NameKind
  key: string
  /** Empty where the key alone says who it is. */
  name: string
}

const hashOf = (kind: NameKind, key: string) => termNumber(kind, key)
const together = (kind: number, key: string, name: string) => JSON.stringify([kind, key, name])

/** The columns of the ledger in which numbers of names stand. */
const columns = ['speaker', 'place', 'role'] as const satisfies readonly NameKind[]

/** The numbers of the names of a key, as a select. */
export const namesOfKey = (kind: NameKind, key: string): RawBuilder<number> =>
  sql`(select number from ledger_name where hash = ${sql.lit(hashOf(kind, key))}
    and kind = ${sql.lit(nameKinds[kind])} and key = ${key})`

/** Numbers of names, of which each list entry is a row more; those that are not there are written. */
export async function countNames(
  backend: Backend,
  db: Db,
  names: readonly LedgerName[],
): Promise<(name: LedgerName) => number> {
  const wanted = new Map<string, { kind: number; key: string; name: string; hash: number; rows: number }>()
  for (const { kind, key, name } of names) {
    const at = together(nameKinds[kind], key, name)
    const known = wanted.get(at)
    if (known) known.rows++
    else wanted.set(at, { kind: nameKinds[kind], key, name, hash: hashOf(kind, key), rows: 1 })
  }
  const numbers = new Map<string, number>()
  const numberOf = ({ kind, key, name }: LedgerName) => numbers.get(together(nameKinds[kind], key, name)) ?? 0
  if (wanted.size === 0) return numberOf
  const hashes = backend.rows(
    [...new Set([...wanted.values()].map(({ hash }) => hash))].map((hash) => [hash]),
    ['integer'],
  )
  const there = await db
    .selectFrom('ledger_name')
    .select(['number', 'kind', 'key', 'name'])
    .where('hash', 'in', sql<number>`(select c0 from ${hashes} as asked)`)
    .execute()
  for (const { number, kind, key, name } of there) numbers.set(together(kind, key, name), number)
  const again = [...wanted].flatMap(([at, { rows }]) => {
    const number = numbers.get(at)
    return number === undefined ? [] : [[number, rows]]
  })
  if (again.length > 0)
    await sql`update ledger_name set rows = rows + given.c1
      from ${backend.rows(again, ['integer', 'integer'])} as given where number = given.c0`.execute(db)
  const fresh = [...wanted].filter(([at]) => !numbers.has(at))
  if (fresh.length > 0) {
    const { rows } = await sql<{ number: number; kind: number; key: string; name: string }>`
      insert into ledger_name (kind, hash, key, name, rows) select c0, c1, c2, c3, c4 from ${backend.rows(
        fresh.map(([, { kind, hash, key, name, rows }]) => [kind, hash, key, name, rows]),
        ['integer', 'integer', 'text', 'text', 'integer'],
      )} as given where true returning number, kind, key, name`.execute(db)
    for (const { number, kind, key, name } of rows) numbers.set(together(kind, key, name), number)
  }
  return numberOf
}

/** Counts the names of rows that are about to be deleted less often, and deletes those that no row has any more. */
export async function uncountNames(backend: Backend, db: Db, rows: RawBuilder<unknown>): Promise<void> {
  const counted = sql.join(
    columns.map(
      (column) =>
        sql`select ${sql.ref(column)} as number, count(*) as rows from ledger where ${rows} and ${sql.ref(column)} is not null group by ${sql.ref(column)}`,
    ),
    sql` union all `,
  )
  const { rows: gone } = await sql<{ number: number; rows: number | string }>`${counted}`.execute(db)
  if (gone.length === 0) return
  const given = backend.rows(
    gone.map((one) => [one.number, Number(one.rows)]),
    ['integer', 'integer'],
  )
  await sql`update ledger_name set rows = ledger_name.rows - given.c1 from ${given} as given
    where number = given.c0`.execute(db)
  await sql`delete from ledger_name where rows <= 0 and number in (select c0 from ${given} as gone)`.execute(
    db,
  )
}
