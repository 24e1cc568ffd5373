/**
 * Compiles src/engine/grammar/network-kernel.assembly.ts to WebAssembly and writes the bytes as a module beside it (not
 * committed). `npm run pack` runs it; so do the build and the tests.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const folder = fileURLToPath(new URL('../src/engine/grammar/', import.meta.url))
const source = readFileSync(`${folder}network-kernel.assembly.ts`, 'utf8')
const target = `${folder}network-kernel.wasm.ts`

let binary: Uint8Array | undefined
const { error, stderr } = await asc.main(
  ['kernel.ts', '--outFile', 'kernel.wasm', '-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert'],
  {
    readFile: (name) => (name === 'kernel.ts' ? source : null),
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') binary = contents
    },
    listFiles: () => [],
  },
)
if (error || !binary) throw new Error(`The network's kernel does not compile: ${stderr.toString()}`)
const text = `// Made from network-kernel.assembly.ts by scripts/pack-kernel.ts: edit that file, not this one.
export const bytes = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob('${Buffer.from(binary).toString('base64')}'), (character) => character.charCodeAt(0))
`
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text)
