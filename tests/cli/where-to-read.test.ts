import { describe, expect, it } from 'vitest'
import { jobsOf } from '../../src/cli/jobs-option.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { isShort, secondsToRead, withPlace } from '../../src/cli/where-to-read.ts'

/** Reports of so many characters, for the fast reader, a number below zero standing for a long wait. */
async function* reports(...characters: number[]): AsyncGenerator<number> {
  for (const one of characters) {
    if (one < 0) await new Promise((resolve) => setTimeout(resolve, 200))
    else yield one
  }
}
const placesOf = async (items: AsyncIterable<number>, jobs: number) => {
  const places: string[] = []
  const seconds = (characters: number) => secondsToRead(characters, 'fast')
  for await (const { item, here } of withPlace(items, seconds, jobs))
    places.push(`${item} ${here ? 'here' : 'thread'}`)
  return places
}
const many = (count: number, place: string) => Array(count).fill(`3000 ${place}`)

describe('where a report is read', () => {
  it.each<[string, number[], number, string[]]>([
    ['one short report', [3000], 2, ['3000 here']],
    ['a few short reports', Array(10).fill(3000), 8, many(10, 'here')],
    ['many of them, from the first on', Array(60).fill(3000), 2, many(60, 'thread')],
    ['one that is long', [200_000], 2, ['200000 thread']],
    ['one that is long among a few', [3000, 60_000, 3000], 2, ['3000 here', '60000 thread', '3000 here']],
    ['many short ones, one at a time', Array(60).fill(3000), 1, many(60, 'here')],
    ['one that is long, one at a time', [3000, 200_000], 1, ['3000 here', '200000 thread']],
    [
      'such as come one by one, however many',
      Array(8).fill([20_000, -1]).flat(),
      2,
      Array(8).fill('20000 here'),
    ],
  ])('%s', async (_, characters, jobs, expected) => {
    expect(await placesOf(reports(...characters), jobs)).toEqual(expected)
  })

  it('takes the careful reader to be slower', () => {
    expect([isShort(4000, 'careful'), isShort(6000, 'careful'), isShort(6000, 'fast')]).toEqual([
      true,
      false,
      true,
    ])
  })
})

describe('--jobs', () => {
  it.each(['0', '-1', '1.5', 'many', '257', '1000', ''])('refuses "%s"', (jobs) => {
    expect(() => jobsOf({ jobs })).toThrow(UsageError)
    expect(() => jobsOf({ jobs })).toThrow('--jobs takes a whole number from 1 to 256')
  })

  it('is as many as are given, and otherwise at least one', () => {
    expect([jobsOf({ jobs: '1' }), jobsOf({ jobs: '16' })]).toEqual([1, 16])
    expect(jobsOf({})).toBeGreaterThanOrEqual(1)
  })
})
