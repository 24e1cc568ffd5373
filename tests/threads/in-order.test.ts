import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOrder } from '../../src/threads/in-order.ts'

async function* listed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}
const plenty = { most: 100, heaviest: 100, weight: () => 1 }

describe('several at once, in order', () => {
  it('gives every result in the order of the items, whichever is done first, within its bounds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ turns: fc.nat(5), weight: fc.nat(9) }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(3),
        async (items, most, heaviest, slow) => {
          let [count, weight, mostCount, mostBefore] = [0, 0, 0, 0]
          const numbered = items.map((item, number) => ({ ...item, number }))
          const results = inOrder(
            listed(numbered),
            async (item) => {
              mostBefore = Math.max(mostBefore, weight)
              count++
              weight += item.weight
              mostCount = Math.max(mostCount, count)
              await turns(item.turns)
              return item
            },
            { most, heaviest, weight: (item) => item.weight },
          )
          const found: number[] = []
          for await (const item of results) {
            // Whoever is slow with a result has it, and as many behind it as may be.
            count--
            weight -= item.weight
            found.push(item.number)
            await turns(slow)
          }
          expect(found).toEqual(numbered.map(({ number }) => number))
          expect(mostCount).toBeLessThanOrEqual(most + 1)
          expect(mostBefore).toBeLessThan(heaviest + 10)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('takes no more than there is room for while nobody takes a result', async () => {
    let taken = 0
    async function* endless() {
      for (;;) yield taken++
    }
    const results = inOrder(endless(), async (item) => item, { ...plenty, most: 5 })
    expect((await results.next()).value).toBe(0)
    await turns(20)
    // One is given and five wait; the generator was asked for no other.
    expect(taken).toBeLessThanOrEqual(6)
    await results.return(undefined)
  })

  it('takes an item that is heavier than all may be, alone', async () => {
    const order: string[] = []
    const work = async (item: number) => {
      order.push(`begin ${item}`)
      await turns(2)
      order.push(`end ${item}`)
      return item
    }
    const bounds = { most: 10, heaviest: 5, weight: (item: number) => item }
    const found: number[] = []
    for await (const item of inOrder(listed([50, 1, 60, 2]), work, bounds)) found.push(item)
    expect(found).toEqual([50, 1, 60, 2])
    expect(order.indexOf('end 50')).toBeLessThan(order.indexOf('begin 1'))
    expect(order.indexOf('end 60')).toBeLessThan(order.indexOf('begin 2'))
  })

  it('gives a result before the next item comes', async () => {
    let send: (value: number) => void = () => {}
    async function* slow() {
      yield 1
      yield await new Promise<number>((resolve) => {
        send = resolve
      })
    }
    const results = inOrder(slow(), async (item) => item * 10, plenty)
    expect((await results.next()).value).toBe(10)
    send(2)
    expect((await results.next()).value).toBe(20)
    expect((await results.next()).done).toBe(true)
  })

  it.each([0, 2])('throws an error of the work in its place: at %i', async (place) => {
    const found: number[] = []
    const reading = (async () => {
      const work = async (item: number) => {
        if (item === place) throw new Error('It failed.')
        return item
      }
      for await (const item of inOrder(listed([0, 1, 2, 3]), work, plenty)) found.push(item)
    })()
    await expect(reading).rejects.toThrow('It failed.')
    expect(found).toEqual([0, 1, 2, 3].slice(0, place))
  })

  it('throws an error of the source behind what came before it', async () => {
    async function* breaking() {
      yield 1
      throw new Error('It broke.')
    }
    const results = inOrder(breaking(), async (item) => item, plenty)
    expect((await results.next()).value).toBe(1)
    await expect(results.next()).rejects.toThrow('It broke.')
  })

  it('waits for nothing where nobody wants more', async () => {
    async function* stuck() {
      yield 1
      await new Promise(() => undefined)
    }
    for await (const item of inOrder(stuck(), async (one) => one, plenty)) {
      expect(item).toBe(1)
      break
    }
  })
})
