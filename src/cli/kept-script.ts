import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cachedDataVersionTag } from 'node:v8'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'
import { keepingFolder } from './compile-cache.ts'

/** What a script gives to whoever runs it. */
export interface ScriptExports {
  /** Settled when it has done its work. */
  finished: Promise<void>
  /** What it has used by then of that which one run needs and another does not, by name. */
  partsUsed(): readonly string[]
}

/** Of one compiled script: what had been used of it when it was written down, and the bytes, with their sum before them. */
interface Kept {
  parts: readonly string[]
  code: Buffer
}

/** More than any script of Selon compiles to. */
const longest = 1 << 25

/**
 * The code that was kept in a file; undefined where there is none, or it is not whole: V8 does not look at it again.
 */
export function readKept(file: string): Kept | undefined {
  try {
    const bytes = readFileSync(file)
    const end = bytes.indexOf('\n')
    const { parts, sum } = JSON.parse(bytes.toString('utf8', 0, end)) as { parts: unknown; sum: unknown }
    const code = bytes.subarray(end + 1)
    if (!Array.isArray(parts) || sum !== crc32(code)) return undefined
    return { parts: parts.map(String), code }
  } catch {
    return undefined
  }
}

/** Writes compiled code down in one step; where that is refused, nothing is kept, and nothing said. */
export function writeKept(file: string, { parts, code }: Kept): void {
  if (code.length > longest) return
  const whole = `${file}.${process.pid}.part`
  try {
    const head = Buffer.from(`${JSON.stringify({ parts, sum: crc32(code) })}\n`)
    writeFileSync(whole, Buffer.concat([head, code]), { mode: 0o600 })
    renameSync(whole, file)
  } catch {
    rmSync(whole, { force: true })
  }
}

/** Takes away what was kept of other builds of a script by this very Node. */
function clearOthers(folder: string, script: string, own: string): void {
  try {
    for (const name of readdirSync(folder))
      if (name.startsWith(`${script}-`) && name.endsWith(own.slice(own.indexOf('.'))) && name !== own)
        rmSync(join(folder, name), { force: true })
  } catch {}
}

/**
 * Runs a script of this package, `(function (require, importModule, address, module, exports) { … })`, whose compiled code is kept
 * for the next start where `compile-cache.ts` says: half of a short command is compiling. (Node keeps compiled modules from 22.1
 * on, but drops them where V8's flags are not those they were compiled under.)
 * @param address of the script: a file beside that of the command line
 */
export function runKeptScript(address: URL): ScriptExports {
  const filename = fileURLToPath(address)
  const name = filename.slice(dirname(filename).length + 1).replace(/\.js$/, '')
  const bytes = readFileSync(filename)
  const folder = keepingFolder()
  // Of another source, another Node, or under other flags, it is another code.
  const tag = cachedDataVersionTag()
  const own = `${name}-${crc32(bytes).toString(16)}.${process.version}-${process.arch}-${tag.toString(16)}`
  const file = folder === undefined ? undefined : join(folder, own)
  const kept = file === undefined ? undefined : readKept(file)
  // A byte a character, as it is built.
  const script = new Script(bytes.toString('latin1'), {
    filename,
    ...(kept ? { cachedData: kept.code } : {}),
  })
  const module = { exports: {} as ScriptExports }
  const run = script.runInThisContext() as (...given: unknown[]) => void
  const importModule = (name: string): Promise<unknown> => import(name)
  run(createRequire(address), importModule, address.href, module, module.exports)
  const known = kept && !script.cachedDataRejected ? new Set(kept.parts) : undefined
  if (folder !== undefined && file !== undefined)
    process.once('exit', (code) => {
      const used = module.exports.partsUsed()
      if (code > 1 || (known && used.every((part) => known.has(part)))) return
      // Flags that were set since would be taken for those of the code.
      if (cachedDataVersionTag() !== tag) return
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeKept(file, { parts: [...new Set([...(known ?? []), ...used])], code: script.createCachedData() })
      clearOthers(folder, name, own)
    })
  return module.exports
}
