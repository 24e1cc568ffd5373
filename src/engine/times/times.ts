import type { TimeExpression, TimeModifier } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { Reads } from '../layers.ts'
import { outletCountry } from '../outlets.ts'
import type { NumberWords } from '../text/numbers.ts'
import { cutPieces, type Pieces } from '../text/pieces.ts'
import { calendarDay, dayNumber, daysInMonth, pad, weekday } from './calendar.ts'
import { knownDays } from './known-days.ts'
import { none } from './meanings.ts'
import {
  type Captures,
  compilePattern,
  type Lexicon,
  matchPattern,
  type NumberedPieces,
  type Pattern,
  type PatternMatch,
  readLexicon,
  withNumbers,
} from './pattern.ts'
import { type Lean, publicationDay, type Reading, type TimeMeaning } from './reading.ts'
import type { TimeRule } from './rule.ts'
import { tenseOf } from './tense.ts'

type Document = Reads<'sentences' | 'tokens' | 'tags' | 'lemmas' | 'dependencies'>

interface Compiled {
  rule: TimeRule
  pattern: Pattern
}

interface Grammar {
  lexicon: Lexicon
  numbers: NumberWords
  /** Rules by the word that they can begin with; `digits` for those that digits can begin. */
  byWord: ReadonlyMap<string, readonly Compiled[]>
  byDigits: readonly Compiled[]
}

function compileGrammar({ times, numbers }: LanguagePack): Grammar {
  const lexicon = readLexicon(times.words.lines)
  const byWord = new Map<string, Compiled[]>()
  const byDigits: Compiled[] = []
  for (const rule of times.rules) {
    const compiled = { rule, pattern: compilePattern(rule.pattern, lexicon, numbers) }
    for (const word of compiled.pattern.firsts) {
      const list = byWord.get(word)
      if (list) list.push(compiled)
      else byWord.set(word, [compiled])
    }
    if (compiled.pattern.digits) byDigits.push(compiled)
  }
  return { lexicon, numbers, byWord, byDigits }
}

/**
 * Time expressions as TIMEX3, resolved from the publication date and from the times named before. Reads the tags and
 * dependencies where the grammar gives them, to tell a past weekday from a coming one; does without them otherwise.
 * At each place the rule that reads furthest wins, the earlier one of two; time is linear in the text.
 */
export function createTimes(pack: LanguagePack): Component {
  const grammar = compileGrammar(pack)
  return defineComponent({
    name: 'times',
    needs: ['sentences', 'tokens', 'tags', 'lemmas', 'dependencies'],
    gives: ['times'],
    uses: { [`${pack.code}.times`]: pack.times.words.hash },
    run: (document) => ({ times: readTimes(document, grammar) }),
  })
}

