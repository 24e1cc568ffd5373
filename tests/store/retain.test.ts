import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import type { ExportRecord } from '../../src/store/archive/archive-format.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { workOutSituation } from '../../src/store/stories/situation-work.ts'
import { testEngine } from '../support.ts'
import { backends } from './backends.ts'
import { sampleAnalyses } from './sample-analyses.ts'

/** What is told of a story and its claims. */
async function told(store: Store) {
  const { items: stories } = await store.stories({}, { limit: 50 })
  return {
    situations: await Promise.all(stories.map(({ id }) => store.situation(id))),
    ledger: (await store.ledger({ order: 'earliest' }, { limit: 500 })).items,
    entities: await store.entities({}, { limit: 100 }),
    sources: await store.sources({}, { limit: 100 }),
    counts: { ...(await store.counts()), waiting: 0 },
  }
}

describe.each(backends)('letting texts go, in $name', (backend) => {
  beforeAll(() => (backend.skipped ? undefined : backend.start()))
  afterAll(() => (backend.skipped ? undefined : backend.stop()))

  test.skipIf(backend.skipped)(
    'keeps what is told of reports, and knows them when they come again',
    async () => {
      let now = '2026-01-10T00:00:00.000Z'
      const place = await backend.newDatabase()
      const store = await openStore(place, { now: () => now })
      try {
        const [first, corrected, ...rest] = sampleAnalyses()
        await store.ingest([first, corrected, ...rest].map((analysis) => ({ analysis })))
        const late: Analysis = testEngine().analyse({
          id: 'late',
          language: 'en',
          text: 'The library of Wexmoor opens on Monday, its director Ola Brandt said.',
        })
        now = '2026-04-01T00:00:00.000Z'
        await store.ingest([{ analysis: late }])
        await store.correct({
          kind: 'verdict',
          verdict: 'false',
          by: 'Ana',
          anchor: anchorOf(corrected.report.id, corrected.report.text, corrected.claims[0].span),
        })
        await store.refresh()
        const before = await told(store)
        now = '2026-04-20T00:00:00.000Z'

        const would = await store.retain(60, { dryRun: true })
        expect(would).toEqual({
          reports: sampleAnalyses().length - 1,
          corrected: 1,
          before: '2026-02-19T00:00:00.000Z',
        })
        expect(await store.analysis(first.report.id)).toEqual(first)

        expect(await store.retain(60)).toEqual(would)
        expect(await store.analysis(first.report.id)).toBeUndefined()
        expect((await store.report(first.report.id))?.textGone).toEqual({ at: now, days: 60 })
        expect(await store.analysis('late')).toEqual(late)
        expect((await store.report('late'))?.textGone).toBeUndefined()
        // What a person judged of stays.
        expect(await store.analysis(corrected.report.id)).toEqual(corrected)
        expect(await told(store)).toEqual(before)
        expect((await store.check()).problems).toEqual([])
        expect((await store.claims({ report: first.report.id })).items).toEqual([])
        const words = first.report.text.split(/[^\p{L}]+/u).find((word) => word.length > 9) ?? ''
        expect((await store.search(words)).items.map(({ report }) => report)).not.toContain(first.report.id)

        // The same text again changes nothing, also by a newer engine; another text is a version with its text.
        const again = { ...first, engine: { ...first.engine, version: '99' } }
        for (const analysis of [first, again]) {
          const [taken] = await store.ingest([{ analysis }])
          expect(taken.outcome).toBe('same')
          expect(await store.analysis(first.report.id)).toBeUndefined()
        }
        expect(await store.readAgain(first.report.id, 1, again)).toBe(false)

        const archive: ExportRecord[] = []
        for await (const record of store.exportAll()) archive.push(record)
        const texts = archive.flatMap((record) =>
          record.record === 'report' ? [record.analysis.report.text] : [],
        )
        expect(texts.filter((text) => text !== '').sort()).toEqual(
          [corrected.report.text, late.report.text].sort(),
        )
        const other = await openStore(await backend.newDatabase(), { now: () => now })
        async function* records() {
          yield* archive
        }
        await other.restore(records())
        const back: ExportRecord[] = []
        for await (const record of other.exportAll()) back.push(record)
        expect(back).toEqual(archive)
        expect((await other.check()).problems).toEqual([])
        await other.close()

        expect(await store.retain(60, { corrected: true })).toMatchObject({ reports: 1, corrected: 0 })
        expect(await store.analysis(corrected.report.id)).toBeUndefined()

        const fresh = testEngine().analyse({ ...first.report, text: `${first.report.text} Fin.` })
        expect((await store.ingest([{ analysis: fresh }]))[0].outcome).toBe('version')
        expect(await store.analysis(first.report.id)).toEqual(fresh)
        expect((await store.report(first.report.id))?.textGone).toBeUndefined()

        // Deleting stays total.
        expect(await store.deleteReport(rest[0].report.id)).toBe(true)
        expect((await store.ledger({}, { limit: 500 })).items.map(({ report }) => report)).not.toContain(
          rest[0].report.id,
        )
        expect((await store.check()).problems).toEqual([])
        await expect(store.retain(0)).rejects.toThrow('a whole number of days')
      } finally {
        await store.close()
      }
    },
    180_000,
  )

  test.skipIf(backend.skipped)(
    'keeps what a story says where another process works it out meanwhile',
    async () => {
      let now = '2026-01-10T00:00:00.000Z'
      const made = await openStore(await backend.newDatabase(), { now: () => now })
      await made.ingest(sampleAnalyses().map((analysis) => ({ analysis })))
      await made.refresh()
      const place = await backend.newDatabase()
      const store = await openStore(place, { now: () => now })
      // Of an archive stories are up to date, and their situations are not there.
      await store.restore(made.exportAll())
      await made.close()
      const { items: stories } = await store.stories({}, { limit: 50 })
      const situations = () => Promise.all(stories.map(({ id }) => store.situation(id)))
      const before = await situations()
      let open = () => {}
      const gate = new Promise<void>((resolve) => {
        open = resolve
      })
      let worksOut = () => {}
      const worksOutNow = new Promise<void>((resolve) => {
        worksOut = resolve
      })
      const other = await openStore(place, {
        now: () => now,
        situate: async (task) => {
          const work = workOutSituation(task)
          worksOut()
          await gate
          return work
        },
      })
      try {
        const refreshed = other.refresh()
        await worksOutNow
        now = '2026-04-20T00:00:00.000Z'
        expect((await store.retain(60)).reports).toBe(sampleAnalyses().length)
        open()
        await refreshed
        expect(await situations()).toEqual(before)
        for await (const _ of store.exportAll());
      } finally {
        open()
        await other.close()
        await store.close()
      }
    },
    180_000,
  )
})
