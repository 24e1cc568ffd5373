import type { Analysis, Claim, Span } from '../../contract/analysis.ts'
import { onceOf } from '../../engine/once-of.ts'
import { byPublication } from '../claims/by-publication.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import type { ClaimGroup } from '../statements/group-into-statements.ts'
import type { ClaimOrigin } from '../statements/statement-origins.ts'
import { everyPredicate } from '../words/every-predicate.ts'
import { spanAt } from '../words/span-at.ts'
import { nameStem } from '../words/spelling.ts'
import { wordsOf } from '../words/words.ts'

/** What one report holds at a distance, or gives to a source, and a later one states as a fact in its own voice. */
export interface LostReserve {
  hedged: ClaimContent
  /** The words that held it at a distance: the reserve, or the source that was lost. */
  marks: Span[]
  stated: ClaimContent
}

/** Words that hold what is said at a distance. */
const reserves = new Set<string>(['hearsay-conditional', 'evidential', 'modal'])

const heard = new Set<string>(['hearsay-conditional', 'evidential'])

/** Claims with a reserve that are looked at for one statement, from the first and from the earliest on. */
const reservedLooked = 16

/**
 * Reserve that was lost within a statement, in whatever words or language: a conditional or a "reportedly" that a later
 * report drops, and a speaker whom it drops where that matters, since the report names nobody there or since others
 * deny it. A figure that everybody has from one ministry has lost nothing when its name is not repeated.
 * @param isCopy whether a report's text is another's: its reserve is told of the original
 * @param isDisputed whether other claims deny or contradict those of a statement
 * @param isOutspoken whether a report says most in its own voice, beside the others: what those give to speakers it then
 * states as known; without it every report may
 * @param nearness log-odds that two claims say the same, where they are known
 */
export function findLostReserves(
  groups: readonly ClaimGroup[],
  originOf: (content: ClaimContent) => ClaimOrigin,
  isDisputed: (group: ClaimGroup) => boolean,
  isCopy: (report: string) => boolean,
  isOutspoken?: (report: string) => boolean,
  nearness?: (a: ClaimContent, b: ClaimContent) => number,
): LostReserve[] {
  const lost: LostReserve[] = []
  for (const group of groups) {
    const contents = group.members.map(({ content }) => content)
    const disputed = isDisputed(group)
    const reserved = firstOf(contents.filter((content) => weightOf(content) > 0))
    if (reserved.length === 0) continue
    const told = new Set<string>()
    for (const stated of contents) {
      if (told.has(stated.report) || !isStated(stated)) continue
      if (isOutspoken && !isOutspoken(stated.report)) continue
      // Where the same sentence names who says it, nothing is lost.
      const sentence = sentenceOf(stated.analysis, stated.claim.predicate[0])
      const isHeld = contents.some(
        (other) =>
          other.report === stated.report &&
          weightOf(other) > 1 &&
          other.claim.span[0] < sentence[1] &&
          sentence[0] < other.claim.span[1],
      )
      if (isHeld) continue
      let hedged: ClaimContent | undefined
      for (const content of reserved)
        if (
          content.report !== stated.report &&
          byPublication(content, stated) < 0 &&
          !namesSpeaker(stated, content) &&
          isNear(content, stated) &&
          (!hedged || isBetter(content, hedged, stated))
        )
          hedged = content
      if (!hedged) continue
      told.add(stated.report)
      lost.push({ hedged, marks: marksOf(hedged), stated })
    }

    /** How much a claim is held at a distance: by a reserve, by a nameless source, by a source that others contradict. */
    function weightOf(content: ClaimContent): number {
      const { claim, certainty } = content
      if (certainty === 'denied' || isCopy(content.report)) return 0
      // Beside a report that says all in its own voice, a reserve is lost whoever had it.
      if (!isOutspoken && originOf(content).through.length > 0) return 0
      // What was ordered, or must be, is no guess.
      const isGuess = certainty !== 'planned' && claim.factuality === 'PS+'
      const kept = isOutspoken && !isGuess ? heard : reserves
      const marked = claim.marks.some(({ kind }) => kept.has(kind))
      if (isOutspoken && claim.rank === 'nominal') return 0
      if (marked && certainty !== 'sure') return 3
      const { speaker } = originOf(content)
      if (speaker === undefined || speaker.kind === 'body') return 0
      if (disputed && speaker.kind === 'nameless') return 2
      // Beside a report that names nobody it is enough that a party says it, or somebody who is not named.
      if (!isOutspoken) return 0
      return speaker.kind === 'nameless' || disputed || isPartisan(content) ? 1 : 0
    }
    /** What has a mark of its own need be less near. */
    function isNear(content: ClaimContent, stated: ClaimContent): boolean {
      return !nearness || nearness(content, stated) >= (weightOf(content) > 2 ? leastMarked : leastHeld)
    }
    /** What holds it furthest off; of two the later, which is nearer to what was printed. */
    function isBetter(content: ClaimContent, than: ClaimContent, stated: ClaimContent): boolean {
      if (nearness) {
        const order = (one: ClaimContent) => nearness(one, stated) + 0.75 * weightOf(one)
        return order(content) > order(than)
      }
      const further = weightOf(content) - weightOf(than)
      return further > 0 || (further === 0 && byPublication(than, content) < 0)
    }
  }
  return lost

  /** Whether the sentence of the one names the other's speaker. */
  function namesSpeaker({ analysis, claim }: ClaimContent, content: ClaimContent): boolean {
    const { speaker } = originOf(content)
    if (!speaker || speaker.names.size === 0) return false
    const sentence = sentenceOf(analysis, claim.predicate[0])
    return wordsOf(analysis.report.text.slice(...sentence)).some(({ folded }) =>
      speaker.names.has(nameStem(folded)),
    )
  }

  /** In the outlet's own voice, as a fact, and no body that speaks for itself. */
  function isStated(content: ClaimContent): boolean {
    const { claim, certainty } = content
    // "… , the paper can reveal", "… , which proves that …": the outlet vouches for it.
    const isVouchedFor = isOutspoken !== undefined && claim.basis === 'attributed'
    const isOwn =
      isVouchedFor ||
      originOf(content).speaker === undefined ||
      // Who snubs or promises something is told of, and says nothing here.
      (isOutspoken !== undefined && claim.chain.length === 1 && originOf(content).speaker?.kind !== 'body')
    return (
      (certainty === 'sure' || (isOutspoken !== undefined && certainty === 'planned')) &&
      (claim.basis === 'asserted' || isVouchedFor) &&
      (claim.outletFactuality === 'CT+' || (isOutspoken !== undefined && isForetold(content))) &&
      claim.marks.every(({ kind }) => !reserves.has(kind)) &&
      isOwn &&
      originOf(content).through.length === 0 &&
      claim.rank !== 'nominal' &&
      !isGiven(content, isOutspoken !== undefined)
    )
  }
}

