import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages } from '../../src/contract/analysis.ts'
import { type Address, addressOf, pathOf } from '../../web/address.ts'

const open = (path: string) => addressOf(new URL(path, 'http://127.0.0.1:8765'))
const id = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter((text) => text.isWellFormed() && !/^\.{1,2}$/.test(text))
const words = fc.option(id, { nil: undefined })
const language = fc.option(fc.constantFrom(...languages), { nil: undefined })

const addresses: fc.Arbitrary<Address> = fc.oneof(
  fc.record({
    view: fc.constant('now' as const),
    text: words,
    language,
    publisher: words,
    place: words,
    from: fc.constantFrom('2026-03-01', undefined),
    to: fc.constantFrom('2026-03-31', undefined),
    order: fc.constantFrom('latest' as const, 'origins' as const, undefined),
    since: words,
  }),
  fc.record({ view: fc.constant('story' as const), id, show: words, section: fc.constant(undefined) }),
  fc.record({
    view: fc.constant('report' as const),
    id,
    passage: fc.option(
      fc
        .tuple(fc.nat(100_000), fc.integer({ min: 1, max: 900 }))
        .map(([from, long]): [number, number] => [from, from + long]),
      { nil: undefined },
    ),
    version: fc.option(fc.integer({ min: 1, max: 999 }), { nil: undefined }),
  }),
  fc.record({ view: fc.constant('compare' as const), ids: fc.tuple(id, words) }),
  fc.record({
    view: fc.constant('compare' as const),
    ids: fc.tuple(id, id),
    versions: fc.constantFrom([1, 2] as const, [undefined, 3] as const, [4, undefined] as const),
  }),
  fc.record({ view: fc.constant('paste' as const), address: words }),
  fc.record({
    view: fc.constant('search' as const),
    q: id,
    language,
    publisher: words,
    from: words,
    to: words,
    kind: fc.constantFrom('report' as const, 'claim' as const, undefined),
  }),
  fc.record({ view: fc.constant('sources' as const), text: words }),
  fc.record({ view: fc.constant('source' as const), name: id }),
  fc.record({
    view: fc.constant('ledger' as const),
    filters: fc.record(
      { speaker: id, text: id, when: fc.constant('2026-03'), once: fc.constant('true') },
      { requiredKeys: [] },
    ),
  }),
)

describe('addresses of the desk', () => {
  it('lead back to the view that they were made from', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(open(pathOf(address))).toEqual(address)
      }),
    )
  })
  it.each([
    ['/', 'now'],
    ['/story/s1', 'story'],
    ['/story/s1#map', 'story'],
    ['/report/a%2Fb?passage=3-9', 'report'],
    ['/compare/a/b', 'compare'],
    ['/paste', 'paste'],
    ['/search?q=retrait', 'search'],
    ['/sources', 'sources'],
    ['/feeds', 'feeds'],
    ['/settings', 'settings'],
    ['/story', 'unknown'],
    ['/story/', 'unknown'],
    ['/story/a/b', 'unknown'],
    ['/compare', 'compare'],
    ['/compare/a', 'compare'],
    ['/compare/a/b/c', 'unknown'],
    ['/nowhere', 'unknown'],
    ['/report/%E0%A4%A', 'unknown'],
  ])('%s opens %s', (path, view) => {
    expect(open(path).view).toBe(view)
  })
  it.each(['9-3', '3-3', '-3-9', '3-9-12', 'x', '99999999999-3'])('takes %s for no passage', (passage) => {
    expect(open(`/report/a?passage=${passage}`)).toEqual({ view: 'report', id: 'a' })
  })
})
