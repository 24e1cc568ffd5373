import type { EventType } from '../../contract/analysis.ts'
import { hasReflexive, isFiniteVerb, isPassive } from './arguments.ts'
import type { Document } from './document.ts'
import type { EventRow } from './lexicon.ts'

/**
 * Why the rules alone would leave a trigger out: its construction fits no frame ("unmatched"), it asks for people and
 * none were found ("bare"), it only says the kind of another noun ("generic"), all who take part are "I" or "you"
 * ("private"), or an infinitive or gerund has nobody ("nobody").
 */
export type Doubt = 'unmatched' | 'bare' | 'generic' | 'private' | 'nobody'

/** A word that may report an event, with what the rules found of it; all numbers are tokens. */
export interface TriggerCandidate {
  readonly token: number
  readonly row: EventRow
  /** The lexicon's rows for the token. */
  readonly rows: readonly EventRow[]
  readonly doubt: Doubt | undefined
  readonly actors: readonly number[]
  readonly recipients: readonly number[]
  /** The light verb that carries a noun, or the token itself. */
  readonly clause: number
  /** The objects of a verb, passive subjects among them; none of a noun. */
  readonly patients: readonly number[]
}

/** What the rest of the document says of a candidate. */
export interface TriggerSurroundings {
  /** Events without doubt in each sentence. */
  readonly certainInSentence: ReadonlyMap<number, number>
  /** Share of the document's sentences that hold an event without doubt. */
  readonly density: number
  /** Share of the document's events without doubt that are violence, arrests, protests and the like. */
  readonly strife: number
  /** Types of the tokens that are events without doubt, before any is left out. */
  readonly certainType: ReadonlyMap<number, EventType>
  /** Whether a token is a person, a body or a place that may act. */
  readonly isSomebody: (token: number) => boolean
  /** How often each lemma is a candidate in the document. */
  readonly times: ReadonlyMap<string, number>
}

/** What speaks for or against a word's reporting an event: names of features, each there or not. */
export function triggerFeatures(
  document: Document,
  candidate: TriggerCandidate,
  around: TriggerSurroundings,
): string[] {
  const { tokens } = document
  const { token, row, rows, doubt, actors, recipients, clause, patients } = candidate
  const part = row.part
  const why = doubt ?? 'sure'
  const found: string[] = ['any', `${part} ${why}`, `type ${row.type}`, `${why} ${row.type}`]
  const people =
    actors.length > 0
      ? recipients.length > 0
        ? 'both'
        : 'actor'
      : recipients.length > 0
        ? 'recipient'
        : 'nobody'
  found.push(`${part} people ${people}`, `${why} people ${people}`)
  const kindOf = (heads: readonly number[]): string =>
    heads.length === 0 ? 'none' : heads.some(around.isSomebody) ? 'somebody' : 'thing'
  found.push(`${row.type} actor ${kindOf(actors)}`, `${row.type} recipient ${kindOf(recipients)}`)
  found.push(`${part} actor ${kindOf(actors)}`, `${part} recipient ${kindOf(recipients)}`)
  const relation = tokens.baseRelation(token)
  found.push(`${part} ${relation}`, `${why} ${part} ${relation}`)
  const types = new Set(rows.map(({ type }) => type ?? 'NONE'))
  if (types.has('NONE')) found.push('may be none', `${why} may be none`)
  types.delete('NONE')
  found.push(`types ${Math.min(3, types.size)}`, `${why} types ${Math.min(3, types.size)}`)
  if (row.mode !== null) found.push('mode')
  const conditions = row.conditions.filter(({ slot }) => slot === 'obj' || slot === 'prep').length
  if (doubt === 'unmatched') found.push(conditions > 0 ? 'unmatched asks object' : 'unmatched asks else')
  if (row.flags.has('soft')) found.push('soft')
  if (row.flags.has('arg')) found.push('asks people')
  if (clause !== token) found.push('light verb')
  const head = tokens.head[token]
  if (part === 'N') {
    let determiner = 'none'
    let described = false
    let of = false
    let after = false
    for (const child of tokens.children(token)) {
      const link = tokens.baseRelation(child)
      if (link === 'det') {
        if (tokens.has(child, 'Poss', 'Yes')) determiner = 'possessive'
        else if (tokens.has(child, 'Definite', 'Ind')) determiner = 'indefinite'
        else if (tokens.has(child, 'PronType', 'Dem')) determiner = 'demonstrative'
        else determiner = 'definite'
      } else if (link === 'nummod') determiner = 'number'
      else if (link === 'amod' || link === 'acl') described = true
      else if (link === 'nmod') {
        of = true
        if (child > token) after = true
      } else if (link === 'compound') described = true
    }
    found.push(`det ${determiner}`, `${why} det ${determiner}`)
    if (described) found.push('described', `${why} described`)
    if (of) found.push('nmod', `${why} nmod`)
    if (!described && !after && determiner === 'none') found.push(`${why} naked`)
    if (tokens.has(token, 'Number', 'Plur')) found.push('plural', `${why} plural`)
    if (head >= 0) found.push(`noun under ${tokens.tag[head]}`, `${why} noun under ${tokens.tag[head]}`)
  } else {
    const features = tokens.features[token]
    const form = isFiniteVerb(document, token) ? 'Fin' : (features['VerbForm'] ?? 'none')
    found.push(`form ${form}`, `${why} form ${form}`, `${row.type} form ${form}`)
    found.push(`object ${kindOf(patients)}`, `${row.type} object ${kindOf(patients)}`)
    if (hasReflexive(document, token)) found.push('reflexive', `${why} reflexive`, `${row.type} reflexive`)
    if (isPassive(document, token)) found.push('passive', `${row.type} passive`)
    let object = false
    let subject = false
    let clausal = false
    let oblique = false
    for (const child of tokens.children(token)) {
      const link = tokens.baseRelation(child)
      if (link === 'obj') object = true
      else if (link === 'nsubj') subject = true
      else if (link === 'xcomp' || link === 'ccomp') clausal = true
      else if (link === 'obl') oblique = true
    }
    if (object) found.push('has object', `${why} has object`)
    if (subject) found.push('has subject', `${why} has subject`)
    if (clausal) found.push('has clause', `${why} has clause`)
    if (!object && !subject && !oblique && !clausal) found.push(`${why} alone`)
  }
  if (head >= 0) {
    const above = around.certainType.get(head)
    if (above) found.push('under an event', `${why} under an event`)
    if (above === row.type) found.push('under its own type')
  } else found.push('root')
  const beside = (around.certainInSentence.get(tokens.sentence[token]) ?? 0) - (doubt === undefined ? 1 : 0)
  found.push(`beside ${Math.min(3, beside)}`, `${why} beside ${Math.min(3, beside)}`)
  found.push(`density ${Math.min(4, Math.floor(around.density * 6))}`)
  found.push(`strife ${Math.min(4, Math.floor(around.strife * 5))}`)
  if ((around.times.get(row.lemma) ?? 0) > 1) found.push('again', `${why} again`)
  if (/^\p{Lu}/u.test(tokens.form[token])) found.push('capital')
  found.push(`lemma ${document.words.code} ${row.lemma} ${part}`)
  return found
}
