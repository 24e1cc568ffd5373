import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { Sentence } from '../layers.ts'
import { Tokens } from '../tokens.ts'
import { findParagraphs } from './paragraphs.ts'
import { scanTokens } from './scan.ts'
import { splitSentences } from './sentences.ts'

/**
 * The tokeniser: paragraphs (lines), tokens as written and sentences, with UTF-16 offsets. Any string will do; time is
 * linear in its length. Conventions are those of the language's UD treebanks with multiword tokens left whole.
 */
export function createTokeniser(pack: LanguagePack): Component {
  const rules = pack.tokens
  return defineComponent({
    name: 'tokeniser',
    needs: [],
    gives: ['paragraphs', 'tokens', 'sentences'],
    uses: { [`${pack.code}.abbreviations`]: rules.words.hash },
    run: ({ text }) => {
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
      const tokens = new Tokens(text, Int32Array.from(starts), Int32Array.from(ends), sentenceOf)
      return { paragraphs, tokens, sentences }
    },
  })
}
