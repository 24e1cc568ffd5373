import { int16sOf, uint16sOf, uint32sOf } from '../typed-views.ts'
import type { WordKnowledge } from './name-features.ts'

/** Labels of the tagger: O, then for each type B(egin), I(nside), L(ast), U(nit). */
export const nameTypes = ['PER', 'ORG', 'LOC', 'MISC'] as const
export type NameType = (typeof nameTypes)[number]
export const labelCount = 1 + 4 * nameTypes.length

export const begin = 0
export const inside = 1
export const lastOf = 2
export const unit = 3
export const labelOf = (type: number, part: number): number => 1 + type * 4 + part

/** Whether label `b` may follow label `a`. */
export function mayFollow(a: number, b: number): boolean {
  const open = a > 0 && ((a - 1) & 3) < lastOf
  const goesOn = b > 0 && (((b - 1) & 3) === inside || ((b - 1) & 3) === lastOf)
  return open ? goesOn && (a - 1) >> 2 === (b - 1) >> 2 : !goesOn
}

/** A table from a word's hash to a byte, with a 16-bit check against strangers. */
export class ByteTable {
  readonly mask: number
  readonly check: Uint16Array
  readonly value: Uint8Array

  constructor(bits: number, check?: Uint16Array, value?: Uint8Array) {
    this.mask = (1 << bits) - 1
    this.check = check ?? new Uint16Array(1 << bits)
    this.value = value ?? new Uint8Array(1 << bits)
  }

  /** 0 where the word is not in the table. */
  get(hash: number): number {
    const check = hash >>> 16
    for (let slot = Math.imul(hash, 0x9e3779b1) >>> 12, tries = 0; tries < 64; slot++, tries++) {
      const at = slot & this.mask
      if (this.value[at] === 0) return 0
      if (this.check[at] === check) return this.value[at]
    }
    return 0
  }

  /** `value` is 1–255. Where the table is crowded the word is left out. */
  set(hash: number, value: number): void {
    const check = hash >>> 16
    for (let slot = Math.imul(hash, 0x9e3779b1) >>> 12, tries = 0; tries < 64; slot++, tries++) {
      const at = slot & this.mask
      if (this.value[at] !== 0 && this.check[at] !== check) continue
      this.value[at] = value
      this.check[at] = check
      return
    }
  }
}

/** A trained tagger of names: weights of hashed features by label, transitions, and two tables about words. */
export interface NameModel {
  /** log2 of the number of buckets. */
  bits: number
  /** Bucket-major: weight of label y in bucket b stands at b * labelCount + y. */
  weights: Int16Array
  /** Weight of label b after label a at a * labelCount + b; row labelCount is the start of a sentence. */
  transitions: Int32Array
  listed: ByteTable
  clusters: ByteTable
}

const magic = 0x31534e53 // "SNS1"

/** Bytes of a model: header, transitions, tables, then the weights label by label, which compresses best. */
export function writeNameModel(model: NameModel): Uint8Array {
  const buckets = 1 << model.bits
  const tables = [model.listed, model.clusters]
  const size =
    16 +
    model.transitions.length * 4 +
    tables.reduce((sum, table) => sum + table.value.length * 3, 0) +
    2 * buckets * labelCount
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint8(4, model.bits)
  view.setUint8(5, labelCount)
  view.setUint8(6, Math.log2(model.listed.value.length))
  view.setUint8(7, Math.log2(model.clusters.value.length))
  let at = 16
  for (const weight of model.transitions) {
    view.setInt32(at, weight, true)
    at += 4
  }
  for (const table of tables) {
    bytes.set(table.value, at)
    at += table.value.length
    for (const check of table.check) {
      view.setUint16(at, check, true)
      at += 2
    }
  }
  // Low bytes first, then high bytes, which are nearly all 0: the sign is moved into the lowest bit for that.
  for (let part = 0; part < 2; part++)
    for (let y = 0; y < labelCount; y++)
      for (let b = 0; b < buckets; b++) {
        const weight = model.weights[b * labelCount + y]
        const folded = weight < 0 ? -2 * weight - 1 : 2 * weight
        bytes[at++] = part === 0 ? folded & 0xff : folded >> 8
      }
  return bytes
}

/** Weights that are not 0, bucket by bucket. */
export interface NameRows {
  /** Where the rows begin of each eight buckets, and of each bucket behind those; one more than there are buckets. */
  blocks: Uint32Array
  within: Uint8Array
  /** Of each weight its label and its value. */
  labels: Uint8Array
  values: Int16Array
}

/** A model as it is read: of most buckets most weights are 0, which take no room. */
export interface StoredNameModel extends Omit<NameModel, 'weights'> {
  rows: NameRows
}

const rowsMagic = 0x32534e53 // "SNS2"

