import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { extensionOrigin } from '../../src/server/extension-origin.ts'
import { isLoopback } from '../../src/server/guard.ts'
import { ServerError, startServer } from '../../src/server/start-server.ts'
import { StoreError } from '../../src/store/store.ts'
import { json, type TestServer, testServer } from './support.ts'

const token = 'a-token-for-the-tests-0123456789'
let open: TestServer
let closed: TestServer
let desk: string

beforeAll(async () => {
  desk = mkdtempSync(join(tmpdir(), 'selon-desk-'))
  mkdirSync(join(desk, 'web/assets'), { recursive: true })
  writeFileSync(join(desk, 'web/index.html'), '<!doctype html><title>The desk</title>')
  writeFileSync(join(desk, 'web/assets/main-abc.js'), 'export {}')
  writeFileSync(join(desk, 'web/assets/main-abc.js.gz'), 'packed')
  writeFileSync(join(desk, 'secret.txt'), 'not to be served')
  open = await testServer({ desk: join(desk, 'web'), allowOrigins: ['https://friend.example'] })
  closed = await testServer({ desk: join(desk, 'web'), token })
})
afterAll(async () => {
  await open.stop()
  await closed.stop()
  rmSync(desk, { recursive: true, force: true })
})

interface Sent {
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: string
}
/** A request with exactly these headers, Host among them, which fetch does not let one write. */
function send(to: TestServer, { path = '/api/status', method = 'GET', headers = {}, body }: Sent) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((done, failed) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: to.server.port,
        path,
        method,
        headers,
        setHost: headers['host'] === undefined,
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      },
    )
    request.on('error', failed)
    request.end(body)
  })
}

const signIn = (to: TestServer, given: string) =>
  send(to, {
    method: 'POST',
    path: '/api/session',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: given }),
  })

