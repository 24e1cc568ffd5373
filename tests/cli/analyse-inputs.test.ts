import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, it, vi } from 'vitest'
import { longestReport } from '../../src/api/limits.ts'
import { analyseInputs } from '../../src/cli/analyse-inputs.ts'
import { createProgress } from '../../src/cli/progress.ts'
import { Analyser } from '../../src/server/analyser.ts'

const folder = mkdtempSync(join(tmpdir(), 'selon-inputs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A thread that never ends one report, is ended by another, runs out of memory on a third, and echoes the rest. */
const thread = () =>
  new Worker(
    `const { parentPort } = require('node:worker_threads')
    parentPort.on('message', ({ number, given }) => {
      if (given.input.id === 'endless') for (;;);
      if (given.input.id === 'deadly') process.exit(3)
      if (given.input.id === 'greedy') { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }
      if (given.input.id === 'faulty') return parentPort.postMessage({ number, error: 'It cannot be read.' })
      parentPort.postMessage({ number, result: { report: given.input } })
    })`,
    { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 32 } },
  )

async function read(
  ids: readonly string[],
  analyser: Analyser,
): Promise<{ found: string[]; lines: string[] }> {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const file = join(folder, 'reports.jsonl')
  const text = (id: string) => (id === 'long' ? 'a'.repeat(longestReport + 1) : 'Le maire a parlé.')
  writeFileSync(file, ids.map((id) => JSON.stringify({ id, language: 'fr', text: text(id) })).join('\n'))
  const found: string[] = []
  const { signal } = new AbortController()
  for await (const item of analyseInputs(
    [file],
    {},
    { explain: false },
    await createProgress(false),
    signal,
    analyser,
  ))
    found.push(item.ok ? item.analysis.report.id : `${item.id}: ${item.error}`)
  const lines = said.mock.calls.map(([line]) => String(line).replace(file, 'reports.jsonl'))
  said.mockRestore()
  return { found, lines }
}

it('names each report that is too much or takes the thread down, and reads the others in order', async () => {
  const { found, lines } = await read(
    ['a', 'deadly', 'greedy', 'b', 'long', 'faulty', 'c'],
    new Analyser({ start: thread }),
  )
  const reasons = [
    'The engine failed on this report: split it.',
    'The engine failed on this report (Worker terminated due to reaching memory limit: JS heap out of memory): split it.',
    'Its text has 3000001 characters; Selon reads reports of up to 3000000: split it.',
    'It cannot be read.',
  ]
  expect(found).toEqual([
    'a',
    `deadly: ${reasons[0]}`,
    `greedy: ${reasons[1]}`,
    'b',
    `long: ${reasons[2]}`,
    `faulty: ${reasons[3]}`,
    'c',
  ])
  expect(lines).toEqual([2, 3, 5, 6].map((line, k) => `selon: reports.jsonl:${line}: ${reasons[k]}\n`))
})

it('gives up a report that takes longer than it may, and says so', async () => {
  const { lines } = await read(['endless'], new Analyser({ time: 1000, start: thread }))
  expect(lines).toEqual([
    'selon: reports.jsonl:1: It took longer than 1 seconds to read: split the report.\n',
  ])
})
