import type { ContentItem, SentenceContent } from '../claims/claim-content.ts'
import { meets } from '../claims/compare-claims.ts'
import { roleDifferences } from '../claims/role-differences.ts'
import { shareWord } from '../claims/shared-word.ts'
import { timeDifferences } from '../claims/time-differences.ts'
import {
  areInSequence,
  areOpposite,
  isActor,
  isEventful,
  isLight,
  isOperator,
  kindOf,
} from '../words/concepts.ts'

/** What two sentences hold in common however they are cut into clauses, and why that is not enough where it is not. */
export interface AnchorComparison {
  /** From 0 for not the same to 1. */
  score: number
  by: string
}

/** A word that says something of its own happens. */
const isEvent = ({ kind, concepts }: ContentItem) =>
  kind === 'word' && concepts.length > 0 && kindOf(concepts[0]) === 'event' && !isLight(concepts)

const isNamed = ({ kind }: ContentItem) => kind === 'name' || kind === 'place'

/** Kinds of things of which two sentences on one matter name no two. */
const thingKinds = new Set([
  'measure',
  'disease',
  'animal',
  'vehicle',
  'building',
  'weapon',
  'drug',
  'sport',
  'thing',
])
const isThing = ({ kind, concepts, weight }: ContentItem) =>
  kind === 'word' && weight >= 0.3 && concepts.length > 0 && thingKinds.has(kindOf(concepts[0]) ?? '')
const isOrdinal = ({ kind, concepts }: ContentItem) =>
  kind === 'word' && concepts.length > 0 && kindOf(concepts[0]) === 'ordinal'

const sum = (items: readonly ContentItem[], is: (item: ContentItem) => boolean) =>
  items.reduce((total, item) => total + (is(item) ? item.weight : 0), 0)

/** The numbers of a sentence by value. "One" is as often an article as a count. */
function valuesOf({ numbers, items }: SentenceContent): Set<number> {
  const values = new Set<number>()
  for (const { low, high } of numbers) {
    const value = low ?? high
    if (value !== null && value !== 1) values.add(value)
  }
  for (const { keys } of items)
    for (const key of keys) if (key.startsWith('#:')) values.add(Number(key.slice(2)))
  return values
}

/** Whether each of two sentences gives a number that the other has not. */
export function haveOtherNumbers(a: SentenceContent, b: SentenceContent): boolean {
  const [valuesA, valuesB] = [valuesOf(a), valuesOf(b)]
  return (
    [...valuesA].some((value) => !valuesB.has(value)) && [...valuesB].some((value) => !valuesA.has(value))
  )
}

