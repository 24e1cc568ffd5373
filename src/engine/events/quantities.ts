import type { Quantity, Span } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import { firstIndex } from '../first-index.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { QuantityWords } from '../language-words.ts'
import type { Reads } from '../layers.ts'
import { type NumberWords, readNumber } from '../text/numbers.ts'
import { cutPieces, type Pieces } from '../text/pieces.ts'
import { type Entry, type Lexicon, readLexicon } from '../times/pattern.ts'

type Document = Reads<'tokens' | 'tags' | 'lemmas' | 'dependencies' | 'times'>

/** Between a figure and what befell those counted stand at most so many pieces. */
const reach = 9

/**
 * Figures that count or measure: killed, injured, arrested, missing, displaced, money (ISO 4217), else the lemma of
 * the noun counted. Bounds are those that the words state: "au moins 12" 12 and null, "jusqu'à 30" null and 30,
 * "between 40 and 50" 40 and 50. Words of approximation state none, so "une dizaine", "près de 100", "una decena" keep
 * low = high = the value said. "Des dizaines de morts" is at least 10; "plusieurs morts" has neither bound; "aucun mort",
 * "ni morts", "nobody was hurt" are 0 and 0. A change ("rose from 12 to 17") is the value reached, with `was` and
 * `movement`. "438 votes to 86" are two figures of one noun; a share ("up to 80 %") has the unit "%". A currency whose
 * country is not said ("pesos") is given by its noun. The span runs from the bounding words to the unit.
 * `claim`, `event` and `time` are left null: the component that links quantities does.
 */
export function createQuantities(pack: LanguagePack): Component {
  const lexicon = readLexicon(pack.quantities.words.lines)
  return defineComponent({
    name: 'quantities',
    needs: ['tokens', 'tags', 'lemmas', 'dependencies', 'times'],
    gives: ['quantities'],
    uses: { [`${pack.code}.quantities`]: pack.quantities.words.hash },
    run: (document) => ({ quantities: readQuantities(document, lexicon, pack.quantities, pack.numbers) }),
  })
}

interface Figure {
  first: number
  last: number
  low: number | null
  high: number | null
  /** Written as the article ("un mort"), so that only a harm makes it a figure. */
  article: boolean
  /** A round many ("des milliers"), which counts nouns and money too. */
  many?: boolean
  /** The value before a change. */
  was?: Was
}

type Movement = 'rise' | 'fall'

function readQuantities(
  document: Document,
  lexicon: Lexicon,
  words: QuantityWords,
  numbers: NumberWords,
): Quantity[] {
  const pieces = cutPieces(document.text)
  const quantities: Quantity[] = []
  /** Where a share that a change reaches begins, with what it was. */
  const shifts = new Map<number, Was>()
  let time = 0
  for (let i = 0; i < pieces.length; ) {
    while (time < document.times.length && document.times[time].span[1] <= pieces.start[i]) time++
    if (time < document.times.length && document.times[time].span[0] < pieces.end[i]) {
      i++
      continue
    }
    const read = readFigure(document, pieces, i, lexicon, words, numbers)
    if (!read) {
      i++
      continue
    }
    const previous = quantities[quantities.length - 1]
    // "from 12 to 17": the first figure is what was; a share stands for itself besides.
    const change = changeAt(pieces, read, lexicon, numbers)
    if (change && !isShare(pieces, read.last, lexicon)) i = change.first
    const figure = change && !isShare(pieces, read.last, lexicon) ? change : read
    if (change && figure === read) shifts.set(change.first, change.was)
    const unit =
      unitOf(document, pieces, figure, lexicon, words, numbers) ??
      sharedUnit(document, pieces, figure, previous, lexicon)
    if (unit) {
      const was =
        figure.was ??
        shifts.get(figure.first) ??
        // "438 votes against 86" tell no change.
        (unit.counted !== undefined && lexicon.get('VOTES')?.has(pieces.lower[unit.counted])
          ? undefined
          : valueBefore(pieces, unit.last, lexicon, numbers))
      const before = boundBefore(pieces, figure.first, lexicon, words)
      let { low, high } = figure
      if (before && low !== null && low === high) {
        if (before.bound === 'low') high = null
        else if (before.bound === 'high') low = null
      }
      const first = Math.min(before?.first ?? figure.first, unit.first)
      if (unit.times !== undefined) {
        if (low !== null) low *= unit.times
        if (high !== null) high *= unit.times
      }
      const span: Span = [pieces.start[first], pieces.end[Math.max(unit.last, figure.last)]]
      const movement = movementAt(pieces, first, low ?? high, was?.value, lexicon)
      // The symbol of a currency stands before its figure; nothing may be counted twice.
      if (!previous || previous.span[1] <= span[0])
        quantities.push({
          id: `q${quantities.length + 1}`,
          span,
          unit: unit.unit,
          low,
          high,
          ...(unit.counted !== undefined
            ? { counted: [pieces.start[unit.counted], pieces.end[unit.counted]] as Span }
            : {}),
          ...(movement ? { movement } : {}),
          ...(was ? { was: was.value } : {}),
          claim: null,
          event: null,
        })
      i = Math.max(figure.last, unit.last, was?.last ?? 0) + 1
    } else i = figure.last + 1
  }
  return quantities
}

