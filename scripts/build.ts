/**
 * Builds the package into dist/: the library for Node (index.js), for a browser (browser.js), the command line (cli.js),
 * their types, the manual (man/), the schema of settings, the desk (web/), and models/*.bin where they are missing. `npm run build`
 * runs it.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildDesk } from '../web/build.ts'
import { buildPrograms } from './build-programs.ts'
import { pack } from './pack.ts'

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
// It reads models by modules that were made just now.
const { unpackModels } = await import('./unpack-models.ts')
unpackModels()
run('scripts/models-manifest.ts')

await buildPrograms()
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
