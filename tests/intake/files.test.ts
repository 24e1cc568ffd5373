import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeText } from '../../src/intake/decode-text.ts'
import { type IntakeItem, type IntakeOptions, readInput, type Skipped } from '../../src/intake/index.ts'
import { linesOf } from '../../src/intake/json-lines.ts'
import { column, pdfOf } from './pdf-writer.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'selon-intake-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fr = 'Le maire a dit que la réunion était annulée, mais une source affirme le contraire.'
const en = 'The mayor said that the meeting was cancelled, but a source says otherwise.'
const es = 'El alcalde dijo que la reunión fue cancelada, pero una fuente afirma lo contrario.'

async function itemsOf(input: string, options: IntakeOptions = {}): Promise<IntakeItem[]> {
  const items: IntakeItem[] = []
  for await (const item of readInput(input, options)) items.push(item)
  return items
}
function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
async function* chunksOf(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as string)
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}
const textsOf = (items: IntakeItem[]) => items.map((item) => (item.ok ? item.input.text : item.error))

describe('plain text', () => {
  const odd = `${fr}\r\n\r\nDeux\rtrois\u2028quatre \u200f\u202btexte\u202c ${'\u00a0'}«\u00a0oui\u00a0».\n\n`

  test.each([
    ['UTF-8', Buffer.from(odd), odd],
    ['UTF-8 with a mark, which is no part of the text', Buffer.from(`\ufeff${odd}`), odd],
    ['a second mark, which is', Buffer.from(`\ufeff\ufeff${odd}`), `\ufeff${odd}`],
    ['UTF-16, little end first', Buffer.from(`\ufeff${odd}`, 'utf16le'), odd],
    ['UTF-16, big end first', Buffer.from(`\ufeff${odd}`, 'utf16le').swap16(), odd],
    ['UTF-16 without a mark', Buffer.from(fr, 'utf16le'), fr],
    ['UTF-16 with a lone surrogate', Buffer.from(`\ufeff${fr} \ud800 fin`, 'utf16le'), `${fr} \ud800 fin`],
    [
      'windows-1252',
      Buffer.from([
        ...Buffer.from('Prix\u00a0: 5 ', 'latin1'),
        0x80,
        0x20,
        0x93,
        ...Buffer.from(fr, 'latin1'),
        0x94,
      ]),
      `Prix\u00a0: 5 € “${fr}”`,
    ],
    [
      'Mac OS Roman',
      Buffer.from(
        'Le pr\u008esident a annonc\u008e la r\u008eunion, dit-on \u0088 la t\u008el\u008evision.',
        'latin1',
      ),
      'Le président a annoncé la réunion, dit-on à la télévision.',
    ],
  ])('%s is read code unit for code unit', async (name, bytes, text) => {
    const [item] = await itemsOf(put(`${name.replace(/\W/g, '')}.txt`, bytes), { language: 'fr' })
    expect(item).toMatchObject({ ok: true, input: { text } })
  })

  test('any text written as UTF-8 comes back as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        fc.pre(text.isWellFormed() && !/(?![\t\n\v\f\r])\p{Cc}/u.test(text) && !text.startsWith('\ufeff'))
        expect((await decodeText(Buffer.from(text, 'utf8'), 'It')).text).toBe(text)
      }),
    )
  })

  test('50 MB are read exactly', async () => {
    const line = `${fr}\r\n`
    const text = line.repeat(Math.ceil((50 * 1024 * 1024) / Buffer.byteLength(line)))
    const [item] = await itemsOf(put('large.txt', text))
    expect(item.ok && item.input.language).toBe('fr')
    expect(item.ok && item.input.text === text).toBe(true)
  })

  test.each([
    ['nothing.txt', '', /is empty/],
    ['blank.txt', ' \n\t ', /has no words in it/],
    ['picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /is a picture \(PNG\)/],
    [
      'office.txt',
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]),
      /office program \(ZIP\).*save it as plain text/,
    ],
    ['binary.txt', Buffer.from([65, 66, 0, 1, 2, 3, 67, 68]), /is not a text file/],
    ['controls.txt', Buffer.from('a\u0001\u0002b\u0003c\u0004d\u0005e'), /is not a text file/],
  ])('%s is refused in a sentence', async (name, content, sentence) => {
    const items = await itemsOf(put(name, content))
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ ok: false, error: expect.stringMatching(sentence) })
  })

  test('a missing file is refused by its name, without its control characters', async () => {
    const [item] = await itemsOf('no\u001b[31m such.txt')
    expect(item).toMatchObject({
      ok: false,
      error: 'There is no file or folder "no?[31m such.txt": check the path.',
    })
  })

  test('a file over the limit is refused', async () => {
    const [item] = await itemsOf(put('over.txt', fr.repeat(20)), { limits: { fileBytes: 1000 } })
    expect(item).toMatchObject({ ok: false, error: expect.stringMatching(/larger than 1 MB.*split it/) })
  })
})

