import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine } from '../../src/index.ts'
import { chromium, missing, root } from '../support.ts'
import { launchChromium } from './launch.ts'

const noBrowser = missing('Chromium (set CHROMIUM to its path)', chromium !== undefined)
const noBuild = missing(
  'the built engine (npm run build makes dist/browser.js)',
  existsSync(`${root}dist/browser.js`),
)

const reports = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')))

describe.skipIf(noBrowser || noBuild)('the built engine in Chromium', () => {
  let server: Server
  let browser: Browser
  let address: string
  /** Paths that were asked for. */
  const asked = new Set<string>()

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0]))
      if (path === '/') {
        response.setHeader('content-type', 'text/html')
        response.end('<!doctype html><title>engine</title>')
        return
      }
      asked.add(path)
      const file = join(root, path)
      if (!/^\/(dist|models)\//.test(path) || !existsSync(file)) {
        response.statusCode = 404
        response.end()
        return
      }
      response.setHeader(
        'content-type',
        path.endsWith('.js') ? 'text/javascript' : 'application/octet-stream',
      )
      createReadStream(file).pipe(response)
    })
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await new Promise((done) => server?.close(done))
  })

  it('gives the same bytes as Node for every sample, in three languages', async () => {
    const page = await browser.newPage()
    await page.goto(address)
    // As a string: a function would be rewritten by the test runner, dynamic import and all.
    const inBrowser = (await page.evaluate(`(async () => {
      const module = await import(${JSON.stringify(`${address}/dist/browser.js`)})
      const engine = await module.createEngine({ models: ${JSON.stringify(`${address}/models/`)} })
      return ${JSON.stringify(reports)}.map((report) => JSON.stringify(engine.analyse(report, { explain: true })))
    })()`)) as string[]
    const engine = await createEngine()
    expect(new Set(reports.map((report) => report.language)).size).toBe(3)
    // What compares reports, and the careful reader nobody asked for, are not fetched: 46 MB.
    expect(asked).toContain('/models/places.bin')
    expect([...asked].filter((path) => /\/(?:vectors|judge|reader)\./.test(path))).toEqual([])
    reports.forEach((report, k) => {
      expect(inBrowser[k], report.id).toBe(JSON.stringify(engine.analyse(report, { explain: true })))
    })
    await page.close()
  })

  it('reads carefully to the same bytes as Node, and says where the model was not asked for', async () => {
    const page = await browser.newPage()
    await page.goto(address)
    const some = reports.filter((_, k) => k % 3 === 0)
    const [inBrowser, refused] = (await page.evaluate(`(async () => {
      const module = await import(${JSON.stringify(`${address}/dist/browser.js`)})
      const models = ${JSON.stringify(`${address}/models/`)}
      const engine = await module.createEngine({ models, reader: 'careful' })
      const options = { reader: 'careful', explain: true }
      const read = ${JSON.stringify(some)}.map((report) => JSON.stringify(engine.analyse(report, options)))
      const other = await module.createEngine({ models, languages: ['en'] })
      try { other.analyse({ text: 'He said so.', language: 'en' }, options) } catch (error) { return [read, error.message] }
    })()`)) as [string[], string]
    expect(refused).toContain('loadCarefulReader')
    const engine = await createEngine()
    some.forEach((report, k) => {
      expect(inBrowser[k], report.id).toBe(
        JSON.stringify(engine.analyse(report, { reader: 'careful', explain: true })),
      )
    })
    await page.close()
  })
})
