import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeAs } from '../../src/intake/decode-text.ts'
import { type IntakeItem, type IntakeOptions, readInput } from '../../src/intake/index.ts'
import { messagesOfMailbox } from '../../src/intake/mbox-messages.ts'
import { partsOfFile } from '../../src/intake/read-file-parts.ts'
import { recordsOfWebArchive } from '../../src/intake/warc-records.ts'
import {
  answer,
  docxFiles,
  docxOf,
  languages,
  mailOf,
  mhtmlOf,
  newsmlOf,
  packed,
  pageOf,
  type Report,
  reports,
  warcRecord,
  wordParagraph,
} from './format-writers.ts'
import { column, pdfOf } from './pdf-writer.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'selon-formats-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function itemsOf(input: string, options: IntakeOptions = {}): Promise<IntakeItem[]> {
  const items: IntakeItem[] = []
  for await (const item of readInput(input, options)) items.push(item)
  return items
}
/** What a file of a name and content gives. */
async function given(
  name: string,
  content: string | Uint8Array,
  options: IntakeOptions = {},
): Promise<IntakeItem[]> {
  const path = join(folder, name)
  writeFileSync(path, content)
  return itemsOf(path, options)
}
const only = (items: IntakeItem[]) => {
  expect(items).toHaveLength(1)
  const [item] = items
  if (!item.ok) throw new Error(item.error)
  return item
}
const shown = (items: IntakeItem[]) =>
  items.map(
    (item) =>
      `${item.origin.slice(item.origin.lastIndexOf('/') + 1)} ${item.ok ? item.input.text.split('\n')[0] : item.error.replaceAll(folder, '')}`,
  )

describe.each(languages)('e-mail in %s', (language) => {
  const report = reports[language]
  const body = report.paragraphs.join('\n\n')
  const whole = `${report.title}\n\n${body}`
  const html = report.paragraphs.map((text) => `<p>${text}</p>`).join('')
  test.each([
    [
      'quoted-printable',
      mailOf(report, [{ type: 'text/plain; charset=utf-8', body, encoding: 'quoted-printable' }]),
    ],
    ['base64', mailOf(report, [{ type: 'text/plain; charset=utf-8', body }])],
    ['8bit', mailOf(report, [{ type: 'text/plain; charset=utf-8', body, encoding: '8bit' }])],
    [
      'both plain and HTML',
      mailOf(
        report,
        [
          { type: 'text/plain; charset=utf-8', body },
          { type: 'text/html; charset=utf-8', body: html },
        ],
        { kind: 'alternative' },
      ),
    ],
    [
      'with a signature',
      mailOf(report, [{ type: 'text/plain; charset=utf-8', body: `${body}\n\n-- \nPresse\n0102` }]),
    ],
    [
      'with a quotation',
      mailOf(report, [{ type: 'text/plain; charset=utf-8', body: `${body}\n\n> Ancien\n> message` }]),
    ],
  ])('%s', async (name, mail) => {
    const item = only(await given(`${name.replace(/\W/g, '')}-${language}.eml`, mail))
    expect(item.input.text).toBe(whole)
    expect(item.input).toMatchObject({
      title: report.title,
      published: '2024-10-02T10:00:00+02:00',
      authors: [report.author],
      language,
    })
  })

  test('of HTML alone, and by its content under any name', async () => {
    const mail = mailOf(report, [
      { type: 'text/html; charset=utf-8', body: `<html><body>${html}</body></html>` },
    ])
    for (const name of [`html-${language}.eml`, `html-${language}.txt`, `html-${language}.dat`])
      expect(only(await given(name, mail)).input.text).toBe(
        `${report.title}\n\n${report.paragraphs.join('\n')}`,
      )
  })

  test('attachments that Selon reads are reports of their own', async () => {
    const mail = mailOf(report, [
      { type: 'text/plain; charset=utf-8', body },
      { type: 'text/plain; charset=utf-8', body: `Note. ${report.paragraphs[0]}`, name: 'note.txt' },
      {
        type: 'application/pdf',
        body: pdfOf([column([report.paragraphs[1].normalize('NFD').replace(/[^ -~]/g, '')], 72, 700)]),
        name: 'annexe.pdf',
      },
      { type: 'application/octet-stream', body: docxOf(report), name: 'communiqué.docx' },
      { type: 'text/html', body: pageOf(report, language), name: 'page.html' },
      {
        type: 'message/rfc822',
        body: mailOf(report, [{ type: 'text/plain; charset=utf-8', body: report.paragraphs[2] }]),
        name: 'ancien.eml',
      },
      { type: 'image/png', body: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2]), name: 'photo.png' },
      { type: 'text/calendar', body: 'BEGIN:VCALENDAR\nEND:VCALENDAR', name: 'rdv.ics' },
    ])
    const items = await given(`attached-${language}.eml`, mail, { language })
    expect(items.map(({ ok }) => ok)).toEqual([true, true, true, true, true, true])
    expect(items.map(({ origin }) => origin.replace(/^.*?\.eml/, ''))).toEqual([
      '',
      ':note.txt',
      ':annexe.pdf',
      ':communiqué.docx',
      ':page.html',
      ':ancien.eml',
    ])
    expect(items[0]).toMatchObject({
      note: expect.stringMatching(/2 attachments .*"photo\.png", "rdv\.ics"/),
    })
    expect(items[3]).toMatchObject({ input: { title: report.title } })
  })
})

