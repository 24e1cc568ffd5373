import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Language } from '../../src/contract/analysis.ts'
import { folderResources } from '../../src/node-resources.ts'
import { loadComparer } from '../../src/situation/comparer.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { workOutSituation } from '../../src/store/stories/situation-work.ts'
import { buildDesk } from '../../web/build.ts'
import { servedAddress } from '../served-address.ts'
import { root, testEngine } from '../support.ts'

export interface DeskServer {
  /** Without a slash at the end. */
  address: string
  stop: () => Promise<void>
}

/** Samples as they stand in the repository. */
export const samples = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')))

/**
 * Starts `selon serve` from its sources on a new database that holds the samples, compared as the server does, with the desk
 * built.
 * @param prepare what is done to the database once it holds the reports, before stories are compared
 */
export async function startDesk(
  reports: readonly Parameters<ReturnType<typeof testEngine>['analyse']>[0][] = samples,
  reader: 'auto' | 'fast' = 'fast',
  prepare: (store: Store) => Promise<unknown> = () => Promise.resolve(),
): Promise<DeskServer> {
  if (!existsSync(`${root}dist/web/index.html`)) await buildDesk()
  const folder = mkdtempSync(join(tmpdir(), 'selon-desk-'))
  const database = join(folder, 'selon.db')
  const comparer = loadComparer(folderResources())
  const store = await openStore(database, {
    situate: (task) => Promise.resolve(workOutSituation(task, comparer)),
  })
  await store.ingest(reports.map((report) => ({ analysis: testEngine().analyse(report, { explain: true }) })))
  await prepare(store)
  await store.refresh()
  await store.close()
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'src/cli/main.ts',
      'serve',
      '--port',
      '0',
      '--database',
      database,
      '--reader',
      reader,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await servedAddress(child)
  return {
    address,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Words of a language for what tests look for. */
export const localeOf: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', es: 'es-ES' }

/** Collects what a page should not do: errors, refusals by its policy, requests to anywhere but its server. */
export function watch(page: Page, address: string): string[] {
  const trouble: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(message.text())
  })
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`) && !request.url().startsWith(`blob:${address}/`))
      trouble.push(`fetched ${request.url()}`)
  })
  return trouble
}
