/**
 * Every command that the documentation shows is run, in a folder that has the files which the pages speak of. What cannot be run
 * is marked in the page, with the reason, in a comment before its block:
 *   <!-- with a server -->                         against `selon serve`, in the place of the address in the page
 *   <!-- not run (REASON) -->                      the whole block
 *   <!-- not run: WORDS (REASON); … -->            its commands that hold these words
 * What a command prints is held to the block of text after it, where a comment between says which lines are shown:
 *   <!-- output 1-12 -->
 * `SELON_RECORD_DOCS=1 npx vitest run tests/docs/commands.test.ts` writes these blocks anew.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const recording = process.env['SELON_RECORD_DOCS'] === '1'
const folder = mkdtempSync(join(tmpdir(), 'selon-docs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Block {
  /** Line of the page on which it begins, from 1. */
  line: number
  commands: readonly string[]
  /** Lines that are not run, with why. */
  isServed: boolean
  notRun: readonly { words: string | undefined; reason: string }[]
  output?: { first: number; last: number; text: string }
}

/** The blocks of commands of a page. Throws where a comment to one cannot be understood. */
function blocksOf(page: string): Block[] {
  const blocks: Block[] = []
  const fence =
    /(?<served><!-- with a server -->\n)?(?:<!-- (?<mark>not run[^>]*?) -->\n)?```sh\n(?<commands>[\s\S]*?)```\n(?:\n*<!-- output (?<first>\d+)-(?<last>\d+) -->\n```text\n(?<text>[\s\S]*?)```\n)?/g
  for (const { groups = {}, index } of page.matchAll(fence)) {
    const notRun: { words: string | undefined; reason: string }[] = []
    const { mark } = groups
    if (mark !== undefined) {
      const whole = /^not run \((.+)\)$/.exec(mark)
      if (whole) notRun.push({ words: undefined, reason: whole[1] })
      else
        for (const part of mark.replace(/^not run: /, '').split('; ')) {
          const found = /^(.+) \((.+)\)$/.exec(part)
          if (!found) throw new Error(`The mark "${mark}" gives no reason.`)
          notRun.push({ words: found[1], reason: found[2] })
        }
    }
    blocks.push({
      line: page.slice(0, index).split('\n').length,
      commands: groups['commands']
        .replaceAll(/\\\n\s*/g, '')
        .split('\n')
        .filter((line) => line.trim() !== ''),
      isServed: groups['served'] !== undefined,
      notRun,
      ...(groups['first'] === undefined
        ? {}
        : { output: { first: Number(groups['first']), last: Number(groups['last']), text: groups['text'] } }),
    })
  }
  return blocks
}

const pages = [
  'README.md',
  ...readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.startsWith('project'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
    .sort(),
]

/** The files which the pages speak of, all made of the samples. */
function furnish(place: string): void {
  mkdirSync(join(place, 'bin'), { recursive: true })
  writeFileSync(join(place, 'bin', 'selon'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`)
  chmodSync(join(place, 'bin', 'selon'), 0o755)
  cpSync(`${root}samples`, join(place, 'samples'), { recursive: true })
  const samples = readdirSync(`${root}samples`).filter((file) => file.endsWith('.json'))
  const reports = samples.map((file) => JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')))
  for (const name of ['reports', 'folder']) {
    mkdirSync(join(place, name))
    for (const file of samples.slice(0, 3)) cpSync(`${root}samples/${file}`, join(place, name, file))
  }
  writeFileSync(join(place, 'reports.jsonl'), reports.map((report) => `${JSON.stringify(report)}\n`).join(''))
  const html = ({ title, text, publisher, published, language }: Record<string, string>) =>
    `<!doctype html><html lang="${language}"><head><title>${title}</title><meta property="og:site_name" content="${publisher}"><meta property="article:published_time" content="${published}"></head><body><article><h1>${title}</h1>${text
      .split('\n\n')
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join('')}</article></body></html>`
  for (const [k, name] of ['page', 'article', 'one', 'two', 'dispatch', 'rewrite'].entries())
    writeFileSync(join(place, `${name}.html`), html(reports[k % 3]))
  writeFileSync(join(place, 'report.txt'), reports[0].text)
}

const environment = (place: string): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of Object.keys(env)) if (/^(?:SELON_|LC_|FORCE_COLOR)/.test(name)) delete env[name]
  return {
    ...env,
    PATH: `${join(place, 'bin')}:${process.env['PATH']}`,
    HOME: place,
    XDG_DATA_HOME: join(place, '.local/share'),
    XDG_CONFIG_HOME: join(place, '.config'),
    LANG: 'C.UTF-8',
    COLUMNS: '76',
    NO_COLOR: '1',
  }
}

/** Pages in another language, whose commands are those of the English page. */
const translated = /^docs\/(?:fr|es)\//

/** Commands without what a language changes: remarks, the language of Selon's own words, what is looked for, names of servers. */
const inAnyLanguage = (blocks: readonly Block[]): string[] =>
  blocks
    .flatMap(({ commands }) => commands)
    .map((command) =>
      command
        .replace(/\s+#.*$/, '')
        .replace(/ --interface \w\w/, '')
        .replace(/(?<=selon search ).*(?= --claims)/, '…'),
    )

const anyServer = 'http://127.0.0.1:7670/'

/** `selon serve` at a free port, with its address. */
async function serving(
  place: string,
  env: NodeJS.ProcessEnv,
): Promise<{ process: ChildProcess; address: string }> {
  const process = spawn('selon', ['serve', '--port', '0', '--no-watch'], { cwd: place, env })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    process.stdout.on('data', (bytes) => {
      said += bytes
      const found = /Selon is at (http:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    process.on('exit', () => reject(new Error(`selon serve ended: ${said}`)))
  })
  return { process, address }
}

describe('the marks of the pages', () => {
  it('are understood', () => {
    const page =
      '<!-- not run: serve (does not end); https (no network) -->\n```sh\nselon serve\nselon x https://y\nselon z\n```\n\n```sh\na \\\n  b\n```\n<!-- output 2-3 -->\n```text\none\n```\n'
    const [first, second] = blocksOf(page)
    expect(first.notRun).toEqual([
      { words: 'serve', reason: 'does not end' },
      { words: 'https', reason: 'no network' },
    ])
    expect(second).toMatchObject({ commands: ['a b'], output: { first: 2, last: 3, text: 'one\n' } })
    expect(() => blocksOf('<!-- not run: serve -->\n```sh\nselon serve\n```\n')).toThrow('gives no reason')
  })
})

