import { type CreateTableBuilder, sql } from 'kysely'
import type { Backend, Db } from '../backend.ts'
import { reportNumbers } from '../indexed-piece.ts'
import { bytesOf } from '../little-endian.ts'
import { packedVector } from '../packed-vector.ts'
import { momentOf, noMoment } from '../publication-moment.ts'
import { termNumber } from '../term-number.ts'

/** Rows that are read at once. */
const rowsRead = 2000

/**
 * A report in a third of the space. What was found stands in its analysis alone, and lists are made of that: beside it are
 * only marks of where to look. Engines stand once, vectors packed; SQLite's index of words has no copy of them. Of the ledger
 * stay the columns that are looked for; stories are entered again little by little, as those that change. Analyses that are
 * there stay packed as they are.
 */
export async function compact(db: Db, kind: Backend['kind']): Promise<void> {
  const bytes = sql.raw(kind === 'sqlite' ? 'blob' : 'bytea')
  await db.schema
    .createTable('engine')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('engine', 'text', (column) => column.notNull())
    .execute()
  for (const column of ['claim_traits', 'attribution_traits', 'event_traits'])
    await db.schema
      .alterTable('report')
      // All bits: where nobody looked, anything may be.
      .addColumn(column, 'integer', (one) => one.notNull().defaultTo(-1))
      .execute()
  for (const column of ['times_from', 'times_to', 'text_gone'])
    await db.schema.alterTable('report').addColumn(column, 'text').execute()
  await db.schema.alterTable('report').addColumn('kept_days', 'integer').execute()
  await sql`update report set
    times_from = (select min(${sql.ref('from')}) from ${sql.table('time')} where report = report.number),
    times_to = (select max(${sql.ref('to')}) from ${sql.table('time')} where report = report.number)`.execute(
    db,
  )
  await marks(db, kind, bytes)
  for (const table of ['claim', 'attribution', 'event', 'place', 'time'])
    await db.schema.dropTable(table).execute()
  await numbered(db, kind)
  await vectors(db)
  await words(db, kind)
  await db.schema.dropTable('ledger').execute()
  await ledger(db, kind, bytes)
  await moments(db)
  await sql`update story set ledgered = -1`.execute(db)
  await db.schema.dropTable('story_digest').execute()
  await db.schema
    .createTable('story_digest')
    .addColumn('story', 'integer', (column) => column.primaryKey())
    .addColumn('rank', 'integer', (column) => column.notNull())
    .addColumn('origins', 'integer', (column) => column.notNull())
    .addColumn('digest', bytes, (column) => column.notNull())
    .execute()
}