function readTimes(document: Document, grammar: Grammar): TimeExpression[] {
  const pieces = withNumbers(cutPieces(document.text), grammar.numbers)
  const published = publicationDay(document.input.published) ?? statedDay(pieces, grammar, document)
  const times: TimeExpression[] = []
  let at = 0
  let first = 0
  /** The piece behind the expression read last. */
  let end = -1
  let sentence = -1
  const sentenceOf = sentenceFinder(document)
  /** "Before Friday" looks ahead, unless what was done before it is told as past. */
  const cueAt = (): Lean => {
    const cue = cueOf(pieces, grammar, first)
    if (!cue) return undefined
    return cue.weak && tenseLean(document, pieces, first, at) === 'past' ? undefined : cue.lean
  }
  const reading: Reading = {
    published: published?.day,
    hour: published?.hour,
    latestYear: latestYear(pieces, published?.day),
    day: undefined,
    year: undefined,
    month: undefined,
    sentenceDay: undefined,
    moment: undefined,
    lean: () => cueAt() ?? tenseLean(document, pieces, first, at),
    cue: () => cueAt(),
    habit: () => tenseOf(document, pieces.start[first], pieces.end[at]) === 'present',
    dayFirst: dayFirst(document),
    happening: () => happeningAt(pieces, grammar, first, at),
    knownYear: (month, day) => knownDays.get(`${pad(month)}-${pad(day)}`),
  }
  for (let i = 0; i < pieces.length; ) {
    const candidates = matchesAt(pieces, i, grammar)
    if (candidates.length === 0) {
      i++
      continue
    }
    const here = sentenceOf(pieces.start[i])
    if (here !== sentence || pieces.breaks[i]) {
      sentence = here
      reading.sentenceDay = undefined
    }
    let meaning: TimeMeaning | undefined
    let chosen: Found | undefined
    for (const found of candidates) {
      chosen = found
      first = found.match.first
      at = found.match.last
      const { rule } = found.compiled
      if (rule.meaning === none) break
      if (rule.given?.['bare'] !== undefined && countsThings(pieces, found.match.last, grammar)) continue
      if (
        rule.given?.['alone'] !== undefined &&
        !clocked(found.match.captures) &&
        !standsAlone(pieces, found.match.last, grammar)
      )
        continue
      if (
        rule.given?.['behind'] !== undefined &&
        !standsBehind(rule.given['behind'], times.at(-1), end === i)
      )
        continue
      meaning = rule.meaning({ ...found.match.captures, ...rule.given }, reading)
      if (meaning) break
    }
    if (chosen && meaning) {
      // What begins with a preposition must not cut off what begins later and reads further.
      const last = chosen.match.last
      for (let k = i + 1; k <= last; k++) {
        const further = matchesAt(pieces, k, grammar).find(
          (found) =>
            found.match.last > last && found.match.first <= last && found.compiled.rule.meaning !== none,
        )
        if (!further) continue
        first = further.match.first
        at = further.match.last
        const other = further.compiled.rule.meaning(
          { ...further.match.captures, ...further.compiled.rule.given },
          reading,
        )
        if (!other) continue
        meaning = other
        chosen = further
        break
      }
    }
    if (!chosen || !meaning) {
      i = chosen?.compiled.rule.meaning === none ? chosen.match.last + 1 : i + 1
      continue
    }
    const { compiled, match } = chosen
    if (meaning.day !== undefined) {
      reading.day = meaning.day
      reading.sentenceDay = meaning.day
      const { year, month } = calendarDay(meaning.day)
      reading.year = year
      reading.month = month
    } else if (meaning.year !== undefined) {
      reading.year = meaning.year
      reading.month = meaning.month
      reading.day = undefined
    }
    if (meaning.type === 'TIME' && meaning.day !== undefined) reading.moment = meaning.value
    const span: [number, number] = [pieces.start[match.first], pieces.end[match.last]]
    const mod = meaning.mod ?? modifierOf({ ...match.captures, ...compiled.rule.given }, meaning)
    times.push({
      id: `t${times.length + 1}`,
      span,
      type: meaning.type,
      value: meaning.value,
      ...(mod !== undefined ? { mod } : {}),
      ...(meaning.from !== undefined ? { from: meaning.from } : {}),
      ...(meaning.to !== undefined ? { to: meaning.to } : {}),
      ...(document.explain ? { why: { by: `times/${compiled.rule.name}`, spans: [span] } } : {}),
    })
    i = match.last + 1
    end = i
  }
  return times
}

const edges: Readonly<Record<string, TimeModifier>> = { early: 'START', mid: 'MID', late: 'END' }
const amounts: Readonly<Record<string, TimeModifier>> = {
  about: 'APPROX',
  more: 'MORE_THAN',
  less: 'LESS_THAN',
  least: 'EQUAL_OR_MORE',
  most: 'EQUAL_OR_LESS',
}

