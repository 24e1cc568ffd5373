#!/usr/bin/env node
/**
 * What `selon` starts. Reading is what starts most often, and is over before it has paid to compile it: it runs as one script
 * whose compiled code is kept. All else is loaded as modules. Both are main.ts.
 */
import { spareMemory } from '../threads/spare-memory.ts'
import { spareProcessor } from '../threads/spare-processor.ts'
import { runKeptScript } from './kept-script.ts'

if (process.argv[2] === 'read') {
  // Before anything is compiled: code that was kept under other flags is dropped.
  spareProcessor(1)
  const { finished } = runKeptScript(new URL('./read-script.js', import.meta.url))
  await finished
  // All is done and said: what is left would only be cleared up. (On Windows what was said may still be on its way.)
  if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit()
} else {
  // Before much is loaded, which would have this thread's heap grow.
  if (process.argv[2] === 'serve') spareMemory()
  await import('./main.ts')
}
