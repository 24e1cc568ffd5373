import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { eventStatuses, holderKinds } from '../../src/contract/analysis.ts'
import { ledgerCertainties, ledgerOppositions } from '../../src/contract/api.ts'
import type { LedgerEntry } from '../../src/store/ledger/ledger-entry.ts'
import { traitNumber, traitsFrom, traitsOf } from '../../src/store/ledger/ledger-traits.ts'
import { packedWords, rowsWith, wordCode } from '../../src/store/ledger/ledger-words.ts'
import { openStore } from '../../src/store/open-store.ts'
import { openPostgres } from '../../src/store/sql/postgres-backend.ts'
import { openSqliteAsItIs } from '../../src/store/sql/sqlite-backend.ts'
import { StoreError } from '../../src/store/store.ts'
import { testEngine } from '../support.ts'
import { backends } from './backends.ts'

const row = fc.array(fc.option(fc.nat(400), { nil: undefined, freq: 6 }), { maxLength: 40 })
const formOf = (word: number | undefined) => (word === undefined ? undefined : `e${word.toString(36)}`)
const asked = (...wanted: string[][][]) => [
  { language: 'en' as const, wanted: wanted.map((ways) => ways.map((forms) => ({ forms }))) },
]

describe('the words of rows', () => {
  test('are found in the rows that have them, phrases where they stand together', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 3 }),
        (rows, phrase) => {
          const bytes = packedWords(rows.map((words) => words.map((word) => wordCode(formOf(word)))))
          const has = (words: readonly (number | undefined)[]) =>
            words.some((_, k) => phrase.every((word, at) => words[k + at] === word))
          const found = rows.flatMap((words, k) => (has(words) ? [k] : []))
          const forms = phrase.map((word) => formOf(word) ?? '')
          expect(rowsWith(bytes, 'en', asked([forms]))).toEqual(found)
          expect(rowsWith(bytes, 'en', asked([['nowhere'], forms], [forms]))).toEqual(found)
          expect(rowsWith(bytes, 'en', asked([forms], [['nowhere']]))).toEqual([])
          expect(rowsWith(bytes, 'fr', asked([forms]))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('of many kinds, and no words', () => {
    const many = Array.from({ length: 300 }, (_, k) => [wordCode(`e${k}`), wordCode(`e${k + 1}`)])
    const bytes = packedWords(many)
    expect(rowsWith(bytes, 'en', asked([['e299']]))).toEqual([298, 299])
    expect(rowsWith(packedWords([[], []]), 'en', asked([['e299']]))).toEqual([])
  })

  test('that are damaged are told of, and ask for no memory', () => {
    const bytes = packedWords([[wordCode('ea'), wordCode('eb')]])
    const cut = bytes.subarray(0, bytes.length - 3)
    expect(() => rowsWith(cut, 'en', asked([['ea']]))).toThrow(StoreError)
    const many = Buffer.from(bytes)
    many.writeUInt32LE(0xffffffff, 2)
    expect(() => rowsWith(many, 'en', asked([['ea']]))).toThrow(StoreError)
  })
})

test('traits keep every word of their lists, and the number of origins', () => {
  for (const kind of holderKinds)
    for (const status of [undefined, ...eventStatuses])
      for (const certainty of ledgerCertainties)
        for (const opposition of ledgerOppositions)
          for (const isFirst of [true, false]) {
            const origins = kind.length + certainty.length
            const entry = {
              isFirst,
              origins,
              certainty,
              opposition,
              speaker: { kind },
              ...(status && { status }),
            }
            const { trait, ...rest } = traitsFrom(traitsOf(entry as LedgerEntry))
            expect(rest).toEqual({ isFirst, origins })
            expect([trait('voice'), trait('status'), trait('certainty'), trait('opposition')]).toEqual([
              kind,
              status,
              certainty,
              opposition,
            ])
          }
  expect(traitNumber('certainty', 'sure')).toBe(-1)
})

describe.each(backends)('names of the ledger, in $name', (backend) => {
  beforeAll(async () => {
    if (!backend.skipped) await backend.start()
  }, 120_000)
  afterAll(async () => {
    if (!backend.skipped) await backend.stop()
  })

  it.skipIf(backend.skipped)(
    'are kept as long as a row has them, and marks, entities and sources as long as a report does',
    async () => {
      const database = await backend.newDatabase()
      const store = await openStore(database)
      const texts = {
        one: 'Mayor Lena Orvik said on Monday in Halden that the bridge would close. Minister Oskar Brandt said on Monday that the harbour would stay open.',
        two: 'Mayor Lena Orvik said on Tuesday that the school of Varde would open in May.',
      }
      await store.ingest(
        Object.entries(texts).map(([id, text]) => ({
          analysis: testEngine().analyse({ id, language: 'en', publisher: 'The Courier', text }),
        })),
      )
      await store.refresh()
      const kept = async () => {
        const db = await (database.startsWith('postgres')
          ? openPostgres(database, { asItIs: true })
          : openSqliteAsItIs(database))
        const tables = [
          'ledger_name',
          'report_mark',
          'entity',
          'entity_in_report',
          'source',
          'source_in_report',
        ]
        const counts: Record<string, number> = {}
        for (const table of tables) {
          const { rows } = await sql<{
            count: number
          }>`select count(*) as count from ${sql.table(table)}`.execute(db.read)
          counts[table] = Number(rows[0]?.count)
        }
        const { rows: names } = await sql<{ key: string }>`select key from ledger_name`.execute(db.read)
        await db.close()
        return { counts, names: names.map(({ key }) => key) }
      }
      const both = await kept()
      expect(both.names).toEqual(expect.arrayContaining(['person:lena orvik', 'person:oskar brandt']))
      expect(Object.values(both.counts).every((count) => count > 0)).toBe(true)
      expect((await store.check()).problems).toEqual([])
      await store.deleteReport('one')
      await store.refresh()
      const one = await kept()
      expect(one.names).toContain('person:lena orvik')
      expect(one.names.filter((key) => /brandt/.test(key))).toEqual([])
      for (const table of ['ledger_name', 'report_mark', 'entity_in_report', 'source_in_report'])
        expect(one.counts[table]).toBeLessThan(both.counts[table])
      expect((await store.check()).problems).toEqual([])
      await store.deleteReport('two')
      expect(Object.values((await kept()).counts)).toEqual([0, 0, 0, 0, 0, 0])
      await store.close()
    },
    120_000,
  )
})
