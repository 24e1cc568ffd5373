import type { Document } from './document.ts'
import type { FactualityWords } from './lexicon.ts'

/**
 * Tokens at the head of a yes/no question, one byte each. A question with a question word takes its predicate as so
 * ("Pourquoi a-t-il signé ?"), so it is left out.
 */
export function findQuestions(document: Document, words: FactualityWords): Uint8Array {
  const tokens = document.tokens
  const found = new Uint8Array(tokens.length)
  for (const sentence of document.sentences) {
    let mark = false
    for (let k = sentence.last - 1; k >= sentence.first && k >= sentence.last - 3; k--)
      if (tokens.form[k].startsWith('?')) mark = true
    if (!mark) continue
    let asks = false
    for (let k = sentence.first; k < sentence.last && k < sentence.first + 6; k++)
      if (words.questionWords.has(tokens.form[k].toLowerCase()) && tokens.tag[k] !== 'SCONJ') asks = true
    if (asks) continue
    for (let k = sentence.first; k < sentence.last; k++) if (tokens.head[k] < 0) found[k] = 1
  }
  return found
}
