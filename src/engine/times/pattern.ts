import { type NumberWords, readNumber } from '../text/numbers.ts'
import { cutPieces, type Pieces } from '../text/pieces.ts'

/**
 * Patterns over pieces, in which the time rules are written:
 *   word, a/b        these words ("l'année", "après-midi": cut into pieces as texts are)
 *   MONTH            a category of the language's lexicon, captured under its name in small letters
 *   MONTH:second     the same under another name
 *   [x y]            may be left out; (x | y) one of them
 *   {x y}            the extent, where what stands around it is context only
 *   +                what follows touches what stands before (no space)
 *   ^MONTH           written with a capital; _MONTH without one
 * Built in: NUMBER (readNumber), DAY (1 to 31, with its ordinal mark), YEAR (four digits, 1000 to 2199),
 * NTHDAY (the same with its mark), TWO (two digits), HOUR (0 to 24), MINUTE (two digits 00 to 59), DIGIT12 (1 to 12).
 * A NUMBER that is a round one ("une dizaine") is caught under `round` too.
 * No pattern repeats, so that matching at one place takes bounded time whatever the text.
 */
type Node =
  | { kind: 'word'; options: readonly (readonly string[])[] }
  | { kind: 'category'; category: string; name: string; capital?: boolean }
  | { kind: 'either'; options: readonly (readonly Node[])[] }
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'glued' }

export interface Entry {
  readonly words: readonly string[]
  readonly value: string
}

/** Category → first word → entries, longest first. */
export type Lexicon = ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>>

/** What a pattern caught: numbers for built-in categories, the lexicon's value for the others. */
export type Captures = Readonly<Record<string, string | number>>

export interface PatternMatch {
  /** Extent in pieces, both included. */
  first: number
  last: number
  /** The last piece looked at. */
  end: number
  captures: Captures
}

/** Words of small letters that nothing cuts, with single spaces between them. */
const plainWords = /^[a-zß-öø-ÿ]+(?: [a-zß-öø-ÿ]+)*$/

/** A form in pieces as those of a text; most forms are plain words. */
const wordsOf = (form: string): readonly string[] =>
  plainWords.test(form) ? (form.includes(' ') ? form.split(' ') : [form]) : cutPieces(form).lower

/** Reads `CATEGORY\tvalue\tform|form|…` lines. */
export function readLexicon(lines: readonly string[]): Lexicon {
  const lexicon = new Map<string, Map<string, Entry[]>>()
  for (const line of lines) {
    const [category, value, forms] = line.split('\t')
    if (forms === undefined) throw new Error(`A time lexicon line needs three columns: "${line}".`)
    const entries = lexicon.get(category) ?? new Map<string, Entry[]>()
    lexicon.set(category, entries)
    for (const form of forms.split('|')) {
      const words = wordsOf(form)
      const list = entries.get(words[0])
      if (list) {
        list.push({ words, value })
        list.sort((a, b) => b.words.length - a.words.length)
      } else entries.set(words[0], [{ words, value }])
    }
  }
  return lexicon
}

/** A compiled pattern. `firsts` are the words that it can begin with; `digits` whether digits can begin it. */
export interface Pattern {
  readonly nodes: readonly Node[]
  readonly firsts: ReadonlySet<string>
  readonly digits: boolean
  /**
   * Words of which one must stand between `min` and `max` pieces behind the first, or digits there: a cheap test
   * that spares most tries of patterns that begin with an article or a preposition.
   */
  readonly anchor: { words: ReadonlySet<string>; digits: boolean; min: number; max: number } | undefined
}

/** Words too common to tell anything. */
const common = new Set(
  "le la les l d de du des un une à au aux en et ce cet cette dans par il que sur pour ' - , ( the of in on at a an and this that to for by from el los las del al y este esta por".split(
    ' ',
  ),
)

const builtIn = new Set(['NUMBER', 'DAY', 'NTHDAY', 'YEAR', 'TWO', 'HOUR', 'MINUTE', 'DIGIT12'])

