/**
 * Decisions between two possibilities as bytes, in as few as their chances allow (a binary range coder). Encoder and decoder
 * learn alike from each decision, in whole numbers: the same bytes on every machine.
 */

/** Chances are of 65,536, and cut to 4096 where they are used. */
const whole = 65_536
const precision = 4096
/** How fast a chance follows what comes: by one part in so many, few at first. */
const slowest = 60
const leastRange = 2 ** 24

const shares = Int32Array.from({ length: slowest + 1 }, (_, n) =>
  Math.floor((precision * 10) / (10 * n + 16)),
)

/** The chances of many kinds of decisions, each in a slot. */
export class Chances {
  /** That a decision is 1, of 65,536. */
  readonly ones: Uint16Array
  /** How often each was met, as far as that counts. */
  readonly met: Uint8Array

  /** They are learned from, and changed by it. */
  constructor(ones: Uint16Array, met: Uint8Array) {
    this.ones = ones
    this.met = met
  }

  /** The chance of 1, of 4096: neither is ever impossible. */
  of(slot: number): number {
    const chance = this.ones[slot] >> 4
    return chance < 1 ? 1 : chance > precision - 1 ? precision - 1 : chance
  }

  learn(slot: number, bit: number): void {
    const met = this.met[slot]
    const one = this.ones[slot]
    this.ones[slot] = one + ((((bit === 1 ? whole - 1 : 0) - one) * shares[met]) >> 12)
    if (met < slowest) this.met[slot] = met + 1
  }
}

/** Writes decisions, or reads them: whoever uses it does the same both ways. */
export interface BitCoder {
  /** True where it writes. */
  readonly writes: boolean
  /** A decision of a kind; where it is read, `bit` is not looked at. */
  bit(slot: number, bit: number): number
  /** A decision of which nothing is known beforehand. */
  even(bit: number): number
}

export class RangeWriter implements BitCoder {
  readonly writes = true
  readonly #chances: Chances
  #bytes = new Uint8Array(4096)
  #length = 0
  #low = 0
  #range = 2 ** 32 - 1
  /** The byte that a carry may still change, and how many of 255 stand behind it. */
  #last = 0
  #pending = 0

  constructor(chances: Chances) {
    this.#chances = chances
  }

  bit(slot: number, bit: number): number {
    const bound = (this.#range >>> 12) * this.#chances.of(slot)
    if (bit === 1) this.#range = bound
    else {
      this.#low += bound
      this.#range -= bound
    }
    this.#chances.learn(slot, bit)
    while (this.#range < leastRange) this.#shift()
    return bit
  }

  even(bit: number): number {
    const half = this.#range >>> 1
    if (bit === 1) this.#range = half
    else {
      this.#low += half
      this.#range -= half
    }
    while (this.#range < leastRange) this.#shift()
    return bit
  }

  /** All that was decided; nothing may be written afterwards. */
  end(): Uint8Array {
    for (let k = 0; k < 5; k++) this.#shift()
    let length = this.#length
    // Behind the end whoever reads finds zeros.
    while (length > 1 && this.#bytes[length - 1] === 0) length--
    // The first is always 0.
    return this.#bytes.slice(1, Math.max(length, 1))
  }

  #shift(): void {
    if (this.#low < 0xff000000 || this.#low >= 2 ** 32) {
      const carry = this.#low >= 2 ** 32 ? 1 : 0
      this.#put(this.#last + carry)
      for (; this.#pending > 0; this.#pending--) this.#put(255 + carry)
      this.#last = Math.floor(this.#low / leastRange) & 255
    } else this.#pending++
    this.#low = (this.#low % leastRange) * 256
    this.#range *= 256
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[this.#length++] = byte & 255
  }
}

export class RangeReader implements BitCoder {
  readonly writes = false
  readonly #chances: Chances
  readonly #bytes: Uint8Array
  #at = 0
  #code = 0
  #range = 2 ** 32 - 1

  constructor(chances: Chances, bytes: Uint8Array) {
    this.#chances = chances
    this.#bytes = bytes
    for (let k = 0; k < 4; k++) this.#code = this.#code * 256 + this.#next()
  }

  bit(slot: number): number {
    const bound = (this.#range >>> 12) * this.#chances.of(slot)
    const bit = this.#code < bound ? 1 : 0
    if (bit === 1) this.#range = bound
    else {
      this.#code -= bound
      this.#range -= bound
    }
    this.#chances.learn(slot, bit)
    while (this.#range < leastRange) this.#shift()
    return bit
  }

  even(): number {
    const half = this.#range >>> 1
    const bit = this.#code < half ? 1 : 0
    if (bit === 1) this.#range = half
    else {
      this.#code -= half
      this.#range -= half
    }
    while (this.#range < leastRange) this.#shift()
    return bit
  }

  #shift(): void {
    this.#code = this.#code * 256 + this.#next()
    this.#range *= 256
  }

  #next(): number {
    return this.#at < this.#bytes.length ? this.#bytes[this.#at++] : 0
  }
}
