import type { Analysis, Claim, Span } from '../contract/analysis.ts'
import type { StoredCorrection } from '../contract/api.ts'

/** What a person judges of a claim: the only judgement on what is so that goes out, since Selon has none. */
export type Verdict = Extract<StoredCorrection, { kind: 'verdict' }>

/** The claim that a verdict is about; undefined where its words are not in the report, or no claim any more. */
export function claimAt(analysis: Analysis, { anchor }: Verdict): Claim | undefined {
  const { text } = analysis.report
  const at =
    text.slice(anchor.span[0], anchor.span[1]) === anchor.exact
      ? anchor.span[0]
      : text.includes(anchor.prefix + anchor.exact)
        ? text.indexOf(anchor.prefix + anchor.exact) + anchor.prefix.length
        : text.indexOf(anchor.exact)
  if (at < 0) return undefined
  const place: Span = [at, at + anchor.exact.length]
  let best: Claim | undefined
  let highest = 0
  for (const claim of analysis.claims) {
    const common = Math.min(claim.span[1], place[1]) - Math.max(claim.span[0], place[0])
    const share = common / (Math.max(claim.span[1], place[1]) - Math.min(claim.span[0], place[0]))
    if (share > highest) {
      highest = share
      best = claim
    }
  }
  return best
}