/** Compiles a pattern. Throws an Error that names an unknown category or an unclosed bracket. */
export function compilePattern(source: string, lexicon: Lexicon, numbers: NumberWords): Pattern {
  const marks = source.match(/[[\](){}|]|[^\s[\](){}|]+/g) ?? []
  let at = 0
  const sequence = (closers: string): Node[] => {
    const nodes: Node[] = []
    while (at < marks.length && !closers.includes(marks[at])) {
      const mark = marks[at++]
      if (mark === '[' || mark === '(') {
        const options: Node[][] = []
        const closer = mark === '[' ? ']' : ')'
        for (;;) {
          options.push(sequence(`${closer}|`))
          if (marks[at++] !== '|') break
        }
        if (marks[at - 1] !== closer) throw new Error(`Unclosed ${mark} in the time pattern "${source}".`)
        if (mark === '[') options.push([])
        nodes.push({ kind: 'either', options })
      } else if (mark === '{') nodes.push({ kind: 'open' })
      else if (mark === '}') nodes.push({ kind: 'close' })
      else if (mark === '+') nodes.push({ kind: 'glued' })
      else if (/^[\^_]?[A-Z][A-Z0-9]+(:\w+)?$/.test(mark)) {
        const capital = mark[0] === '^' ? true : mark[0] === '_' ? false : undefined
        const [category, name] = mark.replace(/^[\^_]/, '').split(':')
        if (!builtIn.has(category) && !lexicon.has(category))
          throw new Error(`The time pattern "${source}" names the unknown category ${category}.`)
        nodes.push({ kind: 'category', category, name: name ?? category.toLowerCase(), capital })
      } else
        nodes.push({
          kind: 'word',
          options: (mark === '/' ? [mark] : mark.split('/')).map(wordsOf),
        })
    }
    return nodes
  }
  const nodes = sequence('')
  const firsts = new Set<string>()
  let digits = false
  /** Adds what a sequence can begin with; true where all of it can be left out. */
  const begin = (list: readonly Node[]): boolean => {
    for (const node of list) {
      if (node.kind === 'word') {
        for (const option of node.options) firsts.add(option[0])
        return false
      }
      if (node.kind === 'category') {
        if (node.category === 'NUMBER') {
          digits = true
          for (const words of [numbers.simple, numbers.scales])
            for (const word of Object.keys(words)) firsts.add(word)
          for (const word of numbers.articles) firsts.add(word)
        } else if (builtIn.has(node.category)) digits = true
        else for (const word of lexicon.get(node.category)!.keys()) firsts.add(word)
        return false
      }
      if (node.kind === 'either') {
        let empty = false
        for (const option of node.options) if (begin(option)) empty = true
        if (!empty) return false
      }
    }
    return true
  }
  begin(nodes)
  const anchor = anchorOf(nodes, lexicon, numbers)
  for (const first of firsts) if (first.charCodeAt(0) >= 48 && first.charCodeAt(0) <= 57) digits = true
  return { nodes, firsts, digits, anchor }
}

/** The first part behind the beginning that cannot be left out and that few words fill. */
function anchorOf(nodes: readonly Node[], lexicon: Lexicon, numbers: NumberWords): Pattern['anchor'] {
  let min = 0
  let max = 0
  for (const node of nodes) {
    if (node.kind === 'open' || node.kind === 'close' || node.kind === 'glued') continue
    const found = { words: new Set<string>(), digits: false }
    const lengths = measure(node, lexicon, numbers, found)
    const selective = lengths.min > 0 && ![...found.words].some((word) => common.has(word))
    if (selective && max > 0) return { ...found, min, max }
    min += lengths.min
    max += lengths.max
    if (max > 12) return undefined
  }
  return undefined
}

const knownLengths = new WeakMap<ReadonlyMap<string, readonly Entry[]>, { min: number; max: number }>()

/** How many pieces the entries of a category have at least and at most; reckoned once. */
function lengthsOf(category: ReadonlyMap<string, readonly Entry[]>): { min: number; max: number } {
  let found = knownLengths.get(category)
  if (!found) {
    found = { min: 99, max: 0 }
    for (const entries of category.values())
      for (const { words } of entries) {
        found.min = Math.min(found.min, words.length)
        found.max = Math.max(found.max, words.length)
      }
    knownLengths.set(category, found)
  }
  return found
}

