import { int16sOf, int32sOf, uint32sOf } from '../typed-views.ts'
import type { ByteReader, ByteWriter } from './bytes.ts'
import type { NetworkKernel } from './kernel-loops.ts'
import { mostOfWeight, mostProducts } from './kernel-memory.ts'
import { mix } from './mix.ts'
import { networkKernel } from './network-kernel.ts'
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

/** One of a network's arrays: numbers that are added, or weights by which whole numbers are multiplied. */
export interface NetworkArray {
  readonly name: string
  readonly rows: number
  readonly columns: number
  readonly weights: boolean
}

/** The network's arrays in the order of the file, with their rows and columns; columns are padded to eights. */
export function networkArrays(shape: NetworkShape): NetworkArray[] {
  const { width, cells, tagging, attaching, relating } = shape
  const arrays: NetworkArray[] = []
  const add = (name: string, rows: number, columns: number) => {
    arrays.push({ name, rows, columns, weights: rows > 1 && name !== 'relationDistance' })
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
  // What a word's place in the tree says of its tag and features.
  add('treeTags', relating, shape.tags)
  add('treeBundles', relating, shape.bundles)
  return arrays
}

/**
 * Puts an array's weights where the kernel's `product` reads them (`weightPlace`). False where one is too great for it.
 * @param from first place in `halves`
 */
function layWeights(
  halves: Int16Array,
  from: number,
  values: Int16Array,
  rows: number,
  columns: number,
): boolean {
  let most = 0
  for (let row = 0, k = 0; row < rows; row++) {
    // As weightPlace(row, column, rows), its steps added up: a model has a million weights.
    const first = from + (row >> 1) * 16 + (row & 1)
    for (let column = 0; column < columns; column++, k++) {
      const value = values[k]
      if (value > most || value < -most) most = Math.abs(value)
      halves[first + (column >> 3) * rows * 8 + (column & 7) * 2] = value
    }
  }
  return most <= mostOfWeight
}

/** Lays rows out by their keys: each in the first free slot from its key's own on. */
function layKeys(keys: Int32Array, slots: Int32Array, rows: Int32Array): void {
  const last = slots.length - 1
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]
    let slot = key & last
    while (rows[slot] >= 0) slot = (slot + 1) & last
    slots[slot] = key
    rows[slot] = row
  }
}

/** How many slots the keys of features are laid out in: a power of two, at least twice as many. */
const slotsFor = (features: number): number => 2 ** Math.max(10, Math.ceil(Math.log2(features * 2)))

const tooGreat = (name: string) =>
  new Error(`The grammar's model is of another version: its "${name}" holds too great a weight.`)

/** How a network's file begins; where it was laid out, with the number of slots. */
type Head = NetworkShape & { slots?: number }

