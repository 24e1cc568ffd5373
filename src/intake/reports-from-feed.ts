import { readFeed } from './feed/read-feed.ts'
import type { FilePart, FileSource } from './file-part.ts'
import { IntakeError } from './intake-item.ts'

/**
 * The reports of a feed given as a file, one for each item: its whole article where the feed holds it, else its headline
 * and summary, which is told. Throws an IntakeError where the bytes are no feed, or one without items.
 */
export async function reportsFromFeed(bytes: Uint8Array, source: FileSource): Promise<FilePart[]> {
  const feed = await readFeed(bytes, source.url, source.contentType, source.name)
  if (feed.items.length === 0)
    throw new IntakeError(`${source.name} is a feed without items: give one that has reports in it.`)
  return feed.items.map((item, index): FilePart => {
    const part = String(index + 1)
    const { title, summary, fullText } = item
    const short = [title, summary].filter((one) => one !== undefined && one !== '').join('\n')
    const text = fullText ?? short
    if (text === '')
      return {
        part,
        ok: false,
        error: `Item ${part} of ${source.name} has neither a title nor words: nothing of it was read.`,
      }
    const publisher = item.source ?? feed.title
    const hint = item.language ?? feed.language
    return {
      part,
      ok: true,
      report: {
        text,
        ...(title ? { title } : {}),
        ...(item.published ? { published: item.published } : {}),
        ...(item.address ? { url: item.address } : {}),
        ...(publisher ? { publisher } : {}),
        ...(item.authors ? { authors: item.authors } : {}),
      },
      ...(hint ? { hint } : {}),
      ...(fullText
        ? {}
        : {
            note: `Item ${part} of ${source.name} holds only ${summary ? 'the headline and a summary' : 'the headline'} of its article${item.address ? `: for the whole of it read ${item.address}` : ''}.`,
          }),
    }
  })
}
