/**
 * Builds the package into dist/: the library for Node (index.js), for a browser (browser.js), the command line (cli.js),
 * their types, the manual (man/), the schema of settings, the desk (web/), and models/*.bin where they are missing. `npm run build`
 * runs it.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildDesk } from '../web/build.ts'
import { pack } from './pack.ts'
import { unpackModels } from './unpack-models.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const path = (name: string) => `${root}${name}`
const run = (script: string) =>
  execFileSync(process.execPath, ['--import', 'tsx', path(script)], { cwd: root, stdio: 'inherit' })

// Vite builds another page under another word: whatever the caller's environment says, the bytes are the same.
process.env['NODE_ENV'] = 'production'

rmSync(path('dist'), { recursive: true, force: true })
await pack()
// The gazetteer is made anew where what it is made of is younger than it.
const places = statSync(path('models/places.bin'), { throwIfNoEntry: false })
const sources = [
  'package-lock.json',
  'scripts/build-gazetteer.ts',
  ...readdirSync(path('src/engine/places')).map((file) => `src/engine/places/${file}`),
]
if (!places || sources.some((source) => statSync(path(source)).mtimeMs > places.mtimeMs))
  run('scripts/build-gazetteer.ts')
unpackModels()
run('scripts/models-manifest.ts')

const common = {
  bundle: true,
  format: 'esm',
  target: 'es2023',
  charset: 'utf8',
  logLevel: 'warning',
  outdir: path('dist'),
  legalComments: 'linked',
} as const
// The map's coastlines go into the bundle; every other package is installed beside it.
const { dependencies } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}
const packages = Object.keys(dependencies).flatMap((name) => [name, `${name}/*`])
// One bundle each for what starts often; packages stay outside, and those loaded on demand are not read before.
await build({
  ...common,
  entryPoints: {
    index: path('src/index.ts'),
    cli: path('src/cli/main.ts'),
    // The threads in which reports are read, and compared.
    'analysis-worker': path('src/server/analysis-worker.ts'),
    'situation-worker': path('src/server/situation-worker.ts'),
    'comparison-worker': path('src/cli/comparison-worker.ts'),
    // Those in which pages, PDF files and feeds are parsed.
    'parsing-worker': path('src/intake/parsing/parsing-worker.ts'),
    'feed-worker': path('src/feeds/feed-worker.ts'),
  },
  platform: 'node',
  external: packages,
  splitting: true,
  // Beside the entries, so that ../models/ is the same folder seen from a chunk as from its source.
  chunkNames: '[name]-[hash]',
})
await build({ ...common, entryPoints: { browser: path('src/browser.ts') }, platform: 'browser' })
await buildDesk()
chmodSync(path('dist/cli.js'), 0o755)
// The manual and the schema of settings, of the same definitions as the help.
mkdirSync(path('dist/man'))
for (const [file, ...args] of [
  ['man/selon.1', 'man'],
  ['settings.schema.json', 'schema', 'settings'],
])
  writeFileSync(path(`dist/${file}`), execFileSync(process.execPath, [path('dist/cli.js'), ...args]))
execFileSync(process.execPath, [path('node_modules/typescript/bin/tsc'), '-p', path('tsconfig.build.json')], {
  cwd: root,
  stdio: 'inherit',
})
