import type { Scorer } from './linear-model.ts'
import { mix } from './mix.ts'
import {
  advance,
  finished,
  left,
  mayLeft,
  mayRight,
  mayShift,
  type Node,
  right,
  type State,
  shift,
  startState,
} from './transitions.ts'
import type { Word } from './words.ts'

/** Most features that one decision of the parser looks at. */
export const parseFeatureRoom = 128

/** What the parser's features see of each word of a sentence, as plain numbers in arrays; one more row for the root. */
export class Sight {
  length = 0
  word = new Int32Array(256)
  tag = new Int32Array(256)
  /** Tag with the features that matter to syntax (mood, verb form, number, person, kind of pronoun). */
  fine = new Int32Array(256)
  cluster = new Int32Array(256)
  suffix = new Int32Array(256)
  /** Running counts of verbs, commas and like marks, coordinators, for what lies between two words. */
  verbs = new Int32Array(257)
  commas = new Int32Array(257)
  coordinators = new Int32Array(257)
  subordinators = new Int32Array(257)
  marks = new Int32Array(257)

  /**
   * @param tags places in `universalTags`
   * @param bundles bundle of each word
   * @param fineOf the syntactic side of each bundle
   */
  fill(words: readonly Word[], tags: Uint8Array, bundles: Int32Array, fineOf: Int32Array): void {
    const length = words.length
    this.length = length
    if (this.word.length < length + 4) {
      const room = length * 2 + 4
      this.word = new Int32Array(room)
      this.tag = new Int32Array(room)
      this.fine = new Int32Array(room)
      this.cluster = new Int32Array(room)
      this.suffix = new Int32Array(room)
      this.verbs = new Int32Array(room + 1)
      this.commas = new Int32Array(room + 1)
      this.coordinators = new Int32Array(room + 1)
      this.subordinators = new Int32Array(room + 1)
      this.marks = new Int32Array(room + 1)
    }
    for (let i = 0; i < length; i++) {
      const word = words[i]
      const tag = tags[i]
      this.word[i] = word.base
      this.tag[i] = tag + 1
      this.fine[i] = ((tag + 1) << 8) | fineOf[bundles[i]]
      this.cluster[i] = word.cluster
      this.suffix[i] = word.suffix3
      this.verbs[i + 1] = this.verbs[i] + (tag === 15 ? 1 : 0)
      this.commas[i + 1] = this.commas[i] + (word.lower === ',' ? 1 : 0)
      this.coordinators[i + 1] = this.coordinators[i] + (tag === 4 ? 1 : 0)
      this.subordinators[i + 1] = this.subordinators[i] + (tag === 13 ? 1 : 0)
      this.marks[i + 1] = this.marks[i] + (tag === 12 && word.lower !== ',' ? 1 : 0)
    }
    // The root.
    this.word[length] = 0x1007
    this.tag[length] = 30
    this.fine[length] = 30 << 8
    this.cluster[length] = 0x1007
    this.suffix[length] = 0x1007
    this.verbs[length + 1] = this.verbs[length]
    this.commas[length + 1] = this.commas[length]
    this.coordinators[length + 1] = this.coordinators[length]
    this.subordinators[length + 1] = this.subordinators[length]
    this.marks[length + 1] = this.marks[length]
  }
}

const distanceClass = (distance: number): number =>
  distance < 5 ? distance : distance < 7 ? 5 : distance < 11 ? 6 : distance < 21 ? 7 : 8

const few = (count: number): number => Math.min(count, 3)

const tagOf = (sight: Sight, node: Node | undefined): number => (node ? sight.tag[node.index] : 31)

