import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../support.ts'

const folder = mkdtempSync(join(tmpdir(), 'selon-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const trace = join(folder, 'it-ran')

/** Whether a program that lies in the folder where Selon is started is run as the code given runs. */
function isRun(code: string): boolean {
  rmSync(trace, { force: true })
  const { status, stderr } = spawnSync(process.execPath, ['--import', tsx, '-e', code], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
  return existsSync(trace)
}
const find = createRequire(import.meta.url).resolve
const tsx = find('tsx')

test('graphile-worker runs no settings that lie where reports are', () => {
  writeFileSync(
    join(folder, '.graphile-workerrc.cjs'),
    `require('node:fs').writeFileSync(${JSON.stringify(trace)}, ''); module.exports = {}`,
  )
  // What it does by itself, so that the test can fail.
  expect(isRun(`require(${JSON.stringify(find('graphile-worker'))})`)).toBe(true)
  const module = JSON.stringify(`${root}src/queue/graphile-worker.ts`)
  expect(isRun(`import(${module}).then((one) => one.graphileWorker())`)).toBe(false)
})
