import type { Span } from '../../contract/analysis.ts'
import type { RelationAspect, RelationKind } from '../../contract/situation.ts'
import { areOfTheirOwnDays } from '../claims/bulletin-days.ts'
import type { ClaimContent, ContentNumber } from '../claims/claim-content.ts'
import { type ClaimComparison, compareClaims, meets } from '../claims/compare-claims.ts'
import { areDisjoint } from '../claims/number-differences.ts'
import { compareSources } from '../claims/source-differences.ts'
import type { ClaimGroup, ClaimPair, GroupedClaims } from '../statements/group-into-statements.ts'
import type { JudgedClaims, OpposedPair } from '../statements/judge-statements.ts'
import { type ClaimOrigin, isOtherwiseAttributed } from '../statements/statement-origins.ts'
import { comparing, inAnyLanguage } from '../words/comparing.ts'
import { wordsOf } from '../words/words.ts'
import { isHappening, personCount } from './figures.ts'

/** What stands between two claims of different reports. */
export interface ClaimRelation {
  kind: RelationKind
  aspect?: RelationAspect
  from: ClaimContent
  to: ClaimContent
  words: [Span[], Span[]]
  by: string
  /** Claims in the same words as `from` of which the same is so: how many, and the last of them by publication. */
  alike?: { claims: number; last: ClaimContent; words: Span[] }
}

/** The relations of some claims, and by statement how many more there are. */
export interface ClaimRelations {
  relations: ClaimRelation[]
  leftOut: ReadonlyMap<ClaimGroup, number>
}

/** Whether the predicates themselves are the same word or concept: that nouns within are is not enough for a conflict. */
const isSamePredicate = (a: ClaimContent, b: ClaimContent) =>
  a.predicate.keys.some((key) => b.predicate.keys.includes(key))

/** How much of each claim must stand in the other, aside from what they differ in, for a conflict. */
const conflictShare = 0.7

/** What may be is confirmed only by nearly the same. */
const openShare = 0.6
/** Each claim stands wholly in the other, but for rounding; words that they then must have in common. */
const wholeShare = 0.999
const leastCommon = 4
const deniedShare = 0.62

const millisecondsOfHour = 3_600_000
/** Reports further apart than this may tell different states of one thing. */
const sameTimeHours = 18

