import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchedResources } from '../../src/fetched-resources.ts'
import { hashOfResource } from '../../src/node-resources.ts'

const names = new Uint8Array([9, 8, 7, 6, 5])
const places = new Uint8Array([1, 2, 3, 4])
const manifest = JSON.stringify({ 'fr.names': hashOfResource(names), places: hashOfResource(places) })
const whole: Record<string, string | Uint8Array> = {
  'manifest.json': manifest,
  'fr.names.bin.gz': gzipSync(names),
  'places.bin': places,
}
const page =
  '\n<!doctype html><html lang="en"><title>An app</title><script type="module" src="/app.js"></script>'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A server that has some files and gives for all else a page, with the type told, or 404 where none is told. */
async function serve(
  files: Record<string, string | Uint8Array | undefined>,
  fallback?: string | { type: string | undefined },
): Promise<{ base: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const name = (request.url ?? '').replace('/models/', '')
    asked.push(name)
    const file = files[name]
    if (file !== undefined) response.end(file)
    else if (fallback === undefined) response.writeHead(404).end('Not found')
    else {
      const type = typeof fallback === 'string' ? fallback : fallback.type
      response.writeHead(200, type ? { 'content-type': type } : {}).end(page)
    }
  })
  servers.push(server)
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/`, asked }
}

async function fetchAll(base: string): Promise<Record<string, Uint8Array>> {
  const resources = await fetchedResources(base)
  await Promise.all(resources.names.map(resources.fetch))
  return Object.fromEntries(resources.names.map((name) => [name, resources.bytes(name)]))
}

describe('models on a server', () => {
  it.each([
    ['404 for what it lacks', whole, undefined],
    ['a page for what it lacks', whole, 'text/html; charset=utf-8'],
    [
      'the other form of each',
      { 'manifest.json': manifest, 'fr.names.bin': names, 'places.bin.gz': gzipSync(places) },
      'text/html',
    ],
  ])('are fetched from one that answers %s', async (_, files, fallback) => {
    const { base } = await serve(files, fallback)
    expect(await fetchAll(base)).toEqual({ 'fr.names': names, places })
  })

  it('are asked for once each, in the form that the package has', async () => {
    const { base, asked } = await serve(whole)
    await fetchAll(base)
    expect(asked.sort()).toEqual(Object.keys(whole).sort())
  })

  const copy = "the package's models/ folder there, to BASE."
  const instead = `the file is missing there, and the server gives a page for what it does not have; copy ${copy}`
  it.each([
    [
      'there is nothing, and a page for it',
      {},
      'text/html',
      `BASEmanifest.json answered a page, not Selon's list of models: ${instead}`,
    ],
    [
      'a model is missing, and a page given for it',
      { ...whole, 'places.bin': undefined },
      'text/html',
      `BASEplaces.bin answered a page, not the model "places": ${instead}`,
    ],
    [
      'a page is given without saying that it is one',
      { ...whole, 'fr.names.bin.gz': undefined },
      { type: undefined },
      `BASEfr.names.bin.gz answered a page, not the model "fr.names": ${instead}`,
    ],
    [
      'a page is given as bytes',
      { ...whole, 'fr.names.bin.gz': undefined },
      'application/octet-stream',
      `BASEfr.names.bin.gz answered a page, not the model "fr.names": ${instead}`,
    ],
    [
      'there is nothing',
      {},
      undefined,
      `Selon's models were not found at BASE: manifest.json is missing there (status 404). Copy ${copy}`,
    ],
    [
      'a model is missing',
      { ...whole, 'places.bin': undefined },
      undefined,
      `The model "places" could not be fetched from BASE: BASEplaces.bin is missing there (status 404). Copy ${copy}`,
    ],
    [
      'a model is of another version',
      { ...whole, 'places.bin': new Uint8Array([1, 2, 3]) },
      undefined,
      `BASEplaces.bin is not the model "places" that manifest.json tells of: it is of another version, or was cut short. Copy ${copy}`,
    ],
    [
      'a packed model was cut short',
      { ...whole, 'fr.names.bin.gz': gzipSync(names).subarray(0, 18) },
      undefined,
      `BASEfr.names.bin.gz is not the model "fr.names" that manifest.json tells of: it is of another version, or was cut short. Copy ${copy}`,
    ],
    [
      'the list is something else',
      { ...whole, 'manifest.json': '[]' },
      undefined,
      `BASEmanifest.json is not Selon's list of models: copy ${copy}`,
    ],
  ])('say where %s', async (_, files, fallback, sentence) => {
    const { base } = await serve(files, fallback)
    await expect(fetchAll(base)).rejects.toThrow(sentence.replaceAll('BASE', base))
  })

  it('say where no server answers', async () => {
    const { base } = await serve(whole)
    await new Promise((done) => servers[0].close(done))
    await expect(fetchAll(base)).rejects.toThrow(
      `Selon's models could not be fetched from ${base}: the server cannot be reached.`,
    )
  })

  it('are asked for again after what could not be fetched came', async () => {
    const files: Record<string, string | Uint8Array | undefined> = { ...whole, 'places.bin': undefined }
    const { base } = await serve(files, 'text/html')
    const resources = await fetchedResources(base)
    await expect(resources.fetch('places')).rejects.toThrow('answered a page')
    files['places.bin'] = places
    await resources.fetch('places')
    expect(resources.bytes('places')).toEqual(places)
  })
})
