import type { Language, PlaceKind } from '../../contract/analysis.ts'
import type { Resources } from '../resources.ts'
import { placeKey } from './place-key.ts'

/** Order of the kinds in the packed file. */
export const packedKinds: readonly PlaceKind[] = ['country', 'region', 'city', 'water', 'facility', 'area']

/** What a town is to its country: an ordinary one, a second-level seat, a first-level seat, the capital. */
export type Seat = 0 | 1 | 2 | 3

/** One reading of a name. */
export interface Candidate {
  /** Rank among all places, 0 the weightiest; identifies the place. */
  readonly index: number
  /** Usual English or local name. */
  readonly name: string
  readonly kind: PlaceKind
  /** Degrees north. */
  readonly latitude: number
  /** Degrees east. */
  readonly longitude: number
  /** ISO 3166-1 alpha-2; '' for what no one country holds. */
  readonly country: string
  /** Number of the first-level division it is or lies in; 0 where unknown. */
  readonly division: number
  /** Number of the second-level division it is or lies in; 0 where unknown. */
  readonly district: number
  /** Inhabitants, to three figures; 0 where unknown. */
  readonly population: number
  /** GeoNames id; 0 where unknown. */
  readonly geonames: number
  readonly seat: Seat
  /** A part of a town. */
  readonly quarter: boolean
  /** The name asked for is its main name, not an alias. */
  readonly main: boolean
  /** The name asked for is an acronym, to be believed in capitals alone. */
  readonly acronym: boolean
}

export const recordSize = 20
export const headerSize = 40
export const blockLength = 16

/**
 * The places of the world by name, searched in place in the packed bytes of `models/places.bin` (made by
 * scripts/build-gazetteer.ts, which describes the layout). The bytes are asked for at the first lookup only.
 */
export class Gazetteer {
  readonly #resources: Resources
  readonly #known = new Map<string, readonly Candidate[]>()
  #bytes: Uint8Array | undefined
  #names = 0
  #countries = 0
  #blocks = 0
  #blockCount = 0
  #keys = 0
  #divisions = 0
  #codes: readonly string[] = []

  constructor(resources: Resources) {
    this.#resources = resources
  }

