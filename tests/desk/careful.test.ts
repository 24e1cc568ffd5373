import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../../src/contract/analysis.ts'
import { labelsFor } from '../../src/output/labels.ts'
import { messagesFor } from '../../web/messages/messages.ts'
import { launchChromium } from '../browser/launch.ts'
import { chromium, missing } from '../support.ts'
import { type DeskServer, localeOf, startDesk, watch } from './desk-server.ts'

const noBrowser = missing('Chromium (set CHROMIUM to its path)', chromium !== undefined)
/** In the first sentence both readers see who says it; in the second only the careful one does. */
const text =
  'La maire de Kessary a annoncé mardi que le pont serait fermé. Le syndicat juge la mesure insuffisante.'
const patience = 60_000

describe.skipIf(noBrowser)('the careful reader on the desk', () => {
  let server: DeskServer
  let browser: Browser
  beforeAll(async () => {
    const reports = languages.map((id) => ({ id, text: `${text} (${id})`, language: 'fr' as const }))
    server = await startDesk(reports, 'auto')
    browser = await launchChromium()
  }, patience)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  const open = async (path: string, language: Language) => {
    const context = await browser.newContext({ locale: localeOf[language] })
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    const trouble = watch(page, server.address)
    await page.goto(`${server.address}${path}`)
    return { page, trouble }
  }

  it.each(languages)(
    '%s: reads what is opened, and says in its words which attribution is to be checked',
    async (language) => {
      const { page, trouble } = await open(`/report/${language}`, language)
      const { readBy, legendDoubt } = messagesFor(language).reading
      const { doubts } = labelsFor(language)
      await page.getByRole('status').getByText(readBy.careful).waitFor()
      const doubtful = page.locator('.unit.doubtful')
      await doubtful.first().waitFor()
      // One sign, at the attribution that one reader sees; for a screen reader its words stand in its sentence's description.
      expect(await doubtful.allInnerTexts()).toEqual([expect.stringContaining('Le syndicat')])
      const described = await page
        .locator('.sentence', { hasText: 'Le syndicat' })
        .evaluate(
          (element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent,
        )
      expect(described).toContain(doubts['one-reader'])
      expect(await page.locator('.voice .doubt').allInnerTexts()).toEqual([doubts['one-reader']])
      // The text is the report's own: the sign is none of its words.
      expect(await page.locator('.report-text').innerText()).not.toContain('?')
      await doubtful.click()
      expect(await page.locator('.card .doubt').innerText()).toContain(doubts['one-reader'])
      await page.locator('details.legend summary').click()
      await page.getByText(legendDoubt).waitFor()
      expect(trouble).toEqual([])
    },
    patience * 2,
  )

  it(
    'reads what is pasted fast, then carefully, in the page',
    async () => {
      const { page, trouble } = await open('/paste', 'en')
      const { readBy } = messagesFor('en').reading
      await page.locator('textarea').fill(text)
      await page.locator('button[type=submit].primary').click()
      await page.locator('.report-text').waitFor()
      await page.getByRole('status').getByText(readBy.careful).waitFor()
      expect(await page.locator('.unit.doubtful').count()).toBe(1)
      expect(trouble).toEqual([])
    },
    patience * 2,
  )
})
