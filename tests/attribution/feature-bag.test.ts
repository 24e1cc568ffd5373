import { expect, test } from 'vitest'
import { FeatureBag, scoreOf, tableSize } from '../../src/engine/attribution/linear.ts'

test('every feature counts, however many there are', () => {
  const bag = new FeatureBag()
  const count = 10_000
  for (let k = 0; k < count; k++) bag.add(1, k)
  expect(bag.length).toBe(count)
  expect(scoreOf(new Int8Array(tableSize).fill(1), bag)).toBe(count)
  bag.clear()
  expect(bag.length).toBe(0)
})
