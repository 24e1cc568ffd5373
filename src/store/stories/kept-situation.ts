import { sql } from 'kysely'
import type { Situation } from '../../contract/situation.ts'
import { unpackedText } from '../reports/packed-analysis.ts'
import type { Db } from '../sql/backend.ts'
import { packedCoded, unpackedCoded } from '../sql/packed-coded.ts'
import { bytesGiven, damaged, unpacked } from '../sql/packed-json.ts'

/** What stands before a situation that is packed by the words of its reports. */
const byTexts = 7
/** A story with more reports is packed by itself: nobody waits for all their texts. */
const mostTexts = 20
/** The same of a situation that takes more bytes when it is packed by itself. */
const mostBytes = 60_000

/**
 * A situation packed by the words of its reports, which it quotes; undefined where it is packed by itself, which it is, too, if
 * that takes less.
 * @param texts of all reports of its story, in the order of `textsOf`
 * @param alone bytes that it takes when it is packed by itself
 */
export function packedByTexts(
  situation: Situation,
  texts: readonly string[],
  alone: number,
): Buffer | undefined {
  if (texts.length < 2 || texts.length > mostTexts || alone > mostBytes) return undefined
  const bytes = Buffer.concat([Buffer.of(byTexts), packedCoded(situation, 'situation', together(texts))])
  return bytes.length < alone ? bytes : undefined
}

const together = (texts: readonly string[]) => texts.join('\n')

/** Whether a situation can be unpacked only as long as the texts of its reports are there. */
export const needsTexts = (bytes: Uint8Array | ArrayBuffer): boolean => bytesGiven(bytes)[0] === byTexts

/** Reports of a story in the order in which they are compared. */
export const inOrder = sql`report.published is null, report.published, report.number`

/**
 * The situation that is kept of a story. Throws a StoreError where the bytes are damaged, or the story has other reports by now
 * than those that they were packed by.
 */
export async function keptSituation(
  db: Db,
  story: number,
  bytes: Uint8Array | ArrayBuffer,
): Promise<Situation> {
  if (!needsTexts(bytes)) return unpacked<Situation>(bytes)
  const { rows } = await sql<{ analysis: Uint8Array }>`select version.analysis from report
    join version on version.report = report.number and version.number = report.version
    where report.story = ${story} order by ${inOrder} limit ${sql.lit(mostTexts)}`.execute(db)
  if (rows.some(({ analysis }) => analysis.byteLength === 0)) throw damaged()
  const texts = rows.map(({ analysis }) => unpackedText(analysis).report.text)
  return unpackedCoded<Situation>(bytesGiven(bytes).subarray(1), 'situation', together(texts))
}
