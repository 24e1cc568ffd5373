import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import type { LedgerFacetName, LedgerPage, LedgerRow } from '../../src/contract/api.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { ledger } from '../../src/store/ledger/ledger-queries.ts'
import { openStore } from '../../src/store/open-store.ts'
import { openPostgres } from '../../src/store/sql/postgres-backend.ts'
import { openSqliteAsItIs } from '../../src/store/sql/sqlite-backend.ts'
import type { LedgerFilter, Store } from '../../src/store/store.ts'
import { root, testEngine } from '../support.ts'
import { backends } from './backends.ts'

const samples = readdirSync(`${root}samples`)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')))

interface Told {
  id: string
  language: Language
  publisher: string
  published: string
  text: string
}
/** Reports about other matters, in which pronouns speak and spellings of one name differ. */
const others: Told[] = [
  {
    id: 'pronouns-fr',
    language: 'fr',
    publisher: 'Le Phare',
    published: '2026-05-02T08:00:00Z',
    text: 'Le pont de Brenne sera fermé en juin. « Nous avons trouvé des fissures », ont-ils déclaré. Elle a ajouté que les travaux dureront un an.',
  },
  {
    id: 'spelled-fr',
    language: 'fr',
    publisher: 'Le Phare',
    published: '2026-05-03T08:00:00Z',
    text: 'Le ministre Oleg Varnine a affirmé samedi à Madrid que le traité du gaz serait signé en juillet. Varnine a ajouté que le prix du gaz baisserait.',
  },
  {
    id: 'spelled-en',
    language: 'en',
    publisher: 'The Courier',
    published: '2026-05-04T08:00:00Z',
    text: 'Minister Oleg Varnin said on Sunday in Madrid that the gas treaty would be signed in July. Varnin added that gas prices would fall.',
  },
  {
    id: 'anonymous-es',
    language: 'es',
    publisher: 'El Faro',
    published: '2026-05-05T08:00:00Z',
    text: 'Un alto funcionario dijo el lunes que el aeropuerto de Lorca cerrará en agosto. Algunos aseguran que ya está vacío.',
  },
  {
    id: 'geneva-es',
    language: 'es',
    publisher: 'El Faro',
    published: '2026-05-06T08:00:00Z',
    text: 'La ministra Lola Ibarra dijo el martes en Ginebra que el acuerdo del agua se firmará en otoño.',
  },
]

