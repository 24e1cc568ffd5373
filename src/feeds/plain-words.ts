import { parseHTML } from 'linkedom'
import { cleanLine } from '../intake/page-metadata.ts'
import { tooTangled } from '../intake/report-from-html.ts'

/** Longer titles and names are none. */
const longest = 500

/** Words on one line out of a piece of a feed that may hold HTML: tags out, entities decoded, cut at 500 units. */
export function plainWords(piece: string | undefined): string | undefined {
  if (piece === undefined) return undefined
  let words = piece.slice(0, 20_000)
  if (/<[a-z!/]/i.test(words)) {
    if (tooTangled(words)) return undefined
    const { document } = parseHTML(`<html><body>${words}</body></html>`)
    for (const silent of document.querySelectorAll('script, style, template, noscript')) silent.remove()
    words = document.body?.textContent ?? ''
  }
  const line = cleanLine(words)
  if (line === '') return undefined
  return (line.length > longest ? `${line.slice(0, longest - 1)}…` : line).toWellFormed()
}
