import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { boundSituation } from '../../src/situation/bound-situation.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { withExpected, withoutExpected } from '../../src/store/ledger/detail-of-analysis.ts'
import { detailOf } from '../../src/store/ledger/ledger-detail.ts'
import { ledgerEntries } from '../../src/store/ledger/ledger-entry.ts'
import { packedDetail, standsAlone, unpackedDetail } from '../../src/store/ledger/packed-detail.ts'
import { unpackedAnalysis, unpackedFindings } from '../../src/store/reports/packed-analysis.ts'
import type { Json } from '../../src/store/sql/columns.ts'
import { packedCoded, unpackedCoded } from '../../src/store/sql/packed-coded.ts'
import { packedSync } from '../../src/store/sql/packed-json.ts'
import { Chances, RangeReader, RangeWriter } from '../../src/store/sql/range-coder.ts'
import { StoreError } from '../../src/store/store.ts'
import { digestOf, packedDigest, unpackedDigest } from '../../src/store/stories/story-digest.ts'
import { sampleAnalyses } from './sample-analyses.ts'

const text = 'Le maire a dit que « le pont » fermera. Ärzte und İstanbul, ß: 12 personnes 🙂 selon la mairie.'
const json = fc
  .jsonValue({ maxDepth: 5, stringUnit: 'binary' })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json)
const slice = fc
  .tuple(fc.nat(text.length), fc.nat(30))
  .map(([start, length]) => text.slice(start, start + length))
const passage = fc.tuple(fc.integer({ min: -9, max: 120 }), fc.integer({ min: -9, max: 120 }))
const row = fc.record(
  {
    id: fc.oneof(
      fc.nat(99).map((number) => `c${number}`),
      fc.string(),
    ),
    span: passage,
    parts: fc.array(passage, { maxLength: 3 }),
    words: fc.oneof(
      slice,
      slice.map((one) => one.slice(0, 1).toUpperCase() + one.slice(1)),
      fc.constantFrom('named', 'outlet', ''),
      fc.string({ unit: 'binary' }),
    ),
    of: fc.oneof(fc.constant(null), fc.constantFrom('a', 'b')),
    number: fc.oneof(fc.maxSafeInteger(), fc.double(), fc.constant(-0), fc.integer()),
    inner: fc.array(fc.record({ span: passage, __proto__: slice }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
)

describe('decisions', () => {
  test('are read as they were written, whatever their chances', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(7), fc.boolean(), fc.boolean()), { maxLength: 3000 }), (all) => {
        const chances = () => new Chances(new Uint16Array(8).fill(2 ** 15), new Uint8Array(8))
        const writer = new RangeWriter(chances())
        // Slot 0 is always 1, slot 1 always 0: what is certain takes hardly anything, and carries go far.
        const bitOf = (slot: number, bit: boolean) => (slot === 0 ? 1 : slot === 1 ? 0 : Number(bit))
        for (const [slot, bit, even] of all) {
          writer.bit(slot, bitOf(slot, bit))
          if (even) writer.even(Number(bit))
        }
        const reader = new RangeReader(chances(), writer.end())
        for (const [slot, bit, even] of all) {
          expect(reader.bit(slot)).toBe(bitOf(slot, bit))
          if (even) expect(reader.even()).toBe(Number(bit))
        }
      }),
    )
  })
})

describe('coded JSON', () => {
  test.each([
    ['any JSON', json],
    ['rows that are alike', fc.array(row).map((value) => JSON.parse(JSON.stringify(value)) as Json)],
  ])('gives back %s, field by field in its order', (_, values) => {
    fc.assert(
      fc.property(values, fc.constantFrom('', text), (value, words) => {
        const bytes = packedCoded(value, 'findings', words)
        expect(JSON.stringify(unpackedCoded(bytes, 'findings', words))).toBe(JSON.stringify(value))
      }),
    )
  })

  test.each<[string, Json]>([
    ['a field that is called as the prototype', JSON.parse('[{"__proto__":1},{"__proto__":[2,3]}]') as Json],
    ['more shapes than share columns', Array.from({ length: 200 }, (_, k) => ({ [`f${k}`]: k }))],
    [
      'more fields than share columns',
      [Object.fromEntries(Array.from({ length: 2000 }, (_, k) => [`f${k}`, k]))],
    ],
    ['large and small numbers', [2 ** 53 - 1, -(2 ** 40), 2 ** 40 - 1, 0, -1, 1e300, 0.1, -0.5]],
    ['halves of pairs', ['\ud83d', '\ude42', '\ud83d\ude42', '\u0000']],
  ])('gives back %s', (_, value) => {
    expect(JSON.stringify(unpackedCoded(packedCoded(value, 'digest'), 'digest'))).toBe(JSON.stringify(value))
  })

  test('is not read by another text, nor where a byte is another', () => {
    const bytes = packedCoded(
      { claims: [{ span: [3, 9], sentence: 'Le pont' }], other: 'spelt 🙂' },
      'findings',
      text,
    )
    expect(() => unpackedCoded(bytes, 'findings', `${text} `)).toThrow(StoreError)
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes)
      damaged[at] ^= 0x11
      expect(() => unpackedCoded(damaged, 'findings', text)).toThrow(StoreError)
    }
    for (let length = 0; length < bytes.length; length++)
      expect(() => unpackedCoded(bytes.subarray(0, length), 'findings', text)).toThrow(StoreError)
  })

  test('tells an end to a length that has none', () => {
    const body = Buffer.alloc(9, 0xff)
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32LE(crc32(text, crc32(body)))
    expect(() => unpackedCoded(Buffer.concat([checksum, body]), 'findings', text)).toThrow(StoreError)
  })

  test('gives back what is looked for in vain until nothing more is', () => {
    const words = 'the bridge '.repeat(9000)
    const value = [
      'bridge the',
      ...Array.from({ length: 60 }, (_, k) => `${k}${words.slice(0, 10_000)}`),
      'the bridge the',
    ]
    expect(unpackedCoded(packedCoded(value, 'findings', words), 'findings', words)).toEqual(value)
  })

  test('takes two thirds of what deflated columns take', () => {
    for (const { engine: _, report, ...found } of sampleAnalyses())
      expect(packedCoded(found, 'findings', report.text).length * 3).toBeLessThan(
        packedSync(found).length * 2,
      )
  })
})