/** The entry of a category at a piece, longest first, not across a line break. */
function entryAt(pieces: Pieces, i: number, lexicon: Lexicon, category: string): Entry | undefined {
  if (i < 0 || i >= pieces.length) return undefined
  for (const entry of lexicon.get(category)?.get(pieces.lower[i]) ?? []) {
    let same = true
    for (let k = 0; k < entry.words.length && same; k++)
      same = pieces.lower[i + k] === entry.words[k] && (k === 0 || !pieces.breaks[i + k])
    if (same) return entry
  }
  return undefined
}

/** The entry of a category that ends just before a piece. */
function entryBefore(
  pieces: Pieces,
  i: number,
  lexicon: Lexicon,
  category: string,
): { entry: Entry; first: number } | undefined {
  for (let k = Math.max(0, i - 5); k < i; k++) {
    const entry = entryAt(pieces, k, lexicon, category)
    if (entry && k + entry.words.length === i && !pieces.breaks[i]) return { entry, first: k }
  }
  return undefined
}

/** Inside codes and names ("COVID-19", "G7", "n° 12", "3-2") there is no figure. */
function standsAlone(pieces: Pieces, i: number): boolean {
  if (pieces.kind[i] !== 'd' || !pieces.glued[i] || i === 0) return true
  const before = pieces.lower[i - 1]
  return (
    before === '(' ||
    before === '"' ||
    before === '«' ||
    before === '$' ||
    before === '€' ||
    before === '£' ||
    before === "'" ||
    before === '“'
  )
}

function readFigure(
  document: Document,
  pieces: Pieces,
  i: number,
  lexicon: Lexicon,
  words: QuantityWords,
  numbers: NumberWords,
): Figure | undefined {
  const nobody = entryAt(pieces, i, lexicon, 'NOBODY')
  if (nobody && !isDetermined(document, pieces, i))
    return { first: i, last: i + nobody.words.length - 1, low: 0, high: 0, article: true }
  const none = entryAt(pieces, i, lexicon, 'NONE')
  if (none) return { first: i, last: i + none.words.length - 1, low: 0, high: 0, article: true }
  // "Ni morts ni blessés", "nobody was hurt": none only where a harm follows at once.
  const nor = entryAt(pieces, i, lexicon, 'NOR')
  const behindNor = i + (nor?.words.length ?? 0)
  if (nor && (entryAt(pieces, behindNor, lexicon, 'HARM') || entryAt(pieces, behindNor, lexicon, 'CASUALTY')))
    return { first: i, last: i + nor.words.length - 1, low: 0, high: 0, article: true }
  const many = entryAt(pieces, i, lexicon, 'MANY')
  if (many) {
    const least = Number(many.value)
    return {
      first: i,
      last: i + many.words.length - 1,
      low: least > 0 ? least : null,
      high: null,
      article: true,
      many: least > 0,
    }
  }
  if (!standsAlone(pieces, i) && !codeBefore(pieces, i, lexicon)) return undefined
  const read = readNumber(pieces, i, numbers) ?? readBehindCode(pieces, i, lexicon, numbers)
  if (!read) return undefined
  const { value, last } = read
  const next = last + 1
  // "12 à 15", "40-50", "entre 40 et 50": "et" and "and" join two figures only behind "entre" and "between".
  const link = next < pieces.length && !pieces.breaks[next] ? entryAt(pieces, next, lexicon, 'TO') : undefined
  if (link) {
    const second = readNumber(pieces, next + link.words.length, numbers)
    const between = entryBefore(pieces, i, lexicon, 'BETWEEN')
    const joins = link.words[0]
    const range = words.joins.test(joins)
    const opened = between !== undefined && words.between.test(between.entry.words[0])
    if (
      second &&
      !pieces.breaks[next + link.words.length] &&
      (opened ? !words.neverAfterBetween.test(joins) : range)
    ) {
      // "2 à 3 millions": the scale belongs to both.
      const low =
        value < second.value && value < 1000 && second.value >= 1e6
          ? value * (second.value >= 1e9 ? 1e9 : 1e6)
          : value
      if (low < second.value)
        return {
          first: between ? between.first : i,
          last: second.last,
          low,
          high: second.value,
          article: false,
        }
    }
  }
  return { first: i, last, low: value, high: value, article: !read.digits && value === 1 }
}

/** Whether the word at a piece has an article, a numeral or an adjective before it: "une personne n'a pas". */
function isDetermined({ tokens }: Document, pieces: Pieces, i: number): boolean {
  if (i === 0 || pieces.breaks[i]) return false
  const tag = tokens.tag[tokens.at(pieces.start[i - 1])]
  return tag === 'DET' || tag === 'NUM' || tag === 'ADJ'
}

