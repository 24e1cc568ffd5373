import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const folder = mkdtempSync(join(tmpdir(), 'selon-compare-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: string[], input?: string) => {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' }
  delete env.FORCE_COLOR
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  })
  return { status, stdout, stderr }
}
const lines = (...reports: object[]) => reports.map((report) => `${JSON.stringify(report)}\n`).join('')
const bridge = 'Le pont de Sarn a été fermé lundi après la chute d’un câble, a annoncé la mairie de Sarn.'
const song = 'La chanteuse Mila Dorval annonce une tournée de neuf villes et un album pour le printemps.'

/** Who reads has tests of its own (readers.test.ts). */
const fast = ['--reader', 'fast']

describe.skipIf(noBuild)('selon compare', () => {
  it('gives one line a report, in the order given', () => {
    const result = run(
      ['compare', '-', '--format', 'jsonl'],
      lines(
        { id: 'a', text: bridge, language: 'fr' },
        { id: 'b', text: song, language: 'fr' },
        { id: 'c', text: bridge.replace('lundi', 'hier'), language: 'fr' },
      ),
    )
    expect(result.status).toBe(0)
    expect(result.stdout).toBe(
      lines({ id: 'a', story: 's1' }, { id: 'b', story: 's2' }, { id: 'c', story: 's1' }),
    )
  })

  it('reads the samples as text, JSON and Markdown', () => {
    const samples = `${root}samples`
    const text = run(['compare', samples, ...fast, '--interface', 'fr'])
    expect(text.status).toBe(0)
    expect(text.stdout).toContain('9 articles')
    const situation = JSON.parse(run(['compare', samples, ...fast, '--format', 'json']).stdout)
    expect(situation.counts.reports).toBe(9)
    expect(run(['compare', samples, ...fast, '--format', 'markdown', '--interface', 'es']).stdout).toMatch(
      /^# 9 noticias/,
    )
  })

  it('makes one dossier, with what is new since a date, and refuses what is no date', () => {
    const samples = `${root}samples`
    const html = run([
      ...['compare', samples, ...fast, '--format', 'html', '--since', '2026-03-12', '--interface', 'fr'],
    ])
    expect(html.status).toBe(0)
    expect(html.stdout).toMatch(/^<!doctype html>/)
    expect(html.stdout).toContain('Nouveau depuis')
    const wrong = run(['compare', samples, '--since', 'hier'])
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toContain('--since "hier" is no date')
  })

  it('says what could not be read and goes on', () => {
    const result = run(
      ['compare', '-', '--format', 'json'],
      `${lines({ id: 'a', text: bridge, language: 'fr' })}{"id": "b", "text": 7}\n`,
    )
    expect(result.status).toBe(1)
    expect(result.stderr).toContain('"text"')
    const { counts, unread } = JSON.parse(result.stdout)
    expect(counts).toMatchObject({ reports: 1, unread: 1 })
    expect(unread[0].id).toBe('b')
  })

  it('takes a report that comes twice once, and refuses another with its id', () => {
    const twice = run(
      ['compare', '-', '--format', 'json'],
      lines({ id: 'a', text: bridge, language: 'fr' }, { id: 'a', text: bridge, language: 'fr' }),
    )
    expect(twice.status).toBe(0)
    expect(JSON.parse(twice.stdout).counts.reports).toBe(1)
    const other = run(
      ['compare', '-', '--format', 'json'],
      lines({ id: 'a', text: bridge, language: 'fr' }, { id: 'a', text: song, language: 'fr' }),
    )
    expect(other.status).toBe(1)
    expect(other.stderr).toContain('another report has the id "a"')
  })

  it.each([
    [
      'a wrong format',
      ['compare', '--format', 'html5', 'x'],
      '--format takes one of text, json, jsonl, markdown',
    ],
    ['no input', ['compare'], "missing required argument 'input'"],
    ['a language Selon does not read', ['compare', '-l', 'de', 'x'], 'does not read the language "de"'],
    ['a schema there is not', ['schema', 'story'], 'There is no schema "story"'],
  ])('refuses %s', (_, args, words) => {
    const result = run(args)
    expect(result.status).toBe(2)
    expect(result.stderr).toContain(words)
  })

  it('leaves no file behind where nothing was read', () => {
    const output = join(folder, 'nothing.json')
    const empty = join(folder, 'empty.jsonl')
    writeFileSync(empty, '{"id": "a"}\n')
    expect(run(['compare', empty, '--output', output]).status).toBe(1)
    expect(existsSync(output)).toBe(false)
  })

  it('prints the schema of a situation', () => {
    expect(JSON.parse(run(['schema', 'situation']).stdout)).toEqual(
      JSON.parse(readFileSync(`${root}contract/situation.schema.json`, 'utf8')),
    )
  })
})
