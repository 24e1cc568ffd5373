/** Writes models/manifest.json: the hash of each model's decompressed bytes, so that naming a model needs no loading. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { hashOfResource } from '../src/node-resources.ts'

const folder = new URL('../models/', import.meta.url)
const manifest: Record<string, string> = {}
for (const file of readdirSync(folder).sort()) {
  const name = /^(.+)\.bin(\.gz)?$/.exec(file)
  if (!name) continue
  // One that the build unpacked is told by what it was made of.
  if (!name[2] && existsSync(new URL(`${file}.gz`, folder))) continue
  const stored = readFileSync(new URL(file, folder))
  manifest[name[1]] = hashOfResource(name[2] ? gunzipSync(stored) : stored)
}
writeFileSync(new URL('manifest.json', folder), `${JSON.stringify(manifest, null, 2)}\n`)
