import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../../src/contract/analysis.ts'
import type { Moves } from '../../src/contract/api.ts'
import type { Situation } from '../../src/contract/situation.ts'
import { messagesFor } from '../../web/messages/messages.ts'
import { launchChromium } from '../browser/launch.ts'
import { chromium, missing } from '../support.ts'
import { type DeskServer, localeOf, samples, startDesk, watch } from './desk-server.ts'

const noBrowser = missing('Chromium (set CHROMIUM to its path)', chromium !== undefined)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const dispatch = '01-meridia-dispatch.fr'
const rewrite = '03-tribune-rewrite.fr'
/** For what the server works out anew before it answers. */
const patient = { timeout: 20_000 }

/** What axe-core finds that matters, with the elements. */
async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
      }
    }
    const { violations } = await axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}

/** How many of something, whatever the number, but none of none. */
const counted = (words: (count: number) => string) =>
  new RegExp(words(12).replace('12', String.raw`\b(?:[2-9]|\d\d)\b`))

describe.skipIf(noBrowser)('the desk in Chromium', () => {
  let server: DeskServer
  let browser: Browser
  let story = ''

  beforeAll(async () => {
    server = await startDesk()
    browser = await launchChromium()
    const { items } = (await (await fetch(`${server.address}/api/stories`)).json()) as {
      items: { id: string }[]
    }
    story = items[0].id
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const open = async (
    path: string,
    options: { language?: Language; width?: number; dark?: boolean } = {},
  ) => {
    const context = await browser.newContext({
      locale: localeOf[options.language ?? 'fr'],
      viewport: { width: options.width ?? 1280, height: 850 },
      colorScheme: options.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    const trouble = watch(page, server.address)
    await page.goto(server.address + path)
    return { page, trouble, close: () => context.close() }
  }

  /** Each view: its address, and what stands there when it is ready. */
  const views: {
    name: string
    path: () => string
    ready: string
    title: (language: Language) => string
    trouble?: RegExp
  }[] = [
    { name: 'Now', path: () => '/', ready: '.story-row', title: (l) => messagesFor(l).now.title },
    { name: 'Story', path: () => `/story/${story}`, ready: '.statement', title: () => samples[0].title },
    {
      name: 'Reading',
      path: () => `/report/${dispatch}`,
      ready: '.unit.speaks',
      title: () => samples[0].title,
    },
    {
      name: 'Compare',
      path: () => `/compare/${dispatch}/${rewrite}`,
      ready: '.aligned-row.different',
      title: (l) => messagesFor(l).compare.title,
    },
    {
      name: 'Choosing reports to compare',
      path: () => `/compare/${dispatch}`,
      ready: '.picker-offer',
      title: (l) => messagesFor(l).compare.title,
    },
    {
      name: 'An address that is none',
      path: () => '/nowhere/at/all',
      ready: 'h1',
      title: (l) => messagesFor(l).errors.noView,
      trouble: /status of 404/,
    },
    { name: 'Paste', path: () => '/paste', ready: 'textarea', title: (l) => messagesFor(l).paste.title },
    {
      name: 'Search',
      path: () => '/search?q=retrait',
      ready: '.hit',
      title: (l) => messagesFor(l).search.title,
    },
    {
      name: 'Sources',
      path: () => '/sources',
      ready: '.rating',
      title: (l) => messagesFor(l).sources.title,
    },
    {
      name: 'Ledger',
      path: () => '/ledger?opposition=denied',
      ready: '.ledger-against',
      title: (l) => messagesFor(l).ledger.title,
    },
    {
      name: 'Source',
      path: () => '/source/Agence%20Meridia',
      ready: '.ledger-against',
      title: (l) => messagesFor(l).source.title('Agence Meridia'),
    },
    { name: 'Feeds', path: () => '/feeds', ready: '.empty', title: (l) => messagesFor(l).feeds.title },
    {
      name: 'Settings',
      path: () => '/settings',
      ready: '.counts',
      title: (l) => messagesFor(l).settings.title,
    },
  ]

  describe.each(views)('$name', ({ path, ready, title, trouble: expected = /^$/ }) => {
    it.each(languages)('opens at its address in %s, without trouble or barriers', async (language) => {
      const { page, trouble, close } = await open(path(), { language })
      await page.locator(ready).first().waitFor()
      expect(await page.locator('h1').textContent()).toBe(title(language))
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect(await seriousFindings(page)).toEqual([])
      expect(trouble.filter((line) => !expected.test(line))).toEqual([])
      await close()
    })
    it('fits a phone, in the dark too', async () => {
      const { page, trouble, close } = await open(path(), { width: 390, dark: true })
      await page.locator(ready).first().waitFor()
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      expect(await seriousFindings(page)).toEqual([])
      expect(trouble.filter((line) => !expected.test(line))).toEqual([])
      await close()
    })
  })

  it('leads from a story to the passage, whose address can be shared', async () => {
    const { page, close } = await open('/')
    await page.locator('.story-row').first().click()
    await page.locator('.statement-words a').first().click()
    await page.locator('.card').waitFor()
    const address = page.url()
    expect(address).toMatch(/\/report\/.+\?passage=\d+-\d+$/)
    const words = await page.locator('.unit.lit').allTextContents()
    const chain = await page.locator('.chain').textContent()
    const again = await browser.newPage({ locale: 'fr-FR' })
    await again.goto(address)
    await again.locator('.card').waitFor()
    expect(await again.locator('.unit.lit').allTextContents()).toEqual(words)
    expect(await again.locator('.chain').textContent()).toBe(chain)
    await again.close()
    await page.goBack()
    await page.locator('.statement').first().waitFor()
    await close()
  })

  it('goes back to where one was, scroll and all', async () => {
    const { page, close } = await open(`/story/${story}`)
    await page.locator('.statement').nth(8).waitFor()
    const link = page.locator('.statement-words a.passage').nth(8)
    await link.scrollIntoViewIfNeeded()
    const top = await page.evaluate(() => scrollY)
    expect(top).toBeGreaterThan(300)
    await link.click()
    await page.locator('.card').waitFor()
    // Going from claim to claim leaves no steps behind.
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.goBack()
    await page.locator('.statement').nth(8).waitFor()
    await expect.poll(() => page.evaluate(() => scrollY), { timeout: 8000 }).toBeGreaterThan(top - 3)
    expect(await page.evaluate(() => scrollY)).toBeLessThan(top + 3)
    await close()
  })

  it('goes from claim to claim with J and K, and the address goes along', async () => {
    const { page, close } = await open(`/report/${dispatch}`)
    await page.locator('.unit.speaks').first().waitFor()
    const quoted = () => page.locator('.card blockquote').textContent()
    await page.keyboard.press('j')
    await page.locator('.card').waitFor()
    const first = { words: await quoted(), url: page.url() }
    expect(first.url).toMatch(/passage=\d+-\d+$/)
    await page.keyboard.press('j')
    await expect.poll(quoted).not.toBe(first.words)
    expect(page.url()).not.toBe(first.url)
    await page.keyboard.press('k')
    await expect.poll(quoted).toBe(first.words)
    expect(page.url()).toBe(first.url)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.card').count()).toBe(0)
    expect(new URL(page.url()).search).toBe('')
    // Letters that are written are words.
    await page.locator('.top-search input').fill('')
    await page.locator('.top-search input').press('j')
    expect(await page.locator('.card').count()).toBe(0)
    await close()
  })

  it('sets the card beside its sentence', async () => {
    const { page, close } = await open(`/report/${dispatch}`, { width: 1440 })
    for (const nth of [0, 3]) {
      await page
        .locator('.report-text p .unit.speaks.v-named, .report-text p .unit.speaks.v-anonymous')
        .nth(nth)
        .click()
      await page.locator('.card').waitFor()
      await expect
        .poll(async () => {
          const chosen = await page.locator('.unit.chosen').first().boundingBox()
          const card = await page.locator('.card').boundingBox()
          return chosen && card ? Math.abs(card.y - chosen.y) : Number.NaN
        })
        .toBeLessThan(40)
    }
    await close()
  })

  it('colours a clause whole, however much is inserted in it', async () => {
    const { page, close } = await open(`/report/${dispatch}`)
    const clause = page.locator('.unit.v-hearsay', { hasText: 'Les négociations' }).first()
    expect(await clause.textContent()).toBe(
      "Les négociations, entamées en janvier à Genève, auraient abouti lundi à un projet d'accord",
    )
    const inserted = clause.locator('.unit.inserted')
    expect(await inserted.textContent()).toContain('entamées en janvier')
    expect(await inserted.evaluate((element) => getComputedStyle(element).backgroundImage)).toBe('none')
    expect(await clause.evaluate((element) => getComputedStyle(element).backgroundImage)).toContain(
      'gradient',
    )
    await close()
  })

  it.each(languages)('is sentences with one description each to whoever listens, in %s', async (language) => {
    const { page, close } = await open(`/report/${dispatch}`, { language })
    await page.locator('.unit.speaks').first().waitFor()
    expect(await page.locator('.report-text [role=button]').count()).toBe(0)
    const sentences = page.locator('.report-text .sentence')
    expect(await sentences.count()).toBeGreaterThan(5)
    const described = await sentences.evaluateAll((elements) =>
      elements.map(
        (element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent,
      ),
    )
    expect(described.every((words) => words !== undefined && words !== null && words.length > 5)).toBe(true)
    const { words, notTakenOver } = messagesFor(language).certainty
    const plan =
      described[
        await sentences.allTextContents().then((all) => all.findIndex((one) => one.includes('aurait validé')))
      ]
    expect(plan).toContain('deux hauts responsables')
    expect(plan).toContain(words.stated)
    expect(plan).toContain(notTakenOver('Agence Meridia'))
    // No codes, in no language.
    expect(described.join(' ')).not.toMatch(/CT[+-]|Uu|PR[+-]/)
    await close()
  })

  it('keeps the marks on paper', async () => {
    const { page, close } = await open(`/report/${dispatch}`)
    await page.locator('.unit.v-anonymous').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    const style = await page
      .locator('.unit.v-anonymous')
      .first()
      .evaluate((element) => {
        const { printColorAdjust, backgroundColor } = getComputedStyle(element)
        return { printColorAdjust, backgroundColor }
      })
    expect(style.printColorAdjust).toBe('exact')
    expect(style.backgroundColor).not.toBe('rgba(0, 0, 0, 0)')
    expect(await page.locator('.top').isVisible()).toBe(false)
    await close()
  })

  it.each(languages)('says why in the reader’s language, %s, whatever the report’s', async (language) => {
    const { page, close } = await open(`/report/${dispatch}`, { language })
    await page.locator('.unit.v-anonymous').first().click()
    await page.locator('.card-why summary').click()
    const why = await page.locator('.card-why p').textContent()
    expect(why).toContain(
      { fr: 'Conditionnel sans condition', en: 'Unverified report', es: 'Condicional sin condición' }[
        language
      ],
    )
    expect(why).toContain('aurait')
    await close()
  })

  it.each([
    ['markdown', /^> .*aurait validé.*\n>\n> — deux hauts responsables.*via Agence Meridia/s],
    ['csl', /"type": "article-newspaper"[\s\S]*"date-parts": \[\s*\[\s*2026,\s*3,\s*11/],
    ['claimreview', /"@type": "ClaimReview"[\s\S]*"name": "deux hauts responsables/],
  ] as const)('copies a passage with chain and link as %s', async (format, words) => {
    const { page, close } = await open(`/report/${dispatch}`, { language: 'en' })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.locator('.unit.v-anonymous').first().click()
    if (format === 'markdown') await page.keyboard.press('c')
    else {
      await page.locator('.card .menu summary').click()
      await page.getByRole('button', { name: messagesFor('en').reading.copyAs[format] }).click()
    }
    await page.locator('.notice').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(words)
    expect(copied).toContain(`/report/${dispatch}?passage=`)
    if (format !== 'markdown') JSON.parse(copied)
    await close()
  })

  it('says who vouches for a passage, and shows the same statement elsewhere and what stands against it', async () => {
    const { page, close } = await open(`/report/${dispatch}`)
    await page.locator('.unit.v-anonymous').first().click()
    const card = page.locator('.card')
    expect(await card.locator('.chain').textContent()).toMatch(/deux hauts responsables.*Agence Meridia/s)
    expect(await card.textContent()).toContain('conditionnel journalistique')
    await expect.poll(() => card.textContent()).toContain('La Tribune du Littoral')
    expect(await seriousFindings(page)).toEqual([])
    await close()
  })

  it('leaves a chosen clause in its sentence: nothing moves', async () => {
    const { page, close } = await open(`/report/${dispatch}`)
    const clause = page.locator('.unit.v-anonymous').first()
    const paragraph = clause.locator('xpath=ancestor::p')
    const look = async () => ({
      display: await clause.evaluate((node) => getComputedStyle(node).display),
      height: (await paragraph.boundingBox())?.height,
    })
    const before = await look()
    await clause.click()
    await page.locator('.unit.chosen').first().waitFor()
    expect(await look()).toEqual(before)
    await close()
  })

  it('takes a correction in place, keeps it, and takes it back', async () => {
    const { page, close } = await open(`/report/${dispatch}`, { language: 'en' })
    const { parts } = messagesFor('en').corrections
    await page.locator('.unit.v-anonymous').first().click()
    await page.keyboard.press('e')
    await page.locator('.correct').getByRole('button', { name: parts.wrong, exact: true }).click()
    await page.locator('.card textarea').fill('The plan was not approved, only discussed.')
    await page.locator('.card').getByRole('button', { name: 'Save' }).click()
    await page.locator('.correction').waitFor()
    await page.reload()
    await page.locator('.correction').waitFor()
    expect(await page.locator('.correction').textContent()).toContain('only discussed')
    await page.locator('.correction').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.locator('.correction').count(), patient).toBe(0)
    // The notice has the way back too, and so has a key.
    for (const way of ['notice', 'key'] as const) {
      await page.locator('.unit.v-anonymous').first().click()
      await page.locator('.card').getByRole('button', { name: 'Correct', exact: true }).click()
      await page.locator('.correct').getByRole('button', { name: parts.note, exact: true }).click()
      await page.locator('.card textarea').fill('Call the ministry.')
      await page.locator('.card').getByRole('button', { name: 'Save' }).click()
      await page.locator('.correction').waitFor()
      if (way === 'notice')
        await page.locator('.notice').getByRole('button', { name: 'Undo' }).first().click()
      else await page.keyboard.press('u')
      await expect.poll(() => page.locator('.correction').count(), patient).toBe(0)
      await page.keyboard.press('Escape')
    }
    await close()
  })

  it.each(languages)(
    'sets speaker and certainty right at once, without calling it news, in %s',
    async (language) => {
      const { page, close } = await open(`/report/${rewrite}`, { language })
      const { parts } = messagesFor(language).corrections
      const { save, undo } = messagesFor(language).common
      const claim = page.locator('.report-text p .unit.speaks', { hasText: 'validé' }).last()
      const correct = async (part: 'speaker' | 'certainty', fill: () => Promise<unknown>) => {
        await page.keyboard.press('e')
        await page.locator('.correct').getByRole('button', { name: parts[part], exact: true }).click()
        await fill()
        await page.locator('.correct').getByRole('button', { name: save }).click()
        await page.locator('.correct').waitFor({ state: 'detached' })
      }
      await claim.click()
      await correct('speaker', () => page.locator('.correct input[list]').fill('Irena Dalvik'))
      await expect.poll(() => page.locator('.card .chain').textContent(), patient).toContain('Irena Dalvik')
      await correct('certainty', () => page.locator('.correct select').selectOption('PS+'))
      await expect
        .poll(() => page.locator('.card-certainty').textContent())
        .toContain(messagesFor(language).certainty.words.hedged)
      // Two turns of the change stream: nothing is called new.
      await page.waitForTimeout(2500)
      expect(await page.locator('.fresh').count()).toBe(0)
      for (let left = await page.locator('.correction').count(); left > 0; left--) {
        await page.locator('.correction').first().getByRole('button', { name: undo }).click()
        await expect.poll(() => page.locator('.correction').count(), patient).toBe(left - 1)
      }
      await expect
        .poll(() => page.locator('.card .chain').textContent(), patient)
        .not.toContain('Irena Dalvik')
      expect(await page.locator('.fresh').count()).toBe(0)
      await close()
    },
  )

  it.each(languages)(
    'says what is to be looked at of a fetched page, until it is cleared, in %s',
    async (language) => {
      const { page, close } = await open('/paste', { language })
      const { paste } = messagesFor(language)
      const note = 'What was found in the page has nothing of its headline “<b>Ferry</b>”: look at it.'
      // The page itself is fetched by the server, which this one may not: its answer is given here.
      await page.route('**/api/read', (route) =>
        route.fulfill({
          json: {
            id: 'x',
            language: 'en',
            title: 'Ferry',
            text: 'The minister said on Monday that the ferry would sail.',
            note,
          },
        }),
      )
      await page.locator('input[type=url]').fill('https://velmar.example/ferry')
      await page.getByRole('button', { name: paste.fetch }).click()
      const said = page.locator('.box', { hasText: paste.lookAt })
      await said.waitFor()
      expect(await said.textContent()).toContain(note)
      // It stays beside what was read, where it can be kept.
      await page.getByRole('button', { name: paste.keep }).waitFor()
      expect(await said.count()).toBe(1)
      await page.getByRole('button', { name: paste.clear }).click()
      await expect.poll(() => said.count()).toBe(0)
      await close()
    },
  )

  it.each(languages)(
    'takes a verdict with its rating and address, sends it out as ClaimReview, and takes it back, in %s',
    async (language) => {
      const { page, close } = await open(`/report/${dispatch}`, { language })
      const { corrections, common } = messagesFor(language)
      const form = page.locator('.correct')
      await page.locator('.unit.v-anonymous').first().click()
      await page.keyboard.press('e')
      await form.getByRole('button', { name: corrections.parts.verdict, exact: true }).click()
      expect(await form.textContent()).toContain(corrections.verdictHelp)
      const save = form.getByRole('button', { name: common.save })
      // Nothing is said yet, and then where it is published is no address.
      expect(await save.isDisabled()).toBe(true)
      await form.getByLabel(corrections.verdict).fill('Trompeur & <b>tiré</b> du contexte')
      await form.getByLabel(corrections.verdictAddress).fill('ftp://verif.example/12')
      expect(await save.isDisabled()).toBe(true)
      await form.getByLabel(corrections.verdictAddress).fill('https://verif.example/12')
      await form.locator('select').selectOption('2')
      expect(await seriousFindings(page)).toEqual([])
      await save.click()
      const kept = page.locator('.correction')
      await kept.waitFor()
      for (const words of [
        '<b>tiré</b> du contexte',
        '2/5',
        corrections.ratings[2],
        'https://verif.example/12',
      ])
        expect(await kept.textContent()).toContain(words)
      const reviews = async () =>
        (await fetch(`${server.address}/api/export?format=claimreview&report=${dispatch}`)).text()
      expect(JSON.parse(await reviews())['@graph']).toEqual([
        expect.objectContaining({
          reviewRating: expect.objectContaining({ ratingValue: 2 }),
          url: 'https://verif.example/12',
        }),
      ])
      await kept.getByRole('button', { name: common.undo }).click()
      await expect.poll(() => kept.count(), patient).toBe(0)
      expect(JSON.parse(await reviews())['@graph']).toEqual([])
      await close()
    },
  )

  it('puts a place where a person says it lies, or on no map', async () => {
    const { page, close } = await open(`/report/${dispatch}`, { language: 'en' })
    const { parts } = messagesFor('en').corrections
    await page.locator('.report-text p .unit.speaks', { hasText: 'Genève' }).first().click()
    await page.keyboard.press('e')
    await page.locator('.correct').getByRole('button', { name: parts.place, exact: true }).click()
    const saves = page.locator('.correct').getByRole('button', { name: 'Save' })
    await page.locator('.correct input:not([type=checkbox])').fill('somewhere')
    expect(await saves.isDisabled()).toBe(true)
    await page.locator('.correct input:not([type=checkbox])').fill('12.5, 40.25')
    await saves.click()
    await page.locator('.correction', { hasText: '12.5, 40.25' }).waitFor()
    const analysis = (await (
      await fetch(`${server.address}/api/reports/${dispatch}/analysis?corrected=true`)
    ).json()) as {
      places: { latitude?: number; longitude?: number }[]
    }
    expect(analysis.places).toContainEqual(expect.objectContaining({ latitude: 12.5, longitude: 40.25 }))
    await page.locator('.correction').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.locator('.correction').count(), patient).toBe(0)
    await close()
  })

  it('analyses what is pasted in the page, sends it nowhere, and keeps it when asked', async () => {
    const { page, trouble, close } = await open('/paste', { language: 'en' })
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`)
    })
    await page
      .locator('textarea')
      .fill(
        'The bridge at Kessary will be rebuilt by June, the transport ministry said on Monday. Two officials said it could cost more.',
      )
    await page.getByRole('button', { name: 'Analyse', exact: true }).click()
    await page.locator('.unit.speaks').first().waitFor({ timeout: 40_000 })
    expect(await page.locator('.found').textContent()).toContain('the transport ministry')
    expect(sent).toEqual([])
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Keep this report' }).click()
    await page.waitForURL(/\/report\//, { timeout: 40_000 })
    expect(sent).toEqual(['POST /api/reports'])
    await page.locator('.unit.speaks').first().waitFor()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.waitForURL(`${server.address}/`)
    expect(trouble).toEqual([])
    await close()
  })

  it('finds words in all their forms, and leads to them', async () => {
    const { page, close } = await open('/', { language: 'en' })
    await page.locator('.top-search input').fill('troops')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?q=troops/)
    await page.locator('.hit .passage').first().click()
    await page.locator('.unit.lit').first().waitFor()
    expect(await page.locator('.report-text').textContent()).toMatch(/troop/)
    await close()
  })

  it('keeps the person’s own rating of a source, and takes it back', async () => {
    const { page, close } = await open('/sources', { language: 'en' })
    const row = page.locator('.source-row', { hasText: 'Agence Meridia' })
    await row.getByRole('button', { name: /^B/ }).click()
    await expect.poll(() => row.getByRole('button', { name: /^B/ }).getAttribute('aria-pressed')).toBe('true')
    await page.reload()
    await expect.poll(() => row.getByRole('button', { name: /^B/ }).getAttribute('aria-pressed')).toBe('true')
    await row.getByRole('button', { name: /^B/ }).click()
    await expect
      .poll(() => row.getByRole('button', { name: /^B/ }).getAttribute('aria-pressed'))
      .toBe('false')
    await close()
  })

  it('adds a feed, says why it fails, pauses it, removes it, and brings it back', async () => {
    const { page, close } = await open('/feeds', { language: 'en' })
    await page.locator('input[type=url]').fill('http://127.0.0.1:9/feed.xml')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const feed = page.locator('.feed')
    await feed.waitFor()
    await feed.getByRole('button', { name: 'Ask now' }).click()
    await expect
      .poll(() => feed.locator('.failure').textContent(), { timeout: 15_000 })
      .toMatch(/Failed.*: \S+/)
    await feed.getByRole('button', { name: 'Pause' }).click()
    await feed.getByRole('button', { name: 'Resume' }).waitFor()
    await feed.getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => feed.count()).toBe(0)
    await page.locator('.notice').getByRole('button', { name: 'Undo' }).click()
    await feed.waitFor()
    await feed.getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => feed.count()).toBe(0)
    await close()
  })

  it.each(['fr', 'en', 'es'] as const)(
    'says what waits to be read and what could not be, in %s',
    async (language) => {
      const m = messagesFor(language).waiting
      const { page, close } = await open('/', { language })
      let queue = { waiting: 3, reading: 1, read: 1, failed: 2, workers: 0 }
      await page.route('**/api/status', async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ response: answer, json: { ...(await answer.json()), queue } })
      })
      for (const [path, ready] of [
        ['/feeds', '.empty'],
        ['/settings', '.counts'],
      ]) {
        await page.goto(`${server.address}${path}`)
        await page.locator(ready).waitFor()
        await page.getByText(m.unread(2)).waitFor()
        expect(await page.locator('.failure').allTextContents()).toEqual([
          expect.stringMatching(new RegExp(`^\\s*${m.queue(5)}\\s+${m.noWorker}\\s*$`)),
          m.unread(2),
        ])
      }
      queue = { waiting: 0, reading: 0, read: 0, failed: 0, workers: 1 }
      await page.reload()
      await page.locator('.counts').waitFor()
      expect(await page.locator('.failure').count()).toBe(0)
      await close()
    },
  )

  it('speaks the language and wears the colours that were chosen, at the next visit too', async () => {
    const { page, close } = await open('/settings', { language: 'en' })
    await page.getByLabel('Español').check()
    await expect.poll(() => page.locator('h1').textContent()).toBe('Ajustes')
    await page.getByLabel('Oscuro').check()
    await page.reload()
    expect(await page.locator('h1').textContent()).toBe('Ajustes')
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(background).toBe('rgb(22, 21, 19)')
    await close()
  })

  it('compares two reports, and shows only where they differ when asked', async () => {
    const { page, close } = await open(`/compare/${dispatch}/${rewrite}`, { language: 'en' })
    await page.locator('.aligned-row.different').first().waitFor()
    const all = await page.locator('.aligned-row').count()
    await page.locator('.tools select').selectOption('different')
    expect(await page.locator('.aligned-row').count()).toBeLessThan(all)
    expect(await page.locator('.link-lost-hedge').count()).toBeGreaterThan(0)
    const row = page.locator('.aligned-row.different', { hasText: 'aurait' }).first()
    expect(await row.textContent()).toMatch(/a validé|ont abouti/)
    await close()
  })

  it.each(languages)('opens each story with its brief, and says what moved, in %s', async (language) => {
    const { page, close } = await open('/?since=2026-03-12T00:00', { language })
    const lead = page.locator('.lead').first()
    await lead.locator('.brief li').first().waitFor()
    const { now, story: words } = messagesFor(language)
    expect(await lead.locator('.brief').textContent()).toMatch(/deux hauts responsables/)
    expect(await lead.locator('.facts').textContent()).toMatch(counted(words.denials))
    expect(await page.locator('.group').first().textContent()).toBe(now.groups.disputed)
    const counts = page.locator('.moves-counts')
    await expect.poll(() => counts.textContent()).toMatch(counted(now.moves.counts.denial))
    const moved = (await (await fetch(`${server.address}/api/moves?since=0`)).json()) as Moves
    expect(moved.counts['hedge-dropped']).toBeGreaterThan(0)
    expect(await counts.textContent()).toContain(
      now.moves.counts['hedge-dropped'](moved.counts['hedge-dropped']),
    )
    await page.locator('.moves summary').click()
    expect(await page.locator('.move-list li').count()).toBeGreaterThan(3)
    // A moment after all of it: nothing.
    await page.goto(`${server.address}/?since=2026-03-30T00:00`)
    await expect.poll(() => counts.textContent()).toContain(now.moves.nothing)
    expect(await seriousFindings(page)).toEqual([])
    await close()
  })

  it('sorts and filters what is said now, in the address as well', async () => {
    const { page, close } = await open('/', { language: 'en' })
    await page.locator('.lead').first().waitFor()
    await page.getByLabel('Order').selectOption('latest')
    await expect.poll(() => page.url()).toContain('order=latest')
    expect(await page.locator('.group').count()).toBe(0)
    await page.locator('.filters summary').click()
    await page.getByLabel('Place').fill('Genève')
    await expect.poll(() => page.url()).toContain('place=Gen')
    await page.locator('.lead').first().waitFor()
    await page.getByLabel('Outlet').fill('Nobody’s Gazette')
    await page.locator('.empty').waitFor()
    await page.locator('.empty').getByRole('button', { name: 'Clear filters' }).click()
    await page.locator('.lead').first().waitFor()
    expect(page.url()).not.toContain('place=')
    await close()
  })

  it.each(languages)(
    'tells a story by brief, disputes and counts that agree with each other, in %s',
    async (language) => {
      const { page, close } = await open(`/story/${story}`, { language })
      await page.locator('.statement').first().waitFor()
      const { story: words } = messagesFor(language)
      expect(await page.locator('.story-brief li').count()).toBeGreaterThan(2)
      const head = (await page.locator('.head-figures').textContent()) ?? ''
      expect(head).toMatch(counted(words.denials))
      expect(head).not.toContain(words.undisputed)
      // Both passages stand beside each other.
      const dispute = page.locator('.dispute').first()
      expect(await dispute.locator('h3').textContent()).toContain(words.deniedBy('').trim())
      expect(await dispute.locator('.dispute-side .passage').count()).toBe(2)
      const disputed = await page.locator('.chip', { hasText: words.filters.disputed }).textContent()
      expect(disputed).not.toMatch(/ 0$/)
      // A count is a chart whose points stand in its list.
      const figure = page.locator('.figure.ranged').first()
      expect(await figure.locator('.series-point').count()).toBe(await figure.locator('.series-key').count())
      // Statements beside days; each mark says who and what.
      expect(await page.locator('table.timeline thead time').count()).toBeGreaterThan(2)
      expect(await page.locator('table.timeline td a').first().getAttribute('aria-label')).toMatch(/: ./)
      // Who copies whom reads from left to right.
      const [from, to] = await page
        .locator('.copies .copy-node')
        .evaluateAll((boxes) => boxes.map((box) => Number(box.getAttribute('x'))))
      expect(from).not.toBe(to)
      expect(await page.locator('main').innerText()).not.toMatch(
        /\b(?:CT|PR|PS)[+-]|\bUu\b|\d{4}-\d{2}-\d{2}T/,
      )
      await close()
    },
  )

  it('shows where it stands when a menu is closed by its key', async () => {
    const { page, close } = await open(`/report/${dispatch}`, { language: 'en' })
    await page.locator('.unit.v-anonymous').first().click()
    const menu = page.locator('.view-head .menu')
    await menu.locator('summary').click()
    await menu.locator('a').first().focus()
    await page.keyboard.press('Escape')
    expect(await menu.getAttribute('open')).toBeNull()
    expect(await menu.locator('summary').evaluate((element) => element === document.activeElement)).toBe(true)
    // The card is another matter.
    expect(await page.locator('.card').count()).toBe(1)
    await close()
  })

  it('compares any two reports, chosen by their words or address', async () => {
    const { page, close } = await open(`/compare/${dispatch}`, { language: 'en' })
    const right = page.locator('.picker').nth(1)
    await right.locator('input').fill(`${server.address}/report/${rewrite}`)
    await right.locator('.picker-offer', { hasText: 'La Tribune du Littoral' }).click()
    await page.locator('.aligned-row.different').first().waitFor()
    expect(page.url()).toContain(`/compare/${dispatch}/${rewrite}`)
    await page.locator('.picker').first().getByRole('button', { name: 'Another report' }).click()
    await page.locator('.picker').nth(1).locator('input').fill('withdrawal')
    await page.locator('.picker-offer').first().waitFor()
    await close()
  })

  it('tells quietly of what is new, and what is new since the last visit', async () => {
    const { page, close } = await open(`/story/${story}`, { language: 'en' })
    await page.locator('.statement').first().waitFor()
    await page.locator('.top nav a').first().click()
    await page.locator('.story-row.seen').first().waitFor()
    const body = {
      id: 'late-report',
      language: 'en',
      publisher: 'The Halde Gazette',
      published: '2026-03-18T08:00:00Z',
      title: 'Torvania: president signs Halde withdrawal after Kessary port explosion',
      text: 'Torvania’s president Irena Dalvik said on Wednesday that the army would leave Halde province. The explosion in the port of Kessary killed nineteen people, the interior ministry said. The Northern Front denied that it had prepared the attack on the port of Kessary.',
    }
    const answer = await fetch(`${server.address}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-selon': 'test' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(201)
    const notice = page.locator('.fresh button')
    await expect.poll(() => notice.textContent(), { timeout: 15_000 }).toContain('1 new report')
    await notice.click()
    expect(await notice.count()).toBe(0)
    const { story: of } = (await answer.json()) as { story: string }
    expect(of).toBe(story)
    await page.locator('.story-row.moved').first().click()
    await page.locator('.since').waitFor()
    await expect
      .poll(() => page.locator('.since').textContent(), { timeout: 15_000 })
      .toContain('The Halde Gazette')
    await expect.poll(() => page.locator('#reports').textContent()).toContain('The Halde Gazette')
    await fetch(`${server.address}/api/reports/late-report`, {
      method: 'DELETE',
      headers: { 'x-selon': 'test' },
    })
    await close()
  })

  it.each([
    ['/story/none', /There is nothing here/],
    ['/report/none', /There is nothing here/],
    [`/compare/${dispatch}/none`, /There is nothing here/],
    ['/search?q=zyzzyva', /Nothing found/],
  ])('%s says what is the matter', async (path, words) => {
    const { page, close } = await open(path, { language: 'en' })
    await expect.poll(() => page.locator('main').textContent()).toMatch(words)
    await close()
  })

  it.each(languages)(
    'says in %s what a situation leaves out, and how many more say the same',
    async (language) => {
      const { page, trouble, close } = await open('/', { language })
      await page.locator('.story-row').first().waitFor()
      // A situation of the samples as it is where there is too much to show.
      await page.route(`**/api/stories/${story}/situation`, async (route) => {
        const response = await route.fetch()
        const situation = (await response.json()) as Situation
        const dispute = situation.relations.find(({ kind }) => kind === 'denies' || kind === 'conflicts')
        if (dispute) dispute.alike = { claims: 3, last: dispute.from }
        await route.fulfill({ response, json: { ...situation, leftOut: { statements: 12, copies: 2 } } })
      })
      await page.goto(`${server.address}/story/${story}`)
      await page.locator('.disputes').first().waitFor()
      const sentence = await page.locator('#left-out').textContent()
      expect(sentence).toMatch(/12 .*2 /)
      const alike = messagesFor(language).story.alike(3)
      expect(await page.locator('.disputes').allTextContents()).toContainEqual(expect.stringContaining(alike))
      expect(trouble).toEqual([])
      await close()
    },
  )

  it('says when the server cannot be reached, and tries again when asked', async () => {
    const { page, close } = await open('/settings', { language: 'en' })
    await page.locator('.counts').waitFor()
    await page.route('**/api/leads*', (route) => route.abort())
    await page.locator('.top nav a').first().click()
    await expect.poll(() => page.locator('.error').textContent()).toContain('cannot be reached')
    await page.unroute('**/api/leads*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('.story-row').first().waitFor()
    await close()
  })

  it('shows ten thousand stories as quickly as ten', async () => {
    const { page, close } = await open('/settings', { language: 'en' })
    await page.locator('.counts').waitFor()
    const total = 10_000
    await page.route('**/api/leads?*', (route) => {
      const query = new URL(route.request().url()).searchParams
      const from = Number(query.get('after') ?? 0)
      const limit = Number(query.get('limit') ?? 50)
      const items = Array.from({ length: Math.min(limit, total - from) }, (_, k) => ({
        why: 'said',
        disputes: { denials: 0, conflicts: k % 3, figures: 0 },
        brief: [],
        reports: [],
        story: {
          id: `s${from + k}`,
          title: `Story ${from + k} of the port of Kessary`,
          reports: 1 + (k % 9),
          origins: 1 + (k % 4),
          conflicts: k % 3,
          languages: ['en'],
          hearsay: 0.1,
          change: k,
          changed: '2026-03-11T18:40:00Z',
        },
      }))
      const next = from + limit < total ? String(from + limit) : undefined
      return route.fulfill({ json: { items, ...(next ? { next } : {}) } })
    })
    await page.locator('.top nav a').first().click()
    await page.locator('.story-row').first().waitFor()
    const lastShown = async () => {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
      return page.locator('.virtual-row').last().getAttribute('aria-posinset')
    }
    await expect.poll(lastShown, { timeout: 40_000 }).toBe(String(total))
    // Only what is in sight stands in the page.
    expect(await page.locator('.story-row').count()).toBeLessThan(80)
    await close()
  })
})

describe.skipIf(noBrowser)('a hostile report on the desk', () => {
  let server: DeskServer
  let browser: Browser
  const poison = `<img src=x onerror="document.title='stolen'"><script>document.title='stolen'</script>`
  beforeAll(async () => {
    server = await startDesk([
      {
        id: 'hostile/../report?x=1#y',
        language: 'en',
        publisher: `${poison} Gazette`,
        title: `Bridge ${poison} closed`,
        url: 'javascript:document.title="stolen"',
        published: '2026-03-11',
        text: `The ministry said on Monday ${poison} that the bridge in Geneva would be closed. “${poison}”, said Jane ${poison} Porter, the mayor.`,
      },
    ])
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('is text in every view, and runs nowhere', async () => {
    const page = await browser.newPage({ locale: 'en-GB' })
    const trouble = watch(page, server.address)
    const id = encodeURIComponent('hostile/../report?x=1#y')
    const { items } = (await (await fetch(`${server.address}/api/stories`)).json()) as {
      items: { id: string }[]
    }
    for (const path of [
      '/',
      `/report/${id}`,
      `/story/${encodeURIComponent(items[0].id)}`,
      '/search?q=bridge',
      '/sources',
    ]) {
      await page.goto(server.address + path)
      await expect.poll(() => page.locator('main').textContent()).toContain('<img src=x')
      expect(await page.locator('main img, main script, a[href^="javascript:"]').count(), path).toBe(0)
      expect(await page.title(), path).not.toBe('stolen')
    }
    expect(trouble).toEqual([])
    await page.close()
  })
})
