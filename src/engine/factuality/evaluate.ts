import type { MarkKind } from '../../contract/analysis.ts'
import { isPastIndicative, isPerfect } from './clause-forms.ts'
import type { ConditionalUse } from './conditionals.ts'
import type { Document, Tokens } from './document.ts'
import { type Evaluation, type Evidence, note } from './evaluation.ts'
import { inherit } from './inheritance-rules.ts'
import type { FactualityWords, GovernorClass, Hedge } from './lexicon.ts'
import { type Own, readOwn } from './own-marks.ts'
import type { PhraseMatch } from './phrases.ts'
import { atMost, certain, type State, turned, unknown } from './states.ts'

/**
 * Values every token of a document as its holder presents it, from the root of each tree down: a token takes over
 * what its governor makes of it (Saurí and Pustejovsky's De Facto), then its own negation, modality, mood and hedges
 * change it. Linear in the number of tokens.
 */
export function evaluate(
  document: Document,
  words: FactualityWords,
  hedges: readonly (readonly PhraseMatch<Hedge>[] | undefined)[],
  uses: readonly (ConditionalUse | undefined)[],
  questions: Uint8Array,
  acts: readonly (GovernorClass | undefined)[],
  governors: Int32Array,
): Evaluation {
  const tokens = document.tokens
  const n = tokens.length
  const result: Evaluation = {
    state: new Array<State>(n).fill(certain),
    inherited: new Array<State>(n).fill(certain),
    evidence: new Array<Evidence[] | undefined>(n).fill(undefined),
    distant: new Uint8Array(n),
    unverified: new Uint8Array(n),
    unverifies: new Uint8Array(n),
    hedge: new Array<Hedge | undefined>(n).fill(undefined),
    link: new Array<string>(n).fill(''),
    disowned: new Uint8Array(n),
    settled: new Uint8Array(n),
    verdict: new Uint8Array(n),
    shares: new Uint8Array(n),
  }
  const owns = new Array<Own | undefined>(n).fill(undefined)
  const order: number[] = []
  for (let i = 0; i < n; i++) if (tokens.head[i] < 0) order.push(i)
  const deferred = new Uint8Array(n)
  for (let k = 0; k < order.length; k++) {
    const i = order[k]
    // What the words say governs a clause may stand later in the order of the tree.
    if (governors[i] >= 0 && !owns[governors[i]] && deferred[i] === 0) {
      deferred[i] = 1
      order.push(i)
      continue
    }
    const own = readOwn(tokens, words, i)
    owns[i] = own
    inherit(tokens, words, result, owns, i, questions, acts[i], governors[i])
    apply(tokens, words, result, own, i, hedges[i], uses[i])
    for (const child of tokens.children(i)) order.push(child)
  }
  return result
}

export function apply(
  tokens: Tokens,
  words: FactualityWords,
  result: Evaluation,
  own: Own,
  i: number,
  hedges: readonly PhraseMatch<Hedge>[] | undefined,
  use: ConditionalUse | undefined,
): void {
  let state = result.inherited[i]
  const plain = state.level === 3 && state.positive && tokens.tag[i] !== 'NOUN'
  if (own.modality && own.modal >= 0) {
    const cannot =
      own.negated >= 0 && (own.modality === 'can' || (own.modality === 'may' && words.language.pastModals))
    const past = isPerfect(tokens, words, i)
    // "pudo firmar" did so; "no pudo firmar" did not.
    const done = words.language.pastModals && isPastIndicative(tokens, own.modal)
    switch (done ? undefined : own.modality) {
      case 'may':
      case 'can':
        state = atMost(state, cannot ? 2 : 1)
        break
      case 'must':
        state = atMost(state, 2)
        break
      case 'should':
        state = past ? turned(state) : atMost(state, 2)
        break
      case 'would':
        state = past ? atMost(turned(state), 2) : atMost(state, 1)
        break
      case 'will':
        state = atMost(state, 2)
        break
    }
    if (use === undefined)
      note(
        result,
        i,
        own.modal,
        own.modal,
        own.modality === 'will' ? 'future' : 'modal',
        own.modality === 'will' ? 'future' : 'modal',
      )
  } else if (own.future >= 0) {
    state = atMost(state, 2)
    note(result, i, own.future, own.future, 'future', 'future')
  }
  if (use && use.use !== 'hearsay' && !(own.modality && use.use === 'other')) {
    const compound = use.compound
    if (use.use === 'future-in-past') state = atMost(state, 2)
    else if (use.use === 'hypothetical')
      // "aurait coulé" says that it did not only where the condition is shown; else nobody knows.
      state = compound ? (use.conditioned ? turned(state) : unknown) : atMost(state, 1)
    else if (use.modal === undefined) state = atMost(state, 1)
  }
  if (use) {
    const kind: MarkKind | undefined =
      use.use === 'hearsay'
        ? 'hearsay-conditional'
        : use.use === 'hypothetical'
          ? 'hypothetical-conditional'
          : use.use === 'future-in-past'
            ? 'future-in-past'
            : undefined
    if (kind) note(result, i, use.token, use.token, kind, kind)
    if (use.use === 'hearsay') result.distant[i] = 1
  }
  if (tokens.has(i, 'Mood', 'Imp')) state = atMost(state, 1)
  if (own.negated >= 0) {
    if (!(result.shares[i] && !state.positive)) state = turned(state)
    note(result, i, own.negated, own.negated, 'negation', 'negation')
  }
  for (const match of hedges ?? []) {
    const hedge = match.value
    const first = tokens.at(match.start)
    const last = Math.max(first, tokens.at(match.end - 1))
    switch (hedge.effect) {
      case 'CT':
        break
      case 'PR':
        state = atMost(state, 2)
        break
      case 'PS':
        state = atMost(state, 1)
        break
      case 'PR-':
        state = atMost(turned(state), 2)
        break
      case 'CT-':
        state = turned(state)
        break
      case 'u':
        // "could not verify the attack": the attack is unverified, not that it could not be.
        if (tokens.tag[last] === 'VERB' && i > last) {
          result.unverified[i] = 1
          state = unknown
        } else if (tokens.tag[i] === 'VERB') result.unverifies[i] = 1
        else result.unverified[i] = 1
        if (tokens.tag[last] === 'VERB') result.unverifies[last] = 1
        break
      case 'hearsay':
        result.distant[i] = 1
        break
    }
    if (hedge.probability && !result.hedge[i]) result.hedge[i] = hedge
    note(
      result,
      i,
      first,
      last,
      hedge.kind,
      hedge.effect === 'u' ? 'unverified' : hedge.effect === 'hearsay' ? 'distance' : 'hedge',
    )
  }
  if (plain && isPlainlyMarked(own, hedges, use, result.distant[i] === 1)) result.settled[i] = 1
  // What the outlet itself calls false or true it keeps at no distance, whatever rumour told it.
  if (result.disowned[i]) result.distant[i] = 0
  result.state[i] = state
}

/** Whether nothing but hedges, a modal of possibility, and what keeps at a distance mark a clause: then they decide. */
function isPlainlyMarked(
  own: Own,
  hedges: readonly PhraseMatch<Hedge>[] | undefined,
  use: ConditionalUse | undefined,
  distant: boolean,
): boolean {
  if (use || own.future >= 0 || (own.modality && own.modality !== 'may')) return false
  if (own.modality === 'may' || distant) return true
  return (hedges ?? []).some(({ value }) => value.effect !== 'CT' && value.effect !== 'u')
}
