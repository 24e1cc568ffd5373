import type { Analysis, Span } from '../contract/analysis.ts'

/**
 * The same Analysis with every span counted in Unicode code points instead of UTF-16 code units, for Python and for the
 * Web Annotation standard. A lone surrogate counts as one code point.
 */
export function inCodePoints(analysis: Analysis): Analysis {
  const { text } = analysis.report
  const position = new Int32Array(text.length + 1)
  let points = 0
  for (let i = 0; i < text.length; ) {
    const width = (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
    position[i] = points
    // An offset inside a pair cannot occur in sound output; it is given the pair's own position.
    if (width === 2) position[i + 1] = points
    points++
    i += width
  }
  position[text.length] = points
  const moved = (span: Span): Span => [position[span[0]], position[span[1]]]
  const spanKeys = new Set(['span', 'predicate', 'trigger'])
  const listKeys = new Set(['source', 'cue', 'content', 'spans', 'sentences'])
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      if (spanKeys.has(key)) return moved(value as unknown as Span)
      if (listKeys.has(key)) return (value as Span[]).map(moved)
      return value.map((item) => walk(item, ''))
    }
    if (value && typeof value === 'object')
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, name === 'report' ? item : walk(item, name)]),
      )
    return value
  }
  return walk(analysis, '') as Analysis
}
