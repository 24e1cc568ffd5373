import { anyPattern } from './comparing.ts'

const demonymEnding = new RegExp(`${anyPattern(({ nouns }) => nouns.demonyms)}$`)
const nameEnding = new RegExp(`${anyPattern(({ nouns }) => nouns.nameEndings)}$`)
/** Shorter words are no stem of a country, and shorter names are left whole. */
const shortestStem = 4
const shortestName = 5
/** Letters by which cognates meet. */
const cognateLength = 5

/** Letters that are written otherwise from language to language, written one way. */
const respelled = (word: string): string =>
  word
    .replace(/ph/g, 'f')
    .replace(/[ck]h?|qu/g, 'k')
    .replace(/y/g, 'i')
    .replace(/(.)\1/g, '$1')

/** What is left of a country and its people in three languages: "Ostrie", "ostriennes", "Ostrian", "ostriano". */
export function countryStem(folded: string): string {
  const stem = folded.replace(demonymEnding, '')
  return respelled(stem.length >= shortestStem ? stem : folded)
}

/** What is left of a name's word in any of the three languages: "Torvanie", "Torvania"; "Lusara". */
export function nameStem(folded: string): string {
  return folded.length < shortestName ? folded : respelled(folded.replace(nameEnding, ''))
}

/** What cognates have in common: "négociation", "negotiation", "negociación". */
export function cognate(folded: string): string {
  return folded
    .replace(/^es(?=[cpt])/, 's')
    .replace(/^et(?=[a-z])/, 'st')
    .replace(/ph/g, 'f')
    .replace(/[ck]h?|qu/g, 'k')
    .replace(/y/g, 'i')
    .replace(/t(?=i[ao])|z/g, 'k')
    .replace(/h/g, '')
    .replace(/(.)\1/g, '$1')
    .slice(0, cognateLength)
}
