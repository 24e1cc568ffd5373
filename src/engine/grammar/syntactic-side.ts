import type { Features } from '../tokens.ts'

const verbForms = ['', 'Fin', 'Inf', 'Part', 'Ger']
const moods = ['', 'Ind', 'Sub', 'Cnd', 'Imp']
const pronouns = ['', 'Prs', 'Rel', 'Int', 'Dem', 'Art']

/** The features of a bundle that bear on syntax, as a number below 256. */
export function syntacticSide(features: Features): number {
  const form = features['VerbForm']
  if (form) {
    const place = Math.max(0, verbForms.indexOf(form))
    if (place === 1) {
      const mood = Math.max(0, moods.indexOf(features['Mood'] ?? ''))
      return 128 + mood * 4 + (features['Number'] === 'Plur' ? 1 : 0) + (features['Person'] === '3' ? 0 : 2)
    }
    return (
      64 +
      place * 8 +
      (features['Tense'] === 'Pres' ? 4 : 0) +
      (features['Number'] === 'Plur' ? 2 : 0) +
      (features['Voice'] === 'Pass' ? 1 : 0)
    )
  }
  const pronoun = features['PronType']
  if (pronoun) {
    const place = Math.max(0, pronouns.indexOf(pronoun.split(',')[0]))
    const nominative = features['Case'] === 'Nom' || features['Emph'] === 'No'
    return 32 + place * 4 + (features['Number'] === 'Plur' ? 1 : 0) + (nominative ? 2 : 0)
  }
  return (
    (features['Number'] === 'Plur' ? 2 : features['Number'] === 'Sing' ? 1 : 0) +
    (features['Gender'] === 'Fem' ? 8 : features['Gender'] === 'Masc' ? 4 : 0) +
    (features['NumType'] ? 16 : 0)
  )
}
