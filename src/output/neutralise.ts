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

/** For Markdown, on one line: every character that could begin a link, an image, HTML or a block is escaped. */
export function forMarkdown(text: string): string {
  return forTerminal(text)
    .replace(/[\\`*_{}[\]<>()#+!|~$&]/g, '\\$&')
    .replace(/^(\s*)([-=]|\d+\.)/, '$1\\$2')
    .replace(/\b(https?|ftp|mailto|javascript|data):/gi, '$1\\:')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/@/g, '\\@')
}

/**
 * One cell of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or
 * a carriage return) gets an apostrophe before it.
 */
export function forCsv(text: string): string {
  const harmless = /^[\s\u200b\ufeff]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless
}
