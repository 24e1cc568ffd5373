import type { ReaderChoice } from '../src/contract/api.ts'
import { call } from './api/client.ts'

let known: Promise<ReaderChoice> | undefined

/** Who reads on the server that served this page, asked once; the fast reader alone, where it does not say. */
export function serverReader(): Promise<ReaderChoice> {
  known ??= call('getStatus')
    .then(({ careful }) => careful?.reader ?? 'fast')
    .catch(() => {
      known = undefined
      return 'fast' as const
    })
  return known
}