/** How many pieces a node takes at least and at most; adds the words and digits that it can begin with. */
function measure(
  node: Node,
  lexicon: Lexicon,
  numbers: NumberWords,
  found: { words: Set<string>; digits: boolean },
): { min: number; max: number } {
  if (node.kind === 'word') {
    for (const option of node.options) found.words.add(option[0])
    const lengths = node.options.map((option) => option.length)
    return { min: Math.min(...lengths), max: Math.max(...lengths) }
  }
  if (node.kind === 'category') {
    if (node.category === 'NUMBER') {
      found.digits = true
      for (const words of [numbers.simple, numbers.scales, numbers.collectives])
        for (const word of Object.keys(words)) found.words.add(word)
      for (const word of numbers.articles) found.words.add(word)
      return { min: 1, max: 14 }
    }
    if (builtIn.has(node.category)) {
      found.digits = true
      return { min: 1, max: node.category === 'DAY' || node.category === 'NTHDAY' ? 2 : 1 }
    }
    const entries = lexicon.get(node.category)!
    for (const word of entries.keys()) found.words.add(word)
    return lengthsOf(entries)
  }
  if (node.kind === 'either') {
    let [min, max] = [99, 0]
    for (const option of node.options) {
      let [low, high] = [0, 0]
      for (const inner of option) {
        // Only what an option can begin with counts, but where that can be left out what follows it does too.
        const lengths = measure(
          inner,
          lexicon,
          numbers,
          low === 0 ? found : { words: new Set(), digits: false },
        )
        low += lengths.min
        high += lengths.max
      }
      min = Math.min(min, low)
      max = Math.max(max, high)
    }
    return { min, max }
  }
  return { min: 0, max: 0 }
}

/** Matches a pattern at piece `first`: the longest way through it, or undefined. */
export function matchPattern(
  pattern: Pattern,
  pieces: NumberedPieces,
  first: number,
  lexicon: Lexicon,
): PatternMatch | undefined {
  const { anchor } = pattern
  if (anchor) {
    let seen = false
    for (let k = first + anchor.min; k <= first + anchor.max && k < pieces.length && !seen; k++)
      seen =
        pieces.kind[k] === 'd'
          ? anchor.digits || anchor.words.has(pieces.lower[k])
          : anchor.words.has(pieces.lower[k])
    if (!seen) return undefined
  }
  const matcher = new Matcher(pieces, first, lexicon)
  matcher.step(pattern.nodes, 0, undefined, first, false)
  return matcher.best
}

/** The rest to match: a linked list of sequences, so that alternatives join what follows them. */
interface Rest {
  nodes: readonly Node[]
  index: number
  next: Rest | undefined
}

/** One try of a pattern at a piece. What it catches lies on a stack: most tries end before anything is caught. */
class Matcher {
  best: PatternMatch | undefined
  readonly #pieces: NumberedPieces
  readonly #first: number
  readonly #lexicon: Lexicon
  readonly #names: string[] = []
  readonly #values: (string | number)[] = []
  #open = -1
  #close = -1

  constructor(pieces: NumberedPieces, first: number, lexicon: Lexicon) {
    this.#pieces = pieces
    this.#first = first
    this.#lexicon = lexicon
  }

