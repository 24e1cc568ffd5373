/**
 * Compiles every `NAME.assembly.ts` under src to WebAssembly and writes the bytes as a module `NAME.wasm.ts` beside it (not
 * committed), which names the source it was made of, so that what has not changed is not compiled again.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../src/', import.meta.url))
const compiler = new URL('../node_modules/assemblyscript/package.json', import.meta.url)

/** Packs them all; gives the names, from src/ on, of those that were not as they are now. Throws if one does not compile. */
export async function packKernels(): Promise<string[]> {
  const { version } = JSON.parse(readFileSync(compiler, 'utf8')) as { version: string }
  const changed: string[] = []
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.assembly.ts')) continue
    const source = readFileSync(join(root, entry), 'utf8')
    const target = join(root, entry.replace(/\.assembly\.ts$/, '.wasm.ts'))
    const hash = createHash('sha256').update(`${version}\n${source}`).digest('hex').slice(0, 16)
    const made = `(of ${hash})`
    if (existsSync(target) && readFileSync(target, 'utf8').includes(made)) continue
    const binary = await compiled(entry, source)
    writeFileSync(
      target,
      `// Made from ${entry.split('/').pop()} ${made} by scripts/pack-kernel.ts: edit that file, not this one.
export const bytes = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob('${Buffer.from(binary).toString('base64')}'), (character) => character.charCodeAt(0))
`,
    )
    changed.push(entry)
  }
  return changed
}

async function compiled(entry: string, source: string): Promise<Uint8Array> {
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
  if (error || !binary) throw new Error(`src/${entry} does not compile: ${stderr.toString()}`)
  return binary
}
