import { existsSync } from 'node:fs'
import type { Reader } from '../contract/analysis.ts'
import type { ReaderChoice } from '../contract/api.ts'
import { carefulModels } from '../engine/careful-models.ts'
import { canEncode } from '../engine/reader/encoder.ts'
import { fileOfResource } from '../node-resources.ts'

/**
 * Why the careful reader cannot read here, as the beginning of a sentence; undefined where it can.
 * @param folder of the models, absolute; the package's own by default
 */
export function carefulReaderMissing(folder?: string): string | undefined {
  for (const model of carefulModels) {
    const file = fileOfResource(model, folder)
    if (!existsSync(file)) return `The careful reader's model (${file}) is missing`
  }
  return canEncode() ? undefined : 'The careful reader needs WebAssembly with SIMD, which this Node lacks'
}

/** The careful reader was asked for by its name, and cannot read here. */
export class ReaderMissing extends Error {
  override name = 'ReaderMissing'
}

/** What a person waits for: so many reports, with so many characters together, are read carefully. */
export interface Few {
  reports: number
  characters: number
}

/**
 * Who reads where nothing else was said: the careful reader what a person waits for, the fast one the rest. Where the
 * careful one is missing, it is said once and the fast one reads; asked for by name it is an error.
 */
export class ReaderSettler {
  readonly #asked: ReaderChoice
  readonly #missing: () => string | undefined
  readonly #say: (sentence: string) => void
  #said = false
  #lacking: { why: string | undefined } | undefined

  /**
   * @param missing `carefulReaderMissing`, asked where it matters
   * @param say takes a sentence for a person
   * Throws a ReaderMissing with a sentence where the careful reader is asked for by name and missing.
   */
  constructor(asked: ReaderChoice, missing: () => string | undefined, say: (sentence: string) => void) {
    const lacking = asked === 'careful' ? missing() : undefined
    if (lacking !== undefined)
      throw new ReaderMissing(`${lacking}: install Selon again, or take the fast reader (--reader fast).`)
    this.#asked = asked
    this.#missing = missing
    this.#say = say
  }

  /** The choice as it can be had: auto without the careful reader is fast, which is said. */
  get choice(): ReaderChoice {
    return this.#asked === 'auto' && this.reader(true) === 'fast' ? 'fast' : this.#asked
  }

  /** @param waitedFor whether a person waits for what is read: one report, or a few */
  reader(waitedFor: boolean): Reader {
    if (this.#asked !== 'auto') return this.#asked
    if (!waitedFor) return 'fast'
    this.#lacking ??= { why: this.#missing() }
    const { why } = this.#lacking
    if (why === undefined) return 'careful'
    if (!this.#said) this.#say(`${why}: the fast reader reads in its place.`)
    this.#said = true
    return 'fast'
  }
}
