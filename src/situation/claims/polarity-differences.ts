import type { Span } from '../../contract/analysis.ts'
import { onceOf } from '../../engine/once-of.ts'
import { comparing } from '../words/comparing.ts'
import { areInSequence, areOpposite } from '../words/concepts.ts'
import type { AspectDifference, ClaimSides } from './aspect-difference.ts'
import type { ClaimContent } from './claim-content.ts'

/** Characters behind a predicate in which a word may turn it round. */
const reversingReach = 24

/** Denied in one and affirmed in the other, opposite words, or said less surely. */
export function polarityDifferences({ a, b, aloneA, aloneB }: ClaimSides): AspectDifference[] {
  const found: AspectDifference[] = []
  const marks = (content: ClaimContent) =>
    content.claim.marks.filter(({ kind }) => kind === 'negation').map(({ span }) => span)
  if (a.polarity !== b.polarity)
    found.push({ aspect: 'negation', hard: true, words: [marks(a), marks(b)], by: 'denied-and-affirmed' })
  for (const one of aloneA)
    for (const other of aloneB)
      if (
        one.kind === 'word' &&
        other.kind === 'word' &&
        (areOpposite(one.concepts, other.concepts) || areInSequence(one.concepts, other.concepts))
      ) {
        found.push({
          aspect: 'negation',
          hard: one === a.predicate && other === b.predicate && areOpposite(one.concepts, other.concepts),
          words: [[one.span], [other.span]],
          by: 'opposite-words',
        })
        return found
      }
  const [reversedA, reversedB] = [reversing(a), reversing(b)]
  if (found.length === 0 && reversedA.length > 0 !== reversedB.length > 0)
    found.push({
      aspect: 'negation',
      hard: false,
      words: [[...reversedA], [...reversedB]],
      by: 'reversing-word',
    })
  if (a.certainty !== b.certainty && a.polarity === b.polarity) {
    const reserves = (content: ClaimContent) => content.claim.marks.map(({ span }) => span)
    found.push({ aspect: 'certainty', hard: false, words: [reserves(a), reserves(b)], by: 'less-certain' })
  }
  return found
}

/** Words beside the predicate that turn it round: "checks out" against "checks in". */
const reversing = onceOf(({ analysis, claim, language, predicate, items }: ClaimContent): Span[] => {
  if (predicate.span[1] > claim.predicate[1]) return []
  const after = analysis.report.text.slice(
    claim.predicate[1],
    Math.min(claim.predicate[1] + reversingReach, claim.span[1]),
  )
  const match = comparing[language].denial.reversing.exec(after)
  if (!match) return []
  const span: Span = [claim.predicate[1] + match.index, claim.predicate[1] + match.index + match[0].length]
  // As part of a known phrase it turns nothing round: "sin cambios".
  return items.some((item) => item.span[0] < span[1] && span[1] < item.span[1]) ? [] : [span]
})
