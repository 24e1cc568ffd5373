import type { Ingested } from '../../contract/api.ts'
import { type IngestItem, type Store, StoreError, StoreRequestError } from '../store.ts'

/** What became of one report of a batch: it was taken in, or why it was not, in a sentence for a person. */
export type Taken = { ok: true; ingested: Ingested } | { ok: false; error: string }

/**
 * Takes a batch in, at once where it can be; where one of its reports cannot be kept, that one is told and the others are
 * kept, in the order given. Throws a StoreError where it is the database that cannot be used.
 */
export async function ingestEach(
  store: Pick<Store, 'ingest'>,
  items: readonly IngestItem[],
): Promise<Taken[]> {
  if (items.length === 0) return []
  try {
    return (await store.ingest(items)).map((ingested) => ({ ok: true, ingested }))
  } catch (error) {
    if (items.length === 1) return [{ ok: false, error: sentenceOf(error) }]
  }
  // Nothing of the batch was kept. Halves find the one that fails without taking each report in alone.
  const half = Math.ceil(items.length / 2)
  return [...(await ingestEach(store, items.slice(0, half))), ...(await ingestEach(store, items.slice(half)))]
}

/** Why a report alone was not kept. Where the database as a whole cannot be used, the same would be said of every report: thrown. */
function sentenceOf(error: unknown): string {
  if (error instanceof StoreError && !(error instanceof StoreRequestError)) throw error
  if (error instanceof StoreRequestError) return error.message
  const reason = error instanceof Error ? error.message : String(error)
  return `The report could not be kept: ${reason.replace(/\.$/, '')}.`
}
