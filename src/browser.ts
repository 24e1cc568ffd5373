import { type Language, languages, type Reader } from './contract/analysis.ts'
import { Engine } from './engine/engine.ts'
import type { Resources } from './engine/resources.ts'
import { detectLanguage } from './engine/text/language.ts'
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
  /** Who reads where `analyse` is not told: `fast`, as if nothing is said, or `careful`, whose model (22 MB) is fetched now. */
  reader?: Reader
  /** Whether to fetch the careful reader's model now although the fast one reads unless `analyse` is told. */
  careful?: boolean
}

/** An engine in a browser: the careful reader's model may be fetched when it is first wanted. */
export class BrowserEngine extends Engine {
  readonly #loadReader: () => Promise<void>

  constructor(loadReader: () => Promise<void>, ...engine: ConstructorParameters<typeof Engine>) {
    super(...engine)
    this.#loadReader = loadReader
  }

  /**
   * Fetches the careful reader's model, once, so that `analyse` takes `reader: 'careful'` from then on. Throws an Error with a
   * sentence where it cannot be fetched; calling it again tries again.
   */
  loadCarefulReader(): Promise<void> {
    return this.#loadReader()
  }
}

async function fetchModel(address: URL): Promise<Uint8Array | undefined> {
  const response = await fetch(address)
  if (!response.ok || !response.body) return undefined
  // A server may or may not have unpacked a .gz on the way: the bytes tell.
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(unpacked).arrayBuffer())
}

/**
 * Makes an engine in a browser: fetches the models of the languages asked for and the gazetteer, then reads reports
 * synchronously, with the same output as in Node. Throws an Error naming the model that could not be fetched.
 */
export async function createEngine(options: BrowserEngineOptions): Promise<BrowserEngine> {
  const base = new URL(options.models, globalThis.location?.href)
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  const answer = await fetch(new URL('manifest.json', base))
  if (!answer.ok)
    throw new Error(`Selon's models were not found at ${base.href}: manifest.json is missing there.`)
  const manifest = (await answer.json()) as Record<string, string>
  const wanted = options.languages ?? languages
  const loaded = new Map<string, Uint8Array>()
  const load = async (name: string): Promise<void> => {
    // The reader's hardly shrinks when it is packed: the package has it unpacked.
    const endings = name === 'reader' ? ['.bin', '.bin.gz'] : ['.bin.gz', '.bin']
    let bytes: Uint8Array | undefined
    for (const ending of endings) bytes ??= await fetchModel(new URL(`${name}${ending}`, base))
    if (!bytes) throw new Error(`The model "${name}" could not be fetched from ${base.href}.`)
    loaded.set(name, bytes)
  }
  let loading: Promise<void> | undefined
  const loadReader = (): Promise<void> => {
    loading ??= load('reader').catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  const ofLanguage = /^(fr|en|es)\./
  const forLater: readonly string[] = ['reader', ...comparingModels]
  await Promise.all([
    ...Object.keys(manifest)
      .filter(
        (name) =>
          !forLater.includes(name) &&
          (!ofLanguage.test(name) || wanted.some((language) => name.startsWith(`${language}.`))),
      )
      .map(load),
    ...(options.careful === true || options.reader === 'careful' ? [loadReader()] : []),
  ])
  const resources: Resources = {
    bytes: (name) => {
      const bytes = loaded.get(name)
      if (!bytes)
        throw new Error(
          name === 'reader'
            ? 'The careful reader was not loaded: call "loadCarefulReader" first, or make the engine with "reader: \'careful\'".'
            : `The model "${name}" was not loaded: name its language in "languages".`,
        )
      return bytes
    },
    hash: (name) => manifest[name] ?? '',
  }
  const engine = new BrowserEngine(loadReader, resources, detectLanguage, packs, options.reader)
  for (const language of wanted) engine.load(language)
  return engine
}
