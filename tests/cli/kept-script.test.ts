import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readKept, writeKept } from '../../src/cli/kept-script.ts'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const folder = mkdtempSync(join(tmpdir(), 'selon-kept-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('compiled code that is kept', () => {
  const file = join(folder, 'code')
  const kept = { parts: ['fr.grammar', 'reader'], code: Buffer.from([0, 10, 13, 255, 10]) }

  it('is read as it was written', () => {
    writeKept(file, kept)
    expect(readKept(file)).toEqual(kept)
  })

  it.each([
    ['is not there', () => rmSync(file, { force: true })],
    ['is empty', () => writeFileSync(file, '')],
    ['has no code', () => writeFileSync(file, '{"parts":[],"sum":1}')],
    ['is no JSON', () => writeFileSync(file, '{"parts":\n\u0000\u0001')],
    ['is cut short', () => writeFileSync(file, readFileSync(file).subarray(0, -1))],
    [
      'has one bit changed',
      () => {
        const bytes = readFileSync(file)
        bytes[bytes.length - 2] ^= 1
        writeFileSync(file, bytes)
      },
    ],
  ])('is nothing where it %s', (_, harm) => {
    writeKept(file, kept)
    harm()
    expect(readKept(file)).toBeUndefined()
  })

  it('is not written, and nothing said, where the folder is not there', () => {
    writeKept(join(folder, 'none', 'code'), kept)
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

describe.skipIf(missing('the built command line (npm run build)', existsSync(`${root}dist/read-script.js`)))(
  'selon read',
  () => {
    const caches = join(folder, 'caches')
    const compiled = join(caches, 'selon', 'compiled')
    mkdirSync(caches)
    const report = join(folder, 'report.txt')
    writeFileSync(report, 'The harbour will close in June, the mayor said on Monday.\n')
    const environment = { ...process.env, XDG_CACHE_HOME: caches, SELON_CONFIG: 'none', NO_COLOR: '1' }
    delete (environment as NodeJS.ProcessEnv)['NODE_COMPILE_CACHE']
    delete (environment as NodeJS.ProcessEnv)['NODE_DISABLE_COMPILE_CACHE']
    const read = (more: NodeJS.ProcessEnv = {}, ...args: string[]) =>
      execFileSync(process.execPath, [cli, 'read', report, '--format', 'json', '--reader', 'fast', ...args], {
        env: { ...environment, ...more },
        encoding: 'utf8',
      })
    const names = () =>
      existsSync(compiled) ? readdirSync(compiled).filter((name) => name.startsWith('read-')) : []
    const partsKept = () => readKept(join(compiled, names()[0] ?? ''))?.parts

    it('says the same without kept code, with it, with damaged code and where none is to be kept', () => {
      const first = read({ NODE_DISABLE_COMPILE_CACHE: '1' })
      expect(names()).toEqual([])
      expect(read()).toBe(first)
      expect(names()).toHaveLength(1)
      const bytes = readFileSync(join(compiled, names()[0]))
      expect(read()).toBe(first)
      expect(readFileSync(join(compiled, names()[0])).equals(bytes)).toBe(true)
      writeFileSync(join(compiled, names()[0]), bytes.subarray(0, bytes.length >> 1))
      expect(read()).toBe(first)
      expect(partsKept()).toContain('en.grammar')
      // Whole, by its sum, and yet no code.
      writeKept(join(compiled, names()[0]), { parts: ['en.grammar'], code: Buffer.alloc(4096, 7) })
      expect(read()).toBe(first)
    }, 60_000)

    it('keeps the code of another language beside that of the first', () => {
      read()
      read({}, '--language', 'fr')
      expect(partsKept()).toEqual(expect.arrayContaining(['en.grammar', 'fr.grammar']))
      expect(names()).toHaveLength(1)
    }, 60_000)

    it.each([
      ['html', '<html'],
      ['geojson', 'FeatureCollection'],
      ['stix', 'bundle'],
    ])(
      'reaches what lies outside the script, with kept code: %s',
      (format, word) => {
        read()
        expect(read({}, '--format', format)).toContain(word)
      },
      60_000,
    )

    it('keeps it where it is told to, and reads on where it cannot', () => {
      const told = join(folder, 'told')
      const said = read({ NODE_COMPILE_CACHE: told })
      expect(readdirSync(told).some((name) => name.startsWith('read-'))).toBe(true)
      const file = join(folder, 'no-folder')
      writeFileSync(file, '')
      expect(read({ XDG_CACHE_HOME: file })).toBe(said)
    }, 60_000)

    it.each([
      [['read'], 2, 'missing required argument'],
      [['read', report, '--reader', 'none'], 2, 'none'],
      [['read', join(folder, 'nothing.txt')], 1, 'There is no file'],
      [['read', '--help'], 0, ''],
    ])('%j ends with %i', (args, code, sentence) => {
      const { status, stderr } = spawnSync(process.execPath, [cli, ...args], {
        env: environment,
        encoding: 'utf8',
      })
      expect(status).toBe(code)
      expect(stderr).toContain(sentence)
    })
  },
)
