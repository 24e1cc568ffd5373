import type { Language } from '../contract/analysis.ts'
import type { TextGone } from '../contract/api.ts'

const sentences: Record<Language, (days: number) => string> = {
  fr: (days) => `Le texte n’est plus conservé (conservation de ${days} ${days === 1 ? 'jour' : 'jours'}).`,
  en: (days) => `The text is no longer kept (retention of ${days} ${days === 1 ? 'day' : 'days'}).`,
  es: (days) => `El texto ya no se conserva (conservación de ${days} ${days === 1 ? 'día' : 'días'}).`,
}

/** Why a report is shown without its text, in the reader's language. */
export const textGoneSentence = ({ days }: TextGone, language: Language): string => sentences[language](days)