function hoursApart(a: ClaimContent, b: ClaimContent): number | undefined {
  const [one, other] = [a, b].map(({ analysis }) => Date.parse(analysis.report.published ?? ''))
  return Number.isNaN(one) || Number.isNaN(other) ? undefined : Math.abs(other - one) / millisecondsOfHour
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
 * Relations between claims: within a statement each report's claim with the first one that it confirms or relays, those
 * of claims in the same words told once; between statements of one matter the denials and conflicts, one of a kind for
 * each two statements.
 */
export function relationsOf(
  { groups, groupOf, apart, contents, opposed }: GroupedClaims & Partial<JudgedClaims>,
  originOf: (content: ClaimContent) => ClaimOrigin,
): ClaimRelations {
  const relations: ClaimRelation[] = []
  const leftOut = new Map<ClaimGroup, number>()
  const inConflict = new Map<ClaimContent, Set<ClaimContent>>()
  const note = (relation: ClaimRelation) => {
    relations.push(relation)
    if (relation.kind !== 'conflicts') return
    const known = inConflict.get(relation.from)
    if (known) known.add(relation.to)
    else inConflict.set(relation.from, new Set([relation.to]))
  }
  for (const group of groups) {
    const told = toldOnce(within(group, originOf))
    for (const relation of told.relations) note(relation)
    if (told.leftOut > 0) leftOut.set(group, told.leftOut)
  }
  const seen = new Set<string>()
  const numberOf = new Map(groups.map((group, k) => [group, k]))
  const stands = [
    ...(opposed ?? []).map(opposition),
    ...apart.flatMap((pair) => between(pair) ?? []).filter(({ by }) => !opposed || by !== 'opposite-words'),
  ]
  for (const relation of stands) {
    const [one, other] = [relation.from, relation.to].map((content) => {
      const group = groupOf.get(content)
      return group ? (numberOf.get(group) ?? -1) : -1
    })
    if (one === other) continue
    const key = `${Math.min(one, other)} ${Math.max(one, other)} ${relation.kind} ${relation.aspect ?? ''}`
    if (seen.has(key)) continue
    seen.add(key)
    note(relation)
  }
  for (const relation of figureConflicts(contents)) {
    const [one, other] = [relation.from, relation.to].map((content) =>
      numberOf.get(groupOf.get(content) ?? groups[0]),
    )
    if (inConflict.get(relation.from)?.has(relation.to)) continue
    if (one !== other) note(relation)
  }
  return { relations, leftOut }
}

/** A claim and its denial, the denial first; or two that tell one thing in two ways. */
function opposition({ a, b, comparison, by, aspect, otherwise }: OpposedPair): ClaimRelation {
  const words = comparison.differences.find((one) => one.aspect === aspect)?.words ?? [[], []]
  if (aspect !== 'negation' || otherwise)
    return { kind: 'conflicts', aspect, from: b, to: a, words: [words[1], words[0]], by }
  return { kind: 'denies', aspect: 'negation', from: a, to: b, words: [words[0], words[1]], by }
}

/** Relations of one kind that are told of one statement; the others are counted. */
const toldOfKind = 24

/** The relations within one statement, each told once for all claims that are in the same words. */
function toldOnce(found: readonly ClaimRelation[]): { relations: ClaimRelation[]; leftOut: number } {
  const relations: ClaimRelation[] = []
  const first = new Map<string, ClaimRelation>()
  const counts = new Map<RelationKind, number>()
  let leftOut = 0
  for (const relation of found) {
    const { kind, aspect, from, to, by, words } = relation
    const key = `${kind} ${aspect ?? ''} ${by} ${wordsIn(from)} / ${wordsIn(to)}`
    const known = first.get(key)
    if (known) {
      const { alike } = known
      const isLater = alike === undefined || publishedAt(from) >= publishedAt(alike.last)
      known.alike = {
        claims: (alike?.claims ?? 0) + 1,
        ...(isLater ? { last: from, words: words[0] } : { last: alike.last, words: alike.words }),
      }
      continue
    }
    const count = counts.get(kind) ?? 0
    counts.set(kind, count + 1)
    if (count >= toldOfKind) {
      leftOut++
      continue
    }
    first.set(key, relation)
    relations.push(relation)
  }
  return { relations, leftOut }
}

const wordsIn = ({ analysis, claim, language }: ClaimContent): string =>
  `${language} ${wordsOf(
    analysis.report.text.slice(claim.span[0], Math.min(claim.span[1], claim.span[0] + wordsCompared)),
  )
    .map(({ folded }) => folded)
    .join(' ')}`
/** Characters of a claim by which it is told to be in the same words. */
const wordsCompared = 1000

const publishedAt = ({ analysis }: ClaimContent): number => {
  const at = Date.parse(analysis.report.published ?? '')
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at
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
    if (others.length < countsCompared) byMatter.set(key, [...others, { content, number }])
  }
  return found
}

/** Counts of one matter with which a later one is compared. */
const countsCompared = 16

/** Earlier claims of a group with which each later one is compared: bounded, so that a large group stays cheap. */
const comparedWith = 12

