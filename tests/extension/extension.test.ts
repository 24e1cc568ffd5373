import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { extensionOrigin } from '../../src/server/extension-origin.ts'
import { buildExtension } from '../../web/extension/build.ts'
import { type Messages, messagesFor } from '../../web/extension/messages.ts'
import { type DeskServer, localeOf, startDesk } from '../desk/desk-server.ts'
import { testServer } from '../server/support.ts'
import { chromium, missing, root } from '../support.ts'
import {
  DrawnMargin,
  type LoadedExtension,
  loadExtension,
  marksOn,
  type Site,
  startSite,
} from './loaded-extension.ts'

// A browser with an extension and its models starts slowly on a machine that has much to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const noBrowser = missing('Chromium (set CHROMIUM to its path)', chromium !== undefined)
const noModels = missing(
  'models/places.bin or models/reader.bin (npm run build makes them)',
  existsSync(`${root}models/places.bin`) && existsSync(`${root}models/reader.bin`),
)

interface Sample {
  title: string
  text: string
  publisher: string
  language: Language
}
const sample = (name: string): Sample => JSON.parse(readFileSync(`${root}samples/${name}.json`, 'utf8'))
const samples = {
  fr: sample('01-meridia-dispatch.fr'),
  en: sample('07-observer-independent.en'),
  es: sample('06-faro-figures.es'),
} satisfies Record<Language, Sample>

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const paragraphsOf = ({ text, title }: Sample) =>
  text.split('\n').filter((line) => line.trim() !== '' && line.trim() !== title)

/** A page of a news site, with what such pages have around their articles. */
function pageOf(report: Sample, { head = '', body = '', style = '' } = {}): string {
  const paragraphs = paragraphsOf(report).map((text, k) =>
    // Every second paragraph is cut by elements, as links and emphasis cut them.
    k % 2 === 0
      ? `<p>${escaped(text)}</p>`
      : `<p>${escaped(text).replace(/(\S+) (\S+)/, '<em>$1</em>\n     <a href="/more">$2</a>')}</p>`,
  )
  return `<!doctype html><html lang="${report.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escaped(report.title)} - ${report.publisher}</title>
<meta property="og:site_name" content="${escaped(report.publisher)}"><link rel="icon" href="data:,">
<style>body{font:18px/1.6 Georgia,serif;margin:0 auto;max-width:640px;padding:20px} ${style}</style>${head}</head>
<body><nav><ul><li><a href="/1">${escaped(report.title)}</a></li><li><a href="/2">Sport</a></li></ul></nav>
<main><article><h1>${escaped(report.title)}</h1>${paragraphs.join('\n')}</article></main>${body}
<footer><p>© ${escaped(report.publisher)}</p></footer></body></html>`
}

/** Waits until reading is over: the margin says nothing of a step any more. */
async function readOn(page: Page, m: Messages): Promise<DrawnMargin> {
  const margin = new DrawnMargin(page)
  const steps: string[] = Object.values(m.steps)
  await expect
    .poll(
      async () => {
        const said = await margin.all('.bar > p')
        if (!said) return 'nothing is drawn'
        return (
          said.find((words) => steps.includes(words)) ?? (said.join('') === '' ? 'nothing is said' : 'read')
        )
      },
      { timeout: 90_000, interval: 150 },
    )
    .toBe('read')
  return margin
}

const times = (count: number, text: string) => text.repeat(count)
/** Pages that are not read. */
const pages = {
  noArticle:
    '<!doctype html><title>Velmar</title><body><nav><a href="/1">One</a> <a href="/2">Two</a></nav><img src="data:,"></body>',
  longArticle: `<!doctype html><title>Velmar</title><article>${times(300, `<p>${times(20, 'The port of Velmar was closed on Monday, the harbour master said. ')}</p>`)}</article>`,
  german: `<!doctype html><html lang="de"><title>Hafen</title><article><h1>Der Hafen von Velmar ist wieder offen</h1>${times(3, '<p>Der Hafen von Velmar wurde am Montag nach dem Sturm wieder geöffnet, wie die Behörde am Abend mitteilte. Zwei Fähren hatten seit Samstag draußen gewartet, und niemand wurde dabei verletzt.</p>')}</article></html>`,
  tangled: `<!doctype html><title>Velmar</title><body>${times(160_000, '<b>x</b>')}</body>`,
  large: `<!doctype html><title>Velmar</title><p>${times(360_000, 'The port was closed, he said. ')}</p>`,
}

