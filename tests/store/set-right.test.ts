import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis, Language } from '../../src/contract/analysis.ts'
import type { ExportRecord } from '../../src/store/archive/archive-format.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { verdictsIn } from '../../src/store/corrections/verdicts.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { testEngine } from '../support.ts'
import { backends } from './backends.ts'

/** In each language: a text, words of a claim in it that somebody is said to have said, and a place. */
const cases: [Language, string, string, string][] = [
  ['fr', 'Le maire Paul Vasseur a déclaré mardi que le pont de Genève serait fermé.', 'fermé', 'Genève'],
  ['en', 'The mayor Jane Porter said on Tuesday that the bridge in Geneva was closed.', 'closed', 'Geneva'],
  [
    'es',
    'El alcalde Luis Prado dijo el martes que el puente de Ginebra estaba cerrado.',
    'cerrado',
    'Ginebra',
  ],
]

describe.each(backends)('what people set right, in $name', (backend) => {
  let store: Store
  beforeAll(async () => {
    if (backend.skipped) return
    await backend.start()
    store = await openStore(await backend.newDatabase())
  })
  afterAll(async () => {
    await store?.close()
    if (!backend.skipped) await backend.stop()
  })
  const claimAt = (analysis: Analysis | undefined, text: string, words: string) =>
    analysis?.claims
      .filter(({ span }) => text.slice(...span).includes(words))
      .sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]))[0]

  test.skipIf(backend.skipped).each(cases)(
    '%s: speaker, certainty and place are as the person says, in the lists too, and as they were when taken back',
    async (language, text, words, name) => {
      const analysis = testEngine().analyse({ id: language, language, text, publisher: 'Essai' })
      await store.ingest([{ analysis }])
      const claim = claimAt(analysis, text, words)
      expect(claim?.chain.length).toBe(2)
      const anchor = anchorOf(language, text, claim?.span ?? [0, 1])
      const now = async () => claimAt(await store.analysis(language), text, words)

      const speaker = await store.correct({ kind: 'speaker', by: 'ana', anchor, speaker: 'Ada Brandt' })
      expect((await now())?.chain.map(({ name }) => name)).toEqual(['Essai', 'Ada Brandt'])
      expect((await store.claims({ report: language, source: 'Ada Brandt' })).items).toHaveLength(1)
      const outlet = await store.correct({ kind: 'speaker', by: 'ana', anchor, speaker: null })
      expect(await now()).toMatchObject({ basis: 'asserted', chain: [{ kind: 'outlet' }] })

      const certainty = await store.correct({ kind: 'certainty', by: 'ana', anchor, factuality: 'PS+' })
      expect(await now()).toMatchObject({ factuality: 'PS+', outletFactuality: 'PS+' })
      expect((await store.claims({ report: language, factuality: 'PS+' })).items).toHaveLength(1)

      const at = text.indexOf(name)
      const here = anchorOf(language, text, [at, at + name.length])
      const place = await store.correct({
        kind: 'place',
        by: 'ana',
        anchor: here,
        place: { latitude: 1.5, longitude: -2 },
      })
      const placed = async () =>
        (await store.places({ report: language })).items.find((one) => one.text === name)
      expect(await placed()).toMatchObject({ latitude: 1.5, longitude: -2 })
      expect(await placed()).not.toHaveProperty('geonames')
      const region = (await store.analysis(language))?.places.find(({ span }) => span[0] === at)
      expect(analysis.places.find(({ span }) => span[0] === at)).toHaveProperty('admin1')
      expect(region).not.toHaveProperty('admin1')
      expect(region).not.toHaveProperty('admin1Name')
      const nowhere = await store.correct({ kind: 'place', by: 'ana', anchor: here, place: null })
      expect(await placed()).not.toHaveProperty('latitude')

      const right = await store.correct({ kind: 'claim-right', by: 'ana', anchor })
      for (const { id } of [right, nowhere, place, certainty, outlet, speaker]) await store.undo(id, 'ana')
      expect(await store.analysis(language)).toEqual(analysis)
    },
  )

  test.skipIf(backend.skipped).each(cases)(
    '%s: a verdict changes nothing that is shown, and is given out until it is taken back',
    async (language, text, words) => {
      const id = `judged-${language}`
      const analysis = testEngine().analyse({ id, language, text, publisher: 'Essai' })
      await store.ingest([{ analysis }])
      const anchor = anchorOf(id, text, claimAt(analysis, text, words)?.span ?? [0, 1])
      const verdict = { kind: 'verdict', by: 'ana', anchor, verdict: 'False', rating: 1 } as const
      const made = await store.correct({ ...verdict, address: 'https://review.example/1' })
      expect(await verdictsIn(store, { report: id })).toMatchObject([
        { ...verdict, id: made.id, address: 'https://review.example/1' },
      ])
      expect(await store.analysis(id)).toEqual(analysis)
      for (const wrong of [{ rating: 6 }, { rating: 1.5 }, { verdict: ' ' }, { address: 'javascript:1' }])
        await expect(store.correct({ ...verdict, ...wrong })).rejects.toThrow(/verdict/i)
      await store.undo(made.id, 'ana')
      expect(await verdictsIn(store, { report: id })).toEqual([])
    },
  )

  test.skipIf(backend.skipped)('goes into an archive and comes out of it', async () => {
    const text = cases[1][1]
    const analysis = testEngine().analyse({ id: 'kept', language: 'en', text })
    await store.ingest([{ analysis }])
    const claim = claimAt(analysis, text, 'closed')
    const anchor = anchorOf('kept', text, claim?.span ?? [0, 1])
    await store.correct({ kind: 'certainty', by: 'ana', anchor, factuality: 'CT-' })
    const records: ExportRecord[] = []
    for await (const record of store.exportAll()) records.push(record)
    const other = await openStore(await backend.newDatabase())
    await other.restore(
      (async function* () {
        yield* JSON.parse(JSON.stringify(records)) as unknown[]
      })(),
    )
    expect(claimAt(await other.analysis('kept'), text, 'closed')?.factuality).toBe('CT-')
    await other.close()
  })

  test.skipIf(backend.skipped)('must be of a claim, or of a place', async () => {
    const text = 'The mayor said so in Geneva.'
    await store.ingest([{ analysis: testEngine().analyse({ id: 'few', language: 'en', text }) }])
    const anchor = anchorOf('few', text, [text.indexOf('so'), text.indexOf('so') + 2])
    await expect(store.correct({ kind: 'place', by: 'me', anchor, place: null })).rejects.toThrow(
      /name no place/,
    )
    await expect(store.correct({ kind: 'speaker', by: 'me', anchor, speaker: 'Ana' })).rejects.toThrow(
      /are no claim/,
    )
  })
})
