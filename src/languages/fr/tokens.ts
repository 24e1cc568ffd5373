import { readAbbreviations, type TokenRules } from '../../engine/text/token-rules.ts'
import { lexicon as abbreviations } from './abbreviations.lexicon.ts'

const elision = /^(?:l|d|c|ç|j|m|n|s|t|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’](?=.)/i
const whole = /^(?:aujourd['’]hui|quelqu['’]une?s?|prud['’]hom|presqu['’]île|c['’]est-à-dire)/i
// N'Golo, M'Bala: an African name, not an elision; "N'IMPORTE" stays an elision since its next letter is a vowel.
const africanName = /^[NM]['’][BCDGKLMNPRSTVZ]/
const clitic = /-(?:t-(?:ils?|elles?|on)|ils?|elles?|on|je|tu|nous|vous|ce|les?|la|lui|leur|moi|toi|en|y)$/i
const keepsClitic =
  /(?:^|['’])(?:rendez-vous|chez-(?:nous|vous|moi|soi)|garde-à-vous|sauve-qui-peut|qu['’]en-dira-t-on|sot-l['’]y-laisse|entre-nous|vis-à-vis|tête-à-tête|je-ne-sais)/i
const here = /-(?:là|ci)$/i
const keepsHere = /(?:^|['’])(?:celui|celle|ceux|celles|jusque?|par|de|voi|là|ceux)-(?:là|ci)$/i
const measure = /^[-−]?\d[\d.,]*(h|mn|min|km|kg|cm|mm|m|g|mg|ml|cl|ko|mo|go|°c|€)$/i
const clock = /^(\d{1,2})(h)(\d{1,2})(mn|min)?$/i

/** Offset behind the elisions at the head of a word ("qu'", "l'"), each a cut. */
function cutElisions(word: string, cuts: number[]): number {
  let at = 0
  for (let n = 0; n < 3; n++) {
    const rest = at === 0 ? word : word.slice(at)
    if (africanName.test(rest) || whole.test(rest)) break
    const found = elision.exec(rest)
    if (!found) break
    at += found[0].length
    cuts.push(at)
  }
  return at
}

/** Tokens of French as its treebanks write them: elided words and clitics stand apart, compounds stay whole. */
export const tokenRules: TokenRules = {
  detachedEndings: /^(?:s|d|\d\ds?)$/i,
  words: abbreviations,
  abbreviations: readAbbreviations(abbreviations.lines),
  spacedThousands: true,
  signedNumbers: true,
  elided: new Set('l d c ç j m n s t qu jusqu lorsqu puisqu quoiqu presqu'.split(' ')),
  endingsInBrackets: true,
  split(word, cuts) {
    const at = cutElisions(word, cuts)
    const rest = at === 0 ? word : word.slice(at)
    const first = rest.charCodeAt(0)
    if ((first >= 0x30 && first <= 0x39) || first === 0x2d) {
      const time = clock.exec(rest)
      if (time) {
        cuts.push(at + time[1].length, at + time[1].length + 1)
        if (time[4]) cuts.push(at + rest.length - time[4].length)
        return
      }
      const found = measure.exec(rest)
      if (found) {
        cuts.push(at + rest.length - found[1].length)
        return
      }
    }
    const slash = rest.indexOf('/')
    if (slash > 0 && !/\d\/|I+[ab]?\//.test(rest)) {
      for (let i = slash; i >= 0; i = rest.indexOf('/', i + 1)) cuts.push(at + i, at + i + 1)
      return
    }
    if (!rest.includes('-')) return
    if (here.test(rest)) {
      if (!keepsHere.test(rest)) cuts.push(at + rest.length - here.exec(rest)![0].length)
      return
    }
    if (keepsClitic.test(rest)) return
    // "donne-le-moi": clitics are taken from the end, at most three.
    const found: number[] = []
    let end = rest.length
    for (let n = 0; n < 3; n++) {
      const last = clitic.exec(rest.slice(0, end))
      if (!last || last.index === 0) break
      found.push(at + last.index)
      end = last.index
    }
    for (let k = found.length - 1; k >= 0; k--) cuts.push(found[k])
  },
  lowerStarts: false,
  starters: new Set(
    'le la les un une des il elle ils elles on je nous vous ce cette ces cet en au aux dans pour par sur mais et selon à son sa ses leur leurs puis or car cela ceci celui celle ceux avec sans après avant depuis lors quand si lorsque comme alors ainsi aussi enfin toutefois cependant pourtant de du'.split(
      ' ',
    ),
  ),
  sayingVerbs: new Set([]),
}
