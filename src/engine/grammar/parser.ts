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

/** Seed of the transitions' first template; the others' follow in order. */
const transitionSeed = 0x301
const transitionTemplates = 86
const relationTemplates = 38

/**
 * Second values of the templates that look at two. A template's values are written down first and hashed in one loop: the
 * host then reckons several hashes at a time, where as many calls written out would each be a call.
 */
const rest = new Int32Array(parseFeatureRoom)

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
  const s0b0 = (s0t << 5) | b0t
  const s1s0 = (s1t << 5) | s0t
  const b0b1 = (b0t << 5) | b1t
  out[0] = transitionSeed
  out[1] = s0w
  out[2] = s0f
  out[3] = s0w
  rest[3] = s0t
  out[4] = s1w
  out[5] = s1f
  out[6] = s1w
  rest[6] = s1t
  out[7] = b0w
  out[8] = b0f
  out[9] = b0w
  rest[9] = b0t
  out[10] = b1w
  out[11] = b1f
  out[12] = b0b1
  out[13] = s0w
  rest[13] = b0w
  out[14] = s0w
  rest[14] = b0f
  out[15] = s0f
  rest[15] = b0w
  out[16] = s0f
  rest[16] = b0f
  out[17] = s0b0
  rest[17] = d0
  out[18] = s1w
  rest[18] = s0w
  out[19] = s1w
  rest[19] = s0f
  out[20] = s1f
  rest[20] = s0w
  out[21] = s1f
  rest[21] = s0f
  out[22] = s1s0
  rest[22] = d1
  out[23] = s1t
  rest[23] = (s0f << 5) | b0t
  out[24] = s1f
  rest[24] = s0b0
  out[25] = s1f
  rest[25] = mix(s0f, b0f)
  out[26] = s1t
  rest[26] = mix(s0w, b0t)
  out[27] = s1w
  rest[27] = s0b0
  out[28] = s1t
  rest[28] = mix(s0t, b0w)
  out[29] = s0f
  rest[29] = mix(b0f, b1t)
  out[30] = s0t
  rest[30] = mix(b0b1, b2t)
  out[31] = s0w
  rest[31] = b0b1
  out[32] = s1s0
  rest[32] = mix(b0b1, s2t)
  out[33] = (s2t << 5) | s1t
  rest[33] = s0t
  out[34] = mix(s2f, s1f)
  rest[34] = s0f
  out[35] = s1s0
  rest[35] = b0b1
  out[36] = s1s0
  rest[36] = mix(b0b1, b2t)
  out[37] = mix(b0f, mix(b1f, b2f))
  // dependents
  out[38] = s0t
  rest[38] = (s0lt << 6) | s0lr
  out[39] = s0t
  rest[39] = (s0rt << 6) | s0rr
  out[40] = s1t
  rest[40] = (s1lt << 6) | s1lr
  out[41] = s1t
  rest[41] = (s1rt << 6) | s1rr
  out[42] = b0t
  rest[42] = (b0lt << 6) | b0lr
  out[43] = s0b0
  rest[43] = (s0rt << 6) | s0rr
  out[44] = s0b0
  rest[44] = (s0lt << 6) | s0lr
  out[45] = s0b0
  rest[45] = (b0lt << 6) | b0lr
  out[46] = s1s0
  rest[46] = (s1rt << 6) | s1rr
  out[47] = s1s0
  rest[47] = (s1lt << 6) | s1lr
  out[48] = s1s0
  rest[48] = (s0lt << 6) | s0lr
  out[49] = s1s0
  rest[49] = (s0rt << 6) | s0rr
  out[50] = s0w
  rest[50] = (s0lr << 6) | s0rr
  out[51] = s1w
  rest[51] = (s1lr << 6) | s1rr
  out[52] = b0w
  rest[52] = b0lr
  const s0v = s0 ? few(s0.leftCount) * 4 + few(s0.rightCount) : 16
  const s1v = s1 ? few(s1.leftCount) * 4 + few(s1.rightCount) : 16
  const b0v = few(front.leftCount)
  out[53] = s0w
  rest[53] = s0v
  out[54] = s0f
  rest[54] = s0v
  out[55] = s1w
  rest[55] = s1v
  out[56] = s1f
  rest[56] = s1v
  out[57] = b0f
  rest[57] = b0v
  out[58] = s0w
  rest[58] = s0 ? s0.leftRelations | (s0.rightRelations << 1) : 0
  out[59] = s0f
  rest[59] = mix(s0 ? s0.leftRelations : 0, s0 ? s0.rightRelations : 0)
  out[60] = s1f
  rest[60] = mix(s1 ? s1.leftRelations : 0, s1 ? s1.rightRelations : 0)
  out[61] = b0f
  rest[61] = front.leftRelations
  out[62] = s0t
  rest[62] = mix(b0t, front.leftRelations)
  out[63] = s0t
  rest[63] = mix(s1t, s1 ? s1.rightRelations : 0)
  // clusters
  out[64] = s0c
  rest[64] = b0c
  out[65] = s1c
  rest[65] = s0c
  out[66] = s0c
  rest[66] = b0t
  out[67] = s0t
  rest[67] = b0c
  out[68] = s1c
  rest[68] = s0t
  out[69] = s1t
  rest[69] = s0c
  out[70] = s1c
  rest[70] = mix(s0c, b0t)
  out[71] = s1c
  rest[71] = mix(s0t, b0c)
  // preposition of s0 with its noun and the possible heads: "accuse X de Y"
  const s0lw = s0l ? word[s0l.index] : 0
  out[72] = s1w
  rest[72] = mix(s0lw, s0t)
  out[73] = s1t
  rest[73] = mix(s0lw, s0w)
  out[74] = s1c
  rest[74] = mix(s0lw, s0t)
  const s1rw = s1r ? word[s1r.index] : 0
  out[75] = s1w
  rest[75] = mix(s1rr, s0lw)
  out[76] = s1rw
  rest[76] = mix(s1rt, mix(s0t, s0lw))
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
  out[77] = s0b0
  rest[77] = between0
  out[78] = s1s0
  rest[78] = between1
  out[79] = s1s0
  rest[79] = mix(b0t, mix(d1, d0))
  out[80] = b1t
  rest[80] = mix(b2t, b3t)
  const s0l2 = s0?.left2
  const s0r2 = s0?.right2
  const s1r2 = s1?.right2
  const b0l2 = front.left2
  out[81] = s0t
  rest[81] = mix((s0lr << 6) | (s0l2 ? s0l2.relation : 63), tagOf(sight, s0l2))
  out[82] = s1t
  rest[82] = mix((s1rr << 6) | (s1r2 ? s1r2.relation : 63), tagOf(sight, s1r2))
  out[83] = s0t
  rest[83] = mix((s0rr << 6) | (s0r2 ? s0r2.relation : 63), tagOf(sight, s0r2))
  out[84] = b0t
  rest[84] = mix((b0lr << 6) | (b0l2 ? b0l2.relation : 63), tagOf(sight, b0l2))
  out[85] = (few(stack ? stack.depth : 0) << 6) | (state.last << 4) | (b === length ? 1 : 0)
  // Every value is mixed into its template's seed, then the second ones into that.
  for (let n = 1; n < transitionTemplates; n++) out[n] = mix(transitionSeed + n, out[n])
  for (let n = 3; n < 10; n += 3) out[n] = mix(out[n], rest[n])
  for (let n = 13; n < 37; n++) out[n] = mix(out[n], rest[n])
  for (let n = 38; n < 85; n++) out[n] = mix(out[n], rest[n])
  return transitionTemplates
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
  const dtht = mix(dt, ht)
  const dfhf = mix(df, hf)
  out[0] = seed
  out[1] = dw
  out[2] = df
  out[3] = hw
  out[4] = hf
  out[5] = dt
  rest[5] = ht
  out[6] = df
  rest[6] = hf
  out[7] = dw
  rest[7] = ht
  out[8] = dw
  rest[8] = hf
  out[9] = df
  rest[9] = hw
  out[10] = dw
  rest[10] = hw
  out[11] = dc
  rest[11] = hc
  out[12] = dc
  rest[12] = ht
  out[13] = dt
  rest[13] = hc
  out[14] = dtht
  rest[14] = distance
  out[15] = dt
  rest[15] = dlw
  out[16] = dtht
  rest[16] = dlw
  out[17] = dlw
  rest[17] = hw
  out[18] = dlw
  rest[18] = dw
  out[19] = fw
  rest[19] = dtht
  out[20] = dtht
  rest[20] = (dlr << 6) | drr
  out[21] = dt
  rest[21] = dependent.leftRelations
  out[22] = df
  rest[22] = mix(hf, dependent.leftRelations)
  out[23] = dtht
  rest[23] = headLeft
  out[24] = dtht
  rest[24] = headRight
  out[25] = dtht
  rest[25] = (before << 5) | after
  out[26] = dtht
  rest[26] = (hbefore << 5) | hafter
  out[27] = suffix[d]
  rest[27] = ht
  out[28] = dt
  rest[28] = h < length ? suffix[h] : 0
  out[29] = dtht
  rest[29] = (sr << 5) | st
  out[30] = mix(dw, ht)
  rest[30] = headLeft
  out[31] = mix(df, hw)
  rest[31] = headRight | headLeft
  out[32] = dfhf
  rest[32] = mix(fw, headLeft | headRight)
  out[33] = mix(hc, dc)
  rest[33] = fw
  out[34] = mix(hw, fw)
  rest[34] = dt
  out[35] = mix(df, ht)
  rest[35] = d > 0 ? word[d - 1] : 0
  out[36] = dtht
  rest[36] = mix(dependent.rightRelations, dependent.leftRelations)
  const from = Math.min(d, h) + 1
  const to = Math.max(d, h)
  out[37] = dtht
  rest[37] = few(sight.commas[to] - sight.commas[from]) * 4 + few(sight.verbs[to] - sight.verbs[from])
  for (let n = 1; n < 5; n++) out[n] = mix(seed + n, out[n])
  for (let n = 5; n < relationTemplates; n++) out[n] = mix(seed + n, mix(out[n], rest[n]))
  return relationTemplates
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
