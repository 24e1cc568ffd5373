import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import type { LedgerRow } from '../../src/contract/api.ts'
import { LedgerParquet } from '../../src/output/ledger-parquet.ts'

const row = (k: number): LedgerRow => ({
  report: `r${k}`,
  claim: 'c1',
  story: 's1',
  span: [k, k + 10],
  text: 'twelve people died',
  sentence: `« Douze » morts, n° ${k}`,
  language: 'fr',
  publisher: 'Le Phare',
  speaker: { kind: 'named', name: 'Zoë Ñandú', id: 'person:zoe nandu' },
  chain: ['Le Phare', 'Zoë Ñandú'],
  basis: 'attributed',
  factuality: 'PR+',
  outletFactuality: 'Uu',
  certainty: 'hedged',
  origins: k % 3,
  reports: 2,
  isFirst: true,
  opposition: 'none',
  against: [],
  ...(k % 2 === 0 ? { place: { id: 'geonames:1', name: 'Kessary', latitude: -1.5, longitude: k } } : {}),
})

test.each([
  [0, 'en'],
  [3, 'fr'],
  [20_001, 'es'],
] as const)(
  'a Parquet file of %i rows is read back row by row, with words in %s',
  async (count, language) => {
    const parts: Uint8Array[] = []
    const table = new LedgerParquet({ write: async (part) => void parts.push(part as Uint8Array) }, language)
    for (let k = 0; k < count; k++) await table.add(row(k))
    await table.end()
    const bytes = Buffer.concat(parts)
    const read = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    })
    expect(read).toHaveLength(count)
    if (count === 0) return
    const words = { fr: 'probable', en: 'probable', es: 'probable' }[language]
    for (const k of [0, 1, count - 1])
      expect(read[k]).toMatchObject({
        report: `r${k}`,
        sentence: `« Douze » morts, n° ${k}`,
        speaker: 'Zoë Ñandú',
        factuality: 'PR+',
        origins: k % 3,
        latitude: k % 2 === 0 ? -1.5 : null,
        longitude: k % 2 === 0 ? k : null,
        start: k,
      })
    expect(String(read[0]['factuality_words'])).toMatch(new RegExp(words, 'i'))
    // Groups are given on as they are full: memory does not grow with the rows.
    if (count > 20_000) expect(parts.length).toBeGreaterThanOrEqual(3)
  },
)
