import type { Analysis, Claim, Factuality, MarkKind, Report, Span } from '../../contract/analysis.ts'
import { isFunctionWord } from '../words/common-words.ts'
import { inAnyLanguage } from '../words/comparing.ts'
import { everyPredicate } from '../words/every-predicate.ts'
import { storyStem } from '../words/stem.ts'
import { wordsOf } from '../words/words.ts'

/** A claim that one report made with reserve and a later one states as a fact. */
export interface LostHedge {
  /** The earlier report, its claim, the claim's words, and the words that held it at a distance. */
  hedged: { report: string; claim: string; span: Span; marks: Span[] }
  /** The later report, whose own voice states it. */
  stated: { report: string; claim: string; span: Span }
}

/** Words that keep a distance from what is said: "aurait", "reportedly", "podría". */
const reserves: ReadonlySet<MarkKind> = new Set(['hearsay-conditional', 'hedge', 'modal', 'evidential'])
const unsure: ReadonlySet<Factuality> = new Set(['PR+', 'PS+', 'Uu', 'CTu'])

/** Least share of the content words of the shorter claim that stand in the longer, and their least number. */
const commonShare = 2 / 3
const commonLeast = 3
/** A claim with this many times the words of the other says something else as well. */
const longest = 2.5
/** Claims with a reserve, of one predicate, that are looked for in later reports: the first of them. */
const hedgedLooked = 64

/** Characters at the beginning of a claim in which a finite verb stands, its end with it. */
const finiteReach = 12

interface Content {
  analysis: Analysis
  claim: Claim
  predicate: string
  stems: Set<string>
}

/**
 * Hedges that were lost between the reports of one story: "aurait validé un plan" in one, "a validé un plan" in a later
 * one. Both claims must be in one language, share their predicate and most of their other words, and it must be known
 * which report came first. Paraphrases with another verb and translations are met by statement (`findLostReserves`).
 * @param reports of one story
 * @param cameBefore whether the first of two reports is known to have come before the second
 */
export function findLostHedges(
  reports: readonly Analysis[],
  cameBefore: (first: Analysis, second: Analysis) => boolean,
): LostHedge[] {
  const hedged: Content[] = []
  const looked = new Map<string, number>()
  const stated = new Map<string, Content[]>()
  for (const analysis of reports)
    for (const claim of everyPredicate(analysis)) {
      const content = contentOf(analysis, claim)
      if (content.stems.size < commonLeast) continue
      const key = `${analysis.report.language} ${content.predicate}`
      if (unsure.has(claim.outletFactuality) && reservesOf(analysis.report, claim).length > 0) {
        const count = looked.get(key) ?? 0
        looked.set(key, count + 1)
        if (count < hedgedLooked) hedged.push(content)
      } else if (claim.basis === 'asserted' && claim.outletFactuality === 'CT+' && claim.marks.length === 0) {
        const known = stated.get(key)
        if (known) known.push(content)
        else stated.set(key, [content])
      }
    }
  const lost = new Map<Content, Content>()
  for (const one of hedged)
    for (const other of stated.get(`${one.analysis.report.language} ${one.predicate}`) ?? []) {
      if (one.analysis === other.analysis || !cameBefore(one.analysis, other.analysis)) continue
      let common = 0
      for (const stem of one.stems) if (other.stems.has(stem)) common++
      const shorter = Math.min(one.stems.size, other.stems.size)
      const longer = Math.max(one.stems.size, other.stems.size)
      if (common < commonLeast || common < commonShare * shorter || longer > longest * shorter) continue
      // Of several reports that had the reserve, the one that came first.
      const known = lost.get(other)
      if (!known || cameBefore(one.analysis, known.analysis)) lost.set(other, one)
    }
  return [...lost].map(([other, one]) => ({
    hedged: {
      report: one.analysis.report.id,
      claim: one.claim.id,
      span: one.claim.span,
      marks: reservesOf(one.analysis.report, one.claim),
    },
    stated: { report: other.analysis.report.id, claim: other.claim.id, span: other.claim.span },
  }))
}

const reservesOf = ({ text }: Report, claim: Claim) =>
  claim.marks
    .filter(
      ({ kind, span }) => reserves.has(kind) && !(kind === 'hedge' && endsClauseBefore(text, span, claim)),
    )
    .map(({ span }) => span)

/** A verb that a finite one follows at once ends a clause of its own: "l'avion dans lequel il se trouvait | a dû atterrir". */
const endsClauseBefore = (text: string, mark: Span, { span }: Claim) =>
  mark[1] <= span[0] &&
  span[0] - mark[1] <= 1 &&
  inAnyLanguage(({ finite }) => finite, text.slice(span[0], span[0] + finiteReach).toLowerCase())

function contentOf(analysis: Analysis, claim: Claim): Content {
  const { text, language } = analysis.report
  const predicate = storyStem(
    wordsOf(text.slice(claim.predicate[0], claim.predicate[1]))
      .map((word) => word.folded)
      .join(' '),
  )
  const stems = new Set<string>()
  for (const { folded } of wordsOf(text.slice(claim.span[0], claim.span[1]))) {
    const stem = storyStem(folded)
    if (folded.length > 2 && stem !== predicate && !isFunctionWord(language, folded)) stems.add(stem)
  }
  return { analysis, claim, predicate, stems }
}
