import { lexicon } from './first-names.lexicon.ts'
import type { Gender } from './name-lexicon.ts'

export const firstNamesHash = lexicon.hash

const order: readonly string[] = ['fr', 'en', 'es']
let genders: Map<string, string> | undefined

/** Whether a first name is a woman's or a man's in a language; x where it is either or unknown. */
export function genderOfFirstName(name: string, language: string): Gender {
  if (!genders) {
    genders = new Map()
    for (const line of lexicon.lines) {
      const tab = line.indexOf('\t')
      genders.set(line.slice(0, tab), line.slice(tab + 1))
    }
  }
  const known = genders.get(name) ?? genders.get(name.split('-')[0])
  if (!known) return 'x'
  return (known.length === 1 ? known : (known[order.indexOf(language)] ?? 'x')) as Gender
}

/** Whether the word is a first name that Selon knows. */
export function isFirstName(name: string, language: string): boolean {
  genderOfFirstName(name, language)
  return genders!.has(name)
}
