import type { Span } from '../../contract/analysis.ts'
import type { RelationAspect } from '../../contract/situation.ts'
import { areInSequence, areOpposite, isActor, isOperator, kindOf } from '../words/concepts.ts'
import { wordsOf } from '../words/words.ts'
import {
  type ClaimContent,
  type ClaimSource,
  type ContentItem,
  type ContentNumber,
  numeralsIn,
} from './claim-content.ts'

/** Something in which two claims differ, with the words of each. */
export interface AspectDifference {
  aspect: RelationAspect
  /** Whether the two exclude each other; else they only cannot be told to say the same. */
  hard: boolean
  words: [Span[], Span[]]
  by: string
}

export interface ClaimComparison {
  /** Share of the content of each that the other has, differing slots aside, from 0 to 1. */
  first: number
  second: number
  /** Whether what happens is the same by a word, a concept or the type of event. */
  sameHead: boolean
  /** Whether the verb of one says little, and the same is only told from its nouns. */
  weakHead: boolean
  /** Whether both predicates are known words that say different things. */
  otherHead: boolean
  /** Whether known words tell that they speak of different things: what happens, or who or what of one kind. */
  otherMatter: boolean
  /** Content items that meet. */
  common: number
  differences: AspectDifference[]
  by: string
}

/** Of a word with no entry in the lexicon another language cannot be told to lack it. */
const unknownWeight = 0.35

/** Where the words of a claim or sentence are looked for. */
type Words = Pick<ClaimContent, 'keys' | 'wider' | 'partKeys'>
/** What of a claim its words and numbers are compared by. */
type Told = Pick<ClaimContent, 'analysis' | 'language' | 'items' | 'claim' | 'event'>

/** Whether a word or name of one claim stands in the other too, as such or as something wider or narrower. */
export const meets = (item: ContentItem, other: Words): boolean =>
  item.keys.some((key) => other.keys.has(key) || other.wider.has(key) || other.partKeys.has(key)) ||
  item.wider.some((key) => other.keys.has(key)) ||
  (item.parts?.every((keys) => keys.some((key) => other.keys.has(key) || other.partKeys.has(key))) ?? false)

function weightOf(item: ContentItem, crossing: boolean): number {
  return crossing && item.kind === 'word' && item.concepts.length === 0
    ? item.weight * unknownWeight
    : item.weight
}

