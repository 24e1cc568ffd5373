import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Analysis, Language } from '../../src/contract/analysis.ts'
import { missing, root, shared, testEngine } from '../support.ts'

const schema = JSON.parse(readFileSync(`${root}contract/analysis.schema.json`, 'utf8'))
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema)
const checker = shared('score/check.mjs')

interface Sample {
  id: string
  text: string
  language: Language
  publisher: string
  published: string
  title: string
}
const samples: Sample[] = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')))

const analyse = (sample: Sample, explain: boolean): Analysis =>
  JSON.parse(JSON.stringify(testEngine().analyse(sample, { explain })))

describe('real output keeps the schema', () => {
  it.each(samples.map((sample) => [sample.id, sample] as const))('%s', (_, sample) => {
    for (const explain of [false, true]) {
      validate(analyse(sample, explain))
      expect(validate.errors ?? []).toEqual([])
    }
  })

  it('refuses an analysis that breaks it', () => {
    const analysis = analyse(samples[0], false)
    expect(validate({ ...analysis, sentences: [[3]] })).toBe(false)
    expect(validate({ ...analysis, entities: undefined })).toBe(false)
  })
})

describe('real output keeps what a schema cannot say', () => {
  it.each(samples.map((sample) => [sample.id, sample] as const))(
    '%s: every section is filled, every span is sound',
    (_, sample) => {
      const analysis = analyse(sample, false)
      expect(analysis.report.text).toBe(sample.text)
      for (const section of ['sentences', 'entities', 'attributions', 'claims', 'events', 'times'] as const)
        expect(analysis[section].length, section).toBeGreaterThan(0)
      const spans: unknown[] = []
      const walk = (node: unknown): void => {
        if (Array.isArray(node) && node.length === 2 && node.every((item) => typeof item === 'number'))
          spans.push(node)
        else if (node && typeof node === 'object') Object.values(node).forEach(walk)
      }
      const { report: _report, ...rest } = analysis
      walk(rest)
      const broken = (spans as [number, number][]).filter(
        ([start, end]) => !(start >= 0 && start < end && end <= sample.text.length),
      )
      expect(broken).toEqual([])
    },
  )

  it.each(samples.map((sample) => [sample.id, sample] as const))('%s: same in, same out', (_, sample) => {
    expect(JSON.stringify(testEngine().analyse(sample))).toBe(JSON.stringify(testEngine().analyse(sample)))
  })
})

describe.skipIf(missing('the shared checker (score/check.mjs)', existsSync(checker)))(
  'the shared checker finds no fault',
  () => {
    let faults: (analysis: Analysis) => string[]
    beforeAll(async () => {
      faults = ((await import(checker)) as { faults: typeof faults }).faults
    })
    it.each(samples.map((sample) => [sample.id, sample] as const))('%s', (_, sample) => {
      expect(faults(analyse(sample, true))).toEqual([])
    })
  },
)
