import { z } from 'zod'
import { longestAddress, longestWord } from '../api/limits.ts'
import { language } from '../api/parameters.ts'
import type { Analysis } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import { isShown } from '../output/report-view.ts'
import { boundSituation } from '../situation/bound-situation.ts'
import * as schemas from './answer-schemas.ts'
import { counted } from './counted.ts'
import { offsetOf, pageAt } from './paging.ts'
import { answer, inQuotes, passageAt, passageLines, quotedName } from './quoted-data.ts'
import { claimOf, headOf, type ReportDesk, ToolError } from './report-desk.ts'
import {
  briefLines,
  briefOfStory,
  relationLines,
  relationOf,
  statementLines,
  statementOf,
} from './statement-answer.ts'
import { toolResult } from './tool-result.ts'
import type { Toolbox } from './toolbox.ts'

const mostText = 400_000
/** What is told of a report. */
const told = (what: string) => z.string().max(longestWord).optional().describe(what)

const given = {
  text: z.string().max(mostText).optional().describe('The words of the report.'),
  address: z
    .string()
    .max(longestAddress)
    .optional()
    .describe('Its address (http or https), which is fetched once.'),
  report: told('Id of a report in the database, or of one read before.'),
  title: told('Title, for "text".'),
  publisher: told('The outlet that published it.'),
  published: told('When it was published, ISO 8601; relative dates in it are resolved to this.'),
  language: language.optional().describe('Told from the words if not given.'),
}

/** Puts reports with different ids side by side. */
export type Compare = (analyses: readonly Analysis[]) => Situation | Promise<Situation>

