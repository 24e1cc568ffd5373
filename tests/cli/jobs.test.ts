import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { missing, root } from '../support.ts'

// Threads start slowly on a machine that has much to do.
vi.setConfig({ testTimeout: 600_000 })

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const folder = mkdtempSync(join(tmpdir(), 'selon-jobs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Tells of each thread that the command starts, on a line of its own. */
const told = `import { writeSync } from 'node:fs'; process.on('worker', () => writeSync(3, 'started\\n'))`
function selon(...args: string[]): { code: number | null; out: string; err: string; threads: number } {
  const { status, output } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(told)}`, cli, ...args],
    {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    },
  )
  const [, out, err, started] = output.map(String)
  return { code: status, out, err, threads: started.split('\n').length - 1 }
}

const samples = readdirSync(`${root}samples`)
  .filter((name) => name.endsWith('.json'))
  .map(
    (name) =>
      JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')) as { text: string; language: string },
  )
/** Reports, no two alike, of so many characters together, a line that fails among them. */
function lines(name: string, characters: number): string {
  const all: object[] = []
  for (let sum = 0, k = 0; sum < characters; k++) {
    const { text, language } = samples[k % samples.length]
    all.push({ id: `r${k}`, language, published: '2026-03-02', text: `${k} ${text}` })
    sum += text.length
  }
  all.splice(3, 0, { id: 'empty', text: ' ' })
  writeFileSync(join(folder, name), all.map((one) => JSON.stringify(one)).join('\n'))
  return name
}
const many = lines('many.jsonl', 92_000)
const few = lines('few.jsonl', 12_000)

describe.skipIf(noBuild)('--jobs', () => {
  it.each<[string, string[], number, number]>([
    ['read', ['read', many], 3, 3],
    ['read --format html', ['read', many, '--format', 'html'], 2, 2],
    // One more gathers them.
    ['compare --reader careful', ['compare', few, '--format', 'json', '--reader', 'careful'], 2, 3],
  ])('%s writes the same, and fails alike, as with one', (_, args, jobs, threads) => {
    const one = selon(...args, '--jobs', '1')
    expect(one.code).toBe(1)
    expect(one.err).toContain('has an empty "text"')
    expect(one.out.length).toBeGreaterThan(1000)
    expect(one.threads).toBe(threads - jobs)
    const several = selon(...args, '--jobs', String(jobs))
    expect({ ...several, out: several.out === one.out }).toEqual({ ...one, out: true, threads })
  })

  // Batches end by the clock, too, and with them what meets in a story: which one is not compared.
  it('ingest keeps the same, in the same order', () => {
    const kept = [1, 2].map((jobs) => {
      const database = ['--database', `jobs-${jobs}.db`]
      const { out, threads } = selon('ingest', many, '--format', 'jsonl', '--jobs', String(jobs), ...database)
      const outcomes = out
        .trim()
        .split('\n')
        .map((line) => {
          const { story: _, ...outcome } = JSON.parse(line) as { story?: string }
          return outcome
        })
      return { outcomes, threads }
    })
    // One more compares the reports of stories.
    expect(kept.map(({ threads }) => threads)).toEqual([1, 3])
    expect(kept[0].outcomes.length).toBeGreaterThan(20)
    expect(kept[1].outcomes).toEqual(kept[0].outcomes)
  })

  it('starts no thread for a few short reports', () => {
    const one = lines('one.jsonl', 100)
    for (const args of [
      ['read', one, '--reader', 'careful'],
      ['read', few, '--jobs', '8'],
    ])
      expect(selon(...args)).toMatchObject({ code: 1, threads: 0 })
  })

  it.each(['0', 'x', '1000'])('refuses %s, and does nothing', (jobs) => {
    const { code, err, out } = selon('read', few, '--jobs', jobs)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('--jobs takes a whole number from 1 to 256')
  })
})
