import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'selon-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let made = 0

/** A thread's file that does as the script says with `given`, and may say on `told` how much of it is done. */
export function threadFile(script: string): URL {
  const file = join(folder, `${made++}.mjs`)
  writeFileSync(file, `export const work = async ({ given, told }) => { ${script} }\n`)
  return pathToFileURL(file)
}
