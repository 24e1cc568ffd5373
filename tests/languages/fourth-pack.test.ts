import { expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { Engine } from '../../src/engine/engine.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'
import { italian } from './italian.ts'

const language = 'it' as Language
const text = 'L’incontro si terrà lunedì 2 marzo, secondo il sindaco.'

test('an engine reads a fourth language by its pack alone', () => {
  const engine = new Engine(folderResources(), () => undefined, { ...packs, it: italian })
  const document = engine.read({ text, language, published: '2026-02-27' }, { explain: true })
  expect(document.tokens.form.slice(0, 3)).toEqual(['L’', 'incontro', 'si'])
  expect(document.times.map(({ span, value }) => [document.slice(span), value])).toEqual([
    ['lunedì 2 marzo', '2026-03-02'],
  ])
  const [attribution] = document.attributions
  expect(attribution.source.map((span) => document.slice(span))).toEqual(['il sindaco'])
  expect(attribution.cue.map((span) => document.slice(span))).toEqual(['secondo'])
  expect(attribution.content.map((span) => document.slice(span))).toEqual([
    'L’incontro si terrà lunedì 2 marzo',
  ])
  expect(attribution.why?.sentence).toBe('La locuzione «secondo» introduce la fonte della frase.')
})

test('an engine without the pack says which languages it reads', () => {
  const engine = new Engine(folderResources(), () => undefined, packs)
  expect(() => engine.read({ text, language })).toThrow(
    'The language "it" could not be read: Selon reads French (fr), English (en) and Spanish (es).',
  )
  const one = new Engine(folderResources(), () => undefined, { it: italian })
  expect(() => one.read({ text, language: 'fr' })).toThrow('Selon reads Italian (it).')
})

test('all packs have the same keys', () => {
  const [first, ...others] = [...Object.values(packs), italian].map((pack) => Object.keys(pack).sort())
  for (const keys of others) expect(keys).toEqual(first)
})
