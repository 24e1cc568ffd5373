import type { Analysis, Span } from '../../contract/analysis.ts'
import type { Anchor, Correction, StoredCorrection } from '../../contract/api.ts'
import { entityKey } from '../findings/finding-rows.ts'
import { reportRow, storedAnalysis } from '../reports/stored-analysis.ts'
import type { Db } from '../sql/backend.ts'
import { logChanges } from '../sql/change-log.ts'
import { correctionId, optional, plain } from '../sql/keys.ts'
import { StoreRequestError } from '../store.ts'
import type { StoreParts } from '../store-parts.ts'
import { beginStory } from '../stories/describe-stories.ts'
import { storyNumber } from '../stories/story-number.ts'
import { findAnchor } from './anchor.ts'
import { applyAgain } from './apply-again.ts'
import { checkAnchors, checkNote, checkVerdict, quotedInMessage, shortContext } from './check-correction.ts'
import { anchorsOf, type Before, entityAliases, readCorrections, strict } from './correction-book.ts'
import { entityAt } from './overlay.ts'

const longestQuotation = 10_000

/** See Store.correct. */
export async function correct(parts: StoreParts, given: Correction): Promise<StoredCorrection> {
  const { backend, now } = parts
  checkNote(given.note)
  checkVerdict(given)
  return backend.write(async (db) => {
    const at = now()
    const { by, note, ...rest } = given
    const anchors: { number: number; anchor: Anchor; place: Span; analysis: Analysis }[] = []
    for (const anchor of anchorsOf(given)) {
      const head = await reportRow(db, anchor.report)
      const analysis = head && (await storedAnalysis(db, head.number, head.version))
      if (!head || !analysis) throw new StoreRequestError(`There is no report "${anchor.report}".`)
      if (anchor.exact.trim() === '' || anchor.exact.length > longestQuotation)
        throw new StoreRequestError(`A correction quotes 1 to ${longestQuotation} characters of the report.`)
      const place = findAnchor(analysis.report.text, anchor, strict(given.kind))
      if (!place)
        throw new StoreRequestError(
          `The words "${anchor.exact.slice(0, quotedInMessage)}" are not in report "${anchor.report}".`,
        )
      anchors.push({ number: head.number, anchor: shortContext(anchor), place, analysis })
    }
    checkAnchors(given, anchors)
    const before = await prepareCorrection(parts, db, given, anchors)
    const { number } = await db
      .insertInto('correction')
      .values({
        kind: given.kind,
        body: plain(JSON.stringify(rest)),
        by: plain(by),
        note: optional(note),
        at,
        before: JSON.stringify(before),
      })
      .returning('number')
      .executeTakeFirstOrThrow()
    for (const [part, { number: report, anchor, place }] of anchors.entries())
      await db
        .insertInto('correction_anchor')
        .values({
          correction: number,
          part,
          report,
          exact: plain(anchor.exact),
          prefix: plain(anchor.prefix),
          suffix: plain(anchor.suffix),
          start: anchor.span[0],
          end: anchor.span[1],
          now_start: place[0],
          now_end: place[1],
        })
        .execute()
    if (given.kind === 'move-report' && before.moved)
      await db
        .insertInto('correction_anchor')
        .values({
          correction: number,
          part: 0,
          report: before.moved[0],
          exact: '',
          prefix: '',
          suffix: '',
          start: 0,
          end: 0,
        })
        .execute()
    const id = correctionId(number)
    await logChanges(backend, db, at, [{ kind: 'correction', correction: id }])
    await applyAgain(backend, db, at, given.kind, before, new Set(anchors.map((anchor) => anchor.number)))
    const [stored] = await readCorrections(
      db,
      await db.selectFrom('correction').selectAll().where('number', '=', number).execute(),
    )
    return stored
  })
}

/** Checks what a correction asks of stories and entities, does it to stories, and notes what undoing it needs. */
async function prepareCorrection(
  { index }: StoreParts,
  db: Db,
  given: Correction,
  anchors: readonly { place: Span; analysis: Analysis }[],
): Promise<Before> {
  if (given.kind === 'merge-entities') {
    const aliases = await entityAliases(db)
    const keys = anchors.map(({ analysis, place }) => {
      const found = entityAt(analysis, place)
      return found ? aliases(entityKey(found.entity)) : ''
    })
    return { keys: [keys[0], keys[1]] }
  }
  if (given.kind === 'merge-stories') {
    const [to, from] = await Promise.all(given.stories.map((story) => storyNumber(db, story)))
    if (to === undefined || from === undefined)
      throw new StoreRequestError(`There is no story "${given.stories[to === undefined ? 0 : 1]}".`)
    if (to === from) throw new StoreRequestError('Both are one story already.')
    const moved = await db.selectFrom('report').select('number').where('story', '=', from).execute()
    await index.join(db, to, from)
    await db.updateTable('story').set({ pinned: 1 }).where('number', 'in', [to, from]).execute()
    return { moved: moved.map(({ number }) => number), from, to }
  }
  if (given.kind === 'move-report') {
    const head = await reportRow(db, given.report)
    if (!head) throw new StoreRequestError(`There is no report "${given.report}".`)
    const to = given.story === null ? await beginStory(db) : await storyNumber(db, given.story)
    if (to === undefined) throw new StoreRequestError(`There is no story "${given.story}".`)
    if (to === head.story) throw new StoreRequestError('The report is in that story already.')
    await db.updateTable('report').set({ story: to, pinned: 1 }).where('number', '=', head.number).execute()
    // A story of one report that a person took apart is not put together again.
    if (given.story === null)
      await db.updateTable('story').set({ pinned: 1 }).where('number', '=', to).execute()
    return { moved: [head.number], from: head.story, to }
  }
  return {}
}
