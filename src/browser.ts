import { type Language, languages, type Reader } from './contract/analysis.ts'
import { carefulModels } from './engine/careful-models.ts'
import { Engine } from './engine/engine.ts'
import { detectLanguage } from './engine/text/language.ts'
import { fetchedResources } from './fetched-resources.ts'
import { packs } from './languages/index.ts'
import { comparingModels } from './situation/comparer.ts'

export type * from './contract/analysis.ts'
export type { ReportInput } from './engine/document.ts'
export { type AnalyseOptions, Engine } from './engine/engine.ts'
export type { Resources } from './engine/resources.ts'
export { version } from './engine/version.ts'

export interface BrowserEngineOptions {
  /** Address of the folder that holds the package's `models/` files. */
  models: string | URL
  /** Languages to load; all three by default. A report in another one is then refused. */
  languages?: readonly Language[]
  /** Who reads where `analyse` is not told: `fast`, as if nothing is said, or `careful`, whose models (28 MB) are fetched now. */
  reader?: Reader
  /** Whether to fetch the careful reader's model now although the fast one reads unless `analyse` is told. */
  careful?: boolean
  /**
   * Whether the browser keeps the models for this site (Cache API), so that a second visit fetches and needs none of them;
   * true unless said otherwise. A model of another version takes the place of the one before.
   */
  cache?: boolean
}

/** An engine in a browser: the careful reader's models may be fetched when they are first wanted. */
export class BrowserEngine extends Engine {
  readonly #loadReader: () => Promise<void>

  constructor(loadReader: () => Promise<void>, ...engine: ConstructorParameters<typeof Engine>) {
    super(...engine)
    this.#loadReader = loadReader
  }

  /**
   * Fetches the careful reader's models, once, so that `analyse` takes `reader: 'careful'` from then on. Throws an Error with a
   * sentence where one cannot be fetched; calling it again tries again.
   */
  loadCarefulReader(): Promise<void> {
    return this.#loadReader()
  }
}

/**
 * Makes an engine in a browser: fetches the models of the languages asked for and the gazetteer, then reads reports
 * synchronously, with the same output as in Node. Throws an Error naming the model that could not be fetched.
 */
export async function createEngine(options: BrowserEngineOptions): Promise<BrowserEngine> {
  const resources = await fetchedResources(options.models, { cache: options.cache ?? true })
  const wanted = options.languages ?? languages
  const loadReader = async () => {
    await Promise.all(carefulModels.map(resources.fetch))
  }
  const modelsOf = (some: readonly Language[]) =>
    new Set(some.flatMap((one) => Object.values(packs[one].models)))
  const [ofAnyLanguage, ofThese] = [modelsOf(languages), modelsOf(wanted)]
  const forLater: readonly string[] = [...carefulModels, ...comparingModels]
  await Promise.all([
    ...resources.names
      .filter((name) => !forLater.includes(name) && (!ofAnyLanguage.has(name) || ofThese.has(name)))
      .map(resources.fetch),
    ...(options.careful === true || options.reader === 'careful' ? [loadReader()] : []),
  ])
  const engine = new BrowserEngine(loadReader, resources, detectLanguage, packs, options.reader)
  for (const language of wanted) engine.load(language)
  return engine
}
