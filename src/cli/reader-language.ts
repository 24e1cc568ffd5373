import { type Language, languages } from '../contract/analysis.ts'
import type { ReaderLanguages } from '../output/brief-view.ts'
import { oneOf } from './analyse-inputs.ts'

/**
 * The languages that a person reads in: the one asked for, of all of Selon's words; else, of the brief alone, that of
 * the environment (LC_ALL, LC_MESSAGES, LANG), and English where Selon has no such language. Throws a UsageError where
 * another is asked for.
 */
export function readerLanguages(
  asked: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ReaderLanguages {
  if (asked !== undefined) return { interface: oneOf('interface', asked, languages) }
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  const code = /^[a-z]{2}/.exec(named)?.[0]
  const reader: Language = languages.find((language) => language === code) ?? 'en'
  return { reader }
}
