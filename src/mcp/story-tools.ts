import { z } from 'zod'
import { largestChange, longestCursor, longestWord } from '../api/limits.ts'
import { language, word } from '../api/parameters.ts'
import type { Change, StoredStory } from '../contract/api.ts'
import type { Situation, SituationStatement } from '../contract/situation.ts'
import { isoDate } from '../intake/iso-date.ts'
import type { PageRequest, Store } from '../store/store.ts'
import * as schemas from './answer-schemas.ts'
import { counted } from './counted.ts'
import { offsetOf, pageAt } from './paging.ts'
import { answer, inQuotes, passageAt, passageLines, type QuotedPassage, quotedName } from './quoted-data.ts'
import { headOf, ToolError } from './report-desk.ts'
import { moreLine } from './report-tools.ts'
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

const after = z.string().max(longestCursor).optional().describe('The "next" of the answer before.')
const limit = z.int().min(1).max(50).default(10)
/** Empty it is as if it were not given. */
const asked = z.string().max(longestWord).optional()
const changeNumberField = z.int().min(0).max(largestChange)
/** Origins of a statement that an answer names, and reports of each. */
const mostOrigins = 50
const mostReportsOfOrigin = 20

const page = (input: { after?: string; limit: number }): PageRequest => ({
  limit: input.limit,
  ...(input.after === undefined ? {} : { after: input.after }),
})

const storyOf = (story: StoredStory) => ({
  id: story.id,
  title: quotedName(story.title),
  reports: story.reports,
  origins: story.origins,
  conflicts: story.conflicts,
  languages: story.languages,
  hearsay: story.hearsay,
  ...(story.first ? { first: story.first } : {}),
  ...(story.last ? { last: story.last } : {}),
  change: story.change,
  changed: story.changed,
})

const storyLine = (story: ReturnType<typeof storyOf>) =>
  `Story ${inQuotes(story.id)}: ${inQuotes(story.title)}, ${counted(story.reports, 'report')}, ${counted(story.origins, 'origin')}, ${counted(story.conflicts, 'conflict')}, changed ${story.changed}.`

const originNames = (situation: Situation) => new Map(situation.origins.map(({ id, name }) => [id, name]))

