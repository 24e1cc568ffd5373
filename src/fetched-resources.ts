import type { Resources } from './engine/resources.ts'
import { type ModelCache, modelCache } from './model-cache.ts'

/** Models that are fetched one by one, each once, and are there from then on. */
export interface FetchedResources extends Resources {
  /** The names of all models that there are. */
  readonly names: readonly string[]
  /** Fetches a model; what could not be fetched is asked for again the next time. Throws an Error that names it. */
  fetch(name: string): Promise<void>
}

/** What a server answered: a file's bytes, a page in its stead, or nothing, and why. */
type Answer = { bytes: Uint8Array<ArrayBuffer> } | { page: true } | { status: number } | { unreachable: true }

/**
 * The models of a folder on a server, none of them fetched yet. Throws an Error where there are none.
 * @param models address of the folder that holds the package's `models/` files
 * @param options.cache whether the browser keeps what was fetched, so that a second visit fetches nothing but the list of
 *   models, and needs no network; where the browser keeps nothing for pages (without HTTPS) it is fetched each time
 */
export async function fetchedResources(
  models: string | URL,
  options: { cache?: boolean } = {},
): Promise<FetchedResources> {
  const base = new URL(models, globalThis.location?.href)
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  const cache = options.cache === true ? await modelCache(base) : undefined
  const manifest = await fetchManifest(base, cache)
  const loaded = new Map<string, Uint8Array>()
  const loading = new Map<string, Promise<void>>()
  const load = async (name: string): Promise<void> => {
    loaded.set(name, await fetchModel(name, manifest[name] ?? '', base, cache))
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

/** The hash of each model by its name: the server's, and the one kept from before where the server cannot be reached. */
async function fetchManifest(base: URL, cache: ModelCache | undefined): Promise<Record<string, string>> {
  const address = new URL('manifest.json', base)
  const answer = await ask(address)
  if ('bytes' in answer) {
    const manifest = readManifest(answer.bytes)
    if (!manifest) throw new Error(`${address.href} is not Selon's list of models: ${copyTheFolder(base)}`)
    await cache?.keep('manifest.json', '', answer.bytes)
    return manifest
  }
  if ('page' in answer)
    throw new Error(`${address.href} answered a page, not Selon's list of models: ${pageInstead(base)}`)
  const kept = 'unreachable' in answer ? await cache?.find('manifest.json', '') : undefined
  const manifest = kept && readManifest(kept)
  if (manifest) return manifest
  throw new Error(
    'status' in answer
      ? `Selon's models were not found at ${base.href}: manifest.json is missing there (status ${answer.status}). ${copyTheFolder(base, true)}`
      : `Selon's models could not be fetched from ${base.href}: the server cannot be reached.`,
  )
}

function readManifest(bytes: Uint8Array): Record<string, string> | undefined {
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
    const hashes = Object.entries(read).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    return hashes.length > 0 ? Object.fromEntries(hashes) : undefined
  } catch {
    return undefined
  }
}

const onlyUnpacked: ReadonlySet<string> = new Set(['places', 'reader', 'vectors'])

/** A model's bytes, unpacked; kept in the cache only where they are those that the manifest tells of. */
async function fetchModel(
  name: string,
  hash: string,
  base: URL,
  cache: ModelCache | undefined,
): Promise<Uint8Array> {
  const stored = await cache?.find(name, hash)
  const kept = stored && (await unpacked(stored).catch(() => undefined))
  if (kept) return kept
  // Packed they are fetched sooner; those that hardly shrink stand only unpacked in the package.
  const endings = onlyUnpacked.has(name) ? ['.bin', '.bin.gz'] : ['.bin.gz', '.bin']
  const failed: { address: URL; answer: Exclude<Answer, { bytes: unknown }> }[] = []
  for (const ending of endings) {
    const address = new URL(`${name}${ending}`, base)
    const answer = await ask(address)
    if (!('bytes' in answer)) {
      failed.push({ address, answer })
      continue
    }
    const bytes = await unpacked(answer.bytes).catch(() => undefined)
    // Unpacked, a model may have been put in the form that Node reads; the list tells of what it was made of.
    const found = bytes && ending === endings[0] ? await hashOf(bytes) : undefined
    if (!bytes || (found !== undefined && hash !== '' && found !== hash))
      throw new Error(
        `${address.href} is not the model "${name}" that manifest.json tells of: it is of another version, or was cut short. ${copyTheFolder(base, true)}`,
      )
    if (found !== undefined) await cache?.keep(name, hash, answer.bytes)
    return bytes
  }
  // The first ending is the one that the package has.
  const [{ address, answer }] = failed
  if ('page' in answer)
    throw new Error(`${address.href} answered a page, not the model "${name}": ${pageInstead(base)}`)
  throw new Error(
    'status' in answer
      ? `The model "${name}" could not be fetched from ${base.href}: ${address.href} is missing there (status ${answer.status}). ${copyTheFolder(base, true)}`
      : `The model "${name}" could not be fetched from ${base.href}: the server cannot be reached.`,
  )
}

const copyTheFolder = (base: URL, sentence = false): string =>
  `${sentence ? 'Copy' : 'copy'} the package's models/ folder there, to ${base.href}.`

const pageInstead = (base: URL): string =>
  `the file is missing there, and the server gives a page for what it does not have; ${copyTheFolder(base)}`

async function ask(address: URL): Promise<Answer> {
  // A browser answers for an extension's own files, and what is missing among them is no answer at all.
  const response = await fetch(address).catch(() => undefined)
  if (!response) return { unreachable: true }
  if (!response.ok) return { status: response.status }
  const bytes = await response.arrayBuffer().catch(() => undefined)
  if (!bytes) return { unreachable: true }
  const answered = new Uint8Array(bytes)
  return isPage(response.headers.get('content-type'), answered) ? { page: true } : { bytes: answered }
}

/** A server with single-page fallback answers any address with its start page, and status 200. */
function isPage(type: string | null, bytes: Uint8Array): boolean {
  if (type && /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)) return true
  const start = new TextDecoder().decode(bytes.subarray(0, 256))
  return /^\s*<(?:!doctype|!--|html|head|body|\?xml)/i.test(start)
}

/** A server may or may not have unpacked a .gz on the way: the bytes tell. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** The hash as it stands in manifest.json; undefined where the host lets no page reckon one (without HTTPS). */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const digest = await globalThis.crypto?.subtle?.digest('SHA-256', bytes)
  if (!digest) return undefined
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
