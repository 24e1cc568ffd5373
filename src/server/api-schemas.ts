import { z } from '@hono/zod-openapi'
import {
  type Analysis,
  bases,
  factualities,
  languages,
  type Report,
  type Span,
} from '../contract/analysis.ts'
import {
  type Anchor,
  type Change,
  type FeedOutcome,
  type Ingested,
  type NewCorrection,
  type Problem,
  type ReportVersion,
  reliabilities,
  type SearchHit,
  type Status,
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
  type StoryNews,
} from '../contract/api.ts'
import type { Situation, SituationStatement } from '../contract/situation.ts'

/**
 * What the API takes and gives. What it gives is in the contract: its types are those, and the OpenAPI document has it from
 * there. What it takes is written in zod, by which requests are validated; `describes` holds that to the contract's type.
 */
const describes =
  <T>() =>
  <S extends z.ZodType<T>>(schema: S): S =>
    schema

/** An answer that stands in the OpenAPI document, under this name, as the contract says; zod does not check answers. */
const given = <T>(name: string) => z.object({}).openapi(name) as unknown as z.ZodType<T>

const count = z.int().min(0)

export const languageSchema = z.enum(languages)
export const factualitySchema = z.enum(factualities).openapi({
  description:
    'FactBank’s values: certain (CT), probable (PR), possible (PS); positive, negative, or underspecified.',
})
export const basisSchema = z.enum(bases)
export const reliabilitySchema = z.enum(reliabilities).openapi({
  description:
    'The Admiralty scale for sources: A reliable to E unreliable, F cannot be judged. It says nothing of what they say.',
})

export const analysisSchema = given<Analysis>('Analysis')
export const situationSchema = given<Situation>('Situation')
export const reportSchema = given<Report>('Report')
export const statementSchema = given<SituationStatement>('Statement')
export const storedReportSchema = given<StoredReport>('StoredReport')
export const ingestedSchema = given<Ingested>('Ingested')
export const reportVersionSchema = given<ReportVersion>('ReportVersion')
export const storedStorySchema = given<StoredStory>('StoredStory')
export const searchHitSchema = given<SearchHit>('SearchHit')
export const storedClaimSchema = given<StoredClaim>('StoredClaim')
export const storedAttributionSchema = given<StoredAttribution>('StoredAttribution')
export const storedEventSchema = given<StoredEvent>('StoredEvent')
export const storedPlaceSchema = given<StoredPlace>('StoredPlace')
export const storedTimeSchema = given<StoredTime>('StoredTime')
export const storedEntitySchema = given<StoredEntity>('StoredEntity')
export const storedSourceSchema = given<StoredSource>('StoredSource')
export const storedCorrectionSchema = given<StoredCorrection>('StoredCorrection')
export const changeSchema = given<Change>('Change')
export const storedFeedSchema = given<StoredFeed>('StoredFeed')
export const feedOutcomeSchema = given<FeedOutcome>('FeedOutcome')
export const storyNewsSchema = given<StoryNews>('StoryNews')
export const statusSchema = given<Status>('Status')
export const problemSchema = given<Problem>('Problem')

/** The tuple of zod may be written to; a span never is. */
const spanSchema = z.tuple([count, count]).openapi('Span', {
  description: 'Half-open pair of UTF-16 offsets into the text of the report.',
}) as unknown as z.ZodType<Span>

/** Answers of the export in JSON: as one report or several, or as W3C PROV. */
export const exportedJsonSchema = z.union([
  analysisSchema,
  z
    .array(analysisSchema)
    .openapi({ description: 'With "story" or "all"; one report alone stands for itself.' }),
  z
    .object({
      prefix: z.record(z.string(), z.string()),
      entity: z.record(z.string(), z.unknown()),
      agent: z.record(z.string(), z.unknown()),
      wasAttributedTo: z.record(z.string(), z.unknown()),
      wasDerivedFrom: z.record(z.string(), z.unknown()),
    })
    .openapi('Provenance', { description: 'W3C PROV (PROV-JSON), with the format "prov".' }),
])
export const exportedPlacesSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z.object({
          type: z.literal('Point'),
          coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
        }),
        properties: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .openapi('PlacesAndEvents', { description: 'GeoJSON (RFC 7946).' })
export const exportedAnnotationsSchema = z
  .object({ type: z.literal('AnnotationPage'), items: z.array(z.record(z.string(), z.unknown())) })
  .openapi('Annotations', { description: 'W3C Web Annotation.' })

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

export const newCorrectionSchema = describes<NewCorrection>()(
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

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().optional().openapi({ description: 'Give it back as "after"; absent on the last page.' }),
  })
