import { sql } from 'kysely'
import { entityAliases } from '../corrections/correction-book.ts'
import type { Backend, ColumnType, Db } from '../sql/backend.ts'
import type { LedgerTable } from '../sql/tables.ts'
import { holderCodes, type LedgerEntry } from './ledger-entry.ts'

/** Rows of one statement. */
const rowsAtOnce = 400

/** The details of a report's entries, by its id. */
export interface PackedDetail {
  report: string
  detail: Uint8Array
}

/** What is looked for and counted; all else of an entry stands in its report's detail. */
const columns = {
  report: 'integer',
  claim: 'text',
  start: 'integer',
  is_first: 'integer',
  moment: 'integer',
  speaker: 'text',
  speaker_name: 'text',
  voice: 'text',
  role: 'text',
  certainty: 'text',
  status: 'text',
  opposition: 'text',
  origins: 'integer',
  place: 'text',
  place_name: 'text',
  from: 'text',
  chain: 'text',
  words: 'text',
} as const satisfies Partial<Record<keyof LedgerTable, ColumnType>>

/** Columns of bytes, which rows carry as digits. */
const ofBytes: readonly string[] = ['chain', 'words']

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
    .select(['number', 'id'])
    .where('story', '=', story)
    .where('text_gone', 'is', null)
    .execute()
  const numbers = new Map(reports.map(({ id, number }) => [id, number]))
  const aliases = await entityAliases(db)
  for (const table of ['ledger', 'ledger_detail'])
    await sql`delete from ${sql.table(table)} where report in (select number from report where story = ${story} and text_gone is null)`.execute(
      db,
    )
  const rows = entries.flatMap((entry) => {
    const report = numbers.get(entry.report)
    return report === undefined ? [] : [Object.values(rowOf(report, entry, aliases))]
  })
  const names = Object.keys(columns)
  for (let k = 0; k < rows.length; k += rowsAtOnce)
    await sql`insert into ledger (${sql.join(names.map((name) => sql.ref(name)))})
      select ${sql.join(
        names.map((name, at) => (ofBytes.includes(name) ? backend.bytes(`c${at}`) : sql.ref(`c${at}`))),
      )}
      from ${backend.rows(rows.slice(k, k + rowsAtOnce), Object.values(columns))} as given`.execute(db)
  for (const { report: id, detail } of details) {
    const report = numbers.get(id)
    if (report !== undefined)
      await db
        .insertInto('ledger_detail')
        .values({ report, detail: Buffer.from(detail.buffer, detail.byteOffset, detail.byteLength) })
        .execute()
  }
}

/** Takes what the ledger has of a report out of it. */
export async function leaveOut(db: Db, report: number): Promise<void> {
  await db.deleteFrom('ledger').where('report', '=', report).execute()
  await db.deleteFrom('ledger_detail').where('report', '=', report).execute()
}

/** Before everything that has a moment. */
export const noMoment = -(2 ** 31)

/** Minutes since 1970 of an ISO 8601 date or moment, without a zone in UTC; `noMoment` of anything else. */
export function momentOf(published: string | undefined): number {
  const found =
    /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|([+-])(\d\d):?(\d\d))?)?)?/.exec(
      published ?? '',
    )
  if (!found) return noMoment
  const [, year, month, day = '1', hour = '0', minute = '0', sign, hours = '0', minutes = '0'] = found
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 60_000
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return moment - (sign === undefined ? 0 : offset)
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A row in the order of the columns. */
function rowOf(
  report: number,
  entry: LedgerEntry,
  aliases: (key: string) => string,
): Record<keyof typeof columns, string | number | null> {
  const { speaker, place } = entry
  return {
    report,
    claim: entry.claim,
    start: entry.span[0],
    is_first: entry.isFirst ? 1 : 0,
    moment: momentOf(entry.published),
    speaker: speaker.key === undefined ? null : speaker.isEntity ? aliases(speaker.key) : speaker.key,
    // Entities are known by their own names.
    speaker_name: speaker.isEntity ? null : (speaker.name ?? null),
    voice: speaker.kind,
    role: speaker.role ?? null,
    certainty: entry.certainty,
    status: entry.status ?? null,
    opposition: entry.opposition,
    origins: entry.origins,
    place: place?.key ?? null,
    place_name: place?.name ?? null,
    from: entry.from ?? null,
    chain: hexOf(holderCodes(entry.chain)),
    words: hexOf(entry.words),
  }
}
