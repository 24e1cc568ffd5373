import { z } from 'zod'
import * as answers from './answers.ts'
import * as bodies from './bodies.ts'
import * as parameters from './parameters.ts'
import {
  type PathParameter,
  type QueryParameter,
  type Route,
  type RouteName,
  type Routes,
  routes,
} from './routes.ts'

/** A route with the schemas of what it takes and gives. */
export interface Operation<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  /** Name by which programs call it. */
  id: RouteName
  route: Route
  /** Parameters in the path; absent where there are none. */
  params?: P
  query: Q
  body?: B
  /** What the answer holds; absent where it is empty, or no JSON. */
  answer?: A
  /** What the answer holds by its media type, where it is not JSON alone; words without a schema of their own are "text". */
  media?: Readonly<Record<string, z.ZodType | 'text'>>
}

type Shared = typeof parameters.shared
type Shape = Record<string, z.ZodType>

/** What stands beside a route: its own parameters, where a name means something else there, its body and its answer. */
type Beside<Name extends RouteName> = {
  query?: { [P in QueryParameter<Name>]?: z.ZodType }
  media?: Readonly<Record<string, z.ZodType | 'text'>>
} & (Exclude<QueryParameter<Name>, keyof Shared> extends never
  ? unknown
  : { query: Record<Exclude<QueryParameter<Name>, keyof Shared>, z.ZodType> }) &
  (Routes[Name] extends { body: string } ? { body: z.ZodType } : { body?: never }) &
  (Routes[Name] extends { gives: 'json' } ? { answer: z.ZodType } : { answer?: never })

type Part<Given, Name extends string, Otherwise extends z.ZodType> = Given extends {
  [N in Name]: infer Schema extends z.ZodType
}
  ? Schema
  : Otherwise
type OwnQuery<Given> = Given extends { query: infer Own } ? Own : unknown

type PathSchema<Name extends RouteName> = z.ZodObject<{ [P in PathParameter<Name>]: typeof parameters.word }>
type QuerySchema<Name extends RouteName, Own> = z.ZodObject<
  {
    [P in QueryParameter<Name>]: P extends keyof Own
      ? Extract<Own[P], z.ZodType>
      : P extends keyof Shared
        ? Shared[P]
        : never
  },
  z.core.$strict
>

/** The operation of a route: the schemas of its parameters by their names, and what stands beside it. */
function operation<Name extends RouteName, Given extends Beside<Name>>(
  id: Name,
  beside: Given,
): Operation<
  PathSchema<Name>,
  QuerySchema<Name, OwnQuery<Given>>,
  Part<Given, 'body', z.ZodUndefined>,
  Part<Given, 'answer', z.ZodVoid>
> {
  const {
    query,
    body,
    answer,
    media,
  }: { query?: Partial<Shape>; body?: z.ZodType; answer?: z.ZodType } & Pick<Operation, 'media'> = beside
  const route: Route = routes[id]
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, parameters.word])
  const known: Partial<Shape> = { ...parameters.shared, ...query }
  const inQuery = (route.query ?? []).map((name) => [name, known[name]])
  return {
    id,
    route,
    ...(inPath.length > 0 ? { params: z.object(Object.fromEntries(inPath)) } : {}),
    query: z.strictObject(Object.fromEntries(inQuery)),
    ...(body ? { body } : {}),
    ...(answer ? { answer } : {}),
    ...(media ? { media } : {}),
  } as never
}

const { listOf, pageOf } = answers

