import type { Selectable, SelectQueryBuilder } from 'kysely'
import type { Language } from '../contract/analysis.ts'
import type { Change, StoredFeed, StoredReport, StoredStory } from '../contract/api.ts'
import type { Tables } from './sql/tables.ts'
import type { StoredFeedItem } from './store.ts'

export const storyId = (number: number) => `s${number}`

/** The number in an id such as "s12"; undefined where it is no id of that letter. */
export const numberIn = (id: string, letter: string): number | undefined => {
  const found = new RegExp(`^${letter}([1-9]\\d{0,8})$`).exec(id)
  return found ? Number(found[1]) : undefined
}

const share = (part: number, whole: number) => (whole > 0 ? Math.round((part / whole) * 1000) / 1000 : 0)

export type Row<Table extends keyof Tables> = Awaited<
  ReturnType<SelectQueryBuilder<Tables, Table, Selectable<Tables[Table]>>['execute']>
>[number]

export function reportFrom(row: Row<'report'>): StoredReport {
  return {
    id: row.id,
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.publisher === null ? {} : { publisher: row.publisher }),
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.authors === null ? {} : { authors: JSON.parse(row.authors) as string[] }),
    ...(row.published === null ? {} : { published: row.published }),
    language: row.language as Language,
    version: row.version,
    received: row.received,
    story: storyId(row.story),
    ...(row.came_from === null ? {} : { from: row.came_from }),
    words: row.words,
    claims: row.claims,
    hearsay: share(row.hearsay_words, row.words),
  }
}

export const storyColumns = [
  'number',
  'title',
  'reports',
  'origins',
  'conflicts',
  'languages',
  'words',
  'hearsay_words',
  'first',
  'last',
  'change',
  'changed',
  'situated',
] as const

export function storyFrom(row: Pick<Row<'story'>, (typeof storyColumns)[number]>): StoredStory {
  return {
    id: storyId(row.number),
    title: row.title,
    reports: row.reports,
    origins: row.origins,
    conflicts: row.conflicts,
    languages: JSON.parse(row.languages) as Language[],
    hearsay: share(row.hearsay_words, row.words),
    ...(row.first === null ? {} : { first: row.first }),
    ...(row.last === null ? {} : { last: row.last }),
    change: row.change,
    changed: row.changed,
  }
}

export function feedItemFrom(row: Row<'feed_item'>): StoredFeedItem {
  return {
    feed: `f${row.feed}`,
    key: row.key,
    state: row.state as StoredFeedItem['state'],
    seen: row.seen,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.report === null ? {} : { report: row.report }),
    ...(row.failure === null ? {} : { failure: row.failure }),
    failures: row.failures,
    ...(row.next === null ? {} : { next: row.next }),
  }
}

export function feedFrom(row: Row<'feed'>): StoredFeed {
  return {
    id: `f${row.number}`,
    address: row.address,
    ...(row.title === null ? {} : { title: row.title }),
    paused: row.paused === 1,
    ...(row.etag === null ? {} : { etag: row.etag }),
    ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
    ...(row.asked === null ? {} : { asked: row.asked }),
    ...(row.next === null ? {} : { next: row.next }),
    ...(row.failure === null ? {} : { failure: row.failure }),
    failures: row.failures,
    items: row.items,
  }
}

export function changeFrom({ number, at, kind, report, story, correction }: Row<'change'>): Change {
  return {
    number,
    at,
    kind: kind as Change['kind'],
    ...(report === null ? {} : { report }),
    ...(story === null ? {} : { story }),
    ...(correction === null ? {} : { correction }),
  }
}
