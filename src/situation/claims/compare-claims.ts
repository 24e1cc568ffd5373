import { areOpposite, isOperator, kindOf } from '../words/concepts.ts'
import type { AspectDifference, ClaimSides } from './aspect-difference.ts'
import type { ClaimContent, ContentItem } from './claim-content.ts'
import { numberDifferences } from './number-differences.ts'
import { polarityDifferences } from './polarity-differences.ts'
import { roleDifferences } from './role-differences.ts'
import { slotDifferences } from './slot-differences.ts'
import { sourceDifferences } from './source-differences.ts'
import { timeDifferences } from './time-differences.ts'

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
/** Words of less weight than this tell of no other thing. */
const leastTold = 0.3

/** Where the words of a claim or sentence are looked for. */
type Words = Pick<ClaimContent, 'keys' | 'wider' | 'partKeys'>
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

/** In what two claims may differ, in the order in which it is looked for. */
const aspects: readonly { name: string; find: (sides: ClaimSides) => AspectDifference[] }[] = [
  { name: 'number', find: numberDifferences },
  { name: 'time', find: ({ a, b }) => timeDifferences(a, b) },
  { name: 'place-and-actor', find: slotDifferences },
  { name: 'roles', find: ({ a, b, aloneA }) => roleDifferences(a, b, a.items.length - aloneA.length) },
  { name: 'polarity', find: polarityDifferences },
  { name: 'source', find: sourceDifferences },
]

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
  const differences = aspects.flatMap(({ find }) => find({ a, b, aloneA, aloneB }))
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
  const kindOfItem = ({ kind, concepts, weight }: ContentItem) =>
    kind === 'place' || concepts.length === 0 || weight < leastTold
      ? undefined
      : exclusiveKinds.get(kindOf(concepts[0]) ?? '')
  return aloneA.some((item) => {
    const kind = kindOfItem(item)
    return kind !== undefined && aloneB.some((other) => kindOfItem(other) === kind)
  })
}

function sharesParticipant(a: ClaimContent, b: ClaimContent): boolean {
  return a.items.some((item) => item.kind !== 'word' && item.kind !== 'place' && meets(item, b))
}
