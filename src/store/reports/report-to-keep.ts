import type { Analysis, Reader } from '../../contract/analysis.ts'
import type { VersionDifference } from '../../contract/api.ts'
import { boundedReport } from '../../engine/report-fields.ts'
import { profileOf, type ReportProfile } from '../../situation/stories/report-profile.ts'
import { isFunctionWord } from '../../situation/words/common-words.ts'
import { dayOf } from '../../situation/words/day.ts'
import { wordsOf } from '../../situation/words/words.ts'
import { indexPieces } from '../search/search-query.ts'
import { keyHash, keyOf, optional, plain } from '../sql/keys.ts'
import { momentOf } from '../sql/publication-moment.ts'
import type { IngestItem } from '../store.ts'
import { contentHashOf } from './content-hash.ts'
import { engineHash, packedAnalysis } from './packed-analysis.ts'

/** A report made ready before the database is locked. */
export interface ReportToKeep {
  analysis: Analysis
  id: string
  from: string | undefined
  contentHash: string
  engineHash: string
  urlHash: string | null
  bytes: Buffer
  profile: ReportProfile
  pieces: string[]
  words: number
  hearsayWords: number
}

/** Makes a report ready: all that takes long and needs no database. */
export async function prepareReport({ analysis: given, from }: IngestItem): Promise<ReportToKeep> {
  const id = keyOf(given.report.id)
  const analysis = withId(withinBounds(given), id)
  const { report } = analysis
  const words = analysis.summary?.words ?? {}
  const ofText = wordsOf(report.text)
  return {
    analysis,
    id,
    from: from === undefined ? undefined : plain(from),
    contentHash: contentHashOf(analysis),
    engineHash: engineHash(analysis.engine),
    urlHash: report.url ? keyHash(report.url) : null,
    bytes: packedAnalysis(analysis),
    profile: profileOf(analysis, (word) => isFunctionWord(report.language, word), ofText),
    pieces: indexPieces(report.title, ofText, report.language),
    words: Object.values(words).reduce((sum, count) => sum + count, 0),
    hearsayWords: words['hearsay'] ?? 0,
  }
}

/** An analysis whose report's fields are no longer than they may be, whoever made it; its id stays what it is kept by. */
function withinBounds(analysis: Analysis): Analysis {
  const { id, ...fields } = analysis.report
  const { report, leftOut } = boundedReport(fields)
  return leftOut.length === 0 ? analysis : { ...analysis, report: { id, ...report, leftOut } }
}

/** The reader that an analysis is by. */
export const readerOf = ({ engine }: Analysis): Reader => engine.reader ?? 'fast'

/** The analysis under another id. */
export const withId = (analysis: Analysis, id: string): Analysis =>
  analysis.report.id === id ? analysis : { ...analysis, report: { ...analysis.report, id } }

/** What is written of the newest version of a report: its title and when it was published stand in the report's row. */
export function versionRow(
  report: number,
  number: number,
  { bytes }: Pick<ReportToKeep, 'bytes'>,
  received: string,
  difference: VersionDifference | undefined,
) {
  return {
    report,
    number,
    received,
    title: null as string | null,
    published: null as string | null,
    analysis: bytes,
    difference: difference ? plain(JSON.stringify(difference)) : null,
  }
}

/** What is written of a version that is no longer the newest, or may not be. */
export const headOfVersion = ({ analysis: { report } }: Pick<ReportToKeep, 'analysis'>) => ({
  title: optional(report.title),
  published: report.published ?? null,
})

/** What is written of a report as its newest version has it. */
export function reportHead({
  analysis,
  urlHash,
  contentHash,
  engineHash,
  words,
  hearsayWords,
}: ReportToKeep) {
  const { report, claims, engine } = analysis
  return {
    url_hash: urlHash,
    url: optional(report.url),
    publisher: optional(report.publisher),
    title: optional(report.title),
    authors: report.authors ? plain(JSON.stringify(report.authors)) : null,
    published: optional(report.published),
    language: report.language,
    day: dayOf(report.published) ?? null,
    moment: momentOf(report.published),
    words,
    hearsay_words: hearsayWords,
    claims: claims.length,
    content_hash: contentHash,
    engine_hash: engineHash,
    reader: readerOf(analysis),
    text_gone: null,
    kept_days: null,
    // What was made before there were two readers says nothing of them, and waits for none.
    awaits: engine.reader === 'fast' ? 1 : 0,
  }
}
