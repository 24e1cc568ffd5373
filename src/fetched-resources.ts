import type { Resources } from './engine/resources.ts'

/** Models that are fetched one by one, each once, and are there from then on. */
export interface FetchedResources extends Resources {
  /** The names of all models that there are. */
  readonly names: readonly string[]
  /** Fetches a model; what could not be fetched is asked for again the next time. Throws an Error that names it. */
  fetch(name: string): Promise<void>
}

/**
 * The models of a folder on a server, none of them fetched yet. Throws an Error where there are none.
 * @param models address of the folder that holds the package's `models/` files
 */
export async function fetchedResources(models: string | URL): Promise<FetchedResources> {
  const base = new URL(models, globalThis.location?.href)
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  const answer = await fetch(new URL('manifest.json', base))
  if (!answer.ok)
    throw new Error(`Selon's models were not found at ${base.href}: manifest.json is missing there.`)
  const manifest = (await answer.json()) as Record<string, string>
  const loaded = new Map<string, Uint8Array>()
  const loading = new Map<string, Promise<void>>()
  const load = async (name: string): Promise<void> => {
    // The package has them unpacked, a checkout that was not built packed.
    let bytes: Uint8Array | undefined
    for (const ending of ['.bin', '.bin.gz']) bytes ??= await fetchModel(new URL(`${name}${ending}`, base))
    if (!bytes) throw new Error(`The model "${name}" could not be fetched from ${base.href}.`)
    loaded.set(name, bytes)
  }
  return {
    names: Object.keys(manifest),
    fetch: (name) => {
      const known = loading.get(name)
      if (known) return known
      const begun = load(name).catch((error: unknown) => {
        loading.delete(name)
        throw error
      })
      loading.set(name, begun)
      return begun
    },
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
}

async function fetchModel(address: URL): Promise<Uint8Array | undefined> {
  // A browser answers for an extension's own files, and what is missing among them is no answer at all.
  const response = await fetch(address).catch(() => undefined)
  if (!response?.ok || !response.body) return undefined
  // A server may or may not have unpacked a .gz on the way: the bytes tell.
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(unpacked).arrayBuffer())
}
