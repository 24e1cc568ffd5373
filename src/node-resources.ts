import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Resources } from './engine/resources.ts'

/**
 * Resources from a folder of files `NAME.bin` or `NAME.bin.gz`.
 * @param folder absolute path; the package's own `models/` by default
 */
export function folderResources(
  folder: string = fileURLToPath(new URL('../models/', import.meta.url)),
): Resources {
  const cache = new Map<string, { bytes: Uint8Array; hash: string }>()
  const load = (name: string) => {
    let found = cache.get(name)
    if (!found) {
      const plain = `${folder}/${name}.bin`
      const file = existsSync(plain) ? plain : `${plain}.gz`
      if (!existsSync(file))
        throw new Error(
          `The model "${name}" is missing from ${folder}: reinstall Selon, or build its models with "npm run build".`,
        )
      const stored = readFileSync(file)
      const bytes = file.endsWith('.gz') ? new Uint8Array(gunzipSync(stored)) : new Uint8Array(stored)
      found = { bytes, hash: createHash('sha256').update(bytes).digest('hex').slice(0, 16) }
      cache.set(name, found)
    }
    return found
  }
  return { bytes: (name) => load(name).bytes, hash: (name) => load(name).hash }
}
