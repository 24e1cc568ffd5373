import type { Language } from '../contract/analysis.ts'
import type { LanguagePack } from '../engine/language-pack.ts'
import { english } from './en/index.ts'
import { spanish } from './es/index.ts'
import { french } from './fr/index.ts'

/** The languages that Selon reads: a folder each, and a line here. */
export const packs: Readonly<Record<Language, LanguagePack>> = { fr: french, en: english, es: spanish }
