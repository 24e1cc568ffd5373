import { describe, expect, it } from 'vitest'
import { boundedFields } from '../../src/contract/analysis.ts'
import { leftOutSentence, longestField, mostAuthors } from '../../src/engine/report-fields.ts'
import { testEngine } from '../support.ts'

const texts = {
  fr: 'Le pont de Vell est fermé, a annoncé la préfecture.',
  en: 'The bridge at Vell is closed, the prefecture said.',
  es: 'El puente de Vell está cerrado, anunció la prefectura.',
} as const

describe.each(Object.entries(texts))('what is told of a report beside its text: %s', (language, text) => {
  const given = { text, language: language as keyof typeof texts }
  const long = (field: keyof typeof longestField, more: number) => 'x'.repeat(longestField[field] + more)

  it.each(['id', 'url', 'title', 'publisher', 'published'] as const)('%s has a bound', (field) => {
    const kept = testEngine().analyse({ ...given, [field]: long(field, 0) }).report
    expect(kept[field]).toBe(long(field, 0))
    expect(kept.leftOut).toBeUndefined()
    const { report, claims } = testEngine().analyse({ ...given, [field]: long(field, 1) })
    // An id there must be: it is that of a report without one.
    expect(report[field]).toBe(field === 'id' ? testEngine().analyse(given).report.id : undefined)
    expect(report.leftOut).toEqual([{ field, characters: longestField[field] + 1 }])
    expect(leftOutSentence(report.leftOut)).toContain(`${longestField[field]}`)
    expect(claims.length).toBeGreaterThan(0)
    expect(JSON.stringify(claims)).not.toContain(long(field, 1))
  })

  it('authors have a bound, each and together', () => {
    const { report } = testEngine().analyse({ ...given, authors: ['Ana Ribe', long('author', 1)] })
    expect(report.authors).toEqual(['Ana Ribe'])
    expect(report.leftOut).toEqual([{ field: 'authors', characters: longestField.author + 1 }])
    const many = testEngine().analyse({ ...given, authors: Array.from({ length: 5000 }, (_, k) => `A ${k}`) })
    expect(many.report.authors).toHaveLength(mostAuthors)
    expect(testEngine().analyse({ ...given, authors: [long('author', 1)] }).report.authors).toBeUndefined()
  })

  it('an analysis is no larger for a field of a million characters', () => {
    const plain = JSON.stringify(testEngine().analyse(given)).length
    const fields = Object.fromEntries(
      boundedFields.map((field) => [field, field === 'authors' ? ['x'.repeat(1e6)] : 'x'.repeat(1e6)]),
    )
    expect(JSON.stringify(testEngine().analyse({ ...given, ...fields })).length).toBeLessThan(plain + 1000)
  })

  it('a source whose name is longer than a name can be has none, and its place all the same', () => {
    const name = `Jean${'dupont'.repeat(300)}`
    const said = {
      fr: 'a dit que le pont est fermé',
      en: 'said the bridge is closed',
      es: 'dijo que el puente está cerrado',
    }
    const analysis = testEngine().analyse({
      ...given,
      text: `${name} ${said[language as keyof typeof said]}.`,
    })
    for (const { chain } of analysis.claims)
      for (const holder of chain) expect((holder.name ?? '').length).toBeLessThanOrEqual(256)
  })
})
