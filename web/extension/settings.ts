/** What the person chose for the extension, kept by the browser for the extension alone. */
import { type Language, languages, type Reader, readers } from '../../src/contract/analysis.ts'

export interface Settings {
  /** Of the desk on this machine. */
  port: number
  /** Where the desk wants one. */
  token: string
  /** Of the interface; the browser's where none is chosen. */
  language?: Language
  reader: Reader
}

/** Where `selon serve` listens unless it is told otherwise. */
const usualPort = 7670

/** Whether this is the number of a port. */
export const isPort = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535

export async function readSettings(): Promise<Settings> {
  const { port, token, language, reader } = await chrome.storage.local.get()
  return {
    port: isPort(port) ? port : usualPort,
    token: typeof token === 'string' ? token : '',
    reader: readers.find((one) => one === reader) ?? 'careful',
    language: languages.find((one) => one === language),
  }
}

export async function writeSettings({ language, ...settings }: Settings): Promise<void> {
  await chrome.storage.local.set(settings)
  if (language) await chrome.storage.local.set({ language })
  else await chrome.storage.local.remove('language')
}

/** The interface's language: the one chosen, else the first of the browser's that Selon speaks, else English. */
export function interfaceLanguage(chosen: Language | undefined, tags: readonly string[]): Language {
  if (chosen) return chosen
  for (const tag of tags) {
    const language = languages.find((one) => one === tag.slice(0, 2).toLowerCase())
    if (language) return language
  }
  return 'en'
}

/** What the extension must be allowed in order to speak to the desk. */
export const deskOrigin = (port: number) => `http://127.0.0.1:${port}/*`
