import type { Tokens } from './document.ts'
import type { FactualityWords } from './lexicon.ts'
import { lowerOf } from './own-marks.ts'
import { lemmaOf } from './predicates.ts'

/** "It is certain that": nobody is said to be certain. */
export function isImpersonal(tokens: Tokens, g: number): boolean {
  if (!hasCopula(tokens, g)) return false
  for (const child of tokens.children(g)) {
    const relation = tokens.baseRelation(child)
    if (relation === 'nsubj' && child < g)
      return tokens.tag[child] === 'PRON' && tokens.has(child, 'Gender', 'Neut')
  }
  return true
}

function hasCopula(tokens: Tokens, g: number): boolean {
  for (const child of tokens.children(g)) if (tokens.baseRelation(child) === 'cop') return true
  return false
}

/** Whether a verb's participle stands without an auxiliary of the perfect: "est accusé", "accused of". */
export function isPassive(tokens: Tokens, words: FactualityWords, i: number): boolean {
  if (!tokens.has(i, 'VerbForm', 'Part') && tokens.tag[i] === 'VERB') return false
  for (const child of tokens.children(i)) {
    if (tokens.baseRelation(child) === 'obj') return false
    if (tokens.relation[child] === 'aux:pass' || tokens.relation[child] === 'nsubj:pass') return true
  }
  for (const child of tokens.children(i))
    if (tokens.relation[child] === 'aux' && words.language.perfectAuxiliary.test(lemmaOf(tokens, child)))
      return false
  return !tokens.has(i, 'Tense', 'Pres')
}

export function hasComplementMark(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (
      (relation === 'mark' || relation === 'case') &&
      child < i &&
      words.language.complementMarks.includes(lowerOf(tokens, child))
    ) {
      for (const under of tokens.children(child)) if (tokens.baseRelation(under) === 'fixed') return false
      return true
    }
  }
  return false
}

/** "possibilité d'une attaque", "risque d'attaque": the complement, not a place or a time. */
export function isComplementCase(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i))
    if (tokens.baseRelation(child) === 'case') {
      const form = lowerOf(tokens, child)
      return words.language.complementCase.test(form)
    }
  return tokens.baseRelation(i) === 'obl'
}

export function hasPastAuxiliary(tokens: Tokens, i: number): boolean {
  if (!tokens.has(i, 'VerbForm', 'Part')) return false
  for (const child of tokens.children(i))
    if (tokens.baseRelation(child) === 'aux') return !tokens.has(child, 'Mood', 'Cnd')
  return false
}

export function hasOwnSubject(tokens: Tokens, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (relation === 'nsubj' || relation === 'aux' || relation === 'cop' || relation === 'mark') return true
  }
  return false
}

/** Whether a verb or an auxiliary or copula of its own is finite. */
export function isFiniteVerb(tokens: Tokens, i: number): boolean {
  if (tokens.features[i]?.['VerbForm'] === 'Fin') return true
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if ((relation === 'aux' || relation === 'cop') && tokens.features[child]?.['VerbForm'] === 'Fin')
      return true
  }
  return false
}

export const isParticiple = (tokens: Tokens, i: number) =>
  tokens.has(i, 'VerbForm', 'Part') || tokens.has(i, 'VerbForm', 'Ger')

/** Whether a preposition other than that of a bare infinitive stands before a clause: "tras firmar", "por vetar". */
export function isMarked(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if ((relation === 'mark' || relation === 'case') && child < i && tokens.tag[child] === 'ADP')
      return !words.language.complementMarks.includes(lowerOf(tokens, child))
  }
  return false
}

/** "to win" without a word before it: a purpose in English, "à gagner" in French. */
export const isBareInfinitive = (tokens: Tokens, i: number) => tokens.has(i, 'VerbForm', 'Inf')

/** Whether a noun is one that the reader is taken to know: "l'attaque", "their attack". */
export function isDefinite(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    const form = lowerOf(tokens, child)
    if (relation === 'det' || relation === 'nmod' || relation === 'case')
      if (words.definite.has(form) && !(relation === 'case' && words.language.partitive.test(form)))
        return true
  }
  return false
}

export function isPastIndicative(tokens: Tokens, i: number): boolean {
  return tokens.has(i, 'Tense', 'Past') && !tokens.has(i, 'Mood', 'Cnd') && !tokens.has(i, 'Mood', 'Sub')
}

/** "should have signed", "devrait avoir signé": the modal's verb is in the perfect. */
export function isPerfect(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const form = lowerOf(tokens, child)
    if (tokens.baseRelation(child) === 'aux' && words.language.perfectAuxiliary.test(form)) return true
  }
  return false
}