describe('mailboxes', () => {
  const { fr, en, es } = reports
  const message = (report: Report, body = report.paragraphs.join('\n\n')) =>
    `From presse@ronvaux.example Wed Oct  2 10:00:00 2024\n${mailOf(report, [{ type: 'text/plain; charset=utf-8', body, encoding: '8bit' }]).replaceAll('\r\n', '\n')}\n`

  test('each message is a report', async () => {
    const mailbox = message(fr) + message(en) + message(es)
    for (const name of ['three.mbox', 'three.txt', 'three'])
      expect(shown(await given(name, mailbox))).toEqual([
        `${name}:1 ${fr.title}`,
        `${name}:2 ${en.title}`,
        `${name}:3 ${es.title}`,
      ])
  })
  test('a quoted line opens none, and is as it was', async () => {
    const items = await given(
      'quoted.mbox',
      message(en, `${en.paragraphs[0]}\n\n>From Orlan, the mayor promised help.`) + message(en),
    )
    expect(items).toHaveLength(2)
    expect(items[0].ok && items[0].input.text).toContain('\nFrom Orlan, the mayor promised help.')
  })
  test('one that fails leaves the others', async () => {
    const deep = 'Content-Type: multipart/mixed; boundary="b"\n\n'.concat(
      '--b\nContent-Type: multipart/mixed; boundary="b"\n\n'.repeat(2000),
    )
    const items = await given(
      'some.mbox',
      `${message(fr)}From a@b.example Wed Oct  2 10:00:00 2024\nSubject: x\n${deep}\n\n${message(en)}`,
    )
    expect(items.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(items[1]).toMatchObject({
      error: expect.stringMatching(/^Message 2 of .*cannot be read as an e-mail/),
    })
  })
  test('a message of short lines takes little more memory than its bytes', async () => {
    const before = process.memoryUsage().heapUsed
    let most = 0
    const chunks = async function* () {
      yield Buffer.from('From a@b.example Wed Oct  2 10:00:00 2024\nSubject: x\n')
      for (let n = 0; n < 10; n++) {
        yield Buffer.alloc(100_000, '\n')
        most = Math.max(most, process.memoryUsage().heapUsed - before)
      }
    }
    const lengths: number[] = []
    for await (const one of messagesOfMailbox(chunks(), 2e6))
      lengths.push('bytes' in one ? one.bytes.length : -1)
    expect(lengths).toEqual(['Subject: x\n'.length + 1_000_000])
    expect(most).toBeLessThan(150e6)
  })
  test('one over its limit is passed over', async () => {
    const items = await given('large.mbox', message(fr) + message(en, 'x'.repeat(30_000)) + message(es), {
      limits: { mailBytes: 20_000 },
    })
    expect(items.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(items[1]).toMatchObject({ error: expect.stringContaining('Message 2') })
  })
})

describe('what is no e-mail', () => {
  test.each([
    [
      'Date: Monday\nPlace: Orlan\n\nThe mayor of Orlan said that the bridge would stay closed.',
      'Date: Monday',
    ],
    [
      'From: the mayor\nSubject: the bridge\n\nThe mayor of Orlan said that the bridge would stay closed.',
      'From: the mayor',
    ],
    ['From Orlan to Tarvel, the road is closed, said the mayor of Orlan on Monday.', 'From Orlan to Tarvel'],
    ['From Orlan\nthe mayor: the bridge stays closed, said the mayor of Orlan on Monday.', 'From Orlan'],
    ['WARC is a format of the web, said the mayor of Orlan on Monday to the press.', 'WARC is'],
  ])('%s', async (text, start) => {
    expect(only(await given('plain.txt', text, { language: 'en' })).input.text.startsWith(start)).toBe(true)
  })
})

describe.each(languages)('Word documents in %s', (language) => {
  const report = reports[language]
  test('title, paragraphs, tables; what was deleted is left out', async () => {
    const more = `<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>Ajout </w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>secret</w:delText></w:r></w:del><w:r><w:t>gardé.</w:t></w:r></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r><w:r><w:t>De</w:t><w:br/><w:t>deux</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${wordParagraph('Encadré')}</w:txbxContent></mc:Choice><mc:Fallback>${wordParagraph('Encadré')}</mc:Fallback></mc:AlternateContent></w:r></w:p><w:tbl><w:tr><w:tc>${wordParagraph('Un')}</w:tc><w:tc>${wordParagraph('Deux')}</w:tc></w:tr></w:tbl>`
    for (const name of [`a-${language}.docx`, `a-${language}.bin`]) {
      const item = only(await given(name, docxOf(report, more)))
      expect(item.input.text).toBe(
        [report.title, ...report.paragraphs, 'Ajout gardé.', 'De\ndeux', 'Encadré', 'Un', 'Deux'].join('\n'),
      )
      expect(item.input).toMatchObject({ title: report.title, language })
    }
  })
})

describe('hostile and broken documents', () => {
  const files = docxFiles(reports.fr)
  const inflated = (size: number) => zipSync({ ...files, 'word/footnotes.xml': new Uint8Array(size) })
  const lying = (bytes: Uint8Array) => {
    // The sizes that the directory states are made small: no more than stated may be unpacked.
    const view = Buffer.from(bytes)
    for (let i = 0; i < view.length - 46; i++)
      if (view.readUInt32LE(i) === 0x02014b50)
        view.writeUInt32LE(Math.min(1000, view.readUInt32LE(i + 24)), i + 24)
    return view
  }
  /** Fifty files in one megabyte that is stored once, and said to unpack to nothing. */
  const storedOften = () => {
    const stored = Buffer.from(zipSync({ 'word/document.xml': new Uint8Array(1 << 20) }, { level: 0 }))
    const directory = stored.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    const end = stored.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    const entries = Array.from({ length: 50 }, (_, k) => {
      const entry = Buffer.from(stored.subarray(directory, end))
      entry.writeUInt32LE(0, 24)
      entry.write(`w${10 + k}d`, 46)
      return entry
    })
    const tail = Buffer.from(stored.subarray(end))
    tail.writeUInt16LE(entries.length, 8)
    return Buffer.concat([stored.subarray(0, directory), ...entries, tail])
  }
  const nested = (depth: number) =>
    zipSync({
      ...files,
      'word/document.xml': strToU8(
        `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${'<w:p>'.repeat(depth)}${'</w:p>'.repeat(depth)}</w:body></w:document>`,
      ),
    })
  test.each([
    ['bomb.docx', inflated(100 * 1024 * 1024), /unpacks to more than/],
    ['stored.docx', storedOften(), /unpacks to more than/],
    ['lying.docx', lying(nested(60_000)), /cannot be read as a Word document/],
    ['nested.docx', nested(200_000), /cannot be read as a Word document/],
    ['half.docx', docxOf(reports.fr).subarray(0, 700), /cannot be read as a Word document/],
    ['sheet.docx', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), /of another kind than Word/],
    ['empty.docx', docxOf({ title: ' ', paragraphs: [' ', ' ', ' '], author: '' }), /no words/],
    ['sheet.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), /office program \(ZIP\)/],
    ['old.docx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), /old document/],
    [
      'deep.eml',
      mailOf(reports.fr, [
        {
          type: 'multipart/mixed; boundary="b"',
          body: '--b\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'.repeat(5000),
          encoding: '8bit',
        },
      ]),
      /nest too deep/,
    ],
    ['none.eml', 'From: a@b.example\r\nDate: Wed, 2 Oct 2024 10:00:00 +0200\r\n\r\n', /without words/],
    ['none.mbox', 'no message', /could not be told|holds no message/],
    ['none.warc', `${warcRecord('warcinfo', '', 'software: x', 'application/warc-fields')}`, /holds no page/],
    [
      'page.mhtml',
      'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n',
      /holds no page/,
    ],
    ['other.xml', '<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', /is not a feed/],
    ['tangled.rss', `<rss>${'<a>'.repeat(5000)}`, /too many tags/],
    ['random.bin', Buffer.from([1, 2, 3, 0, 5, 6]), /is not a text file/],
  ])('%s is refused in a sentence', async (name, content, sentence) => {
    const items = await given(name, content)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ ok: false, error: expect.stringMatching(sentence) })
    expect(items[0]).toMatchObject({ error: expect.stringMatching(/[.)]$/) })
  })
})

