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
      // The line itself: few names are asked for.
      genders.set(line.slice(0, line.indexOf('\t')), line)
    }
  }
  const line = genders.get(name) ?? (name.includes('-') ? genders.get(name.split('-')[0]) : undefined)
  if (!line) return 'x'
  const known = line.slice(line.indexOf('\t') + 1)
  return (known.length === 1 ? known : (known[order.indexOf(language)] ?? 'x')) as Gender
}

/** Whether the word is a first name that Selon knows. */
export function isFirstName(name: string, language: string): boolean {
  genderOfFirstName(name, language)
  return genders!.has(name)
}
