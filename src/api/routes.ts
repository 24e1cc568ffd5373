/** One route of the API, as data: no schema, no code, so that a page can import it. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** With the names of its parameters in braces. */
  path: string
  tag: string
  summary: string
  description?: string
  /** Names of the parameters of its query. */
  query?: readonly string[]
  /** That it takes a body of JSON, and how long a one: a token, as usual, or a report or list. */
  body?: 'token' | 'usual' | 'long'
  /** JSON, nothing (204), or a file or stream of its own media type. */
  gives: 'json' | 'nothing' | 'media'
  /** Also answers 201, where something was made. */
  creates?: true
  /**
   * Answers with an ETag, and 304 to the one given back in If-None-Match. It is of the last change; or of the content,
   * where that is worked out between two changes or is not counted as one.
   */
  conditional?: 'change' | 'content'
  /** Answers without a token, too. */
  open?: true
  /** Does more than look something up: counted apart where requests are counted. */
  heavy?: true
}

const page = ['after', 'limit'] as const
const ofReports = ['story', 'language', 'publisher', 'from', 'to', 'feed'] as const
const inReport = ['report', 'story'] as const
/** What the ledger can be asked for; its desk's address and its exports take the same. */
export const ofLedger = [
  'text',
  'speaker',
  'role',
  'voice',
  'outlet',
  'source',
  'certainty',
  'status',
  'opposition',
  'origins',
  'place',
  'when',
  'language',
  'story',
  'report',
  'from',
  'to',
  'received',
  'once',
  'order',
] as const

