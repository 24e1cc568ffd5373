import { type Language, languages } from '../contract/analysis.ts'
import { oneOf } from './analyse-inputs.ts'

/**
 * The language of Selon's own words: the one asked for, else that of the environment (LC_ALL, LC_MESSAGES, LANG), and
 * English where Selon has no such language. Throws a UsageError where another is asked for.
 */
export function readerLanguage(
  asked: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Language {
  if (asked !== undefined) return oneOf('interface', asked, languages)
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  const code = /^[a-z]{2}/.exec(named)?.[0]
  return languages.find((language) => language === code) ?? 'en'
}
