/**
 * The file of a trained network: "SLR1", the length of a header (32 bits, little-endian), the header as JSON, zeros up to a
 * multiple of eight, then the numbers of its tensors, each from a place that is a multiple of eight.
 */

/** Where a tensor stands, counted from the end of the header, and how its numbers are written. */
export interface TensorPlace {
  /**
   * `f32`: floats. `i8`: whole numbers from -127 to 127, and after them a float for each row that they are multiples of.
   * `q4`: blocks of 32 numbers of a row: a float of 16 bits, then 16 bytes with the first sixteen in their low halves and the
   * others in their high ones; a number is (half - 8) times the float.
   */
  type: 'f32' | 'i8' | 'q4'
  shape: number[]
  place: number
}

/** A matrix in whole numbers: row r, column c is values[r · columns + c] · scales[r]. */
export interface WholeMatrix {
  rows: number
  columns: number
  values: Int8Array
  scales: Float32Array
}

/** Rows of numbers of four bits. */
export interface PackedRows {
  rows: number
  columns: number
  /** Writes row r into `to` from `at` on. */
  read(r: number, to: Float32Array, at: number): void
}

/** An opened file: its header and its tensors by name. Throws an Error that names what does not fit. */
export class TensorFile<Header extends { tensors: Record<string, TensorPlace> }> {
  readonly header: Header
  readonly #bytes: Uint8Array
  readonly #start: number

  /** @param bytes the file, unpacked */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (bytes.length < 8 || view.getUint32(0, true) !== 0x31524c53)
      throw new Error('The reader’s model is damaged: it does not begin as one. Install Selon again.')
    const length = view.getUint32(4, true)
    this.header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Header
    this.#start = (8 + length + 7) & ~7
    this.#bytes = bytes
  }

  has(name: string): boolean {
    return Object.hasOwn(this.header.tensors, name)
  }

  floats(name: string): Float32Array {
    const { shape } = this.#find(name, 'f32')
    const count = shape.reduce((product, size) => product * size, 1)
    return this.#floats(this.#find(name, 'f32').place, count)
  }

  matrix(name: string): WholeMatrix {
    const { shape, place } = this.#find(name, 'i8')
    const [rows, columns] = shape
    const size = rows * columns
    const values = this.#slice(place, size)
    return {
      rows,
      columns,
      values: new Int8Array(values.buffer, values.byteOffset, size),
      scales: this.#floats((place + size + 7) & ~7, rows),
    }
  }

  packedRows(name: string): PackedRows {
    const { shape, place } = this.#find(name, 'q4')
    const [rows, columns] = shape
    const rowSize = (columns / 32) * 18
    const bytes = this.#slice(place, rows * rowSize)
    return {
      rows,
      columns,
      read: (r, to, at) => {
        let p = r * rowSize
        for (let c = 0; c < columns; c += 32, p += 18) {
          const scale = halfFloat(bytes[p] | (bytes[p + 1] << 8))
          for (let i = 0; i < 16; i++) {
            const both = bytes[p + 2 + i]
            to[at + c + i] = ((both & 15) - 8) * scale
            to[at + c + 16 + i] = ((both >> 4) - 8) * scale
          }
        }
      },
    }
  }

  #find(name: string, type: TensorPlace['type']): TensorPlace {
    const found = this.header.tensors[name]
    if (found?.type !== type)
      throw new Error(
        `The reader’s model has no "${name}" in ${type}: it is of another version. Install Selon again.`,
      )
    return found
  }

  #slice(place: number, size: number): Uint8Array {
    const from = this.#start + place
    if (from + size > this.#bytes.length)
      throw new Error('The reader’s model is cut short. Install Selon again.')
    return this.#bytes.subarray(from, from + size)
  }

  #floats(place: number, count: number): Float32Array {
    // Copied, since the bytes may stand at a place that floats cannot.
    return new Float32Array(new Uint8Array(this.#slice(place, count * 4)).buffer)
  }
}

/** A float of 16 bits (IEEE 754), in its exact value. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const power = (bits >> 10) & 31
  const rest = bits & 1023
  if (power === 0) return (sign * rest) / 2 ** 24
  return sign * 2 ** (power - 25) * (1024 + rest)
}
