import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { mergeArchive } from '../../src/store/archive/archive-merge.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { openStore } from '../../src/store/open-store.ts'
import { type Store, StoreRequestError } from '../../src/store/store.ts'
import { testEngine } from '../support.ts'
import { backends } from './backends.ts'
import { sampleAnalyses } from './sample-analyses.ts'

const read = (id: string, language: 'fr' | 'en' | 'es', text: string) =>
  testEngine().analyse({ id, language, text, published: '2026-04-02' })
const songs = () => [
  read(
    'song-fr',
    'fr',
    'La chanteuse Mila Dorval annonce une tournée de neuf villes et un album pour le printemps.',
  ),
  read(
    'song-en',
    'en',
    'The singer Mila Dorval announced a tour of nine cities and an album for the spring.',
  ),
  read(
    'song-es',
    'es',
    'La cantante Mila Dorval anunció una gira de nueve ciudades y un álbum para la primavera.',
  ),
]

const clock = () => {
  let moments = 0
  return { now: () => new Date(Date.UTC(2026, 3, 2) + 1000 * moments++).toISOString() }
}

/** The lines of a store's archive. */
async function archiveOf(store: Store): Promise<string[]> {
  const lines: string[] = []
  for await (const record of store.exportAll()) lines.push(JSON.stringify(record))
  return lines
}
async function* parsed(lines: readonly string[]): AsyncGenerator<unknown> {
  for (const line of lines) yield JSON.parse(line)
}

const words = ({ report }: Analysis, exact: string) => {
  const start = report.text.indexOf(exact)
  expect(start, exact).toBeGreaterThanOrEqual(0)
  return anchorOf(report.id, report.text, [start, start + exact.length])
}
const named = (analysis: Analysis, k: number) => {
  const entities = analysis.entities.filter(({ mentions }) => mentions.some(({ kind }) => kind === 'name'))
  const mention = entities[k].mentions.find(({ kind }) => kind === 'name')
  const { report } = analysis
  return anchorOf(report.id, report.text, mention?.span ?? [0, 0])
}

/** Everything of which an archive has a record, with things that were deleted, undone and moved. */
async function fill(store: Store): Promise<void> {
  const feed = await store.saveFeed({ address: 'https://example.org/gone' })
  await store.saveFeed({
    address: 'https://example.org/feed',
    title: 'Fil',
    etag: '"x"',
    failures: 2,
    failure: 'lent',
  })
  await store.removeFeed(feed.id)
  await store.ingest(sampleAnalyses().map((analysis, k) => ({ analysis, ...(k % 2 ? { from: 'f2' } : {}) })))
  await store.ingest(songs().map((analysis) => ({ analysis })))
  await store.ingest([
    { analysis: read('gone', 'fr', 'Un texte qui sera retiré parce que sa source le demande.') },
  ])
  const [first, second, third] = sampleAnalyses()
  const changed = { ...first.report, text: `${first.report.text} Deux ponts ont été fermés.` }
  await store.ingest([{ analysis: testEngine().analyse(changed) }])
  await store.deleteReport('gone')
  await store.correct({
    kind: 'claim-wrong',
    by: 'Ana',
    note: 'démenti',
    anchor: anchorOf(second.report.id, second.report.text, second.claims[0].span),
  })
  await store.correct({
    kind: 'note',
    by: 'Béa',
    note: 'à vérifier',
    anchor: anchorOf(third.report.id, third.report.text, third.claims[0].span),
  })
  await store.correct({ kind: 'merge-entities', by: 'Ana', anchors: [named(second, 0), named(third, 1)] })
  await store.correct({ kind: 'split-entity', by: 'Ana', anchor: splittable() })
  const undone = await store.correct({
    kind: 'note',
    by: 'Ana',
    note: 'x',
    anchor: words(songs()[0], 'tournée'),
  })
  await store.undo(undone.id, 'Béa')
  const story = async (id: string) => (await store.report(id))?.story ?? ''
  await store.correct({
    kind: 'move-report',
    by: 'Ana',
    report: 'song-es',
    story: await story(first.report.id),
  })
  const moved = await store.correct({ kind: 'move-report', by: 'Ana', report: second.report.id, story: null })
  await store.correct({
    kind: 'merge-stories',
    by: 'Ana',
    stories: [await story('song-fr'), await story(second.report.id)],
  })
  expect(moved.id).toBe('k7')
  await store.rateSource('Agence Meridia', 'B', 'Ana', 'solide')
  await store.rateSource('Élan', 'C', 'Ana')
  await store.rateSource('nobody yet', 'F', 'Ana')
  const item = { feed: 'f2', seen: '2026-04-01T00:00:00.000Z', failures: 0 }
  await store.saveFeedItem({ ...item, key: 'a', state: 'taken', report: first.report.id, title: 'Le pont' })
  await store.saveFeedItem({ ...item, key: 'b\ud800', state: 'given-up', failure: 'illisible', failures: 3 })
}