/** The TIMEX3 modifier that the words caught tell: an edge of a stretch, else how exact its amount is. */
function modifierOf(captures: Captures, meaning: TimeMeaning): TimeModifier | undefined {
  const edge = edges[captures['edge']]
  if (edge !== undefined) return edge
  const amount = amounts[captures['approx']] ?? (captures['round'] !== undefined ? 'APPROX' : undefined)
  if (amount === undefined || meaning.type === 'DURATION' || meaning.type === 'SET') return amount
  // Of a day or year counted from now, more is further away: "more than two years ago" lies before it.
  const ago = captures['sign'] === undefined || Number(captures['sign']) < 0
  if (amount === 'MORE_THAN' || amount === 'EQUAL_OR_MORE') return ago ? 'BEFORE' : 'AFTER'
  if (amount === 'LESS_THAN' || amount === 'EQUAL_OR_LESS') return ago ? 'AFTER' : 'BEFORE'
  return amount
}

/** The order of a date in figures: the language's, unless the outlet's country is known to write it otherwise. */
function dayFirst(document: Document): boolean {
  const { dayFirst, dayFirstIn } = document.words.times
  return dayFirst || dayFirstIn.includes(outletCountry(document.input.publisher, document.input.url))
}

interface Found {
  compiled: Compiled
  match: PatternMatch
}

/** The rules that match at a piece, furthest-reading first, earlier rules first among equals. */
function matchesAt(pieces: NumberedPieces, i: number, grammar: Grammar): Found[] {
  const candidates = pieces.kind[i] === 'd' ? grammar.byDigits : grammar.byWord.get(pieces.lower[i])
  if (!candidates || !beginsWell(pieces, i)) return []
  const found: Found[] = []
  for (const compiled of candidates) {
    const match = matchPattern(compiled.pattern, pieces, i, grammar.lexicon)
    if (match && endsWell(pieces, match.end)) found.push({ compiled, match })
  }
  // Array sorting is stable, so equals keep the order of the rules.
  if (found.length > 1) found.sort((a, b) => b.match.end - a.match.end)
  return found
}

/** Inside a word or a code ("COVID-19", "A320", "n°12", "2.500") nothing begins. */
function beginsWell(pieces: Pieces, i: number): boolean {
  if (!pieces.glued[i] || i === 0) return true
  const before = pieces.lower[i - 1]
  if (pieces.kind[i - 1] !== 'p') return false
  if (
    before === '@' ||
    before === '_' ||
    before === '#' ||
    before === '°' ||
    before === '$' ||
    before === '€'
  )
    return false
  if (pieces.kind[i] !== 'd') return true
  if (before === '.' || before === ',') return !(i > 1 && pieces.glued[i - 1] && pieces.kind[i - 2] === 'd')
  // "106/2018", "CVE-2020": part of a number or code.
  if ((before === '/' || before === '-') && pieces.glued[i - 1] && i > 1)
    return pieces.kind[i - 2] === 'd'
      ? pieces.lower[i - 2].length === 4
      : pieces.kind[i - 2] !== 'w' || !pieces.capital[i - 2]
  return true
}

/** Whether what follows a bare figure says that it counts things ("2000 personnes") and is no year. */
function countsThings(pieces: Pieces, last: number, grammar: Grammar): boolean {
  const next = last + 1
  if (next >= pieces.length || pieces.breaks[next] || pieces.kind[next] !== 'w' || pieces.capital[next])
    return false
  const word = pieces.lower[next]
  if (grammar.lexicon.get('COUNTED')?.has(word)) return true
  if (grammar.lexicon.get('NOTCOUNTED')?.has(word)) return false
  const end = word[word.length - 1]
  return word.length > 3 && (end === 's' || end === 'x') && grammar.lexicon.has('NOTCOUNTED')
}

/**
 * Whether a bare day of the month ("le 9") may be one: what follows is no noun that it counts or numbers, but a mark, the end of
 * the line or a small word.
 */
function standsAlone(pieces: Pieces, last: number, grammar: Grammar): boolean {
  const next = last + 1
  if (next >= pieces.length || pieces.breaks[next]) return true
  if (pieces.kind[next] === 'p') return !pieces.glued[next] || !'/-—%'.includes(pieces.lower[next])
  return pieces.kind[next] === 'w' && (grammar.lexicon.get('AFTERDAY')?.has(pieces.lower[next]) ?? false)
}

