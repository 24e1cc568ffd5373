import type { Arguments } from './arguments.ts'
import type { Document } from './document.ts'
import type { Condition, EventRow, EventWords } from './lexicon.ts'
import { wordsOfClass } from './lexicon.ts'
import { coreOf, isOfClass, type Mentions } from './participants.ts'

/** What a row is judged by: a trigger with its surroundings, worked out once for all its rows. */
export interface Construction {
  token: number
  arguments: Arguments
  /** Lemmas and forms, lower case, of dependents, their dependents and the next neighbours, with a token for each. */
  near: () => ReadonlyMap<string, number>
  reflexive: boolean
  sport: boolean
}

/** Clauses beside or below that tell something of their own. */
const otherClause: ReadonlySet<string> = new Set(['advcl', 'conj', 'parataxis'])

/** Lemmas and lower-case forms near a trigger: two links down, two tokens around, and what it depends on. */
export function nearWords(document: Document, token: number): ReadonlyMap<string, number> {
  const { tokens } = document
  const near = new Map<string, number>()
  const add = (i: number): void => {
    const lemma = tokens.lemma[i]
    if (!near.has(lemma)) near.set(lemma, i)
    const form = tokens.form[i].toLowerCase()
    if (!near.has(form)) near.set(form, i)
    if (!near.has(tokens.form[i])) near.set(tokens.form[i], i)
  }
  for (const child of tokens.children(token)) {
    if (Math.abs(child - token) > 30) continue
    add(child)
    // "Held since Monday, she was charged": what another clause tells is no part of this construction.
    if (otherClause.has(tokens.baseRelation(child)) && tokens.tag[child] === 'VERB') continue
    for (const grandchild of tokens.children(child)) if (Math.abs(grandchild - token) <= 30) add(grandchild)
  }
  const sentence = tokens.sentence[token]
  for (let i = Math.max(0, token - 2); i <= token + 4 && i < tokens.length; i++)
    if (i !== token && tokens.sentence[i] === sentence && tokens.tag[i] !== 'PUNCT') add(i)
  const head = tokens.head[token]
  if (head >= 0) add(head)
  return near
}

/** Whether a sentence speaks of sport. */
export function isSport(document: Document, words: EventWords, sentence: number): boolean {
  const { tokens } = document
  const { first, last } = document.sentences[sentence]
  const sport = wordsOfClass(words, 'sport')
  let found = 0
  for (let i = first; i < last; i++)
    if (sport.has(tokens.lemma[i]) || sport.has(tokens.form[i].toLowerCase())) found++
  return found > 0 && found * 25 >= last - first
}

function meets(
  document: Document,
  words: EventWords,
  mentions: Mentions,
  at: Construction,
  row: EventRow,
  condition: Condition,
): boolean {
  const { operator } = condition
  if (condition.slot === 'has') {
    const there = condition.words.some((word) => at.near().has(word) || at.near().has(word.toLowerCase()))
    return operator === '≠' || operator === '!' ? !there : there
  }
  if (condition.slot === 'prep') {
    if (operator === '=')
      return at.arguments.obliques.some((oblique) =>
        condition.words.some((word) => oblique.prepositions.includes(word)),
      )
    return at.arguments.obliques.some(
      (oblique) =>
        row.recipient.some((word) => oblique.prepositions.includes(word)) &&
        condition.words.some((name) => isOfClass(document, words, mentions, oblique.head, name)),
    )
  }
  const heads = condition.slot === 'obj' ? at.arguments.patients : at.arguments.agents
  if (heads.length === 0) return condition.slot === 'subj' && (operator === '!' || operator === '≠')
  switch (operator) {
    case '':
      return true
    case ':':
      return heads.some((head) =>
        condition.words.some((name) => isOfClass(document, words, mentions, head, name)),
      )
    case '!':
      return !condition.words.some((name) => isOfClass(document, words, mentions, heads[0], name))
    default: {
      const listed = heads.some((head) => isListed(document, words, condition.words, head))
      return operator === '=' ? listed : !listed
    }
  }
}

function isListed(document: Document, words: EventWords, list: readonly string[], head: number): boolean {
  const { tokens } = document
  const core = coreOf(document, words, head)
  return (
    list.includes(tokens.lemma[head]) ||
    list.includes(tokens.form[head].toLowerCase()) ||
    list.includes(tokens.form[head].toLowerCase().replace(/s$/, '')) ||
    (core !== head && list.includes(tokens.lemma[core]))
  )
}

/** The first of `rows` whose frame holds for the construction; undefined where none does. */
export function matchRow(
  document: Document,
  words: EventWords,
  mentions: Mentions,
  at: Construction,
  rows: readonly EventRow[],
): EventRow | undefined {
  for (const row of rows) {
    if (row.part === 'V') {
      if (row.flags.has('refl') ? !at.reflexive : at.reflexive && !row.flags.has('refl?')) continue
      if (row.flags.has('intr') && at.arguments.patients.length > 0 && !at.arguments.passive) continue
      if (row.flags.has('intr') && at.arguments.passive && !at.arguments.reduced) continue
      if (row.flags.has('comp') && at.arguments.complement < 0) continue
    }
    if (row.flags.has('soft') && at.sport) continue
    if (row.conditions.every((condition) => meets(document, words, mentions, at, row, condition))) return row
  }
  return undefined
}
