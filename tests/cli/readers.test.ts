import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type AnalyseInputs, analyseInputs } from '../../src/cli/analyse-inputs.ts'
import { createProgress } from '../../src/cli/progress.ts'
import type { ReaderChoice } from '../../src/contract/api.ts'
import type { AnalyseOptions } from '../../src/engine/engine.ts'
import { fileOfResource } from '../../src/node-resources.ts'
import type { Analyser } from '../../src/server/analyser.ts'
import { ReaderMissing, ReaderSettler } from '../../src/server/reader-choice.ts'
import { missing, root } from '../support.ts'

const folder = mkdtempSync(join(tmpdir(), 'selon-readers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lacking = 'The careful reader’s model is missing'
/** What is asked for, whether somebody waits, whether the careful reader can read here; who reads, and what is said. */
const settled: [ReaderChoice, boolean, boolean, 'fast' | 'careful', string[]][] = [
  ['auto', true, true, 'careful', []],
  ['auto', false, true, 'fast', []],
  ['auto', true, false, 'fast', [`${lacking}: the fast reader reads in its place.`]],
  ['auto', false, false, 'fast', []],
  ['fast', true, true, 'fast', []],
  ['fast', true, false, 'fast', []],
  ['careful', false, true, 'careful', []],
]

describe('who reads', () => {
  it.each(settled)('%s, waited for: %s, there: %s → %s', (asked, waitedFor, there, reader, sentences) => {
    const said: string[] = []
    const settler = new ReaderSettler(
      asked,
      () => (there ? undefined : lacking),
      (one) => said.push(one),
    )
    expect([settler.reader(waitedFor), settler.reader(waitedFor)]).toEqual([reader, reader])
    // Once, however many reports there are.
    expect(said).toEqual(sentences)
  })

  it('is an error where the careful reader is asked for by its name and missing', () => {
    const settle = () =>
      new ReaderSettler(
        'careful',
        () => lacking,
        () => undefined,
      )
    expect(settle).toThrow(ReaderMissing)
    expect(settle).toThrow('--reader fast')
  })

  const words = 'Le maire a parlé. '
  const files = (count: number, length = 20) =>
    Array.from({ length: count }, (_, k) => {
      const path = join(folder, `${count}-${length}-${k}.json`)
      const text = words.repeat(Math.ceil(length / words.length)).slice(0, length)
      writeFileSync(path, JSON.stringify({ id: `r${k}`, language: 'fr', text }))
      return path
    })
  const lines = (count: number) => {
    const path = join(folder, `${count}.jsonl`)
    writeFileSync(
      path,
      Array.from({ length: count }, (_, k) =>
        JSON.stringify({ id: `r${k}`, language: 'fr', text: words }),
      ).join('\n'),
    )
    return [path]
  }
  const some = { reports: 5, characters: 1000 }
  it.each<[string, string[], Omit<AnalyseInputs, 'explain'>, string[]]>([
    ['one file', files(1), { few: some }, ['careful']],
    ['as many as somebody waits for', files(5), { few: some }, Array(5).fill('careful')],
    ['one more', files(6), { few: some }, Array(6).fill('fast')],
    ['few that are long', files(2, 600), { few: some }, ['fast', 'fast']],
    [
      'a folder of few and a failure',
      [...files(2), join(folder, 'none.txt')],
      { few: some },
      ['careful', 'careful', 'failed'],
    ],
    ['lines, which come as they come', lines(2), { few: some }, ['fast', 'fast']],
    ['lines that are compared', lines(2), { few: some, waitForLines: true }, ['careful', 'careful']],
    ['many lines that are compared', lines(6), { few: some, waitForLines: true }, Array(6).fill('fast')],
    ['what nobody waits for', files(1), {}, ['fast']],
  ])('reads by auto %s', async (_, inputs, how, expected) => {
    const readers: string[] = []
    const analyser = {
      begin: () => undefined,
      abandon: async () => undefined,
      analyse: async (report: object, { reader }: AnalyseOptions) => {
        readers.push(reader ?? '')
        return { report }
      },
    } as unknown as Analyser
    const { signal } = new AbortController()
    const items = analyseInputs(
      inputs,
      {},
      { explain: false, ...how, analyser },
      await createProgress(false),
      signal,
    )
    for await (const item of items) if (!item.ok) readers.push('failed')
    expect(readers).toEqual(expected)
  })

  it('takes an unpacked model only where it is no older than the packed one', () => {
    const models = mkdtempSync(join(folder, 'models-'))
    const [plain, packed] = ['reader.bin', 'reader.bin.gz'].map((name) => join(models, name))
    writeFileSync(packed, '')
    expect(fileOfResource('reader', models)).toBe(packed)
    writeFileSync(plain, '')
    utimesSync(packed, 1000, 1000)
    utimesSync(plain, 1000, 1000)
    expect(fileOfResource('reader', models)).toBe(plain)
    utimesSync(packed, 1001, 1001)
    expect(fileOfResource('reader', models)).toBe(packed)
  })
})

const noBuild = missing(
  'the built command line (npm run build makes dist/cli.js)',
  existsSync(`${root}dist/cli.js`),
)
describe.skipIf(noBuild)('readers from the command line', () => {
  const runIn = (cli: string, args: string[]) => {
    const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', XDG_DATA_HOME: join(folder, 'data') }
    delete env.FORCE_COLOR
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }
  const run = (...args: string[]) => runIn(`${root}dist/cli.js`, args)
  const sample = `${root}samples/01-meridia-dispatch.fr.json`
  const readerOf = (json: string) => JSON.parse(json).engine.reader

  /** The package without the careful reader's model. */
  const without = () => {
    const home = join(folder, 'without')
    if (!existsSync(home)) {
      mkdirSync(join(home, 'models'), { recursive: true })
      cpSync(`${root}dist`, join(home, 'dist'), { recursive: true })
      symlinkSync(`${root}node_modules`, join(home, 'node_modules'))
      cpSync(`${root}package.json`, join(home, 'package.json'))
      for (const name of readdirSync(`${root}models`))
        if (!name.startsWith('reader.')) symlinkSync(`${root}models/${name}`, join(home, 'models', name))
    }
    return join(home, 'dist', 'cli.js')
  }

  it('reads one report carefully, and says so', () => {
    const { status, stdout, stderr } = run('read', sample, '--format', 'json')
    expect({ status, stderr, reader: readerOf(stdout) }).toEqual({ status: 0, stderr: '', reader: 'careful' })
    expect(run('read', sample, '--interface', 'fr').stdout).toContain('lecture attentive')
    expect(readerOf(run('read', sample, '--format', 'json', '--reader', 'fast').stdout)).toBe('fast')
  }, 120_000)

  it('compares few reports carefully', () => {
    const { engine } = JSON.parse(run('compare', `${root}samples`, '--format', 'json').stdout)
    expect(engine.readers).toEqual({ careful: 9 })
  }, 120_000)

  it('takes no other reader', () => {
    const { status, stderr } = run('read', sample, '--reader', 'slow')
    expect(status).toBe(2)
    expect(stderr).toContain('--reader takes one of auto, careful, fast')
  })

  it('reads fast where the model is missing, in one sentence; by name it is an error and nothing is done', () => {
    const cli = without()
    const auto = runIn(cli, ['read', sample, sample, '--format', 'jsonl'])
    expect(auto.status).toBe(0)
    expect(auto.stdout.split('\n').filter(Boolean).map(readerOf)).toEqual(['fast', 'fast'])
    expect(auto.stderr.split('\n').filter(Boolean)).toHaveLength(1)
    expect(auto.stderr).toMatch(/reader\.bin\.gz\) is missing: the fast reader reads in its place\.$/m)
    for (const command of [
      ['read', sample],
      ['compare', sample],
      ['ingest', sample, '--database', 'none.db'],
      ['trace', 'Elle a parlé.', '--language', 'fr'],
    ]) {
      const { status, stdout, stderr } = runIn(cli, [...command, '--reader', 'careful'])
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toContain('is missing: install Selon again, or take the fast reader (--reader fast).')
    }
    expect(existsSync(join(folder, 'none.db'))).toBe(false)
    expect(runIn(cli, ['ingest', sample, '--database', 'fast.db'])).toMatchObject({ status: 0, stderr: '' })
  }, 120_000)

  it('takes reports in fast, says that they wait, and reads them anew when asked', () => {
    const [, ...others] = readdirSync(`${root}samples`)
      .filter((name) => name.endsWith('.json'))
      .sort()
    const second = `${root}samples/${others[0]}`
    expect(run('ingest', sample, second, '--database', 'news.db').stdout).toMatch(
      /^2 wait for the careful reader: .*selon reread/m,
    )
    const once = run('reread', '--database', 'news.db', '--limit', '1')
    expect(once).toMatchObject({ status: 0, stderr: '' })
    expect(once.stdout).toMatch(/^read .*\n1 read anew; 1 waits\.\n$/)
    expect(run('reread', '--database', 'news.db').stdout).toMatch(/\n1 read anew; 0 wait\.\n$/)
    expect(run('reread', '--database', 'news.db', '--all').stdout).toBe('0 read anew; 0 wait.\n')
    // Taken in again, fast, nothing changes.
    expect(run('ingest', sample, '--database', 'news.db').stdout).toMatch(/^same/)
    const kept = run('export', '--format', 'analyses', '--database', 'news.db').stdout
    expect(kept.split('\n').filter(Boolean).map(readerOf)).toEqual(['careful', 'careful'])
    expect(run('check', '--database', 'news.db').status).toBe(0)
    const carefully = run('ingest', sample, '--database', 'other.db', '--reader', 'careful').stdout
    expect(carefully).not.toContain('careful reader:')
    expect(run('reread', '--database', 'other.db').stdout).toBe('0 read anew; 0 wait.\n')
  }, 240_000)
})