/** An hour or a part of the day beside it makes a bare day of the month sure. */
function clocked(captures: Captures): boolean {
  return captures['hour'] !== undefined || captures['part'] !== undefined
}

/** Whether a rule for the second of two ("14 heures et 16 heures", "años sesenta y setenta") has such a first one before it. */
function standsBehind(kind: string | number, last: TimeExpression | undefined, touches: boolean): boolean {
  if (!last || !touches) return false
  return kind === 'clock' ? last.type === 'TIME' : /^\d{3}$/.test(last.value)
}

/** How far before a date its noun may stand: "l'attaque meurtrière du Front du 7 octobre". */
const happeningReach = 6

/** What the expression dates, where that has happened: "l'attaque du …", "the … riot", "…'s attack". */
function happeningAt(
  pieces: Pieces,
  grammar: Grammar,
  first: number,
  last: number,
): 'attack' | 'other' | undefined {
  const nouns = grammar.lexicon.get('HAPPENED')
  const ofWords = grammar.lexicon.get('HAPPENEDOF')
  if (!nouns) return undefined
  const kindAt = (k: number): 'attack' | 'other' | undefined => {
    const value = nouns.get(pieces.lower[k])?.[0]?.value
    return value === undefined ? undefined : value === 'attack' ? 'attack' : 'other'
  }
  let of = first - 1
  // "du 7", "de ce vendredi", "del 7", "of the 7th": an article may stand between.
  if (of > 0 && !ofWords?.has(pieces.lower[of]) && grammar.lexicon.get('HAPPENEDTHE')?.has(pieces.lower[of]))
    of--
  if (of > 0 && !pieces.breaks[first] && ofWords?.has(pieces.lower[of]))
    for (let k = of - 1; k >= 0 && k >= of - happeningReach && !pieces.breaks[k + 1]; k--) {
      if (pieces.kind[k] === 'p' && pieces.lower[k] !== "'" && pieces.lower[k] !== '-') break
      const kind = kindAt(k)
      if (kind) return kind
    }
  // "the 7 October attack", "Friday's deadly attack".
  const before = grammar.lexicon.get('HAPPENEDBEFORE')
  if (!before) return undefined
  let k = last + 1
  const owned = k + 1 < pieces.length && pieces.lower[k] === "'" && pieces.glued[k + 1]
  if (owned) k += 2
  else if (!before.has(pieces.lower[first]) && !(first > 0 && before.has(pieces.lower[first - 1])))
    return undefined
  for (let n = 0; n < 4 && k < pieces.length && !pieces.breaks[k] && pieces.kind[k] === 'w'; n++, k++) {
    const kind = kindAt(k)
    if (kind) return kind
  }
  return undefined
}

function endsWell(pieces: Pieces, end: number): boolean {
  const next = end + 1
  if (next >= pieces.length || !pieces.glued[next]) return true
  if (pieces.kind[next] !== 'p') return pieces.kind[end] === 'p'
  const mark = pieces.lower[next]
  if (pieces.kind[end] === 'd') {
    if (mark === '%' || mark === '€' || mark === '$' || mark === '°' || mark === '#') return false
    if (mark === '-' && pieces.glued[next + 1] && pieces.kind[next + 1] === 'w') return false
    if (mark === '.' || mark === ',') return !(pieces.glued[next + 1] && pieces.kind[next + 1] === 'd')
  }
  return true
}

