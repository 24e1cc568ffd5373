import type { Language, Reader } from '../../contract/analysis.ts'
import type { StoredReport } from '../../contract/api.ts'
import { storyId } from '../sql/keys.ts'
import { share } from '../sql/share.ts'
import type { Row } from '../sql/tables.ts'

/** A report as it is given out. */
export function reportFrom(row: Row<'report'>): StoredReport {
  return {
    id: row.id,
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.publisher === null ? {} : { publisher: row.publisher }),
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.authors === null ? {} : { authors: JSON.parse(row.authors) as string[] }),
    ...(row.published === null ? {} : { published: row.published }),
    language: row.language as Language,
    version: row.version,
    received: row.received,
    story: storyId(row.story),
    ...(row.came_from === null ? {} : { from: row.came_from }),
    words: row.words,
    claims: row.claims,
    hearsay: share(row.hearsay_words, row.words),
    reader: row.reader as Reader,
    ...(row.text_gone === null ? {} : { textGone: { at: row.text_gone, days: row.kept_days ?? 0 } }),
  }
}
