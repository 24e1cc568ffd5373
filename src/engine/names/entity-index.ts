import type { Entity, MentionKind, Span } from '../analysis.ts'
import type { Document } from '../document.ts'

/** A mention with the tokens that it covers, first ≤ i ≤ last. */
export interface TokenMention {
  entity: number
  kind: MentionKind
  first: number
  last: number
}

/** Which entity each token belongs to, and the mentions in text order. */
export interface EntityIndex {
  /** Index into `document.entities` by token; -1 where the token is in no mention. */
  ofToken: Int32Array
  mentions: TokenMention[]
}

/** Reads the mentions of a document off its entities. Shorter mentions win over the longer ones around them. */
export function indexEntities(document: Document): EntityIndex {
  const { tokens, entities } = document
  const mentions: TokenMention[] = []
  entities.forEach((entity, k) => {
    for (const mention of entity.mentions) {
      const first = tokens.at(mention.span[0])
      if (first >= tokens.length) continue
      let last = first
      while (last + 1 < tokens.length && tokens.start[last + 1] < mention.span[1]) last++
      mentions.push({ entity: k, kind: mention.kind, first, last })
    }
  })
  mentions.sort((a, b) => a.first - b.first || b.last - a.last)
  const ofToken = new Int32Array(tokens.length).fill(-1)
  for (const mention of mentions) ofToken.fill(mention.entity, mention.first, mention.last + 1)
  return { ofToken, mentions }
}

const indexes = new WeakMap<Document, { entities: readonly Entity[]; count: number; index: EntityIndex }>()

/** The index of a document's entities as they stand, made again when entities were added, or mentions as was told. */
export function entityIndex(document: Document): EntityIndex {
  const { entities } = document
  const known = indexes.get(document)
  if (known && known.entities === entities && known.count === entities.length) return known.index
  const index = indexEntities(document)
  indexes.set(document, { entities, count: entities.length, index })
  return index
}

/** To be told where mentions were added to an entity that the document has. */
export function mentionsAdded(document: Document): void {
  indexes.delete(document)
}

/** The mentions that lie wholly within the tokens first to last, in text order. */
export function mentionsWithin({ mentions }: EntityIndex, first: number, last: number): TokenMention[] {
  let low = 0
  let high = mentions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (mentions[middle].first < first) low = middle + 1
    else high = middle
  }
  const within: TokenMention[] = []
  for (let k = low; k < mentions.length && mentions[k].first <= last; k++)
    if (mentions[k].last <= last) within.push(mentions[k])
  return within
}

/** The entity whose mention covers the most of a span, or the first of equals; null where none touches it. */
export function findEntityAt(document: Document, span: Span): Entity | null {
  const { ofToken } = entityIndex(document)
  const { tokens } = document
  const count = new Map<number, number>()
  let best = -1
  for (let i = tokens.at(span[0]); i < tokens.length && tokens.start[i] < span[1]; i++) {
    const entity = ofToken[i]
    if (entity < 0) continue
    const n = (count.get(entity) ?? 0) + 1
    count.set(entity, n)
    if (best < 0 || n > (count.get(best) ?? 0)) best = entity
  }
  return best < 0 ? null : document.entities[best]
}
