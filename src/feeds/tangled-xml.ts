/** More of these than any feed has: parsers take a time beyond all bounds over them. */
const mostTags = 500_000
const mostStray = 1000
const longestTag = 100_000

/**
 * Whether a document in XML has too many tags, too many opening brackets that begin none, or tags too long, to be parsed
 * in good time. Linear in the document's length.
 */
export function tangledXml(text: string): boolean {
  let tags = 0
  let stray = 0
  for (let at = text.indexOf('<'); at >= 0; ) {
    if (++tags > mostTags) return true
    const skipTo = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : undefined
    if (skipTo) {
      const end = text.indexOf(skipTo, at + 4)
      if (end < 0) return true
      at = text.indexOf('<', end)
      continue
    }
    const next = text.indexOf('<', at + 1)
    const close = text.indexOf('>', at + 1)
    if (close < 0) return next >= 0
    if (close - at > longestTag) return true
    if (next >= 0 && next < close && ++stray > mostStray) return true
    at = next
  }
  return false
}
