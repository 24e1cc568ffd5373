import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis, Language } from '../../src/contract/analysis.ts'
import type { Page } from '../../src/contract/api.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { PageRequest, Store } from '../../src/store/store.ts'
import { root, testEngine } from '../support.ts'
import { backends } from './backends.ts'
import { numbered } from './take-in.ts'

const samples = readdirSync(`${root}samples`)
  .filter((name) => name.endsWith('.json'))
  .sort()
const analyses = new Map<string, Analysis>()
/** Analyses of the samples, by the number that their file's name begins with. */
function sample(number: string): Analysis {
  const name = samples.find((file) => file.startsWith(number)) ?? ''
  let analysis = analyses.get(name)
  if (!analysis) {
    analysis = testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')))
    analyses.set(name, analysis)
  }
  return analysis
}
const all = () => samples.map((name) => sample(name.slice(0, 2)))
const read = (id: string, language: Language, text: string, more: Partial<Analysis['report']> = {}) =>
  testEngine().analyse({ id, language, text, published: '2026-04-02', ...more })

async function everything<T>(list: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = []
  for (let after: string | undefined; ; ) {
    const page = await list({ limit, ...(after ? { after } : {}) })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}

const wedding = (id: string) =>
  read(
    id,
    'fr',
    'Le maire de Brunec a marié samedi deux champions de natation. « Nous avons nagé ensemble dix ans », a déclaré Ana Velt. Le mariage a réuni trois cents invités au bord du lac.',
  )

describe.each(backends)('a store in $name', (backend) => {
  beforeAll(() => (backend.skipped ? undefined : backend.start()))
  afterAll(() => (backend.skipped ? undefined : backend.stop()))
  const on = (name: string, run: (store: Store, database: string) => Promise<void>) =>
    test.skipIf(backend.skipped)(name, async () => {
      const database = await backend.newDatabase()
      let moments = 0
      const store = await openStore(database, {
        now: () => new Date(Date.UTC(2026, 3, 2) + 1000 * moments++).toISOString(),
      })
      try {
        await run(store, database)
      } finally {
        await store.close()
      }
    })

  on('is empty at first', async (store) => {
    expect(await store.counts()).toEqual({
      reports: 0,
      versions: 0,
      stories: 0,
      claims: 0,
      corrections: 0,
      waiting: 0,
    })
    expect(await store.stories()).toEqual({ items: [] })
    expect(await store.search('barrage')).toEqual({ items: [] })
    expect(await store.lastChange()).toBe(0)
    expect(await store.report('nobody')).toBeUndefined()
    expect(await store.analysis('nobody')).toBeUndefined()
    expect(await store.situation('s1')).toBeUndefined()
    expect(await store.deleteReport('nobody')).toBe(false)
    expect(await store.undo('k1', 'me')).toBe(false)
    expect(await store.versions('nobody')).toEqual([])
  })

  on('takes reports in once, and gives their analyses back as they were', async (store) => {
    const items = all().map((analysis) => ({ analysis, from: 'samples' }))
    const first = await store.ingest(items)
    expect(first.map(({ outcome }) => outcome)).toEqual(items.map(() => 'new'))
    const before = { counts: await store.counts(), change: await store.lastChange() }
    const again = await store.ingest([...items, ...items])
    expect(again.every(({ outcome, version }) => outcome === 'same' && version === 1)).toBe(true)
    expect(again.slice(0, items.length).map(({ story }) => story)).toEqual(first.map(({ story }) => story))
    expect({ counts: await store.counts(), change: await store.lastChange() }).toEqual(before)
    for (const analysis of all()) expect(await store.analysis(analysis.report.id)).toEqual(analysis)
    const stored = await store.report(sample('01').report.id)
    expect(stored).toMatchObject({ version: 1, from: 'samples', publisher: 'Agence Meridia', language: 'fr' })
    expect(stored).not.toHaveProperty('text')
  })

  on('gives the same situation as comparing the reports', async (store) => {
    await store.ingest(all().map((analysis) => ({ analysis })))
    const [{ id }, ...others] = (await store.stories()).items
    expect(others).toEqual([])
    const ordered = all().toSorted((a, b) =>
      (a.report.published ?? '') < (b.report.published ?? '') ? -1 : 1,
    )
    const situation = compareReports(ordered)
    const stored = await store.situation(id)
    expect(stored).toEqual(
      // The story has its name in the database.
      JSON.parse(JSON.stringify(situation).replaceAll('"s1"', JSON.stringify(id))),
    )
    // A list does not wait for long: it has the counts once the story was worked out.
    const [story] = (await store.stories()).items
    expect(story).toMatchObject({
      reports: 9,
      origins: situation.counts.origins,
      conflicts: situation.counts.conflicts,
      languages: ['en', 'es', 'fr'],
      title: sample('01').report.title,
    })
    const statements = await everything((page) => store.statements({}, page), 3)
    expect(statements.map(({ id }) => id)).toEqual(situation.statements.map(({ id }) => id))
  })

  on(
    'keeps a changed text at the same address as a version, and tells the difference in claims',
    async (store) => {
      const url = 'https://example.org/dam'
      const early = read('a', 'fr', 'Le barrage de Vell aurait cédé mardi. Trois villages ont été évacués.', {
        url,
      })
      const late = read('b', 'fr', 'Le barrage de Vell a cédé mardi. Quatre ponts ont été fermés.', { url })
      await store.ingest([{ analysis: early }])
      const [version] = await store.ingest([{ analysis: late }])
      expect(version).toMatchObject({ report: 'a', outcome: 'version', version: 2 })
      const { added = [], removed = [], changed = [] } = version.difference ?? {}
      expect(
        changed.map(({ before, after }) => [before.outletFactuality, after.outletFactuality]),
      ).toContainEqual(['Uu', 'CT+'])
      expect(added.map(({ text }) => text).join()).toContain('ponts')
      expect(removed.map(({ text }) => text).join()).toContain('villages')
      expect((await store.versions('a')).map(({ number }) => number)).toEqual([1, 2])
      expect((await store.versions('a'))[1].difference).toEqual(version.difference)
      expect((await store.analysis('a'))?.report).toMatchObject({ id: 'a', text: late.report.text })
      expect((await store.analysis('a', { version: 1 }))?.report.text).toBe(early.report.text)
      expect(await store.counts()).toMatchObject({ reports: 1, versions: 2, stories: 1 })
      expect((await store.search('villages')).items).toEqual([])
      expect((await store.search('ponts')).items).toHaveLength(1)
      expect((await store.ingest([{ analysis: late }]))[0].outcome).toBe('same')
      // By id as well, and not by a text that two outlets share.
      const copy = { ...late, report: { ...late.report, id: 'c', url: 'https://example.com/dam' } }
      expect((await store.ingest([{ analysis: copy }]))[0].outcome).toBe('new')
      const third = read('c', 'fr', 'Le barrage de Vell tient encore.')
      expect((await store.ingest([{ analysis: third }]))[0]).toMatchObject({
        outcome: 'version',
        report: 'c',
      })
    },
  )

  on('takes a new analysis of the same text in without a version', async (store) => {
    await store.ingest([{ analysis: sample('01') }])
    const newer = structuredClone(sample('01'))
    newer.engine.version = '99.0.0'
    newer.claims = newer.claims.slice(0, 5)
    expect((await store.ingest([{ analysis: newer }]))[0]).toMatchObject({ outcome: 'same', version: 1 })
    expect(await store.analysis(newer.report.id)).toEqual(newer)
    expect((await everything((page) => store.claims({}, page), 50)).length).toBe(5)
  })

  const searches: [words: string, ids: string[]][] = [
    ['explosions', ['01', '02', '03', '06', '07', '09']],
    ['EXPLOSIÓN', ['01', '02', '03', '06', '07', '09']],
    ['blast', ['01', '02', '03', '06', '07', '09']],
    ['"Irena Dalvik" accord signé', ['01', '09']],
    ['« dépôt de carburant »', ['01', '02']],
    ['"carburant dépôt"', []],
    ['zeppelin', []],
    ['hospitales', ['06', '07']],
    ['"hospitales"', ['06']],
  ]
  on('finds words by their stems in three languages, and phrases', async (store) => {
    await store.ingest(all().map((analysis) => ({ analysis })))
    const found = new Map<string, string[]>()
    for (const [words] of searches) {
      const hits = await everything((page) => store.search(words, {}, page), 2)
      found.set(words, hits.map(({ report }) => report.slice(0, 2)).sort())
      for (const { report, passage, matches, story } of hits) {
        const text = (await store.analysis(report))?.report.text ?? ''
        expect(text.slice(...passage.span)).toBe(passage.text)
        expect(story).toMatch(/^s\d+$/)
        for (const [start, end] of matches) {
          expect(start).toBeGreaterThanOrEqual(passage.span[0])
          expect(end).toBeLessThanOrEqual(passage.span[1])
        }
      }
    }
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(searches))
    const claims = await everything((page) => store.search('ministre Seldan', { kind: 'claim' }, page), 2)
    expect(claims.length).toBeGreaterThan(0)
    for (const { claim, passage } of claims) {
      expect(claim).toMatch(/^c\d+$/)
      expect(passage.text.toLowerCase()).toMatch(/ministr.*seldan|seldan.*ministr/s)
    }
    expect(new Set(claims.map(({ report, claim }) => `${report} ${claim}`)).size).toBe(claims.length)
    const spanish = await store.search('Kessary', { language: 'es' })
    expect(spanish.items.map(({ language }) => language)).toEqual(['es', 'es'])
    expect((await store.search('Kessary', { publisher: 'El Faro del Sur' })).items).toHaveLength(1)
    expect((await store.search('Kessary', { from: '2026-03-13' })).items.length).toBeLessThan(9)
    expect((await store.search('Kessary', { story: 's999' })).items).toEqual([])
    // What stands most in a report comes first: the words of its title.
    expect((await store.search('Médicos del Litoral')).items[0].report).toMatch(/^06/)
  })

  on('finds nothing strange in strange searches', async (store) => {
    await store.ingest([{ analysis: sample('01') }])
    for (const words of [
      '',
      '   ',
      '"',
      '""',
      "'; drop table report; --",
      'a:b*',
      'NEAR(x y)',
      '(((',
      '\u0000',
      '𝒳',
      'AND OR NOT',
    ])
      expect(Array.isArray((await store.search(words)).items)).toBe(true)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (words) => {
        await store.search(words)
        await store.stories({ text: words })
        await store.entities({ text: words })
        await store.sources({ text: words })
        await store.claims({ source: words })
      }),
      { numRuns: 40 },
    )
    expect((await store.counts()).reports).toBe(1)
  })

  on('keeps reports of any text and id', async (store) => {
    const strange = ['a\u0000b', 'x'.repeat(5000), '\ud800', '../etc', 'o\'x"y', 'ñ%_\\', 'é']
    for (const [k, id] of strange.entries()) {
      const analysis = read(
        'x',
        'fr',
        `Le chat ${id.slice(0, 50)} dort, a dit \u0000 le maire \udc00 numéro ${k}.`,
      )
      analysis.report.id = id
      analysis.report.url = `https://example.org/${k}/${'y'.repeat(4000)}`
      const [{ report, outcome }] = await store.ingest([{ analysis, from: 'a\u0000' }])
      expect(outcome).toBe('new')
      expect((await store.analysis(report))?.report.text).toBe(analysis.report.text)
      expect((await store.report(id))?.id).toBe(report)
      expect((await store.ingest([{ analysis }]))[0].outcome).toBe('same')
    }
    expect((await store.counts()).reports).toBe(strange.length)
    expect(await everything((page) => store.reports({}, page), 3)).toHaveLength(strange.length)
  })

  on('lists findings of a report and of a story, page by page', async (store) => {
    await store.ingest([...all().map((analysis) => ({ analysis })), { analysis: wedding('wedding') }])
    const report = sample('01').report.id
    const { claims, attributions, events, places, times } = sample('01')
    const ids = async <T extends { id: string }>(list: (page: PageRequest) => Promise<Page<T>>) =>
      (await everything(list, 4)).map(({ id }) => id)
    expect(await ids((page) => store.claims({ report }, page))).toEqual(claims.map(({ id }) => id))
    expect(await ids((page) => store.attributions({ report }, page))).toEqual(
      attributions.map(({ id }) => id),
    )
    expect(await ids((page) => store.events({ report }, page))).toEqual(events.map(({ id }) => id))
    expect(await ids((page) => store.places({ report }, page))).toEqual(places.map(({ id }) => id))
    expect(await ids((page) => store.times({ report }, page))).toEqual(times.map(({ id }) => id))
    expect(await store.claims({ report: 'nobody' })).toEqual({ items: [] })
    const hearsay = await everything((page) => store.claims({ basis: 'hearsay' }, page), 2)
    expect(hearsay.every(({ basis }) => basis === 'hearsay') && hearsay.length > 0).toBe(true)
    const seldan = await everything((page) => store.claims({ source: 'Marko Seldan' }, page), 5)
    expect(seldan.every(({ chain }) => chain.includes('Marko Seldan')) && seldan.length > 0).toBe(true)
    const own = (await store.report('wedding'))?.story ?? ''
    expect(
      (await everything((page) => store.claims({ story: own }, page), 5)).every(
        (one) => one.report === 'wedding',
      ),
    ).toBe(true)
    expect((await store.stories()).items).toHaveLength(2)
    expect((await store.stories({ text: 'natation' })).items.map(({ id }) => id)).toEqual([own])
    expect((await store.stories({ language: 'es' })).items.map(({ reports }) => reports)).toEqual([9])
    const entities = await everything((page) => store.entities({}, page), 5)
    expect(entities.map((entity) => entity.reports)).toEqual(
      entities.map((entity) => entity.reports).toSorted((a, b) => b - a),
    )
    expect(new Set(entities.map(({ id }) => id)).size).toBe(entities.length)
    const [dalvik] = (await store.entities({ text: 'dalvik' })).items
    expect(dalvik).toMatchObject({ name: 'Irena Dalvik', type: 'person' })
    expect(await store.entity(dalvik.id)).toEqual(dalvik)
    expect((await store.entities({ story: own, text: 'dalvik' })).items).toEqual([])
    const sources = await everything((page) => store.sources({}, page), 7)
    expect(sources.find(({ name }) => name === 'Agence Meridia')).toMatchObject({
      kind: 'outlet',
      published: 2,
    })
    expect(sources.find(({ name }) => name === 'Marko Seldan')?.cited).toBeGreaterThan(3)
  })

  on('refuses limits and cursors that make no sense', async (store) => {
    for (const page of [{ limit: 0 }, { limit: 501 }, { limit: 1.5 }, { after: 'x' }, { after: 'WyJhIl0' }]) {
      await expect(store.reports({}, page)).rejects.toThrow(/^"(limit|after)" takes/)
      await expect(store.entities({}, page)).rejects.toThrow(/^"(limit|after)" takes/)
    }
  })

  on('tells what changed, in order', async (store) => {
    const [{ story }] = await store.ingest([{ analysis: sample('01') }])
    const first = await store.lastChange()
    expect((await store.changes(0)).map(({ kind, report, story: one }) => [kind, report, one])).toEqual([
      ['report', sample('01').report.id, story],
      ['story', undefined, story],
    ])
    await store.ingest([{ analysis: sample('02') }])
    const since = await store.changes(first)
    expect(since.map(({ kind }) => kind)).toEqual(['report', 'story'])
    expect(since.every(({ number }, k) => k === 0 || number > since[k - 1].number)).toBe(true)
    expect((await store.stories({ after: first })).items).toHaveLength(1)
    expect((await store.stories({ after: await store.lastChange() })).items).toHaveLength(0)
    expect(await store.changes(0, 1)).toHaveLength(1)
  })

  on(
    'lays a claim marked wrong over the analysis, with undo, through versions and new analyses',
    async (store) => {
      const text = 'Le barrage de Vell a cédé mardi. Trois villages ont été évacués dans la nuit.'
      const analysis = read('a', 'fr', text)
      await store.ingest([{ analysis }])
      const claim = analysis.claims.find(({ span }) => text.slice(...span).includes('villages'))
      const anchor = anchorOf('a', text, claim?.span ?? [0, 0])
      const stored = await store.correct({ kind: 'claim-wrong', by: 'ana', note: 'deux', anchor })
      expect(stored).toMatchObject({ by: 'ana', note: 'deux', anchored: true, kind: 'claim-wrong', anchor })
      const left = async () => (await store.analysis('a'))?.claims.map(({ span }) => span) ?? []
      expect(await left()).not.toContainEqual(claim?.span)
      expect((await store.analysis('a', { corrected: false }))?.claims).toEqual(analysis.claims)
      expect((await store.claims({ report: 'a' })).items.map(({ span }) => span)).not.toContainEqual(
        claim?.span,
      )

      const again = structuredClone(analysis)
      again.engine.version = '99'
      await store.ingest([{ analysis: again }])
      expect(await left()).not.toContainEqual(claim?.span)

      const moved = read('a', 'fr', `Dernière minute. ${text} La pluie continue.`)
      await store.ingest([{ analysis: moved }])
      expect((await store.claims({ report: 'a' })).items.map((one) => one.text).join()).not.toContain(
        'villages',
      )
      expect((await store.corrections({ report: 'a' })).items).toMatchObject([
        { anchored: true, id: stored.id },
      ])
      // The first version has it laid over too.
      expect((await store.analysis('a', { version: 1 }))?.claims.length).toBe(again.claims.length - 1)

      const rewritten = read(
        'a',
        'fr',
        'Le barrage de Vell a cédé mardi. Deux villages ont été évacués dans la nuit.',
      )
      await store.ingest([{ analysis: rewritten }])
      expect((await store.corrections({ report: 'a' })).items[0].anchored).toBe(false)
      expect(await store.analysis('a')).toEqual(rewritten)

      await store.ingest([{ analysis: moved }])
      expect((await store.corrections({ report: 'a' })).items[0].anchored).toBe(true)
      expect(await store.undo(stored.id, 'bea')).toBe(true)
      expect(await store.analysis('a')).toEqual(moved)
      expect((await store.corrections({ undone: true })).items).toMatchObject([{ undone: { by: 'bea' } }])
      expect((await store.corrections({ undone: false })).items).toEqual([])
      expect(await store.undo(stored.id, 'bea')).toBe(true)
    },
  )

  on('merges and splits entities, with undo', async (store) => {
    const text =
      'Ana Velt a démissionné lundi. Le préfet Marc Odel a salué Ana Velt. Marc Odel part aussi, a dit Ana Velt.'
    const analysis = read('a', 'fr', text)
    const other = read(
      'b',
      'en',
      'Anna Veldt resigned on Monday, officials in Brunec said. Anna Veldt will leave.',
    )
    await store.ingest([{ analysis }, { analysis: other }])
    const place = (report: string, words: string, from = 0) => {
      const within = report === 'a' ? text : other.report.text
      const at = within.indexOf(words, from)
      return anchorOf(report, within, [at, at + words.length])
    }
    const names = async () => (await store.entities({ type: 'person' })).items.map(({ name }) => name).sort()
    expect(await names()).toEqual(['Ana Velt', 'Anna Veldt', 'Marc Odel'])
    const merged = await store.correct({
      kind: 'merge-entities',
      by: 'ana',
      anchors: [place('a', 'Ana Velt'), place('b', 'Anna Veldt')],
    })
    const [velt] = (await store.entities({ text: 'velt' })).items
    expect(velt).toMatchObject({ reports: 2, names: ['Ana Velt', 'Anna Veldt'] })
    expect((await store.entities({ type: 'person' })).items).toHaveLength(2)
    await store.undo(merged.id, 'ana')
    expect(await names()).toEqual(['Ana Velt', 'Anna Veldt', 'Marc Odel'])

    const one = await store.correct({
      kind: 'merge-entities',
      by: 'ana',
      anchors: [place('a', 'Ana Velt'), place('a', 'Marc Odel')],
    })
    const persons = (await store.analysis('a'))?.entities.filter(({ type }) => type === 'person')
    expect(persons).toHaveLength(1)
    await store.undo(one.id, 'ana')
    const last = place('a', 'Ana Velt', text.lastIndexOf('Ana Velt'))
    const split = await store.correct({ kind: 'split-entity', by: 'ana', anchor: last })
    const apart = (await store.analysis('a'))?.entities.filter(({ name }) => name === 'Ana Velt')
    expect(apart).toHaveLength(2)
    expect((await store.entities({ text: 'ana velt' })).items).toHaveLength(2)
    await store.undo(split.id, 'ana')
    expect(await store.analysis('a')).toEqual(analysis)
    expect((await store.entities({ text: 'ana velt' })).items).toHaveLength(1)
  })

  on('moves reports between stories and merges them, with undo', async (store) => {
    await store.ingest([...all().map((analysis) => ({ analysis })), { analysis: wedding('wedding') }])
    const sizes = async () => (await store.stories()).items.map(({ reports }) => reports).sort()
    const own = (await store.report('wedding'))?.story ?? ''
    const big = (await store.report(sample('01').report.id))?.story ?? ''
    const moved = await store.correct({
      kind: 'move-report',
      by: 'me',
      report: sample('09').report.id,
      story: null,
    })
    expect(await sizes()).toEqual([1, 1, 8])
    expect((await store.story(big))?.reports).toBe(8)
    await store.undo(moved.id, 'me')
    expect(await sizes()).toEqual([1, 9])
    const merged = await store.correct({ kind: 'merge-stories', by: 'me', stories: [big, own] })
    expect(await sizes()).toEqual([10])
    expect((await store.story(own))?.id).toBe(big)
    expect((await store.situation(big))?.counts.reports).toBe(10)
    // A version of a report stays where a person put it, and so do new reports.
    await store.ingest([{ analysis: read('wedding', 'fr', `${wedding('x').report.text} Il a plu.`) }])
    expect((await store.report('wedding'))?.story).toBe(big)
    expect((await store.corrections({ story: big })).items.map(({ id }) => id)).toContain(merged.id)
    await store.undo(merged.id, 'me')
    expect(await sizes()).toEqual([1, 9])
    expect((await store.story(own))?.id).toBe(own)
  })

  on('merges and splits statements, with undo', async (store) => {
    await store.ingest(all().map((analysis) => ({ analysis })))
    const [{ id }] = (await store.stories()).items
    const before = await store.situation(id)
    if (!before) throw new Error('The story is not there.')
    // Two that the brief tells of, so that it has to be told anew.
    const [one, two] = (before.brief ?? [])
      .flatMap(({ statements: [told] }) => before.statements.find((statement) => statement.id === told) ?? [])
      .sort((a, b) => before.statements.indexOf(a) - before.statements.indexOf(b))
    const anchor = ({ claims: [{ report, passage }] }: typeof one) =>
      anchorOf(report, analyses.get(`${report}.json`)?.report.text ?? '', passage.span)
    const merged = await store.correct({
      kind: 'merge-statements',
      by: 'me',
      anchors: [anchor(one), anchor(two)],
    })
    const together = await store.situation(id)
    expect(together?.counts.statements).toBe(before.counts.statements - 1)
    const kept = together?.statements.find((statement) => statement.id === one.id)
    expect(kept?.claims).toHaveLength(one.claims.length + two.claims.length)
    expect(new Set(kept?.origins)).toEqual(new Set([...one.origins, ...two.origins]))
    expect(
      JSON.stringify([together?.relations, together?.figures, together?.rest, together?.brief]),
    ).not.toContain(`"${two.id}"`)
    expect((await store.statements({ story: id })).items.map((statement) => statement.id)).not.toContain(
      two.id,
    )
    await store.undo(merged.id, 'me')
    expect(await store.situation(id)).toEqual(before)

    const split = await store.correct({ kind: 'split-statement', by: 'me', anchor: anchor(one) })
    const apart = await store.situation(id)
    expect(apart?.counts.statements).toBe(before.counts.statements + 1)
    const ids = new Set(apart?.statements.map((statement) => statement.id))
    for (const { statements } of [...(apart?.relations ?? []), ...(apart?.brief ?? [])])
      for (const each of statements) expect(ids).toContain(each)
    expect(apart?.statements.at(-1)?.claims).toHaveLength(1)
    await store.undo(split.id, 'me')
    expect(await store.situation(id)).toEqual(before)
  })

  on('refuses corrections that make no sense, and changes nothing', async (store) => {
    const text = sample('01').report.text
    const [{ report, story }] = await store.ingest([{ analysis: sample('01') }])
    const before = await store.lastChange()
    const anchor = anchorOf(report, text, [0, 10])
    const cases: [Parameters<Store['correct']>[0], RegExp][] = [
      [{ kind: 'note', by: 'me', anchor: { ...anchor, report: 'nobody' } }, /no report "nobody"/],
      [{ kind: 'note', by: 'me', anchor: { ...anchor, exact: 'zeppelin' } }, /are not in report/],
      [{ kind: 'note', by: 'me', anchor: { ...anchor, exact: '  ' } }, /quotes 1 to/],
      [{ kind: 'note', by: 'me', anchor, note: 'x'.repeat(20_000) }, /note takes up to/],
      [{ kind: 'merge-stories', by: 'me', stories: [story, 's99'] }, /no story "s99"/],
      [{ kind: 'merge-stories', by: 'me', stories: [story, story] }, /one story already/],
      [{ kind: 'move-report', by: 'me', report, story }, /in that story already/],
      [{ kind: 'move-report', by: 'me', report: 'x', story: null }, /no report "x"/],
      [{ kind: 'merge-entities', by: 'me', anchors: [anchor, anchor] }, /already|nobody and nothing/],
    ]
    for (const [correction, reason] of cases) await expect(store.correct(correction)).rejects.toThrow(reason)
    expect(await store.lastChange()).toBe(before)
    expect((await store.counts()).corrections).toBe(0)
  })

  on('deletes a report with all that came from it', async (store, database) => {
    const secret = read(
      'secret-report',
      'fr',
      'Zoltana Quirnevik habite à Brunzeldorf. « Zoltana Quirnevik a menti », a déclaré son voisin Oskarin Feldibrunn.',
      {
        title: 'Zoltana Quirnevik accusée',
        publisher: 'Gazette Brunzeldorf',
        url: 'https://brunzeldorf.example/zoltana',
      },
    )
    const feed = await store.saveFeed({ address: 'https://example.org/feed' })
    const item = { feed: feed.id, key: 'i1', state: 'taken' as const, seen: '2026-04-02', failures: 0 }
    await store.saveFeedItem({ ...item, report: 'secret-report', title: 'Zoltana Quirnevik accusée' })
    await store.ingest([...all().map((analysis) => ({ analysis })), { analysis: secret }])
    const changed = read('secret-report', 'fr', `${secret.report.text} Mise à jour : Quirnevik dément.`)
    await store.ingest([{ analysis: changed }])
    const at = secret.report.text.indexOf('Quirnevik')
    await store.correct({
      kind: 'note',
      by: 'me',
      note: 'Quirnevik',
      anchor: anchorOf('secret-report', changed.report.text, [at, at + 9]),
    })
    const story = (await store.report('secret-report'))?.story ?? ''
    await store.situation(story)
    expect(await store.deleteReport('secret-report')).toBe(true)
    expect(await store.deleteReport('secret-report')).toBe(false)
    expect(await store.report('secret-report')).toBeUndefined()
    expect(await store.versions('secret-report')).toEqual([])
    expect((await store.search('Quirnevik')).items).toEqual([])
    expect((await store.entities({ text: 'quirnevik' })).items).toEqual([])
    expect((await store.sources({ text: 'brunzeldorf' })).items).toEqual([])
    expect((await store.corrections()).items).toEqual([])
    expect((await store.story(story))?.id).not.toBe(story)
    expect(
      (await store.changes(0)).filter(({ report }) => report === 'secret-report').map(({ kind }) => kind),
    ).toEqual(['deleted'])
    expect(await store.feedItem(feed.id, 'i1')).toMatchObject({ state: 'given-up', failures: 0 })
    const exported: unknown[] = []
    for await (const record of store.exportAll()) exported.push(record)
    expect(JSON.stringify(exported)).not.toMatch(/quirnevik|zoltana|feldibrunn/i)
    expect((await store.counts()).reports).toBe(9)
    if (backend.name === 'SQLite')
      for (const suffix of ['', '-wal'])
        expect(readFileSync(`${database}${suffix}`, 'latin1')).not.toMatch(/quirnevi|zoltana|feldibrun/i)
    // It may come again, as if for the first time.
    expect((await store.ingest([{ analysis: secret }]))[0]).toMatchObject({ outcome: 'new', version: 1 })
  })

  on('rates sources apart from what they say', async (store) => {
    await store.ingest(all().map((analysis) => ({ analysis })))
    await store.rateSource('Agence Meridia', 'B', 'me', 'solid')
    await store.rateSource('Nobody Yet', 'E', 'me')
    const rating = async (text: string) =>
      (await store.sources({ text })).items.find(({ name }) => name === text)
    expect(await rating('Agence Meridia')).toMatchObject({ rating: 'B', note: 'solid', published: 2 })
    expect(await rating('Nobody Yet')).toMatchObject({ rating: 'E', published: 0, cited: 0 })
    await store.rateSource('Agence Meridia', null, 'me')
    expect(await rating('Agence Meridia')).not.toHaveProperty('rating')
    await expect(store.rateSource('x', 'Z' as 'A', 'me')).rejects.toThrow(/A, B, C/)
    await expect(store.rateSource(' ', 'A', 'me')).rejects.toThrow(/name/)
  })

  on('keeps feeds and their items, and lends a feed to one process', async (store) => {
    const feed = await store.saveFeed({ address: 'https://example.org/feed', title: 'A' })
    expect(
      await store.saveFeed({ address: 'https://example.org/feed', paused: true, failure: 'gone' }),
    ).toEqual({
      ...feed,
      paused: true,
      failure: 'gone',
    })
    expect(await store.saveFeed({ address: feed.address, failure: undefined })).not.toHaveProperty('failure')
    expect(await store.leaseFeed(feed.id, 'one', '2026-01-01T00:00', '2026-01-01T00:10')).toBe(true)
    expect(await store.leaseFeed(feed.id, 'two', '2026-01-01T00:05', '2026-01-01T00:15')).toBe(false)
    expect(await store.leaseFeed(feed.id, 'one', '2026-01-01T00:05', '2026-01-01T00:12')).toBe(true)
    expect(await store.leaseFeed(feed.id, 'two', '2026-01-01T00:12', '2026-01-01T00:20')).toBe(true)
    expect(await store.leaseFeed('f99', 'two', '2026-01-01T00:12', '2026-01-01T00:20')).toBe(false)
    for (let k = 0; k < 5; k++)
      await store.saveFeedItem({
        feed: feed.id,
        key: `k${k}`,
        state: 'waiting',
        seen: `2026-01-0${1 + (k % 3)}`,
        failures: 0,
      })
    await store.saveFeedItem({
      feed: feed.id,
      key: 'k0',
      state: 'taken',
      seen: '2026-01-09',
      failures: 0,
      report: 'r',
    })
    expect((await everything((page) => store.feedItems(feed.id, {}, page), 2)).map(({ key }) => key)).toEqual(
      ['k0', 'k2', 'k4', 'k1', 'k3'],
    )
    expect((await store.feedItems(feed.id, { state: 'taken' })).items).toMatchObject([
      { key: 'k0', report: 'r' },
    ])
    expect(await store.removeFeed(feed.id)).toBe(true)
    expect(await store.removeFeed(feed.id)).toBe(false)
    expect(await store.feeds()).toEqual([])
    expect(await store.feedItem(feed.id, 'k0')).toBeUndefined()
  })

  on('exports everything that it was given', async (store) => {
    await store.ingest(all().map((analysis) => ({ analysis })))
    const records: Record<string, number> = {}
    for await (const record of store.exportAll()) records[record.record] = (records[record.record] ?? 0) + 1
    expect(records).toMatchObject({ report: 9, story: 1 })
  })

  on(
    'goes on grouping where it stopped, in runs of many reports and after deletions',
    async (store, database) => {
      const [model] = all()
      const about = (number: number): Analysis => {
        // Words that each ten reports share, and nobody else.
        const topic = Math.floor(number / 10)
        const text = Array.from({ length: 30 }, (_, k) => `Vell${topic}x${k} kor${topic}y${k}`).join(' ')
        return {
          ...model,
          report: { ...model.report, id: `run${number}`, url: `https://example.org/${number}`, text },
          sentences: [[0, text.length]],
          entities: [],
          attributions: [],
          claims: [],
          events: [],
          times: [],
          places: [],
        }
      }
      const take = (into: Store, from: number, to: number) =>
        into.ingest(Array.from({ length: to - from }, (_, k) => ({ analysis: about(from + k) })))
      await take(store, 0, 600)
      const other = await openStore(database)
      try {
        // What one process has put into runs is found by the other, and what was deleted is not missed.
        await store.deleteReport('run5')
        await take(store, 600, 605)
        await take(other, 605, 1209)
        const taken = await take(store, 1209, 1210)
        expect(taken[0].story).toBe((await store.report('run1200'))?.story)
        expect((await store.report('run604'))?.story).toBe((await store.report('run605'))?.story)
        const again = (await take(other, 5, 6))[0]
        expect(again.story).toBe((await store.report('run4'))?.story)
        expect(await store.counts()).toMatchObject({ reports: 1210, stories: 121 })
      } finally {
        await other.close()
      }
    },
  )

  test.skipIf(backend.skipped)(
    'knows as much of what was done between two calls as one that is opened anew',
    async () => {
      const now = () => '2026-04-02T00:00:00.000Z'
      const [kept, reopened] = [await backend.newDatabase(), await backend.newDatabase()]
      const [one, other] = [await openStore(kept, { now }), await openStore(kept, { now })]
      // Each step in a store that stays open (sometimes in another beside it), and in one that was just opened.
      const both = async <T>(step: (store: Store) => Promise<T>, elsewhere = false): Promise<T> => {
        const fresh = await openStore(reopened, { now })
        const expected = await step(fresh)
        await fresh.close()
        const given = await step(elsewhere ? other : one)
        expect(given).toEqual(expected)
        return given
      }
      const take = (from: number, to: number, elsewhere = false) =>
        both(
          (store) =>
            store.ingest(Array.from({ length: to - from }, (_, k) => ({ analysis: numbered(from + k) }))),
          elsewhere,
        )
      try {
        const taken = await take(0, 40)
        const stories = [...new Set(taken.map(({ story }) => story))]
        expect(stories.length).toBeGreaterThan(2)
        await take(40, 50, true)
        await take(50, 60)
        await both((store) =>
          store.correct({ kind: 'move-report', by: 'Ana', report: 'r3', story: stories[1] }).then(() => 0),
        )
        await take(60, 70)
        const merged = await both(
          (store) => store.correct({ kind: 'merge-stories', by: 'Ana', stories: [stories[0], stories[2]] }),
          true,
        )
        await take(70, 80)
        await both((store) => store.undo(merged.id, 'Ana'))
        await take(80, 90)
        await both((store) => store.deleteReport('r7'), true)
        // New versions among new reports, and one report twice.
        const mixed = [numbered(90), numbered(8), numbered(91), numbered(90), numbered(9)].map(
          (analysis, k) =>
            k % 2 === 0
              ? { analysis }
              : {
                  analysis: {
                    ...analysis,
                    report: { ...analysis.report, text: `${analysis.report.text} Fin.` },
                  },
                },
        )
        await both((store) => store.ingest(mixed))
        await take(92, 100)
        await both(async (store) => {
          await expect(
            store.correct({ kind: 'merge-stories', by: 'Ana', stories: [stories[1], 's9999'] }),
          ).rejects.toThrow(/no story/)
        })
        await take(100, 120)
        await both((store) => store.stories({}, { limit: 100 }))
        await both((store) => store.reports({}, { limit: 500 }))
        await both((store) => store.changes(0, 1000))
      } finally {
        await one.close()
        await other.close()
      }
    },
    120_000,
  )

  on('serves two processes at once', async (store, database) => {
    const other = await openStore(database)
    try {
      const items = all().map((analysis) => ({ analysis }))
      await Promise.all([
        ...items.map((item) => store.ingest([item])),
        ...items.map((item) => other.ingest([item])),
      ])
      expect(await other.counts()).toEqual(await store.counts())
      expect(await store.counts()).toMatchObject({ reports: 9, versions: 9, stories: 1 })
    } finally {
      await other.close()
    }
  })
})
