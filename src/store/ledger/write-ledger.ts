import { sql } from 'kysely'
import { entityAliases } from '../corrections/correction-book.ts'
import type { Backend, ColumnType, Db } from '../sql/backend.ts'
import { keyOf } from '../sql/keys.ts'
import type { LedgerTable } from '../sql/tables.ts'
import type { LedgerEntry } from './ledger-entry.ts'

/** Rows of one statement. */
const rowsAtOnce = 400

const columns = {
  report: 'integer',
  claim: 'text',
  start: 'integer',
  end: 'integer',
  statement: 'text',
  is_first: 'integer',
  language: 'text',
  outlet: 'text',
  published: 'text',
  speaker: 'text',
  speaker_name: 'text',
  voice: 'text',
  role: 'text',
  basis: 'text',
  factuality: 'text',
  outlet_factuality: 'text',
  certainty: 'text',
  status: 'text',
  event: 'text',
  origins: 'integer',
  reports: 'integer',
  since: 'text',
  opposition: 'text',
  place: 'text',
  place_name: 'text',
  latitude: 'real',
  longitude: 'real',
  country: 'text',
  from: 'text',
  to: 'text',
  chain: 'text',
  sentence: 'text',
  stems: 'text',
  against: 'text',
} as const satisfies Partial<Record<keyof LedgerTable, ColumnType>>

/**
 * Enters the claims of a story into the ledger, in the place of what it had of the story's reports. Reports that left the
 * story meanwhile are left out.
 */
export async function enterStory(
  backend: Backend,
  db: Db,
  story: number,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const reports = await db.selectFrom('report').select(['number', 'id']).where('story', '=', story).execute()
  const numbers = new Map(reports.map(({ id, number }) => [id, number]))
  const aliases = await entityAliases(db)
  await sql`delete from ledger where report in (select number from report where story = ${story})`.execute(db)
  const rows = entries.flatMap((entry) => {
    const report = numbers.get(entry.report)
    return report === undefined ? [] : [Object.values(rowOf(report, entry, aliases))]
  })
  const names = Object.keys(columns)
  for (let k = 0; k < rows.length; k += rowsAtOnce)
    await sql`insert into ledger (${sql.join(names.map((name) => sql.ref(name)))})
      select ${sql.join(names.map((_, at) => sql.ref(`c${at}`)))}
      from ${backend.rows(rows.slice(k, k + rowsAtOnce), Object.values(columns))} as given`.execute(db)
}

/** Takes what the ledger has of a report out of it. */
export async function leaveOut(db: Db, report: number): Promise<void> {
  await db.deleteFrom('ledger').where('report', '=', report).execute()
}

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
    end: entry.span[1],
    statement: entry.statement ?? null,
    is_first: entry.isFirst ? 1 : 0,
    language: entry.language,
    outlet: entry.outlet === undefined ? null : keyOf(entry.outlet),
    published: entry.published ?? '',
    speaker: speaker.key === undefined ? null : speaker.isEntity ? aliases(speaker.key) : speaker.key,
    speaker_name: speaker.name ?? null,
    voice: speaker.kind,
    role: speaker.role ?? null,
    basis: entry.basis,
    factuality: entry.factuality,
    outlet_factuality: entry.outletFactuality,
    certainty: entry.certainty,
    status: entry.status ?? null,
    event: entry.event ?? null,
    origins: entry.origins,
    reports: entry.reports,
    since: entry.since ?? null,
    opposition: entry.opposition,
    place: place?.key ?? null,
    place_name: place?.name ?? null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    country: place?.country ?? null,
    from: entry.from ?? null,
    to: entry.to ?? null,
    chain: JSON.stringify(entry.chain),
    sentence: entry.sentence,
    stems: entry.stems,
    against: JSON.stringify(entry.against),
  }
}
