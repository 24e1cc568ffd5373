import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReportInput } from '../../src/engine/document.ts'
import type { AnalyseOptions } from '../../src/engine/engine.ts'
import { Analyser, AnalysisFailed, AnalysisGivenUp } from '../../src/server/analyser.ts'
import { CarefulPass, type CarefulReading } from '../../src/server/careful-pass.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { testEngine } from '../support.ts'
import { analyserHere, testServer } from './support.ts'

const texts = {
  one: 'La maire de Kessary a annoncé mardi que le pont serait fermé.',
  two: 'The mayor of Kessary said on Tuesday that the bridge would be closed.',
  three: 'La alcaldesa de Kessary anunció el martes que el puente sería cerrado.',
}
const ids = Object.keys(texts) as (keyof typeof texts)[]
const languages = { one: 'fr', two: 'en', three: 'es' } as const
const fast = (id: keyof typeof texts, explain = false) =>
  testEngine().analyse({ id, text: texts[id], language: languages[id] }, { explain })

/** The engine of the tests in the place of the thread; it notes what it reads, and fails where it is told to. */
class Reading implements CarefulReading {
  readonly read: string[] = []
  rests = 0
  fails: (id: string) => boolean = () => false
  /** What is waited for before a reading ends. */
  gate: Promise<void> | undefined
  async analyse(input: ReportInput, options: AnalyseOptions) {
    this.read.push(input.id ?? '')
    await this.gate
    if (this.fails(input.id ?? '')) throw new AnalysisFailed('It is too long.')
    return testEngine().analyse(input, options)
  }
  async rest() {
    this.rests++
  }
}

describe('the careful reader in the background', () => {
  let folder: string
  let database: string
  let store: Store
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'selon-pass-'))
    database = join(folder, 'selon.db')
    store = await openStore(database)
    await store.ingest(ids.map((id) => ({ analysis: fast(id, id === 'two') })))
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const idle = { busy: () => false, interval: 1_000_000 }

  it('goes over what waits, the newest first, and over nothing twice', async () => {
    const reading = new Reading()
    const changed: string[] = []
    const pass = new CarefulPass(store, reading, { ...idle, changed: (id) => changed.push(id) })
    await pass.turn()
    await pass.turn()
    expect(reading.read).toEqual(['three', 'two', 'one'])
    expect(changed).toEqual(reading.read)
    for (const id of ids) {
      const { explain, careful } = { explain: id === 'two', careful: 'careful' as const }
      const { report } = fast(id)
      expect(await store.analysis(id)).toEqual(testEngine().analyse(report, { explain, reader: careful }))
    }
    await pass.stop(async () => undefined)
  })

  it('goes on after a restart where it was, and leaves what was under way to the next run', async () => {
    const reading = new Reading()
    let pass = new CarefulPass(store, reading, idle)
    let open = () => {}
    // Stopped in the middle of the second report, whose thread is ended.
    const second = new Promise<void>((resolve) => {
      open = resolve
    })
    const analyse = reading.analyse.bind(reading)
    reading.analyse = (input, options) => {
      if (reading.read.length === 1) {
        reading.gate = second.then(() => {
          throw new AnalysisGivenUp('It was given up.')
        })
        void pass.stop(async () => open())
      }
      return analyse(input, options)
    }
    await pass.turn()
    expect(reading.read).toEqual(['three', 'two'])
    await store.close()
    store = await openStore(database)
    expect((await store.reports({ awaitsCareful: true })).items.map(({ id }) => id)).toEqual(['two', 'one'])
    const again = new Reading()
    pass = new CarefulPass(store, again, idle)
    await pass.turn()
    expect(again.read).toEqual(['two', 'one'])
    expect((await store.counts()).waiting).toBe(0)
    await pass.stop(async () => undefined)
  })

  it('waits while requests are answered', async () => {
    const reading = new Reading()
    let looks = 0
    const pass = new CarefulPass(store, reading, {
      ...idle,
      busy: () => ++looks < 3 && reading.read.length === 0,
    })
    await pass.turn()
    expect(looks).toBeGreaterThanOrEqual(3)
    expect(reading.read).toHaveLength(3)
    await pass.stop(async () => undefined)
  })

  it('reads before its turn what is asked for, once for all who ask', async () => {
    const reading = new Reading()
    const pass = new CarefulPass(store, reading, idle)
    await Promise.all([pass.first('one'), pass.first('one')])
    await pass.first('one')
    await pass.first('nowhere')
    expect(reading.read).toEqual(['one'])
    expect((await store.report('one'))?.reader).toBe('careful')
    await pass.stop(async () => undefined)
  })

  it('leaves what cannot be read carefully as it is, and does not try again', async () => {
    const reading = new Reading()
    reading.fails = (id) => id === 'two'
    const pass = new CarefulPass(store, reading, idle)
    await pass.turn()
    await pass.turn()
    expect(reading.read).toEqual(['three', 'two', 'one'])
    expect((await store.report('two'))?.reader).toBe('fast')
    expect(await store.analysis('two')).toEqual(fast('two', true))
    await pass.stop(async () => undefined)
  })

  it('lets the threads go once in a minute in which there was nothing to read, since others use them', async () => {
    const reading = new Reading()
    const pass = new CarefulPass(store, reading, idle)
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
    try {
      await pass.turn()
      const rests: number[] = []
      for (const second of [30, 61, 62, 63, 120, 122, 123]) {
        clock.mockReturnValue(second * 1000)
        await pass.turn()
        rests.push(reading.rests)
      }
      expect(rests).toEqual([0, 1, 1, 1, 1, 2, 2])
    } finally {
      clock.mockRestore()
    }
    await pass.stop(async () => undefined)
  })
})