/** "$US1 million", "USD5bn": a figure glued to the code of its currency. */
function readBehindCode(
  pieces: Pieces,
  i: number,
  lexicon: Lexicon,
  numbers: NumberWords,
): { value: number; last: number; digits: boolean } | undefined {
  if (i === 0 || pieces.kind[i] !== 'd' || !pieces.glued[i] || !codeBefore(pieces, i, lexicon))
    return undefined
  // As if the code were no part of it.
  const from = Math.min(pieces.length, i + 8)
  const apart: Pieces = {
    length: from - i,
    start: pieces.start.slice(i, from),
    end: pieces.end.slice(i, from),
    lower: pieces.lower.slice(i, from),
    kind: pieces.kind.slice(i, from),
    glued: [false, ...pieces.glued.slice(i + 1, from)],
    breaks: pieces.breaks.slice(i, from),
    capital: pieces.capital.slice(i, from),
  }
  const read = readNumber(apart, 0, numbers)
  return read && { ...read, last: read.last + i }
}

/** The code of a currency that ends just before a piece, glued to it: "US$", "$US", "USD", "€". */
function codeBefore(
  pieces: Pieces,
  i: number,
  lexicon: Lexicon,
): { value: string; first: number } | undefined {
  const symbol = i - 1
  if (symbol < 0 || pieces.breaks[i]) return undefined
  if (symbol > 0 && pieces.glued[symbol]) {
    const code = `${pieces.lower[symbol - 1]}${pieces.lower[symbol]}`
    const coded = lexicon
      .get('CURRENCY')
      ?.get(pieces.lower[symbol - 1])
      ?.find((entry) => entry.words.length === 2 && entry.words.join('') === code)
    if (coded) return { value: coded.value, first: symbol - 1 }
  }
  // A symbol or a code of three letters may stand apart from its figure ("$ 15 million", "GBP 40m"), a word may not.
  const plain =
    pieces.glued[i] || pieces.kind[symbol] === 'p' || isCode(pieces, symbol)
      ? entryAt(pieces, symbol, lexicon, 'CURRENCY')
      : undefined
  if (plain && plain.words.length === 1) return { value: plain.value, first: symbol }
  // "US$ 2.5 million"
  const two = entryBefore(pieces, i, lexicon, 'CURRENCY')
  return two && two.entry.words.length === 2 && two.entry.words.includes('$')
    ? { value: two.entry.value, first: two.first }
    : undefined
}

/** Whether a piece is written as the code of a currency is: three letters, the first a capital. */
const isCode = (pieces: Pieces, i: number): boolean =>
  pieces.kind[i] === 'w' && pieces.capital[i] && pieces.lower[i].length === 3

/** Whether a per cent sign or word follows the piece. */
const isShare = (pieces: Pieces, last: number, lexicon: Lexicon): boolean =>
  last + 1 < pieces.length &&
  !pieces.breaks[last + 1] &&
  entryAt(pieces, last + 1, lexicon, 'PERCENT') !== undefined

interface Was {
  value: number
  last: number
}

/** The word of change before a piece, within the sentence: "rose", "est passé". */
function changeBefore(pieces: Pieces, first: number, lexicon: Lexicon, within: number): Entry | undefined {
  for (let k = first - 1; k >= 0 && k >= first - within && !pieces.breaks[k + 1]; k--) {
    if (pieces.lower[k] === '.' || pieces.lower[k] === ';') return undefined
    const change = entryAt(pieces, k, lexicon, 'CHANGE')
    if (change) return change
  }
  return undefined
}

/** "From 12 (dead) to 17" behind a word of change: the figure reached, and what was. */
function changeAt(
  pieces: Pieces,
  read: Figure,
  lexicon: Lexicon,
  numbers: NumberWords,
): (Figure & { was: Was }) | undefined {
  let first = read.first
  let value = read.low
  let last = read.last
  const opened = entryAt(pieces, first, lexicon, 'FROM')
  if (opened) {
    // The reading of ranges has taken "from 12 to 17" for one.
    const at = first + opened.words.length
    const one = readNumber(pieces, at, numbers)
    if (!one) return undefined
    value = one.value
    last = one.last
    first = at
  } else {
    const from = entryBefore(pieces, first, lexicon, 'FROM') ?? fromBeforeSymbol(pieces, first, lexicon)
    if (!from) return undefined
  }
  if (value === null || !changeBefore(pieces, first, lexicon, 10)) return undefined
  // "A reculé de 0,3 point à 7,1 %": by so much, not from it.
  if (entryAt(pieces, last + 1, lexicon, 'POINT')) return undefined
  for (let k = last + 1; k < pieces.length && k <= last + 6 && !pieces.breaks[k]; k++) {
    if (pieces.lower[k] === ';') return undefined
    const into = entryAt(pieces, k, lexicon, 'INTO')
    if (!into) continue
    let next = k + into.words.length
    if (next < pieces.length && pieces.kind[next] === 'p' && entryAt(pieces, next, lexicon, 'CURRENCY'))
      next++
    const second =
      next < pieces.length && !pieces.breaks[next] ? readNumber(pieces, next, numbers) : undefined
    if (!second) continue
    // "from 2 to 3 million": the scale belongs to both.
    const scale = second.value >= 1e9 ? 1e9 : 1e6
    const before = second.value >= 1e6 && value < 1000 ? value * scale : value
    return {
      first: next,
      last: second.last,
      low: second.value,
      high: second.value,
      article: false,
      was: { value: before, last: second.last },
    }
  }
  return undefined
}