/** Puts two claims side by side: how much of their content they share and in what they differ. Symmetric. */
export function compareClaims(a: ClaimContent, b: ClaimContent): ClaimComparison {
  const crossing = a.language !== b.language
  const aloneA: ContentItem[] = []
  const aloneB: ContentItem[] = []
  let common = 0
  let [sharedA, sharedB, totalA, totalB] = [0, 0, 0, 0]
  for (const item of a.items) {
    const met = meets(item, b)
    const weight = met ? item.weight : weightOf(item, crossing)
    totalA += weight
    if (met) {
      sharedA += weight
      common++
    } else aloneA.push(item)
  }
  for (const item of b.items) {
    const met = meets(item, a)
    const weight = met ? item.weight : weightOf(item, crossing)
    totalB += weight
    if (met) sharedB += weight
    else aloneB.push(item)
  }
  const differences = [
    ...numberDifferences(a, b, aloneA, aloneB),
    ...timeDifferences(a, b),
    ...slotDifferences(a, b, aloneA, aloneB),
    ...roleDifferences(a, b),
    ...polarityDifferences(a, b, aloneA, aloneB),
    ...sourceDifferences(a, b),
  ]
  // Words in which they are known to differ count for neither.
  const inDifference = (item: ContentItem, k: 0 | 1) =>
    differences.some(({ words }) => words[k].some((span) => span[0] < item.span[1] && item.span[0] < span[1]))
  for (const item of aloneA) if (inDifference(item, 0)) totalA -= weightOf(item, crossing)
  for (const item of aloneB) if (inDifference(item, 1)) totalB -= weightOf(item, crossing)
  const [lightA, lightB] = [a, b].map(({ predicate }) => predicate.keys.length === 0)
  const weakHead =
    (lightA && [...a.heads].some((key) => b.keys.has(key))) ||
    (lightB && [...b.heads].some((key) => a.keys.has(key)))
  let sameHead =
    weakHead ||
    a.predicate.keys.some((key) => b.heads.has(key)) ||
    b.predicate.keys.some((key) => a.heads.has(key))
  let by = sameHead ? 'same-event-word' : 'same-words'
  const [foundA, foundB] = [isHeadFound(a, b, crossing), isHeadFound(b, a, crossing)]
  if (!sameHead && foundA && foundB && (a.headItems.length > 0 || b.headItems.length > 0)) {
    sameHead = true
    by = 'same-event-word'
  }
  if (
    !sameHead &&
    !(isHeadKnown(a) && isHeadKnown(b)) &&
    a.event &&
    b.event &&
    a.event.type === b.event.type &&
    a.event.type !== 'OTHER' &&
    sharesParticipant(a, b)
  ) {
    sameHead = true
    by = 'same-event-type'
  }
  if (!sameHead && areOpposite(a.predicate.concepts, b.predicate.concepts)) sameHead = true
  return {
    first: totalA > 0 ? Math.min(1, sharedA / totalA) : 0,
    second: totalB > 0 ? Math.min(1, sharedB / totalB) : 0,
    sameHead,
    weakHead,
    otherHead: !sameHead && isHeadKnown(a) && isHeadKnown(b),
    otherMatter:
      !foundA ||
      !foundB ||
      hasOperator(a, aloneA) ||
      hasOperator(b, aloneB) ||
      areOfOtherKind(aloneA, aloneB),
    common,
    differences,
    by: crossing ? `${by}-across-languages` : by,
  }
}

const isHeadKnown = ({ headItems }: ClaimContent) => headItems.some(({ concepts }) => concepts.length > 0)

/** Whether what happens in one claim is told in the other too; of an unknown word another language cannot be told to lack it. */
const isHeadFound = (one: ClaimContent, other: ClaimContent, crossing: boolean) =>
  one.headItems.length === 0 ||
  one.headItems.some((item) => meets(item, other) || (crossing && item.concepts.length === 0)) ||
  (crossing && other.headItems.length > 0 && other.headItems.every(({ concepts }) => concepts.length === 0))

/** Whether a word turns round or puts off what the other claim tells: "called off the strike" against "the strike". */
function hasOperator({ headItems }: ClaimContent, alone: readonly ContentItem[]): boolean {
  // What stands behind it says to what end or why.
  const last = headItems[headItems.length - 1]?.span[0] ?? 0
  return alone.some(
    ({ kind, concepts, span }) => kind === 'word' && span[0] <= last && concepts.some(isOperator),
  )
}

/** Kinds of things of which a claim names one: where two claims name others, they speak of others. */
const exclusiveKinds = new Map(
  Object.entries({
    event: 'event',
    measure: 'thing',
    disease: 'thing',
    animal: 'thing',
    vehicle: 'thing',
    building: 'thing',
    weapon: 'thing',
    drug: 'thing',
    sport: 'thing',
    thing: 'thing',
    ordinal: 'ordinal',
  }),
)

function areOfOtherKind(aloneA: readonly ContentItem[], aloneB: readonly ContentItem[]): boolean {
  const kindsOf = (items: readonly ContentItem[]) =>
    new Set(
      items.flatMap(({ kind, concepts, weight }) => {
        if (kind === 'place' || concepts.length === 0 || weight < 0.3) return []
        return exclusiveKinds.get(kindOf(concepts[0]) ?? '') ?? []
      }),
    )
  const ofB = kindsOf(aloneB)
  return [...kindsOf(aloneA)].some((kind) => ofB.has(kind))
}

function sharesParticipant(a: ClaimContent, b: ClaimContent): boolean {
  return a.items.some((item) => item.kind !== 'word' && item.kind !== 'place' && meets(item, b))
}