describe.each(languages)('saved pages and web archives in %s', (language) => {
  const report = reports[language]
  const page = pageOf(report, language)
  const text = [report.title, ...report.paragraphs].join('\n')
  const url = 'https://ronvaux.example/pont'
  test('MHTML gives its page, not its frames', async () => {
    const frame = pageOf(reports[language === 'fr' ? 'es' : 'fr'], 'fr')
    for (const name of [`p-${language}.mhtml`, `p-${language}.mht`, `p-${language}.txt`]) {
      const item = only(await given(name, mhtmlOf(page, url, frame)))
      expect(item.input).toMatchObject({ text, url, language })
      expect(item.input.published).toBeUndefined()
      expect(item.note).toContain('saved on 2024-10-02')
    }
  })
  const records = [
    warcRecord('warcinfo', '', 'software: x\r\n', 'application/warc-fields'),
    warcRecord(
      'request',
      url,
      'GET /pont HTTP/1.1\r\nHost: ronvaux.example\r\n\r\n',
      'application/http; msgtype=request',
    ),
    warcRecord('response', url, answer(page)),
    warcRecord(
      'response',
      `${url}.png`,
      answer(Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'Content-Type: image/png'),
    ),
    warcRecord('response', `${url}/gone`, answer(page, 'Content-Type: text/html', '404 Not Found')),
    warcRecord(
      'response',
      `${url}/gzip`,
      answer(gzipSync(page), 'Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip'),
    ),
    warcRecord(
      'response',
      `${url}/chunks`,
      answer(
        Buffer.concat([
          Buffer.from(`${Buffer.from(page).length.toString(16)}\r\n`),
          Buffer.from(page),
          Buffer.from('\r\n0\r\n\r\n'),
        ]),
        'Content-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked',
      ),
    ),
    warcRecord(
      'response',
      `${url}/brotli`,
      answer(brotliCompressSync(page), 'Content-Type: text/html; charset=utf-8\r\nContent-Encoding: br'),
    ),
    warcRecord('response', `${url}/empty`, answer('<html><body><p>x</p></body></html>')),
    warcRecord('conversion', `${url}/text`, text, 'text/plain'),
  ]
  test.each([
    ['plain', Buffer.concat(records)],
    ['packed', packed(records)],
  ])('WARC, %s: each page, and the rest goes on', async (kind, archive) => {
    for (const name of [
      `w-${kind}-${language}.warc${kind === 'packed' ? '.gz' : ''}`,
      `w-${kind}-${language}.bin`,
    ]) {
      const items = await given(name, archive)
      expect(
        items.map((item) => [
          item.origin.replace(/^.*:/, ''),
          item.ok ? item.input.text : item.error.replace(/^.*\) /, ''),
        ]),
      ).toEqual([
        ['3', text],
        ['6', text],
        ['7', text],
        ['8', text],
        ['9', expect.stringContaining('holds no article')],
        ['10', text],
      ])
      expect(items[0]).toMatchObject({
        input: { url, language },
        note: expect.stringContaining('fetched on 2024-10-02'),
      })
    }
  })
  test('a web archive that breaks off says so after what is whole', async () => {
    const items = await given(
      `cut-${language}.warc`,
      Buffer.concat(records).subarray(
        0,
        records.slice(0, 5).reduce((sum, { length }) => sum + length, 0) + 500,
      ),
    )
    expect(items.map(({ ok }) => ok)).toEqual([true, false])
    expect(items[1]).toMatchObject({ error: expect.stringMatching(/breaks off/) })
  })
  test.each([2, 4, 6])('so does one that ends within record %s', async (number) => {
    const cut = records.slice(0, number).reduce((sum, { length }) => sum + length, 0) - 6
    const items = await given(`cut-${number}-${language}.warc`, Buffer.concat(records).subarray(0, cut))
    expect(items.at(-1)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/breaks off|holds no page/),
    })
    expect(items).toHaveLength(number > 2 ? 2 : 1)
  })
  test.each([
    ['a line', 'WARC/1.0\r\nWARC-Type: ', 'a'],
    ['headers', 'WARC/1.0\r\nWARC-Type: response\r\n', 'X: a\r\n'],
    ['headers of the answer', `${records[2].toString('latin1').split('\r\n\r\n')[0]}\r\n\r\n`, 'X: a\r\n'],
  ])('%s without end is given up after a megabyte', async (_, start, again) => {
    let asked = 0
    const chunks = async function* () {
      yield* records.slice(0, 2)
      yield Buffer.from(start, 'latin1')
      // As much as a bomb would unpack to, were it read.
      while (++asked < 10_000) yield Buffer.from(again.repeat(2000))
    }
    const found = []
    for await (const record of recordsOfWebArchive(chunks(), { pageBytes: 1e6, pdfBytes: 1e6 }))
      found.push(record)
    expect(found).toEqual([{ number: 3, error: expect.stringMatching(/breaks off or is broken/) }])
    expect(asked).toBeLessThan(600)
  })
  test('a page over its limit, or a bomb, is passed over', async () => {
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, 0x20))
    const archive = Buffer.concat([
      warcRecord('response', `${url}/large`, answer(Buffer.alloc(11 * 1024 * 1024, 0x61))),
      warcRecord(
        'response',
        `${url}/bomb`,
        answer(bomb, 'Content-Type: text/html\r\nContent-Encoding: gzip'),
      ),
      records[2],
    ])
    const items = await given(`bomb-${language}.warc`, archive)
    expect(items.map(({ ok }) => ok)).toEqual([false, false, true])
    for (const item of items.slice(0, 2))
      expect(item).toMatchObject({ error: expect.stringMatching(/larger than 10 MB/) })
  })
})

