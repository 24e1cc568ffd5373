import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { version } from '../../src/engine/version.ts'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const folder = mkdtempSync(join(tmpdir(), 'selon-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: string[], input?: string | Uint8Array) => {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' }
  delete env.FORCE_COLOR
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
    maxBuffer: 1 << 28,
  })
  return { status, stdout, stderr }
}
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const sample = (name: string) => `${root}samples/${name}.json`
const french =
  'La ministre Anna Valbert a déclaré lundi que le pont serait reconstruit avant la fin de l’année.'

describe.skipIf(noBuild)('help and usage', () => {
  it('prints its version, which is the package’s', () => {
    expect(run(['--version']).stdout.trim()).toBe(version)
    expect(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version).toBe(version)
  })

  it.each([
    [['--help'], 0, 'Usage: selon'],
    [['read', '--help'], 0, 'Exit codes:'],
    [['help', 'read'], 0, 'Examples:'],
    [['parse', '--help'], 0, 'conllu'],
    [['schema', '--help'], 0, 'JSON Schema'],
    [['trace', '--help'], 0, 'what each rule did'],
    [
      ['trace', 'Selon la maire, le port fermera.', '--language', 'fr'],
      0,
      'a1  la maire (named) · Selon · le port fermera',
    ],
  ])('%j explains', (args, status, words) => {
    const result = run(args as string[])
    expect(result.status).toBe(status)
    expect(result.stdout).toContain(words)
  })

  it.each([
    ['nothing at all', [], 'Usage'],
    ['a wrong command', ['raed', 'x'], 'Did you mean read?'],
    ['a wrong option', ['read', '--formt', 'json', 'x'], 'Did you mean --format?'],
    ['no input', ['read'], "missing required argument 'input'"],
    ['a wrong format', ['read', '--format', 'xml', 'x'], '--format takes one of text, json'],
    ['a wrong table', ['read', '--format', 'csv', '--table', 'rows', 'x'], '--table takes one of claims'],
    ['a language Selon does not read', ['read', '--language', 'de', 'x'], 'does not read the language "de"'],
    ['a date that is none', ['read', '--published', '2026-02-30', 'x'], '--published takes a date'],
    ['an hour that is none', ['read', '--published', '2026-02-28T31:00', 'x'], '--published takes a date'],
    ['an output inside a file', ['read', '-o', join(cli, 'x.json'), 'x'], 'does not exist'],
    ['an output that is a folder', ['read', '-o', folder, 'x'], 'is a folder'],
    ['an output folder that is not there', ['read', '-o', 'no/where.json', 'x'], 'does not exist'],
    ['parse without a language', ['parse', '-'], '--language'],
    ['a trace of nothing', ['trace', '', '--language', 'fr'], 'needs a sentence with words in it'],
    ['a trace in another language', ['trace', 'x', '--language', 'de'], 'does not read the language "de"'],
  ])('%s is refused with exit code 2', (_, args, words) => {
    const result = run(args as string[], '')
    expect(result.status).toBe(2)
    expect(result.stdout + result.stderr).toContain(words)
  })

  it('prints the schema', () => {
    const result = run(['schema'])
    expect(result.status).toBe(0)
    expect(JSON.parse(result.stdout)).toEqual(
      JSON.parse(readFileSync(`${root}contract/analysis.schema.json`, 'utf8')),
    )
  })
})

