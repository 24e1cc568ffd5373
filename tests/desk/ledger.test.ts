import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../../src/contract/analysis.ts'
import type { LedgerPage } from '../../src/contract/api.ts'
import type { ReportInput } from '../../src/engine/document.ts'
import { messagesFor } from '../../web/messages/messages.ts'
import { launchChromium } from '../browser/launch.ts'
import { chromium, missing } from '../support.ts'
import { type DeskServer, localeOf, samples, startDesk, watch } from './desk-server.ts'

const noBrowser = missing('Chromium (set CHROMIUM to its path)', chromium !== undefined)

/** One minister in two spellings. */
const spelled: ReportInput[] = [
  {
    id: 'spelled-fr',
    language: 'fr',
    publisher: 'Le Phare',
    published: '2026-05-03T08:00:00Z',
    title: 'Le traité du gaz',
    text: 'Le ministre Oleg Varnine a affirmé samedi à Madrid que le traité du gaz serait signé en juillet. Varnine a ajouté que le prix du gaz baisserait.',
  },
  {
    id: 'spelled-en',
    language: 'en',
    publisher: 'The Courier',
    published: '2026-05-04T08:00:00Z',
    title: 'The gas treaty',
    text: 'Minister Oleg Varnin said on Sunday in Madrid that the gas treaty would be signed in July. Varnin added that gas prices would fall.',
  },
]

