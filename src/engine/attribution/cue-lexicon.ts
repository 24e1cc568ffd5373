import { type Act, acts } from '../../contract/analysis.ts'
import { onceALanguage } from '../language-words.ts'

/** Whether a cue takes its content for so (reveal), leaves it open (say) or keeps its distance (claim). */
export type Commitment = 'endorse' | 'neutral' | 'distance'

/** What may hold a cue's content. */
export type Frame = 'clause' | 'infinitive' | 'object' | 'oblique' | 'quote' | 'phrase'

export type CueTag = 'VERB' | 'NOUN' | 'ADJ' | 'ADV' | 'ADP' | 'SCONJ'

/** One row of cues.lexicon.txt. */
export interface Cue {
  lemma: string
  /** The words after the first, for a cue of several words. */
  rest: readonly string[]
  tag: CueTag
  act: Act
  commitment: Commitment
  frames: readonly Frame[]
  /** The English cue it behaves like: by it, one model serves all languages. */
  like: string
}

/** The cues of one language by the first word of their lemma. */
export interface CueLexicon {
  readonly hash: string
  /** Cues that begin with a lemma, those of more words first. */
  starting(word: string): readonly Cue[]
  /** The English word that stands in the place of a function word or common noun; undefined for others. */
  english(word: string, tag: string): string | undefined
}

const none: readonly Cue[] = []

function read(lines: readonly string[], words: readonly string[], hash: string): CueLexicon {
  const english = new Map<string, string>()
  for (const line of words) {
    const [word = '', tag = '', like = ''] = line.split('\t')
    english.set(`${word}\t${tag}`, like)
  }
  const byFirst = new Map<string, Cue[]>()
  for (const line of lines) {
    const [lemma = '', tag = '', act = '', commitment = '', frames = '', like = ''] = line.split('\t')
    if (!acts.includes(act as Act)) throw new Error(`cues.lexicon.txt: "${line}" has no act of the contract.`)
    // French and Spanish write the apostrophe's word with it: "d'après" is the words "d'" and "après".
    const parts = lemma.replace(/'/g, "' ").split(' ').filter(Boolean)
    const [first = '', ...rest] = parts
    const cue: Cue = {
      lemma,
      rest,
      tag: tag as CueTag,
      act: act as Act,
      commitment: commitment as Commitment,
      frames: frames.split(',') as Frame[],
      like: like || lemma,
    }
    const list = byFirst.get(first)
    if (list) list.push(cue)
    else byFirst.set(first, [cue])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.rest.length - a.rest.length)
  return {
    hash,
    starting: (word) => byFirst.get(word) ?? none,
    english: (word, tag) => english.get(`${word}\t${tag}`),
  }
}

/** The lexicon of cues of a language; read once. */
export const cueLexicon = onceALanguage(({ attribution }): CueLexicon => {
  return read(attribution.cues.lines, attribution.likeEnglish.lines, attribution.cues.hash)
})
