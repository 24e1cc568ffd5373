/** A run of pieces of a text: their numbers, and where each stands in the text (UTF-16 offsets, half-open). */
export interface Pieces {
  ids: number[]
  starts: number[]
  ends: number[]
}

export interface PieceList {
  /**
   * By number, a line each; a word begins with "▁". The first four are the marks: beginning, filling, end, unknown.
   */
  pieces: string
  /** Logarithm of how often each stands in text. */
  scores: Float32Array
  /** What a character, or one and a combining mark, is written as before it is looked up (NFKC, spaces); '' drops it. */
  normal: Readonly<Record<string, string>>
}

export const beginMark = 0
export const endMark = 2
const unknown = 3

/** Words kept with their pieces; the texts of a day share most of theirs. */
const mostKept = 20_000
/** Longer runs without a space are cut: no word is that long, and a hostile text could be. */
const longestWord = 120

/** A sum over the units of a piece, by which it is looked for: that of a piece one longer follows from it. */
const added = (sum: number, unit: number): number => Math.imul(sum ^ unit, 0x01000193)
/** That of nothing. */
const noSum = 0x811c9dc5 | 0
/** Spreads a sum over all its bits. */
const spread = (sum: number): number => {
  const mixed = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d)
  return mixed ^ (mixed >>> 13)
}

/** The pieces of a list by what they are, without a string for each: of some forty thousand a report asks for a thousand. */
class PieceTable {
  readonly longest: number
  readonly #text: string
  /** Where each line begins, and one past the last would. */
  readonly #starts: Uint32Array
  /** Numbers of pieces, counted from 1; 0 is no piece. */
  readonly #slots: Uint32Array

  constructor(text: string) {
    let lines = 1
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
    this.#text = text
    this.#starts = new Uint32Array(lines + 1)
    // Never full, so that looking ends.
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(lines + 1) + 1))
    this.longest = this.#fill()
  }

  /** How long the longest is. */
  #fill(): number {
    const text = this.#text
    const starts = this.#starts
    let longest = 0
    let id = 0
    let sum = noSum
    for (let at = 0; at <= text.length; at++) {
      const unit = at < text.length ? text.charCodeAt(at) : lineEnd
      if (unit !== lineEnd) {
        sum = added(sum, unit)
        continue
      }
      if (at - starts[id] > longest) longest = at - starts[id]
      this.#put(id, sum)
      sum = noSum
      starts[++id] = at + 1
    }
    return longest
  }

  #put(id: number, sum: number): void {
    const slots = this.#slots
    const last = slots.length - 1
    let slot = spread(sum) & last
    while (slots[slot] !== 0) slot = (slot + 1) & last
    slots[slot] = id + 1
  }

  /** The number of the piece that is word[from, to), of whose units `sum` is the sum; undefined where there is none. */
  find(word: string, from: number, to: number, sum: number): number | undefined {
    const slots = this.#slots
    const last = slots.length - 1
    for (let slot = spread(sum) & last; slots[slot] !== 0; slot = (slot + 1) & last) {
      const id = slots[slot] - 1
      const start = this.#starts[id]
      if (this.#starts[id + 1] - start - 1 === to - from && this.#reads(start, word, from, to)) return id
    }
    return undefined
  }

  #reads(start: number, word: string, from: number, to: number): boolean {
    for (let k = from; k < to; k++)
      if (this.#text.charCodeAt(start + k - from) !== word.charCodeAt(k)) return false
    return true
  }
}

const lineEnd = 10

/**
 * Cuts text into the most probable pieces of a list (unigram language model, Kudo 2018), as SentencePiece does for
 * multilingual-e5: what stands between spaces is one word, and the best of its ways to be cut is found by Viterbi's algorithm.
 */
export class PieceCutter {
  readonly #pieces: PieceTable
  readonly #scores: Float32Array
  readonly #normal: Readonly<Record<string, string>>
  readonly #unknownScore: number
  readonly #kept = new Map<string, { ids: number[]; lengths: number[] }>()

