import { type Language, languages } from './contract/analysis.ts'
import { Engine } from './engine/engine.ts'
import type { Resources } from './engine/resources.ts'
import { detectLanguage } from './engine/text/language.ts'
import { packs } from './languages/index.ts'

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
  /** Whether to fetch the careful reader's model too (22 MB), for `analyse` with `reader: 'careful'`. */
  careful?: boolean
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
export async function createEngine(options: BrowserEngineOptions): Promise<Engine> {
  const base = new URL(options.models, globalThis.location?.href)
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  const answer = await fetch(new URL('manifest.json', base))
  if (!answer.ok)
    throw new Error(`Selon's models were not found at ${base.href}: manifest.json is missing there.`)
  const manifest = (await answer.json()) as Record<string, string>
  const wanted = options.languages ?? languages
  const loaded = new Map<string, Uint8Array>()
  await Promise.all(
    Object.keys(manifest)
      .filter(
        (name) =>
          (name !== 'reader' || options.careful === true) &&
          (!/^(fr|en|es)\./.test(name) || wanted.some((language) => name.startsWith(`${language}.`))),
      )
      .map(async (name) => {
        const bytes =
          (await fetchModel(new URL(`${name}.bin.gz`, base))) ??
          (await fetchModel(new URL(`${name}.bin`, base)))
        if (!bytes) throw new Error(`The model "${name}" could not be fetched from ${base.href}.`)
        loaded.set(name, bytes)
      }),
  )
  const resources: Resources = {
    bytes: (name) => {
      const bytes = loaded.get(name)
      if (!bytes)
        throw new Error(
          name === 'reader'
            ? 'The careful reader was not loaded: make the engine with "careful: true".'
            : `The model "${name}" was not loaded: name its language in "languages".`,
        )
      return bytes
    },
    hash: (name) => manifest[name] ?? '',
  }
  const engine = new Engine(resources, detectLanguage, packs)
  for (const language of wanted) engine.load(language)
  return engine
}
