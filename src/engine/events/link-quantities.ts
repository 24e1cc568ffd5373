import { type Component, defineComponent } from '../component.ts'
import { firstIndex } from '../first-index.ts'
import type { Reads } from '../layers.ts'

/** How many links a figure is followed up the tree. */
const reach = 8

/**
 * Links each quantity to the event and the claim it belongs to: the nearest trigger or predicate above its noun in the
 * tree, or the event that is the subject of the verb above ("the attack left 12 dead"). What none governs stays without
 * a link. Never leaves the sentence.
 */
export const createQuantityLinks = (): Component =>
  defineComponent({
    name: 'quantity-links',
    needs: ['tokens', 'sentences', 'dependencies', 'times', 'claims', 'predicates', 'events'],
    gives: [],
    refines: ['quantities'],
    run: (document) => {
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
      for (const { predicate, within } of document.predicates) {
        const token = tokens.at(predicate[0])
        if (within !== undefined && !claims.has(token)) claims.set(token, within)
      }
      const timeOfEvent = new Map<string, string>()
      for (const event of document.events) if (event.time) timeOfEvent.set(event.id, event.time)
      // The event that each verb says something of: worked out once, for a verb may govern many figures.
      const told = new Map<number, string>()
      for (const [token, id] of events) {
        const head = tokens.head[token]
        if (head >= 0 && tokens.baseRelation(token) === 'nsubj' && !told.has(head)) told.set(head, id)
      }
      for (const quantity of document.quantities) {
        let at = tokens.at(quantity.span[1] - 1)
        let event: string | undefined
        let claim: string | undefined
        for (let n = 0; n < reach && at >= 0 && at < tokens.length; n++) {
          event ??= events.get(at) ?? told.get(at)
          claim ??= claims.get(at)
          if (event !== undefined && claim !== undefined) break
          at = tokens.head[at]
        }
        if (event !== undefined) quantity.event = event
        if (claim !== undefined) quantity.claim = claim
        const time = timeOfEvent.get(event ?? '') ?? timeNear(document, quantity.span)
        if (time !== undefined) quantity.time = time
      }
      return {}
    },
  })

/** The one time that the sentence of a figure tells, where it tells just one. */
function timeNear(
  { sentences, times }: Reads<'sentences' | 'times'>,
  span: readonly [number, number],
): string | undefined {
  const at = firstIndex(sentences.length, (k) => sentences[k].span[0] > span[0]) - 1
  if (at < 0) return undefined
  const [start, end] = sentences[at].span
  const first = firstIndex(times.length, (k) => times[k].span[0] >= start)
  if (first >= times.length || times[first].span[0] >= end) return undefined
  return first + 1 < times.length && times[first + 1].span[0] < end ? undefined : times[first].id
}
