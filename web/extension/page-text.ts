/** The text of the page that is open, as it can be pointed at. Nothing in it is changed. */
import { compacted, isCompared } from './locate.ts'

/** Elements whose text is none of an article's, or is not shown. */
const silent = new Set(
  'script style noscript template iframe object embed svg math canvas audio video button select textarea datalist head title'.split(
    ' ',
  ),
)

export class PageText {
  /** All of it, without white space. */
  readonly words: string
  readonly #nodes: Text[] = []
  /** Where each node's words begin in `words`. */
  readonly #starts: number[] = []
  readonly #indexOf = new Map<Node, number>()

  constructor(root: Node) {
    const parts: string[] = []
    let length = 0
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node instanceof Element && silent.has(node.localName)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    )
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(node instanceof Text)) continue
      const words = compacted(node.data)
      if (words === '') continue
      this.#indexOf.set(node, this.#nodes.length)
      this.#nodes.push(node)
      this.#starts.push(length)
      parts.push(words)
      length += words.length
    }
    this.words = parts.join('')
  }

  get nodes(): readonly Text[] {
    return this.#nodes
  }

  /** The node in which a character of `words` stands. */
  #nodeAt(index: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle] <= index) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Where a character of `words` stands in its node. */
  #place(index: number): [node: Text, offset: number] {
    const k = this.#nodeAt(index)
    const node = this.#nodes[k]
    const { data } = node
    let left = index - this.#starts[k]
    let offset = 0
    for (; offset < data.length; offset++) if (isCompared(data[offset]) && left-- === 0) break
    return [node, Math.min(offset, data.length)]
  }

  /**
   * The range of the words [start, end); undefined where the page has changed so that there is none. With `before` or `after`
   * it takes the white space there with it, up to the next word.
   */
  range(start: number, end: number, { before = false, after = false } = {}): Range | undefined {
    if (start >= end || end > this.words.length) return undefined
    const [first, from] = before && start > 0 ? this.#after(start - 1) : this.#place(start)
    const [last, to] = after && end < this.words.length ? this.#place(end) : this.#after(end - 1)
    if (!first.isConnected || !last.isConnected) return undefined
    const range = document.createRange()
    range.setStart(first, Math.min(from, first.data.length))
    range.setEnd(last, Math.min(to, last.data.length))
    return range
  }

  #after(index: number): [node: Text, offset: number] {
    const [node, offset] = this.#place(index)
    return [node, offset + 1]
  }

  /** Which of the words stands at a place in a node; undefined where the node is none of those read. */
  indexAt(node: Node, offset: number): number | undefined {
    const k = this.#indexOf.get(node)
    if (k === undefined) return undefined
    return this.#starts[k] + compacted(this.#nodes[k].data.slice(0, offset)).length
  }
}
