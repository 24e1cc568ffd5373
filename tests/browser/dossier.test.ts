import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderDossier } from '../../src/output/dossier.ts'
import { chromium, missing, root, testEngine } from '../support.ts'
import { launchChromium } from './launch.ts'

const noBrowser = missing('Chromium (set CHROMIUM to its path)', chromium !== undefined)
const names = ['01-meridia-dispatch.fr', '07-observer-independent.en', '06-faro-figures.es']

describe.skipIf(noBrowser)('the dossier in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'selon-dossier-'))
  let browser: Browser

  beforeAll(async () => {
    for (const name of names) {
      const report = JSON.parse(readFileSync(`${root}samples/${name}.json`, 'utf8'))
      writeFileSync(
        join(folder, `${name}.html`),
        renderDossier([testEngine().analyse(report, { explain: true })]),
      )
    }
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async (name: string, options: { width?: number; bypass?: boolean } = {}) => {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 900 },
      bypassCSP: options.bypass === true,
    })
    const page = await context.newPage()
    const trouble: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') trouble.push(message.text())
    })
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) trouble.push(`fetched ${request.url()}`)
    })
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href)
    return { page, trouble }
  }
  const card = (page: Page) => page.locator('#card')

  it.each(names)('%s: opens without an error and fetches nothing', async (name) => {
    const { page, trouble } = await open(name)
    expect(await page.locator('.text p').count()).toBeGreaterThan(3)
    expect(trouble).toEqual([])
    await page.context().close()
  })

  it('tells of a passage on hover, on focus and on click, and closes with Escape', async () => {
    const { page, trouble } = await open(names[0])
    const passage = page.locator('.text .p.anonymous').first()
    await passage.hover()
    await expect.poll(() => card(page).isVisible()).toBe(true)
    expect(await card(page).textContent()).toContain('Agence Meridia')
    await page.keyboard.press('Escape')
    expect(await card(page).isVisible()).toBe(false)
    await page.locator('.text .p[tabindex]').first().focus()
    expect(await card(page).isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await passage.click()
    expect(await card(page).isVisible()).toBe(true)
    expect(trouble).toEqual([])
    await page.context().close()
  })

  it('leads from who says what to the passage', async () => {
    const { page } = await open(names[0])
    await page.locator('aside a.go').first().click()
    await expect.poll(() => card(page).isVisible()).toBe(true)
    await page.context().close()
  })

  it.each(names)('%s: reads on a phone without scrolling sideways', async (name) => {
    const { page } = await open(name, { width: 360 })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await page.context().close()
  })

  it.each(names)('%s: axe finds nothing serious', async (name) => {
    const { page } = await open(name, { bypass: true })
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    await page.evaluate(axe)
    const serious = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
      }
      const { violations } = await axe.run()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    expect(serious).toEqual([])
    await page.context().close()
  })
})