const bytesOf = (array: Int16Array | Int32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/**
 * Lays a network out anew: weights as the kernel reads them, keys in their slots, so that reading it is copying it.
 * @param reader at the beginning of what `training/grammar/pack-network.ts` writes
 * @param writer on a host that stores the lowest byte of a number first
 */
export function layNetwork(reader: ByteReader, writer: ByteWriter): void {
  const shape = JSON.parse(reader.string()) as NetworkShape
  const { features, width } = shape
  const slots = slotsFor(features)
  writer.string(JSON.stringify({ ...shape, slots }))
  for (const { name, rows, columns, weights } of networkArrays(shape)) {
    writer.append(reader.view(4))
    const values = reader.view(rows * columns * 2)
    writer.align()
    if (!weights) writer.append(values)
    else {
      const laid = new Int16Array(rows * eights(columns))
      if (!layWeights(laid, 0, int16sOf(values, 0, rows * columns), rows, columns)) throw tooGreat(name)
      writer.append(bytesOf(laid))
    }
  }
  const keys = int32sOf(reader.view(features * 4), 0, features)
  const keysLaid = new Int32Array(slots)
  const rowsLaid = new Int32Array(slots).fill(-1)
  layKeys(keys, keysLaid, rowsLaid)
  writer.align()
  writer.append(bytesOf(keysLaid))
  writer.append(bytesOf(rowsLaid))
  writer.append(reader.view(features * 4))
  writer.append(reader.view(features * width))
}

/** Forms whose vectors are kept at once. */
const mostForms = 8192

/**
 * Tags, features, heads and relations of the words of a sentence by one network: a word is the sum of the vectors of its
 * features; layers of cells with one gate run over the sentence both ways (the minimal gated unit of Feng et al. 2024);
 * heads are read off the last by the product of what a word seeks and what another offers (Dozat and Manning 2017) with the
 * distance between them, and the best tree is taken of those; tags are read off the layer before and off the word's place in
 * the tree.
 */
export class Network {
  readonly shape: NetworkShape
  readonly #kernel: NetworkKernel
  /** Places of the arrays in memory, in bytes. */
  readonly #at: Record<string, number> = {}
  /** What the whole numbers of the weights are multiples of. */
  readonly #scaleOf: Record<string, number> = {}
  /** Rows of feature vectors by the feature's hash: keys and rows, probed in turn. */
  readonly #keys: Int32Array
  readonly #rows: Int32Array
  readonly #vectors: Int8Array
  readonly #scales: Float32Array
  readonly #sum: Float64Array
  /** How many words' vectors are kept, and how often all were forgotten, from 1. */
  #kept = 0
  #age = 1
  readonly #headWidth: number
  /** Scores of the tags and of the bundles: word by word, in rows of these widths. */
  readonly tagStep: number
  readonly bundleStep: number
  readonly relationStep: number

  /** Reads what `training/grammar/pack-network.ts` writes, or `layNetwork` made of it. */
  constructor(reader: ByteReader) {
    const { slots, ...shape } = JSON.parse(reader.string()) as Head
    this.shape = shape
    this.tagStep = eights(shape.tags)
    this.bundleStep = eights(shape.bundles)
    this.relationStep = eights(shape.relations)
    this.#headWidth = eights(mostTogether + 1)
    const arrays = networkArrays(shape)
    const { width, cells, tagging, attaching, relating } = shape
    if (Math.max(width, 2 * cells, tagging, relating) > mostProducts)
      throw new Error(`A network may be at most ${mostProducts} numbers wide: sums would not fit 32 bits.`)
    let size = 64
    const room = (name: string, count: number): void => {
      this.#at[name] = size
      size += Math.ceil(count / 8) * 32
    }
    for (const { name, rows, columns } of arrays) room(name, rows * eights(columns))
    const most = mostTogether + 1
    room('none', Math.max(this.tagStep, this.bundleStep))
    room('apart', 2 * this.#headWidth)
    room('offer', this.#headWidth)
    room('rows', most)
    room('forms', mostForms * width)
    room('x', most * width)
    room('whole', most * Math.max(width, 2 * cells))
    room('scales', most)
    room('u', most * 4 * cells)
    room('c', most * 2 * cells)
    room('t', most * tagging)
    room('tagScores', most * this.tagStep)
    room('bundleScores', most * this.bundleStep)
    room('q', most * attaching)
    room('k', most * attaching)
    room('across', attaching * this.#headWidth)
    room('arcs', most * this.#headWidth)
    room('d', most * relating)
    room('h', most * relating)
    room('relationScores', most * this.relationStep)
    this.#kernel = networkKernel(size)
    const { floats, halves } = this.#kernel
    for (const { name, rows, columns, weights } of arrays) {
      const scale = reader.float()
      const step = eights(columns)
      this.#scaleOf[name] = scale
      if (slots !== undefined) reader.align()
      if (slots !== undefined && weights) {
        halves.set(int16sOf(reader.view(rows * step * 2), 0, rows * step), this.#at[name] >> 1)
        continue
      }
      const values = int16sOf(reader.view(rows * columns * 2), 0, rows * columns)
      if (weights) {
        if (!layWeights(halves, this.#at[name] >> 1, values, rows, columns)) throw tooGreat(name)
        continue
      }
      const from = this.#at[name] >> 2
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++)
          floats[from + row * step + column] = values[row * columns + column] * scale
    }
    const distance = this.#at['distance'] >> 2
    for (let apart = -mostTogether; apart <= mostTogether; apart++)
      floats[(this.#at['apart'] >> 2) + mostTogether + apart] = floats[distance + distanceClass(apart, 0)]
    const { features } = shape
    if (slots === undefined) {
      this.#keys = new Int32Array(slotsFor(features))
      this.#rows = new Int32Array(slotsFor(features)).fill(-1)
      layKeys(int32sOf(reader.view(features * 4), 0, features), this.#keys, this.#rows)
    } else {
      reader.align()
      this.#keys = int32sOf(reader.view(slots * 4), 0, slots)
      this.#rows = int32sOf(reader.view(slots * 4), 0, slots)
    }
    this.#scales = new Float32Array(uint32sOf(reader.view(features * 4), 0, features).slice().buffer)
    // Laid over the model's own bytes: they are most of it.
    const vectors = reader.view(features * width)
    this.#vectors = new Int8Array(vectors.buffer, vectors.byteOffset, vectors.length)
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

  /** Place of a word's vector in bytes. Depends on the form alone, so it is kept. */
  #formAt(word: Word): number {
    if (word.age === this.#age) return word.place
    const { width } = this.shape
    const { floats } = this.#kernel
    const place = this.#at['forms'] + 4 * this.#kept++ * width
    word.place = place
    word.age = this.#age
    const sum = this.#sum
    const bias = this.#at['bias'] >> 2
    for (let i = 0; i < width; i++) sum[i] = floats[bias + i]
    for (let feature = 0; feature < wordFeatures.length; feature++) {
      const row = this.#row(featureOf(word, feature))
      if (row < 0) continue
      const scale = this.#scales[row]
      for (let i = 0, from = row * width; i < width; i++) sum[i] += scale * this.#vectors[from + i]
    }
    for (let i = 0; i < width; i++) floats[(place >> 2) + i] = sum[i]
    return place
  }

  /** Makes the n rows at x whole numbers, for `#times`. */
  #whole(x: number, n: number, width: number): void {
    this.#kernel.quantise(x, this.#at['whole'], this.#at['scales'], n, width)
  }

  /** The product of the n rows that are whole numbers with the weights of a name, its bias and, where `add`, what is there. */
  #times(name: string, bias: string, y: string, n: number, width: number, out: number, add = 0): void {
    const at = this.#at
    this.#kernel.product(
      at['whole'],
      at['scales'],
      at[name],
      this.#scaleOf[name],
      at[bias],
      at[y],
      n,
      width,
      out,
      add,
    )
  }

  /**
   * Reads words[from, to), at most `mostTogether`, for `attach`.
   * @param begins whether the first of them begins the sentence
   */
  read(words: readonly Word[], from: number, to: number, begins: boolean): void {
    const { width, cells, layers, tagging } = this.shape
    const kernel = this.#kernel
    const { floats, integers } = kernel
    const at = this.#at
    const n = to - from
    if (this.#kept + n > mostForms) {
      this.#kept = 0
      this.#age++
    }
    const rows = at['rows'] >> 2
    for (let t = 0; t < n; t++) integers[rows + t] = this.#formAt(words[from + t])
    kernel.gather(at['rows'], at['x'], n, width)
    const x = at['x'] >> 2
    if (begins) for (let i = 0; i < width; i++) floats[x + i] += floats[(at['first'] >> 2) + i]
    kernel.cut(at['x'], n * width)
    for (let layer = 0; layer < layers; layer++) {
      this.#whole(at['x'], n, width)
      this.#times(`in${layer}`, `inBias${layer}`, 'u', n, width, 4 * cells)
      kernel.recur(at['u'], at['c'], n, cells)
      this.#whole(at['c'], n, 2 * cells)
      this.#times(`out${layer}`, `outBias${layer}`, 'x', n, 2 * cells, width, 1)
      if (layer === Math.max(0, layers - 2)) {
        this.#whole(at['x'], n, width)
        this.#times('tagging', 'taggingBias', 't', n, width, tagging)
      }
    }
    kernel.cut(at['t'], n * tagging)
    this.#whole(at['t'], n, tagging)
    this.#times('tags', 'tagsBias', 'tagScores', n, tagging, this.tagStep)
    this.#times('bundles', 'bundlesBias', 'bundleScores', n, tagging, this.bundleStep)
  }

  /** The best tag of word t among those read and attached. */
  tag(t: number): number {
    const { floats } = this.#kernel
    const from = (this.#at['tagScores'] >> 2) + t * this.tagStep
    let best = 0
    for (let c = 1; c < this.shape.tags; c++) if (floats[from + c] > floats[from + best]) best = c
    return best
  }

  /**
   * The best of some bundles for word t among those read and attached: of those whose mode is one of the bits of `modes`, where there are
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
   * Heads and relations of the n words read, and with them what `tag` and `bundle` choose by.
   * @param heads filled with the place of each word's head among them, -1 for the root
   * @param root the relation "root", which the root's dependent has and no other
   */
  attach(n: number, root: number, heads: Int32Array, relations: Int32Array): void {
    const { width, attaching, relating } = this.shape
    const kernel = this.#kernel
    const { floats, integers } = kernel
    const at = this.#at
    const x = at['x']
    this.#whole(x, n, width)
    this.#times('query', 'queryBias', 'q', n, width, attaching)
    this.#times('key', 'keyBias', 'k', n, width, attaching)
    this.#times('dependent', 'dependentBias', 'd', n, width, relating)
    this.#times('head', 'headBias', 'h', n, width, relating)
    floats.copyWithin((at['k'] >> 2) + n * attaching, at['keyRoot'] >> 2, (at['keyRoot'] >> 2) + attaching)
    // What each word offers as a head.
    const offer = at['offer'] >> 2
    const headiness = at['headiness'] >> 2
    for (let h = 0; h < n; h++) {
      let sum = 0
      for (let i = 0; i < width; i++) sum += floats[(x >> 2) + h * width + i] * floats[headiness + i]
      floats[offer + h] = sum
    }
    const step = eights(n + 1)
    kernel.attachments(
      at['q'],
      at['k'],
      at['offer'],
      at['apart'] + 4 * (mostTogether - (n - 1)),
      floats[(at['distance'] >> 2) + rootDistance],
      at['across'],
      at['arcs'],
      n,
      attaching,
      step,
    )
    bestTree(floats, at['arcs'] >> 2, step, n, heads)
    const rows = at['rows'] >> 2
    for (let t = 0; t < n; t++)
      integers[rows + t] = heads[t] === n ? at['headRoot'] : at['h'] + 4 * heads[t] * relating
    kernel.addRows(at['rows'], at['d'], n, relating)
    for (let t = 0; t < n; t++) {
      const apart = heads[t] === n ? rootDistance : distanceClass(heads[t], t)
      integers[rows + t] = at['relationDistance'] + 4 * apart * relating
    }
    kernel.addRows(at['rows'], at['d'], n, relating)
    kernel.cut(at['d'], n * relating)
    this.#whole(at['d'], n, relating)
    this.#times('relations', 'relationsBias', 'relationScores', n, relating, this.relationStep)
    this.#times('treeTags', 'none', 'tagScores', n, relating, this.tagStep, 1)
    this.#times('treeBundles', 'none', 'bundleScores', n, relating, this.bundleStep, 1)
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
