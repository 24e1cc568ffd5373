/**
 * The engine beside the page, so that the page stays quick. Text that is read here goes nowhere: the worker fetches the
 * models from the server that served the desk, and nothing else.
 */
import {
  type Analysis,
  type BrowserEngine,
  createEngine,
  type Language,
  type Reader,
} from '../../src/browser.ts'
import type { ReportInput } from '../../src/engine/document.ts'
import { fetchedResources } from '../../src/fetched-resources.ts'
import { comparingModels, loadComparer, type StoryComparer } from '../../src/situation/comparer.ts'
import { compareReports } from '../../src/situation/situation.ts'

export type Request =
  | { id: number; ask: 'read'; report: ReportInput & { language: Language }; reader: Reader }
  | { id: number; ask: 'compare'; analyses: Analysis[] }

export type Reply =
  | { id: number; step: 'models' | 'reading' }
  | { id: number; result: unknown }
  | { id: number; error: string }

const engines = new Map<Language, Promise<BrowserEngine>>()

function engineFor(language: Language): Promise<BrowserEngine> {
  let engine = engines.get(language)
  if (!engine) {
    // The server is this machine's own, and says by itself what is still good.
    engine = createEngine({ models: '/models/', languages: [language], cache: false })
    // What could not be fetched is asked for again the next time.
    engine.catch(() => engines.delete(language))
    engines.set(language, engine)
  }
  return engine
}

let comparer: Promise<StoryComparer | undefined> | undefined

/** What claims meet by, fetched when reports are first compared (24 MB). */
async function fetchComparer(): Promise<StoryComparer | undefined> {
  const resources = await fetchedResources('/models/')
  await Promise.all(comparingModels.map(resources.fetch))
  return loadComparer(resources)
}

function comparerHere(): Promise<StoryComparer | undefined> {
  comparer ??= fetchComparer().catch((error: unknown) => {
    comparer = undefined
    throw error
  })
  return comparer
}

const reply = (message: Reply) => postMessage(message)

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const { id } = data
  try {
    if (data.ask === 'compare') {
      reply({ id, step: 'models' })
      const found = await comparerHere()
      reply({ id, step: 'reading' })
      reply({ id, result: compareReports(data.analyses, [], undefined, found) })
      return
    }
    reply({ id, step: 'models' })
    const engine = await engineFor(data.report.language)
    if (data.reader === 'careful') await engine.loadCarefulReader()
    reply({ id, step: 'reading' })
    reply({ id, result: engine.analyse(data.report, { explain: true, reader: data.reader }) })
  } catch (error) {
    reply({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
