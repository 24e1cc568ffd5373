import { check as checkGeojson } from '@placemarkio/check-geojson'
import { parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerPage, LedgerRow } from '../../src/contract/api.ts'
import { forCsv } from '../../src/output/neutralise.ts'
import { testEngine } from '../support.ts'
import { sampleAnalyses, type TestServer, testServer } from './support.ts'

let server: TestServer
/** A report whose words would be a formula, markup or an end of data elsewhere. */
const hostile = testEngine().analyse({
  id: 'hostile/1 "<&',
  language: 'en',
  publisher: '=HYPERLINK("http://evil.example")',
  title: ']]></title><script>alert(1)</script>',
  published: '2026-05-04T08:00:00Z',
  text: 'The minister Marko Seldan said on Monday in Madrid that <b>the bridge</b> & the road "would close" in June ]]>.',
})

beforeAll(async () => {
  server = await testServer({ reports: [...sampleAnalyses(), hostile] })
  await server.store.refresh()
})
afterAll(() => server.stop())

const page = async (query = ''): Promise<LedgerPage> =>
  (await (await server.ask(`/api/ledger${query}`)).json()) as LedgerPage

describe('the ledger over HTTP', () => {
  it('comes in pages, counted on the first one', async () => {
    const first = await page('?limit=50&language=fr')
    expect(first.items).toHaveLength(50)
    expect(first.total).toBeGreaterThan(50)
    expect(first.facets?.find(({ name }) => name === 'speaker')?.values[0].label).toBeDefined()
    const second = await page(`?limit=50&language=fr&after=${first.next}`)
    expect(second.items.length + 50).toBe(first.total)
    expect(second).not.toHaveProperty('facets')
    expect(second).not.toHaveProperty('total')
  })

  it('counts what is asked for alone', async () => {
    const { items, total, facets } = await page('?limit=2')
    expect(facets?.length).toBeGreaterThan(5)
    expect(await page('?limit=2&counts=facets')).toMatchObject({ items, total, facets })
    const counted = await page('?limit=2&counts=total')
    expect(counted).toMatchObject({ items, total })
    expect(counted).not.toHaveProperty('facets')
    for (const none of ['?limit=2&counts=none', '?outlet=Nobody&counts=none']) {
      const bare = await page(none)
      expect(bare).not.toHaveProperty('total')
      expect(bare).not.toHaveProperty('facets')
    }
    expect(await page('?outlet=Nobody&counts=total')).toMatchObject({ items: [], total: 0 })
  })

  it('is the same until something changes', async () => {
    const answer = await server.ask('/api/ledger?limit=1')
    const etag = answer.headers.get('etag') ?? ''
    const again = await server.ask('/api/ledger?limit=1', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it.each([
    ['/api/ledger?certainty=sure', /"certainty"/],
    ['/api/ledger?counts=all', /"counts"/],
    ['/api/ledger?when=May', /2026-03/],
    ['/api/ledger?speaker=', /"speaker"/],
    ['/api/ledger?colour=red', /colour/],
    ['/ledger.csv?origins=many', /"origins"/],
    ['/ledger.json?when=May', /2026-03/],
    ['/ledger.rss?limit=3', /limit/],
  ])('refuses %s in a sentence', async (path, words) => {
    const answer = await server.ask(path)
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as { detail: string }).detail).toMatch(words)
  })

  it('is had whole under its address with each ending, as the filters say', async () => {
    const query = '?language=en&voice=named'
    const { total, items } = await page(`${query}&limit=500`)
    expect(items.length).toBe(total)
    const json = (await (await server.ask(`/ledger.json${query}`)).json()) as { items: LedgerRow[] }
    expect(json.items).toEqual(items)

    const csv = await server.ask(`/ledger.csv${query}&excel=true`)
    expect(csv.headers.get('content-disposition')).toContain('selon-ledger.csv')
    const bytes = new Uint8Array(await csv.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n')
    expect(lines).toHaveLength(items.length + 1)
    expect(lines[0].split(',').slice(0, 2)).toEqual(['published', 'speaker'])
    for (const [k, { sentence }] of items.entries()) expect(lines[k + 1]).toContain(forCsv(sentence))

    const geojson = await server.ask(`/ledger.geojson${query}`)
    const map = checkGeojson(await geojson.text()) as { features: { id: string }[] }
    expect(map.features.map(({ id }) => id)).toEqual(
      items.flatMap(({ place, report, claim }) =>
        place?.latitude === undefined ? [] : [`${report}/${claim}`],
      ),
    )
    expect(map.features.length).toBeGreaterThan(0)

    const rss = await server.ask(`/ledger.rss${query}`)
    expect(rss.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
    const feed = parseRssFeed(await rss.text())
    expect(feed.link).toBe(new URL(`/ledger${query}`, server.server.address).href)
    expect(feed.items).toHaveLength(items.length)
    for (const [k, { sentence, span }] of items.entries()) {
      expect(feed.items?.[k].title).toContain(sentence)
      expect(feed.items?.[k].link).toContain(`?passage=${span.join('-')}`)
    }
  })

  it('makes what is hostile harmless in every form', async () => {
    const query = `?report=${encodeURIComponent(hostile.report.id)}`
    const csv = await (await server.ask(`/ledger.csv${query}`)).text()
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    const rss = await (await server.ask(`/ledger.rss${query}`)).text()
    expect(rss).not.toMatch(/<b>|<script>|\]\]>/)
    expect(rss).toContain('Marko Seldan: ')
    const json = (await (await server.ask(`/ledger.json${query}`)).json()) as { items: LedgerRow[] }
    expect(json.items[0].publisher).toBe(hostile.report.publisher)
  })

  it('has nothing, in every form, where nothing meets the filters', async () => {
    const query = '?story=s99999'
    expect(await page(query)).toMatchObject({ items: [], total: 0 })
    expect(await (await server.ask(`/ledger.json${query}`)).json()).toEqual({ items: [] })
    expect((await (await server.ask(`/ledger.csv${query}`)).text()).trimEnd().split('\r\n')).toHaveLength(1)
    expect(checkGeojson(await (await server.ask(`/ledger.geojson${query}`)).text())).toMatchObject({
      features: [],
    })
    expect(await (await server.ask(`/ledger.rss${query}`)).text()).toMatch(/<\/channel><\/rss>\n$/)
  })
})
