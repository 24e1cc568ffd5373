import type { Tokens } from './document.ts'
import type { Modality, Subordination } from './language.ts'
import type { FactualityWords } from './lexicon.ts'
import { lemmaOf } from './predicates.ts'

/** What the words that hang on a predicate say of it; tokens, -1 where there is none. */
export interface Own {
  negated: number
  modality: Modality | undefined
  modal: number
  future: number
  subordination: Subordination | undefined
  subordinator: number
}

const markRelations = new Set(['mark', 'case', 'advmod', 'cc', 'fixed', 'obl'])

export const lowerOf = (tokens: Tokens, i: number) => tokens.form[i].toLowerCase()

/** Reads negation, modal verb, future and subordinating word off the dependents of a token. */
export function readOwn(tokens: Tokens, words: FactualityWords, i: number): Own {
  const own: Own = {
    negated: -1,
    modality: undefined,
    modal: -1,
    future: -1,
    subordination: undefined,
    subordinator: -1,
  }
  let particle = -1
  let plus = -1
  let only = false
  for (const child of tokens.children(i)) {
    const form = lowerOf(tokens, child)
    const relation = tokens.baseRelation(child)
    if (relation === 'conj' || relation === 'parataxis' || relation === 'advcl' || relation === 'ccomp')
      continue
    if (words.particles.has(form)) particle = child
    else if (
      words.negators.has(form) &&
      (relation !== 'cc' || (words.language.nor.test(form) && child < i)) &&
      (!words.language.negatesAsAdverb.test(form) ||
        relation === 'advmod' ||
        relation === 'det' ||
        relation === 'neg') &&
      !(particle < 0 && weighsNumber(tokens, words, child))
    )
      own.negated = child
    else if (words.negatorsWithParticle.has(form)) {
      if (!isOnly(tokens, words, child)) plus = child
    } else if (words.language.onlyMark.test(form) && particle >= 0 && child > i) only = true
    else if (relation === 'det' && words.negativeDeterminers.has(form) && !weighsNumber(tokens, words, child))
      own.negated = child
    else if (
      (relation === 'nsubj' ||
        (words.language.negativeConcord && (relation === 'obj' || relation === 'obl'))) &&
      negativeWord(tokens, words, child) >= 0
    )
      own.negated = negativeWord(tokens, words, child)
    else if (relation === 'aux' || relation === 'cop') {
      const joined = words.language.joinedNegation
      const negative = joined?.form.test(form)
      if (negative) own.negated = child
      const base = joined && negative ? joined.base(form) : form
      const modality = words.modals.get(base) ?? words.modals.get(lemmaOf(tokens, child))
      if (modality) {
        own.modality = modality
        own.modal = child
      } else if (words.nearFuture.has(lemmaOf(tokens, child))) own.future = child
      if (tokens.has(child, 'Tense', 'Fut')) own.future = child
    } else if (relation === 'nsubj' || relation === 'expl') {
      // "they'll", "he'd" written in one token.
      const { joinedModal } = words.language
      const will = joinedModal?.will.test(form)
      if (will || (joinedModal?.wouldOrHad.test(form) && tokens.has(i, 'VerbForm', 'Inf'))) {
        own.modality = will ? 'will' : 'would'
        own.modal = child
      }
    }
    if (markRelations.has(relation) && child < i && own.subordination === undefined) {
      const found = subordinationAt(tokens, words, child) ?? fixedSubordinator(tokens, words, child)
      if (found && found !== 'none') {
        own.subordination = found
        own.subordinator = child
      }
    }
  }
  if (own.negated < 0 && particle >= 0) {
    if (plus >= 0) own.negated = plus
    else if (!only && words.particleVerbs.has(lemmaOf(tokens, i))) own.negated = particle
  }
  if (own.future < 0 && tokens.has(i, 'Tense', 'Fut')) own.future = i
  return own
}

/** "au lieu de", "in case", "à moins que": the word that matters hangs on the first by `fixed`. */
function fixedSubordinator(tokens: Tokens, words: FactualityWords, i: number): Subordination | undefined {
  for (const child of tokens.children(i))
    if (tokens.baseRelation(child) === 'fixed') {
      const found = subordinationAt(tokens, words, child)
      if (found) return found
    }
  return undefined
}

/** What a subordinating word or the phrase around it says: "si", the "moins" of "à moins que", never that of "au moins". */
export function subordinationAt(
  tokens: Tokens,
  words: FactualityWords,
  k: number,
): Subordination | undefined {
  for (const phrase of words.subordinators.get(lowerOf(tokens, k)) ?? []) {
    const first = k - phrase.at
    if (first < 0 || first + phrase.words.length > tokens.length) continue
    if (phrase.words.every((word, n) => lowerOf(tokens, first + n) === word)) return phrase.subordination
  }
  return undefined
}

/** Whether a negation belongs to the number behind it: "pas moins de dix", "no más de diez", "hardly ten". */
function weighsNumber(tokens: Tokens, words: FactualityWords, i: number): boolean {
  if (i + 1 >= tokens.length) return false
  if (tokens.tag[i + 1] === 'NUM') return true
  const { comparative, comparativeLink } = words.language
  return (
    i + 2 < tokens.length &&
    comparative.test(lowerOf(tokens, i + 1)) &&
    comparativeLink.test(lowerOf(tokens, i + 2))
  )
}

/** "ne … plus que dix" */
const isOnly = (tokens: Tokens, words: FactualityWords, i: number): boolean =>
  i + 1 < tokens.length && words.language.onlyMark.test(lowerOf(tokens, i + 1))

/** The negative word of a phrase ("aucun élu", "nadie", "ni el alcalde"), or -1. */
export function negativeWord(tokens: Tokens, words: FactualityWords, i: number): number {
  // "à personne" taken for a noun, which would have a determiner.
  if (words.negativePronouns.has(lowerOf(tokens, i)) && (tokens.tag[i] !== 'NOUN' || !isCounted(tokens, i)))
    return weighsNumber(tokens, words, i) ? -1 : i
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    const form = lowerOf(tokens, child)
    if (relation === 'det' && words.negativeDeterminers.has(form))
      return weighsNumber(tokens, words, child) ? -1 : child
    if (relation === 'cc' && words.language.nor.test(form) && child < i) return child
  }
  return -1
}

function isCounted(tokens: Tokens, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (relation === 'det' || relation === 'nummod' || relation === 'amod') return true
  }
  return false
}
