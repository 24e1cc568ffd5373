import type { ByteReader } from './bytes.ts'
import type { VerbForms } from './verb-forms.ts'

/**
 * Lemmas: a word list for forms that do not follow a rule, and rules by ending for the rest. A rule says how many units to
 * take from the end of a form and what to put there ("-aient" → "-er").
 */
export class Lemmatiser {
  /** Lemmas by "form, tab, tag", and rules by "ending, tab, tag". */
  readonly #lexicon = new Map<string, string>()
  readonly #rules = new Map<string, string>()
  readonly #verbs: VerbForms
  /** Lemmas found, by tag, then by form: asked with the strings at hand, no key is written for each word. */
  readonly #known = new Map<string, Map<string, string>>()
  #count = 0

  /** Reads the model's part: lines "form, tab, tag, tab, lemma" and "ending, tab, tag, tab, rule". */
  constructor(reader: ByteReader, verbs: VerbForms) {
    this.#verbs = verbs
    for (const table of [this.#lexicon, this.#rules])
      for (const line of reader.string().split('\n')) {
        const tab = line.lastIndexOf('\t')
        table.set(line.slice(0, tab), line.slice(tab + 1))
      }
  }

  /**
   * The lemma of a form as written.
   * @param tag universal tag with the features that matter to lemmas, as `lemmaTag` makes it
   */
  lemma(form: string, tag: string): string {
    if (this.#count > 60000) {
      this.#known.clear()
      this.#count = 0
    }
    let known = this.#known.get(tag)
    if (!known) {
      known = new Map()
      this.#known.set(tag, known)
    }
    const found = known.get(form)
    if (found !== undefined) return found
    const lemma = this.#find(form, tag)
    if (form.length <= 40) {
      known.set(form, lemma)
      this.#count++
    }
    return lemma
  }

  #find(form: string, tag: string): string {
    const plain = straighten(form)
    const lower = plain.toLowerCase()
    const listed = this.#lexicon.get(`${plain}\t${tag}`) ?? this.#lexicon.get(`${lower}\t${tag}`)
    if (listed !== undefined) return listed
    const verb = verbLemma(this.#verbs, lower, tag)
    if (verb !== undefined) return verb
    for (let n = Math.min(longestEnding, lower.length); n >= 0; n--) {
      const rule = this.#rules.get(`${lower.slice(lower.length - n)}\t${tag}`)
      if (rule !== undefined) {
        const lemma = applyRule(rule, plain)
        if (lemma !== '') return lemma
      }
    }
    return form
  }
}

/** The infinitive of a form that the verb lexicon reads in one way only under the tag; undefined otherwise. */
export function verbLemma(verbs: VerbForms, lower: string, tag: string): string | undefined {
  if (!tag.startsWith('VERB') && !tag.startsWith('AUX')) return undefined
  const readings = verbs.readings(lower)
  if (readings.length === 0) return undefined
  // "VERB.Fin.IndImp.Sing" wants IndImp; "VERB.Inf", "VERB.Ger" and "VERB.Part" want those.
  const parts = tag.split('.')
  const wanted = parts[1] === 'Fin' ? (parts[2] ?? '') : (parts[1] ?? '')
  let lemma: string | undefined
  for (const reading of readings) {
    if (!reading.code.startsWith(wanted)) continue
    if (lemma !== undefined && lemma !== reading.lemma) return undefined
    lemma = reading.lemma
  }
  if (lemma !== undefined) return lemma
  for (const reading of readings) {
    if (lemma !== undefined && lemma !== reading.lemma) return undefined
    lemma = reading.lemma
  }
  return lemma
}

/** Longest ending that a rule looks at, in UTF-16 units. */
export const longestEnding = 7

const straighten = (form: string): string => (form.includes('’') ? form.replaceAll('’', "'") : form)

/** Tag and features by which lemmas are told apart: "VERB.Part.Plur". */
export function lemmaTag(tag: string, features: Readonly<Record<string, string>>): string {
  const number = features['Number']
  const form = features['VerbForm']
  const degree = features['Degree']
  const mood = form === 'Fin' ? `${features['Mood'] ?? ''}${features['Tense'] ?? ''}` : ''
  return `${tag}${form ? `.${form}` : ''}${mood ? `.${mood}` : ''}${number ? `.${number}` : ''}${
    degree && degree !== 'Pos' ? `.${degree}` : ''
  }`
}

/** The rule that turns a form into its lemma: "k" keeps upper case, "l" lowers; units to cut; what to add. */
export function ruleFor(form: string, lemma: string): string {
  const plain = straighten(form)
  const lower = plain.toLowerCase()
  const keeps = plain !== lower && lemma.charAt(0) === plain.charAt(0) && lemma.charAt(0) !== lower.charAt(0)
  const base = keeps ? plain : lower
  let same = 0
  while (same < base.length && same < lemma.length && base.charCodeAt(same) === lemma.charCodeAt(same)) same++
  return `${keeps ? 'k' : 'l'}${base.length - same}|${lemma.slice(same)}`
}

/** What a rule makes of a form. */
export function applyRule(rule: string, form: string): string {
  const bar = rule.indexOf('|')
  const base = rule.charCodeAt(0) === 0x6b ? form : form.toLowerCase()
  return base.slice(0, Math.max(0, base.length - Number(rule.slice(1, bar)))) + rule.slice(bar + 1)
}
