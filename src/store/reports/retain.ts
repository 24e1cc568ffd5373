import { sql } from 'kysely'
import { removeMarks } from '../findings/report-marks.ts'
import { packedDetail, standsAlone, unpackedDetail } from '../ledger/packed-detail.ts'
import { leaveOut } from '../ledger/write-ledger.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { logChanges } from '../sql/change-log.ts'
import { storyId } from '../sql/keys.ts'
import { packed } from '../sql/packed-json.ts'
import { type Retained, StoreRequestError } from '../store.ts'
import { inTransaction, type StoreParts } from '../store-parts.ts'
import { keptSituation, needsTexts } from '../stories/kept-situation.ts'
import type { Situations } from '../stories/situations.ts'
import { unpackedFindings } from './packed-analysis.ts'
import { unlessDamaged } from './stored-analysis.ts'

/** Reports of one transaction: others write in between. */
const reportsAtOnce = 100
const mostDays = 36_500
const dayLength = 86_400_000

/** A report whose text is to go. */
interface Old {
  number: number
  id: string
  version: number
  story: number
}

/**
 * See Store.retain. What a story says is worked out before the texts of its reports go, since it cannot be worked out
 * afterwards.
 */
export async function retain(
  parts: StoreParts,
  situations: Situations,
  days: number,
  { dryRun = false, corrected = false }: { dryRun?: boolean; corrected?: boolean },
): Promise<Retained> {
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    throw new StoreRequestError(`Texts are kept for a whole number of days from 1 to ${mostDays}.`)
  const { backend, now } = parts
  const at = now()
  const before = new Date(Date.parse(at) - days * dayLength).toISOString()
  const result: Retained = { reports: 0, corrected: await correctedBefore(backend, before), before }
  for (let after = 0; ; ) {
    const old = await oldReports(backend, before, after, corrected)
    const last = old[old.length - 1]
    if (!last) break
    after = last.number
    result.reports += old.length
    if (dryRun) continue
    for (const story of new Set(old.map((one) => one.story))) {
      await situations.refresh(Number.POSITIVE_INFINITY, story)
      await keepSituation(backend, situations, story)
    }
    await inTransaction(parts, async (db) => {
      for (const story of new Set(old.map((one) => one.story))) await letSituationStandAlone(db, story)
      for (const report of old) await letGo(backend, db, report, at, days)
      await logChanges(
        backend,
        db,
        at,
        old.map(({ id, story }) => ({ kind: 'reading' as const, report: id, story: storyId(story) })),
      )
      await parts.index.keepUp(db)
    })
  }
  if (!dryRun && result.reports > 0) await backend.purge()
  if (corrected) result.corrected = 0
  return result
}

/** Reports of before a moment that people corrected, or judged something of. */
const isCorrected = sql<boolean>`exists (select 1 from correction_anchor join correction
  on correction.number = correction_anchor.correction
  where correction_anchor.report = report.number and correction.undone_at is null)`

async function correctedBefore(backend: Backend, before: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from report
    where text_gone is null and received < ${before} and ${isCorrected}`.execute(backend.read)
  return Number(rows[0]?.count ?? 0)
}

async function oldReports(
  backend: Backend,
  before: string,
  after: number,
  corrected: boolean,
): Promise<Old[]> {
  // A report is as old as its newest version.
  const { rows } = await sql<Old>`select report.number, report.id, report.version, report.story from report
    join version on version.report = report.number and version.number = report.version
    where report.number > ${after} and text_gone is null and version.received < ${before}
    ${corrected ? sql`` : sql`and not ${isCorrected}`}
    order by report.number limit ${sql.lit(reportsAtOnce)}`.execute(backend.read)
  return rows
}

/** Writes what a story of one report says, which is else worked out of its text whenever it is asked for. */
async function keepSituation(backend: Backend, situations: Situations, story: number): Promise<void> {
  const row = await backend.read
    .selectFrom('story')
    .select(['change', 'situation'])
    .where('number', '=', story)
    .executeTakeFirst()
  if (!row || (row.situation !== null && row.situation.byteLength > 0)) return
  const situation = await unlessDamaged(() => situations.of(story))
  if (!situation) return
  const bytes = await packed(situation)
  await backend.write((db) =>
    db
      .updateTable('story')
      .set({ situation: bytes })
      .where('number', '=', story)
      .where('change', '=', row.change)
      .execute(),
  )
}

/** Packs what is kept of a story by itself, where it was packed by the words of texts of which some are about to go. */
async function letSituationStandAlone(db: Db, story: number): Promise<void> {
  const row = await db.selectFrom('story').select('situation').where('number', '=', story).executeTakeFirst()
  const bytes = row?.situation
  if (!bytes?.byteLength || !needsTexts(bytes)) return
  const situation = await unlessDamaged(() => keptSituation(db, story, bytes))
  await db
    .updateTable('story')
    .set({ situation: situation ? await packed(situation) : null })
    .where('number', '=', story)
    .execute()
}

/** Lets the text of a report go, and all by which it could be read again. */
async function letGo(
  backend: Backend,
  db: Db,
  { number, version }: Old,
  at: string,
  days: number,
): Promise<void> {
  const newest = await db
    .selectFrom('version')
    .select('analysis')
    .where('report', '=', number)
    .where('number', '=', version)
    .executeTakeFirst()
  // It was deleted, or came anew meanwhile.
  if (!newest || newest.analysis.byteLength === 0) return
  await backend.unindex(db, number)
  const detail = await db
    .selectFrom('ledger_detail')
    .select('detail')
    .where('report', '=', number)
    .executeTakeFirst()
  if (detail && !standsAlone(detail.detail)) {
    const alone = await unlessDamaged(() =>
      packedDetail(unpackedDetail(detail.detail, () => unpackedFindings(newest.analysis))),
    )
    if (alone)
      await db.updateTable('ledger_detail').set({ detail: alone }).where('report', '=', number).execute()
    // What is damaged keeps no text, and no page of the ledger from being read.
    else await leaveOut(backend, db, number)
  }
  await db
    .updateTable('version')
    .set({ analysis: Buffer.alloc(0), difference: null })
    .where('report', '=', number)
    .execute()
  await removeMarks(backend, db, number)
  await db
    .updateTable('report')
    .set({ text_gone: at, kept_days: days, awaits: 0 })
    .where('number', '=', number)
    .execute()
}