/** Features of the next transition. */
export function transitionFeatures(sight: Sight, state: State, out: Int32Array): number {
  const { word, tag, fine, cluster, length } = sight
  const { stack, front } = state
  const s0 = stack?.node
  const s1 = stack?.below?.node
  const s2 = stack?.below?.below?.node
  const b = front.index
  const i0 = s0 ? s0.index : -1
  const i1 = s1 ? s1.index : -1
  const s0w = s0 ? word[i0] : 0
  const s0t = s0 ? tag[i0] : 31
  const s0f = s0 ? fine[i0] : 31
  const s0c = s0 ? cluster[i0] : 0
  const s1w = s1 ? word[i1] : 0
  const s1t = s1 ? tag[i1] : 31
  const s1f = s1 ? fine[i1] : 31
  const s1c = s1 ? cluster[i1] : 0
  const s2t = s2 ? tag[s2.index] : 31
  const s2f = s2 ? fine[s2.index] : 31
  const b0w = word[b]
  const b0t = tag[b]
  const b0f = fine[b]
  const b0c = cluster[b]
  const b1 = b + 1
  const b2 = b + 2
  const b1t = b1 < length ? tag[b1] : 31
  const b1f = b1 < length ? fine[b1] : 31
  const b1w = b1 < length ? word[b1] : 0
  const b2t = b2 < length ? tag[b2] : 31
  const b2f = b2 < length ? fine[b2] : 31
  const b3t = b + 3 < length ? tag[b + 3] : 31
  const d0 = s0 ? distanceClass(b - i0) : 9
  const d1 = s1 ? distanceClass(i0 - i1) : 9
  const s0l = s0?.left1
  const s0r = s0?.right1
  const s1l = s1?.left1
  const s1r = s1?.right1
  const b0l = front.left1
  const s0lt = tagOf(sight, s0l)
  const s0rt = tagOf(sight, s0r)
  const s1lt = tagOf(sight, s1l)
  const s1rt = tagOf(sight, s1r)
  const b0lt = tagOf(sight, b0l)
  const s0lr = s0l ? s0l.relation : 63
  const s0rr = s0r ? s0r.relation : 63
  const s1lr = s1l ? s1l.relation : 63
  const s1rr = s1r ? s1r.relation : 63
  const b0lr = b0l ? b0l.relation : 63
  let n = 0
  out[n++] = 0x301
  out[n++] = mix(0x302, s0w)
  out[n++] = mix(0x303, s0f)
  out[n++] = mix(mix(0x304, s0w), s0t)
  out[n++] = mix(0x305, s1w)
  out[n++] = mix(0x306, s1f)
  out[n++] = mix(mix(0x307, s1w), s1t)
  out[n++] = mix(0x308, b0w)
  out[n++] = mix(0x309, b0f)
  out[n++] = mix(mix(0x30a, b0w), b0t)
  out[n++] = mix(0x30b, b1w)
  out[n++] = mix(0x30c, b1f)
  out[n++] = mix(0x30d, (b0t << 5) | b1t)
  out[n++] = mix(mix(0x30e, s0w), b0w)
  out[n++] = mix(mix(0x30f, s0w), b0f)
  out[n++] = mix(mix(0x310, s0f), b0w)
  out[n++] = mix(mix(0x311, s0f), b0f)
  out[n++] = mix(mix(0x312, (s0t << 5) | b0t), d0)
  out[n++] = mix(mix(0x313, s1w), s0w)
  out[n++] = mix(mix(0x314, s1w), s0f)
  out[n++] = mix(mix(0x315, s1f), s0w)
  out[n++] = mix(mix(0x316, s1f), s0f)
  out[n++] = mix(mix(0x317, (s1t << 5) | s0t), d1)
  out[n++] = mix(mix(0x318, s1t), (s0f << 5) | b0t)
  out[n++] = mix(mix(0x319, s1f), (s0t << 5) | b0t)
  out[n++] = mix(mix(0x31a, s1f), mix(s0f, b0f))
  out[n++] = mix(mix(0x31b, s1t), mix(s0w, b0t))
  out[n++] = mix(mix(0x31c, s1w), (s0t << 5) | b0t)
  out[n++] = mix(mix(0x31d, s1t), mix(s0t, b0w))
  out[n++] = mix(mix(0x31e, s0f), mix(b0f, b1t))
  out[n++] = mix(mix(0x31f, s0t), mix((b0t << 5) | b1t, b2t))
  out[n++] = mix(mix(0x320, s0w), (b0t << 5) | b1t)
  out[n++] = mix(mix(0x321, (s1t << 5) | s0t), mix((b0t << 5) | b1t, s2t))
  out[n++] = mix(mix(0x322, (s2t << 5) | s1t), s0t)
  out[n++] = mix(mix(0x323, mix(s2f, s1f)), s0f)
  out[n++] = mix(mix(0x324, (s1t << 5) | s0t), (b0t << 5) | b1t)
  out[n++] = mix(mix(0x325, (s1t << 5) | s0t), mix((b0t << 5) | b1t, b2t))
  out[n++] = mix(0x326, mix(b0f, mix(b1f, b2f)))
  // dependents
  out[n++] = mix(mix(0x327, s0t), (s0lt << 6) | s0lr)
  out[n++] = mix(mix(0x328, s0t), (s0rt << 6) | s0rr)
  out[n++] = mix(mix(0x329, s1t), (s1lt << 6) | s1lr)
  out[n++] = mix(mix(0x32a, s1t), (s1rt << 6) | s1rr)
  out[n++] = mix(mix(0x32b, b0t), (b0lt << 6) | b0lr)
  out[n++] = mix(mix(0x32c, (s0t << 5) | b0t), (s0rt << 6) | s0rr)
  out[n++] = mix(mix(0x32d, (s0t << 5) | b0t), (s0lt << 6) | s0lr)
  out[n++] = mix(mix(0x32e, (s0t << 5) | b0t), (b0lt << 6) | b0lr)
  out[n++] = mix(mix(0x32f, (s1t << 5) | s0t), (s1rt << 6) | s1rr)
  out[n++] = mix(mix(0x330, (s1t << 5) | s0t), (s1lt << 6) | s1lr)
  out[n++] = mix(mix(0x331, (s1t << 5) | s0t), (s0lt << 6) | s0lr)
  out[n++] = mix(mix(0x332, (s1t << 5) | s0t), (s0rt << 6) | s0rr)
  out[n++] = mix(mix(0x333, s0w), (s0lr << 6) | s0rr)
  out[n++] = mix(mix(0x334, s1w), (s1lr << 6) | s1rr)
  out[n++] = mix(mix(0x335, b0w), b0lr)
  const s0v = s0 ? few(s0.leftCount) * 4 + few(s0.rightCount) : 16
  const s1v = s1 ? few(s1.leftCount) * 4 + few(s1.rightCount) : 16
  const b0v = few(front.leftCount)
  out[n++] = mix(mix(0x336, s0w), s0v)
  out[n++] = mix(mix(0x337, s0f), s0v)
  out[n++] = mix(mix(0x338, s1w), s1v)
  out[n++] = mix(mix(0x339, s1f), s1v)
  out[n++] = mix(mix(0x33a, b0f), b0v)
  out[n++] = mix(mix(0x33b, s0w), s0 ? s0.leftRelations | (s0.rightRelations << 1) : 0)
  out[n++] = mix(mix(0x33c, s0f), mix(s0 ? s0.leftRelations : 0, s0 ? s0.rightRelations : 0))
  out[n++] = mix(mix(0x33d, s1f), mix(s1 ? s1.leftRelations : 0, s1 ? s1.rightRelations : 0))
  out[n++] = mix(mix(0x33e, b0f), front.leftRelations)
  out[n++] = mix(mix(0x33f, s0t), mix(b0t, front.leftRelations))
  out[n++] = mix(mix(0x340, s0t), mix(s1t, s1 ? s1.rightRelations : 0))
  // clusters
  out[n++] = mix(mix(0x341, s0c), b0c)
  out[n++] = mix(mix(0x342, s1c), s0c)
  out[n++] = mix(mix(0x343, s0c), b0t)
  out[n++] = mix(mix(0x344, s0t), b0c)
  out[n++] = mix(mix(0x345, s1c), s0t)
  out[n++] = mix(mix(0x346, s1t), s0c)
  out[n++] = mix(mix(0x347, s1c), mix(s0c, b0t))
  out[n++] = mix(mix(0x348, s1c), mix(s0t, b0c))
  // preposition of s0 with its noun and the possible heads: "accuse X de Y"
  const s0lw = s0l ? word[s0l.index] : 0
  out[n++] = mix(mix(0x349, s1w), mix(s0lw, s0t))
  out[n++] = mix(mix(0x34a, s1t), mix(s0lw, s0w))
  out[n++] = mix(mix(0x34b, s1c), mix(s0lw, s0t))
  const s1rw = s1r ? word[s1r.index] : 0
  out[n++] = mix(mix(0x34c, s1w), mix(s1rr, s0lw))
  out[n++] = mix(mix(0x34d, s1rw), mix(s1rt, mix(s0t, s0lw)))
  // between
  const from0 = i0 + 1
  const between0 = s0
    ? few(sight.verbs[b] - sight.verbs[from0]) * 64 +
      few(sight.commas[b] - sight.commas[from0]) * 16 +
      few(sight.coordinators[b] - sight.coordinators[from0]) * 4 +
      few(sight.marks[b] - sight.marks[from0])
    : 999
  const from1 = i1 + 1
  const between1 =
    s0 && s1
      ? few(sight.verbs[i0] - sight.verbs[from1]) * 64 +
        few(sight.commas[i0] - sight.commas[from1]) * 16 +
        few(sight.coordinators[i0] - sight.coordinators[from1]) * 4 +
        few(sight.marks[i0] - sight.marks[from1])
      : 999
  out[n++] = mix(mix(0x34e, (s0t << 5) | b0t), between0)
  out[n++] = mix(mix(0x34f, (s1t << 5) | s0t), between1)
  out[n++] = mix(mix(0x350, (s1t << 5) | s0t), mix(b0t, mix(d1, d0)))
  out[n++] = mix(mix(0x351, b1t), mix(b2t, b3t))
  const s0l2 = s0?.left2
  const s0r2 = s0?.right2
  const s1r2 = s1?.right2
  const b0l2 = front.left2
  out[n++] = mix(mix(0x352, s0t), mix((s0lr << 6) | (s0l2 ? s0l2.relation : 63), tagOf(sight, s0l2)))
  out[n++] = mix(mix(0x353, s1t), mix((s1rr << 6) | (s1r2 ? s1r2.relation : 63), tagOf(sight, s1r2)))
  out[n++] = mix(mix(0x354, s0t), mix((s0rr << 6) | (s0r2 ? s0r2.relation : 63), tagOf(sight, s0r2)))
  out[n++] = mix(mix(0x355, b0t), mix((b0lr << 6) | (b0l2 ? b0l2.relation : 63), tagOf(sight, b0l2)))
  out[n++] = mix(0x356, (few(stack ? stack.depth : 0) << 6) | (state.last << 4) | (b === length ? 1 : 0))
  return n
}

