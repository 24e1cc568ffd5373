import { readAbbreviations, type TokenRules } from '../../engine/text/token-rules.ts'
import { lexicon as abbreviations } from './abbreviations.lexicon.ts'

/** First parts that EWT leaves joined to the rest. */
const prefixes = new Set(
  'e anti arch bi co counter cross de ex extra inter intra mega micro mid mini multi neo non over para post pre pro pseudo psycho re semi socio sub super trans tri ultra un under uni vice mis'.split(
    ' ',
  ),
)
const unit = /^\d[\d.,:]*(a\.?m\.?|p\.?m\.?|ft|mm|cm|km|kg|lbs?|mph|k|gb|mb|bn|m|hrs?|mins?|sec|yrs?)$/i

/** Tokens of English as EWT writes them: contractions stay whole, hyphens and slashes stand apart. */
export const tokenRules: TokenRules = {
  detachedEndings: /^(?:s|re|ve|ll|d|m|t|em|\d\ds?)$/i,
  words: abbreviations,
  abbreviations: readAbbreviations(abbreviations.lines),
  spacedThousands: false,
  signedNumbers: false,
  elided: new Set(),
  endingsInBrackets: false,
  split(word, cuts) {
    const first = word.charCodeAt(0)
    const number = first >= 0x30 && first <= 0x39
    if (number) {
      const found = unit.exec(word)
      if (found) {
        cuts.push(word.length - found[1].length)
        return
      }
    }
    const hyphens = word.includes('-') || word.includes('‑') || word.includes('‐')
    const slash = word.indexOf('/')
    if (!hyphens && slash < 0) return
    if (number && /^[\d./:-]+$/.test(word)) {
      // Telephone numbers, dates and scores with two marks or more stay whole.
      if (hyphens && slash < 0 && word.indexOf('-') === word.lastIndexOf('-')) {
        const at = word.indexOf('-')
        // "555-0199" stays whole, "1969-1970" and "3-5" do not.
        if (word.length - at !== 5 || at > 3) cuts.push(at, at + 1)
      } else if (!hyphens && slash === word.lastIndexOf('/') && word.length - slash < 3)
        cuts.push(slash, slash + 1)
      return
    }
    if (word.includes('_') || (word.includes('.') && /\.[a-z]{2,4}$/.test(word))) return
    let last = 0
    for (let i = 1; i < word.length - 1; i++) {
      const mark = word.charCodeAt(i)
      const hyphen = mark === 0x2d || mark === 0x2010 || mark === 0x2011
      if (!hyphen && mark !== 0x2f) continue
      if (
        hyphen &&
        i - last < 8 &&
        prefixes.has(word.slice(last, i).toLowerCase()) &&
        word.charAt(i + 1) !== '-'
      ) {
        continue
      }
      if (mark === 0x2f && i - last === 1 && /^[a-z]\/[a-z]{1,3}$/i.test(word)) continue
      cuts.push(i, i + 1)
      last = i + 1
    }
  },
  lowerStarts: true,
  starters: new Set(
    'the a an he she it they we i you this that these those there his her its their our my in on at for by with from as but and or if when while after before since although though however meanwhile also what who why how where to'.split(
      ' ',
    ),
  ),
  sayingVerbs: new Set(
    'said says asked asks added wrote writes told tweeted replied exclaimed shouted explained continued'.split(
      ' ',
    ),
  ),
}
