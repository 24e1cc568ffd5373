import { mostInDocument, mostInFeed } from '../api/limits.ts'
import type { Analysis } from '../contract/analysis.ts'
import type { ExportFormat } from '../contract/api.ts'
import { formatWriter } from '../output/formats.ts'
import { renderSituationMarkdown } from '../output/situation-markdown.ts'
import { verdictsIn } from '../store/corrections/verdicts.ts'
import type { Store } from '../store/store.ts'
import { answerStream } from './answer-stream.ts'
import { analysisOrWhyNot, type Handlers, notThere, type Services, there } from './handler.ts'
import { ProblemError } from './problem.ts'

const kinds: Readonly<Record<ExportFormat, { type: string; extension: string }>> = {
  json: { type: 'application/json', extension: 'json' },
  jsonl: { type: 'application/jsonl', extension: 'jsonl' },
  markdown: { type: 'text/markdown; charset=utf-8', extension: 'md' },
  html: { type: 'text/html; charset=utf-8', extension: 'html' },
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  geojson: { type: 'application/geo+json', extension: 'geojson' },
  graphml: { type: 'application/xml', extension: 'graphml' },
  gexf: { type: 'application/xml', extension: 'gexf' },
  annotation: { type: 'application/ld+json', extension: 'annotation.jsonld' },
  prov: { type: 'application/json', extension: 'prov.json' },
  stix: { type: 'application/stix+json;version=2.1', extension: 'stix.json' },
  csl: { type: 'application/vnd.citationstyles.csl+json', extension: 'csl.json' },
  claimreview: { type: 'application/ld+json', extension: 'claimreview.jsonld' },
  rss: { type: 'application/rss+xml; charset=utf-8', extension: 'rss' },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
  },
}
/** Written report by report, in the memory of one. */
const flowing: ReadonlySet<ExportFormat> = new Set(['json', 'jsonl', 'markdown', 'csv'])
/** Formats that hold what persons judged. */
const judged: ReadonlySet<ExportFormat> = new Set(['stix', 'claimreview'])
/** Formats in which a story opens with its situation. */
const opensWithSituation: ReadonlySet<ExportFormat> = new Set(['markdown', 'docx'])

async function* reportsOf(
  store: Store,
  story: string | undefined,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Analysis> {
  let left = most
  let after: string | undefined
  do {
    const page = await store.reports(story === undefined ? {} : { story }, {
      limit: 100,
      ...(after === undefined ? {} : { after }),
    })
    for (const { id } of page.items) {
      if (left-- <= 0) return
      const analysis = await store.analysis(id)
      if (analysis) yield analysis
    }
    after = page.next
  } while (after !== undefined)
}

/** Exports, as files to keep. */
export function exportHandler({ store, report: tell }: Services): Handlers<'export'> {
  return {
    export: async ({ query: { format, report, story, all, table = 'claims', excel = false } }, { req }) => {
      if ([report, story, all].filter((one) => one !== undefined).length !== 1)
        throw new ProblemError(400, 'Name what to export: one of "report", "story" and "all".')
      if (story !== undefined) there(await store.story(story), 'story', story)
      const one =
        report === undefined
          ? undefined
          : await analysisOrWhyNot(store, await store.analysis(report), 'report', report)
      if (!flowing.has(format)) {
        const count =
          story === undefined
            ? all === undefined
              ? 1
              : (await store.counts()).reports
            : ((await store.story(story))?.reports ?? 0)
        if (count > mostInDocument && format !== 'rss')
          throw new ProblemError(
            422,
            `${count} reports are too many for one file of ${format}, which holds ${mostInDocument} at most: export a story, or json, jsonl, csv or markdown.`,
          )
        if (count === 0) throw new ProblemError(422, `There are no reports to export as ${format}.`)
      }
      const situation =
        story !== undefined && opensWithSituation.has(format) ? await store.situation(story) : undefined
      if (story !== undefined && opensWithSituation.has(format) && !situation) throw notThere('story', story)
      const verdicts = judged.has(format)
        ? await verdictsIn(store, {
            ...(report === undefined ? {} : { report }),
            ...(story === undefined ? {} : { story }),
          })
        : []
      const { type, extension } = kinds[format]
      const name = (report ?? story ?? 'all').replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60)
      const body = answerStream(async (write) => {
        if (situation && format === 'markdown') await write(`${renderSituationMarkdown(situation)}\n---\n\n`)
        const written = {
          explain: false,
          colour: false,
          width: 100,
          table,
          byteOrderMark: excel,
          codePoints: false,
          verdicts,
          home: new URL('/', req.url).href,
          ...(situation ? { situation } : {}),
        }
        const writer = formatWriter(format, { write }, written)
        if (one) await writer.analysis(one)
        else
          for await (const analysis of reportsOf(store, story, format === 'rss' ? mostInFeed : undefined))
            await writer.analysis(analysis)
        await writer.end()
      }, tell)
      return new Response(body, {
        headers: {
          'content-type': type,
          'content-disposition': `attachment; filename="selon-${name}${format === 'csv' ? `-${table}` : ''}.${extension}"`,
          // Opened in place all the same, it may do nothing.
          'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        },
      })
    },
  }
}
