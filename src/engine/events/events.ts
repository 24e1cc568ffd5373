import type { Claim, EventStatus, EventType, Participant, ReportedEvent } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import {
  type Arguments,
  antecedent,
  argumentsOf,
  conjuncts,
  hasReflexive,
  isFiniteVerb,
  isGerund,
  isPassive,
  isReflexive,
  obliquesOf,
  prepositionsOf,
  surfaceSubject,
} from './arguments.ts'
import type { Document } from './document.ts'
import { type EventRow, type EventWords, eventWords, wordsOfClass } from './lexicon.ts'
import { type Construction, isSport, matchRow, nearWords } from './match.ts'
import { indexMentions, isOfClass, isSomebody, type Mentions, participantOf } from './participants.ts'
import { indexSettings, placeOfParticipant, setSetting } from './setting.ts'
import { governedStatus, statusOf } from './status.ts'
import { type Doubt, type TriggerSurroundings, triggerFeatures } from './trigger-features.ts'
import { learnedJudge, type TriggerJudge } from './trigger-judge.ts'
import { isAttributive, isInIdiom, rowsOf, verbLemma } from './triggers.ts'

/** An event noun while it is found out who takes part in what it tells; all are tokens. */
interface NounReading {
  readonly token: number
  readonly row: EventRow
  readonly obliques: ReturnType<typeof obliquesOf>
  /** Words that are part of the name of what happens. */
  readonly named: ReadonlySet<number>
  readonly actors: number[]
  readonly recipients: number[]
  /** Behind "of", and whose it is. */
  readonly ofs: number[]
  possessors: readonly number[]
  /** The token whose clause tells the event: the noun, or the light verb that carries it. */
  clause: number
}

/** A trigger with the row that matched and the head words of those who take part. */
interface EventDraft {
  token: number
  row: EventRow
  mode: string | null
  contexts: readonly string[]
  actors: number[]
  recipients: number[]
  /** The light verb that carries a noun ("carried out an attack"), or the trigger itself. */
  clause: number
  arguments: Arguments | undefined
  /** Why the rules alone would leave it out. */
  doubt: Doubt | undefined
}

const noArguments: Arguments = {
  passive: false,
  reduced: false,
  agents: [],
  patients: [],
  obliques: [],
  complement: -1,
}

/** Types whose object is itself something that happens: it keeps an event of its own ("cancelled the visit"). */
const keepsObject: ReadonlySet<EventType> = new Set<EventType>([
  'REQUEST',
  'REJECT',
  'THREATEN',
  'ACCUSE',
  'OTHER',
])

/** Types whose recipients are people and bodies, never things. */
const towardsPeople: ReadonlySet<EventType> = new Set<EventType>([
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'CONCEDE',
  'COOPERATE',
  'AID',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'PROTEST',
])

/** Types that judge: what somebody owns, wrote or did is judged with its owner. */
const judges: ReadonlySet<EventType> = new Set<EventType>(['ACCUSE', 'REJECT', 'SUPPORT', 'CONCEDE'])

/** Types of acts that come from somebody: "criticism from", "support from". */
const comesFrom: ReadonlySet<EventType> = new Set<EventType>([
  'ACCUSE',
  'SUPPORT',
  'PROTEST',
  'REQUEST',
  'REJECT',
  'THREATEN',
  'CONSULT',
])

/** Types of deeds that are done, not said. */
const harms: ReadonlySet<EventType> = new Set<EventType>(['ASSAULT', 'COERCE', 'SANCTION'])

/** Types by which somebody is held for a deed: who they are done to is who is said to have done it. */
const charges: ReadonlySet<EventType> = new Set<EventType>(['ACCUSE', 'COERCE', 'SANCTION'])

/** The mode that a threat, demand or refusal takes from what is threatened, demanded or refused. */
function modeOfContent(type: EventType, content: EventRow): string | null {
  const { type: inner, mode } = content
  if (type === 'THREATEN') {
    if (inner === 'ASSAULT') return 'violence'
    if (inner === 'COERCE') return mode === 'arrest' || mode === 'ban' ? mode : 'restrict'
    if (inner === 'SANCTION') return mode === 'expel' ? 'expel' : 'relations'
    if (inner === 'PROTEST') return 'restrict'
    return null
  }
  if (inner === 'CONSULT') return 'meet'
  if (inner === 'RETREAT') return mode === 'resign' ? 'change' : 'yield'
  if (inner === 'CONCEDE') return 'yield'
  if (inner === 'AID' || inner === 'COOPERATE' || inner === 'SUPPORT') return 'assist'
  return null
}

/** Types of strife: where they are many, a doubtful word is more likely an event too. */
const strife: ReadonlySet<EventType> = new Set<EventType>([
  'ASSAULT',
  'COERCE',
  'PROTEST',
  'SANCTION',
  'THREATEN',
  'ACCUSE',
])

/** What is burnt, wrecked or looted is harmed, whether anybody's or nobody's. */
const isDestruction = ({ type, mode }: EventRow): boolean => type === 'ASSAULT' && mode === 'destroy'

/** "it has agreed", "it would investigate": what a personal pronoun stands for acts where it is the subject of an act. */
const isPersonified = ({ tokens }: Document, head: number): boolean =>
  tokens.relation[head] === 'nsubj' && tokens.features[head]['PronType'] === 'Prs'

/** A pronoun of the third person that no preposition brings: "le", "lui", "them". */
const isIndirectPronoun = ({ tokens }: Document, head: number): boolean =>
  tokens.tag[head] === 'PRON' &&
  /^(obl|iobj|obj)$/.test(tokens.baseRelation(head)) &&
  tokens.head[head] > head

/** A row for a phrase: without its other word it is another meaning ("garde" is no "garde à vue"). */
const isOfPhrase = ({ conditions }: EventRow): boolean =>
  conditions.some(({ slot, operator }) => operator === '=' && slot !== 'prep')

/** The row that asks least of the type that most of a lemma's rows have, for a construction that fits none of them. */
function likeliestRow(rows: readonly EventRow[]): EventRow | undefined {
  const loose = rows.filter((row) => row.type !== undefined && row.type !== 'OTHER' && !isOfPhrase(row))
  const counts = new Map<EventType | undefined, number>()
  for (const { type } of loose) counts.set(type, (counts.get(type) ?? 0) + 1)
  let best: EventRow | undefined
  for (const row of loose)
    if (!best || (counts.get(row.type) ?? 0) >= (counts.get(best.type) ?? 0)) best = row
  return best
}

/** The head of the source of each attribution, by the verb of its cue, where both stand in one sentence. */
function speakersOf({ tokens, attributions }: Document): Map<number, number> {
  const found = new Map<number, number>()
  for (const { cue, source } of attributions) {
    if (source.length !== 1) continue
    const first = tokens.at(source[0][0])
    let head = first
    for (let n = 0; n < 12; n++) {
      const up = tokens.head[head]
      if (up < first || tokens.start[up] >= source[0][1]) break
      head = up
    }
    if (!/^(NOUN|PROPN)$/.test(tokens.tag[head])) continue
    for (const [start, end] of cue)
      for (let k = tokens.at(start); k < tokens.length && tokens.start[k] < end; k++)
        if (tokens.tag[k] === 'VERB' && tokens.sentence[k] === tokens.sentence[head] && !found.has(k))
          found.set(k, head)
  }
  return found
}

class Reader {
  readonly #document: Document
  readonly #words: EventWords
  readonly #mentions: Mentions
  readonly #sport: (boolean | undefined)[] = []
  readonly #drafts = new Map<number, EventDraft>()
  readonly #consumed = new Set<number>()
  readonly #known = new Map<number, Participant>()
  readonly #accepts: TriggerJudge
  /** The head of the source of each verb that is a cue, by the verb's token. */
  readonly #speakers: ReadonlyMap<number, number>

  constructor(document: Document, words: EventWords, accepts: TriggerJudge) {
    this.#accepts = accepts
    this.#document = document
    this.#words = words
    this.#mentions = indexMentions(document)
    this.#speakers = speakersOf(document)
  }