/** Every operation of the API, by name. */
export const operations = {
  listReports: operation('listReports', { answer: pageOf(answers.storedReportSchema) }),
  addReport: operation('addReport', { body: bodies.newReport, answer: answers.ingestedSchema }),
  getReport: operation('getReport', { answer: answers.storedReportSchema }),
  readCarefully: operation('readCarefully', { answer: answers.storedReportSchema }),
  deleteReport: operation('deleteReport', {}),
  getAnalysis: operation('getAnalysis', { answer: answers.analysisSchema }),
  listVersions: operation('listVersions', { answer: listOf(answers.reportVersionSchema) }),
  readAddress: operation('readAddress', { body: bodies.newAddress, answer: answers.fetchedReportSchema }),

  listStories: operation('listStories', { answer: pageOf(answers.storedStorySchema) }),
  getStory: operation('getStory', { answer: answers.storedStorySchema }),
  getSituation: operation('getSituation', { answer: answers.situationSchema }),
  getStoryNews: operation('getStoryNews', { answer: answers.storyNewsSchema }),

  listLeads: operation('listLeads', {
    query: { place: parameters.placeName, order: parameters.leadOrder },
    answer: pageOf(answers.storyLeadSchema),
  }),
  listMoves: operation('listMoves', { query: { by: parameters.movesClock }, answer: answers.movesSchema }),

  search: operation('search', { query: { kind: parameters.found }, answer: answers.searchPageSchema }),

  listClaims: operation('listClaims', { answer: pageOf(answers.storedClaimSchema) }),
  listAttributions: operation('listAttributions', {
    query: { kind: parameters.sourceKind },
    answer: pageOf(answers.storedAttributionSchema),
  }),
  listEvents: operation('listEvents', {
    query: { type: parameters.eventType },
    answer: pageOf(answers.storedEventSchema),
  }),
  listPlaces: operation('listPlaces', { answer: pageOf(answers.storedPlaceSchema) }),
  listTimes: operation('listTimes', { answer: pageOf(answers.storedTimeSchema) }),
  listStatements: operation('listStatements', { answer: pageOf(answers.statementSchema) }),
  queryStatements: operation('queryStatements', { answer: answers.ledgerPageSchema }),
  ledgerAsJson: operation('ledgerAsJson', {
    media: { 'application/json': listOf(answers.ledgerRowSchema) },
  }),
  ledgerAsCsv: operation('ledgerAsCsv', { media: { 'text/csv': 'text' } }),
  ledgerAsGeojson: operation('ledgerAsGeojson', {
    media: { 'application/geo+json': answers.exportedPlacesSchema },
  }),
  ledgerAsRss: operation('ledgerAsRss', { media: { 'application/rss+xml': 'text' } }),
  listEntities: operation('listEntities', {
    query: { type: parameters.entityType },
    answer: pageOf(answers.storedEntitySchema),
  }),
  getEntity: operation('getEntity', { answer: answers.storedEntitySchema }),

  listSources: operation('listSources', { answer: pageOf(answers.storedSourceSchema) }),
  rateSource: operation('rateSource', { body: bodies.newRating }),

  listCorrections: operation('listCorrections', { answer: pageOf(answers.storedCorrectionSchema) }),
  addCorrection: operation('addCorrection', {
    body: bodies.newCorrectionSchema,
    answer: answers.storedCorrectionSchema,
  }),
  undoCorrection: operation('undoCorrection', {}),

  listChanges: operation('listChanges', {
    query: { after: parameters.afterChange, limit: parameters.mostItems },
    answer: answers.changesSchema,
  }),
  streamChanges: operation('streamChanges', {
    query: { after: parameters.afterChange },
    media: { 'text/event-stream': 'text' },
  }),

  listFeeds: operation('listFeeds', { answer: listOf(answers.storedFeedSchema) }),
  addFeed: operation('addFeed', { body: bodies.newFeed, answer: listOf(answers.storedFeedSchema) }),
  changeFeed: operation('changeFeed', { body: bodies.feedChange, answer: answers.storedFeedSchema }),
  removeFeed: operation('removeFeed', {}),
  askFeed: operation('askFeed', { answer: answers.feedOutcomeSchema }),

  export: operation('export', {
    media: {
      'application/json': answers.exportedJsonSchema,
      'application/jsonl': 'text',
      'application/geo+json': answers.exportedPlacesSchema,
      'application/ld+json': z.union([answers.exportedAnnotationsSchema, answers.exportedReviewsSchema]),
      'application/stix+json': answers.exportedStixSchema,
      'application/vnd.citationstyles.csl+json': answers.exportedReferencesSchema,
      'application/rss+xml': 'text',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'text',
      'application/xml': 'text',
      'text/markdown': 'text',
      'text/html': 'text',
      'text/csv': 'text',
    },
  }),

  getStatus: operation('getStatus', { answer: answers.statusSchema }),
  beginSession: operation('beginSession', { body: bodies.newSession }),
  endSession: operation('endSession', {}),
  getHealth: operation('getHealth', { answer: answers.healthSchema }),
  getMetrics: operation('getMetrics', { media: { 'text/plain': 'text' } }),
} satisfies { [Name in RouteName]: Operation }

type Operations = typeof operations

/** What a caller of an operation gives: parameters as they are meant, not as they are written in an address. */
export type Asked<Name extends RouteName> =
  Operations[Name] extends Operation<infer P, infer Q, infer B, z.ZodType>
    ? { params: z.output<P>; query: z.output<Q>; body: z.input<B> }
    : never
/** What an operation answers. */
export type Answer<Name extends RouteName> =
  Operations[Name] extends Operation<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never