describe.skipIf(noBuild)('selon read', () => {
  it('reads a sample for a person, quietly', () => {
    const result = run(['read', sample('01-meridia-dispatch.fr'), '--interface', 'fr'])
    expect(result.status).toBe(0)
    expect(result.stderr).toBe('')
    expect(result.stdout).toContain('QUI DIT QUOI')
    expect(result.stdout).not.toContain('\u001b')
  })

  it('keeps given text code unit for code unit', () => {
    const text = `\ufeffUne phrase.\r\nLe maire a dit « oui ».\u200f\n\n${french}`
    const lines = `${JSON.stringify({ id: 1, text })}\n${JSON.stringify({ id: 'lone', text: `${french} \ud83d fin` })}\n`
    const result = run(['read', '-', '--language', 'fr'], lines)
    const [first, second] = result.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(first.report.text).toBe(text)
    expect(second.report.text).toBe(`${french} \ud83d fin`)
  })

  it.each([
    ['json', (out: string) => JSON.parse(out).report.language === 'fr'],
    ['jsonl', (out: string) => JSON.parse(out.trim()).report.language === 'fr'],
    ['html', (out: string) => out.startsWith('<!doctype html>')],
    ['markdown', (out: string) => out.startsWith('# ')],
    ['csv', (out: string) => out.startsWith('report,claim,')],
    ['geojson', (out: string) => JSON.parse(out).type === 'FeatureCollection'],
    ['graphml', (out: string) => out.includes('<graphml')],
    ['gexf', (out: string) => out.includes('<gexf')],
    ['annotation', (out: string) => JSON.parse(out).type === 'AnnotationPage'],
    ['prov', (out: string) => 'wasAttributedTo' in JSON.parse(out)],
  ])('--format %s', (format, holds) => {
    const result = run(['read', '--format', format, sample('01-meridia-dispatch.fr')])
    expect(result.status).toBe(0)
    expect(holds(result.stdout)).toBe(true)
  })

  it('gives an array for several reports in JSON', () => {
    const result = run([
      'read',
      '--format',
      'json',
      sample('01-meridia-dispatch.fr'),
      sample('06-faro-figures.es'),
    ])
    expect(
      JSON.parse(result.stdout).map((analysis: { report: { language: string } }) => analysis.report.language),
    ).toEqual(['fr', 'es'])
  })

  it('overrides what a report says of itself', () => {
    const path = file('a.txt', french)
    const result = run([
      'read',
      path,
      '--format',
      'json',
      '--published',
      '2026-03-12',
      '--publisher',
      'Le Phare',
      '--title',
      'Pont',
    ])
    const { report, times } = JSON.parse(result.stdout)
    expect([report.published, report.publisher, report.title]).toEqual(['2026-03-12', 'Le Phare', 'Pont'])
    expect(times.map((time: { value: string }) => time.value)).toContain('2026-03-09')
  })

  it('explains when asked, and only then', () => {
    const explained = JSON.parse(
      run(['read', '--explain', '--format', 'json', sample('01-meridia-dispatch.fr')]).stdout,
    )
    expect(explained.attributions.every((attribution: { why?: { by: string } }) => attribution.why?.by)).toBe(
      true,
    )
    expect(explained.claims.every((claim: { why?: { sentence?: string } }) => claim.why?.sentence)).toBe(true)
    const plain = run(['read', '--format', 'json', sample('01-meridia-dispatch.fr')]).stdout
    expect(plain).not.toContain('"why"')
  })

  it('gives text for a list of reports and JSON Lines for JSON Lines', () => {
    const reports = [french, french].map((text) => ({ text }))
    expect(run(['read', file('list.json', JSON.stringify(reports)), '--interface', 'fr']).stdout).toContain(
      'QUI DIT QUOI',
    )
    const lines = reports.map((report) => JSON.stringify(report)).join('\n')
    expect(JSON.parse(run(['read', file('lines.json', lines)]).stdout.split('\n')[0]).report.text).toBe(
      french,
    )
  })

  it('writes through a link and into a named pipe without replacing them', () => {
    const target = file('linked.json', 'before')
    const link = join(folder, 'link.json')
    symlinkSync(target, link)
    expect(run(['schema', '--output', link]).status).toBe(0)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(JSON.parse(readFileSync(target, 'utf8')).type).toBe('object')
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const script = 'cat "$1" & "$2" "$3" schema --output "$1"; wait'
    const read = execFileSync('sh', ['-c', script, 'sh', pipe, process.execPath, cli], { encoding: 'utf8' })
    expect(JSON.parse(read).type).toBe('object')
    expect(lstatSync(pipe).isFIFO()).toBe(true)
  })

  it('ends quietly where the reader of its output goes away', () => {
    const script = '"$1" "$2" read - --language fr | head -c 10; echo "$PIPESTATUS"'
    const input = `${JSON.stringify({ text: `${french} `.repeat(50) })}\n`.repeat(20)
    const result = spawnSync('bash', ['-c', script, 'bash', process.execPath, cli], {
      encoding: 'utf8',
      input,
    })
    expect(result.stdout).toMatch(/^.{10}0\n$/)
    expect(result.stderr).toBe('')
  })

  it('counts code points when asked', () => {
    const path = file('emoji.txt', `😀 ${french}`)
    const [utf16, points] = ['utf16', 'codepoint'].map((offsets) =>
      JSON.parse(run(['read', '--format', 'json', '--offsets', offsets, path]).stdout),
    )
    expect(points.attributions[0].cue[0][0]).toBe(utf16.attributions[0].cue[0][0] - 1)
  })

  it('reads a folder in order and says what it left out', () => {
    const inside = join(folder, 'reports')
    mkdirSync(inside, { recursive: true })
    writeFileSync(join(inside, 'b.txt'), french)
    writeFileSync(join(inside, 'a.txt'), `Hier. ${french}`)
    writeFileSync(join(inside, 'photo.png'), 'x')
    const result = run(['read', inside, '--format', 'jsonl'])
    expect(result.status).toBe(0)
    expect(
      result.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).report.text.slice(0, 4)),
    ).toEqual(['Hier', 'La m'])
    expect(result.stderr).toContain('1 file')
  })
})

