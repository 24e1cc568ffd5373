/**
 * How many reports a second go into stories as the collection grows: `npx tsx bench/stories-speed.ts [REPORTS]` makes
 * reports of invented words (a story of ten reports shares names and words, all share common words by Zipf's law), adds
 * them one by one, and prints the rate over each tenth and, last, as JSON.
 */
import type { ReportProfile } from '../src/situation/stories/report-profile.ts'
import { Stories } from '../src/situation/stories/stories.ts'

const total = Number(process.argv[2] ?? 10_000)
let seed = 1
/** Between 0 and 1; xorshift, the same on every run. */
const random = () => {
  seed ^= seed << 13
  seed ^= seed >>> 17
  seed ^= seed << 5
  return (seed >>> 0) / 4294967296
}
const zipf = (size: number) => Math.floor(size ** random())

function report(number: number): ReportProfile {
  const story = Math.floor(number / 10)
  const terms = (common: number, own: number, size: number) => {
    const found = new Map<string, number>()
    for (let k = 0; k < common; k++) {
      const term = `w${zipf(size)}`
      found.set(term, (found.get(term) ?? 0) + 1)
    }
    for (let k = 0; k < own; k++) found.set(`s${story}.${Math.floor(random() * own * 2)}`, 2)
    return found
  }
  return {
    id: `r${number}`,
    language: 'fr',
    day: Math.floor(number / 200),
    terms: {
      words: terms(150, 25, 40_000),
      names: terms(12, 6, 20_000),
      numbers: terms(5, 2, 2_000),
      pairs: terms(60, 15, 400_000),
    },
  }
}

const stories = new Stories()
const rates: number[] = []
for (let tenth = 0; tenth < 10; tenth++) {
  const from = Math.floor((total * tenth) / 10)
  const to = Math.floor((total * (tenth + 1)) / 10)
  const reports = Array.from({ length: to - from }, (_, k) => report(from + k))
  const started = performance.now()
  for (const one of reports) stories.add(one)
  rates.push(Math.round((to - from) / ((performance.now() - started) / 1000)))
  console.error(`${to} reports: ${rates[tenth]} reports/s`)
}
console.log(
  JSON.stringify({ reports: total, stories: stories.stories().length, first: rates[0], last: rates[9] }),
)