function fromBeforeSymbol(pieces: Pieces, first: number, lexicon: Lexicon) {
  const symbol = first - 1
  return symbol > 0 && pieces.kind[symbol] === 'p' && entryAt(pieces, symbol, lexicon, 'CURRENCY')
    ? entryBefore(pieces, symbol, lexicon, 'FROM')
    : undefined
}

/** "To 17 from 12", "17, up from 12": what the figure was. */
function valueBefore(pieces: Pieces, last: number, lexicon: Lexicon, numbers: NumberWords): Was | undefined {
  for (let k = last + 1; k < pieces.length && k <= last + 4 && !pieces.breaks[k]; k++) {
    const from = entryAt(pieces, k, lexicon, 'UP_FROM') ?? entryAt(pieces, k, lexicon, 'FROM')
    if (!from) {
      if (pieces.kind[k] === 'p' && pieces.lower[k] !== ',') return undefined
      continue
    }
    const isUp = entryAt(pieces, k, lexicon, 'UP_FROM') !== undefined
    if (!isUp && !changeBefore(pieces, last, lexicon, 9)) return undefined
    const next = k + from.words.length
    const read = next < pieces.length && !pieces.breaks[next] ? readNumber(pieces, next, numbers) : undefined
    // "17 from 12 towns" counts towns, "from 2019" is a year.
    if (!read || (read.digits && read.value >= 1900 && read.value < 2100)) return undefined
    const after = read.last + 1
    const isOver =
      after >= pieces.length ||
      pieces.breaks[after] ||
      pieces.kind[after] === 'p' ||
      entryAt(pieces, after, lexicon, 'STOP') !== undefined
    return isOver ? { value: read.value, last: read.last } : undefined
  }
  return undefined
}

/** Which way a figure moved: by what it was, else by the word of change before it. */
function movementAt(
  pieces: Pieces,
  first: number,
  value: number | null,
  was: number | undefined,
  lexicon: Lexicon,
): Movement | undefined {
  if (value === null) return undefined
  if (was !== undefined) return was === value ? undefined : was < value ? 'rise' : 'fall'
  if (entryBefore(pieces, first, lexicon, 'FROM')) return undefined
  const change = changeBefore(pieces, first, lexicon, 3)?.value
  return change === 'rise' || change === 'fall' ? change : undefined
}

/**
 * The unit that a figure without a noun shares with the one before it: "438 votes to 86", "248 hurt; 58 by gunfire",
 * "12 dead, and two months later 4".
 */
function sharedUnit(
  { tokens, text }: Document,
  pieces: Pieces,
  figure: Figure,
  previous: Quantity | undefined,
  lexicon: Lexicon,
): Unit | undefined {
  if (!previous || figure.article) return undefined
  let at = figure.first - 1
  let gap = 0
  while (at >= 0 && pieces.start[at] >= previous.span[1]) {
    if (pieces.breaks[at + 1] || pieces.lower[at] === '.' || ++gap > 20) return undefined
    at--
  }
  const next = figure.last + 1
  const bare =
    next >= pieces.length ||
    pieces.breaks[next] ||
    (pieces.kind[next] === 'p' && pieces.lower[next] !== '-' && pieces.lower[next] !== ':') ||
    tokens.tag[tokens.at(pieces.start[next])] === 'ADP'
  const against =
    entryBefore(pieces, figure.first, lexicon, 'AGAINST') !== undefined ||
    entryAt(pieces, next, lexicon, 'AGAINST') !== undefined
  const unit = { unit: previous.unit, first: figure.first, last: figure.last }
  if (against && gap <= 6 && countsVotes(previous, text, lexicon)) return unit
  if (!bare || !people.has(previous.unit)) return undefined
  return entryBefore(pieces, figure.first, lexicon, 'COUNTED') || pieces.lower[figure.first - 1] === ';'
    ? unit
    : undefined
}

const people: ReadonlySet<string> = new Set(['killed', 'injured', 'arrested', 'missing', 'displaced'])

/** Whether what a quantity counts are votes or points of a ballot. */
function countsVotes({ counted }: Quantity, text: string, lexicon: Lexicon): boolean {
  return counted != null && lexicon.get('VOTES')?.has(text.slice(...counted).toLowerCase()) === true
}

