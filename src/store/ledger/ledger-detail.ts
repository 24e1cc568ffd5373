import type { LedgerEntry } from './ledger-entry.ts'

/** What of an entry is only shown. */
export type LedgerDetail = Pick<
  LedgerEntry,
  | 'claim'
  | 'span'
  | 'statement'
  | 'basis'
  | 'factuality'
  | 'outletFactuality'
  | 'event'
  | 'reports'
  | 'since'
  | 'place'
  | 'to'
  | 'chain'
  | 'sentence'
  | 'text'
  | 'against'
> & { name?: string }

export function detailOf(entry: LedgerEntry): LedgerDetail {
  const { claim, span, statement, basis, factuality, outletFactuality, event, reports, since, to } = entry
  const { place, chain, sentence, text, against, speaker } = entry
  return {
    claim,
    span,
    ...(statement === undefined ? {} : { statement }),
    basis,
    factuality,
    outletFactuality,
    ...(event === undefined ? {} : { event }),
    reports,
    ...(since === undefined ? {} : { since }),
    ...(place === undefined ? {} : { place }),
    ...(to === undefined ? {} : { to }),
    chain,
    sentence,
    ...(text === undefined ? {} : { text }),
    against,
    ...(speaker.name === undefined ? {} : { name: speaker.name }),
  }
}