describe('pages in another language', () => {
  it.each(pages.filter((file) => translated.test(file)))(
    '%s shows the commands of the English page',
    (file) => {
      const blocksIn = (page: string) => inAnyLanguage(blocksOf(readFileSync(root + page, 'utf8')))
      expect(blocksIn(file)).toEqual(blocksIn(file.replace(translated, 'docs/')))
    },
  )
})

describe.skipIf(noBuild || process.platform === 'win32')('every command of the documentation', () => {
  it.each(pages.filter((file) => !translated.test(file)))(
    '%s',
    async (file) => {
      const page = readFileSync(root + file, 'utf8')
      const blocks = blocksOf(page)
      if (blocks.length === 0) return
      // Every page begins as a person does who reads it alone; its blocks follow one another.
      const place = join(folder, file.replaceAll('/', '-'))
      furnish(place)
      const env = environment(place)
      // What takes in much is read fast: what is tried here is the commands. Where output is shown, it is what a person gets.
      if (!blocks.some(({ output }) => output)) env['SELON_READER'] = 'fast'
      let renewed = page
      for (const { line, commands, isServed, notRun, output } of blocks) {
        const where = `${file}, line ${line}`
        const whole = notRun.some(({ words }) => words === undefined)
        for (const { words } of notRun)
          if (words !== undefined && !commands.some((command) => command.includes(words)))
            throw new Error(`${where}: no command holds the words "${words}" that are not run.`)
        // Of several commands on a line those that can be run are.
        const runnable = (one: string) =>
          !notRun.some(({ words }) => words !== undefined && one.includes(words))
        const run = whole
          ? []
          : commands
              .map((line) => line.split(' && ').filter(runnable).join(' && '))
              .filter((line) => line !== '')
        if (run.length === 0) continue
        const server = isServed ? await serving(place, env) : undefined
        // Of a server, an answer that is none of success is a failure.
        const script = server
          ? [
              'curl() { command curl -fsS "$@"; echo; }',
              ...run.map((one) => one.replaceAll(anyServer, `${server.address.replace(/\/$/, '')}/`)),
            ]
          : run
        const { status, stdout, stderr } = spawnSync(
          'bash',
          ['-e', '-o', 'pipefail', '-c', script.join('\n')],
          {
            cwd: place,
            env,
            encoding: 'utf8',
            timeout: 240_000,
            maxBuffer: 1 << 28,
          },
        )
        server?.process.kill('SIGTERM')
        expect({ where, status, said: status === 0 ? '' : stderr + stdout.slice(-2000) }).toEqual({
          where,
          status: 0,
          said: '',
        })
        if (!output) continue
        const shown = `${stdout
          .split(/\r?\n/)
          .slice(output.first - 1, output.last)
          .join('\n')
          .trimEnd()}\n`
        if (recording) renewed = withOutput(renewed, output, shown)
        else expect(output.text, where).toBe(shown)
      }
      if (recording && renewed !== page) writeFileSync(root + file, renewed)
    },
    300_000,
  )
})

/** The page with other words in the first block of output that has this range and text. */
function withOutput(
  page: string,
  { first, last, text }: { first: number; last: number; text: string },
  shown: string,
): string {
  const before = `<!-- output ${first}-${last} -->\n\`\`\`text\n${text}\`\`\``
  return page.replace(before, () => `<!-- output ${first}-${last} -->\n\`\`\`text\n${shown}\`\`\``)
}
