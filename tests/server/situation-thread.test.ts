import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { folderResources } from '../../src/node-resources.ts'
import { SituationRefresh } from '../../src/server/situation-refresh.ts'
import { SituationThread } from '../../src/server/situation-thread.ts'
import { loadComparer } from '../../src/situation/comparer.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { openStore } from '../../src/store/open-store.ts'
import { type Store, StoreError } from '../../src/store/store.ts'
import { type SituationTask, workOutSituation } from '../../src/store/stories/situation-work.ts'
import { testEngine } from '../support.ts'
import { threadFile } from '../threads/thread-file.ts'
import { sampleAnalyses } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'selon-situations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const taskOf = (story: string, count: number): SituationTask => ({
  story,
  reports: sampleAnalyses()
    .slice(0, count)
    .map((analysis) => ({ analysis: deflateRawSync(JSON.stringify(analysis)), laid: [] })),
})

describe('the thread in which stories are worked out', () => {
  it('gives the same as working them out here', async () => {
    const situations = new SituationThread()
    try {
      const task = taskOf('s7', 12)
      const [there, here] = [
        await situations.workOut(task),
        workOutSituation(task, loadComparer(folderResources())),
      ]
      expect(Buffer.from(there.bytes).equals(here.bytes)).toBe(true)
      expect(there).toMatchObject({ origins: here.origins, conflicts: here.conflicts })
      await expect(
        situations.workOut({ story: 's8', reports: [{ analysis: new Uint8Array([1, 2]), laid: [] }] }),
      ).rejects.toThrow(/^The reports of story s8 could not be compared: /)
      expect((await situations.workOut(task)).origins).toBe(here.origins)
    } finally {
      await situations.close()
    }
  })

  it('puts reports side by side as they are compared here', async () => {
    const situations = new SituationThread()
    try {
      const analyses = sampleAnalyses().slice(3, 6)
      const there = await situations.compare(analyses)
      expect(there).toEqual(compareReports(analyses, [], undefined, loadComparer(folderResources())))
      expect(Object.keys(there.engine.models)).toContain('judge')
      await expect(situations.compare([analyses[0], analyses[0]])).rejects.toThrow(
        /^The reports could not be compared: Two reports have the id /,
      )
    } finally {
      await situations.close()
    }
  })

  it('is started again where a story took it down, or too long', async () => {
    const situations = new SituationThread({
      time: 2000,
      file: threadFile(
        `if (given.story === 's1') process.exit(3); if (given.story === 's2') for (;;);
        return { result: { bytes: new Uint8Array(), origins: given.reports.length, conflicts: 0 } }`,
      ),
    })
    const all = await Promise.allSettled(
      ['s0', 's1', 's3', 's2', 's4'].map((story) => situations.workOut({ story, reports: [] })),
    )
    expect(all.map((one) => (one.status === 'rejected' ? String(one.reason.message) : ''))).toEqual([
      '',
      'The story is too large: comparing its reports failed.',
      '',
      'The story is too large: comparing its reports took longer than 2 seconds.',
      '',
    ])
    await situations.close()
  })

  it('gives up what is under way when it is closed, and takes nothing more', async () => {
    const situations = new SituationThread({ file: threadFile('await new Promise(() => undefined)') })
    const given = Promise.allSettled(['s1', 's2'].map((story) => situations.workOut({ story, reports: [] })))
    await situations.close()
    expect((await given).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(situations.workOut({ story: 's3', reports: [] })).rejects.toBeInstanceOf(StoreError)
  })
})

const launch = (k: number) =>
  testEngine().analyse({
    id: `launch-${k}`,
    language: 'en',
    published: '2026-04-02',
    text: `The Ostrava ferry was launched in the harbour of Kirkwall on Monday, the mayor said. Engineer Mara Quill told ${k + 10} guests that the ferry Ostrava would sail in May.`,
  })

let made = 0
async function withStore(
  situate: (task: SituationTask) => ReturnType<SituationThread['workOut']>,
  run: (store: Store, story: string) => Promise<void>,
  reports: number,
): Promise<void> {
  const store = await openStore(join(folder, `${made++}.db`), { situate })
  try {
    const taken = await store.ingest(Array.from({ length: reports }, (_, k) => ({ analysis: launch(k) })))
    const stories = new Set(taken.map(({ story }) => story))
    expect(stories.size).toBe(1)
    await run(store, [...stories][0])
  } finally {
    await store.close()
  }
}

describe('a store with a thread for stories', () => {
  it('has stories worked out there, once for all who ask, and answers others meanwhile', async () => {
    const tasks: SituationTask[] = []
    let release: () => void = () => {}
    const held = new Promise<void>((done) => {
      release = done
    })
    await withStore(
      async (task) => {
        tasks.push(task)
        await held
        return workOutSituation(task)
      },
      async (store, story) => {
        const refresh = new SituationRefresh(store, 1_000_000)
        const turn = refresh.turn()
        const asked = [store.situation(story), store.situation(story), store.story(story)]
        expect((await store.reports({ story }, { limit: 100 })).items).toHaveLength(25)
        release()
        const [one, two] = await Promise.all(asked)
        await turn
        await refresh.stop()
        expect(tasks.map((task) => [task.story, task.reports.length])).toEqual([[story, 25]])
        expect(one).toEqual(two)
        expect(one).toMatchObject({ counts: { reports: 25 } })
        // Kept until the story changes.
        expect(await store.situation(story)).toEqual(one)
        expect(tasks).toHaveLength(1)
      },
      25,
    )
  })

  it('works a story of one report out itself, and has all others worked out there', async () => {
    let asked = 0
    await withStore(
      async (task) => {
        asked++
        return workOutSituation(task)
      },
      async (store, story) => {
        expect(await store.situation(story)).toMatchObject({ counts: { reports: 1 } })
        expect(asked).toBe(0)
        await store.ingest([{ analysis: launch(1) }])
        expect(await store.situation(story)).toMatchObject({ counts: { reports: 2 } })
        expect(asked).toBe(1)
      },
      1,
    )
  })

  it('answers a list without waiting long for stories, and shows what was worked out in the next', async () => {
    let release: () => void = () => {}
    const held = new Promise<void>((done) => {
      release = done
    })
    let done: () => void = () => {}
    const finished = new Promise<void>((resolve) => {
      done = resolve
    })
    await withStore(
      async (task) => {
        await held
        setImmediate(done)
        return { ...workOutSituation(task), origins: 7 }
      },
      async (store) => {
        expect((await store.stories({})).items).toMatchObject([{ reports: 3, origins: 1 }])
        release()
        await finished
        expect((await store.stories({})).items).toMatchObject([{ reports: 3, origins: 7 }])
      },
      3,
    )
  })

  it('says of a story that it cannot be worked out, and tries again when it has changed', async () => {
    let asked = 0
    await withStore(
      async () => {
        asked++
        throw new StoreError('The story is too large.')
      },
      async (store, story) => {
        expect(await store.refresh()).toBe(true)
        expect(await store.refresh()).toBe(true)
        expect(asked).toBe(1)
        await expect(store.situation(story)).rejects.toThrow('The story is too large.')
        expect(asked).toBe(2)
        await store.ingest([{ analysis: launch(90) }])
        expect(await store.refresh()).toBe(true)
        expect(asked).toBe(3)
      },
      25,
    )
  })
})
