import type { StoredCorrection } from '../../contract/api.ts'
import type { CorrectionFilter, Store } from '../store.ts'

/** Corrections that are read at once. */
const pageOfCorrections = 500

/** What persons judged of claims, the newest first: verdicts that stand, and whose words are still in their report. */
export async function verdictsIn(
  store: Store,
  filter: Pick<CorrectionFilter, 'report' | 'story'> = {},
): Promise<Extract<StoredCorrection, { kind: 'verdict' }>[]> {
  const found: Extract<StoredCorrection, { kind: 'verdict' }>[] = []
  let after: string | undefined
  do {
    const page = await store.corrections(
      { ...filter, undone: false },
      { limit: pageOfCorrections, ...(after === undefined ? {} : { after }) },
    )
    for (const one of page.items) if (one.kind === 'verdict' && one.anchored) found.push(one)
    after = page.next
  } while (after !== undefined)
  return found
}
