/** What may be under way at once. */
export interface InOrderBounds<Item> {
  /** Items. */
  most: number
  /** Weight of all of them together, of which a single item may have more. */
  heaviest: number
  weight: (item: Item) => number
}

/**
 * Works on items several at once and gives the results in the items' order. Items are taken as there is room for them,
 * whoever is busy with a result meanwhile: no more than the bounds allow are taken and not yet given back (beside the one
 * that is given), so that neither a fast source nor a slow reader fills the memory. An error of the source or of the work is
 * thrown in its place.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  { most, heaviest, weight }: InOrderBounds<Item>,
): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]()
  const underWay: { result: Promise<Result>; weight: number }[] = []
  let together = 0
  let ended = false
  let left = false
  /** Wakes whoever waits for an item, and for room. */
  let came = () => {}
  let roomMade = () => {}
  const roomFor = () => underWay.length < most && (underWay.length === 0 || together < heaviest)
  const take = async () => {
    for (;;) {
      while (!left && !roomFor())
        await new Promise<void>((resolve) => {
          roomMade = resolve
        })
      if (left) return
      const next = await source.next()
      if (left || next.done) return
      const result = work(next.value)
      // Whoever comes to it hears of its error; until then nobody does.
      result.catch(() => undefined)
      underWay.push({ result, weight: weight(next.value) })
      together += underWay[underWay.length - 1].weight
      came()
    }
  }
  const taking = take().finally(() => {
    ended = true
    came()
  })
  taking.catch(() => undefined)
  try {
    for (;;) {
      const [first] = underWay
      if (first) {
        const result = await first.result
        underWay.shift()
        together -= first.weight
        roomMade()
        yield result
      } else if (ended) break
      else
        await new Promise<void>((resolve) => {
          came = resolve
        })
    }
    await taking
  } finally {
    left = true
    roomMade()
    // A source that waits for something is not waited for.
    source.return?.().catch(() => undefined)
  }
}
