import type { Attribution, Holder } from '../../contract/analysis.ts'
import type { Immutable, Reads } from '../layers.ts'
import { longestName } from '../report-fields.ts'

type Document = Pick<Reads<'entities' | 'attributions'>, 'slice' | 'entities' | 'attributions'>

/**
 * Who vouches for what an attribution contains, from the outside inwards and without the outlet itself: for each
 * attribution from the outermost to this one, the outlet cited (`via`), then its source. "Selon des sources citées par NBC,
 * le ministre aurait admis que…" gives NBC, the sources, the minister. A holder that stands there already is not repeated.
 * Call it once the document has its attributions; `attribution` is one of them.
 */
export function chainOf(document: Document, attribution: Immutable<Attribution>): Holder[] {
  const line: Immutable<Attribution>[] = []
  const seen = new Set<string>()
  for (let one: Immutable<Attribution> | undefined = attribution; one && !seen.has(one.id); ) {
    line.unshift(one)
    seen.add(one.id)
    const parent: string | null | undefined = one.parent
    one = parent ? document.attributions.find((other) => other.id === parent) : undefined
  }
  const chain: Holder[] = []
  // Written in every claim: what is longer than a name can be stands at the attribution's source alone.
  const within = (name: string | undefined) =>
    name !== undefined && name.length <= longestName ? name : undefined
  const nameOf = (id: string | null | undefined): string | undefined =>
    id ? within(document.entities.find((entity) => entity.id === id)?.name) : undefined
  for (const one of line) {
    const via = one.via
    if (via && !chain.some((holder) => holder.entity === via)) {
      const name = nameOf(via)
      chain.push({ kind: 'media', ...(name ? { name } : {}), entity: via, attribution: one.id })
    }
    const entity = one.sourceEntity ?? null
    if (entity && chain.some((holder) => holder.entity === entity)) {
      const last = chain[chain.length - 1]
      if (last.entity === entity) continue
    }
    const name =
      nameOf(entity) ??
      (one.source.length > 0 ? within(one.source.map((span) => document.slice(span)).join(' ')) : undefined)
    chain.push({ kind: one.sourceKind, ...(name ? { name } : {}), entity, attribution: one.id })
  }
  return chain
}
