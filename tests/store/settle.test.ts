import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { root, testEngine } from '../support.ts'
import { backends } from './backends.ts'

let analyses: Analysis[] | undefined
/** Reports of three situations, one after the other. */
const all = () => {
  analyses ??= ['spill', 'strike', 'verdict'].flatMap((name) =>
    readFileSync(`${root}bench/situations/${name}.jsonl`, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => testEngine().analyse(JSON.parse(line))),
  )
  return analyses
}

async function storiesOf(store: Store): Promise<Map<string, string[]>> {
  const stories = new Map<string, string[]>()
  for (const { report } of all()) {
    const story = (await store.report(report.id))?.story ?? ''
    stories.set(story, [...(stories.get(story) ?? []), report.id].sort())
  }
  return stories
}
const partition = (stories: ReadonlyMap<string, string[]>) =>
  [...stories.values()].map((reports) => reports.join(' ')).sort()

describe.each(backends)('stories that are settled, in $name', (backend) => {
  beforeAll(() => (backend.skipped ? undefined : backend.start()))
  afterAll(() => (backend.skipped ? undefined : backend.stop()))

  test.skipIf(backend.skipped)(
    'are the same in whichever order their reports came, and stay so',
    async () => {
      const orders = [
        all(),
        all().toReversed(),
        all().toSorted((a, b) => (a.report.id.slice(-1) < b.report.id.slice(-1) ? -1 : 1)),
      ]
      const found: string[][] = []
      for (const order of orders) {
        const store = await openStore(await backend.newDatabase(), { now: () => '2026-04-02T00:00:00.000Z' })
        // One by one: what came first decides most.
        for (const analysis of order) await store.ingest([{ analysis }])
        const before = await storiesOf(store)
        const settled = await store.settle()
        expect(settled.reports).toBe(all().length)
        const after = await storiesOf(store)
        found.push(partition(after))
        expect(settled.moved > 0).toBe(partition(before).join() !== partition(after).join())
        expect(await store.settle()).toEqual({ reports: all().length, moved: 0 })
        expect(await storiesOf(store)).toEqual(after)
        // Addresses of stories that are gone lead on, and all that lists show follows.
        for (const story of before.keys()) expect(await store.story(story)).toBeDefined()
        expect((await store.check()).problems).toEqual([])
        for (const [story, reports] of after)
          expect(await store.story(story)).toMatchObject({ id: story, reports: reports.length })
        await store.close()
      }
      expect(found[1]).toEqual(found[0])
      expect(found[2]).toEqual(found[0])
    },
    240_000,
  )

  test.skipIf(backend.skipped)(
    'keep what a person put together',
    async () => {
      const store = await openStore(await backend.newDatabase(), { now: () => '2026-04-02T00:00:00.000Z' })
      await store.ingest(all().map((analysis) => ({ analysis })))
      const [first] = all()
      const other = await store.report(all()[all().length - 1].report.id)
      await store.correct({
        kind: 'move-report',
        by: 'Ana',
        report: first.report.id,
        story: other?.story ?? '',
      })
      const moved = (await store.report(first.report.id))?.story
      const { reports } = await store.settle()
      expect(reports).toBeLessThan(all().length)
      expect((await store.report(first.report.id))?.story).toBe(moved)
      await store.close()
    },
    240_000,
  )
})
