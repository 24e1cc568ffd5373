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

/** A model as it is read: a report asks for a few thousand of its buckets, so each is unfolded when first asked for. */
export interface StoredNameModel extends NameModel {
  /** For each bucket 1 where its weights stand in `weights`; 0 where `unfold` must be called first. */
  unfolded: Uint8Array
  /** Fills the weights of one bucket. */
  unfold(bucket: number): void
}

/** Whether this host stores the lowest byte of a number first, as models do. */
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** bytes[at, at + 2 * length) as numbers: the same memory where the host allows, else a copy. */
function readUint16s(bytes: Uint8Array, at: number, length: number): Uint16Array {
  const from = bytes.byteOffset + at
  if (littleEndian && from % 2 === 0) return new Uint16Array(bytes.buffer, from, length)
  const numbers = new Uint16Array(length)
  for (let i = 0; i < length; i++) numbers[i] = bytes[at + 2 * i] | (bytes[at + 2 * i + 1] << 8)
  return numbers
}

/**
 * Reads what {@link writeNameModel} wrote; `bytes` must not change afterwards. Throws an Error where they are of another
 * kind.
 */
export function readNameModel(bytes: Uint8Array): StoredNameModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 16 || view.getUint32(0, true) !== magic || view.getUint8(5) !== labelCount)
    throw new Error(
      'The names model is of another version: build the models again with this version of Selon.',
    )
  const bits = view.getUint8(4)
  let at = 16
  const transitions = new Int32Array((labelCount + 1) * labelCount)
  for (let i = 0; i < transitions.length; i++) {
    transitions[i] = view.getInt32(at, true)
    at += 4
  }
  const table = (tableBits: number): ByteTable => {
    const length = 1 << tableBits
    const value = bytes.subarray(at, at + length)
    const check = readUint16s(bytes, at + length, length)
    at += 3 * length
    return new ByteTable(tableBits, check, value)
  }
  const listed = table(view.getUint8(6))
  const clusters = table(view.getUint8(7))
  const buckets = 1 << bits
  const room = buckets * labelCount
  const weights = new Int16Array(room)
  const unfolded = new Uint8Array(buckets)
  const low = at
  const high = at + room
  const unfold = (bucket: number): void => {
    unfolded[bucket] = 1
    // Planes hold one label after another, the table one bucket after another.
    for (let y = 0, k = bucket; y < labelCount; y++, k += buckets) {
      const folded = bytes[low + k] | (bytes[high + k] << 8)
      if (folded !== 0) weights[bucket * labelCount + y] = folded & 1 ? -((folded + 1) >> 1) : folded >> 1
    }
  }
  return { bits, weights, transitions, listed, clusters, unfolded, unfold }
}

export function knowledgeOf(
  model: NameModel,
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