describe('the format', () => {
  const page = `<!DOCTYPE html><html lang="fr"><head><title>Le maire annule la réunion</title></head><body><article>${`<p>${fr}</p>`.repeat(4)}</article></body></html>`
  const pdf = pdfOf([
    column(['The mayor said that the meeting was cancelled,', 'but a source says otherwise.'], 72, 700),
  ])

  test.each<[string, string | Uint8Array, string, string]>([
    ['a text', fr, 'txt', fr],
    ['a text that begins with a bracket', `[AFP] ${fr}`, 'txt', `[AFP] ${fr}`],
    ['a text that begins with a brace', `{sic} ${fr}`, 'txt', `{sic} ${fr}`],
    ['a text that begins with an angle', `<< ${fr} >>`, 'txt', `<< ${fr} >>`],
    ['a page', page, 'html', `Le maire annule la réunion\n${Array(4).fill(fr).join('\n')}`],
    ['a page under another name', page, 'txt', `Le maire annule la réunion\n${Array(4).fill(fr).join('\n')}`],
    ['a PDF', pdf, 'pdf', en],
    ['a PDF under another name', pdf, 'txt', en],
    ['one report', JSON.stringify({ text: fr }, null, 2), 'json', fr],
    ['a list of one', JSON.stringify([{ text: fr }]), 'json', fr],
    ['a line', `${JSON.stringify({ text: fr })}\n`, 'jsonl', fr],
    [
      'lines under the name of JSON',
      `${JSON.stringify({ text: fr })}\n${JSON.stringify({ text: fr })}`,
      'json',
      fr,
    ],
  ])('%s is told by name and by content alone', async (name, content, ending, text) => {
    const path = put(`${name.replace(/\W/g, '')}.${ending}`, content)
    expect(textsOf(await itemsOf(path))[0]).toBe(text)
    expect(textsOf(await itemsOf('-', { stdin: chunksOf(content, 1000) }))[0]).toBe(text)
  })
})

describe('JSON', () => {
  test('text is kept code unit for code unit: marks, lone surrogates, direction marks, line endings', async () => {
    const text = `\ufeff${fr}\r\n\ud83d \udc00\u200f\u0000\u0007fin`
    const [item] = await itemsOf('-', { stdin: chunksOf(JSON.stringify({ id: 7, text, language: 'fr' })) })
    expect(item).toEqual({
      ok: true,
      input: { id: '7', text, language: 'fr' },
      origin: 'standard input:1',
      line: 1,
    })
  })

  test('all fields are taken, null is the same as absent, others are not looked at', async () => {
    const full = {
      id: 'a',
      text: fr,
      language: 'fr-CA',
      published: '2026-03-02',
      publisher: 'Le Phare',
      title: 'La réunion',
      url: 'https://example.org/a',
      authors: ['A B'],
    }
    const bare = {
      id: null,
      text: es,
      language: null,
      published: null,
      publisher: null,
      title: null,
      url: null,
      authors: null,
      more: { x: 1 },
    }
    const items = await itemsOf(put('fields.json', JSON.stringify([full, bare])))
    expect(items.map((item) => item.ok && item.input)).toEqual([
      { ...full, language: 'fr' },
      { text: es, language: 'es' },
    ])
  })

  test("Selon's own Analysis gives its report", async () => {
    const analysis = {
      version: '1',
      engine: {},
      report: { id: 'r', text: en, language: 'en', publisher: 'The Beacon' },
      sentences: [],
    }
    const [item] = await itemsOf(put('analysis.json', JSON.stringify(analysis)))
    expect(item).toMatchObject({ ok: true, input: analysis.report })
  })

  test.each([
    ['{"text": 1}', /has a "text" that is not a string/],
    ['{"id": "x"}', /has no "text"/],
    ['{"text": " "}', /has an empty "text"/],
    ['{"text": "a b", "id": {}}', /has an "id" that is neither/],
    ['{"text": "a b", "title": 3}', /has a "title" that is not a string/],
    ['{"text": "a b", "authors": "A"}', /"authors" that are not a list/],
    [
      '{"text": "a b", "language": "pt"}',
      /is declared to be in Portuguese; Selon reads French, English and Spanish/,
    ],
    ['{"text": "a b", "language": "martian"}', /declares the language "martian"/],
    ['[]', /is an empty list/],
    ['[3]', /is a number, not a report/],
    ['"text"', /is a string, not a report/],
    ['{"text": "a', /is not valid JSON/],
  ])('%s is refused', async (content, sentence) => {
    const items = await itemsOf(put('wrong.json', content))
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ ok: false, error: expect.stringMatching(sentence) })
  })
})

