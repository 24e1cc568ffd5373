import type { ByteReader } from './bytes.ts'
import { mix } from './mix.ts'
import { type NetworkKernel, networkKernel } from './network-kernel.ts'
import { bestTree } from './spanning-tree.ts'
import type { Word } from './words.ts'

/** Most words that are analysed together; a longer sentence is analysed in parts. */
export const mostTogether = 160

/** What the network knows a word by, hashed: the fields of `Word`, each in a place of its own. */
export const wordFeatures = [
  'base',
  'own',
  'suffix1',
  'suffix2',
  'suffix3',
  'suffix4',
  'suffix5',
  'prefix1',
  'prefix2',
  'prefix3',
  'shape',
  'cluster',
  'ambiguity',
  'reading',
  'moods',
] as const satisfies readonly (keyof Word)[]

/** One feature of a word, by its place among `wordFeatures`, as the network's table has it. */
const featureOf = (word: Word, place: number): number => mix(0x500 + place, word[wordFeatures[place]])

/** The features of a word as the network's table has them. */
export function featuresOf(word: Word): number[] {
  return wordFeatures.map((_, place) => featureOf(word, place))
}

/** Steps of the distance between two words that are told apart; see `distanceClass`. */
const distances = 15
/** The class of the root as a head. */
export const rootDistance = 2 * distances

/** Class of a head's distance: its side, and how far, the coarser the further. */
export function distanceClass(head: number, dependent: number): number {
  const n = Math.abs(head - dependent)
  const far = n < 9 ? n : n < 11 ? 9 : n < 14 ? 10 : n < 18 ? 11 : n < 25 ? 12 : n < 40 ? 13 : 14
  return (head > dependent ? distances : 0) + far
}

/** Widths of a network; all but the numbers of names are multiples of eight. */
export interface NetworkShape {
  /** Width of what a word is to the network, and of each layer's cells on one side. */
  width: number
  cells: number
  layers: number
  /** Widths of what tags, heads and relations are told by. */
  tagging: number
  attaching: number
  relating: number
  tags: number
  bundles: number
  relations: number
  /** How many features have a vector. */
  features: number
}

const eights = (n: number): number => Math.ceil(n / 8) * 8

/** The network's arrays in the order of the file, with their rows and columns; columns are padded to eights. */
export function networkArrays(shape: NetworkShape): { name: string; rows: number; columns: number }[] {
  const { width, cells, tagging, attaching, relating } = shape
  const arrays: { name: string; rows: number; columns: number }[] = []
  const add = (name: string, rows: number, columns: number) => {
    arrays.push({ name, rows, columns })
  }
  add('first', 1, width)
  add('bias', 1, width)
  for (let layer = 0; layer < shape.layers; layer++) {
    add(`in${layer}`, width, 4 * cells)
    add(`inBias${layer}`, 1, 4 * cells)
    add(`out${layer}`, 2 * cells, width)
    add(`outBias${layer}`, 1, width)
  }
  add('tagging', width, tagging)
  add('taggingBias', 1, tagging)
  add('tags', tagging, shape.tags)
  add('tagsBias', 1, shape.tags)
  add('bundles', tagging, shape.bundles)
  add('bundlesBias', 1, shape.bundles)
  add('query', width, attaching)
  add('queryBias', 1, attaching)
  add('key', width, attaching)
  add('keyBias', 1, attaching)
  add('keyRoot', 1, attaching)
  // How likely a word is a head at all.
  add('headiness', 1, width)
  add('distance', 1, rootDistance + 1)
  add('dependent', width, relating)
  add('dependentBias', 1, relating)
  add('head', width, relating)
  add('headBias', 1, relating)
  add('headRoot', 1, relating)
  add('relationDistance', rootDistance + 1, relating)
  add('relations', relating, shape.relations)
  add('relationsBias', 1, shape.relations)
  return arrays
}

/** Forms whose vectors are kept at once. */
const mostForms = 8192

/**
 * Tags, features, heads and relations of the words of a sentence by one network: a word is the sum of the vectors of its
 * features; layers of cells with one gate run over the sentence both ways (the minimal gated unit of Feng et al. 2024);
 * tags are read off the layer before the last, heads off the last by the product of what a word seeks and what another
 * offers (Dozat and Manning 2017) with the distance between them, and the best tree is taken of those.
 */
export class Network {
  readonly shape: NetworkShape
  readonly #kernel: NetworkKernel
  /** Places of the arrays in memory, in bytes. */
  readonly #at: Record<string, number> = {}
  /** Rows of feature vectors by the feature's hash: keys and rows, probed in turn. */
  readonly #keys: Int32Array
  readonly #rows: Int32Array
  readonly #vectors: Int8Array
  readonly #scales: Float32Array
  readonly #sum: Float64Array
  readonly #forms = new Map<string, number>()
  readonly #headWidth: number
  /** Scores of the tags and of the bundles: word by word, in rows of these widths. */
  readonly tagStep: number
  readonly bundleStep: number
  readonly relationStep: number

