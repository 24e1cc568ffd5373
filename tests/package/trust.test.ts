import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Language } from '../../src/contract/analysis.ts'
import { packs } from '../../src/languages/index.ts'
import { root } from '../support.ts'

const read = (path: string) => readFileSync(root + path, 'utf8')
const { version, license } = JSON.parse(read('package.json')) as { version: string; license: string }

describe('cards of models', () => {
  const manifest = JSON.parse(read('models/manifest.json')) as Record<string, string>
  const cards = readdirSync(`${root}models`).filter((file) => file.endsWith('.md') && file !== 'README.md')
  /** The card of French and Spanish attribution is that of English. */
  const cardOf = (name: string) => `${name === 'romance.attribution' ? 'attribution' : name}.md`

  it('are of all models and no others, and listed', () => {
    expect(new Set(cards)).toEqual(new Set(Object.keys(manifest).map(cardOf)))
    const index = read('models/README.md')
    for (const card of cards) expect(index, card).toContain(`(${card})`)
  })

  it.each(Object.keys(manifest))(
    '%s: data, licence, how it is made, scores, what is unseen, limits',
    (name) => {
      const card = read(`models/${cardOf(name)}`)
      for (const part of [
        /\bdata\b|\| from \|/i,
        /licen[cs]e/i,
        /made by|`npm run/i,
        /\bscores\b/i,
        /unseen/i,
        /known limits/i,
      ])
        expect(card, `${part}`).toMatch(part)
      expect(card, 'a figure').toMatch(/\d\d\.\d|\.\d{3}/)
      // The gazetteer is made anew at each build; its card would be stale at once.
      if (name !== 'places') expect(card, 'of this very model').toContain(manifest[name])
    },
  )
})

describe('what a person finds beside the code', () => {
  it('the guide tells how much a page fetches, and the list of models how large each is', () => {
    const guide = read('docs/guide-developer.md')
    const told = (row: string) => Number(new RegExp(`\\| ${row}[^|]*\\| ([\\d.]+) \\|`).exec(guide)?.[1])
    // A page fetches what is packed, but for the two that hardly shrink and stand unpacked alone in the package.
    const files = readdirSync(`${root}models`).filter((file) =>
      /^(?:places|reader)\./.test(file) ? file.endsWith('.bin') : file.endsWith('.bin.gz'),
    )
    const size = (file: string) => statSync(`${root}models/${file}`).size / 1e6
    const together = (wanted: (file: string) => boolean) =>
      files.filter(wanted).reduce((sum, file) => sum + size(file), 0)
    const careful = (file: string) => /^(?:reader|certainty)\./.test(file)
    const of = (...codes: Language[]) => {
      const names = [...codes.flatMap((code) => Object.values(packs[code].models)), 'places']
      return together((file) => names.includes(file.replace(/\.bin(?:\.gz)?$/, '')))
    }
    expect(told('for French')).toBeCloseTo(of('fr'), 0.5)
    expect(told('for English')).toBeCloseTo(of('en'), 0.5)
    expect(told('for Spanish')).toBeCloseTo(of('es'), 0.5)
    expect(told('for all three')).toBeCloseTo(of('fr', 'en', 'es'), 0.5)
    expect(told('the careful reader besides')).toBeCloseTo(together(careful), 0.5)
  })

  it('README and CHANGELOG tell of this version', () => {
    const named = [...read('README.md').matchAll(/selon-(\d+\.\d+\.\d+)\./g)].map(([, found]) => found)
    expect(new Set(named)).toEqual(new Set([version]))
    expect(read('CHANGELOG.md')).toContain(`\n## ${version}`)
    expect(read('examples/README.md')).toContain(`selon-${version}.tgz`)
  })

  it('CITATION.cff tells of this version', () => {
    const citation = parse(read('CITATION.cff')) as Record<string, unknown>
    expect(citation).toMatchObject({
      'cff-version': '1.2.0',
      title: 'Selon',
      type: 'software',
      license,
      version,
    })
    expect(citation['message']).toBeTruthy()
    expect(citation['authors']).toEqual([{ name: 'The Selon authors' }])
  })

  const templates = readdirSync(`${root}.github/ISSUE_TEMPLATE`).filter((file) => file !== 'config.yml')
  it.each(templates)('%s is a form that asks once for each thing', (file) => {
    const form = parse(read(`.github/ISSUE_TEMPLATE/${file}`)) as {
      name: string
      description: string
      body: {
        type: string
        id?: string
        attributes: { label?: string; options?: string[]; value?: string }
      }[]
    }
    expect([typeof form.name, typeof form.description]).toEqual(['string', 'string'])
    const asked = form.body.filter(({ type }) => type !== 'markdown')
    expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length)
    for (const { type, attributes } of asked) {
      expect(['textarea', 'input', 'dropdown']).toContain(type)
      expect(attributes.label).toBeTruthy()
      if (type === 'dropdown') expect(attributes.options?.length).toBeGreaterThan(1)
    }
  })

  it('the form for a passage read wrong asks for the trace, by a command that there is', () => {
    const form = read('.github/ISSUE_TEMPLATE/passage-read-wrong.yml')
    const { body } = parse(form) as { body: { id?: string; validations?: { required?: boolean } }[] }
    expect(body.find(({ id }) => id === 'trace')?.validations?.required).toBe(true)
    const commands = [...form.matchAll(/`(selon trace [^`]+)`/g)].map(([, command]) => command)
    expect(commands).toHaveLength(2)
    for (const command of commands) {
      const args = [
        ...command
          .replace('The sentence.', 'The mayor said the port will close.')
          .matchAll(/"([^"]+)"|(\S+)/g),
      ]
      const said = execFileSync(
        process.execPath,
        ['--import', 'tsx', 'src/cli/main.ts', ...args.slice(1).map(([, quoted, plain]) => quoted ?? plain)],
        { cwd: root, encoding: 'utf8' },
      )
      expect(said).toContain('mayor')
    }
  })
})
