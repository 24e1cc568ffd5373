/** Who vouches for a passage, through whom, and how surely for whom: in words, for the margin and for whoever listens. */
import type { Analysis, Holder, Span } from '../../src/contract/analysis.ts'
import { desk } from '../desk.svelte.ts'
import { certaintyFor, via } from '../story/claim-words.ts'
import type { Unit } from './units.ts'

export interface Vouching {
  /** From whoever says it to the outlet, each with the kind by which it is coloured. */
  chain: { name: string; kind: string }[]
  /** How surely, and for whom; empty where no claim tells. */
  certainty: string
  /** The words, as they can be read alone. */
  words: string
  span: Span
}

export function vouchingOf(analysis: Analysis, { claim, attribution, start, end, voice }: Unit): Vouching {
  const { text, publisher } = analysis.report
  const outlet = publisher ?? desk.labels.outlet
  const entities = new Map(analysis.entities.map(({ id, name }) => [id, name]))
  const nameOf = (holder: Holder) =>
    holder.kind === 'outlet'
      ? outlet
      : holder.kind === 'unstated'
        ? desk.labels.noSource
        : (holder.name ??
          entities.get(holder.entity ?? '') ??
          desk.labels.voices[holder.kind] ??
          desk.labels.noSource)
  const joined = (spans: readonly Span[]) => spans.map(([from, to]) => text.slice(from, to)).join(' … ')
  const span: Span = claim?.span ?? [start, end]
  if (claim) {
    const chain = claim.chain
      .map((holder) => ({ name: nameOf(holder), kind: holder.kind as string }))
      .reverse()
    return {
      chain,
      certainty: certaintyFor(
        claim.factuality,
        claim.outletFactuality,
        chain[0]?.name ?? outlet,
        outlet,
        chain.length <= 1,
      ),
      words: claim.sentence ?? text.slice(span[0], span[1]),
      span,
    }
  }
  const chain = [{ name: outlet, kind: 'outlet' }]
  if (attribution)
    chain.unshift({ name: joined(attribution.source) || desk.labels.noSource, kind: attribution.sourceKind })
  else if (voice !== 'outlet') chain.unshift({ name: desk.labels.noSource, kind: 'unstated' })
  return { chain, certainty: '', words: text.slice(start, end), span }
}

/** A passage in one sentence: who, via whom, how surely. */
export function vouchingSentence({ chain, certainty }: Vouching): string {
  const [holder, ...through] = chain
  const who = [holder?.name, through.length > 0 ? via(through.map(({ name }) => name).join(', ')) : '']
    .filter(Boolean)
    .join(', ')
  return certainty ? `${who}: ${certainty}` : who
}
