import type { Json } from './columns.ts'
import { knownWords } from './known-words.ts'
import type { BitCoder } from './range-coder.ts'

/**
 * JSON as decisions for a range coder: of a list of objects each field is one column, as in columns.ts, and every number and
 * word is foretold by the field that it stands in and by what came before it there. Passages are foretold by the passage of
 * the object that they stand in, and strings by the words of a text that stand in such a passage. Reading and writing are one
 * function each, so that they cannot differ: what is read is given nothing, and takes what was written.
 *
 * All that decides what is written by how many bits (the order of questions, `slotBits`, the words in known-words.ts) is never
 * changed: what was packed could not be unpacked any more. Another way has another mark, and stands beside it.
 */

type Passage = readonly [number, number]

/** A column of values that are to be written; undefined where they are to be read. */
type Given<T> = readonly T[] | undefined

/** Chances stand in so many slots: 2 to the power of it. */
export const slotBits = 17

const kinds = ['whole', 'ids', 'strings', 'passages', 'lists', 'objects', 'some', 'any'] as const
type Kind = (typeof kinds)[number]

/** How a string is told. */
const told = {
  spelt: 0,
  known: 1,
  guide: 2,
  guideAsBeginning: 3,
  again: 4,
  text: 5,
  textAsBeginning: 6,
} as const

const wordBits = 9
const numberOfWord = new Map(knownWords.map((word, k) => [word, k]))
/** Strings of which it is told that they come again. */
const mostRecent = 64
const shortestOfText = 3
const idPattern = /^([a-z]{1,3})(0|[1-9]\d{0,8})$/
const largest = 2 ** 40
/** Shapes of the objects of one list that share columns, and all their fields. */
const mostShapes = 64
const mostFields = 512
/** How far around the last words of the text others are looked for. */
const farthest = 20_000
/** Letters that are looked for in vain; then all is spelt, since in a text that is made for it one look takes long. */
const mostInVain = 500_000

const isWhole = (value: Json): value is number =>
  Number.isSafeInteger(value) && !Object.is(value, -0) && Math.abs(value as number) < largest
const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isPassage = (value: Json): value is Passage =>
  isList(value) && value.length === 2 && value.every((one) => isWhole(one))

function kindOf(values: readonly Json[]): Kind {
  if (values.every(isWhole)) return 'whole'
  if (values.every((value) => typeof value === 'string')) {
    const letter = idPattern.exec(values[0])?.[1]
    return letter !== undefined && values.every((value) => idPattern.exec(value)?.[1] === letter)
      ? 'ids'
      : 'strings'
  }
  if (values.every(isPassage)) return 'passages'
  if (values.every(isList)) return 'lists'
  if (values.every(isObject) && areAlike(values)) return 'objects'
  return values.includes(null) && values.some((value) => value !== null) ? 'some' : 'any'
}

/** Fields as one key; of two shapes with the same one both have a field with a zero unit in its name. */
const nameOfShape = (keys: readonly string[]) => `${keys.length}\u0000${keys.join('\u0000')}`

/** Whether objects have few shapes, as those of a list have that somebody means; else each is told by itself. */
function areAlike(objects: readonly { readonly [key: string]: Json }[]): boolean {
  const shapes = new Set<string>()
  let fields = 0
  for (const object of objects) {
    const keys = keysOf(object)
    if (keys.length > mostFields) return false
    const shape = nameOfShape(keys)
    if (shapes.has(shape)) continue
    // Names that could be taken for others.
    if (keys.some((key) => key.includes('\u0000'))) return false
    shapes.add(shape)
    fields += keys.length
    if (shapes.size > mostShapes || fields > mostFields) return false
  }
  return true
}

