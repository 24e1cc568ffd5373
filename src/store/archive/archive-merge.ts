import type { Anchor, Correction, Ingested } from '../../contract/api.ts'
import { anchorsOf } from '../corrections/correction-book.ts'
import { contentHashOf } from '../reports/content-hash.ts'
import { keyOf } from '../sql/keys.ts'
import { type IngestItem, type Store, StoreRequestError } from '../store.ts'
import type { CorrectionRecord, ReportRecord } from './archive-format.ts'
import { checkedRecords } from './archive-schema.ts'

/** Reports that are taken in at once. */
const batchSize = 25

/** What became of a part of an archive: a report, or something that could not be taken over, with the reason. */
export type Merged = (Ingested & { title?: string }) | { id: string; error: string }

/**
 * Adds what an archive holds to a database that has reports already: reports in all their versions but those that are
 * there, corrections that are not taken back, ratings and feeds where there is none yet. What is there stays; stories are
 * grouped anew, and numbers are the database's own.
 * @param records as they were parsed from JSON
 * Throws a StoreRequestError at a record that is wrong; what came before it is kept.
 */
export async function* mergeArchive(store: Store, records: AsyncIterable<unknown>): AsyncGenerator<Merged> {
  const merging = new Merging(store)
  for await (const { record } of checkedRecords(records, 'what came before it is kept'))
    switch (record.record) {
      case 'report':
        yield* merging.report(record)
        break
      case 'story':
        yield* merging.flush()
        merging.story(record.story.id, record.reports)
        break
      case 'correction':
        yield* merging.correction(record)
        break
      case 'rating':
        if ((await store.ratingOf(record.name)) === undefined)
          await store.rateSource(record.name, record.rating, record.by, record.note)
        break
      case 'feed': {
        const there = (await store.feeds()).find(({ address }) => address === record.feed.address)
        const { id, ...feed } = record.feed
        merging.feeds.set(id, (there ?? (await store.saveFeed(feed))).id)
        break
      }
      case 'feed-item': {
        const feed = merging.feeds.get(record.item.feed)
        if (feed === undefined || (await store.feedItem(feed, record.item.key))) break
        const { report } = record.item
        await store.saveFeedItem({
          ...record.item,
          feed,
          ...(report === undefined ? {} : { report: merging.idOf(report) }),
        })
        break
      }
      case 'end':
        yield* merging.flush()
    }
}

class Merging {
  readonly #store: Store
  /** Ids in the database of feeds of the archive, and of reports that have another there. */
  readonly feeds = new Map<string, string>()
  readonly #ids = new Map<string, string>()
  /** Reports of each story of the archive: the first few stand for it. */
  readonly #stories = new Map<string, string[]>()
  /** The report whose versions are being read, and what of it is there already. */
  #current = ''
  #there: Set<string> | undefined
  #batch: IngestItem[] = []
  #corrections: Promise<Set<string>> | undefined

  constructor(store: Store) {
    this.#store = store
  }

  idOf(report: string): string {
    return this.#ids.get(report) ?? report
  }

