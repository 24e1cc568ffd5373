/**
 * How well small pages of the kinds on which words get lost are read: `npx tsx bench/pages.ts [--pages]`. Prints the mean
 * F1 of 4-word shingles over the sixty pages of `bench/pages/`, and how many are read word for word; `--pages` adds a
 * line for each page that is not. The last line is a JSON object.
 */
import { parseArgs } from 'node:util'
import { readPage } from '../src/intake/read-page.ts'
import { pageSet } from './pages/page-set.ts'
import { compareShingles } from './shingles.ts'

const { values } = parseArgs({ options: { pages: { type: 'boolean' } } })
let total = 0
let exact = 0
for (const { name, html, text } of pageSet) {
  let found = ''
  try {
    found = readPage(html, { name }).text
  } catch (error) {
    found = error instanceof Error ? error.message : String(error)
  }
  const { f1 } = compareShingles(found, text)
  total += f1
  if (found === text) exact++
  else if (values.pages) {
    const [wanted, have] = [text.split('\n'), found.split('\n')]
    console.log(f1.toFixed(3), name)
    for (const line of wanted) if (!have.includes(line)) console.log(`   - ${line}`)
    for (const line of have) if (!wanted.includes(line)) console.log(`   + ${line}`)
  }
}
console.log(
  JSON.stringify({ pages: pageSet.length, exact: exact / pageSet.length, f1: total / pageSet.length }),
)
