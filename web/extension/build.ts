/** How the browser extension is built: web/extension/ and the models into build/extension/, a folder that is loaded unpacked. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build, type InlineConfig } from 'vite'
import { languages } from '../../src/contract/analysis.ts'
import { comparingModels } from '../../src/situation/comparer.ts'
import { highlightStyles } from './highlight-styles.ts'
import { manifest } from './manifest.ts'
import { messagesFor } from './messages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const source = `${root}web/extension/`
/** The folder that is loaded. */
export const extensionFolder = `${root}build/extension`
const models = `${root}models/`

const common = {
  root: source,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  worker: { format: 'es' },
} as const satisfies InlineConfig
const output = {
  outDir: extensionFolder,
  emptyOutDir: false,
  target: 'es2023',
  assetsInlineLimit: 0,
  modulePreload: false,
  chunkSizeWarningLimit: 4000,
} as const

/** Builds the extension. Throws an Error with a sentence where the models are not there yet. */
export async function buildExtension(): Promise<void> {
  for (const name of ['places.bin', 'reader.bin', 'manifest.json'])
    if (!existsSync(models + name))
      throw new Error(`models/${name} is missing: run "npm run build" once, which makes it.`)
  rmSync(extensionFolder, { recursive: true, force: true })
  mkdirSync(extensionFolder, { recursive: true })
  await build({
    ...common,
    build: {
      ...output,
      rollupOptions: {
        checks: { pluginTimings: false },
        input: {
          offscreen: `${source}offscreen.html`,
          options: `${source}options.html`,
          background: `${source}background.ts`,
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  // What is run in a page is one script that imports nothing.
  await build({
    ...common,
    build: {
      ...output,
      lib: { entry: `${source}page.ts`, formats: ['iife'], name: 'selonPage', fileName: () => 'page.js' },
    },
  })
  const file = (name: string, text: string) => writeFileSync(`${extensionFolder}/${name}`, text)
  const tokens = readFileSync(`${root}web/style/tokens.css`, 'utf8')
  for (const theme of ['light', 'dark'] as const)
    file(`highlights-${theme}.css`, highlightStyles(tokens, theme))
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }
  file('manifest.json', JSON.stringify(manifest(version), null, 2))
  for (const language of languages) {
    const { description, action } = messagesFor(language)
    mkdirSync(`${extensionFolder}/_locales/${language}`, { recursive: true })
    file(
      `_locales/${language}/messages.json`,
      JSON.stringify({ description: { message: description }, action: { message: action } }, null, 2),
    )
  }
  cpSync(`${source}icons`, `${extensionFolder}/icons`, { recursive: true })
  for (const name of ['LICENSE', 'NOTICE']) cpSync(root + name, `${extensionFolder}/${name}`)
  copyModels()
}

/** The models that one report is read by; those by which several are compared stay out. */
function copyModels(): void {
  const to = `${extensionFolder}/models/`
  mkdirSync(to)
  const all = JSON.parse(readFileSync(`${models}manifest.json`, 'utf8')) as Record<string, string>
  const comparing: readonly string[] = comparingModels
  const wanted = Object.entries(all).filter(([name]) => !comparing.includes(name))
  writeFileSync(`${to}manifest.json`, JSON.stringify(Object.fromEntries(wanted)))
  const files = new Set(readdirSync(models))
  for (const [name] of wanted) {
    // Unpacked, as nothing is fetched over a network; the extension's archive packs them.
    const found = `${name}.bin`
    if (!files.has(found))
      throw new Error(`models/${name}.bin is missing: run "npm run build" once, which makes it.`)
    cpSync(models + found, to + found)
  }
}
