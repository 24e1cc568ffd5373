import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, extname, join, normalize } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../browser/launch.ts'
import { chromium, missing, root } from '../support.ts'
import { noBuild, packed, unpackInto } from './packed.ts'

const noBrowser = missing('Chromium (set CHROMIUM to its path)', chromium !== undefined)
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }

/** Any plain server of files: 404 for what it lacks. */
async function serve(folder: string, asked: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0])).replace(
      /\/$/,
      '/index.html',
    )
    asked.push(path)
    const file = join(folder, path)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    response.end(readFileSync(file))
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return server
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
const closed = (server: Server) =>
  new Promise<void>((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

/** What a page says in the end, after its button was pressed. */
async function said(page: Page): Promise<string> {
  await page.getByRole('button').click()
  const state = page.locator('#state')
  await expect.poll(() => state.textContent(), { timeout: 120_000 }).toMatch(/^\d| answered | could not /)
  return (await state.textContent()) ?? ''
}

// Building takes its time where others work on the machine.
describe.skipIf(noBrowser || noBuild())(
  'the examples, in Chromium with the packed package',
  { timeout: 300_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'selon-examples-'))
    let browser: Browser

    beforeAll(async () => {
      const tarball = packed(folder)
      cpSync(`${root}examples`, join(folder, 'examples'), { recursive: true })
      for (const name of ['plain', 'web-worker', 'vite']) {
        const project = join(folder, 'examples', name)
        unpackInto(project, tarball)
        const { devDependencies = {} } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
        for (const tool of Object.keys(devDependencies))
          symlinkSync(`${root}node_modules/${tool}`, join(project, 'node_modules', tool))
      }
      browser = await launchChromium()
    }, 300_000)
    afterAll(async () => {
      await browser?.close()
      rmSync(folder, { recursive: true, force: true })
    }, 300_000)

    const project = (name: string) => join(folder, 'examples', name)
    const build = (name: string) =>
      execFileSync('npm', ['run', '--silent', 'build'], {
        cwd: project(name),
        env: {
          ...process.env,
          NODE_ENV: 'production',
          PATH: `${root}node_modules/.bin${delimiter}${process.env['PATH']}`,
        },
      })
    const models = (asked: string[]) =>
      asked.filter((path) => path.includes('/models/')).map((path) => path.replace(/^.*\/models\//, ''))

    it('a plain page fetches what it needs, and reads on a second visit without network', async () => {
      const asked: string[] = []
      const server = await serve(project('plain'), asked)
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(addressOf(server))
      expect(models(asked)).toEqual([])
      expect(await said(page)).toBe('2 statements')
      expect(await page.locator('#statements li').allTextContents()).toEqual([
        expect.stringMatching(/^deux responsables: le ministère aurait validé un plan/),
        expect.stringMatching(/^La maire, Anna Valbert: que les travaux commenceraient en avril/),
      ])
      expect(models(asked).sort()).toEqual([
        'fr.factuality.bin.gz',
        'fr.grammar.bin.gz',
        'fr.names.bin.gz',
        'manifest.json',
        'places.bin',
        'romance.attribution.bin.gz',
      ])

      // The careful reader's only where somebody wants it.
      asked.length = 0
      await page.getByRole('checkbox').check()
      expect(await said(page)).toBe('2 statements')
      expect(models(asked).sort()).toEqual(['certainty.bin.gz', 'reader.bin'])

      // A second visit asks for the list alone, and none where there is no network.
      await page.evaluate('navigator.serviceWorker.ready')
      asked.length = 0
      await page.reload()
      await said(page)
      expect(models(asked)).toEqual(['manifest.json'])
      await closed(server)
      await page.reload()
      await page.getByRole('checkbox').check()
      expect(await said(page)).toBe('2 statements')
      await context.close()
    })

    it('a worker reads in its own thread', async () => {
      build('web-worker')
      const server = await serve(join(project('web-worker'), 'public'), [])
      const page = await browser.newPage()
      await page.goto(addressOf(server))
      expect(await said(page)).toMatch(/^\d+ claims$/)
      const rows = await page.locator('#claims tr').allTextContents()
      expect(rows.find((row) => row.includes('harbour'))).toMatch(/officials/)
      expect(rows.find((row) => row.includes('damaged'))).toMatch(/Ruth Calder.*CT-$/)
      expect(page.workers()).toHaveLength(1)
      await page.close()
      await closed(server)
    })

    it('an app built by Vite reads, and names the model that is missing where Vite gives the start page for it', async () => {
      build('vite')
      const open = () => preview({ root: project('vite'), logLevel: 'silent', preview: { port: 0 } })
      const server = await open()
      const page = await browser.newPage()
      const address = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}/`
      await page.goto(address)
      expect(await said(page)).toBe('2 declaraciones')
      const marks = page.locator('#marked mark')
      expect(await marks.allTextContents()).toEqual([
        'que el puente de Vallereal será reconstruido',
        'las obras empezarían en mayo',
      ])
      expect(await marks.first().getAttribute('title')).toBe('La alcaldesa Marta Quiroga')
      await page.close()
      await server.close()

      rmSync(join(project('vite'), 'dist/models/places.bin'))
      const without = await open()
      const other = await browser.newPage()
      const there = `http://127.0.0.1:${(without.httpServer.address() as AddressInfo).port}/`
      await other.goto(there)
      expect(await said(other)).toContain(`${there}models/places.bin answered a page, not the model "places"`)
      await other.close()
      await without.close()
    })
  },
)
