/** What a claim says, who says it and how surely, in the words of one report: never one report's words with another's status. */
import type { Language } from '../../src/contract/analysis.ts'
import type { StatementClaim } from '../../src/contract/situation.ts'
import { briefLabelsFor } from '../../src/output/brief-labels.ts'
import { desk } from '../desk.svelte.ts'
import type { StoryBook } from './story-book.ts'

/** How surely somebody says something, in one word. */
export const certainties = ['stated', 'hedged', 'open', 'denied'] as const
export type Certainty = (typeof certainties)[number]

export function certaintyOf(factuality: StatementClaim['factuality']): Certainty {
  if (factuality.endsWith('u')) return 'open'
  if (factuality.endsWith('-')) return 'denied'
  return factuality.startsWith('CT') ? 'stated' : 'hedged'
}

export interface ClaimWords {
  /** Who says it: the last of those who vouch. */
  holder: string
  /** Those through whom it came, the nearest to the holder first; none where the outlet itself says it. */
  through: string[]
  /** "stated, for the ministry; not taken over by the agency". */
  certainty: string
  /** The claim as it can be read alone. */
  text: string
  language: Language | undefined
}

/** Kinds of holders that stand in a chain where no name is known. */
const kinds = ['unstated', 'anonymous', 'group', 'document', 'media', 'named'] as const

/** What a person calls a holder of a chain. */
export function holderName(name: string, outlet: string): string {
  if (name === 'outlet') return outlet
  if (name === 'unstated') return desk.labels.noSource
  const kind = kinds.find((one) => one === name)
  return kind ? (desk.labels.voices[kind] ?? name) : name
}

/** How surely, and for whom; whether the outlet takes it over. */
export function certaintyFor(
  factuality: StatementClaim['factuality'],
  outletFactuality: StatementClaim['factuality'],
  holder: string,
  outlet: string,
  isOutlet: boolean,
): string {
  const words = desk.m.certainty
  if (holder === desk.labels.noSource) return words.hearsay(outlet)
  const said = words.for(words.words[certaintyOf(factuality)], holder)
  if (isOutlet) return said
  const own = certaintyOf(outletFactuality)
  return `${said}${words.and}${
    own === 'stated'
      ? words.takenOver(outlet)
      : own === 'open'
        ? words.notTakenOver(outlet)
        : words.for(words.words[own], outlet)
  }`
}

export function claimWords(claim: StatementClaim, book: StoryBook): ClaimWords {
  const outlet = book.report(claim.report)?.publisher ?? book.nameOf(claim.report)
  const names = claim.chain.map((name) => holderName(name, outlet))
  const holder = names[names.length - 1] ?? outlet
  const isOutlet = claim.chain.length <= 1
  return {
    holder,
    through: isOutlet ? [] : names.slice(0, -1).reverse(),
    certainty: certaintyFor(claim.factuality, claim.outletFactuality, holder, outlet, isOutlet),
    text: claim.sentence ?? claim.passage.text,
    language: book.languageOf(claim.report),
  }
}

/** "via Agence Meridia", as a brief says it. */
export const via = (names: string): string => briefLabelsFor(desk.language).via(names)