  /**
   * Every place that goes by a name, the weightiest first (countries and regions, then towns by inhabitants).
   * @param name as written: case, accents, hyphens and apostrophes do not matter
   * @param language takes the names that hold in one language alone first ("Amérique" is the United States in French)
   */
  lookup(name: string, language?: Language): readonly Candidate[] {
    const key = placeKey(name)
    if (key === '' || key.length > 60) return []
    const asked = language ? `${language}:${key}` : key
    const known = this.#known.get(asked)
    if (known) return known
    let found = this.#find(key)
    if (language) {
      const own = this.#find(asked)
      if (own.length > 0) found = own
    }
    // Bounded: a hostile text has any number of names.
    if (this.#known.size > 20000) this.#known.clear()
    this.#known.set(asked, found)
    return found
  }

  /** The states and provinces that a postal code of two capitals stands for: "ME", "WA" (two of them). */
  postal(code: string): readonly Candidate[] {
    return this.#find(`post:${code.toLowerCase()}`)
  }

  /** Whether any place goes by the name. */
  has(name: string, language?: Language): boolean {
    return this.lookup(name, language).length > 0
  }

  /**
   * The first-level region that a place is or lies in: GeoNames' code with the country before it ("US.TX"), and its name
   * where it is known.
   */
  firstLevel(place: Candidate): { code: string; name: string | undefined } | undefined {
    if (place.division === 0) return undefined
    const bytes = this.#open()
    const at = this.#divisions + 2 + (place.division - 1) * 3
    const index = bytes[at] + bytes[at + 1] * 256 + bytes[at + 2] * 65536
    return {
      code: this.#codes[place.division - 1],
      name: index === 0 ? undefined : this.#record(bytes, index - 1, true, false).name,
    }
  }

  #open(): Uint8Array {
    if (this.#bytes) return this.#bytes
    const bytes = this.#resources.bytes('places')
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (bytes.length < headerSize || view.getUint32(0, true) !== 0x31475053)
      throw new Error('The gazetteer "places" is damaged: build it again with "npm run build:gazetteer".')
    this.#names = view.getUint32(8, true)
    this.#countries = view.getUint32(12, true)
    this.#blocks = view.getUint32(16, true)
    this.#blockCount = view.getUint32(20, true)
    this.#keys = view.getUint32(24, true)
    this.#divisions = view.getUint32(28, true)
    const count = view.getUint16(this.#divisions, true)
    let codes = ''
    for (let i = this.#divisions + 2 + count * 3; i < bytes.length; i++)
      codes += String.fromCharCode(bytes[i])
    this.#codes = codes.split('\n')
    this.#bytes = bytes
    return bytes
  }

  #find(key: string): readonly Candidate[] {
    const bytes = this.#open()
    let low = 0
    let high = this.#blockCount
    // The last block whose first key is not above the one sought.
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#compareFirst(bytes, middle, key) <= 0) low = middle + 1
      else high = middle
    }
    if (low === 0) return []
    let at = this.#blockStart(bytes, low - 1)
    let current = ''
    const end = low < this.#blockCount ? this.#blockStart(bytes, low) : this.#divisions
    while (at < end) {
      const shared = bytes[at++]
      const length = bytes[at++]
      let suffix = ''
      for (let i = 0; i < length; i++) suffix += String.fromCharCode(bytes[at + i])
      at += length
      current = current.slice(0, shared) + suffix
      const matches = current === key
      if (!matches && current > key) return []
      const found: Candidate[] = []
      let value = 0
      let shift = 1
      const number = (): number => {
        value = 0
        shift = 1
        for (;;) {
          const byte = bytes[at++]
          value += (byte & 127) * shift
          if (byte < 128) return value
          shift *= 128
        }
      }
      const count = number()
      let index = 0
      for (let k = 0; k < count; k++) {
        const packed = number()
        index += packed >> 2
        if (matches) found.push(this.#record(bytes, index, (packed & 1) === 1, (packed & 2) === 2))
      }
      if (matches) return found
    }
    return []
  }

  #blockStart(bytes: Uint8Array, block: number): number {
    const at = this.#blocks + block * 4
    return this.#keys + bytes[at] + bytes[at + 1] * 256 + bytes[at + 2] * 65536 + bytes[at + 3] * 16777216
  }

  #compareFirst(bytes: Uint8Array, block: number, key: string): number {
    const at = this.#blockStart(bytes, block)
    const length = bytes[at + 1]
    for (let i = 0; i < length && i < key.length; i++) {
      const difference = bytes[at + 2 + i] - key.charCodeAt(i)
      if (difference !== 0) return difference
    }
    return length - key.length
  }

  #record(bytes: Uint8Array, index: number, main: boolean, acronym: boolean): Candidate {
    const at = headerSize + index * recordSize
    const three = (k: number): number => bytes[at + k] + bytes[at + k + 1] * 256 + bytes[at + k + 2] * 65536
    const two = (k: number): number => bytes[at + k] + bytes[at + k + 1] * 256
    const nameAt = this.#names + three(17)
    let name = ''
    // UTF-8 by hand: display names are in the Basic Multilingual Plane.
    for (let i = nameAt + 1, end = nameAt + 1 + bytes[nameAt]; i < end; ) {
      const byte = bytes[i++]
      if (byte < 128) name += String.fromCharCode(byte)
      else if (byte < 224) name += String.fromCharCode(((byte & 31) << 6) | (bytes[i++] & 63))
      else {
        name += String.fromCharCode(((byte & 15) << 12) | ((bytes[i] & 63) << 6) | (bytes[i + 1] & 63))
        i += 2
      }
    }
    const country = bytes[at + 8]
    const flags = bytes[at + 13]
    const size = two(6)
    let population = size >> 5
    for (let i = size & 31; i > 0; i--) population *= 2
    return {
      index,
      name,
      kind: packedKinds[flags & 7],
      latitude: (three(0) - 900000) / 10000,
      longitude: (three(3) - 1800000) / 10000,
      country:
        country === 0
          ? ''
          : String.fromCharCode(
              bytes[this.#countries + country * 2],
              bytes[this.#countries + country * 2 + 1],
            ),
      division: two(9),
      district: two(11),
      population,
      geonames: three(14),
      seat: ((flags >> 3) & 3) as Seat,
      quarter: (flags & 32) !== 0,
      main,
      acronym,
    }
  }
}
