import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, posix, relative } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../support.ts'
import { noBuild, unpackInto } from './packed.ts'

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }
const released = `${root}build/release`
const report = 'La ministre Anna Valbert a déclaré lundi que le pont serait reconstruit.'

/** A command, with the Node of another folder first in PATH where one is given. */
function run(command: string, args: string[], options: { cwd: string; bin?: string; fails?: boolean }) {
  const { cwd, bin, fails } = options
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      NO_COLOR: '1',
      LC_ALL: 'C',
      npm_config_prefer_offline: 'true',
      PATH: [bin, process.env['PATH']].filter(Boolean).join(delimiter),
    },
  })
  if (!fails && status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`)
  return { stdout, stderr, status }
}

// Installing, and building anew, take a minute and more where others work on the machine.
describe.skipIf(noBuild())('the package, packed', { timeout: 300_000 }, () => {
  let folder: string
  let tarball: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'selon-package-'))
    run('npm', ['run', '--silent', 'release', '--', '--built'], { cwd: root })
    // Under an address of its own, since npx keeps what it installed by that.
    tarball = join(folder, `selon-${version}.tgz`)
    cpSync(join(released, `selon-${version}.tgz`), tarball)
  }, 300_000)
  afterAll(() => {
    for (const kept of keptByNpx()) rmSync(kept, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }, 300_000)

  const empty = (name: string): string => {
    const made = join(folder, name)
    mkdirSync(made)
    writeFileSync(join(made, 'report.txt'), report)
    return made
  }
  /** What npx has installed of our tarball, which it keeps from then on. */
  const keptByNpx = (): string[] => {
    const all = join(execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim(), '_npx')
    const ours = (name: string) => {
      const made = join(all, name, 'package.json')
      return existsSync(made) && readFileSync(made, 'utf8').includes(folder.slice(1))
    }
    return existsSync(all)
      ? readdirSync(all)
          .filter(ours)
          .map((name) => join(all, name))
      : []
  }

  describe('on each Node that is promised', () => {
    const own = Number(process.versions.node.split('.')[0])
    const others = [20, 22, 24].filter((major) => major !== own)
    /** Folders of Node's program by its major version. */
    const nodes = new Map<number, string>()
    /** What reading gave first: on any Node the same. */
    let read: string | undefined

    beforeAll(() => {
      nodes.set(own, dirname(process.execPath))
      const at = join(folder, 'nodes')
      mkdirSync(at)
      writeFileSync(join(at, 'package.json'), '{"private":true}')
      const name = `node-${process.platform}-${process.arch}`
      const wanted = others.map((major) => `node-${major}@npm:${name}@${major}`)
      const { status, stderr } = run('npm', ['install', ...wanted], { cwd: at, fails: true })
      if (status !== 0)
        console.warn(`Not tried on Node ${others.join(' and ')}, which npm did not give: ${stderr}`)
      else for (const major of others) nodes.set(major, join(at, `node_modules/node-${major}/bin`))
    }, 300_000)

    it.each([...new Set([own, ...others])])('%i: npx in an empty folder, and the library', (major) => {
      const bin = nodes.get(major)
      if (!bin) return
      expect(run('node', ['--version'], { cwd: folder, bin }).stdout).toMatch(`v${major}.`)
      const cwd = empty(`npx-${major}`)
      const { stdout, stderr } = run(
        'npx',
        ['--yes', `--package=${tarball}`, '--', 'selon', 'read', 'report.txt', '--format', 'jsonl'],
        { cwd, bin },
      )
      expect(stderr).not.toMatch(/EBADENGINE|deprecated|vulnerab/i)
      const { engine, attributions } = JSON.parse(stdout)
      expect([engine.version, attributions.length]).toEqual([version, 1])
      read ??= stdout
      expect(stdout).toBe(read)
      expect(readdirSync(cwd)).toEqual(['report.txt'])

      const [installed] = keptByNpx()
      symlinkSync(join(installed, 'node_modules'), join(cwd, 'node_modules'))
      const program = `import { createEngine, version } from 'selon'
        import schema from 'selon/schema' with { type: 'json' }
        const engine = await createEngine({ languages: ['fr'] })
        const { attributions } = engine.analyse({ text: ${JSON.stringify(report)}, language: 'fr' })
        console.log(JSON.stringify([version, schema.title, attributions[0].source]))`
      const library = run('node', ['--no-warnings', '--input-type=module', '--eval', program], { cwd, bin })
      expect(JSON.parse(library.stdout)).toEqual([version, 'Analysis', [[0, 24]]])
      // The database's own program is made for each system, and must be found by each Node.
      const database = `--database=${join(cwd, 'reports.db')}`
      run('npx', ['--no-install', 'selon', 'ingest', 'report.txt', database, '--language', 'fr'], {
        cwd,
        bin,
      })
      expect(run('npx', ['--no-install', 'selon', 'check', database], { cwd, bin }).status).toBe(0)
    })

    it('on the newest, installed for all folders', () => {
      const bin = nodes.get(24) ?? nodes.get(own)
      const prefix = join(folder, 'global')
      run('npm', ['install', '--global', `--prefix=${prefix}`, tarball], { cwd: folder, bin })
      const cwd = empty('anywhere')
      const { stdout } = run(join(prefix, 'bin/selon'), ['read', 'report.txt', '--format', 'jsonl'], {
        cwd,
        bin,
      })
      expect(JSON.parse(stdout).attributions).toHaveLength(1)
      expect(run(join(prefix, 'bin/selon'), ['--version'], { cwd, bin }).stdout.trim()).toBe(version)

      // What README shows a newcomer is what comes, in order.
      const readme = readFileSync(`${root}README.md`, 'utf8')
      const [, words] = /^echo "(.+)" > report\.txt$/m.exec(readme) ?? []
      const [, shown] = /```text\n([\s\S]+?)```/.exec(readme) ?? []
      writeFileSync(join(cwd, 'report.txt'), `${words}\n`)
      expect(run(join(prefix, 'bin/selon'), ['read', 'report.txt'], { cwd, bin }).stdout).toContain(shown)
      const samples = join(prefix, 'lib/node_modules/selon/samples')
      expect(
        run(join(prefix, 'bin/selon'), ['compare', '--reader', 'fast', samples], { cwd, bin }).stdout,
      ).toContain('Kessary')
    })
  })

  it('is as it should be for publint and attw', async () => {
    const bytes = readFileSync(tarball)
    const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    expect((await publint({ pack: { tarball: copy }, strict: true })).messages).toEqual([])
    const checked = await checkPackage(createPackageFromTarballData(bytes))
    // Modules alone, for resolutions that know `exports`: what attw calls the profile "esm-only".
    const others = checked.types
      ? checked.problems.filter(
          (problem) =>
            problem.kind !== 'CJSResolvesToESM' &&
            !(problem.kind === 'NoResolution' && problem.resolutionKind === 'node10'),
        )
      : ['no types']
    expect(others).toEqual([])
  })

  it.each([
    ['NodeNext', 'selon', { lib: ['ES2023'] }],
    ['Bundler', 'selon/browser', { lib: ['ES2023', 'DOM'] }],
  ])('has types for an empty strict project (%s)', (resolution, entry, options) => {
    const project = join(folder, resolution)
    unpackInto(project, tarball)
    writeFileSync(join(project, 'package.json'), '{"type":"module"}')
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2023',
          module: resolution === 'Bundler' ? 'ESNext' : resolution,
          moduleResolution: resolution,
          strict: true,
          skipLibCheck: false,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          noPropertyAccessFromIndexSignature: true,
          verbatimModuleSyntax: true,
          resolveJsonModule: true,
          noEmit: true,
          types: [],
          ...options,
        },
        files: ['program.ts'],
      }),
    )
    const program = `import { type Analysis, createEngine, type Span } from '${entry}'
      import schema from 'selon/schema' with { type: 'json' }
      const engine = await createEngine({ models: 'models/', languages: ['fr'] })
      const analysis: Analysis = engine.analyse({ text: 'Il l’a dit.', published: '2026-03-12' }, { reader: 'careful' })
      export const spans: readonly Span[] = analysis.attributions.flatMap((one) => one.content)
      export const title: string = schema.title
      // @ts-expect-error a language that there is not
      await createEngine({ models: 'models/', languages: ['xx'] })
      // @ts-expect-error a span is a pair of numbers
      export const words: string = spans[0]
      // @ts-expect-error no such field
      export const none = analysis.truth`
    writeFileSync(join(project, 'program.ts'), program)
    const tsc = `${root}node_modules/typescript/bin/tsc`
    const { stdout, status } = run(process.execPath, [tsc, '-p', project], { cwd: project, fails: true })
    expect([stdout, status]).toEqual(['', 0])
  })

  it('keeps its size', () => {
    const { stdout, status } = run('npm', ['run', '--silent', 'check:size'], { cwd: root, fails: true })
    expect(status, stdout).toBe(0)
  })

  it('comes with sums that hold and a bill of what it is made of', () => {
    const sums = readFileSync(join(released, 'SHA256SUMS'), 'utf8').trim().split('\n')
    expect(sums.map((line) => line.split('  ')[1])).toEqual([
      `selon-${version}.sbom.json`,
      `selon-${version}.tgz`,
    ])
    for (const line of sums) {
      const [sum, file] = line.split('  ')
      expect(
        createHash('sha256')
          .update(readFileSync(join(released, file)))
          .digest('hex'),
        file,
      ).toBe(sum)
    }
    const bill = JSON.parse(readFileSync(join(released, `selon-${version}.sbom.json`), 'utf8')) as {
      components: { name: string; type: string; scope?: string }[]
    }
    const named = bill.components.map(({ name }) => name)
    const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
    expect(Object.keys(dependencies).filter((name) => !named.includes(name))).toEqual([])
    // What npm itself says that an installation brings along, for whatever system.
    const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
      packages: Record<string, { dev?: boolean }>
    }
    const installed = Object.keys(packages).filter((path) => path !== '' && !packages[path].dev)
    expect(new Set(named.filter((name) => !name.startsWith('models/')))).toEqual(
      new Set(installed.map((path) => path.replace(/^.*node_modules\//, ''))),
    )
    const listed = run('tar', ['-tzf', tarball], { cwd: folder }).stdout.split('\n')
    const models = listed.filter((file) => file.includes('.bin')).map((file) => file.replace('package/', ''))
    expect(named.filter((name) => name.startsWith('models/')).sort()).toEqual(models.sort())
  })

  it('has every file that its pages refer to', () => {
    unpackInto(join(folder, 'pages'), tarball)
    const at = join(folder, 'pages/node_modules/selon')
    const pages = (readdirSync(at, { recursive: true, encoding: 'utf8' }) as string[]).filter((file) =>
      file.endsWith('.md'),
    )
    expect(pages).toContain('README.md')
    const broken = pages.flatMap((page) =>
      [...readFileSync(join(at, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, target]) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !existsSync(join(at, posix.join(posix.dirname(page), target))))
        .map((target) => `${page}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('is the same, byte for byte, built in another folder', () => {
    const other = join(folder, 'elsewhere/a folder of another depth')
    mkdirSync(other, { recursive: true })
    // What is made stays behind, the modules that are packed from word lists too.
    const made =
      /^(?:\.git|node_modules|dist|build|examples\/[^/]+\/(?:node_modules|public|dist)|models\/[^/]+\.bin|src\/contract\/[^/]+\.ts|.*\.(?:lexicon|wasm)\.ts)$/
    cpSync(root, other, { recursive: true, filter: (path) => !made.test(relative(root, path)) })
    linkAll(`${root}node_modules`, join(other, 'node_modules'))
    execFileSync('npm', ['run', '--silent', 'release'], {
      cwd: other,
      stdio: 'pipe',
      env: { ...process.env, TZ: 'Pacific/Auckland', LANG: 'C', LC_ALL: 'C' },
    })
    // Which files differ tells more than two sums.
    const [here, there] = [root, `${other}/`].map((built) => sumsOf(built, ['dist', 'models']))
    expect(there).toEqual(here)
    expect(readFileSync(join(other, 'build/release/SHA256SUMS'), 'utf8')).toBe(
      readFileSync(join(released, 'SHA256SUMS'), 'utf8'),
    )
  }, 600_000)
})

/** The first letters of the SHA-256 of each file in some folders of a built package. */
function sumsOf(built: string, folders: string[]): Record<string, string> {
  const sums: Record<string, string> = {}
  for (const folder of folders)
    for (const file of readdirSync(built + folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(built, folder, file)
      if (statSync(path).isFile())
        sums[`${folder}/${file}`] = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12)
    }
  return sums
}

/** The same files in another place, without copying what is in them where the disk allows it. */
function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkAll(source, target)
    else if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true })
    else
      try {
        linkSync(source, target)
      } catch {
        cpSync(source, target)
      }
  }
}
