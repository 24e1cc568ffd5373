import { cpSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('public', { recursive: true, force: true })
await build({
  entryPoints: ['page.js', 'worker.js'],
  bundle: true,
  minify: true,
  format: 'esm',
  outdir: 'public',
})
cpSync('index.html', 'public/index.html')
// All but what compares reports, which an engine in a page does not, and what stands there unpacked for Node; of the rest a
// page fetches only what it asks for.
cpSync('node_modules/selon/models', 'public/models', {
  recursive: true,
  filter: (path) => !/(?:vectors|judge)\.bin|(?<!places|reader)\.bin$|\.md$/.test(path),
})
