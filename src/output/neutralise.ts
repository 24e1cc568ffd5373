/**
 * Text from a report is data wherever it is shown. Each function makes a piece of it harmless for one kind of output and
 * changes nothing that a reader would miss.
 */

// C0 and C1 controls (escape sequences begin with one), and the invisible marks that reorder or hide text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** For a terminal, on one line: controls and bidirectional overrides become "�", runs of white space one space. */
export function forTerminal(text: string): string {
  return text.replace(/\s+/g, ' ').replace(unprintable, '\ufffd').toWellFormed().trim()
}

/** For HTML text and quoted attributes. */
export function forHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
    .replace(unprintable, (unit) => (unit === '\r' ? ' ' : '\ufffd'))
}

/** For XML 1.0 text and quoted attributes: as for HTML, without U+FFFE and U+FFFF, which XML forbids. */
export const forXml = (text: string): string => withoutNoncharacters(forHtml(text))

/** For a word processor, on one line, which escapes by itself: without what XML 1.0 forbids. */
export const forDocument = (text: string): string => withoutNoncharacters(forTerminal(text))

const withoutNoncharacters = (text: string) => text.replace(/[\ufffe\uffff]/g, '\ufffd')

/** For Markdown, on one line: every character that could begin a link, an image, HTML or a block is escaped. */
export function forMarkdown(text: string): string {
  return (
    forTerminal(text)
      .replace(/[\\`*_{}[\]<>()#+!|~$&]/g, '\\$&')
      .replace(/^(\d*)([-=.])/, '$1\\$2')
      // Addresses that Markdown links by itself, also behind a sign that counts as part of a word ("_https://").
      .replace(/:(?=\/\/)|(?<=mailto|xmpp|javascript|data):/gi, '\\:')
      .replace(/(?<=www)\./gi, '\\.')
      .replace(/@/g, '\\@')
  )
}

/** JSON whose strings hold no eight-bit control (U+009B begins an escape sequence on some terminals): the same value. */
export function forJson(json: string): string {
  return json.replace(/[\u007f-\u009f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/**
 * One cell of a CSV file (RFC 4180), on one line: where a list separator is set that is not the comma, as in French and
 * Spanish, a spreadsheet would begin a new row at a line break, with whatever stands there. Controls become "�". A cell
 * that a spreadsheet would take for a formula (it begins with = + - @ or a tab) gets an apostrophe before it, and so does such
 * a sign behind a semicolon.
 */
export function forCsv(words: string): string {
  const text = words
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(unprintable, '\ufffd')
    .toWellFormed()
    .replace(/;(?=\s*[=+\-@＝＋－＠])/g, ";'")
  const harmless = /^[\s\u200b\ufffd]*[=+\-@\t＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",']/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless
}
