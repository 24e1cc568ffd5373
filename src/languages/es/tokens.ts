import { readAbbreviations, type TokenRules } from '../../engine/text/token-rules.ts'
import { lexicon as abbreviations } from './abbreviations.lexicon.ts'

const measure = /^\d[\d.,]*(km|kg|cm|mm|m|g|mg|ml|h|hs|min|gb|mb|km²|m²|€)$/i

/** Tokens of Spanish as GSD writes them: enclitics stay on their verb, hyphens between words stand apart. */
export const tokenRules: TokenRules = {
  detachedEndings: /^(?:s|d|\d\ds?)$/i,
  words: abbreviations,
  abbreviations: readAbbreviations(abbreviations.lines),
  spacedThousands: true,
  signedNumbers: true,
  elided: new Set(),
  endingsInBrackets: false,
  split(word, cuts) {
    const first = word.charCodeAt(0)
    if (first >= 0x30 && first <= 0x39) {
      const found = measure.exec(word)
      if (found) cuts.push(word.length - found[1].length)
      return
    }
    for (let i = 1; i < word.length - 1; i++) {
      const mark = word.charCodeAt(i)
      const hyphen = mark === 0x2d || mark === 0x2010 || mark === 0x2011
      if (!hyphen && mark !== 0x2f) continue
      const next = word.charCodeAt(i + 1)
      if (next >= 0x30 && next <= 0x39) continue
      cuts.push(i, i + 1)
    }
  },
  lowerStarts: false,
  starters: new Set(
    'el la los las un una unos unas en de con por para según se su sus este esta estos estas ese esa eso esto y pero no lo le les al del a si cuando como tras desde hasta sin sobre aunque además también así entre más ya'.split(
      ' ',
    ),
  ),
  sayingVerbs: new Set([]),
}
