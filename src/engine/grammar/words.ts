import { hashUnits } from './mix.ts'
import type { VerbForms } from './verb-forms.ts'
import { modesOf } from './verb-modes.ts'

/**
 * What the classifiers know of a word by its form alone, reckoned once a form: hashes of the form, its lower case, ends,
 * beginnings and shape, its cluster, and its entry in the lexicon.
 */
export interface Word {
  readonly form: string
  readonly lower: string
  /** Hash of the form. */
  readonly own: number
  /** Hash of the lower-cased form with digits made alike. */
  readonly base: number
  readonly suffix1: number
  readonly suffix2: number
  readonly suffix3: number
  readonly suffix4: number
  readonly suffix5: number
  readonly prefix1: number
  readonly prefix2: number
  readonly prefix3: number
  /** Upper and lower case, digits and other signs, runs made short. */
  readonly shape: number
  /** Its distributional cluster; 0 where unknown. */
  readonly cluster: number
  /** Tags seen with the lower-cased form in training, as one hash; 0 where never seen often enough. */
  readonly ambiguity: number
  /** The verb lexicon's readings of it as one hash; 0 where it is no verb form. */
  readonly reading: number
  /** The modes that the verb lexicon allows the form, as bits; 0 where it does not know it. */
  readonly modes: number
  /** The moods among those readings as one hash. */
  readonly moods: number
  /** Where the one network that reads it keeps the word's vector, and the age of its memory in which that holds; 0 before there is any. */
  place: number
  age: number
}

/** The knowledge of words by form that a model carries. */
export interface WordKnowledge {
  /** Cluster of a lower-cased form, 0 where it has none. */
  cluster(lower: string): number
  /** Hash of the tags seen with a lower-cased form, 0 where there are none. */
  ambiguity(lower: string): number
  /** The language's verb forms. */
  readonly verbs: VerbForms
}

/** How the shape of a form reads: "Xxx" for Paris, "dd" for 1998, "X.X." … */
export function shapeOf(form: string): string {
  let shape = ''
  let last = ''
  let run = 0
  for (let i = 0; i < form.length && shape.length < 12; i++) {
    const unit = form.charCodeAt(i)
    let kind: string
    if (unit >= 0x30 && unit <= 0x39) kind = 'd'
    else {
      const character = form.charAt(i)
      const lower = character.toLowerCase()
      if (lower !== character) kind = 'X'
      else if (lower !== character.toUpperCase()) kind = 'x'
      else if (unit === 0x2019) kind = "'"
      else kind = unit < 0x3000 ? character : 'c'
    }
    if (kind === last) {
      if (++run > 2) continue
    } else {
      run = 1
      last = kind
    }
    shape += kind
  }
  return shape
}

/** Lower case with curly apostrophes made straight and digits made zeros. */
export function baseOf(form: string): string {
  let lower = form.toLowerCase()
  if (lower.includes('’')) lower = lower.replaceAll('’', "'")
  for (let i = 0; i < lower.length; i++) {
    const unit = lower.charCodeAt(i)
    if (unit >= 0x30 && unit <= 0x39) return lower.replace(/[0-9]/g, '0')
  }
  return lower
}

/** Finds and remembers what is known of forms. What it keeps is bounded and depends on forms alone, not on documents. */
export class Words {
  readonly #knowledge: WordKnowledge
  #known = new Map<string, Word>()

  constructor(knowledge: WordKnowledge) {
    this.#knowledge = knowledge
  }

  of(form: string): Word {
    const known = this.#known.get(form)
    if (known) return known
    if (this.#known.size > 60000) this.#known = new Map()
    const word = this.#make(form)
    // A hostile text may hold words of any length: those are not worth remembering.
    if (form.length <= 40) this.#known.set(form, word)
    return word
  }

  #make(given: string): Word {
    const form = given.length > 64 ? given.slice(0, 32) + given.slice(-32) : given
    const base = baseOf(form)
    const length = base.length
    const suffix = (n: number): number =>
      length > n ? hashUnits(base, length - n, length, 11 + n) : hashUnits(base, 0, length, 17)
    const prefix = (n: number): number => (length > n ? hashUnits(base, 0, n, 23 + n) : 29)
    const cluster = this.#knowledge.cluster(base)
    const shape = shapeOf(form)
    const readings = this.#knowledge.verbs.readings(base)
    const codes = readings.map(({ code }) => code)
    const reading = [...new Set(codes)].sort().join(' ')
    const moods = [...new Set(codes.map((code) => code.replace(/[123].$|(?<=Past)[mf]./, '')))]
      .sort()
      .join(' ')
    return {
      form: given,
      lower: base,
      own: hashUnits(form, 0, form.length, 1),
      base: hashUnits(base, 0, length, 2),
      suffix1: suffix(1),
      suffix2: suffix(2),
      suffix3: suffix(3),
      suffix4: suffix(4),
      suffix5: suffix(5),
      prefix1: prefix(1),
      prefix2: prefix(2),
      prefix3: prefix(3),
      shape: hashUnits(shape, 0, shape.length, 3),
      cluster,
      ambiguity: this.#knowledge.ambiguity(base),
      reading: reading === '' ? 0 : hashUnits(reading, 0, reading.length, 5),
      modes: modesOf(readings, this.#knowledge.verbs.shares),
      moods: moods === '' ? 0 : hashUnits(moods, 0, moods.length, 6),
      // There from the start, so that all words are alike to the host.
      place: 0,
      age: 0,
    }
  }
}
