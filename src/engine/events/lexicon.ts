import { type EventType, eventTypes } from '../../contract/analysis.ts'
import { onceALanguage } from '../language-words.ts'
import type { EventLanguage } from './language.ts'

/** A condition on the dependents of a trigger; `words` are lemmas or class names as the operator says. */
export interface Condition {
  slot: 'obj' | 'subj' | 'has' | 'prep'
  /** ':' of a class, '!' not of a class, '=' a lemma, '≠' not a lemma, '' merely there. */
  operator: ':' | '!' | '=' | '≠' | ''
  words: readonly string[]
}

/** One row of events.lexicon.txt: a lemma in a construction, and what it reports. */
export interface EventRow {
  lemma: string
  part: 'V' | 'N'
  conditions: readonly Condition[]
  /** Bare words of the frame: refl, refl?, intr, comp, both, dur, soft, norec, noact, receives. */
  flags: ReadonlySet<string>
  /** Prepositions (or "obj") that bring the recipient; empty for the default. */
  recipient: readonly string[]
  /** What an event noun's "of" brings. */
  of: 'actor' | 'recipient' | 'either' | 'both' | 'none'
  /** `undefined` for a row that says: this meaning is no event. */
  type: EventType | undefined
  mode: string | null
  contexts: readonly string[]
}

/** A language's lexicon, looked up by lemma. */
export interface EventWords {
  language: EventLanguage
  verbs: ReadonlyMap<string, readonly EventRow[]>
  nouns: ReadonlyMap<string, readonly EventRow[]>
  classes: ReadonlyMap<string, ReadonlySet<string>>
  /** Forms of the listed verbs: used where a token's own lemma is no listed one. */
  forms: VerbFormTable
  /** Lemmas of the listed verbs and of those that govern events. */
  knownVerbs: ReadonlySet<string>
}

const conditionPattern = /^(obj|subj|has|prep)(:|!=|!|=|)(.*)$/
/** Classes of verbs that carry or govern an event. */
const governing = [
  'light',
  'planned',
  'possible',
  'averted',
  'ongoing',
  'phase',
  'subjectcontrol',
  'happen',
  'aim',
]
const noClass: ReadonlySet<string> = new Set()

/** Words of the class `name` ("@name" in the lexicon); empty where there is none. */
export function wordsOfClass(words: EventWords, name: string): ReadonlySet<string> {
  return words.classes.get(name) ?? noClass
}

function parseFrame(row: EventRow & { flags: Set<string> }, frame: string): EventRow {
  const conditions: Condition[] = []
  for (const item of frame === '-' ? [] : frame.split(' ')) {
    if (item.startsWith('rec=')) row.recipient = item.slice(4).split('|')
    else if (item.startsWith('of=')) row.of = item.slice(3) as EventRow['of']
    else {
      const found = conditionPattern.exec(item)
      if (!found) {
        row.flags.add(item)
        continue
      }
      const operator = found[2] === '!=' ? '≠' : found[2]
      conditions.push({
        slot: found[1] as Condition['slot'],
        operator: operator as Condition['operator'],
        words: found[3] === '' ? [] : found[3].split('|'),
      })
    }
  }
  row.conditions = conditions
  return row
}

/**
 * Reads the lines of events.lexicon.txt: `@class<TAB>words`, or `lemma, V or N, frame, type, mode, contexts` with "-"
 * for nothing and type NONE for a meaning that is no event. Rows of one lemma are ordered by how much they ask.
 * Throws an Error that quotes a malformed line.
 */
export function parseEventLexicon(language: EventLanguage): EventWords {
  const verbs = new Map<string, EventRow[]>()
  const nouns = new Map<string, EventRow[]>()
  const classes = new Map<string, Set<string>>()
  for (const line of language.words.lines) {
    const columns = line.split('\t')
    if (line.startsWith('@')) {
      const name = columns[0].slice(1)
      const words = classes.get(name) ?? new Set<string>()
      for (const word of (columns[1] ?? '').split(' ')) if (word !== '') words.add(word.replace(/_/g, ' '))
      classes.set(name, words)
      continue
    }
    const [lemma, part, frame, type, mode, contexts] = columns
    if (
      columns.length !== 6 ||
      (part !== 'V' && part !== 'N') ||
      (type !== 'NONE' && !eventTypes.includes(type as EventType))
    )
      throw new Error(`A line of the event lexicon cannot be read: "${line}".`)
    const row = parseFrame(
      {
        lemma,
        part,
        conditions: [],
        flags: new Set<string>(),
        recipient: [],
        of: 'either',
        type: type === 'NONE' ? undefined : (type as EventType),
        mode: mode === '-' ? null : mode,
        contexts: contexts === '-' ? [] : contexts.split(','),
      },
      frame,
    )
    const rows = part === 'V' ? verbs : nouns
    const known = rows.get(lemma)
    if (known) known.push(row)
    else rows.set(lemma, [row])
  }
  for (const lemmas of [verbs, nouns])
    for (const [lemma, rows] of lemmas) if (rows.length > 1) lemmas.set(lemma, mostDemandingFirst(rows))
  const knownVerbs = new Set(verbs.keys())
  for (const name of governing) for (const word of classes.get(name) ?? noClass) knownVerbs.add(word)
  const forms = new VerbFormTable(language, knownVerbs, classes.get('form') ?? noClass)
  return { language, verbs, nouns, classes, forms, knownVerbs }
}

