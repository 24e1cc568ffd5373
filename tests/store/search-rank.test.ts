import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readQuery } from '../../src/store/search/search-query.ts'
import type { Backend } from '../../src/store/sql/backend.ts'
import { mostRanked, openPostgres } from '../../src/store/sql/postgres-backend.ts'
import { backends } from './backends.ts'

const [, postgres] = backends

describe.skipIf(postgres.skipped)('ranks in PostgreSQL', () => {
  const beyond = 10
  let backend: Backend

  beforeAll(async () => {
    await postgres.start()
    backend = await openPostgres(await postgres.newDatabase())
    // All have "bridge", the last the fewer other words the later they came; one in a hundred has "ferry" as well.
    await sql`insert into search_text (report, piece, stems)
      select k, 0, to_tsvector('simple', 'ebridg' || case when k % 100 = 0 then ' eferri' else '' end || repeat(' eother', k % 7))
      from generate_series(1, ${sql.lit(mostRanked + beyond)}) as k`.execute(backend.read)
  }, 120_000)
  afterAll(async () => {
    await backend?.close()
    await postgres.stop()
  })

  const found = async (words: string) => {
    const query = readQuery(words, 'en')
    if (!query) throw new Error('Nothing is looked for.')
    const { rows } = await sql<{ report: number; rank: number }>`
      select report, rank from ${backend.matches(query)} as found order by rank, report`.execute(backend.read)
    return rows
  }

  it('are of those alone that came last, where very many have the words, and the others follow, the last first', async () => {
    const all = await found('bridge')
    expect(all).toHaveLength(mostRanked + beyond)
    expect(all.slice(-beyond).map(({ report }) => report)).toEqual(
      Array.from({ length: beyond }, (_, k) => beyond - k),
    )
    // Those with fewest other words first.
    expect(all.slice(0, 200).every(({ report }) => report % 7 === 0)).toBe(true)
    expect(new Set(all.map(({ rank }) => rank)).size).toBeGreaterThan(beyond + 1)
  })

  it('are of all that have rarer words', async () => {
    const few = await found('bridge ferry')
    expect(few.map(({ report }) => report).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, k) => (k + 1) * 100),
    )
    expect(few.every(({ rank }) => rank < 0)).toBe(true)
  })
})