  async *report({ report, analysis, from, textGone }: ReportRecord): AsyncGenerator<Merged> {
    // Without its text there is nothing to group anew.
    if (textGone) return
    if (report !== this.#current) {
      this.#current = report
      const { url } = analysis.report
      const known =
        (await this.#store.report(report)) ??
        (url === undefined ? undefined : await this.#store.reportAt(url))
      this.#there = undefined
      if (known) {
        this.#there = new Set()
        if (known.id !== report) this.#ids.set(report, known.id)
        for (const { number } of await this.#store.versions(known.id)) {
          const one = await this.#store.analysis(known.id, { version: number, corrected: false })
          if (one) this.#there.add(contentHashOf(one))
        }
        const { id, story, version, title } = known
        // Told once, whichever of its versions are new.
        if (this.#there.has(contentHashOf(analysis)))
          yield { report: id, outcome: 'same', version, story, ...(title === undefined ? {} : { title }) }
      }
    }
    // A version that is there is not laid over a newer one again.
    if (this.#there?.has(contentHashOf(analysis))) return
    const id = this.idOf(report)
    this.#batch.push({
      analysis: { ...analysis, report: { ...analysis.report, id } },
      ...(from === undefined ? {} : { from }),
    })
    if (this.#batch.length >= batchSize) yield* this.flush()
  }

  async *flush(): AsyncGenerator<Merged> {
    const batch = this.#batch
    this.#batch = []
    for (const [k, taken] of (await this.#store.ingest(batch)).entries()) {
      const { id, title } = batch[k].analysis.report
      if (taken.report !== keyOf(id)) this.#ids.set(id, taken.report)
      yield { ...taken, ...(title === undefined ? {} : { title }) }
    }
  }

  story(id: string, reports: readonly string[]): void {
    this.#stories.set(id, reports.slice(0, 50))
  }

  async *correction({ correction, before }: CorrectionRecord): AsyncGenerator<Merged> {
    yield* this.flush()
    if (correction.undone) return
    this.#corrections ??= this.#standing()
    try {
      const { id: _, at: __, anchored: ___, undone: ____, ...given } = correction
      const here = await this.#here(given, before)
      const standing = await this.#corrections
      if (!here || standing.has(sameness(here))) return
      await this.#store.correct(here)
      standing.add(sameness(here))
    } catch (error) {
      if (!(error instanceof StoreRequestError)) throw error
      yield {
        id: correction.id,
        error: `The correction ${correction.id} was not taken over: ${error.message}`,
      }
    }
  }

  /** What corrections there are in the database. */
  async #standing(): Promise<Set<string>> {
    const standing = new Set<string>()
    for (let after: string | undefined; ; ) {
      const page = await this.#store.corrections(
        { undone: false },
        { limit: 500, ...(after === undefined ? {} : { after }) },
      )
      for (const one of page.items) standing.add(sameness(one))
      if (page.next === undefined) return standing
      after = page.next
    }
  }

  /** A correction with the database's ids; undefined where it is so already. */
  async #here(given: Correction, before: CorrectionRecord['before']): Promise<Correction | undefined> {
    const anchored = (anchor: Anchor): Anchor => ({ ...anchor, report: this.idOf(anchor.report) })
    if ('anchors' in given)
      return { ...given, anchors: [anchored(given.anchors[0]), anchored(given.anchors[1])] }
    if ('anchor' in given) return { ...given, anchor: anchored(given.anchor) }
    const moved = before.moved ?? []
    const [first] = moved
    const from = first === undefined ? undefined : await this.#storyOf(first)
    const companion = (this.#stories.get(before.to ?? '') ?? []).find((report) => !moved.includes(report))
    const to = companion === undefined ? undefined : await this.#storyOf(companion)
    if (first === undefined || from === undefined || from === to) return undefined
    if (given.kind === 'merge-stories')
      return to === undefined ? undefined : { ...given, stories: [to, from] }
    if (to !== undefined) return { ...given, report: this.idOf(first), story: to }
    // It stood alone: so it does here, unless others share its story.
    const { items } = await this.#store.reports({ story: from }, { limit: 2 })
    return items.length > 1 ? { ...given, report: this.idOf(first), story: null } : undefined
  }

  async #storyOf(report: string): Promise<string | undefined> {
    return (await this.#store.report(this.idOf(report)))?.story
  }
}

/** By which two corrections are the same, whoever made them. */
const sameness = (correction: Correction) =>
  JSON.stringify([
    correction.kind,
    anchorsOf(correction).map(({ report, exact, prefix }) => [report, exact, prefix]),
    'stories' in correction ? correction.stories : null,
    'report' in correction ? [correction.report, correction.story] : null,
    correction.kind === 'note' ? correction.note : null,
  ])
