/**
 * Writes, for each report, the boundaries that the grammar offers the careful reader:
 * `npx tsx training/reader/boundaries.ts IN.jsonl[.gz] OUT.jsonl [--language fr]`.
 * IN has `id`, `text` and, where the option does not say it, `language`. OUT has `id`; `words`: for each word (a run of
 * letters and digits) its offsets, why something may begin there and why something may end there; `phrases`: noun phrases
 * that may be a source, whole or cut before a clause or an apposition; `groups`: verb groups, nouns and prepositional
 * phrases that may be a cue. All offsets are half-open UTF-16 offsets.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../../src/engine/analysis.ts'
import type { Document } from '../../src/engine/document.ts'
import { Engine } from '../../src/engine/engine.ts'
import { detectLanguage } from '../../src/engine/text/language.ts'
import type { Tokens } from '../../src/engine/tokens.ts'
import { folderResources } from '../../src/node-resources.ts'

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

interface Offered {
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
export function boundariesOf(document: Document): Offered {
  const { tokens, text } = document
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(
    (match) => [match.index, match.index + match[0].length, 0, 0] as Offered['words'][number],
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
  const phrases = new Map<string, Offered['phrases'][number]>()
  const groups: Offered['groups'] = []
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
function firstEndingBehind(words: Offered['words'], offset: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle][1] > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** The phrase of a noun without its preposition: whole, and cut before each clause or apposition behind the noun. */
function phrasesOf(tokens: Tokens, head: number): Offered['phrases'] {
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
  const out: Offered['phrases'] = []
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
function groupOf(tokens: Tokens, head: number): [number, number] {
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

function main(): void {
  const { values, positionals } = parseArgs({
    options: { language: { type: 'string' } },
    allowPositionals: true,
  })
  const [from, to] = positionals
  if (!from || !to)
    throw new Error('Name a file of reports and the file to write: boundaries.ts IN.jsonl OUT.jsonl')
  const bytes = readFileSync(from)
  const lines = (from.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
  const engine = new Engine(folderResources(), detectLanguage)
  const out: string[] = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const { id, text, language } = JSON.parse(line) as { id: string; text: string; language?: Language }
    const document = engine.read({
      id,
      text,
      language: language ?? (values.language as Language | undefined),
    })
    out.push(JSON.stringify({ id, ...boundariesOf(document) }))
  }
  writeFileSync(to, `${out.join('\n')}\n`)
}

if (process.argv[1]?.endsWith('boundaries.ts')) main()
