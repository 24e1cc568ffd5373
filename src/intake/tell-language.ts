import { type Language, languages } from '../contract/analysis.ts'
import { detectLanguage } from '../engine/text/language.ts'
import { plainLetters } from '../engine/text/plain-letters.ts'
import { IntakeError, quoted } from './intake-item.ts'

/** English names of the languages that the detector knows, and of some that inputs declare. */
const names: Readonly<Record<string, string>> = {
  am: 'Amharic',
  ar: 'Arabic',
  az: 'Azerbaijani',
  be: 'Belarusian',
  bg: 'Bulgarian',
  bn: 'Bengali',
  br: 'Breton',
  ca: 'Catalan',
  cs: 'Czech',
  cy: 'Welsh',
  da: 'Danish',
  de: 'German',
  el: 'Greek',
  en: 'English',
  es: 'Spanish',
  et: 'Estonian',
  eu: 'Basque',
  fa: 'Persian',
  fi: 'Finnish',
  fr: 'French',
  ga: 'Irish',
  gl: 'Galician',
  gu: 'Gujarati',
  he: 'Hebrew',
  hi: 'Hindi',
  hr: 'Croatian',
  ht: 'Haitian Creole',
  hu: 'Hungarian',
  hy: 'Armenian',
  id: 'Indonesian',
  is: 'Icelandic',
  it: 'Italian',
  ja: 'Japanese',
  ka: 'Georgian',
  kn: 'Kannada',
  ko: 'Korean',
  ku: 'Kurdish',
  la: 'Latin',
  lb: 'Luxembourgish',
  lo: 'Lao',
  lt: 'Lithuanian',
  lv: 'Latvian',
  ml: 'Malayalam',
  mr: 'Marathi',
  ms: 'Malay',
  mt: 'Maltese',
  nb: 'Norwegian',
  nl: 'Dutch',
  nn: 'Norwegian',
  no: 'Norwegian',
  oc: 'Occitan',
  or: 'Odia',
  pa: 'Punjabi',
  pl: 'Polish',
  pt: 'Portuguese',
  ro: 'Romanian',
  ru: 'Russian',
  sk: 'Slovak',
  sl: 'Slovenian',
  sq: 'Albanian',
  sr: 'Serbian',
  sv: 'Swedish',
  ta: 'Tamil',
  te: 'Telugu',
  th: 'Thai',
  tl: 'Tagalog',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  vi: 'Vietnamese',
  yo: 'Yoruba',
  zh: 'Chinese',
}

const isReadable = (code: string): code is Language => (languages as readonly string[]).includes(code)

/**
 * The language that a BCP 47 tag declares: "fr", "FR", "fr-CA", "es_MX". Throws an IntakeError that names the language
 * where Selon does not read it; `where` is how the sentence calls the report.
 */
export function declaredLanguage(tag: string, where: string): Language {
  const code = tag.trim().toLowerCase().split(/[-_]/)[0]
  if (isReadable(code)) return code
  const name = names[code]
  throw new IntakeError(
    name
      ? `${where} is declared to be in ${name}; Selon reads French, English and Spanish.`
      : `${where} declares the language ${quoted(tag)}, which Selon does not know: it reads French (fr), English (en) and Spanish (es).`,
  )
}

/** Enough of a text to tell its language by. */
const sampleLength = 4000

/**
 * The language of a text: by its function words, which is quick, else by the detector of 60 languages, which is loaded
 * only then. `hint` is what the page says of itself; it decides only where the text alone does not.
 * Throws an IntakeError naming the language where Selon does not read it, or asking for one where nothing is sure.
 */
export async function tellLanguage(given: string, where: string, hint?: string): Promise<Language> {
  const text = plainLetters(given)?.text ?? given
  const clear = detectLanguage(text)
  if (clear) return clear
  const hinted = hint?.trim().toLowerCase().split(/[-_]/)[0]
  const { eld } = await import('eld/small')
  const { language, isReliable, getScores } = eld.detect(text.slice(0, sampleLength))
  const scores = getScores()
  if (
    language &&
    isReliable() &&
    text.trim().length >= 20 &&
    !(hinted && isReadable(hinted) && hinted !== language)
  ) {
    if (isReadable(language)) return language
    throw new IntakeError(
      `${where} is in ${names[language] ?? language}; Selon reads French, English and Spanish.`,
      { reason: 'other-language', language },
    )
  }
  if (hinted && isReadable(hinted) && (scores[hinted] ?? 0) >= 0.75 * (scores[language] ?? 0)) return hinted
  if (language && !isReadable(language) && isReliable())
    throw new IntakeError(
      `${where} seems to be in ${names[language] ?? language}; Selon reads French, English and Spanish (name one with --language if it is that).`,
      { reason: 'other-language', language },
    )
  throw new IntakeError(
    `The language of ${where.replace(/^The text of /, '')} could not be told: its words are too few or too mixed, so name it with --language fr, en or es.`,
    { reason: 'no-language' },
  )
}