/** Whether two numbers exclude each other, bounds that are open included. */
export const areDisjoint = (a: ContentNumber, b: ContentNumber) =>
  (a.high !== null && b.low !== null && a.high < b.low) ||
  (b.high !== null && a.low !== null && b.high < a.low)
const equal = (a: ContentNumber, b: ContentNumber) =>
  (a.low !== null && a.low === b.low) || (a.high !== null && a.high === b.high)

const isOne = ({ low, high }: ContentNumber) => low === 1 && high === 1

/** Units that count the same people: the killed and the dead, a body, a victim. */
const unitFamily: Readonly<Record<string, string>> = { kill: 'die', body_dead: 'die', victim: 'die' }
export const sameUnit = (a: ContentNumber, b: ContentNumber) =>
  a.units.some((unit) => b.units.some((other) => (unitFamily[unit] ?? unit) === (unitFamily[other] ?? other)))

function numberDifferences(
  a: ClaimContent,
  b: ClaimContent,
  aloneA: readonly ContentItem[],
  aloneB: readonly ContentItem[],
): AspectDifference[] {
  const found: AspectDifference[] = []
  const told = new Set<ContentNumber>()
  for (const one of a.numbers) {
    // Of several numbers of one unit the first is what the claim says; others are there to be compared with.
    if ([...told].some((before) => sameUnit(before, one))) continue
    told.add(one)
    const other = b.numbers.find((each) => sameUnit(one, each))
    if (!other || equal(one, other)) continue
    const others = [other]
    found.push({
      aspect: 'number',
      // "One" is as often an article as a count.
      hard: others.every((each) => areDisjoint(one, each) && !(isOne(one) || isOne(each))),
      words: [[one.span], [other.span]],
      by: 'numbers-of-one-unit',
    })
  }
  const digits = (items: readonly ContentItem[], content: ClaimContent) =>
    items.filter(({ span }) => /^\p{N}/u.test(content.analysis.report.text.slice(span[0], span[0] + 1)))
  const numeralsA = digits(aloneA, a)
  const numeralsB = digits(aloneB, b)
  if (found.length === 0 && numeralsA.length > 0 && numeralsB.length > 0)
    found.push({
      aspect: 'number',
      hard: false,
      words: [numeralsA.map(({ span }) => span), numeralsB.map(({ span }) => span)],
      by: 'other-numerals',
    })
  // A numeral of which it is not seen what it counts, against a count that it does not give.
  const valuesOf = (items: readonly ContentItem[], content: ClaimContent) =>
    items.flatMap(({ span }) =>
      numeralsIn(content.analysis.report.text, span, content.language).map(({ value }) => value),
    )
  for (const [lone, of, other, k] of [
    [numeralsA, a, b, 0],
    [numeralsB, b, a, 1],
  ] as const) {
    const values = valuesOf(lone, of)
    if (found.length > 0 || of.numbers.length > 0 || other.numbers.length === 0 || values.length === 0)
      continue
    if (
      !values.every(
        (value) => value > 1 && other.numbers.every(({ low, high }) => low !== value && high !== value),
      )
    )
      continue
    const words: [Span[], Span[]] = [lone.map(({ span }) => span), other.numbers.map(({ span }) => span)]
    found.push({
      aspect: 'number',
      hard: false,
      words: k === 0 ? words : [words[1], words[0]],
      by: 'other-numerals',
    })
  }
  // A number that counts the same thing with another unit each is met by neither.
  if (found.length === 0 && a.numbers.length > 0 && b.numbers.length > 0) {
    const loneA = a.numbers.filter((one) => !b.numbers.some((other) => equal(one, other)))
    const loneB = b.numbers.filter((one) => !a.numbers.some((other) => equal(one, other)))
    if (loneA.length > 0 && loneB.length > 0)
      found.push({
        aspect: 'number',
        hard: false,
        words: [loneA.map(({ span }) => span), loneB.map(({ span }) => span)],
        by: 'other-numbers',
      })
  }
  return found
}

