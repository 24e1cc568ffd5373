import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { IntakeError, type IntakeItem } from '../../src/intake/intake-item.ts'
import { ParsingPool, type ParsingPoolOptions, parsingPool } from '../../src/intake/parsing/parsing-pool.ts'
import { readInput } from '../../src/intake/read-input.ts'
import { pdfLimits, reportFromPdf } from '../../src/intake/report-from-pdf.ts'
import { column, contentOf, pdfOf, pdfOfContents } from './pdf-writer.ts'

// Threads start slowly on a machine that has much to do.
vi.setConfig({ testTimeout: 300_000 })

const folder = mkdtempSync(join(tmpdir(), 'selon-parsing-'))
const sentences = [
  'The harbour of Velmar was closed on Monday after the storm, the port authority said in a statement.',
  'Two ships would have been hit, but no one was hurt, according to a source close to the matter.',
]
const page = `<!doctype html><html lang="en"><body><article><h1>Velmar closes its harbour</h1>${sentences.map((one) => `<p>${one}</p>`).join('')}</article></body></html>`
const file = pdfOf([column(sentences, 72, 760)])
const pools: ParsingPool[] = []
const poolWith = (options: ParsingPoolOptions) => {
  const pool = new ParsingPool(options)
  pools.push(pool)
  return pool
}

afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())))
afterAll(async () => {
  await parsingPool().close()
  rmSync(folder, { recursive: true })
})

describe('a thread that parses', () => {
  test('gives what the same code gives here', async () => {
    const pool = poolWith({})
    const [read, pdf] = await Promise.all([
      pool.page(Buffer.from(page), { name: 'The page' }),
      pool.pdf(file, 'A file'),
    ])
    expect(read).toMatchObject({ title: 'Velmar closes its harbour', language: 'en' })
    expect(read.text.split('\n')).toEqual(['Velmar closes its harbour', ...sentences])
    expect(pdf).toEqual(await reportFromPdf(file, 'A file'))
    await expect(pool.page(Buffer.from('<p>'), { name: 'The page' })).rejects.toThrow(
      /^The page holds no article: /,
    )
    await expect(pool.pdf(Buffer.from('%PDF-1.4'), 'A file')).rejects.toBeInstanceOf(IntakeError)
  })

  test('is ended where it takes too long, and the next file has a fresh one', async () => {
    // No thread has begun within a millisecond.
    const pool = poolWith({ pdfTime: 1 })
    await expect(pool.pdf(file, 'A file')).rejects.toThrow(
      /^A file took longer than 0 seconds to read, so it was given up: .*\.$/,
    )
    expect((await pool.page(Buffer.from(page), { name: 'The page' })).text).toContain(sentences[0])
  })

  test('is ended where it takes too much memory, and the next page has a fresh one', async () => {
    const pool = poolWith({ heap: 64 })
    const large = `<html><body>${'<p class="a b c">a</p>'.repeat(140_000)}</body></html>`
    await expect(pool.page(Buffer.from(large), { name: 'The page' })).rejects.toThrow(
      /^The page takes more memory to read than the 64 MB that it may, so it was given up: .*\.$/,
    )
    expect((await pool.page(Buffer.from(page), { name: 'The page' })).text).toContain(sentences[0])
  })
})

describe('a folder in which one file is a bomb', () => {
  const words = (count: number) => sentences[0].repeat(Math.ceil(count / sentences[0].length))
  const texts = (count: number, length: number) =>
    Array.from({ length: count }, (_, i) => `BT /F1 0.1 Tf 72 ${i % 800} Td (${words(length)}) Tj ET`).join(
      '\n',
    )
  const packed = (content: string | Uint8Array) => deflateSync(content, { level: 9 })

  test.each<[name: string, bytes: () => Uint8Array, sentence: RegExp]>([
    [
      'text on one page',
      () => pdfOfContents([packed(texts(20_000, 400))], { filters: '/FlateDecode' }),
      /^Page 1 of ".*bomb\.pdf" holds more text than 400000 characters or 100000 pieces, /,
    ],
    [
      'pieces of text on one page',
      () =>
        pdfOfContents([packed('BT /F1 1 Tf 1 0 0 1 9 9 Tm (a) Tj ET\n'.repeat(300_000))], {
          filters: '/FlateDecode',
        }),
      /^Page 1 of ".*bomb\.pdf" holds more text than /,
    ],
    [
      'one long text',
      () =>
        pdfOfContents([packed(`BT /F1 0.0001 Tf 72 72 Td (${words(3_000_000)}) Tj ET`)], {
          filters: '/FlateDecode',
        }),
      /^Page 1 of ".*bomb\.pdf" holds more text than /,
    ],
    [
      'text on many pages',
      () =>
        pdfOfContents(
          Array.from({ length: 12 }, () => packed(texts(800, 400))),
          { filters: '/FlateDecode' },
        ),
      /^".*bomb\.pdf" holds more than 3000000 characters of text, /,
    ],
    [
      'a content packed again and again',
      () =>
        pdfOfContents([packed(packed(Buffer.alloc(150_000_000, 0x20)))], {
          filters: '[/FlateDecode /FlateDecode]',
        }),
      /^".*bomb\.pdf" unpacks to more than Selon takes into memory of one file: .*\.$/,
    ],
  ])('%s', async (_, bytes, sentence) => {
    const bomb = bytes()
    writeFileSync(join(folder, 'bomb.pdf'), bomb)
    writeFileSync(join(folder, 'report.html'), page)
    writeFileSync(join(folder, 'sheet.pdf'), file)
    const items: IntakeItem[] = []
    for await (const item of readInput(folder)) items.push(item)
    expect(items.map(({ ok }) => ok)).toEqual([false, true, true])
    expect(items[0]).toMatchObject({ error: expect.stringMatching(sentence) })
  })

  test('what a full page of small print holds is read', async () => {
    const lines = column(
      Array.from({ length: 200 }, (_, i) => `${i} ${sentences[0]}`),
      20,
      820,
      4,
      3,
    )
    expect(contentOf(lines).length * 10).toBeLessThan(pdfLimits.pageText)
    expect((await reportFromPdf(pdfOf([lines]), 'A file')).text.length).toBeGreaterThan(20_000)
  })
})
