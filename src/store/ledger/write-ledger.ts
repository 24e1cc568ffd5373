import { type RawBuilder, sql } from 'kysely'
import { entityAliases } from '../corrections/correction-book.ts'
import type { Backend, ColumnType, Db } from '../sql/backend.ts'
import type { LedgerTable } from '../sql/tables.ts'
import { holderCodes, type LedgerEntry } from './ledger-entry.ts'
import { countNames, type LedgerName, type NameKind, uncountNames } from './ledger-names.ts'
import { traitsOf } from './ledger-traits.ts'

/** Rows of one statement. */
const rowsAtOnce = 400

/** The details of a report's entries, by its id. */
export interface PackedDetail {
  report: string
  detail: Uint8Array
  /** The words of its rows. */
  words: Uint8Array
}

/** What is looked for and counted; all else of an entry stands in its report's detail. */
const columns = {
  report: 'integer',
  entry: 'integer',
  traits: 'integer',
  speaker: 'integer',
  place: 'integer',
  role: 'integer',
  from: 'text',
  chain: 'text',
} as const satisfies Partial<Record<keyof LedgerTable, ColumnType>>

/** Columns of bytes, which rows carry as digits. */
const ofBytes: readonly string[] = ['chain']

/**
 * Enters the claims of a story into the ledger, in the place of what it had of the story's reports. Reports that left the
 * story meanwhile are left out.
 */
export async function enterStory(
  backend: Backend,
  db: Db,
  story: number,
  entries: readonly LedgerEntry[],
  details: readonly PackedDetail[],
): Promise<void> {
  const reports = await db
    .selectFrom('report')
    .select(['number', 'id', 'publisher'])
    .where('story', '=', story)
    .where('text_gone', 'is', null)
    .execute()
  const known = new Map(reports.map((report) => [report.id, report]))
  const aliases = await entityAliases(db)
  await leaveOutRows(
    backend,
    db,
    sql`report in (select number from report where story = ${story} and text_gone is null)`,
  )
  const given = entries.filter((entry) => known.has(entry.report))
  const named = given.map((entry) => namesOf(entry, aliases))
  const numberOf = await countNames(
    backend,
    db,
    named.flatMap((names) => Object.values(names)),
  )
  const entered = new Map<string, number>()
  const rows = given.flatMap((entry, k) => {
    const report = known.get(entry.report)
    if (!report) return []
    const place = entered.get(entry.report) ?? 0
    entered.set(entry.report, place + 1)
    const { speaker, place: where, role } = named[k]
    const numberOfName = (name: LedgerName | undefined) => (name ? numberOf(name) : null)
    // Who publishes a report is known of all its rows.
    const chain = entry.chain.filter((name) => name !== report.publisher)
    return [
      [
        report.number,
        place,
        traitsOf(entry),
        numberOfName(speaker),
        numberOfName(where),
        numberOfName(role),
        entry.from ?? null,
        chain.length === 0 ? null : holderCodes(chain).toString('hex'),
      ],
    ]
  })
  const names = Object.keys(columns)
  for (let k = 0; k < rows.length; k += rowsAtOnce)
    await sql`insert into ledger (${sql.join(names.map((name) => sql.ref(name)))})
      select ${sql.join(
        names.map((name, at) => (ofBytes.includes(name) ? backend.bytes(`c${at}`) : sql.ref(`c${at}`))),
      )}
      from ${backend.rows(rows.slice(k, k + rowsAtOnce), Object.values(columns))} as given`.execute(db)
  for (const { report: id, detail, words } of details) {
    const report = known.get(id)
    if (report)
      await db
        .insertInto('ledger_detail')
        .values({ report: report.number, detail: whole(detail), words: whole(words) })
        .execute()
  }
}

/** Bytes that come from another thread are no Buffer. */
const whole = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Takes what the ledger has of a report out of it. */
export const leaveOut = (backend: Backend, db: Db, report: number): Promise<void> =>
  leaveOutRows(backend, db, sql`report = ${report}`)

async function leaveOutRows(backend: Backend, db: Db, rows: RawBuilder<unknown>): Promise<void> {
  await uncountNames(backend, db, rows)
  for (const table of ['ledger', 'ledger_detail'])
    await sql`delete from ${sql.table(table)} where ${rows}`.execute(db)
}

function namesOf(
  { speaker, place }: LedgerEntry,
  aliases: (key: string) => string,
): Partial<Record<NameKind, LedgerName>> {
  return {
    ...(speaker.key === undefined
      ? {}
      : {
          speaker: {
            kind: 'speaker',
            key: speaker.isEntity ? aliases(speaker.key) : speaker.key,
            // Entities are known by their own names.
            name: speaker.isEntity ? '' : (speaker.name ?? ''),
          },
        }),
    ...(place === undefined ? {} : { place: { kind: 'place', key: place.key, name: place.name } }),
    ...(speaker.role === undefined ? {} : { role: { kind: 'role', key: speaker.role, name: '' } }),
  }
}
