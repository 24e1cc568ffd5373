import { existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { BytesInParts, Resources } from './engine/resources.ts'

/** Hash of a resource's decompressed bytes, as it stands in `models/manifest.json` and in `engine.models`. */
export function hashOfResource(bytes: Uint8Array): string {
  // Loaded where it is asked for: the package's own models have their hashes beside them.
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

const read = new Set<string>()

/** Names of the resources that were read from folders since the start. */
export const resourcesRead = (): readonly string[] => [...read]

/** The package's own models. */
const ownModels = (): string => fileURLToPath(new URL('../models/', import.meta.url))

/**
 * The file of a resource, `NAME.bin` or `NAME.bin.gz`: the unpacked one where it is there and no older than the packed one
 * beside it, of which it was made.
 * @param folder absolute path; the package's own `models/` by default
 */
export function fileOfResource(name: string, folder: string = ownModels()): string {
  const plain = join(folder, `${name}.bin`)
  const packed = `${plain}.gz`
  const made = statSync(plain, { throwIfNoEntry: false })
  if (!made) return packed
  const from = statSync(packed, { throwIfNoEntry: false })
  return from && from.mtimeMs > made.mtimeMs ? packed : plain
}

/** A file in parts. It stays open: another one that is put in its place meanwhile, as an update does, changes nothing. */
function partsOfFile(file: string, name: string): BytesInParts {
  const from = openSync(file, 'r')
  const read = (at: number, into: Uint8Array): void => {
    for (let done = 0; done < into.length; ) {
      const bytes = readSync(from, into, done, into.length - done, at + done)
      if (bytes === 0)
        throw new Error(`The model "${name}" was cut short while it was read (${file}): install Selon again.`)
      done += bytes
    }
  }
  return {
    length: fstatSync(from).size,
    read,
    view: (at, end) => {
      const bytes = new Uint8Array(end - at)
      read(at, bytes)
      return bytes
    },
  }
}

/**
 * Resources from a folder of files `NAME.bin` or `NAME.bin.gz`, with their hashes in `manifest.json` (a resource that it
 * lacks is hashed when asked for).
 * @param folder absolute path; the package's own `models/` by default
 */
export function folderResources(folder: string = ownModels()): Resources {
  const loaded = new Map<string, Uint8Array>()
  const manifestFile = `${folder}/manifest.json`
  const manifest: Record<string, string> = existsSync(manifestFile)
    ? JSON.parse(readFileSync(manifestFile, 'utf8'))
    : {}
  const bytes = (name: string): Uint8Array => {
    const known = loaded.get(name)
    if (known) return known
    const file = fileOfResource(name, folder)
    if (!existsSync(file))
      throw new Error(
        `The model "${name}" is missing from ${folder}: reinstall Selon, or build its models with "npm run build".`,
      )
    const stored = readFileSync(file)
    // A gzip file ends with its length unpacked (modulo 2^32): told beforehand, it is unpacked in one piece.
    const length = stored.length > 8 ? stored.readUInt32LE(stored.length - 4) : 0
    const chunkSize = Math.min(Math.max(length + 1, 1 << 14), 1 << 26)
    const buffer = file.endsWith('.gz') ? gunzipSync(stored, { chunkSize }) : stored
    // The same memory seen as plain bytes; copied only where a model could not lay a typed array over it.
    const found =
      buffer.byteOffset % 8 === 0
        ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
        : new Uint8Array(buffer)
    loaded.set(name, found)
    read.add(name)
    return found
  }
  const parts = (name: string): BytesInParts | undefined => {
    const file = fileOfResource(name, folder)
    if (file.endsWith('.gz')) return undefined
    read.add(name)
    return partsOfFile(file, name)
  }
  return { bytes, parts, hash: (name) => manifest[name] ?? hashOfResource(bytes(name)) }
}