/** What a form is a form of. */
interface FoundForm {
  /** Its verb; '' where it may be of two. */
  lemma: string | undefined
  /** The verb whose participle it is. */
  participle: string | undefined
}

/** Forms that are remembered at once. */
const mostForms = 20_000

/**
 * Regular forms of verbs by the endings of their language, and irregular ones that are listed. A form is looked up by what its
 * verb would be: of the hundred thousand forms of all verbs a report has a few hundred.
 */
export class VerbFormTable {
  /** By each ending of a form the endings of the infinitives that it may stand for. */
  readonly #endings = new Map<string, { infinitive: string; participle: boolean }[]>()
  #longest = 0
  /** The verbs, each with its place among them. */
  readonly #verbs: ReadonlyMap<string, number>
  readonly #irregular = new Map<string, string>()
  #known = new Map<string, FoundForm>()

  /** @param irregular "form:lemma" */
  constructor(language: EventLanguage, verbs: ReadonlySet<string>, irregular: ReadonlySet<string>) {
    this.#verbs = new Map([...verbs].map((verb, place) => [verb, place]))
    for (const [infinitive, { finite, participle }] of Object.entries(language.inflection))
      for (const ending of new Set([...finite, ...participle])) {
        const meanings = this.#endings.get(ending) ?? []
        meanings.push({ infinitive, participle: participle.includes(ending) })
        this.#endings.set(ending, meanings)
        this.#longest = Math.max(this.#longest, ending.length)
      }
    for (const pair of irregular) {
      const [form, lemma] = pair.split(':')
      if (verbs.has(lemma)) this.#irregular.set(form, lemma)
    }
  }

  /** The verb of a lower-cased form; '' where two have it, undefined where none has. */
  verbOf(form: string): string | undefined {
    return this.#find(form).lemma
  }

  /** The verb whose regular participle a lower-cased form is; undefined where it is none. */
  participleOf(form: string): string | undefined {
    return this.#find(form).participle
  }

  #find(form: string): FoundForm {
    let found = this.#known.get(form)
    if (!found) {
      found = this.#read(form)
      if (this.#known.size >= mostForms) this.#known = new Map()
      if (form.length <= 40) this.#known.set(form, found)
    }
    return found
  }

  #read(form: string): FoundForm {
    let lemma: string | undefined
    let participle: string | undefined
    let last = -1
    for (let n = Math.min(this.#longest, form.length - 3); n >= 0; n--) {
      const stem = form.slice(0, form.length - n)
      for (const meaning of this.#endings.get(form.slice(form.length - n)) ?? []) {
        const verb = stem + meaning.infinitive
        const place = this.#verbs.get(verb)
        if (place === undefined || (meaning.infinitive === '' && /[ey]$/.test(verb))) continue
        lemma = lemma === undefined || lemma === verb ? verb : ''
        if (meaning.participle && place >= last) {
          participle = verb
          last = place
        }
      }
    }
    return { lemma: this.#irregular.get(form) ?? lemma, participle }
  }
}

/** The rows of a lemma, the most demanding ones first. */
function mostDemandingFirst(rows: readonly EventRow[]): EventRow[] {
  return rows
    .map((row) => ({ row, asked: demand(row) }))
    .sort((a, b) => b.asked - a.asked)
    .map(({ row }) => row)
}

/** How much a row asks: the most demanding row of a lemma is tried first (the sort is stable). */
function demand(row: EventRow): number {
  let asked = 0
  for (const condition of row.conditions)
    asked +=
      condition.operator === '=' ? 4 : condition.operator === ':' ? 3 : condition.operator === '' ? 2 : 1
  for (const flag of ['refl', 'intr', 'comp']) if (row.flags.has(flag)) asked += 2
  return (
    asked * 4 + (row.type === undefined ? 2 : 0) + (row.mode !== null && /^RE/.test(row.type ?? '') ? 1 : 0)
  )
}

/** The event words of a language; read once. */
export const eventWords = onceALanguage((pack): EventWords => parseEventLexicon(pack.events))
