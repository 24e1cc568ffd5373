import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicAddressesOnly } from '../../src/intake/address-policy.ts'
import { fetchPage, userAgent } from '../../src/intake/fetch-page.ts'
import type { FetchOptions } from '../../src/intake/fetched-page.ts'
import { type IntakeItem, type IntakeOptions, readInput } from '../../src/intake/index.ts'

describe('which addresses are public', () => {
  test.each([
    '127.0.0.1',
    '127.8.9.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::1',
    '2001:0:7f00:1::',
    '2001:db8::1',
    'fc00::1',
    'fd12:3456::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
    '2130706433x',
  ])('%s is not', (address) => {
    expect(publicAddressesOnly(address)).toBe(false)
  })

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4007::200e'])(
    '%s is',
    (address) => {
      expect(publicAddressesOnly(address)).toBe(true)
    },
  )

  test('any text gives an answer', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()),
        (text) => typeof publicAddressesOnly(text) === 'boolean',
      ),
    )
  })
})

const page = `<!doctype html><html lang="en"><head><title>Velmar closes its harbour</title></head><body><article><h1>Velmar closes its harbour</h1>${'<p>The port of Velmar was closed on Monday after the storm, the port authority said in a statement to the press.</p>'.repeat(3)}</article></body></html>`

let server: Server
let port = 0
const seen: IncomingMessage[] = []
const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/page': (_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page),
  '/moved': (_, response) => response.writeHead(302, { location: '/page' }).end(),
  '/inside': (_, response) => response.writeHead(302, { location: `http://127.0.0.2:${port}/page` }).end(),
  '/inside-name': (_, response) =>
    response.writeHead(301, { location: `http://localhost:${port}/page` }).end(),
  '/inside-decimal': (_, response) =>
    response.writeHead(307, { location: `http://2130706434:${port}/page` }).end(),
  '/inside-six': (_, response) => response.writeHead(308, { location: `http://[::1]:${port}/page` }).end(),
  '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-password': (_, response) => response.writeHead(302, { location: 'http://a:b@example.org/' }).end(),
  '/to-nowhere': (_, response) => response.writeHead(302, { location: 'http://' }).end(),
  '/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
  '/gone': (_, response) => response.writeHead(404).end('no'),
  '/forbidden': (_, response) => response.writeHead(403).end('no'),
  '/broken': (_, response) => response.writeHead(500).end('no'),
  '/bomb': (_, response) =>
    response
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(30 * 1024 * 1024, 'a '))),
  '/gzip': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/html' }).end(gzipSync(page)),
  '/bad-gzip': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is not gzip'),
  '/twice': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(page))),
  '/large': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end(Buffer.alloc(11 * 1024 * 1024, 'b ')),
  '/slow': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('<html>'),
  '/silent': () => undefined,
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('half')
    response.destroy()
  },
  '/latin': (_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' })
      .end(Buffer.from('Le maire a dit que la réunion était annulée après la tempête.', 'latin1')),
}

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request)
    const answer = answers[request.url ?? '']
    if (answer) answer(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Lets the test's own server through and nothing else. */
const own = (address: string) => address === '127.0.0.1'
const options = (changes: Partial<FetchOptions> = {}): FetchOptions => ({
  allowAddress: own,
  bytes: 10 * 1024 * 1024,
  time: 5000,
  redirects: 5,
  ...changes,
})
const at = (path: string) => `http://127.0.0.1:${port}${path}`
async function itemsOf(address: string, changes: IntakeOptions = {}): Promise<IntakeItem[]> {
  const items: IntakeItem[] = []
  for await (const item of readInput(address, { allowAddress: own, ...changes })) items.push(item)
  return items
}

describe('fetching', () => {
  test.each(['/page', '/moved', '/gzip'])('%s gives the page', async (path) => {
    const [item] = await itemsOf(at(path))
    expect(item.ok && item.input.title).toBe('Velmar closes its harbour')
    expect(item.ok && item.input.url).toBe(at(path === '/moved' ? '/page' : path))
    expect(item.ok && item.input.text.startsWith('Velmar closes its harbour\nThe port of Velmar')).toBe(true)
  })

  test('it says who it is', async () => {
    seen.length = 0
    await fetchPage(at('/page'), options())
    expect(seen[0].headers['user-agent']).toBe(userAgent)
    expect(userAgent).toMatch(
      /^Selon\/\d+\.\d+\.\d+ \(\+news reader; reads one page on its user's request\)$/,
    )
  })

  test("the header's character set counts", async () => {
    const [item] = await itemsOf(at('/latin'))
    expect(item.ok && item.input.text).toBe('Le maire a dit que la réunion était annulée après la tempête.')
  })

  test.each([
    ['/inside', /"127\.0\.0\.2" is inside a private or reserved network.*save the page/],
    ['/inside-decimal', /"127\.0\.0\.2" is inside a private/],
    ['/inside-six', /"::1" is inside a private/],
    ['/to-file', /redirects to "file:\/\/\/etc\/passwd", and Selon reads http and https/],
    ['/to-password', /redirects to .* and Selon sends no user name or password/],
    ['/to-nowhere', /redirects to "http:\/\/", which is not an address/],
    ['/round', /redirects more than 5 times/],
    ['/gone', /answered 404: there is no page there/],
    ['/forbidden', /answered 403: .*save the page in a browser/],
    ['/broken', /answered 500: .*try again later/],
    ['/bomb', /is larger than 10 MB/],
    ['/large', /is larger than 10 MB/],
    ['/bad-gzip', /cannot be unpacked/],
    ['/twice', /packed more than once/],
    ['/cut', /cannot be read: the host broke the connection off/],
  ])('%s is refused in a sentence', async (path, sentence) => {
    const items = await itemsOf(at(path))
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ ok: false, error: expect.stringMatching(sentence) })
  })

  test('a redirect to a name that leads inside is refused after it was resolved', async () => {
    const resolve = async (host: string) => (host === 'localhost' ? ['127.0.0.3'] : [])
    await expect(fetchPage(at('/inside-name'), options({ resolve }))).rejects.toThrow(
      /"localhost" leads to 127\.0\.0\.3, inside a private/,
    )
  })

  test.each(['/slow', '/silent'])('%s ends when the time is up', async (path) => {
    await expect(fetchPage(at(path), options({ time: 1000 }))).rejects.toThrow(
      /did not answer in full within 1 second/,
    )
  })

  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.0.1:8080/',
    'https://10.0.0.1/',
    'http://１２７.０.０.１/',
  ])('the guard that is set by itself refuses %s', async (address) => {
    const items = await itemsOf(address, { allowAddress: undefined })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ ok: false, error: expect.stringMatching(/private or reserved network/) })
  })

  test('a name of which one address alone is private is refused, and nothing is sent', async () => {
    seen.length = 0
    const resolve = async () => ['8.8.8.8', '192.168.1.1']
    const asked: string[] = []
    const allowAddress = (address: string) => {
      asked.push(address)
      return publicAddressesOnly(address)
    }
    await expect(fetchPage('http://news.example/', options({ resolve, allowAddress }))).rejects.toThrow(
      /192\.168\.1\.1/,
    )
    expect(asked).toEqual(['8.8.8.8', '192.168.1.1'])
    expect(seen).toHaveLength(0)
  })

  test('the socket goes to the address that was checked: the name is looked up once', async () => {
    let lookups = 0
    const resolve = async () => {
      lookups++
      return lookups === 1 ? ['127.0.0.1'] : ['127.0.0.9']
    }
    const fetched = await fetchPage(`http://news.example:${port}/page`, options({ resolve }))
    expect(lookups).toBe(1)
    expect(fetched.url).toBe(`http://news.example:${port}/page`)
  })

  test('an address that cannot be reached is passed over for the next', async () => {
    const allowAddress = (address: string) => address.startsWith('127.')
    // Nothing listens on this port there.
    const resolve = async () => ['127.0.0.9', '127.0.0.1']
    const fetched = await fetchPage(`http://news.example:${port}/page`, options({ resolve, allowAddress }))
    expect(fetched.bytes.length).toBe(page.length)
  })

  test('a name that nobody answers for ends when the time is up', async () => {
    const resolve = () => new Promise<string[]>(() => undefined)
    await expect(fetchPage('http://news.example/', options({ resolve, time: 500 }))).rejects.toThrow(
      /within 1 second/,
    )
  })

  test.each([
    ['ftp://example.org/a', /Selon reads http and https addresses/],
    ['http://user:secret@example.org/', /sends no user name or password/],
    ['http://', /is not an address/],
    ['https://exa mple.org/', /is not an address/],
  ])('%s is refused', async (address, sentence) => {
    const [item] = await itemsOf(address)
    expect(item).toMatchObject({ ok: false, error: expect.stringMatching(sentence) })
    expect(JSON.stringify(item.ok ? '' : item.error)).not.toContain('secret')
  })
})