/** read_report and compare_reports. */
export function addReportTools(server: Toolbox, desk: ReportDesk, compare: Compare): void {
  server.registerTool(
    'read_report',
    {
      title: 'Read a report',
      description:
        'Reads one news report in French, English or Spanish (words, an address, or the id of a report) and gives its claims: who says each, through whom, how surely, and the exact words with their offsets.',
      annotations: { readOnlyHint: true, openWorldHint: true },
      inputSchema: z.object({
        ...given,
        after: z.string().max(100).optional(),
        limit: z.int().min(1).max(50).default(15),
      }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        report: schemas.reportHead,
        kept: z.boolean().describe('Whether it is in the database.'),
        counts: z.object({ claims: z.int(), attributions: z.int(), events: z.int() }),
        check: z
          .array(z.object({ reason: z.string(), passage: schemas.passage }))
          .describe('What most needs checking, first things first; on the first page.'),
        claims: z.array(schemas.claim),
        next: schemas.nextField,
      }),
    },
    (input) =>
      toolResult(async () => {
        const { after, limit, ...one } = input
        const { analysis, kept } = await desk.analysis(one)
        const { report } = analysis
        const from = offsetOf(after)
        const shown = analysis.claims.filter(isShown)
        const page = pageAt(shown, from, limit)
        const claims = page.items.map((claim) => claimOf(analysis, claim))
        const byId = new Map(analysis.claims.map((claim) => [claim.id, claim]))
        const check = (from === 0 ? (analysis.summary?.check ?? []) : []).slice(0, 5).flatMap((one) => {
          const span = byId.get(one.claim)?.span
          return span
            ? [
                {
                  reason: quotedName(one.reason),
                  passage: passageAt(report.id, span, report.text.slice(span[0], span[1])),
                },
              ]
            : []
        })
        const head = headOf(report)
        return answer(
          {
            report: head,
            kept,
            counts: {
              claims: shown.length,
              attributions: analysis.attributions.length,
              events: analysis.events.length,
            },
            check,
            claims,
            ...(page.next ? { next: page.next } : {}),
          },
          [
            `Report ${inQuotes(head.id)} (${head.language})${head.publisher ? ` of ${inQuotes(head.publisher)}` : ''}${head.published ? `, ${head.published}` : ''}: ${counted(shown.length, 'claim')}.`,
            ...claims.map((claim) =>
              passageLines(
                claim.passage,
                `${claim.basis}, ${claim.factuality} (outlet ${claim.outletFactuality}), ${claim.chain.map(({ kind, name }) => (name ? inQuotes(name) : kind)).join(' → ')} `,
              ),
            ),
            ...moreLine(page.next),
          ],
        )
      }),
  )

  server.registerTool(
    'compare_reports',
    {
      title: 'Put reports side by side',
      description:
        'Compares 2 to 20 reports: which are copies of one another, on how many origins they rest, which statements they share, where they conflict, and where a reserve was lost on the way. Each item with its passages.',
      annotations: { readOnlyHint: true, openWorldHint: true },
      inputSchema: z.object({
        reports: z.array(z.object(given)).min(2).max(20),
        after: z.string().max(100).optional(),
        limit: z.int().min(1).max(20).default(10),
      }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        brief: z
          .array(schemas.briefLine)
          .describe('What an editor wants first of each story; on the first page.'),
        reports: z.array(z.object({ ...schemas.reportHead.shape, origin: z.string() })),
        origins: z.array(z.object({ id: z.string(), name: z.string(), reports: z.array(z.string()) })),
        copies: z.array(
          z.object({
            kind: z.string(),
            original: z.string(),
            copy: z.string(),
            ordered: z.boolean().describe('Whether it is known which came first.'),
            ofCopy: z.number().describe('Share of the copy’s words that stand in the original too.'),
            passages: z.array(z.object({ original: schemas.passage, copy: schemas.passage })),
          }),
        ),
        statements: z.array(schemas.statement),
        conflicts: z.array(schemas.relation).describe('Denials and conflicts; on the first page.'),
        lostHedges: z
          .array(z.object({ hedged: schemas.passage, stated: schemas.passage }))
          .describe('Said with reserve, then stated as a fact; on the first page.'),
        next: schemas.nextField,
      }),
    },
    (input) =>
      toolResult(async () => {
        if (input.reports.reduce((sum, { text }) => sum + (text?.length ?? 0), 0) > mostText)
          throw new ToolError(`The texts are longer than ${mostText} characters together: give fewer.`)
        const analyses = []
        for (const one of input.reports) analyses.push((await desk.analysis(one)).analysis)
        if (new Set(analyses.map(({ report }) => report.id)).size < analyses.length)
          throw new ToolError('Two of the reports are the same: give each once.')
        const situation = boundSituation(await compare(analyses))
        const from = offsetOf(input.after)
        const page = pageAt(situation.statements, from, input.limit)
        const names = new Map(situation.origins.map(({ id, name }) => [id, name]))
        const first = from === 0
        const statements = page.items.map((statement) => statementOf(statement, names))
        const conflicts = first
          ? situation.relations
              .filter(({ kind }) => kind === 'denies' || kind === 'conflicts')
              .slice(0, 20)
              .map(relationOf)
          : []
        const lostHedges = first
          ? situation.lostHedges.slice(0, 20).map(({ hedged, stated }) => ({
              hedged: passageAt(hedged.passage.report, hedged.passage.span, hedged.passage.text),
              stated: passageAt(stated.passage.report, stated.passage.span, stated.passage.text),
            }))
          : []
        const reports = situation.reports.map((one) => ({ ...headOf(one), origin: one.origin }))
        const copies = situation.copies.slice(0, 50).map((copy) => ({
          kind: copy.kind,
          original: copy.original,
          copy: copy.copy,
          ordered: copy.ordered,
          ofCopy: copy.ofCopy,
          passages: copy.passages.slice(0, 2).map((both) => ({
            original: passageAt(both.original.report, both.original.span, both.original.text),
            copy: passageAt(both.copy.report, both.copy.span, both.copy.text),
          })),
        }))
        const brief = first ? situation.stories.flatMap(({ id }) => briefOfStory(situation, id)) : []
        return answer(
          {
            brief,
            reports,
            origins: situation.origins.map(({ id, name, reports: resting }) => ({
              id,
              name: quotedName(name),
              reports: resting,
            })),
            copies,
            statements,
            conflicts,
            lostHedges,
            ...(page.next ? { next: page.next } : {}),
          },
          [
            [
              counted(situation.counts.reports, 'report'),
              counted(situation.counts.origins, 'origin'),
              counted(situation.counts.copies, 'copy', 'copies'),
              `${counted(situation.counts.conflicts, 'conflict')}.`,
            ].join(', '),
            ...briefLines(brief),
            ...copies.map(
              ({ original, copy, kind }) => `${inQuotes(copy)} is a copy (${kind}) of ${inQuotes(original)}.`,
            ),
            ...statements.map(statementLines),
            ...conflicts.map(relationLines),
            ...lostHedges.flatMap(({ hedged, stated }) => [
              passageLines(hedged, 'With reserve '),
              passageLines(stated, 'then stated '),
            ]),
            ...moreLine(page.next),
          ],
        )
      }),
  )
}

export const moreLine = (next: string | undefined) =>
  next === undefined ? [] : [`More follows: ask again with "after": ${inQuotes(next)}.`]