  constructor({ pieces, scores, normal }: PieceList) {
    this.#pieces = new PieceTable(pieces)
    let least = 0
    for (const score of scores) if (score < least) least = score
    this.#scores = scores
    this.#normal = normal
    this.#unknownScore = least - 10
  }

  /** The pieces of text from `start` to `end`, without marks. Offsets are into the whole text. */
  cut(text: string, start: number, end: number): Pieces {
    const found: Pieces = { ids: [], starts: [], ends: [] }
    let word = '▁'
    // Where each unit of the word came from.
    let from: number[] = [start]
    let to: number[] = [start]
    const close = () => {
      if (word.length > 1) this.#add(found, word, from, to)
      word = '▁'
      from = [start]
      to = [start]
    }
    for (let i = start; i < end; ) {
      const length = text.codePointAt(i)! > 0xffff ? 2 : 1
      let next = Math.min(end, i + length)
      let written = text.slice(i, next)
      // A combining mark joins what it stands on; alone, it is dropped.
      const mark = next < end ? text.charCodeAt(next) : 0
      const pair = mark >= 0x300 && mark < 0x370 ? this.#normal[written + text[next]] : undefined
      if (pair !== undefined) {
        written = pair
        next++
      } else written = this.#normal[written] ?? written
      for (const unit of written)
        if (unit === ' ') close()
        else {
          if (word.length >= longestWord) close()
          word += unit
          for (let k = 0; k < unit.length; k++) {
            from.push(i)
            to.push(next)
          }
        }
      i = next
    }
    close()
    return found
  }

  #add(found: Pieces, word: string, from: readonly number[], to: readonly number[]): void {
    let cut = this.#kept.get(word)
    if (!cut) {
      cut = this.#best(word)
      if (this.#kept.size >= mostKept) this.#kept.clear()
      this.#kept.set(word, cut)
    }
    let at = 0
    cut.ids.forEach((id, k) => {
      const last = at + cut.lengths[k]
      // The mark of a word's beginning stands nowhere in the text.
      const first = at === 0 ? 1 : at
      found.ids.push(id)
      if (first < last) {
        found.starts.push(from[first])
        found.ends.push(to[last - 1])
      } else {
        found.starts.push(from[1])
        found.ends.push(from[1])
      }
      at = last
    })
  }

  #best(word: string): { ids: number[]; lengths: number[] } {
    const n = word.length
    const best = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY)
    const before = new Int32Array(n + 1)
    const piece = new Int32Array(n + 1)
    best[0] = 0
    for (let i = 0; i < n; i++) {
      if (best[i] === Number.NEGATIVE_INFINITY) continue
      const one = word.codePointAt(i)! > 0xffff ? 2 : 1
      let single = false
      let sum = noSum
      for (let j = i + 1; j <= n && j - i <= this.#pieces.longest; j++) {
        sum = added(sum, word.charCodeAt(j - 1))
        const id = this.#pieces.find(word, i, j, sum)
        if (id === undefined) continue
        if (j - i === one) single = true
        const score = best[i] + this.#scores[id]
        if (score > best[j]) {
          best[j] = score
          before[j] = i
          piece[j] = id
        }
      }
      if (single) continue
      const j = Math.min(n, i + one)
      const score = best[i] + this.#unknownScore
      if (score > best[j]) {
        best[j] = score
        before[j] = i
        piece[j] = unknown
      }
    }
    const ids: number[] = []
    const lengths: number[] = []
    for (let j = n; j > 0; j = before[j]) {
      // Unknown characters side by side are one piece.
      if (piece[j] === unknown && ids.at(-1) === unknown) lengths[lengths.length - 1] += j - before[j]
      else {
        ids.push(piece[j])
        lengths.push(j - before[j])
      }
    }
    return { ids: ids.reverse(), lengths: lengths.reverse() }
  }
}
