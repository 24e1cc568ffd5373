import { type AttributionView, hashString } from './attribution-view.ts'
import { punctuationAt, voiceOf } from './cue-features.ts'
import type { FoundCue } from './cue-tokens.ts'
import { type FeatureBag, scoreOf, type Weights } from './linear.ts'
import type { FoundPhrase } from './phrases.ts'
import { sourceLexicon } from './source-lexicon.ts'
import { apposition, speakerBehind } from './speaker-behind.ts'

/** A noun phrase that may be a cue's source: tokens first to last (both included); first is -1 for "no source". */
export interface SourceCandidate {
  first: number
  last: number
  head: number
  /** From the cue to its head through the tree. */
  path: number
  /** Which cut of the phrase: 0 whole, 1 without its clause, 2 without its apposition. */
  variant: number
}

const nominal = new Set(['NOUN', 'PROPN', 'PRON', 'DET', 'NUM', 'ADJ', 'SYM', 'X'])
const marginal = new Set(['punct', 'case', 'cc', 'mark', 'advmod', 'discourse'])
const marginalInPhrase = new Set(['flat', 'compound', 'amod', 'det', 'fixed'])
const clausal = new Set(['acl', 'parataxis', 'advcl', 'dep', 'discourse', 'ccomp'])
const most = 48
/** Tokens around the cue in which any name or noun for a person or body is weighed. */
const near = 60

/** All phrases worth weighing as the source of one cue, and how to score them. */
export class SourceChooser {
  readonly #view: AttributionView
  readonly #bag: FeatureBag
  readonly candidates: SourceCandidate[] = []
  #cue!: FoundCue
  #contentFirst = 0
  #contentLast = -1
  #keys: number[] = []
  #start = 0
  /** First token of the sentence that is counted already. */
  #counted = -1
  #verbs = new Int32Array(64)
  #commas = new Int32Array(64)
  #people = new Int32Array(64)

  constructor(view: AttributionView, bag: FeatureBag) {
    this.#view = view
    this.#bag = bag
  }