async function marks(db: Db, kind: Backend['kind'], bytes: ReturnType<typeof sql.raw>): Promise<void> {
  const dense = (table: CreateTableBuilder<string, string>) =>
    kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table
  await dense(
    (db.schema.createTable('report_mark') as CreateTableBuilder<string>)
      .addColumn('mark', 'integer', (c) => c.notNull())
      .addColumn('report', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('report_mark_key', ['mark', 'report']),
  ).execute()
  await dense(
    (db.schema.createTable('report_place') as CreateTableBuilder<string>)
      .addColumn('report', 'integer', (c) => c.notNull().references('report.number').onDelete('cascade'))
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('geonames', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('report_place_key', ['report', 'text']),
  ).execute()
  await sql`insert into report_place (report, text, geonames)
    select report, text, min(geonames) from place where geonames is not null group by report, text`.execute(
    db,
  )
  const sources = {
    claim: sql`report, chain as a, null as b`,
    attribution: sql`report, source as a, null as b`,
    place: sql`report, name as a, country as b`,
  }
  for (const [table, columns] of Object.entries(sources))
    for (let after = 0; ; ) {
      const { rows } = await sql<{ number: number; report: number; a: string; b: string | null }>`
        select number, ${columns} from ${sql.table(table)} where number > ${after}
        order by number limit ${sql.lit(rowsRead)}`.execute(db)
      if (rows.length === 0) break
      after = rows[rows.length - 1].number
      const found = new Set<string>()
      for (const { report, a, b } of rows) {
        const put = (facet: string, name: string) => found.add(`${termNumber(facet, name)}, ${report}`)
        if (table === 'claim') for (const name of JSON.parse(a) as string[]) put('holder', name)
        else put(table === 'place' ? 'place' : 'source', a)
        if (b !== null) put('country', b)
      }
      // Numbers alone: nothing of a text stands in the statement.
      if (found.size > 0)
        await sql`insert into report_mark (mark, report) values ${sql.raw(
          [...found].map((row) => `(${row})`).join(', '),
        )} on conflict do nothing`.execute(db)
    }
  // Each report knows its marks: they are taken away by them, and need no index of reports.
  await db.schema.alterTable('report').addColumn('marks', bytes).execute()
  await db.schema.createIndex('report_mark_by_report').on('report_mark').column('report').execute()
  for (let after = 0; ; ) {
    const { rows } = await sql<{ number: number }>`select number from report where number > ${after}
      order by number limit ${sql.lit(rowsRead)}`.execute(db)
    if (rows.length === 0) break
    for (const { number } of rows) {
      after = number
      const { rows: ofReport } = await sql<{
        mark: number
      }>`select mark from report_mark where report = ${number}`.execute(db)
      await sql`update report set marks = ${bytesOf(Int32Array.from(ofReport, ({ mark }) => mark))}
        where number = ${number}`.execute(db)
    }
  }
  await db.schema.dropIndex('report_mark_by_report').execute()
}

/** Entities and sources of reports by numbers, in the place of names that stood in every row and its indexes. */
async function numbered(db: Db, kind: Backend['kind']): Promise<void> {
  const create = (name: string) => {
    const table = db.schema.createTable(name) as CreateTableBuilder<string>
    return kind === 'sqlite'
      ? table.addColumn('number', 'integer', (column) => column.primaryKey())
      : table.addColumn('number', 'integer', (column) => column.primaryKey().generatedByDefaultAsIdentity())
  }
  const parts = (name: string, whole: string) =>
    (db.schema.createTable(name) as CreateTableBuilder<string>)
      .addColumn('report', 'integer', (c) => c.notNull().references('report.number').onDelete('cascade'))
      .addColumn(whole, 'integer', (c) => c.notNull())
  const dense = (table: CreateTableBuilder<string, string>) =>
    kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table
  for (const table of ['entity', 'report_entity', 'source', 'report_source'])
    await sql`alter table ${sql.table(table)} rename to ${sql.table(`${table}_before`)}`.execute(db)
  await db.schema.dropIndex('entity_by_reports').execute()
  await create('entity')
    .addColumn('reports', 'integer', (c) => c.notNull())
    .addColumn('mentions', 'integer', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('wikidata', 'text')
    .execute()
  await sql`insert into entity (key, name, type, wikidata, reports, mentions)
    select key, name, type, wikidata, reports, mentions from entity_before order by key`.execute(db)
  await db.schema.createIndex('entity_by_reports').on('entity').column('reports').execute()
  await dense(
    parts('entity_in_report', 'entity')
      .addColumn('mentions', 'integer', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('name', 'text')
      .addColumn('type', 'text')
      .addColumn('wikidata', 'text')
      .addPrimaryKeyConstraint('entity_in_report_key', ['report', 'id']),
  ).execute()
  const differs = (column: string) => {
    const [own, known] = [sql.ref(`found.${column}`), sql.ref(`entity.${column}`)]
    return sql`case when ${own} = ${known} or (${own} is null and ${known} is null) then null else coalesce(${own}, '') end`
  }
  await sql`insert into entity_in_report (report, entity, id, name, type, wikidata, mentions)
    select found.report, entity.number, found.id, ${differs('name')}, ${differs('type')}, ${differs('wikidata')}, found.mentions
    from report_entity_before as found join entity on entity.key = found.key order by found.report, found.id`.execute(
    db,
  )
  await db.schema.createIndex('entity_in_report_by_entity').on('entity_in_report').column('entity').execute()
  await sql`create view report_entity as select found.report, found.id, entity.key,
    coalesce(found.name, entity.name) as name, coalesce(found.type, entity.type) as type,
    nullif(coalesce(found.wikidata, entity.wikidata), '') as wikidata, found.mentions
    from entity_in_report as found join entity on entity.number = found.entity`.execute(db)
  await create('source')
    .addColumn('published', 'integer', (c) => c.notNull())
    .addColumn('cited', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .execute()
  await sql`insert into source (name, kind, published, cited)
    select name, kind, published, cited from source_before order by name`.execute(db)
  await dense(
    parts('source_in_report', 'source')
      .addColumn('published', 'integer', (c) => c.notNull())
      .addColumn('cited', 'integer', (c) => c.notNull())
      .addColumn('kind', 'text')
      .addPrimaryKeyConstraint('source_in_report_key', ['report', 'source']),
  ).execute()
  await sql`insert into source_in_report (report, source, kind, published, cited)
    select found.report, source.number, nullif(found.kind, 'named'), found.published, found.cited
    from report_source_before as found join source on source.name = found.name order by 1, 2`.execute(db)
  await sql`create view report_source as select found.report, source.name,
    coalesce(found.kind, 'named') as kind, found.published, found.cited
    from source_in_report as found join source on source.number = found.source`.execute(db)
  for (const table of ['report_entity', 'entity', 'report_source', 'source'])
    await sql`drop table ${sql.table(`${table}_before`)}`.execute(db)
}

async function vectors(db: Db): Promise<void> {
  for (let after = 0; ; ) {
    const { rows } = await sql<{ report: number; terms: Uint8Array | ArrayBuffer }>`
      select report, terms from vector where report > ${after} order by report limit 200`.execute(db)
    if (rows.length === 0) return
    for (const { report, terms: given } of rows) {
      after = report
      const whole =
        given instanceof ArrayBuffer
          ? Buffer.from(given)
          : Buffer.from(given.buffer, given.byteOffset, given.byteLength)
      const count = Math.floor(whole.length / 8)
      const terms = Int32Array.from({ length: count }, (_, k) => whole.readInt32LE(k * 4))
      const weights = Float32Array.from({ length: count }, (_, k) => whole.readFloatLE((count + k) * 4))
      await sql`update vector set terms = ${packedVector({ terms, weights })} where report = ${report}`.execute(
        db,
      )
    }
  }
}

/**
 * SQLite's index of words without the words themselves: a report is taken out by its number, whatever its words were. They
 * leave the file when the index is put in one piece, which whoever deletes sees to.
 */
async function words(db: Db, kind: Backend['kind']): Promise<void> {
  if (kind !== 'sqlite') {
    // What was added last stands in a list that every search goes through, and whose pages the index keeps: 4 MB, if not said.
    await sql`alter index search_text_by_stems set (gin_pending_list_limit = 512)`.execute(db)
    return
  }
  await sql`alter table search_text rename to search_text_before`.execute(db)
  await sql`create virtual table search_text using fts5(stems, content='', contentless_delete=1)`.execute(db)
  await sql`insert into search_text (rowid, stems)
    select rowid / 1000 + (rowid % 1000) * ${sql.lit(reportNumbers)}, stems from search_text_before order by 1`.execute(
    db,
  )
  await sql`drop table search_text_before`.execute(db)
}

async function ledger(db: Db, kind: Backend['kind'], bytes: ReturnType<typeof sql.raw>): Promise<void> {
  const small = sql.raw(kind === 'sqlite' ? 'integer' : 'smallint')
  // In an order that leaves no gaps between numbers.
  const rows = (db.schema.createTable('ledger') as CreateTableBuilder<string>)
    .addColumn('report', 'integer', (column) => column.notNull())
    .addColumn('traits', 'integer', (column) => column.notNull())
    .addColumn('speaker', 'integer')
    .addColumn('place', 'integer')
    .addColumn('role', 'integer')
    .addColumn('entry', small, (column) => column.notNull())
    .addColumn('from', 'text')
    .addColumn('chain', bytes)
  // SQLite keeps rows in the order of their key; PostgreSQL finds those of a report by it, which takes a few bytes a row.
  if (kind === 'sqlite')
    await rows
      .addPrimaryKeyConstraint('ledger_key', ['report', 'entry'])
      .modifyEnd(sql`without rowid`)
      .execute()
  else {
    await rows.execute()
    await db.schema.createIndex('ledger_by_report').on('ledger').column('report').execute()
  }
  // Most claims are the outlet's own.
  await sql`create index ledger_by_speaker on ledger (speaker) where speaker is not null`.execute(db)
  const names = db.schema.createTable('ledger_name') as CreateTableBuilder<string>
  await names
    .addColumn('number', 'integer', (column) =>
      kind === 'sqlite' ? column.primaryKey() : column.primaryKey().generatedByDefaultAsIdentity(),
    )
    .addColumn('hash', 'integer', (column) => column.notNull())
    .addColumn('rows', 'integer', (column) => column.notNull())
    .addColumn('kind', small, (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('ledger_name_by_hash').on('ledger_name').column('hash').execute()
  await db.schema
    .createTable('ledger_detail')
    .addColumn('report', 'integer', (column) => column.primaryKey())
    .addColumn('detail', bytes, (column) => column.notNull())
    .addColumn('words', bytes, (column) => column.notNull())
    .execute()
}

/** When reports were published, as a number by which they stand in order. */
async function moments(db: Db): Promise<void> {
  await db.schema
    .alterTable('report')
    .addColumn('moment', 'integer', (one) => one.notNull().defaultTo(noMoment))
    .execute()
  for (let after = 0; ; ) {
    const { rows } = await sql<{ number: number; published: string | null }>`
      select number, published from report where number > ${after} order by number limit ${sql.lit(rowsRead)}`.execute(
      db,
    )
    if (rows.length === 0) break
    after = rows[rows.length - 1].number
    // Numbers alone: nothing of a text stands in the statement.
    const cases = sql.raw(
      rows.map(({ number, published }) => `when ${number} then ${momentOf(published)}`).join(' '),
    )
    await sql`update report set moment = case number ${cases} end
      where number between ${rows[0].number} and ${after}`.execute(db)
  }
  await db.schema.createIndex('report_by_moment').on('report').column('moment').execute()
}
