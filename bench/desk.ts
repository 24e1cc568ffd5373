/**
 * How soon a person reads: `npx tsx bench/desk.ts`. A report of some 1,000 words is opened in Chromium with nothing kept
 * from before (a new profile each time), and the time from the start of the navigation until its text stands there with
 * its marks is taken; then the list of stories, and the analysis of pasted text in the page, with the engine's start; then
 * a story of 60 reports, the reports of an invented strike in several writings each. Each is the median of several runs. Last, with 10,000 invented reports in a database (another number: `npx tsx bench/desk.ts
 * REPORTS`; 0 leaves it out), what the server does for Now: a page of stories in sentences, in each order, and what moved;
 * milliseconds of the processor, so that other work on the machine does not count.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leadOrders } from '../src/contract/api.ts'
import type { ReportInput } from '../src/engine/report-input.ts'
import { openStore } from '../src/store/open-store.ts'
import { launchChromium } from '../tests/browser/launch.ts'
import { samples, startDesk } from '../tests/desk/desk-server.ts'
import { invent } from './invented-reports.ts'

const runs = 9
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]

const french = samples
  .filter(({ language }) => language === 'fr')
  .map(({ text }) => text)
  .join('\n\n')
const words = (text: string) => text.split(/\s+/).filter(Boolean).length
const report = { id: 'long', language: 'fr' as const, published: '2026-03-12', text: french }
while (words(report.text) < 1000) report.text += `\n\n${french}`
// Whole paragraphs, up to some 1,000 words.
const paragraphs = report.text.split('\n\n')
while (words(paragraphs.join(' ')) > 1020) paragraphs.pop()
report.text = paragraphs.join('\n\n')

/** Sixty reports of one event in three languages: eight in eight writings, each by another outlet, later, a paragraph short. */
const strike = readFileSync(new URL('situations/strike.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as ReportInput & { published: string; text: string })
  .flatMap((written) =>
    Array.from({ length: 8 }, (_, writing) => {
      const paragraphs = written.text.split('\n\n')
      return {
        ...written,
        id: `${written.id}.${writing}`,
        publisher: writing === 0 ? written.publisher : `${written.publisher} ${writing + 1}`,
        published: new Date(Date.parse(written.published) + writing * 1_200_000).toISOString(),
        text: paragraphs.filter((_, k) => writing === 0 || k !== writing % paragraphs.length).join('\n\n'),
      }
    }),
  )
  .slice(0, 60)

let server = await startDesk([...samples, report])
const browser = await launchChromium()

/** Milliseconds from the navigation's start until an element is there and has been drawn. */
async function untilThere(path: string, selector: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 850 }, locale: 'fr-FR' })
  const page = await context.newPage()
  // As text, since what a compiler adds to functions is not there in the page.
  await page.addInitScript(`{
    const look = () => document.querySelector(${JSON.stringify(selector)})
      ? requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset.there = performance.now() }))
      : requestAnimationFrame(look)
    requestAnimationFrame(look)
  }`)
  await page.goto(server.address + path)
  await page.locator('html[data-there]').waitFor({ state: 'attached' })
  const taken = Number(await page.locator('html').getAttribute('data-there'))
  await context.close()
  return taken
}

async function measure(name: string, path: string, selector: string): Promise<void> {
  // The first run warms the server.
  await untilThere(path, selector)
  const taken: number[] = []
  for (let k = 0; k < runs; k++) taken.push(await untilThere(path, selector))
  console.log(
    `${name}: ${median(taken).toFixed(0)} ms (${Math.min(...taken).toFixed(0)} to ${Math.max(...taken).toFixed(0)})`,
  )
}

await measure(
  `reading view of ${words(report.text)} words, cold`,
  '/report/long',
  '.report-text .unit.speaks',
)
await measure('stories, cold', '/', '.story-row')

const page = await browser.newPage({ locale: 'fr-FR' })
await page.goto(`${server.address}/paste`)
for (const name of ['pasted, with the engine’s start', 'pasted again']) {
  await page.locator('textarea').fill(report.text)
  const started = performance.now()
  await page.locator('button[type=submit].primary').click()
  await page.locator('.report-text').waitFor({ timeout: 120_000 })
  console.log(`${name}: ${(performance.now() - started).toFixed(0)} ms`)
  await page.getByRole('button', { name: 'Changer le texte' }).click()
}
await page.close()
await server.stop()

server = await startDesk(strike, 'fast', async (store) => {
  // The writings are too alike to be told from a stream's common words: what falls apart is put together as a person does.
  const { items } = await store.stories({}, { limit: 100 })
  for (const { id } of items.slice(1))
    await store.correct({ kind: 'merge-stories', stories: [items[0].id, id], by: 'bench' })
})
const { items } = (await (await fetch(`${server.address}/api/stories`)).json()) as {
  items: { id: string; reports: number }[]
}
await measure(`a story of ${items[0].reports} reports, cold`, `/story/${items[0].id}`, 'ul.brief li')
await browser.close()
await server.stop()

const total = Number(process.argv[2] ?? 10_000)
if (total > 0) {
  const folder = mkdtempSync(join(tmpdir(), 'selon-desk-speed-'))
  const store = await openStore(join(folder, 'selon.db'))
  for (let made = 0; made < total; made += 50)
    await store.ingest(
      Array.from({ length: Math.min(50, total - made) }, (_, k) => ({ analysis: invent(made + k) })),
    )
  await store.refresh()
  const { stories } = await store.counts()
  const asked: [string, () => Promise<unknown>][] = [
    ...leadOrders.map((order): [string, () => Promise<unknown>] => [
      `Now, ${order}`,
      () => store.leads({ order }, { limit: 40 }),
    ]),
    ['Now, by place', () => store.leads({ place: 'a' }, { limit: 40 })],
    ['what moved, of all', () => store.moves({ since: 0 })],
  ]
  for (const [name, ask] of asked) {
    const taken: number[] = []
    for (let k = 0; k < runs; k++) {
      const before = process.cpuUsage()
      JSON.stringify(await ask())
      const { user, system } = process.cpuUsage(before)
      taken.push((user + system) / 1000)
    }
    console.log(`${name}, ${total} reports in ${stories} stories: ${median(taken).toFixed(0)} ms`)
  }
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}
