import { type RawBuilder, sql } from 'kysely'
import { laidIn } from '../corrections/correction-book.ts'
import { layOver } from '../corrections/overlay.ts'
import { contentHashOf } from '../reports/content-hash.ts'
import { analysisFrom } from '../reports/engines.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { reportNumbers } from '../sql/indexed-piece.ts'
import { migrations, schemaOf } from '../sql/migrate.ts'
import { unpackedVector } from '../sql/packed-vector.ts'
import { StoreError } from '../store.ts'
import { unpackedPostings } from '../stories/packed-postings.ts'
import { weightiest } from '../stories/story-index.ts'
import type { CheckedDatabase, FoundProblem } from './checked-database.ts'

/** Examples told of one problem, and rows read at once. */
const examplesTold = 5
const rowsRead = 100
/** Reports whose postings are compared in one passage through all of them: some 200 bytes each. */
const reportsCompared = 50_000

/** Gathers problems, each told once with the first of its examples. */
class Problems {
  readonly #found = new Map<string, { count: number; examples: string[] }>()

  add(problem: string, example: string): void {
    const known = this.#found.get(problem) ?? { count: 0, examples: [] }
    this.#found.set(problem, known)
    known.count++
    if (known.examples.length < examplesTold && example !== '') known.examples.push(example)
  }

