import { forJson, forTerminal } from '../output/neutralise.ts'
import { renderSituationDossier } from '../output/situation-dossier.ts'
import { renderSituationMarkdown } from '../output/situation-markdown.ts'
import { renderSituationText } from '../output/situation-text.ts'
import { newSince } from '../situation/new-since.ts'
import { oneOf } from './analyse-inputs.ts'
import { openOutput, refuseBytesOnTerminal } from './output-target.ts'
import { readerLanguage } from './reader-language.ts'
import { dateFrom } from './search-command.ts'
import { terminalWidth, wantsColour } from './terminal.ts'
import { type DatabaseOptions, withStore } from './with-store.ts'

export interface StoryOptions extends DatabaseOptions {
  format?: string
  since?: string
  output?: string
  color?: boolean
  /** Language of Selon's own words. */
  interface?: string
}

/** `selon story`: the situation of one story, what is new first where a date is given; as JSON, that alone. Exit code 1 where there is no such story. */
export async function storyCommand(id: string, options: StoryOptions): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', [
    'text',
    'json',
    'markdown',
    'html',
    'docx',
    'stix',
  ] as const)
  const language = readerLanguage(options.interface)
  const since = dateFrom('since', options.since)
  refuseBytesOnTerminal(format, options.output)
  const output = openOutput(options.output)
  return withStore(options, async (store) => {
    // Kept, so that it is not worked out again each time.
    await store.refresh(undefined, id)
    const situation = await store.situation(id)
    const story = await store.story(id)
    if (!situation || !story) {
      process.stderr.write(
        `selon: There is no story "${forTerminal(id)}" in the database: selon stories lists them.\n`,
      )
      await output.abandon()
      return 1
    }
    const news = since === undefined ? undefined : newSince(situation, since)
    if (format === 'json') {
      const shown = news ? { story: story.id, since, news } : situation
      await output.write(`${forJson(JSON.stringify(shown, null, 2))}\n`)
    } else if (format === 'markdown') await output.write(renderSituationMarkdown(situation, since, language))
    else if (format === 'html') await output.write(renderSituationDossier(situation, since, language))
    else if (format === 'docx')
      await output.write(
        await (await import('../output/docx.ts')).renderSituationDocx(situation, since, language),
      )
    else if (format === 'stix')
      await output.write(
        `${forJson(JSON.stringify((await import('../output/stix.ts')).renderSituationStix(situation), null, 2))}\n`,
      )
    else if (news?.length === 0) {
      const undated = situation.reports.filter(({ published }) => published === undefined).length
      const left = undated > 0 ? ` (${undated} of its reports bear no date.)` : ''
      await output.write(`Nothing is new in ${story.id} since ${forTerminal(since ?? '')}.${left}\n`)
    } else
      await output.write(
        renderSituationText(situation, {
          colour: wantsColour(options.color, options.output === undefined && process.stdout.isTTY === true),
          width: terminalWidth(),
          language,
          ...(since === undefined ? {} : { since }),
        }),
      )
    await output.finish()
    return 0
  })
}