describe.skipIf(noBrowser)('the ledger and the pages of sources in Chromium', () => {
  let server: DeskServer
  let browser: Browser

  beforeAll(async () => {
    server = await startDesk([...samples, ...spelled])
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const open = async (path: string, language: Language = 'fr', width = 1280) => {
    const context = await browser.newContext({
      locale: localeOf[language],
      viewport: { width, height: 850 },
      reducedMotion: 'reduce',
      acceptDownloads: true,
    })
    const page = await context.newPage()
    const trouble = watch(page, server.address)
    await page.goto(server.address + path)
    await page.locator('.ledger-row').first().waitFor()
    return { page, trouble, close: () => context.close() }
  }
  const ledger = async (query: string) =>
    (await (await fetch(`${server.address}/api/ledger${query}`)).json()) as LedgerPage
  const rows = (page: Page) => page.locator('.ledger-row')

  /** Rows that lie over the one before. */
  const overlapping = (page: Page) =>
    page.locator('.virtual-row').evaluateAll((found) => {
      const places = found.map((one) => one.getBoundingClientRect()).sort((a, b) => a.top - b.top)
      return places.filter(({ top }, k) => k > 0 && top < places[k - 1].bottom - 1).length
    })

  it.each(languages)(
    'is chosen by facets, and its address carries what was chosen, in %s',
    async (language) => {
      const m = messagesFor(language).ledger
      const { page, trouble, close } = await open('/ledger', language)
      const { total = 0, facets = [] } = await ledger('')
      await page.getByText(m.rows(total)).waitFor()
      expect(await page.locator('.facets h2').allTextContents()).toEqual(
        facets.map(({ name }) => m.facets[name]),
      )
      const anna = facets.find(({ name }) => name === 'speaker')?.values[0]
      await page
        .locator('.facets button', { hasText: anna?.label ?? '' })
        .first()
        .click()
      await page.getByText(m.rows(anna?.count ?? 0)).waitFor()
      expect(new URL(page.url()).searchParams.get('speaker')).toBe(anna?.value)
      await page.reload()
      await page.getByText(m.rows(anna?.count ?? 0)).waitFor()
      for (const who of await page.locator('.ledger-who a').allTextContents()) expect(who).toBe(anna?.label)
      await page.getByRole('button', { name: m.drop(m.facets.speaker, anna?.label ?? '') }).click()
      await page.getByText(m.rows(total)).waitFor()
      await expect.poll(() => overlapping(page)).toBe(0)
      expect(page.url()).toBe(`${server.address}/ledger`)
      expect(trouble).toEqual([])
      await close()
    },
  )

  it('finds words in any form, and says so where nothing meets what was chosen', async () => {
    const { page, close } = await open('/ledger')
    const m = messagesFor('fr').ledger
    await page.getByRole('searchbox', { name: m.words }).fill('explosions')
    await page.waitForURL(/text=explosions/)
    const { total = 0 } = await ledger('?text=explosions')
    expect(total).toBeGreaterThan(0)
    await page.getByText(m.rows(total)).waitFor()
    await page.getByRole('searchbox', { name: m.words }).fill('zzzzzz')
    await page.getByText(m.none).waitFor()
    await page.getByRole('button', { name: m.clear }).first().click()
    await rows(page).first().waitFor()
    await close()
  })

  it('is exported as it was chosen', async () => {
    const { page, close } = await open('/ledger?language=es&once=true')
    const m = messagesFor('fr')
    await page.locator('summary', { hasText: m.common.export }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: m.ledger.formats.csv }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n')
    expect(lines.length - 1).toBe((await ledger('?language=es&once=true')).total)
    await page.locator('summary', { hasText: m.common.export }).click()
    expect(await page.getByRole('link', { name: m.ledger.formats.rss }).getAttribute('href')).toBe(
      '/ledger.rss?language=es&once=true',
    )
    await close()
  })

  it('keeps a watch, tells what came since, and forgets it', async () => {
    const m = messagesFor('fr').ledger
    const { page, trouble, close } = await open('/ledger?language=en')
    await page.getByRole('button', { name: m.watch }).click()
    const link = page.locator('.watches a').first()
    expect(await link.textContent()).toBe('anglais')
    const added = await fetch(`${server.address}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        text: 'The mayor of Torvia said on Monday that the old bridge would close in June.',
        language: 'en',
        publisher: 'The Halde Gazette',
      }),
    })
    expect(added.status).toBe(201)
    // The ledger enters it in a moment.
    await expect
      .poll(async () => (await ledger('?outlet=The%20Halde%20Gazette')).total, { timeout: 20_000 })
      .toBe(1)
    await page.goto(`${server.address}/ledger`)
    await page.locator('.watches .tag.new', { hasText: m.fresh(1) }).click()
    await page.getByText(m.rows(1)).waitFor()
    expect(await rows(page).textContent()).toContain('he old bridge would close')
    await page.goto(`${server.address}/ledger`)
    await page.locator('.watches a').first().waitFor()
    expect(await page.locator('.watches .tag.new').count()).toBe(0)
    await page.getByRole('button', { name: m.unwatch('anglais') }).click()
    expect(await page.locator('.watches').count()).toBe(0)
    expect(trouble).toEqual([])
    await close()
  })

  it.each(languages)('rates a source, shows it on its chains, and takes it back, in %s', async (language) => {
    const m = messagesFor(language)
    const { page, trouble, close } = await open('/source/Marko%20Seldan', language)
    expect(await page.locator('h1').textContent()).toBe(m.source.title('Marko Seldan'))
    const letter = page.locator('.rate', { hasText: m.reliability.C })
    await letter.click()
    await page.locator('.ledger-who .rated', { hasText: 'C' }).first().waitFor()
    const passage = await page.locator('.ledger-what .passage').first().getAttribute('href')
    await page.goto(server.address + (passage ?? ''))
    await page.locator('.chain .rated', { hasText: 'C' }).waitFor()
    await page.goto(`${server.address}/source/Marko%20Seldan`)
    await page.locator('.rate[aria-pressed="true"]').waitFor()
    await page.locator('.rate', { hasText: m.reliability.D }).click()
    await page.locator('.rate[aria-pressed="true"]', { hasText: 'D' }).waitFor()
    await page.getByRole('button', { name: m.common.undo }).click()
    await page.locator('.rate[aria-pressed="true"]', { hasText: 'C' }).waitFor()
    await letter.click()
    await page.locator('.rate[aria-pressed="true"]').waitFor({ state: 'detached' })
    const { items } = (await (await fetch(`${server.address}/api/sources?rated=true`)).json()) as {
      items: unknown[]
    }
    expect(items).toEqual([])
    expect(trouble).toEqual([])
    await close()
  })

  it('shows what stands against a source, with the words of both', async () => {
    const { page, close } = await open('/source/Agence%20Meridia')
    const against = page.locator('section[aria-labelledby="against"] .ledger-against').first()
    await against.waitFor()
    const href = await against.locator('.passage').getAttribute('href')
    expect(href).toMatch(/^\/report\/.*passage=\d+-\d+$/)
    const dates = await page
      .locator('section[aria-labelledby="said"] .ledger-outlet time')
      .evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''))
    expect(dates.length).toBeGreaterThan(5)
    expect(dates).toEqual([...dates].sort().reverse())
    await close()
  })

  it('puts two spellings together, and tells them apart again', async () => {
    const m = messagesFor('fr').source
    const { page, trouble, close } = await open('/source/Oleg%20Varnin')
    expect(await rows(page).count()).toBe((await ledger('?source=Oleg%20Varnin')).total)
    await page.locator('summary', { hasText: m.spellings }).click()
    await page.getByPlaceholder(m.find).fill('Varnine')
    await page.locator('.merge-offer', { hasText: 'Oleg Varnine' }).click()
    await page.locator('.spellings a', { hasText: 'Oleg Varnine' }).waitFor()
    await page.locator('.ledger-outlet a', { hasText: 'Le Phare' }).first().waitFor()
    const both = await ledger('?speaker=Oleg%20Varnine')
    expect(new Set(both.items.map(({ language }) => language))).toEqual(new Set(['en', 'fr']))
    await page.getByText(m.mergedInto('Oleg Varnine', 'Oleg Varnin')).waitFor()
    await page
      .locator('p', { hasText: m.mergedInto('Oleg Varnine', 'Oleg Varnin') })
      .getByRole('button')
      .click()
    await page.locator('.ledger-outlet a', { hasText: 'Le Phare' }).first().waitFor({ state: 'detached' })
    expect(trouble).toEqual([])
    await close()
  })

  it.each(languages)(
    'searches: says who, how surely and since when, and mends a spelling, in %s',
    async (language) => {
      const m = messagesFor(language)
      const { page, trouble, close } = await open('/ledger', language)
      await page.goto(`${server.address}/search?q=Seldna`)
      await page.locator('.suggestion', { hasText: m.search.suggestion('Seldan') }).click()
      await page.locator('.hit .said-who', { hasText: 'Marko Seldan' }).first().waitFor()
      expect(new URL(page.url()).searchParams.get('q')).toBe('Seldan')
      const said = page
        .locator('.hit', { has: page.locator('.said-who', { hasText: 'Marko Seldan' }) })
        .first()
      expect(await said.locator('.sure').textContent()).toContain('Marko Seldan')
      expect(await said.locator('.said').textContent()).toContain(m.search.since('').trim())
      await page.goto(`${server.address}/search?q=Geneva`)
      await page.getByText('Genève').first().waitFor()
      const languagesFound = await page
        .locator('.hit .passage')
        .evaluateAll((all) => all.map((one) => (one as HTMLElement).lang))
      expect(new Set(languagesFound)).toEqual(new Set(['fr', 'en']))
      expect(trouble).toEqual([])
      await close()
    },
  )

  it.each([390, 360, 768, 1280])('needs no scrolling sideways at %i pixels', async (width) => {
    for (const path of ['/ledger', '/source/Agence%20Meridia']) {
      const { page, close } = await open(path, 'fr', width)
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      if (width === 390) {
        // The seven views stand on one line.
        const tops = await page
          .locator('.top nav a')
          .evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().top)))
        expect(tops.length).toBe(7)
        expect(new Set(tops).size).toBe(1)
      }
      await close()
    }
  })
})
