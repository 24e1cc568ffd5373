import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { openStore } from '../../src/store/open-store.ts'
import { ingestEach } from '../../src/store/reports/ingest-each.ts'
import { type Store, StoreError } from '../../src/store/store.ts'
import { testEngine } from '../support.ts'
import { backends } from './backends.ts'

const whole = (id: string): Analysis =>
  testEngine().analyse({ id, language: 'fr', text: `Le pont de Vell est fermé, a annoncé le maire (${id}).` })
/** What makes a report alone impossible to keep. */
const faults: Record<string, (id: string) => Analysis> = {
  'its analysis cannot be written': (id) => {
    const analysis = whole(id)
    return {
      ...analysis,
      summary: { words: { outlet: 1n as unknown as number } } as Analysis['summary'] & object,
    }
  },
  'a row of it breaks a rule of the table': (id) => {
    const analysis = whole(id)
    const words = { ...analysis.summary?.words, hearsay: Number.NaN }
    return { ...analysis, summary: { ...analysis.summary, words } as Analysis['summary'] & object }
  },
}

for (const backend of backends)
  describe.skipIf(backend.skipped)(`a batch with a report that cannot be kept: ${backend.name}`, () => {
    let store: Store
    beforeAll(async () => backend.start(), 60_000)
    afterAll(async () => {
      await store?.close()
      await backend.stop()
    })

    it.each(
      Object.keys(faults).flatMap((fault) => [0, 4, 8].map((place): [string, number] => [fault, place])),
    )('%s, number %i of nine: the others are kept and it is named', async (fault, place) => {
      await store?.close()
      store = await openStore(await backend.newDatabase())
      const items = Array.from({ length: 9 }, (_, k) => ({
        analysis: k === place ? faults[fault](`r${k}`) : whole(`r${k}`),
      }))
      const taken = await ingestEach(store, items)
      expect(taken.map(({ ok }) => ok)).toEqual(items.map((_, k) => k !== place))
      const failed = taken[place]
      expect(!failed.ok && failed.error).toMatch(
        /^(?:The report could not be kept|What was to be written)[^\n]*\.$/,
      )
      expect(taken.flatMap((one) => (one.ok ? one.ingested.report : []))).toEqual(
        items.flatMap((_, k) => (k === place ? [] : `r${k}`)),
      )
      expect((await store.counts()).reports).toBe(8)
    })

    it('throws where it is the database that cannot be used', async () => {
      const broken = { ingest: () => Promise.reject(new StoreError('The disk is full.')) }
      await expect(ingestEach(broken, [{ analysis: whole('a') }, { analysis: whole('b') }])).rejects.toThrow(
        'The disk is full.',
      )
    })

    it('keeps a report without a field that is too long, and says so', async () => {
      const analysis = whole('long')
      const url = `https://e.example/${'x'.repeat(3000)}`
      // As another program may have made it.
      const [taken] = await ingestEach(store, [
        { analysis: { ...analysis, report: { ...analysis.report, url } } },
      ])
      const leftOut = [{ field: 'url', characters: url.length }]
      expect(taken).toMatchObject({ ok: true, ingested: { report: 'long', leftOut } })
      const kept = await store.analysis('long')
      expect(kept?.report.url).toBeUndefined()
      expect(kept?.report.leftOut).toEqual(leftOut)
    })
  })
