import { type AttributionView, hashString } from './attribution-view.ts'
import { punctuationAt, voiceOf } from './cue-features.ts'
import { complementAt, type FoundCue } from './cue-tokens.ts'
import { type FeatureBag, scoreOf, type Weights } from './linear.ts'

/** A stretch of tokens (both ends included) that may be a cue's content, without the hole that an inserted cue leaves. */
export interface ContentCandidate {
  first: number
  last: number
  /** First and last token cut out; `holeLast < holeFirst` where nothing is. */
  holeFirst: number
  holeLast: number
}

interface Edge {
  token: number
  /** Why this may be an edge: pairs of a rule's number and a relation's hash. */
  reasons: number[]
}

const most = 14
const farthest = 160

function edge(list: Edge[], token: number, reason: number, relation = 0): void {
  const known = list.find((one) => one.token === token)
  if (known) {
    if (known.reasons.length < 12) known.reasons.push(reason, relation)
  } else if (list.length < most) list.push({ token, reasons: [reason, relation] })
}

const contentRelations = new Set([
  'ccomp',
  'xcomp',
  'obj',
  'obl',
  'nsubj',
  'csubj',
  'advcl',
  'parataxis',
  'nmod',
  'acl',
  'iobj',
  'conj',
  'dep',
  'appos',
  'root',
  'advmod',
  'dislocated',
  'discourse',
])

/** All spans worth weighing as the content of one cue, and how to score them. */
export class ContentChooser {
  readonly #view: AttributionView
  readonly #bag: FeatureBag
  readonly candidates: ContentCandidate[] = []
  #cue!: FoundCue
  #begins: Edge[] = []
  #ends: Edge[] = []
  #holeFirst = 0
  #phraseLast = -1
  /** Where the content must begin; -1 where it is open. */
  #forced = -1
  #holeLast = -1
  #begin: Int32Array = new Int32Array((most + 1) * (most + 1))
  #end: Int32Array = new Int32Array((most + 1) * (most + 1))
  #keys: number[] = []
  /** Other cues near this one, each with what it is to it. */
  #others: number[] = []
  #otherKeys: number[] = []
  readonly #words: Int32Array

  constructor(view: AttributionView, bag: FeatureBag) {
    this.#view = view
    this.#bag = bag
    this.#words = new Int32Array(view.tokens.length + 1)
    for (let i = 0; i < view.tokens.length; i++) this.#words[i + 1] = this.#words[i] + view.isWord[i]
  }

