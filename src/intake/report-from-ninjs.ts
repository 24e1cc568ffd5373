import type { FilePart } from './file-part.ts'
import { linesOfHtml } from './html-lines.ts'
import { IntakeError } from './intake-item.ts'
import { type Fields, isObject } from './is-ninjs.ts'
import { isoDate } from './iso-date.ts'
import { authorsOf, cleanLine } from './page-metadata.ts'
import { longestArticle } from './read-page.ts'

/** The words of a field: a string, or in newer versions the value of the first of a list that is fit. */
function wordsOf(field: unknown, ...roles: string[]): string | undefined {
  if (typeof field === 'string') return field.trim() === '' ? undefined : field
  if (!Array.isArray(field)) return undefined
  const list = field.filter(isObject)
  const chosen = [...list.filter(({ role }) => roles.includes(String(role))), ...list]
  for (const { value, name } of chosen) {
    const words = typeof value === 'string' ? value : typeof name === 'string' ? name : ''
    if (words.trim() !== '') return words
  }
  return undefined
}

const lineOf = (field: unknown, ...roles: string[]): string | undefined => {
  const words = wordsOf(field, ...roles)
  const line = words ? cleanLine(words.replace(/<[^<>]{1,500}>/g, ' ')).slice(0, 2000) : ''
  return line === '' ? undefined : line
}

/** The lines of an item's text: of plain text as it stands, of HTML its blocks. */
function linesOf(item: Fields): string[] | undefined {
  const plain = wordsOf(item['body_text'])
  if (plain) return plain.split(/\r\n?|\n/)
  const html = wordsOf(item['body_xhtml']) ?? wordsOf(item['body_html'])
  if (html) return linesOfHtml(html)
  if (Array.isArray(item['bodies']))
    for (const body of item['bodies'].filter(isObject)) {
      const value = body['value']
      if (typeof value !== 'string' || value.trim() === '') continue
      return /html/i.test(String(body['contenttype'] ?? '')) || /<p[\s>]/i.test(value)
        ? linesOfHtml(value)
        : value.split(/\r\n?|\n/)
    }
  return []
}

/** The report of a news item in ninjs. Throws an IntakeError where it has no text, or was withdrawn. */
export function reportFromNinjs(item: Fields, name: string): FilePart {
  if (/^(?:canceled|cancelled|withheld)$/i.test(String(item['pubstatus'] ?? '')))
    throw new IntakeError(`${name} was withdrawn by its provider, so it is not read.`)
  const lines = linesOf(item)
  if (lines === undefined)
    throw new IntakeError(`${name} cannot be read: the tags of its text are too many or too tangled.`)
  const body = lines.join('\n').trim()
  if (body === '')
    throw new IntakeError(
      `${name} is a news item without text${typeof item['type'] === 'string' && item['type'] !== 'text' ? ` (of the type ${JSON.stringify(item['type'].slice(0, 40))})` : ''}: give one with a body.`,
    )
  const title = lineOf(item['headline']) ?? lineOf(item['headlines'], 'main')
  const text = title && !body.toLowerCase().startsWith(title.toLowerCase()) ? `${title}\n${body}` : body
  if (text.length > longestArticle)
    throw new IntakeError(
      `${name} holds more than ${longestArticle} characters, the most that Selon reads of one item: split it.`,
    )
  let published: string | undefined
  for (const field of ['versioncreated', 'contentcreated', 'firstpublished', 'firstcreated'])
    published ??= isoDate(typeof item[field] === 'string' ? item[field] : '')
  const byline = lineOf(item['byline']) ?? lineOf(item['bylines']) ?? lineOf(item['by'])
  const authors = byline ? authorsOf(byline) : []
  const publisher =
    lineOf(item['provider']) ??
    lineOf(item['infosources']) ??
    lineOf(item['source']) ??
    lineOf(item['copyrightholder'])
  const uri = [item['uri'], item['guid']].find((one) => typeof one === 'string' && one !== '') as
    | string
    | undefined
  const isAddress = uri !== undefined && /^https?:\/\//i.test(uri) && uri.length <= 2048
  const hint = item['language']
  return {
    ok: true,
    report: {
      text,
      ...(uri && !isAddress ? { id: uri.slice(0, 500) } : {}),
      ...(isAddress ? { url: uri } : {}),
      ...(title ? { title } : {}),
      ...(published ? { published } : {}),
      ...(publisher ? { publisher } : {}),
      ...(authors.length > 0 ? { authors } : {}),
    },
    ...(typeof hint === 'string' && hint !== '' ? { hint } : {}),
  }
}
