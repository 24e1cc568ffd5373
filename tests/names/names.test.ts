import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Language, languages } from '../../src/contract/analysis.ts'
import { findEntityAt } from '../../src/engine/names/entity-index.ts'
import { entityOfSpan, subjectEntity } from '../../src/engine/names/entity-of-span.ts'
import { institutionOf, isInstitution, outletOf } from '../../src/engine/names/institutions.ts'
import { packs } from '../../src/languages/index.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'
import { meantCases, nameCases, peopleCases } from './cases.ts'

const engine = testEngine()

function namesOf(text: string, language: Language): string[] {
  const document = engine.read({ text, language })
  return document.entities
    .flatMap((entity) =>
      entity.mentions.filter((mention) => mention.kind === 'name').map((mention) => ({ mention, entity })),
    )
    .sort((a, b) => a.mention.span[0] - b.mention.span[0])
    .map(({ mention, entity }) => `${text.slice(...mention.span)}|${entity.type}`)
}

function meantBy(text: string, language: Language, source: string): string | null {
  const document = engine.read({ text, language })
  const verb = source.startsWith('verb:')
  const words = verb ? source.slice(5) : source
  const start = text.indexOf(words)
  const id = verb
    ? subjectEntity(document, document.tokens.at(start))
    : entityOfSpan(document, [start, start + words.length])
  return document.entities.find((entity) => entity.id === id)?.name ?? null
}

const known = knownFailures(new URL('known-failures.json', import.meta.url))

describe('names', () => {
  for (const { language, text, names } of nameCases) {
    test(`${language}: ${text}`, () => {
      known.held(text, () => expect(namesOf(text, language)).toEqual(names))
    })
  }
})

describe('people of one name', () => {
  for (const { language, text, people } of peopleCases) {
    test(`${language}: ${text}`, () => {
      const { entities } = engine.read({ text, language })
      known.held(text, () =>
        expect(entities.filter((entity) => entity.type === 'person').length).toEqual(people),
      )
    })
  }
})

describe('who is meant', () => {
  for (const { language, text, source, meant } of meantCases) {
    test(`${language}: ${source} < ${text}`, () => {
      known.held(`${source} < ${text}`, () => expect(meantBy(text, language, source)).toEqual(meant))
    })
  }
})

describe('entities', () => {
  test('joins name, surname, acronym and title', () => {
    const text =
      "Le Commandement des opérations spéciales (JSOC) a répondu. Hélène Garnier, présidente du club de Rennes, l'a lu. Mme Garnier a souri. Le JSOC se tait."
    const { entities } = engine.analyse({ text, language: 'fr' })
    const body = entities.find((entity) => entity.name.startsWith('Commandement'))
    expect(body?.mentions.map((mention) => text.slice(...mention.span))).toEqual([
      'Commandement des opérations spéciales',
      'JSOC',
      'JSOC',
    ])
    const woman = entities.find((entity) => entity.name === 'Hélène Garnier')
    expect(woman?.role).toBe('présidente du club de Rennes')
    expect(woman?.mentions.filter((mention) => mention.kind === 'name')).toHaveLength(2)
  })

  test('keeps two people of one surname apart by their titles', () => {
    const text = 'Laura Stein met Peter Stein in Leeds. Mrs. Stein spoke first. Mr. Stein listened.'
    const document = engine.read({ text, language: 'en' })
    const at = (words: string): string | undefined => {
      const start = text.indexOf(words) + words.indexOf('Stein')
      return findEntityAt(document, [start, start + 5])?.name
    }
    expect(at('Mrs. Stein')).toBe('Laura Stein')
    expect(at('Mr. Stein')).toBe('Peter Stein')
  })

  test('gives Wikidata ids only to what the lexicon is sure of', () => {
    const { entities } = engine.analyse({ text: 'France thanked Marvelton Foods.', language: 'en' })
    expect(entities.map((entity) => entity.wikidata)).toEqual(['Q142', undefined])
  })
})

describe('institutions', () => {
  test('knows outlets and wire services with their articles', () => {
    expect(outletOf('le Parisien', packs.fr)?.kind).toBe('outlet')
    expect(outletOf('Parisien', packs.fr)?.kind).toBe('outlet')
    expect(outletOf('l’AFP', packs.fr)?.kind).toBe('wire')
    expect(outletOf('The New York Times', packs.en)?.kind).toBe('outlet')
    expect(outletOf('New York Times', packs.es)?.kind).toBe('outlet')
    expect(outletOf('Reuters', packs.en)?.kind).toBe('wire')
  })

  test('does not take other names for outlets', () => {
    for (const name of ['Paris', 'le Kremlin', 'Jean Dupont', 'le monde', '', "l'", 'France']) {
      expect(outletOf(name, packs.fr)).toBeUndefined()
    }
    expect(institutionOf('Marca', packs.es, true)).toBeUndefined()
  })

  test('tells institutions', () => {
    expect(isInstitution('the Kremlin', packs.en)).toBe(true)
    expect(isInstitution('la Maison-Blanche', packs.fr)).toBe(true)
    expect(isInstitution('Boeing', packs.en)).toBe(false)
    expect(isInstitution('John', packs.en)).toBe(false)
  })
})

describe('soundness', () => {
  test('every mention is a non-empty span within the text, on any text', () => {
    const words = fc.constantFrom(
      'Le',
      'La',
      "L'",
      'Macron',
      'Paris',
      'JSOC',
      '(',
      ')',
      ',',
      '.',
      '"',
      '«',
      '»',
      'a-t-il',
      'il',
      'she',
      'said',
      'Dijo',
      "Trump's",
      '’s',
      'de',
      'la',
      'présidente',
      'the',
      'senator',
      '\n',
      '\ud800',
      '—',
      'U.S.',
      '1996',
      'É',
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...languages),
        fc.oneof(
          fc.array(words, { minLength: 1, maxLength: 40 }).map((list) => list.join(' ')),
          fc.string({ minLength: 1, maxLength: 80, unit: 'binary' }),
        ),
        (language, text) => {
          if (text.trim() === '') return
          const { entities } = engine.analyse({ text, language })
          const ids = new Set(entities.map((entity) => entity.id))
          expect(ids.size).toBe(entities.length)
          for (const entity of entities) {
            expect(entity.mentions.length).toBeGreaterThan(0)
            for (const { span } of entity.mentions) {
              expect(span[0]).toBeGreaterThanOrEqual(0)
              expect(span[1]).toBeGreaterThan(span[0])
              expect(span[1]).toBeLessThanOrEqual(text.length)
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('says the same of the same text', () => {
    const text = 'Governor Susan Clark opened the library in Leeds. She said it was free.'
    expect(engine.analyse({ text, language: 'en' }).entities).toEqual(
      engine.analyse({ text, language: 'en' }).entities,
    )
  })
})
