/** What the person chose for the desk, kept in this browser alone, and the words that follow from it. */
import { type Language, languages } from '../src/contract/analysis.ts'
import { type Labels, labelsFor } from '../src/output/labels.ts'
import { forget, recall, remember } from './memory.ts'
import { type Messages, messagesFor } from './messages/messages.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

function languageOfBrowser(): Language {
  for (const tag of navigator.languages) {
    const language = tag.slice(0, 2).toLowerCase()
    if (languages.includes(language as Language)) return language as Language
  }
  return 'en'
}

const isLanguage = (value: unknown): value is Language => languages.includes(value as Language)
const isTheme = (value: unknown): value is Theme => themes.includes(value as Theme)

class Desk {
  language = $state<Language>(recall('language', isLanguage) ?? languageOfBrowser())
  theme = $state<Theme>(recall('theme', isTheme) ?? 'system')
  /** Steps of the reading view's type size, from -1 to 2. */
  size = $state<number>(recall('size', (value): value is number => typeof value === 'number') ?? 0)

  /** The desk's own words. */
  get m(): Messages {
    return messagesFor(this.language)
  }
  /** The words for what the engine found. */
  get labels(): Labels {
    return labelsFor(this.language)
  }

  setLanguage(language: Language): void {
    this.language = language
    remember('language', language)
  }
  setTheme(theme: Theme): void {
    this.theme = theme
    remember('theme', theme)
  }
  setSize(size: number): void {
    this.size = Math.max(-1, Math.min(2, size))
    remember('size', this.size)
  }
  forgetEverything(): void {
    forget()
    location.reload()
  }

  /** "11 mars 2026", as it stands where it is no date. */
  date(iso: string | undefined): string {
    return this.#format(iso, { day: 'numeric', month: 'short', year: 'numeric' })
  }
  /** "11 mars, 18:40", with the year where it is another than this one; a date alone where no hour is given. */
  moment(iso: string | undefined): string {
    if (iso && /^\d{4}-\d{2}-\d{2}$/.test(iso)) return this.date(iso)
    const isThisYear = iso === undefined || new Date(iso).getFullYear() === new Date().getFullYear()
    return this.#format(iso, {
      day: 'numeric',
      month: 'short',
      ...(isThisYear ? {} : { year: 'numeric' }),
      hour: '2-digit',
      minute: '2-digit',
    })
  }
  /** "11 mars", of a day as it stands in ISO 8601. */
  dayOf(iso: string): string {
    return this.#format(iso, { day: 'numeric', month: 'short' })
  }
  readonly #formats = new Map<string, Intl.DateTimeFormat>()
  #format(iso: string | undefined, options: Intl.DateTimeFormatOptions): string {
    if (!iso) return ''
    const day = /^\d{4}-\d{2}-\d{2}$/.test(iso)
    const time = Date.parse(iso)
    if (Number.isNaN(time)) return iso
    // English as most of the world writes dates: the day first, hours to twenty-four.
    const locale = this.language === 'en' ? 'en-GB' : this.language
    const whole = { ...options, ...(day ? { timeZone: 'UTC' } : {}) }
    // To make one takes longer than to write a hundred dates with it.
    const key = JSON.stringify([locale, whole])
    let format = this.#formats.get(key)
    if (!format) {
      format = new Intl.DateTimeFormat(locale, whole)
      this.#formats.set(key, format)
    }
    return format.format(time)
  }
  number(value: number): string {
    return new Intl.NumberFormat(this.language).format(value)
  }
  percent(share: number): string {
    return new Intl.NumberFormat(this.language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
  }
  /** "français", in the desk's language. */
  languageName(language: Language): string {
    return new Intl.DisplayNames(this.language, { type: 'language' }).of(language) ?? language
  }
}

export const desk = new Desk()
