import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventTypes, type Language, languages, type ReportedEvent } from '../../src/contract/analysis.ts'
import type { Document } from '../../src/engine/document.ts'
import { eventWords } from '../../src/engine/events/lexicon.ts'
import { isEventTrigger } from '../../src/engine/events/triggers.ts'
import { packs } from '../../src/languages/index.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'

/** Rows of a table file: cells between "|", comments left out. */
function table(name: string): string[][] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
}

const read = (text: string, language: Language): Document =>
  testEngine().read({ text, language, published: '2026-03-02' })

const find = (document: Document, word: string): ReportedEvent | undefined =>
  document.events.find((event) => document.slice(event.trigger) === word)

/** What an event of the table looks like, in the table's own words. */
function told(document: Document, event: ReportedEvent | undefined, withStatus: boolean): string {
  if (!event) return 'no event'
  const names = (list: ReportedEvent['actors']): string =>
    list.map(({ span }) => document.slice(span)).join('; ')
  const type = event.mode ? `${event.type}/${event.mode}` : event.type
  return `${type} | ${names(event.actors)} > ${names(event.recipients)}${withStatus ? ` | ${event.status}` : ''}`
}

const known = knownFailures(new URL('known-failures.json', import.meta.url))

for (const language of languages)
  describe(`events, ${language}`, () => {
    for (const [type, sentence, trigger, roles, status] of table(`./${language}.table.txt`))
      it(`${type}: ${sentence}`, () => {
        known.held(`${type}: ${sentence}`, () => {
          const document = read(sentence, language)
          const event = find(document, trigger)
          const [actors, recipients] = roles.split('>').map((side) => side.trim())
          const mode = type.includes('/') || !event?.mode ? type : `${type}/${event.mode}`
          expect(told(document, event, status !== '')).toBe(
            `${mode} | ${actors} > ${recipients}${status === '' ? '' : ` | ${status}`}`,
          )
        })
      })
  })

describe('words that report no event', () => {
  for (const [language, sentence, word] of table('./negatives.table.txt'))
    it(`${language}: ${sentence}`, () => {
      known.held(`negative: ${sentence}`, () => {
        expect(find(read(sentence, language as Language), word)).toBeUndefined()
      })
    })
})

describe('what is about to be, and what was done', () => {
  for (const [language, sentence, word, status] of table('./prospective.table.txt'))
    it(`${language}: ${sentence}`, () => {
      known.held(`prospective: ${sentence}`, () => {
        expect(find(read(sentence, language as Language), word)?.status).toBe(status)
      })
    })
})

describe('place and time of an event', () => {
  for (const [language, sentence, trigger, place, time] of table('./settings.table.txt'))
    it(`${language}: ${sentence}`, () => {
      known.held(`setting: ${sentence}`, () => {
        const document = read(sentence, language as Language)
        const event = find(document, trigger)
        expect(event).toBeDefined()
        const placeSpan = document.places.find((one) => one.id === event?.place)?.span
        const timeSpan = document.times.find((one) => one.id === event?.time)?.span
        expect([
          placeSpan ? document.slice(placeSpan) : '-',
          timeSpan ? document.slice(timeSpan) : '-',
        ]).toEqual([place, time])
      })
    })
})

describe('figures belong to their event', () => {
  for (const [language, sentence, words, trigger] of table('./quantities.table.txt'))
    it(`${language}: ${sentence}`, () => {
      known.held(`quantity: ${sentence}`, () => {
        const document = read(sentence, language as Language)
        const quantity = document.quantities.find(({ span }) => document.slice(span) === words)
        const event = document.events.find((one) => one.id === quantity?.event)
        expect(event ? document.slice(event.trigger) : '-').toBe(trigger)
      })
    })
})

describe('the lexicons', () => {
  for (const language of languages) {
    const words = eventWords(packs[language])
    it(`${language}: has at least 400 verbs and nouns, and some for each type`, () => {
      const types = new Map<string, Set<string>>()
      const entries = new Set<string>()
      for (const rows of [...words.verbs.values(), ...words.nouns.values()])
        for (const row of rows) {
          if (row.type === undefined) continue
          entries.add(`${row.lemma} ${row.part}`)
          const known = types.get(row.type) ?? new Set()
          types.set(row.type, known.add(`${row.lemma} ${row.part}`))
        }
      expect(entries.size).toBeGreaterThanOrEqual(400)
      for (const type of eventTypes) expect(types.get(type)?.size ?? 0, type).toBeGreaterThanOrEqual(8)
    })
    it(`${language}: every class that a frame names has words or is made by the rules`, () => {
      const made = new Set(['agent'])
      for (const rows of [...words.verbs.values(), ...words.nouns.values()])
        for (const row of rows)
          for (const { operator, words: names } of row.conditions)
            if (operator === ':' || operator === '!')
              for (const name of names)
                expect(made.has(name) || words.classes.has(name), `${row.lemma}: ${name}`).toBe(true)
    })
  }
})

describe('triggers', () => {
  it('are told by lemma and tag alone', () => {
    const document = read('The police arrested a man; the arrest surprised the village.', 'en')
    const found: string[] = []
    for (let i = 0; i < document.tokens.length; i++)
      if (isEventTrigger(document, i)) found.push(document.tokens.form[i])
    expect(found).toContain('arrested')
    expect(found).toContain('arrest')
    expect(found).not.toContain('village')
  })
})

describe('whatever the text', () => {
  const words = [
    'police',
    'arrested',
    'La',
    'police',
    'a',
    'arrêté',
    'detuvo',
    'attaque',
    'de',
    'par',
    'by',
    'ataque',
    'contra',
    ',',
    '.',
    '"',
    'X',
    '\ud800',
    '12',
    'morts',
    '\n',
    'qui',
    'que',
    'menace',
    'attack',
    'on',
    'and',
    'et',
    'y',
  ]
  it('spans are sound, every reference resolves and the same text gives the same events', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(...languages),
        (list, language) => {
          const text = list.join(' ')
          if (text.trim() === '') return
          const document = read(text, language)
          const claims = new Set(document.claims.map((claim) => claim.id))
          const entities = new Set(document.entities.map((entity) => entity.id))
          for (const event of document.events) {
            expect(event.claims.length).toBeGreaterThan(0)
            for (const claim of event.claims) expect(claims.has(claim)).toBe(true)
            for (const { span, entity } of [...event.actors, ...event.recipients]) {
              expect(span[0]).toBeGreaterThanOrEqual(0)
              expect(span[1]).toBeGreaterThan(span[0])
              expect(span[1]).toBeLessThanOrEqual(text.length)
              if (entity) expect(entities.has(entity)).toBe(true)
            }
          }
          expect(read(text, language).events).toEqual(document.events)
        },
      ),
      { numRuns: 60 },
    )
  })
  it('a sentence of ten thousand words comes through', () => {
    const text = 'the police arrested the man who attacked '.repeat(1500)
    expect(() => read(text, 'en')).not.toThrow()
  })
})
