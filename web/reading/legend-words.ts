/** What the margin's colours and lines mean, in words. */
import { desk } from '../desk.svelte.ts'

const voices = ['outlet', 'named', 'document', 'group', 'media', 'anonymous', 'unstated', 'hearsay'] as const

export interface LegendWords {
  title: string
  whoVouches: string
  voices: { kind: string; words: string }[]
  howSure: string
  sure: { kind: string; words: string }[]
  negated: string
}

/** The legend in the desk's language. */
export function legendWords(): LegendWords {
  const { labels, m } = desk
  return {
    title: m.reading.legend,
    whoVouches: m.reading.legendVoices,
    voices: voices.map((kind) => ({ kind, words: labels.voices[kind] ?? kind })),
    howSure: m.reading.legendSure,
    sure: [
      { kind: 'certain', words: labels.factuality['CT+'] },
      { kind: 'probable', words: labels.factuality['PR+'] },
      { kind: 'possible', words: labels.factuality['PS+'] },
      { kind: 'open', words: labels.factuality.Uu },
    ],
    negated: m.reading.negated,
  }
}