/** "Au moins", "up to", "près de" just before a figure, and which bound they leave. */
function boundBefore(
  pieces: Pieces,
  first: number,
  lexicon: Lexicon,
  words: QuantityWords,
): { first: number; bound: 'low' | 'high' | 'about' } | undefined {
  let at = first
  if (
    at > 0 &&
    (pieces.lower[at - 1] === '$' || pieces.lower[at - 1] === '€' || pieces.lower[at - 1] === '£')
  )
    at--
  if (at > 0 && pieces.lower[at] === '$' && pieces.lower[at - 1] === 'us') at--
  for (const [category, bound] of bounds) {
    const found = entryBefore(pieces, at, lexicon, category)
    if (found)
      return {
        first: words.article.test(found.entry.words[0]) ? first : found.first,
        bound,
      }
  }
  return undefined
}

const bounds = [
  ['AT_LEAST', 'low'],
  ['AT_MOST', 'high'],
  ['ABOUT', 'about'],
] as const

interface Unit {
  unit: string
  first: number
  last: number
  /** The piece of the noun counted. */
  counted?: number
  /** What multiplies the figure: the "m" of "£300m". */
  times?: number
}

/** What a figure counts; undefined where the words do not say. */
function unitOf(
  document: Document,
  pieces: Pieces,
  figure: Figure,
  lexicon: Lexicon,
  words: QuantityWords,
  numbers: NumberWords,
): Unit | undefined {
  const { tokens } = document
  let at = figure.last + 1
  if (figure.low !== 0 || !figure.article) {
    const amount = amountOf(pieces, figure, lexicon, numbers)
    if (amount) return amount
    if (!figure.article && isShare(pieces, figure.last, lexicon)) {
      const sign = entryAt(pieces, at, lexicon, 'PERCENT')
      return { unit: '%', first: figure.first, last: figure.last + (sign?.words.length ?? 0) }
    }
  }
  if (at < pieces.length && !pieces.breaks[at]) {
    // "millions de dollars", "une dizaine d'euros"
    let noun = at
    if (words.of.test(pieces.lower[noun])) noun++
    else if (words.elidedOf.test(pieces.lower[noun]) && pieces.lower[noun + 1] === "'") noun += 2
    // "8 de las muertes"
    if (noun > at && noun < pieces.length && isArticle(document, pieces, noun, words)) noun++
    if (noun < pieces.length && !pieces.breaks[noun]) {
      const currency = entryAt(pieces, noun, lexicon, 'CURRENCY')
      if (currency) {
        // "quelques euros" is no figure; "3.000 dólares singapurenses" are no dollars of the United States.
        if (figure.low === null && figure.high === null) return undefined
        let last = noun + currency.words.length - 1
        // "125 USD millones"
        const scale =
          last + 1 < pieces.length && !pieces.breaks[last + 1] && noun === at
            ? numbers.scales[pieces.lower[last + 1]]
            : undefined
        if (typeof scale === 'number' && scale >= 1e6) {
          last++
          return { unit: currency.value, first: figure.first, last, times: scale }
        }
        const token = tokens.at(pieces.start[noun])
        const other =
          currency.value === 'USD' &&
          currency.words.length === 1 &&
          last + 1 < pieces.length &&
          pieces.kind[last + 1] === 'w' &&
          tokens.tag[tokens.at(pieces.start[last + 1])] === 'ADJ'
        return {
          unit: other ? tokens.lemma[token] || currency.value : currency.value,
          first: figure.first,
          last,
        }
      }
      at = noun
    }
    if (entryAt(pieces, at, lexicon, 'SKIP')) return undefined
    if (pieces.glued[at] && pieces.kind[at] !== 'p' && pieces.lower[at - 1] !== "'") return undefined
  }
  // "15 000 km2", "12 sq km", "12 km carrés"
  const square = entryAt(pieces, at, lexicon, 'SQUARE')
  const length = square ? at + square.words.length : at
  if (
    length < pieces.length &&
    lengths.has(pieces.lower[length]) &&
    !pieces.breaks[length] &&
    !figure.article
  ) {
    const behind = square ? undefined : entryAt(pieces, length + 1, lexicon, 'SQUARE')
    const exponent =
      square || behind ? '²' : pieces.glued[length + 1] ? exponents.get(pieces.lower[length + 1]) : undefined
    const unit = `${pieces.lower[length]}${exponent ?? ''}`
    return {
      unit,
      first: figure.first,
      last: exponent === undefined || square ? length : length + 1,
      counted: length,
    }
  }
  const isLarge = (figure.low ?? figure.high ?? 0) >= 1000
  const near = listedNoun(document, pieces, countedNoun(document, pieces, at, isLarge))
  const far = countedByTree(document, pieces, figure.last)
  const nounPiece = far !== undefined && (near === undefined || far > near) ? far : near
  const casualty = figure.high === 0 ? entryAt(pieces, at, lexicon, 'CASUALTY') : undefined
  if (casualty)
    return { unit: casualty.value, first: figure.first, last: at + casualty.words.length - 1, counted: at }
  const harm = harmAfter(document, pieces, at, lexicon)
  if (harm && isRate(pieces, harm.end)) return undefined
  // "No serious injuries", "aucun blessé grave": that none is badly hurt is not that none is hurt.
  if (harm && figure.high === 0 && tellsSeverity(pieces, at, harm.end, lexicon)) return undefined
  // "Un soldat a été tué" tells of somebody and counts nobody; "un mort", "une personne a été tuée" count.
  if (harm && figure.article && !figure.many && figure.low === 1 && harm.last >= at && !harm.direct) {
    if (!entryAt(pieces, at, lexicon, 'ONE')) return undefined
  }
  if (harm)
    return {
      unit: harm.unit,
      first: figure.first,
      last: Math.max(harm.last, figure.last),
      ...(harm.direct || nounPiece === undefined ? {} : { counted: nounPiece }),
    }
  const through =
    figure.article && !figure.many ? undefined : harmByTree(document, pieces, nounPiece, lexicon)
  if (through && nounPiece !== undefined)
    return { unit: through, first: figure.first, last: nounPiece, counted: nounPiece }
  const does = doneTo(pieces, figure.first, lexicon, words)
  const person = entryAt(pieces, at, lexicon, 'PERSON')
  const ends =
    at >= pieces.length ||
    pieces.breaks[at] ||
    pieces.kind[at] === 'p' ||
    entryAt(pieces, at, lexicon, 'TO') !== undefined ||
    entryAt(pieces, at, lexicon, 'FROM') !== undefined ||
    entryAt(pieces, at, lexicon, 'UP_FROM') !== undefined ||
    // "The death toll rose to 10 on Saturday"
    (tokens.tag[tokens.at(pieces.start[at])] === 'ADP' &&
      nounPiece === undefined &&
      changeBefore(pieces, figure.first, lexicon, 3) !== undefined)
  if (does && (person || (!figure.article && (ends || nounPiece !== undefined))))
    return {
      unit: does,
      first: figure.first,
      last: person && !ends ? at + person.words.length - 1 : (nounPiece ?? figure.last),
      ...(nounPiece === undefined ? {} : { counted: nounPiece }),
    }
  if (ends && !figure.article) {
    // "the death toll rose to 30"
    for (let k = figure.first - 1; k >= 0 && k >= figure.first - 8 && !pieces.breaks[k + 1]; k--) {
      if (pieces.lower[k] === '.' || pieces.lower[k] === ';') break
      const toll =
        entryAt(pieces, k, lexicon, 'TOLL') ??
        // "Los heridos aumentaron de 30 a 41"
        (figure.was === undefined ? undefined : entryAt(pieces, k, lexicon, 'HARM'))
      if (toll) return { unit: toll.value, first: figure.first, last: figure.last }
    }
  }
  // A capital makes a name of it ("les 4 Temps"), a weekday a time.
  if ((figure.article && !figure.many) || nounPiece === undefined) return undefined
  // Many of one people are counted all the same: "500,000 Tutsis".
  if (pieces.capital[nounPiece] && !isLarge) return undefined
  if (inTime(document, pieces.start[nounPiece])) return undefined
  const token = tokens.at(pieces.start[nounPiece])
  const lemma = tokens.lemma[token] || tokens.form[token].toLowerCase()
  if (lemma === '') return undefined
  return { unit: lemma.toLowerCase(), first: figure.first, last: nounPiece, counted: nounPiece }
}

