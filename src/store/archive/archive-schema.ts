import { z } from 'zod'
import { reliabilities } from '../../contract/api.ts'
import { feedItemStates } from '../feeds/feed-item.ts'
import { StoreRequestError } from '../store.ts'
import { archiveFormat, type ExportRecord, numberedTables } from './archive-format.ts'

/** Looks at the shape alone: what is restored is the record as it was read, with all that it holds. */
const text = z.string()
const count = z.number().int().nonnegative()
const moment = z.string().max(40)
const span = z.tuple([count, count])
const spans = z.array(span)
const numbered = (letter: string) => z.string().regex(new RegExp(`^${letter}[1-9]\\d{0,8}$`))
const factuality = text
const found = { id: text }

const holder = z.looseObject({
  kind: text,
  name: text.optional(),
  attribution: text.nullish(),
  entity: text.nullish(),
})
const participant = z.looseObject({ span, entity: text.nullish() })

const claim = z.looseObject({
  ...found,
  span,
  predicate: span,
  chain: z.array(holder),
  basis: z.enum(['asserted', 'attributed', 'hearsay']),
  factuality,
  outletFactuality: factuality,
})

/** What is read of an analysis where it is written into the tables. */
const analysis = z.looseObject({
  version: text,
  engine: z.looseObject({ version: text }),
  report: z.looseObject({
    id: text.min(1),
    language: z.enum(['fr', 'en', 'es']),
    text,
    title: text.optional(),
    publisher: text.optional(),
    published: text.optional(),
    url: text.optional(),
    authors: z.array(text).optional(),
  }),
  sentences: spans,
  entities: z.array(
    z.looseObject({
      ...found,
      type: text,
      name: text,
      wikidata: text.optional(),
      mentions: z.array(z.looseObject({ span, kind: text })),
    }),
  ),
  attributions: z.array(
    z.looseObject({ ...found, source: spans, cue: spans, content: spans, sourceKind: text, speech: text }),
  ),
  claims: z.array(claim),
  predicates: z.array(claim).optional(),
  events: z.array(
    z.looseObject({
      ...found,
      trigger: span,
      type: text,
      status: text,
      actors: z.array(participant),
      recipients: z.array(participant),
    }),
  ),
  times: z.array(z.looseObject({ ...found, span, type: text, value: text })),
  places: z.array(z.looseObject({ ...found, span, name: text })),
})

const anchor = { report: text, exact: text, prefix: text, suffix: text, span }

const correction = z.looseObject({
  id: numbered('k'),
  kind: z.enum([
    'merge-entities',
    'split-entity',
    'merge-stories',
    'move-report',
    'merge-statements',
    'split-statement',
    'claim-wrong',
    'note',
    'claim-right',
    'speaker',
    'certainty',
    'place',
    'verdict',
  ]),
  by: text,
  note: text.optional(),
  at: moment,
  undone: z.object({ at: moment, by: text }).optional(),
  anchored: z.boolean(),
  anchor: z.object(anchor).optional(),
  anchors: z.tuple([z.object(anchor), z.object(anchor)]).optional(),
  stories: z.tuple([text, text]).optional(),
  report: text.optional(),
  story: text.nullish(),
})

