import { cleanLine } from '../page-metadata.ts'
import { parsePage, TangledPage } from '../parsing/parse-page.ts'

/** Longer titles and names are none. */
const longestName = 500

/** Words on one line out of a piece of a feed that may hold HTML: tags out, entities decoded, cut at `longest` units. */
export function plainWords(piece: string | undefined, longest = longestName): string | undefined {
  if (piece === undefined) return undefined
  let words = piece.slice(0, 40 * longest)
  if (/<[a-z!/]/i.test(words)) {
    try {
      const document = parsePage(`<html><body>${words}</body></html>`)
      for (const silent of document.querySelectorAll('script, style, template, noscript')) silent.remove()
      words = document.body?.textContent ?? ''
    } catch (error) {
      if (error instanceof TangledPage) return undefined
      throw error
    }
  }
  const line = cleanLine(words)
  if (line === '') return undefined
  return (line.length > longest ? `${line.slice(0, longest - 1)}…` : line).toWellFormed()
}