const day = 86_400_000
const isWholeYears = (days: number) => days > 300 && Math.abs(days - 365.25 * Math.round(days / 365.25)) < 1.6
export function timeDifferences(
  a: Pick<ClaimContent, 'analysis' | 'times'>,
  b: Pick<ClaimContent, 'analysis' | 'times'>,
): AspectDifference[] {
  const known = (content: Pick<ClaimContent, 'times'>) =>
    content.times.flatMap(({ from, to, span }) => {
      const start = Date.parse(zoned(from))
      const end = to ? Date.parse(zoned(to)) : start + day
      return Number.isNaN(start) || Number.isNaN(end) ? [] : [{ start, end, span }]
    })
  const ofA = known(a)
  const ofB = known(b)
  if (ofA.length === 0 || ofB.length === 0) return []
  if (ofA.some((one) => ofB.some((other) => one.start < other.end && other.start < one.end))) return []
  // "In the morning" of another day is told of by the same words.
  const sameWords = ofA.some((one) =>
    ofB.some(
      (other) =>
        a.analysis.report.text.slice(one.span[0], one.span[1]) ===
        b.analysis.report.text.slice(other.span[0], other.span[1]),
    ),
  )
  if (sameWords) return []
  // A month without its year may be read as the one before or the one after.
  const year = (content: Pick<ClaimContent, 'analysis'>, { span }: { span: Span }) =>
    /\p{N}{4}/u.test(content.analysis.report.text.slice(span[0], span[1]))
  if (
    ofA.some((one) =>
      ofB.some(
        (other) => !year(a, one) && !year(b, other) && isWholeYears(Math.abs(one.start - other.start) / day),
      ),
    )
  )
    return []
  // A weekday may be read as the one before or the one after.
  if (ofA.some((one) => ofB.some((other) => Math.abs(one.start - other.start) === 7 * day))) return []
  const short = [...ofA, ...ofB].every(({ start, end }) => end - start <= 2 * day && end - start >= day / 4)
  return [
    {
      aspect: 'time',
      hard: short && ofA.length === 1 && ofB.length === 1,
      words: [ofA.map(({ span }) => span), ofB.map(({ span }) => span)],
      by: 'days-apart',
    },
  ]
}

/** A local time without zone is read as universal time: the host's zone must not decide. */
function zoned(iso: string | undefined): string {
  if (!iso) return ''
  return /T\d/.test(iso) && !/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? `${iso}Z` : iso
}

