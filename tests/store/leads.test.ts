import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import type { StoryLead } from '../../src/contract/api.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { isTelling } from '../../src/store/stories/story-title.ts'
import { root, testEngine } from '../support.ts'
import { backends } from './backends.ts'

const samples = readdirSync(`${root}samples`)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')))
const alone: {
  id: string
  language: Language
  published?: string
  publisher: string
  text: string
  title?: string
}[] = [
  {
    id: 'nameless',
    language: 'en',
    published: '2026-01-04T08:00:00Z',
    publisher: 'The Halde Gazette',
    title: 'Opera house of Vell may close',
    text: 'Two officials said on Sunday that the opera house of Vell would close in June.',
  },
  {
    id: 'named',
    language: 'es',
    published: '2026-03-30T08:00:00Z',
    publisher: 'El Faro',
    title: 'El aeropuerto de Madrid abrirá en mayo',
    text: 'El ministro Tomás Ruiz dijo el lunes que el aeropuerto de Madrid abrirá en mayo.',
  },
  {
    id: 'stamped',
    language: 'fr',
    published: '2026-03-31T08:00:00Z',
    publisher: 'Le Phare',
    title: 'Publié le 31/03/2026 à 10h12',
    text: 'Publié le 31/03/2026 à 10h12. Le zoo de Brenne a accueilli trois lynx, a annoncé sa directrice Anne Morel.',
  },
]

