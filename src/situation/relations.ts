import type { Span } from '../engine/analysis.ts'
import type { ClaimContent, ContentNumber } from './claim-content.ts'
import { areDisjoint, type ClaimComparison, compareClaims, compareSources } from './compare-claims.ts'
import { isHappening, personCount } from './figures.ts'
import type { ClaimGroup, ClaimPair, GroupedClaims } from './group-into-statements.ts'
import type { RelationAspect, RelationKind } from './statement.ts'
import { type ClaimOrigin, isOtherwiseAttributed } from './statement-origins.ts'

/** What stands between two claims of different reports. */
export interface ClaimRelation {
  kind: RelationKind
  aspect?: RelationAspect
  from: ClaimContent
  to: ClaimContent
  words: [Span[], Span[]]
  by: string
}

/** Whether the predicates themselves are the same word or concept: that nouns within are is not enough for a conflict. */
const isSamePredicate = (a: ClaimContent, b: ClaimContent) =>
  a.predicate.keys.some((key) => b.predicate.keys.includes(key))

/** How much of each claim must stand in the other, aside from what they differ in, for a conflict. */
const conflictShare = 0.7

/** What may be is confirmed only by nearly the same. */
const openShare = 0.6
const deniedShare = 0.62

const milliseconds = 3_600_000
/** Reports further apart than this may tell different states of one thing. */
const sameTimeHours = 18

function hoursApart(a: ClaimContent, b: ClaimContent): number | undefined {
  const [one, other] = [a, b].map(({ analysis }) => Date.parse(analysis.report.published ?? ''))
  return Number.isNaN(one) || Number.isNaN(other) ? undefined : Math.abs(other - one) / milliseconds
}

/** Whether the second of two claims confirms the first: the same of the same, as surely, from another origin. */
export function confirms(a: ClaimContent, b: ClaimContent, comparison: ClaimComparison): boolean {
  return (
    a.certainty === b.certainty &&
    (a.certainty !== 'open' || Math.min(comparison.first, comparison.second) >= openShare) &&
    comparison.differences.every(({ aspect }) => aspect === 'attribution') &&
    !isOtherwiseAttributed(a, b)
  )
}

/**
 * Relations between claims: within a statement each report's claim with the first one that it confirms or relays;
 * between statements of one matter the denials and conflicts, one of a kind for each two statements.
 */
export function relationsOf(
  { groups, groupOf, apart, contents }: GroupedClaims,
  originOf: (content: ClaimContent) => ClaimOrigin,
): ClaimRelation[] {
  const relations: ClaimRelation[] = []
  for (const group of groups) relations.push(...within(group, originOf))
  const seen = new Set<string>()
  const numberOf = new Map(groups.map((group, k) => [group, k]))
  for (const pair of apart) {
    const relation = between(pair)
    if (!relation) continue
    const [one, other] = [pair.a, pair.b].map((content) => {
      const group = groupOf.get(content)
      return group ? (numberOf.get(group) ?? -1) : -1
    })
    if (one === other) continue
    const key = `${Math.min(one, other)} ${Math.max(one, other)} ${relation.kind} ${relation.aspect ?? ''}`
    if (seen.has(key)) continue
    seen.add(key)
    relations.push(relation)
  }
  for (const relation of figureConflicts(contents)) {
    const [one, other] = [relation.from, relation.to].map((content) =>
      numberOf.get(groupOf.get(content) ?? groups[0]),
    )
    if (
      relations.some(
        ({ kind, from, to }) => kind === 'conflicts' && from === relation.from && to === relation.to,
      )
    )
      continue
    if (one !== other) relations.push(relation)
  }
  return relations
}

/**
 * Counts of people (killed, injured …) that exclude each other: claims that call what happened by one word, name one
 * place, and were published at nearly the same time. Of each two values only the first pair is told.
 */
function figureConflicts(contents: readonly ClaimContent[]): ClaimRelation[] {
  const found: ClaimRelation[] = []
  const told = new Set<string>()
  const byMatter = new Map<string, { content: ClaimContent; number: ContentNumber }[]>()
  for (const content of contents) {
    if (content.certainty !== 'sure') continue
    const happening = content.items.flatMap(({ concepts }) => concepts.filter(isHappening))[0]
    const place = content.items.find(({ keys, kind }) => kind === 'place' && keys[0].startsWith('e:'))
      ?.keys[0]
    const number = content.numbers.find((one) => personCount(one) !== undefined)
    // A claim that names two places may count the dead of either.
    if (content.items.filter(({ kind }) => kind === 'place').length !== 1) continue
    if (!happening || !place || !number) continue
    const key = `${happening} ${place} ${personCount(number)}`
    const others = byMatter.get(key) ?? []
    for (const other of others) {
      const hours = hoursApart(other.content, content)
      if (other.content.report === content.report || hours === undefined || hours > sameTimeHours) continue
      if (!areDisjoint(other.number, number)) continue
      const values = `${key} ${other.number.low}-${other.number.high} ${number.low}-${number.high}`
      if (told.has(values)) continue
      told.add(values)
      found.push({
        kind: 'conflicts',
        aspect: 'number',
        from: content,
        to: other.content,
        words: [[number.span], [other.number.span]],
        by: 'counts-of-one-event',
      })
    }
    if (others.length < 16) byMatter.set(key, [...others, { content, number }])
  }
  return found
}