  read(): ReportedEvent[] {
    const { tokens } = this.#document
    const nouns: number[] = []
    for (let i = 0; i < tokens.length; i++) {
      const rows = rowsOf(this.#document, i)
      if (rows.length === 0 || isAttributive(this.#document, this.#words, i)) continue
      if (rows[0].part === 'N') nouns.push(i)
      else if (!this.#isNominalised(i)) this.#verb(i, rows)
    }
    for (const i of nouns)
      if (
        !this.#consumed.has(i) &&
        !this.#isPartOfName(i) &&
        !this.#isKindOfAbove(i) &&
        !isInIdiom(this.#document, this.#words, i)
      )
        this.#noun(i, rowsOf(this.#document, i), this.#isGeneric(i) ? 'generic' : undefined)
    return this.#events()
  }

  /** A participle with an article is a noun ("le mis en cause"). */
  #isNominalised(token: number): boolean {
    const { tokens } = this.#document
    if (token === 0 || tokens.tag[token - 1] !== 'DET' || tokens.features[token]['VerbForm'] !== 'Part')
      return false
    return !tokens.children(token).some((child) => tokens.relation[child].startsWith('aux'))
  }

  /** Whether a noun stands in the name of something ("Rassemblement national", "Centre des ouragans"). */
  #isPartOfName(token: number): boolean {
    const entity = this.#mentions.entity[token]
    if (!entity || this.#mentions.first[token] === this.#mentions.last[token]) return false
    if (!this.#mentions.named[token] || entity.type === 'event') return false
    return /^\p{Lu}/u.test(this.#document.tokens.form[this.#mentions.first[token]])
  }

  /** Whether a noun only says the kind of another: "mode de scrutin", "medidas de protesta", "election officials". */
  #isGeneric(token: number): boolean {
    const { tokens } = this.#document
    const head = tokens.head[token]
    if (head < 0 || tokens.tag[head] !== 'NOUN') return false
    const relation = tokens.baseRelation(token)
    const governs = (name: string): boolean => wordsOfClass(this.#words, name).has(tokens.lemma[head])
    if (rowsOf(this.#document, head).length > 0) return false
    if (governs('averting') || governs('possiblenoun') || governs('plannednoun')) return false
    if (relation === 'compound') return head > token
    if (
      relation !== 'nmod' ||
      !prepositionsOf(this.#document, token).some((word) => this.#words.language.of.includes(word))
    )
      return false
    if (this.#words.language.contractedOf.test(tokens.form[token - 1] ?? '')) return false
    return tokens
      .children(token)
      .every((child) => tokens.relation[child] === 'case' || tokens.relation[child] === 'punct')
  }

  /** "tentative de meurtre", "actos de violencia": a bare noun that only says which act the noun above is. */
  #isKindOfAbove(token: number): boolean {
    const { tokens } = this.#document
    const head = tokens.head[token]
    if (head < 0 || tokens.tag[head] !== 'NOUN' || tokens.baseRelation(token) !== 'nmod') return false
    if (!prepositionsOf(this.#document, token).some((word) => this.#words.language.of.includes(word)))
      return false
    if (this.#words.language.contractedOf.test(tokens.form[token - 1] ?? '')) return false
    if (tokens.children(token).some((child) => tokens.baseRelation(child) === 'det')) return false
    const types = rowsOf(this.#document, token).flatMap(({ type }) => type ?? [])
    return rowsOf(this.#document, head).some(({ type }) => type !== undefined && types.includes(type))
  }

  #construction(token: number, given: Arguments): Construction {
    const { tokens } = this.#document
    const sentence = tokens.sentence[token]
    this.#sport[sentence] ??= isSport(this.#document, this.#words, sentence)
    const reflexive = hasReflexive(this.#document, token)
    let near: ReadonlyMap<string, number> | undefined
    return {
      token,
      arguments: given,
      near: () => (near ??= nearWords(this.#document, token)),
      reflexive,
      sport: this.#sport[sentence] === true,
    }
  }

  #verb(token: number, rows: readonly EventRow[]): void {
    const { tokens } = this.#document
    const given = this.#asCharged(
      token,
      this.#asDescribed(
        token,
        this.#asSaid(token, this.#uninvert(token, argumentsOf(this.#document, this.#words, token))),
      ),
      rows,
    )
    const at = this.#construction(token, given)
    const matched = matchRow(this.#document, this.#words, this.#mentions, at, rows)
    const row = matched ?? likeliestRow(rows)
    if (!row) return
    const doubt = matched ? undefined : 'unmatched'
    if (matched) this.#consume(at, matched)
    if (row.type === undefined) return
    // A participle of an intransitive verb is no passive: the noun it hangs on is who does it.
    const swapped = row.flags.has('intr') && given.reduced
    const actors = row.flags.has('noact') ? [] : [...(swapped ? given.patients : given.agents)]
    // "Réunis ce matin, les présidents ont condamné": who is gathered met.
    if (
      given.reduced &&
      actors.length === 0 &&
      rows.some(({ type, flags }) => type === row.type && flags.has('refl') && flags.has('both'))
    )
      actors.push(...given.patients)
    const recipients: number[] = []
    const asksObject = row.conditions.some(({ slot, operator }) => slot === 'obj' && operator === '=')
    if (row.recipient.length > 0) {
      for (const word of row.recipient)
        if (word === 'obj') recipients.push(...given.patients)
        else {
          for (const oblique of given.obliques)
            if (
              oblique.prepositions.includes(word) &&
              !(asksObject && given.patients.includes(oblique.head)) &&
              (row.type === 'ASSAULT' ||
                row.mode === 'visit' ||
                isSomebody(this.#document, this.#words, this.#mentions, oblique.head))
            )
              recipients.push(oblique.head)
          // "demand the resignation of X".
          if (row.type === 'REQUEST' && this.#words.language.of.includes(word))
            for (const patient of given.patients)
              for (const child of tokens.children(patient))
                if (
                  tokens.baseRelation(child) === 'nmod' &&
                  prepositionsOf(this.#document, child).includes(word)
                )
                  recipients.push(child)
        }
    } else if ((!row.flags.has('norec') || isDestruction(row)) && !swapped) recipients.push(...given.patients)
    // "Recibió dinero del régimen": who is given something is the subject, who gives it stands behind "from" or owned it.
    if (row.flags.has('receives') && !given.passive) {
      const givers = given.obliques
        .filter(({ prepositions }) =>
          prepositions.some(
            (word) => this.#words.language.from.includes(word) || this.#words.language.by.includes(word),
          ),
        )
        .map(({ head }) => head)
        .filter((one) => isSomebody(this.#document, this.#words, this.#mentions, one))
      const found = givers.length > 0 ? givers : given.patients.flatMap((one) => this.#ownersOf(one))
      recipients.splice(0, recipients.length, ...actors.splice(0, actors.length, ...found))
    }
    // "slammed the minister's bill", "a rejeté la demande du chercheur": whose thing is judged is judged with it.
    const reachesSomebody = recipients.some((one) =>
      isSomebody(this.#document, this.#words, this.#mentions, one),
    )
    if (!reachesSomebody && judges.has(row.type))
      for (const patient of given.patients) {
        if (isSomebody(this.#document, this.#words, this.#mentions, patient)) continue
        const told = rowsOf(this.#document, patient)
        // "a police inquiry was opened": the inquiry is theirs who lead it.
        if (asksObject && told.some(({ type }) => type === row.type)) {
          if (given.passive && actors.length === 0) actors.push(...this.#ownersOf(patient))
        } else if (
          !(
            (row.type === 'ACCUSE' || row.type === 'REJECT') &&
            told.some(({ type, of }) => type === 'OTHER' || of === 'recipient')
          )
        )
          // "deplored the death of X": who suffers something is not who is blamed for it.
          recipients.push(...this.#ownersOf(patient))
      }
    // "ha vetado el acceso de periodistas": who is kept from a thing is whose it is.
    if (!reachesSomebody && row.type === 'COERCE' && row.mode === 'restrict')
      for (const patient of given.patients) recipients.push(...this.#ownersOf(patient))
    // "were urged by the minister to wait": the passive subject is who was addressed.
    if (
      given.passive &&
      recipients.length === 0 &&
      !row.flags.has('norec') &&
      !swapped &&
      row.recipient.length > 0
    )
      recipients.push(...given.patients)
    // "held them hostage", "gave the order": the words of the construction are nobody.
    const named = row.conditions.flatMap(({ slot, operator, words }) =>
      slot === 'has' && operator === '=' ? words.map((word) => at.near().get(word)) : [],
    )
    const objects = row.conditions.flatMap(({ slot, operator, words }) =>
      slot === 'obj' && operator === '=' ? words : [],
    )
    for (let k = recipients.length - 1; k >= 0; k--)
      if (
        recipients.length > 1 &&
        (named.includes(recipients[k]) || objects.includes(tokens.lemma[recipients[k]]))
      )
        recipients.splice(k, 1)
    // "Des violences commises à l'encontre des élus": whom it is against, whatever the verb.
    if (recipients.length === 0 && harms.has(row.type))
      for (const { head, prepositions } of given.obliques)
        if (prepositions.some((word) => this.#words.language.opposed.test(word))) recipients.push(head)
    // "lui ont intimé l'ordre de s'arrêter": the act itself is nobody.
    const tellsItself = (one: number): boolean =>
      given.patients.includes(one) &&
      tokens.tag[one] === 'NOUN' &&
      rowsOf(this.#document, one).some(({ type, part }) => part === 'N' && type === row.type)
    if (recipients.some(tellsItself) && !recipients.every(tellsItself))
      recipients.splice(0, recipients.length, ...recipients.filter((one) => !tellsItself(one)))
    // "the troops were deployed", "dépêchés sur place, les policiers": without another, those sent are who acts.
    if (row.type === 'MOBILIZE' && given.passive && given.agents.length === 0)
      actors.push(...recipients.splice(0), ...given.patients)
    if (row.flags.has('both')) {
      actors.push(...recipients.splice(0))
      for (const oblique of given.obliques)
        if (
          oblique.prepositions.some(
            (word) => this.#words.language.with.includes(word) || this.#words.language.between.includes(word),
          )
        )
          actors.push(oblique.head)
      // "Fighting erupted between rebels and the army", the noun taken for a verb.
      if (actors.length === 0) actors.push(...this.#betweenWhom(token))
    }
    this.#keep(token, row, actors, recipients, token, given, doubt)
  }

  /** Who owns or made a thing: "the minister's bill", "la demande du chercheur", "el plagio cometido por el presidente". */
  #ownersOf(thing: number): number[] {
    const { tokens } = this.#document
    const { language } = this.#words
    const owners: number[] = []
    for (const child of tokens.children(thing)) {
      const relation = tokens.baseRelation(child)
      if (relation === 'acl' && isPassive(this.#document, child))
        owners.push(...argumentsOf(this.#document, this.#words, child).agents)
      else if (
        relation === 'nmod' &&
        tokens.tag[child] !== 'DET' &&
        (tokens.relation[child] === 'nmod:poss' ||
          prepositionsOf(this.#document, child).some((word) => language.of.includes(word)))
      )
        owners.push(...conjuncts(this.#document, child))
    }
    return owners.filter((one) => isSomebody(this.#document, this.#words, this.#mentions, one))
  }

  /** "The man charged with murder was tried": without an object, whom a verb of charging is said of is who is charged. */
  #asCharged(token: number, given: Arguments, rows: readonly EventRow[]): Arguments {
    const document = this.#document
    const { tokens } = document
    if (!document.words.events.pastLikeParticiple || given.passive) return given
    if (given.patients.length > 0 || given.agents.length === 0 || !tokens.form[token].endsWith('ed'))
      return given
    // "A child killed, a suspect arrested": verbs that ask for an object and have none tell what was done to their subject.
    if (
      wordsOfClass(this.#words, 'undergone').has(verbLemma(document, token)) &&
      given.complement < 0 &&
      !tokens.children(token).some((child) => /^(aux|obj|ccomp|xcomp)/.test(tokens.relation[child]))
    )
      return { ...given, passive: true, agents: [], patients: given.agents }
    if (!rows.every(({ type }) => type === undefined || charges.has(type))) return given
    const charged = given.obliques.some(
      ({ head, prepositions }) =>
        prepositions.some((word) => this.#words.language.chargePreposition.test(word)) &&
        this.#mentions.time[head] !== 1 &&
        [head, ...tokens.children(head)].some(
          (one) => tokens.tag[one] === 'NOUN' && rowsOf(document, one).length > 0,
        ),
    )
    if (!charged || tokens.children(token).some((child) => tokens.relation[child] === 'aux')) return given
    return { ...given, passive: true, agents: [], patients: given.agents }
  }

  /**
   * « … », a dénoncé mardi sur Radio Velmar Ina Colle: where the tree gives a verb nobody who says it, who does is the source
   * of its attribution; what follows in the present ("…, appelant ces pays à agir") is done by the same.
   */
  #asSaid(token: number, given: Arguments): Arguments {
    const document = this.#document
    const { tokens } = document
    if (given.passive || given.agents.some((one) => isSomebody(document, this.#words, this.#mentions, one)))
      return given
    const speaker = this.#speakers.get(token)
    if (speaker !== undefined)
      // "Criticaban al ministro": whom a preposition brings is who it is said of.
      return prepositionsOf(document, speaker).length > 0
        ? given
        : {
            ...given,
            agents: conjuncts(document, speaker),
            patients: given.patients.filter((one) => one !== speaker),
          }
    const head = tokens.head[token]
    if (given.agents.length > 0 || head < 0 || head > token || tokens.baseRelation(token) !== 'advcl')
      return given
    const above = isGerund(document, token) ? this.#speakers.get(head) : undefined
    return above === undefined ? given : { ...given, agents: conjuncts(document, above) }
  }

  /** "L'abandon des poursuites contre X, détenu à Y": a participle behind a comma is said of the person right before it. */
  #asDescribed(token: number, given: Arguments): Arguments {
    const document = this.#document
    const { tokens } = document
    const noun = tokens.head[token]
    if (!given.reduced || tokens.baseRelation(token) !== 'acl' || tokens.form[token - 1] !== ',') return given
    if (!given.patients.includes(noun)) return given
    // "Le Cargo's, le restaurant du port, pillé": what stands beside a name is the name.
    if (tokens.baseRelation(noun) === 'appos' && tokens.tag[tokens.head[noun]] === 'PROPN')
      return { ...given, patients: [tokens.head[noun]] }
    if (isSomebody(document, this.#words, this.#mentions, noun)) return given
    let at = token - 2
    for (let n = 0; n < 6 && at > noun && /^(flat|appos|amod|nmod:poss)/.test(tokens.relation[at]); n++)
      at = tokens.head[at]
    return at > noun &&
      (tokens.tag[at] === 'NOUN' || tokens.tag[at] === 'PROPN') &&
      isSomebody(document, this.#words, this.#mentions, at) &&
      this.#mentions.place[at] === undefined
      ? { ...given, patients: [at] }
      : given
  }

  /** « … », a dénoncé la présidente: behind a quotation or comma, what follows a verb of speech is its subject. */
  #uninvert(token: number, given: Arguments): Arguments {
    const document = this.#document
    const { tokens } = document
    if (given.passive || given.agents.length > 0) return given
    if (given.patients.length === 0) {
      // "Cientos de estudiantes marcharon": "de" behind a word of number brings in no oblique.
      const counted = given.obliques.filter(
        ({ head }) =>
          head < token &&
          tokens.head[head] === token &&
          tokens.children(head)[0] < head &&
          tokens.relation[tokens.children(head)[0]] === 'nummod',
      )
      return counted.length === 1 && isFiniteVerb(document, token)
        ? { ...given, agents: [counted[0].head] }
        : given
    }
    if (given.patients[0] < token) {
      // "Cientos de estudiantes marcharon": a noun before its verb that nothing marks as object is its subject.
      const unmarked = given.patients.every(
        (one) =>
          one < token &&
          tokens.relation[one] === 'obj' &&
          tokens.head[one] === token &&
          (tokens.tag[one] === 'NOUN' || tokens.tag[one] === 'PROPN') &&
          !prepositionsOf(document, one).some((word) => document.words.events.personalObject.includes(word)),
      )
      return unmarked && isFiniteVerb(document, token)
        ? { ...given, agents: given.patients, patients: [] }
        : given
    }
    let first = token
    for (const child of tokens.children(token))
      if (child < first && tokens.relation[child].startsWith('aux')) first = child
    const before = first - 1
    if (before < 0 || tokens.sentence[before] !== tokens.sentence[token]) return given
    // "circonstances qu'enquête la police", "hechos que investiga la Guardia Civil": what comes before is the object.
    const relative = document.words.events.relativePronoun.test(tokens.form[before])
    if (!relative && !/^["”»’',]$/.test(tokens.form[before])) return given
    // "…, appelant ces pays à agir": behind a participle of the present stands its object.
    if (!relative && isGerund(document, token)) return given
    if (relative && given.patients.length !== 1) return given
    // "que criticaban al ministro": a personal object is no subject.
    if (relative && prepositionsOf(document, given.patients[0]).length > 0) return given
    const quoted =
      !relative && /^(parataxis|root)$/.test(tokens.relation[token]) && isFiniteVerb(document, token)
    if (
      !given.patients.every(
        (one) =>
          isSomebody(this.#document, this.#words, this.#mentions, one) || (quoted && this.#mayAct(one)),
      )
    )
      return given
    return { ...given, agents: given.patients, patients: [] }
  }

  /**
   * Notes the nouns that belong to a verb's construction, so that they are no second event: those that say the same
   * ("open an investigation"), and all but those which keep a life of their own ("demand the release").
   */
  #consume(at: Construction, row: EventRow): void {
    const { tokens } = this.#document
    const keeps =
      row.type !== undefined &&
      (keepsObject.has(row.type) || (row.type === 'SANCTION' && row.mode !== null && row.mode !== 'sever'))
    const take = (noun: number): void => {
      // "charged with murder": the deed is another event, of the one who is charged.
      if (
        row.type !== undefined &&
        charges.has(row.type) &&
        rowsOf(this.#document, noun).some(({ type }) => type === 'ASSAULT')
      )
        return
      if (!keeps || rowsOf(this.#document, noun).some(({ type }) => type === row.type))
        this.#consumed.add(noun)
    }
    for (const condition of row.conditions) {
      if (condition.slot === 'obj' && (condition.operator === '=' || condition.operator === ':'))
        for (const head of at.arguments.patients) take(head)
      if (condition.slot !== 'has' || condition.operator !== '=') continue
      for (const word of condition.words) {
        const near = at.near().get(word)
        if (near === undefined) continue
        if (near > at.token && near - at.token < 6)
          for (let i = at.token + 1; i <= near; i++) if (tokens.tag[i] === 'NOUN') take(i)
        if (tokens.head[near] === at.token || tokens.head[at.token] === near) take(near)
        else if (tokens.head[near] >= 0 && tokens.head[tokens.head[near]] === at.token) {
          take(near)
          take(tokens.head[near])
        }
      }
    }
  }

  /** The event that a noun tells, if one of the rows fits: who takes part is found step by step, as they are listed. */
  #noun(token: number, rows: readonly EventRow[], generic: Doubt | undefined): void {
    const obliques = obliquesOf(this.#document, this.#words, token)
    const at = this.#construction(token, { ...noArguments, obliques })
    const matched = matchRow(this.#document, this.#words, this.#mentions, at, rows)
    const row = matched ?? likeliestRow(rows)
    if (!row || row.type === undefined) return
    let doubt: Doubt | undefined = matched ? generic : 'unmatched'
    const noun: NounReading = {
      token,
      row,
      obliques,
      named: this.#conditionWords(at, row),
      actors: [],
      recipients: [],
      ofs: [],
      possessors: [],
      clause: token,
    }
    this.#byPreposition(noun)
    this.#byDependent(noun)
    this.#byLightVerb(noun)
    this.#byHappening(noun)
    this.#byConfession(noun)
    this.#bySubject(noun)
    this.#byVictim(noun)
    this.#byOpposed(noun)
    this.#byComing(noun)
    this.#shareOf(noun)
    const { actors, recipients, clause } = noun
    if (row.type === 'OTHER' && row.of === 'none') {
      actors.length = 0
      recipients.length = 0
    }
    const takers = [
      ...actors.filter((one) => this.#takesPart(one, row, true)),
      ...recipients.filter((one) => this.#takesPart(one, row, false)),
    ]
    if (row.flags.has('arg') && takers.length === 0 && clause === token) doubt ??= 'bare'
    if (row.of === 'none' && row.flags.has('norec')) recipients.length = 0
    this.#keep(token, row, actors, recipients, clause, undefined, doubt)
  }

  /** "A strike by X on Y": the preposition says what part is taken. */
  #byPreposition({ row, obliques, named, actors, recipients, ofs }: NounReading): void {
    const { language } = this.#words
    const aim = row.recipient
    for (const { head, prepositions } of obliques) {
      const somebody = isSomebody(this.#document, this.#words, this.#mentions, head)
      if (named.has(head) && !(isDestruction(row) && row.of === 'recipient')) continue
      if (
        prepositions.some((word) => language.by.includes(word)) ||
        (row.type !== undefined &&
          comesFrom.has(row.type) &&
          prepositions.some((word) => language.from.includes(word)))
      ) {
        if (somebody) actors.push(head)
      } else if (prepositions.some((word) => this.#words.language.opposed.test(word))) recipients.push(head)
      else if (prepositions.some((word) => language.of.includes(word))) ofs.push(head)
      else if (prepositions.some((word) => language.between.includes(word))) actors.push(head)
      else if (prepositions.some((word) => language.with.includes(word)))
        (row.of === 'both' ? actors : recipients).push(head)
      else if (
        prepositions.some((word) => aim.includes(word)) &&
        this.#mayReceive(head) &&
        (somebody || this.#isActor(head) || row.type === 'ASSAULT')
      )
        recipients.push(head)
      // "críticas al ministro", "abusos a dos niñas": the preposition of personal objects brings whom it is done to.
      else if (
        row.of !== 'both' &&
        row.mode !== 'visit' &&
        isOfClass(this.#document, this.#words, this.#mentions, head, 'person') &&
        prepositions.some((word) => this.#document.words.events.personalObject.includes(word))
      )
        recipients.push(head)
    }
  }

  /** "Israel's strike", "an Israeli strike", "the strike that hit Y": what hangs on the noun itself. */
  #byDependent(noun: NounReading): void {
    const { tokens } = this.#document
    const { language } = this.#words
    const { token, row, actors, recipients } = noun
    for (const child of tokens.children(token)) {
      const relation = tokens.relation[child]
      if (
        (relation === 'nmod:poss' && tokens.tag[child] !== 'DET') ||
        (child < token &&
          (/.['’]s$|s['’]$/.test(tokens.form[child]) || /^['’]s?$/.test(tokens.form[child + 1] ?? '')) &&
          /^(compound|nmod|amod|det)/.test(relation))
      )
        noun.possessors = [...conjuncts(this.#document, child)]
      else if (/^(det|nmod:poss)/.test(relation) && tokens.has(child, 'Poss', 'Yes')) {
        // "son arrestation": whoever coreference says.
        const head = tokens.head[token]
        if (this.#mentions.entity[child]) noun.possessors = [child]
        else if (head >= 0 && tokens.tag[head] === 'VERB' && /^(obj|obl)/.test(tokens.relation[token]))
          noun.possessors = argumentsOf(this.#document, this.#words, head).agents
      } else if (
        relation.startsWith('amod') &&
        row.type !== 'OTHER' &&
        wordsOfClass(this.#words, 'demonym').has(tokens.lemma[child].toLowerCase())
      )
        actors.push(child)
      else if (
        row.type !== 'OTHER' &&
        relation.startsWith('amod') &&
        language.capitalAdjectivesAct &&
        /^[A-Z]/.test(tokens.form[child])
      )
        actors.push(child)
      else if (relation.startsWith('compound') && child < token && this.#isListedActor(child))
        actors.push(child)
      else if (relation.startsWith('acl')) this.#clauseOfNoun(child, actors, recipients)
    }
  }

  /** "X carried out a strike": the subject of a verb that says no more than its object acts, or receives. */
  #byLightVerb(noun: NounReading): void {
    const { tokens } = this.#document
    const { language } = this.#words
    const { token, row, actors, recipients } = noun
    const aim = row.recipient
    const head = tokens.head[token]
    const relation = tokens.relation[token]
    if (
      head >= 0 &&
      tokens.tag[head] === 'VERB' &&
      wordsOfClass(this.#words, 'light').has(verbLemma(this.#document, head)) &&
      // "Celebró la detención", "dénonce une tentative de meurtre": who speaks of a deed did not do it.
      !(
        row.type !== undefined &&
        harms.has(row.type) &&
        wordsOfClass(this.#words, 'light-speaks').has(verbLemma(this.#document, head))
      ) &&
      /^(obj|obl|nsubj:pass|xcomp)/.test(relation) &&
      // "Face à des violences, l'exécutif a fait …": what stands ahead of the verb is a circumstance.
      !(relation.startsWith('obl') && token < head) &&
      // "opened an inquiry for attempted murder": what it is about is nobody's who opens it.
      !(
        relation.startsWith('obl') &&
        prepositionsOf(this.#document, token).some((word) => language.chargePreposition.test(word))
      )
    ) {
      noun.clause = head
      const carried = argumentsOf(this.#document, this.#words, head)
      const receives =
        wordsOfClass(this.#words, 'light-receives').has(verbLemma(this.#document, head)) && !carried.passive
      ;(receives ? recipients : actors).push(...carried.agents.filter((one) => one !== token))
      // "was given two life sentences", "handed the man a fine".
      if (row.of !== 'both' && /^(obj|xcomp)/.test(relation))
        for (const patient of carried.patients)
          if (
            patient !== token &&
            patient < token &&
            tokens.baseRelation(patient) !== 'conj' &&
            isSomebody(this.#document, this.#words, this.#mentions, patient)
          )
            recipients.push(patient)
      for (const oblique of carried.obliques) {
        if (oblique.head === token) continue
        if (row.of !== 'both' && oblique.prepositions.includes('iobj')) recipients.push(oblique.head)
        // "faced criticism from farmers".
        else if (
          receives &&
          oblique.prepositions.some((word) => language.by.includes(word) || language.from.includes(word))
        )
          actors.push(oblique.head)
        else if (
          oblique.prepositions.some((word) => aim.includes(word)) &&
          this.#mayReceive(oblique.head) &&
          (this.#isActor(oblique.head) ||
            isSomebody(this.#document, this.#words, this.#mentions, oblique.head))
        )
          recipients.push(oblique.head)
        else if (row.of === 'both' && oblique.prepositions.some((word) => language.with.includes(word)))
          actors.push(oblique.head)
      }
    }
  }

  /** "Clashes broke out between X and Y", "the talks go on with X": what the verb brings belongs to the noun. */
  #byHappening({ token, row, actors, recipients }: NounReading): void {
    const { tokens } = this.#document
    const { language } = this.#words
    const head = tokens.head[token]
    if (row.type === 'OTHER') return
    const above = head >= 0 && tokens.tag[head] === 'VERB' && tokens.relation[token].startsWith('nsubj')
    // "Clashes broke out", its verb hung on the noun.
    const below =
      token + 1 < tokens.length &&
      tokens.tag[token + 1] === 'VERB' &&
      tokens.head[token + 1] === token &&
      /^(acl|xcomp|advcl|ccomp)/.test(tokens.relation[token + 1])
    if (!above && !below) return
    const verb = above ? head : token + 1
    for (const { head: one, prepositions } of obliquesOf(this.#document, this.#words, verb)) {
      if (one < token || !isSomebody(this.#document, this.#words, this.#mentions, one)) continue
      if (above && tokens.head[one] !== head) continue
      if (prepositions.some((word) => language.between.includes(word))) {
        if (actors.length === 0) actors.push(...conjuncts(this.#document, one))
      } else if (prepositions.some((word) => language.with.includes(word))) {
        if (row.of === 'both') actors.push(one)
      } else if (prepositions.some((word) => language.opposed.test(word))) {
        if (recipients.length === 0) recipients.push(one)
      }
    }
  }

  /** Those between whom the verb that says it happens has it: of the verb above, or of one right behind. */
  #betweenWhom(token: number): number[] {
    const { tokens } = this.#document
    const head = tokens.head[token]
    const verb = tokens.head[token + 1] === token ? token + 1 : head
    if (verb < 0 || tokens.tag[verb] !== 'VERB') return []
    if (verb === head && !tokens.relation[token].startsWith('nsubj')) return []
    return obliquesOf(this.#document, this.#words, verb)
      .filter(
        ({ head: one, prepositions }) =>
          one > token &&
          prepositions.some((word) => this.#words.language.between.includes(word)) &&
          isSomebody(this.#document, this.#words, this.#mentions, one),
      )
      .map(({ head: one }) => one)
  }

  /** "A avoué le viol et le meurtre de X": who confesses a deed did it. */
  #byConfession({ token, row, actors }: NounReading): void {
    const { tokens } = this.#document
    if (row.type !== 'ASSAULT' || actors.length > 0) return
    let at = token
    for (let n = 0; n < 4 && tokens.baseRelation(at) === 'conj' && tokens.head[at] >= 0; n++)
      at = tokens.head[at]
    const head = tokens.head[at]
    if (head < 0 || tokens.tag[head] !== 'VERB' || !/^(obj|obl)/.test(tokens.relation[at])) return
    if (!wordsOfClass(this.#words, 'confess').has(verbLemma(this.#document, head))) return
    actors.push(...argumentsOf(this.#document, this.#words, head).agents)
  }

  /** "X est en garde à vue", "en visite à Y, X a …", "X, on a visit to Y": who the phrase says something of. */
  #bySubject({ token, row, actors, recipients, clause }: NounReading): void {
    const { tokens } = this.#document
    if (clause !== token || row.type === 'OTHER') return
    const receives =
      row.of === 'recipient' &&
      // "the group was behind the killings".
      !prepositionsOf(this.#document, token).some((word) => wordsOfClass(this.#words, 'behind').has(word))
    if ((receives ? recipients : actors).length > 0) return
    const subjects = surfaceSubject(this.#document, this.#words, token)
    if (subjects.length > 0 && tokens.children(token).some((child) => tokens.baseRelation(child) === 'cop')) {
      ;(receives ? recipients : actors).push(...subjects)
      return
    }
    if (row.mode !== 'visit') return
    const head = tokens.head[token]
    if (head < 0) return
    const found =
      tokens.tag[head] === 'VERB'
        ? argumentsOf(this.#document, this.#words, head)[
            isPassive(this.#document, head) ? 'patients' : 'agents'
          ]
        : tokens.tag[head] === 'NOUN' || tokens.tag[head] === 'PROPN'
          ? [head]
          : []
    actors.push(...found.filter((one) => isSomebody(this.#document, this.#words, this.#mentions, one)))
  }

  /** "victimes de violences", "cible d'un attentat": the word for who suffers it, or whom that word describes. */
  #byVictim({ token, recipients }: NounReading): void {
    const { tokens } = this.#document
    const head = tokens.head[token]
    const victims = wordsOfClass(this.#words, 'victim')
    if (head < 0 || recipients.length > 0 || !victims.has(tokens.lemma[head])) return
    if (tokens.baseRelation(token) !== 'nmod' && tokens.baseRelation(token) !== 'obl') return
    const described = tokens.head[head]
    const relation = tokens.baseRelation(head)
    if (
      described >= 0 &&
      /^(appos|amod|acl|xcomp|nmod)$/.test(relation) &&
      !prepositionsOf(this.#document, head).length
    ) {
      if (tokens.tag[described] === 'VERB')
        recipients.push(...surfaceSubject(this.#document, this.#words, described))
      else recipients.push(described)
    } else {
      const subjects = surfaceSubject(this.#document, this.#words, head)
      recipients.push(...(subjects.length > 0 ? subjects : [head]))
    }
  }

  /** "engager des poursuites contre X", "poursuites et menaces contre X": whom it is against may hang beside it. */
  #byOpposed({ token, row, recipients }: NounReading): void {
    const { tokens } = this.#document
    if (recipients.length > 0 || row.type === 'OTHER' || row.of === 'both') return
    const beside: number[] = []
    const head = tokens.head[token]
    if (head >= 0 && /^(obj|obl|nsubj|conj|nmod)/.test(tokens.relation[token])) beside.push(head)
    for (const child of tokens.children(token)) if (tokens.baseRelation(child) === 'conj') beside.push(child)
    for (const one of beside)
      for (const { head: against, prepositions } of obliquesOf(this.#document, this.#words, one))
        if (
          against > token &&
          against - token < 12 &&
          prepositions.some((word) => this.#words.language.opposed.test(word))
        )
          recipients.push(against)
  }

  /** "Came to her aid", "acude al rescate del barco": who goes there helps, whoever's aid it is is helped. */
  #byComing(noun: NounReading): void {
    const { tokens } = this.#document
    const { token, row, actors, recipients } = noun
    const head = tokens.head[token]
    if (row.type !== 'AID' || actors.length > 0 || noun.clause !== token || head < 0) return
    if (tokens.tag[head] !== 'VERB' || tokens.baseRelation(token) !== 'obl') return
    if (!wordsOfClass(this.#words, 'coming').has(verbLemma(this.#document, head))) return
    noun.clause = head
    actors.push(...argumentsOf(this.#document, this.#words, head).agents)
    recipients.push(...noun.ofs.splice(0), ...noun.possessors.filter((one) => !actors.includes(one)))
    noun.possessors = []
    const { indirect } = this.#words.language
    for (const { head: one, prepositions } of obliquesOf(this.#document, this.#words, head))
      if (one !== token && prepositions.some((word) => word === 'iobj' || indirect.includes(word)))
        if (isSomebody(this.#document, this.#words, this.#mentions, one)) recipients.push(one)
  }

  /** Who stands behind "of", and whose it is, take the part that the row's "of" says. */
  #shareOf({ token, row, obliques, actors, recipients, ofs, possessors, clause }: NounReading): void {
    const { language } = this.#words
    switch (row.of) {
      case 'both':
        actors.push(...ofs, ...possessors)
        break
      case 'recipient': {
        recipients.push(...ofs)
        const bodyAssaults =
          row.type === 'ASSAULT' &&
          actors.length === 0 &&
          possessors.some(
            (one) =>
              this.#isActor(one) && !isOfClass(this.#document, this.#words, this.#mentions, one, 'person'),
          )
        ;(ofs.length > 0 || bodyAssaults ? actors : recipients).push(...possessors)
        break
      }
      case 'actor': {
        actors.push(...possessors)
        const agentThere = obliques.some(
          ({ head, prepositions }) =>
            actors.includes(head) && prepositions.some((word) => language.by.includes(word)),
        )
        // "the mayor's praise of the crew": who stands before it acts, so that "of" brings whom it is meant for.
        const meant =
          actors.length > 0 &&
          recipients.length === 0 &&
          clause === token &&
          (agentThere || possessors.length > 0)
        ;(meant ? recipients : actors).push(...ofs)
        break
      }
      case 'either':
        actors.push(...possessors)
        // "the attack of the city by rebels" but "the attack of the rebels on the city".
        ;(actors.length > 0 && recipients.length === 0 ? recipients : actors).push(...ofs)
    }
  }

  /** Tokens by which a row's "has" holds: part of the name of what happens ("garde à vue"), nobody in it. */
  #conditionWords(at: Construction, row: EventRow): ReadonlySet<number> {
    const found = new Set<number>()
    for (const { slot, operator, words } of row.conditions)
      if (slot === 'has' && operator === '=')
        for (const word of words) {
          const near = at.near().get(word)
          if (near !== undefined && !isOfClass(this.#document, this.#words, this.#mentions, near, 'agent'))
            found.add(near)
        }
    return found
  }

  /** "an attack carried out by X", "an attack targeting Y", "an attack that X claimed". */
  #clauseOfNoun(verb: number, actors: number[], recipients: number[]): void {
    const { tokens } = this.#document
    const lemma = verbLemma(this.#document, verb)
    if (wordsOfClass(this.#words, 'light').has(lemma) && isPassive(this.#document, verb)) {
      actors.push(...argumentsOf(this.#document, this.#words, verb).agents)
      for (const { head, prepositions } of obliquesOf(this.#document, this.#words, verb))
        if (prepositions.some((word) => this.#words.language.against.includes(word)) && this.#isActor(head))
          recipients.push(head)
    } else if (wordsOfClass(this.#words, 'aim').has(lemma) && !isPassive(this.#document, verb))
      recipients.push(...argumentsOf(this.#document, this.#words, verb).patients)
    else if (antecedent(this.#document, verb) >= 0) {
      let subjects = surfaceSubject(this.#document, this.#words, verb).filter(
        (one) => one !== tokens.head[verb],
      )
      // "la agresión que sufrió este vecino": the subject may stand behind.
      if (subjects.length === 0)
        subjects = this.#uninvert(verb, argumentsOf(this.#document, this.#words, verb)).agents.filter(
          (one) => one !== tokens.head[verb],
        )
      // "la paliza que sufrió el vecino", "the blow that a guard dealt him".
      if (wordsOfClass(this.#words, 'light-receives').has(lemma)) recipients.push(...subjects)
      else if (wordsOfClass(this.#words, 'light').has(lemma)) actors.push(...subjects)
    }
  }

  /** A noun before another that surely acts: "police raid", "NATO summit"; a bare name may be anything. */
  #isListedActor(child: number): boolean {
    const { tokens } = this.#document
    // "a U.S. strike", "a UN mission": letters for a country or body stand where an adjective has none.
    if (/^(?:\p{Lu}\.?){2,5}$/u.test(tokens.form[child]) && this.#isActor(child)) return true
    if (/[^\p{L}]/u.test(tokens.form[child])) return false
    const type = this.#mentions.entity[child]?.type
    if (type !== undefined) return type === 'organization' || type === 'group' || type === 'person'
    return (
      tokens.tag[child] === 'NOUN' && isOfClass(this.#document, this.#words, this.#mentions, child, 'agent')
    )
  }

  #isActor(head: number): boolean {
    return (
      isOfClass(this.#document, this.#words, this.#mentions, head, 'agent') ||
      isOfClass(this.#document, this.#words, this.#mentions, head, 'place')
    )
  }

  /** Whether what the grammar gives as a verb's subject may act, though no list knows it ("les insoumis pointent …"). */
  #mayAct(head: number): boolean {
    const { tokens } = this.#document
    if (tokens.tag[head] !== 'NOUN' || this.#mentions.time[head] === 1) return false
    const is = (name: string): boolean => isOfClass(this.#document, this.#words, this.#mentions, head, name)
    return !is('thing') && !is('calamity') && !wordsOfClass(this.#words, 'notperson').has(tokens.lemma[head])
  }

  /** "rescued by the Spanish ship Abierto": a thing with a name of its own that the grammar gives as agent. */
  #isNamedAgent(head: number): boolean {
    const { tokens } = this.#document
    return (
      tokens.relation[head] === 'obl:agent' &&
      tokens.children(head).some(
        (child) =>
          (child > head && /^(appos|flat)/.test(tokens.relation[child]) && tokens.tag[child] === 'PROPN') ||
          // "dragged by the driver's car".
          (tokens.relation[child] === 'nmod:poss' &&
            tokens.tag[child] !== 'DET' &&
            isSomebody(this.#document, this.#words, this.#mentions, child)),
      )
    )
  }

  #mayReceive(head: number): boolean {
    const tag = this.#document.tokens.tag[head]
    return tag === 'NOUN' || tag === 'PROPN' || tag === 'PRON' || tag === 'NUM'
  }

  /**
   * Whether a head word can take part in an event: somebody, or for what is done to things a thing or a place; no time,
   * no impersonal pronoun, no reflexive.
   */
  #takesPart(head: number, row: EventRow, acts: boolean): boolean {
    const { tokens } = this.#document
    if (this.#mentions.time[head] === 1) return false
    const tag = tokens.tag[head]
    if (tag === 'PRON' && acts && isPersonified(this.#document, head)) return true
    if (tag === 'PRON')
      return (
        isOfClass(this.#document, this.#words, this.#mentions, head, 'person') &&
        !isReflexive(this.#document, this.#words, head)
      )
    if (tag === 'DET') return this.#mentions.entity[head] !== undefined
    // "golpearon al pequeño": an adjective that a personal preposition brings is somebody.
    if (
      !acts &&
      tag === 'ADJ' &&
      prepositionsOf(this.#document, head).some((word) =>
        this.#document.words.events.personalObject.includes(word),
      )
    )
      return true
    if (tag === 'PUNCT' || tag === 'ADV' || tag === 'ADP' || tag === 'SYM' || tag === 'CCONJ') return false
    if (/[%€$£]/.test(tokens.form[head])) return false
    if (isSomebody(this.#document, this.#words, this.#mentions, head)) return true
    if (acts || (row.type !== undefined && towardsPeople.has(row.type) && row.mode !== 'visit')) return false
    if (isOfClass(this.#document, this.#words, this.#mentions, head, 'calamity')) return false
    return (
      !isOfClass(this.#document, this.#words, this.#mentions, head, 'thing') ||
      isOfClass(this.#document, this.#words, this.#mentions, head, 'place')
    )
  }

  /** "I", "you", "on": somebody in the text's everyday, no actor of public life. */
  #isPrivate(head: number): boolean {
    const { tokens } = this.#document
    if (tokens.tag[head] !== 'PRON' && tokens.tag[head] !== 'DET') return false
    return (
      this.#words.language.privatePronoun.test(tokens.form[head]) ||
      (tokens.has(head, 'Person', '1') && tokens.has(head, 'Number', 'Sing'))
    )
  }

  #keep(
    token: number,
    row: EventRow,
    actors: readonly number[],
    recipients: readonly number[],
    clause: number,
    given: Arguments | undefined,
    doubted: Doubt | undefined,
  ): void {
    let doubt = doubted
    const acting = [...new Set(this.#withStrayConjuncts(actors))].filter(
      (one) =>
        one !== token &&
        (this.#takesPart(one, row, true) ||
          (given?.agents.includes(one) && (given.passive ? this.#isNamedAgent(one) : this.#mayAct(one)))),
    )
    // "le pidieron a la alcaldesa": the pronoun says once more whom the noun names.
    const isNamedToo = (one: number): boolean =>
      this.#document.words.events.personalObject.length > 0 &&
      isIndirectPronoun(this.#document, one) &&
      recipients.some(
        (other) => !isIndirectPronoun(this.#document, other) && tokens.head[other] === tokens.head[one],
      )
    const { tokens } = this.#document
    const receiving = [...new Set(this.#withStrayConjuncts(recipients))].filter(
      (one) => !isNamedToo(one) && one !== token && !acting.includes(one) && this.#takesPart(one, row, false),
    )
    if (row.type !== undefined && towardsPeople.has(row.type)) {
      // Everyday help, visits and requests are no events of public life.
      const parts = [...acting, ...receiving]
      if (parts.length > 0 && parts.every((head) => this.#isPrivate(head))) doubt ??= 'private'
      if (parts.length === 0 && given && !isFiniteVerb(this.#document, token) && !given.passive)
        doubt ??= 'nobody'
    }
    this.#drafts.set(token, {
      token,
      row,
      mode: row.mode,
      contexts: row.contexts,
      actors: acting,
      recipients: receiving,
      clause,
      arguments: given,
      doubt,
    })
  }

  /**
   * "une policière de la Direction et une employée": the second of two people that a parser hangs on a noun within the
   * first one's phrase.
   */
  #withStrayConjuncts(heads: readonly number[]): number[] {
    const { tokens } = this.#document
    const isPerson = (one: number): boolean =>
      tokens.tag[one] === 'NOUN' && wordsOfClass(this.#words, 'person').has(tokens.lemma[one])
    const found = [...heads]
    for (const head of heads) {
      if (!isPerson(head)) continue
      for (const inner of tokens.children(head)) {
        if (inner < head || tokens.baseRelation(inner) !== 'nmod' || isPerson(inner)) continue
        for (const child of tokens.children(inner))
          if (tokens.baseRelation(child) === 'conj' && isPerson(child) && child - head < 20) found.push(child)
      }
    }
    return found
  }

  /** What a verbal act is about: its infinitive, its object or what "of" and "for" bring, where that is a trigger. */
  #content(draft: EventDraft): EventDraft | undefined {
    const { tokens } = this.#document
    const given = draft.arguments
    if (given) {
      const complement = this.#drafts.get(given.complement)
      if (complement) return complement
      for (const head of [...given.patients, ...given.obliques.map((oblique) => oblique.head)]) {
        const found = this.#drafts.get(head)
        if (found) return found
      }
      return undefined
    }
    for (const child of tokens.children(draft.token)) {
      const found = this.#drafts.get(child)
      if (found && /^(nmod|acl|compound)/.test(tokens.relation[child])) return found
    }
    return undefined
  }

  #events(): ReportedEvent[] {
    const document = this.#document
    const { tokens } = document
    const claims = new Map<number, Claim>()
    const clauses = new Set(document.claims.map(({ id }) => id))
    for (const claim of [...document.claims, ...document.predicates]) {
      const token = tokens.at(claim.predicate[0])
      if (!claims.has(token)) claims.set(token, claim)
    }
    this.#judge()
    this.#addAccused()
    this.#shareAmongConjuncts()
    const settings = indexSettings(document, this.#words)
    const begins = new Map(document.times.map(({ id, from }) => [id, from]))
    const events: ReportedEvent[] = []
    const named = new Set<string>()
    const typeOf = (token: number): EventType | undefined => this.#drafts.get(token)?.row.type
    for (const draft of [...this.#drafts.values()].sort((a, b) => a.token - b.token)) {
      const { row, token } = draft
      const own = claims.get(token) ?? (draft.clause === token ? undefined : claims.get(draft.clause))
      const claim = own ?? this.#covering(token, claims)
      if (!claim || row.type === undefined) continue
      let { mode } = draft
      if (mode === null && (row.type === 'THREATEN' || row.type === 'REQUEST' || row.type === 'REJECT')) {
        const content = this.#content(draft)
        if (content) mode = modeOfContent(row.type, content.row)
      }
      // The storm that every sentence names again is told once, unless something more is said of it.
      if (row.type === 'OTHER' && row.part === 'N') {
        const bare = draft.actors.length === 0 && draft.recipients.length === 0
        if (bare && named.has(row.lemma) && !settings.times.has(token) && !settings.places.has(token))
          continue
        named.add(row.lemma)
      }
      const governed = governedStatus(document, this.#words, token, typeOf)
      const event: ReportedEvent = {
        id: `ev${events.length + 1}`,
        trigger: tokens.span(token),
        type: row.type,
        ...(mode === null ? {} : { mode }),
        ...(draft.contexts.length === 0 ? {} : { contexts: [...draft.contexts] }),
        // What only stands in a claim about something else is not valued by it.
        status: this.#status(draft, own ?? { ...claim, factuality: 'CT+', marks: [] }, governed, claims),
        actors: this.#participants(draft.actors),
        recipients: this.#participants(draft.recipients),
        // What is no claim by itself is told by the clause in which it stands.
        claims: [clauses.has(claim.id) ? claim.id : (claim.within ?? claim.id)],
        lemma: row.lemma,
      }
      setSetting(document, settings, event, token, draft.clause)
      // "rallies next month": what a noun names for a day to come is planned.
      if (row.part === 'N' && event.status === 'occurred' && event.time) {
        const { published } = document.input
        const from = begins.get(event.time)
        if (published && from && from.slice(0, 10) > published.slice(0, 10)) event.status = 'planned'
      }
      if (!event.place && (row.type === 'ASSAULT' || (row.type === 'CONSULT' && row.mode === 'visit')))
        for (const head of draft.recipients) event.place ??= placeOfParticipant(this.#mentions, head)
      if (document.explain)
        event.why = {
          by: `events.lexicon: ${row.lemma} ${row.part}`,
          spans: [event.trigger],
          sentence: this.#words.language.why.type
            .replace('{words}', tokens.form[token])
            .replace('{type}', row.type),
        }
      if (own) own.event ??= event.id
      events.push(event)
    }
    return events
  }

  /** Leaves out what is more likely no event. */
  #judge(): void {
    const { tokens } = this.#document
    const certainInSentence = new Map<number, number>()
    const certainType = new Map<number, EventType>()
    const times = new Map<string, number>()
    let certain = 0
    let fights = 0
    for (const { token, row, doubt } of this.#drafts.values()) {
      if (row.type === undefined) continue
      if (doubt === undefined) certainType.set(token, row.type)
      if (row.type === 'OTHER') continue
      times.set(row.lemma, (times.get(row.lemma) ?? 0) + 1)
      if (doubt !== undefined) continue
      const sentence = tokens.sentence[token]
      certainInSentence.set(sentence, (certainInSentence.get(sentence) ?? 0) + 1)
      certain++
      if (strife.has(row.type)) fights++
    }
    const around: TriggerSurroundings = {
      certainInSentence,
      density: certainInSentence.size / Math.max(1, this.#document.sentences.length),
      strife: fights / Math.max(1, certain),
      certainType,
      times,
      isSomebody: (one) => isSomebody(this.#document, this.#words, this.#mentions, one),
    }
    for (const draft of [...this.#drafts.values()]) {
      const { row, token, doubt } = draft
      if (row.type === undefined || row.type === 'OTHER') {
        if (doubt !== undefined) this.#drafts.delete(token)
        continue
      }
      const candidate = {
        ...draft,
        rows: rowsOf(this.#document, token),
        patients: draft.arguments?.patients ?? [],
      }
      if (!this.#accepts(candidate, triggerFeatures(this.#document, candidate, around)))
        this.#drafts.delete(token)
    }
  }

  /** "menaces et violences", "assassinat et tentative d'assassinat": nouns side by side have their people in common. */
  #shareAmongConjuncts(): void {
    const { tokens } = this.#document
    for (const draft of this.#drafts.values()) {
      if (draft.row.part !== 'N' || tokens.baseRelation(draft.token) !== 'conj') continue
      const first = this.#drafts.get(tokens.head[draft.token])
      if (first?.row.part !== 'N' || first.row.type === 'OTHER' || draft.row.type === 'OTHER') continue
      // "le viol et le meurtre de X": what stands behind the last belongs to the first too.
      if (first.recipients.length === 0 && first.row.of !== 'both' && first.clause === first.token)
        if (draft.recipients.length > 0 && draft.token - first.token < 5)
          first.recipients = [...draft.recipients]
      if (draft.actors.length + draft.recipients.length > 0) continue
      draft.actors = [...first.actors]
      draft.recipients = [...first.recipients]
    }
  }

  /** "mis en examen pour meurtre", "charged with two counts of murder": who is held for a deed is who is said to have done it. */
  #addAccused(): void {
    const { tokens } = this.#document
    for (const draft of this.#drafts.values()) {
      if (draft.row.part !== 'N' || draft.actors.length > 0 || draft.row.of === 'none') continue
      let at = draft.token
      let charged = false
      for (let n = 0; n < 4 && at >= 0; n++) {
        charged ||= prepositionsOf(this.#document, at).some((word) =>
          this.#words.language.chargePreposition.test(word),
        )
        const relation = tokens.baseRelation(at)
        const head = tokens.head[at]
        if (head < 0 || !/^(conj|nmod|obl|compound|appos)$/.test(relation)) break
        const charge = this.#drafts.get(head)
        if (charge?.row.type !== undefined && charge.row.part === 'V' && charges.has(charge.row.type)) {
          if (charged) draft.actors = charge.recipients.filter((one) => !draft.recipients.includes(one))
          break
        }
        if (relation !== 'conj' && tokens.tag[head] === 'VERB') break
        at = head
      }
    }
  }

  /** The claim in which a noun stands that has none of its own: that of the nearest verb above. */
  #covering(token: number, claims: ReadonlyMap<number, Claim>): Claim | undefined {
    const { tokens } = this.#document
    if (tokens.tag[token] !== 'NOUN') return undefined
    let at = tokens.head[token]
    for (let n = 0; n < 4 && at >= 0; n++) {
      const claim = claims.get(at)
      if (claim) return claim
      at = tokens.head[at]
    }
    return undefined
  }

  /** A noun's status is its own claim's, or where that is plain the one of the verb that says it happens. */
  #status(
    draft: EventDraft,
    claim: Claim,
    governed: EventStatus | undefined,
    claims: ReadonlyMap<number, Claim>,
  ): EventStatus {
    const document = this.#document
    const { tokens } = document
    const { row, token } = draft
    if (this.#isTurnedDown(draft))
      return statusOf(
        document,
        this.#words,
        token,
        row,
        { ...claim, factuality: 'CT+', marks: [] },
        undefined,
      )
    const valued = statusOf(document, this.#words, token, row, this.#asPresupposed(claim, token), governed)
    const status = valued === 'possible' && this.#isCarriedOut(draft, claims) ? 'occurred' : valued
    if (status !== 'occurred') return status
    if (row.part === 'V') {
      // "Suspended the aid": that it does not flow is what was done.
      if (wordsOfClass(this.#words, 'averted').has(verbLemma(document, token))) return status
      // "made no concessions": what is denied of the object is denied of the whole.
      for (const patient of draft.arguments?.patients ?? [])
        if (this.#consumed.has(patient) && claims.get(patient)?.factuality === 'CT-') return 'denied'
      return status
    }
    let verb = draft.clause
    if (verb === token) {
      const head = tokens.head[token]
      if (head < 0 || !tokens.relation[token].startsWith('nsubj')) return status
      verb = head
      if (!wordsOfClass(this.#words, 'happen').has(verbLemma(document, head))) {
        // "A strike could hit the port": what is only held possible of some strike, no strike has done.
        if (!this.#isNew(token)) return status
        verb = tokens.children(head).find((child) => tokens.relation[child] === 'xcomp') ?? head
        const told = claims.get(verb)
        const open = told?.marks.some(({ kind }) => kind === 'future' || kind === 'modal')
        if (!open && told?.factuality !== 'PS+') return status
      }
    }
    const carrying = claims.get(verb)
    return carrying
      ? statusOf(
          document,
          this.#words,
          verb,
          row,
          carrying,
          governedStatus(document, this.#words, verb, () => undefined),
        )
      : status
  }

  /** "Rejected the accusations", "turned down the request": what is turned down was said all the same. */
  #isTurnedDown({ row, token }: EventDraft): boolean {
    const { tokens } = this.#document
    if (row.part !== 'N' || (row.type !== 'ACCUSE' && row.type !== 'REQUEST')) return false
    const head = tokens.head[token]
    if (head < 0 || !/^(obj|nsubj:pass)$/.test(tokens.relation[token])) return false
    return this.#drafts.get(head)?.row.type === 'REJECT'
  }

  /** Whether a noun brings in something not told of before, of which nothing else is told: "a strike", "strikes". */
  #isNew(token: number): boolean {
    const { tokens } = this.#document
    let isIndefinite = tokens.has(token, 'Number', 'Plur')
    for (const child of tokens.children(token)) {
      const relation = tokens.baseRelation(child)
      if (relation === 'acl' || relation === 'nummod') return false
      if (tokens.tag[child] !== 'DET') continue
      if (!tokens.has(child, 'Definite', 'Ind')) return false
      isIndefinite = true
    }
    return isIndefinite
  }

  /** "Took to the streets to demand justice": what is called for by doing what is told is called for. */
  #isCarriedOut({ row, token }: EventDraft, claims: ReadonlyMap<number, Claim>): boolean {
    const { tokens } = this.#document
    if (row.part !== 'V' || (row.type !== 'PROTEST' && row.type !== 'REQUEST')) return false
    let at = token
    while (tokens.baseRelation(at) === 'conj' && tokens.features[tokens.head[at]]['VerbForm'] === 'Inf')
      at = tokens.head[at]
    if (tokens.baseRelation(at) !== 'advcl' || tokens.features[at]['VerbForm'] !== 'Inf') return false
    const carrying = claims.get(tokens.head[at])
    return carrying?.factuality === 'CT+' && carrying.basis === 'asserted' && carrying.marks.length === 0
  }

  /**
   * The claim by which an event is valued. What a noun names is taken for granted, whatever is believed or hoped of it
   * ("hopes the talks go on", "believe he was behind the killings"), and so is what stands behind "after" or "for":
   * only denial, a condition and hearsay reach it.
   */
  #asPresupposed(claim: Claim, token: number): Claim {
    const { tokens } = this.#document
    if (!/^(PR\+|PS\+|Uu|CTu)$/.test(claim.factuality)) return claim
    if (claim.basis === 'hearsay') return claim
    const noun = tokens.tag[token] === 'NOUN'
    if (!noun) {
      // "luego de que abandonaran a su hija": behind "after", a mood of doubt tells what was done.
      const factual = wordsOfClass(
        this.#words,
        isFiniteVerb(this.#document, token) ? 'aftermark' : 'factualmark',
      )
      const marked = tokens
        .children(token)
        .some(
          (child) =>
            child < token &&
            /^(mark|case)$/.test(tokens.baseRelation(child)) &&
            factual.has(tokens.form[child].toLowerCase()),
        )
      if (!marked) return claim
    }
    return { ...claim, factuality: 'CT+', marks: claim.marks.filter(({ kind }) => kind === 'condition') }
  }

  #participants(heads: readonly number[]): Participant[] {
    const seen = new Set<string>()
    const found: Participant[] = []
    for (const head of heads) {
      const participant =
        this.#known.get(head) ?? participantOf(this.#document, this.#words, this.#mentions, head)
      this.#known.set(head, participant)
      const key = participant.span.join(' ')
      if (seen.has(key) || participant.span[0] >= participant.span[1]) continue
      seen.add(key)
      found.push({ ...participant })
    }
    return found.sort((a, b) => a.span[0] - b.span[0])
  }
}

/**
 * The component that reads PLOVER events out of a parsed document: a trigger from the lexicon in a construction that
 * its frame allows, those who act and those acted upon, place and time where the grammar gives them, and a status from
 * the claim whose predicate is the trigger. An event without a claim is left out. Links claims back to their event.
 */
export function createEvents(pack: LanguagePack, accepts: TriggerJudge = learnedJudge): Component {
  const words = eventWords(pack)
  return defineComponent({
    name: 'events',
    needs: [
      'sentences',
      'tokens',
      'tags',
      'lemmas',
      'dependencies',
      'entities',
      'places',
      'times',
      'attributions',
    ],
    gives: ['events'],
    refines: ['claims', 'predicates', 'argumentMemory'],
    uses: { [`${pack.code}.events.lexicon`]: words.language.words.hash },
    run: (document) => ({ events: new Reader(document, words, accepts).read() }),
  })
}
