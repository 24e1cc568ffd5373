/** Putting names together that mean the same person or body, and telling apart again, from where they stand in reports. */
import type { Analysis } from '../../src/contract/analysis.ts'
import type { Anchor, StoredEntity } from '../../src/contract/api.ts'
import { call } from '../api/client.ts'
import { anchorOf } from '../reading/anchor.ts'

/** Names, and reports of each, that are looked through for a passage. */
const namesLooked = 4
const reportsLooked = 4

/** The words in an analysis that name one who has these names. */
function namedIn({ report, entities }: Analysis, names: ReadonlySet<string>): Anchor | undefined {
  for (const entity of entities) {
    if (!names.has(entity.name)) continue
    const named = entity.mentions.find(({ kind }) => kind === 'name')
    if (named) return anchorOf(report.id, report.text, named.span)
  }
  return undefined
}

/** A passage that names an entity; undefined where none is found. */
export async function passageOf(entity: StoredEntity): Promise<Anchor | undefined> {
  const names = new Set(entity.names)
  for (const name of entity.names.slice(0, namesLooked)) {
    const { items } = await call('search', {
      query: { q: `"${name.replaceAll('"', ' ')}"`, kind: 'report', limit: reportsLooked },
    })
    for (const { report } of items) {
      const found = namedIn(await call('getAnalysis', { params: { id: report } }), names)
      if (found) return found
    }
  }
  return undefined
}

/** Where a report names an entity; undefined where it does not. */
export async function passageIn(report: string, entity: StoredEntity): Promise<Anchor | undefined> {
  return namedIn(await call('getAnalysis', { params: { id: report } }), new Set(entity.names))
}
