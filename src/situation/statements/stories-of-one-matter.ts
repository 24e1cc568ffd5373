import type { Analysis } from '../../contract/analysis.ts'
import { nameStem } from '../words/spelling.ts'
import { wordsOf } from '../words/words.ts'
import { candidatesOf } from './candidates.ts'
import type { Comparer } from './judge-statements.ts'
import { featuresOf } from './pair-features.ts'
import { storyPropositions } from './story-propositions.ts'

/** Reports of each of two stories whose claims are held against the other's. */
const reportsLooked = 4
/** Names that two stories share before their claims are compared; more stories than this with a name make it tell nothing. */
const namesShared = 4
const storiesOfName = 4
const shortestName = 4
/** Log-odds from which on two claims are one fact, and claims of each story that must have one in the other. */
const sameFact = 1
const factsShared = 3
/** Pairs of stories that are compared at most. */
const pairsLooked = 24

/**
 * Which stories are one, told on other days or in other words: they share names that few stories have, and several facts.
 * @param stories the reports of each
 * @returns for each story the number of the first that it is one with, or its own
 */
export function storiesOfOneMatter(stories: readonly (readonly Analysis[])[], comparer: Comparer): number[] {
  const storiesWith = new Map<string, Set<number>>()
  stories.forEach((reports, k) => {
    for (const { entities } of reports)
      for (const { name, mentions } of entities) {
        if (!mentions.some(({ kind }) => kind === 'name')) continue
        for (const { folded, capital } of wordsOf(name)) {
          if (!capital || folded.length < shortestName) continue
          const stem = nameStem(folded)
          const known = storiesWith.get(stem)
          if (known) known.add(k)
          else storiesWith.set(stem, new Set([k]))
        }
      }
  })
  const shared = new Map<number, number>()
  for (const found of storiesWith.values()) {
    if (found.size > storiesOfName) continue
    const inOrder = [...found].sort((a, b) => a - b)
    for (const [i, a] of inOrder.entries())
      for (const b of inOrder.slice(i + 1)) {
        const key = a * stories.length + b
        shared.set(key, (shared.get(key) ?? 0) + 1)
      }
  }
  const first = stories.map((_, k) => k)
  const likely = [...shared]
    .filter(([, names]) => names >= namesShared)
    .sort(([x, m], [y, n]) => n - m || x - y)
    .slice(0, pairsLooked)
  for (const [key] of likely) {
    const [a, b] = [Math.floor(key / stories.length), key % stories.length]
    const [one, other] = [first[a], first[b]].sort((x, y) => x - y)
    if (one === other || !shareFacts(stories[a], stories[b], comparer)) continue
    for (const [k, of] of first.entries()) if (of === other) first[k] = one
  }
  return first
}

/** Whether several claims of two stories tell the same facts. */
function shareFacts(
  one: readonly Analysis[],
  other: readonly Analysis[],
  { vectors, judge }: Comparer,
): boolean {
  const [ofOne, ofOther] = [one.slice(0, reportsLooked), other.slice(0, reportsLooked)]
  const inOne = new Set(ofOne.map(({ report }) => report.id))
  const found: [Set<number>, Set<number>] = [new Set(), new Set()]
  const byReport = storyPropositions([...ofOne, ...ofOther], (analysis) => vectors.of(analysis))
  for (const { candidate, standing } of candidatesOf(byReport)) {
    const { a, b } = candidate
    const aInOne = inOne.has(a.content.report)
    if (aInOne === inOne.has(b.content.report)) continue
    if (judge.odds('same', featuresOf(candidate, standing).features) < sameFact) continue
    found[aInOne ? 0 : 1].add(a.index)
    found[aInOne ? 1 : 0].add(b.index)
  }
  return Math.min(found[0].size, found[1].size) >= factsShared
}
