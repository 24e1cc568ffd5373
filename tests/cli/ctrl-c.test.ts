import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const folder = mkdtempSync(join(tmpdir(), 'selon-ctrl-c-'))
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const short = 'La ministre Anna Valbert a déclaré lundi que le pont serait reconstruit.'
/** A report that takes minutes to read. */
const long = { id: 'long', language: 'en', text: 'a-'.repeat(1_400_000) }
/** Two reports that are read at once, a line that fails (so that what stands before it is told), and one that takes long. */
const lines = [
  { id: 'first', language: 'fr', text: short },
  { id: 'second', language: 'fr', text: `${short} Le maire l’a dit.` },
  { id: 'empty', language: 'fr', text: ' ' },
  long,
  { id: 'last', language: 'fr', text: short },
]
const input = join(folder, 'reports.jsonl')
writeFileSync(input, lines.map((line) => JSON.stringify(line)).join('\n'))

/** Runs a command and gives it `signals`, one each time that what it wrote holds the next of `signs`. */
function stoppedAt(
  args: readonly string[],
  signs: readonly (string | RegExp)[],
): Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const written = { stdout: '', stderr: '' }
    children.add(child)
    let given = 0
    const look = () => {
      while (given < signs.length && (written.stdout + written.stderr).search(signs[given]) >= 0) {
        given++
        child.kill('SIGINT')
      }
    }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].on('data', (data) => {
        written[name] += String(data)
        look()
      })
    child.once('close', (code, signal) => done({ code, signal, ...written }))
  })
}

/** What would stand on standard error had the long report been waited for. */
const waitedFor = /longer than \d+ seconds|split/

describe.skipIf(noBuild)('Ctrl+C while a report is read that takes minutes', () => {
  it('read: ends with code 130, what was read is written, and it says so', async () => {
    const { code, stdout, stderr } = await stoppedAt(['read', input], [/"empty"/])
    expect(code).toBe(130)
    expect(stderr).toContain('Stopped by Ctrl+C: 2 reports were read and written; the rest was not.')
    expect(stderr).not.toMatch(waitedFor)
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).report?.id ?? JSON.parse(line).id)
    expect(ids).toEqual(['first', 'second', 'empty'])
  })

  it('read --output: what was read stands whole beside the file, which does not appear', async () => {
    writeFileSync(join(folder, 'out.jsonl'), 'of an earlier run')
    const { code, stderr } = await stoppedAt(['read', input, '-o', 'out.jsonl'], [/has an empty "text"/])
    expect(code).toBe(130)
    expect(stderr).toContain(
      `Stopped by Ctrl+C: 2 reports were read, and stand in ${join(folder, 'out.jsonl.part')}`,
    )
    expect(readFileSync(join(folder, 'out.jsonl'), 'utf8')).toBe('of an earlier run')
    const part = readFileSync(join(folder, 'out.jsonl.part'), 'utf8').trim().split('\n')
    expect(part.map((line) => Object.keys(JSON.parse(line))[0])).toEqual(['version', 'version', 'id'])
  })

  it('read: leaves no file behind where nothing was read', async () => {
    const only = join(folder, 'only.jsonl')
    writeFileSync(only, `${JSON.stringify({ id: 'empty', text: ' ' })}\n${JSON.stringify(long)}`)
    const { code, stderr } = await stoppedAt(['read', only, '-o', 'none.json', '-f', 'json'], [/selon: /])
    expect(code).toBe(130)
    expect(stderr).toContain('Stopped by Ctrl+C: 0 reports were read; the rest was not.')
    expect(readdirSync(folder).filter((name) => name.includes('none'))).toEqual([])
  })

  it('read -: does not wait for the end of standard input', async () => {
    const child = spawn(process.execPath, [cli, 'read', '-', '--language', 'fr', '-f', 'jsonl'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (data) => {
      stderr += String(data)
    })
    const code = await new Promise((done) => {
      child.stdout.once('data', () => child.kill('SIGINT'))
      child.once('close', done)
      children.add(child)
      // Enough of it for the format to be known; its end never comes.
      for (let n = 0; n < 2000; n++) child.stdin.write(`${JSON.stringify({ ...lines[0], id: `r${n}` })}\n`)
    })
    expect(code).toBe(130)
    expect(stderr).toMatch(/Stopped by Ctrl\+C: \d+ reports? (was|were) read and written; the rest was not\./)
  })

  it('compare: ends with code 130, and says that nothing was compared', async () => {
    const { code, stdout, stderr } = await stoppedAt(['compare', input], [/has an empty "text"/])
    expect(code).toBe(130)
    expect(stdout).toBe('')
    expect(stderr).toContain('Stopped by Ctrl+C: 2 reports were read, and nothing was compared or written.')
    expect(stderr).not.toMatch(waitedFor)
  })

  it('ingest: ends with code 130, and what was read is kept', async () => {
    const database = join(folder, 'kept.db')
    const { code, stdout, stderr } = await stoppedAt(
      ['ingest', input, '--database', database],
      [/has an empty "text"/],
    )
    expect(code).toBe(130)
    expect(stderr).toContain('Stopped by Ctrl+C: 2 reports were kept; the rest was not read.')
    expect(stderr).not.toMatch(waitedFor)
    expect(stdout).toContain('2 new')
    const store = await openStore(database)
    expect((await store.reports({})).items.map(({ id }) => id).sort()).toEqual(['first', 'second'])
    await store.close()
  })

  it('a second one ends it at once', async () => {
    // Standard output is not read, so that what was read cannot be written out: the first Ctrl+C would wait for it.
    const child = spawn(process.execPath, [cli, 'read', input, '-f', 'json'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    children.add(child)
    let signals = 0
    const code = await new Promise((done) => {
      child.stderr.on('data', () => {
        if (signals++ < 1) {
          child.kill('SIGINT')
          child.kill('SIGINT')
        }
      })
      child.once('close', done)
    })
    expect(code).toBe(130)
  })
})