function slotDifferences(
  a: ClaimContent,
  b: ClaimContent,
  aloneA: readonly ContentItem[],
  aloneB: readonly ContentItem[],
): AspectDifference[] {
  const found: AspectDifference[] = []
  const spans = (items: readonly ContentItem[]) => items.map(({ span }) => span)
  const of = (items: readonly ContentItem[], kind: ContentItem['kind']) =>
    items.filter((item) => item.kind === kind)
  const placesA = of(aloneA, 'place')
  const placesB = of(aloneB, 'place')
  const countPlaces = (content: ClaimContent) => of(content.items, 'place').length
  if (placesA.length > 0 && placesB.length > 0)
    found.push({
      aspect: 'place',
      hard:
        placesA.length === 1 &&
        placesB.length === 1 &&
        countPlaces(a) === 1 &&
        countPlaces(b) === 1 &&
        !shareWord(a, b, placesA[0].span, placesB[0].span) &&
        arePlacesApart(a, b, placesA[0].span, placesB[0].span),
      words: [spans(placesA), spans(placesB)],
      by: 'other-place',
    })
  const compass = (items: readonly ContentItem[]) =>
    items.filter(({ concepts }) => concepts.some((concept) => /^(north|south|east|west)$/.test(concept)))
  if (found.length === 0 && compass(aloneA).length > 0 && compass(aloneB).length > 0)
    found.push({
      aspect: 'place',
      hard: false,
      words: [spans(compass(aloneA)), spans(compass(aloneB))],
      by: 'other-direction',
    })
  const namesA = of(aloneA, 'name')
  const namesB = of(aloneB, 'name')
  const actorsA = aloneA.filter(({ kind, concepts }) => kind === 'word' && concepts.some(isActor))
  const actorsB = aloneB.filter(({ kind, concepts }) => kind === 'word' && concepts.some(isActor))
  // A title or name that was cut otherwise is no other one.
  const cutOtherwise = namesA.some((one) => namesB.some((other) => shareWord(a, b, one.span, other.span)))
  if (namesA.length > 0 && namesB.length > 0 && !cutOtherwise) {
    found.push({
      aspect: 'actor',
      hard:
        namesA.length === 1 &&
        namesB.length === 1 &&
        namesA[0].before === namesB[0].before &&
        !shareWord(a, b, namesA[0].span, namesB[0].span) &&
        isSameRole(a, b, namesA[0].span, namesB[0].span),
      words: [spans(namesA), spans(namesB)],
      by: 'other-name',
    })
  } else if (actorsA.length > 0 && actorsB.length > 0) {
    found.push({
      aspect: 'actor',
      hard: actorsA.length === 1 && actorsB.length === 1 && actorsA[0].before && actorsB[0].before,
      words: [spans(actorsA), spans(actorsB)],
      by: 'other-actor',
    })
  } else if (
    (namesA.some(({ before }) => before) && actorsB.some(({ before }) => before)) ||
    (actorsA.some(({ before }) => before) && namesB.some(({ before }) => before))
  )
    found.push({
      aspect: 'actor',
      hard: false,
      words: [spans([...namesA, ...actorsA]), spans([...namesB, ...actorsB])],
      by: 'name-against-actor',
    })
  if (found.every(({ aspect }) => aspect !== 'actor') && !isPassive(a) && !isPassive(b)) {
    // Known words that say who or what does it, and of which the other claim has none anywhere.
    const [subjectsA, subjectsB] = [a, b].map(({ items }) =>
      items.filter(({ before, weight }) => before && weight > 0),
    )
    const isKnown = ({ kind, concepts }: ContentItem) => kind === 'word' && concepts.length > 0
    const alone = (items: readonly ContentItem[], lone: readonly ContentItem[]) =>
      items.length > 0 && items.every((item) => isKnown(item) && lone.includes(item))
    if (alone(subjectsA, aloneA) && alone(subjectsB, aloneB))
      found.push({
        aspect: 'actor',
        hard: false,
        words: [spans(subjectsA), spans(subjectsB)],
        by: 'other-subject',
      })
  }
  if (namesA.length > 0 && placesB.length > 0 && placesA.length === 0 && namesB.length === 0)
    found.push({ aspect: 'place', hard: false, words: [spans(namesA), spans(placesB)], by: 'other-name' })
  if (placesA.length > 0 && namesB.length > 0 && placesB.length === 0 && namesA.length === 0)
    found.push({ aspect: 'place', hard: false, words: [spans(placesA), spans(namesB)], by: 'other-name' })
  return found
}

/** Whether a claim looks like a passive, in which who acts stands behind the verb. */
const isPassive = ({ analysis, claim, language }: Told) =>
  passives[language].test(
    analysis.report.text.slice(Math.max(claim.span[0], claim.predicate[0] - 24), claim.span[1]),
  )
const passives = {
  en: / by /,
  fr: / par | été | est | sont | fut | furent /,
  es: / por | sido | fue | fueron | es | son /,
} as const

/** Whether the words stand for those who act in both events, or for those who are acted upon in both. */
function isSameRole(a: ClaimContent, b: ClaimContent, ofA: Span, ofB: Span): boolean {
  const roleOf = ({ event }: ClaimContent, at: Span) => {
    const holds = ({ span }: { span: Span }) => span[0] < at[1] && at[0] < span[1]
    return event?.actors.some(holds) ? 'actor' : event?.recipients.some(holds) ? 'recipient' : undefined
  }
  const role = roleOf(a, ofA)
  return role !== undefined && role === roleOf(b, ofB)
}

