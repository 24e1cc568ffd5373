/** Reads the parts of a model file in order. Numbers are little-endian, small ones in seven-bit groups. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** How many bytes were read. */
  get at(): number {
    return this.#at
  }

  byte(): number {
    return this.#bytes[this.#at++]
  }

  /** Passes over what fills the file up to a multiple of four bytes. */
  align(): void {
    this.#at = (this.#at + 3) & ~3
  }

  /** An unsigned number in seven-bit groups, lowest first. */
  number(): number {
    let value = 0
    let factor = 1
    for (;;) {
      const byte = this.#bytes[this.#at++]
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
  }

  /** The next `length` bytes, not copied. */
  view(length: number): Uint8Array {
    const view = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return view
  }

  /** A number of four bytes. */
  float(): number {
    const view = this.view(4)
    return new DataView(view.buffer, view.byteOffset, 4).getFloat32(0, true)
  }

  /** A UTF-8 string behind its length in bytes. */
  string(): string {
    return new TextDecoder().decode(this.view(this.number()))
  }
}

/** Writes what ByteReader reads. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16)
  #length = 0

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1)
    this.#bytes[this.#length++] = value
  }

  number(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.byte((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.byte(rest)
  }

  append(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  string(text: string): void {
    const bytes = new TextEncoder().encode(text)
    this.number(bytes.length)
    this.append(bytes)
  }

  /** Fills up to a multiple of four bytes. */
  align(): void {
    while (this.#length % 4 !== 0) this.byte(0)
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #grow(room: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + room))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}
