import { lines as en } from '../../languages/en/cues.lexicon.ts'
import { lines as es } from '../../languages/es/cues.lexicon.ts'
import { lines as fr } from '../../languages/fr/cues.lexicon.ts'
import type { Language } from '../analysis.ts'

const made = new Map<Language, ReadonlySet<string>>()

/** Lemmas of the verbs with which somebody speaks or thinks, from the lexicon of cues: their subject is no thing. */
export function speechLemmas(language: Language): ReadonlySet<string> {
  let lemmas = made.get(language)
  if (!lemmas) {
    const lines = language === 'fr' ? fr : language === 'en' ? en : es
    const found = new Set<string>()
    for (const line of lines) {
      const [lemma, tag, , , frame] = line.split('\t')
      if (tag === 'VERB' && /clause|quote/.test(frame ?? '')) found.add(lemma.split(' ')[0])
    }
    lemmas = found
    made.set(language, lemmas)
  }
  return lemmas
}
