import { describe, expect, it } from 'vitest'
import { languages } from '../../src/contract/analysis.ts'
import { messagesFor } from '../../web/messages/messages.ts'

/** Every message by its path; a function is asked with sample words. */
function flat(value: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  if (typeof value === 'string') found.set(path, value)
  else if (typeof value === 'function') found.set(path, String(value(3, 5, 7)))
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      for (const [at, words] of flat(inner, path ? `${path}.${key}` : key)) found.set(at, words)
  return found
}

const tables = Object.fromEntries(languages.map((language) => [language, flat(messagesFor(language))]))
const english = tables['en']

describe('the desk’s words', () => {
  it.each(languages)('%s has every key, and words for each', (language) => {
    expect([...tables[language].keys()].sort()).toEqual([...english.keys()].sort())
    for (const [path, words] of tables[language]) {
      expect(words.trim(), path).not.toBe('')
      expect(words, path).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  it.each(['fr', 'es'] as const)('%s is not left in English', (language) => {
    // What is the same in both languages is a name or a word that they share; sentences never are.
    const same = [...english].filter(
      ([path, words]) => tables[language].get(path) === words && / \S+ /.test(words),
    )
    expect(same.map(([path]) => path).filter((path) => !path.startsWith('exportFormats.'))).toEqual([])
  })

  it.each([
    ['fr', 0, '0 article'],
    ['fr', 1, '1 article'],
    ['fr', 2, '2 articles'],
    ['en', 0, '0 reports'],
    ['en', 1, '1 report'],
    ['es', 1, '1 noticia'],
    ['es', 2, '2 noticias'],
  ] as const)('%s counts %i as "%s"', (language, count, words) => {
    expect(messagesFor(language).story.reports(count)).toBe(words)
  })
})

it.each([
  ['en', '31,631'],
  ['fr', '31\u202f631'],
  ['es', '31.631'],
] as const)('%s writes long numbers in groups', (language, written) => {
  expect(messagesFor(language).story.denials(31_631)).toContain(written)
})