describe('a date that is none', () => {
  test.each([
    [
      'one.json',
      '{"text": "a b", "language": "en", "published": "yesterday"}',
      /\("yesterday"\): it is kept undated/,
    ],
    ['two.json', '{"text": "a b", "language": "en", "published": "2026-02-30"}', /no date/],
    ['three.jsonl', '{"text": "a b", "language": "en", "published": 20260302}\n', /\("20260302"\)/],
  ])('%s is kept undated, and says so', async (name, content, sentence) => {
    const [item] = await itemsOf(put(name, content))
    expect(item).toMatchObject({ ok: true, input: { text: 'a b' }, note: expect.stringMatching(sentence) })
    expect(item).not.toHaveProperty('input.published')
  })
})

describe('JSON Lines', () => {
  test('a broken line gives its error in its place, and the rest goes on', async () => {
    const lines = Array.from({ length: 10 }, (_, i) =>
      JSON.stringify({ id: i + 1, text: [fr, en, es][i % 3] }),
    )
    lines[6] = '{"id": 7, "text": "broken'
    const items = await itemsOf(put('ten.jsonl', lines.join('\n')))
    expect(items).toHaveLength(10)
    expect(items.map((item) => item.ok)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      true,
      true,
      true,
    ])
    expect(items[6]).toMatchObject({
      id: '7',
      origin: expect.stringMatching(/ten\.jsonl:7$/),
      error: expect.stringMatching(
        /^Line 7 of ".*ten\.jsonl" is not valid JSON.*: put one whole object on each line\.$/,
      ),
    })
    expect(items.map((item) => item.ok && item.input.language).slice(0, 3)).toEqual(['fr', 'en', 'es'])
  })

  test('blank lines count but give nothing; a mark at the start and CR LF do no harm', async () => {
    const content = `\ufeff${JSON.stringify({ text: fr })}\r\n\r\n${JSON.stringify({ text: es })}\r\n`
    const items = await itemsOf(put('blank.jsonl', content))
    expect(items.map((item) => [item.ok, item.origin.split(':').at(-1)])).toEqual([
      [true, '1'],
      [true, '3'],
    ])
  })

  test('UTF-16 lines are read, a line that is not UTF-8 is refused alone', async () => {
    const wide = Buffer.from(
      `\ufeff${JSON.stringify({ text: `${fr} 😀` })}\n${JSON.stringify({ text: es })}`,
      'utf16le',
    )
    expect(textsOf(await itemsOf(put('wide.jsonl', wide)))).toEqual([`${fr} 😀`, es])
    const mixed = Buffer.concat([
      Buffer.from('{"id":"l","text":"r\u00e9"}\n', 'latin1'),
      Buffer.from(JSON.stringify({ text: es })),
    ])
    const items = await itemsOf(put('mixed.jsonl', mixed))
    expect(items[0]).toMatchObject({
      ok: false,
      id: 'l',
      error: expect.stringMatching(/^Line 1 of .* is not UTF-8/),
    })
    expect(items[1].ok).toBe(true)
  })

  test('a line over the limit is passed over, the next ones are read', async () => {
    const content = `${JSON.stringify({ id: 'l', text: fr.repeat(100) })}\n${JSON.stringify({ text: es })}\n`
    const items = await itemsOf(put('long.jsonl', content), { limits: { lineBytes: 500 } })
    expect(items.map((item) => item.ok)).toEqual([false, true])
  })

  test('an empty one is refused', async () => {
    expect(await itemsOf(put('none.jsonl', '\n\n'))).toMatchObject([
      { ok: false, error: expect.stringMatching(/holds no report/) },
    ])
  })

  test('a stream is read line by line: the first report is there before the last one is asked for', async () => {
    let given = 0
    const endless = async function* () {
      for (;;) {
        given++
        yield Buffer.from(`${JSON.stringify({ id: given, text: en })}\n`)
      }
    }
    let taken = 0
    for await (const item of readInput('-', { stdin: endless() })) {
      expect(item).toMatchObject({ ok: true, input: { id: String(++taken) } })
      if (taken === 2000) break
    }
    // What is read ahead to tell the format is bounded.
    expect(given - taken).toBeLessThan(1000)
  })

  test('a stream that is refused by its first bytes is let go', async () => {
    let released = false
    const picture = async function* () {
      try {
        yield Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(70_000)])
        yield Buffer.from('more')
      } finally {
        released = true
      }
    }
    expect(await itemsOf('-', { stdin: picture() })).toMatchObject([{ ok: false }])
    expect(released).toBe(true)
  })

  test('lines come out the same however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' })),
        fc.integer({ min: 1, max: 9 }),
        async (texts, size) => {
          const content = texts.map((text) => JSON.stringify(text)).join('\n')
          const found: unknown[] = []
          for await (const line of linesOf(chunksOf(content, size), 1e6))
            if ('bytes' in line) found.push(JSON.parse(Buffer.from(line.bytes).toString('utf8')))
          expect(found).toEqual(texts.map((text) => JSON.parse(JSON.stringify(text))))
        },
      ),
    )
  })
})

