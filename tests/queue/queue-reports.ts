import type { Language } from '../../src/contract/analysis.ts'
import type { ReportToRead } from '../../src/store/queue/queued-report.ts'

const texts: Record<Language, (number: number) => string> = {
  fr: (number) =>
    `Le pont numéro ${number} fermera lundi, a annoncé la mairie de Valdora.\n\nSelon un ingénieur, ${10 + (number % 90)} camions le traversent chaque jour. « Rien n'est décidé », a déclaré le maire.`,
  en: (number) =>
    `Bridge number ${number} will close on Monday, the town hall of Valdora said.\n\nAccording to an engineer, ${10 + (number % 90)} lorries cross it every day. "Nothing is decided," the mayor said.`,
  es: (number) =>
    `El puente número ${number} cerrará el lunes, anunció el ayuntamiento de Valdora.\n\nSegún un ingeniero, ${10 + (number % 90)} camiones lo cruzan cada día. «Nada está decidido», dijo el alcalde.`,
}

/** A short report in one of the three languages, told from others by its number; `more` makes another version of it. */
export function reportToRead(number: number, more = ''): ReportToRead {
  const language = (['fr', 'en', 'es'] as const)[number % 3]
  return {
    input: {
      id: `q${number}`,
      language,
      text: `${texts[language](number)}${more}`,
      publisher: `Gazette ${number % 5}`,
      published: `2026-03-${String(1 + (number % 28)).padStart(2, '0')}`,
    },
    from: `test/${number}`,
  }
}
