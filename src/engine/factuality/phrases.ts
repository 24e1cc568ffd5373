interface Node<Value> {
  next: Map<number, Node<Value>>
  value: Value | undefined
}

/** A phrase met in a text: UTF-16 offsets, and what the lexicon says of it. */
export interface PhraseMatch<Value> {
  start: number
  end: number
  value: Value
}

const space = 32

/** Lower case of one UTF-16 unit where that is one unit; a typographic apostrophe becomes a plain one. */
function fold(unit: number): number {
  if (unit >= 65 && unit <= 90) return unit + 32
  if (unit < 128) return unit === 9 || unit === 10 || unit === 13 ? space : unit
  if (unit === 0x2019) return 39
  if (unit === 0xa0 || unit === 0x202f) return space
  const lower = String.fromCharCode(unit).toLowerCase()
  return lower.length === 1 ? lower.charCodeAt(0) : unit
}

/**
 * Phrases of several words, found from a given offset in one walk, whatever the case and however many spaces. Linear
 * in the length of the longest phrase.
 */
export class PhraseTable<Value> {
  readonly #root: Node<Value> = { next: new Map(), value: undefined }

  add(phrase: string, value: Value): void {
    let node = this.#root
    for (let i = 0; i < phrase.length; i++) {
      const unit = fold(phrase.charCodeAt(i))
      let next = node.next.get(unit)
      if (!next) {
        next = { next: new Map(), value: undefined }
        node.next.set(unit, next)
      }
      node = next
    }
    node.value = value
  }

  /** The longest phrase that begins at `start` and ends where `isEnd` says that a word ends. */
  find(text: string, start: number, isEnd: (offset: number) => boolean): PhraseMatch<Value> | undefined {
    let node = this.#root
    let best: PhraseMatch<Value> | undefined
    let i = start
    while (i < text.length) {
      const unit = fold(text.charCodeAt(i))
      const next = node.next.get(unit)
      if (!next) {
        // A space that the phrase does not have: beside an apostrophe ("d' après"), as tokenised corpora write it.
        if (unit !== space || i === start || text.charCodeAt(i - 1) !== 39) return best
        i++
        continue
      }
      node = next
      i++
      if (unit === space) while (i < text.length && i - start < 200 && fold(text.charCodeAt(i)) === space) i++
      if (node.value !== undefined && isEnd(i)) best = { start, end: i, value: node.value }
    }
    return best
  }
}
