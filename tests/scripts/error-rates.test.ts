import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Measurements, sets, withTables } from '../../scripts/error-rates.ts'
import { root } from '../support.ts'

const page = readFileSync(`${root}docs/error-rates.md`, 'utf8')
const measurements = JSON.parse(readFileSync(`${root}bench/error-rates.json`, 'utf8')) as Measurements

it('has the tables that the kept measurements make', () => {
  expect(withTables(page, measurements)).toBe(page)
})

it('says of every set when and by what it was measured, and whether it was seen', () => {
  for (const { name, seen, commands } of sets) {
    const from = page.indexOf(`<!-- begin ${name} -->`)
    const said = page.slice(from, page.indexOf(`<!-- end ${name} -->`))
    expect(said).toContain(measurements[name].measured)
    expect(said.toLowerCase()).toContain(`**${seen}**`)
    for (const command of Object.values(commands)) expect(said).toContain(command)
  }
})

it('makes other tables of other figures', () => {
  const other = structuredClone(measurements)
  const byJudge = other['distortions'].figures['by the judge'] as Record<string, { confirmed: number }>
  byJudge['all'].confirmed += 5
  expect(withTables(page, other)).not.toBe(page)
})

it('refuses a page without markers, and a set that was not measured', () => {
  expect(() => withTables(page.replace('<!-- end pairs -->', ''), measurements)).toThrow('has no markers')
  expect(() => withTables(page, {})).toThrow('was not measured')
})