function within(group: ClaimGroup, originOf: (content: ClaimContent) => ClaimOrigin): ClaimRelation[] {
  const relations: ClaimRelation[] = []
  const contents = group.members.map(({ content }) => content)
  contents.forEach((content, k) => {
    let confirmed = false
    let relayed = false
    let opposed = false
    for (const other of contents.slice(0, Math.min(k, comparedWith))) {
      if (other.report === content.report || (confirmed && relayed)) continue
      const sameOrigin = originOf(other).anchor === originOf(content).anchor
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
        const conflict = opposed ? undefined : conflictWithin(other, content, comparison)
        if (conflict) {
          opposed = true
          relations.push(conflict)
        }
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

/** Words by which it is shown that two claims say the same. */
const wordsShown = 6

/** The most telling words of a claim that the other has too. */
function commonWords(content: ClaimContent, other: ClaimContent): Span[] {
  return content.items
    .filter((item) => meets(item, other))
    .toSorted((a, b) => b.weight - a.weight || a.span[0] - b.span[0])
    .slice(0, wordsShown)
    .map(({ span }) => span)
    .sort((a, b) => a[0] - b[0])
}

/** Characters before a noun in which its article stands. */
const articleReach = 32

function isSaidNotToBe({ analysis, claim, language, certainty }: ClaimContent): boolean {
  const { text } = analysis.report
  if (certainty !== 'denied') return false
  // A noun behind its article or owner is denied with a part of what was said of it alone: "that his talks with the studio".
  const before = text.slice(
    Math.max(claim.span[0] - 1, claim.predicate[0] - articleReach),
    claim.predicate[0],
  )
  if (inAnyLanguage(({ nouns }) => nouns.before, before)) return false
  return claim.marks.some(
    ({ kind, span }) =>
      kind === 'negation' &&
      comparing[language].denial.words.test(text.slice(span[0], span[1]).toLowerCase()),
  )
}

/** Whether two claims are word for word the same but for those words. */
function isElseTheSame(a: ClaimContent, b: ClaimContent, words: readonly [Span[], Span[]]): boolean {
  if (a.language !== b.language) return false
  const rest = ({ analysis, claim }: ClaimContent, without: readonly Span[]) =>
    wordsOf(analysis.report.text.slice(claim.span[0], claim.span[1]))
      .filter(
        ({ start }) =>
          !without.some(([from, to]) => from <= start + claim.span[0] && start + claim.span[0] < to),
      )
      .map(({ folded }) => folded)
  const within = (content: ClaimContent, spans: readonly Span[]) =>
    spans.flatMap(([from, to]) =>
      wordsOf(content.analysis.report.text.slice(from, to)).map(({ folded }) => folded),
    )
  // A name that was only cut otherwise is no other: "the Gulf", "the Gulf of Aden".
  const named = new Set(within(a, words[0]))
  if (within(b, words[1]).some((word) => named.has(word))) return false
  const [one, other] = [rest(a, words[0]), rest(b, words[1])]
  return one.length >= leastRest && one.join(' ') === other.join(' ')
}
const leastRest = 4
const fullName = /\p{Lu}\p{L}+ (?:\p{L}{2,3} ){0,2}\p{Lu}/u

/**
 * One report leaves open what another states at nearly the same time in the same words, or gives the same quotation to
 * somebody else. Such claims are one statement, on which the reports differ.
 */
function conflictWithin(
  a: ClaimContent,
  b: ClaimContent,
  comparison: ClaimComparison,
): ClaimRelation | undefined {
  const [only, more] = comparison.differences
  if (!only || more || a.language !== b.language || a.polarity !== b.polarity) return undefined
  if (!isSamePredicate(a, b) || Math.min(comparison.first, comparison.second) < wholeShare) return undefined
  const relation = { kind: 'conflicts' as const, aspect: only.aspect, from: b, to: a, by: only.by }
  if (only.aspect === 'certainty') {
    const hours = hoursApart(a, b)
    if (hours === undefined || hours > sameTimeHours || comparison.common < leastCommon) return undefined
    if (a.items.length !== b.items.length || (a.source === undefined) !== (b.source === undefined))
      return undefined
    const levels = [a.certainty, b.certainty]
    if (!levels.includes('sure') || !(levels.includes('reported') || levels.includes('open')))
      return undefined
    return { ...relation, words: [only.words[1], only.words[0]] }
  }
  if (only.aspect !== 'attribution' || !a.direct || !b.direct) return undefined
  if (!a.source?.entity || !b.source?.entity || !a.source.named || !b.source.named) return undefined
  // Who "he" is may have been understood otherwise by us alone.
  const isFullName = (content: ClaimContent, spans: readonly Span[]) =>
    spans.some(([from, to]) => fullName.test(content.analysis.report.text.slice(from, to)))
  if (!isFullName(a, only.words[0]) || !isFullName(b, only.words[1])) return undefined
  return isElseTheSame(a, b, [[], []]) ? { ...relation, words: [only.words[1], only.words[0]] } : undefined
}

/** A denial or conflict of two claims of one matter: they must differ in one thing alone. */
function between({ a, b, comparison }: ClaimPair): ClaimRelation | undefined {
  const telling = comparison.differences.filter(
    ({ aspect }) => aspect !== 'certainty' && aspect !== 'attribution',
  )
  if (telling.length !== 1) return undefined
  const [{ aspect, words, by, hard }] = telling
  // Names that may stand for two things still exclude each other where every other word is the same.
  if (!hard && !(by === 'other-name' && isElseTheSame(a, b, words))) return undefined
  if (aspect === 'time' && areOfTheirOwnDays(a, b)) return undefined
  const hours = hoursApart(a, b)
  const sameTime = hours !== undefined && hours <= sameTimeHours
  const certain = (content: ClaimContent) =>
    content.certainty === 'sure' ||
    content.certainty === 'denied' ||
    content.certainty === 'reported' ||
    // Plans change: those of one day alone exclude each other.
    (content.certainty === 'planned' && sameTime && a.certainty === b.certainty)
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
      if (!isSaidNotToBe(denial) || negated(denied)) return undefined
      // Of somebody else it may well not be so.
      if (denial.items.some((item) => item.kind === 'name' && !meets(item, denied))) return undefined
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
  if (aspect === 'number' && hours !== undefined && hours > sameTimeHours) return undefined
  return { kind: 'conflicts', aspect, from: b, to: a, words: [words[1], words[0]], by }
}
