import type { FilePart, FileSource } from './file-part.ts'
import { IntakeError } from './intake-item.ts'
import { isoDate } from './iso-date.ts'
import { readPage } from './read-page.ts'
import { parsed } from './report-from-mail.ts'

/**
 * The report of a page saved as one file (MHTML, as browsers write it): its article and the address that it was saved from.
 * The day of saving is told, but is no date of publication. Throws an IntakeError where it holds no page.
 */
export async function reportFromMhtml(bytes: Uint8Array, source: FileSource): Promise<FilePart> {
  const mail = await parsed(bytes, source.name)
  if (!mail.html)
    throw new IntakeError(
      `${source.name} holds no page: save the page again as a whole, or give its text in a .txt file.`,
    )
  // Frames within the page follow it.
  const end = mail.html.search(/<\/html\s*>/i)
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value.trim()
  const written = header('snapshot-content-location') ?? header('content-location') ?? source.url
  const url =
    written !== undefined && /^https?:\/\//i.test(written) && written.length <= 2048 && URL.canParse(written)
      ? new URL(written).href
      : undefined
  const page = readPage(end < 0 ? mail.html : mail.html.slice(0, end), {
    name: source.name,
    ...(url ? { url } : {}),
  })
  const { language, ...report } = page
  const saved = header('date')
  const day = report.published === undefined && saved !== undefined ? isoDate(saved) : undefined
  return {
    ok: true,
    report: { ...report, ...(url && report.url === undefined ? { url } : {}) },
    ...(language ? { hint: language } : {}),
    ...(day
      ? {
          note: `${source.name} shows no date: it was saved on ${day.slice(0, 10)}, which need not be when it was published, so it is kept undated (--published names another).`,
        }
      : {}),
  }
}