/** The tools that ask the database: search_statements, list_stories, get_story, get_origins, new_since. */
export function addStoryTools(server: Toolbox, store: Store): void {
  const readOnly = { readOnlyHint: true, openWorldHint: false }

  server.registerTool(
    'search_statements',
    {
      title: 'Search what reports say',
      description:
        'Searches the claims of all reports in the database by words (those in quotation marks stand together), in any of the three languages. Gives the passages, and the statement to which each belongs, for get_origins.',
      annotations: readOnly,
      inputSchema: z.object({
        words: word,
        language: language.optional(),
        publisher: asked,
        from: z.string().max(40).optional().describe('Published from this date on, ISO 8601.'),
        to: z.string().max(40).optional().describe('Published before this date.'),
        story: asked,
        after,
        limit,
      }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        hits: z.array(
          z.object({
            passage: schemas.passage,
            report: schemas.reportHead,
            story: z.string(),
            claim: z.string().optional(),
            statement: z.string().optional().describe('For get_origins, with the story.'),
          }),
        ),
        next: schemas.nextField,
      }),
    },
    (input) =>
      toolResult(async () => {
        const { words, language, publisher, story } = input
        const from = dateOf('from', input.from)
        const to = dateOf('to', input.to)
        const found = await store.search(
          words,
          {
            kind: 'claim',
            ...(language ? { language } : {}),
            ...(publisher ? { publisher } : {}),
            ...(story ? { story } : {}),
            ...(from ? { from } : {}),
            ...(to ? { to } : {}),
          },
          page(input),
        )
        const statements = await statementsOf(store, new Set(found.items.map((hit) => hit.story)))
        const hits = found.items.map((hit) => {
          const statement = hit.claim === undefined ? undefined : statements.get(`${hit.report} ${hit.claim}`)
          return {
            passage: passageAt(hit.report, hit.passage.span, hit.passage.text),
            report: headOf({ ...hit, id: hit.report }),
            story: hit.story,
            ...(hit.claim ? { claim: hit.claim } : {}),
            ...(statement ? { statement } : {}),
          }
        })
        return answer({ hits, ...(found.next ? { next: found.next } : {}) }, [
          hits.length === 0 ? 'Nothing was found.' : `${hits.length} passages:`,
          ...hits.map((hit) =>
            passageLines(
              hit.passage,
              `${hit.report.publisher ? inQuotes(hit.report.publisher) : 'An outlet without a name'}${hit.report.published ? `, ${hit.report.published}` : ''}, story ${inQuotes(hit.story)}${hit.statement ? `, statement ${inQuotes(hit.statement)}` : ''} `,
            ),
          ),
          ...moreLine(found.next),
        ])
      }),
  )

  server.registerTool(
    'list_stories',
    {
      title: 'List stories',
      description:
        'Stories of the database, last changed first, with how many reports and how many independent origins each rests on.',
      annotations: readOnly,
      inputSchema: z.object({
        text: asked.describe('Words that the title holds.'),
        language: language.optional(),
        changedAfter: changeNumberField
          .optional()
          .describe('Only those that changed after this change number.'),
        after,
        limit,
      }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        stories: z.array(schemas.story),
        next: schemas.nextField,
      }),
    },
    (input) =>
      toolResult(async () => {
        const { text, language, changedAfter } = input
        const found = await store.stories(
          {
            ...(text ? { text } : {}),
            ...(language ? { language } : {}),
            ...(changedAfter === undefined ? {} : { after: changedAfter }),
          },
          page(input),
        )
        const stories = found.items.map(storyOf)
        return answer({ stories, ...(found.next ? { next: found.next } : {}) }, [
          stories.length === 0
            ? 'There is no such story.'
            : `${counted(stories.length, 'story', 'stories')}:`,
          ...stories.map(storyLine),
          ...moreLine(found.next),
        ])
      }),
  )

  server.registerTool(
    'get_story',
    {
      title: 'Get a story',
      description:
        'What the reports of one story say, statement by statement, each with its origins and passages; and what denies or contradicts what.',
      annotations: readOnly,
      inputSchema: z.object({ story: word, after, limit }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        story: schemas.story,
        brief: z.array(schemas.briefLine).describe('What an editor wants first; on the first page.'),
        reports: z
          .array(z.object({ ...schemas.reportHead.shape, origin: z.string() }))
          .describe('On the first page; at most 50.'),
        statements: z.array(schemas.statement),
        conflicts: z
          .array(schemas.relation)
          .describe('Denials and conflicts, at most 20; on the first page.'),
        next: schemas.nextField,
      }),
    },
    (input) =>
      toolResult(async () => {
        const { stored, situation } = await storyAndSituation(store, input.story)
        const from = offsetOf(input.after)
        const first = from === 0
        const names = originNames(situation)
        const part = pageAt(situation.statements, from, input.limit)
        const statements = part.items.map((one) => statementOf({ ...one, story: stored.id }, names))
        const conflicts = first
          ? situation.relations
              .filter(({ kind }) => kind === 'denies' || kind === 'conflicts')
              .slice(0, 20)
              .map(relationOf)
          : []
        const reports = first
          ? situation.reports.slice(0, 50).map((one) => ({
              ...headOf({ ...one, story: stored.id }),
              origin: quotedName(names.get(one.origin) ?? one.origin),
            }))
          : []
        const story = storyOf(stored)
        const brief = first ? situation.stories.flatMap(({ id }) => briefOfStory(situation, id)) : []
        return answer(
          { story, brief, reports, statements, conflicts, ...(part.next ? { next: part.next } : {}) },
          [
            storyLine(story),
            ...briefLines(brief),
            ...statements.map(statementLines),
            ...conflicts.map(relationLines),
            ...moreLine(part.next),
          ],
        )
      }),
  )

  server.registerTool(
    'get_origins',
    {
      title: 'Get the origins of a statement',
      description:
        'On how many independent origins a statement rests, why other reports that have it are no origins of their own (copies, credits, relays, a source in common), who says it in which words, how its status moved, and what denies or confirms it. Corroboration is not truth.',
      annotations: readOnly,
      inputSchema: z.object({
        story: word,
        statement: word.describe('Its id in that story, from search_statements or get_story.'),
        after: after.describe('For more of its claims: the "next" of the answer before.'),
        limit,
      }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        statement: schemas.statement,
        origins: z.array(z.object({ name: z.string(), reports: z.array(z.string()) })),
        collapses: z.array(schemas.collapse).describe('Why reports do not count as origins; at most 50.'),
        history: z
          .array(z.object({ status: z.string(), published: z.string().optional(), passage: schemas.passage }))
          .describe('How its status moved, at most 50.'),
        relations: z.array(schemas.relation).describe('At most 20.'),
        next: schemas.nextField,
      }),
    },
    (input) =>
      toolResult(async () => {
        const { stored, situation } = await storyAndSituation(store, input.story)
        const found = situation.statements.find(({ id }) => id === input.statement)
        if (!found)
          throw new ToolError(
            `The story ${inQuotes(quotedName(input.story))} has no statement ${inQuotes(quotedName(input.statement))}: get_story lists those that it has; they may have changed since.`,
          )
        const names = originNames(situation)
        const part = pageAt(found.claims, offsetOf(input.after), input.limit)
        const whole: SituationStatement = { ...found, story: stored.id }
        const statement = {
          ...statementOf({ ...whole, claims: part.items }, names, input.limit),
          reports: statementOf(whole, names).reports,
        }
        const resting = new Map(situation.origins.map(({ id, reports }) => [id, reports]))
        const inStatement = new Set(found.claims.map(({ report }) => report))
        const origins = found.origins.slice(0, mostOrigins).map((origin) => ({
          name: quotedName(names.get(origin) ?? origin),
          reports: (resting.get(origin) ?? [])
            .filter((report) => inStatement.has(report))
            .slice(0, mostReportsOfOrigin),
        }))
        const all = found.origins.length + (found.leftOut?.origins ?? 0)
        const collapses = found.collapses.slice(0, 50).map((one) => ({
          report: one.report,
          origin: quotedName(names.get(one.origin) ?? one.origin),
          reason: one.reason,
          with: quotedName(one.with),
        }))
        const history = found.history.slice(0, 50).map((moment) => ({
          status: moment.status,
          ...(moment.published ? { published: moment.published } : {}),
          passage: passageAt(moment.report, moment.passage.span, moment.passage.text),
        }))
        const relations = situation.relations
          .filter(({ statements }) => statements.includes(found.id))
          .slice(0, 20)
          .map(relationOf)
        return answer(
          { statement, origins, collapses, history, relations, ...(part.next ? { next: part.next } : {}) },
          [
            `${all} origin${all === 1 ? '' : 's'} say${all === 1 ? 's' : ''} it: ${origins.map(({ name }) => inQuotes(name)).join(', ') || 'none at hand'}${all > origins.length ? ' and others' : ''}.`,
            ...statement.claims.map((claim) =>
              passageLines(
                claim.passage,
                `${claim.status}, ${claim.factuality}, ${claim.chain.map(inQuotes).join(' → ')} `,
              ),
            ),
            ...collapses.map(
              ({ report, reason, with: other }) =>
                `Report ${inQuotes(report)} is no origin of its own: ${reason}, ${inQuotes(other)}.`,
            ),
            ...relations.map(relationLines),
            ...moreLine(part.next),
          ],
        )
      }),
  )

  server.registerTool(
    'new_since',
    {
      title: 'What is new',
      description:
        'What changed in the database after a change number or a date: reports taken in, new versions, stories, corrections; of each report its first passages, of each version what it added. Keep "last" and give it as "since" the next time.',
      annotations: readOnly,
      inputSchema: z.object({
        since: z
          .union([z.int().min(0), z.string().max(40)])
          .describe(
            'A change number ("last" of the answer before), or a date in ISO 8601; 0 for everything.',
          ),
        story: asked,
        limit,
      }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        changes: z.array(
          z.object({
            number: z.int(),
            at: z.string(),
            kind: z.string(),
            report: schemas.reportHead.optional(),
            story: z.string().optional(),
            passages: z.array(schemas.passage),
          }),
        ),
        last: z.int().describe('Give it as "since" for what follows.'),
        more: z.boolean(),
      }),
    },
    (input) =>
      toolResult(async () => {
        const since = await changeNumber(store, input.since)
        const { chosen, last, more } = await changesAfter(store, since, input.story, input.limit)
        const changes = []
        for (const change of chosen) changes.push(await changeOf(store, change))
        return answer({ changes, last, more }, [
          changes.length === 0 ? 'Nothing is new.' : `${changes.length} changes, up to number ${last}:`,
          ...changes.flatMap((change) => [
            `${change.number}, ${change.at}: ${change.kind}${change.report ? ` ${inQuotes(change.report.id)}${change.report.publisher ? ` of ${inQuotes(change.report.publisher)}` : ''}` : ''}${change.story ? `, story ${inQuotes(change.story)}` : ''}`,
            ...change.passages.map((one) => passageLines(one)),
          ]),
          ...(more ? [`More follows: ask again with "since": ${last}.`] : []),
        ])
      }),
  )
}