/** Every route of the API, by the name of its operation. What each takes and gives stands in operations.ts. */
export const routes = {
  listReports: {
    method: 'get',
    path: '/api/reports',
    tag: 'Reports',
    summary: 'Reports, last taken in first',
    query: [...ofReports, ...page],
    gives: 'json',
    conditional: 'change',
  },
  addReport: {
    method: 'post',
    path: '/api/reports',
    tag: 'Reports',
    summary: 'Read a report and keep it',
    description:
      'By its words, or by an address, which this server fetches; addresses in private networks are refused. The same report twice changes nothing.',
    body: 'long',
    gives: 'json',
    creates: true,
    heavy: true,
  },
  getReport: {
    method: 'get',
    path: '/api/reports/{id}',
    tag: 'Reports',
    summary: 'What is known of a report, without its text',
    gives: 'json',
    conditional: 'change',
  },
  readCarefully: {
    method: 'post',
    path: '/api/reports/{id}/careful',
    tag: 'Reports',
    summary:
      'Have the careful reader read a report before its turn, if it has not; waits for it and gives the report',
    gives: 'json',
    heavy: true,
  },
  deleteReport: {
    method: 'delete',
    path: '/api/reports/{id}',
    tag: 'Reports',
    summary: 'Delete a report for good, with all that came from it',
    gives: 'nothing',
  },
  getAnalysis: {
    method: 'get',
    path: '/api/reports/{id}/analysis',
    tag: 'Reports',
    summary: 'The analysis of a report, with its text',
    query: ['version', 'corrected'],
    gives: 'json',
    conditional: 'change',
  },
  listVersions: {
    method: 'get',
    path: '/api/reports/{id}/versions',
    tag: 'Reports',
    summary: 'The versions of a report, each with its difference from the one before, told in claims',
    gives: 'json',
    conditional: 'change',
  },
  readAddress: {
    method: 'post',
    path: '/api/read',
    tag: 'Reports',
    summary: 'Fetch the report at an address and give its words; nothing is kept',
    body: 'usual',
    gives: 'json',
    heavy: true,
  },

  listStories: {
    method: 'get',
    path: '/api/stories',
    tag: 'Stories',
    summary: 'Stories, last changed first',
    query: ['language', 'text', 'changedAfter', ...page],
    gives: 'json',
    conditional: 'content',
  },
  getStory: {
    method: 'get',
    path: '/api/stories/{id}',
    tag: 'Stories',
    summary: 'One story',
    gives: 'json',
    conditional: 'content',
  },
  getSituation: {
    method: 'get',
    path: '/api/stories/{id}/situation',
    tag: 'Stories',
    summary: 'The reports of a story put side by side: statements, origins, copies, conflicts',
    gives: 'json',
    conditional: 'change',
  },
  getStoryNews: {
    method: 'get',
    path: '/api/stories/{id}/new',
    tag: 'Stories',
    summary: 'What a story has that it had not then, each with its passage',
    query: ['since'],
    gives: 'json',
    conditional: 'change',
  },

  listLeads: {
    method: 'get',
    path: '/api/leads',
    tag: 'Stories',
    summary: 'Stories in sentences: the brief of each, what is disputed in it, those to look at first',
    query: ['order', 'language', 'publisher', 'place', 'from', 'to', 'text', ...page],
    gives: 'json',
    conditional: 'content',
  },
  listMoves: {
    method: 'get',
    path: '/api/moves',
    tag: 'Stories',
    summary:
      'What moved in all stories since a moment: denials, conflicts, counts up or down, hedges dropped, each with its passages',
    query: ['since', 'by'],
    gives: 'json',
    conditional: 'content',
  },

  search: {
    method: 'get',
    path: '/api/search',
    tag: 'Search',
    summary: 'Full-text search by the stems of words; words in quotation marks stand together',
    query: ['q', ...ofReports, 'kind', ...page],
    gives: 'json',
    conditional: 'change',
  },

  listClaims: {
    method: 'get',
    path: '/api/claims',
    tag: 'Findings',
    summary: 'Claims, each with who vouches for it and how surely',
    query: [...inReport, 'basis', 'factuality', 'source', ...page],
    gives: 'json',
    conditional: 'change',
  },
  listAttributions: {
    method: 'get',
    path: '/api/attributions',
    tag: 'Findings',
    summary: 'Who said what, in whose words',
    query: [...inReport, 'kind', 'source', 'act', ...page],
    gives: 'json',
    conditional: 'change',
  },
  listEvents: {
    method: 'get',
    path: '/api/events',
    tag: 'Findings',
    summary: 'Events (PLOVER): who did what to whom, where and when',
    query: [...inReport, 'type', 'status', 'entity', ...page],
    gives: 'json',
    conditional: 'change',
  },
  listPlaces: {
    method: 'get',
    path: '/api/places',
    tag: 'Findings',
    summary: 'Places named, with coordinates where they are known',
    query: [...inReport, 'country', 'name', ...page],
    gives: 'json',
    conditional: 'change',
  },
  listTimes: {
    method: 'get',
    path: '/api/times',
    tag: 'Findings',
    summary: 'Times meant (TIMEX3)',
    query: [...inReport, 'from', 'to', ...page],
    gives: 'json',
    conditional: 'change',
  },
  listStatements: {
    method: 'get',
    path: '/api/statements',
    tag: 'Findings',
    summary:
      'Statements of stories: the same claim of several reports, with its origins and how its status moved',
    query: [...inReport, ...page],
    gives: 'json',
    conditional: 'content',
  },
  queryStatements: {
    method: 'get',
    path: '/api/ledger',
    tag: 'Ledger',
    summary:
      'The ledger: claims of all reports with who says each, how surely, where, when, on how many origins, and what stands against it; counted by facets',
    description:
      'Each value is asked for as the facets give it. A speaker, a source and a place are also found by a name, in any spelling that reports have of it.',
    query: [...ofLedger, 'counts', ...page],
    gives: 'json',
    conditional: 'content',
  },
  ledgerAsJson: {
    method: 'get',
    path: '/ledger.json',
    tag: 'Ledger',
    summary: 'All rows of the ledger that meet the filters, as JSON',
    query: ofLedger,
    gives: 'media',
    heavy: true,
  },
  ledgerAsCsv: {
    method: 'get',
    path: '/ledger.csv',
    tag: 'Ledger',
    summary: 'All rows of the ledger that meet the filters, as a table',
    query: [...ofLedger, 'excel'],
    gives: 'media',
    heavy: true,
  },
  ledgerAsGeojson: {
    method: 'get',
    path: '/ledger.geojson',
    tag: 'Ledger',
    summary: 'The rows of the ledger that meet the filters and have a point on the map',
    query: ofLedger,
    gives: 'media',
    heavy: true,
  },
  ledgerAsRss: {
    method: 'get',
    path: '/ledger.rss',
    tag: 'Ledger',
    summary: 'The latest hundred rows of the ledger that meet the filters, as a feed to follow',
    query: ofLedger,
    gives: 'media',
    heavy: true,
  },
  listEntities: {
    method: 'get',
    path: '/api/entities',
    tag: 'Findings',
    summary: 'People, organisations, places … most reports first',
    query: [...inReport, 'text', 'type', ...page],
    gives: 'json',
    conditional: 'change',
  },
  getEntity: {
    method: 'get',
    path: '/api/entities/{id}',
    tag: 'Findings',
    summary: 'One entity',
    gives: 'json',
    conditional: 'change',
  },

  listSources: {
    method: 'get',
    path: '/api/sources',
    tag: 'Sources',
    summary: 'Outlets and sources that were cited, with your own rating',
    query: ['text', 'name', 'rated', ...page],
    gives: 'json',
    conditional: 'change',
  },
  rateSource: {
    method: 'put',
    path: '/api/sources/{name}/rating',
    tag: 'Sources',
    summary: 'Rate a source on the Admiralty scale, or take the rating away (null)',
    body: 'usual',
    gives: 'nothing',
  },

  listCorrections: {
    method: 'get',
    path: '/api/corrections',
    tag: 'Corrections',
    summary: 'Corrections that people made, last first',
    query: [...inReport, 'undone', ...page],
    gives: 'json',
    conditional: 'change',
  },
  addCorrection: {
    method: 'post',
    path: '/api/corrections',
    tag: 'Corrections',
    summary: 'Correct what is wrong; it survives a new analysis, and can be undone',
    body: 'usual',
    gives: 'json',
    creates: true,
  },
  undoCorrection: {
    method: 'delete',
    path: '/api/corrections/{id}',
    tag: 'Corrections',
    summary: 'Take a correction back',
    gives: 'nothing',
  },

  listChanges: {
    method: 'get',
    path: '/api/changes',
    tag: 'Changes',
    summary: 'What changed after a change number, in order',
    query: page,
    gives: 'json',
    conditional: 'change',
  },
  streamChanges: {
    method: 'get',
    path: '/api/changes/stream',
    tag: 'Changes',
    summary: 'Changes as they come, as server-sent events',
    description:
      'Each event is named "change", has the change number as its id and a Change as its data. It begins after Last-Event-ID or "after", else with the next change.',
    query: ['after'],
    gives: 'media',
  },

  listFeeds: {
    method: 'get',
    path: '/api/feeds',
    tag: 'Feeds',
    summary: 'The feeds that are followed',
    gives: 'json',
    conditional: 'content',
  },
  addFeed: {
    method: 'post',
    path: '/api/feeds',
    tag: 'Feeds',
    summary: 'Follow a feed, or every feed of an OPML list',
    body: 'long',
    gives: 'json',
    creates: true,
  },
  changeFeed: {
    method: 'patch',
    path: '/api/feeds/{id}',
    tag: 'Feeds',
    summary: 'Pause a feed, go on with it, or give it another title',
    body: 'usual',
    gives: 'json',
  },
  removeFeed: {
    method: 'delete',
    path: '/api/feeds/{id}',
    tag: 'Feeds',
    summary: 'Follow a feed no more; its reports stay',
    gives: 'nothing',
  },
  askFeed: {
    method: 'post',
    path: '/api/feeds/{id}/ask',
    tag: 'Feeds',
    summary: 'Ask a feed now',
    gives: 'json',
    heavy: true,
  },

  export: {
    method: 'get',
    path: '/api/export',
    tag: 'Export',
    summary: 'A report, a story or everything as a file',
    description: 'Name one of report, story and all.',
    query: ['format', 'report', 'story', 'all', 'table', 'excel'],
    gives: 'media',
    heavy: true,
  },

  getStatus: {
    method: 'get',
    path: '/api/status',
    tag: 'Server',
    summary: 'Version, counts, and number of the last change',
    gives: 'json',
    conditional: 'content',
  },
  beginSession: {
    method: 'post',
    path: '/api/session',
    tag: 'Server',
    summary: 'Give the token and get a session cookie, for a browser',
    body: 'token',
    gives: 'nothing',
    open: true,
  },
  endSession: {
    method: 'delete',
    path: '/api/session',
    tag: 'Server',
    summary: 'End the session',
    gives: 'nothing',
  },
  getHealth: {
    method: 'get',
    path: '/health',
    tag: 'Server',
    summary: 'Whether the server and its database answer; told without a token, too',
    gives: 'json',
    open: true,
  },
  getMetrics: {
    method: 'get',
    path: '/metrics',
    tag: 'Server',
    summary: 'Counts for Prometheus',
    gives: 'media',
  },
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteName = keyof Routes

type InBraces<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | InBraces<Rest> : never
/** Names of the parameters in the path of a route. */
export type PathParameter<Name extends RouteName> = InBraces<Routes[Name]['path']>
/** Names of the parameters in the query of a route. */
export type QueryParameter<Name extends RouteName> = Routes[Name] extends {
  query: readonly (infer Parameter extends string)[]
}
  ? Parameter
  : never