/** Past or coming by the cue words just before: "dès", "depuis". */
function cueOf(pieces: Pieces, grammar: Grammar, first: number): { lean: Lean; weak: boolean } | undefined {
  const cues = grammar.lexicon.get('LEAN')
  for (let k = first - 1; k >= 0 && k >= first - 5 && !pieces.breaks[k + 1]; k--) {
    if (pieces.lower[k] === '.' || pieces.lower[k] === ';') break
    for (const entry of cues?.get(pieces.lower[k]) ?? []) {
      const end = k + entry.words.length
      const [lean, gap, weak] = entry.value.split(' ')
      if (end > first || first - end > Number(gap)) continue
      if (entry.words.every((word, n) => pieces.lower[k + n] === word))
        return { lean: lean as Lean, weak: weak !== undefined }
    }
  }
  return undefined
}

/** Past or coming by the tense of the verb that the expression hangs on. */
function tenseLean(document: Document, pieces: Pieces, first: number, last: number): Lean {
  const tense = tenseOf(document, pieces.start[first], pieces.end[last])
  return tense === 'past' || tense === 'future' ? tense : undefined
}

/** The latest year named in the text that is not after the publication. */
function latestYear(pieces: Pieces, published: number | undefined): number | undefined {
  const bound = published === undefined ? 2100 : calendarDay(published).year
  let latest: number | undefined
  for (let i = 0; i < pieces.length; i++) {
    if (pieces.kind[i] !== 'd' || pieces.lower[i].length !== 4 || pieces.glued[i]) continue
    const year = Number(pieces.lower[i])
    if (year >= 1990 && year <= bound && (latest === undefined || year > latest)) latest = year
  }
  return latest
}

/**
 * The day that an undated text states itself: a full date in its first words ("13 juillet 2012. - "), or behind a
 * weekday, in brackets or not, that it falls on ("este lunes (11.01.2021)").
 */
function statedDay(
  pieces: Pieces,
  grammar: Grammar,
  document: Document,
): { day: number; hour: undefined } | undefined {
  const { dateLink } = document.words.times
  const weekdays = grammar.lexicon.get('WEEKDAY')
  const months = grammar.lexicon.get('MONTH')
  for (let i = 0; i + 2 < pieces.length; i++) {
    if (pieces.kind[i] !== 'd' || pieces.lower[i].length > 2) continue
    const day = Number(pieces.lower[i])
    let k = i + 1
    let month: number | undefined
    const mark = pieces.lower[k]
    if ((mark === '.' || mark === '/') && pieces.glued[k] && pieces.kind[k + 1] === 'd') {
      if (document.words.times.dayFirst) month = Number(pieces.lower[k + 1])
      k += 2
      if (pieces.lower[k] === mark) k++
    } else {
      if (dateLink.month.test(mark)) k++
      month = Number(months?.get(pieces.lower[k])?.[0]?.value ?? Number.NaN)
      k++
      if (dateLink.year.test(pieces.lower[k] ?? '')) k++
    }
    if (month === undefined || !(month >= 1 && month <= 12) || k >= pieces.length) continue
    if (pieces.kind[k] !== 'd' || pieces.lower[k].length !== 4) continue
    const year = Number(pieces.lower[k])
    if (year < 1900 || year > 2100 || day < 1 || day > daysInMonth(year, month)) continue
    const number = dayNumber(year, month, day)
    let before = i - 1
    while (before >= 0 && (pieces.lower[before] === '(' || pieces.lower[before] === ',')) before--
    const named = before >= 0 ? weekdays?.get(pieces.lower[before])?.[0]?.value : undefined
    // A dateline is closed by a dash or full stop and a dash; a weekday that agrees makes a present date of it.
    const dateline =
      i <= 30 && (pieces.lower[k + 1] === '.' || pieces.lower[k + 1] === '—') && pieces.breaks[Math.max(0, i)]
    if (dateline || (named !== undefined && Number(named) === weekday(number) && pieces.lower[i - 1] === '('))
      return { day: number, hour: undefined }
  }
  return undefined
}

/** Index of the sentence at an offset, for offsets that only grow. */
function sentenceFinder(document: Document): (offset: number) => number {
  let index = 0
  return (offset) => {
    while (index < document.sentences.length && document.sentences[index].span[1] <= offset) index++
    return index
  }
}
