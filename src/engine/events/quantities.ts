import type { Quantity, Span } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
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
 * low = high = the value said. "Des dizaines de morts" has neither bound; "aucun mort" is 0 and 0. A currency whose
 * country is not said ("pesos") is given by its noun. The span runs from the bounding words to the unit.
 * `claim` and `event` are left null: the component that links quantities does.
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
}

function readQuantities(
  document: Document,
  lexicon: Lexicon,
  words: QuantityWords,
  numbers: NumberWords,
): Quantity[] {
  const pieces = cutPieces(document.text)
  const quantities: Quantity[] = []
  let time = 0
  for (let i = 0; i < pieces.length; ) {
    while (time < document.times.length && document.times[time].span[1] <= pieces.start[i]) time++
    if (time < document.times.length && document.times[time].span[0] < pieces.end[i]) {
      i++
      continue
    }
    const figure = readFigure(pieces, i, lexicon, words, numbers)
    if (!figure) {
      i++
      continue
    }
    const unit = unitOf(document, pieces, figure, lexicon, words)
    if (unit) {
      const before = boundBefore(pieces, figure.first, lexicon, words)
      let { low, high } = figure
      if (before && low !== null && low === high) {
        if (before.bound === 'low') high = null
        else if (before.bound === 'high') low = null
      }
      const first = Math.min(before?.first ?? figure.first, unit.first)
      const span: Span = [pieces.start[first], pieces.end[Math.max(unit.last, figure.last)]]
      // The symbol of a currency stands before its figure; nothing may be counted twice.
      const previous = quantities[quantities.length - 1]
      if (!previous || previous.span[1] <= span[0])
        quantities.push({
          id: `q${quantities.length + 1}`,
          span,
          unit: unit.unit,
          low,
          high,
          claim: null,
          event: null,
        })
      i = Math.max(figure.last, unit.last) + 1
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
  pieces: Pieces,
  i: number,
  lexicon: Lexicon,
  words: QuantityWords,
  numbers: NumberWords,
): Figure | undefined {
  const none = entryAt(pieces, i, lexicon, 'NONE')
  if (none) return { first: i, last: i + none.words.length - 1, low: 0, high: 0, article: true }
  const many = entryAt(pieces, i, lexicon, 'MANY')
  if (many) return { first: i, last: i + many.words.length - 1, low: null, high: null, article: true }
  if (!standsAlone(pieces, i)) return undefined
  const read = readNumber(pieces, i, numbers)
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
}

/** What a figure counts; undefined where the words do not say. */
function unitOf(
  document: Document,
  pieces: Pieces,
  figure: Figure,
  lexicon: Lexicon,
  words: QuantityWords,
): Unit | undefined {
  const { tokens } = document
  let at = figure.last + 1
  // A symbol before the figure: "$5 million".
  const symbol = figure.first - 1
  if (symbol >= 0 && pieces.glued[figure.first]) {
    const code =
      symbol > 0 && pieces.glued[symbol] ? `${pieces.lower[symbol - 1]}${pieces.lower[symbol]}` : ''
    const coded = lexicon
      .get('CURRENCY')
      ?.get(pieces.lower[symbol - 1] ?? '')
      ?.find((entry) => entry.words.join('') === code)
    if (coded) return { unit: coded.value, first: symbol - 1, last: figure.last }
    const plain = pieces.kind[symbol] === 'p' ? entryAt(pieces, symbol, lexicon, 'CURRENCY') : undefined
    if (plain && plain.words.length === 1) return { unit: plain.value, first: symbol, last: figure.last }
  }
  if (at < pieces.length && !pieces.breaks[at]) {
    // "millions de dollars", "une dizaine d'euros"
    let noun = at
    if (words.of.test(pieces.lower[noun])) noun++
    else if (words.elidedOf.test(pieces.lower[noun]) && pieces.lower[noun + 1] === "'") noun += 2
    // "8 de las muertes"
    if (noun > at && words.countedArticle.test(pieces.lower[noun] ?? '')) noun++
    if (noun < pieces.length && !pieces.breaks[noun]) {
      const currency = entryAt(pieces, noun, lexicon, 'CURRENCY')
      if (currency) {
        // "quelques euros" is no figure; "3.000 dólares singapurenses" are no dollars of the United States.
        if (figure.low === null && figure.high === null) return undefined
        const last = noun + currency.words.length - 1
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
    if (pieces.glued[at] && pieces.kind[at] !== 'p') return undefined
  }
  const nounPiece = countedNoun(document, pieces, at)
  const harm = harmAfter(document, pieces, at, lexicon)
  if (harm && isRate(pieces, harm.end)) return undefined
  if (harm) return { unit: harm.unit, first: figure.first, last: Math.max(harm.last, figure.last) }
  const through = harmByTree(document, pieces, nounPiece, lexicon)
  if (through) return { unit: through, first: figure.first, last: nounPiece! }
  const does = doneTo(pieces, figure.first, lexicon, words)
  const person = entryAt(pieces, at, lexicon, 'PERSON')
  const ends =
    at >= pieces.length || pieces.breaks[at] || pieces.kind[at] === 'p' || entryAt(pieces, at, lexicon, 'TO')
  if (does && (person || (!figure.article && (ends || nounPiece !== undefined))))
    return {
      unit: does,
      first: figure.first,
      last: person && !ends ? at + person.words.length - 1 : (nounPiece ?? figure.last),
    }
  if (ends && !figure.article) {
    // "the death toll rose to 30"
    for (let k = figure.first - 1; k >= 0 && k >= figure.first - 8 && !pieces.breaks[k + 1]; k--) {
      if (pieces.lower[k] === '.' || pieces.lower[k] === ';') break
      const toll = entryAt(pieces, k, lexicon, 'TOLL')
      if (toll) return { unit: toll.value, first: figure.first, last: figure.last }
    }
  }
  // A capital makes a name of it ("les 4 Temps"), a weekday a time.
  if (figure.article || nounPiece === undefined || pieces.capital[nounPiece]) return undefined
  if (inTime(document, pieces.start[nounPiece])) return undefined
  const token = tokens.at(pieces.start[nounPiece])
  const lemma = tokens.lemma[token] || tokens.form[token].toLowerCase()
  return lemma === '' ? undefined : { unit: lemma, first: figure.first, last: nounPiece }
}

/** Whether an offset stands inside a time expression. */
function inTime(document: Document, offset: number): boolean {
  const { times } = document
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle].span[1] > offset) high = middle
    else low = middle + 1
  }
  return low < times.length && times[low].span[0] <= offset
}

/** The piece of the noun that a figure ending before `at` counts: the first noun within three words, by the tags. */
function countedNoun(document: Document, pieces: Pieces, at: number): number | undefined {
  const { tokens } = document
  for (let k = at; k < pieces.length && k < at + 3; k++) {
    if (pieces.breaks[k] || pieces.kind[k] !== 'w') return undefined
    const token = tokens.at(pieces.start[k])
    if (token >= tokens.length || tokens.start[token] > pieces.start[k]) return undefined
    const tag = tokens.tag[token]
    if (tag === 'NOUN')
      return tokens.relation[token] === 'compound' && k + 1 < at + 3
        ? (countedNoun(document, pieces, k + 1) ?? k)
        : k
    if (tag !== 'ADJ') return undefined
  }
  return undefined
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
): { unit: string; last: number; end: number } | undefined {
  const { tokens } = document
  let nouns = 0
  let last = at - 1
  let linked = false
  for (let k = at; k < pieces.length && k < at + reach; k++) {
    if (pieces.breaks[k] || pieces.kind[k] !== 'w' || entryAt(pieces, k, lexicon, 'STOP')) return undefined
    const harm = entryAt(pieces, k, lexicon, 'HARM')
    if (harm) {
      if (doesItself(document, pieces, k)) return undefined
      const end = k + harm.words.length - 1
      return { unit: harm.value, last: k === at ? end : last, end }
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
