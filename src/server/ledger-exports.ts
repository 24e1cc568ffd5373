import type { Context } from 'hono'
import type { LedgerFormat, LedgerRow } from '../contract/api.ts'
import {
  ledgerCsvHead,
  ledgerCsvLine,
  ledgerFeature,
  ledgerRssEnd,
  ledgerRssHead,
  ledgerRssItem,
} from '../output/ledger-export.ts'
import type { LedgerFilter, Store } from '../store/store.ts'
import { answerStream } from './answer-stream.ts'
import type { Handlers, Services } from './handler.ts'

/** Rows that are read at once, and items of a feed. */
const rowsAtOnce = 500
const itemsInFeed = 100

const kinds: Readonly<Record<LedgerFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json',
  rss: 'application/rss+xml; charset=utf-8',
}

/** The ledger under its own address with another ending: the same rows, all of them. */
export function ledgerExports({
  store,
  report: tell,
}: Pick<Services, 'store' | 'report'>): Handlers<
  'ledgerAsJson' | 'ledgerAsCsv' | 'ledgerAsGeojson' | 'ledgerAsRss'
> {
  /** The first page is read before the answer begins, so that what cannot be is refused in a sentence. */
  const answer = async (
    format: LedgerFormat,
    filter: LedgerFilter,
    write: (rows: AsyncIterable<LedgerRow>, write: (text: string) => Promise<void>) => Promise<void>,
    most = Number.POSITIVE_INFINITY,
  ) => {
    const rows = rowsOf(store, filter, most)
    const first = await rows.next()
    const body = answerStream(async (put) => {
      await write(after(first, rows), put)
    }, tell)
    return new Response(body, {
      headers: {
        'content-type': kinds[format],
        ...(format === 'rss'
          ? {}
          : { 'content-disposition': `attachment; filename="selon-ledger.${format}"` }),
        'content-security-policy': "sandbox; default-src 'none'",
      },
    })
  }
  return {
    ledgerAsJson: ({ query }) =>
      answer('json', query, async (rows, write) => {
        await write('{"items":[')
        let between = '\n'
        for await (const row of rows) {
          await write(between + JSON.stringify(row))
          between = ',\n'
        }
        await write('\n]}\n')
      }),
    ledgerAsCsv: ({ query: { excel = false, ...query } }) =>
      answer('csv', query, async (rows, write) => {
        await write(`${excel ? '\ufeff' : ''}${ledgerCsvHead()}`)
        for await (const row of rows) await write(ledgerCsvLine(row))
      }),
    ledgerAsGeojson: ({ query }) =>
      answer('geojson', query, async (rows, write) => {
        await write('{"type":"FeatureCollection","features":[')
        let between = '\n'
        for await (const row of rows) {
          const feature = ledgerFeature(row)
          if (!feature) continue
          await write(between + JSON.stringify(feature))
          between = ',\n'
        }
        await write('\n]}\n')
      }),
    ledgerAsRss: ({ query }, context: Context) => {
      const here = new URL(context.req.url)
      const page = `${here.origin}/ledger${here.search}`
      const chosen = [...here.searchParams.values()].join(', ').slice(0, 200)
      return answer(
        'rss',
        query,
        async (rows, write) => {
          await write(ledgerRssHead(chosen ? `Selon: ${chosen}` : 'Selon', page, here.href))
          for await (const row of rows)
            await write(
              ledgerRssItem(
                row,
                `${here.origin}/report/${encodeURIComponent(row.report)}?passage=${row.span.join('-')}`,
              ),
            )
          await write(ledgerRssEnd)
        },
        itemsInFeed,
      )
    },
  }
}

async function* rowsOf(store: Store, filter: LedgerFilter, most: number): AsyncGenerator<LedgerRow> {
  let after: string | undefined
  let left = most
  do {
    const asked = { limit: Math.min(rowsAtOnce, left), ...(after === undefined ? {} : { after }) }
    const page = await store.ledger(filter, asked, 'none')
    yield* page.items
    left -= page.items.length
    after = page.next
  } while (after !== undefined && left > 0)
}

async function* after<T>(first: IteratorResult<T, unknown>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done) return
  yield first.value
  yield* rest
}
