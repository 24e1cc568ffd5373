import { afterAll, expect, test, vi } from 'vitest'
import { parsingPool } from '../../src/intake/parsing/parsing-pool.ts'
import { hostilePages } from '../intake/hostile-pages.ts'
import { pdfOf } from '../intake/pdf-writer.ts'
import { json, testServer } from './support.ts'

// Threads start slowly on a machine that has much to do.
vi.setConfig({ testTimeout: 300_000 })

afterAll(() => parsingPool().close())

const pageOf = (kind: string, count: number): Uint8Array =>
  Buffer.from(hostilePages.find((page) => page.kind === kind)?.html(count) ?? '')

// Told by the order of answers: what parsing holds up, it holds up on any machine.
test.each<[name: string, contentType: string, bytes: Uint8Array]>([
  ['a page of paragraphs without end', 'text/html', pageOf('paragraphs', 100_000)],
  ['a page of towers of headings', 'text/html', pageOf('towers of headings', 100_000)],
  ['a page of brackets', 'text/html', pageOf('brackets and letters', 400_000)],
  [
    'a PDF of many pages',
    'application/pdf',
    pdfOf(
      Array.from({ length: 300 }, () =>
        Array.from({ length: 60 }, (_, i) => ({
          text: 'The harbour of Velmar was closed on Monday, the port authority said.',
          x: 72,
          y: 800 - 12 * i,
        })),
      ),
    ),
  ],
])('%s is answered after a request that was sent after it', async (_, contentType, bytes) => {
  let given: (() => void) | undefined
  const fetched = new Promise<void>((resolve) => {
    given = resolve
  })
  const { ask, stop } = await testServer({
    intake: {
      fetch: async (url) => {
        given?.()
        return { url, contentType, bytes }
      },
    },
  })
  try {
    const order: string[] = []
    const page = ask('/api/read', json({ address: 'https://velmar.example/news' })).then((answer) => {
      order.push('page')
      return answer
    })
    await fetched
    // Now the page is read, and this comes after it.
    expect((await ask('/health')).status).toBe(200)
    order.push('health')
    expect([200, 422]).toContain((await page).status)
    expect(order).toEqual(['health', 'page'])
  } finally {
    await stop()
  }
})
