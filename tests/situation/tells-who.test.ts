import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { tellsWho } from '../../src/situation/words/tells-who.ts'

const nobody: Record<Language, readonly string[]> = {
  fr: [
    'elle',
    'Ils',
    'Nous',
    'les',
    'on',
    'celui-ci',
    'certains',
    "quelqu'un",
    'tous les autres',
    'eux-mêmes',
    '',
  ],
  en: [
    'she',
    'They',
    'We',
    'the',
    'some',
    'many others',
    'those who',
    'everyone',
    'the latter',
    'himself',
    '…',
  ],
  es: [
    'ella',
    'Ellos',
    'Nosotros',
    'los',
    'algunos',
    'quienes',
    'estos últimos',
    'alguien',
    'todos los demás',
  ],
}
const somebody: Record<Language, readonly string[]> = {
  fr: ['Elle Fanning', 'un haut responsable', 'les rebelles', 'ONU', 'certains diplomates', 'la présidente'],
  en: ['We Are Water', 'a senior official', 'the rebels', 'UN', 'some diplomats', 'the president'],
  es: ['Ella Ruiz', 'un alto funcionario', 'los rebeldes', 'ONU', 'algunos diplomáticos', 'la presidenta'],
}

describe.each(['fr', 'en', 'es'] as const)('who words name, in %s', (language) => {
  it.each(nobody[language])('"%s" names nobody', (words) => {
    expect(tellsWho(language, words)).toBe(false)
  })
  it.each(somebody[language])('"%s" tells who it is', (words) => {
    expect(tellsWho(language, words)).toBe(true)
  })
})
