/** Why something was found, said in the language of whoever reads it: the engine says it in that of the report. */
import type { Attribution, Language } from '../../src/contract/analysis.ts'
import { explanations as englishExplanations } from '../../src/languages/en/explanations.ts'
import { reasonSentences as english } from '../../src/languages/en/reason-sentences.ts'
import { explanations as spanishExplanations } from '../../src/languages/es/explanations.ts'
import { reasonSentences as spanish } from '../../src/languages/es/reason-sentences.ts'
import { explanations as frenchExplanations } from '../../src/languages/fr/explanations.ts'
import { reasonSentences as french } from '../../src/languages/fr/reason-sentences.ts'

type Sentences = typeof english
type ReasonKey = keyof Sentences
const sentences: Record<Language, Sentences> = { fr: french, en: english, es: spanish }
const explanations = { fr: frenchExplanations, en: englishExplanations, es: spanishExplanations }

/** What stands before and behind the words that a sentence quotes. */
interface Template {
  key: ReasonKey
  before: string
  /** Undefined where it quotes nothing. */
  after?: string
}
const templates = (table: Sentences): Template[] =>
  (Object.keys(table) as ReasonKey[]).map((key) => {
    const [before, after] = table[key].split(/\{(?:words|holder)\}/)
    return after === undefined ? { key, before } : { key, before, after }
  })
const templatesOf: Record<Language, Template[]> = {
  fr: templates(french),
  en: templates(english),
  es: templates(spanish),
}

/**
 * A reason in another language: sentence by sentence the one of the same meaning, with the words that it quotes. As it stands
 * where it is none of the engine's.
 */
export function reasonIn(reason: string, from: Language, to: Language): string {
  if (from === to) return reason
  const said: string[] = []
  let at = 0
  while (at < reason.length) {
    const rest = reason.slice(at)
    let found: { key: ReasonKey; quoted: string; length: number } | undefined
    for (const { key, before, after } of templatesOf[from]) {
      if (!rest.startsWith(before)) continue
      const end = after === undefined ? before.length : rest.indexOf(after, before.length)
      if (end < 0) continue
      const length = end + (after?.length ?? 0)
      // Of those that fit, the one that quotes least leaves least unsaid.
      const quoted = after === undefined ? '' : rest.slice(before.length, end)
      if (!found || quoted.length < found.quoted.length) found = { key, quoted, length }
    }
    if (!found || found.length === 0) return reason
    const { quoted, key, length } = found
    said.push(sentences[to][key].replace(/\{(?:words|holder)\}/, () => quoted))
    at += length
    while (reason[at] === ' ') at++
  }
  return said.join(' ')
}

/** Why an attribution was found, by its rule and the words of its cue. */
export function attributionReason(
  { why, cue }: Pick<Attribution, 'why' | 'cue'>,
  text: string,
  to: Language,
): string | undefined {
  if (!why) return undefined
  const table: Readonly<Record<string, string>> = explanations[to].attribution
  const template = table[why.by.replace(/^rule:/, '')] ?? table['model']
  return template.replace('{cue}', () => cue.map(([start, end]) => text.slice(start, end)).join(' … '))
}
