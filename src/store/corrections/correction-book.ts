import type { Analysis, Span } from '../../contract/analysis.ts'
import type { Anchor, Correction, StoredCorrection } from '../../contract/api.ts'
import type { Db } from '../sql/backend.ts'
import { correctionId, keyOf } from '../sql/keys.ts'
import type { CorrectionAnchorTable } from '../sql/tables.ts'
import { findAnchor } from './anchor.ts'
import type { Laid, SetRight } from './overlay.ts'

/** What undoing a correction needs to know. */
export interface Before {
  /** merge-entities: the keys of both, the first being that which stays. */
  keys?: [string, string]
  /** merge-stories, move-report: numbers of the reports that moved, where they were and where they went. */
  moved?: number[]
  from?: number
  to?: number
}

const wholeWords: readonly string[] = [
  'claim-wrong',
  'claim-right',
  'speaker',
  'certainty',
  'place',
  'verdict',
]
/** Whether a correction's words must all be there: what was wrong of "twelve dead" may be right of "fifteen". */
export const strict = (kind: string) => wholeWords.includes(kind)

const ofFindings: readonly string[] = [
  'claim-wrong',
  'merge-entities',
  'split-entity',
  'speaker',
  'certainty',
  'place',
]
/** Whether corrections of this kind change what was found in a report. */
export const changesFindings = (kind: string) => ofFindings.includes(kind)

export const anchorsOf = (correction: Correction): Anchor[] =>
  'anchors' in correction ? correction.anchors : 'anchor' in correction ? [correction.anchor] : []

const quotation = (row: Omit<CorrectionAnchorTable, 'correction' | 'part'>) => ({
  exact: row.exact,
  prefix: row.prefix,
  suffix: row.suffix,
  span: [row.start, row.end] as Span,
})

/** What a correction puts in the place of what was found, where it does. */
function setRight(kind: string, body: string): { set?: SetRight } {
  if (kind !== 'speaker' && kind !== 'certainty' && kind !== 'place') return {}
  return { set: JSON.parse(body) as SetRight }
}

/** The corrections that stand in a report, where they stand in `text` or, without it, in its newest version. */
export async function laidIn(db: Db, report: number, text?: string): Promise<Laid[]> {
  const rows = await db
    .selectFrom('correction_anchor as here')
    .innerJoin('correction', 'correction.number', 'here.correction')
    .innerJoin('correction_anchor as part', 'part.correction', 'here.correction')
    .selectAll('part')
    .select(['correction.kind', 'correction.body'])
    .where('here.report', '=', report)
    .where('correction.undone_at', 'is', null)
    .orderBy('part.correction')
    .orderBy('part.part')
    .execute()
  const laid = new Map<number, Laid>()
  for (const row of rows) {
    const one = laid.get(row.correction) ?? {
      id: correctionId(row.correction),
      kind: row.kind as Correction['kind'],
      places: [],
      ...setRight(row.kind, row.body),
    }
    laid.set(row.correction, one)
    one.places[row.part] =
      row.report !== report
        ? undefined
        : text !== undefined
          ? findAnchor(text, quotation(row), strict(row.kind))
          : row.now_start !== null && row.now_end !== null
            ? [row.now_start, row.now_end]
            : undefined
  }
  return [...laid.values()]
}

/** Finds the places of all corrections of a report again in its new text. */
export async function anchorAgain(db: Db, report: number, { report: { text } }: Analysis): Promise<void> {
  const rows = await db
    .selectFrom('correction_anchor')
    .innerJoin('correction', 'correction.number', 'correction_anchor.correction')
    .selectAll('correction_anchor')
    .select('correction.kind')
    .where('correction_anchor.report', '=', report)
    .execute()
  for (const row of rows) {
    const place = findAnchor(text, quotation(row), strict(row.kind))
    await db
      .updateTable('correction_anchor')
      .set({ now_start: place?.[0] ?? null, now_end: place?.[1] ?? null })
      .where('correction', '=', row.correction)
      .where('part', '=', row.part)
      .execute()
  }
}

export interface CorrectionRow {
  number: number
  body: string
  by: string
  note: string | null
  at: string
  undone_at: string | null
  undone_by: string | null
}

/** Corrections as they are given out, in the order of the rows. */
export async function readCorrections(db: Db, rows: readonly CorrectionRow[]): Promise<StoredCorrection[]> {
  if (rows.length === 0) return []
  const anchors = await db
    .selectFrom('correction_anchor')
    .select(['correction', 'exact', 'now_start'])
    .where(
      'correction',
      'in',
      rows.map(({ number }) => number),
    )
    .execute()
  const adrift = new Set(
    anchors.flatMap(({ correction, exact, now_start }) => (exact && now_start === null ? [correction] : [])),
  )
  return rows.map((row) => ({
    ...(JSON.parse(row.body) as Correction),
    by: row.by,
    ...(row.note === null ? {} : { note: row.note }),
    id: correctionId(row.number),
    at: row.at,
    ...(row.undone_at === null ? {} : { undone: { at: row.undone_at, by: row.undone_by ?? '' } }),
    anchored: !adrift.has(row.number),
  }))
}

/** What every entity key that people merged into another is now. */
export async function entityAliases(db: Db): Promise<(key: string) => string> {
  const rows = await db
    .selectFrom('correction')
    .select('before')
    .where('kind', '=', 'merge-entities')
    .where('undone_at', 'is', null)
    .orderBy('number')
    .execute()
  const aliases = new Map<string, string>()
  for (const { before } of rows) {
    const { keys } = JSON.parse(before ?? '{}') as Before
    if (keys && keys[0] !== keys[1]) aliases.set(keys[1], keys[0])
  }
  return (key) => {
    let now = key
    // Bounded: people may merge in a circle.
    for (let k = 0; k <= aliases.size; k++) {
      const next = aliases.get(now)
      if (next === undefined || next === key) break
      now = next
    }
    return now
  }
}

/** The key of an entity that a person told apart from others of its name. */
export const splitKey = (key: string, correction: string) => keyOf(`${key}#${correction}`)