/** Earlier claims of a group with which each later one is compared: bounded, so that a large group stays cheap. */
const comparedWith = 12

function within(group: ClaimGroup, originOf: (content: ClaimContent) => ClaimOrigin): ClaimRelation[] {
  const relations: ClaimRelation[] = []
  const contents = group.members.map(({ content }) => content)
  contents.forEach((content, k) => {
    let confirmed = false
    let relayed = false
    for (const other of contents.slice(0, Math.min(k, comparedWith))) {
      if (other.report === content.report || (confirmed && relayed)) continue
      const sameOrigin = originOf(other).origin === originOf(content).origin
      if (sameOrigin && !relayed && originOf(content).through.length + originOf(other).through.length > 0) {
        relayed = true
        const relay = originOf(content).through.length > 0
        relations.push({
          kind: 'relays',
          from: relay ? content : other,
          to: relay ? other : content,
          words: [[], []],
          by: 'names-the-outlet',
        })
      } else if (sameOrigin && !relayed) {
        relayed = true
        relations.push({ kind: 'relays', from: content, to: other, words: [[], []], by: 'same-origin' })
      } else if (!sameOrigin && !confirmed) {
        const comparison = compareClaims(other, content)
        if (!confirms(other, content, comparison)) continue
        confirmed = true
        const same =
          content.source !== undefined &&
          other.source !== undefined &&
          compareSources(content.source, other.source) === 'same'
        relations.push({
          kind: 'confirms',
          from: content,
          to: other,
          words: [commonWords(content, other), commonWords(other, content)],
          by: same ? 'same-source' : comparison.by,
        })
      }
    }
  })
  return relations
}

/** The most telling words of a claim that the other has too. */
function commonWords(content: ClaimContent, other: ClaimContent): Span[] {
  return content.items
    .filter((item) => item.keys.some((key) => other.keys.has(key)))
    .toSorted((a, b) => b.weight - a.weight || a.span[0] - b.span[0])
    .slice(0, 6)
    .map(({ span }) => span)
    .sort((a, b) => a[0] - b[0])
}

/** A denial or conflict of two claims of one matter: they must differ in one thing alone. */
function between({ a, b, comparison }: ClaimPair): ClaimRelation | undefined {
  const telling = comparison.differences.filter(
    ({ aspect }) => aspect !== 'certainty' && aspect !== 'attribution',
  )
  if (telling.length !== 1 || !telling[0].hard) return undefined
  const [{ aspect, words, by }] = telling
  const certain = (content: ClaimContent) =>
    content.certainty === 'sure' || content.certainty === 'denied' || content.certainty === 'reported'
  if (aspect === 'negation') {
    const denial = a.polarity === 'denied' ? a : b
    const denied = denial === a ? b : a
    const denies = a.polarity !== b.polarity
    if (denies) {
      // Both must speak of one thing by the same word, and the one that is denied must be said by somebody.
      if (denied.certainty === 'open' || !isSamePredicate(a, b)) return undefined
      if (Math.min(comparison.first, comparison.second) < deniedShare || comparison.common < 3)
        return undefined
      const negated = (content: ClaimContent) => content.claim.marks.some(({ kind }) => kind === 'negation')
      if (!negated(denial) || negated(denied)) return undefined
      return {
        kind: 'denies',
        aspect,
        from: denial,
        to: denied,
        words: denial === a ? [words[0], words[1]] : [words[1], words[0]],
        by,
      }
    }
    if (a.certainty !== 'sure' || b.certainty !== 'sure') return undefined
    return { kind: 'conflicts', aspect, from: b, to: a, words: [words[1], words[0]], by }
  }
  if (!certain(a) || !certain(b) || a.polarity === 'denied') return undefined
  if (!isSamePredicate(a, b) || Math.min(a.items.length, b.items.length) < 3) return undefined
  if (Math.min(comparison.first, comparison.second) < conflictShare) return undefined
  const hours = hoursApart(a, b)
  if (aspect === 'number' && hours !== undefined && hours > sameTimeHours) return undefined
  return { kind: 'conflicts', aspect, from: b, to: a, words: [words[1], words[0]], by }
}
