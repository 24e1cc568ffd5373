import type { Attribution, Holder } from '../analysis.ts'
import type { Document } from '../document.ts'

interface Stretch {
  first: number
  last: number
  attribution: number
}

/** Attributions whose content contains each token asked for, outermost first. */
export class HolderFinder {
  readonly #document: Document
  readonly #stretches: Stretch[] = []
  readonly #names = new Map<string, string>()
  #next = 0
  #active: Stretch[] = []

  constructor(document: Document) {
    this.#document = document
    const tokens = document.tokens
    document.attributions.forEach((attribution, index) => {
      for (const [start, end] of attribution.content) {
        const first = tokens.at(start)
        const last = tokens.at(end - 1)
        if (first < tokens.length)
          this.#stretches.push({ first, last: Math.min(last, tokens.length - 1), attribution: index })
      }
    })
    this.#stretches.sort((a, b) => a.first - b.first || b.last - a.last || a.attribution - b.attribution)
    for (const entity of document.entities) this.#names.set(entity.id, entity.name)
  }

  /** Attributions around token `i`; tokens must be asked for in text order. Deeper than 12 is left out. */
  around(i: number): Attribution[] {
    while (this.#next < this.#stretches.length && this.#stretches[this.#next].first <= i) {
      this.#active.push(this.#stretches[this.#next++])
      if (this.#active.length > 64) this.#active = this.#active.filter((s) => s.last >= i).slice(-64)
    }
    this.#active = this.#active.filter((s) => s.last >= i)
    const seen = new Set<number>()
    const found: Attribution[] = []
    for (const s of this.#active) {
      if (seen.has(s.attribution)) continue
      seen.add(s.attribution)
      found.push(this.#document.attributions[s.attribution])
    }
    // A parent comes before its child whatever their lengths.
    const at = new Map(found.map((a, k) => [a.id, k]))
    for (let n = 0; n < found.length; n++)
      for (let k = 0; k < found.length; k++) {
        const parent = found[k].parent ? at.get(found[k].parent!) : undefined
        if (parent !== undefined && parent > k) {
          const [moved] = found.splice(parent, 1)
          found.splice(k, 0, moved)
          found.forEach((a, index) => {
            at.set(a.id, index)
          })
        }
      }
    return found.slice(0, 12)
  }

  /** The chain of holders that these attributions make, the outlet first. */
  chain(attributions: readonly Attribution[]): Holder[] {
    const document = this.#document
    const chain: Holder[] = [
      document.input.publisher ? { kind: 'outlet', name: document.input.publisher } : { kind: 'outlet' },
    ]
    for (const attribution of attributions) {
      if (attribution.via) {
        const name = this.#names.get(attribution.via)
        if (!chain.some((holder) => holder.entity === attribution.via))
          chain.push({
            kind: 'media',
            ...(name ? { name } : {}),
            entity: attribution.via,
            attribution: attribution.id,
          })
      }
      const name = attribution.source.map((span) => document.slice(span)).join(' ')
      chain.push({
        kind: attribution.sourceKind,
        ...(name ? { name } : {}),
        entity: attribution.sourceEntity ?? null,
        attribution: attribution.id,
      })
    }
    return chain
  }
}
