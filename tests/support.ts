import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Engine } from '../src/engine/engine.ts'
import { detectLanguage } from '../src/engine/text/language.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

let engine: Engine | undefined

/** One engine for all tests of a file: models load once. */
export function testEngine(): Engine {
  engine ??= new Engine(folderResources(), detectLanguage, packs)
  return engine
}

/** The repository's own folder, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** A path inside the data folder that is not part of the repository. */
export const shared = (path: string) => `${process.env['SELON_SHARED'] ?? `${root}../shared`}/${path}`

/** Where a real Chromium is, or undefined. */
export const chromium = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path): path is string => path !== undefined && existsSync(path))

/**
 * For `describe.skipIf`: whether tests must be skipped for want of something that is not part of the repository. Says so
 * plainly; under CI everything must be there, so there it is never skipped and the tests fail for themselves.
 */
export function missing(what: string, found: boolean): boolean {
  if (found || process.env['CI']) return false
  console.warn(`Skipped: ${what} is not on this machine.`)
  return true
}
