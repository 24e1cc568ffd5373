import type { Sentence } from '../layers.ts'
import type { TokenRules } from './token-rules.ts'

const closers = new Set(['"', '”', '»', '’', "'", "''", '’’', ')', ']', '›', '“'])
const openers = new Set(['"', '“', '«', '‘', "'", '``', '(', '[', '¿', '¡', '‹', '„'])
const bullets = new Set(['-', '–', '—', '--', '•', '*', '·'])

/** Whether a token ends a sentence by itself: . ! ? … and their runs. */
function isFinal(form: string): boolean {
  const unit = form.charCodeAt(0)
  return unit === 0x21 || unit === 0x3f || unit === 0x2026 || unit === 0x2e
}

function isLower(form: string): boolean {
  const first = form.charAt(0)
  return first !== first.toUpperCase() && first === first.toLowerCase()
}

function isUpper(form: string): boolean {
  const first = form.charAt(0)
  return first !== first.toLowerCase()
}

const isDigit = (form: string): boolean => form.charCodeAt(0) >= 0x30 && form.charCodeAt(0) <= 0x39

/**
 * Splits one paragraph, tokens first ≤ i < last, into sentences and pushes them. A sentence ends behind a final mark
 * with the closing marks that belong to it, unless what follows goes on in lower case; a paragraph's end always ends one.
 * @param form the form of token i of the document
 * @param glued whether token i stands right behind the one before it, without space
 */
export function splitSentences(
  paragraph: number,
  first: number,
  last: number,
  start: readonly number[],
  end: readonly number[],
  form: (i: number) => string,
  rules: TokenRules,
  sentences: Sentence[],
): void {
  const glued = (i: number): boolean => i > first && end[i - 1] === start[i]
  let begin = first
  // Whether an ambiguous straight quotation mark is open.
  let straight = false
  const close = (at: number): void => {
    sentences.push({ span: [start[begin], end[at - 1]], first: begin, last: at, paragraph })
    begin = at
    straight = false
  }
  for (let i = first; i < last; i++) {
    const mark = form(i)
    if (mark === '"') straight = !straight
    const abbreviation = mark.length > 1 && mark.charCodeAt(mark.length - 1) === 0x2e && !isFinal(mark)
    if (!abbreviation && !isFinal(mark)) continue
    let next = i + 1
    // Closing marks behind the final mark belong to the sentence; so do further final marks.
    let closed = false
    while (next < last) {
      const token = form(next)
      if (isFinal(token) && !abbreviation) {
        next++
        continue
      }
      if (!closers.has(token)) break
      if (token === '"') {
        // Unbalanced marks: one that clings to what is before it, and to nothing behind, closes.
        if (!straight && !(glued(next) && !(next + 1 < last && glued(next + 1)))) break
        straight = false
      } else if (openers.has(token) && !glued(next)) break
      else if ((token === '’' || token === "'") && !glued(next)) break
      if (token !== ')' && token !== ']') closed = true
      next++
    }
    if (next >= last) break
    const follower = form(next)
    let word = next
    while (word < last && word - next < 4 && (openers.has(form(word)) || bullets.has(form(word)))) word++
    const opening = word < last ? form(word) : ''
    if (glued(next) && !openers.has(follower) && !isUpper(follower)) {
      i = next - 1
      continue
    }
    if (isLower(opening) || follower === ',' || follower === ';' || follower === ':') {
      // "Why?" asked Smith; "and so on... in the end".
      const starts =
        !closed &&
        !glued(next) &&
        isLower(opening) &&
        !openers.has(follower) &&
        (mark === '.'
          ? i > first && glued(i) && end[i - 1] - start[i - 1] > 4
          : rules.lowerStarts && mark.charCodeAt(0) !== 0x2026 && mark.charCodeAt(0) !== 0x2e)
      if (!starts) {
        i = next - 1
        continue
      }
    }
    if (abbreviation && !endsSentence(form, i, word, last, rules)) continue
    if (mark === '.' && i > first && endsEnumeration(form, i, begin)) continue
    if (closed && mark.charCodeAt(0) !== 0x2e && saysNext(form, word, last, rules)) {
      i = next - 1
      continue
    }
    if ((mark.charCodeAt(0) === 0x2026 || mark.length > 1) && !isUpper(opening) && !isDigit(opening)) {
      if (!bullets.has(follower) && !openers.has(follower)) {
        i = next - 1
        continue
      }
    }
    i = next - 1
    close(next)
  }
  if (begin < last) close(last)
}

/** Whether an abbreviation with its period ends the sentence, given the word behind it. */
function endsSentence(
  form: (i: number) => string,
  i: number,
  word: number,
  last: number,
  rules: TokenRules,
): boolean {
  const bare = form(i).slice(0, -1)
  const kind = rules.abbreviations.get(bare)
  if (kind === 'before' || kind === 'number') return false
  if (word >= last) return true
  const next = form(word)
  if (bare.length === 1) return false
  if (!isUpper(next)) return false
  return rules.starters.has(next.toLowerCase())
}

/** "1. Foo", "A. Foo" at the head of a sentence: the number of a list item. */
function endsEnumeration(form: (i: number) => string, i: number, begin: number): boolean {
  if (i !== begin + 1) return false
  const word = form(begin)
  return word.length <= 2 && (isDigit(word) || (word.length === 1 && isUpper(word)))
}

/** Within the next four tokens, a verb of saying: "Why?" Smith asked. */
function saysNext(form: (i: number) => string, word: number, last: number, rules: TokenRules): boolean {
  if (rules.sayingVerbs.size === 0) return false
  for (let k = word; k < last && k < word + 4; k++) {
    const next = form(k)
    if (next === '.' || next === ',') return false
    if (rules.sayingVerbs.has(next)) return true
  }
  return false
}
