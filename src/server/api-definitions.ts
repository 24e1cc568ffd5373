import { z } from '@hono/zod-openapi'
import { acts, eventStatuses, eventTypes, sourceKinds } from '../contract/analysis.ts'
import { csvTables, exportFormats } from '../contract/api.ts'
import {
  analysisSchema,
  basisSchema,
  changeSchema,
  exportedAnnotationsSchema,
  exportedJsonSchema,
  exportedPlacesSchema,
  factualitySchema,
  feedOutcomeSchema,
  ingestedSchema,
  languageSchema,
  newCorrectionSchema,
  pageOf,
  reliabilitySchema,
  reportSchema,
  reportVersionSchema,
  searchHitSchema,
  situationSchema,
  statementSchema,
  statusSchema,
  storedAttributionSchema,
  storedClaimSchema,
  storedCorrectionSchema,
  storedEntitySchema,
  storedEventSchema,
  storedFeedSchema,
  storedPlaceSchema,
  storedReportSchema,
  storedSourceSchema,
  storedStorySchema,
  storedTimeSchema,
  storyNewsSchema,
} from './api-schemas.ts'
import { operation } from './operation.ts'

/** A whole number written in a query. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, `Give a whole number from ${least} to ${most}.`)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .openapi({ type: 'integer', minimum: least, maximum: most })
const yesOrNo = z.enum(['true', 'false']).transform((value) => value === 'true')
const words = z.string().min(1).max(1000)
const date = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/,
    'Write a date as 2026-03-02 or 2026-03-02T18:30:00Z.',
  )
  .openapi({ description: 'ISO 8601: published from (inclusive), or before.' })
const largestChange = 2_147_483_647

const byId = z.object({ id: words })
const page = {
  after: z.string().max(4000).optional().openapi({ description: 'What the page before gave as "next".' }),
  limit: wholeNumber(1, 500).optional().openapi({ description: '1 to 500; 50 if not given.' }),
}
const reportFilter = {
  story: words.optional(),
  language: languageSchema.optional(),
  publisher: words.optional(),
  from: date.optional(),
  to: date.optional(),
}
const inReport = { report: words.optional(), story: words.optional() }
const query = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape)

const address = z
  .string()
  .max(2048)
  .regex(/^https?:\/\/\S+$/i, 'Give an address such as https://example.org/article.')
/** Most UTF-16 units of a report that is sent in; about half a million words. */
export const longestText = 3_000_000

const newReport = z.union([
  z.strictObject({ address }).openapi('ReportAtAddress'),
  z
    .strictObject({
      text: z.string().min(1).max(longestText),
      title: z.string().max(2000).optional(),
      publisher: z.string().max(500).optional(),
      authors: z.array(z.string().max(500)).max(100).optional(),
      published: z.string().max(100).optional(),
      language: z
        .string()
        .max(20)
        .optional()
        .openapi({ description: 'fr, en or es; told from the text if not given.' }),
      url: z.string().max(2048).optional(),
      id: z.string().min(1).max(1000).optional(),
    })
    .openapi('ReportInWords'),
])
export type NewReport = z.infer<typeof newReport>

const exportQuery = query({
  format: z.enum(exportFormats),
  report: words.optional(),
  story: words.optional(),
  all: z.enum(['', '1', 'true']).optional().openapi({ description: 'Every report in the database.' }),
  table: z.enum(csvTables).optional().openapi({ description: 'With csv; claims if not given.' }),
  excel: yesOrNo
    .optional()
    .openapi({ description: 'With csv: begins with a byte order mark, by which Excel knows accents.' }),
})

