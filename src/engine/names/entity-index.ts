import type { Entity, Span } from '../../contract/analysis.ts'
import { firstIndex } from '../first-index.ts'
import type { Immutable, Reads } from '../layers.ts'
import type { EntityIndex, TokenMention } from './discourse.ts'

type Document = Reads<'tokens' | 'entities'>

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

/** Index of the first, of what stands in text order, that begins at `token` or behind it. */
export const firstFrom = (inOrder: readonly { readonly first: number }[], token: number): number =>
  firstIndex(inOrder.length, (k) => inOrder[k].first >= token)

/** The mentions that lie wholly within the tokens first to last, in text order. */
export function mentionsWithin(
  { mentions }: Immutable<Pick<EntityIndex, 'mentions'>>,
  first: number,
  last: number,
): TokenMention[] {
  const within: TokenMention[] = []
  for (let k = firstFrom(mentions, first); k < mentions.length && mentions[k].first <= last; k++)
    if (mentions[k].last <= last) within.push(mentions[k])
  return within
}

/** The entity whose mention covers the most of a span, or the first of equals; null where none touches it. */
export function findEntityAt(
  document: Reads<'tokens' | 'entities' | 'entityIndex'>,
  span: Span,
): Immutable<Entity> | null {
  const { tokens } = document
  const { ofToken } = document.entityIndex
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
