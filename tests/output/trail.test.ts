import { expect, test } from 'vitest'
import { drawTrail } from '../../src/output/trail.ts'
import { testEngine } from '../support.ts'

test('a trail shows scores, candidates and what each rule changed', () => {
  const text = 'Selon la maire, le port fermera en juin.'
  const { trail } = testEngine().read({ text, language: 'fr' }, { trace: true })
  const lines = drawTrail(text, trail ?? []).split('\n')
  expect(lines[0]).toBe('“Selon”')
  expect(lines).toContain('  cue: phrase: – → Selon (phrase)')
  expect(lines.some((line) => /^ {2}cue: score -?\d+$/.test(line))).toBe(true)
  expect(lines.some((line) => /^ {2}content: scored-content among \d+:$/.test(line))).toBe(true)
  expect(lines.some((line) => /^ {4} *-?\d+ {2}“le port fermera en juin”$/.test(line))).toBe(true)
  expect(lines.at(-3) ?? '').not.toContain('undefined')
})

test('nothing is kept where nobody asked', () => {
  const { trail } = testEngine().read({ text: 'Selon la maire, le port fermera.', language: 'fr' })
  expect(trail).toBeUndefined()
})

test('control characters of a hostile report do not reach the terminal', () => {
  const text = 'La maire \u001b[31maffirme que le port fermera.'
  const { trail } = testEngine().read({ text, language: 'fr' }, { trace: true })
  expect(trail?.length).toBeGreaterThan(0)
  expect(drawTrail(text, trail ?? [])).not.toContain('\u001b')
})