const record = z.discriminatedUnion('record', [
  z.object({
    record: z.literal('archive'),
    format: z.literal(archiveFormat.format),
    version: z.literal(archiveFormat.version),
  }),
  z.looseObject({
    record: z.literal('report'),
    report: text.min(1),
    version: count.min(1),
    received: moment,
    from: text.optional(),
    analysis,
    difference: z
      .looseObject({
        added: z.array(z.unknown()),
        removed: z.array(z.unknown()),
        changed: z.array(z.unknown()),
      })
      .optional(),
    textGone: z
      .object({
        at: moment,
        days: count.min(1),
        contentHash: text,
        engineHash: text,
        reader: z.enum(['fast', 'careful']),
        words: count,
        hearsayWords: count,
        claims: count,
        sources: z.array(z.object({ name: text, kind: text, published: count, cited: count })),
        entities: z.array(
          z.object({
            id: text,
            key: text,
            name: text,
            type: text,
            wikidata: text.nullable(),
            mentions: count,
          }),
        ),
      })
      .optional(),
    pinned: z.literal(true).optional(),
    likeness: z.object({ terms: z.base64(), fields: count, nearby: z.array(text) }).optional(),
  }),
  z.object({
    record: z.literal('story'),
    story: z.looseObject({
      id: numbered('s'),
      title: text,
      origins: count,
      conflicts: count,
      change: count,
      changed: z.string().max(40),
    }),
    reports: z.array(text),
    grouping: z.object({
      joined: z.number(),
      joins: count,
      nextCut: count,
      nextMerge: count,
      pinned: z.literal(true).optional(),
      mergedInto: numbered('s').optional(),
      situated: z.number().int(),
    }),
    situation: z.looseObject({ statements: z.array(z.unknown()) }).optional(),
  }),
  z.object({
    record: z.literal('correction'),
    correction,
    anchors: z.array(z.object({ ...anchor, part: count, now: span.nullable() })),
    before: z.object({
      keys: z.tuple([text, text]).optional(),
      moved: z.array(text).optional(),
      from: numbered('s').optional(),
      to: numbered('s').optional(),
    }),
  }),
  z.object({
    record: z.literal('rating'),
    name: text.min(1),
    rating: z.enum(reliabilities),
    note: text.optional(),
    by: text,
    at: moment,
  }),
  z.object({ record: z.literal('source'), source: z.looseObject({ name: text, kind: text }) }),
  z.object({
    record: z.literal('feed'),
    feed: z.looseObject({
      id: numbered('f'),
      address: text.min(1),
      title: text.optional(),
      paused: z.boolean(),
      etag: text.optional(),
      lastModified: text.optional(),
      asked: moment.optional(),
      next: moment.optional(),
      failure: text.optional(),
      failures: count,
      items: count,
    }),
  }),
  z.object({
    record: z.literal('feed-item'),
    item: z.looseObject({
      feed: numbered('f'),
      key: text,
      state: z.enum(feedItemStates),
      seen: moment,
      address: text.optional(),
      title: text.optional(),
      report: text.optional(),
      failure: text.optional(),
      failures: count,
      next: moment.optional(),
    }),
    hash: text.optional(),
  }),
  z.object({
    record: z.literal('change'),
    change: z.looseObject({
      number: count.min(1),
      at: moment,
      kind: z.enum(['report', 'version', 'reading', 'deleted', 'story', 'correction', 'undo', 'rating']),
      report: text.optional(),
      story: text.optional(),
      correction: text.optional(),
    }),
  }),
  z.object({
    record: z.literal('end'),
    records: count,
    last: z.object(Object.fromEntries(numberedTables.map((table) => [table, count]))),
  }),
])

/** A record of an archive as it was read; or where it is none, what is wrong with it. */
function recordFrom(value: unknown): ExportRecord | { wrong: string } {
  const { success, error } = record.safeParse(value)
  if (success) return value as ExportRecord
  const [issue] = error.issues
  return { wrong: issue ? `${issue.path.map(String).join('.') || 'record'}: ${issue.message}` : 'it is none' }
}

/** Whether a value is a record of an archive. */
export const isRecord = (value: unknown): value is ExportRecord => record.safeParse(value).success

/** A record, its number from 1, and the error that refuses it for a reason. */
export interface CheckedRecord {
  record: ExportRecord
  refuse(reason: string): StoreRequestError
}

/**
 * The records of an archive, each looked at before it is given.
 * @param records as they were parsed from JSON
 * @param consequence what becomes of the rest where one is wrong, to end the sentence
 * Throws a StoreRequestError at the record that is wrong, and at the end where the archive is not whole.
 */
export async function* checkedRecords(
  records: AsyncIterable<unknown>,
  consequence: string,
): AsyncGenerator<CheckedRecord> {
  let number = 0
  let ended = false
  for await (const value of records) {
    number++
    const place = `Record ${number} of the archive`
    const refuse = (reason: string) =>
      new StoreRequestError(`${place} cannot be read (${reason}): ${consequence}.`)
    const read = recordFrom(value)
    if ('wrong' in read) throw refuse(read.wrong)
    if ((read.record === 'archive') !== (number === 1))
      throw refuse(
        number === 1 ? 'an archive begins with its header' : 'a header stands at the beginning alone',
      )
    if (ended) throw refuse('it stands behind the end')
    if (read.record === 'end') {
      if (read.records !== number - 1)
        throw refuse(`${read.records} records should stand before it, not ${number - 1}`)
      ended = true
    }
    yield { record: read, refuse }
  }
  if (!ended)
    throw new StoreRequestError(
      number === 0
        ? `The archive is empty: ${consequence}.`
        : `The archive breaks off after ${number} ${number === 1 ? 'record' : 'records'}, so it is not whole: ${consequence}.`,
    )
}
