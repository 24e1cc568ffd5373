import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import Database from 'libsql'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { databaseFinding, modelFindings, versionFinding } from '../../src/cli/doctor-command.ts'
import { findSettings, ownSettings } from '../../src/cli/settings.ts'
import { hashOfResource } from '../../src/node-resources.ts'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const folder = mkdtempSync(join(tmpdir(), 'selon-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const inner = join(folder, 'desk', 'march')
mkdirSync(inner, { recursive: true })
const home = join(folder, 'home')
mkdirSync(join(home, 'selon'), { recursive: true })
const own = join(home, 'selon', 'selon.config.json')
const file = join(folder, 'desk', 'selon.config.json')

const run = (args: string[], environment: Record<string, string> = {}, input = '') => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:SELON_|FORCE_COLOR|LC_|LANG)/.test(name))
  return spawnSync(process.execPath, [cli, ...args], {
    cwd: inner,
    env: {
      ...Object.fromEntries(kept),
      NO_COLOR: '1',
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: join(folder, 'data'),
      ...environment,
    },
    encoding: 'utf8',
    input,
  })
}
const text = 'La ministre Anna Valbert a déclaré lundi que le pont serait reconstruit.'
const read = ['read', '-', '--language', 'fr', '--reader', 'fast']
const write = (place: string, settings: unknown) =>
  writeFileSync(place, typeof settings === 'string' ? settings : JSON.stringify(settings))
const clean = () => {
  rmSync(own, { force: true })
  rmSync(file, { force: true })
}

afterEach(clean)

describe('where settings are', () => {
  it.each([
    ['linux', {}, '/home/ana', '/home/ana/.config/selon/selon.config.json'],
    ['linux', { XDG_CONFIG_HOME: '/etc/ana' }, '/home/ana', '/etc/ana/selon/selon.config.json'],
    ['darwin', {}, '/Users/ana', '/Users/ana/Library/Application Support/selon/selon.config.json'],
  ] as const)('on %s with %j', (platform, environment, folderOfUser, place) => {
    expect(ownSettings(platform, environment, folderOfUser)).toBe(place)
  })

  it('takes the nearest file upwards, then the user’s own, then what SELON_CONFIG names alone', () => {
    expect(findSettings(inner, {}, own).file).toBe(undefined)
    write(own, {})
    expect(findSettings(inner, {}, own)).toMatchObject({ file: own, isOwn: true })
    write(file, {})
    expect(findSettings(inner, {}, own)).toMatchObject({ file, isOwn: false })
    expect(findSettings(inner, { SELON_CONFIG: own }, own)).toMatchObject({ file: own, isOwn: true })
    expect(findSettings(inner, { SELON_CONFIG: 'none' }, own).file).toBe(undefined)
    expect(() => findSettings(inner, { SELON_CONFIG: 'no.json' }, own)).toThrow('SELON_CONFIG names')
  })
})