  /** Makes the candidates of `cue`, none of them within the content (tokens first to last, less the hole). */
  prepare(
    cue: FoundCue,
    contentFirst: number,
    contentLast: number,
    holeFirst: number,
    holeLast: number,
    phrase?: FoundPhrase,
  ): void {
    const view = this.#view
    const { tokens } = view
    this.#cue = cue
    this.#contentFirst = contentFirst
    this.#contentLast = contentLast
    this.candidates.length = 0
    const match = view.cues[cue.head]
    this.#keys = [
      view.like[cue.head],
      hashString(match?.cue.act ?? tokens.tag[cue.head]),
      view.relation[cue.anchor] ^ view.tag[cue.head],
      voiceOf(view, cue.head),
    ]
    const inContent = (first: number, last: number): boolean => {
      for (let i = first; i <= last; i++)
        if (i >= contentFirst && i <= contentLast && !(i >= holeFirst && i <= holeLast)) return true
      return false
    }
    this.candidates.push({ first: -1, last: -2, head: -1, path: 0, variant: 0 })
    const consider = (head: number, path: number): void => {
      if (this.candidates.length >= most) return
      if (!nominal.has(tokens.tag[head])) return
      if (tokens.tag[head] === 'PRON' && view.words.oblique.test(tokens.form[head])) return
      if (this.candidates.some((one) => one.head === head)) return
      for (const [first, last, variant] of this.#widened(head, this.#variants(head))) {
        if (last - first > 60 || inContent(first, last)) continue
        if (first <= cue.head && last >= cue.head) continue
        if (this.#isClause(first, last)) continue
        if (this.candidates.some((one) => one.first === first && one.last === last)) continue
        this.candidates.push({ first, last, head, path, variant })
      }
    }
    if (phrase) {
      // Within what the phrase introduces: all of it, or a part that says who: "les informations du Parisien".
      const { sourceFirst, sourceLast, sourceHead } = phrase
      this.candidates.push({ first: sourceFirst, last: sourceLast, head: sourceHead, path: 907, variant: 8 })
      for (const [from, to, variant] of this.#variants(sourceHead))
        if (from >= sourceFirst && to < sourceLast)
          this.candidates.push({ first: from, last: to, head: sourceHead, path: 909, variant })
      for (let k = sourceFirst; k <= sourceLast; k++)
        if (k !== sourceHead && (tokens.baseRelation(k) === 'nmod' || tokens.baseRelation(k) === 'obl'))
          consider(k, 908 ^ view.relation[k])
      this.#count()
      return
    }
    this.#speakerBehind(inContent)
    let node = cue.anchor
    let path = 1
    for (let up = 0; up < 4 && node >= 0; up++) {
      let n = 0
      for (const k of tokens.children(node)) {
        if (n++ > 16) break
        if (k === cue.head) continue
        const relation = hashString(tokens.relation[k])
        consider(k, Math.imul(path, 31) ^ relation)
        // "in an interview with X", "a statement by X", "the lawyer's claim"
        if (up === 0 && !marginal.has(tokens.baseRelation(k)))
          for (const g of tokens.children(k))
            if (g !== cue.head && tokens.baseRelation(g) === 'nmod')
              consider(g, Math.imul(path, 31) ^ Math.imul(relation, 7) ^ hashString(tokens.relation[g]))
      }
      path = Math.imul(path, 33) ^ hashString(tokens.relation[node])
      node = tokens.head[node]
      if (node >= 0) consider(node, path ^ 0x5bd1)
    }
    // What stands beside the cue whatever the tree says.
    const end = view.sentenceEnd(cue.head)
    const first = view.sentenceFirst(cue.head)
    for (let k = cue.last + 1, n = 0; k < end && n < 6; k++, n++)
      if (tokens.tag[k] === 'PROPN' || tokens.tag[k] === 'PRON' || tokens.tag[k] === 'NOUN') {
        consider(this.#phraseHead(k), 901)
        break
      }
    for (let k = cue.first - 1, n = 0; k >= first && n < 10; k--, n++)
      if (tokens.tag[k] === 'PROPN' || tokens.tag[k] === 'PRON' || tokens.tag[k] === 'NOUN') {
        consider(this.#phraseHead(k), 902)
        break
      }
    for (let k = first, n = 0; k < cue.first && n < 8; k++, n++)
      if (tokens.tag[k] === 'PROPN' || tokens.tag[k] === 'PRON' || tokens.tag[k] === 'NOUN') {
        consider(this.#phraseHead(k), 903)
        break
      }
    // Names and nouns for persons and bodies anywhere in the sentence.
    for (let k = Math.max(first, cue.first - near); k < Math.min(end, cue.last + near); k++)
      if (
        (view.who[k] !== 0 && !marginalInPhrase.has(tokens.baseRelation(k))) ||
        (tokens.tag[k] === 'PRON' && tokens.baseRelation(k) === 'nsubj')
      )
        consider(k, 905 ^ view.relation[k])
    this.#count()
  }

  /** The speaker that the order of words sets behind the cue, whatever the tree says: "a dit au Parisien la maire". */
  #speakerBehind(inContent: (first: number, last: number) => boolean): void {
    const view = this.#view
    const { tokens } = view
    const cue = this.#cue
    const end = view.sentenceEnd(cue.head)
    for (let k = cue.first; k <= Math.min(cue.last + 1, end - 1); k++)
      if (view.words.clitic.test(tokens.form[k]) && k !== cue.head) {
        this.candidates.push({ first: k, last: k, head: k, path: 906, variant: 0 })
        return
      }
    const found = speakerBehind(view, cue.last + 1, end, sourceLexicon(view.document.words))
    if (found && !inContent(found.first, found.last))
      this.candidates.push({ ...found, path: 904, variant: 0 })
  }

  /** Counts what parts words of the sentence, so that what stands between two is known at once. */
  #count(): void {
    const { tokens, who } = this.#view
    const start = this.#view.sentenceFirst(this.#cue.head)
    const end = this.#view.sentenceEnd(this.#cue.head)
    this.#start = start
    if (this.#counted === start) return
    this.#counted = start
    if (this.#verbs.length < end - start + 1) {
      this.#verbs = new Int32Array(2 * (end - start + 1))
      this.#commas = new Int32Array(2 * (end - start + 1))
      this.#people = new Int32Array(2 * (end - start + 1))
    }
    for (let i = start; i < end; i++) {
      const k = i - start
      this.#verbs[k + 1] = this.#verbs[k] + (tokens.has(i, 'VerbForm', 'Fin') ? 1 : 0)
      this.#commas[k + 1] = this.#commas[k] + (tokens.form[i] === ',' ? 1 : 0)
      this.#people[k + 1] = this.#people[k] + (who[i] !== 0 && who[i - 1] !== who[i] ? 1 : 0)
    }
  }

  #between(counts: Int32Array, from: number, to: number): number {
    const start = this.#start
    const end = this.#view.sentenceEnd(this.#cue.head)
    if (to <= from || from < start || to > end) return 0
    return Math.min(3, counts[to - start] - counts[from - start])
  }

  /** Whether a finite verb stands in the phrase without a relative pronoun before it: no phrase then, but a clause. */
  #isClause(first: number, last: number): boolean {
    const { tokens, words } = this.#view
    const relative = words.nounRelative
    if (!relative) return false
    for (let i = first; i <= last; i++) {
      if (tokens.tag[i] === 'SCONJ' || (tokens.tag[i] === 'PRON' && relative.test(tokens.form[i])))
        return false
      if ((tokens.tag[i] === 'VERB' || tokens.tag[i] === 'AUX') && tokens.has(i, 'VerbForm', 'Fin'))
        return true
    }
    return false
  }

  features(k: number): void {
    const bag = this.#bag
    bag.clear()
    const view = this.#view
    const { tokens } = view
    const cue = this.#cue
    const one = this.candidates[k]
    const [like, act, rel, voice] = this.#keys
    if (one.first < 0) {
      bag.add(300)
      bag.add(301, like)
      bag.add(302, act)
      bag.add(303, rel)
      bag.add(304, voice)
      bag.add(305, voice, like)
      bag.add(306, rel, like)
      bag.add(307, rel, voice)
      bag.add(308, view.quotation[cue.head] >= 0 ? 1 : 0)
      bag.add(360, view.lemmaHash[cue.head])
      let subject = 0
      for (const k2 of tokens.children(cue.head))
        if (tokens.baseRelation(k2) === 'nsubj') subject = view.tag[k2] ^ view.who[k2]
      bag.add(361, subject, voice)
      bag.add(
        362,
        hashString(tokens.features[cue.head]?.Person ?? ''),
        hashString(tokens.features[cue.head]?.Number ?? '') ^ voice,
      )
      bag.add(363, view.tag[cue.head], cue.head - view.sentenceFirst(cue.head) < 2 ? 1 : 0)
      bag.add(364, this.candidates.length > 8 ? 8 : this.candidates.length, rel)
      const people = this.#between(this.#people, this.#start, cue.first)
      bag.add(365, people, rel)
      bag.add(366, people, voice)
      return
    }
    const { head, path, variant } = one
    bag.add(310, path)
    bag.add(311, path, like)
    bag.add(312, path, act)
    bag.add(313, path, rel)
    bag.add(314, path, voice)
    bag.add(315, path, view.tag[head])
    bag.add(316, view.tag[head], like)
    bag.add(317, view.like[head])
    bag.add(318, view.like[head], path)
    const side = head < cue.first ? 1 : 2
    const between = side === 1 ? cue.first - one.last - 1 : one.first - cue.last - 1
    const d = between < 3 ? Math.max(0, between) : between < 6 ? 4 : between < 12 ? 5 : between < 24 ? 6 : 7
    bag.add(320, d, side)
    bag.add(321, d * 4 + side, rel)
    bag.add(322, d * 4 + side, view.tag[head])
    bag.add(323, d * 4 + side, like)
    const content =
      this.#contentLast < 0 ? 0 : one.last < this.#contentFirst ? 1 : one.first > this.#contentLast ? 2 : 3
    bag.add(324, content * 4 + side)
    bag.add(325, content * 4 + side, path)
    const before = punctuationAt(view, one.first - 1)
    const after = punctuationAt(view, one.last + 1)
    bag.add(326, variant, after)
    bag.add(327, variant * 16 + before, side)
    bag.add(328, variant * 16 + after, side * 16 + d)
    const next = one.last + 1 < tokens.length ? one.last + 1 : -1
    bag.add(329, variant, next >= 0 ? view.tag[next] : 0)
    bag.add(330, variant, next >= 0 ? view.relation[next] : 0)
    bag.add(331, variant, one.last - one.first > 12 ? 9 : one.last - one.first)
    bag.add(332, view.tag[one.last], after)
    bag.add(333, hashString(tokens.features[head]?.Person ?? tokens.features[head]?.PronType ?? ''), path)
    bag.add(
      334,
      hashString(tokens.features[head]?.Number ?? ''),
      hashString(tokens.features[cue.head]?.Number ?? ''),
    )
    bag.add(335, view.tag[one.first], before)
    bag.add(336, view.quotation[head] === view.quotation[cue.head] ? 1 : 0, view.quotation[head] >= 0 ? 1 : 0)
    bag.add(337, view.tag[head], voice)
    let bits = 0
    for (const k2 of tokens.children(head)) {
      if (k2 < one.first || k2 > one.last) continue
      const base = tokens.baseRelation(k2)
      if (base === 'appos') bits |= 1
      else if (base === 'acl') bits |= 2
      else if (base === 'case') bits |= 4
      else if (base === 'conj') bits |= 8
      else if (base === 'parataxis') bits |= 16
    }
    bag.add(338, bits, variant)
    bag.add(339, bits, path)
    const who = view.who[head]
    bag.add(340, who, path)
    bag.add(341, who, like)
    bag.add(342, who, voice)
    bag.add(343, who, d * 4 + side)
    bag.add(344, who, rel)
    const opener = one.first > 0 ? one.first - 1 : -1
    const governing = opener >= 0 && tokens.tag[opener] === 'ADP' ? view.like[opener] : 1
    bag.add(345, governing, path)
    bag.add(346, governing, like)
    bag.add(347, governing, who)
    bag.add(348, governing, voice ^ side)
    const up = tokens.head[head]
    const relation = view.relation[head]
    bag.add(349, relation, who ^ side)
    bag.add(350, relation, up >= 0 ? view.relation[up] : 0)
    bag.add(351, relation ^ (up >= 0 && up === tokens.head[cue.anchor] ? 1 : 2), rel)
    const from = side === 1 ? one.last + 1 : cue.last + 1
    const to = side === 1 ? cue.first : one.first
    const verbs = this.#between(this.#verbs, from, to)
    const commas = this.#between(this.#commas, from, to)
    const people = this.#between(this.#people, from, to)
    bag.add(352, verbs * 16 + commas * 4 + people, side)
    bag.add(353, verbs * 4 + side, relation)
    bag.add(354, people * 4 + side, relation ^ who)
    bag.add(355, verbs * 16 + commas * 4 + side, rel)
    bag.add(356, commas * 4 + people, who ^ relation)
    bag.add(357, view.lemmaHash[cue.head], path)
    bag.add(358, view.tag[one.first], one.first === this.#start ? 1 : 0)
    bag.add(359, variant, who)
  }

  best(weights: Weights): { index: number; score: number } {
    let index = 0
    let score = 0
    for (let k = 0; k < this.candidates.length; k++) {
      this.features(k)
      const sum = scoreOf(weights, this.#bag)
      if (k === 0 || sum > score) {
        score = sum
        index = k
      }
    }
    return { index, score }
  }

  /** The score of candidate `k` under `weights`. */
  score(k: number, weights: Weights): number {
    this.features(k)
    return scoreOf(weights, this.#bag)
  }

  /** The head of the noun phrase that token `k` ends or begins: up the tree while the words are names or nouns. */
  #phraseHead(k: number): number {
    const { tokens } = this.#view
    let h = k
    for (let n = 0; n < 4; n++) {
      const up = tokens.head[h]
      if (up < 0 || !nominal.has(tokens.tag[up]) || up === this.#cue.head) break
      const relation = tokens.baseRelation(h)
      if (
        relation !== 'flat' &&
        relation !== 'compound' &&
        relation !== 'det' &&
        relation !== 'amod' &&
        relation !== 'appos' &&
        relation !== 'nmod'
      )
        break
      h = up
    }
    return h
  }

  /** The cuts, and what the first of them is with the apposition beside it that the tree lost: "la ministre, Irène X,". */
  #widened(head: number, cuts: [number, number, number][]): [number, number, number][] {
    const view = this.#view
    const { tokens } = view
    const [first, last] = cuts[0]
    const start = view.sentenceFirst(head)
    for (let k = head - 1; k > first; k--)
      if (tokens.form[k] === ',') {
        cuts.push([k + 1, last, 7])
        break
      }
    if (tokens.form[last + 1] === ',') {
      const to = apposition(view, last + 2, view.sentenceEnd(head))
      if (to > last) cuts.push([first, to, 5])
    }
    if (first - 2 >= start && tokens.form[first - 1] === ',' && view.who[head] !== 0) {
      let from = first - 1
      let person = false
      while (
        from > start &&
        first - from < 24 &&
        /^(DET|ADJ|NOUN|NUM|PROPN|ADP)$/.test(tokens.tag[from - 1])
      ) {
        from--
        if (view.who[from] !== 0) person = true
      }
      while (from < first && tokens.tag[from] === 'ADP') from++
      if (person && from < first - 1) cuts.push([from, last, 4])
    }
    return cuts
  }

  /** The phrase of `head` in up to four cuts: first, last, variant. */
  #variants(head: number): [number, number, number][] {
    const view = this.#view
    const { tokens } = view
    const cue = this.#cue
    let first = head
    let last = head
    const cuts: [number, number][] = []
    // No phrase has hundreds of dependents: a text without sentences, where looking at each would take forever.
    if (tokens.children(head).length > 100) return [[head, head, 0]]
    for (const k of tokens.children(head)) {
      const relation = tokens.baseRelation(k)
      const hasCue = tokens.leftmost(k) <= cue.head && tokens.rightmost(k) >= cue.head
      if (k < head) {
        if (
          hasCue ||
          marginal.has(relation) ||
          relation === 'cop' ||
          relation === 'nsubj' ||
          clausal.has(relation)
        )
          continue
        first = Math.min(first, tokens.leftmost(k))
      } else {
        if (hasCue) {
          last = Math.min(Math.max(last, head), tokens.leftmost(k) - 1)
          break
        }
        if (relation === 'punct' && !'"”»)’\''.includes(tokens.form[k])) continue
        if (relation === 'cop' || relation === 'nsubj') continue
        if (clausal.has(relation) || relation === 'appos' || relation === 'conj')
          cuts.push([last, relation === 'appos' ? 2 : relation === 'conj' ? 3 : 1])
        else if (
          (relation === 'nmod' || relation === 'obl') &&
          !view.words.of.test(tokens.form[tokens.leftmost(k)])
        )
          cuts.push([last, 6])
        else if (tokens.form[tokens.leftmost(k) - 1] === ',') cuts.push([last, 6])
        last = Math.max(last, tokens.rightmost(k))
      }
    }
    if (first <= cue.head && last >= cue.first && first < cue.first) last = Math.min(last, cue.first - 1)
    while (last > head && !view.isWord[last] && !')”»"'.includes(tokens.form[last])) last--
    for (let i = first; i < head; i++) if (tokens.tag[i] === 'SCONJ') first = i + 1
    const list: [number, number, number][] = [[first, last, 0]]
    for (const [cut, variant] of cuts) {
      let c = cut
      while (c > head && !view.isWord[c] && tokens.form[c] !== ')') c--
      if (c < last && c >= head && !list.some((one) => one[1] === c)) list.push([first, c, variant])
    }
    return list
  }
}