function dateOf(name: string, written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const date = isoDate(written)
  if (date === undefined) throw new ToolError(`"${name}" takes a date such as 2026-03-11.`)
  return date
}

async function storyAndSituation(store: Store, id: string) {
  // The situation first: by then the story's counts are those of it.
  const situation = await store.situation(id)
  const stored = situation && (await store.story(id))
  if (!stored || !situation)
    throw new ToolError(
      `There is no story ${inQuotes(quotedName(id))}: list_stories gives those that there are.`,
    )
  return { stored, situation }
}

/** The statement of each claim in some stories: by report and claim. */
async function statementsOf(store: Store, stories: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const id of stories)
    for (const statement of (await store.situation(id))?.statements ?? [])
      for (const { report, claim } of statement.claims) found.set(`${report} ${claim}`, statement.id)
  return found
}

/** The number of the last change before a date, found by halving: changes stand in the order of time. */
async function changeNumber(store: Store, since: number | string): Promise<number> {
  if (typeof since === 'number') return since
  const date = isoDate(since)
  const at = date === undefined ? Number.NaN : Date.parse(date)
  if (Number.isNaN(at))
    throw new ToolError('"since" takes a change number, or a date such as 2026-03-11T08:00:00Z.')
  let low = 0
  let high = await store.lastChange()
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [change] = await store.changes(middle, 1)
    if (change && Date.parse(change.at) < at) low = change.number
    else high = middle
  }
  return low
}

