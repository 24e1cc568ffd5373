import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { longestReport } from '../../src/api/limits.ts'
import { type AnalyseInputs, analyseInputs } from '../../src/cli/analyse-inputs.ts'
import { createProgress } from '../../src/cli/progress.ts'
import { Analyser } from '../../src/server/analyser.ts'
import { threadFile } from '../threads/thread-file.ts'

// Threads start slowly on a machine that has much to do.
vi.setConfig({ testTimeout: 300_000 })

const folder = mkdtempSync(join(tmpdir(), 'selon-inputs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A thread that never ends one report, is ended by another, runs out of memory on a third, and echoes the rest. */
const file = threadFile(
  `const { id } = given.input
  if (id === 'endless') for (;;);
  if (id === 'deadly') process.exit(3)
  if (id === 'broken') { setTimeout(() => { throw new Error('It broke.') }); await new Promise(() => undefined) }
  if (id === 'greedy') { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }
  if (id === 'faulty') return { error: 'It cannot be read.' }
  return { result: { report: given.input } }`,
)

async function read(
  ids: readonly string[],
  how: Partial<AnalyseInputs>,
): Promise<{ found: string[]; lines: string[] }> {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const input = join(folder, 'reports.jsonl')
  const text = (id: string) => (id === 'long' ? 'a'.repeat(longestReport + 1) : 'Le maire a parlé.')
  writeFileSync(input, ids.map((id) => JSON.stringify({ id, language: 'fr', text: text(id) })).join('\n'))
  const found: string[] = []
  const { signal } = new AbortController()
  const items = analyseInputs(
    [input],
    {},
    { explain: false, inThreads: true, ...how },
    await createProgress(false),
    signal,
  )
  for await (const item of items) found.push(item.ok ? item.analysis.report.id : `${item.id}: ${item.error}`)
  const lines = said.mock.calls.map(([line]) => String(line).replace(input, 'reports.jsonl'))
  said.mockRestore()
  return { found, lines }
}

it.each([1, 2, 4])(
  'names each report that is too much or takes the thread down, and reads the others in order: %i at once',
  async (jobs) => {
    const { found, lines } = await read(
      ['a', 'deadly', 'greedy', 'b', 'long', 'faulty', 'broken', 'c', 'deadly', 'd', 'e', 'f', 'g'],
      { jobs, analyser: new Analyser({ file, threads: jobs, heap: 64 }) },
    )
    const reasons = [
      'The engine failed on this report: split it.',
      'The engine failed on this report (Worker terminated due to reaching memory limit: JS heap out of memory): split it.',
      'Its text has 3000001 characters; Selon reads reports of up to 3000000: split it.',
      'It cannot be read.',
      'The engine failed on this report (It broke.): split it.',
    ]
    expect(found).toEqual([
      'a',
      `deadly: ${reasons[0]}`,
      `greedy: ${reasons[1]}`,
      'b',
      `long: ${reasons[2]}`,
      `faulty: ${reasons[3]}`,
      `broken: ${reasons[4]}`,
      'c',
      `deadly: ${reasons[0]}`,
      ...['d', 'e', 'f', 'g'],
    ])
    expect(lines).toEqual(
      [2, 3, 5, 6, 7, 9].map((line, k) => `selon: reports.jsonl:${line}: ${reasons[k % 5]}\n`),
    )
  },
)

it('gives up a report that takes longer than it may, says so, and reads the rest', async () => {
  const { found, lines } = await read(['a', 'endless', 'b'], {
    jobs: 2,
    analyser: new Analyser({ file, threads: 2, time: 2000 }),
  })
  expect(lines).toEqual([
    'selon: reports.jsonl:2: It took longer than 2 seconds to read: split the report.\n',
  ])
  expect(found.map((one) => one.split(':')[0])).toEqual(['a', 'endless', 'b'])
})