describe('folders', () => {
  test('files are read in the order of their names, subfolders included; others are counted', async () => {
    const root = join(folder, 'tree')
    mkdirSync(join(root, 'b', 'deep'), { recursive: true })
    mkdirSync(join(root, '.hidden'))
    for (const [name, content] of [
      ['c.txt', en],
      ['a.TXT', fr],
      ['b/z.json', JSON.stringify({ text: es })],
      ['b/deep/y.jsonl', `${JSON.stringify({ text: fr })}\nbroken`],
      ['b/picture.png', 'x'],
      ['notes.xlsx', 'x'],
      ['.hidden/x.txt', fr],
    ])
      writeFileSync(join(root, name), content)
    symlinkSync(root, join(root, 'round.txt'))
    const skipped: Skipped[] = []
    const items = await itemsOf(root, { onSkipped: (one) => skipped.push(one) })
    expect(items.map((item) => item.origin.slice(root.length + 1))).toEqual([
      'a.TXT',
      'b/deep/y.jsonl:1',
      'b/deep/y.jsonl:2',
      'b/z.json',
      'c.txt',
    ])
    expect(skipped).toEqual([
      { folder: root, count: 3, examples: ['b/picture.png', 'notes.xlsx', 'round.txt'] },
    ])
  })

  test('one without anything to read is refused', async () => {
    mkdirSync(join(folder, 'bare'))
    expect(await itemsOf(join(folder, 'bare'))).toMatchObject([
      { ok: false, error: expect.stringMatching(/holds no file that Selon reads/) },
    ])
  })
})

describe('any input', () => {
  test('random bytes give items or a sentence under every name', async () => {
    const starts = [
      '',
      '%PDF-1.7\n',
      '<html>',
      '<!doctype html>',
      '{"text":',
      '[{"text":"',
      '\ufeff',
      '{"id":1}\n',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('-', 'x.txt', 'x.html', 'x.pdf', 'x.json', 'x.jsonl', 'x.bin'),
        async (start, bytes, name) => {
          const content = Buffer.concat([Buffer.from(start), bytes])
          const items =
            name === '-'
              ? await itemsOf('-', { stdin: chunksOf(content, 50) })
              : await itemsOf(put(name, content))
          expect(items.length).toBeGreaterThan(0)
          for (const item of items) {
            if (item.ok) expect(item.input.text.trim()).not.toBe('')
            else expect(item.error).toMatch(/^\P{Cc}+\.$/u)
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})
