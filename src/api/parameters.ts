import { z } from 'zod'
import {
  acts,
  bases,
  eventStatuses,
  eventTypes,
  factualities,
  holderKinds,
  languages,
  sourceKinds,
} from '../contract/analysis.ts'
import {
  csvTables,
  exportFormats,
  leadOrders,
  ledgerCertainties,
  ledgerCounts,
  ledgerOppositions,
  ledgerOrders,
  ledgerOriginCounts,
  movesClocks,
} from '../contract/api.ts'
import { largestChange, largestPage, longestCursor, longestWord, usualPage } from './limits.ts'

/** A whole number written in a query. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, `Give a whole number from ${least} to ${most}.`)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .meta({ type: 'integer', minimum: least, maximum: most })
const yesOrNo = z.enum(['true', 'false']).transform((value) => value === 'true')
const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/
const date = z
  .string()
  .regex(moment, 'Write a date as 2026-03-02 or 2026-03-02T18:30:00Z.')
  .meta({ description: 'ISO 8601: published from (inclusive), or before.' })

/** A word that is asked for: an id, a name, words of a title. */
export const word = z.string().min(1).max(longestWord)
export const language = z.enum(languages)

/** Parameters that mean the same in the query of every route that names them. */
export const shared = {
  report: word.optional(),
  story: word.optional(),
  feed: word.optional(),
  entity: word.optional(),
  source: word.optional(),
  publisher: word.optional(),
  name: word.optional(),
  country: word.optional(),
  text: word.optional(),
  language: language.optional(),
  from: date.optional(),
  to: date.optional(),
  basis: z.enum(bases).optional(),
  factuality: z
    .enum(factualities)
    .meta({
      description:
        'FactBank’s values: certain (CT), probable (PR), possible (PS); positive, negative, or underspecified.',
    })
    .optional(),
  act: z.enum(acts).optional(),
  status: z.enum(eventStatuses).optional(),
  version: wholeNumber(1, 1_000_000).optional(),
  corrected: yesOrNo
    .optional()
    .meta({ description: 'With people’s corrections laid over it, unless it is false.' }),
  undone: yesOrNo.optional(),
  rated: yesOrNo.optional().meta({ description: 'Those with a rating, or those without.' }),
  changedAfter: wholeNumber(0, largestChange)
    .optional()
    .meta({ description: 'Those changed after this change number alone.' }),
  q: word,
  speaker: word.optional(),
  role: word.optional(),
  voice: z.enum(holderKinds).optional().meta({ description: 'What kind of holder the speaker is.' }),
  outlet: word.optional(),
  certainty: z.enum(ledgerCertainties).optional(),
  opposition: z.enum(ledgerOppositions).optional(),
  origins: z.enum(ledgerOriginCounts).optional(),
  place: word.optional(),
  when: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'Write a year, a month or a day: 2026, 2026-03 or 2026-03-02.')
    .optional()
    .meta({ description: 'The year, month or day in which it begins to happen.' }),
  received: date
    .optional()
    .meta({ description: 'Of reports that were taken in after this moment, ISO 8601.' }),
  once: yesOrNo.optional().meta({ description: 'Each statement once, where it was first said.' }),
  order: z.enum(ledgerOrders).optional(),
  counts: z.enum(ledgerCounts).optional().meta({
    description:
      'What is counted for the first page: rows and facets if not given. In a large database counting takes longer than the rows.',
  }),
  since: z.union([wholeNumber(0, largestChange), date]).meta({
    type: 'string',
    pattern: `^(\\d{1,9}|${moment.source.slice(1, -1)})$`,
    description: 'A change number, as status or changes gave it, or a moment (ISO 8601).',
  }),
  format: z.enum(exportFormats),
  all: z.enum(['', '1', 'true']).optional().meta({ description: 'Every report in the database.' }),
  table: z.enum(csvTables).optional().meta({ description: 'With csv; claims if not given.' }),
  excel: yesOrNo
    .optional()
    .meta({ description: 'With csv: begins with a byte order mark, by which Excel knows accents.' }),
  after: z
    .string()
    .max(longestCursor)
    .optional()
    .meta({ description: 'What the page before gave as "next".' }),
  limit: wholeNumber(1, largestPage)
    .optional()
    .meta({ description: `1 to ${largestPage}; ${usualPage} if not given.` }),
}

/** Parameters that mean something else from route to route. */
export const found = z.enum(['report', 'claim']).optional()
export const sourceKind = z.enum(sourceKinds).optional()
export const eventType = z.enum(eventTypes).optional()
export const entityType = word.optional()
export const afterChange = wholeNumber(0, largestChange).optional()
/** Of what comes in no pages. */
export const mostItems = wholeNumber(1, largestPage).optional()
/** Part of the name of a place. */
export const placeName = word.optional()
export const leadOrder = z.enum(leadOrders).optional()
export const movesClock = z.enum(movesClocks).optional()
