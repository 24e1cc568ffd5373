import type { Pieces } from './pieces.ts'

/** A language's number words; each folder's numbers.ts has one. */
export interface NumberWords {
  /** Words that add: un 1, vingt 20, doscientos 200. */
  readonly simple: Readonly<Record<string, number>>
  /** Words that multiply what stands before: cent 100, mille 1000, million 1e6. */
  readonly scales: Readonly<Record<string, number>>
  /** Collectives, each with its value ("douzaine" 12, "centaine" 100): "une douzaine" is about 12. */
  readonly collectives: Readonly<Record<string, number>>
  /** Words that join: "treinta y cinco", "vingt et un". */
  readonly and: readonly string[]
  /** What stands behind a joining word for a part of the scale: "un millón y medio". */
  readonly half: Readonly<Record<string, number>>
  /** Words that mean one before a collective or scale, though articles elsewhere ("a dozen", "une dizaine"). */
  readonly articles: readonly string[]
  /** Marks of decimals and of groups of three. */
  readonly decimal: readonly string[]
  readonly group: readonly string[]
}

/** A number read from `first` to `last` (pieces, both included). */
export interface ReadNumber {
  value: number
  last: number
  /** Written in digits. */
  digits: boolean
  /** A round collective, so about so many: "une dizaine", "a dozen", "una decena". */
  collective: boolean
}

/** A word's value; a report may hold words such as "constructor", which every object answers to. */
function own(record: Readonly<Record<string, number>>, word: string): number | undefined {
  return Object.hasOwn(record, word) ? record[word] : undefined
}

/** Longer runs of number words than this are no number anybody writes. */
const longest = 14

/**
 * Reads the number that starts at piece `first`: "23", "1 500", "4.000", "1,5 million", "vingt-trois",
 * "quatre-vingt-dix-sept", "two hundred and five", "treinta y cinco", "una decena", "4 mil 755".
 * A bare article ("un", "a") is read as 1 only where the language counts it among its simple words.
 * Undefined where no number starts there. Looks at no more than a fixed number of pieces.
 */
