import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { UsageError } from '../../src/cli/usage-error.ts'
import { type WatchOptions, watchCommand } from '../../src/cli/watch-command.ts'
import { root } from '../support.ts'
import { page, rss } from './feed-texts.ts'

let folder = ''
let server: Server
let feed = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'selon-watch-'))
  server = createServer(({ url }, response) => {
    if (url === '/feed')
      response.end(
        rss([
          { id: '1', link: '/a', title: 'Pont \u001b[31m' },
          { id: '2', link: 'javascript:alert(1)' },
        ]).replaceAll('\u001b', '&#27;'),
      )
    else if (url === '/a') response.setHeader('content-type', 'text/html').end(page('fr'))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const watch = (...args: string[]) =>
  new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    const command = ['--import', 'tsx', `${root}src/cli/main.ts`, 'watch', ...args]
    const child = execFile(process.execPath, command, { cwd: root }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    )
  })

describe('selon watch', () => {
  test('asks a list of feeds once, tells what it took in, and says nothing that moves a terminal', async () => {
    const list = join(folder, 'list.opml')
    writeFileSync(list, `<opml version="2.0"><body><outline text="A" xmlUrl="${feed}"/></body></opml>`)
    const args = [list, '--once', '--database', join(folder, 'a.db'), '--allow-host', '127.0.0.1']
    const first = await watch(...args)
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(first.stdout).toContain('2 new, 1 taken in, 1 not')
    expect(first.stdout).toContain('no address of http or https')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(first.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
    expect((await watch(...args)).stdout).toContain('0 new, 0 taken in, 0 not')
  })

  test('does not go inside a private network unasked', async () => {
    const { status, stderr } = await watch(feed, '--once', '--database', join(folder, 'b.db'))
    expect(status).toBe(1)
    expect(stderr).toContain('private or reserved network')
  })

  test.each<[string[], WatchOptions, string]>([
    [[], { once: true }, 'holds no feed yet'],
    [['https://feeds.example/'], { interval: '0' }, '--interval takes minutes'],
    [['https://feeds.example/'], { interval: 'soon' }, '--interval takes minutes'],
  ])('%j with %j is refused as wrongly written', async (inputs, options, sentence) => {
    const wrong = watchCommand(inputs, { ...options, database: join(folder, 'c.db') })
    await expect(wrong).rejects.toThrow(sentence)
    await expect(wrong).rejects.toBeInstanceOf(UsageError)
  })

  test.each([
    ['nowhere.opml', 'neither an address of http or https nor a file'],
    ['https://user:secret@feeds.example/', 'sends no user name or password'],
  ])('%s is no feed', async (input, sentence) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    try {
      expect(await watchCommand([input], { once: true, database: join(folder, 'd.db') })).toBe(1)
      const said = written.mock.calls.map(([text]) => String(text)).join('')
      expect(said).toContain(sentence)
      expect(said).not.toContain('secret')
    } finally {
      written.mockRestore()
    }
  })
})
