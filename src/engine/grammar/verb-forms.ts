import type { GrammarWords, LanguageWords } from '../language-words.ts'

/** One way to read a verb form: "IndImp3s" of "montrer". */
export interface VerbReading {
  readonly lemma: string
  /** Mood and tense, person and number: IndPres1s … CndPres3p, Inf, Ger, PartPres, PartPast with gender and number. */
  readonly code: string
}

const none: readonly VerbReading[] = Object.freeze([])

/** Verb forms of a language by conjugation classes: a form is a stem and an ending of the stem's class. */
export class VerbForms {
  /** By stem the lines of its verbs: infinitive, class, stem. Taken apart when asked for: a report has few of them. */
  readonly #stems = new Map<string, string | string[]>()
  /** For each ending, what it means in each class: codes with commas between. */
  readonly #endings = new Map<string, Map<string, string>>()
  #longest = 0
  readonly #attached: GrammarWords['attachedPronouns']
  /** Whether moods and tenses share forms that the classes name once: see `modesOf`. */
  readonly shares: boolean

  /** @param attached pronouns that may be written on the end of an infinitive, gerund or imperative ("darle") */
  constructor(
    classes: readonly string[],
    verbs: readonly string[],
    attached: GrammarWords['attachedPronouns'],
    shares: boolean,
  ) {
    this.shares = shares
    this.#attached = attached
    for (const line of classes) {
      const tab = line.indexOf('\t')
      const name = line.slice(0, tab)
      for (const part of line.slice(tab + 1).split(' ')) {
        const colon = part.indexOf(':')
        const ending = part.charCodeAt(0) === 0x5f ? '' : part.slice(0, colon)
        let meanings = this.#endings.get(ending)
        if (!meanings) {
          meanings = new Map()
          this.#endings.set(ending, meanings)
        }
        meanings.set(name, part.slice(colon + 1))
        if (ending.length > this.#longest) this.#longest = ending.length
      }
    }
    for (const line of verbs) {
      const second = line.indexOf('\t', line.indexOf('\t') + 1)
      // A verb without a third column has no stem: its endings are whole forms.
      const stem = second < 0 ? '' : line.slice(second + 1)
      const known = this.#stems.get(stem)
      if (known === undefined) this.#stems.set(stem, line)
      else if (typeof known === 'string') this.#stems.set(stem, [known, line])
      else known.push(line)
    }
  }

  /** All readings of a lower-cased form. */
  readings(lower: string): readonly VerbReading[] {
    if (lower.length > 30) return none
    const found = this.#read(lower)
    if (found.length > 0 || !this.#attached) return found
    const match = this.#attached.form.exec(lower)
    if (!match) return found
    // "dándole": the accent that the pronoun brings goes with it.
    let host = match[1]
    for (let i = Math.max(0, host.length - 5); i < host.length; i++) {
      const plain = this.#attached.plain[host.charAt(i)]
      if (plain) host = host.slice(0, i) + plain + host.slice(i + 1)
    }
    return this.#read(host)
      .filter(({ code }) => code === 'Inf' || code === 'Ger' || code.startsWith('Sub') || code.endsWith('3s'))
      .map(({ lemma, code }) => ({ lemma, code: `${code}+` }))
  }

  #read(lower: string): readonly VerbReading[] {
    let found: VerbReading[] | undefined
    const { length } = lower
    for (let n = 0; n <= this.#longest && n <= length; n++) {
      const meanings = this.#endings.get(lower.slice(length - n))
      if (!meanings) continue
      const verbs = this.#stems.get(lower.slice(0, length - n))
      if (!verbs) continue
      for (const line of typeof verbs === 'string' ? [verbs] : verbs) {
        const [lemma, name] = line.split('\t')
        const codes = meanings.get(name)
        if (codes === undefined) continue
        found ??= []
        for (const code of codes.split(',')) found.push({ lemma, code })
      }
    }
    return found ?? none
  }
}

/** The verb forms of a language. */
export function verbForms({ grammar }: LanguageWords): VerbForms {
  return new VerbForms(
    grammar.classes.lines,
    grammar.verbs.lines,
    grammar.attachedPronouns,
    grammar.sharesForms,
  )
}