export function readNumber(pieces: Pieces, first: number, words: NumberWords): ReadNumber | undefined {
  const stop = Math.min(pieces.length, first + longest)
  let i = first
  let total = 0
  let current = 0
  let any = false
  let digits = false
  let collective = false
  /** The last thing added, so that "deux trois" is not five. */
  let floor = Number.POSITIVE_INFINITY
  let last = -1
  let lastScale = Number.POSITIVE_INFINITY

  if (pieces.kind[i] === 'd') {
    const read = readDigits(pieces, i, words)
    if (!read) return undefined
    current = read.value
    digits = true
    any = true
    last = read.last
    i = last + 1
    floor = 0
  } else {
    const article = words.articles.includes(pieces.lower[i])
    if (article) {
      // "une dizaine", "a hundred", "half a million" come after; a bare article is decided below.
      const next = i + 1 < stop && !pieces.breaks[i + 1] ? pieces.lower[i + 1] : ''
      if (own(words.collectives, next) !== undefined || own(words.scales, next) !== undefined) {
        current = 1
        any = true
        i++
        floor = 0
      }
    }
  }
  for (; i < stop; i++) {
    if (i > first && pieces.breaks[i]) break
    const word = pieces.lower[i]
    if (any && word === '-' && i + 1 < stop && pieces.glued[i] && pieces.glued[i + 1]) {
      const next = pieces.lower[i + 1]
      if (
        own(words.simple, next) === undefined &&
        own(words.scales, next) === undefined &&
        !words.and.includes(next)
      )
        break
      continue
    }
    if (any && last >= 0 && words.and.includes(word)) {
      // "treinta y cinco", "vingt et un", "two hundred and five": only before a smaller number word.
      let next = i + 1
      if (pieces.lower[next] === '-' && pieces.glued[next]) next++
      if (next < stop && own(words.half, pieces.lower[next]) !== undefined) continue
      const value = next < stop && !pieces.breaks[next] ? own(words.simple, pieces.lower[next]) : undefined
      if (value === undefined || value >= floor || digits) break
      continue
    }
    const scale = own(words.scales, word)
    if (scale !== undefined && (any || own(words.simple, word) === undefined) && scale !== lastScale) {
      // "cent", "mil" alone are numbers; "million" needs something before.
      if (!any && scale >= 1e6) break
      if (digits && last === i - 1 && pieces.kind[last] === 'd' && scale === 100) break
      const base = current === 0 ? 1 : current
      if (scale === 100) {
        if (base > 20) break
        current = base * 100
        floor = 100
      } else {
        if (scale >= lastScale) {
          // "mil millones": the whole so far is multiplied.
          total = (total + (current === 0 ? 0 : current)) * scale
        } else total += base * scale
        current = 0
        lastScale = scale
        floor = scale
      }
      any = true
      last = i
      continue
    }
    const round = own(words.collectives, word)
    if (round !== undefined && any) {
      current = (current === 0 ? 1 : current) * round
      collective = true
      last = i
      break
    }
    const half = own(words.half, word)
    if (half !== undefined && any && last >= 0 && lastScale !== Number.POSITIVE_INFINITY) {
      total += half * lastScale
      last = i
      break
    }
    const simple = own(words.simple, word)
    if (simple !== undefined) {
      if (any && digits && total === 0) break
      // quatre-vingt: 4 × 20; else each word is smaller than what stands before it.
      if (word.startsWith('vingt') && current % 100 === 4 && floor <= 4 && last >= 0) {
        current = current - 4 + 80
        floor = 20
      } else if (any && simple >= floor) break
      else {
        current += simple
        floor = simple >= 20 && simple < 100 && (simple === 60 || simple === 20) ? 20 : simple
        if (simple < 20 && simple !== 10) floor = Math.min(simple, 10)
        if (simple === 10) floor = 10
        if (simple >= 100) floor = 100
      }
      any = true
      last = i
      continue
    }
    if (pieces.kind[i] === 'd' && total > 0 && digits && last === i - 1 && lastScale <= 1000) {
      // "4 mil 755"
      const read = readDigits(pieces, i, words)
      if (!read || read.value >= 1000) break
      current = read.value
      last = read.last
      break
    }
    break
  }
  if (!any || last < first) return undefined
  return { value: total + current, last, digits, collective }
}

/** "1 500", "4.000", "1,5", "219,375": digits with groups and decimals; undefined glued behind a letter. */
function readDigits(
  pieces: Pieces,
  first: number,
  words: NumberWords,
): { value: number; last: number } | undefined {
  if (first > 0 && pieces.glued[first] && pieces.kind[first - 1] === 'w') return undefined
  let text = pieces.lower[first]
  if (text.length > 15) return undefined
  let last = first
  // Groups parted by spaces ("1 500") or by a mark ("4.000").
  if (text.length <= 3 && text[0] !== '0') {
    let mark: string | undefined
    while (last + 1 < pieces.length && text.length <= 12) {
      const next = last + 1
      if (pieces.breaks[next]) break
      if (
        (mark === undefined || mark === ' ') &&
        pieces.kind[next] === 'd' &&
        !pieces.glued[next] &&
        pieces.lower[next].length === 3 &&
        pieces.start[next] - pieces.end[last] === 1 &&
        words.group.includes(' ')
      ) {
        mark = ' '
        text += pieces.lower[next]
        last = next
        continue
      }
      if (
        (mark === undefined || mark === pieces.lower[next]) &&
        words.group.includes(pieces.lower[next]) &&
        pieces.glued[next] &&
        next + 1 < pieces.length &&
        pieces.glued[next + 1] &&
        pieces.kind[next + 1] === 'd' &&
        pieces.lower[next + 1].length === 3
      ) {
        mark = pieces.lower[next]
        text += pieces.lower[next + 1]
        last = next + 1
        continue
      }
      break
    }
  }
  const point = last + 1
  if (
    point + 1 < pieces.length &&
    words.decimal.includes(pieces.lower[point]) &&
    pieces.glued[point] &&
    pieces.glued[point + 1] &&
    pieces.kind[point + 1] === 'd' &&
    pieces.lower[point + 1].length <= 4
  ) {
    text += `.${pieces.lower[point + 1]}`
    last = point + 1
  }
  return { value: Number(text), last }
}
