import { createRequire } from 'node:module'
import { parse } from 'node:path'
import { isMainThread } from 'node:worker_threads'

type GraphileWorker = typeof import('graphile-worker')
let loaded: GraphileWorker | undefined

/**
 * The package graphile-worker. As it is loaded it looks for files of settings, programs among them, in the folder in which the
 * process runs and those above: where reports lie somebody else may have put one. So it is loaded from the root.
 */
export function graphileWorker(): GraphileWorker {
  if (loaded) return loaded
  const load = createRequire(import.meta.url)
  const folder = process.cwd()
  if (isMainThread) process.chdir(parse(folder).root)
  try {
    loaded = load('graphile-worker') as GraphileWorker
  } finally {
    if (isMainThread) process.chdir(folder)
  }
  return loaded
}
