import { z } from '@hono/zod-openapi'
import {
  type Analysis,
  acts,
  eventStatuses,
  eventTypes,
  factualities,
  languages,
  type Report,
  type Span,
  sourceKinds,
} from '../contract/analysis.ts'
import {
  polarities,
  relationAspects,
  relationKinds,
  type Situation,
  type SituationStatement,
  type StatementClaim,
  type StatementRelation,
  statementCollapseReasons,
} from '../contract/situation.ts'
import {
  type Anchor,
  type Change,
  type Correction,
  type Ingested,
  type ReportVersion,
  reliabilities,
  type SearchHit,
  type StoredAttribution,
  type StoredClaim,
  type StoredCorrection,
  type StoredEntity,
  type StoredEvent,
  type StoredFeed,
  type StoredPlace,
  type StoredReport,
  type StoredSource,
  type StoredStory,
  type StoredTime,
  type VersionDifference,
} from '../store/store.ts'

/**
 * What the API takes and gives, in zod: requests are validated by these, and the OpenAPI document is made from them.
 * `describes` holds each to the type of the database that it stands for.
 */
const describes =
  <T>() =>
  <S extends z.ZodType<T>>(schema: S): S =>
    schema

/** `Omit` that keeps a union's members apart. */
export type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

const id = z.string().openapi({ description: 'An id, as another answer gave it.' })
const count = z.int().min(0)
const share = z.number().min(0).max(1)
const moment = z.string().openapi({ description: 'ISO 8601.' })

export const languageSchema = z.enum(languages)
export const factualitySchema = z.enum(factualities).openapi({
  description:
    'FactBank’s values: certain (CT), probable (PR), possible (PS); positive, negative, or underspecified.',
})
export const basisSchema = z.enum(['asserted', 'attributed', 'hearsay'])
export const reliabilitySchema = z.enum(reliabilities).openapi({
  description:
    'The Admiralty scale for sources: A reliable to E unreliable, F cannot be judged. It says nothing of what they say.',
})

/** The tuple of zod may be written to; a span never is. */
export const spanSchema = z.tuple([count, count]).openapi('Span', {
  description: 'Half-open pair of UTF-16 offsets into the text of the report.',
}) as unknown as z.ZodType<Span>

export const passageSchema = z
  .object({ report: id, span: spanSchema, text: z.string() })
  .openapi('Passage', { description: 'Words of a report, as they stand at the span.' })

/** Stands in the document as contract/analysis.schema.json says. */
export const analysisSchema = z.custom<Analysis>().openapi('Analysis', { type: 'object' })
/** Stands in the document as contract/situation.schema.json says. */
export const situationSchema = z.custom<Situation>().openapi('Situation', { type: 'object' })

export const reportSchema = describes<Report>()(
  z
    .object({
      id,
      url: z.string().optional(),
      publisher: z.string().optional(),
      title: z.string().optional(),
      authors: z.array(z.string()).optional(),
      published: moment.optional(),
      language: languageSchema,
      text: z.string(),
    })
    .openapi('Report'),
)

export const storedReportSchema = describes<StoredReport>()(
  reportSchema
    .omit({ text: true })
    .extend({
      version: z.int().min(1),
      received: moment,
      story: id,
      from: z.string().optional().openapi({ description: 'Where it came from: a feed, a path, an address.' }),
      words: count,
      claims: count,
      hearsay: share.openapi({ description: 'Share of its words that are hearsay.' }),
    })
    .openapi('StoredReport'),
)

const claimWordsSchema = z
  .object({
    claim: id,
    span: spanSchema,
    text: z.string(),
    factuality: factualitySchema,
    outletFactuality: factualitySchema,
  })
  .openapi('ClaimWords')

const versionDifferenceSchema = describes<VersionDifference>()(
  z
    .object({
      added: z.array(claimWordsSchema),
      removed: z.array(claimWordsSchema),
      changed: z.array(z.object({ before: claimWordsSchema, after: claimWordsSchema })),
    })
    .openapi('VersionDifference', {
      description: 'What a version says that the one before did not, in claims.',
    }),
)

