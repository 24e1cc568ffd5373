/**
 * Holds the engine to the quality floors of bench/floors.json: runs each command once, reads the figures from the JSON
 * object that it prints last, and compares. Exits 1 where a figure is below its floor or above its ceiling. `npm run check:floors [-- NAME…]` runs it, all floors or those whose name contains a NAME.
 * The data stands outside the repository (SELON_SHARED, default ../shared): without it this is skipped, unless under CI.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pack } from '../scripts/pack.ts'

interface Floor {
  name: string
  /** A shell command; $SHARED is the data's folder and build/ holds what it writes on the way. */
  command: string
  /** Path of the figure in the JSON that the command prints, e.g. "content words.f1". */
  metric: string
  floor?: number
  /** For errors, where lower is better. */
  ceiling?: number
}

/** The value under a key; a share's key also tells of how many it is, as in "kind (of 80)", which the floors leave out. */
function valueUnder(of: unknown, key: string): unknown {
  if (!of || typeof of !== 'object') return undefined
  const entries = Object.entries(of)
  return (entries.find(([name]) => name === key) ??
    entries.find(([name]) => name.startsWith(`${key} (of `)))?.[1]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = process.env['SELON_SHARED'] ?? `${root}../shared`
if (!existsSync(`${shared}/score`)) {
  console.log(`Quality floors skipped: the gold data is not at ${shared} (set SELON_SHARED to its folder).`)
  process.exit(process.env['CI'] ? 1 : 0)
}
await pack()
mkdirSync(`${root}build`, { recursive: true })
const wanted = process.argv.slice(2)
const { floors } = JSON.parse(readFileSync(`${root}bench/floors.json`, 'utf8')) as { floors: Floor[] }
/** What a figure may miss its bound by through the arithmetic alone: 0.8 made of halves comes out as 0.7999999999999999. */
const rounding = 1e-9
const results = new Map<string, unknown>()
let passed = 0
let failed = 0

for (const { name, command, metric, floor, ceiling } of floors) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue
  if (!results.has(command)) {
    try {
      const printed = execFileSync('bash', ['-c', `set -e -o pipefail; ${command}`], {
        cwd: root,
        env: { ...process.env, SHARED: shared },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1 << 28,
      })
      results.set(command, JSON.parse(printed.trim().split('\n').at(-1) ?? ''))
    } catch (error) {
      console.log(`${name}: ${command}\n  ${error instanceof Error ? error.message : String(error)}`)
      results.set(command, undefined)
    }
  }
  let value: unknown = results.get(command)
  for (const key of metric.split('.')) value = valueUnder(value, key)
  const good =
    typeof value === 'number' &&
    (floor === undefined || value >= floor - rounding) &&
    (ceiling === undefined || value <= ceiling + rounding)
  if (good) passed++
  else failed++
  const bound = floor === undefined ? `ceiling ${ceiling}` : `floor ${floor}`
  console.log(
    `${good ? 'ok  ' : 'FAIL'} ${name}: ${typeof value === 'number' ? value.toFixed(4) : 'no figure'} (${bound})`,
  )
}
if (passed + failed === 0) {
  console.error(`No floor has a name with ${wanted.join(' or ')} in it: see bench/floors.json.`)
  process.exit(2)
}
console.log(`floors: ${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
