import type { MarkKind } from '../../contract/analysis.ts'
import type { GovernorClass, Hedge } from './lexicon.ts'
import type { State } from './states.ts'

/** A word that decided: its first and last token and what it did. */
export interface Evidence {
  first: number
  last: number
  kind: MarkKind
  /** Which rule it served, for `why`. */
  rule: string
}

/** What the rules made of each token. */
export interface Evaluation {
  /** State of what stands under the token, its own marks included. */
  state: State[]
  /** State handed down by the governor, before the token's own marks. */
  inherited: State[]
  evidence: (Evidence[] | undefined)[]
  /** Whether a mark keeps the token's clause at a distance. */
  distant: Uint8Array
  /** Whether a mark says that it is unverified. */
  unverified: Uint8Array
  /** Whether the token tells that its object was not verified: "could not verify". */
  unverifies: Uint8Array
  hedge: (Hedge | undefined)[]
  /** How the token hangs on its governor, for the model. */
  link: string[]
  /** Whether the outlet judges what somebody is told to say, so that it is no claim of theirs. */
  disowned: Uint8Array
  /** Whether the words beside the token settle its value, so that no model has to weigh it. */
  settled: Uint8Array
  /** Whether the token says of a clause that it is so or not, though the tree hangs it on that clause. */
  verdict: Uint8Array
  /** Whether the token takes over its governor's own negation: two negative words then say no once. */
  shares: Uint8Array
}

/** Notes a word that decided on token `i`, once of a kind. */
export function note(
  result: Evaluation,
  i: number,
  first: number,
  last: number,
  kind: MarkKind,
  rule: string,
): void {
  const list = result.evidence[i]
  if (!list) result.evidence[i] = [{ first, last, kind, rule }]
  else if (!list.some((e) => e.first === first && e.kind === kind)) list.push({ first, last, kind, rule })
}

/** The mark that a governor of a class leaves on its complement. */
export function markOf(kind: GovernorClass): MarkKind {
  switch (kind) {
    case 'deny':
    case 'fail':
    case 'prevent':
    case 'pretend':
    case 'false':
    case 'impossible':
      return 'negation'
    case 'report':
      return 'evidential'
    case 'fear':
    case 'intend':
    case 'ask':
    case 'promise':
      return 'modal'
    default:
      return 'hedge'
  }
}

/** Lets a token take over what decided on another one, eight words at most, and the distance that goes with it. */
export function copyEvidence(result: Evaluation, from: number, to: number): void {
  for (const e of result.evidence[from] ?? []) {
    if ((result.evidence[to]?.length ?? 0) >= 8) break
    note(result, to, e.first, e.last, e.kind, e.rule)
    if (e.kind === 'hearsay-conditional' || e.rule === 'distance') result.distant[to] = 1
  }
}
