/** An article found again on its page: from its offsets to ranges and back. */
import type { Span } from '../../src/contract/analysis.ts'
import { comparedBefore, locate, type Segment } from './locate.ts'
import { PageText } from './page-text.ts'
import type { MarkedArticle } from './protocol.ts'

const isShown = (range: Range) => {
  const { width, height } = range.getBoundingClientRect()
  return width > 0 && height > 0
}

export class PlacedArticle {
  readonly page: PageText
  readonly segments: readonly Segment[]
  readonly #before: Uint32Array

  constructor(article: MarkedArticle) {
    this.page = new PageText(document.body ?? document.documentElement)
    this.#before = comparedBefore(article.text)
    this.segments = locate(article, this.page.words, (start, end) => {
      const range = this.page.range(start, end)
      return range !== undefined && isShown(range)
    })
  }

  /** What of a stretch of the article stands on the page, in its order. */
  rangesOf([start, end]: Span): Range[] {
    const before = this.#before
    const ranges: Range[] = []
    for (let k = this.#firstEndingAfter(start); k < this.segments.length; k++) {
      const segment = this.segments[k]
      if (segment.start >= end) break
      const from = Math.max(start, segment.start)
      const to = Math.min(end, segment.end)
      const offset = segment.at - before[segment.start]
      // White space of the stretch is its own, so that two that meet leave no gap; not that at a paragraph's ends.
      const isSpace = (at: number) => before[at] === before[at + 1]
      const range = this.page.range(offset + before[from], offset + before[to], {
        before: from > segment.start && isSpace(from),
        after: to < segment.end && isSpace(to - 1),
      })
      if (range) ranges.push(range)
    }
    return ranges
  }

  /** Segments stand in the article's order. */
  #firstEndingAfter(offset: number): number {
    let low = 0
    let high = this.segments.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.segments[middle].end > offset) high = middle
      else low = middle + 1
    }
    return low
  }

  /** The article's offset at a point of the window; undefined where none of its words is. */
  offsetAt(x: number, y: number): number | undefined {
    const caret = document.caretRangeFromPoint(x, y)
    if (!caret) return undefined
    const index = this.page.indexAt(caret.startContainer, caret.startOffset)
    if (index === undefined) return undefined
    for (const { start, end, at } of this.segments) {
      const first = this.#before[start]
      const count = this.#before[end] - first
      if (index < at || index >= at + count) continue
      return this.#offsetOf(start, end, first + index - at)
    }
    return undefined
  }

  /** The offset in [start, end) before which as many characters are compared, and which is compared itself. */
  #offsetOf(start: number, end: number, compared: number): number {
    let low = start
    let high = end - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#before[middle + 1] > compared) high = middle
      else low = middle + 1
    }
    return low
  }
}
