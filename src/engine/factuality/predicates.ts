import type { Tokens } from './document.ts'
import type { FactualityWords, GovernorClass } from './lexicon.ts'

/** Whether token `i` has a dependent of a relation. */
export function hasChild(tokens: Tokens, i: number, relation: string): boolean {
  for (const child of tokens.children(i)) if (tokens.baseRelation(child) === relation) return true
  return false
}

const verbal = new Set(['VERB', 'AUX'])
const helper = new Set(['aux', 'cop', 'fixed', 'flat', 'case', 'mark', 'cc'])
const clausal = new Set(['root', 'ccomp', 'xcomp', 'advcl', 'acl', 'csubj', 'parataxis'])
/** Adjectives that predicate with a complement: "responsables d'un afflux". */
const complements = new Set(['obl', 'nmod', 'advcl', 'xcomp', 'ccomp', 'csubj', 'acl'])

/**
 * Marks the tokens that predicate: verbs that are no auxiliaries, what a copula joins to a subject, event nouns, nouns
 * and adjectives that govern a clause, and the root of a sentence without a verb where it is an event noun.
 * One byte a token; 1 for verbs, 2 for what a copula predicates, 3 for nouns and adjectives.
 */
export function findPredicates(tokens: Tokens, words: FactualityWords): Uint8Array {
  const kinds = new Uint8Array(tokens.length)
  for (let i = 0; i < tokens.length; i++) {
    const relation = tokens.baseRelation(i)
    const tag = tokens.tag[i]
    if (verbal.has(tag)) {
      if (
        tag === 'VERB'
          ? relation !== 'aux' && relation !== 'fixed' && relation !== 'cop'
          : !helper.has(relation)
      )
        kinds[i] = 1
      continue
    }
    if (tag === 'PUNCT' || tag === 'ADP' || tag === 'DET' || tag === 'CCONJ' || tag === 'SCONJ') continue
    if (hasChild(tokens, i, 'cop')) {
      kinds[i] = 2
      continue
    }
    if (tag === 'NOUN' && relation !== 'fixed' && relation !== 'flat' && isEventNoun(tokens, words, i))
      kinds[i] = 3
    else if (tag === 'ADJ' && relation === 'amod' && words.participle?.test(tokens.form[i].toLowerCase()))
      kinds[i] = 3
    else if ((tag === 'ADJ' || tag === 'NOUN') && isPredicative(tokens, i, relation)) kinds[i] = 3
  }
  return kinds
}

/** Class of a governor by its lemma or, where the lemmatiser did not know the verb, by its stem and ending. */
export function classOf(tokens: Tokens, words: FactualityWords, i: number): GovernorClass | undefined {
  const lemma = lemmaOf(tokens, i)
  const noun = isContentNoun(tokens, words, i) ? nounClassOf(words, lemma) : undefined
  if (noun) return noun
  const known = words.classes.get(lemma) ?? words.classes.get(tokens.form[i].toLowerCase())
  if (known || tokens.tag[i] !== 'VERB' || words.verbEndings.size === 0) return known
  const form = tokens.form[i].toLowerCase()
  for (let cut = 1; cut <= 5 && form.length - cut >= 3; cut++)
    if (words.verbEndings.has(form.slice(form.length - cut))) {
      const found = words.stems.get(form.slice(0, form.length - cut))
      if (found) return found
    }
  return undefined
}

/** Whether a word is a noun that judges or reports: also one that a sentence opens with and the tagger took for a verb. */
export function isContentNoun(tokens: Tokens, words: FactualityWords, i: number): boolean {
  if (tokens.tag[i] === 'NOUN') return true
  return (
    tokens.tag[i] === 'VERB' &&
    (i === 0 || tokens.sentence[i - 1] !== tokens.sentence[i]) &&
    !hasChild(tokens, i, 'nsubj') &&
    nounClassOf(words, lemmaOf(tokens, i)) !== undefined
  )
}

/** Class of a noun, also of a plural that the lemmatiser left as it was. */
function nounClassOf(words: FactualityWords, lemma: string): GovernorClass | undefined {
  return (
    words.nounClasses.get(lemma) ??
    (lemma.endsWith('s') ? words.nounClasses.get(lemma.slice(0, -1)) : undefined)
  )
}

/** Whether a noun reports an event: by its lemma, or by an ending the language has for such nouns. */
export function isEventNoun(tokens: Tokens, words: FactualityWords, i: number): boolean {
  const lemma = lemmaOf(tokens, i)
  if (words.nouns.has(lemma)) return true
  if (!words.nounEndings || lemma.length < 6) return false
  // A plural that the lemmatiser left as it was.
  const singular = lemma.endsWith('s') ? lemma.slice(0, -1) : lemma
  if (singular !== lemma && words.nouns.has(singular)) return true
  return words.nounEndings.test(singular) && !words.noEvents.has(singular)
}

/** Lower-case lemma, or the form where the lemma is missing. */
export function lemmaOf(tokens: Tokens, i: number): string {
  const lemma = tokens.lemma[i]
  return lemma ? lemma.toLowerCase() : tokens.form[i].toLowerCase()
}

function isPredicative(tokens: Tokens, i: number, relation: string): boolean {
  const adjective = tokens.tag[i] === 'ADJ'
  for (const child of tokens.children(i)) {
    const under = tokens.baseRelation(child)
    if (under === 'ccomp' || under === 'csubj' || (under === 'nsubj' && clausal.has(relation))) return true
    // "responsables d'un afflux": an adjective with a complement of its own behind it.
    if (adjective && child > i && complements.has(under)) return true
  }
  return adjective && (relation === 'xcomp' || relation === 'acl')
}
