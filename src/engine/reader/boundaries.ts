import { firstIndex } from '../first-index.ts'
import type { Reads, TokensWith } from '../layers.ts'

/** Layers that boundaries are read off. */
type Needed = 'tokens' | 'tags' | 'dependencies' | 'sentences' | 'quotations'
type Tree = TokensWith<Needed>

/** Why a content may begin or end at a word: bits of one number. */
export const reasons = {
  sentence: 1,
  quotation: 2,
  clause: 4,
  nounPhrase: 8,
  punctuation: 16,
  group: 32,
  mark: 64,
  other: 128,
} as const

export interface Boundaries {
  words: [start: number, end: number, begins: number, ends: number][]
  phrases: [start: number, end: number, cut: number][]
  groups: [start: number, end: number][]
}

const clauseRelations = new Set(['root', 'ccomp', 'xcomp', 'advcl', 'acl', 'csubj', 'parataxis', 'conj'])
const nounRelations = new Set([
  'nsubj',
  'obj',
  'iobj',
  'obl',
  'nmod',
  'appos',
  'conj',
  'dep',
  'root',
  'dislocated',
  'vocative',
])
const groupRelations = new Set(['aux', 'expl', 'cop', 'compound'])
const nominal = new Set(['NOUN', 'PROPN', 'PRON', 'NUM', 'ADJ', 'SYM', 'X', 'DET'])
const cutting = new Set(['acl', 'parataxis', 'advcl', 'ccomp', 'dep', 'appos'])
const longestPhrase = 60

/** What the grammar offers in a document: every word with its reasons, phrases and groups in text order. */
export function boundariesOf(document: Reads<Needed>): Boundaries {
  const { tokens, text } = document
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(
    (match) => [match.index, match.index + match[0].length, 0, 0] as Boundaries['words'][number],
  )
  const beginAt = (offset: number, reason: number): void => {
    const word = words[firstEndingBehind(words, offset)]
    if (word) word[2] |= reason
  }
  const endAt = (offset: number, reason: number): void => {
    let k = firstEndingBehind(words, offset)
    if (k >= words.length || words[k][0] >= offset) k--
    if (k >= 0) words[k][3] |= reason
  }
  words.forEach((word, k) => {
    const before = k === 0 ? '\n' : text.slice(words[k - 1][1], word[0])
    if (/[^\s'’-]/u.test(before) || before.includes('\n')) {
      word[2] |= reasons.punctuation
      if (k > 0) words[k - 1][3] |= reasons.punctuation
    }
  })
  for (const sentence of document.sentences) {
    beginAt(sentence.span[0], reasons.sentence)
    endAt(sentence.span[1], reasons.sentence)
  }
  for (const quotation of document.quotations) {
    beginAt(quotation.inner[0], reasons.quotation)
    endAt(quotation.inner[1], reasons.quotation)
    endAt(quotation.span[0], reasons.quotation)
    beginAt(quotation.span[1], reasons.quotation)
  }
  const phrases = new Map<string, Boundaries['phrases'][number]>()
  const groups: Boundaries['groups'] = []
  for (let i = 0; i < tokens.length; i++) {
    const relation = tokens.baseRelation(i)
    const left = tokens.start[tokens.leftmost(i)]
    const right = tokens.end[tokens.rightmost(i)]
    const verbal = tokens.tag[i] === 'VERB' || tokens.tag[i] === 'AUX'
    const reason =
      clauseRelations.has(relation) && (verbal || relation !== 'conj')
        ? reasons.clause
        : nounRelations.has(relation)
          ? reasons.nounPhrase
          : relation === 'mark'
            ? reasons.mark
            : tokens.tag[i] === 'PUNCT'
              ? 0
              : reasons.other
    if (reason > 0) {
      beginAt(left, reason)
      if (reason !== reasons.mark) endAt(right, reason)
      // "… said that": what stands around a clause or phrase is offered too, so that the rest of a sentence can be taken.
      if (reason === reasons.clause || reason === reasons.nounPhrase) {
        endAt(left, reason)
        beginAt(right, reason)
      }
    }
    if (nominal.has(tokens.tag[i]))
      for (const phrase of phrasesOf(tokens, i)) phrases.set(phrase.slice(0, 2).join(), phrase)
    if (verbal || tokens.tag[i] === 'NOUN' || tokens.tag[i] === 'ADJ') {
      const [first, last] = groupOf(tokens, i)
      groups.push([tokens.start[first], tokens.end[last]])
      if (verbal) {
        endAt(tokens.start[first], reasons.group)
        beginAt(tokens.end[last], reasons.group)
      }
    }
  }
  return { words, phrases: [...phrases.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]), groups }
}

/** Index of the first word that ends behind `offset`. */
function firstEndingBehind(words: Boundaries['words'], offset: number): number {
  return firstIndex(words.length, (k) => words[k][1] > offset)
}

/** The phrase of a noun without its preposition: whole, and cut before each clause or apposition behind the noun. */
function phrasesOf(tokens: Tree, head: number): Boundaries['phrases'] {
  let first = tokens.leftmost(head)
  const last = tokens.rightmost(head)
  // Prepositions and conjunctions before it, and what precedes its own subject where it is a predicate.
  for (const child of tokens.children(head)) {
    const relation = tokens.baseRelation(child)
    if (
      child < head &&
      ['case', 'cc', 'mark', 'punct', 'cop', 'nsubj', 'aux', 'expl', 'advmod', 'advcl', 'obl'].includes(
        relation,
      ) &&
      !(relation === 'advmod' && child > first)
    )
      first = Math.max(first, tokens.rightmost(child) + 1)
  }
  const out: Boundaries['phrases'] = []
  const add = (to: number, cut: number): void => {
    let end = to
    while (end > first && tokens.tag[end] === 'PUNCT' && !')»”"'.includes(tokens.form[end])) end--
    if (end >= head && first <= head && end - first < longestPhrase)
      out.push([tokens.start[first], tokens.end[end], cut])
  }
  add(last, 0)
  for (const child of tokens.children(head)) {
    if (child <= head) continue
    const relation = tokens.baseRelation(child)
    if (cutting.has(relation)) add(tokens.leftmost(child) - 1, relation === 'appos' ? 2 : 1)
    else if (relation === 'conj' || relation === 'nmod' || relation === 'nsubj' || relation === 'cop')
      add(tokens.leftmost(child) - 1, 3)
  }
  add(head, 4)
  return out
}

/** First and last token of a verb with its auxiliaries, reflexives, negations, modals before it and particles. */
function groupOf(tokens: Tree, head: number): [number, number] {
  let first = head
  let last = head
  for (const child of tokens.children(head)) {
    const negation = tokens.has(child, 'Polarity', 'Neg')
    if (!groupRelations.has(tokens.baseRelation(child)) && !negation) continue
    if (child < first && first - child < 8) first = child
    if (child > last && child - last < 4) last = child
  }
  return [first, last]
}
