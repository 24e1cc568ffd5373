import { z } from 'zod'
import type { Analysis, Report } from '../contract/analysis.ts'
import type {
  Change,
  FeedOutcome,
  Ingested,
  LedgerPage,
  LedgerRow,
  Moves,
  Problem,
  ReportVersion,
  SearchPage,
  Status,
  StoredAttribution,
  StoredClaim,
  StoredCorrection,
  StoredEntity,
  StoredEvent,
  StoredFeed,
  StoredPlace,
  StoredReport,
  StoredSource,
  StoredStory,
  StoredTime,
  StoryLead,
  StoryNews,
} from '../contract/api.ts'
import type { Situation, SituationStatement } from '../contract/situation.ts'

/**
 * What the API gives. The contract says it: the types are the contract's, and the OpenAPI document has the schemas from
 * there; zod knows here no more than their names, and checks no answer.
 */

/** An answer that stands in the OpenAPI document, under this name, as the contract says; zod does not check answers. */
const given = <T>(name: string) => z.object({}).meta({ id: name }) as unknown as z.ZodType<T>

export const analysisSchema = given<Analysis>('Analysis')
export const situationSchema = given<Situation>('Situation')
export const reportSchema = given<Report>('Report')
/** A report that was fetched and is not kept, with what is to be looked at before it is. */
export const fetchedReportSchema = z.intersection(
  reportSchema,
  z.looseObject({
    note: z.string().optional().meta({
      description:
        'A sentence about what could not be used of it, or that its text is not what its headline announces.',
    }),
  }),
)
export const statementSchema = given<SituationStatement>('Statement')
export const storedReportSchema = given<StoredReport>('StoredReport')
export const ingestedSchema = given<Ingested>('Ingested')
export const reportVersionSchema = given<ReportVersion>('ReportVersion')
export const storedStorySchema = given<StoredStory>('StoredStory')
export const searchPageSchema = given<SearchPage>('SearchPage')
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
export const storyLeadSchema = given<StoryLead>('StoryLead')
export const movesSchema = given<Moves>('Moves')
export const ledgerPageSchema = given<LedgerPage>('LedgerPage')
export const ledgerRowSchema = given<LedgerRow>('LedgerRow')
export const statusSchema = given<Status>('Status')
export const problemSchema = given<Problem>('Problem')

/** Answers of the export in JSON: as one report or several, or as W3C PROV. */
export const exportedJsonSchema = z.union([
  analysisSchema,
  z.array(analysisSchema).meta({ description: 'With "story" or "all"; one report alone stands for itself.' }),
  z
    .object({
      prefix: z.record(z.string(), z.string()),
      entity: z.record(z.string(), z.unknown()),
      agent: z.record(z.string(), z.unknown()),
      wasAttributedTo: z.record(z.string(), z.unknown()),
      wasDerivedFrom: z.record(z.string(), z.unknown()),
    })
    .meta({ id: 'Provenance', description: 'W3C PROV (PROV-JSON), with the format "prov".' }),
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
  .meta({ id: 'PlacesAndEvents', description: 'GeoJSON (RFC 7946).' })
export const exportedAnnotationsSchema = z
  .object({ type: z.literal('AnnotationPage'), items: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: 'Annotations', description: 'W3C Web Annotation.' })

export const exportedReviewsSchema = z
  .object({
    '@context': z.literal('https://schema.org'),
    '@graph': z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'ClaimReviews', description: 'Verdicts of persons as ClaimReview (schema.org).' })
export const exportedStixSchema = z
  .object({ type: z.literal('bundle'), id: z.string(), objects: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: 'StixBundle', description: 'A STIX 2.1 bundle.' })
export const exportedReferencesSchema = z
  .array(z.looseObject({ id: z.string(), type: z.string() }))
  .meta({ id: 'References', description: 'CSL-JSON.' })

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().optional().meta({ description: 'Give it back as "after"; absent on the last page.' }),
  })

/** A list that comes whole. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })

export const changesSchema = z.object({
  items: z.array(changeSchema),
  last: z.int().min(0).meta({ description: 'Number of the last change of all.' }),
})
export const healthSchema = z.object({ status: z.literal('ok') })
