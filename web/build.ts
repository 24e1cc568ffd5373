/** How the desk is built: web/ into dist/web/, which `selon serve` serves. */
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build, type InlineConfig } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Vite's settings; nothing is inlined into the page, whose policy allows neither inline scripts nor data: addresses. */
export const deskConfig: InlineConfig = {
  root: `${root}web`,
  configFile: false,
  logLevel: 'warn',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  worker: { format: 'es' },
  build: {
    outDir: `${root}dist/web`,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The engine's word lists make one large file for the worker, which the page does not wait for.
    chunkSizeWarningLimit: 3000,
  },
}

/** Builds the desk. */
export async function buildDesk(): Promise<void> {
  await build(deskConfig)
}
