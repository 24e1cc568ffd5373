import type { Analysis } from '../engine/analysis.ts'
import { renderDossier } from '../output/dossier.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import { renderSituationMarkdown } from '../output/situation-markdown.ts'
import { renderSituationText } from '../output/situation-text.ts'
import type { Passage, Situation } from '../situation/situation.ts'
import type { Store } from '../store/store.ts'
import { oneOf } from './analyse-inputs.ts'
import { openOutput } from './output-target.ts'
import { dateFrom } from './search-command.ts'
import { UsageError } from './usage-error.ts'
import { type DatabaseOptions, itemsOf, withStore } from './with-store.ts'

export interface StoryOptions extends DatabaseOptions {
  format?: string
  since?: string
  output?: string
  color?: boolean
}

/** What a story has since a moment: reports and versions, and the statements that nobody had made before. */
interface News {
  story: string
  since: string
  reports: {
    report: string
    what: 'report' | 'version'
    received: string
    title?: string
    publisher?: string
  }[]
  statements: { statement: string; origins: number; passages: Passage[] }[]
}

/** `selon story`: the situation of one story, or what is new in it. Exit code 1 where there is no such story. */
export async function storyCommand(id: string, options: StoryOptions): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', ['text', 'json', 'markdown', 'html'] as const)
  const since = dateFrom('since', options.since)
  if (since !== undefined && format !== 'text' && format !== 'json')
    throw new UsageError('--since goes with --format text or json.')
  const output = openOutput(options.output)
  return withStore(options, async (store) => {
    const situation = await store.situation(id)
    const story = await store.story(id)
    if (!situation || !story) {
      process.stderr.write(
        `selon: There is no story "${forTerminal(id)}" in the database: selon stories lists them.\n`,
      )
      await output.abandon()
      return 1
    }
    if (since !== undefined) {
      const news = await newsOf(store, story.id, situation, since)
      await output.write(format === 'json' ? `${forJson(JSON.stringify(news, null, 2))}\n` : newsLines(news))
    } else if (format === 'json') await output.write(`${forJson(JSON.stringify(situation, null, 2))}\n`)
    else if (format === 'markdown') await output.write(renderSituationMarkdown(situation))
    else if (format === 'html') {
      const analyses: Analysis[] = []
      for (const { id: report } of situation.reports) {
        const analysis = await store.analysis(report)
        if (analysis) analyses.push(analysis)
      }
      await output.write(renderDossier(analyses))
    } else
      await output.write(
        renderSituationText(situation, {
          colour:
            options.color !== false &&
            (options.output === undefined && process.stdout.isTTY
              ? !process.env['NO_COLOR']
              : Boolean(process.env['FORCE_COLOR'])),
          width: process.stdout.columns ?? 100,
        }),
      )
    await output.finish()
    return 0
  })
}

async function newsOf(store: Store, story: string, situation: Situation, since: string): Promise<News> {
  const moment = Date.parse(since)
  const isNew = (received: string) => Date.parse(received) >= moment
  const reports: News['reports'] = []
  /** Reports that are new as a whole, and words that versions brought. */
  const whole = new Set<string>()
  const brought = new Map<string, Set<string>>()
  for await (const report of itemsOf((page) => store.reports({ story }, page))) {
    const [first, ...later] = await store.versions(report.id)
    const versions = later.filter(({ received }) => isNew(received))
    const what = first && isNew(first.received) ? 'report' : versions.length > 0 ? 'version' : undefined
    if (!what) continue
    if (what === 'report') whole.add(report.id)
    else
      brought.set(
        report.id,
        new Set(versions.flatMap(({ difference }) => difference?.added.map(({ text }) => text) ?? [])),
      )
    reports.push({
      report: report.id,
      what,
      received: what === 'report' ? first.received : versions[versions.length - 1].received,
      ...(report.title === undefined ? {} : { title: report.title }),
      ...(report.publisher === undefined ? {} : { publisher: report.publisher }),
    })
  }
  const statements = situation.statements.flatMap(({ id, claims, origins }) =>
    claims.every(({ report, passage }) => whole.has(report) || brought.get(report)?.has(passage.text))
      ? [{ statement: id, origins: origins.length, passages: claims.map(({ passage }) => passage) }]
      : [],
  )
  return { story, since, reports: reports.reverse(), statements }
}

function newsLines({ story, since, reports, statements }: News): string {
  if (reports.length === 0) return `Nothing is new in ${story} since ${forTerminal(since)}.\n`
  const lines = [`New in ${story} since ${forTerminal(since)}`, '']
  for (const { report, what, publisher, title } of reports)
    lines.push(`  ${what.padEnd(7)}  ${forTerminal([publisher, title ?? report].filter(Boolean).join(': '))}`)
  if (statements.length > 0) lines.push('', 'Said for the first time')
  for (const { passages, origins } of statements) {
    const [first] = passages
    lines.push(`  “${forTerminal(first.text)}”`)
    lines.push(
      `      ${forTerminal(first.report)}, ${first.span.join('–')} · ${origins} ${origins === 1 ? 'origin' : 'origins'}`,
    )
  }
  return `${lines.join('\n')}\n`
}