/** Whether two place names stand for places of which neither can hold the other, and for no government. */
function arePlacesApart(a: ClaimContent, b: ClaimContent, ofA: Span, ofB: Span): boolean {
  const placeOf = (content: ClaimContent, at: Span) =>
    content.analysis.places.find(({ span }) => span[0] < at[1] && at[0] < span[1])
  const [one, other] = [placeOf(a, ofA), placeOf(b, ofB)]
  if (one?.use === 'associative' || other?.use === 'associative') return false
  if (one?.kind === 'country' || other?.kind === 'country') return one?.kind === other?.kind
  if (one?.latitude === undefined || other?.latitude === undefined) return one?.latitude === other?.latitude
  // A degree of latitude is 111 km; one of longitude less, which errs on the safe side.
  const north = one.latitude - other.latitude
  const east = (one.longitude ?? 0) - (other.longitude ?? 0)
  return north * north + east * east > degreesApart * degreesApart
}

/** Places nearer to each other than this, in degrees, may hold one another. */
const degreesApart = 1.5

/** Names that have a word in common may be one name that was cut otherwise: they do not exclude each other. */
export function shareWord(
  a: Pick<ClaimContent, 'analysis'>,
  b: Pick<ClaimContent, 'analysis'>,
  ofA: Span,
  ofB: Span,
): boolean {
  const words = (content: Pick<ClaimContent, 'analysis'>, [start, end]: Span) =>
    wordsOf(content.analysis.report.text.slice(start, end)).map(({ folded }) => folded)
  const others = new Set(words(b, ofB))
  return words(a, ofA).some((word) => word.length > 2 && others.has(word))
}

/** Who acts and who is acted upon, the other way round. */
export function roleDifferences(a: Told, b: Told): AspectDifference[] {
  const roles = (content: Told) => {
    const item = (span: Span) =>
      content.items.find((one) => one.kind !== 'word' && one.span[0] < span[1] && span[0] < one.span[1])
    return {
      actors: content.event?.actors.flatMap(({ span }) => item(span) ?? []) ?? [],
      recipients: content.event?.recipients.flatMap(({ span }) => item(span) ?? []) ?? [],
    }
  }
  const same = (x: ContentItem, y: ContentItem) => x.keys.some((key) => y.keys.includes(key))
  // Who stands before the verb in one and behind it in the other, and the other way round, in the active voice.
  if (!isPassive(a) && !isPassive(b)) {
    const able = ({ kind, concepts }: ContentItem) =>
      kind === 'name' || kind === 'place' || concepts.some(isActor)
    const names = [...a.items, ...b.items].filter(able)
    const sides = (content: ContentItem[], before: boolean) =>
      content.filter(
        (item) => item.before === before && (able(item) || names.some((name) => same(name, item))),
      )
    const [beforeA, behindA, beforeB, behindB] = [a, b].flatMap(({ items }) => [
      sides(items, true),
      sides(items, false),
    ])
    for (const left of beforeA)
      for (const right of behindA) {
        if (same(left, right)) continue
        // A place is who acts where the claim begins with it: elsewhere it says where.
        const places = left.kind === 'place' || right.kind === 'place'
        if (places && !(left === a.items[0] && b.items[0] && same(b.items[0], right))) continue
        const crossed = behindB.some((item) => same(item, left)) && beforeB.some((item) => same(item, right))
        const straight = beforeB.some((item) => same(item, left)) || behindB.some((item) => same(item, right))
        const other = b.items.find((item) => same(item, left))
        if (crossed && !straight && other)
          return [{ aspect: 'actor', hard: false, words: [[left.span], [other.span]], by: 'order-reversed' }]
      }
  }
  if (!a.event || !b.event) return []
  const [one, other] = [roles(a), roles(b)]
  for (const actor of one.actors)
    for (const recipient of other.recipients)
      if (same(actor, recipient) && !other.actors.some((each) => same(each, actor)))
        return [
          {
            aspect: 'actor',
            hard: one.recipients.some((each) => other.actors.some((actorOf) => same(each, actorOf))),
            words: [[actor.span], [recipient.span]],
            by: 'roles-reversed',
          },
        ]
  return []
}