  /** Reads what `training/grammar/pack-network.ts` writes. */
  constructor(reader: ByteReader) {
    const shape = JSON.parse(reader.string()) as NetworkShape
    this.shape = shape
    this.tagStep = eights(shape.tags)
    this.bundleStep = eights(shape.bundles)
    this.relationStep = eights(shape.relations)
    this.#headWidth = eights(mostTogether + 1)
    const arrays = networkArrays(shape)
    const { width, cells, tagging, attaching, relating } = shape
    let size = 64
    const room = (name: string, count: number): void => {
      this.#at[name] = size
      size += Math.ceil(count / 8) * 32
    }
    for (const { name, rows, columns } of arrays) room(name, rows * eights(columns))
    const most = mostTogether + 1
    room('offer', this.#headWidth)
    room('forms', mostForms * width)
    room('x', most * width)
    room('early', most * width)
    room('u', most * 4 * cells)
    room('c', most * 2 * cells)
    room('t', most * tagging)
    room('tagScores', most * this.tagStep)
    room('bundleScores', most * this.bundleStep)
    room('q', most * attaching)
    room('k', most * attaching)
    room('kAcross', attaching * this.#headWidth)
    room('arcs', most * this.#headWidth)
    room('d', most * relating)
    room('h', most * relating)
    room('g', most * relating)
    room('relationScores', most * this.relationStep)
    this.#kernel = networkKernel(size)
    const { floats } = this.#kernel
    for (const { name, rows, columns } of arrays) {
      const scale = new DataView(reader.view(4).slice().buffer).getFloat32(0, true)
      const values = new Int16Array(reader.view(rows * columns * 2).slice().buffer)
      const step = eights(columns)
      const from = this.#at[name] >> 2
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++)
          floats[from + row * step + column] = values[row * columns + column] * scale
    }
    const { features } = shape
    const keys = new Int32Array(reader.view(features * 4).slice().buffer)
    this.#scales = new Float32Array(reader.view(features * 4).slice().buffer)
    this.#vectors = new Int8Array(reader.view(features * width).slice().buffer)
    let slots = 1024
    while (slots < features * 2) slots *= 2
    this.#keys = new Int32Array(slots)
    this.#rows = new Int32Array(slots).fill(-1)
    keys.forEach((key, row) => {
      let slot = key & (slots - 1)
      while (this.#rows[slot] >= 0) slot = (slot + 1) & (slots - 1)
      this.#keys[slot] = key
      this.#rows[slot] = row
    })
    this.#sum = new Float64Array(width)
  }

  /** Row of a feature's vector, -1 where it has none. */
  #row(key: number): number {
    const last = this.#keys.length - 1
    let slot = key & last
    while (this.#rows[slot] >= 0) {
      if (this.#keys[slot] === key) return this.#rows[slot]
      slot = (slot + 1) & last
    }
    return -1
  }

  /** Place of a word's vector among the numbers. Depends on the form alone, so it is kept. */
  #formAt(word: Word): number {
    const known = this.#forms.get(word.form)
    if (known !== undefined) return known
    const { width } = this.shape
    const { floats } = this.#kernel
    const at = (this.#at['forms'] >> 2) + this.#forms.size * width
    this.#forms.set(word.form, at)
    const sum = this.#sum
    const bias = this.#at['bias'] >> 2
    for (let i = 0; i < width; i++) sum[i] = floats[bias + i]
    for (let feature = 0; feature < wordFeatures.length; feature++) {
      const row = this.#row(featureOf(word, feature))
      if (row < 0) continue
      const scale = this.#scales[row]
      for (let i = 0, place = row * width; i < width; i++) sum[i] += scale * this.#vectors[place + i]
    }
    for (let i = 0; i < width; i++) floats[at + i] = sum[i]
    return at
  }

  /**
   * Reads words[from, to), at most `mostTogether`: fills the scores of tags and bundles, and what `attach` needs.
   * @param begins whether the first of them begins the sentence
   */
  read(words: readonly Word[], from: number, to: number, begins: boolean): void {
    const { width, cells, layers, tagging } = this.shape
    const { floats } = this.#kernel
    const kernel = this.#kernel
    const at = this.#at
    const n = to - from
    if (this.#forms.size + n > mostForms) this.#forms.clear()
    const x = at['x'] >> 2
    for (let t = 0; t < n; t++) {
      const place = this.#formAt(words[from + t])
      floats.copyWithin(x + t * width, place, place + width)
    }
    if (begins) for (let i = 0; i < width; i++) floats[x + i] += floats[(at['first'] >> 2) + i]
    kernel.cut(at['x'], n * width)
    for (let layer = 0; layer < layers; layer++) {
      kernel.dense(at['x'], at[`in${layer}`], at[`inBias${layer}`], at['u'], n, width, 4 * cells, 0)
      kernel.recur(at['u'], at['c'], n, cells)
      kernel.dense(at['c'], at[`out${layer}`], at[`outBias${layer}`], at['x'], n, 2 * cells, width, 1)
      if (layer === Math.max(0, layers - 2)) floats.copyWithin(at['early'] >> 2, x, x + n * width)
    }
    kernel.dense(at['early'], at['tagging'], at['taggingBias'], at['t'], n, width, tagging, 0)
    kernel.cut(at['t'], n * tagging)
    kernel.dense(at['t'], at['tags'], at['tagsBias'], at['tagScores'], n, tagging, this.tagStep, 0)
    kernel.dense(
      at['t'],
      at['bundles'],
      at['bundlesBias'],
      at['bundleScores'],
      n,
      tagging,
      this.bundleStep,
      0,
    )
  }

  /** The best tag of word t among those read. */
  tag(t: number): number {
    const { floats } = this.#kernel
    const from = (this.#at['tagScores'] >> 2) + t * this.tagStep
    let best = 0
    for (let c = 1; c < this.shape.tags; c++) if (floats[from + c] > floats[from + best]) best = c
    return best
  }

  /**
   * The best of some bundles for word t among those read: of those whose mode is one of the bits of `modes`, where there are
   * any such.
   */
  bundle(t: number, allowed: Uint16Array, modeOf: Int32Array, modes: number): number {
    const { floats } = this.#kernel
    const from = (this.#at['bundleScores'] >> 2) + t * this.bundleStep
    let best = -1
    if (modes !== 0)
      for (const bundle of allowed)
        if ((modeOf[bundle] & modes) !== 0 && (best < 0 || floats[from + bundle] > floats[from + best]))
          best = bundle
    if (best >= 0) return best
    best = allowed[0]
    for (const bundle of allowed) if (floats[from + bundle] > floats[from + best]) best = bundle
    return best
  }

  /**
   * Heads and relations of the n words read.
   * @param heads filled with the place of each word's head among them, -1 for the root
   * @param root the relation "root", which the root's dependent has and no other
   */
  attach(n: number, root: number, heads: Int32Array, relations: Int32Array): void {
    const { width, attaching, relating } = this.shape
    const kernel = this.#kernel
    const { floats } = kernel
    const at = this.#at
    const x = at['x']
    kernel.dense(x, at['query'], at['queryBias'], at['q'], n, width, attaching, 0)
    kernel.dense(x, at['key'], at['keyBias'], at['k'], n, width, attaching, 0)
    floats.copyWithin((at['k'] >> 2) + n * attaching, at['keyRoot'] >> 2, (at['keyRoot'] >> 2) + attaching)
    const step = eights(n + 1)
    const across = at['kAcross'] >> 2
    const keys = at['k'] >> 2
    for (let h = 0; h <= n; h++)
      for (let i = 0; i < attaching; i++) floats[across + i * step + h] = floats[keys + h * attaching + i]
    // What each word offers as a head stands in for a bias.
    const offer = at['offer'] >> 2
    const headiness = at['headiness'] >> 2
    for (let h = 0; h < n; h++) {
      let sum = 0
      for (let i = 0; i < width; i++) sum += floats[(x >> 2) + h * width + i] * floats[headiness + i]
      floats[offer + h] = sum
    }
    floats[offer + n] = 0
    kernel.dense(at['q'], at['kAcross'], at['offer'], at['arcs'], n, attaching, step, 0)
    const arcs = at['arcs'] >> 2
    const distance = at['distance'] >> 2
    for (let d = 0; d < n; d++) {
      const row = arcs + d * step
      for (let h = 0; h < n; h++) floats[row + h] += floats[distance + distanceClass(h, d)]
      floats[row + n] += floats[distance + rootDistance]
    }
    bestTree(floats, arcs, step, n, heads)
    kernel.dense(x, at['dependent'], at['dependentBias'], at['d'], n, width, relating, 0)
    kernel.dense(x, at['head'], at['headBias'], at['h'], n, width, relating, 0)
    for (let t = 0; t < n; t++) {
      const head = heads[t]
      const offered = head === n ? at['headRoot'] >> 2 : (at['h'] >> 2) + head * relating
      const apart =
        (at['relationDistance'] >> 2) + (head === n ? rootDistance : distanceClass(head, t)) * relating
      const own = (at['d'] >> 2) + t * relating
      const to = (at['g'] >> 2) + t * relating
      for (let i = 0; i < relating; i++)
        floats[to + i] = floats[own + i] + floats[offered + i] + floats[apart + i]
    }
    kernel.cut(at['g'], n * relating)
    kernel.dense(
      at['g'],
      at['relations'],
      at['relationsBias'],
      at['relationScores'],
      n,
      relating,
      this.relationStep,
      0,
    )
    for (let t = 0; t < n; t++) {
      if (heads[t] === n) {
        heads[t] = -1
        relations[t] = root
        continue
      }
      const from = (at['relationScores'] >> 2) + t * this.relationStep
      let best = root === 0 ? 1 : 0
      for (let c = best + 1; c < this.shape.relations; c++)
        if (c !== root && floats[from + c] > floats[from + best]) best = c
      relations[t] = best
    }
  }
}
