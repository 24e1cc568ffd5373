/**
 * Takes the pictures of the documentation anew, in a real Chromium, over the invented samples: `npm run docs:pictures`, or with the
 * names of some (desk-now, desk-story, desk-reading, dossier, extension). It needs what `npm run build` makes; CHROMIUM names the
 * browser where it is none of the usual ones.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { launchChromium } from '../tests/browser/launch.ts'
import { loadExtension, startSite } from '../tests/extension/loaded-extension.ts'
import { chromium, root } from '../tests/support.ts'
import { buildExtension } from '../web/extension/build.ts'

const names = ['desk-now', 'desk-story', 'desk-reading', 'dossier', 'extension'] as const
type Name = (typeof names)[number]
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !names.some((one) => one === name))
if (unknown.length > 0)
  throw new Error(`There is no picture ${unknown.join(', ')}: there are ${names.join(', ')}.`)
if (!chromium) throw new Error('There is no Chromium: name one in CHROMIUM.')
const wanted = (name: Name) => asked.length === 0 || asked.includes(name)

const folder = mkdtempSync(join(tmpdir(), 'selon-pictures-'))
const cli = `${root}dist/cli.js`
const database = join(folder, 'selon.db')
const selon = (...args: string[]) =>
  execFileSync(process.execPath, [cli, ...args], { cwd: folder, stdio: 'pipe' })
const size = { width: 1280, height: 900 }

/** Takes a picture of what stands in the window, at rest. */
async function take(page: Page, name: Name): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${root}docs/${name}.png`, animations: 'disabled', caret: 'hide' })
  console.log(`docs/${name}.png`)
}

/** Where the middle of some words of the page's text is, in the window. */
const middleOf = (page: Page, words: string) =>
  page.evaluate((sought) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const at = node.textContent?.indexOf(sought) ?? -1
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + sought.length)
      const { x, y, width, height } = range.getClientRects()[0]
      return { x: x + width / 2, y: y + height / 2 }
    }
    throw new Error(`The page has no "${sought}".`)
  }, words)

async function takeDesk(): Promise<void> {
  const samples = readdirSync(`${root}samples`).filter((file) => file.endsWith('.json'))
  selon(
    'ingest',
    ...samples.map((file) => `${root}samples/${file}`),
    '--reader',
    'careful',
    '--database',
    database,
  )
  const server = spawn(process.execPath, [cli, 'serve', '--port', '0', '--no-watch', '--database', database])
  const browser = await launchChromium()
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      server.stdout.on('data', (bytes) => {
        said += bytes
        const found = /Selon is at (http:\/\/[^\s/]+)/.exec(said)?.[1]
        if (found) resolve(found)
      })
      server.on('exit', () => reject(new Error(`selon serve ended: ${said}`)))
    })
    const page = await browser.newPage({ viewport: size, locale: 'en-GB', colorScheme: 'light' })
    if (wanted('desk-now')) {
      // What moved on the day of the denial, as somebody sees who was away since the evening before.
      await page.goto(`${address}/?since=2026-03-11T20:00`)
      await page.locator('.story-row, .brief').first().waitFor()
      await take(page, 'desk-now')
    }
    if (wanted('desk-story')) {
      await page.goto(`${address}/story/s1`)
      await page.locator('.statement').first().waitFor()
      await take(page, 'desk-story')
    }
    if (wanted('desk-reading')) {
      await page.goto(`${address}/report/01-meridia-dispatch.fr`)
      const clause = page.locator('.unit.v-anonymous').first()
      await clause.waitFor()
      await clause.click()
      await page.locator('.card').waitFor()
      await clause.evaluate((element) => element.scrollIntoView({ block: 'center' }))
      await take(page, 'desk-reading')
    }
  } finally {
    await browser.close()
    server.removeAllListeners('exit')
    server.kill('SIGTERM')
  }
}

async function takeDossier(): Promise<void> {
  const file = join(folder, 'dossier.html')
  selon(
    'read',
    `${root}samples/01-meridia-dispatch.fr.json`,
    '--interface',
    'en',
    '--format',
    'html',
    '-o',
    file,
  )
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({
      viewport: { ...size, height: 1080 },
      locale: 'en-GB',
      colorScheme: 'light',
    })
    await page.goto(pathToFileURL(file).href)
    const { x, y } = await middleOf(page, 'présidente Irena')
    await page.mouse.click(x, y)
    await page.locator('#card').waitFor({ state: 'visible' })
    await take(page, 'dossier')
  } finally {
    await browser.close()
  }
}

async function takeExtension(): Promise<void> {
  await buildExtension()
  const { title, text, publisher, language } = JSON.parse(
    readFileSync(`${root}samples/07-observer-independent.en.json`, 'utf8'),
  ) as Record<'title' | 'text' | 'publisher' | 'language', string>
  const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const paragraphs = text.split('\n').filter((line) => line.trim() !== '' && line.trim() !== title)
  const site = await startSite()
  site.put(
    'http://observer.example/kessary',
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta property="og:site_name" content="${escaped(publisher)}"><link rel="icon" href="data:,">
<style>body{font:18px/1.6 Georgia,serif;margin:0 auto;max-width:660px;padding:20px}</style></head>
<body><nav><a href="/">Home</a></nav><main><article><h1>${escaped(title)}</h1>${paragraphs
      .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
      .join('\n')}</article></main><footer><p>© ${escaped(publisher)}</p></footer></body></html>`,
  )
  const extension = await loadExtension({ site, locale: 'en-GB' })
  try {
    const page = await extension.open('http://observer.example/kessary')
    await extension.click(page)
    // Both readers have read when the marks stay the same for a while.
    const marks = () =>
      page.evaluate(() => [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0))
    for (let still = 0, before = -1, waited = 0; still < 20 && waited < 240; waited++) {
      await page.waitForTimeout(500)
      const now = await marks()
      still = now > 0 && now === before ? still + 1 : 0
      before = now
    }
    const { x, y } = await middleOf(page, 'received 19 bodies')
    await page.mouse.click(x, y)
    await take(page, 'extension')
  } finally {
    await extension.close()
    await site.stop()
  }
}

try {
  if (wanted('desk-now') || wanted('desk-story') || wanted('desk-reading')) await takeDesk()
  if (wanted('dossier')) await takeDossier()
  if (wanted('extension')) await takeExtension()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
