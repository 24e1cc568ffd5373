import { type Language, languages } from '../contract/analysis.ts'
import type { StoredStory } from '../contract/api.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import { oneOf } from './analyse-inputs.ts'
import { note } from './notes.ts'
import { openOutput } from './output-target.ts'
import { countFrom, type DatabaseOptions, itemsOf, sayIfEmpty, withStore } from './with-store.ts'

export interface StoriesOptions extends DatabaseOptions {
  format?: string
  language?: string
  about?: string
  limit?: string
  output?: string
  /** Group the last reports anew first: so many, or how many Selon thinks right. */
  settle?: string | true
}

/** `selon stories`: the stories in the database, the last changed first; with jsonl one line a report. */
export async function storiesCommand(options: StoriesOptions): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', ['text', 'json', 'jsonl'] as const)
  const limit = countFrom('limit', options.limit)
  const filter = {
    ...(options.language === undefined
      ? {}
      : { language: oneOf<Language>('language', options.language, languages) }),
    ...(options.about === undefined ? {} : { text: options.about }),
  }
  const output = openOutput(options.output)
  return withStore(options, async (store) => {
    const empty = await sayIfEmpty(store)
    if (options.settle !== undefined) {
      const most = options.settle === true ? undefined : countFrom('settle', options.settle)
      const { reports, moved } = await store.settle(most)
      note(
        `${counted(reports, 'report was', 'reports were')} grouped anew: ${counted(moved, 'goes', 'go')} into another story.`,
      )
    }
    // A list of all stories is asked for once, and may take a moment to be up to date.
    if (!empty && format !== 'jsonl') await store.refresh(2000)
    const stories: StoredStory[] = []
    for await (const story of itemsOf((page) => store.stories(filter, page), limit)) {
      if (format === 'text') await output.write(storyLines(story))
      else if (format === 'json') stories.push(story)
      else
        for await (const report of itemsOf((page) => store.reports({ story: story.id }, page)))
          await output.write(`${forJson(JSON.stringify({ id: report.id, story: story.id }))}\n`)
    }
    if (format === 'json') await output.write(`${forJson(JSON.stringify(stories, null, 2))}\n`)
    await output.finish()
    return 0
  })
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

function storyLines(story: StoredStory): string {
  const day = (date: string) => date.slice(0, 10)
  const { first, last } = story
  const facts = [
    counted(story.reports, 'report', 'reports'),
    counted(story.origins, 'origin', 'origins'),
    ...(story.conflicts > 0 ? [counted(story.conflicts, 'conflict', 'conflicts')] : []),
    ...(story.hearsay > 0 ? [`${Math.round(story.hearsay * 100)} % hearsay`] : []),
    story.languages.join(' '),
    ...(first && last ? [day(first) === day(last) ? day(first) : `${day(first)} to ${day(last)}`] : []),
  ]
  return `${story.id.padEnd(6)}  ${forTerminal(story.title)}\n        ${forTerminal(facts.join(' · '))}\n`
}