/** Whether the outlet foretells it as settled: "will be told". */
const isForetold = ({ certainty, claim }: ClaimContent) =>
  certainty === 'planned' &&
  claim.outletFactuality === 'PR+' &&
  claim.marks.length > 0 &&
  claim.marks.every(({ kind }) => kind === 'future')

const partisan = new Set<string>(['accuse', 'claim', 'unverified'])
/** Whether who says it is said to accuse or to maintain it. */
function isPartisan({ analysis, claim }: ClaimContent): boolean {
  const ids = new Set(claim.chain.map(({ attribution }) => attribution))
  return analysis.attributions.some(({ id, act }) => ids.has(id) && act !== undefined && partisan.has(act))
}

/** How much less than the median of a story's reports one gives to speakers that says most in its own voice. */
const outspokenShare = 0.95
/** The same where it is not known what it makes of what others give to speakers. */
const outspokenAlone = 0.85
/** Share of what others give to speakers that such a report states in its own voice, of how many claims at least. */
const statedShare = 0.5
const leastMet = 3
/** Log-odds from which on two claims are met. */
const leastOfMet = -0.3
/** Reports of a story from which on that is told, and claims of each. */
const leastReports = 3
const leastClaims = 6

const isHeldOff = ({ chain, marks }: Claim) => chain.length > 1 || marks.some(({ kind }) => heard.has(kind))

/**
 * The reports of a story that say most in their own voice: of the claims of each fewer are held by somebody than of the
 * others, and of what others give to speakers it states half or more.
 * @param near claims of two reports that are near, with the log-odds that they say the same
 */
