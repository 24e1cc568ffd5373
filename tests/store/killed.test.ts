import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { root } from '../support.ts'
import { backends } from './backends.ts'
import { numbered } from './take-in.ts'

const kills = 50
/** The program that is killed, in one file so that it starts fast; among the packages, which it imports. */
const program = `${root}node_modules/.take-in-${process.pid}.mjs`
beforeAll(async () => {
  await build({
    entryPoints: [`${root}tests/store/take-in.ts`],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
})
afterAll(() => rmSync(program, { force: true }))

/**
 * Lets a process take reports in and kills it after so many lines and then so many milliseconds more; the numbers that it
 * acknowledged.
 */
function killedAfter(database: string, from: number, lines: number, wait: number): Promise<number[]> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, database, String(from)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let errors = ''
    let killing = false
    child.stderr.on('data', (data) => {
      errors += String(data)
    })
    child.stdout.on('data', (data) => {
      out += String(data)
      if (killing || out.split('\n').length <= lines) return
      killing = true
      setTimeout(() => child.kill('SIGKILL'), wait)
    })
    child.once('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return failed(new Error(`It ended by itself: ${errors}`))
      // The last line may have been cut off; what stands behind a line break is whole.
      done(
        out
          .split('\n')
          .slice(0, -1)
          .filter((line) => line !== 'open')
          .map(Number),
      )
    })
  })
}

describe.each(backends)('a process that is killed while it takes reports in: $name', (backend) => {
  beforeAll(() => (backend.skipped ? undefined : backend.start()))
  afterAll(() => (backend.skipped ? undefined : backend.stop()))

  test.skipIf(backend.skipped)(
    `opens again with all that was acknowledged, once each, ${kills} times`,
    async () => {
      const database = await backend.newDatabase()
      const acknowledged = new Set<number>()
      let next = 0
      for (let kill = 0; kill < kills; kill++) {
        const taken = await killedAfter(database, next, 1 + ((kill * 7) % 12), (kill * 13) % 29)
        for (const number of taken) acknowledged.add(number)
        const store = await openStore(database)
        try {
          const counts = await store.counts()
          const ids: string[] = []
          const stories = new Map<string, number>()
          for (let after: string | undefined; ; ) {
            const page = await store.reports({}, { limit: 500, ...(after ? { after } : {}) })
            for (const { id, story } of page.items) {
              ids.push(id)
              stories.set(story, (stories.get(story) ?? 0) + 1)
            }
            if (!page.next) break
            after = page.next
          }
          const there = new Set(ids)
          expect(there.size).toBe(ids.length)
          for (const number of acknowledged) expect(there.has(`r${number}`)).toBe(true)
          // Batches are whole, and every report stands in a story that knows how many it has.
          expect(ids.length % 3).toBe(0)
          expect(counts).toMatchObject({ reports: ids.length, versions: ids.length, claims: ids.length })
          expect(counts.stories).toBe(stories.size)
          if (kill % 10 === 9) {
            for (const [story, reports] of stories) expect((await store.story(story))?.reports).toBe(reports)
            const found = (await store.search(`"numéro ${[...acknowledged].at(-1)}"`)).items
            expect(found.map(({ report }) => report)).toContain(`r${[...acknowledged].at(-1)}`)
            expect((await store.ingest([{ analysis: numbered(0) }]))[0].outcome).toBe('same')
          }
          next = ids.length
        } finally {
          await store.close()
        }
      }
      expect(acknowledged.size).toBeGreaterThan(kills)
    },
    900_000,
  )
})
