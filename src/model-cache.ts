/** Models that a browser has fetched before, kept by it for this site (Cache API). */
export interface ModelCache {
  /** The bytes as they were kept; undefined where nothing of that hash is. */
  find(name: string, hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Keeps bytes in the stead of what was kept by that name; a full disk is no error: it is then fetched anew. */
  keep(name: string, hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
}

/**
 * What is kept of a folder of models; undefined where the browser keeps nothing for a page: without HTTPS (but on the own
 * machine), in some private windows, in an extension.
 * @param base address of the folder
 */
export async function modelCache(base: URL): Promise<ModelCache | undefined> {
  if (base.protocol !== 'https:' && base.protocol !== 'http:') return undefined
  const cache = await globalThis.caches?.open('selon-models').catch(() => undefined)
  if (!cache) return undefined
  // The hash is in the address, so that another version is another entry.
  const key = (name: string, hash: string): URL => {
    const address = new URL(name, base)
    address.search = hash
    return address
  }
  return {
    find: async (name, hash) => {
      try {
        const kept = await cache.match(key(name, hash))
        return kept && new Uint8Array(await kept.arrayBuffer())
      } catch {
        return undefined
      }
    },
    keep: async (name, hash, bytes) => {
      try {
        await cache.delete(key(name, hash), { ignoreSearch: true })
        await cache.put(key(name, hash), new Response(bytes))
      } catch {
        // A full disk, or a browser that keeps nothing any more.
      }
    },
  }
}
