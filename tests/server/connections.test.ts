import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Connections, countedAddress } from '../../src/server/connections.ts'
import type { ServerLimits } from '../../src/server/start-server.ts'
import { type TestServer, testServer } from './support.ts'

describe('the address that is counted', () => {
  it.each<[string | undefined, string]>([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::9', '2001:db8:1:3::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [undefined, 'local'],
    ['', 'local'],
  ])('%s is %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted)
  })
})

describe('room for connections', () => {
  const named = (name: string) => ({ name })
  const caps = { all: 4, perAddress: 2 }

  it('is made by the one of the same address that is idle for longest', () => {
    const connections = new Connections(caps)
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(named)
    expect(connections.admit(a, 'x')).toEqual([])
    expect(connections.admit(b, 'x')).toEqual([])
    connections.begin(a)
    connections.rest(a)
    expect(connections.admit(c, 'x')).toEqual([b])
    connections.begin(a)
    connections.begin(c)
    expect(connections.admit(d, 'x')).toEqual([d])
    expect(connections.count).toBe(2)
  })

  it('is made by the address that has most where all have too many', () => {
    const connections = new Connections(caps)
    const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map(named)
    connections.admit(a, 'x')
    connections.admit(b, 'y')
    connections.admit(c, 'y')
    connections.admit(d, 'z')
    expect(connections.admit(e, 'w')).toEqual([b])
    for (const busy of [a, c, d, e]) connections.begin(busy)
    expect(connections.admit(f, 'v')).toEqual([f])
    connections.gone(d)
    expect(connections.admit(f, 'v')).toEqual([])
  })

  it('is there again where a connection is gone, once however often that is said', () => {
    const connections = new Connections({ all: 1, perAddress: 1 })
    const [a, b] = ['a', 'b'].map(named)
    connections.admit(a, 'x')
    connections.gone(a)
    connections.gone(a)
    connections.rest(a)
    expect(connections.count).toBe(0)
    expect(connections.admit(b, 'x')).toEqual([])
    // The last of its address made room for one of the same.
    expect(connections.admit(a, 'x')).toEqual([b])
    expect(connections.count).toBe(1)
  })
})

let running: TestServer | undefined
const sockets: Socket[] = []
const printed = vi.spyOn(console, 'error')
beforeEach(() => printed.mockClear())
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await running?.stop()
  running = undefined
})

async function serverWith(limits: Partial<ServerLimits>, more: Parameters<typeof testServer>[0] = {}) {
  running = await testServer({ limits, ...more })
  return running
}

interface Line {
  socket: Socket
  /** All that came, once the server has closed its side. */
  ended: Promise<string>
  /** Resolves when the connection is gone. */
  closed: Promise<void>
}
function line({ server }: TestServer, text = '', from = '127.0.0.1'): Line {
  const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: from, allowHalfOpen: true })
  sockets.push(socket)
  let got = ''
  socket.on('data', (chunk) => {
    got += String(chunk)
  })
  // What is told of a connection that was cut off stands in "closed".
  socket.on('error', () => {})
  const closed = new Promise<void>((done) => socket.on('close', () => done()))
  const ended = new Promise<string>((done) => {
    socket.on('end', () => done(got))
    socket.on('close', () => done(got))
  })
  if (text) socket.write(text)
  return { socket, ended, closed }
}
const opened = ({ socket }: Line) =>
  socket.connecting ? new Promise((done) => socket.once('connect', done)) : undefined

function problemIn(answer: string) {
  const [head, body] = answer.split('\r\n\r\n', 2)
  const [first, ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((one) => [
      one.slice(0, one.indexOf(':')).toLowerCase(),
      one.slice(one.indexOf(':') + 1).trim(),
    ]),
  )
  return {
    status: Number(first.split(' ')[1]),
    headers,
    problem: JSON.parse(body) as Record<string, unknown>,
  }
}

const health = (to: TestServer) => `GET /health HTTP/1.1\r\nHost: 127.0.0.1:${to.server.port}\r\n`

