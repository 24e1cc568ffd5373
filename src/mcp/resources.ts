import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { renderMarkdown } from '../output/markdown.ts'
import { renderSituationMarkdown } from '../output/situation-markdown.ts'
import { textGoneSentence } from '../output/text-gone.ts'
import type { Store } from '../store/store.ts'
import { notice, quotedName } from './quoted-data.ts'

/** Reports and stories that a list of resources names, the last ones first. */
const mostListed = 50
/** Code units of a resource's text: what is longer is cut, and says so. */
const longest = 200_000
const markdown = 'text/markdown'

/**
 * What a client may read without a tool: reports and stories as Markdown, and the schemas of the tools' structured answers.
 * Whatever comes from a report is neutralised by the Markdown, and stands behind the notice that it is data.
 * @param answers schemas of the tools' answers, by the tools' names
 */
export function addResources(
  server: McpServer,
  store: Store,
  answers: ReadonlyMap<string, z.ZodObject>,
): void {
  const page = { limit: mostListed }
  const text = (uri: URL, words: string, mimeType = markdown) => ({
    contents: [{ uri: uri.href, mimeType, text: words }],
  })
  const cut = (words: string) => {
    const whole = `> ${notice}\n\n${words}`
    return whole.length > longest
      ? `${whole.slice(0, longest).toWellFormed()}\n\n*(Cut here: ask the tools for the rest.)*\n`
      : whole
  }
  const missing = (what: string, id: string) =>
    new Error(`There is no ${what} ${JSON.stringify(quotedName(id))}.`)

  server.registerResource(
    'report',
    new ResourceTemplate('selon://reports/{id}', {
      list: async () => ({
        resources: (await store.reports({}, page)).items.map(({ id, title, publisher }) => ({
          uri: `selon://reports/${encodeURIComponent(id)}`,
          name: quotedName(title ?? id),
          ...(publisher ? { description: `A report of ${JSON.stringify(quotedName(publisher))}.` } : {}),
          mimeType: markdown,
        })),
      }),
    }),
    { title: 'A report', description: 'Who says what in a report, with its words.', mimeType: markdown },
    async (uri, { id }) => {
      const name = decodeURIComponent(String(id))
      const analysis = await store.analysis(name)
      const gone = analysis ? undefined : (await store.report(name))?.textGone
      if (gone) return text(uri, textGoneSentence(gone, 'en'))
      if (!analysis) throw missing('report', name)
      return text(uri, cut(renderMarkdown(analysis)))
    },
  )
  server.registerResource(
    'story',
    new ResourceTemplate('selon://stories/{id}', {
      list: async () => ({
        resources: (await store.stories({}, page)).items.map(({ id, title }) => ({
          uri: `selon://stories/${encodeURIComponent(id)}`,
          name: quotedName(title),
          mimeType: markdown,
        })),
      }),
    }),
    {
      title: 'A story',
      description: 'What the reports of a story say together: brief, statements, origins, disputes.',
      mimeType: markdown,
    },
    async (uri, { id }) => {
      const name = decodeURIComponent(String(id))
      const situation = await store.situation(name)
      if (!situation) throw missing('story', name)
      return text(uri, cut(renderSituationMarkdown(situation)))
    },
  )
  server.registerResource(
    'answer',
    new ResourceTemplate('selon://answers/{tool}', { list: undefined }),
    {
      title: 'Schema of an answer',
      description: 'JSON Schema of the structured answer of a tool, field by field.',
      mimeType: 'application/schema+json',
    },
    (uri, { tool }) => {
      const schema = answers.get(String(tool))
      if (!schema) throw missing('tool', String(tool))
      return text(uri, JSON.stringify(z.toJSONSchema(schema)), 'application/schema+json')
    },
  )
}
