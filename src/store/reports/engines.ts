import { sql } from 'kysely'
import type { Analysis } from '../../contract/analysis.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { type Engines, engineHash, engineOf, unpackedAnalysis } from './packed-analysis.ts'

/**
 * Engines that were met, by what they are: the same in every database. They are few; an archive of somebody else's could have
 * many.
 */
const met = new Map<string, Analysis['engine']>()
const mostMet = 1000

/** Keeps the engines of analyses that are about to be written. */
export async function keepEngines(
  backend: Backend,
  db: Db,
  analyses: readonly Pick<Analysis, 'engine'>[],
): Promise<void> {
  const engines = new Map(analyses.map(({ engine }) => [engine, '']))
  const rows = new Map([...engines.keys()].map((engine) => [engineHash(engine), JSON.stringify(engine)]))
  if (rows.size === 0) return
  await sql`insert into engine (hash, engine) select c0, c1 from ${backend.rows([...rows], ['text', 'text'])} as given
    where true on conflict do nothing`.execute(db)
}

/** Engines by their hashes; those that are not there are left out. */
export async function enginesOf(db: Db, hashes: Iterable<string>): Promise<Engines> {
  const asked = [...new Set(hashes)]
  const missing = asked.filter((hash) => !met.has(hash))
  if (missing.length > 0) {
    if (met.size > mostMet) met.clear()
    const rows = await db.selectFrom('engine').selectAll().where('hash', 'in', missing).execute()
    for (const { hash, engine } of rows) met.set(hash, JSON.parse(engine) as Analysis['engine'])
  }
  return new Map(
    asked.flatMap((hash) => {
      const engine = met.get(hash)
      return engine ? [[hash, engine] as const] : []
    }),
  )
}

/** An analysis with its engine, from the database that has it. Throws a StoreError where its bytes are damaged. */
export async function analysisFrom(db: Db, bytes: Uint8Array | ArrayBuffer): Promise<Analysis> {
  const hash = engineOf(bytes)
  return unpackedAnalysis(bytes, hash === undefined ? new Map() : await enginesOf(db, [hash]))
}
