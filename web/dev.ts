/**
 * The desk as it is being written: Vite serves web/ and shows each change at once; the API and the models come from a
 * `selon serve` that runs already. `npm run dev:desk [-- ADDRESS]` starts it (ADDRESS: http://127.0.0.1:7670 if not given).
 */
import { createServer } from 'vite'
import { deskConfig } from './build.ts'

const server = process.argv[2] ?? 'http://127.0.0.1:7670'
if (!URL.canParse(server)) {
  console.error(
    `"${server}" is no address: give that of a running "selon serve", such as http://127.0.0.1:7670.`,
  )
  process.exit(2)
}
try {
  await fetch(new URL('/health', server))
} catch {
  console.error(`No server answers at ${server}: start one with "node dist/cli.js serve".`)
  process.exit(1)
}
// The server answers its own pages alone: to it, the desk's requests come from its own address.
const target = { target: server, changeOrigin: true, headers: { origin: new URL(server).origin } }
const vite = await createServer({
  ...deskConfig,
  logLevel: 'info',
  // The desk's own modules stand under /api/ too.
  server: { host: '127.0.0.1', proxy: { '^/api/(?!.*\\.ts)': target, '/health': target, '/models': target } },
})
await vite.listen()
vite.printUrls()
