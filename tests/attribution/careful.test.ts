import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { Engine } from '../../src/engine/engine.ts'
import { detectLanguage } from '../../src/engine/text/language.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'

const engine = new Engine(folderResources(), detectLanguage, packs)
const read = (text: string, language: Language) =>
  engine.analyse({ text, language, publisher: 'Le Phare' }, { reader: 'careful' })

/** Sentences of our own, with source and content of each attribution. */
const cases: [Language, string, [source: string, content: string][]][] = [
  [
    'fr',
    'La maire de Kessary a annoncé mardi que le pont serait fermé.',
    [['La maire de Kessary', 'que le pont serait fermé']],
  ],
  [
    'fr',
    'Des sources militaires évoquent une possible coopération entre les deux armées.',
    [['Des sources militaires', 'une possible coopération entre les deux armées']],
  ],
  ['fr', 'Le pont a été fermé mardi à la circulation.', []],
  [
    'en',
    'The mayor of Kessary said on Tuesday that the bridge would be closed.',
    [['The mayor of Kessary', 'that the bridge would be closed']],
  ],
  ['en', 'The bridge was closed to traffic on Tuesday.', []],
  [
    'es',
    'La alcaldesa de Kessary anunció el martes que el puente sería cerrado.',
    [['La alcaldesa de Kessary', 'que el puente sería cerrado']],
  ],
  ['es', 'El puente fue cerrado al tráfico el martes.', []],
]

describe('the careful reader', () => {
  it.each(cases)('%s: %s', (language, text, expected) => {
    const { attributions } = read(text, language)
    const words = (spans: readonly (readonly [number, number])[]) =>
      spans.map((span) => text.slice(...span)).join(' … ')
    expect(attributions.map(({ source, content }) => [words(source), words(content)])).toEqual(expected)
    for (const { confidence, readers } of attributions) {
      expect(confidence).toBeGreaterThan(0)
      expect(confidence).toBeLessThanOrEqual(1)
      expect(readers).toContain('careful')
    }
  })

  it('is named among the models of an Analysis, and only where it read', () => {
    const text = 'The mayor said that it was late.'
    expect(read(text, 'en').engine.models).toHaveProperty('reader')
    const fast = engine.analyse({ text, language: 'en' })
    expect(fast.engine.models).not.toHaveProperty('reader')
    expect(fast.attributions[0]).not.toHaveProperty('readers')
  })

  it('keeps spans within any text, not empty and in order', () => {
    const pieces = [
      '« ',
      ' »',
      'dit-il',
      'said ',
      '“',
      '”',
      ' que ',
      '. ',
      '\n',
      'Ana ',
      '🙂',
      'e\u0301',
      '(',
      ',',
      'según ',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.constantFrom<Language>('fr', 'en', 'es'),
        (parts, language) => {
          const text = `A ${parts.join('')}`
          for (const { cue, source, content } of read(text, language).attributions)
            for (const spans of [cue, source, content]) {
              let last = -1
              for (const [start, end] of spans) {
                expect(start).toBeGreaterThanOrEqual(last)
                expect(end).toBeGreaterThan(start)
                expect(end).toBeLessThanOrEqual(text.length)
                last = end
              }
            }
        },
      ),
      { numRuns: 60 },
    )
  })
})
