import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** A PostgreSQL for the tests, with a fresh database whenever one is asked for. */
export interface PostgresServer {
  /** Address of a new, empty database. */
  newDatabase(): Promise<string>
  stop(): Promise<void>
}

/** Folder of PostgreSQL's programs where they are installed. */
function programs(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...(existsSync(debian) ? readdirSync(debian).map((version) => `${debian}/${version}/bin`) : []),
    '/opt/homebrew/opt/postgresql/bin',
  ]
  return folders.findLast(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
}

/** Whether there is a PostgreSQL to test with: SELON_TEST_POSTGRES, or programs that can be started. */
export const postgresIsThere = process.env['SELON_TEST_POSTGRES'] !== undefined || programs() !== undefined

/** PostgreSQL refuses to run as root: who else could. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((user) => /^(postgres|nobody):/.test(user))
  const [, , uid, gid] = (line ?? '').split(':')
  return { uid: Number(uid || 65534), gid: Number(gid || 65534) }
}

const freePort = () =>
  new Promise<number>((done, failed) => {
    const server = createServer().once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? done(address.port) : failed(new Error('no port')),
      )
    })
  })

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries > 150) throw error
      await new Promise((done) => setTimeout(done, 200))
    }
  }
}

let made = 0
async function makeDatabase(admin: string): Promise<string> {
  const name = `selon_test_${process.pid}_${made++}`
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  try {
    await client.query(`create database ${name} encoding 'UTF8' template template0`)
  } finally {
    await client.end()
  }
  const url = new URL(admin)
  url.pathname = `/${name}`
  return url.href
}

/** The server of SELON_TEST_POSTGRES, else one of its own in a temporary folder that goes away when it is stopped. */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['SELON_TEST_POSTGRES']
  if (given) return { newDatabase: () => makeDatabase(given), stop: async () => {} }
  const bin = programs()
  if (!bin) throw new Error('PostgreSQL is not installed: install it, or name one with SELON_TEST_POSTGRES.')
  const user = unprivileged()
  const folder = mkdtempSync(join(tmpdir(), 'selon-postgres-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const options = { ...user, cwd: folder, env: { ...process.env, HOME: folder, LC_ALL: 'C' } }
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'selon', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...options, stdio: 'pipe' },
  )
  const port = await freePort()
  const server: ChildProcess = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder, '-c', 'max_connections=60'],
    { ...options, stdio: 'ignore' },
  )
  const ended = new Promise<void>((done) => server.once('exit', () => done()))
  const stop = async () => {
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', () => {
    server.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  })
  const admin = `postgres://selon@127.0.0.1:${port}/postgres`
  try {
    await patiently(async () => {
      const client = new pg.Client({ connectionString: admin })
      await client.connect()
      await client.end()
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { newDatabase: () => makeDatabase(admin), stop }
}
