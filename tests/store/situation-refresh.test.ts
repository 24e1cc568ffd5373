import { expect, test } from 'vitest'
import { SituationRefresh } from '../../src/server/situation-refresh.ts'

test('situations are worked out until all are, and again after a change', async () => {
  let last = 1
  let left = 2
  let asked = 0
  const refresh = new SituationRefresh(
    {
      lastChange: async () => last,
      refresh: async () => {
        asked++
        left = Math.max(left - 1, 0)
        return left === 0
      },
    },
    1_000_000,
  )
  for (let turn = 0; turn < 4; turn++) await refresh.turn()
  expect(asked).toBe(2)
  last = 2
  left = 1
  await refresh.turn()
  await refresh.turn()
  expect(asked).toBe(3)
  await refresh.stop()
})

test('a database that does not answer is asked again', async () => {
  let asked = 0
  const refresh = new SituationRefresh(
    {
      lastChange: async () => 1,
      refresh: async () => {
        asked++
        throw new Error('away')
      },
    },
    1_000_000,
  )
  await refresh.turn()
  await refresh.turn()
  expect(asked).toBe(2)
  await refresh.stop()
})
