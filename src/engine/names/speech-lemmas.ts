import { onceALanguage } from '../language-words.ts'

/** Lemmas of the verbs with which somebody speaks or thinks, from the lexicon of cues: their subject is no thing. */
export const speechLemmas = onceALanguage((pack): ReadonlySet<string> => {
  const lemmas = new Set<string>()
  for (const line of pack.attribution.cues.lines) {
    const [lemma, tag, , , frame] = line.split('\t')
    if (tag === 'VERB' && /clause|quote/.test(frame ?? '')) lemmas.add(lemma.split(' ')[0])
  }
  return lemmas
})
