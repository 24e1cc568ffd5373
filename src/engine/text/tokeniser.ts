import { hash as english } from '../../languages/en/abbreviations.lexicon.ts'
import { tokenRules as en } from '../../languages/en/tokens.ts'
import { hash as spanish } from '../../languages/es/abbreviations.lexicon.ts'
import { tokenRules as es } from '../../languages/es/tokens.ts'
import { hash as french } from '../../languages/fr/abbreviations.lexicon.ts'
import { tokenRules as fr } from '../../languages/fr/tokens.ts'
import type { Language } from '../analysis.ts'
import type { Component } from '../component.ts'
import type { Sentence } from '../document.ts'
import { Tokens } from '../tokens.ts'
import { findParagraphs } from './paragraphs.ts'
import { scanTokens } from './scan.ts'
import { splitSentences } from './sentences.ts'
import type { TokenRules } from './token-rules.ts'

const rulesOf: Readonly<Record<Language, TokenRules>> = { fr, en, es }
const hashOf: Readonly<Record<Language, string>> = { fr: french, en: english, es: spanish }

/**
 * The tokeniser: paragraphs (lines), tokens as written and sentences, with UTF-16 offsets. Any string will do; time is
 * linear in its length. Conventions are those of the language's UD treebanks with multiword tokens left whole.
 */
export function createTokeniser(language: Language): Component {
  const rules = rulesOf[language]
  return {
    name: 'tokeniser',
    needs: [],
    gives: ['paragraphs', 'tokens', 'sentences'],
    uses: { [`${language}.abbreviations`]: hashOf[language] },
    run(document) {
      const { text } = document
      const paragraphs = findParagraphs(text)
      const starts: number[] = []
      const ends: number[] = []
      const sentences: Sentence[] = []
      const form = (i: number): string => text.slice(starts[i], ends[i])
      for (let p = 0; p < paragraphs.length; p++) {
        const first = starts.length
        scanTokens(text, paragraphs[p][0], paragraphs[p][1], rules, starts, ends)
        if (starts.length > first)
          splitSentences(p, first, starts.length, starts, ends, form, rules, sentences)
      }
      const sentenceOf = new Int32Array(starts.length)
      for (let s = 0; s < sentences.length; s++) sentenceOf.fill(s, sentences[s].first, sentences[s].last)
      document.paragraphs = paragraphs
      document.tokens = new Tokens(text, Int32Array.from(starts), Int32Array.from(ends), sentenceOf)
      document.sentences = sentences
    },
  }
}