/** Features of the relation of the stack's top to the head that a left or right transition gives it. */
export function relationFeatures(sight: Sight, state: State, transition: number, out: Int32Array): number {
  const { word, tag, fine, cluster, suffix, length } = sight
  const dependent = state.stack!.node
  const head = transition === left ? state.front : state.stack!.below!.node
  const d = dependent.index
  const h = head.index
  const side = transition === left ? (h === length ? 2 : 0) : 1
  const dw = word[d]
  const dt = tag[d]
  const df = fine[d]
  const dc = cluster[d]
  const hw = word[h]
  const ht = tag[h]
  const hf = fine[h]
  const hc = cluster[h]
  const seed = mix(0x401, side)
  const dl = dependent.left1
  const dr = dependent.right1
  const dl2 = dependent.left2
  // The first dependent is the preposition, conjunction or article that tells what the phrase does.
  let first = dl
  if (first && dl2 && dl2.index < first.index) first = dl2
  const dlw = dl ? word[dl.index] : 0
  const dlr = dl ? dl.relation : 63
  const drr = dr ? dr.relation : 63
  const fw = first ? word[first.index] : 0
  const before = d > 0 ? tag[d - 1] : 31
  const after = d + 1 < length ? tag[d + 1] : 31
  const hbefore = h > 0 && h < length ? tag[h - 1] : 31
  const hafter = h + 1 < length ? tag[h + 1] : 31
  const distance = distanceClass(Math.abs(h - d))
  const headLeft = head.leftRelations
  const headRight = head.rightRelations
  const sibling = transition === left ? head.left1 : head.right1
  const sr = sibling ? sibling.relation : 63
  const st = sibling ? tag[sibling.index] : 31
  let n = 0
  out[n++] = seed
  out[n++] = mix(seed + 1, dw)
  out[n++] = mix(seed + 2, df)
  out[n++] = mix(seed + 3, hw)
  out[n++] = mix(seed + 4, hf)
  out[n++] = mix(seed + 5, mix(dt, ht))
  out[n++] = mix(seed + 6, mix(df, hf))
  out[n++] = mix(seed + 7, mix(dw, ht))
  out[n++] = mix(seed + 8, mix(dw, hf))
  out[n++] = mix(seed + 9, mix(df, hw))
  out[n++] = mix(seed + 10, mix(dw, hw))
  out[n++] = mix(seed + 11, mix(dc, hc))
  out[n++] = mix(seed + 12, mix(dc, ht))
  out[n++] = mix(seed + 13, mix(dt, hc))
  out[n++] = mix(seed + 14, mix(mix(dt, ht), distance))
  out[n++] = mix(seed + 15, mix(dt, dlw))
  out[n++] = mix(seed + 16, mix(mix(dt, ht), dlw))
  out[n++] = mix(seed + 17, mix(dlw, hw))
  out[n++] = mix(seed + 18, mix(dlw, dw))
  out[n++] = mix(seed + 19, mix(fw, mix(dt, ht)))
  out[n++] = mix(seed + 20, mix(mix(dt, ht), (dlr << 6) | drr))
  out[n++] = mix(seed + 21, mix(dt, dependent.leftRelations))
  out[n++] = mix(seed + 22, mix(df, mix(hf, dependent.leftRelations)))
  out[n++] = mix(seed + 23, mix(mix(dt, ht), headLeft))
  out[n++] = mix(seed + 24, mix(mix(dt, ht), headRight))
  out[n++] = mix(seed + 25, mix(mix(dt, ht), (before << 5) | after))
  out[n++] = mix(seed + 26, mix(mix(dt, ht), (hbefore << 5) | hafter))
  out[n++] = mix(seed + 27, mix(suffix[d], ht))
  out[n++] = mix(seed + 28, mix(dt, h < length ? suffix[h] : 0))
  out[n++] = mix(seed + 29, mix(mix(dt, ht), (sr << 5) | st))
  out[n++] = mix(seed + 30, mix(mix(dw, ht), headLeft))
  out[n++] = mix(seed + 31, mix(mix(df, hw), headRight | headLeft))
  out[n++] = mix(seed + 32, mix(mix(df, hf), mix(fw, headLeft | headRight)))
  out[n++] = mix(seed + 33, mix(mix(hc, dc), fw))
  out[n++] = mix(seed + 34, mix(mix(hw, fw), dt))
  out[n++] = mix(seed + 35, mix(mix(df, ht), d > 0 ? word[d - 1] : 0))
  out[n++] = mix(seed + 36, mix(mix(dt, ht), mix(dependent.rightRelations, dependent.leftRelations)))
  const from = Math.min(d, h) + 1
  const to = Math.max(d, h)
  out[n++] = mix(
    seed + 37,
    mix(
      mix(dt, ht),
      few(sight.commas[to] - sight.commas[from]) * 4 + few(sight.verbs[to] - sight.verbs[from]),
    ),
  )
  return n
}

