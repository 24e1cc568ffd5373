import { sql } from 'kysely'
import { fold, wordsOf } from '../../situation/words/words.ts'
import type { Before } from '../corrections/correction-book.ts'
import type { Backend } from '../sql/backend.ts'
import { takenApart } from './search-query.ts'

/** Words that are looked up, entities and places that each may name, and other names of one word. */
const wordsLooked = 8
const mostMeant = 20
const mostNames = 6
const shortest = 3

/**
 * Other names of those whom words of a query name, as reports write them: of an entity in other languages and of those that
 * a person put together with it, and of a place by its number in the gazetteer.
 * @returns names by the folded word that stands for them
 */
export async function otherSpellings(backend: Backend, typed: string): Promise<Map<string, string[]>> {
  const words = takenApart(typed)
    .single.map(({ start, end, folded }) => ({ written: typed.slice(start, end), folded }))
    .filter(({ folded }) => folded.length >= shortest && /^[a-z0-9]+$/.test(folded))
    .slice(0, wordsLooked)
  const found = new Map<string, string[]>()
  if (words.length === 0) return found
  const entities = await entitiesNamed(
    backend,
    words.map(({ folded }) => folded),
  )
  for (const { folded } of words) {
    const names = new Set<string>()
    for (const { key, names: known } of entities) {
      const whole = key.some((one) => one.endsWith(`:${folded}`))
      if (!whole && !key.some((one) => one.endsWith(` ${folded}`))) continue
      for (const name of known) {
        // Who is called by the last name is looked for by the last name.
        const last = wordsOf(name).at(-1)
        const said = whole ? name : last && name.slice(last.start, last.end)
        if (said && fold(said) !== folded) names.add(said)
      }
    }
    if (names.size > 0) found.set(folded, distinct([...names]))
  }
  await addPlaces(backend, words, found)
  return found
}

/** Entities whose name is, or ends in, one of the words: the keys under which they were ever known, and their names. */
async function entitiesNamed(
  backend: Backend,
  words: readonly string[],
): Promise<{ key: string[]; names: string[] }[]> {
  const rows = await backend.read
    .selectFrom('entity')
    .select('key')
    .where((e) =>
      e.or(words.flatMap((word) => [e('key', 'like', `%:${word}`), e('key', 'like', `% ${word}`)])),
    )
    .orderBy('reports', 'desc')
    .limit(mostMeant)
    .execute()
  const keys = new Map<string, string[]>(rows.map(({ key }) => [key, [key]]))
  const merges = await backend.read
    .selectFrom('correction')
    .select('before')
    .where('kind', '=', 'merge-entities')
    .where('undone_at', 'is', null)
    .execute()
  for (const { before } of merges) {
    const [to, from] = (JSON.parse(before ?? '{}') as Before).keys ?? []
    if (!to || !from) continue
    if (words.some((word) => from.endsWith(`:${word}`) || from.endsWith(` ${word}`)) || keys.has(to))
      keys.set(to, [...(keys.get(to) ?? [to]), from])
  }
  if (keys.size === 0) return []
  const { rows: named } = await sql<{ key: string; name: string }>`
    select key, name from report_entity where key in (${sql.join([...keys.keys()])})
    group by key, name order by count(*) desc, name`.execute(backend.read)
  return [...keys].map(([to, known]) => ({
    key: known,
    names: named.filter(({ key }) => key === to).map(({ name }) => name),
  }))
}

/** Names of the same place in other languages, as reports have them. */
async function addPlaces(
  backend: Backend,
  words: readonly { written: string; folded: string }[],
  found: Map<string, string[]>,
): Promise<void> {
  const { rows } = await sql<{
    text: string
    geonames: number
  }>`select distinct lower(text) as text, geonames from report_place
    where lower(text) in (${sql.join(words.map(({ written }) => written.toLowerCase()))})
    limit ${sql.lit(mostMeant)}`.execute(backend.read)
  if (rows.length === 0) return
  const { rows: others } = await sql<{
    text: string
    geonames: number
  }>`select text, geonames from report_place
    where geonames in (${sql.join(rows.map(({ geonames }) => geonames))})
    group by text, geonames order by count(*) desc, text limit 200`.execute(backend.read)
  for (const { written, folded } of words) {
    const numbers = new Set(
      rows.filter(({ text }) => text === written.toLowerCase()).map(({ geonames }) => geonames),
    )
    const names = others.filter(({ text, geonames }) => numbers.has(geonames) && fold(text) !== folded)
    if (names.length > 0)
      found.set(folded, distinct([...(found.get(folded) ?? []), ...names.map(({ text }) => text)]))
  }
}

/** Names that are not written alike but for case and accents, the first of each. */
function distinct(names: readonly string[]): string[] {
  const byForm = new Map<string, string>()
  for (const name of names) if (!byForm.has(fold(name))) byForm.set(fold(name), name)
  return [...byForm.values()].slice(0, mostNames)
}