export const ingestedSchema = describes<Ingested>()(
  z
    .object({
      report: id,
      outcome: z.enum(['new', 'same', 'version']),
      version: z.int().min(1),
      story: id,
      difference: versionDifferenceSchema.optional(),
    })
    .openapi('Ingested'),
)

export const reportVersionSchema = describes<ReportVersion>()(
  z
    .object({
      number: z.int().min(1),
      received: moment,
      title: z.string().optional(),
      published: moment.optional(),
      difference: versionDifferenceSchema.optional(),
    })
    .openapi('ReportVersion'),
)

export const storedStorySchema = describes<StoredStory>()(
  z
    .object({
      id,
      title: z.string(),
      reports: count,
      origins: count,
      conflicts: count,
      languages: z.array(languageSchema),
      hearsay: share,
      first: moment.optional(),
      last: moment.optional(),
      change: count,
      changed: moment,
    })
    .openapi('StoredStory'),
)

export const searchHitSchema = describes<SearchHit>()(
  z
    .object({
      report: id,
      title: z.string().optional(),
      publisher: z.string().optional(),
      published: moment.optional(),
      language: languageSchema,
      story: id,
      passage: z.object({ span: spanSchema, text: z.string() }),
      matches: z.array(spanSchema),
      claim: id.optional(),
    })
    .openapi('SearchHit'),
)

/** What every finding of a report begins with. */
const found = { id, report: id, story: id, span: spanSchema, text: z.string() }

export const storedClaimSchema = describes<StoredClaim>()(
  z
    .object({
      ...found,
      basis: basisSchema,
      factuality: factualitySchema,
      outletFactuality: factualitySchema,
      chain: z.array(z.string()).openapi({ description: 'Who vouches, from the outlet inwards.' }),
      event: id.optional(),
    })
    .openapi('StoredClaim'),
)

export const storedAttributionSchema = describes<StoredAttribution>()(
  z
    .object({
      ...found,
      source: z.string(),
      sourceText: z.string(),
      kind: z.enum(sourceKinds),
      via: z.string().optional(),
      parent: id.optional(),
      act: z.enum(acts).optional(),
      speech: z.enum(['direct', 'mixed', 'indirect']),
    })
    .openapi('StoredAttribution'),
)

export const storedEventSchema = describes<StoredEvent>()(
  z
    .object({
      ...found,
      type: z.enum(eventTypes),
      mode: z.string().optional(),
      status: z.enum(eventStatuses),
      actors: z.array(z.string()),
      recipients: z.array(z.string()),
      place: z
        .object({ name: z.string(), latitude: z.number().optional(), longitude: z.number().optional() })
        .optional(),
      from: moment.optional(),
      to: moment.optional(),
    })
    .openapi('StoredEvent'),
)

export const storedPlaceSchema = describes<StoredPlace>()(
  z
    .object({
      ...found,
      name: z.string(),
      entity: id.optional(),
      kind: z.enum(['country', 'region', 'city', 'water', 'facility', 'area', 'other']).optional(),
      latitude: z.number().optional(),
      longitude: z.number().optional(),
      country: z.string().optional().openapi({ description: 'ISO 3166-1 alpha-2.' }),
      geonames: z.int().optional(),
      use: z.enum(['literal', 'associative']).optional(),
    })
    .openapi('StoredPlace'),
)

export const storedTimeSchema = describes<StoredTime>()(
  z
    .object({
      ...found,
      type: z.enum(['DATE', 'TIME', 'DURATION', 'SET']),
      value: z.string().openapi({ description: 'TIMEX3 value.' }),
      from: moment.optional(),
      to: moment.optional(),
    })
    .openapi('StoredTime'),
)

export const storedEntitySchema = describes<StoredEntity>()(
  z
    .object({
      id,
      name: z.string(),
      type: z.string(),
      wikidata: z.string().optional(),
      names: z.array(z.string()),
      reports: count,
      mentions: count,
    })
    .openapi('StoredEntity'),
)

