import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const folder = mkdtempSync(join(tmpdir(), 'selon-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: string[], input = '') => {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', XDG_DATA_HOME: join(folder, 'data') }
  delete env.FORCE_COLOR
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, env, encoding: 'utf8', input })
}
/** Milliseconds for a case that starts a dozen processes, on a machine that is busy. */
const manyProcesses = 300_000
const lines = (...reports: object[]) => reports.map((report) => `${JSON.stringify(report)}\n`).join('')
const parsed = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const dam =
  'Le barrage de Vell aurait cédé mardi. Trois villages ont été évacués, a annoncé la préfecture de Vell.'
const song = 'La chanteuse Mila Dorval annonce une tournée de neuf villes et un album pour le printemps.'
const reports = lines(
  { id: 'dam', text: dam, language: 'fr', published: '2026-03-10' },
  { id: 'song', text: song, language: 'fr' },
)

describe.skipIf(noBuild)('the database from the command line', () => {
  it('says of an empty database that it is empty, and how to fill it', () => {
    const made = run(['ingest', 'none.json', '--database', 'empty.db'])
    expect(made.status).toBe(1)
    for (const command of [['stories'], ['search', 'barrage'], ['export', '--format', 'analyses']]) {
      const { status, stdout, stderr } = run([...command, '--database', 'empty.db'])
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
      expect(stderr).toContain('holds no reports yet: selon ingest')
    }
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it(
    'makes no database and no folder where one is only asked for',
    () => {
      const commands = [
        ['stories'],
        ['story', 's1'],
        ['search', 'barrage'],
        ['export'],
        ['check'],
        ['backup', 'b.db'],
      ]
      for (const command of [...commands, ['corrections'], ['undo', 'k1'], ['delete', 'r', '--yes']]) {
        const { status, stdout, stderr } = run([...command, '--database', 'nowhere/none.db'])
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
        expect(stderr).toMatch(/There is no database at .*none\.db: selon ingest FILE makes one/)
      }
      expect(existsSync(join(folder, 'nowhere'))).toBe(false)
      expect(existsSync(join(folder, 'b.db'))).toBe(false)
    },
    manyProcesses,
  )

  it('takes reports in once, into the data folder of the user if nothing else is said', () => {
    const first = run(['ingest', '-'], reports)
    expect(first.stderr).toBe('')
    expect(first.status).toBe(0)
    expect(first.stdout.split('\n').map((line) => line.slice(0, 13).trimEnd())).toEqual([
      'new      s1',
      'new      s2',
      '2 new, 0 vers',
      '2 wait for th',
      '',
    ])
    expect(existsSync(join(folder, 'data/selon/selon.db'))).toBe(true)
    const again = run(['ingest', '-', '--format', 'jsonl'], reports)
    expect(parsed(again.stdout)).toEqual([
      { report: 'dam', outcome: 'same', version: 1, story: 's1' },
      { report: 'song', outcome: 'same', version: 1, story: 's2' },
    ])
  })

  it('tells what a version claims now and no longer, goes on after bad input, and ends with 1', () => {
    const changed = lines(
      {
        id: 'dam',
        published: '2026-03-10',
        text: dam.replace('aurait cédé', 'a cédé').replace('villages', 'quartiers'),
        language: 'fr',
      },
      { id: 'bad', text: 7 },
      { id: 'third', text: 'El alcalde de Brunec dimitió el lunes.', language: 'es' },
    )
    const { status, stdout, stderr } = run(['ingest', '-'], changed)
    expect(status).toBe(1)
    expect(stderr).toContain('"text"')
    expect(stdout).toMatch(/^version {2}s1 {5}dam \(version 2\)\n/)
    expect(stdout).toMatch(/\+ “[^\n]*quartiers/)
    expect(stdout).toMatch(/- “[^\n]*villages/)
    expect(stdout).toMatch(/~ “[^\n]*aurait cédé[^\n]*\(Uu\) → “[^\n]*a cédé[^\n]*\(CT\+\)/)
    expect(stdout).toContain(
      '1 new, 1 version, 0 the same, 1 failed. The database holds 3 reports in 3 stories.',
    )
  })

  it('lists stories, and one line a report', () => {
    const text = run(['stories'])
    expect(text.stdout).toContain('1 report · 1 origin')
    expect(
      parsed(run(['stories', '--format', 'jsonl']).stdout).sort((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual([
      { id: 'dam', story: 's1' },
      { id: 'song', story: 's2' },
      { id: 'third', story: 's3' },
    ])
    expect(JSON.parse(run(['stories', '--format', 'json', '--language', 'es']).stdout)).toMatchObject([
      { id: 's3' },
    ])
    expect(JSON.parse(run(['stories', '--format', 'json', '--about', 'tournées']).stdout)).toMatchObject([
      { id: 's2' },
    ])
  })

  it('shows a story in each format, and what is new', () => {
    expect(run(['story', 's1']).stdout).toContain('Le barrage de Vell a cédé')
    expect(JSON.parse(run(['story', 's1', '--format', 'json']).stdout).stories).toMatchObject([{ id: 's1' }])
    expect(run(['story', 's1', '--format', 'markdown']).stdout).toMatch(/^# /)
    expect(run(['story', 's1', '--format', 'html']).stdout).toMatch(/^<!doctype html>/i)
    const news = JSON.parse(run(['story', 's1', '--since', '2026-03-10', '--format', 'json']).stdout)
    expect(news.news[0]).toMatchObject({ kind: 'said', story: 's1', passages: [{ report: 'dam' }] })
    expect(run(['story', 's1', '--since', '2026-03-10']).stdout).toContain('Le barrage de Vell a cédé')
    expect(run(['story', 's1', '--since', '2999-01-01']).stdout).toBe(
      'Nothing is new in s1 since 2999-01-01.\n',
    )
    const none = run(['story', 's99'])
    expect(none.status).toBe(1)
    expect(none.stderr).toContain('no story "s99"')
    expect(run(['story', 's1', '--since', 'soon']).status).toBe(2)
  })

  it('searches', () => {
    expect(run(['search', 'BARRAGES']).stdout).toContain('Le [barrage] de Vell')
    expect(parsed(run(['search', '"chanteuse Mila"', '--format', 'jsonl']).stdout)).toMatchObject([
      { report: 'song' },
    ])
    const none = run(['search', 'zeppelin'])
    expect([none.status, none.stdout, none.stderr]).toEqual([0, '', 'Nothing was found.\n'])
    expect(run(['search', 'x', '--limit', 'many']).status).toBe(2)
  })

  it('corrects, lists corrections, and takes them back', () => {
    const claims = () =>
      parsed(run(['export', '--format', 'analyses']).stdout).find(({ report }) => report.id === 'song').claims
        .length
    const before = claims()
    const words = parsed(run(['search', 'tournée', '--claims', '--format', 'jsonl']).stdout)[0].passage.text
    const made = run(['correct', 'claim-wrong', 'song', words, '--by', 'ana', '--note', 'dix villes'])
    expect([made.status, made.stderr]).toEqual([0, ''])
    expect(made.stdout).toMatch(/^k1 claim-wrong song “.*” “dix villes” ana, /)
    expect(claims()).toBeLessThan(before)
    expect(run(['corrections', '--report', 'song']).stdout).toContain('k1')
    expect(run(['undo', 'k1', '--by', 'bea']).stdout).toBe('undone  k1\n')
    expect(claims()).toBe(before)
    expect(run(['corrections']).stdout).toContain('taken back by bea')
    expect(run(['undo', 'k9']).status).toBe(1)
    for (const [id, kind, ...more] of [
      ['k2', 'speaker', 'Ada Quill'],
      ['k3', 'certainty', 'PS+'],
      ['k4', 'claim-right'],
    ]) {
      const corrected = run(['correct', kind, 'song', words, ...more])
      expect(corrected.stderr).toBe('')
      expect(corrected.stdout).toContain(`${id} ${kind} song`)
      expect(run(['undo', id]).status).toBe(0)
    }
    expect(run(['correct', 'certainty', 'song', words, 'sure']).stderr).toContain('how surely: CT+')
    expect(run(['correct', 'place', 'song', words, 'north']).status).toBe(2)
    expect(run(['correct', 'nonsense', 'a', 'b']).status).toBe(2)
    expect(run(['correct', 'claim-wrong', 'song', 'zeppelin']).stderr).toContain('do not stand in report')
  })

  it('gives out verdicts of persons and nothing else, and the reports as a feed and as a document', () => {
    const none = run(['export', '--format', 'claimreview'])
    expect([none.status, JSON.parse(none.stdout)['@graph']]).toEqual([0, []])
    expect(none.stderr).toContain('Nobody has given a verdict yet')
    const words = parsed(run(['search', 'tournée', '--claims', '--format', 'jsonl']).stdout)[0].passage.text
    const verdict = ['correct', 'verdict', 'song', words, '--by', 'ana']
    expect(run(verdict).stderr).toContain('A verdict needs its words')
    expect(run([...verdict, '--verdict', 'Faux', '--rating', '7']).status).toBe(2)
    expect(run([...verdict, '--verdict', 'Faux', '--address', 'file:///x']).status).toBe(2)
    const made = run([...verdict, '--verdict', 'Faux', '--rating', '1'])
    expect(made.stdout).toMatch(/^k\d+ verdict song “.*”: Faux \(1\/5\) ana, /)
    const [review, ...more] = JSON.parse(run(['export', '--format', 'claimreview']).stdout)['@graph']
    expect(more).toEqual([])
    expect(review).toMatchObject({
      author: { name: 'ana' },
      reviewRating: { alternateName: 'Faux', ratingValue: 1 },
    })
    expect(run(['undo', made.stdout.split(' ')[0]]).status).toBe(0)
    expect(JSON.parse(run(['export', '--format', 'claimreview']).stdout)['@graph']).toEqual([])
    expect(run(['export', '--format', 'rss', '--limit', '1']).stdout.match(/<item>/g)).toHaveLength(1)
    expect(JSON.parse(run(['export', '--format', 'stix']).stdout).type).toBe('bundle')
    expect(run(['export', '--format', 'docx', '--limit', '1']).stdout).toMatch(/^PK/)
  })

  it('deletes a report for good, and only when told twice', () => {
    expect(run(['delete', 'song']).status).toBe(2)
    expect(run(['delete', 'song', '--yes']).stdout).toBe('deleted  song\n')
    expect(run(['delete', 'song', '--yes']).status).toBe(1)
    expect(run(['search', 'chanteuse']).stdout).toBe('')
    expect(run(['export']).stdout).not.toContain('Dorval')
  })

  it('exports everything, each record on a line', () => {
    const records = parsed(run(['export']).stdout)
    expect(
      records
        .filter(({ record }) => record === 'report')
        .map(({ report, version }) => `${report} ${version}`),
    ).toEqual(['dam 1', 'dam 2', 'third 1'])
    expect(run(['export', '--output', 'all.jsonl']).status).toBe(0)
    expect(parsed(readFileSync(join(folder, 'all.jsonl'), 'utf8'))).toEqual(records)
  })

  it(
    'backs up, checks and restores, to the same export',
    () => {
      const exported = run(['export']).stdout
      const copied = run(['backup', 'copy.db'])
      expect([copied.status, copied.stderr]).toEqual([0, ''])
      expect(copied.stdout).toContain('holds a copy of the database')
      expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600)
      const again = run(['backup', 'copy.db'])
      expect([again.status, again.stderr]).toEqual([
        2,
        expect.stringMatching(/is there already: .*--overwrite/),
      ])
      expect(run(['backup', 'copy.db', '--overwrite']).status).toBe(0)
      expect(run(['backup', 'copy.db', '--overwrite', '--database', 'copy.db']).stderr).toMatch(
        /the database itself/,
      )
      expect(run(['backup', 'no/folder/copy.db']).status).toBe(2)
      expect(run(['check', '--database', 'copy.db']).stdout).toMatch(
        /copy\.db is whole: 2 reports in 2 stories/,
      )
      expect(JSON.parse(run(['check', '--format', 'json']).stdout)).toMatchObject({
        whole: true,
        problems: [],
      })

      for (const [from, to] of [
        ['copy.db', 'one.db'],
        ['all.jsonl', 'two.db'],
      ]) {
        const restored = run(['restore', from, '--database', to])
        expect([restored.status, restored.stderr]).toEqual([0, ''])
        expect(restored.stdout).toContain('is restored: 2 reports in 2 stories, 0 corrections')
        expect(run(['export', '--database', to]).stdout).toBe(exported)
      }
      const piped = run(['restore', '-', '--database', 'three.db'], exported)
      expect([piped.status, run(['export', '--database', 'three.db']).stdout]).toEqual([0, exported])
      const full = run(['restore', 'copy.db', '--database', 'one.db'])
      expect([full.status, full.stderr]).toEqual([1, expect.stringMatching(/is not empty, .* selon ingest/)])
      const half = run(['restore', '-', '--database', 'half.db'], exported.slice(0, exported.length >> 1))
      expect(half.status).toBe(1)
      expect(half.stderr).toMatch(/not valid JSON|not whole: nothing was restored/)
      const none = run(['restore', 'note.md', '--database', 'fourth.db'])
      expect([none.status, existsSync(join(folder, 'fourth.db'))]).toEqual([2, false])
    },
    manyProcesses,
  )

  it(
    'takes an archive or a backup in: as it was, or what is missing',
    () => {
      const exported = run(['export']).stdout
      const taken = run(['ingest', 'all.jsonl', '--database', 'five.db'])
      expect([taken.status, taken.stderr]).toEqual([0, ''])
      expect(taken.stdout).toContain('2 new, 0 versions')
      expect(run(['export', '--database', 'five.db']).stdout).toBe(exported)
      run(['ingest', '-', '--database', 'six.db'], lines({ id: 'own', text: song, language: 'fr' }))
      const added = run(['ingest', 'copy.db', '--database', 'six.db', '--format', 'jsonl'])
      expect(added.status).toBe(0)
      expect(
        parsed(added.stdout).map(({ report, outcome, version }) => `${report} ${outcome} ${version}`),
      ).toEqual(['dam new 1', 'dam version 2', 'third new 1'])
      expect(run(['ingest', 'copy.db', '--database', 'six.db']).stdout).toContain(
        '0 new, 0 versions, 2 the same',
      )
      expect(run(['check', '--database', 'six.db']).status).toBe(0)
    },
    manyProcesses,
  )

  it(
    'leaves no half of an export of a damaged database, and says so',
    () => {
      const bytes = readFileSync(join(folder, 'copy.db'))
      const page = bytes.readUInt16BE(16)
      for (let from = 10 * page; from < bytes.length; from += 3 * page) bytes.fill(0x5a, from, from + page)
      writeFileSync(join(folder, 'damaged.db'), bytes)
      for (const format of ['jsonl', 'analyses']) {
        const { status, stderr } = run([
          'export',
          '--database',
          'damaged.db',
          '--format',
          format,
          '-o',
          'half.jsonl',
        ])
        expect([status, stderr]).toEqual([1, expect.stringMatching(/^selon: .*damaged/)])
        expect(readdirSync(folder).filter((name) => name.includes('half.jsonl'))).toEqual([])
      }
      const checked = run(['check', '--database', 'damaged.db'])
      expect([checked.status, checked.stdout]).toEqual([1, expect.stringMatching(/is damaged/)])
      expect(checked.stdout).toMatch(/is not whole/)
      expect(run(['restore', 'damaged.db', '--database', 'seven.db']).status).toBe(1)
      expect(run(['backup', 'spoilt.db', '--database', 'damaged.db']).status).toBe(1)
      expect(existsSync(join(folder, 'spoilt.db'))).toBe(false)
    },
    manyProcesses,
  )

  it.skipIf(!existsSync('/dev/full'))('says in words that the disk is full', () => {
    const { status, stderr } = run(['export', '--output', '/dev/full'])
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^selon: The disk is full: \/dev\/full/)])
  })

  it(
    'reads a database that may not be written, as another user, and refuses to write',
    () => {
      const closed = mkdtempSync(join(tmpdir(), 'selon-closed-'))
      try {
        copyFileSync(join(folder, 'copy.db'), join(closed, 'closed.db'))
        chmodSync(join(closed, 'closed.db'), 0o444)
        chmodSync(closed, 0o555)
        // Permissions do not bind root.
        const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
        const as = (args: string[], input = '') =>
          spawnSync(process.execPath, [cli, ...args, '--database', join(closed, 'closed.db')], {
            ...user,
            cwd: '/',
            env: { ...process.env, NO_COLOR: '1', HOME: '/' },
            encoding: 'utf8',
            input,
          })
        const exported = as(['export'])
        expect([exported.status, exported.stderr]).toEqual([0, ''])
        expect(exported.stdout).toBe(run(['export', '--database', 'copy.db']).stdout)
        expect(as(['stories']).stdout).toContain('1 report · 1 origin')
        expect(as(['story', 's1']).stdout).toContain('Le barrage de Vell')
        expect(as(['search', 'barrages']).stdout).toContain('Le [barrage] de Vell')
        expect(as(['check']).stdout).toContain('is whole')
        const refused = as(['ingest', '-'], reports)
        expect(refused.status).toBe(1)
        expect(refused.stderr).toMatch(/can only be read: you have no permission to write there/)
        expect(as(['watch']).stderr).toMatch(/can only be read/)
        expect(readdirSync(closed)).toEqual(['closed.db'])
      } finally {
        chmodSync(closed, 0o755)
        rmSync(closed, { recursive: true, force: true })
      }
    },
    manyProcesses,
  )

  it('says plainly why a database cannot be used', () => {
    writeFileSync(
      join(folder, 'note.txt'),
      'This is no database, and it is longer than a header of one would be. '.repeat(20),
    )
    const cases: [string, RegExp][] = [
      ['note.txt', /note\.txt is no database of Selon/],
      ['.', /cannot be used|cannot be written|is no database/],
      ['postgres://127.0.0.1:1/none', /nothing answers there/],
    ]
    for (const [database, reason] of cases) {
      const { status, stderr } = run(['stories', '--database', database])
      expect(status).toBe(1)
      expect(stderr).toMatch(reason)
    }
    expect(readFileSync(join(folder, 'note.txt'), 'utf8')).toMatch(/^This is no database/)
  })
})
