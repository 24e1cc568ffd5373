/**
 * Makes the modules that are not committed: the contract (src/contract/), word lists (`*.lexicon.ts`) and the kernels of the networks (`*.wasm.ts`).
 * `npm run pack` runs it once, `npm run pack -- --watch` at each change; build, tests and floors run it by themselves.
 */
import { watch } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { packContract } from './pack-contract.ts'
import { packKernels } from './pack-kernel.ts'
import { packLexicons } from './pack-lexicons.ts'

/** Packs what has changed; gives its names, from src/ on. */
export async function pack(): Promise<string[]> {
  return [...(await packContract()), ...packLexicons(), ...(await packKernels())]
}

async function packAndSay(): Promise<void> {
  try {
    for (const name of await pack()) console.log(`packed src/${name}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await packAndSay()
  if (process.argv.includes('--watch')) {
    let waiting: NodeJS.Timeout | undefined
    // An editor writes a file in several steps: wait until it is done.
    const packSoon = () => {
      clearTimeout(waiting)
      waiting = setTimeout(packAndSay, 100)
    }
    const folder = (name: string) => fileURLToPath(new URL(`../${name}/`, import.meta.url))
    watch(folder('src'), { recursive: true }, (_, name) => {
      if (name && /\.(lexicon\.txt|assembly\.ts)$/.test(name)) packSoon()
    })
    watch(folder('contract'), packSoon)
    console.log('Watching the contract, word lists and kernels.')
  }
}