/** Parses sentences with a beam of rival analyses (a beam of one is greedy). */
export class Parser {
  readonly sight = new Sight()
  readonly #transition: Scorer
  readonly #relation: Scorer
  readonly #features = new Int32Array(parseFeatureRoom)
  readonly #scores = new Float64Array(4)
  readonly #relationScores: Float64Array
  readonly #root: number

  /** @param root the relation "root" */
  constructor(transition: Scorer, relation: Scorer, root: number) {
    this.#transition = transition
    this.#relation = relation
    this.#relationScores = new Float64Array(relation.classes)
    this.#root = root
  }

  /** The best relation for a left or right transition; only "root" hangs on the root, and nothing else is "root". */
  relate(state: State, transition: number): number {
    if (transition === left && state.front.index === this.sight.length) return this.#root
    const scores = this.#relationScores
    const count = relationFeatures(this.sight, state, transition, this.#features)
    scores.fill(0)
    this.#relation.score(this.#features, count, scores)
    let chosen = this.#root === 0 ? 1 : 0
    for (let c = chosen + 1; c < scores.length; c++)
      if (c !== this.#root && scores[c] > scores[chosen]) chosen = c
    return chosen
  }

  /** The best transition that may be taken. */
  choose(state: State): number {
    const { length } = this.sight
    const mayS = mayShift(state, length)
    const mayL = mayLeft(state, length)
    const mayR = mayRight(state)
    if (!mayL && !mayR) return shift
    if (!mayS && !mayR) return left
    if (!mayS && !mayL) return right
    const scores = this.#scores
    scores.fill(0)
    const count = transitionFeatures(this.sight, state, this.#features)
    this.#transition.score(this.#features, count, scores)
    let chosen = mayS ? shift : right
    if (mayL && scores[left] > scores[chosen]) chosen = left
    if (mayR && scores[right] > scores[chosen]) chosen = right
    return chosen
  }

  /**
   * Parses the sentence that `sight` was filled with.
   * @param heads filled with the index of each word's head, -1 for the root
   */
  parse(heads: Int32Array, relations: Int32Array): void {
    const { length } = this.sight
    let state = startState()
    while (!finished(state, length)) {
      const transition = this.choose(state)
      const relation = transition === shift ? -1 : this.relate(state, transition)
      state = advance(state, transition, relation, 0)
    }
    for (let arc = state.arcs; arc; arc = arc.before) {
      heads[arc.dependent] = arc.head === length ? -1 : arc.head
      relations[arc.dependent] = arc.relation
    }
  }
}