export function outspokenAmong(
  analyses: readonly Analysis[],
  near: readonly { a: ClaimContent; b: ClaimContent; odds: number }[] = [],
): ReadonlySet<string> {
  const shares = analyses.flatMap(({ report, claims }) => {
    const clauses = claims.filter(({ rank }) => rank !== 'nominal')
    const held = clauses.filter(isHeldOff)
    return clauses.length < leastClaims ? [] : [{ id: report.id, share: held.length / clauses.length }]
  })
  if (shares.length < leastReports) return new Set(analyses.map(({ report }) => report.id))
  const sorted = shares.map(({ share }) => share).sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  const met = statedOfHeld(near)
  return new Set(
    shares.flatMap(({ id, share }) => {
      const { stated = 0, all = 0 } = met.get(id) ?? {}
      if (all < leastMet) return share <= outspokenAlone * median ? [id] : []
      return share <= outspokenShare * median && stated >= statedShare * all ? [id] : []
    }),
  )
}

/** Of each report how many of its claims are near one that another report gives to a speaker, and how many of these it states. */
function statedOfHeld(
  near: readonly { a: ClaimContent; b: ClaimContent; odds: number }[],
): ReadonlyMap<string, { stated: number; all: number }> {
  const met = new Set<ClaimContent>()
  for (const { a, b, odds } of near) {
    if (odds < leastOfMet) continue
    if (isHeldOff(b.claim) && a.claim.rank !== 'nominal') met.add(a)
    if (isHeldOff(a.claim) && b.claim.rank !== 'nominal') met.add(b)
  }
  const found = new Map<string, { stated: number; all: number }>()
  for (const { report, claim, certainty } of met) {
    const known = found.get(report) ?? { stated: 0, all: 0 }
    known.all++
    if (!isHeldOff(claim) && (certainty === 'sure' || certainty === 'planned') && claim.basis === 'asserted')
      known.stated++
    found.set(report, known)
  }
  return found
}

/** Log-odds that two claims say the same, from which on one may have lost what the other is marked by, or held by. */
const leastMarked = -0.8
const leastHeld = 1.5

interface Held {
  /** Where the sentences begin that keep a reserve. */
  keeping: ReadonlySet<number>
  /** The cues of attributions, by where their sentence begins. */
  cues: ReadonlyMap<number, Span[]>
}

/** What a report holds at a distance, sentence by sentence. */
const heldIn = onceOf((analysis: Analysis): Held => {
  const keeping = new Set<number>()
  const cues = new Map<number, Span[]>()
  for (const { marks } of everyPredicate(analysis))
    for (const { kind, span } of marks)
      if (kind === 'hearsay-conditional' || kind === 'evidential')
        keeping.add(sentenceOf(analysis, span[0])[0])
  for (const { cue } of analysis.attributions)
    for (const span of cue) {
      const [start] = sentenceOf(analysis, span[0])
      cues.set(start, [...(cues.get(start) ?? []), span])
    }
  return { keeping, cues }
})

/**
 * Whether the claim's sentence keeps a reserve, or words of an attribution stand in the claim or hold it.
 * @param tellsDeeds whether a claim's own predicate is a deed, though speech has such words too: "was admitted"
 */
function isGiven({ analysis, claim }: ClaimContent, tellsDeeds: boolean): boolean {
  const [start, end] = claim.span
  const sentence = sentenceOf(analysis, claim.predicate[0])
  const { keeping, cues } = heldIn(analysis)
  return (
    keeping.has(sentence[0]) ||
    (cues.get(sentence[0]) ?? []).some(
      (span) =>
        start <= span[0] &&
        span[1] <= end &&
        !(tellsDeeds && span[0] <= claim.predicate[0] && claim.predicate[0] < span[1]),
    )
  )
}

function sentenceOf({ sentences }: Analysis, at: number): Span {
  const found = spanAt(sentences, at)
  return found ? [found[0], Math.min(found[1], found[0] + 2000)] : [at, at]
}

function marksOf({ claim, analysis }: ClaimContent): Span[] {
  const marks = claim.marks.flatMap(({ kind, span }) => (reserves.has(kind) ? [span] : []))
  if (marks.length > 0) return marks
  const last = claim.chain[claim.chain.length - 1].attribution
  return [...(analysis.attributions.find(({ id }) => id === last)?.source ?? [])]
}

/** The first of many claims, and those published first, of each report one: there are two reports where there are two. */
function firstOf(contents: readonly ClaimContent[]): readonly ClaimContent[] {
  if (contents.length <= 2 * reservedLooked) return contents
  const ofReport = new Map(contents.toReversed().map((content) => [content.report, content]))
  const earliest = [...ofReport.values()]
    .filter(({ analysis }) => !Number.isNaN(Date.parse(analysis.report.published ?? '')))
    .sort(byPublication)
  return [...contents.slice(0, reservedLooked), ...earliest.slice(0, reservedLooked)]
}
