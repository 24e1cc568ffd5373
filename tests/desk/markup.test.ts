import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'svelte/compiler'
import { describe, expect, it } from 'vitest'
import { root } from '../support.ts'

const files = readdirSync(`${root}web`, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|ts)$/.test(file))
  .sort()
const sources = files.map((file): [string, string] => [file, readFileSync(`${root}web/${file}`, 'utf8')])

/** Every node of a Svelte component's tree; attributes are left closed where only what is shown matters. */
function* nodes(value: unknown, closed = false): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const item of value) yield* nodes(item, closed)
  else if (typeof value === 'object' && value !== null) {
    const node = value as Record<string, unknown>
    if (typeof node['type'] === 'string') yield node
    for (const [key, inner] of Object.entries(node))
      if (key !== 'parent' && !(closed && /^(Attribute|.*Directive)$/.test(String(node['type']))))
        yield* nodes(inner, closed)
  }
}

describe.each(sources)('web/%s', (file, source) => {
  it('inserts no HTML and runs no text', () => {
    expect(source).not.toMatch(
      /\{@html|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\s*\(|new Function\b|srcdoc/,
    )
  })
  if (!file.endsWith('.svelte')) return
  it('has no style attribute, which the page’s policy refuses', () => {
    const { fragment } = parse(source, { modern: true })
    const styles = [...nodes(fragment)].filter(
      (node) => node['type'] === 'Attribute' && node['name'] === 'style',
    )
    expect(styles).toEqual([])
    expect(source).not.toMatch(/<style\b/)
  })
  it('says nothing that is not in the tables of words', () => {
    const { fragment } = parse(source, { modern: true })
    const words = [...nodes(fragment, true)]
      .filter((node) => node['type'] === 'Text' && /\p{L}{3,}/u.test(String(node['data'])))
      .map((node) => String(node['data']).trim())
      // Names and commands, the same in every language.
      .filter(
        (text) =>
          !/^(· )?(Selon,?|API|CSV|JSON|OPML|selon ingest samples\/)$/.test(text.replace(/[()]/g, '')),
      )
    expect(words).toEqual([])
  })
})
