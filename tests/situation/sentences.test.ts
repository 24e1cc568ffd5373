import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { testEngine } from '../support.ts'

const samples = new URL('../../samples/', import.meta.url)
const analyses: Analysis[] = readdirSync(samples)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => testEngine().analyse(JSON.parse(readFileSync(new URL(file, samples), 'utf8'))))

describe('sentences of a situation', () => {
  const situation = compareReports(analyses)
  const shown = [
    ...situation.statements.flatMap((statement) => [statement, ...statement.claims]),
    ...situation.relations.flatMap(({ from, to }) => [from, to]),
    ...situation.figures.flatMap(({ values }) => values),
  ]

  it('stand where the passage is none, and say more than it', () => {
    const told = shown.filter(({ sentence }) => sentence !== undefined)
    expect(told.length).toBeGreaterThan(10)
    for (const { sentence, passage } of told) expect(sentence).not.toBe(passage.text)
  })

  it('have a verb of their own: none is a subject with an infinitive', () => {
    for (const { sentence } of shown) expect(sentence ?? '').not.toContain(' — ')
  })

  it('tell of a denied infinitive who denies it', () => {
    const denial = shown.find(({ passage }) => passage.text.startsWith('avoir validé un retrait'))
    expect(denial?.sentence).toMatch(/^La présidence torvanienne a démenti/)
  })
})
