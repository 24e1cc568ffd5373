/**
 * Checks the desk's types and markup with svelte-check, unless nothing that it reads has changed since it last found no
 * fault: then it says so. `npm run check:desk` runs it.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'build/desk.checked')

/** The desk's files and, from one import to the next, whatever of the sources they read. */
function filesRead(): string[] {
  const found = new Set<string>()
  const open = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|json)$/.test(name))
    .map((name) => join(root, 'web', name))
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path) || !existsSync(path)) continue
    found.add(path)
    if (!/\.(ts|svelte)$/.test(path)) continue
    for (const [, from] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g))
      open.push(resolve(dirname(path), from))
  }
  return [...found, join(root, 'tsconfig.json'), join(root, 'package-lock.json')].sort()
}

const hash = createHash('sha256')
for (const path of filesRead()) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path))
const now = hash.digest('hex')

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
  console.log('The desk is as it was when it was last checked.')
} else {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/svelte-check/bin/svelte-check'),
      ...['--tsconfig', 'web/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    ],
    { cwd: root, stdio: 'inherit' },
  )
  if (status === 0) {
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, now)
  }
  process.exitCode = status ?? 1
}
