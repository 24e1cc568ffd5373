import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Analysis, Span } from '../../src/contract/analysis.ts'
import { root } from '../support.ts'
import { noBuild } from './packed.ts'

/** Python with pandas and DuckDB where continuous integration has put one, else the machine's own. */
const python =
  process.env['PYTHON'] ??
  (existsSync(`${root}build/python/bin/python`) ? `${root}build/python/bin/python` : 'python3')
const has = (program: string) => spawnSync(python, ['-c', program]).status === 0
const without = (what: string, found: boolean): boolean => {
  if (!found) console.warn(`Skipped: ${what} is not on this machine.`)
  return !found
}
const noPython = without('Python 3', has('import sys; assert sys.version_info >= (3, 10)'))
const noPandas = noPython || without('pandas for Python', has('import pandas'))
const noDuckDb = noPython || without('DuckDB for Python', has('import duckdb'))

/** Letters that count two in UTF-16 and one in Python stand before and within what is said. */
const report =
  '😀 Le port de Kessary rouvre 🎉🎉. « Nous rouvrons lundi 🚢 », a déclaré Léa Martel, directrice du port. Selon le syndicat, les grues seraient encore en panne.'

describe.skipIf(noBuild() || noPython)('what is read, from Python', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'selon-python-'))
  /** As JavaScript sees them. */
  let analyses: Analysis[]

  beforeAll(() => {
    const reports = join(folder, 'reports')
    cpSync(`${root}samples`, reports, { recursive: true })
    rmSync(join(reports, 'README.md'))
    writeFileSync(join(reports, 'emoji.txt'), report)
    const read = (output: string, ...options: string[]) => {
      const args = [
        `${root}dist/cli.js`,
        'read',
        reports,
        '--format=jsonl',
        '--reader=fast',
        '-o',
        output,
        ...options,
      ]
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
      expect(status, stderr).toBe(0)
    }
    read('analyses.jsonl', '--offsets=codepoint')
    read('utf16.jsonl')
    analyses = readFileSync(join(folder, 'utf16.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(analyses).toHaveLength(readdirSync(reports).length)
    cpSync(`${root}examples/python`, folder, { recursive: true })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = (args: string[], input = '') => {
    const env = { ...process.env, PYTHONIOENCODING: 'utf-8' }
    const { status, stdout, stderr } = spawnSync(python, args, { cwd: folder, encoding: 'utf8', input, env })
    expect(status, stderr).toBe(0)
    return stdout
  }
  const words = (analysis: Analysis, spans: readonly Span[]) =>
    spans.map((span) => analysis.report.text.slice(...span)).join(' … ')
  const statements = () =>
    analyses.flatMap((analysis) =>
      analysis.attributions.map(
        ({ source, content }) =>
          `${words(analysis, source) || '(nobody named)'}\t${words(analysis, content)}\n`,
      ),
    )
  /** The outlet and the basis of each claim that a reader sees. */
  const claims = () =>
    analyses.flatMap((analysis) =>
      analysis.claims
        .filter(({ reporting, rank }) => !reporting && rank !== 'nominal')
        .map(({ basis }) => `${analysis.report.publisher ?? '(unknown)'} ${basis}`),
    )
  const file = (name: string) => readFileSync(join(folder, name), 'utf8')

  it('who says what, in the same words as in JavaScript', () => {
    const said = run(['who_says_what.py'], file('analyses.jsonl'))
    expect(said).toBe(statements().join(''))
    expect(said).toContain('Léa Martel, directrice du port\t« Nous rouvrons lundi 🚢 »\n')
  })

  it('a line that failed is said, and the others read', () => {
    const { stdout, stderr } = spawnSync(python, ['who_says_what.py'], {
      cwd: folder,
      encoding: 'utf8',
      input: `{"id":"9","error":"The text is empty."}\n${file('analyses.jsonl')}`,
    })
    expect([stderr, stdout]).toEqual(['9: The text is empty.\n', statements().join('')])
  })

  it('offsets of UTF-16 become code points, before and behind every letter', () => {
    const said = run([
      '-c',
      `from analyses import from_utf16
text = ${JSON.stringify(report)}
point = from_utf16(text)
size = len(text.encode("utf-16-le")) // 2
print([point(offset) for offset in range(size + 1)])`,
    ])
    const points = JSON.parse(said) as number[]
    // Nothing points within a letter of two units.
    const between = points
      .map((_, offset) => offset)
      .filter((offset) => !/[\ud800-\udbff]$/.test(report.slice(0, offset)))
    expect(between.length).toBe([...report].length + 1)
    for (const offset of between)
      expect(points[offset], `${offset}`).toBe([...report.slice(0, offset)].length)
  })

  it.skipIf(noPandas)('outlets and the basis of their claims, with pandas', () => {
    const [head, ...rows] = run(['with_pandas.py', 'analyses.jsonl'])
      .trim()
      .split('\n')
      .map((line) => line.split(','))
    const counted = rows.flatMap(([outlet, ...counts]) =>
      counts.map((count, k) => [`${outlet} ${head[k + 1]}`, Number(count)] as const),
    )
    expect(counted.reduce((sum, [, count]) => sum + count, 0)).toBe(claims().length)
    for (const [what, count] of counted)
      expect(count, what).toBe(claims().filter((claim) => claim === what).length)
  })

  it.skipIf(noDuckDb)('who is quoted most, with DuckDB', () => {
    const counts = new Map<string, number>()
    for (const analysis of analyses)
      for (const { source } of analysis.attributions)
        if (source.length > 0) {
          const speaker = analysis.report.text.slice(...source[0])
          counts.set(speaker, (counts.get(speaker) ?? 0) + 1)
        }
    const rows = run(['with_duckdb.py', 'analyses.jsonl'])
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
    expect(rows).toHaveLength(10)
    for (const [speaker, count] of rows) expect(counts.get(speaker), speaker).toBe(Number(count))
    expect(Number(rows[0][1])).toBe(Math.max(...counts.values()))
  })

  const page = readFileSync(`${root}docs/python.md`, 'utf8')
  const blocks = [...page.matchAll(/```python\n([\s\S]*?)```/g)].map(([, program]) => program)
  it.each(
    blocks.map((program, k) => [/(?:pandas|duckdb)/.exec(program)?.[0] ?? 'standard library', k, program]),
  )('the page’s program runs as it stands (%s, %i)', (needs, _, program) => {
    if ((needs === 'pandas' && noPandas) || (needs === 'duckdb' && noDuckDb)) return
    const said = run(['-c', String(program)])
    if (String(program).includes('from_utf16(text)')) expect(said).toBe('la maire\n')
    else if (needs === 'standard library') expect(said).toBe(statements().join(''))
    else if (needs === 'duckdb') expect(said).toMatch(/speaker.*statements.*reports/)
    else {
      const counts = new Map<string, number>()
      for (const claim of claims()) counts.set(claim, (counts.get(claim) ?? 0) + 1)
      const [head, , ...rows] = said.trimEnd().split('\n')
      const bases = head.trim().split(/ +/).slice(1)
      expect(rows.length).toBeGreaterThan(1)
      for (const row of rows) {
        const [, outlet, numbers] = /^(.*?) +(\d+(?: +\d+)*)$/.exec(row)!
        expect(numbers.split(/ +/).map(Number), outlet).toEqual(
          bases.map((basis) => counts.get(`${outlet} ${basis}`) ?? 0),
        )
      }
    }
  })
})