describe('the careful reader on the server', () => {
  it.each(['auto', 'fast'] as const)(
    '%s: reads what is opened before its turn, where it is to read at all',
    async (reader) => {
      const reading = Object.assign(new Reading(), { abandon: async () => undefined })
      // What is opened is read in the thread that gives way to nothing, whatever the other one does.
      const opened: string[] = []
      const urgent = {
        analyse: async (input: ReportInput, options: AnalyseOptions) => {
          opened.push(input.id ?? '')
          return testEngine().analyse(input, options)
        },
      }
      const { ask, store, stop } = await testServer({
        reports: [fast('one'), fast('two')],
        reader,
        ...(reader === 'auto'
          ? { carefulAnalyser: reading, analyser: { ...analyserHere(), ...urgent } as Analyser }
          : {}),
      })
      try {
        const status = await (await ask('/api/status')).json()
        expect(status.careful).toEqual({ reader, waiting: 2 })
        const answer = await ask('/api/reports/one/careful', { method: 'POST' })
        expect(answer.status).toBe(200)
        expect(await answer.json()).toMatchObject({
          id: 'one',
          reader: reader === 'auto' ? 'careful' : 'fast',
          version: 1,
        })
        expect(opened).toEqual(reader === 'auto' ? ['one'] : [])
        expect((await ask('/api/reports/nowhere/careful', { method: 'POST' })).status).toBe(404)
        expect((await store.analysis('one'))?.engine.reader).toBe(reader === 'auto' ? 'careful' : 'fast')
      } finally {
        await stop()
      }
    },
  )

  it('reads in a thread, and lets it go when it rests', async () => {
    const analyser = new Analyser()
    const report = { id: 'one', text: texts.one, language: 'fr' as const }
    const first = await analyser.analyse(report, { reader: 'careful' })
    await analyser.rest()
    expect(await analyser.analyse(report, { reader: 'careful' })).toEqual(first)
    expect(first.engine.reader).toBe('careful')
    await analyser.close()
  }, 120_000)

  it('gives up in a thread that others use what is read for nobody, and only that', async () => {
    const analyser = new Analyser()
    const stop = new AbortController()
    const report = { id: 'two', text: texts.two, language: 'en' as const }
    const ofNobody = [1, 2].map(() =>
      analyser.analyse(
        { ...report, text: `${texts.two} `.repeat(100) },
        { reader: 'careful', signal: stop.signal },
      ),
    )
    const ofSomebody = analyser.analyse(report)
    expect(analyser.load).toEqual({ running: 1, waiting: 2 })
    stop.abort()
    for (const one of ofNobody) await expect(one).rejects.toThrow(AnalysisGivenUp)
    expect(await ofSomebody).toEqual(testEngine().analyse(report))
    await expect(analyser.analyse(report, { signal: stop.signal })).rejects.toThrow(AnalysisGivenUp)
    expect(analyser.load).toEqual({ running: 0, waiting: 0 })
    await analyser.close()
  }, 120_000)
})