/** Symbols of lengths, the same in every language. */
const lengths: ReadonlySet<string> = new Set(['km', 'm', 'dm', 'cm', 'mm'])
const exponents: ReadonlyMap<string, string> = new Map([
  ['2', '²'],
  ['²', '²'],
  ['3', '³'],
  ['³', '³'],
])

/** An article or possessive between the preposition and what is counted: "dos de las víctimas", "deux de ses ministres". */
function isArticle({ tokens }: Document, pieces: Pieces, i: number, words: QuantityWords): boolean {
  return words.countedArticle.test(pieces.lower[i]) || tokens.tag[tokens.at(pieces.start[i])] === 'DET'
}

/** Money written with symbols and letters: "£300m", "$ 15 million", "40 k€", "300 M€", "50 MUSD". */
function amountOf(pieces: Pieces, figure: Figure, lexicon: Lexicon, numbers: NumberWords): Unit | undefined {
  if (figure.article) return undefined
  const code = codeBefore(pieces, figure.first, lexicon)
  const next = figure.last + 1
  const letter =
    next < pieces.length && !pieces.breaks[next] ? entryAt(pieces, next, lexicon, 'SCALE') : undefined
  const times = letter && Number(letter.value)
  if (code) {
    // "£5 m wide" is no million, "£5 bn" is a billion.
    const isScaled =
      letter &&
      (pieces.glued[next] || pieces.lower[next].length > 1) &&
      !(pieces.glued[next + 1] && pieces.kind[next + 1] === 'd')
    return isScaled
      ? { unit: code.value, first: code.first, last: next, times }
      : { unit: code.value, first: code.first, last: figure.last }
  }
  if (next >= pieces.length || pieces.breaks[next]) return undefined
  if (letter && next + 1 < pieces.length && !pieces.breaks[next + 1]) {
    const currency = entryAt(pieces, next + 1, lexicon, 'CURRENCY')
    if (currency)
      return { unit: currency.value, first: figure.first, last: next + currency.words.length, times }
  }
  // "50 MUSD", "3 MEUR": the letter and the code are one word.
  const word = pieces.lower[next]
  if (pieces.kind[next] === 'w' && word.length >= 4 && word.length <= 5 && pieces.capital[next]) {
    for (const cut of [1, 2]) {
      const scale = lexicon.get('SCALE')?.get(word.slice(0, cut))?.[0]
      const currency = lexicon.get('CURRENCY')?.get(word.slice(cut))?.[0]
      if (scale && currency && word.length - cut === 3 && !Object.hasOwn(numbers.scales, word))
        return { unit: currency.value, first: figure.first, last: next, times: Number(scale.value) }
    }
  }
  return undefined
}