describe('what is told by an analysis', () => {
  test('gives details back, also where people corrected what was found', () => {
    const analyses = sampleAnalyses()
    const corrected = analyses.map((analysis, k) => ({
      ...analysis,
      claims: analysis.claims
        .filter((_, at) => at % 5 !== k % 5)
        .map((claim, at) =>
          at % 3 === 0 ? { ...claim, basis: 'hearsay' as const, chain: claim.chain.slice(0, 1) } : claim,
        ),
    }))
    for (const given of [analyses, corrected]) {
      const situation = boundSituation(compareReports(given, [], 's1'))
      const entries = ledgerEntries(given, situation, [])
      for (const analysis of analyses) {
        const details = entries.filter(({ report }) => report === analysis.report.id).map(detailOf)
        expect(details.length).toBeGreaterThan(0)
        expect(withExpected(withoutExpected(details, analysis), analysis)).toEqual(details)
        const bytes = packedDetail(details, analysis)
        expect(standsAlone(bytes)).toBe(false)
        expect(JSON.stringify(unpackedDetail(bytes, () => analysis))).toBe(JSON.stringify(details))
        expect(() => unpackedDetail(bytes, () => undefined)).toThrow(StoreError)
        const alone = packedDetail(details)
        expect(standsAlone(alone)).toBe(true)
        expect(JSON.stringify(unpackedDetail(alone, () => undefined))).toBe(JSON.stringify(details))
      }
    }
  })

  test('gives digests back, coded and as they were deflated', () => {
    for (const analysis of sampleAnalyses()) {
      const digest = digestOf(compareReports([analysis], [], 's1'))
      expect(JSON.stringify(unpackedDigest(packedDigest(digest)))).toBe(JSON.stringify(digest))
      expect(JSON.stringify(unpackedDigest(packedSync(digest)))).toBe(JSON.stringify(digest))
    }
  })
})

/** As they were packed before findings were coded. */
const formerly = {
  analysis:
    'Ao8AAAClQ+i/AhcAgFi6lrLN6O0ROcAnBp3cgfn4lgWeSGshRpxgbmPniKIUbemzCxmET2f6WK637fbsqeTq7as+cctbvnKVhbo9nu6F491t2qbysrNt0BfrGRxcxCP06iAaX44weTzEziWVSwoIngUO5gcQGh/gtefy8n28sGq1mLPtiM3CWNaLgD91cQJ1pT51VbPf7wN4+YT64dfFW7sOwjAM/BfmLlURX8LqoSoMCEWI0ogp/47s2JdXERJFYkvdobbjuHeX5Duhi7o+06wMFuA4ld5X428nVPdeIzKow5AFGAOwkf6hz2R8tggg87Ox9wIl114wuDY1gGODGIBgpe6oyqlQ7YJ31/evNpHZrbwxy9O069poTfmTkwBwG8zgc5qOaxWbzr/9YIcFpVt1ADPz/oc6kqo5nyIUCZwutgKiiUV8G4uU36wIdTgSh5hWmQe/+DmGJFd+DlpgjSpOSrF1vFycmeU/oeO7H9MyJ9YQnJMmo03geZtPDzxZSga0xT0FrpXzdJU6DBRex3JESA==',
  detail:
    'A3j5dFX/3ovGnmtomVRiY8FxD0slsdDkYWgaqxNtZAj3B1JagAmBYhrGBscrJDZhQkYGRma6Bsa6BkbwYDWCybklFoGyLDxMEOEVgi1c4NaU4JQFxxo4vmIBZFthxw==',
  engine: 'zZcvgikYYdw2LUYs5bAQk-hA2f3kopuNouAW972x9KY',
}

test('an analysis and a detail that were packed formerly are read', () => {
  const bytes = Buffer.from(formerly.analysis, 'base64')
  const engine = { version: '0.2.0', models: {} } as unknown as Analysis['engine']
  const analysis = unpackedAnalysis(bytes, new Map([[formerly.engine, engine]]))
  expect(analysis.report.text).toBe('The mayor said the bridge will close.')
  expect(analysis.claims).toMatchObject([{ id: 'c1', span: [15, 36], sentence: 'The bridge will close' }])
  expect(analysis.summary?.words).toMatchObject({ outlet: 3, named: 4 })
  const { version: _, engine: __, ...found } = analysis
  expect(unpackedFindings(bytes)).toEqual(found)
  const damaged = Buffer.from(bytes)
  damaged[damaged.length - 9] ^= 0x11
  expect(() => unpackedFindings(damaged)).toThrow(StoreError)
  expect(unpackedDetail(Buffer.from(formerly.detail, 'base64'), () => analysis)).toMatchObject([
    { claim: 'c1', span: [15, 36], chain: ['Faro', 'The mayor'], text: 'the bridge will close' },
  ])
})