  /** Matches the nodes from `index` on, then the rest, from piece `i` on. */
  step(nodes: readonly Node[], index: number, next: Rest | undefined, i: number, glued: boolean): void {
    if (index >= nodes.length) {
      if (next) this.step(next.nodes, next.index, next.next, i, glued)
      else this.#end(i)
      return
    }
    const node = nodes[index]
    if (node.kind === 'open') {
      const before = this.#open
      this.#open = i
      this.step(nodes, index + 1, next, i, glued)
      this.#open = before
      return
    }
    if (node.kind === 'close') {
      const before = this.#close
      this.#close = i - 1
      this.step(nodes, index + 1, next, i, glued)
      this.#close = before
      return
    }
    if (node.kind === 'glued') {
      this.step(nodes, index + 1, next, i, true)
      return
    }
    if (node.kind === 'either') {
      const after: Rest = { nodes, index: index + 1, next }
      for (const option of node.options) this.step(option, 0, after, i, glued)
      return
    }
    const pieces = this.#pieces
    if (i >= pieces.length || (i > this.#first && pieces.breaks[i]) || (glued && !pieces.glued[i])) return
    if (node.kind === 'word') {
      for (const option of node.options)
        if (sameWords(pieces, i, option)) this.step(nodes, index + 1, next, i + option.length, false)
      return
    }
    if (node.capital !== undefined && pieces.capital[i] !== node.capital) return
    if (builtIn.has(node.category)) {
      const read = readBuiltIn(node.category, pieces, i)
      if (!read) return
      if (read.round) this.#catch('round', 1)
      this.#catch(node.name, read.value)
      this.step(nodes, index + 1, next, read.last + 1, false)
      this.#drop()
      if (read.round) this.#drop()
      return
    }
    const entries = this.#lexicon.get(node.category)?.get(pieces.lower[i])
    if (!entries) return
    for (const entry of entries)
      if (sameWords(pieces, i, entry.words)) {
        this.#catch(node.name, entry.value)
        this.step(nodes, index + 1, next, i + entry.words.length, false)
        this.#drop()
      }
  }

  #catch(name: string, value: string | number): void {
    this.#names.push(name)
    this.#values.push(value)
  }

  #drop(): void {
    this.#names.pop()
    this.#values.pop()
  }

  /** All is matched up to piece `i`: kept where it is the longest way. */
  #end(i: number): void {
    const last = this.#close >= 0 ? this.#close : i - 1
    const start = this.#open >= 0 ? this.#open : this.#first
    if (last < start || (this.best && i - 1 <= this.best.end)) return
    const captures: Record<string, string | number> = {}
    this.#names.forEach((name, k) => {
      captures[name] = this.#values[k]
    })
    this.best = { first: start, last, end: i - 1, captures }
  }
}

function sameWords(pieces: Pieces, first: number, words: readonly string[]): boolean {
  for (let k = 0; k < words.length; k++) {
    if (pieces.lower[first + k] !== words[k]) return false
    if (k > 0 && pieces.breaks[first + k]) return false
  }
  return true
}

/** Pieces with the number that begins at each, as far as it was asked for: the rules ask for the same one many times. */
export interface NumberedPieces extends Pieces {
  numberAt(i: number): ReturnType<typeof readNumber>
}

/** The pieces with their numbers; the last one read is kept. */
export function withNumbers(pieces: Pieces, numbers: NumberWords): NumberedPieces {
  let at = -1
  let read: ReturnType<typeof readNumber>
  return {
    ...pieces,
    numberAt(i) {
      if (i !== at) {
        read = readNumber(pieces, i, numbers)
        at = i
      }
      return read
    },
  }
}

function readBuiltIn(
  category: string,
  pieces: NumberedPieces,
  i: number,
): { value: number; last: number; round?: boolean } | undefined {
  if (category === 'NUMBER') {
    const read = pieces.numberAt(i)
    return read && (i === 0 || !(pieces.glued[i] && '+-.,'.includes(pieces.lower[i - 1])) || !read.digits)
      ? { value: read.value, last: read.last, round: read.collective }
      : undefined
  }
  if (pieces.kind[i] !== 'd') return undefined
  const text = pieces.lower[i]
  const value = Number(text)
  if (category === 'YEAR')
    return text.length === 4 && value >= 1000 && value < 2200 ? { value, last: i } : undefined
  if (category === 'TWO') return text.length === 2 ? { value, last: i } : undefined
  if (text.length > 2) return undefined
  if (category === 'HOUR') return value <= 24 ? { value, last: i } : undefined
  if (category === 'MINUTE') return text.length === 2 && value < 60 ? { value, last: i } : undefined
  if (category === 'DIGIT12') return value >= 1 && value <= 12 ? { value, last: i } : undefined
  if (value < 1 || value > 31) return undefined
  const mark = pieces.lower[i + 1]
  const ordinal =
    i + 1 < pieces.length &&
    pieces.glued[i + 1] &&
    (mark === 'er' ||
      mark === 'º' ||
      mark === '°' ||
      mark === 'st' ||
      mark === 'nd' ||
      mark === 'rd' ||
      mark === 'th')
  if (category === 'NTHDAY' && !ordinal) return undefined
  return { value, last: ordinal ? i + 1 : i }
}
