import type { Language } from '../src/contract/analysis.ts'
import { logarithm } from '../src/engine/exact-math.ts'
import { sampleFrequency } from '../src/situation/words/common-words.ts'
import { conceptsOf } from '../src/situation/words/concepts.ts'
import { storyStem } from '../src/situation/words/stem.ts'
import { fold } from '../src/situation/words/words.ts'

/** A word that reports an event, with what stands around it. */
export interface EventMention {
  id: string
  report: string
  story: string
  language: Language
  /** Lemma of its head. */
  lemma: string
  /** Lemmas of all its words. */
  words: readonly string[]
  /** Telling words of its sentence; `near` weighs those that hang on it by grammar. */
  context: readonly { lemma: string; name: boolean; near: number }[]
}

/** Words that stand for many events: alone they say nothing, their surroundings must be the same. */
const vague = new Set(
  'say tell report announce state add claim call be have do make take get give go come see use find know think want need show become start begin continue end plan try happen do will can work play leave keep put set lead hold bring follow include'.split(
    ' ',
  ),
)

/** How much of their surroundings two mentions must share: of one lemma, of one concept, and for vague words. */
const thresholds = { lemma: 0.001, concept: 0.05, vague: 0.5, sameReport: 0.02 }

interface Profile {
  mention: EventMention
  keys: Set<string>
  vague: boolean
  context: Map<string, number>
  weight: number
}

/**
 * Groups mentions of events into events, story by story: mentions meet by lemma or concept where their surroundings
 * agree. In the order given; cost grows with mentions of one word in one story, of which a bounded number is compared.
 */
export function groupEvents(mentions: readonly EventMention[]): string[][] {
  const groups: Profile[][] = []
  const byKey = new Map<string, number[]>()
  for (const mention of mentions) {
    const profile = profileOf(mention)
    const candidates = new Set<number>()
    for (const key of profile.keys)
      for (const k of byKey.get(`${mention.story} ${key}`) ?? []) candidates.add(k)
    let best = -1
    let bestScore = 0
    for (const k of candidates) {
      const score = scoreWith(profile, groups[k])
      if (score > bestScore) {
        best = k
        bestScore = score
      }
    }
    if (best < 0) {
      best = groups.length
      groups.push([])
    }
    groups[best].push(profile)
    for (const key of profile.keys) {
      const full = `${mention.story} ${key}`
      const known = byKey.get(full)
      if (!known) byKey.set(full, [best])
      else if (!known.includes(best)) known.push(best)
    }
  }
  return groups.map((group) => group.map(({ mention }) => mention.id))
}

function profileOf(mention: EventMention): Profile {
  const { language, lemma } = mention
  const folded = fold(lemma)
  const keys = new Set([`l:${folded}`])
  const isVague = vague.has(folded)
  if (!isVague) {
    for (const concept of conceptsOf(language, folded)) {
      keys.add(`k:${concept}`)
      if (concept === 'kill') keys.add('k:die')
    }
    if (folded.length >= 5) keys.add(`s:${storyStem(folded).slice(0, 5)}`)
  }
  const context = new Map<string, number>()
  for (const { lemma: word, name, near } of mention.context) {
    const stem = storyStem(fold(word))
    if (stem.length < 2) continue
    const weight =
      Math.max(0.05, Math.min(1, logarithm(1000 / (sampleFrequency(language, stem) + 1)) / 5.2)) *
      near *
      (name ? 1.2 : 1)
    context.set(stem, Math.max(context.get(stem) ?? 0, weight))
  }
  let weight = 0
  for (const one of context.values()) weight += one * one
  return { mention, keys, vague: isVague, context, weight }
}

const compared = 24

/** How well a mention goes with a group: the mean of its nearest members, 0 where it does not. */
function scoreWith(profile: Profile, group: readonly Profile[]): number {
  let best = 0
  let lemma = false
  for (const other of group.slice(0, compared)) {
    const same = other.mention.lemma === profile.mention.lemma
    const score = likeness(profile, other)
    const needed = profile.vague
      ? thresholds.vague
      : other.mention.report === profile.mention.report
        ? thresholds.sameReport
        : same
          ? thresholds.lemma
          : thresholds.concept
    if (score < needed) continue
    if (same) lemma = true
    best = Math.max(best, score)
  }
  return best > 0 ? best + (lemma ? 0.5 : 0) : 0
}

function likeness(a: Profile, b: Profile): number {
  let product = 0
  for (const [stem, weight] of a.context) product += weight * (b.context.get(stem) ?? 0)
  const norm = a.weight * b.weight
  // A square root by arithmetic alone is exact on every host.
  return norm > 0 ? product / Math.sqrt(norm) : 0
}