/** A mention of an entity that has another beside it. */
function splittable() {
  for (const { report, entities } of sampleAnalyses().slice(3))
    for (const { mentions } of entities)
      if (mentions.filter(({ kind }) => kind === 'name').length > 1)
        return anchorOf(report.id, report.text, mentions[mentions.length - 1].span)
  throw new Error('no sample names anybody twice')
}

async function seen(store: Store) {
  await store.refresh()
  const page = { limit: 500 }
  const { items: stories } = await store.stories({}, page)
  return {
    counts: await store.counts(),
    reports: await store.reports({}, page),
    analyses: await Promise.all(sampleAnalyses().map(({ report }) => store.analysis(report.id))),
    versions: await Promise.all(sampleAnalyses().map(({ report }) => store.versions(report.id))),
    stories,
    situations: await Promise.all(stories.map(({ id }) => store.situation(id))),
    entities: (await store.entities({}, page)).items.sort((a, b) => (a.id < b.id ? -1 : 1)),
    claims: (await store.claims({}, page)).items.map(({ text, report }) => [report, text]).sort(),
    sources: (await store.sources({}, page)).items.sort((a, b) => (a.name < b.name ? -1 : 1)),
    found: (await store.search('pont', {}, page)).items.map(({ report }) => report).sort(),
    corrections: await store.corrections({}, page),
    changes: await store.changes(0, 1000),
    feeds: await store.feeds(),
    items: await store.feedItems('f2'),
  }
}

const open: Store[] = []
const opened = async (database: string) => {
  const store = await openStore(database, clock())
  open.push(store)
  return store
}
afterAll(async () => {
  for (const store of open) await store.close()
  for (const backend of backends) if (!backend.skipped) await backend.stop()
}, 60_000)
beforeAll(async () => {
  for (const backend of backends) if (!backend.skipped) await backend.start()
}, 60_000)

describe.each(backends.flatMap((from) => backends.map((to) => ({ from, to }))))(
  'an archive from $from.name in $to.name',
  ({ from, to }) => {
    test.skipIf(from.skipped || to.skipped)(
      'gives the same archive again, byte for byte, and a store that goes on as the first does',
      async () => {
        const first = await opened(await from.newDatabase())
        await fill(first)
        const archive = await archiveOf(first)
        const kinds = new Set(archive.map((line) => JSON.parse(line).record))
        expect([...kinds]).toEqual([
          ...[
            'archive',
            'report',
            'story',
            'correction',
            'rating',
            'source',
            'feed',
            'feed-item',
            'change',
            'end',
          ],
        ])
        const second = await opened(await to.newDatabase())
        await second.restore(parsed(archive))
        expect(await archiveOf(second)).toEqual(archive)
        expect(await seen(second)).toEqual(await seen(first))
        for (const store of [first, second]) expect((await store.check()).problems).toEqual([])
        // Undone, taken in again and corrected anew, both do the same, with the same numbers.
        for (const store of [first, second]) {
          for (const id of ['k1', 'k3', 'k7', 'k8']) expect(await store.undo(id, 'Béa')).toBe(true)
          await store.ingest([
            { analysis: read('late', 'fr', `${sampleAnalyses()[0].report.text} On en sait plus.`) },
          ])
          await store.correct({ kind: 'note', by: 'Ana', note: 'y', anchor: words(songs()[1], 'tour') })
          await store.saveFeed({ address: 'https://example.org/third' })
          expect(await store.deleteReport(sampleAnalyses()[4].report.id)).toBe(true)
          expect((await store.check()).problems).toEqual([])
        }
        const undated = (value: unknown) =>
          JSON.parse(JSON.stringify(value).replace(/2026-04-02T\d\d:\d\d:\d\d\.000Z/g, ''))
        expect(undated(await seen(second))).toEqual(undated(await seen(first)))
      },
      120_000,
    )
  },
)

