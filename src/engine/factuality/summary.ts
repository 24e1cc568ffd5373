import type { Summary } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { Immutable, Layers, Reads } from '../layers.ts'
import type { ReasonKey } from './language.ts'
import { type FactualityWords, readFactualityWords } from './lexicon.ts'
import { fillSentence } from './sentences.ts'

type Document = Reads<'tokens' | 'tags' | 'attributions' | 'claims' | 'predicates'>
type Attribution = Immutable<Layers['attributions'][number]>
type Claim = Immutable<Layers['claims'][number]>

/** How many claims the summary singles out at most. */
const most = 7

/**
 * Sums up a report: its words by who vouches for them (outlet, hearsay, and each kind of source), and the claims that
 * most need checking, each with its reason.
 */
export function createSummary(pack: LanguagePack): Component {
  const words = readFactualityWords(pack)
  return defineComponent({
    name: 'summary',
    needs: ['tokens', 'tags', 'attributions', 'claims', 'predicates'],
    gives: ['summary'],
    uses: words.uses,
    run: (document) => ({
      summary: { words: countWords(document), check: findChecks(document, words) },
    }),
  })
}

const wordUnit = /[\p{L}\p{N}]/u

function countWords(document: Document): NonNullable<Summary['words']> {
  const { tokens } = document
  const n = tokens.length
  const counts = {
    outlet: 0,
    hearsay: 0,
    named: 0,
    anonymous: 0,
    group: 0,
    document: 0,
    media: 0,
    unstated: 0,
  }
  const contents: { first: number; last: number; attribution: Attribution }[] = []
  for (const attribution of document.attributions) {
    // Nobody's words stand in what nobody would comment on.
    if (attribution.act === 'decline-comment' || attribution.act === 'unverified') continue
    for (const [start, end] of attribution.content) {
      const first = tokens.at(start)
      if (first < n) contents.push({ first, last: Math.min(tokens.at(end - 1), n - 1), attribution })
    }
  }
  contents.sort((a, b) => a.first - b.first || b.last - a.last)
  // Where a hearsay claim's clause covers: +1 at its first token, -1 behind its last.
  const hearsay = new Int32Array(n + 1)
  for (const claim of [...document.claims, ...document.predicates])
    if (claim.basis === 'hearsay') {
      hearsay[tokens.at(claim.span[0])]++
      hearsay[Math.min(n, tokens.at(claim.span[1] - 1) + 1)]--
    }
  const stack: typeof contents = []
  let next = 0
  let covered = 0
  for (let i = 0; i < n; i++) {
    covered += hearsay[i]
    while (next < contents.length && contents[next].first <= i) stack.push(contents[next++])
    while (stack.length > 0 && stack[stack.length - 1].last < i) stack.pop()
    if (!wordUnit.test(tokens.form[i])) continue
    if (stack.length > 0) counts[stack[stack.length - 1].attribution.sourceKind]++
    else if (covered > 0) counts.hearsay++
    else counts.outlet++
  }
  return counts
}

interface Check {
  claim: Claim
  weight: number
  reason: string
  sentence: number
}

function findChecks(document: Document, words: FactualityWords): NonNullable<Summary['check']> {
  const { tokens } = document
  const byId = new Map(document.attributions.map((attribution) => [attribution.id, attribution]))
  const best = new Map<number, Check>()
  const reasons = new Map<string, Check>()
  for (const claim of document.claims) {
    const found = reasonOf(document, claim, byId)
    if (!found) continue
    const at = tokens.at(claim.predicate[0])
    const verb = tokens.tag[at] === 'VERB' || tokens.tag[at] === 'AUX'
    const check: Check = {
      claim,
      weight: found.weight + (verb ? 5 : 0),
      reason: fillSentence(words, found.key, found),
      sentence: tokens.sentence[at],
    }
    const other = best.get(check.sentence)
    if (!other || check.weight > other.weight) best.set(check.sentence, check)
  }
  // The same reason from the same source is told once, for its first claim.
  const checks = [...best.values()]
    .sort((a, b) => b.weight - a.weight || a.claim.predicate[0] - b.claim.predicate[0])
    .filter((check) => {
      const source = check.claim.chain[check.claim.chain.length - 1]
      if (!source?.attribution) return true
      const key = `${check.reason}`
      if (reasons.has(key)) return false
      reasons.set(key, check)
      return true
    })
  return checks.slice(0, most).map((check) => ({ claim: check.claim.id, reason: check.reason }))
}

function reasonOf(
  document: Document,
  claim: Claim,
  byId: ReadonlyMap<string, Attribution>,
): { key: ReasonKey; weight: number; words?: string; holder?: string } | undefined {
  const mark = (kind: string) => claim.marks.find((m) => m.kind === kind)
  const evidential = mark('evidential')
  const quoted = evidential ? document.slice(evidential.span) : undefined
  if (evidential && claim.factuality === 'Uu') return { key: 'check-unverified', weight: 95, words: quoted }
  if (claim.basis === 'hearsay') {
    if (mark('hearsay-conditional')) return { key: 'check-hearsay', weight: 100 }
    return evidential ? { key: 'check-distance', weight: 90, words: quoted } : undefined
  }
  if (claim.basis !== 'attributed') return undefined
  const last = claim.chain[claim.chain.length - 1]
  const holder = last.name ?? ''
  const attribution = last.attribution ? byId.get(last.attribution) : undefined
  // What somebody wants, fears or believes is not what an editor checks first.
  if (claim.factuality !== 'CT+' && claim.factuality !== 'CT-') return undefined
  if (attribution?.act === 'deny' && holder) return { key: 'check-denied', weight: 60, holder }
  const hearsay = mark('hearsay-conditional') ? 10 : 0
  if (last.kind === 'anonymous') {
    const relay = claim.chain.some((h) => h.kind === 'media')
    return { key: 'check-anonymous', weight: (relay ? 80 : 70) + hearsay, holder }
  }
  if (last.kind === 'media') return { key: 'check-relay', weight: 50 + hearsay, holder }
  if (last.kind === 'group') return { key: 'check-group', weight: 30 + hearsay, holder }
  return undefined
}
