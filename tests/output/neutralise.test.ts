import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forCsv, forHtml, forJson, forMarkdown, forTerminal } from '../../src/output/neutralise.ts'

describe('for a terminal', () => {
  it.each([
    ['colour sequences do nothing', '\u001b[31mred\u001b[0m', '\ufffd[31mred\ufffd[0m'],
    ['a title cannot be set', '\u001b]0;owned\u0007', '\ufffd]0;owned\ufffd'],
    ['eight-bit controls do nothing', 'a\u009b2Jb', 'a\ufffd2Jb'],
    ['the reading direction cannot be turned', 'abc\u202edcb', 'abc\ufffddcb'],
    ['lines are joined', 'one\r\n  two\tthree', 'one two three'],
    ['ordinary words stay', 'L’été à « Kessary » – 12 %, ¿sí?', 'L’été à « Kessary » – 12 %, ¿sí?'],
  ])('%s', (_, given, expected) => expect(forTerminal(given)).toBe(expected))

  it('lets no control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        expect(forTerminal(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })
})

describe('for a spreadsheet', () => {
  it.each([
    ['a formula', '=1+1', `"'=1+1"`],
    ['a plus', '+33 1 22', `"'+33 1 22"`],
    ['a minus', '-2', `"'-2"`],
    ['an at sign', '@SUM(A1)', `"'@SUM(A1)"`],
    ['a formula behind a space', ' =1', `"' =1"`],
    ['a formula behind a tab', '\t=1', `"'\t=1"`],
    ['a full-width formula', '＝1', `"'＝1"`],
    ['quotation marks and commas', 'he said "no", twice', '"he said ""no"", twice"'],
    ['a line break, behind which a formula would begin a row', 'a\r\n=1', 'a =1'],
    ['a formula where semicolons part cells', 'a;=1; +2', `"a;'=1;' +2"`],
    ['an escape sequence', 'a\u001b[2Jb\u009b1m', 'a\ufffd[2Jb\ufffd1m'],
    ['a formula behind a control character', '\u0000=1', `"'\ufffd=1"`],
    ['ordinary words', 'douze morts', 'douze morts'],
    ['an equals sign inside', 'a = b', 'a = b'],
  ])('%s', (_, given, expected) => expect(forCsv(given)).toBe(expected))
})

describe('for HTML', () => {
  it('no tag, attribute or entity of a report survives', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const html = forHtml(`<img src=x onerror="alert('1')">${text}`)
        expect(html).not.toMatch(/[<>"']/)
        expect(html).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/)
      }),
    )
  })
})

describe('for Markdown', () => {
  it.each([
    ['a link', '[click](https://bad.example)', '\\[click\\]\\(https\\://bad.example\\)'],
    ['a bare address', 'see https://bad.example', 'see https\\://bad.example'],
    ['an address behind a word sign', '_https://bad.example', '\\_https\\://bad.example'],
    ['an address without a scheme', '_www.bad.example', '\\_www\\.bad.example'],
    ['a mail address', 'mailto:a@bad.example', 'mailto\\:a\\@bad.example'],
    ['an hour', 'à 18:30', 'à 18:30'],
    ['an image', '![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['HTML', '<b>x</b>', '\\<b\\>x\\</b\\>'],
    ['a heading', '# x', '\\# x'],
    ['a list', '- x', '\\- x'],
    ['a numbered list', '1. x', '1\\. x'],
    ['emphasis', '*x* _y_', '\\*x\\* \\_y\\_'],
    ['a line break', 'a\n# b', 'a \\# b'],
  ])('%s', (_, given, expected) => expect(forMarkdown(given)).toBe(expected))
})

describe('for JSON on a terminal', () => {
  it('says the same value without eight-bit controls', () => {
    const value = { text: 'a\u009b2Jb\u007f\u0085é' }
    const json = forJson(JSON.stringify(value))
    expect(json).toBe('{"text":"a\\u009b2Jb\\u007f\\u0085é"}')
    expect(JSON.parse(json)).toEqual(value)
  })
})
