/**
 * Holds the licences of every package to a list, by package-lock.json: `npm run check:licences [-- FOLDER]`. No copyleft
 * ships but in the trained weights, each of which NOTICE names. Exits 1 where a licence is not on the list.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))

/** Licences that ask for no more than their own text to be kept (SPDX). */
const permissive: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Tools under other licences, of which nothing gets into the package: what each is for. */
const tools: readonly { name: RegExp; licence: string; use: string }[] = [
  { name: /^axe-core$/, licence: 'MPL-2.0', use: 'looks in tests whether the desk is accessible' },
  { name: /^lightningcss(-.+)?$/, licence: 'MPL-2.0', use: "shortens the desk's styles when it is built" },
]

/** Whether the licence, an SPDX expression, leaves a choice that is permissive. */
function isPermissive(licence: string): boolean {
  const inside = licence.trim().replace(/^\(([^()]*)\)$/, '$1')
  if (inside.includes('(')) return false
  return inside
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((one) => permissive.has(one.trim())))
}

interface Locked {
  license?: unknown
  dev?: boolean
  link?: boolean
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}
const wrong: string[] = []
let checked = 0
for (const [path, { license, dev, link }] of Object.entries(packages)) {
  if (path === '' || link) continue
  checked++
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (typeof license === 'string' && isPermissive(license)) continue
  const tool = tools.find((one) => one.name.test(name) && one.licence === license)
  if (tool && dev) continue
  wrong.push(
    license === undefined
      ? `${name} names no licence in package-lock.json: look it up, and take another package where it has none.`
      : `${name} is under ${String(license)}${tool ? ', and would ship' : ''}: take another package, or, where it is a tool of which nothing ships, name it in scripts/check-licences.ts.`,
  )
}

const notice = readFileSync(join(root, 'NOTICE'), 'utf8')
const models = existsSync(join(root, 'models')) ? readdirSync(join(root, 'models')) : []
for (const name of models.filter((one) => /\.bin(\.gz)?$/.test(one)))
  if (!notice.includes(name))
    wrong.push(`models/${name} is not in NOTICE: say there what it was made from, and under which licences.`)

/** A tool that the sources import would be in the bundles. */
const sources = ['src', 'web'].flatMap((folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((one) => join(folder, one))
    : [],
)
for (const source of sources.filter((one) => /\.(ts|svelte|js|css)$/.test(one)))
  for (const [, name] of readFileSync(join(root, source), 'utf8').matchAll(
    /(?:from|import|@import|require\()\s*['"]([^'"./][^'"]*)['"]/g,
  )) {
    const tool = tools.find((one) => one.name.test(name))
    if (tool) wrong.push(`${source} imports ${name}, which is under ${tool.licence}: it would ship.`)
  }

for (const sentence of wrong) console.error(sentence)
console.log(
  `licences: ${checked} packages and ${models.filter((one) => /\.bin(\.gz)?$/.test(one)).length} models, ${wrong.length} wrong`,
)
process.exit(wrong.length > 0 ? 1 : 0)
