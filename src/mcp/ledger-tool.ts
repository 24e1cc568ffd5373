import { z } from 'zod'
import { longestCursor, longestWord } from '../api/limits.ts'
import { language } from '../api/parameters.ts'
import { eventStatuses, holderKinds } from '../contract/analysis.ts'
import {
  type LedgerRow,
  ledgerCertainties,
  ledgerFacetNames,
  ledgerOppositions,
  ledgerOrders,
  ledgerOriginCounts,
} from '../contract/api.ts'
import { isoDate } from '../intake/iso-date.ts'
import { ledgerSpeakerName } from '../output/ledger-export.ts'
import type { LedgerFilter, Store } from '../store/store.ts'
import * as schemas from './answer-schemas.ts'
import { counted } from './counted.ts'
import { answer, inQuotes, passageAt, passageLines, quotedName, quotedWords } from './quoted-data.ts'
import { headOf, ToolError } from './report-desk.ts'
import { moreLine } from './report-tools.ts'
import { toolResult } from './tool-result.ts'
import type { Toolbox } from './toolbox.ts'

const asked = z.string().max(longestWord).optional()
/** Values of a facet that an answer names. */
const mostValues = 8

const rowSchema = z.object({
  passage: schemas.passage,
  sentence: z.string().describe('To be read without the report; quoted data.'),
  report: schemas.reportHead,
  story: z.string(),
  statement: z.string().optional().describe('For get_origins, with the story.'),
  claim: z.string(),
  speaker: z.object({
    id: z.string().optional().describe('For "speaker".'),
    name: z.string().optional().describe('Absent where the words do not say who.'),
    kind: z.enum(holderKinds),
    role: z.string().optional(),
    rating: z.string().optional().describe('Of the user, A (reliable) to E, F cannot be judged.'),
  }),
  chain: z.array(z.string()).describe('Who vouches, from the outlet inwards.'),
  certainty: z.enum(ledgerCertainties).describe('As the speaker presents it.'),
  outletFactuality: z.string().describe('As the outlet presents it (FactBank).'),
  status: z.enum(eventStatuses).optional(),
  place: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  origins: z.int(),
  reports: z.int(),
  opposition: z.enum(ledgerOppositions),
  against: z.array(
    z.object({
      kind: z.string(),
      speaker: z.string().optional(),
      report: z.string(),
      start: z.int(),
      end: z.int(),
      sentence: z.string(),
    }),
  ),
})

/** The tool that asks the ledger: query_statements. */
export function addLedgerTool(server: Toolbox, store: Store): void {
  server.registerTool(
    'query_statements',
    {
      title: 'Query statements',
      description:
        'Claims of all reports with who says each, how surely, where, when, on how many origins, and what stands against it; chosen and counted by facets, whose values are what the filters take. A speaker, source or place may also be a name in any spelling.',
      annotations: { readOnlyHint: true, openWorldHint: false },
      inputSchema: z.object({
        text: asked.describe('Words of the claim, in any form.'),
        speaker: asked,
        role: asked,
        voice: z.enum(holderKinds).optional(),
        outlet: asked,
        source: asked.describe('Speaker, outlet or go-between.'),
        certainty: z.enum(ledgerCertainties).optional(),
        status: z.enum(eventStatuses).optional(),
        opposition: z.enum(ledgerOppositions).optional(),
        origins: z.enum(ledgerOriginCounts).optional(),
        place: asked,
        when: asked.describe('Year, month or day of the event: 2026-03.'),
        language: language.optional(),
        story: asked,
        report: asked,
        from: asked.describe('Published from, ISO 8601.'),
        to: asked.describe('Published before.'),
        once: z.boolean().optional().describe('Each statement once, where first said.'),
        order: z.enum(ledgerOrders).optional(),
        after: z.string().max(longestCursor).optional(),
        limit: z.int().min(1).max(50).default(10),
      }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        statements: z.array(rowSchema),
        total: z.int().optional().describe('On the first page.'),
        facets: z
          .array(
            z.object({
              name: z.enum(ledgerFacetNames),
              values: z.array(z.object({ value: z.string(), label: z.string().optional(), count: z.int() })),
            }),
          )
          .optional()
          .describe('On the first page: how many there are of each value.'),
        waiting: z.int().describe('Stories whose last change is not entered yet.'),
        next: schemas.nextField,
      }),
    },
    (input) =>
      toolResult(async () => {
        const { after, limit, from, to, ...rest } = input
        const filter: LedgerFilter = Object.fromEntries(
          Object.entries({ ...rest, from: dateOf('from', from), to: dateOf('to', to) }).filter(
            ([, value]) => value !== undefined && value !== '',
          ),
        )
        const page = await store.ledger(filter, { limit, ...(after === undefined ? {} : { after }) })
        const statements = page.items.map(rowOf)
        const facets = page.facets?.map(({ name, values }) => ({
          name,
          values: values.slice(0, mostValues).map(({ value, label, count }) => ({
            value: quotedName(value),
            ...(label ? { label: quotedName(label) } : {}),
            count,
          })),
        }))
        return answer(
          {
            statements,
            ...(page.total === undefined ? {} : { total: page.total }),
            ...(facets ? { facets } : {}),
            waiting: page.waiting,
            ...(page.next ? { next: page.next } : {}),
          },
          [
            page.total === undefined ? 'More statements:' : `${counted(page.total, 'statement')}.`,
            ...(page.waiting > 0
              ? [`${counted(page.waiting, 'story is', 'stories are')} not entered yet.`]
              : []),
            ...statements.map((row, k) => linesOf(row, ledgerSpeakerName(page.items[k]))),
            ...(facets ?? []).map(
              ({ name, values }) =>
                `By ${name}: ${values.map(({ value, label, count }) => `${inQuotes(value)}${label ? ` (${inQuotes(label)})` : ''} ${count}`).join(', ') || 'none'}.`,
            ),
            ...moreLine(page.next),
          ],
        )
      }),
  )
}

