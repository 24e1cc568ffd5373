import { z } from 'zod'
import { factualities, type Span } from '../contract/analysis.ts'
import { type Anchor, type NewCorrection, reliabilities } from '../contract/api.ts'
import {
  longestAddress,
  longestFeedTitle,
  longestNote,
  longestOpml,
  longestReport,
  longestVerdict,
  longestWord,
} from './limits.ts'

/**
 * What the API takes in bodies, written in zod, by which requests are checked. `describes` holds a schema to the type of
 * the contract.
 */
export const describes =
  <T>() =>
  <S extends z.ZodType<T>>(schema: S): S =>
    schema

const word = z.string().min(1).max(longestWord)
const address = z
  .string()
  .max(longestAddress)
  .regex(/^https?:\/\/\S+$/i, 'Give an address such as https://example.org/article.')

export const newAddress = z.strictObject({ address })

/**
 * A report that is sent in. What is told of it beside its text is bounded in one place, the engine: what is longer is left
 * out there, and the answer says so in "leftOut". Here nothing but the body bounds it.
 */
export const newReport = z.union([
  z.strictObject({ address }).meta({ id: 'ReportAtAddress' }),
  z
    .strictObject({
      text: z.string().min(1).max(longestReport),
      title: z.string().optional(),
      publisher: z.string().optional(),
      authors: z.array(z.string()).optional(),
      published: z.string().optional(),
      language: z
        .string()
        .max(20)
        .optional()
        .meta({ description: 'fr, en or es; told from the text if not given.' }),
      url: z.string().optional(),
      id: z.string().min(1).optional(),
    })
    .meta({
      id: 'ReportInWords',
      description:
        'What is longer than a report may have it is left out, and the answer says so in "leftOut".',
    }),
])
export type NewReport = z.infer<typeof newReport>

export const newFeed = z.union([
  z.strictObject({ address }).meta({ id: 'FeedAtAddress' }),
  z.strictObject({ opml: z.string().min(1).max(longestOpml) }).meta({ id: 'FeedsInOpml' }),
])
export const feedChange = z.strictObject({
  paused: z.boolean().optional(),
  title: z.string().max(longestFeedTitle).optional(),
})

export const reliability = z.enum(reliabilities).meta({
  description:
    'The Admiralty scale for sources: A reliable to E unreliable, F cannot be judged. It says nothing of what they say.',
})
export const newRating = z.strictObject({
  rating: reliability.nullable(),
  note: z.string().max(longestNote).optional(),
})
export const newSession = z.strictObject({ token: z.string().max(longestWord) })

const offset = z.int().min(0)
/** Of the words that an anchor holds on to, and of those before and after them. */
const longestPassage = 10_000
const longestContext = 200
/** Of the name of whoever says something. */
const longestSpeaker = 500

/** The tuple of zod may be written to; a span never is. */
const spanSchema = z.tuple([offset, offset]).meta({
  id: 'Span',
  description: 'Half-open pair of UTF-16 offsets into the text of the report.',
}) as unknown as z.ZodType<Span>

const anchorSchema = describes<Anchor>()(
  z
    .object({
      report: word,
      exact: z.string().min(1).max(longestPassage),
      prefix: z.string().max(longestContext),
      suffix: z.string().max(longestContext),
      span: spanSchema,
    })
    .meta({
      id: 'Anchor',
      description:
        'A place in a report by its words, with up to 32 code units before and after, and where they stood.',
    }),
)

const note = { note: z.string().max(longestNote).optional() }
const correctionKinds = [
  { kind: z.literal('merge-entities'), anchors: z.tuple([anchorSchema, anchorSchema]) },
  { kind: z.literal('split-entity'), anchor: anchorSchema },
  { kind: z.literal('merge-stories'), stories: z.tuple([word, word]) },
  {
    kind: z.literal('move-report'),
    report: word,
    story: word.nullable().meta({ description: 'null begins a story of its own.' }),
  },
  { kind: z.literal('merge-statements'), anchors: z.tuple([anchorSchema, anchorSchema]) },
  { kind: z.literal('split-statement'), anchor: anchorSchema },
  { kind: z.literal('claim-wrong'), anchor: anchorSchema },
  { kind: z.literal('note'), anchor: anchorSchema },
  { kind: z.literal('claim-right'), anchor: anchorSchema },
  {
    kind: z.literal('speaker'),
    anchor: anchorSchema,
    speaker: z
      .string()
      .min(1)
      .max(longestSpeaker)
      .nullable()
      .meta({ description: 'Who says the claim; null where it is the outlet itself.' }),
  },
  {
    kind: z.literal('certainty'),
    anchor: anchorSchema,
    factuality: z.enum(factualities).meta({ description: 'How surely its last holder presents the claim.' }),
  },
  {
    kind: z.literal('place'),
    anchor: anchorSchema,
    place: z
      .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .nullable()
      .meta({
        description:
          'Where the place that is named there lies; null where it is none that can be put on a map.',
      }),
  },
  {
    kind: z.literal('verdict'),
    anchor: anchorSchema,
    verdict: z.string().min(1).max(longestVerdict).meta({
      description: 'What the person judges of the claim, in few words: false, misleading, true.',
    }),
    rating: z
      .int()
      .min(1)
      .max(5)
      .optional()
      .meta({ description: 'The same as a number, from 1 (false) to 5 (true).' }),
    address: z
      .string()
      .max(longestAddress)
      .regex(/^https?:\/\//)
      .optional()
      .meta({ description: 'Where the review is published (http or https).' }),
  },
] as const
const [
  mergeEntities,
  splitEntity,
  mergeStories,
  moveReport,
  mergeStatements,
  splitStatement,
  wrong,
  noted,
  right,
  spoken,
  certain,
  placed,
  judged,
] = correctionKinds

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
      z.strictObject({ ...right, ...note }),
      z.strictObject({ ...spoken, ...note }),
      z.strictObject({ ...certain, ...note }),
      z.strictObject({ ...placed, ...note }),
      z.strictObject({ ...judged, ...note }),
    ])
    .meta({ id: 'NewCorrection' }),
)
