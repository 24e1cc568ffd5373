/** Numbers as bits, those that are small in few of them (Golomb–Rice). */

export class BitWriter {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bits: number) {
    this.#bytes = new Uint8Array(Math.ceil(bits / 8))
  }

  /** @param bits at most 32 */
  write(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit--) {
      if ((value >>> bit) & 1) this.#bytes[this.#at >> 3] |= 128 >> (this.#at & 7)
      this.#at++
    }
  }

  /** A number of which the last bits stand as they are, and what is above them as so many ones. */
  writeRice(number: number, low: number): void {
    const high = Math.floor(number / 2 ** low)
    for (let k = 0; k < high; k++) this.write(1, 1)
    this.write(0, 1)
    this.write(number % 2 ** low, low)
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }
}

export class BitReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(bits: number): number {
    let value = 0
    let left = bits
    while (left > 0) {
      const inByte = 8 - (this.#at & 7)
      const taken = Math.min(inByte, left)
      const byte = this.#bytes[this.#at >> 3] ?? 0
      value = value * 2 ** taken + ((byte >> (inByte - taken)) & ((1 << taken) - 1))
      this.#at += taken
      left -= taken
    }
    return value
  }

  /** Bytes that have been read, the last of them perhaps in part. */
  get bytesRead(): number {
    return (this.#at + 7) >> 3
  }

  readRice(low: number): number {
    const bytes = this.#bytes
    const from = this.#at
    let at = from
    // Behind the end there are only zeros.
    while (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) at++
    this.#at = at + 1
    return (at - from) * 2 ** low + this.read(low)
  }
}

/** Bits that numbers take where so many bits of each are written as they are. */
export const lengthOf = (numbers: readonly number[], low: number) =>
  numbers.reduce((sum, number) => sum + Math.floor(number / 2 ** low) + 1 + low, 0)

/** Of how many bits to write as they are the numbers take the least. */
export function cheapest(numbers: readonly number[]): number {
  let best = 0
  for (let low = 1; low < 20; low++) if (lengthOf(numbers, low) < lengthOf(numbers, best)) best = low
  return best
}