describe('connections that say nothing', () => {
  it('keep out nobody, at the same address or another', async () => {
    const server = await serverWith({ headersTime: 600_000, requestTime: 600_000 })
    // More than the server takes of all, and of one address.
    const silent = Array.from({ length: 1100 }, (_, i) => line(server, '', `127.0.0.${2 + (i % 2)}`))
    await Promise.all(silent.map(opened))
    expect((await server.ask('/health')).status).toBe(200)
    const beside = line(server, `${health(server)}Connection: close\r\n\r\n`, '127.0.0.2')
    expect(await beside.ended).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('are closed, also where the other end keeps its side open', async () => {
    const server = await serverWith({ headersTime: 50, requestTime: 50 })
    for (const text of ['', 'GET /hea', `${health(server)}X-Slow: `]) {
      const { socket, ended, closed } = line(server, text)
      const { status, headers, problem } = problemIn(await ended)
      expect([status, headers['content-type'], headers['connection'], problem['status']]).toEqual([
        408,
        'application/problem+json',
        'close',
        408,
      ])
      // Only a connection that is closed on both sides is broken by further words.
      const speaking = setInterval(() => socket.write('x'), 5)
      await closed
      clearInterval(speaking)
    }
  })

  it('make room, but not where an answer is under way', async () => {
    const begun: string[] = []
    const answers = new Map<string, () => void>()
    const server = await serverWith(
      { connectionsPerAddress: 2 },
      {
        mcp: (request) =>
          new Promise((done) => {
            const name = new URL(request.url).search
            begun.push(name)
            answers.set(name, () => done(new Response(name)))
          }),
      },
    )
    const asked = (name: string) =>
      line(
        server,
        `GET /mcp?${name} HTTP/1.1\r\nHost: 127.0.0.1:${server.server.port}\r\nConnection: close\r\n\r\n`,
        '127.0.0.3',
      )
    const first = asked('first')
    await vi.waitFor(() => expect(begun).toHaveLength(1))
    const idle = line(server, '', '127.0.0.3')
    await opened(idle)
    const second = asked('second')
    expect(await idle.ended).toBe('')
    await vi.waitFor(() => expect(begun).toHaveLength(2))
    // Now both are busy: a third is told so.
    const { status, problem } = problemIn(await asked('third').ended)
    expect([status, problem['detail']]).toEqual([503, expect.stringContaining('too many connections')])
    expect(begun).toEqual(['?first', '?second'])
    for (const answer of answers.values()) answer()
    expect(await first.ended).toContain('?first')
    expect(await second.ended).toContain('?second')
  })
})

describe('a request that cannot be read is answered with a problem', () => {
  const host = 'Host: 127.0.0.1\r\n'
  const posted = `POST /api/feeds HTTP/1.1\r\n${host}Content-Type: application/json\r\n`
  it.each<[string, string, number]>([
    ['no HTTP', 'HELO there\r\n\r\n', 400],
    ['a method that is none', `FOO /health HTTP/1.1\r\n${host}\r\n`, 400],
    ['no Host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['no Host, as in HTTP/1.0', 'GET /health HTTP/1.0\r\n\r\n', 400],
    ['a Host that is none', 'GET /health HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['a backslash', `GET /\\health HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 400],
    ['an address that is none', `GET http://[/ HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 400],
    ['no address', `OPTIONS * HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 400],
    ['two lengths', `${posted}Content-Length: 5\r\nContent-Length: 6\r\n\r\n`, 400],
    ['a length and pieces', `${posted}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
    ['a piece without a size', `${posted}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
    ['a proxy', `CONNECT example.org:443 HTTP/1.1\r\n${host}\r\n`, 405],
    [
      'pieces with long extensions',
      `${posted}Transfer-Encoding: chunked\r\n\r\n1;${'a'.repeat(20_000)}\r\n`,
      413,
    ],
    ['an expectation', `GET /health HTTP/1.1\r\n${host}Expect: a-miracle\r\n\r\n`, 417],
    ['long headers', `GET /health HTTP/1.1\r\n${host}X: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
  ])('%s', async (_, text, expected) => {
    const server = await serverWith({})
    const { status, headers, problem } = problemIn(await line(server, text).ended)
    expect(status).toBe(expected)
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      connection: 'close',
    })
    expect(problem).toEqual({
      type: 'about:blank',
      title: expect.stringMatching(/^\S/),
      status: expected,
      detail: expect.stringMatching(/\.$/),
    })
    expect(server.failures).toEqual([])
  })

  it('but not amid the answer to another', async () => {
    const server = await serverWith(
      {},
      {
        mcp: async () =>
          new Response(
            new ReadableStream({
              start: (controller) => controller.enqueue(new TextEncoder().encode('the beginning')),
            }),
          ),
      },
    )
    const { socket, ended } = line(
      server,
      `GET /mcp HTTP/1.1\r\nHost: 127.0.0.1:${server.server.port}\r\n\r\n`,
    )
    let got = ''
    await new Promise<void>((done) =>
      socket.on('data', (chunk) => {
        got += String(chunk)
        if (got.includes('the beginning')) done()
      }),
    )
    socket.write('no HTTP at all\r\n\r\n')
    expect(await ended).not.toMatch(/HTTP\/1\.1 400/)
  })
})

describe('a client that goes away, or takes nothing', () => {
  it('is left after a while', async () => {
    let given = 0
    let left: (() => void) | undefined
    const leaving = new Promise<void>((done) => {
      left = done
    })
    const server = await serverWith(
      { stallTime: 100 },
      {
        mcp: async () =>
          new Response(
            new ReadableStream({
              pull: (controller) => {
                given++
                controller.enqueue(new Uint8Array(64 * 1024))
              },
              cancel: () => left?.(),
            }),
          ),
      },
    )
    const { socket } = line(server, `GET /mcp HTTP/1.1\r\nHost: 127.0.0.1:${server.server.port}\r\n\r\n`)
    socket.pause()
    await leaving
    expect(given).toBeGreaterThan(0)
  })

  it('is not left where the answer is long in the making', async () => {
    const server = await serverWith(
      { stallTime: 20 },
      { mcp: () => new Promise((done) => setTimeout(() => done(new Response('at last')), 200)) },
    )
    expect(await (await server.ask('/mcp')).text()).toBe('at last')
  })

  it.each([
    ['POST', '/api/reports'],
    ['POST', '/api/feeds'],
    ['POST', '/api/session'],
    ['POST', '/mcp'],
    ['PUT', '/api/sources/NBC/rating'],
  ])('amid what it sends (%s %s) leaves no word in the log', async (method, path) => {
    const server = await serverWith(
      {},
      {
        token: 'a-token-for-the-tests-0123456789',
        mcp: async (request) => new Response(await request.text()),
      },
    )
    for (const body of [
      'Content-Length: 500\r\n\r\n{"te',
      'Transfer-Encoding: chunked\r\n\r\n4\r\n{"te\r\n',
    ]) {
      const { socket, closed } = line(
        server,
        `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.server.port}\r\nAuthorization: Bearer a-token-for-the-tests-0123456789\r\nContent-Type: application/json\r\n${body}`,
      )
      // Answered, so that what was sent before is known to be there; then it is cut off.
      await server.ask('/health')
      socket.resetAndDestroy()
      await closed
    }
    // Counted once it was answered, to nobody.
    await vi.waitFor(async () => {
      const counted = await (
        await server.ask('/metrics', {
          headers: { authorization: 'Bearer a-token-for-the-tests-0123456789' },
        })
      ).text()
      const told = [...counted.matchAll(new RegExp(`method="${method}",status="400"} (\\d+)`, 'g'))]
      expect(told.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(2)
    })
    expect(server.failures).toEqual([])
    expect(printed).not.toHaveBeenCalled()
  })
})