function polarityDifferences(
  a: ClaimContent,
  b: ClaimContent,
  aloneA: readonly ContentItem[],
  aloneB: readonly ContentItem[],
): AspectDifference[] {
  const found: AspectDifference[] = []
  const marks = (content: ClaimContent) =>
    content.claim.marks.filter(({ kind }) => kind === 'negation').map(({ span }) => span)
  if (a.polarity !== b.polarity)
    found.push({ aspect: 'negation', hard: true, words: [marks(a), marks(b)], by: 'denied-and-affirmed' })
  for (const one of aloneA)
    for (const other of aloneB)
      if (
        one.kind === 'word' &&
        other.kind === 'word' &&
        (areOpposite(one.concepts, other.concepts) || areInSequence(one.concepts, other.concepts))
      ) {
        found.push({
          aspect: 'negation',
          hard: one === a.predicate && other === b.predicate && areOpposite(one.concepts, other.concepts),
          words: [[one.span], [other.span]],
          by: 'opposite-words',
        })
        return found
      }
  const [reversedA, reversedB] = [reversing(a), reversing(b)]
  if (found.length === 0 && reversedA.length > 0 !== reversedB.length > 0)
    found.push({ aspect: 'negation', hard: false, words: [reversedA, reversedB], by: 'reversing-word' })
  if (a.certainty !== b.certainty && a.polarity === b.polarity) {
    const reserves = (content: ClaimContent) => content.claim.marks.map(({ span }) => span)
    found.push({ aspect: 'certainty', hard: false, words: [reserves(a), reserves(b)], by: 'less-certain' })
  }
  return found
}

/** Words beside the predicate that turn it round: "checks out" against "checks in". */
function reversing({ analysis, claim, language, predicate, items }: ClaimContent): Span[] {
  if (predicate.span[1] > claim.predicate[1]) return []
  const after = analysis.report.text.slice(
    claim.predicate[1],
    Math.min(claim.predicate[1] + 24, claim.span[1]),
  )
  const match = reversingWords[language].exec(after)
  if (!match) return []
  const span: Span = [claim.predicate[1] + match.index, claim.predicate[1] + match.index + match[0].length]
  // As part of a known phrase it turns nothing round: "sin cambios".
  return items.some((item) => item.span[0] < span[1] && span[1] < item.span[1]) ? [] : [span]
}
const reversingWords = {
  en: /^ (?:out|off|against|without)\b/,
  fr: /^ (?:contre|sans)(?= )/,
  es: /^ (?:contra|sin)(?= )/,
} as const

/** Whether two sources are known to be the same, known to differ, or neither. */
export function compareSources(a: ClaimSource, b: ClaimSource): 'same' | 'different' | 'unknown' {
  if (a.entity && a.entity === b.entity) return 'same'
  const [small, large] = a.keys.size <= b.keys.size ? [a.keys, b.keys] : [b.keys, a.keys]
  if (small.size === 0) return 'unknown'
  let common = 0
  for (const key of small) if (large.has(key)) common++
  if (common === small.size && !(a.entity && b.entity)) return 'same'
  return 'different'
}

function sourceDifferences(a: ClaimContent, b: ClaimContent): AspectDifference[] {
  if (!a.source || !b.source || compareSources(a.source, b.source) !== 'different') return []
  const spans = (content: ClaimContent): Span[] => {
    const last = content.claim.chain[content.claim.chain.length - 1].attribution
    return content.analysis.attributions.find(({ id }) => id === last)?.source ?? []
  }
  return [{ aspect: 'attribution', hard: false, words: [spans(a), spans(b)], by: 'other-source' }]
}
