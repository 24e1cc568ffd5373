/**
 * Compiles src/engine/grammar/network-kernel.assembly.ts to WebAssembly and writes the bytes as a module beside it (not
 * committed), which names the source it was made of, so that what has not changed is not compiled again.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../src/engine/grammar/', import.meta.url))
const compiler = new URL('../node_modules/assemblyscript/package.json', import.meta.url)

/** Packs the kernel; gives its file's name, from src/ on, if it was not as it is now. Throws if it does not compile. */
export async function packKernel(): Promise<string[]> {
  const source = readFileSync(`${folder}network-kernel.assembly.ts`, 'utf8')
  const target = `${folder}network-kernel.wasm.ts`
  const { version } = JSON.parse(readFileSync(compiler, 'utf8')) as { version: string }
  const hash = createHash('sha256').update(`${version}\n${source}`).digest('hex').slice(0, 16)
  const made = `(of ${hash})`
  if (existsSync(target) && readFileSync(target, 'utf8').includes(made)) return []

  const { default: asc } = await import('assemblyscript/asc')
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
  writeFileSync(
    target,
    `// Made from network-kernel.assembly.ts ${made} by scripts/pack-kernel.ts: edit that file, not this one.
export const bytes = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob('${Buffer.from(binary).toString('base64')}'), (character) => character.charCodeAt(0))
`,
  )
  return ['engine/grammar/network-kernel.assembly.ts']
}