/** Every operation of the API, by name. */
export const operations = {
  listReports: operation({
    id: 'listReports',
    method: 'get',
    path: '/api/reports',
    tag: 'Reports',
    summary: 'Reports, last taken in first',
    query: query({ ...reportFilter, feed: words.optional(), ...page }),
    answer: pageOf(storedReportSchema),
    conditional: true,
  }),
  addReport: operation({
    id: 'addReport',
    method: 'post',
    path: '/api/reports',
    tag: 'Reports',
    summary: 'Read a report and keep it',
    description:
      'By its words, or by an address, which this server fetches; addresses in private networks are refused. The same report twice changes nothing.',
    body: newReport,
    answer: ingestedSchema,
    creates: true,
    heavy: true,
  }),
  getReport: operation({
    id: 'getReport',
    method: 'get',
    path: '/api/reports/{id}',
    tag: 'Reports',
    summary: 'What is known of a report, without its text',
    params: byId,
    answer: storedReportSchema,
    conditional: true,
  }),
  deleteReport: operation({
    id: 'deleteReport',
    method: 'delete',
    path: '/api/reports/{id}',
    tag: 'Reports',
    summary: 'Delete a report for good, with all that came from it',
    params: byId,
  }),
  getAnalysis: operation({
    id: 'getAnalysis',
    method: 'get',
    path: '/api/reports/{id}/analysis',
    tag: 'Reports',
    summary: 'The analysis of a report, with its text',
    params: byId,
    query: query({
      version: wholeNumber(1, 1_000_000).optional(),
      corrected: yesOrNo
        .optional()
        .openapi({ description: 'With people’s corrections laid over it, unless it is false.' }),
    }),
    answer: analysisSchema,
    conditional: true,
  }),
  listVersions: operation({
    id: 'listVersions',
    method: 'get',
    path: '/api/reports/{id}/versions',
    tag: 'Reports',
    summary: 'The versions of a report, each with its difference from the one before, told in claims',
    params: byId,
    answer: z.object({ items: z.array(reportVersionSchema) }),
    conditional: true,
  }),
  readAddress: operation({
    id: 'readAddress',
    method: 'post',
    path: '/api/read',
    tag: 'Reports',
    summary: 'Fetch the report at an address and give its words; nothing is kept',
    body: z.strictObject({ address }),
    answer: reportSchema,
    heavy: true,
  }),

  listStories: operation({
    id: 'listStories',
    method: 'get',
    path: '/api/stories',
    tag: 'Stories',
    summary: 'Stories, last changed first',
    query: query({
      language: languageSchema.optional(),
      text: words.optional(),
      changedAfter: wholeNumber(0, largestChange)
        .optional()
        .openapi({ description: 'Those changed after this change number alone.' }),
      ...page,
    }),
    answer: pageOf(storedStorySchema),
    conditional: true,
  }),
  getStory: operation({
    id: 'getStory',
    method: 'get',
    path: '/api/stories/{id}',
    tag: 'Stories',
    summary: 'One story',
    params: byId,
    answer: storedStorySchema,
    conditional: true,
  }),
  getSituation: operation({
    id: 'getSituation',
    method: 'get',
    path: '/api/stories/{id}/situation',
    tag: 'Stories',
    summary: 'The reports of a story put side by side: statements, origins, copies, conflicts',
    params: byId,
    answer: situationSchema,
    conditional: true,
  }),
  getStoryNews: operation({
    id: 'getStoryNews',
    method: 'get',
    path: '/api/stories/{id}/new',
    tag: 'Stories',
    summary: 'What a story has that it had not then, each with its passage',
    params: byId,
    query: query({
      since: z.union([wholeNumber(0, largestChange), date]).openapi({
        type: 'string',
        pattern:
          '^(\\d{1,9}|\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}:\\d{2})?)?)$',
        description: 'A change number, as status or changes gave it, or a moment (ISO 8601).',
      }),
    }),
    answer: storyNewsSchema,
    conditional: true,
  }),

  search: operation({
    id: 'search',
    method: 'get',
    path: '/api/search',
    tag: 'Search',
    summary: 'Full-text search by the stems of words; words in quotation marks stand together',
    query: query({
      q: words,
      ...reportFilter,
      feed: words.optional(),
      kind: z.enum(['report', 'claim']).optional(),
      ...page,
    }),
    answer: pageOf(searchHitSchema),
    conditional: true,
  }),

  listClaims: operation({
    id: 'listClaims',
    method: 'get',
    path: '/api/claims',
    tag: 'Findings',
    summary: 'Claims, each with who vouches for it and how surely',
    query: query({
      ...inReport,
      basis: basisSchema.optional(),
      factuality: factualitySchema.optional(),
      source: words.optional(),
      ...page,
    }),
    answer: pageOf(storedClaimSchema),
    conditional: true,
  }),
  listAttributions: operation({
    id: 'listAttributions',
    method: 'get',
    path: '/api/attributions',
    tag: 'Findings',
    summary: 'Who said what, in whose words',
    query: query({
      ...inReport,
      kind: z.enum(sourceKinds).optional(),
      source: words.optional(),
      act: z.enum(acts).optional(),
      ...page,
    }),
    answer: pageOf(storedAttributionSchema),
    conditional: true,
  }),
  listEvents: operation({
    id: 'listEvents',
    method: 'get',
    path: '/api/events',
    tag: 'Findings',
    summary: 'Events (PLOVER): who did what to whom, where and when',
    query: query({
      ...inReport,
      type: z.enum(eventTypes).optional(),
      status: z.enum(eventStatuses).optional(),
      entity: words.optional(),
      ...page,
    }),
    answer: pageOf(storedEventSchema),
    conditional: true,
  }),
  listPlaces: operation({
    id: 'listPlaces',
    method: 'get',
    path: '/api/places',
    tag: 'Findings',
    summary: 'Places named, with coordinates where they are known',
    query: query({ ...inReport, country: words.optional(), name: words.optional(), ...page }),
    answer: pageOf(storedPlaceSchema),
    conditional: true,
  }),
  listTimes: operation({
    id: 'listTimes',
    method: 'get',
    path: '/api/times',
    tag: 'Findings',
    summary: 'Times meant (TIMEX3)',
    query: query({ ...inReport, from: date.optional(), to: date.optional(), ...page }),
    answer: pageOf(storedTimeSchema),
    conditional: true,
  }),
  listStatements: operation({
    id: 'listStatements',
    method: 'get',
    path: '/api/statements',
    tag: 'Findings',
    summary:
      'Statements of stories: the same claim of several reports, with its origins and how its status moved',
    query: query({ ...inReport, ...page }),
    answer: pageOf(statementSchema),
    conditional: true,
  }),
  listEntities: operation({
    id: 'listEntities',
    method: 'get',
    path: '/api/entities',
    tag: 'Findings',
    summary: 'People, organisations, places … most reports first',
    query: query({ ...inReport, text: words.optional(), type: words.optional(), ...page }),
    answer: pageOf(storedEntitySchema),
    conditional: true,
  }),
  getEntity: operation({
    id: 'getEntity',
    method: 'get',
    path: '/api/entities/{id}',
    tag: 'Findings',
    summary: 'One entity',
    params: byId,
    answer: storedEntitySchema,
    conditional: true,
  }),

  listSources: operation({
    id: 'listSources',
    method: 'get',
    path: '/api/sources',
    tag: 'Sources',
    summary: 'Outlets and sources that were cited, with your own rating',
    query: query({ text: words.optional(), ...page }),
    answer: pageOf(storedSourceSchema),
    conditional: true,
  }),
  rateSource: operation({
    id: 'rateSource',
    method: 'put',
    path: '/api/sources/{name}/rating',
    tag: 'Sources',
    summary: 'Rate a source on the Admiralty scale, or take the rating away (null)',
    params: z.object({ name: words }),
    body: z.strictObject({ rating: reliabilitySchema.nullable(), note: z.string().max(10_000).optional() }),
  }),

  listCorrections: operation({
    id: 'listCorrections',
    method: 'get',
    path: '/api/corrections',
    tag: 'Corrections',
    summary: 'Corrections that people made, last first',
    query: query({ ...inReport, undone: yesOrNo.optional(), ...page }),
    answer: pageOf(storedCorrectionSchema),
    conditional: true,
  }),
  addCorrection: operation({
    id: 'addCorrection',
    method: 'post',
    path: '/api/corrections',
    tag: 'Corrections',
    summary: 'Correct what is wrong; it survives a new analysis, and can be undone',
    body: newCorrectionSchema,
    answer: storedCorrectionSchema,
    creates: true,
  }),
  undoCorrection: operation({
    id: 'undoCorrection',
    method: 'delete',
    path: '/api/corrections/{id}',
    tag: 'Corrections',
    summary: 'Take a correction back',
    params: byId,
  }),

  listChanges: operation({
    id: 'listChanges',
    method: 'get',
    path: '/api/changes',
    tag: 'Changes',
    summary: 'What changed after a change number, in order',
    query: query({ after: wholeNumber(0, largestChange).optional(), limit: wholeNumber(1, 500).optional() }),
    answer: z.object({
      items: z.array(changeSchema),
      last: z.int().min(0).openapi({ description: 'Number of the last change of all.' }),
    }),
    conditional: true,
  }),
  streamChanges: operation({
    id: 'streamChanges',
    method: 'get',
    path: '/api/changes/stream',
    tag: 'Changes',
    summary: 'Changes as they come, as server-sent events',
    description:
      'Each event is named "change", has the change number as its id and a Change as its data. It begins after Last-Event-ID or "after", else with the next change.',
    query: query({ after: wholeNumber(0, largestChange).optional() }),
    media: { 'text/event-stream': 'text' },
  }),

  listFeeds: operation({
    id: 'listFeeds',
    method: 'get',
    path: '/api/feeds',
    tag: 'Feeds',
    summary: 'The feeds that are followed',
    answer: z.object({ items: z.array(storedFeedSchema) }),
    conditional: true,
  }),
  addFeed: operation({
    id: 'addFeed',
    method: 'post',
    path: '/api/feeds',
    tag: 'Feeds',
    summary: 'Follow a feed, or every feed of an OPML list',
    body: z.union([
      z.strictObject({ address }).openapi('FeedAtAddress'),
      z.strictObject({ opml: z.string().min(1).max(2_000_000) }).openapi('FeedsInOpml'),
    ]),
    answer: z.object({ items: z.array(storedFeedSchema) }),
    creates: true,
  }),
  changeFeed: operation({
    id: 'changeFeed',
    method: 'patch',
    path: '/api/feeds/{id}',
    tag: 'Feeds',
    summary: 'Pause a feed, go on with it, or give it another title',
    params: byId,
    body: z.strictObject({ paused: z.boolean().optional(), title: z.string().max(500).optional() }),
    answer: storedFeedSchema,
  }),
  removeFeed: operation({
    id: 'removeFeed',
    method: 'delete',
    path: '/api/feeds/{id}',
    tag: 'Feeds',
    summary: 'Follow a feed no more; its reports stay',
    params: byId,
  }),
  askFeed: operation({
    id: 'askFeed',
    method: 'post',
    path: '/api/feeds/{id}/ask',
    tag: 'Feeds',
    summary: 'Ask a feed now',
    params: byId,
    answer: feedOutcomeSchema,
    heavy: true,
  }),

  export: operation({
    id: 'export',
    method: 'get',
    path: '/api/export',
    tag: 'Export',
    summary: 'A report, a story or everything as a file',
    description: 'Name one of report, story and all.',
    query: exportQuery,
    media: {
      'application/json': exportedJsonSchema,
      'application/jsonl': 'text',
      'application/geo+json': exportedPlacesSchema,
      'application/ld+json': exportedAnnotationsSchema,
      'application/xml': 'text',
      'text/markdown': 'text',
      'text/html': 'text',
      'text/csv': 'text',
    },
    heavy: true,
  }),

  getStatus: operation({
    id: 'getStatus',
    method: 'get',
    path: '/api/status',
    tag: 'Server',
    summary: 'Version, counts, and number of the last change',
    answer: statusSchema,
    conditional: true,
  }),
  beginSession: operation({
    id: 'beginSession',
    method: 'post',
    path: '/api/session',
    tag: 'Server',
    summary: 'Give the token and get a session cookie, for a browser',
    open: true,
    body: z.strictObject({ token: z.string().max(1000) }),
  }),
  endSession: operation({
    id: 'endSession',
    method: 'delete',
    path: '/api/session',
    tag: 'Server',
    summary: 'End the session',
  }),
  getHealth: operation({
    id: 'getHealth',
    method: 'get',
    path: '/health',
    tag: 'Server',
    summary: 'Whether the server and its database answer; told without a token, too',
    open: true,
    answer: z.object({ status: z.literal('ok') }),
  }),
  getMetrics: operation({
    id: 'getMetrics',
    method: 'get',
    path: '/metrics',
    tag: 'Server',
    summary: 'Counts for Prometheus',
    media: { 'text/plain': 'text' },
  }),
} as const
