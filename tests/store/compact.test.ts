import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import {
  engineHash,
  packedAnalysis,
  unpackedAnalysis,
  unpackedText,
} from '../../src/store/reports/packed-analysis.ts'
import { fromColumns, type Json, toColumns } from '../../src/store/sql/columns.ts'
import { bytesOf } from '../../src/store/sql/little-endian.ts'
import { packedSync, unpackedSync } from '../../src/store/sql/packed-json.ts'
import { packedVector, roundedWeights, unpackedVector } from '../../src/store/sql/packed-vector.ts'
import { momentOf, noMoment } from '../../src/store/sql/publication-moment.ts'
import { StoreError } from '../../src/store/store.ts'
import { packedPostings, unpackedPostings } from '../../src/store/stories/packed-postings.ts'
import { root, testEngine } from '../support.ts'

/** Values of JSON as they come back from JSON. */
const json = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.parse(JSON.stringify(value)) as Json)
const row = fc.record(
  {
    id: fc.oneof(
      fc.nat(99).map((number) => `c${number}`),
      fc.string(),
    ),
    span: fc.tuple(fc.nat(999), fc.nat(999)),
    of: fc.oneof(fc.constant(null), fc.constantFrom('a', 'b')),
    inner: fc.array(fc.record({ a: fc.integer(), __proto__: fc.string() }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
)

describe('columns', () => {
  test.each([
    ['any JSON', json],
    ['rows that are alike', fc.array(row).map((value) => JSON.parse(JSON.stringify(value)) as Json)],
  ])('give back %s, field by field in its order', (_, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.stringify(fromColumns(toColumns(value)))).toBe(JSON.stringify(value))
        expect(JSON.stringify(unpackedSync(packedSync(value)))).toBe(JSON.stringify(value))
      }),
    )
  })
})

describe('an analysis', () => {
  const analyses = (): Analysis[] =>
    readdirSync(`${root}samples`)
      .filter((name) => name.endsWith('.json'))
      .map((name) => testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8'))))

  test('is unpacked as it was packed, in a sixth of its length, with its engine from elsewhere', () => {
    for (const analysis of analyses()) {
      const bytes = packedAnalysis(analysis)
      const engines = new Map([[engineHash(analysis.engine), analysis.engine]])
      expect(JSON.stringify(unpackedAnalysis(bytes, engines))).toBe(JSON.stringify(analysis))
      expect(bytes.length * 6).toBeLessThan(JSON.stringify(analysis).length)
      expect(unpackedText(bytes)).toEqual({ report: analysis.report, sentences: analysis.sentences })
      expect(() => unpackedAnalysis(bytes, new Map())).toThrow(StoreError)
    }
  })

  test('whose bytes are damaged is told of, never shown otherwise', () => {
    const [analysis] = analyses()
    const engines = new Map([[engineHash(analysis.engine), analysis.engine]])
    const bytes = packedAnalysis(analysis)
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Buffer.from(bytes)
      damaged[at] ^= 0x55
      expect(() => unpackedAnalysis(damaged, engines)).toThrow(StoreError)
    }
  })

  test('that somebody else wrote in another order is packed as it is', () => {
    const [{ engine, ...rest }] = analyses()
    const other = { ...rest, engine } as Analysis
    expect(JSON.stringify(unpackedAnalysis(packedAnalysis(other), new Map()))).toBe(JSON.stringify(other))
  })
})

describe('a vector', () => {
  test('is unpacked as it was packed', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 300 }),
        fc.array(fc.float({ noNaN: true, min: 0, max: 1 }), { minLength: 1, maxLength: 40 }),
        (numbers, values) => {
          const terms = Int32Array.from(numbers.sort((a, b) => a - b))
          const weights = Float32Array.from(terms, (_, k) => values[k % values.length])
          const rounded = roundedWeights(weights)
          // As vectors were rounded formerly.
          const finer = weights.map((weight) => {
            const bits = Uint32Array.of(new Uint32Array(Float32Array.of(weight).buffer)[0] & ~0xfff)
            return new Float32Array(bits.buffer)[0]
          })
          for (const given of [weights, rounded, finer])
            expect(unpackedVector(packedVector({ terms, weights: given }), 3)).toEqual({
              terms,
              weights: given,
              fields: 3,
            })
          expect(roundedWeights(rounded)).toEqual(rounded)
          for (const [k, weight] of weights.entries())
            expect(Math.abs(rounded[k] - weight)).toBeLessThanOrEqual(weight / 64 + 1e-38)
        },
      ),
    )
  })

  test('that is cut off is refused', () => {
    const bytes = packedVector({ terms: Int32Array.of(-5, 7, 900), weights: Float32Array.of(0.5, 0.25, 0.5) })
    expect(() => unpackedVector(bytes.subarray(0, 12), 3)).toThrow(RangeError)
  })
})

describe('postings', () => {
  const columns = fc
    .tuple(
      fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 200 }),
      fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 20 }),
      fc.array(fc.oneof(fc.constant(0), fc.float({ noNaN: true, min: 0, max: 1 })), {
        minLength: 1,
        maxLength: 20,
      }),
    )
    .map(([terms, reports, weights]) => ({
      terms: Int32Array.from(terms.sort((a, b) => a - b)),
      reports: Int32Array.from(terms, (_, k) => reports[k % reports.length]),
      weights: roundedWeights(Float32Array.from(terms, (_, k) => weights[k % weights.length])),
    }))

  test('are unpacked as they were packed, now and formerly', () => {
    fc.assert(
      fc.property(columns, (postings) => {
        expect(unpackedPostings(packedPostings(postings))).toEqual(postings)
        const { terms, reports, weights } = postings
        expect(unpackedPostings(Buffer.concat([terms, reports, weights].map(bytesOf)))).toEqual(postings)
      }),
    )
  })

  test('that are cut off are refused', () => {
    const bytes = packedPostings({
      terms: Int32Array.of(-9, 5, 5, 70_000),
      reports: Int32Array.of(1, 0, 700, 2),
      weights: roundedWeights(Float32Array.of(0.5, 0, 0.25, 0.1)),
    })
    for (let length = 1; length < bytes.length; length++)
      if (length % 12 !== 0) expect(() => unpackedPostings(bytes.subarray(0, length))).toThrow(RangeError)
  })
})

test.each([
  ['1970-01-02', 1440],
  ['1970-01-01T01:00:00Z', 60],
  ['1970-01-01T01:00:59.5+01:00', 0],
  ['1970-01-01T00:30-02:00', 150],
  ['2026-03', 29538720],
  ['yesterday', noMoment],
  [undefined, noMoment],
])('the moment of %s', (published, minutes) => {
  expect(momentOf(published)).toBe(minutes)
})
