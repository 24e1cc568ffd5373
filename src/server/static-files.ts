import { createReadStream, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.bin': 'application/octet-stream',
  '.gz': 'application/gzip',
}

interface StaticFile {
  path: string
  type: string
  size: number
  etag: string
  /** Its name changes with its content. */
  immutable: boolean
  /** The same packed, by the name of the packing. */
  packed: { encoding: string; path: string; size: number }[]
}

export interface StaticOptions {
  /** What the addresses begin with: "/" or "/models/". */
  base: string
  folder: string
  /** Which files are served; all if not given. */
  only?: (name: string) => boolean
  /** Whether the name of a file, from the folder on, changes with its content. */
  immutable?: (name: string) => boolean
}

/**
 * Files of a folder, by address. They are listed beforehand and found by their exact names, so no address can lead out
 * of the folder; links are not followed.
 */
export class StaticFiles {
  readonly #files = new Map<string, StaticFile>()

  constructor(options: StaticOptions) {
    const { base, folder, only = () => true, immutable = () => false } = options
    const names = listed(folder, '')
    const all = new Set(names)
    for (const name of names) {
      // A packed neighbour is another face of its file; on its own (models) it is a file.
      const original = name.replace(/\.(gz|br)$/, '')
      if (!only(name) || (original !== name && all.has(original))) continue
      const path = join(folder, name)
      const { size, mtimeMs } = statSync(path)
      this.#files.set(base + name, {
        path,
        type: types[extname(name)] ?? 'application/octet-stream',
        size,
        etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
        immutable: immutable(name),
        packed: [
          { encoding: 'br', name: `${name}.br` },
          { encoding: 'gzip', name: `${name}.gz` },
        ].flatMap(({ encoding, name: packed }) =>
          all.has(packed)
            ? [{ encoding, path: join(folder, packed), size: statSync(join(folder, packed)).size }]
            : [],
        ),
      })
    }
  }

  has(address: string): boolean {
    return this.#files.has(address)
  }

  /** The answer with a file, or undefined where there is none. */
  answer(address: string, request: Request): Response | undefined {
    const file = this.#files.get(address)
    if (!file) return undefined
    const headers = new Headers({
      'content-type': file.type,
      etag: file.etag,
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(file.packed.length > 0 ? { vary: 'Accept-Encoding' } : {}),
    })
    if (matches(request.headers.get('if-none-match'), file.etag))
      return new Response(null, { status: 304, headers })
    const accepted = new Set(
      (request.headers.get('accept-encoding') ?? '')
        .split(',')
        .filter((coding) => !/;\s*q=0(\.0*)?\s*$/.test(coding))
        .map((coding) => coding.split(';')[0].trim().toLowerCase()),
    )
    const packed = file.packed.find(({ encoding }) => accepted.has(encoding))
    if (packed) headers.set('content-encoding', packed.encoding)
    const { path, size } = packed ?? file
    headers.set('content-length', String(size))
    if (request.method === 'HEAD') return new Response(null, { headers })
    const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
    return new Response(stream, { headers })
  }
}

function listed(folder: string, inside: string): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`
    if (entry.name.startsWith('.')) return []
    return entry.isDirectory() ? listed(folder, name) : entry.isFile() ? [name] : []
  })
}

/** Whether an If-None-Match names the tag; weakly, as the standard compares there. */
export function matches(header: string | null | undefined, etag: string): boolean {
  if (!header) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag))
}
