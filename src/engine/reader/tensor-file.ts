import type { BytesInParts } from '../resources.ts'

/** A tensor of a safetensors file: how its numbers are written, its shape, and where it begins and ends behind the header. */
interface TensorPlace {
  dtype: string
  shape: number[]
  data_offsets: [number, number]
}

/** A matrix in whole numbers: row r, column c is values[r · columns + c] · scales[r]. */
export interface WholeMatrix {
  rows: number
  columns: number
  values: Int8Array
  scales: Float32Array
}

/** Rows of numbers of four bits. Those that are asked for often are kept. */
export interface PackedRows {
  rows: number
  columns: number
  /** Writes row r into `to` from `at` on. */
  read(r: number, to: Float32Array, at: number): void
}

/** Bytes that are in memory. */
const inMemory = (bytes: Uint8Array): BytesInParts => ({
  length: bytes.length,
  view: (from, to) => bytes.subarray(from, to),
  read: (from, into) => into.set(bytes.subarray(from, from + into.length)),
})

/** Packed rows kept, each in the place that the lowest bits of its number say: common pieces have low numbers. */
const rowsKept = 4096

const bytesOf: Readonly<Record<string, number>> = { F32: 4, F16: 2, I8: 1, U8: 1 }

/**
 * A trained network's file in the safetensors format: eight bytes with the length of the header (little-endian), the header
 * as JSON, then the numbers. Matrices stand in whole numbers of 8 bits (NAME.int8) with a float for each row (NAME.scale);
 * embeddings in four bits (NAME.four_bit, NAME.scale): of 32 numbers that share a scale of 16 bits the first sixteen in the
 * low halves of sixteen bytes and the others in the high ones, a number being (half - 8) times the scale.
 * Throws an Error with a sentence where something is not there or does not fit.
 */
export class TensorFile {
  readonly #tensors: Record<string, TensorPlace>
  readonly #metadata: Record<string, string>
  readonly #file: BytesInParts
  readonly #start: number
  readonly #name: string

  /**
   * @param given the file, unpacked, or what reads it in parts: of matrices and packed rows then nothing stays in memory but
   *   what is asked for
   * @param name of the model, as it stands in a sentence
   */
  constructor(given: Uint8Array | BytesInParts, name = 'The reader’s model') {
    this.#name = name
    const file = given instanceof Uint8Array ? inMemory(given) : given
    const first = file.view(0, Math.min(8, file.length))
    const length =
      first.length < 8 ? 0 : Number(new DataView(first.buffer, first.byteOffset).getBigUint64(0, true))
    if (length < 2 || length > file.length - 8) throw this.#damaged('no such model')
    let header: Record<string, unknown>
    try {
      header = JSON.parse(new TextDecoder().decode(file.view(8, 8 + length))) as Record<string, unknown>
    } catch {
      throw this.#damaged('no such model')
    }
    const { __metadata__: metadata, ...tensors } = header
    this.#metadata = (metadata ?? {}) as Record<string, string>
    this.#tensors = tensors as Record<string, TensorPlace>
    this.#start = 8 + length
    this.#file = file
    for (const {
      dtype,
      shape,
      data_offsets: [from, to],
    } of Object.values(this.#tensors)) {
      if (this.#start + to > file.length) throw this.#damaged('cut short')
      if (to - from !== shape.reduce((a, b) => a * b, 1) * (bytesOf[dtype] ?? 0))
        throw this.#damaged('damaged')
    }
  }

  #damaged(how: string): Error {
    return new Error(`${this.#name} is ${how}: install Selon again.`)
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#tensors, name)
  }

  shape(name: string): readonly number[] {
    return this.#find(name).shape
  }

  /** JSON that stands beside the tensors. */
  about<T>(name: string): T {
    const text = this.#metadata[name]
    if (text === undefined) throw this.#damaged(`without "${name}", of another version`)
    return JSON.parse(text) as T
  }

  /** A tensor's numbers: where it can be, the file's own memory, which is not to be written to. */
  floats(name: string): Float32Array {
    const { dtype } = this.#find(name)
    const bytes = this.#slice(name)
    if (dtype === 'F32')
      // Copied only where they stand at a place that floats cannot.
      return bytes.byteOffset % 4 === 0
        ? new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
        : new Float32Array(new Uint8Array(bytes).buffer)
    const numbers = new Float32Array(bytes.length >> 1)
    for (let i = 0; i < numbers.length; i++) numbers[i] = halfFloat(bytes[2 * i] | (bytes[2 * i + 1] << 8))
    return numbers
  }

  matrix(name: string): WholeMatrix {
    const [rows, columns] = this.#find(`${name}.int8`).shape
    const bytes = this.#slice(`${name}.int8`)
    return {
      rows,
      columns,
      values: new Int8Array(bytes.buffer, bytes.byteOffset, rows * columns),
      scales: this.floats(`${name}.scale`),
    }
  }

  /** Puts the whole numbers of a matrix, without their scales, where they are wanted. */
  readWhole(name: string, into: Int8Array): void {
    const [from] = this.#find(`${name}.int8`).data_offsets
    this.#file.read(this.#start + from, new Uint8Array(into.buffer, into.byteOffset, into.length))
  }

  packedRows(name: string): PackedRows {
    const file = this.#file
    const {
      shape: [rows, blocks],
      data_offsets: [halves],
    } = this.#find(`${name}.four_bit`)
    const {
      dtype,
      data_offsets: [scales, end],
    } = this.#find(`${name}.scale`)
    if (dtype !== 'F16' || end - scales !== rows * blocks * 2) throw this.#damaged('damaged')
    const start = this.#start
    const width = blocks * 18
    const numbers = new Int32Array(rowsKept).fill(-1)
    const kept = new Uint8Array(rowsKept * width)
    return {
      rows,
      columns: blocks * 32,
      // Left as they are: a text asks for few of the rows.
      read: (r, to, at) => {
        const place = r % rowsKept
        const from = place * width
        const scalesFrom = from + blocks * 16
        if (numbers[place] !== r) {
          numbers[place] = -1
          file.read(start + halves + r * blocks * 16, kept.subarray(from, scalesFrom))
          file.read(start + scales + r * blocks * 2, kept.subarray(scalesFrom, from + width))
          numbers[place] = r
        }
        for (let b = 0; b < blocks; b++, at += 32) {
          const scale = halfFloat(kept[scalesFrom + 2 * b] | (kept[scalesFrom + 2 * b + 1] << 8))
          for (let i = 0; i < 16; i++) {
            const both = kept[from + b * 16 + i]
            to[at + i] = ((both & 15) - 8) * scale
            to[at + 16 + i] = ((both >> 4) - 8) * scale
          }
        }
      },
    }
  }

  #find(name: string): TensorPlace {
    const found = this.#tensors[name]
    if (!found) throw this.#damaged(`without "${name}", of another version`)
    return found
  }

  #slice(name: string): Uint8Array {
    const [from, to] = this.#find(name).data_offsets
    return this.#file.view(this.#start + from, this.#start + to)
  }
}

/** A float of 16 bits (IEEE 754), in its exact value. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const power = (bits >> 10) & 31
  const rest = bits & 1023
  if (power === 0) return (sign * rest) / 2 ** 24
  return sign * powers[power] * (1024 + rest)
}

/** Two to the power of each exponent of a float of 16 bits, of whole numbers as its fraction is written here. */
const powers = Float64Array.from({ length: 32 }, (_, power) => 2 ** (power - 25))
