import type { Document } from '../document.ts'

/**
 * Links each quantity to the event and the claim it belongs to: the nearest trigger or predicate above it in the tree,
 * in its own sentence. What none governs stays without a link.
 */
export function linkQuantities(document: Document): void {
  const { tokens } = document
  const events = new Map<number, string>()
  const claims = new Map<number, string>()
  for (const event of document.events) {
    const token = tokens.at(event.trigger[0])
    if (!events.has(token)) events.set(token, event.id)
  }
  for (const claim of document.claims) {
    const token = tokens.at(claim.predicate[0])
    if (!claims.has(token)) claims.set(token, claim.id)
  }
  for (const quantity of document.quantities) {
    let at = tokens.at(quantity.span[0])
    for (let n = 0; n < 12 && at >= 0 && at < tokens.length; n++) {
      quantity.event ??= events.get(at)
      quantity.claim ??= claims.get(at)
      at = tokens.head[at]
    }
  }
}