/** Puts two sentences side by side by their strong evidence. Symmetric. */
export function compareByAnchors(a: SentenceContent, b: SentenceContent): AnchorComparison {
  const against = (by: string): AnchorComparison => ({ score: 0, by })
  const split = (one: SentenceContent, other: SentenceContent) => {
    const met: ContentItem[] = []
    const alone: ContentItem[] = []
    for (const item of one.items) if (item.weight > 0) (meets(item, other) ? met : alone).push(item)
    return { met, alone }
  }
  const [ofA, ofB] = [split(a, b), split(b, a)]
  const least = (part: 'met' | 'alone', is: (item: ContentItem) => boolean) =>
    Math.min(sum(ofA[part], is), sum(ofB[part], is))
  const names = least('met', isNamed)
  if (names < leastNames) return against('no-common-name')

  const [valuesA, valuesB] = [valuesOf(a), valuesOf(b)]
  const common = [...valuesA].filter((value) => valuesB.has(value)).length
  if (valuesA.size > common && valuesB.size > common) return against('other-numbers')
  if (timeDifferences(a, b).length > 0) return against('days-apart')
  const lone = (items: readonly ContentItem[]) =>
    items.filter((item) => isNamed(item) && item.concepts.length === 0)
  const [namesA, namesB] = [lone(ofA.alone), lone(ofB.alone)]
  if (
    namesA.length > 0 &&
    namesB.length > 0 &&
    !namesA.some((one) => namesB.some((other) => shareWord(a, b, one.span, other.span)))
  )
    return against('other-name')
  const isHead = (of: SentenceContent, { span }: ContentItem) => of.heads.has(span[0])
  // What one tells alone is denied by what only the other tells: "reopened … closed for two years" denies no "shut".
  const conceptsOfAll = (of: SentenceContent) => new Set(of.items.flatMap(({ concepts }) => concepts))
  const [toldA, toldB] = [conceptsOfAll(a), conceptsOfAll(b)]
  const opposed = (
    of: SentenceContent,
    alone: readonly ContentItem[],
    other: SentenceContent,
    own: ReadonlySet<string>,
    others: ReadonlySet<string>,
  ) =>
    of.items.some((one) => {
      const isAlone = alone.includes(one)
      if (!isAlone && !of.mainHeads.has(one.span[0])) return false
      const only = isAlone ? one.concepts : one.concepts.filter((concept) => !others.has(concept))
      return other.items.some(({ concepts }) => {
        const foreign = concepts.filter((concept) => !own.has(concept))
        return areOpposite(only, foreign) || areInSequence(only, foreign)
      })
    })
  if (opposed(a, ofA.alone, b, toldA, toldB) || opposed(b, ofB.alone, a, toldB, toldA))
    return against('opposite-words')
  const turned = (alone: readonly ContentItem[], { claim, heads }: SentenceContent) =>
    alone.some(
      ({ kind, concepts, span }) =>
        kind === 'word' &&
        2 * concepts.filter(isOperator).length > concepts.length &&
        (heads.has(span[0]) || (span[0] >= claim.span[0] && span[0] <= claim.predicate[1])),
    )
  if (turned(ofA.alone, a) !== turned(ofB.alone, b)) return against('reversing-word')
  if (a.certainties.has('denied') !== b.certainties.has('denied')) return against('denied-and-affirmed')
  if (roleDifferences(a, b).length > 0) return against('roles-reversed')
  if (least('alone', isThing) >= leastThing || least('alone', isOrdinal) > 0) return against('other-thing')

  const headEvent = (of: SentenceContent, met: readonly ContentItem[]) =>
    met.some((item) => isHead(of, item) && isEventful(item.concepts) && !isLight(item.concepts))
  const sameHead = headEvent(a, ofA.met) && headEvent(b, ofB.met)
  const events = least('met', isEvent)
  const otherEvents = least('alone', isEvent)
  const mainAlone = ({ mainHeads }: SentenceContent, alone: readonly ContentItem[]) =>
    alone.filter(
      (item) => mainHeads.has(item.span[0]) && isEventful(item.concepts) && !isLight(item.concepts),
    )
  const [mainA, mainB] = [mainAlone(a, ofA.alone), mainAlone(b, ofB.alone)]
  if (
    !sameHead &&
    (otherEvents >= leastThing ||
      (mainA.length > 0 && mainB.length > 0) ||
      [...mainA, ...mainB].some(({ concepts }) => concepts.some(isOperator)))
  )
    return against('other-event')
  const actor = (items: readonly ContentItem[]) =>
    items.some((item) => item.kind === 'word' && item.before && item.concepts.some(isActor))
  if (actor(ofA.alone) && actor(ofB.alone)) return against('other-actor')
  const things = least('met', isThing)
  const times = a.times.length > 0 && b.times.length > 0 ? 1 : 0
  const strength = names + common + times + things + events
  if (strength < leastStrength) return against('too-little-in-common')
  const share = (one: { met: ContentItem[]; alone: ContentItem[] }) => {
    const known = sum(one.met, () => true)
    const other = one.alone.reduce(
      (total, item) => total + (item.concepts.length > 0 || isNamed(item) ? item.weight : 0.35 * item.weight),
      0,
    )
    return known / (known + other)
  }
  const shorter = Math.max(share(ofA), share(ofB))
  if (shorter < ofShorter) return against('too-little-in-common')
  return { score: shorter * 0.9, by: sameHead ? 'same-anchors-and-event' : 'same-anchors' }
}

const leastNames = 0.5
const leastThing = 0.5
const leastStrength = 2.6
const ofShorter = 0.55

/** Keys under which a sentence is found again: its names, its numbers and its most telling words. */
export function anchorKeys(sentence: SentenceContent): string[] {
  const keys = new Set<string>()
  const telling = sentence.items
    .filter(({ weight }) => weight >= leastThing)
    .sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || b.weight - a.weight || a.span[0] - b.span[0])
  for (const item of telling.slice(0, anchorsOfSentence))
    for (const key of item.parts ? item.parts.flat() : item.keys.slice(0, keysOfAnchor)) keys.add(key)
  for (const value of valuesOf(sentence)) keys.add(`#:${value}`)
  return [...keys]
}
const anchorsOfSentence = 8
const keysOfAnchor = 4