describe.each(languages)('news items in %s', (language) => {
  const report = reports[language]
  const text = [report.title, ...report.paragraphs].join('\n')
  const known = {
    text,
    title: report.title,
    published: '2024-10-02T10:00:00+02:00',
    publisher: 'Agence Meridia',
    authors: [report.author],
    language,
  }
  test.each(['nitf', 'xhtml', 'plain'] as const)('NewsML-G2 with %s', async (body) => {
    for (const name of [
      `n-${body}-${language}.xml`,
      `n-${body}-${language}.newsml`,
      `n-${body}-${language}.txt`,
    ]) {
      const item = only(
        await given(name, `<?xml version="1.0" encoding="utf-8"?>\n${newsmlOf(report, language, body)}`),
      )
      expect(item.input).toMatchObject({ ...known, id: 'urn:newsml:meridia.example:20241002:1' })
    }
  })
  test('a news message gives each of its items, and says which was withdrawn', async () => {
    const message = `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-10-02T10:00:00Z</sent></header><itemSet>${newsmlOf(report, language)}${newsmlOf(report, language, 'nitf', 'canceled')}<packageItem/>${newsmlOf(report, language, 'xhtml')}</itemSet></newsMessage>`
    const items = await given(`m-${language}.xml`, message)
    expect(items.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(items[1]).toMatchObject({ error: expect.stringMatching(/^News item 2 of .*withdrawn/) })
  })
  test('NITF by itself', async () => {
    const nitf = `<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><docdata><date.issue norm="20241002T100000Z"/></docdata></head><body><body.head><hedline><hl1>${report.title}</hl1></hedline><byline>${report.author}</byline></body.head><body.content>${report.paragraphs.map((one) => `<p>${one}</p>`).join('')}</body.content></body></nitf>`
    expect(only(await given(`nitf-${language}.xml`, nitf)).input).toMatchObject({
      text,
      title: report.title,
      authors: [report.author],
      published: '2024-10-02T10:00:00Z',
    })
  })
  const html = report.paragraphs.map((one) => `<p>${one}</p>`).join('')
  const fields = { type: 'text', pubstatus: 'usable', versioncreated: '2024-10-02T10:00:00+02:00', language }
  test.each([
    [
      '1.4, XHTML',
      {
        uri: 'urn:meridia:1',
        ...fields,
        headline: report.title,
        byline: report.author,
        source: 'Agence Meridia',
        body_xhtml: html,
      },
    ],
    [
      '1.4, plain',
      {
        uri: 'urn:meridia:1',
        ...fields,
        headline: report.title,
        byline: report.author,
        copyrightholder: 'Agence Meridia',
        body_text: report.paragraphs.join('\n'),
      },
    ],
    [
      'of a content system',
      {
        guid: 'urn:meridia:1',
        ...fields,
        headline: report.title,
        byline: report.author,
        source: 'Agence Meridia',
        body_html: html,
      },
    ],
    [
      '2.1',
      {
        uri: 'urn:meridia:1',
        standard: { name: 'ninjs', version: '2.1' },
        ...fields,
        headlines: [
          { role: 'short', value: 'x' },
          { role: 'main', value: report.title },
        ],
        by: report.author,
        infosources: [{ name: 'Agence Meridia' }],
        bodies: [{ contenttype: 'text/html', value: html }],
      },
    ],
    [
      '3.0',
      {
        uri: 'urn:meridia:1',
        ...fields,
        headlines: [{ role: 'main', value: report.title }],
        bylines: [{ value: report.author }],
        provider: 'Agence Meridia',
        bodies: [{ contenttype: 'text/plain', value: report.paragraphs.join('\n') }],
      },
    ],
  ])('ninjs %s', async (version, item) => {
    const name = `ninjs-${version.replace(/\W/g, '')}-${language}`
    expect(only(await given(`${name}.json`, JSON.stringify(item))).input).toMatchObject({
      ...known,
      id: 'urn:meridia:1',
    })
    const lines = await given(
      `${name}.jsonl`,
      `${JSON.stringify(item)}\n${JSON.stringify({ ...item, pubstatus: 'canceled' })}\n${JSON.stringify(item)}\n`,
    )
    expect(lines.map(({ ok, line }) => [ok, line])).toEqual([
      [true, 1],
      [false, 2],
      [true, 3],
    ])
  })
})

describe('feeds given as files', () => {
  const { fr, en } = reports
  const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>La Gazette</title><link>https://gazette.example/</link><language>fr</language><item><title>${fr.title}</title><link>/pont</link><pubDate>mer., 02 oct. 2024 10:00:00 +0200</pubDate><description>&lt;p&gt;${fr.paragraphs[0]}&lt;/p&gt;</description></item><item><guid isPermaLink="false">x</guid><description></description></item><item><title>${fr.title} (2)</title></item></channel></rss>`
  test.each(['f.rss', 'f.xml', 'f.txt', 'f'])(
    'RSS as %s: one report for each item, and what it lacks',
    async (name) => {
      const items = await given(name, rss)
      expect(items.map(({ origin }) => origin.replace(/^.*:/, ''))).toEqual(['1', '2', '3'])
      expect(items[0]).toMatchObject({
        ok: true,
        input: {
          text: `${fr.title}\n${fr.paragraphs[0]}`,
          title: fr.title,
          url: 'https://gazette.example/pont',
          published: '2024-10-02T10:00:00+02:00',
          publisher: 'La Gazette',
          language: 'fr',
        },
        note: expect.stringContaining('only the headline and a summary'),
      })
      expect(items[1]).toMatchObject({
        ok: false,
        error: expect.stringContaining('neither a title nor words'),
      })
    },
  )
  test('Atom and JSON Feed with the whole article', async () => {
    const long = [...en.paragraphs, ...en.paragraphs.map((one) => one.replace('Tarvel', 'Orlan'))]
    const html = long.map((one) => `<p>${one}</p>`).join('')
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Courier</title><entry><id>u:1</id><title>${en.title}</title><link href="https://courier.example/1"/><updated>2024-10-02T10:00:00Z</updated><content type="html">${html.replaceAll('<', '&lt;')}</content></entry></feed>`
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'The Courier',
      items: [
        {
          id: 1,
          url: 'https://courier.example/1',
          title: en.title,
          date_published: '2024-10-02T10:00:00Z',
          content_html: html,
        },
      ],
    })
    for (const [name, text] of [
      ['a.atom', atom],
      ['a.xml', atom],
      ['j.json', json],
    ] as const) {
      const item = only(await given(name, text))
      expect(item.note).toBeUndefined()
      expect(item.input).toMatchObject({
        text: [en.title, ...long].join('\n'),
        url: 'https://courier.example/1',
        published: '2024-10-02T10:00:00Z',
        publisher: 'The Courier',
        language: 'en',
      })
    }
  })
  test('a folder gives all of its files', async () => {
    const inside = mkdtempSync(join(folder, 'all-'))
    writeFileSync(
      join(inside, 'a.eml'),
      mailOf(fr, [{ type: 'text/plain; charset=utf-8', body: fr.paragraphs.join('\n') }]),
    )
    writeFileSync(join(inside, 'b.docx'), docxOf(en))
    writeFileSync(join(inside, 'c.docx'), Buffer.from('PK\u0003\u0004broken'))
    writeFileSync(
      join(inside, 'd.warc.gz'),
      packed([warcRecord('response', 'https://ronvaux.example/', answer(pageOf(fr, 'fr')))]),
    )
    writeFileSync(join(inside, 'e.xlsx'), 'x')
    const skipped: unknown[] = []
    const items = await itemsOf(inside, { onSkipped: (one) => skipped.push(one.examples) })
    expect(items.map(({ ok }) => ok)).toEqual([true, true, false, true])
    expect(skipped).toEqual([['e.xlsx']])
  })
})

test.each([
  ['mail.eml', mailOf(reports.fr, [{ type: 'text/plain', body: 'Bonjour.' }])],
  ['feed.xml', '<rss version="2.0"><channel><title>x</title><item><title>y</title></item></channel></rss>'],
  ['pages.warc', warcRecord('response', 'https://a.example/', answer(pageOf(reports.fr, 'fr')))],
  ['item.xml', newsmlOf(reports.fr, 'fr')],
  ['word.docx', docxOf(reports.fr)],
  ['data.json', '{"text": "x"}'],
])('where one page is asked for, %s is none', async (name, content) => {
  const items = await given(name, content, { formats: ['html', 'text', 'pdf'] })
  expect(items).toMatchObject([{ ok: false, error: expect.stringMatching(/is no page, text or PDF file/) }])
})

test('letters that were read wrongly are put right in any file, and said', async () => {
  const wrong = (text: string) => decodeAs(Buffer.from(text), 'windows-1252')
  const { title, paragraphs, author } = reports.fr
  const body = await wrong(paragraphs.join('\n'))
  for (const [name, content] of [
    ['wrong.txt', body],
    ['wrong.html', pageOf({ title, paragraphs: body.split('\n'), author }, 'fr')],
    ['wrong.eml', mailOf(reports.fr, [{ type: 'text/plain; charset=utf-8', body }])],
    ['wrong.docx', docxOf({ title, paragraphs: body.split('\n'), author })],
  ] as const) {
    const item = only(await given(name, content))
    for (const one of paragraphs) expect(item.input.text).toContain(one)
    expect(item.note).toMatch(/letters .* read in another encoding put right/)
  }
})

describe('any bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
    // Real files with a piece broken.
    fc
      .tuple(
        fc.constantFrom(
          Buffer.from(
            mailOf(reports.fr, [
              { type: 'text/plain', body: 'Bonjour.' },
              { type: 'text/plain', body: 'Note.', name: 'n.txt' },
            ]),
          ),
          Buffer.from(docxOf(reports.fr)),
          Buffer.from(mhtmlOf(pageOf(reports.en, 'en'), 'https://a.example/')),
          Buffer.from(newsmlOf(reports.es, 'es')),
        ),
        fc.nat(),
        fc.uint8Array({ maxLength: 8 }),
      )
      .map(([file, at, broken]) => {
        const copy = Buffer.from(file)
        copy.set(broken, at % Math.max(1, copy.length - 8))
        return copy.subarray(0, at % 3 === 0 ? at % copy.length : undefined)
      }),
  )
  test.each(['mail', 'mhtml', 'docx', 'feed', 'newsml'] as const)(
    'as %s give reports or a sentence',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(bytes, async (given) => {
          try {
            for (const part of await partsOfFile(Uint8Array.from(given), format, { name: 'The file' })) {
              if (part.ok) expect(part.report.text.trim()).not.toBe('')
              else expect(part.error).toMatch(/\.$/)
            }
          } catch (error) {
            expect(error).toMatchObject({
              name: 'IntakeError',
              message: expect.stringMatching(/^The file .*\.$/s),
            })
          }
        }),
        { numRuns: 60 },
      )
    },
  )
  test('as a mailbox or a web archive come to an end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            bytes,
            fc
              .constantFrom(
                'From a@b Wed Oct  2 10:00:00 2024\n',
                'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello',
                '\r\n\r\n',
              )
              .map((text) => Buffer.from(text)),
          ),
          { maxLength: 5 },
        ),
        async (pieces) => {
          const chunks = async function* () {
            yield* pieces.map((piece) => Uint8Array.from(piece))
          }
          let count = 0
          for await (const message of messagesOfMailbox(chunks(), 1000)) count += 'bytes' in message ? 1 : 0
          for await (const record of recordsOfWebArchive(chunks(), { pageBytes: 1000, pdfBytes: 1000 }))
            count += record.number > 0 ? 1 : 0
          expect(count).toBeLessThan(100)
        },
      ),
      { numRuns: 100 },
    )
  })
})