describe('without a token, on loopback', () => {
  const port = () => open.server.port
  const change = { method: 'POST', path: '/api/feeds', body: '{"address":"https://example.org/feed"}' }
  const asJson = { 'content-type': 'application/json' }
  const report = {
    method: 'POST',
    path: '/api/reports',
    body: '{"text":"The port of Velmar reopened on Monday, the harbour master said.","language":"en"}',
  }
  it.each<[string, () => Sent, number]>([
    ['its address', () => ({}), 200],
    ['localhost', () => ({ headers: { host: `localhost:${port()}` } }), 200],
    ['IPv6 loopback', () => ({ headers: { host: `[::1]:${port()}` } }), 200],
    ['capital letters in the host', () => ({ headers: { host: `LOCALHOST:${port()}` } }), 200],
    ['a name that was made to lead here', () => ({ headers: { host: `evil.example:${port()}` } }), 421],
    [
      'such a name for the desk itself',
      () => ({ path: '/', headers: { host: `evil.example:${port()}` } }),
      421,
    ],
    ['a name that begins as ours', () => ({ headers: { host: `127.0.0.1.evil.example:${port()}` } }), 421],
    ['another port', () => ({ headers: { host: '127.0.0.1:1' } }), 421],
    ['no port', () => ({ headers: { host: '127.0.0.1' } }), 421],
    ['its own origin', () => ({ headers: { origin: `http://127.0.0.1:${port()}` } }), 200],
    ['another origin', () => ({ headers: { origin: 'https://evil.example' } }), 403],
    ['the same host at another port as origin', () => ({ headers: { origin: 'http://127.0.0.1:9' } }), 403],
    ['no origin ("null")', () => ({ headers: { origin: 'null' } }), 403],
    ['an allowed origin', () => ({ headers: { origin: 'https://friend.example' } }), 200],
    ['an allowed origin in clear text', () => ({ headers: { origin: 'http://friend.example' } }), 403],
    ['a page of another site', () => ({ headers: { 'sec-fetch-site': 'cross-site' } }), 403],
    ['a page of another port', () => ({ headers: { 'sec-fetch-site': 'same-site' } }), 403],
    [
      'a link followed to the desk',
      () => ({
        path: '/story/s1',
        headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      }),
      200,
    ],
    [
      'the extension keeping a report',
      () => ({ ...report, headers: { ...asJson, origin: extensionOrigin, 'sec-fetch-site': 'none' } }),
      201,
    ],
    [
      'another extension keeping a report',
      () => ({ ...report, headers: { ...asJson, origin: `chrome-extension://${'a'.repeat(32)}` } }),
      403,
    ],
    [
      'a page that is named like the extension',
      () => ({
        ...report,
        headers: { ...asJson, origin: extensionOrigin.replace('chrome-extension', 'https') },
      }),
      403,
    ],
    [
      'the extension changing feeds',
      () => ({ ...change, headers: { ...asJson, origin: extensionOrigin } }),
      403,
    ],
    [
      'the extension asking for reports',
      () => ({ path: '/api/reports', headers: { origin: extensionOrigin } }),
      403,
    ],
    [
      'the extension deleting a report',
      () => ({ method: 'DELETE', path: '/api/reports/1', headers: { origin: extensionOrigin } }),
      403,
    ],
    ['a change of its own', () => ({ ...change, headers: asJson }), 201],
    [
      'a cross-site change',
      () => ({ ...change, headers: { ...asJson, origin: 'https://evil.example' } }),
      403,
    ],
    [
      'a cross-site change by a form',
      () => ({ ...change, headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' } }),
      403,
    ],
    [
      'a cross-site change by navigation',
      () => ({
        ...change,
        headers: { ...asJson, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      }),
      403,
    ],
    [
      'a body that is no JSON by its type',
      () => ({ ...change, headers: { 'content-type': 'text/plain' } }),
      415,
    ],
    ['a body that is no JSON', () => ({ ...change, headers: asJson, body: '{"address":' }), 400],
    ['a method that is not taken', () => ({ method: 'PUT' }), 405],
    ['an address that is nothing', () => ({ path: '/api/nothing' }), 404],
    [
      'a session that is not needed',
      () => ({ method: 'POST', path: '/api/session', headers: asJson, body: '{"token":""}' }),
      204,
    ],
  ])('%s', async (_, sent, status) => {
    const answer = await send(open, sent())
    expect(answer.status).toBe(status)
    if (status >= 400) {
      expect(answer.headers['content-type']).toBe('application/problem+json')
      expect(JSON.parse(answer.text)).toMatchObject({
        status,
        title: expect.any(String),
        detail: expect.any(String),
      })
    }
  })

  it('refuses a host with a user in it', async () => {
    expect((await send(open, { headers: { host: `x@127.0.0.1:${port()}` } })).status).toBe(400)
  })

  it('says to pages of other sites nothing that would let them read', async () => {
    const refused = await send(open, { headers: { origin: 'https://evil.example' } })
    expect(refused.headers['access-control-allow-origin']).toBeUndefined()
    const own = await send(open, {})
    expect(own.headers['access-control-allow-origin']).toBeUndefined()
    const friend = await send(open, { headers: { origin: 'https://friend.example' } })
    expect(friend.headers['access-control-allow-origin']).toBe('https://friend.example')
    expect(friend.headers['access-control-allow-credentials']).toBeUndefined()
    const asked = await send(open, {
      method: 'OPTIONS',
      headers: { origin: 'https://friend.example', 'access-control-request-method': 'DELETE' },
    })
    expect(asked.status).toBe(204)
    expect(asked.headers['access-control-allow-methods']).toContain('DELETE')
  })

  it.each(['/', '/api', '/api/status', '/nothing', '/openapi.json', '/assets/main-abc.js'])(
    'keeps the browser strict at %s',
    async (path) => {
      const { headers } = await send(open, { path })
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-frame-options']).toBe('DENY')
      expect(headers['referrer-policy']).toBe('no-referrer')
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      // WebAssembly may be compiled; nothing else that is unsafe is let in.
      expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*/)
    },
  )
})

describe('with a token', () => {
  const bearer = { authorization: `Bearer ${token}` }
  it.each<[string, Sent, number]>([
    ['the API without it', {}, 401],
    [
      'the extension keeping a report without it',
      { method: 'POST', path: '/api/reports', headers: { origin: extensionOrigin }, body: '{"text":"a"}' },
      401,
    ],
    ['an address that begins as health', { path: '/health/' }, 401],
    ['health without it', { path: '/health' }, 200],
    ['health without it, by HEAD', { method: 'HEAD', path: '/health' }, 200],
    ['a change of health without it', { method: 'POST', path: '/health' }, 401],
    ['a session ended without it', { method: 'DELETE', path: '/api/session' }, 401],
    ['metrics without it', { path: '/metrics' }, 401],
    ['the document without it', { path: '/openapi.json' }, 401],
    ['the page of the API without it', { path: '/api' }, 401],
    ['the models without it', { path: '/models/manifest.json' }, 401],
    ['what is not there without it', { path: '/nothing' }, 401],
    ['changes without it', { path: '/api/changes/stream' }, 401],
    ['a deletion without it', { method: 'DELETE', path: '/api/reports/1' }, 401],
    ['the desk without it, to sign in', { path: '/story/s1' }, 200],
    ['the desk’s files without it', { path: '/assets/main-abc.js' }, 200],
    ['the API with it', { headers: bearer }, 200],
    ['health with it', { path: '/health', headers: bearer }, 200],
    ['the API with another', { headers: { authorization: 'Bearer another' } }, 401],
    ['the API with it in another way', { headers: { authorization: `Basic ${token}` } }, 401],
    ['the API with it in the address', { path: `/api/status?token=${token}` }, 401],
    ['a made-up session', { headers: { cookie: 'selon-0=abc' } }, 401],
  ])('%s', async (_, sent, status) => {
    expect((await send(closed, sent)).status).toBe(status)
  })

  it('gives a session for the token, which reads, changes with a header of its own, and ends', async () => {
    expect((await signIn(closed, 'wrong')).status).toBe(401)
    const answer = await signIn(closed, token)
    expect(answer.status).toBe(204)
    const [set] = answer.headers['set-cookie'] as string[]
    expect(set).toMatch(/; HttpOnly/)
    expect(set).toMatch(/; SameSite=Strict/)
    const cookie = set.split(';')[0]
    expect(cookie).not.toContain(token)
    expect((await send(closed, { headers: { cookie } })).status).toBe(200)
    const rating = { method: 'PUT', path: '/api/sources/NBC/rating', body: '{"rating":"B"}' }
    const type = { 'content-type': 'application/json' }
    expect((await send(closed, { ...rating, headers: { ...type, cookie } })).status).toBe(403)
    expect((await send(closed, { ...rating, headers: { ...type, cookie, 'x-selon': 'desk' } })).status).toBe(
      204,
    )
    const end = { method: 'DELETE', path: '/api/session', headers: { cookie, 'x-selon': 'desk' } }
    expect((await send(closed, end)).status).toBe(204)
    expect((await send(closed, { headers: { cookie } })).status).toBe(401)
  })

  it('stops listening to one who guesses', async () => {
    const guessed = await testServer({ token, limits: { wrongTokens: { burst: 3, perSecond: 0.001 } } })
    try {
      const statuses: number[] = []
      for (let i = 0; i < 5; i++)
        statuses.push((await send(guessed, { headers: { authorization: `Bearer ${i}` } })).status)
      expect(statuses).toEqual([401, 401, 401, 429, 429])
      expect((await signIn(guessed, 'another')).status).toBe(429)
    } finally {
      await guessed.stop()
    }
  })

  it('listens to the right one however many were wrong, and however much was asked without it', async () => {
    const asked = await testServer({
      token,
      limits: {
        wrongTokens: { burst: 1, perSecond: 0.001 },
        requests: { burst: 6, perSecond: 0.001 },
      },
    })
    try {
      const strangers: number[] = []
      for (let i = 0; i < 8; i++)
        strangers.push((await send(asked, { headers: { authorization: `Bearer ${i}` } })).status)
      expect(strangers).toEqual([401, 429, 429, 429, 429, 429, 429, 429])
      expect((await send(asked, {})).status).toBe(429)
      expect((await send(asked, { headers: bearer })).status).toBe(200)
      const cookie = String((await signIn(asked, token)).headers['set-cookie']).split(';')[0]
      expect((await send(asked, { headers: { cookie } })).status).toBe(200)
      expect((await send(asked, { headers: { cookie: 'selon-0=made-up' } })).status).toBe(429)
    } finally {
      await asked.stop()
    }
  })

  it('tells of its health no more than the state', async () => {
    const ill = await testServer({ token })
    try {
      expect((await send(ill, { path: '/health' })).text).toBe('{"status":"ok"}')
      ill.store.lastChange = async () => {
        throw new StoreError('The database at /home/somebody/selon.db is locked.')
      }
      const answer = await send(ill, { path: '/health' })
      expect(answer.status).toBe(503)
      expect(JSON.parse(answer.text)).toEqual({
        type: 'about:blank',
        title: 'Not now',
        status: 503,
        detail: 'The database does not answer.',
      })
    } finally {
      await ill.stop()
    }
  })

  it('is made where others can reach the server, and never without', async () => {
    const reached = await testServer({ host: '0.0.0.0' })
    try {
      expect(reached.server.token?.length).toBeGreaterThanOrEqual(32)
      expect((await send(reached, {})).status).toBe(401)
      const headers = { authorization: `Bearer ${reached.server.token}` }
      expect((await send(reached, { headers })).status).toBe(200)
      expect((await send(reached, { headers: { ...headers, host: 'evil.example' } })).status).toBe(421)
    } finally {
      await reached.stop()
    }
    expect(
      ['127.0.0.1', '127.8.8.8', '::1', '[::1]', 'localhost', '::ffff:127.0.0.1'].filter(
        (host) => !isLoopback(host),
      ),
    ).toEqual([])
    expect(['0.0.0.0', '::', '192.168.1.2', 'example.org', ''].filter(isLoopback)).toEqual([])
  })
})

describe('limits', () => {
  it.each<[string, Sent]>([
    ['told by its length', { headers: { 'content-length': String(20 * 1024 * 1024) } }],
    ['come in pieces', { headers: { 'transfer-encoding': 'chunked' }, body: 'x'.repeat(17 * 1024 * 1024) }],
  ])('refuses a huge body, %s', async (_, { headers, body }) => {
    const status = await new Promise<number>((done, failed) => {
      const request = httpRequest({
        host: '127.0.0.1',
        port: open.server.port,
        path: '/api/reports',
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
      })
      let known = false
      request.on('response', (answer) => {
        known = true
        answer.resume()
        done(answer.statusCode ?? 0)
        request.destroy()
      })
      // The server may hang up on what it does not take.
      request.on('error', (error) => known || failed(error))
      if (body) request.end(body)
      else request.flushHeaders()
    })
    expect(status).toBe(413)
  })

  it('takes no more large bodies at once than it has room for, and small ones all the while', async () => {
    const narrow = await testServer({ limits: { largeBodies: 3_000_000 } })
    const large = json({ text: 'x '.repeat(800_000) })
    const socket = connect(narrow.server.port, '127.0.0.1')
    socket.on('error', () => {})
    try {
      socket.write(
        `POST /api/reports HTTP/1.1\r\nHost: 127.0.0.1:${narrow.server.port}\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n\r\n{"te`,
      )
      // What is too much is not read; the others fail only by what they say.
      await vi.waitFor(async () => expect((await narrow.ask('/api/feeds', large)).status).toBe(503))
      expect((await narrow.ask('/api/feeds', json({ address: 'https://example.org/feed' }))).status).toBe(201)
      socket.destroy()
      await vi.waitFor(async () => expect((await narrow.ask('/api/feeds', large)).status).toBe(422))
    } finally {
      socket.destroy()
      await narrow.stop()
    }
  })

  it('hangs up on a body that comes too slowly', async () => {
    const quick = await testServer({ limits: { requestTime: 400, headersTime: 400 } })
    try {
      const text = await new Promise<string>((done, failed) => {
        const socket = connect(quick.server.port, '127.0.0.1')
        let got = ''
        socket.on('data', (chunk) => {
          got += chunk.toString()
        })
        socket.on('close', () => done(got))
        socket.on('error', failed)
        socket.write(
          `POST /api/reports HTTP/1.1\r\nHost: 127.0.0.1:${quick.server.port}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"te`,
        )
      })
      expect(text).toMatch(/^HTTP\/1\.1 408 /)
    } finally {
      await quick.stop()
    }
  })

  it('lets a client wait who asks too much', async () => {
    const strict = await testServer({ limits: { requests: { burst: 3, perSecond: 0.001 } } })
    try {
      const answers = []
      for (let i = 0; i < 4; i++) answers.push(await send(strict, {}))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
      expect(Number(answers[3].headers['retry-after'])).toBeGreaterThan(0)
    } finally {
      await strict.stop()
    }
  })

  it('counts what costs more apart', async () => {
    const strict = await testServer({ limits: { heavyRequests: { burst: 1, perSecond: 0.001 } } })
    try {
      const sent = json({ text: 'Le pont serait fermé lundi, selon la police de la ville.' })
      expect((await strict.ask('/api/reports', sent)).status).toBe(201)
      expect((await strict.ask('/api/reports', sent)).status).toBe(429)
      expect((await strict.ask('/api/reports')).status).toBe(200)
    } finally {
      await strict.stop()
    }
  })
})

describe('static files', () => {
  it.each([
    ['/../secret.txt'],
    ['/..%2fsecret.txt'],
    ['/%2e%2e/secret.txt'],
    ['/assets/../../secret.txt'],
    ['/assets/..%2f..%2fsecret.txt'],
    ['/assets/..%5c..%5csecret.txt'],
    ['/assets/%00'],
    ['/%E0%A4%A'],
    ['/models/../package.json'],
    ['/models/%2e%2e/package.json'],
    ['/models/places.md'],
    ['//etc/passwd'],
    [`/${'a/'.repeat(3000)}`],
  ])('leads not out of the folder: %s', async (path) => {
    const answer = await send(open, { path })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.text).not.toContain('not to be served')
  })

  it('serves the desk at its views, its files packed and for good, and the models to be asked again', async () => {
    for (const path of ['/', '/story/s1', '/report/a%2Fb', '/compare/a/b', '/search?q=pont', '/settings']) {
      const answer = await send(open, { path })
      expect([answer.status, answer.text]).toEqual([200, '<!doctype html><title>The desk</title>'])
      expect(answer.headers['cache-control']).toBe('no-cache')
    }
    const packed = await send(open, { path: '/assets/main-abc.js', headers: { 'accept-encoding': 'gzip' } })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.headers['cache-control']).toContain('immutable')
    const plain = await send(open, {
      path: '/assets/main-abc.js',
      headers: { 'accept-encoding': 'gzip;q=0' },
    })
    expect(plain.text).toBe('export {}')
    const manifest = await send(open, { path: '/models/manifest.json' })
    expect(manifest.status).toBe(200)
    const again = await send(open, {
      path: '/models/manifest.json',
      headers: { 'if-none-match': String(manifest.headers['etag']) },
    })
    expect(again.status).toBe(304)
  })

  it('says plainly where the desk was not built', async () => {
    const bare = await testServer({ desk: join(desk, 'nothing') })
    try {
      expect(bare.server.desk).toBe(false)
      const answer = await bare.ask('/')
      expect(answer.status).toBe(404)
      expect(((await answer.json()) as { detail: string }).detail).toContain('npm run build')
    } finally {
      await bare.stop()
    }
  })
})

describe('starting', () => {
  it.each<[string, () => { host?: string; port?: number }, RegExp]>([
    ['a port in use', () => ({ port: open.server.port }), /^Port \d+ is in use: .*--port/],
    [
      'an address of another machine',
      () => ({ host: '203.0.113.7' }),
      /^203\.0\.113\.7 is no address of this machine/,
    ],
  ])('says in a sentence: %s', async (_, where, sentence) => {
    const started = startServer({
      store: open.store,
      backend: 'sqlite',
      ...where(),
      askFeed: async (feed) => ({ feed, result: 'gone', new: 0, taken: 0, failed: 0 }),
      report: () => {},
    })
    await expect(started).rejects.toThrow(ServerError)
    await expect(started).rejects.toThrow(sentence)
  })
})