/**
 * A model as {@link writeNameModel} wrote it, in the form that is read without unpacking: the weights that are not 0 by
 * bucket, for typed arrays to be laid over. Header and transitions, blocks, values, checks of the tables, their values,
 * places within the blocks, labels. Throws an Error where the bytes are of another kind.
 */
export function unpackNameModel(packed: Uint8Array): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (packed.length < 16 || view.getUint32(0, true) !== magic || view.getUint8(5) !== labelCount)
    throw new Error(
      'The names model is of another version: build the models again with this version of Selon.',
    )
  const buckets = 1 << view.getUint8(4)
  const begin = 16 + 4 * (labelCount + 1) * labelCount
  const lengths = [1 << view.getUint8(6), 1 << view.getUint8(7)]
  const planes = begin + 3 * (lengths[0] + lengths[1])
  const room = buckets * labelCount
  const blocks = new Uint32Array((buckets >> 3) + 1)
  const within = new Uint8Array(buckets + 1)
  const labels: number[] = []
  const values: number[] = []
  for (let bucket = 0; bucket < buckets; bucket++) {
    if ((bucket & 7) === 0) blocks[bucket >> 3] = labels.length
    within[bucket] = labels.length - blocks[bucket >> 3]
    // Planes hold one label after another: first all low bytes, then all high ones.
    for (let y = 0, k = planes + bucket; y < labelCount; y++, k += buckets) {
      const folded = packed[k] | (packed[k + room] << 8)
      if (folded === 0) continue
      labels.push(y)
      values.push(folded & 1 ? -((folded + 1) >> 1) : folded >> 1)
    }
  }
  blocks[buckets >> 3] = labels.length
  const tables = lengths.map((length, k) => begin + (k === 0 ? 0 : 3 * lengths[0]) + length)
  const size =
    begin + 4 * blocks.length + 2 * (values.length + lengths[0] + lengths[1]) + lengths[0] + lengths[1]
  const bytes = new Uint8Array(size + within.length + labels.length)
  const out = new DataView(bytes.buffer)
  bytes.set(packed.subarray(0, begin))
  out.setUint32(0, rowsMagic, true)
  out.setUint32(8, labels.length, true)
  let at = begin
  for (const block of blocks) {
    out.setUint32(at, block, true)
    at += 4
  }
  for (const value of values) {
    out.setInt16(at, value, true)
    at += 2
  }
  for (let k = 0; k < 2; k++) {
    bytes.set(packed.subarray(tables[k], tables[k] + 2 * lengths[k]), at)
    at += 2 * lengths[k]
  }
  for (let k = 0; k < 2; k++) {
    bytes.set(packed.subarray(tables[k] - lengths[k], tables[k]), at)
    at += lengths[k]
  }
  bytes.set(within, at)
  bytes.set(labels, at + within.length)
  return bytes
}

/**
 * Reads what {@link unpackNameModel} made, or {@link writeNameModel} wrote; `bytes` must not change afterwards. Throws an
 * Error where they are of another kind.
 */
export function readNameModel(bytes: Uint8Array): StoredNameModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 16 || view.getUint32(0, true) !== rowsMagic || view.getUint8(5) !== labelCount)
    return readNameModel(unpackNameModel(bytes))
  const bits = view.getUint8(4)
  const buckets = 1 << bits
  const lengths = [1 << view.getUint8(6), 1 << view.getUint8(7)]
  const weights = view.getUint32(8, true)
  let at = 16
  /** The place of a part of so many bytes. */
  const part = (length: number): number => {
    at += length
    return at - length
  }
  const transitions = (labelCount + 1) * labelCount
  const changes = new Int32Array(uint32sOf(bytes, part(4 * transitions), transitions))
  const blocks = uint32sOf(bytes, part((buckets >> 1) + 4), (buckets >> 3) + 1)
  const values = int16sOf(bytes, part(2 * weights), weights)
  const checks = lengths.map((length) => uint16sOf(bytes, part(2 * length), length))
  const tables = [0, 1].map((k) => {
    const from = part(lengths[k])
    return new ByteTable(view.getUint8(6 + k), checks[k], bytes.subarray(from, from + lengths[k]))
  })
  const within = part(buckets + 1)
  const labels = part(weights)
  if (at !== bytes.length)
    throw new Error(
      'The names model is damaged: its length is not what it says. Build the models again, or install Selon again.',
    )
  return {
    bits,
    transitions: changes,
    listed: tables[0],
    clusters: tables[1],
    rows: {
      blocks,
      within: bytes.subarray(within, labels),
      labels: bytes.subarray(labels),
      values,
    },
  }
}

export function knowledgeOf(
  model: Pick<NameModel, 'listed' | 'clusters'>,
  lexical: (low: string) => number,
  smallBodies: boolean,
): WordKnowledge {
  return {
    cluster: (hash) => model.clusters.get(hash),
    listed: (hash) => model.listed.get(hash),
    lexical,
    smallBodies,
  }
}