export const storedSourceSchema = describes<StoredSource>()(
  z
    .object({
      name: z.string(),
      kind: z.string(),
      published: count,
      cited: count,
      rating: reliabilitySchema.optional(),
      note: z.string().optional(),
    })
    .openapi('StoredSource'),
)

export const statementClaimSchema = describes<StatementClaim>()(
  z
    .object({
      report: id,
      claim: id,
      passage: passageSchema,
      origin: id,
      factuality: factualitySchema,
      outletFactuality: factualitySchema,
      status: z.enum(eventStatuses),
      chain: z.array(z.string()),
      by: z.string(),
    })
    .openapi('StatementClaim'),
)

export const statementSchema = describes<SituationStatement>()(
  z
    .object({
      id,
      story: id,
      passage: passageSchema,
      event: z.object({ type: z.enum(eventTypes), lemma: z.string().optional() }).optional(),
      polarity: z.enum(polarities),
      claims: z.array(statementClaimSchema),
      origins: z.array(id).openapi({
        description:
          'Origins that say it independently, once copies, relays and common sources are collapsed.',
      }),
      collapses: z.array(
        z.object({
          report: id,
          origin: id,
          reason: z.enum(statementCollapseReasons),
          with: z.string(),
        }),
      ),
      first: moment.optional(),
      last: moment.optional(),
      history: z.array(
        z.object({
          report: id,
          claim: id,
          published: moment.optional(),
          status: z.enum(eventStatuses),
          passage: passageSchema,
        }),
      ),
    })
    .openapi('Statement'),
)

const relatedClaimSchema = z
  .object({ report: id, claim: id, passage: passageSchema, words: z.array(passageSchema) })
  .openapi('RelatedClaim')

export const statementRelationSchema = describes<StatementRelation>()(
  z
    .object({
      kind: z.enum(relationKinds),
      aspect: z.enum(relationAspects).optional(),
      statements: z.tuple([id, id]),
      from: relatedClaimSchema,
      to: relatedClaimSchema,
      by: z.string(),
    })
    .openapi('StatementRelation'),
)

/** What a story has that it had not at some moment. */
export const storyNewsSchema = z
  .object({
    story: id,
    since: z.string().openapi({ description: 'As it was asked.' }),
    last: count.openapi({
      description: 'Number of the last change that this includes: ask with it the next time.',
    }),
    reports: z.array(
      z.object({
        report: storedReportSchema,
        what: z.enum(['report', 'version']),
        difference: versionDifferenceSchema.optional(),
        passages: z.array(passageSchema).openapi({
          description:
            'For a version, the words that it adds; for a report, the claims that no other report has.',
        }),
      }),
    ),
    statements: z
      .array(statementSchema)
      .openapi({ description: 'Statements that only new reports or versions have.' }),
    again: z
      .array(z.object({ statement: statementSchema, claims: z.array(statementClaimSchema) }))
      .openapi({ description: 'Statements known before, with the claims that new reports add to them.' }),
    relations: z.array(statementRelationSchema).openapi({
      description: 'Conflicts, denials and confirmations with a new report on one side at least.',
    }),
  })
  .openapi('StoryNews')
export type StoryNews = z.infer<typeof storyNewsSchema>

const anchorSchema = describes<Anchor>()(
  z
    .object({
      report: z.string().min(1).max(1000),
      exact: z.string().min(1).max(10_000),
      prefix: z.string().max(200),
      suffix: z.string().max(200),
      span: spanSchema,
    })
    .openapi('Anchor', {
      description:
        'A place in a report by its words, with up to 32 code units before and after, and where they stood.',
    }),
)

