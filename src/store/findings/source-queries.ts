import { sql } from 'kysely'
import { type Page, type Reliability, reliabilities, type StoredSource } from '../../contract/api.ts'
import { checkNote } from '../corrections/check-correction.ts'
import type { Backend } from '../sql/backend.ts'
import { logChanges } from '../sql/change-log.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { keyOf, optional, plain } from '../sql/keys.ts'
import { likeAnywhere } from '../sql/like.ts'
import { type PageRequest, type SourceFilter, StoreRequestError } from '../store.ts'
import type { StoreParts } from '../store-parts.ts'

/** See Store.sources. */
export async function sources(
  backend: Backend,
  filter: SourceFilter,
  request?: PageRequest,
): Promise<Page<StoredSource>> {
  const limit = limitOf(request)
  const cursor = readCursor(request, ['number', 'string'])
  // A source that was rated and is not cited any more keeps its rating and its place in the list.
  const { rows } = await sql<{
    name: string
    kind: string
    published: number
    cited: number
    total: number
    rating: string | null
    note: string | null
  }>`select * from (
      select source.name, source.kind, source.published, source.cited, source.published + source.cited as total,
        source_rating.rating, source_rating.note
      from source left join source_rating on source_rating.name = source.name
      union all
      select name, 'outlet', 0, 0, 0, rating, note from source_rating where name not in (select name from source)
    ) as listed
    where ${filter.text?.trim() ? sql`lower(name) like ${likeAnywhere(plain(filter.text).trim().toLowerCase())}` : sql`1 = 1`}
    and ${filter.name === undefined ? sql`1 = 1` : sql`name = ${keyOf(filter.name.trim())}`}
    and ${filter.rated === undefined ? sql`1 = 1` : filter.rated ? sql`rating is not null` : sql`rating is null`}
    and ${cursor ? sql`(total < ${Number(cursor[0])} or (total = ${Number(cursor[0])} and name > ${String(cursor[1])}))` : sql`1 = 1`}
    order by total desc, name limit ${limit + 1}`.execute(backend.read)
  return pageOf(
    rows,
    limit,
    ({ total, name }) => [total, name],
    (row): StoredSource => ({
      name: row.name,
      kind: row.kind,
      published: row.published,
      cited: row.cited,
      ...(row.rating === null ? {} : { rating: row.rating as Reliability }),
      ...(row.note === null ? {} : { note: row.note }),
    }),
  )
}

/** See Store.ratingOf. */
export async function ratingOf(backend: Backend, name: string): Promise<Reliability | undefined> {
  const row = await backend.read
    .selectFrom('source_rating')
    .select('rating')
    .where('name', '=', keyOf(name.trim()))
    .executeTakeFirst()
  return row && (row.rating as Reliability)
}

/** See Store.rateSource. */
export async function rateSource(
  { backend, now }: StoreParts,
  name: string,
  rating: Reliability | null,
  by: string,
  note?: string,
): Promise<void> {
  if (rating !== null && !reliabilities.includes(rating))
    throw new StoreRequestError(`A source is rated ${reliabilities.join(', ')}, or null for no rating.`)
  checkNote(note)
  const key = keyOf(name.trim())
  if (!key) throw new StoreRequestError('A rating needs the name of a source.')
  await backend.write(async (db) => {
    const at = now()
    if (rating === null) await db.deleteFrom('source_rating').where('name', '=', key).execute()
    else {
      const values = { rating, note: optional(note), by: plain(by), at }
      await db
        .insertInto('source_rating')
        .values({ name: key, ...values })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
        .execute()
    }
    await logChanges(backend, db, at, [{ kind: 'rating' }])
  })
}