/** Whether an offset stands inside a time expression. */
function inTime(document: Document, offset: number): boolean {
  const { times } = document
  const at = firstIndex(times.length, (k) => times[k].span[1] > offset)
  return at < times.length && times[at].span[0] <= offset
}

/** The piece of the noun that a figure ending before `at` counts: the first noun within three words, by the tags. */
function countedNoun(document: Document, pieces: Pieces, at: number, isLarge: boolean): number | undefined {
  const { tokens } = document
  for (let k = at; k < pieces.length && k < at + 3; k++) {
    if (pieces.breaks[k] || pieces.kind[k] !== 'w') return undefined
    const token = tokens.at(pieces.start[k])
    if (token >= tokens.length || tokens.start[token] > pieces.start[k]) return undefined
    const tag = tokens.tag[token]
    if (tag === 'NOUN')
      return (tokens.relation[token] === 'compound' || isKindBefore(document, pieces, k)) && k + 1 < at + 3
        ? (countedNoun(document, pieces, k + 1, isLarge) ?? k)
        : k
    // "500,000 Tutsis": so many are no name.
    if (tag === 'PROPN' && isLarge && pieces.lower[k].endsWith('s')) return k
    if (tag !== 'ADJ') break
  }
  return undefined
}

/** "600 strike drones": a noun in the singular right before the plural of what is counted tells of what kind. */
function isKindBefore({ tokens }: Document, pieces: Pieces, k: number): boolean {
  const next = k + 1
  if (next >= pieces.length || pieces.breaks[next] || pieces.kind[next] !== 'w') return false
  const [kind, counted] = [tokens.at(pieces.start[k]), tokens.at(pieces.start[next])]
  return (
    tokens.tag[counted] === 'NOUN' &&
    tokens.has(kind, 'Number', 'Sing') &&
    tokens.has(counted, 'Number', 'Plur')
  )
}

/** The noun behind a list of its kinds: "90 air, sea and ground-launched missiles". */
function listedNoun({ tokens }: Document, pieces: Pieces, near: number | undefined): number | undefined {
  if (near === undefined || pieces.lower[near + 1] !== ',') return near
  let isJoined = false
  let isCompound = false
  for (let k = near + 2; k < pieces.length && k < near + 10 && !pieces.breaks[k]; k++) {
    if (pieces.lower[k] === '-') {
      isCompound = isJoined
      continue
    }
    if (pieces.lower[k] === ',') {
      if (isJoined) return near
      continue
    }
    if (pieces.kind[k] !== 'w') return near
    const tag = tokens.tag[tokens.at(pieces.start[k])]
    if (tag === 'CCONJ') isJoined = true
    else if (isCompound && !pieces.glued[k]) return tag === 'NOUN' ? k : near
    else if (tag === 'DET' || tag === 'ADP' || tag === 'NUM' || tag === 'PRON' || tag === 'AUX') return near
  }
  return near
}

/** The noun that the tree says the figure counts, where more stands between: "90 air, sea and ground-launched missiles". */
function countedByTree({ tokens }: Document, pieces: Pieces, last: number): number | undefined {
  const number = tokens.at(pieces.start[last])
  if (number >= tokens.length || tokens.relation[number] !== 'nummod') return undefined
  const head = tokens.head[number]
  if (head <= number || head > number + 9) return undefined
  const tag = tokens.tag[head]
  if (tag !== 'NOUN') return undefined
  for (let k = last + 1; k < pieces.length && pieces.start[k] <= tokens.start[head]; k++) {
    if (pieces.breaks[k]) return undefined
    if (pieces.start[k] === tokens.start[head]) return pieces.kind[k] === 'w' ? k : undefined
    const between = tokens.tag[tokens.at(pieces.start[k])]
    if (between === 'ADP' || between === 'AUX' || between === 'PRON' || between === 'SCONJ') return undefined
  }
  return undefined
}

/** Whether a word tells how badly those counted came to harm, before the harm that ends at `end` or right behind it. */
function tellsSeverity(pieces: Pieces, at: number, end: number, lexicon: Lexicon): boolean {
  for (let k = at; k <= end + 1; k++)
    if (!pieces.breaks[k] && entryAt(pieces, k, lexicon, 'SEVERITY')) return true
  return false
}

/**
 * The harm said of those counted, behind the figure: "morts", "personnes ont été tuées", "people were injured"; and the
 * last piece of what is counted: the harm itself where it stands at the figure, else the noun before it.
 */