const someId = z.string().min(1).max(1000)
const note = { note: z.string().max(10_000).optional() }
const correctionKinds = [
  { kind: z.literal('merge-entities'), anchors: z.tuple([anchorSchema, anchorSchema]) },
  { kind: z.literal('split-entity'), anchor: anchorSchema },
  { kind: z.literal('merge-stories'), stories: z.tuple([someId, someId]) },
  {
    kind: z.literal('move-report'),
    report: someId,
    story: someId.nullable().openapi({ description: 'null begins a story of its own.' }),
  },
  { kind: z.literal('merge-statements'), anchors: z.tuple([anchorSchema, anchorSchema]) },
  { kind: z.literal('split-statement'), anchor: anchorSchema },
  { kind: z.literal('claim-wrong'), anchor: anchorSchema },
  { kind: z.literal('note'), anchor: anchorSchema },
] as const
const [mergeEntities, splitEntity, mergeStories, moveReport, mergeStatements, splitStatement, wrong, noted] =
  correctionKinds

export const newCorrectionSchema = describes<OmitEach<Correction, 'by'>>()(
  z
    .discriminatedUnion('kind', [
      z.strictObject({ ...mergeEntities, ...note }),
      z.strictObject({ ...splitEntity, ...note }),
      z.strictObject({ ...mergeStories, ...note }),
      z.strictObject({ ...moveReport, ...note }),
      z.strictObject({ ...mergeStatements, ...note }),
      z.strictObject({ ...splitStatement, ...note }),
      z.strictObject({ ...wrong, ...note }),
      z.strictObject({ ...noted, ...note }),
    ])
    .openapi('NewCorrection'),
)

const kept = {
  id,
  by: z.string(),
  at: moment,
  ...note,
  undone: z.object({ at: moment, by: z.string() }).optional(),
  anchored: z
    .boolean()
    .openapi({ description: 'False where its words are no longer in the newest version of the report.' }),
}
export const storedCorrectionSchema = describes<StoredCorrection>()(
  z
    .discriminatedUnion('kind', [
      z.object({ ...mergeEntities, ...kept }),
      z.object({ ...splitEntity, ...kept }),
      z.object({ ...mergeStories, ...kept }),
      z.object({ ...moveReport, ...kept }),
      z.object({ ...mergeStatements, ...kept }),
      z.object({ ...splitStatement, ...kept }),
      z.object({ ...wrong, ...kept }),
      z.object({ ...noted, ...kept }),
    ])
    .openapi('StoredCorrection'),
)

export const changeSchema = describes<Change>()(
  z
    .object({
      number: z.int().min(1),
      at: moment,
      kind: z.enum(['report', 'version', 'deleted', 'story', 'correction', 'undo', 'rating']),
      report: id.optional(),
      story: id.optional(),
      correction: id.optional(),
    })
    .openapi('Change'),
)

export const storedFeedSchema = describes<StoredFeed>()(
  z
    .object({
      id,
      address: z.string(),
      title: z.string().optional(),
      paused: z.boolean(),
      etag: z.string().optional(),
      lastModified: z.string().optional(),
      asked: moment.optional(),
      next: moment.optional(),
      failure: z.string().optional().openapi({ description: 'What went wrong the last time.' }),
      failures: count,
      items: count,
    })
    .openapi('StoredFeed'),
)

export const feedOutcomeSchema = z
  .object({
    feed: id,
    result: z.enum(['read', 'unchanged', 'failed', 'busy', 'paused', 'gone']),
    title: z.string().optional(),
    new: count,
    taken: count,
    failed: count,
    failure: z.string().optional(),
    next: moment.optional(),
  })
  .openapi('FeedOutcome', { description: 'What asking a feed came to.' })

export const statusSchema = z
  .object({
    version: z.string(),
    backend: z.enum(['sqlite', 'postgresql']),
    counts: z.object({
      reports: count,
      versions: count,
      stories: count,
      claims: count,
      corrections: count,
    }),
    lastChange: count,
    analysing: z
      .object({ running: count, waiting: count })
      .openapi({ description: 'Reports that are being read now, and that wait.' }),
  })
  .openapi('Status')

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional(),
    errors: z
      .array(z.object({ in: z.string(), at: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: 'Each parameter or field that is wrong.' }),
  })
  .openapi('Problem', { description: 'RFC 9457.' })
export type Problem = z.infer<typeof problemSchema>

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().optional().openapi({ description: 'Give it back as "after"; absent on the last page.' }),
  })
