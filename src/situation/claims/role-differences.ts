import type { Span } from '../../contract/analysis.ts'
import { onceOf } from '../../engine/once-of.ts'
import { comparing } from '../words/comparing.ts'
import { isActor } from '../words/concepts.ts'
import type { AspectDifference, Told } from './aspect-difference.ts'
import type { ContentItem } from './claim-content.ts'

/** Characters before a predicate in which its auxiliary stands. */
const auxiliaryReach = 24

/** Whether a claim looks like a passive, in which who acts stands behind the verb. */
export const isPassive = onceOf(({ analysis, claim, language }: Told) =>
  comparing[language].passive.test(
    analysis.report.text.slice(Math.max(claim.span[0], claim.predicate[0] - auxiliaryReach), claim.span[1]),
  ),
)

/**
 * Who acts and who is acted upon, the other way round.
 * @param met how many items of the first the second has too: with none nothing is the other way round, with one no order is
 */
export function roleDifferences(a: Told, b: Told, met = Number.POSITIVE_INFINITY): AspectDifference[] {
  if (met === 0) return []
  const roles = (content: Told) => {
    const item = (span: Span) =>
      content.items.find((one) => one.kind !== 'word' && one.span[0] < span[1] && span[0] < one.span[1])
    return {
      actors: content.event?.actors.flatMap(({ span }) => item(span) ?? []) ?? [],
      recipients: content.event?.recipients.flatMap(({ span }) => item(span) ?? []) ?? [],
    }
  }
  const same = (x: ContentItem, y: ContentItem) => x.keys.some((key) => y.keys.includes(key))
  // Who stands before the verb in one and behind it in the other, and the other way round, in the active voice.
  if (met > 1 && !isPassive(a) && !isPassive(b)) {
    const able = ({ kind, concepts }: ContentItem) =>
      kind === 'name' || kind === 'place' || concepts.some(isActor)
    const names = [...a.items, ...b.items].filter(able)
    const sides = (content: ContentItem[], before: boolean) =>
      content.filter(
        (item) => item.before === before && (able(item) || names.some((name) => same(name, item))),
      )
    const [beforeA, behindA, beforeB, behindB] = [a, b].flatMap(({ items }) => [
      sides(items, true),
      sides(items, false),
    ])
    for (const left of beforeA)
      for (const right of behindA) {
        if (same(left, right)) continue
        // A place is who acts where the claim begins with it: elsewhere it says where.
        const places = left.kind === 'place' || right.kind === 'place'
        if (places && !(left === a.items[0] && b.items[0] && same(b.items[0], right))) continue
        const crossed = behindB.some((item) => same(item, left)) && beforeB.some((item) => same(item, right))
        const straight = beforeB.some((item) => same(item, left)) || behindB.some((item) => same(item, right))
        const other = b.items.find((item) => same(item, left))
        if (crossed && !straight && other)
          return [{ aspect: 'actor', hard: false, words: [[left.span], [other.span]], by: 'order-reversed' }]
      }
  }
  if (!a.event || !b.event) return []
  const [one, other] = [roles(a), roles(b)]
  for (const actor of one.actors)
    for (const recipient of other.recipients)
      if (same(actor, recipient) && !other.actors.some((each) => same(each, actor)))
        return [
          {
            aspect: 'actor',
            hard: one.recipients.some((each) => other.actors.some((actorOf) => same(each, actorOf))),
            words: [[actor.span], [recipient.span]],
            by: 'roles-reversed',
          },
        ]
  return []
}