describe.each(backends)('an archive that is not as it should be, in $name', (backend) => {
  const cases: [string, (lines: string[]) => string[], RegExp][] = [
    ['nothing', () => [], /is empty: nothing was restored/],
    ['without its header', (lines) => lines.slice(1), /Record 1 .*begins with its header/],
    ['cut off', (lines) => lines.slice(0, 5), /breaks off after 5 records, so it is not whole/],
    ['without its end', (lines) => lines.slice(0, -1), /breaks off/],
    [
      'with a record left out',
      (lines) => lines.toSpliced(3, 1),
      /should stand before it|is missing|names a report/,
    ],
    ['with a report twice', (lines) => lines.toSpliced(2, 0, lines[1]), /follow one another|came before/],
    [
      'of a later version',
      (lines) => lines.with(0, lines[0].replace('"version":1', '"version":2')),
      /version/,
    ],
    [
      'with words where a number is',
      (lines) => lines.with(1, lines[1].replace('"version":1', '"version":"x"')),
      /Record 2/,
    ],
    [
      'with an analysis of nothing',
      (lines) => lines.with(1, '{"record":"report","report":"r","version":1,"received":"","analysis":{}}'),
      /Record 2 .*analysis/,
    ],
    ['of null', (lines) => lines.with(1, 'null'), /Record 2/],
    [
      'with more behind its end',
      (lines) => [...lines, lines[1]],
      /stands behind the end|before those that came/,
    ],
  ]
  test.skipIf(backend.skipped).each(cases)(
    '%s',
    async (_name, spoil, reason) => {
      const first = await opened(await backends[0].newDatabase())
      await first.ingest([...sampleAnalyses().slice(0, 4), ...songs()].map((analysis) => ({ analysis })))
      const store = await opened(await backend.newDatabase())
      const spoilt = spoil(await archiveOf(first))
      const restored = store.restore(parsed(spoilt))
      await expect(restored).rejects.toBeInstanceOf(StoreRequestError)
      await expect(restored).rejects.toThrow(reason)
      expect(await store.counts()).toMatchObject({ reports: 0, stories: 0 })
      // And it takes a whole one afterwards.
      await store.restore(parsed(await archiveOf(first)))
      expect(await archiveOf(store)).toEqual(await archiveOf(first))
      await expect(store.restore(parsed(await archiveOf(first)))).rejects.toThrow(/is not empty/)
    },
    60_000,
  )
})

describe.each(backends)('an archive added to what is there, in $name', (backend) => {
  test.skipIf(backend.skipped)(
    'brings what is missing, and nothing the second time',
    async () => {
      const first = await opened(await backends[0].newDatabase())
      await fill(first)
      const archive = await archiveOf(first)
      const store = await opened(await backend.newDatabase())
      await store.ingest([
        { analysis: read('own', 'fr', 'Le maire de Brunec a marié samedi deux champions.') },
      ])
      await store.rateSource('Agence Meridia', 'D', 'Cloé')
      const outcomes: string[] = []
      for await (const merged of mergeArchive(store, parsed(archive)))
        outcomes.push('error' in merged ? merged.error : merged.outcome)
      expect(outcomes.filter((outcome) => !['new', 'version'].includes(outcome))).toEqual([])
      expect(await store.counts()).toMatchObject({ reports: 13, versions: 14 })
      const kinds = (await store.corrections()).items.map(({ kind }) => kind)
      expect(kinds).toEqual(expect.arrayContaining(['claim-wrong', 'note', 'merge-entities', 'split-entity']))
      const inOneStory = async (one: string, other: string) =>
        (await store.report(one))?.story === (await store.report(other))?.story
      expect(await inOneStory('song-es', sampleAnalyses()[0].report.id)).toBe(true)
      expect(await inOneStory('song-fr', sampleAnalyses()[1].report.id)).toBe(true)
      expect((await store.sources({ text: 'Agence Meridia' })).items[0]).toMatchObject({ rating: 'D' })
      expect((await store.sources({ text: 'nobody yet' })).items[0]).toMatchObject({ rating: 'F' })
      expect((await store.feedItems('f1')).items).toHaveLength(2)
      expect((await store.check()).problems).toEqual([])

      const before = await archiveOf(store)
      const again: string[] = []
      for await (const merged of mergeArchive(store, parsed(archive)))
        again.push('error' in merged ? merged.error : merged.outcome)
      expect(new Set(again)).toEqual(new Set(['same']))
      expect(await archiveOf(store)).toEqual(before)
    },
    120_000,
  )
})
