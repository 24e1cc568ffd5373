import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Analysis, Language } from '../../src/contract/analysis.ts'
import { inTextAsGiven, plainLetters, spanFields } from '../../src/engine/text/plain-letters.ts'
import { root, testEngine } from '../support.ts'

const texts: Record<Language, string> = {
  fr: 'Le préfet de Ronvaux, Paul Rivard, a déclaré mercredi que le pont de Tarvel était fermé. « Nous n’avons pas été prévenus », a regretté Léa Morin à l’hôtel de ville.',
  en: 'The interior minister, Zoë Reeve, told reporters in Orlan on Monday that the bridge at Tarvel would stay closed. “Nobody told us anything,” said Chloé Moran at the café.',
  es: 'El ministro del Interior, Andrés Orrego, aseguró el miércoles que el puente de Tarvel seguirá cerrado. «Nadie nos avisó», lamentó Inés Peñalba, que atiende la panadería.',
}
/** Ways in which programs make text that looks the same. */
const ways: readonly (readonly [name: string, write: (text: string) => string])[] = [
  ['in NFD', (text) => text.normalize('NFD')],
  ['with soft hyphens', (text) => text.replace(/(\p{L}{3})(?=\p{L}{3})/gu, '$1\u00ad')],
  ['with zero-width spaces', (text) => text.replace(/(\p{L}{2})(?=\p{L})/gu, '$1\u200b')],
  ['with zero-width spaces at spaces', (text) => text.replaceAll(' ', '\u200b ')],
  ['with word joiners and marks at the start', (text) => `\ufeff${text.replace(/(\p{Lu})/gu, '\u2060$1')}`],
  [
    'in NFD with soft hyphens',
    (text) => text.normalize('NFD').replace(/(\p{L}{3})(?=\p{L}{3})/gu, '$1\u00ad'),
  ],
  [
    'in NFD with several marks before accents',
    (text) => text.normalize('NFD').replace(/\p{M}/gu, '\u200b\u2060\ufeff$&'),
  ],
]
const read = (text: string, language: Language) =>
  testEngine().analyse({ text, language, published: '2024-10-02' })
/** Everything that was found, with the words of the text at each span instead of its offsets. */
function wordsAt({ report, engine: _, version: __, ...found }: Analysis): unknown {
  const plain = (words: string) => words.replace(/[\u00ad\u200b\u2060\ufeff]/g, '').normalize('NFC')
  return JSON.parse(JSON.stringify(found), (key, value) => {
    const isSpan = (one: unknown): one is [number, number] =>
      Array.isArray(one) && one.length === 2 && one.every((end) => typeof end === 'number')
    if (!spanFields.has(key)) return value
    if (isSpan(value)) return plain(report.text.slice(...value))
    return Array.isArray(value) && value.every(isSpan)
      ? value.map((one) => plain(report.text.slice(...one)))
      : value
  })
}

describe.each(['fr', 'en', 'es'] as const)('what is invisible hides nothing in %s', (language) => {
  const plain = read(texts[language], language)
  test('the plain text tells who says what', () => {
    expect(plain.attributions.length).toBeGreaterThanOrEqual(2)
  })
  test.each(ways)('%s', (_, write) => {
    const text = write(texts[language])
    const found = read(text, language)
    expect(found.report.text).toBe(text)
    expect(wordsAt(found)).toEqual(wordsAt(plain))
  })
})

test('more accents than any language has move no offset behind them', () => {
  const text = `Zo${'e\u0302'}${'\u0300'.repeat(6)}\u0323 Reeve said that the bridge at Tarvel was closed.`
  const [{ content }] = read(text, 'en').attributions
  expect(content.map((span) => text.slice(...span))).toEqual(['that the bridge at Tarvel was closed'])
})

test('the fields that hold spans are those of the contract', () => {
  const schema: unknown = JSON.parse(readFileSync(`${root}contract/analysis.schema.json`, 'utf8'))
  const found = new Set<string>()
  const walk = (value: unknown, field: string): void => {
    if (typeof value !== 'object' || value === null) return
    if ('$ref' in value && value.$ref === '#/$defs/span') found.add(field)
    for (const [key, inner] of Object.entries(value))
      walk(inner, ['items', 'properties', '$defs'].includes(key) ? field : key)
  }
  walk(schema, '')
  expect([...found].sort()).toEqual([...spanFields].sort())
})

test('any text: offsets lead back to the letters, and plain text is left alone', () => {
  const unit = fc.constantFrom(
    'a',
    'É',
    'e',
    '\u0301',
    '\u0327',
    '\u00ad',
    '\u200b',
    '\ufeff',
    ' ',
    '.',
    '😀',
    '\u0915',
    '\ud800',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
      const text = units.join('')
      const plain = plainLetters(text)
      if (!plain) return
      expect(plain.starts).toHaveLength(plain.text.length)
      let last = 0
      for (let i = 0; i < plain.text.length; i++) {
        expect(plain.starts[i]).toBeGreaterThanOrEqual(last)
        expect(plain.ends[i]).toBeGreaterThan(plain.starts[i])
        expect(plain.ends[i]).toBeLessThanOrEqual(text.length)
        last = plain.starts[i]
      }
      const { sentences } = inTextAsGiven(
        { sentences: [[0, plain.text.length]] as [number, number][] },
        plain,
      )
      const seen = text.slice(...sentences[0]).replace(/[\u00ad\u200b\ufeff]/g, '')
      expect(seen.normalize('NFC')).toBe(plain.text.normalize('NFC'))
    }),
  )
  for (const text of Object.values(texts)) expect(plainLetters(text)).toBeUndefined()
})

test('a long text of marks alone takes no longer than its length asks', () => {
  expect(plainLetters('\u00ad'.repeat(500_000))).toBeUndefined()
  expect(plainLetters(`a${'\u0301'.repeat(200_000)}`)?.text.length).toBeGreaterThan(1)
})
