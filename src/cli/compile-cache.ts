import { accessSync, constants, mkdirSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where compiled code is kept, from the outermost folder in: the user's own, in which nobody else can put any. */
export function compileCacheFolders(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string[] {
  const caches =
    environment['XDG_CACHE_HOME'] ||
    (platform === 'win32'
      ? environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local')
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : join(home, '.cache'))
  return [caches, join(caches, 'selon'), join(caches, 'selon', 'compiled')]
}

/** Makes the folders that are missing; false where one cannot be made, or the last not be written to. */
function made(folders: readonly string[]): boolean {
  try {
    for (const folder of folders)
      try {
        mkdirSync(folder, { mode: 0o700 })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    accessSync(folders.at(-1) ?? '', constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The folder in which compiled code is kept: the user's own, or the one that NODE_COMPILE_CACHE names; undefined where none is
 * to be kept (NODE_DISABLE_COMPILE_CACHE=1), or none can be.
 */
export function keepingFolder(): string | undefined {
  if (process.env['NODE_DISABLE_COMPILE_CACHE']) return undefined
  const named = process.env['NODE_COMPILE_CACHE']
  if (named) return named
  const folders = compileCacheFolders()
  return made(folders) ? folders.at(-1) : undefined
}

/** Keeps the compiled code of modules for the next start, where Node can (22.1), in the folder where it is kept. */
export function keepCompiled(): void {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder?: string) => unknown }
  if (!enableCompileCache) return
  const folder = keepingFolder()
  if (folder !== undefined) enableCompileCache(folder)
}