describe.each(backends)('the ledger, in $name', (backend) => {
  let store: Store
  let moment = '2026-06-01T08:00:00.000Z'
  let database: string

  beforeAll(async () => {
    if (backend.skipped) return
    await backend.start()
    database = await backend.newDatabase()
    store = await openStore(database, { now: () => moment })
    await store.ingest(samples.map((report) => ({ analysis: testEngine().analyse(report) })))
    moment = '2026-06-02T08:00:00.000Z'
    await store.ingest(others.map((report) => ({ analysis: testEngine().analyse(report) })))
    await store.refresh()
  }, 120_000)
  afterAll(async () => {
    await store?.close()
    if (!backend.skipped) await backend.stop()
  })

  const every = async (filter: LedgerFilter = {}, limit = 500): Promise<LedgerRow[]> => {
    const rows: LedgerRow[] = []
    for (let after: string | undefined; ; ) {
      const page = await store.ledger(filter, { limit, ...(after ? { after } : {}) })
      rows.push(...page.items)
      after = page.next
      if (after === undefined) return rows
    }
  }
  const facet = (page: LedgerPage, name: LedgerFacetName) =>
    page.facets?.find((one) => one.name === name)?.values ?? []

  it.skipIf(backend.skipped)(
    'has every clause of every report once, with its words where they stand',
    async () => {
      const rows = await every()
      expect(rows.length).toBeGreaterThan(100)
      expect(new Set(rows.map(({ report, claim }) => `${report} ${claim}`)).size).toBe(rows.length)
      const page = await store.ledger()
      expect(page).toMatchObject({ total: rows.length, waiting: 0 })
      const texts = new Map([...samples, ...others].map(({ id, text }) => [id, text]))
      for (const { report, span, against } of rows) {
        expect(span[1]).toBeLessThanOrEqual(texts.get(report)?.length ?? 0)
        for (const other of against) {
          expect(other.text.length).toBeGreaterThan(0)
          expect(other.span[1]).toBeLessThanOrEqual(texts.get(other.report)?.length ?? 0)
        }
      }
      for (const { speaker, chain, publisher } of rows) {
        expect(chain[0]).toBe(publisher)
        expect(speaker.kind === 'outlet').toBe(chain.length === 1)
      }
    },
  )

  it.skipIf(backend.skipped)('counts the same whether at once or some reports after others', async () => {
    const read = await (database.startsWith('postgres')
      ? openPostgres(database, { asItIs: true })
      : openSqliteAsItIs(database))
    try {
      const filters: LedgerFilter[] = [
        {},
        { certainty: 'stated' },
        { language: 'fr', opposition: 'none' },
        { certainty: 'denied', voice: 'outlet', from: '2026-03-01' },
        { speaker: 'Marko Seldan', certainty: 'stated' },
        { text: 'pont' },
        { outlet: 'Nobody’s' },
      ]
      for (const filter of filters) {
        const whole = await ledger(read, filter)
        for (const atOnce of [1, 2, 5])
          expect(
            await ledger(read, filter, undefined, 'facets', atOnce),
            JSON.stringify({ filter, atOnce }),
          ).toEqual(whole)
      }
      expect((await ledger(read, {}, undefined, 'facets', 2)).total).toBeGreaterThan(100)
    } finally {
      await read.close()
    }
  })

  it.skipIf(backend.skipped)('names no pronoun and no article as a speaker', async () => {
    const rows = await every()
    const names = rows.flatMap(({ speaker }) => speaker.name ?? [])
    expect(names).toContain('Marko Seldan')
    for (const name of names)
      expect(name).not.toMatch(
        /^(?:nous|elle|ils?|les?|on|certains|he|she|they|we|some|him|ella|ellos|algunos|él|nosotros)$/i,
      )
    const unnamed = rows.filter(({ speaker }) => speaker.id === undefined && speaker.kind !== 'outlet')
    for (const { speaker } of unnamed) expect(speaker.name).toBeUndefined()
    const official = rows.find(
      ({ report, speaker }) => report === 'anonymous-es' && speaker.kind === 'anonymous',
    )
    expect(official?.speaker.name).toBe('alto funcionario')
  })

  it.skipIf(backend.skipped)('counts each facet as its filter finds', async () => {
    const page = await store.ledger()
    expect(page.facets?.length).toBe(12)
    for (const { name, values } of page.facets ?? []) {
      expect(values.length, name).toBeGreaterThan(0)
      for (const { value, count } of values.slice(0, 4)) {
        const found = await store.ledger({ [name]: value } as LedgerFilter, { limit: 1 })
        expect(found.total, `${name}=${value}`).toBe(count)
        // What else could be chosen in its place is still told.
        expect(facet(found, name)).toEqual(values)
      }
    }
  })

  it.skipIf(backend.skipped).each<[string, LedgerFilter, (row: LedgerRow) => boolean]>([
    ['speaker by name', { speaker: 'Marko Seldan' }, ({ speaker }) => speaker.name === 'Marko Seldan'],
    ['speaker in lower case', { speaker: 'marko seldan' }, ({ speaker }) => speaker.name === 'Marko Seldan'],
    ['voice', { voice: 'anonymous' }, ({ speaker }) => speaker.kind === 'anonymous'],
    ['outlet', { outlet: 'Le Phare de Valdora' }, ({ publisher }) => publisher === 'Le Phare de Valdora'],
    ['certainty', { certainty: 'hedged' }, ({ factuality }) => /^P[RS][+]/.test(factuality)],
    ['status', { status: 'planned' }, ({ status }) => status === 'planned'],
    ['opposition', { opposition: 'denied' }, ({ against }) => against[0]?.kind === 'denies'],
    ['origins', { origins: '2' }, ({ origins }) => origins === 2],
    ['place', { place: 'Madrid' }, ({ place }) => place?.name === 'Madrid'],
    ['when', { when: '2026-03' }, ({ from }) => from?.startsWith('2026-03') ?? false],
    ['language', { language: 'es' }, ({ language }) => language === 'es'],
    ['report', { report: 'spelled-en' }, ({ report }) => report === 'spelled-en'],
    ['publication', { from: '2026-05-03', to: '2026-05-04' }, ({ report }) => report === 'spelled-fr'],
    [
      'when it came here',
      { received: '2026-06-01T12:00:00Z' },
      ({ published }) => (published ?? '') > '2026-05',
    ],
    [
      'words in any form and in other languages',
      { text: 'explosions' },
      ({ sentence }) => /explo[sdt]|blast|estall|déton|deton|souffl/i.test(sentence),
    ],
    [
      'words and speaker',
      { text: 'Seldan', voice: 'named' },
      ({ chain, sentence, speaker }) =>
        speaker.kind === 'named' && `${sentence} ${chain.join(' ')}`.includes('Seldan'),
    ],
    ['once', { once: true }, ({ isFirst }) => isFirst],
  ])('filters by %s', async (_, filter, holds) => {
    const [all, found] = [await every(), await every(filter)]
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(all.length)
    for (const row of found) expect(holds(row), JSON.stringify(row)).toBe(true)
  })

  it.skipIf(backend.skipped)('finds what a source says, publishes and passes on', async () => {
    const found = await every({ source: 'Radio Kessary' })
    expect(found.length).toBeGreaterThan(0)
    for (const { chain, publisher } of found) expect([...chain, publisher]).toContain('Radio Kessary')
  })

  it.skipIf(backend.skipped).each(['latest', 'earliest', 'origins'] as const)(
    'gives the same rows page by page in the order "%s"',
    async (order) => {
      const keys = (rows: LedgerRow[]) => rows.map(({ report, claim }) => `${report} ${claim}`)
      const [whole, paged] = [await every({ order }), await every({ order }, 7)]
      expect(keys(paged)).toEqual(keys(whole))
      const by = whole.map(({ origins, published }) =>
        order === 'origins' ? String(100 - origins) : (published ?? ''),
      )
      expect(by).toEqual(order === 'latest' ? [...by].sort().reverse() : [...by].sort())
    },
  )

  it.skipIf(backend.skipped).each<[string, LedgerFilter, { after?: string }]>([
    ['a moment that is none', { when: 'May' }, {}],
    ['a page of nothing', {}, { after: 'nonsense' }],
  ])('refuses %s in a sentence', async (_, filter, page) => {
    await expect(store.ledger(filter, page)).rejects.toThrow(/takes .*\./)
  })

  it.skipIf(backend.skipped)('gives nothing for a story, a report or words that are not there', async () => {
    for (const filter of [
      { story: 's99999' },
      { report: 'none' },
      { text: '???' },
      { speaker: "x' or 1=1 --" },
    ])
      expect(await store.ledger(filter)).toMatchObject({ items: [], total: 0 })
  })

  it.skipIf(backend.skipped)(
    'knows one speaker under both spellings once they are put together',
    async () => {
      const anchor = (id: string, words: string) => {
        const report = others.find((one) => one.id === id)
        if (!report) throw new Error(id)
        const start = report.text.indexOf(words)
        return anchorOf(id, report.text, [start, start + words.length])
      }
      const before = await every({ speaker: 'Oleg Varnin' })
      expect(new Set(before.map(({ language }) => language))).toEqual(new Set(['en']))
      const { id } = await store.correct({
        kind: 'merge-entities',
        anchors: [anchor('spelled-fr', 'Oleg Varnine'), anchor('spelled-en', 'Oleg Varnin')],
        by: 'test',
      })
      await store.refresh()
      for (const speaker of ['Oleg Varnin', 'Oleg Varnine']) {
        const found = await every({ speaker })
        expect(new Set(found.map(({ language }) => language))).toEqual(new Set(['en', 'fr']))
        expect(new Set(found.map((row) => row.speaker.id)).size).toBe(1)
      }
      expect(await store.undo(id, 'test')).toBe(true)
      await store.refresh()
      const after = await every({ speaker: 'Oleg Varnin' })
      expect(new Set(after.map(({ language }) => language))).toEqual(new Set(['en']))
    },
  )

  describe('and the search', () => {
    it.skipIf(backend.skipped)('says of each passage who says it, how surely and since when', async () => {
      const { items } = await store.search('explosion', {}, { limit: 50 })
      expect(items.length).toBeGreaterThan(4)
      // A headline without a verb claims nothing that could be entered.
      expect(items.filter(({ said }) => !said).length).toBeLessThan(3)
      for (const { said, report, passage } of items) {
        if (!said) continue
        expect(said.report).toBe(report)
        expect(said.span[0] < passage.span[1] && said.span[1] > passage.span[0]).toBe(true)
        expect(said.since).toMatch(/^2026-/)
      }
      const claims = await store.search('Marko Seldan', { kind: 'claim' }, { limit: 50 })
      expect(claims.items.length).toBeGreaterThan(0)
      for (const { said, claim } of claims.items) if (said) expect(said.claim).toBe(claim)
      expect(claims.items.some(({ said }) => said?.speaker.name)).toBe(true)
    })

    it.skipIf(backend.skipped).each([
      ['explosoin', /^explosi[oó]n$/],
      ['Seldna', /^Seldan$/],
      ['Rinadli', /^Rinaldi$/],
      ['aéroprot', undefined],
      ['zzzzzzzzz', undefined],
    ])('for "%s" suggests %s', async (typed, suggestion) => {
      const found = await store.search(typed)
      expect(found.items).toEqual([])
      if (suggestion) expect(found.suggestion).toMatch(suggestion)
      else expect(found.suggestion).toBeUndefined()
      if (found.suggestion) expect((await store.search(found.suggestion)).items.length).toBeGreaterThan(0)
    })

    it.skipIf(backend.skipped)('suggests nothing where something is found', async () => {
      expect(await store.search('Seldan')).not.toHaveProperty('suggestion')
    })

    it.skipIf(backend.skipped).each([
      ['Ginebra', ['fr', 'en', 'es']],
      ['Geneva', ['fr', 'en', 'es']],
      ['Genève', ['fr', 'en', 'es']],
    ])('finds %s under its names in other languages', async (name, found) => {
      const { items, spellings } = await store.search(name, {}, { limit: 50 })
      expect(new Set(items.map(({ language }) => language))).toEqual(new Set(found))
      expect(spellings?.length).toBeGreaterThan(0)
      const forms = spellings?.map((one) => one.toLowerCase())
      expect(new Set(forms).size).toBe(forms?.length)
      const rows = await every({ text: name })
      expect(new Set(rows.map(({ language }) => language)).size).toBeGreaterThan(1)
    })

    it.skipIf(backend.skipped).each([
      ['blast', 'en', ['fr', 'en', 'es']],
      ['retirada', 'es', ['fr', 'en', 'es']],
      ['retrait', 'fr', ['fr', 'en', 'es']],
      ['gas Varnin', 'en', ['fr', 'en']],
    ])('finds %s in the words of other languages', async (typed, own, found) => {
      const { items, meanings } = await store.search(typed, {}, { limit: 50 })
      expect(new Set(items.map(({ language }) => language))).toEqual(new Set(found))
      for (const { matches } of items) expect(matches.length).toBeGreaterThan(0)
      // What was typed comes before what another language says for it.
      const nearest = items.map(({ language }) => language === own)
      expect(nearest).toEqual([...nearest].sort((a, b) => Number(b) - Number(a)))
      expect(meanings?.length).toBeGreaterThan(0)
      const rows = await every({ text: typed })
      expect(new Set(rows.map(({ language }) => language)).size).toBeGreaterThan(1)
      const english = await store.search(typed, { language: 'en' }, { limit: 50 })
      expect(english.items.length).toBeGreaterThan(0)
    })

    it.skipIf(backend.skipped)('takes words in quotation marks as they stand', async () => {
      const { items, meanings } = await store.search('"blast"', {}, { limit: 50 })
      expect(new Set(items.map(({ language }) => language))).toEqual(new Set(['en']))
      expect(meanings).toBeUndefined()
    })

    it.skipIf(backend.skipped)('finds both spellings of a name that were put together', async () => {
      const reports = async () =>
        (await store.search('Varnin "gas"', {}, { limit: 50 })).items.map(({ report }) => report)
      expect(await reports()).toEqual(['spelled-en'])
      const anchorIn = (id: string, words: string) => {
        const text = others.find((one) => one.id === id)?.text ?? ''
        return anchorOf(id, text, [text.indexOf(words), text.indexOf(words) + words.length])
      }
      const { id } = await store.correct({
        kind: 'merge-entities',
        anchors: [anchorIn('spelled-fr', 'Oleg Varnine'), anchorIn('spelled-en', 'Oleg Varnin')],
        by: 'test',
      })
      const named = await store.search('Varnin', {}, { limit: 50 })
      expect(named.items.map(({ report }) => report).sort()).toEqual(['spelled-en', 'spelled-fr'])
      expect(named.spellings).toContain('Varnine')
      const french = named.items.find(({ report }) => report === 'spelled-fr')
      expect(french?.matches.length).toBeGreaterThan(0)
      await store.undo(id, 'test')
      await store.refresh()
      expect(await reports()).toEqual(['spelled-en'])
    })
  })

  it.skipIf(backend.skipped)('shows a corrected speaker, and a rating where the source stands', async () => {
    const [row] = await every({ report: 'spelled-en', speaker: 'Oleg Varnin' })
    const text = others.find(({ id }) => id === 'spelled-en')?.text ?? ''
    const { id } = await store.correct({
      kind: 'speaker',
      speaker: 'Ada Quill',
      anchor: anchorOf('spelled-en', text, row.span),
      by: 'test',
    })
    const rated = async () => (await every({ report: 'spelled-fr', voice: 'named' }))[0]?.speaker.rating
    await store.rateSource('Oleg Varnine', 'D', 'test')
    expect(await rated()).toBe('D')
    await store.rateSource('Oleg Varnine', null, 'test')
    expect(await rated()).toBeUndefined()
    await store.rateSource('Ada Quill', 'C', 'test')
    await store.rateSource('The Courier', 'B', 'test')
    await store.refresh()
    const [corrected] = await every({ speaker: 'Ada Quill' })
    expect(corrected).toMatchObject({
      report: 'spelled-en',
      outletRating: 'B',
      speaker: { name: 'Ada Quill', rating: 'C' },
    })
    await store.undo(id, 'test')
    await store.refresh()
    expect(await every({ speaker: 'Ada Quill' })).toEqual([])
  })

  it.skipIf(backend.skipped)('forgets a report that is deleted', async () => {
    await store.deleteReport('anonymous-es')
    expect(await every({ report: 'anonymous-es' })).toEqual([])
    expect((await every()).some(({ report }) => report === 'anonymous-es')).toBe(false)
    expect((await store.check()).problems).toEqual([])
  })
})