describe.skipIf(noBuild)('settings', () => {
  it('an option goes before the environment, and this before a file, and this before what is usual', () => {
    write(file, { interface: 'es', reader: 'fast', read: { format: 'markdown' } })
    expect(run(['read', '-', '-l', 'fr'], {}, text).stdout).toContain('## Quién dice qué')
    expect(run(['read', '-', '-l', 'fr'], { SELON_INTERFACE: 'fr' }, text).stdout).toContain(
      '## Qui dit quoi',
    )
    const all = run([...read, '--interface', 'en', '-f', 'text'], { SELON_INTERFACE: 'fr' }, text)
    expect(all.stdout).toContain('WHO SAYS WHAT')
    expect(run(['read', '-', '-l', 'fr'], { SELON_CONFIG: 'none' }, text).stdout).toContain('WHO SAYS WHAT')
  })

  it('a name of a file counts from the folder of the settings', () => {
    write(file, { database: 'here.db', quiet: true })
    const { status, stdout, stderr } = run(['ingest', '-', '-l', 'fr', '--reader', 'fast'], {}, text)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    // Quiet: the line of the report, and not how many there are now.
    expect(stdout).toMatch(/^new +s1 .*\n$/)
    expect(existsSync(join(folder, 'desk', 'here.db'))).toBe(true)
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it.each([
    ['{"reader": fast}', 'is no JSON'],
    [[1], 'holds a list: settings are an object'],
    ['null', 'holds null'],
    [{ databse: 'x.db' }, '"databse" is no setting: there are database, reader'],
    [{ reader: 'quick' }, '"reader" takes one of careful, fast, auto, not "quick"'],
    [{ reader: true }, '"reader" takes words or a number, not true'],
    [{ quiet: 'yes' }, '"quiet" takes true or false, not "yes"'],
    [{ read: 'fast' }, '"read" takes an object with options of selon read, not "fast"'],
    [{ read: { fromat: 'json' } }, '"fromat" is no setting of selon read'],
    [{ read: { format: 'xml' } }, '"read.format" takes one of text, json'],
    [{ export: { limit: null } }, '"export.limit" takes words or a number, not null'],
    [{ delete: { yes: true } }, '"yes" is no setting of selon delete'],
    [{ retain: { days: 1, corrected: true } }, '"days" is no setting of selon retain'],
    [{ queue: { drop: [1] } }, '"drop" is no setting of selon queue'],
    [{ stories: { settle: '2000' } }, '"settle" is no setting of selon stories'],
    [{ read: { output: '/etc/passwd' } }, '"output" is no setting of selon read'],
    [{ watch: { 'allow-host': ['10.0.0.1'] } }, '"watch.allow-host" opens this machine to others'],
    [{ serve: { host: '0.0.0.0' } }, '"serve.host" opens this machine to others'],
    [{ database: 'postgres://example.org/news' }, '"database" names a server'],
  ])('%j in a folder is refused with exit code 2', (settings, words) => {
    write(file, settings)
    const { status, stdout, stderr } = run(read, {}, text)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('selon.config.json')
    expect(stderr).toContain(words)
    expect(stderr).not.toContain('    at ')
  })

  it.each([
    [{ SELON_READER: 'quick' }, 'SELON_READER takes one of careful, fast, auto, not "quick"'],
    [{ SELON_CONFIG: 'no.json' }, 'SELON_CONFIG names'],
  ])('%j is refused with exit code 2', (environment, words) => {
    const { status, stderr } = run(['read', '-', '-l', 'fr'], environment, text)
    expect(status).toBe(2)
    expect(stderr).toContain(words)
  })

  it('what opens the machine to others is taken from one’s own file', () => {
    write(own, { serve: { host: '127.0.0.1', token: 'a-token-of-my-own', port: 70000 } })
    const { status, stderr } = run(['serve'])
    expect(status).toBe(2)
    expect(stderr).toContain('--port takes a number from 0 (a free one) to 65535, not "70000"')
  })

  it('wrong settings keep nobody from the help, the doctor and the schema', () => {
    write(file, { databse: 1 })
    for (const args of [['--help'], ['read', '--help'], ['schema', 'settings'], ['completion', 'fish']])
      expect(run(args).status).toBe(0)
    const { status, stdout } = run(['doctor'])
    expect(status).toBe(1)
    expect(stdout).toMatch(/✗ settings .*"databse" is no setting/)
  })

  it('have a JSON Schema that takes what Selon takes and refuses what it refuses', () => {
    const valid = new Ajv2020({ allowUnionTypes: true }).compile(
      JSON.parse(run(['schema', 'settings']).stdout),
    )
    expect(
      valid({ $schema: 'x', reader: 'fast', color: false, read: { format: 'csv', table: 'events' } }),
    ).toBe(true)
    expect(valid({ serve: { port: 7671, 'allow-host': ['10.0.0.1'], watch: false } })).toBe(true)
    for (const wrong of [
      [],
      { databse: 'x' },
      { reader: 'quick' },
      { quiet: 'yes' },
      { read: { format: 'xml' } },
      { read: { output: 'x' } },
      { delete: { yes: true } },
      { serve: { port: null } },
    ])
      expect(valid(wrong)).toBe(false)
  })
})

describe.skipIf(noBuild)('--quiet', () => {
  it('leaves out notes, and neither results nor errors', () => {
    const reports = join(folder, 'reports')
    mkdirSync(reports)
    writeFileSync(join(reports, 'one.txt'), text)
    writeFileSync(join(reports, 'photo.png'), 'x')
    writeFileSync(join(reports, 'broken.json'), '{')
    const loud = run(['read', reports, '-l', 'fr', '--reader', 'fast', '-f', 'jsonl'])
    const quiet = run(['read', reports, '-l', 'fr', '--reader', 'fast', '-f', 'jsonl', '--quiet'])
    expect(loud.stderr).toContain('photo.png')
    expect(quiet.stderr).not.toContain('photo.png')
    expect(quiet.stderr).toContain('broken.json')
    expect({ status: quiet.status, stdout: quiet.stdout }).toEqual({ status: 1, stdout: loud.stdout })
  })

  it('SELON_QUIET does the same', () => {
    const database = join(folder, 'none.db')
    run(['ingest', 'nothing.json', '--database', database])
    expect(run(['stories', '--database', database]).stderr).toContain('holds no reports yet')
    expect(run(['stories', '--database', database], { SELON_QUIET: '0' }).stderr).toContain(
      'holds no reports',
    )
    expect(run(['stories', '--database', database], { SELON_QUIET: '1' }).stderr).toBe('')
  })
})

describe.skipIf(noBuild)('the terminal', () => {
  it('has as many columns as COLUMNS says, and colours where FORCE_COLOR asks for them', () => {
    const sample = `${root}samples/01-meridia-dispatch.fr.json`
    const narrow = run(['read', sample, '--reader', 'fast'], { COLUMNS: '60' }).stdout.split('\n')
    expect(Math.max(...narrow.map((line) => [...line].length))).toBeLessThanOrEqual(60)
    const wide = run(['read', sample, '--reader', 'fast'], { COLUMNS: '110' }).stdout.split('\n')
    expect(Math.max(...wide.map((line) => [...line].length))).toBeGreaterThan(90)
    expect(wide.join('')).not.toContain('\u001b[')
    expect(run(['read', sample, '--reader', 'fast'], { FORCE_COLOR: '1' }).stdout).toContain('\u001b[')
    expect(
      run(['read', sample, '--reader', 'fast', '--no-color'], { FORCE_COLOR: '1' }).stdout,
    ).not.toContain('\u001b[')
  })
})

describe('what the doctor looks at', () => {
  it.each([
    ['20.18.3', 'wrong'],
    ['18.20.0', 'wrong'],
    ['20.19.0', 'well'],
    ['22.0.0', 'well'],
    ['24.1.0', 'well'],
  ])('Node %s is %s', (node, state) => {
    expect(versionFinding(node).state).toBe(state)
  })

  it.each([
    [undefined, 'note', 'There is no database'],
    [5, 'note', 'the next command that may write to it brings it to 6'],
    [6, 'well', 'answers'],
    [7, 'wrong', 'made by a newer Selon'],
  ])('schema %s of 6 is %s', (schema, state, words) => {
    const found = databaseFinding({ place: '/x/selon.db', kind: 'sqlite', schema, newest: 6 })
    expect(found.state).toBe(state)
    expect(found.sentence).toContain(words)
  })

  it('names each model that is missing, damaged or another', () => {
    const models = join(folder, 'models')
    mkdirSync(models)
    expect(modelFindings(models)[0].sentence).toContain('manifest.json')
    const bytes = Buffer.from('weights')
    const hash = hashOfResource(bytes)
    const manifest = { good: hash, other: hash, changed: hash, packed: hash, gone: 'x', broken: 'x' }
    write(join(models, 'manifest.json'), manifest)
    writeFileSync(join(models, 'good.bin'), bytes)
    writeFileSync(join(models, 'other.bin'), 'other weights')
    writeFileSync(join(models, 'broken.bin.gz'), 'no gzip')
    for (const name of ['changed', 'packed']) writeFileSync(join(models, `${name}.bin.gz`), gzipSync(bytes))
    writeFileSync(join(models, 'changed.bin'), 'other weights')
    const faults = modelFindings(models).map(
      ({ state, sentence }) => `${state}: ${sentence.replace(/ \([^)]*\)/, '')}`,
    )
    expect(faults).toEqual([
      'wrong: The model "other" is not what it was: install Selon again.',
      'wrong: The model "changed" is not what it was: install Selon again.',
      'wrong: The model "gone" is missing: install Selon again.',
      'wrong: The model "broken" is damaged: install Selon again.',
    ])
  })
})

describe.skipIf(noBuild)('selon doctor', () => {
  it('finds a whole installation well, whose models are all there', () => {
    const { status, stdout, stderr } = run(['doctor'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^✓ models +All \d+ models are there and whole/m)
    expect(stdout).toMatch(/^! database +There is no database/m)
    expect(existsSync(join(folder, 'data'))).toBe(false)
    expect(run(['doctor', '--quiet']).stdout).toBe('')
  })

  it('changes nothing about an older database, and tells of a newer one and of what is none', () => {
    const database = join(folder, 'aged.db')
    run(['ingest', '-', '-l', 'fr', '--database', database], {}, text)
    const schema = (number?: number) => {
      const opened = new Database(database)
      if (number !== undefined) opened.prepare('update selon_schema set number = ?').run(number)
      const row = opened.prepare('select number from selon_schema').get() as { number: number }
      opened.close()
      return row.number
    }
    const newest = schema()
    expect(run(['doctor', '--database', database]).stdout).toContain(`its schema (${newest}) is this Selon's`)
    schema(newest - 1)
    const older = run(['doctor', '--database', database])
    expect(older.status).toBe(0)
    expect(older.stdout).toContain(
      `has schema ${newest - 1}; the next command that may write to it brings it to ${newest}`,
    )
    expect(schema()).toBe(newest - 1)
    schema(newest + 1)
    expect(run(['doctor', '--database', database])).toMatchObject({ status: 1 })
    const other = join(folder, 'other.db')
    writeFileSync(other, 'no database')
    const { status, stdout } = run(['doctor', '--database', other, '--format', 'json'])
    expect(status).toBe(1)
    const { well, findings } = JSON.parse(stdout)
    expect(well).toBe(false)
    expect(findings.filter(({ state }: { state: string }) => state === 'wrong')).toMatchObject([
      { about: 'database', sentence: expect.stringContaining('is no database of Selon') },
    ])
  })
})