  /**
   * Makes the candidates of `cue`.
   * @param phraseLast last token of the source that a phrase introduces: no part of the content
   */
  prepare(cue: FoundCue, phraseLast = -1): void {
    this.#cue = cue
    this.#phraseLast = phraseLast
    this.candidates.length = 0
    this.#begins = []
    this.#ends = []
    const view = this.#view
    const { tokens } = view
    const { anchor } = cue
    const first = view.sentenceFirst(cue.head)
    const end = view.sentenceEnd(cue.head)
    const match = view.cues[cue.head]
    const relation = view.relation[anchor]
    this.#keys = [
      view.like[cue.head],
      hashString(match?.cue.act ?? tokens.tag[cue.head]),
      relation ^ view.tag[cue.head],
      voiceOf(view, cue.head),
    ]
    this.#hole(first, end)
    const b = this.#begins
    const e = this.#ends
    edge(b, this.#wordFrom(cue.last + 1, 1), 2)
    edge(e, this.#wordFrom(cue.first - 1, -1), 2)
    if (cue.phrase) edge(b, this.#wordFrom(this.#phraseLast + 1, 1), 16)
    // Quotations that touch the sentence, the one before and the one behind it in the paragraph.
    this.#quotationEdges(first, end)
    let n = 0
    for (const k of tokens.children(anchor)) {
      if (!contentRelations.has(tokens.baseRelation(k)) || n++ > 8) continue
      edge(b, this.#wordFrom(tokens.leftmost(k), 1), 3, view.relation[k])
      edge(e, this.#wordFrom(tokens.rightmost(k), -1), 3, view.relation[k])
      if (tokens.baseRelation(k) === 'nsubj') {
        edge(b, this.#wordFrom(tokens.rightmost(k) + 1, 1), 8)
        edge(e, this.#wordFrom(tokens.leftmost(k) - 1, -1), 8)
      }
      let m = 0
      for (const g of tokens.children(k)) {
        if (!contentRelations.has(tokens.baseRelation(g)) || m++ > 3) continue
        if (b.length < most - 4)
          edge(b, this.#wordFrom(tokens.leftmost(g), 1), 4, view.relation[g] ^ view.relation[k])
        if (g > k && e.length < most - 4)
          edge(e, this.#wordFrom(tokens.leftmost(g) - 1, -1), 14, view.relation[g] ^ view.relation[k])
      }
    }
    edge(b, this.#wordFrom(first, 1), 1)
    edge(e, this.#wordFrom(end - 1, -1), 1)
    let h = anchor
    for (let up = 0; up < 3; up++) {
      const r = view.relation[h]
      h = tokens.head[h]
      if (h < 0) break
      edge(b, this.#wordFrom(tokens.leftmost(h), 1), 5 + 20 * up, r)
      edge(e, this.#wordFrom(tokens.rightmost(h), -1), 5 + 20 * up, r)
      if (h < cue.first) edge(e, h, 15, r)
      else if (h > cue.last) edge(b, h, 15, r)
    }
    edge(b, this.#wordFrom(tokens.leftmost(anchor), 1), 11)
    edge(e, this.#wordFrom(tokens.rightmost(anchor), -1), 11)
    this.#forced = !cue.phrase && view.words.foreseesComplement ? complementAt(view, cue.head) : -1
    if (this.#forced >= 0 && view.tokens.lemma[this.#forced] !== '')
      this.#forced = this.#wordFrom(this.#forced, 1)
    if (this.#forced >= 0 && !b.some((one) => one.token === this.#forced))
      b.unshift({ token: this.#forced, reasons: [3, hashString('ccomp')] })
    this.#punctuationEdges(first, end)
    // A colon at the end of the sentence opens the next one.
    const final = tokens.length > end ? punctuationAt(view, end - 1) : 0
    if (final === 3) {
      const next = this.#wordFrom(end, 1)
      if (next >= 0) {
        edge(b, next, 9)
        edge(e, this.#wordFrom(view.sentenceEnd(next) - 1, -1), 9)
      }
    }
    this.#pairs()
    this.#findOthers()
  }

  /** The other cues that a candidate may hold or leave out. */
  #findOthers(): void {
    this.#others.length = 0
    this.#otherKeys.length = 0
    const view = this.#view
    const { tokens } = view
    const cue = this.#cue
    let from = cue.first
    let to = cue.last
    for (const { first, last } of this.candidates) {
      if (first < from) from = first
      if (last > to) to = last
    }
    from = Math.max(from, cue.first - farthest)
    to = Math.min(to, cue.last + farthest)
    for (let i = from; i <= to && this.#others.length < 12; i++) {
      if (view.taken[i] < 2 || (i >= cue.first && i <= cue.last)) continue
      const h = tokens.head[i]
      // Where it hangs: on the cue, over it, beside it, on what hangs on it, or elsewhere.
      const place =
        h === cue.anchor
          ? 1
          : tokens.head[cue.anchor] === i
            ? 2
            : h >= 0 && h === tokens.head[cue.anchor]
              ? 3
              : h >= 0 && tokens.head[h] === cue.anchor
                ? 4
                : tokens.sentence[i] === tokens.sentence[cue.head]
                  ? 5
                  : 6
      const comma = punctuationAt(view, i - 1)
      this.#others.push(i)
      this.#otherKeys.push(
        Math.imul(place * 64 + view.taken[i] * 16 + comma, 0x9e3779b1) ^
          view.relation[i] ^
          (i < cue.first ? 0x55 : 0),
      )
    }
  }

  /** Fills the bag with the features of candidate `k`. */
  features(k: number): void {
    const bag = this.#bag
    bag.clear()
    this.#edgeFeatures(this.#begins[this.#begin[k]], true)
    this.#edgeFeatures(this.#ends[this.#end[k]], false)
    this.#pairFeatures(k)
  }

  /**
   * The features of all candidates, those that several share once: hands each edge's and then each candidate's bag to `take`,
   * which gives what it is to be known by. Returns what begin, end and pair of each candidate are known by.
   */
  collect<Kept>(take: (bag: FeatureBag) => Kept): { begin: Kept; end: Kept; pair: Kept }[] {
    const bag = this.#bag
    const filled = (fill: () => void): Kept => {
      bag.clear()
      fill()
      return take(bag)
    }
    const begins = this.#begins.map((one) => filled(() => this.#edgeFeatures(one, true)))
    const ends = this.#ends.map((one) => filled(() => this.#edgeFeatures(one, false)))
    return this.candidates.map((_, k) => ({
      begin: begins[this.#begin[k]],
      end: ends[this.#end[k]],
      pair: filled(() => this.#pairFeatures(k)),
    }))
  }

  /** The best candidate under `weights`, with its score and the second's. */
  best(weights: Weights): { index: number; score: number; second: number } | undefined {
    const bag = this.#bag
    const beginScore = this.#begins.map((one) => {
      bag.clear()
      this.#edgeFeatures(one, true)
      return scoreOf(weights, bag)
    })
    const endScore = this.#ends.map((one) => {
      bag.clear()
      this.#edgeFeatures(one, false)
      return scoreOf(weights, bag)
    })
    let index = -1
    let score = 0
    let second = 0
    for (let k = 0; k < this.candidates.length; k++) {
      bag.clear()
      this.#pairFeatures(k)
      const sum = scoreOf(weights, bag) + beginScore[this.#begin[k]] + endScore[this.#end[k]]
      if (index < 0 || sum > score) {
        second = index < 0 ? sum : score
        score = sum
        index = k
      } else if (sum > second) second = sum
    }
    return index < 0 ? undefined : { index, score, second }
  }

  /** The score of candidate `k` under `weights`. */
  score(k: number, weights: Weights): number {
    this.features(k)
    return scoreOf(weights, this.#bag)
  }

  /** How many words a candidate has. */
  wordsOf(candidate: ContentCandidate): number {
    return this.#count(candidate.first, candidate.last) - this.#count(candidate.holeFirst, candidate.holeLast)
  }

  #count(first: number, last: number): number {
    return last < first ? 0 : this.#words[last + 1] - this.#words[first]
  }

  #wordFrom(i: number, step: 1 | -1): number {
    const { isWord } = this.#view
    let k = i
    for (let n = 0; n < 12 && k >= 0 && k < isWord.length; n++, k += step) if (isWord[k]) return k
    return -1
  }

  #hole(first: number, end: number): void {
    const view = this.#view
    const { tokens } = view
    const cue = this.#cue
    let left = cue.first
    let right = cue.last
    if (cue.phrase) right = Math.max(right, this.#phraseLast)
    for (const k of tokens.children(cue.anchor)) {
      if (cue.phrase || tokens.baseRelation(k) !== 'nsubj') continue
      if (k > cue.last && tokens.rightmost(k) - k < 30) right = Math.max(right, tokens.rightmost(k))
      if (k < cue.first && cue.first - tokens.leftmost(k) < 30) left = Math.min(left, tokens.leftmost(k))
    }
    for (let n = 0; n < 14 && left > first && punctuationAt(view, left - 1) === 0; n++) left--
    for (let n = 0; n < 14 && right < end - 1 && punctuationAt(view, right + 1) === 0; n++) right++
    this.#holeFirst = left
    this.#holeLast = right
  }

  #quotationEdges(first: number, end: number): void {
    const view = this.#view
    const n = view.tokens.length
    const { sentences } = view.document
    const s = view.tokens.sentence[this.#cue.head]
    const paragraph = sentences[s].paragraph
    const from = s > 0 && sentences[s - 1].paragraph === paragraph ? sentences[s - 1].first : first
    const colon = punctuationAt(view, end - 1) === 3
    const to =
      s + 1 < sentences.length && (sentences[s + 1].paragraph === paragraph || colon)
        ? sentences[s + 1].last
        : end
    let last = -2
    let count = 0
    const mine = view.quotation[this.#cue.head]
    // A text without sentences is looked at near the cue alone.
    const begin = Math.max(0, from, this.#cue.first - 4 * farthest)
    const stop = Math.min(n, to, this.#cue.last + 4 * farthest)
    for (let i = begin; i < stop && count < 7; i++) {
      const q = view.quotation[i]
      if (q < 0 || q === last) continue
      last = q
      if (q === mine) {
        // The cue stands in the quotation: its edges bound what can be said there.
        edge(this.#ends, view.quotationLast[q], 26)
        continue
      }
      count++
      const near = view.quotationLast[q] < first ? 1 : view.quotationFirst[q] >= end ? 2 : 0
      edge(this.#begins, view.quotationFirst[q], 6, near)
      edge(this.#ends, view.quotationLast[q], 6, near)
    }
  }

  #punctuationEdges(first: number, end: number): void {
    const view = this.#view
    const cue = this.#cue
    let n = 0
    for (let k = cue.last + 1; k < end && n < 4 && k - cue.last < farthest; k++) {
      const p = punctuationAt(view, k)
      const tag = view.tokens.tag[k]
      if (p !== 0 && p !== 2) {
        n++
        edge(this.#ends, this.#wordFrom(k - 1, -1), 7, p)
        if (n < 3) edge(this.#begins, this.#wordFrom(k + 1, 1), 7, p)
      } else if (tag === 'CCONJ' || tag === 'SCONJ') {
        if (k > cue.last + 1) edge(this.#ends, this.#wordFrom(k - 1, -1), 10, view.tag[k])
        if (tag === 'SCONJ' && n === 0) edge(this.#begins, k, 10, view.tag[k])
      }
    }
    n = 0
    for (let k = cue.first - 1; k >= first && n < 3 && cue.first - k < farthest; k--) {
      const p = punctuationAt(view, k)
      if (p === 0) continue
      n++
      edge(this.#ends, this.#wordFrom(k - 1, -1), 12, p)
      edge(this.#begins, this.#wordFrom(k + 1, 1), 12, p)
    }
  }

  #pairs(): void {
    const cue = this.#cue
    const view = this.#view
    // A cue within a quotation speaks of what stands there too, unless it is all that the marks set off.
    const around = view.quotation[cue.head]
    const inside = around >= 0 && this.#count(view.quotationFirst[around], view.quotationLast[around]) >= 2
    for (let x = 0; x < this.#begins.length; x++) {
      const first = this.#begins[x].token
      if (first < 0 || (this.#forced >= 0 && first !== this.#forced)) continue
      for (let y = 0; y < this.#ends.length; y++) {
        const last = this.#ends[y].token
        if (last < first) continue
        if (
          cue.phrase &&
          ((first >= cue.first && first <= this.#phraseLast) ||
            (last >= cue.first && last <= this.#phraseLast))
        )
          continue
        if (inside && (first < view.quotationFirst[around] || last > view.quotationLast[around])) continue
        let holeFirst = 0
        let holeLast = -1
        if (first <= cue.last && last >= cue.first) {
          // Around the cue: what is left on both sides is the content.
          if (first >= this.#holeFirst || last <= this.#holeLast) continue
          holeFirst = this.#holeFirst
          holeLast = this.#holeLast
        }
        if (
          cue.by === 'colon' &&
          (view.quotation[first] < 0 ||
            view.quotationFirst[view.quotation[first]] !== first ||
            first < cue.last)
        )
          continue
        this.#begin[this.candidates.length] = x
        this.#end[this.candidates.length] = y
        this.candidates.push({ first, last, holeFirst, holeLast })
      }
    }
  }

  #edgeFeatures(one: Edge, begin: boolean): void {
    const bag = this.#bag
    const view = this.#view
    const { tokens } = view
    const cue = this.#cue
    const i = one.token
    const t = begin ? 100 : 150
    const side = i < cue.first ? 1 : i > cue.last ? 2 : 3
    const [like, act, rel, voice] = this.#keys
    let all = 0
    for (let r = 0; r < one.reasons.length; r += 2) {
      const reason = Math.imul(one.reasons[r], 31) ^ one.reasons[r + 1]
      all = (all + reason) | 0
      bag.add(t, reason, side)
      bag.add(t + 1, reason, like)
      bag.add(t + 2, reason, act)
      bag.add(t + 3, reason, rel)
      bag.add(t + 4, reason, voice)
    }
    bag.add(t + 5, all)
    bag.add(t + 6, all, like)
    bag.add(t + 7, all, rel)
    const outside = begin ? i - 1 : i + 1
    const p = punctuationAt(view, outside)
    const outTag = outside >= 0 && outside < tokens.length ? view.tag[outside] : 0
    const outLike = outside >= 0 && outside < tokens.length ? view.like[outside] : 0
    bag.add(t + 8, p, side)
    bag.add(t + 9, p * 4 + side, like)
    bag.add(t + 10, p * 4 + side, rel)
    bag.add(t + 11, view.tag[i], side)
    bag.add(t + 12, view.tag[i], p)
    bag.add(t + 13, outTag, view.tag[i])
    bag.add(t + 14, outTag, rel)
    bag.add(t + 15, outLike, side)
    bag.add(t + 16, view.like[i], side)
    bag.add(t + 17, view.like[i], like)
    bag.add(t + 18, outLike, like)
    bag.add(t + 19, view.relation[i], side)
    bag.add(t + 20, outside >= 0 && outside < tokens.length ? view.relation[outside] : 0, view.relation[i])
    bag.add(t + 21, view.relation[i], act)
    const d = side === 1 ? cue.first - i : i - cue.last
    const distance = d < 4 ? d : d < 8 ? 5 : d < 16 ? 6 : d < 32 ? 7 : 8
    bag.add(t + 22, distance * 4 + side)
    bag.add(t + 23, distance * 4 + side, like)
    bag.add(t + 24, distance * 4 + side, all)
    // The next words behind an end say whether the clause goes on.
    if (!begin && outside + 1 < tokens.length) {
      bag.add(t + 25, p, view.like[outside + 1])
      bag.add(t + 26, p, view.relation[outside + 1])
      bag.add(t + 27, p ^ view.tag[outside + 1], view.tag[i])
    }
    if (begin && i + 1 < tokens.length) bag.add(t + 25, view.like[i], view.like[i + 1])
    const beyond = p === 0 ? outside : begin ? outside - 1 : outside + 1
    if (beyond >= 0 && beyond < tokens.length) {
      bag.add(t + 30, view.taken[beyond] * 16 + p, view.relation[beyond])
      bag.add(t + 31, hashString(tokens.features[beyond]?.VerbForm ?? '') ^ view.tag[beyond], p * 4 + side)
      bag.add(t + 32, view.lemmaHash[beyond], p * 4 + side)
    }
    bag.add(t + 33, view.lemmaHash[cue.head], p * 4 + side)
    bag.add(t + 34, view.lemmaHash[cue.head], view.like[i])
    const q = view.quotation[i]
    bag.add(
      t + 28,
      q < 0 ? 0 : begin ? (view.quotationFirst[q] === i ? 1 : 2) : view.quotationLast[q] === i ? 1 : 2,
      like,
    )
    bag.add(
      t + 29,
      q < 0 ? 0 : begin ? (view.quotationFirst[q] === i ? 1 : 2) : view.quotationLast[q] === i ? 1 : 2,
      side,
    )
  }

  #pairFeatures(k: number): void {
    const bag = this.#bag
    const view = this.#view
    const { tokens } = view
    const cue = this.#cue
    const { first, last, holeFirst, holeLast } = this.candidates[k]
    const [like, act, rel] = this.#keys
    const hole = holeLast >= holeFirst
    const side = hole ? 3 : last < cue.first ? 1 : 2
    bag.add(200, side, like)
    bag.add(201, side, rel)
    bag.add(202, side, act)
    const words = this.#count(first, last) - (hole ? this.#count(holeFirst, holeLast) : 0)
    const length = words < 5 ? words : words < 8 ? 6 : words < 14 ? 7 : words < 30 ? 8 : 9
    bag.add(203, length, side)
    bag.add(204, length, like)
    bag.add(205, length, rel)
    bag.add(206, length, act)
    // Quotations cut in two are no spans; a span that is one quotation often is.
    const a = view.quotation[first]
    const b = view.quotation[last]
    let cut = 0
    if (a >= 0 && view.quotationFirst[a] < first && b !== a) cut |= 1
    if (b >= 0 && view.quotationLast[b] > last && b !== a) cut |= 2
    if (a >= 0 && a === b && view.quotationFirst[a] < first !== view.quotationLast[b] > last) cut |= 4
    const whole = a >= 0 && view.quotationFirst[a] === first && b >= 0 && view.quotationLast[b] === last
    const q = cut * 8 + (whole ? (a === b ? 1 : 2) : 0) + (a >= 0 ? 4 : 0)
    bag.add(207, q, side)
    bag.add(208, q, like)
    bag.add(209, q, rel)
    // How it stands in the tree: whose subtree it is, and how many words depend on words outside.
    const top = this.#top(first, last, holeFirst, holeLast)
    const t = top.count * 2 + (top.exact ? 1 : 0)
    const topRelation = top.token >= 0 ? view.relation[top.token] : 0
    const toCue =
      top.token >= 0 && tokens.head[top.token] === cue.anchor
        ? 1
        : top.token >= 0 && tokens.head[cue.anchor] === top.token
          ? 2
          : 0
    bag.add(210, t, side)
    bag.add(211, t * 4 + toCue, rel)
    bag.add(212, t * 4 + toCue, topRelation)
    bag.add(213, topRelation ^ (t * 4 + toCue), like)
    bag.add(214, topRelation ^ (t * 4 + toCue), act)
    bag.add(215, topRelation ^ (t * 4 + toCue), side)
    bag.add(216, top.token >= 0 ? view.tag[top.token] : 0, topRelation ^ toCue)
    bag.add(217, top.token >= 0 ? hashString(tokens.features[top.token]?.VerbForm ?? '') : 0, like)
    const gap =
      side === 1
        ? this.#count(last + 1, cue.first - 1)
        : side === 2
          ? this.#count(cue.last + 1, first - 1)
          : 0
    const g = gap < 5 ? gap : gap < 10 ? 6 : 7
    bag.add(218, g, side)
    bag.add(219, g, like)
    bag.add(220, g * 4 + side, rel)
    bag.add(221, g * 4 + side, topRelation)
    // Which other cues it holds, and which it leaves to themselves.
    let held = 0
    for (let k = 0; k < this.#others.length; k++) {
      const i = this.#others[k]
      const inside = i >= first && i <= last && !(i >= holeFirst && i <= holeLast) ? 1 : 2
      if (inside === 1) held++
      bag.add(230, this.#otherKeys[k], inside)
      bag.add(231, this.#otherKeys[k] ^ (side << 8) ^ inside, view.quotation[i] >= 0 ? 1 : 0)
      bag.add(232, this.#otherKeys[k] ^ inside, like)
    }
    bag.add(233, held > 2 ? 3 : held, side)
    this.#hangingFeatures(first, last, side)
    // Sentences: does it run over several?
    const s = tokens.sentence[last] - tokens.sentence[first]
    const own = tokens.sentence[cue.head] - tokens.sentence[first]
    bag.add(222, s > 2 ? 3 : s, own === 0 ? 0 : own > 0 ? 1 : 2)
    bag.add(223, (s > 0 ? 1 : 0) ^ (own === 0 ? 0 : own > 0 ? 4 : 8), q)
    bag.add(224, this.#begins[this.#begin[k]].reasons[0], this.#ends[this.#end[k]].reasons[0])
    bag.add(225, this.#begins[this.#begin[k]].reasons[0] * 64 + this.#ends[this.#end[k]].reasons[0], like)
    bag.add(226, punctuationAt(view, first - 1) * 16 + punctuationAt(view, last + 1), side)
  }

  /** What the words just outside a span hang on: on a word of it, on the cue, or elsewhere. */
  #hangingFeatures(first: number, last: number, side: number): void {
    const view = this.#view
    const { tokens } = view
    const bag = this.#bag
    const { anchor, head: cueHead } = this.#cue
    for (const end of [false, true]) {
      let word = this.#wordFrom(end ? last + 1 : first - 1, end ? 1 : -1)
      if (word < 0) continue
      const mark = word === (end ? last + 1 : first - 1) ? 0 : punctuationAt(view, end ? last + 1 : first - 1)
      // Up to the word by which it hangs on what stands on the span's side of it.
      for (let n = 0; n < 6; n++) {
        const up = tokens.head[word]
        if (up < 0 || (end ? up <= last : up >= first)) break
        word = up
      }
      const up = tokens.head[word]
      const place =
        up < 0
          ? 0
          : up >= first && up <= last
            ? end
              ? 1
              : 2
            : up === anchor || up === cueHead
              ? 3
              : word === cueHead
                ? 4
                : 5
      const t = end ? 240 : 250
      bag.add(t, place * 16 + mark, side)
      bag.add(t + 1, place * 16 + mark, view.relation[word])
      bag.add(t + 2, place * 16 + mark, view.relation[word] ^ view.tag[word])
      bag.add(
        t + 3,
        place * 16 + mark,
        hashString(tokens.features[word]?.VerbForm ?? '') ^ view.relation[word],
      )
      bag.add(t + 4, place, this.#keys[0])
      bag.add(t + 5, place * 16 + mark, this.#keys[2])
    }
  }

  /** The token that holds the span together, how many words hang outside it (3 for more), and whether it is a whole subtree. */
  #top(
    first: number,
    last: number,
    holeFirst: number,
    holeLast: number,
  ): { token: number; count: number; exact: boolean } {
    const { tokens } = this.#view
    const { isWord } = this.#view
    if (last - first > farthest) return { token: -1, count: 3, exact: false }
    let count = 0
    let token = -1
    for (let i = first; i <= last && count < 3; i++) {
      if (!isWord[i] || (i >= holeFirst && i <= holeLast)) continue
      const h = tokens.head[i]
      if (h >= first && h <= last && !(h >= holeFirst && h <= holeLast)) continue
      count++
      if (token < 0) token = i
    }
    const exact =
      count === 1 &&
      this.#wordFrom(tokens.leftmost(token), 1) === first &&
      this.#wordFrom(tokens.rightmost(token), -1) === last
    return { token, count, exact }
  }
}
