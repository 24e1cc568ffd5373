import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listedValues } from '../../src/cli/command-outline.ts'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const folder = mkdtempSync(join(tmpdir(), 'selon-completion-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'a folder'))
writeFileSync(join(folder, 'my report.txt'), 'x')
writeFileSync(join(folder, 'other.json'), '{}')

const selon = (...args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' })
/** A program that this machine may lack, also in continuous integration: said plainly. */
const lacks = (program: string): boolean => {
  const found = spawnSync(program, ['--version'], { encoding: 'utf8' }).status === 0
  if (!found) console.warn(`Skipped: ${program} is not on this machine.`)
  return !found
}

describe('the words that a help lists', () => {
  it.each([
    ['text, json or jsonl', ['text', 'json', 'jsonl']],
    [
      'text (trees drawn in the terminal), conllu or json; conllu with --conllu, else text',
      ['text', 'conllu', 'json'],
    ],
    ['jsonl (an archive, one record a line), analyses (JSON Lines) or csl', ['jsonl', 'analyses', 'csl']],
    ['language of the reports (fr, en, es); detected if not given', ['fr', 'en', 'es']],
    ['with --format csv: claims, events', ['claims', 'events']],
    ['with --format json or jsonl: utf16 (JavaScript) or codepoint (Python)', ['utf16', 'codepoint']],
    ['careful: finds more, at a cost; fast: quicker; auto: what fits', ['careful', 'fast', 'auto']],
    ['whose way is shown: fast or careful', ['fast', 'careful']],
    // Helps that list nothing.
    ['publication date (ISO 8601), to which "on Monday" is resolved', []],
    ['write to this file instead of standard output; it appears when it is whole', []],
    ['with rss, stix, csl and docx: so many of the newest reports', []],
    ["file, or postgres:// address; the user's own database if not given", []],
    ['hosts that may lie in a private network, such as an intranet; all others must be public', []],
    ['between two requests for a feed that names no longer time (15)', []],
    ['', []],
  ])('%j', (help, words) => {
    expect(listedValues(help)).toEqual(words)
  })
})

/** What is typed, and what must be among the answers; `not` must not be. */
const cases: { typed: string[]; has: string[]; not?: string[] }[] = [
  { typed: ['sto'], has: ['stories', 'story'], not: ['read'] },
  { typed: ['read', '--fo'], has: ['--format'], not: ['--reader'] },
  { typed: ['read', '--format', 'geo'], has: ['geojson'], not: ['gexf'] },
  { typed: ['read', '-f', ''], has: ['text', 'csv', 'docx'], not: ['other.json'] },
  { typed: ['read', '--reader', ''], has: ['careful', 'fast', 'auto'] },
  { typed: ['export', '--format', 'cla'], has: ['claimreview'] },
  { typed: ['correct', 'merge-s'], has: ['merge-statements', 'merge-stories'] },
  { typed: ['completion', ''], has: ['bash', 'zsh', 'fish'], not: ['other.json'] },
  { typed: ['serve', '--qu'], has: ['--quiet'] },
  { typed: ['help', 'rer'], has: ['reread'] },
  { typed: ['read', 'oth'], has: ['other.json'] },
  { typed: ['read', 'my'], has: ['my report.txt'] },
  { typed: ['read', '--published', ''], has: [], not: ['other.json', 'text'] },
]

describe.skipIf(noBuild || lacks('bash'))('completion in bash', () => {
  let script: string
  beforeAll(() => {
    script = join(folder, '.completion.bash')
    writeFileSync(script, selon('completion', 'bash').stdout)
  })

  const answers = (typed: readonly string[]) => {
    const words = ['selon', ...typed].map((word) => `'${word}'`).join(' ')
    const { status, stdout, stderr } = spawnSync(
      'bash',
      [
        '--norc',
        '-c',
        `source '${script}'; complete -p selon >/dev/null || exit 3; COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _selon; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { cwd: folder, encoding: 'utf8' },
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return stdout.split('\n').filter(Boolean)
  }

  it.each(cases)('$typed', ({ typed, has, not = [] }) => {
    const given = answers(typed)
    expect(given).toEqual(expect.arrayContaining(has))
    for (const word of not) expect(given).not.toContain(word)
  })

  it('completes the value in --option=value', () => {
    expect(answers(['read', '--format', '=', 'mark'])).toEqual(['markdown'])
    expect(answers(['read', '--format', '='])).toContain('html')
  })
})

describe.skipIf(noBuild)('completion in a shell that Selon does not know', () => {
  it('is refused with exit code 2', () => {
    const { status, stdout, stderr } = selon('completion', 'powershell')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('completes in bash, zsh, fish, not in "powershell"')
  })
})

describe.skipIf(noBuild || lacks('fish'))('completion in fish', () => {
  it.each(cases)('$typed', ({ typed, has, not = [] }) => {
    const script = join(folder, 'selon.fish')
    if (!existsSync(script)) writeFileSync(script, selon('completion', 'fish').stdout)
    const { status, stdout, stderr } = spawnSync(
      'fish',
      ['--no-config', '-c', `source '${script}'; complete -C '${['selon', ...typed].join(' ')}'`],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, HOME: folder } },
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const given = stdout.split('\n').map((line) => line.split('\t')[0].replaceAll('\\ ', ' '))
    expect(given).toEqual(expect.arrayContaining(has))
    for (const word of not) expect(given).not.toContain(word)
  })
})

describe.skipIf(noBuild || lacks('zsh'))('completion in zsh', () => {
  // A person at a terminal: what is typed, Tab, Enter; selon itself says what it was given.
  it.each([
    ['selon doc', 'doctor'],
    ['selon read --expl', 'read --explain'],
    ['selon read --format geo', 'read --format geojson'],
    ['selon read --format=mark', 'read --format=markdown'],
    ['selon read -f annot', 'read -f annotation'],
    ['selon correct verd', 'correct verdict'],
    ['selon read oth', 'read other.json'],
    ['selon help rer', 'help reread'],
  ])('%s', (typed, given) => {
    const script = join(folder, '_selon')
    if (!existsSync(script)) writeFileSync(script, selon('completion', 'zsh').stdout)
    const dialogue = `
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1='> '; autoload -U compinit; compinit -u -D; source '${script}'; selon() { print -r -- \\"GOT:\\$*:\\" }; print READY=\\$((1 + 1))"
zpty -r z line '*READY=2*'
zpty -w -n z $'${typed}\\t\\n'
zpty -r z line '*GOT:*:*'
print -r -- "$line"
zpty -d z`
    const { stdout } = spawnSync('zsh', ['-f', '-c', dialogue], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TERM: 'dumb', HOME: folder },
      timeout: 50_000,
    })
    expect(/GOT:([^:\r\n]*):/.exec(stdout.slice(stdout.lastIndexOf('GOT:')))?.[1].trim()).toBe(given)
  })
})

describe.skipIf(noBuild)('the manual page', () => {
  let page: string
  beforeAll(() => {
    page = selon('man').stdout
  })

  it('is the one that comes with the package', () => {
    const { man } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
    expect(readFileSync(join(root, man), 'utf8')).toBe(page)
  })

  it('has every command and option of the help, and its examples', () => {
    const plain = page.replaceAll('\\-', '-').replaceAll('\\&', '').replaceAll('\\(ti', '~')
    const commands = [...selon('--help').stdout.matchAll(/^ {2}([a-z]+) (?:\[options\]|<|\[)/gm)].map(
      ([, name]) => name,
    )
    expect(commands.length).toBeGreaterThan(20)
    for (const command of commands.filter((name) => name !== 'help'))
      expect(plain).toContain(`.SS \\fBselon ${command}\\fR`)
    for (const command of ['read', 'serve', 'export', 'correct', 'completion']) {
      const help = selon(command, '--help').stdout
      const section = plain.slice(plain.indexOf(`.SS \\fBselon ${command}\\fR`)).split(/\n\.S[SH] /)[0]
      for (const [flag] of help.matchAll(/(?<=^ {2}(?:-\w, )?)--[a-z-]+/gm))
        if (flag !== '--help') expect(section).toContain(`\\fB${flag}\\fR`)
      const example = /Examples?:\n {2}(.+)/.exec(help)?.[1]
      if (example) expect(section).toContain(example.replaceAll('\\', '\\e'))
    }
  }, 120_000)

  it.skipIf(lacks('man'))('is shown without a complaint', () => {
    const file = join(folder, 'selon.1')
    writeFileSync(file, page)
    const { status, stdout, stderr } = spawnSync('man', ['--warnings', '-l', file], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '120', LC_ALL: 'C.UTF-8', PAGER: 'cat' },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('selon ingest reports.jsonl --database newsroom.db --format jsonl')
  })
})
