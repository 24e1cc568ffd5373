import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { analyseInputs } from '../../src/cli/analyse-inputs.ts'
import { createProgress, type ProgressState, progressWords } from '../../src/cli/progress.ts'
import type { Analysis } from '../../src/contract/analysis.ts'
import { createEngine } from '../../src/index.ts'
import { folderResources } from '../../src/node-resources.ts'
import { Analyser } from '../../src/server/analyser.ts'
import { loadComparer } from '../../src/situation/comparer.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { ThreadQueue } from '../../src/threads/thread-queue.ts'
import { threadFile } from '../threads/thread-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'selon-progress-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const echo = threadFile('return { result: { report: given.input } }')

const report = (k: number) => ({ id: `r${k}`, language: 'fr', text: `Le maire a parlé ${k} fois.` })
const eighty = Array.from({ length: 80 }, (_, k) => report(k))

function put(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function many(name: string, reports: readonly object[]): string {
  const path = join(folder, name)
  mkdirSync(path)
  for (const [k, one] of reports.entries())
    writeFileSync(join(path, `${String(k).padStart(3, '0')}.json`), JSON.stringify(one))
  return path
}

async function statesOf(inputs: readonly string[], few = false): Promise<ProgressState[]> {
  const states: ProgressState[] = []
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const progress = await createProgress(true, (state) => states.push(state))
  const how = few ? { few: { reports: 50, characters: 400_000 }, waitForLines: true } : {}
  const { signal } = new AbortController()
  for await (const _ of analyseInputs(
    inputs,
    {},
    { explain: false, ...how, inThreads: true, analyser: new Analyser({ file: echo }) },
    progress,
    signal,
  ));
  said.mockRestore()
  return states
}

describe('what is said of how far reading is', () => {
  const lines = eighty.map((one) => JSON.stringify(one)).join('\n')
  it.each<[string, () => string[], number]>([
    ['lines of one file', () => [put('lines.jsonl', lines)], 80],
    ['a list in one file', () => [put('list.json', JSON.stringify(eighty))], 80],
    ['files of a folder', () => [many('files', eighty)], 80],
    ['several inputs', () => [put('a.jsonl', lines), many('b', eighty.slice(0, 20))], 100],
    ['some that fail', () => [put('bad.jsonl', `${lines}\n{"id":"x"}\nnothing`)], 80],
  ])('moves with every report: %s', async (_, inputs, reports) => {
    for (const few of [false, true]) {
      const given = few ? undefined : inputs()
      const states = await statesOf(given ?? [join(folder, 'lines.jsonl')], few)
      const shares = states.map(({ share }) => share ?? -1)
      // No step is larger than one of a few reports, and none goes back: nothing stands still.
      for (const [k, share] of shares.entries()) {
        const step = share - (shares[k - 1] ?? 0)
        expect(step).toBeGreaterThan(0)
        expect(step).toBeLessThan(0.05)
      }
      expect(shares.at(-1)).toBe(1)
      expect(states.at(-1)?.reports).toBe(few ? 80 : reports)
    }
  })
})

describe('what is said of how far comparing is', () => {
  it('goes from the reports read to all, in many steps, and changes nothing of what is found', async () => {
    const engine = await createEngine()
    const samples = new URL('../../samples/', import.meta.url)
    const read = (name: string): Analysis =>
      engine.analyse(JSON.parse(readFileSync(new URL(name, samples), 'utf8')))
    const analyses = [
      '01-meridia-dispatch.fr.json',
      '04-courier-relay.en.json',
      '05-presidency-denial.fr.json',
      '06-faro-figures.es.json',
    ].map(read)
    const comparer = loadComparer(folderResources())
    const shares: number[] = []
    const told = compareReports(analyses, [], undefined, comparer, (share) => shares.push(share))
    expect(told).toEqual(compareReports(analyses, [], undefined, comparer))
    // Grouped, traced, the vectors of each report, the story.
    expect(shares.length).toBeGreaterThanOrEqual(2 + analyses.length)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(new Set(shares).size).toBe(shares.length)
    expect(shares.at(-1)).toBeCloseTo(1, 9)
  })

  it('is told by a thread before its answer', async () => {
    const queue = new ThreadQueue<string, string>({
      file: threadFile(`for (const share of [0.25, 0.5]) told?.postMessage(share)
        return { result: given }`),
      time: 20_000,
      failed: (sentence) => new Error(sentence),
      late: () => 'late',
      gone: () => 'gone',
    })
    const shares: number[] = []
    expect(await queue.do('one', (share) => shares.push(share))).toBe('one')
    expect(shares).toEqual([0.25, 0.5])
    // Whoever does not listen gets the answer all the same.
    expect(await queue.do('two')).toBe('two')
    await queue.finish()
  })
})

it.each<[ProgressState, string]>([
  [{ stage: 'reading', reports: 12, share: 0.156 }, '15 % · reports: 12'],
  [{ stage: 'reading', reports: 3, share: undefined }, 'reports: 3'],
  [{ stage: 'comparing', reports: 80, share: 0.5 }, '50 % · comparing reports: 80'],
])('names the stage, and no percentage where nobody knows the whole: %j', (state, words) => {
  expect(progressWords(state)).toBe(words)
})

it('never goes back within a stage, and begins anew with comparing', async () => {
  const states: ProgressState[] = []
  const progress = await createProgress(true, (state) => states.push(state))
  progress.report(0.5)
  progress.failed(0.4)
  progress.comparing(0)
  progress.comparing(0.3)
  expect(states.map(({ stage, share }) => [stage, share])).toEqual([
    ['reading', 0.5],
    ['reading', 0.5],
    ['comparing', 0],
    ['comparing', 0.3],
  ])
})
