import type { Holder } from '../../contract/analysis.ts'
import { chainOf } from '../attribution/chain.ts'
import { longestName } from '../report-fields.ts'
import type { Attribution, Document, Entity } from './document.ts'

interface Stretch {
  first: number
  last: number
  attribution: number
}

/** Attributions whose content contains each token asked for, outermost first. */
export class HolderFinder {
  readonly #document: Document
  readonly #stretches: Stretch[] = []
  readonly #lines = new Map<string, readonly Holder[]>()
  readonly #attributions = new Map<string, Attribution>()
  readonly #entities = new Map<string, Entity>()
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
    for (const attribution of document.attributions) this.#attributions.set(attribution.id, attribution)
    for (const entity of document.entities) this.#entities.set(entity.id, entity)
    this.#stretches.sort((a, b) => a.first - b.first || b.last - a.last || a.attribution - b.attribution)
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
    let settled = false
    for (let n = 0; n < found.length && !settled; n++) {
      settled = true
      for (let k = 0; k < found.length; k++) {
        const parent = found[k].parent ? at.get(found[k].parent!) : undefined
        if (parent !== undefined && parent > k) {
          settled = false
          const [moved] = found.splice(parent, 1)
          found.splice(k, 0, moved)
          found.forEach((a, index) => {
            at.set(a.id, index)
          })
        }
      }
    }
    return found.slice(0, 12)
  }

  /**
   * The chain of holders that these attributions make, the outlet first: each attribution's own line, outermost first,
   * without what stands there already.
   */
  chain(attributions: readonly Attribution[]): Holder[] {
    const { publisher } = this.#document.input
    const chain: Holder[] = []
    const known = new Set<string>()
    const add = (holder: Holder) => {
      const { kind, entity, name, attribution } = holder
      if (entity) known.add(`${kind} entity ${entity}`)
      known.add(`${kind} name ${name}`).add(`${kind} attribution ${attribution}`)
      chain.push(holder)
    }
    add(publisher ? { kind: 'outlet', name: publisher } : { kind: 'outlet' })
    for (const attribution of attributions)
      for (const holder of this.#line(attribution)) {
        const { kind, entity, name, attribution } = holder
        if (entity && known.has(`${kind} entity ${entity}`)) continue
        if (known.has(name ? `${kind} name ${name}` : `${kind} attribution ${attribution}`)) continue
        add({ ...holder })
      }
    return chain
  }

  /** `chainOf` for one attribution, asked of a document that holds only what it needs: so all together stay linear. */
  #line(attribution: Attribution): readonly Holder[] {
    let line = this.#lines.get(attribution.id)
    if (!line) {
      const attributions: Attribution[] = []
      const entities: Entity[] = []
      for (let one: Attribution | undefined = attribution; one && attributions.length < 12; ) {
        attributions.push(one)
        for (const id of [one.via, one.sourceEntity]) {
          const entity = id ? this.#entities.get(id) : undefined
          if (entity) entities.push(entity)
        }
        const parent: string | null | undefined = one.parent
        one = parent ? this.#attributions.get(parent) : undefined
      }
      line = chainOf(
        { slice: (span) => this.#document.slice(span), attributions, entities },
        attribution,
      ).map((holder) => this.#named(holder))
      this.#lines.set(attribution.id, line)
    }
    return line
  }

  /** "Ten people who claimed that": a holder that is a relative pronoun has the name of what it stands for. */
  #named(holder: Holder): Holder {
    const { tokens } = this.#document
    const source = this.#attributions.get(holder.attribution ?? '')?.source
    if (holder.entity || !holder.name || source?.length !== 1) return holder
    const at = tokens.at(source[0][0])
    if (tokens.tag[at] !== 'PRON' || tokens.end[at] !== source[0][1]) return holder
    const verb = tokens.head[at]
    if (verb < at || tokens.baseRelation(verb) !== 'acl') return holder
    const noun = tokens.head[verb]
    if (noun < 0 || noun >= at) return holder
    let first = tokens.leftmost(noun)
    while (first < noun && tokens.baseRelation(first) === 'case') first++
    let last = noun
    while (last + 1 < at && tokens.head[last + 1] >= tokens.leftmost(noun) && tokens.form[last + 1] !== ',')
      last++
    const name = this.#document.slice(tokens.spanOf(first, last))
    return name.length > longestName ? holder : { ...holder, name }
  }
}