  list(): FoundProblem[] {
    return [...this.#found].map(([problem, { count, examples }]) => ({ problem, count, examples }))
  }
}

/** Whether a database is whole, as it is at one moment: its files, its references, and all that Selon holds to be so. */
export async function checkDatabase(backend: Backend): Promise<CheckedDatabase> {
  const problems = new Problems()
  const { db, end } = await backend.snapshot()
  try {
    const steps = [files, schema, references, analyses, groups, postings]
    for (const step of steps)
      try {
        await step(backend, db, problems)
      } catch (error) {
        // What cannot even be read is a problem too, and the rest may tell more.
        if (!(error instanceof StoreError)) throw error
        problems.add(error.message, '')
      }
  } finally {
    await end()
  }
  const list = problems.list()
  return { database: backend.place, whole: list.length === 0, problems: list }
}

async function files(backend: Backend, db: Db, problems: Problems): Promise<void> {
  for (const line of await backend.damage(db)) problems.add('The file is damaged.', line)
  if (backend.kind !== 'sqlite') return
  const { rows } = await sql<{
    table: string
    rowid: number
    parent: string
  }>`pragma foreign_key_check`.execute(db)
  for (const { table, rowid, parent } of rows)
    problems.add('A row points at another that is not there.', `${table} ${rowid} → ${parent}`)
}

async function schema(backend: Backend, db: Db, problems: Problems): Promise<void> {
  const number = await schemaOf(db, backend, false)
  if (number !== migrations.length)
    problems.add('Its schema is not the one that this Selon knows.', `${number}, not ${migrations.length}`)
}

/** What must not be found: each a sentence, and a query of examples (`example`). */
function impossible(backend: Backend): [string, RawBuilder<unknown>][] {
  const findings = [
    'entity_in_report',
    'source_in_report',
    'report_mark',
    'report_place',
    'ledger_detail',
  ].map((table): [string, RawBuilder<unknown>] => [
    `What was found in a report is kept without the report (table ${table}).`,
    sql`select report as example from ${sql.table(table)} where report not in (select number from report)`,
  ])
  const inIndex =
    backend.kind === 'sqlite'
      ? sql`(select distinct rowid % ${sql.lit(reportNumbers)} from search_text)`
      : sql`(select report from search_text)`
  return [
    ...findings,
    [
      'The ledger has what a report says without the report.',
      sql`select report as example from ledger where report not in (select number from report)`,
    ],
    [
      'A name of the ledger is counted in more or fewer rows than it is in.',
      sql`select key as example from ledger_name left join (select number as listed, count(*) as counted from (
          select speaker as number from ledger union all select place from ledger union all select role from ledger
        ) as named where number is not null group by number) as found on listed = ledger_name.number
        where coalesce(counted, 0) <> rows`,
    ],
    [
      'A row of the ledger has a name that is not there.',
      // Nothing is "not in" a table that is empty, either.
      sql`select report as example from ledger where (speaker is not null and speaker not in (select number from ledger_name))
        or (place is not null and place not in (select number from ledger_name))
        or (role is not null and role not in (select number from ledger_name))`,
    ],
    [
      'A version is kept without its report.',
      sql`select report as example from version where report not in (select number from report)`,
    ],
    [
      'A report has not as many versions as it says.',
      sql`select id as example from report where version <> (select count(*) from version where version.report = report.number)
        or version <> (select coalesce(max(version.number), 0) from version where version.report = report.number)`,
    ],
    [
      'A report is in a story that is not there.',
      sql`select id as example from report where story not in (select number from story)`,
    ],
    [
      'A story has not as many reports as it says.',
      sql`select number as example from story
        where reports <> (select count(*) from report where report.story = story.number)`,
    ],
    [
      'A story became part of one that is not there.',
      sql`select number as example from story where merged_into is not null
        and merged_into not in (select number from story)`,
    ],
    [
      'A story has changed later than anything else.',
      sql`select number as example from story where change > (select coalesce(max(number), 0) from change)`,
    ],
    [
      'An entity is counted in more or fewer reports than it is in.',
      sql`select key as example from entity
        left join (select key as listed, count(distinct report) as reports, sum(mentions) as mentions from report_entity group by key) as counted
        on counted.listed = entity.key where counted.listed is null or counted.reports <> entity.reports
        or counted.mentions <> entity.mentions`,
    ],
    [
      'A source is counted more or less often than it stands in reports.',
      sql`select name as example from source
        left join (select name as listed, sum(published) as published, sum(cited) as cited from report_source group by name) as counted
        on counted.listed = source.name where counted.listed is null or counted.published <> source.published
        or counted.cited <> source.cited`,
    ],
    [
      'An entity or a source of a report is in no list.',
      sql`select report as example from entity_in_report where entity not in (select number from entity)
        union all select report from source_in_report where source not in (select number from source)`,
    ],
    [
      'A report is missing among those that words are looked for in.',
      sql`select id as example from report where words > 0 and text_gone is null and number not in ${inIndex}`,
    ],
    [
      'Words are kept for searching without their report.',
      sql`select c0 as example from (select distinct ${sql.raw(backend.kind === 'sqlite' ? `rowid % ${reportNumbers}` : 'report')} as c0
        from search_text) as indexed where c0 not in (select number from report)`,
    ],
    [
      'A report is missing among those that new ones are likened to.',
      sql`select id as example from report where number not in (select report from vector)`,
    ],
    [
      'A correction quotes a report that is not there.',
      sql`select correction as example from correction_anchor where report not in (select number from report)
        or correction not in (select number from correction)`,
    ],
    [
      'An item is kept without its feed.',
      sql`select number as example from feed_item where feed not in (select number from feed)`,
    ],
  ]
}

async function references(backend: Backend, db: Db, problems: Problems): Promise<void> {
  for (const [problem, query] of impossible(backend)) {
    const { rows } = await sql<{ example: string | number }>`${query}`.execute(db)
    for (const { example } of rows) problems.add(problem, String(example))
  }
}

/** Every analysis can be read, says what its report says, and has its corrections where its words are. */
async function analyses(_: Backend, db: Db, problems: Problems): Promise<void> {
  const unreadable = 'An analysis cannot be read.'
  for (let after = 0; ; ) {
    const reports = await db
      .selectFrom('report')
      .select(['number', 'id', 'version', 'content_hash', 'claims', 'text_gone'])
      .where('number', '>', after)
      .orderBy('number')
      .limit(rowsRead)
      .execute()
    if (reports.length === 0) return
    for (const report of reports) {
      after = report.number
      const versions = await db
        .selectFrom('version')
        .select('number')
        .where('report', '=', report.number)
        .orderBy('number')
        .execute()
      for (const { number } of versions) {
        const version = `${report.id}, version ${number}`
        try {
          const row = await db
            .selectFrom('version')
            .select('analysis')
            .where('report', '=', report.number)
            .where('number', '=', number)
            .executeTakeFirstOrThrow()
          // Its text was let go, and another may have come since.
          if (row.analysis.byteLength === 0 && (report.text_gone !== null || number < report.version))
            continue
          const analysis = await analysisFrom(db, row.analysis)
          if (analysis.report.id !== report.id) problems.add('An analysis is of another report.', version)
          if (number !== report.version) continue
          if (contentHashOf(analysis) !== report.content_hash)
            problems.add('A text is not what it was when it was taken in.', version)
          const laid = await laidIn(db, report.number)
          const length = analysis.report.text.length
          if (laid.some(({ places }) => places.some((place) => place && (place[0] < 0 || place[1] > length))))
            problems.add('A correction stands outside the text.', report.id)
          else if (layOver(analysis, laid).analysis.claims.length !== report.claims)
            problems.add('A report has other claims in lists than in its analysis.', report.id)
        } catch (error) {
          if (!(error instanceof StoreError || error instanceof TypeError)) throw error
          problems.add(unreadable, version)
        }
      }
    }
  }
}

/** What a list shows of a story is what its reports say. */
async function groups(_: Backend, db: Db, problems: Problems): Promise<void> {
  const { rows } = await sql<{ number: number }>`select number from story
    join (select story, sum(words) as words, sum(hearsay_words) as hearsay_words,
      min(published) as first_published, max(published) as last_published from report group by story) as told
    on told.story = story.number where told.words <> story.words or told.hearsay_words <> story.hearsay_words`.execute(
    db,
  )
  for (const { number } of rows)
    problems.add('A story is listed with other words than its reports have.', `s${number}`)
}

/** Every report is found by its weightiest terms, and no posting leads to a report that is not there. */
async function postings(_: Backend, db: Db, problems: Problems): Promise<void> {
  const unsealed = new Set(
    (await db.selectFrom('unsealed').select('report').execute()).map(({ report }) => report),
  )
  for (const report of unsealed) {
    const known = await db
      .selectFrom('vector')
      .select('report')
      .where('report', '=', report)
      .executeTakeFirst()
    if (!known) problems.add('A report is waited for that is not there.', String(report))
  }
  for (let after = 0, rest = true; rest; ) {
    const wanted = new Map<number, Set<number>>()
    const from = after
    while (wanted.size < reportsCompared) {
      const rows = await db
        .selectFrom('vector')
        .selectAll()
        .where('report', '>', after)
        .orderBy('report')
        .limit(rowsRead)
        .execute()
      for (const { report, terms, fields } of rows) {
        after = report
        try {
          const vector = unpackedVector(terms, fields)
          wanted.set(report, new Set(unsealed.has(report) ? [] : weightiest(vector).map(([term]) => term)))
        } catch {
          problems.add('What a report is likened by is cut off.', String(report))
        }
      }
      if (rows.length < rowsRead) {
        rest = false
        break
      }
    }
    const astray = await passThroughRuns(db, problems, from, rest ? after : Number.POSITIVE_INFINITY, wanted)
    for (const report of astray)
      problems.add('A posting leads to a report that is not there.', String(report))
    for (const [report, terms] of wanted)
      if (terms.size > 0) problems.add('A report is not found by its weightiest terms.', String(report))
  }
}

/** Takes from `wanted` what stands in the runs; the reports after `from`, up to `to`, that stand there and are not wanted. */
async function passThroughRuns(
  db: Db,
  problems: Problems,
  from: number,
  to: number,
  wanted: ReadonlyMap<number, Set<number>>,
): Promise<Set<number>> {
  const astray = new Set<number>()
  const parts = await db
    .selectFrom('posting_run')
    .select(['run', 'part'])
    .orderBy('run')
    .orderBy('part')
    .execute()
  let last: { run: number; term: number } | undefined
  for (const { run, part } of parts) {
    const { postings: bytes } = await db
      .selectFrom('posting_run')
      .select('postings')
      .where('run', '=', run)
      .where('part', '=', part)
      .executeTakeFirstOrThrow()
    let unpacked: ReturnType<typeof unpackedPostings>
    try {
      unpacked = unpackedPostings(bytes)
    } catch {
      problems.add('A run of postings is cut off.', `${run}.${part}`)
      continue
    }
    const { terms, reports } = unpacked
    const size = terms.length
    for (let k = 0; k < size; k++) {
      if (last?.run === run && terms[k] < last.term)
        problems.add('A run of postings is out of order.', `${run}.${part}`)
      last = { run, term: terms[k] }
      // Number 0 stands for what was taken out.
      if (reports[k] === 0 || reports[k] <= from || reports[k] > to) continue
      const missing = wanted.get(reports[k])
      if (missing) missing.delete(terms[k])
      else astray.add(reports[k])
    }
  }
  return astray
}