describe.skipIf(noBuild)('JSON Lines', () => {
  const lines = Array.from({ length: 10 }, (_, k) =>
    JSON.stringify({ id: `r${k + 1}`, text: french, language: null, published: null }),
  )

  it('gives one line a report, in order', () => {
    const result = run(['read', file('ok.jsonl', `${lines.join('\n')}\n`)])
    expect(result.status).toBe(0)
    expect(
      result.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).report.id),
    ).toEqual(lines.map((_, k) => `r${k + 1}`))
  })

  it('puts the error of a broken line in its place and goes on', () => {
    const broken = [...lines]
    broken[6] = '{"id": "r7", "text": '
    const result = run(['read', file('broken.jsonl', broken.join('\n'))])
    expect(result.status).toBe(1)
    const out = result.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(out.length).toBe(10)
    expect(Object.keys(out[6]).sort()).toEqual(['error', 'id'])
    expect(out.filter((item) => item.error).length).toBe(1)
    expect(result.stderr).toMatch(/Line 7 of .*broken\.jsonl/)
  })

  it('puts the error of an unreadable report in its place, with its id', () => {
    const mixed = [
      lines[0],
      JSON.stringify({ id: 'empty', text: ' ' }),
      JSON.stringify({
        id: 'de',
        text: 'Der Minister hat am Montag gesagt, dass die Brücke bald wieder für den Verkehr geöffnet werde.',
      }),
      lines[1],
    ]
    const result = run(['read', '-'], mixed.join('\n'))
    expect(result.status).toBe(1)
    const out = result.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(out.map((item) => item.id ?? item.report.id)).toEqual(['r1', 'empty', 'de', 'r2'])
    expect(out[2].error).toContain('German')
  })
})

describe.skipIf(noBuild)('what goes wrong is said in a sentence', () => {
  it.each([
    ['a missing file', () => join(folder, 'nowhere.txt')],
    [
      'a binary file',
      () =>
        file(
          'binary.txt',
          Uint8Array.from({ length: 400 }, (_, k) => k % 7),
        ),
    ],
    ['an empty text', () => file('empty.txt', ' \n')],
    [
      'a page without an article',
      () => file('menu.html', '<html><body><nav><a href="/">Accueil</a></nav></body></html>'),
    ],
    ['a broken PDF', () => file('broken.pdf', '%PDF-1.4\nnothing')],
    ['broken JSON', () => file('broken.json', '{"text": ')],
    [
      'another language',
      () =>
        file(
          'de.txt',
          'Der Minister hat am Montag gesagt, dass die Brücke bald wieder für den Verkehr geöffnet werde.',
        ),
    ],
  ])('%s: exit code 1, one line, no output file', (_, make) => {
    const target = join(folder, 'out.json')
    rmSync(target, { force: true })
    const result = run(['read', make(), '--format', 'json', '--output', target])
    expect(result.status).toBe(1)
    expect(result.stderr.trim().split('\n').length).toBe(1)
    expect(result.stderr).toMatch(/^selon: .{20,}/)
    expect(result.stderr).not.toMatch(/\bat \S+ \(|Error:/)
    expect(existsSync(target)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('an address that is not public is refused', () => {
    const result = run(['read', 'http://127.0.0.1:9/'])
    expect(result.status).toBe(1)
    expect(result.stderr).toContain('127.0.0.1')
  })

  it('leaves an older output alone', () => {
    const target = file('kept.json', 'before')
    expect(run(['read', join(folder, 'nowhere.txt'), '--output', target]).status).toBe(1)
    expect(readFileSync(target, 'utf8')).toBe('before')
  })

  it('reads the rest of a batch', () => {
    const result = run([
      'read',
      join(folder, 'nowhere.txt'),
      sample('06-faro-figures.es'),
      '--format',
      'jsonl',
    ])
    expect(result.status).toBe(1)
    expect(result.stdout.trim().split('\n').length).toBe(2)
  })

  it('keeps escape sequences of a report and of a file name from the terminal', () => {
    const path = file('esc.txt', `\u001b]0;titre\u0007 \u009b2J ${french}`)
    for (const format of ['text', 'json', 'jsonl', 'markdown', 'csv', 'annotation', 'prov']) {
      const result = run(['read', '--format', format, path, join(folder, 'no\u001b[31m.txt')])
      for (const sign of ['\u001b', '\u009b'])
        expect(result.stdout + result.stderr, format).not.toContain(sign)
    }
  })
})

describe.skipIf(noBuild)('selon parse', () => {
  it('draws trees', () => {
    const result = run(['parse', '--language', 'fr', '-'], 'La présidente aurait validé un plan.')
    expect(result.status).toBe(0)
    expect(result.stdout).toContain('validé')
    expect(result.stdout).toMatch(/[╭╰┴┬┼]/)
  })

  it('writes CoNLL-U and takes its own back', () => {
    const written = run(
      ['parse', '--language', 'es', '--format', 'conllu', '-'],
      'El ministro dijo que vendría. Nadie le creyó.',
    )
    const rows = written.stdout.split('\n').filter((line) => /^\d/.test(line))
    expect(rows.every((row) => row.split('\t').length === 10)).toBe(true)
    const again = run([
      'parse',
      '--language',
      'es',
      '--format',
      'conllu',
      '--conllu',
      file('given.conllu', written.stdout),
    ])
    expect(again.stdout.split('\n').filter((line) => /^\d/.test(line))).toEqual(rows)
  })

  it('gives JSON', () => {
    const { sentences } = JSON.parse(
      run(['parse', '--language', 'en', '--format', 'json', '-'], 'She said so.').stdout,
    )
    expect(sentences[0].tokens.map((token: { form: string }) => token.form)).toEqual([
      'She',
      'said',
      'so',
      '.',
    ])
  })
})