const scanned = 5000

/** The next changes, of one story if one is given, and the number up to which was looked. */
async function changesAfter(
  store: Store,
  since: number,
  story: string | undefined,
  most: number,
): Promise<{ chosen: Change[]; last: number; more: boolean }> {
  const chosen: Change[] = []
  let last = since
  for (let looked = 0; looked < scanned; ) {
    const changes = await store.changes(last, 200)
    if (changes.length === 0) return { chosen, last, more: false }
    for (const change of changes) {
      if (chosen.length === most) return { chosen, last, more: true }
      last = change.number
      looked++
      if (story === undefined || change.story === story) chosen.push(change)
    }
  }
  return { chosen, last, more: true }
}

const firstPassages = 3

async function changeOf(store: Store, change: Change) {
  const { number, at, kind, report: id, story } = change
  const stored = id === undefined ? undefined : await store.report(id)
  let passages: QuotedPassage[] = []
  if (stored && kind === 'report') {
    const { items } = await store.claims({ report: stored.id }, { limit: firstPassages })
    passages = items.map(({ report, span, text }) => passageAt(report, span, text))
  }
  if (stored && kind === 'version') {
    const difference = (await store.versions(stored.id)).at(-1)?.difference
    passages = [...(difference?.added ?? []), ...(difference?.changed ?? []).map(({ after: now }) => now)]
      .slice(0, firstPassages)
      .map(({ span, text }) => passageAt(stored.id, span, text))
  }
  return {
    number,
    at,
    kind,
    ...(stored ? { report: headOf(stored) } : {}),
    ...(story ? { story } : {}),
    passages,
  }
}
