/** The programs of the package in dist/, by esbuild: library, command line and threads for Node, the library for a browser. */
import { readFileSync, writeFileSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const path = (name: string) => `${root}${name}`

const common = {
  bundle: true,
  format: 'esm',
  target: 'es2023',
  charset: 'utf8',
  logLevel: 'warning',
  outdir: path('dist'),
  legalComments: 'linked',
} as const
// The map's coastlines go into the bundle; every other package is installed beside it.
const { dependencies } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}
const packages = Object.keys(dependencies).flatMap((name) => [name, `${name}/*`])
/** A file's name from the repository's root on. */
const fromRoot = (file: string) => relative(root, file).replaceAll('\\', '/')

/**
 * A program's text with its characters beyond U+00FF written by their numbers, which strings and patterns read as the same (of
 * `String.raw` only patterns are made): V8 then holds it in one byte a character, and in two as soon as there is one.
 */
function inOneByte(text: string, file: string): string {
  if (/\\[\u0100-\uffff]/.test(text))
    throw new Error(`${file} has a backslash before a character beyond U+00FF: leave it out.`)
  return text.replace(
    /[\u0100-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** What of the languages one report needs and another does not: in the script they are made when they are asked for. */
const packsFile = /[\\/]src[\\/]languages[\\/](?:\w\w[\\/])?index\.ts$/

/**
 * A module of the languages' packs, with packs and the words by which reports are compared behind getters: their patterns
 * and tables cost a short command more than it has to read with them.
 */
function packsOnDemand(file: string): string {
  let text = readFileSync(file, 'utf8')
  const onDemand = (key: string, name: string, property: RegExp) => {
    const imported = new RegExp(`^import \\{ ${name} \\} from '(.+)'\\n`, 'm')
    const from = imported.exec(text)?.[1]
    if (from === undefined || text.match(property)?.length !== 1)
      throw new Error(`${fromRoot(file)} does not import "${name}" to hand it on as "${key}".`)
    text = text
      .replace(imported, '')
      .replace(property, (before) => `${before[0]}get ${key}() { return require('${from}').${name} }`)
  }
  if (file.endsWith(`languages${sep}index.ts`))
    for (const [, key, name] of text.matchAll(/[{,] (\w\w): (\w+)(?=[, ])/g))
      onDemand(key, name, new RegExp(`[{,] ${key}: ${name}(?=[, ])`, 'g'))
  else onDemand('comparing', 'comparing', / comparing(?=,$)/gm)
  return text
}

/** Builds them all. */
export async function buildPrograms(): Promise<void> {
  // One bundle each for what starts often; packages stay outside, and those loaded on demand are not read before.
  const { metafile } = await build({
    ...common,
    metafile: true,
    entryPoints: {
      index: path('src/index.ts'),
      cli: path('src/cli/start.ts'),
      // The threads in which reports are read, and compared.
      'analysis-worker': path('src/server/analysis-worker.ts'),
      'situation-worker': path('src/server/situation-worker.ts'),
      'comparison-worker': path('src/cli/comparison-worker.ts'),
      // Those in which pages, PDF files and feeds are parsed.
      'parsing-worker': path('src/intake/parsing/parsing-worker.ts'),
      'feed-worker': path('src/feeds/feed-worker.ts'),
    },
    platform: 'node',
    external: packages,
    splitting: true,
    // Beside the entries, so that ../models/ is the same folder seen from a chunk as from its source.
    chunkNames: '[name]-[hash]',
  })
  for (const output of Object.keys(metafile.outputs))
    if (output.endsWith('.js')) {
      const file = resolve(output)
      writeFileSync(file, inOneByte(readFileSync(file, 'utf8'), fromRoot(file)))
    }
  // `selon read` as one script (src/cli/kept-script.ts): what it asks for on the way is part of it, or one of the modules above.
  const inReadScript = new Set(['src/cli/read-command.ts', 'src/server/read-report.ts'])
  const moduleOf = new Map(
    Object.entries(metafile.outputs).flatMap(([file, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[entryPoint, `./${file.slice(file.lastIndexOf('/') + 1)}`]],
    ),
  )
  const script = await build({
    ...common,
    metafile: true,
    entryPoints: { 'read-script': path('src/cli/main.ts') },
    platform: 'node',
    format: 'cjs',
    external: packages.filter((name) => !name.startsWith('commander')),
    define: { 'import.meta.url': 'moduleAddress' },
    banner: { js: '(function (require, importModule, moduleAddress, module, exports) {' },
    footer: { js: '})' },
    plugins: [
      {
        name: 'modules on the way',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^\.\.?\// }, ({ kind, path: to, resolveDir }) => {
            if (kind !== 'dynamic-import') return undefined
            const file = fromRoot(resolve(resolveDir, to))
            if (inReadScript.has(file) || file.startsWith('src/intake/')) return undefined
            const external = moduleOf.get(file)
            if (external === undefined) throw new Error(`${file} is no module of its own in dist/.`)
            return { path: external, external: true }
          })
          onLoad({ filter: packsFile }, ({ path: file }) => ({ contents: packsOnDemand(file), loader: 'ts' }))
          // The commands start no program, and what could is slow to load.
          onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
            importer.includes('commander')
              ? { path: 'child_process', namespace: 'when asked for' }
              : undefined,
          )
          onLoad({ filter: /^child_process$/, namespace: 'when asked for' }, () => ({
            contents: `module.exports = { get spawn() { return require('node:child_process').spawn } }`,
            resolveDir: root,
          }))
        },
      },
    ],
  })
  // Code that was kept has lost who imports for it: it asks whoever runs it.
  const file = path('dist/read-script.js')
  let asked = 0
  const text = readFileSync(file, 'utf8').replace(/\bimport\((?="[\w@./-]+"\))/g, () => {
    asked++
    return 'importModule('
  })
  const external = Object.values(script.metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter((one) => one.external && one.kind === 'dynamic-import')
  if (asked < new Set(external.map((one) => one.path)).size || /\bimport\("/.test(text))
    throw new Error('Not all that dist/read-script.js imports could be told to whoever runs it.')
  // A byte a character in the file, too: it is taken as it stands (src/cli/kept-script.ts).
  writeFileSync(file, inOneByte(text, fromRoot(file)), 'latin1')
  await build({ ...common, entryPoints: { browser: path('src/browser.ts') }, platform: 'browser' })
}
