import { foldName } from './fold-name.ts'
import { lexicon } from './leaders.lexicon.ts'

export const leadersHash = lexicon.hash

/** Offices (concepts) that somebody is known by, with the words that may go with them. */
export interface Offices {
  concepts: readonly string[]
  words: readonly string[]
  gender: 'm' | 'f'
}

let leaders: Map<string, Offices> | undefined

/** The offices of a person by full name; undefined where Selon knows none. */
export function officesOf(name: string): Offices | undefined {
  if (!leaders) {
    leaders = new Map()
    for (const line of lexicon.lines) {
      const [who, concepts, words, gender] = line.split('\t')
      leaders.set(foldName(who), {
        concepts: concepts.split(','),
        words: (words ?? '').split(',').filter(Boolean),
        gender: gender === 'f' ? 'f' : 'm',
      })
    }
  }
  return leaders.get(foldName(name))
}