/** What a decision stands in, by a number: that of what is around it and its own. */
const within = (context: number, what: number) => {
  const mixed = Math.imul(context ^ Math.imul(what + 1, 0x9e3779b1), 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
const hashOf = (text: string) => {
  let hash = 0x811c9dc5
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193)
  return hash
}

/** Like numbers are foretold alike. */
const sizeOf = (number: number) =>
  Math.min(4, (32 - Math.clz32(Math.min(Math.abs(number), 2 ** 30)) + 1) >> 1)

/** Writes a value, or reads it. */
export class JsonCoder {
  readonly #bits: BitCoder
  readonly #text: string
  /** What is spelt, one after the other: it is packed apart. */
  #spelt: string
  #speltAt = 0
  /** Where the last words stood that were told by the text. */
  #position = 0
  /** How many letters were looked for in the text and not found. */
  #inVain = 0
  /** Strings that are no known words, the last at the end. */
  readonly #recent: string[] = []

  /**
   * @param text whose words are repeated; the same both ways
   * @param spelt what `spelt` was when it was written; empty where it is written
   */
  constructor(bits: BitCoder, text: string, spelt = '') {
    this.#bits = bits
    this.#text = text
    this.#spelt = spelt
  }

  get spelt(): string {
    return this.#spelt
  }

  /** @param given what is to be written; undefined where it is read */
  value(context: number, given: Json | undefined, guide?: Passage): Json {
    const type =
      given === undefined || given === null
        ? 0
        : given === false
          ? 1
          : given === true
            ? 2
            : typeof given === 'string'
              ? 4
              : typeof given === 'number'
                ? isWhole(given)
                  ? 3
                  : 5
                : isList(given)
                  ? 6
                  : 7
    switch (this.#choice(within(context, 1), type, 3)) {
      case 0:
        return null
      case 1:
        return false
      case 2:
        return true
      case 3:
        return this.#signed(within(context, 2), given as number | undefined)
      case 4:
        return this.#string(within(context, 3), 0, given as string | undefined, guide)
      case 5: {
        const spelt = this.#spell(within(context, 4), given === undefined ? undefined : JSON.stringify(given))
        return JSON.parse(spelt) as number
      }
      case 6: {
        const list = given as readonly Json[] | undefined
        const length = this.#number(within(context, 5), list?.length)
        return this.#column(
          within(context, 6),
          list,
          length,
          Array.from({ length }, () => guide),
        )
      }
      default: {
        const object = given as { readonly [key: string]: Json } | undefined
        const keys = this.#shape(within(context, 7), object && keysOf(object))
        return Object.fromEntries(
          keys.map((key) => [key, this.value(within(context, hashOf(key)), object?.[key], guide)]),
        )
      }
    }
  }

  /** A list of values of one place. @param guides for each a passage by which others are foretold */
  #column(
    context: number,
    values: Given<Json>,
    count: number,
    guides: readonly (Passage | undefined)[],
    firsts?: readonly boolean[],
  ): Json[] {
    if (count === 0) return []
    const kind = kinds[this.#choice(within(context, 11), values ? kinds.indexOf(kindOf(values)) : 0, 3)]
    const inside = within(context, kinds.indexOf(kind) + 12)
    switch (kind) {
      case 'whole':
        return this.#steps(inside, values as Given<number>, count)
      case 'ids': {
        const letter = this.#string(within(inside, 1), 0, values && String(values[0]).replace(/\d+$/, ''))
        const numbers = values?.map((value) => Number(String(value).slice(letter.length)))
        return this.#steps(inside, numbers, count).map((number) => `${letter}${number}`)
      }
      case 'strings': {
        let before = 0
        const found: string[] = []
        for (let k = 0; k < count; k++) {
          const one = this.#string(inside, before, values?.[k] as string | undefined, guides[k])
          before = 1 + (numberOfWord.get(one) ?? -1)
          found.push(one)
        }
        return found
      }
      case 'passages':
        return this.#passages(inside, values as Given<Passage>, count, guides, firsts) as unknown as Json[]
      case 'lists': {
        const lists = values as Given<readonly Json[]>
        let before = 0
        const lengths: number[] = []
        for (let k = 0; k < count; k++) {
          before = this.#number(within(inside, Math.min(before, 4)), lists?.[k].length)
          lengths.push(before)
        }
        const guidesInside = lengths.flatMap((length, k) => Array.from({ length }, () => guides[k]))
        const firstsInside = lengths.flatMap((length) => Array.from({ length }, (_, at) => at === 0))
        const flat = this.#column(
          within(inside, 9),
          lists?.flat(1) as Given<Json>,
          guidesInside.length,
          guidesInside,
          firstsInside,
        )
        let at = 0
        return lengths.map((length) => {
          at += length
          return flat.slice(at - length, at)
        })
      }
      case 'objects':
        return this.#objects(inside, values as Given<{ readonly [key: string]: Json }>, count, guides, firsts)
      case 'some': {
        let before = 0
        const there: boolean[] = []
        for (let k = 0; k < count; k++) {
          const bit = this.#bits.bit(this.#slot(within(inside, before)), values?.[k] === null ? 0 : 1)
          before = ((before << 1) | bit) & 3
          there.push(bit === 1)
        }
        const rest = this.#column(
          within(inside, 9),
          values?.filter((value) => value !== null),
          there.filter(Boolean).length,
          guides.filter((_, k) => there[k]),
        )
        let at = 0
        return there.map((one) => (one ? rest[at++] : null))
      }
      case 'any':
        return Array.from({ length: count }, (_, k) => this.value(inside, values?.[k], guides[k]))
    }
  }

  #objects(
    context: number,
    values: Given<{ readonly [key: string]: Json }>,
    count: number,
    guides: readonly (Passage | undefined)[],
    firsts: readonly boolean[] | undefined,
  ): Json[] {
    const shapes: string[][] = []
    const known = new Map<string, number>()
    const which: number[] = []
    let before = 0
    for (let k = 0; k < count; k++) {
      const keys = values && keysOf(values[k])
      const name = keys ? nameOfShape(keys) : ''
      // One more than are known is one that comes for the first time.
      const shape = this.#number(
        within(context, 20 + Math.min(before, 8)),
        keys && (known.get(name) ?? shapes.length),
      )
      if (shape === shapes.length) {
        known.set(name, shape)
        shapes.push(this.#shape(within(context, 31), keys))
      }
      which.push(shape)
      before = shape + 1
    }
    const names = [...new Set(shapes.flat())]
    // Of each shape the columns of its fields, in their order.
    const fields = shapes.map((shape) => shape.map((key) => names.indexOf(key)))
    const own = [...guides]
    const columns: Json[][] = []
    let guided = false
    for (const [number, key] of names.entries()) {
      const has = fields.map((one) => one.includes(number))
      const rows: number[] = []
      for (let k = 0; k < count; k++) if (has[which[k]]) rows.push(k)
      const column = this.#column(
        within(context, hashOf(key)),
        values && rows.map((k) => values[k][key]),
        rows.length,
        rows.map((k) => own[k]),
        firsts && rows.map((k) => firsts[k]),
      )
      columns.push(column)
      if (guided) continue
      // What stands in an object is foretold by its first passage, or by a name that the text told.
      guided = column.every(isPassage)
      for (let at = 0; at < rows.length; at++) {
        const one = column[at]
        if (typeof one === 'string') own[rows[at]] ??= this.#passageOf.get(one)
        else {
          const first = guided || !isList(one) ? one : one[0]
          if (first !== undefined && isPassage(first)) own[rows[at]] = first
        }
      }
    }
    const next = names.map(() => 0)
    return which.map((shape) => {
      const object: Record<string, Json> = {}
      for (const number of fields[shape]) put(object, names[number], columns[number][next[number]++])
      return object
    })
  }

  /** Strings that were told by the text, and where they stand in it. */
  readonly #passageOf = new Map<string, Passage>()

  #passages(
    context: number,
    values: Given<Passage>,
    count: number,
    guides: readonly (Passage | undefined)[],
    firsts: readonly boolean[] | undefined,
  ): Passage[] {
    const found: Passage[] = []
    let last: Passage = [0, 0]
    let step = 0
    let lastLength = 0
    for (let k = 0; k < count; k++) {
      const given = values?.[k]
      const guide = firsts && !firsts[k] ? undefined : guides[k]
      let start: number
      let length: number
      if (guide) {
        const same = given && given[0] === guide[0] && given[1] === guide[1] ? 1 : 0
        if (this.#bits.bit(this.#slot(within(context, 1)), same) === 1) {
          start = guide[0]
          length = guide[1] - guide[0]
        } else {
          start = guide[0] + this.#signed(within(context, 2), given && given[0] - guide[0])
          const toEnd = given && given[1] === guide[1] ? 1 : 0
          if (this.#bits.bit(this.#slot(within(context, 3)), toEnd) === 1) length = guide[1] - start
          else length = this.#signed(within(context, 4), given && given[1] - given[0])
        }
      } else {
        const inList = firsts && !firsts[k] ? 50 : 0
        const from = last[0]
        const moved = this.#signed(
          within(context, 5 + inList + sizeOf(step) * 2 + (step < 0 ? 1 : 0)),
          given && given[0] - from,
        )
        start = from + moved
        length = this.#signed(
          within(context, 20 + inList + sizeOf(moved) * 5 + sizeOf(lastLength)),
          given && given[1] - given[0],
        )
        step = moved
        lastLength = length
      }
      last = [start, start + length]
      found.push(last)
    }
    return found
  }

  #steps(context: number, values: Given<number>, count: number): number[] {
    const found: number[] = []
    let last = 0
    let step = 0
    for (let k = 0; k < count; k++) {
      step = this.#signed(
        within(context, k === 0 ? 3 : 4 + sizeOf(step) * 2 + (step < 0 ? 1 : 0)),
        values && values[k] - last,
      )
      last += step
      found.push(last)
    }
    return found
  }

  /** The names of an object's fields. */
  #shape(context: number, keys: readonly string[] | undefined): string[] {
    const found: string[] = []
    let before = 0
    for (let k = 0; ; k++) {
      const ends = this.#bits.bit(
        this.#slot(within(within(context, 1), before)),
        keys && k < keys.length ? 0 : 1,
      )
      if (ends === 1) return found
      const key = this.#string(within(context, 2), before, keys?.[k])
      before = 1 + (numberOfWord.get(key) ?? -1)
      found.push(key)
    }
  }

  /** @param before number of the word that came before it, from 1; 0 where none is known */
  #string(context: number, before: number, given: string | undefined, guide?: Passage): string {
    const here = within(context, before)
    const way = given === undefined ? undefined : this.#wayOf(given, guide)
    const kind = this.#choice(within(here, guide ? 1 : 2), way?.kind ?? 0, 3)
    switch (kind) {
      case told.known:
        return knownWords[this.#choice(within(here, 3), way?.number ?? 0, wordBits)] ?? ''
      case told.guide:
        return this.#remember(this.#slice(guide ?? [0, 0], false), guide)
      case told.guideAsBeginning:
        return this.#remember(this.#slice(guide ?? [0, 0], true), guide)
      case told.again: {
        const at = this.#number(within(context, -2), way?.number)
        return this.#remember(this.#recent[this.#recent.length - 1 - at] ?? '')
      }
      case told.text:
      case told.textAsBeginning: {
        const passage = way?.passage
        const start =
          this.#position + this.#signed(within(context, -3), passage && passage[0] - this.#position)
        const end = start + this.#number(within(context, -4), passage && passage[1] - passage[0])
        this.#position = end
        return this.#remember(this.#slice([start, end], kind === told.textAsBeginning), [start, end])
      }
      default:
        return this.#remember(this.#spell(within(context, -5), given))
    }
  }

  #remember(string: string, passage?: Passage): string {
    if (passage && !this.#passageOf.has(string)) this.#passageOf.set(string, passage)
    const at = this.#recent.lastIndexOf(string)
    if (at >= 0) this.#recent.splice(at, 1)
    else if (this.#recent.length === mostRecent) this.#recent.shift()
    this.#recent.push(string)
    return string
  }

  #slice([start, end]: Passage, asBeginning: boolean): string {
    const words = this.#text.slice(Math.max(start, 0), Math.max(end, 0))
    return asBeginning ? capitalised(words) : words
  }

  /** The shortest way to tell a string. */
  #wayOf(given: string, guide: Passage | undefined): { kind: number; number?: number; passage?: Passage } {
    const known = numberOfWord.get(given)
    if (known !== undefined) return { kind: told.known, number: known }
    if (guide) {
      if (this.#slice(guide, false) === given) return { kind: told.guide }
      if (isCertain(given) && this.#slice(guide, true) === given) return { kind: told.guideAsBeginning }
    }
    const again = this.#recent.lastIndexOf(given)
    if (again >= 0) return { kind: told.again, number: this.#recent.length - 1 - again }
    if (given.length < shortestOfText) return { kind: told.spelt }
    const at = this.#find(given)
    if (at >= 0) return { kind: told.text, passage: [at, at + given.length] }
    if (!isCertain(given)) return { kind: told.spelt }
    const small = given[0].toLowerCase() + given.slice(1)
    const there = small !== given && capitalised(small) === given ? this.#find(small) : -1
    return there >= 0
      ? { kind: told.textAsBeginning, passage: [there, there + small.length] }
      : { kind: told.spelt }
  }

  #find(words: string): number {
    if (this.#inVain > mostInVain) return -1
    const from = Math.max(0, this.#position - farthest)
    const near = this.#text.slice(from, this.#position + farthest)
    const behind = near.indexOf(words, this.#position - from)
    const at = behind >= 0 ? behind : near.indexOf(words)
    if (at >= 0) return at + from
    this.#inVain += words.length
    return -1
  }

  #spell(context: number, given: string | undefined): string {
    const length = this.#number(context, given?.length)
    if (given !== undefined) {
      this.#spelt += given
      return given
    }
    this.#speltAt += length
    return this.#spelt.slice(this.#speltAt - length, this.#speltAt)
  }

  #signed(context: number, given: number | undefined): number {
    const number = this.#number(
      context,
      given === undefined ? undefined : given < 0 ? -2 * given - 1 : 2 * given,
    )
    return number % 2 === 1 ? -(number + 1) / 2 : number / 2
  }

  /** A whole number from 0: how long it is, then its bits, of which the first are foretold. */
  #number(context: number, given: number | undefined): number {
    const bits = this.#bits
    if (given !== undefined) {
      const one = given + 1
      let length = 0
      for (let rest = one; rest >= 2; rest = Math.floor(rest / 2)) length++
      for (let k = 0; k < length; k++) bits.bit(this.#slot(context + k), 1)
      bits.bit(this.#slot(context + length), 0)
      let before = 1
      for (let k = length - 1; k >= 0; k--) {
        const bit = Math.floor(one / 2 ** k) % 2
        if (length - k <= bitsForetold) bits.bit(this.#slot(within(context, 64 + length * 8 + before)), bit)
        else bits.even(bit)
        before = before * 2 + bit
      }
      return given
    }
    let length = 0
    while (length < longestNumber && bits.bit(this.#slot(context + length), 0) === 1) length++
    let one = 1
    for (let k = length - 1; k >= 0; k--)
      one =
        one * 2 +
        (length - k <= bitsForetold
          ? bits.bit(this.#slot(within(context, 64 + length * 8 + one)), 0)
          : bits.even(0))
    return one - 1
  }

  /** One of a few: a number of so many bits. */
  #choice(context: number, given: number, bits: number): number {
    let node = 1
    for (let k = bits - 1; k >= 0; k--)
      node = node * 2 + this.#bits.bit(this.#slot(context + node), (given >> k) & 1)
    return node - (1 << bits)
  }

  #slot(context: number): number {
    return Math.imul(context, 0x2c1b3c6d) >>> (32 - slotBits)
  }
}

function put(object: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

const bitsForetold = 3
const longestNumber = 53

const capitalised = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1)

/** Whether the first letter is one whose large form is the same for ever, whatever newer versions of Unicode say. */
const isCertain = (words: string) => words.charCodeAt(0) < 0x250

const keysOf = (object: { readonly [key: string]: Json }) =>
  Object.keys(object).filter((key) => object[key] !== undefined)
