import type { Reliability } from '../../src/contract/api.ts'
import { call } from '../api/client.ts'
import { failed } from '../corrections.ts'
import { desk } from '../desk.svelte.ts'
import { notices } from '../notices.svelte.ts'
import { ratings } from '../ratings.svelte.ts'

export interface Rated {
  rating?: Reliability | undefined
  note?: string | undefined
}

const put = (name: string, { rating, note }: Rated) =>
  call('rateSource', { params: { name }, body: { rating: rating ?? null, ...(note ? { note } : {}) } })

/**
 * Rates a source, and says so with the way back. What went wrong is said too.
 * @param done told what holds now: when it was rated, and when that was taken back
 */
export async function rateSource(
  name: string,
  before: Rated,
  now: Rated,
  done: (rated: Rated) => void,
): Promise<void> {
  const give = async (rated: Rated) => {
    await put(name, rated)
    ratings.put(name, rated.rating)
    done(rated)
  }
  try {
    await give(now)
    notices.say(desk.m.sources.rated(name, now.rating ?? '–'), { undo: () => give(before) })
  } catch (error) {
    failed(error)
  }
}
