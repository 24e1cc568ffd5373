/**
 * Unpacks every models/NAME.bin.gz of the repository into models/NAME.bin (not committed), the form in which the package has
 * it: read without unpacking, typed arrays laid over the file. Models of names and of the grammar are put in the forms that
 * `readNameModel` and `Grammar` take as they stand. `npm run build` runs it.
 */
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { unpackedModel } from '../src/unpacked-model.ts'

const folder = fileURLToPath(new URL('../models/', import.meta.url))
/** What the form of an unpacked model depends on. */
const makers = [
  'scripts/unpack-models.ts',
  'src/unpacked-model.ts',
  'src/engine/names/name-model.ts',
  'src/engine/grammar/network.ts',
]

/** Unpacks those that are missing, or older than what they are made of and by. */
export function unpackModels(): void {
  const made = Math.max(...makers.map((file) => statSync(new URL(`../${file}`, import.meta.url)).mtimeMs))
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.bin.gz')) continue
    const name = file.slice(0, -'.bin.gz'.length)
    const target = `${folder}${name}.bin`
    const known = statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (known >= Math.max(made, statSync(folder + file).mtimeMs)) continue
    writeFileSync(`${target}.part`, unpackedModel(name, gunzipSync(readFileSync(folder + file))))
    renameSync(`${target}.part`, target)
  }
}
