import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { testEngine } from '../support.ts'
import { backends } from './backends.ts'

const texts: Record<string, ['fr' | 'en' | 'es', string]> = {
  fr: [
    'fr',
    'Le pont de Vell est fermé, a annoncé le maire. Des sources militaires évoquent une coopération.',
  ],
  en: ['en', 'The bridge of Vell is closed, the mayor said. Military sources speak of a cooperation.'],
  es: [
    'es',
    'El puente de Vell está cerrado, anunció el alcalde. Fuentes militares hablan de una cooperación.',
  ],
}
const read = (id: string, reader: 'fast' | 'careful', text = texts[id][1]): Analysis =>
  testEngine().analyse({ id, language: texts[id][0], text, published: '2026-03-10' }, { reader })

for (const backend of backends)
  describe.skipIf(backend.skipped)(`reports and their readers: ${backend.name}`, () => {
    let store: Store
    let database: string
    beforeAll(async () => backend.start(), 60_000)
    afterAll(() => backend.stop())

    const fresh = async (work: () => Promise<void>) => {
      database = await backend.newDatabase()
      store = await openStore(database)
      try {
        await work()
      } finally {
        await store.close()
      }
    }
    const waiting = async () => (await store.reports({ awaitsCareful: true })).items.map(({ id }) => id)

    it('waits for the careful reader where the fast one read, newest first, also after a restart', () =>
      fresh(async () => {
        await store.ingest([
          { analysis: read('fr', 'fast') },
          { analysis: read('en', 'careful') },
          { analysis: read('es', 'fast') },
        ])
        expect(await waiting()).toEqual(['es', 'fr'])
        expect((await store.counts()).waiting).toBe(2)
        expect((await store.reports({ reader: 'careful' })).items.map(({ id }) => id)).toEqual(['en'])
        await store.close()
        store = await openStore(database)
        expect(await waiting()).toEqual(['es', 'fr'])
        expect(await store.report('fr')).toMatchObject({ reader: 'fast', version: 1 })
      }))

    it.each(Object.keys(texts))(
      '%s: another reading takes the place of the first, and is told apart from news',
      (id) =>
        fresh(async () => {
          const [{ story }] = await store.ingest([{ analysis: read(id, 'fast') }])
          await store.refresh()
          const before = await store.story(story)
          const last = await store.lastChange()
          const careful = read(id, 'careful')
          expect(await store.readAgain(id, 1, careful)).toBe(true)
          expect(await store.analysis(id)).toEqual(careful)
          expect(await store.report(id)).toMatchObject({ reader: 'careful', version: 1 })
          expect(await waiting()).toEqual([])
          expect((await store.attributions({ report: id })).items).toHaveLength(careful.attributions.length)
          expect((await store.changes(last)).map(({ kind, report }) => [kind, report])).toEqual([
            ['reading', id],
          ])
          // The story stands where it stood, and says what the new reading says.
          expect(await store.story(story)).toMatchObject({ change: before?.change, changed: before?.changed })
          expect((await store.situation(story))?.engine.readers).toEqual({ careful: 1 })
          expect(await store.refresh()).toBe(true)
          expect((await store.situation(story))?.engine.readers).toEqual({ careful: 1 })
          expect((await store.check()).problems).toEqual([])
        }),
    )

    it('keeps a correction over another reading, and takes it back after', () =>
      fresh(async () => {
        const fast = read('fr', 'fast')
        await store.ingest([{ analysis: fast }])
        const { text } = fast.report
        const { id } = await store.correct({
          kind: 'note',
          by: 'Ana',
          note: 'Depuis lundi.',
          anchor: anchorOf('fr', text, [0, 25]),
        })
        expect(await store.readAgain('fr', 1, read('fr', 'careful'))).toBe(true)
        expect((await store.corrections({ report: 'fr' })).items).toMatchObject([{ id, anchored: true }])
        expect(await store.undo(id, 'Ana')).toBe(true)
        expect(await store.analysis('fr')).toEqual(read('fr', 'careful'))
      }))

    it('gives up what the careful reader cannot read, and what changed or was deleted meanwhile', () =>
      fresh(async () => {
        await store.ingest([{ analysis: read('fr', 'fast') }, { analysis: read('en', 'fast') }])
        expect(await store.readAgain('fr', 1, undefined)).toBe(true)
        expect(await waiting()).toEqual(['en'])
        expect((await store.report('fr'))?.reader).toBe('fast')
        const careful = read('en', 'careful')
        const longer = `${texts['en'][1]} It opens again on Friday.`
        expect((await store.ingest([{ analysis: read('en', 'fast', longer) }]))[0].outcome).toBe('version')
        expect(await store.readAgain('en', 1, careful)).toBe(false)
        expect(await store.readAgain('en', 2, careful)).toBe(false)
        expect((await store.analysis('en'))?.report.text).toBe(longer)
        expect(await store.deleteReport('en')).toBe(true)
        expect(await store.readAgain('en', 2, read('en', 'careful', longer))).toBe(false)
        expect(await store.report('en')).toBeUndefined()
      }))

    it('does not let the fast reader undo what the careful one of the same engine read', () =>
      fresh(async () => {
        const careful = read('fr', 'careful')
        await store.ingest([{ analysis: read('fr', 'fast') }])
        expect((await store.ingest([{ analysis: careful }]))[0].outcome).toBe('same')
        expect((await store.report('fr'))?.reader).toBe('careful')
        const last = await store.lastChange()
        expect((await store.ingest([{ analysis: read('fr', 'fast') }]))[0]).toMatchObject({
          outcome: 'same',
          version: 1,
        })
        expect(await store.analysis('fr')).toEqual(careful)
        expect(await store.lastChange()).toBe(last)
        // A newer engine's reading counts, and waits for its careful reader.
        const newer = read('fr', 'fast')
        newer.engine.version = '99.0.0'
        await store.ingest([{ analysis: newer }])
        expect(await store.report('fr')).toMatchObject({ reader: 'fast', version: 1 })
        expect(await waiting()).toEqual(['fr'])
      }))
  })
