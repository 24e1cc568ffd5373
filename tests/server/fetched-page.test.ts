import { afterAll, describe, expect, it, vi } from 'vitest'
import { pageArticles } from '../../bench/pages/articles.ts'
import { languages } from '../../src/contract/analysis.ts'
import { parsingPool } from '../../src/intake/parsing/parsing-pool.ts'
import { json, testServer } from './support.ts'

// Threads start slowly on a machine that has much to do.
vi.setConfig({ testTimeout: 120_000 })

afterAll(() => parsingPool().close())

describe.each(languages)('a page that is fetched for a person to look at (%s)', (language) => {
  const [article, other] = pageArticles[language]
  const pageOf = (paragraphs: readonly string[]) =>
    `<!doctype html><html lang="${language}"><head><title>${article.title}</title><meta name="description" content="${article.description}"></head><body><article>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`

  it.each([
    ['says so where its text is not what its headline announces', other.paragraphs, true],
    ['says nothing where it is', article.paragraphs, false],
  ] as const)('%s', async (_, paragraphs, isDoubtful) => {
    const { ask, stop } = await testServer({
      intake: {
        fetch: async (url) => ({ url, contentType: 'text/html', bytes: Buffer.from(pageOf(paragraphs)) }),
      },
    })
    try {
      const answer = await ask('/api/read', json({ address: 'https://velmar.example/news' }))
      expect(answer.status).toBe(200)
      const { note, text } = (await answer.json()) as { note?: string; text: string }
      expect(text).toContain(paragraphs[0])
      if (isDoubtful) expect(note).toContain(article.title.slice(0, 30))
      else expect(note).toBeUndefined()
    } finally {
      await stop()
    }
  })
})