function dateOf(name: string, written: string | undefined): string | undefined {
  if (written === undefined || written === '') return undefined
  const date = isoDate(written)
  if (date === undefined) throw new ToolError(`"${name}" takes a date such as 2026-03-11.`)
  return date
}

/** A row as the tool gives it. */
const rowOf = (row: LedgerRow) => ({
  passage: passageAt(row.report, row.span, row.text),
  sentence: quotedWords(row.sentence),
  report: headOf({ ...row, id: row.report }),
  story: row.story,
  ...(row.statement ? { statement: row.statement } : {}),
  claim: row.claim,
  speaker: {
    ...(row.speaker.id ? { id: quotedName(row.speaker.id) } : {}),
    ...(row.speaker.name ? { name: quotedName(row.speaker.name) } : {}),
    kind: row.speaker.kind,
    ...(row.speaker.role ? { role: quotedName(row.speaker.role) } : {}),
    ...(row.speaker.rating ? { rating: row.speaker.rating } : {}),
  },
  chain: row.chain.map(quotedName),
  certainty: row.certainty,
  outletFactuality: row.outletFactuality,
  ...(row.status ? { status: row.status } : {}),
  ...(row.place ? { place: quotedName(row.place.name) } : {}),
  ...(row.from ? { from: row.from } : {}),
  ...(row.to ? { to: row.to } : {}),
  origins: row.origins,
  reports: row.reports,
  opposition: row.opposition,
  against: row.against.map(({ kind, report, span, text, speaker }) => ({
    kind,
    ...(speaker ? { speaker: quotedName(speaker) } : {}),
    report,
    start: span[0],
    end: span[1],
    sentence: quotedWords(text),
  })),
})

function linesOf(row: ReturnType<typeof rowOf>, speaker: string): string {
  const { report, certainty, status, place, from, origins, reports, opposition, against } = row
  const about = [
    `${inQuotes(quotedName(speaker))}: ${certainty}`,
    ...(status ? [status] : []),
    ...(place ? [`in ${inQuotes(place)}`] : []),
    ...(from ? [`at ${from}`] : []),
    `${counted(origins, 'origin')} in ${counted(reports, 'report')}`,
    ...(report.publisher ? [inQuotes(report.publisher)] : []),
    ...(report.published ? [report.published] : []),
    ...(opposition === 'none' ? [] : [opposition]),
  ]
  return [
    passageLines(row.passage, `${about.join(', ')} `),
    ...against.map(
      ({ kind, report: other, start, end, sentence }) =>
        `Against it (${kind}) [report ${inQuotes(other)}, ${start}–${end}]\n${sentence.replace(/^/gm, '> ')}`,
    ),
  ].join('\n')
}
