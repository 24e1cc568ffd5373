import { type RawBuilder, sql } from 'kysely'
import type { EventStatus, HolderKind } from '../../contract/analysis.ts'
import type { LedgerCertainty, LedgerOpposition } from '../../contract/api.ts'
import type { LedgerEntry } from './ledger-entry.ts'

/**
 * What a row of the ledger is chosen and counted by, in one whole number: words of short lists as their places in these, and
 * above them on how many origins its statement rests. The lists may be added to at their ends, and are else never changed:
 * databases keep the numbers.
 */
const words = {
  opposition: ['none', 'denied', 'conflicting'] satisfies LedgerOpposition[],
  certainty: ['stated', 'hedged', 'open', 'denied'] satisfies LedgerCertainty[],
  status: ['', 'occurred', 'ongoing', 'planned', 'possible', 'denied', 'hypothetical'] satisfies (
    | EventStatus
    | ''
  )[],
  voice: ['outlet', 'media', 'named', 'anonymous', 'group', 'document', 'unstated'] satisfies HolderKind[],
} as const satisfies Record<string, readonly string[]>

/** From which bit on each stands, and in how many; the lowest says whether a row is the first of its statement. */
const bits = {
  opposition: [1, 2],
  certainty: [3, 3],
  status: [6, 4],
  voice: [10, 4],
} as const satisfies Record<TraitName, readonly [number, number]>
const bitsBelow = 14
const mostOrigins = 2 ** (31 - bitsBelow) - 1

export type TraitName = keyof typeof words
export const traitNames = Object.keys(words) as TraitName[]

/** The number of a word; -1 where it is none of the list, as no row has it. */
export const traitNumber = (trait: TraitName, word: string): number =>
  (words[trait] as readonly string[]).indexOf(word)

/** The word of a number; undefined where there is none. */
export const traitWord = (trait: TraitName, number: number): string | undefined =>
  (words[trait] as readonly string[])[number] || undefined

export function traitsOf(entry: LedgerEntry): number {
  const put = (trait: TraitName, word: string) => Math.max(0, traitNumber(trait, word)) << bits[trait][0]
  return (
    (entry.isFirst ? 1 : 0) |
    put('opposition', entry.opposition) |
    put('certainty', entry.certainty) |
    put('status', entry.status ?? '') |
    put('voice', entry.speaker.kind) |
    (Math.min(entry.origins, mostOrigins) << bitsBelow)
  )
}

/** What `traitsOf` put together. */
export const traitsFrom = (traits: number) => ({
  isFirst: (traits & 1) === 1,
  origins: traits >> bitsBelow,
  trait: (name: TraitName) => traitWord(name, (traits >> bits[name][0]) & (2 ** bits[name][1] - 1)),
})

/** The number of a trait's word in a row, for a statement. */
export const traitIn = (trait: TraitName): RawBuilder<number> =>
  sql`((ledger.traits >> ${sql.lit(bits[trait][0])}) & ${sql.lit(2 ** bits[trait][1] - 1)})`
export const isFirstIn: RawBuilder<number> = sql`(ledger.traits & 1)`
export const originsIn: RawBuilder<number> = sql`(ledger.traits >> ${sql.lit(bitsBelow)})`