const address = 'http://news.example/article'
/** What the browser asks its maker for by itself. */
const ofBrowser = /^(?:connect |http:\/\/)[\w.-]+\.(?:google|googleapis|gvt1)\.com[:/]/

describe.skipIf(noBrowser || noModels)('the extension in Chromium', () => {
  let site: Site
  let extension: LoadedExtension | undefined

  beforeAll(async () => {
    await buildExtension()
    site = await startSite()
  })
  afterAll(async () => site?.stop())
  afterEach(async () => {
    await extension?.close()
    extension = undefined
  })

  /** The extension in a browser of a language; it reads fast alone unless it is told otherwise. */
  async function load(
    language: Language,
    options: Partial<Parameters<typeof loadExtension>[0]> = {},
    settings: object = { reader: 'fast' },
  ): Promise<LoadedExtension> {
    site.asked.length = 0
    extension = await loadExtension({ site, locale: localeOf[language], ...options })
    await extension.inWorker(`chrome.storage.local.set(${JSON.stringify(settings)})`)
    return extension
  }
  /** Opens a page, clicks, and waits until it is read. */
  async function read(html: string, m: Messages, headers?: Record<string, string>, at = address) {
    site.put(at, html, headers)
    const here = extension as LoadedExtension
    const page = await here.open(at)
    await here.click(page)
    const drawn = () => new DrawnMargin(page).markup()
    const isDrawn = await expect
      .poll(drawn, { timeout: 15_000 })
      .toBeDefined()
      .then(
        () => true,
        () => false,
      )
    if (!isDrawn && !(await drawn())) {
      // What the extension failed at is a fault of it; that the browser lost the click is none: a person clicks again.
      expect(here.warnings).toEqual([])
      await here.click(page)
    }
    return { page, margin: await readOn(page, m) }
  }

  describe.each(['fr', 'en', 'es'] as const)('in %s', (language) => {
    const m = messagesFor(language)

    it('marks the article, steps through it by keys, and takes the marks away by a second click', async () => {
      await load(language)
      site.put(address, pageOf(samples[language]))
      const page = await (extension as LoadedExtension).open(address)
      const before = await page.content()
      await extension?.click(page)
      const margin = await readOn(page, m)

      const marks = await marksOn(page)
      const voices = Object.keys(marks).filter((name) => name.startsWith('selon-voice-'))
      expect(voices.length).toBeGreaterThan(1)
      const said = paragraphsOf(samples[language]).join(' ').replace(/\s+/g, ' ')
      for (const words of Object.values(marks).flat())
        expect(said).toContain(words.replace(/\s+/g, ' ').trim())
      // The page itself is as it was, but for the one element in which the margin is drawn.
      expect((await page.content()).replace(/<div><\/div><\/html>$/, '</html>')).toBe(before)
      expect(await margin.text('.bar')).toContain(m.keep)
      expect(await margin.text('.card')).toBeUndefined()

      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await expect.poll(() => margin.text('.card blockquote')).toBeTruthy()
      const second = await margin.text('.card blockquote')
      await page.keyboard.press('j')
      await expect.poll(() => margin.text('.card blockquote')).not.toBe(second)
      await page.keyboard.press('k')
      await expect.poll(() => margin.text('.card blockquote')).toBe(second)
      // It tells who, through whom and how surely for whom, to whoever listens as well.
      expect(await margin.text('.card .chain')).toContain(samples[language].publisher)
      expect((await margin.text('.card-certainty'))?.length).toBeGreaterThan(5)
      expect(await margin.text('.sr')).toContain(second)
      // It stands beside its words.
      const top = await page.evaluate(() => {
        const [range] = CSS.highlights.get('selon-chosen') as unknown as Iterable<Range>
        return range.getBoundingClientRect().top
      })
      const card = await margin.box('.card')
      expect(Math.abs((card?.top ?? 0) - top)).toBeLessThan(60)
      await page.keyboard.press('Escape')
      await expect.poll(() => margin.text('.card')).toBeUndefined()

      await extension?.click(page)
      await expect.poll(() => margin.markup()).toBeUndefined()
      expect(await marksOn(page)).toEqual({})
      expect(await page.content()).toBe(before)
      // Nothing was asked of anybody but the page itself.
      expect(site.asked.filter((asked) => !ofBrowser.test(asked))).toEqual([address])
    })

    it('tells of the clause that is clicked, and follows a link that is clicked', async () => {
      await load(language)
      const { page, margin } = await read(pageOf(samples[language]), m)
      const at = await page.evaluate(() => {
        const name = [...CSS.highlights.keys()].find((key) => key.startsWith('selon-voice-'))
        const [range] = CSS.highlights.get(name ?? '') as unknown as Iterable<Range>
        range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
        const [{ left, top, width, height }] = range.getClientRects()
        return { x: left + width / 3, y: top + height / 2, words: String(range) }
      })
      await page.mouse.click(at.x, at.y)
      await expect.poll(() => margin.text('.card .chain .holder')).toBeTruthy()
      expect((await marksOn(page))['selon-chosen'].join(' ').replace(/\s+/g, ' ')).toContain(
        at.words.trim().replace(/\s+/g, ' '),
      )
      await margin.click('.card-head button')
      await expect.poll(() => margin.text('.card')).toBeUndefined()
      site.put('http://news.example/more', '<!doctype html><title>More</title>')
      await page.locator('article a').first().click()
      await page.waitForURL('http://news.example/more')
    })

    it('says what is wrong with a page that it cannot read', async () => {
      await load(language)
      for (const [html, sentence] of [
        [pages.noArticle, m.trouble.noArticle],
        [pages.longArticle, m.trouble.tooLong],
        [
          pages.german,
          m.trouble.otherLanguage(new Intl.DisplayNames(language, { type: 'language' }).of('de') ?? ''),
        ],
      ] as const) {
        // An address of its own: a tab is told by it, and one that was closed may not be gone yet.
        const { page, margin } = await read(html, m, {}, `${address}?${html.length}`)
        expect(await margin.text('[role=alert]')).toBe(sentence)
        expect(await marksOn(page)).toEqual({})
        await margin.click('.unmark')
        await expect.poll(() => margin.markup()).toBeUndefined()
        await page.close()
      }
    })

    it('says where the browser lets nobody read, and what can be chosen', async () => {
      // A service worker is told no language but the browser's own: one is chosen.
      await load(language, {}, { reader: 'fast', language })
      const page = await (extension as LoadedExtension).open('chrome://version')
      await extension?.click(page)
      const told = () =>
        extension?.inWorker(
          'chrome.tabs.query({ active: true }).then((tabs) => Promise.all(tabs.map(({ id }) => chrome.action.getTitle({ tabId: id }))))',
        )
      await expect.poll(told).toContain(m.trouble.closed)
      await expect.poll(() => extension?.warnings).not.toEqual([])

      // Its options are in that language, and are kept.
      const options = await (extension as LoadedExtension).open(`${extensionOrigin}/options.html`)
      await options.getByRole('heading', { name: m.options.title }).waitFor()
      await options.getByLabel(m.options.port).fill('0')
      await options.getByRole('button', { name: m.options.save }).click()
      await options.getByText(m.options.badPort).waitFor()
      await options.getByLabel(m.options.port).fill('8123')
      await options.getByLabel(m.options.reader).selectOption('fast')
      await options.getByRole('button', { name: m.options.save }).click()
      await options.getByText(m.options.saved).waitFor()
      expect(await extension?.inWorker('chrome.storage.local.get()')).toEqual({
        language,
        port: 8123,
        reader: 'fast',
        token: '',
      })
    })
  })

  it('shows at once what the fast reader finds, then what the careful one does, and the same words stay chosen', async () => {
    const m = messagesFor('fr')
    await load('fr', {}, { reader: 'careful' })
    site.put(address, pageOf(samples.fr))
    const page = await (extension as LoadedExtension).open(address)
    await extension?.click(page)
    const margin = new DrawnMargin(page)
    await expect.poll(() => margin.text('.keep'), { timeout: 60_000 }).toBe(m.keep)
    await page.keyboard.press('j')
    await readOn(page, m)
    expect(await margin.text('.card blockquote')).toBeTruthy()
    expect(await margin.text('[role=alert]')).toBeUndefined()
  })

  describe('on a hostile page', () => {
    const m = messagesFor('en')
    const script = '<img src=x onerror="hacked=1"><script>hacked=1</script>'
    const hostile: Sample = {
      ...samples.en,
      publisher: `Velmar ${script} Times`,
      text: `${samples.en.title}\nThe mayor ${script} said on Monday that ${script} the bridge of Velmar had been closed since Friday.\nAccording to the police of Kessary ${script}, four men ${script} reportedly fled on Sunday night through the harbour.\n${samples.en.text}`,
    }

    it('shows its words as words', async () => {
      await load('en')
      const { page, margin } = await read(pageOf(hostile), m)
      for (let k = 0; k < 6; k++) {
        await page.keyboard.press('j')
        await expect.poll(() => margin.text('.card blockquote')).toBeTruthy()
        const markup = (await margin.markup()) ?? ''
        expect(markup).not.toMatch(/<(?:img|script)\b/)
      }
      expect(await margin.markup()).toContain('&lt;img src=x')
      expect(await page.evaluate('globalThis.hacked')).toBeUndefined()
    })

    it('is not stopped by its policy, styled by its styles, or steered by its scripts', async () => {
      await load('en')
      const { page, margin } = await read(
        pageOf(samples.en, {
          style:
            'html > div, div { display: none !important; opacity: 0 !important } html { font-size: 60px }',
        }),
        m,
        {
          'content-security-policy':
            "default-src 'none'; style-src 'unsafe-inline'; require-trusted-types-for 'script'",
        },
      )
      const bar = await margin.box('.bar')
      expect((bar?.right ?? 0) - (bar?.left ?? 0)).toBeGreaterThan(200)
      expect((bar?.right ?? 0) - (bar?.left ?? 0)).toBeLessThan(420)
      // Keys and clicks that a script makes up do nothing; nor does it reach what is drawn.
      const reached = await page.evaluate(() => {
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
        const host = document.documentElement.lastElementChild as HTMLElement
        host.click()
        for (const x of [100, 400, 700, 1000])
          document
            .elementFromPoint(x, 300)
            ?.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: x, clientY: 300 }))
        return [host.shadowRoot, 'selonOnPage' in globalThis]
      })
      expect(reached).toEqual([null, false])
      expect(await margin.text('.card')).toBeUndefined()
      await page.keyboard.press('j')
      await expect.poll(() => margin.text('.card')).toBeTruthy()
    })

    it('leaves keys to what is written, in a closed shadow root as well', async () => {
      await load('en')
      const { page, margin } = await read(
        pageOf(samples.en, { body: '<input id="plain"><x-field></x-field>' }),
        m,
      )
      await page.evaluate(() => {
        const root = document.querySelector('x-field')?.attachShadow({ mode: 'closed' })
        const field = document.createElement('input')
        root?.append(field)
        field.addEventListener('input', () => {
          document.title = field.value
        })
      })
      await page.locator('#plain').click()
      await page.keyboard.type('jkj')
      expect(await page.locator('#plain').inputValue()).toBe('jkj')
      await page.locator('x-field').click()
      await page.keyboard.type('jk')
      await expect.poll(() => page.title()).toBe('jk')
      expect(await margin.text('.card')).toBeUndefined()
    })

    it('goes on where the page changes under its marks', async () => {
      await load('en')
      const { page, margin } = await read(pageOf(samples.en), m)
      await page.evaluate(() => document.querySelector('article p')?.remove())
      for (let k = 0; k < 5; k++) await page.keyboard.press('j')
      await expect.poll(() => margin.text('.card blockquote')).toBeTruthy()
      await page.evaluate(() => document.querySelector('article')?.remove())
      await page.keyboard.press('j')
      await margin.click('.unmark')
      await expect.poll(() => margin.markup()).toBeUndefined()
    })

    it.each([
      ['more tags than any page has', pages.tangled, m.trouble.tangled],
      ['more text than any page has', pages.large, m.trouble.tooLong],
    ])('with %s: says that it is not read', async (_, html, sentence) => {
      await load('en')
      const { margin } = await read(html, m)
      expect(await margin.text('[role=alert]')).toBe(sentence)
    })

    it('says so where the article is told to search engines alone', async () => {
      await load('en')
      const body = paragraphsOf(samples.en).join(' ')
      const { page, margin } = await read(
        `<!doctype html><html lang="en"><title>Velmar</title><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: samples.en.title, articleBody: body })}</script><body><p>Loading</p></body></html>`,
        m,
      )
      expect(await margin.text('[role=alert]')).toBe(m.trouble.notShown)
      expect(await margin.text('.keep')).toBe(m.keep)
      await page.keyboard.press('j')
      expect(await margin.text('.card')).toBeUndefined()
    })
  })

  it.each([
    ['wide, light', 1500, false],
    ['wide, dark', 1500, true],
    ['on a phone', 390, false],
  ] as const)('stays in the window, %s, and names every button', async (_, width, dark) => {
    const m = messagesFor('es')
    await load('es', { width, dark })
    const { page, margin } = await read(
      pageOf(samples.es, dark ? { style: 'body { background: #111; color: #ddd }' } : {}),
      m,
    )
    for (let k = 0; k < 3; k++) await page.keyboard.press('j')
    for (const selector of ['.card', '.bar']) {
      await expect.poll(() => margin.box(selector)).toBeTruthy()
      const box = await margin.box(selector)
      expect(box?.left).toBeGreaterThanOrEqual(0)
      expect(box?.right).toBeLessThanOrEqual(width)
    }
    // On a wide page it covers nothing of the article.
    const article = await page.locator('article').boundingBox()
    if (width > 1000) {
      expect((await margin.box('.bar'))?.right).toBeLessThan(article?.x ?? 0)
      expect((await margin.box('.card'))?.left).toBeGreaterThan((article?.x ?? 0) + (article?.width ?? 0))
    }
    expect((await margin.attribute('.frame', 'data-theme')) ?? '').toBe(dark ? 'dark' : 'light')
    expect((await margin.all('.notes button'))?.length).toBeGreaterThan(width > 1000 ? 2 : -1)
    // As a screen reader hears it, closed root or not.
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const buttons = nodes.filter(({ role, ignored }) => role?.value === 'button' && !ignored)
    expect(buttons.length).toBeGreaterThan(3)
    for (const { name } of buttons) expect(name?.value).toBeTruthy()
  })

  describe('keeping', () => {
    const m = messagesFor('fr')

    /** Reads a sample and clicks on keeping, with a desk at a port. */
    async function keepAt(port: number, settings: object = {}, allowed = true, report: Sample = samples.fr) {
      await load('fr', { allowed }, { reader: 'fast', port, ...settings })
      const read_ = await read(pageOf(report), m)
      await read_.margin.click('.keep')
      return read_
    }

    describe('in a desk that runs', () => {
      let desk: DeskServer
      beforeAll(async () => {
        desk = await startDesk([samples.en as never])
      })
      afterAll(async () => desk?.stop())

      it('hands the report over by one click, which stands in the desk then', async () => {
        const { page, margin } = await keepAt(Number(new URL(desk.address).port))
        await expect.poll(() => margin.text('.bar'), { timeout: 60_000 }).toContain(m.kept)
        const link = (await margin.attribute('.bar a', 'href')) ?? ''
        expect(link.startsWith(`${desk.address}/report/`)).toBe(true)
        const id = decodeURIComponent(link.split('/').at(-1) ?? '')
        const kept = (await (await fetch(`${desk.address}/api/reports/${id}`)).json()) as Record<
          string,
          unknown
        >
        expect(kept).toMatchObject({
          title: samples.fr.title,
          publisher: samples.fr.publisher,
          url: address,
          language: 'fr',
        })
        expect(await margin.text('.keep')).toBeUndefined()
        // The link leads there.
        const [opened] = await Promise.all([page.context().waitForEvent('page'), margin.click('.bar a')])
        await opened.getByRole('heading', { name: samples.fr.title }).first().waitFor()
        expect(site.asked.filter((asked) => !ofBrowser.test(asked))).toEqual([address])
      })

      it('asks the person first, and sends nothing before the answer', async () => {
        const count = async () =>
          ((await (await fetch(`${desk.address}/api/status`)).json()) as { counts: { reports: number } })
            .counts.reports
        // A report that the desk does not have.
        const before = await count()
        const { margin } = await keepAt(Number(new URL(desk.address).port), {}, false, samples.es)
        await expect.poll(() => margin.text('.bar')).toContain(m.keeping)
        expect(await count()).toBe(before)
        expect(await margin.text('.bar')).not.toContain(m.kept)
      })
    })

    it('says so where no desk answers', async () => {
      const closed = createServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => closed.once('listening', resolve))
      const { port } = closed.address() as AddressInfo
      await new Promise((resolve) => closed.close(resolve))
      const { margin } = await keepAt(port)
      await expect.poll(() => margin.text('[role=alert]')).toBe(m.trouble.noDesk(port))
      // It can be tried again.
      expect(await margin.text('.keep')).toBe(m.keep)
    })

    it('sends nothing to a program that is not Selon', async () => {
      const asked: (string | undefined)[] = []
      const other = createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`)
        response.end('<p>Hello</p>')
      }).listen(0, '127.0.0.1')
      await new Promise((resolve) => other.once('listening', resolve))
      const { port } = other.address() as AddressInfo
      const { margin } = await keepAt(port)
      await expect.poll(() => margin.text('[role=alert]')).toBe(m.trouble.notSelon(port))
      expect(asked).toEqual(['GET /health'])
      other.closeAllConnections()
      await new Promise((resolve) => other.close(resolve))
    })

    it('wants the token of a desk that has one, and keeps with it', async () => {
      const token = 'a-token-for-the-extension-0123456789'
      const { ask, stop, server } = await testServer({ token })
      try {
        const { margin } = await keepAt(server.port)
        await expect.poll(() => margin.text('[role=alert]')).toBe(m.trouble.token)
        // What is told in the options holds from the next click on.
        await extension?.inWorker(`chrome.storage.local.set({ token: '${token}' })`)
        await margin.click('.keep')
        await expect.poll(() => margin.text('.bar'), { timeout: 60_000 }).toContain(m.kept)
        const listed = await ask('/api/reports', { headers: { authorization: `Bearer ${token}` } })
        expect(((await listed.json()) as { items: unknown[] }).items).toHaveLength(1)
      } finally {
        await stop()
      }
    })
  })
})
