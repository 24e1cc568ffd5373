import { onceOf } from '../../engine/once-of.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { comparing } from '../words/comparing.ts'
import { spanAt } from '../words/span-at.ts'

/** How a claim stands to what others say. */
export interface Stance {
  /** Whether it is said not to be so. */
  denied: boolean
  /** Whether somebody is said to deny it, or the claim itself says that somebody denies something. */
  deniedBySpeaker: boolean
  /** Whether its words say that something is false or denied. */
  denying: boolean
  /** The same of its whole sentence. */
  sentenceDenying: boolean
  /** Words of negation that it holds. */
  negations: number
  /** Whether somebody is held to account by it or in it. */
  accusing: boolean
  /** 0 where the outlet says it, 1 by a nameless source, 2 by a source that is named. */
  held: number
  /** How many pass it on. */
  depth: number
  /** Words that keep it at a distance. */
  reserves: number
  /** Whether the outlet says it in its own voice, as a fact. */
  stated: boolean
}

/** Characters of a claim and of a sentence that are looked at. */
const longest = 600
const reserves = new Set<string>(['hearsay-conditional', 'evidential', 'hedge', 'modal', 'condition'])

/** How a claim stands to what others say. */
export const stanceOf = onceOf(workOut)

function workOut({ analysis, claim, language, polarity, certainty, source }: ClaimContent): Stance {
  const { denying, accusing, words } = comparing[language].denial
  const { text } = analysis.report
  const lower = (from: number, to: number) => text.slice(from, Math.min(to, from + longest)).toLowerCase()
  const own = lower(claim.span[0], claim.span[1])
  const sentence = spanAt(analysis.sentences, claim.predicate[0]) ?? claim.span
  const around = lower(sentence[0], sentence[1])
  const ids = new Set(claim.chain.map(({ attribution }) => attribution))
  const acts = analysis.attributions.filter(({ id }) => ids.has(id))
  const inside = analysis.attributions.filter(({ cue }) =>
    cue.some(([start, end]) => claim.span[0] <= start && end <= claim.span[1]),
  )
  let negations = 0
  for (const { 0: word } of own.matchAll(/[\p{L}’']+/gu)) if (words.test(word)) negations++
  const marks = claim.marks.filter(({ kind }) => reserves.has(kind)).length
  return {
    denied: polarity === 'denied',
    deniedBySpeaker: [...acts, ...inside].some(({ act }) => act === 'deny'),
    denying: denying.test(own),
    sentenceDenying: denying.test(around),
    negations: Math.min(negations, 3),
    accusing: accusing.test(own) || [...acts, ...inside].some(({ act }) => act === 'accuse'),
    held: source ? (source.named ? 2 : 1) : 0,
    depth: claim.chain.length - 1,
    reserves: marks,
    stated: certainty === 'sure' && claim.chain.length === 1 && marks === 0,
  }
}
