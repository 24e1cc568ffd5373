import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOfResource } from '../../src/node-resources.ts'
import { chromium, missing, root } from '../support.ts'
import { launchChromium } from './launch.ts'

const noBrowser = missing('Chromium (set CHROMIUM to its path)', chromium !== undefined)

describe.skipIf(noBrowser)('models that Chromium keeps for a site', () => {
  let browser: Browser
  let program: string
  let server: Server
  let page: Page
  const asked: string[] = []
  const files = new Map<string, string | Uint8Array>()

  /** Puts models on the server, with a list that tells their hashes. */
  const give = (models: Record<string, number[]>) => {
    files.clear()
    const hashes: Record<string, string> = {}
    for (const [name, numbers] of Object.entries(models)) {
      const bytes = new Uint8Array(numbers)
      hashes[name] = hashOfResource(bytes)
      if (name === 'places') files.set('places.bin', bytes)
      else files.set(`${name}.bin.gz`, gzipSync(bytes))
    }
    files.set('manifest.json', JSON.stringify(hashes))
  }
  /** What a visit to the page reads of all models, and what it asked the server for. */
  const visit = async (cache = true): Promise<{ models: unknown; asked: string[] }> => {
    asked.length = 0
    const models = await page.evaluate(`(async () => {
      const { fetchedResources } = await import('/program.js')
      const resources = await fetchedResources('/models/', { cache: ${cache} })
      await Promise.all(resources.names.map(resources.fetch))
      return Object.fromEntries(resources.names.map((name) => [name, [...resources.bytes(name)]]))
    })()`)
    return {
      models,
      asked: asked
        .filter((path) => path.startsWith('/models/'))
        .map((path) => path.slice(8))
        .sort(),
    }
  }
  const kept = () =>
    page.evaluate(`caches.open('selon-models').then((cache) => cache.keys()).then((all) => all.map((one) =>
      new URL(one.url).pathname.slice(8)).sort())`)

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [`${root}src/fetched-resources.ts`],
      bundle: true,
      format: 'esm',
      write: false,
    })
    program = outputFiles[0].text
    server = createServer((request, response) => {
      const path = request.url ?? ''
      asked.push(path)
      const file = files.get(path.replace('/models/', ''))
      if (path === '/')
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>')
      else if (path === '/program.js')
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(program)
      else if (file === undefined) response.writeHead(404).end()
      else response.writeHead(200, { 'cache-control': 'no-store' }).end(file)
    })
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    browser = await launchChromium()
    page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  const one = { 'fr.names': [9, 8, 7], places: [1, 2, 3, 4] }
  const all = ['fr.names.bin.gz', 'manifest.json', 'places.bin']

  it('are fetched at the first visit and found at the second', async () => {
    give(one)
    expect(await visit()).toEqual({ models: one, asked: all })
    expect(await visit()).toEqual({ models: one, asked: ['manifest.json'] })
  })

  it('are not looked for where the caller keeps nothing', async () => {
    expect(await visit(false)).toEqual({ models: one, asked: all })
  })

  it('give way to another version, each alone', async () => {
    const other = { ...one, places: [5, 6] }
    give(other)
    expect(await visit()).toEqual({ models: other, asked: ['manifest.json', 'places.bin'] })
    expect(await kept()).toEqual(['fr.names', 'manifest.json', 'places'])
  })

  it('are not kept where they are not those of the list', async () => {
    const next = { ...one, places: [7, 7, 7] }
    give(next)
    files.set('places.bin', new Uint8Array([7, 7]))
    await expect(visit()).rejects.toThrow('is not the model "places" that manifest.json tells of')
    give(next)
    expect(await visit()).toEqual({ models: next, asked: ['manifest.json', 'places.bin'] })
  })

  it('are there when the server is not', async () => {
    const before = await visit()
    await new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
    expect(await visit()).toEqual({ models: before.models, asked: [] })
    await expect(visit(false)).rejects.toThrow('the server cannot be reached')
  })
})
