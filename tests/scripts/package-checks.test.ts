import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../support.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'selon-checks-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function script(name: string, options: { arguments?: string[]; path?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `scripts/${name}.ts`, ...(options.arguments ?? [])],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: [options.path, process.env['PATH']].filter(Boolean).join(delimiter) },
    },
  )
  return { status, said: stdout + stderr }
}

describe('the rule of licences', () => {
  const locked = (packages: Record<string, object>, { source = '', notice = '', model = '' } = {}) => {
    const at = mkdtempSync(join(folder, 'package-'))
    writeFileSync(join(at, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
    writeFileSync(join(at, 'NOTICE'), notice)
    mkdirSync(join(at, 'src'))
    writeFileSync(join(at, 'src/a.ts'), source)
    mkdirSync(join(at, 'models'))
    if (model) writeFileSync(join(at, 'models', model), '')
    return script('check-licences', { arguments: [at] })
  }
  const tool = { 'node_modules/axe-core': { license: 'MPL-2.0', dev: true } }

  it('holds of this package', () => {
    expect(script('check-licences')).toEqual({ status: 0, said: expect.stringContaining(' 0 wrong') })
  })

  it('lets in what is free, by choice or altogether, and tools that are named', () => {
    const { status, said } = locked(
      {
        'node_modules/a': { license: 'MIT' },
        'node_modules/a/node_modules/@b/c': { license: '(GPL-3.0-only OR Apache-2.0)' },
        'node_modules/d': { license: 'MIT AND ISC' },
        ...tool,
      },
      { model: 'fr.grammar.bin.gz', notice: 'models/fr.grammar.bin.gz, CC BY-SA 4.0' },
    )
    expect([status, said]).toEqual([0, 'licences: 4 packages and 1 models, 0 wrong\n'])
  })

  it.each<[string, Parameters<typeof locked>, RegExp]>([
    [
      'copyleft',
      [{ 'node_modules/a': { license: 'GPL-3.0-only' } }],
      /^a is under GPL-3\.0-only: take another/,
    ],
    ['copyleft among others', [{ 'node_modules/a': { license: 'MIT AND LGPL-3.0' } }], /^a is under MIT AND/],
    ['no licence', [{ 'node_modules/@a/b': {} }], /^@a\/b names no licence/],
    ['a tool that ships', [{ 'node_modules/axe-core': { license: 'MPL-2.0' } }], /^axe-core .* would ship/],
    [
      'a tool under another licence',
      [{ 'node_modules/axe-core': { license: 'GPL-2.0', dev: true } }],
      /^axe-core/,
    ],
    [
      'a tool that is imported',
      [tool, { source: "import axe from 'axe-core'" }],
      /^src\/a\.ts imports axe-core/,
    ],
    ['a model of unknown origin', [{}, { model: 'xx.bin.gz' }], /^models\/xx\.bin\.gz is not in NOTICE/],
  ])('refuses %s', (_, given, sentence) => {
    const { status, said } = locked(...given)
    expect(status).toBe(1)
    expect(said.split('\n').some((one) => sentence.test(one))).toBe(true)
  })
})

describe('the look at what is known to be unsafe', () => {
  /** npm, as it would answer. */
  const withNpm = (printed: string) => {
    const at = mkdtempSync(join(folder, 'npm-'))
    writeFileSync(join(at, 'answer'), printed)
    writeFileSync(join(at, 'npm'), `#!/bin/sh\ncat '${join(at, 'answer')}'\nexit 1\n`)
    chmodSync(join(at, 'npm'), 0o755)
    return script('check-audit', { path: at })
  }
  it.each<[string, string, number, RegExp]>([
    ['nothing', '{"auditReportVersion":2,"vulnerabilities":{}}', 0, /^audit: 0 packages/m],
    [
      'one that is unsafe',
      '{"auditReportVersion":2,"vulnerabilities":{"left":{"severity":"low","range":"<1.2","fixAvailable":true}}}',
      1,
      /^left <1\.2 is known to be unsafe \(low\): take a newer one/m,
    ],
    [
      'a registry that refuses',
      '{"message":"405 Method Not Allowed - POST https://registry.example.org/audit","statusCode":405}',
      0,
      /passed over, for the registry did not answer \(405 Method Not Allowed - POST its address\)/,
    ],
    ['no report', 'npm is out of order', 0, /passed over/],
    ['nothing at all', '', 0, /passed over/],
  ])('tells of %s', (_, printed, status, sentence) => {
    expect(withNpm(printed)).toEqual({ status, said: expect.stringMatching(sentence) })
  })
})
