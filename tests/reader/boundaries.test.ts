import { describe, expect, it } from 'vitest'
import { Engine } from '../../src/engine/engine.ts'
import { boundariesOf, reasons } from '../../src/engine/reader/boundaries.ts'
import { detectLanguage } from '../../src/engine/text/language.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'

const engine = new Engine(folderResources(), detectLanguage, packs)

type Language = 'fr' | 'en' | 'es'

const cases: [language: Language, text: string, content: string, source: string][] = [
  [
    'fr',
    'Le ministre de l’Intérieur, Gérald Darmanin, a affirmé que la manifestation serait interdite.',
    'que la manifestation serait interdite',
    'Le ministre de l’Intérieur, Gérald Darmanin',
  ],
  [
    'fr',
    '« Nous ne céderons pas », a dit la présidente de la région.',
    'Nous ne céderons pas',
    'la présidente de la région',
  ],
  [
    'en',
    'A senior official said on Monday that the talks had failed.',
    'that the talks had failed',
    'A senior official',
  ],
  ['en', '“We are ready,” the company’s spokeswoman said.', 'We are ready', 'the company’s spokeswoman'],
  [
    'es',
    'El portavoz del Gobierno aseguró que la ley entrará en vigor en marzo.',
    'que la ley entrará en vigor en marzo',
    'El portavoz del Gobierno',
  ],
  [
    'es',
    'Según la policía, dos personas murieron en el incendio.',
    'dos personas murieron en el incendio',
    'la policía',
  ],
]

describe('the boundaries that the grammar offers the reader', () => {
  it.each(cases)('%s: %s', (language, text, content, source) => {
    const offered = boundariesOf(engine.read({ text, language }))
    const first = text.indexOf(content)
    const last = first + content.length
    expect(offered.words.find(([start]) => start === first)?.[2]).toBeGreaterThan(0)
    expect(offered.words.find(([, end]) => end === last)?.[3]).toBeGreaterThan(0)
    expect(offered.phrases.map(([start, end]) => text.slice(start, end))).toContain(source)
  })

  it.each(cases)('%s: words are all runs of letters and digits, in order, of %s', (language, text) => {
    const { words, phrases, groups } = boundariesOf(engine.read({ text, language }))
    expect(words.map(([start, end]) => text.slice(start, end))).toEqual(text.match(/[\p{L}\p{N}]+/gu))
    for (const [start, end] of [...phrases, ...groups])
      expect(0 <= start && start < end && end <= text.length).toBe(true)
  })

  it('offers no edge within a name or between an article and its noun', () => {
    const text = 'El portavoz del Gobierno aseguró que la ley entrará en vigor.'
    const { words } = boundariesOf(engine.read({ text, language: 'es' }))
    const article = words.find(([start]) => start === text.indexOf('El'))
    expect((article?.[3] ?? 0) & (reasons.sentence | reasons.quotation | reasons.clause)).toBe(0)
    expect(words.find(([start]) => start === text.indexOf('portavoz'))?.[2] ?? -1).toBe(0)
  })

  it('holds for a text of signs alone', () => {
    expect(boundariesOf(engine.read({ text: '«» — …', language: 'fr' })).words).toEqual([])
  })
})
