import type { Analysis, Claim } from '../../contract/analysis.ts'
import type { ClaimWords, VersionDifference } from '../../contract/api.ts'
import { wordsOf } from '../../situation/words/words.ts'

/** Share of words that two claims must have in common to be one claim told otherwise. */
const likeEnough = 0.6
/** Claims beyond these are told as added and removed without looking for pairs, so that the work stays bounded. */
const mostPaired = 400

interface Told {
  claim: Claim
  words: readonly string[]
}

/** What a version says that the one before did not, told in claims. A claim whose certainty moved is `changed`. */
export function differenceBetween(before: Analysis, after: Analysis): VersionDifference {
  const old = told(before)
  const fresh = told(after)
  const changed: VersionDifference['changed'] = []
  const moved = (a: Claim, b: Claim) =>
    a.factuality !== b.factuality || a.outletFactuality !== b.outletFactuality
  const pair = (a: Told, b: Told) => {
    old.delete(a)
    fresh.delete(b)
    if (moved(a.claim, b.claim))
      changed.push({ before: wordsOfClaim(before, a.claim), after: wordsOfClaim(after, b.claim) })
  }

  // First the claims whose words are the same, in order; then those alike whose certainty moved ("aurait" and "a").
  const bySameWords = new Map<string, Told[]>()
  for (const one of old) {
    const key = one.words.join(' ')
    const same = bySameWords.get(key)
    if (same) same.push(one)
    else bySameWords.set(key, [one])
  }
  for (const one of [...fresh]) {
    const same = bySameWords.get(one.words.join(' '))?.shift()
    if (same) pair(same, one)
  }
  const left = [...old].slice(0, mostPaired)
  for (const one of [...fresh].slice(0, mostPaired)) {
    let best: Told | undefined
    let highest = likeEnough
    for (const other of left) {
      if (!old.has(other) || !moved(other.claim, one.claim)) continue
      const likeness = commonShare(other.words, one.words)
      if (likeness > highest) {
        highest = likeness
        best = other
      }
    }
    if (best) pair(best, one)
  }
  return {
    added: [...fresh].map(({ claim }) => wordsOfClaim(after, claim)),
    removed: [...old].map(({ claim }) => wordsOfClaim(before, claim)),
    changed,
  }
}

function told({ claims, report }: Analysis): Set<Told> {
  const shown = claims.filter(({ rank }) => rank !== 'nominal')
  return new Set(
    shown.map((claim) => ({
      claim,
      words: wordsOf(report.text.slice(claim.span[0], claim.span[1])).map(({ folded }) => folded),
    })),
  )
}

/** Dice's coefficient of two bags of words. */
function commonShare(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1)
  let common = 0
  for (const word of b) {
    const count = counts.get(word) ?? 0
    if (count > 0) common++
    counts.set(word, count - 1)
  }
  return (2 * common) / Math.max(a.length + b.length, 1)
}

const wordsOfClaim = ({ report }: Analysis, claim: Claim): ClaimWords => ({
  claim: claim.id,
  span: claim.span,
  text: report.text.slice(claim.span[0], claim.span[1]),
  factuality: claim.factuality,
  outletFactuality: claim.outletFactuality,
})
