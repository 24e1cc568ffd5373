/** A run of pieces of a text: their numbers, and where each stands in the text (UTF-16 offsets, half-open). */
export interface Pieces {
  ids: number[]
  starts: number[]
  ends: number[]
}

export interface PieceList {
  /** By number; a word begins with "▁". The first four are the marks: beginning, filling, end, unknown. */
  pieces: readonly string[]
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

/**
 * Cuts text into the most probable pieces of a list (unigram language model, Kudo 2018), as SentencePiece does for
 * multilingual-e5: what stands between spaces is one word, and the best of its ways to be cut is found by Viterbi's algorithm.
 */
export class PieceCutter {
  readonly #ids = new Map<string, number>()
  readonly #scores: Float32Array
  readonly #normal: Readonly<Record<string, string>>
  readonly #longest: number
  readonly #unknownScore: number
  readonly #kept = new Map<string, { ids: number[]; lengths: number[] }>()

  constructor({ pieces, scores, normal }: PieceList) {
    let longest = 0
    let least = 0
    pieces.forEach((piece, id) => {
      this.#ids.set(piece, id)
      if (piece.length > longest) longest = piece.length
      if (scores[id] < least) least = scores[id]
    })
    this.#scores = scores
    this.#normal = normal
    this.#longest = longest
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
      for (let j = i + 1; j <= n && j - i <= this.#longest; j++) {
        const id = this.#ids.get(word.slice(i, j))
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
