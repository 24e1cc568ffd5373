import type { Span } from '../../contract/analysis.ts'
import { isActor } from '../words/concepts.ts'
import type { AspectDifference, ClaimSides } from './aspect-difference.ts'
import type { ClaimContent, ContentItem } from './claim-content.ts'
import { isPassive } from './role-differences.ts'
import { shareWord } from './shared-word.ts'

/** Other places and other actors. */
export function slotDifferences({ a, b, aloneA, aloneB }: ClaimSides): AspectDifference[] {
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
