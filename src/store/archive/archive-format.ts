import type { Analysis, Reader, Span } from '../../contract/analysis.ts'
import type {
  Anchor,
  Change,
  Reliability,
  StoredCorrection,
  StoredFeed,
  StoredSource,
  StoredStory,
  TextGone,
  VersionDifference,
} from '../../contract/api.ts'
import type { Situation } from '../../contract/situation.ts'
import type { StoredFeedItem } from '../feeds/feed-item.ts'

/** The format of an archive; its version grows where an older Selon could not read it any more. */
export const archiveFormat = { format: 'selon-archive', version: 1 } as const

/**
 * The records of an archive, in this order. Where one names a report, story, correction or feed, the record of that
 * stands before it.
 */
export type ExportRecord =
  | ({ record: 'archive' } & typeof archiveFormat)
  | ReportRecord
  | StoryRecord
  | CorrectionRecord
  | { record: 'rating'; name: string; rating: Reliability; note?: string; by: string; at: string }
  /** What is told of a source follows from reports and ratings. */
  | { record: 'source'; source: StoredSource }
  | { record: 'feed'; feed: StoredFeed }
  | { record: 'feed-item'; item: StoredFeedItem /** Where it is not that of the key. */; hash?: string }
  | { record: 'change'; change: Change }
  /** It ends every whole archive: how many records stood before it, and the last numbers that were given to anything. */
  | { record: 'end'; records: number; last: Record<NumberedTable, number> }

export const numberedTables = ['story', 'correction', 'change', 'feed'] as const
export type NumberedTable = (typeof numberedTables)[number]

/** A version of a report; all of one report follow each other, the first version first. */
export interface ReportRecord {
  record: 'report'
  report: string
  version: number
  received: string
  from?: string
  /** Without text and findings where these are no longer kept. */
  analysis: Analysis
  difference?: VersionDifference
  /** That the text was let go, and what is known of it. */
  textGone?: TextGone & {
    contentHash: string
    engineHash: string
    reader: Reader
    words: number
    hearsayWords: number
    claims: number
    sources: { name: string; kind: string; published: number; cited: number }[]
    entities: {
      id: string
      key: string
      name: string
      type: string
      wikidata: string | null
      mentions: number
    }[]
  }
  /** Of the newest version: whether a person put it into its story, and by what it is likened to others. */
  pinned?: true
  likeness?: { /** Terms and weights, base64. */ terms: string; fields: number; nearby: string[] }
}

export interface StoryRecord {
  record: 'story'
  story: StoredStory
  /** Empty where it became part of another, or where all of them were deleted. */
  reports: string[]
  grouping: {
    joined: number
    joins: number
    nextCut: number
    nextMerge: number
    pinned?: true
    mergedInto?: string
    /** The change as of which origins and conflicts are told. */
    situated: number
  }
  /** What it said before texts of its reports were let go. */
  situation?: Situation
}

export interface CorrectionRecord {
  record: 'correction'
  correction: StoredCorrection
  anchors: (Anchor & {
    part: number /** Where it stands in the newest version; null where it does not. */
    now: Span | null
  })[]
  /** What undoing it needs: keys of entities, or the reports that moved, and the stories they came from and went to. */
  before: { keys?: [string, string]; moved?: string[]; from?: string; to?: string }
}
