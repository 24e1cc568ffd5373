/**
 * Whether the time for a page made to hold a reader up grows no faster than the page: `npx tsx bench/hostile-pages.ts
 * [--json] [KIND…]`. Reads pages of 50, 100, 200 and 400 thousand tags of each kind, prints the processor time of each
 * (the least of three, or one long one) and the exponent of its growth, and exits 1 where one is over 1.1.
 */
import { parseArgs } from 'node:util'
import { readPage } from '../src/intake/read-page.ts'
import { hostilePages } from '../tests/intake/hostile-pages.ts'

const sizes = [50_000, 100_000, 200_000, 400_000]
const mostExponent = 1.1
/** Milliseconds; less is noise, and its growth is not told from it. */
const leastTime = 20
/** Milliseconds; what takes longer is not read again. */
const longTime = 500

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' } },
  allowPositionals: true,
})

/** Milliseconds of processor time, the least of three readings or one long one, and what came of the page. */
function reading(html: string): { time: number; outcome: string } {
  let time = Number.POSITIVE_INFINITY
  let outcome = 'read'
  for (let turn = 0; turn < 3 && (turn === 0 || time < longTime); turn++) {
    const begun = process.cpuUsage()
    try {
      readPage(html, { name: 'The page' })
    } catch (error) {
      outcome = /no article/.test(String(error)) ? 'no article' : 'refused'
    }
    const { user, system } = process.cpuUsage(begun)
    time = Math.min(time, (user + system) / 1000)
  }
  return { time, outcome }
}

/** The slope of a line through the logarithms of times over sizes. */
function exponentOf(times: readonly number[]): number {
  const x = sizes.map(Math.log)
  const y = times.map((time) => Math.log(Math.max(time, leastTime)))
  const meanX = x.reduce((sum, one) => sum + one) / x.length
  const meanY = y.reduce((sum, one) => sum + one) / y.length
  const over = x.reduce((sum, one, i) => sum + (one - meanX) * (y[i] - meanY), 0)
  return over / x.reduce((sum, one) => sum + (one - meanX) ** 2, 0)
}

const results: Record<string, { times: number[]; exponent: number }> = {}
let failed = 0
// The first pages are read slowly by code that is not compiled yet.
for (const { html } of hostilePages.slice(-40)) reading(html(50))
console.log(`${'kind'.padEnd(58)} ${sizes.map((size) => `${size / 1000}k`.padStart(7)).join(' ')}   exponent`)
for (const { kind, html } of hostilePages) {
  if (positionals.length > 0 && !positionals.some((part) => kind.includes(part))) continue
  const readings = sizes.map((size) => reading(html(size)))
  const times = readings.map(({ time }) => time)
  const exponent = exponentOf(times)
  const over = exponent > mostExponent
  if (over) failed++
  results[kind] = { times, exponent }
  console.log(
    `${kind.padEnd(58)} ${times.map((time) => time.toFixed(0).padStart(7)).join(' ')}   ${exponent.toFixed(2).padStart(5)}${over ? ' OVER' : ''}  ${readings.at(-1)?.outcome}`,
  )
}
console.log(
  failed > 0 ? `${failed} grow faster than the page.` : 'None grows faster than the page (times in ms).',
)
if (values.json)
  console.log(
    JSON.stringify({
      over: failed,
      worst: Math.max(...Object.values(results).map(({ exponent }) => exponent)),
      slowest: Math.max(...Object.values(results).flatMap(({ times }) => times)),
    }),
  )
process.exitCode = failed > 0 ? 1 : 0
