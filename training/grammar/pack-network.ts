import { readFileSync } from 'node:fs'
import type { ByteWriter } from '../../src/engine/grammar/bytes.ts'
import { mostOfWeight } from '../../src/engine/grammar/kernel-memory.ts'
import { type NetworkShape, networkArrays } from '../../src/engine/grammar/network.ts'

/** A network as training/grammar/network.py leaves it. */
export interface TrainedNetwork {
  readonly shape: NetworkShape
  /** The features that have a vector, in the order of their rows. */
  readonly keys: Int32Array
  /** Their vectors, row by row. */
  readonly vectors: Float32Array
  /** Every array of `networkArrays`, row by row. */
  readonly arrays: ReadonlyMap<string, Float32Array>
}

/** Reads PATH.json and PATH.bin, which `network.py learn` writes. */
export function readNetwork(path: string): {
  network: TrainedNetwork
  bundles: string[]
  relations: string[]
} {
  const { shape, bundles, relations, keys, arrays } = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as {
    shape: NetworkShape
    bundles: string[]
    relations: string[]
    keys: number[]
    arrays: [string, number][]
  }
  const bytes = readFileSync(`${path}.bin`)
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  let at = 0
  const named = new Map<string, Float32Array>()
  for (const [name, count] of arrays) {
    named.set(name, numbers.subarray(at, at + count))
    at += count
  }
  return {
    network: { shape, keys: Int32Array.from(keys), vectors: numbers.subarray(at), arrays: named },
    bundles,
    relations,
  }
}

const bytesOf = (array: Int8Array | Int16Array | Int32Array | Float32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** Greatest magnitude among numbers. */
const greatest = (values: Float32Array): number => {
  let most = 0
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value)
  return most
}

/**
 * Writes a network as `Network` reads it: weights as twelve bits and other numbers as sixteen with one scale an array, vectors
 * of features as bytes with one scale a row.
 * @param steps into how many steps on each side of zero a vector's numbers are cut: fewer pack smaller
 */
export function writeNetwork(writer: ByteWriter, network: TrainedNetwork, steps: number): void {
  const { shape, keys, vectors } = network
  writer.string(JSON.stringify(shape))
  for (const { name, rows, columns, weights } of networkArrays(shape)) {
    const values = network.arrays.get(name)
    if (!values || values.length !== rows * columns)
      throw new Error(
        `The trained network's array "${name}" has ${values?.length ?? 0} numbers, not ${rows * columns}.`,
      )
    const scale = Math.fround(Math.max(greatest(values), 1e-9) / (weights ? mostOfWeight : 32767))
    writer.append(bytesOf(Float32Array.of(scale)))
    writer.append(bytesOf(Int16Array.from(values, (value) => Math.round(value / scale))))
  }
  writer.append(bytesOf(keys))
  const { width } = shape
  const scales = new Float32Array(keys.length)
  const packed = new Int8Array(vectors.length)
  keys.forEach((_, row) => {
    const vector = vectors.subarray(row * width, (row + 1) * width)
    // Half of its digits do for a scale, and pack smaller.
    const half = new Uint32Array(Float32Array.of(Math.max(greatest(vector), 1e-9) / steps).buffer)
    half[0] = (half[0] + 0xffff) & 0xffff0000
    const scale = new Float32Array(half.buffer)[0]
    scales[row] = scale
    for (let i = 0; i < width; i++) packed[row * width + i] = Math.round(vector[i] / scale)
  })
  writer.append(bytesOf(scales))
  writer.append(bytesOf(packed))
}