describe.each(backends)('stories in sentences, in $name', (backend) => {
  let store: Store
  let moment = '2026-04-01T08:00:00.000Z'

  beforeAll(async () => {
    if (backend.skipped) return
    await backend.start()
    store = await openStore(await backend.newDatabase(), { now: () => moment })
    await store.ingest(samples.map((report) => ({ analysis: testEngine().analyse(report) })))
    moment = '2026-04-02T08:00:00.000Z'
    await store.ingest(alone.map((report) => ({ analysis: testEngine().analyse(report) })))
    await store.refresh()
  }, 120_000)
  afterAll(async () => {
    await store?.close()
    if (!backend.skipped) await backend.stop()
  })
  const titles = (leads: readonly StoryLead[]) => leads.map(({ story }) => story.title)

  it.skipIf(backend.skipped)(
    'puts what is disputed first, then what rests on nameless sources, then the latest news',
    async () => {
      const { items } = await store.leads()
      expect(items.map(({ why }) => why)).toEqual(
        [...items.map(({ why }) => why)].sort((a, b) => rank(b) - rank(a)),
      )
      expect(items[0].why).toBe('disputed')
      expect(items[0].story.reports).toBeGreaterThan(5)
      expect(items[0].disputes.denials + items[0].disputes.conflicts).toBeGreaterThan(0)
      expect(items[0].brief.length).toBeGreaterThan(1)
      const last = items.filter(({ why }) => why === 'said').map(({ story }) => story.last ?? '')
      expect(last).toEqual([...last].sort().reverse())
      expect(items.find(({ reports }) => reports[0]?.id === 'nameless')?.why).toBe('nameless')
    },
  )

  it.skipIf(backend.skipped)(
    'tells a story of one report by what its beginning says, and never by a time stamp',
    async () => {
      const { items } = await store.leads()
      const lead = items.find(({ brief }) => brief[0]?.passages[0].report === 'named')
      expect(lead?.brief[0].passages[0].text).toContain('aeropuerto')
      expect(lead?.brief[0].holder?.name).toContain('Tomás Ruiz')
      const stamped = items.find(({ reports }) => reports[0]?.id === 'stamped')
      expect(stamped?.story.title).toContain('Le zoo de Brenne')
    },
  )

  it.skipIf(backend.skipped).each([
    ['language', { language: 'es' as const, place: 'madrid' }, ['named']],
    ['outlet', { publisher: 'The Halde Gazette' }, ['nameless']],
    ['place', { place: 'Madrid' }, ['named']],
    ['date', { from: '2026-03-30', to: '2026-03-31' }, ['named']],
    ['words', { text: 'opera' }, ['nameless']],
  ])('filters by %s', async (_, filter, reports) => {
    const { items } = await store.leads(filter)
    expect(items.flatMap((lead) => lead.reports.map(({ id }) => id))).toEqual(reports)
  })

  it.skipIf(backend.skipped).each(['urgent', 'latest', 'origins', 'reports'] as const)(
    'gives the same stories page by page in the order "%s"',
    async (order) => {
      const { items } = await store.leads({ order })
      const paged: StoryLead[] = []
      for (let after: string | undefined; ; ) {
        const page = await store.leads({ order }, { limit: 1, ...(after ? { after } : {}) })
        paged.push(...page.items)
        after = page.next
        if (after === undefined) break
      }
      expect(titles(paged)).toEqual(titles(items))
      expect(new Set(titles(items)).size).toBe(items.length)
    },
  )

  it.skipIf(backend.skipped)('waits for no story that takes long to be worked out', async () => {
    // What is worked out elsewhere never comes.
    const slow = await openStore(await backend.newDatabase(), { situate: () => new Promise(() => undefined) })
    try {
      await slow.ingest(
        alone
          .slice(0, 1)
          .flatMap((report) =>
            ['first', 'second', 'third'].map((id) => ({ analysis: testEngine().analyse({ ...report, id }) })),
          ),
      )
      const { items } = await slow.leads({})
      expect(items.map(({ story, brief }) => [story.reports, brief])).toEqual([[3, []]])
      expect(await slow.story(items[0].story.id)).toMatchObject({ reports: 3 })
    } finally {
      await slow.close()
    }
  })

  it.skipIf(backend.skipped)('says what moved, by when reports came or were published', async () => {
    const everything = await store.moves({ since: 0 })
    expect(everything.reports).toBe(samples.length + alone.length)
    expect(everything.counts.denial).toBeGreaterThan(0)
    expect(everything.counts['hedge-dropped']).toBeGreaterThan(0)
    for (const { move, reports, story } of everything.items) {
      expect(reports.map(({ id }) => id).sort()).toEqual([...move.reports].sort())
      expect(await store.story(story)).toBeDefined()
      expect(move.passage.text.length).toBeGreaterThan(0)
    }
    const later = await store.moves({ since: '2026-04-01T12:00:00Z' })
    expect(later).toMatchObject({ reports: alone.length, items: [] })
    const published = await store.moves({ since: '2026-03-30T12:00:00Z', by: 'published' })
    expect(published).toMatchObject({ reports: 1, stories: 1 })
    await expect(store.moves({ since: '2026-02-31T99:00' })).rejects.toThrow('no such moment')
    expect(await store.moves({ since: await store.lastChange() })).toMatchObject({ reports: 0, items: [] })
  })

  it.skipIf(backend.skipped)('keeps nothing of a report that was deleted', async () => {
    const secret = 'The mayor of Kell said that the lighthouse of Kell would be sold.'
    await store.ingest([{ analysis: testEngine().analyse({ id: 'gone', language: 'en', text: secret }) }])
    await store.refresh()
    expect(JSON.stringify(await store.leads({}, { limit: 100 }))).toContain('lighthouse')
    await store.deleteReport('gone')
    expect(JSON.stringify(await store.leads({}, { limit: 100 }))).not.toContain('lighthouse')
    await store.refresh()
    expect(JSON.stringify(await store.leads({}, { limit: 100 }))).not.toContain('lighthouse')
  })
})

const rank = (why: StoryLead['why']) => ({ disputed: 3, moved: 2, nameless: 1, said: 0 })[why]

test.each([
  ['Explosion dans le port de Kessary : 19 morts', true],
  ['Torvania signs withdrawal of 1,200 troops from Halde', true],
  ['El Faro: 23 heridos en el puerto', true],
  ['Publié le 31/03/2026 à 10h12', false],
  ['Mis à jour à 14 h 05', false],
  ['Updated 11:42, 3 March 2026', false],
  ['12 de marzo de 2026, 10:15', false],
  ['2026-03-11', false],
  ['Monde', false],
])('%s: a title, %s', (words, telling) => {
  expect(isTelling(words)).toBe(telling)
})