function harmAfter(
  document: Document,
  pieces: Pieces,
  at: number,
  lexicon: Lexicon,
): { unit: string; last: number; end: number; direct: boolean } | undefined {
  const { tokens } = document
  let nouns = 0
  let last = at - 1
  let linked = false
  for (let k = at; k < pieces.length && k < at + reach; k++) {
    if (pieces.breaks[k] || entryAt(pieces, k, lexicon, 'STOP')) return undefined
    if (pieces.kind[k] !== 'w' && pieces.lower[k] !== "'") return undefined
    const harm = entryAt(pieces, k, lexicon, 'HARM')
    if (harm) {
      if (harm.words.length === 1 && doesItself(document, pieces, k)) return undefined
      // "Un arrêté d'interdiction": the noun is no participle.
      if (harm.value === 'arrested' && k === at && k > 0 && isDecree(document, pieces, k, lexicon))
        return undefined
      const end = k + harm.words.length - 1
      return { unit: harm.value, last: k === at ? end : last, end, direct: k === at }
    }
    const person = entryAt(pieces, k, lexicon, 'PERSON')
    const link = person && k === at ? undefined : entryAt(pieces, k, lexicon, 'LINK')
    if (link) {
      linked = true
      k += link.words.length - 1
      continue
    }
    const tag = tokens.tag[tokens.at(pieces.start[k])]
    if (
      tag === 'VERB' ||
      tag === 'SCONJ' ||
      tag === 'PRON' ||
      tag === 'CCONJ' ||
      tag === 'ADP' ||
      tag === 'NUM'
    )
      return undefined
    // Without tags two words may stand between: a noun and its adjective.
    if (++nouns > (tag === undefined || tag === 'X' ? 2 : 4)) return undefined
    if (!linked) last = k
  }
  return undefined
}

/** Whether a word that is also a participle of harm is a noun of another sense here ("un arrêté préfectoral"). */
function isDecree({ tokens }: Document, pieces: Pieces, k: number, lexicon: Lexicon): boolean {
  if (!entryAt(pieces, k, lexicon, 'DECREE')) return false
  const tag = tokens.tag[tokens.at(pieces.start[k])]
  return tag === 'NOUN' || tag === undefined || tag === 'X'
}

/** "816 morts par million d'habitants" is a rate, no count. */
function isRate(pieces: Pieces, last: number): boolean {
  const by = pieces.lower[last + 1]
  const per = pieces.lower[last + 2]
  return (
    (by === 'par' || by === 'por' || by === 'per' || by === 'pour') &&
    (pieces.kind[last + 2] === 'd' ||
      per === 'million' ||
      per === 'millón' ||
      per === 'cada' ||
      per === 'habitant' ||
      per === 'cien')
  )
}

/** The harm that the verb says of its subject, where more stands between ("12 people, among them a child, died"). */
function harmByTree(
  document: Document,
  pieces: Pieces,
  nounPiece: number | undefined,
  lexicon: Lexicon,
): string | undefined {
  if (nounPiece === undefined) return undefined
  const { tokens } = document
  const noun = tokens.at(pieces.start[nounPiece])
  const relation = tokens.relation[noun]
  const verb = tokens.head[noun]
  if (verb < 0 || (relation !== 'nsubj' && relation !== 'nsubj:pass')) return undefined
  const entry = lexicon
    .get('HARM')
    ?.get(tokens.form[verb].toLowerCase())
    ?.find((candidate) => candidate.words.length === 1)
  if (!entry || tokens.children(verb).length > 64) return undefined
  if (relation === 'nsubj' && tokens.children(verb).some((child) => tokens.relation[child] === 'obj'))
    return undefined
  return entry.value
}

/** Whether the word of harm at a piece is an active verb with an object: "12 soldiers killed the guard". */
function doesItself(document: Document, pieces: Pieces, k: number): boolean {
  const { tokens } = document
  const token = tokens.at(pieces.start[k])
  if (token >= tokens.length || tokens.tag[token] !== 'VERB') return false
  // So many dependents are no sentence; looking through them for each figure would take quadratic time.
  if (tokens.children(token).length > 64) return false
  let object = false
  for (const child of tokens.children(token)) {
    const relation = tokens.relation[child]
    if (relation === 'aux:pass' || relation === 'nsubj:pass') return false
    if (relation === 'obj') object = true
  }
  return object
}

/** The verb just before a figure that harms those counted, bounding words and articles between: "killed at least 12". */
function doneTo(pieces: Pieces, first: number, lexicon: Lexicon, words: QuantityWords): string | undefined {
  let at = first
  const bound = boundBefore(pieces, first, lexicon, words)
  if (bound) at = bound.first
  if (at > 0 && words.beforeHarmed.test(pieces.lower[at - 1])) {
    const direct = entryBefore(pieces, at, lexicon, 'DOES')
    if (direct) return direct.entry.value
    at--
  }
  return entryBefore(pieces, at, lexicon, 'DOES')?.entry.value
}
