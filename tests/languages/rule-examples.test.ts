import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { packs } from '../../src/languages/index.ts'
import { testEngine } from '../support.ts'

/** Rules that change something in longer reports alone, as far as is known: each lacks a sentence of its own still. */
const withoutExample = new Set<string>([
  'fr colon',
  'fr citer',
  'fr whole-quotation',
  'fr empty-content',
  'fr described-source',
  'en whole-quotation',
  'es unverified-subject',
  'es behind-connective',
  'es described-source',
])

describe.each(Object.values(packs))('$name', ({ code, rules }) => {
  for (const { name, examples } of [...rules.attribution.cues, ...rules.attribution.attributions]) {
    const key = `${code} ${name}`
    test(`${name} has ${withoutExample.has(key) ? 'no example yet' : 'an example'}`, () => {
      expect(examples.length > 0).toBe(!withoutExample.has(key))
    })
    test.each(examples)(`${name}: %s`, (text) => {
      const { trail } = testEngine().read({ text, language: code as Language }, { trace: true })
      const changes = (trail ?? []).filter((step) => !step.candidates)
      expect(changes.map((step) => step.name)).toContain(name)
    })
  }
})

test('every name on the list of rules without an example is a rule', () => {
  const all = Object.values(packs).flatMap(({ code, rules }) =>
    [...rules.attribution.cues, ...rules.attribution.attributions].map(({ name }) => `${code} ${name}`),
  )
  expect([...withoutExample].filter((key) => !all.includes(key))).toEqual([])
})
