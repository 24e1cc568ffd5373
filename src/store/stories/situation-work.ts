import type { Analysis } from '../../contract/analysis.ts'
import type { Situation } from '../../contract/situation.ts'
import { boundSituation } from '../../situation/bound-situation.ts'
import type { StoryComparer } from '../../situation/comparer.ts'
import { compareReports } from '../../situation/situation.ts'
import { splitKey } from '../corrections/correction-book.ts'
import { type Laid, layOver } from '../corrections/overlay.ts'
import { layOverSituation, type StatementCorrection } from '../corrections/situation-overlay.ts'
import { detailOf } from '../ledger/ledger-detail.ts'
import { type LedgerEntry, ledgerEntries } from '../ledger/ledger-entry.ts'
import { packedWords } from '../ledger/ledger-words.ts'
import { packedDetail } from '../ledger/packed-detail.ts'
import type { PackedDetail } from '../ledger/write-ledger.ts'
import { type Engines, unpackedAnalysis } from '../reports/packed-analysis.ts'
import { packedSync } from '../sql/packed-json.ts'
import { packedByTexts } from './kept-situation.ts'

/** All that the situation of a story is made of, as the database has it; it can be handed to another thread. */
export interface SituationTask {
  story: string
  /** In the order of their publication; analyses deflated, with the corrections that stand in each. */
  reports: { analysis: Uint8Array | ArrayBuffer; laid: Laid[] }[]
  /** Engines that made them, by their hashes; none where each analysis is packed with its own. */
  engines?: Engines
}

/** A situation as the database keeps it, and what lists show of it. */
export interface SituationWork {
  /** The Situation, packed by itself. */
  bytes: Uint8Array
  /** The same packed by the words of its reports, where that takes less. */
  byTexts?: Uint8Array
  origins: number
  conflicts: number
  /** What the ledger has of it. */
  ledger: LedgerEntry[]
  details: PackedDetail[]
}

/**
 * Compares the reports of a story. Pure; how long it takes grows with the story.
 * @param comparer by which claims are met; without it they are met by their words alone
 */
export function workOutSituation(
  { story, reports, engines = new Map() }: SituationTask,
  comparer?: StoryComparer,
): SituationWork {
  const analyses: Analysis[] = []
  /** The same without corrections, as they are kept. */
  const asKept: Analysis[] = []
  const splits: Map<string, (key: string) => string>[] = []
  const ofStatements = new Map<string, StatementCorrection>()
  for (const { analysis: bytes, laid } of reports) {
    const analysis = unpackedAnalysis(bytes, engines)
    const corrected = layOver(analysis, laid)
    asKept.push(analysis)
    analyses.push(corrected.analysis)
    splits.push(
      new Map(
        [...corrected.split].map(([entity, correction]) => [entity, (key) => splitKey(key, correction)]),
      ),
    )
    for (const { id, kind, places } of laid) {
      if (kind !== 'merge-statements' && kind !== 'split-statement') continue
      const correction = ofStatements.get(id) ?? { kind, places: [] }
      ofStatements.set(id, correction)
      places.forEach((span, part) => {
        if (span) correction.places[part] = { report: analysis.report.id, span }
      })
    }
  }
  // In the order in which they were made: numbers behind one letter.
  const inOrder = [...ofStatements].sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)))
  const situation: Situation = layOverSituation(
    compareReports(analyses, [], story, comparer),
    inOrder.map(([, correction]) => correction),
  )
  const { origins, conflicts } = situation.counts
  // What is kept is what can be shown: a list of its claims would grow without end.
  const ledger = ledgerEntries(analyses, situation, splits)
  const ofReports = new Map<string, LedgerEntry[]>()
  for (const entry of ledger) {
    const known = ofReports.get(entry.report)
    if (known) known.push(entry)
    else ofReports.set(entry.report, [entry])
  }
  const details = asKept.flatMap((analysis): PackedDetail[] => {
    const { id } = analysis.report
    const entries = ofReports.get(id)
    return entries
      ? [
          {
            report: id,
            detail: packedDetail(entries.map(detailOf), analysis),
            words: packedWords(entries.map(({ words }) => words)),
          },
        ]
      : []
  })
  const bound = boundSituation(situation)
  const bytes = packedSync(bound)
  const texts = asKept.map(({ report }) => report.text)
  const byTexts = packedByTexts(bound, texts, bytes.length)
  return { bytes, ...(byTexts ? { byTexts } : {}), origins, conflicts, ledger, details }
}
