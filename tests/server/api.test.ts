import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoundedField, Language } from '../../src/contract/analysis.ts'
import type {
  Change,
  Ingested,
  Page,
  StoredClaim,
  StoredCorrection,
  StoredReport,
  StoredStory,
  StoryNews,
} from '../../src/contract/api.ts'
import type { Situation } from '../../src/contract/situation.ts'
import { longestField } from '../../src/engine/report-fields.ts'
import { json, sampleAnalyses, type TestServer, testServer } from './support.ts'

let server: TestServer
const get = async <T>(path: string): Promise<T> => (await (await server.ask(path)).json()) as T

beforeAll(async () => {
  server = await testServer({ reports: sampleAnalyses(), limits: { changeInterval: 30 } })
})
afterAll(() => server.stop())

describe('reports', () => {
  it.each<[Language, string]>([
    ['fr', 'Le maire de Torvia aurait démissionné, selon deux responsables de la ville.'],
    ['en', 'The mayor of Torvia has resigned, according to two officials of the city.'],
    ['es', 'El alcalde de Torvia habría dimitido, según dos responsables de la ciudad.'],
  ])('are taken in once, in %s, and deleted for good', async (language, text) => {
    const first = await server.ask('/api/reports', json({ text, id: `mayor/${language}` }))
    expect(first.status).toBe(201)
    expect(((await first.json()) as Ingested).outcome).toBe('new')
    const second = await server.ask('/api/reports', json({ text, id: `mayor/${language}` }))
    expect([second.status, ((await second.json()) as Ingested).outcome]).toEqual([200, 'same'])
    const path = `/api/reports/mayor%2F${language}`
    expect((await get<StoredReport>(path)).language).toBe(language)
    const analysis = await get<{ report: { text: string } }>(`${path}/analysis`)
    expect(analysis.report.text).toBe(text)
    const other = await server.ask(
      '/api/reports',
      json({ text: `${text} Il est 9 h.`, id: `mayor/${language}`, language }),
    )
    expect([other.status, ((await other.json()) as Ingested).version]).toEqual([201, 2])
    expect((await get<{ items: unknown[] }>(`${path}/versions`)).items).toHaveLength(2)
    expect((await server.ask(path, { method: 'DELETE' })).status).toBe(204)
    for (const gone of [path, `${path}/analysis`, `${path}/versions`])
      expect((await server.ask(gone)).status).toBe(404)
    expect((await server.ask(path, { method: 'DELETE' })).status).toBe(404)
  })

  it.each<[string, unknown, RegExp]>([
    ['no words', { text: ' \n ' }, /empty "text"/],
    [
      'another language',
      { text: 'Der Bürgermeister ist zurückgetreten, sagte ein Sprecher der Stadt am Montag.' },
      /./,
    ],
    ['a language that is none', { text: 'Le maire part.', language: 'xx' }, /language/],
    ['a date that is none', { text: 'Le maire part lundi.', language: 'fr', published: 'soon' }, /no date/],
    ['an address of this machine', { address: 'http://127.0.0.1:9/' }, /private or reserved network/],
    ['an address of the network', { address: 'http://192.168.0.1/' }, /private or reserved network/],
    [
      'where clouds keep secrets',
      { address: 'http://169.254.169.254/latest/' },
      /private or reserved network/,
    ],
    ['a file', { address: 'file:///etc/passwd' }, /address/],
    ['both', { address: 'https://example.org/', text: 'Le maire part.' }, /./],
    ['neither', {}, /./],
  ])('are refused with a sentence: %s', async (_, body, sentence) => {
    const answer = await server.ask('/api/reports', json(body))
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as { detail: string }).detail).toMatch(sentence)
  })

  it.each<[BoundedField, object, number]>([
    ['id', { id: 'r'.repeat(longestField.id + 1) }, longestField.id + 1],
    ['url', { url: `https://example.org/${'a'.repeat(longestField.url)}` }, longestField.url + 20],
    ['title', { title: 'T'.repeat(2500) }, 2500],
    ['publisher', { publisher: 'P'.repeat(501) }, 501],
    ['authors', { authors: ['A'.repeat(700), 'Ana Paz'] }, 700],
  ])('are kept without a %s that is longer than it may be, and say so', async (field, told, characters) => {
    const text = `El alcalde dijo que el puente del ${field} reabriría el lunes.`
    const taken = await server.ask('/api/reports', json({ text, language: 'es', ...told }))
    expect(taken.status).toBe(201)
    const { report, leftOut } = (await taken.json()) as Ingested
    expect(leftOut).toEqual([{ field, characters }])
    const kept = (await (await server.ask(`/api/reports/${report}`)).json()) as StoredReport
    expect(kept[field]).toEqual(field === 'id' ? report : field === 'authors' ? ['Ana Paz'] : undefined)
  })

  it('are refused at private addresses also where they are only to be read', async () => {
    expect((await server.ask('/api/read', json({ address: `${server.server.address}api` }))).status).toBe(422)
  })
})

describe('lists', () => {
  it('come in pages that leave nothing out and give nothing twice', async () => {
    const whole = (await get<Page<StoredClaim>>('/api/claims?limit=500')).items
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await get<Page<StoredClaim>>(
        `/api/claims?limit=7${after ? `&after=${encodeURIComponent(after)}` : ''}`,
      )
      expect(page.items.length).toBeLessThanOrEqual(7)
      ids.push(...page.items.map(({ report, id }) => `${report} ${id}`))
      after = page.next
    } while (after)
    expect(ids).toEqual(whole.map(({ report, id }) => `${report} ${id}`))
    expect(new Set(ids).size).toBe(ids.length)
    expect((await server.ask('/api/claims?after=made-up')).status).toBe(400)
  })

  it.each([
    '/api/reports',
    '/api/stories',
    '/api/claims?limit=3',
    '/api/stories/s1/situation',
    '/api/sources',
    '/api/feeds',
    '/api/status',
  ])('are not sent again while they stay the same: %s', async (path) => {
    const first = await server.ask(path)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).not.toBe('')
    const again = await server.ask(path, { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await server.ask(path, { headers: { 'if-none-match': '"another"' } })).status).toBe(200)
  })

  it('are sent again when something changed', async () => {
    const etag = (await server.ask('/api/sources')).headers.get('etag') ?? ''
    expect(
      (await server.ask('/api/sources/NBC/rating', json({ rating: 'C', note: 'seldom' }, 'PUT'))).status,
    ).toBe(204)
    expect((await server.ask('/api/sources', { headers: { 'if-none-match': etag } })).status).toBe(200)
    expect((await server.ask('/api/sources/NBC/rating', json({ rating: 'G' }, 'PUT'))).status).toBe(422)
  })
})

describe('stories', () => {
  it('tell what is new since a change, each with words that stand in the report', async () => {
    const [story] = (await get<Page<StoredStory>>('/api/stories')).items.sort((a, b) => b.reports - a.reports)
    const all = await get<StoryNews>(`/api/stories/${story.id}/new?since=0`)
    expect(all.reports).toHaveLength(story.reports)
    const situation = await get<Situation>(`/api/stories/${story.id}/situation`)
    expect(all.statements).toHaveLength(situation.statements.length)
    expect(all.again).toEqual([])
    const { lastChange } = await get<{ lastChange: number }>('/api/status')
    const none = await get<StoryNews>(`/api/stories/${story.id}/new?since=${lastChange}`)
    expect([none.reports, none.statements, none.again, none.relations]).toEqual([[], [], [], []])
    const later = await get<StoryNews>(`/api/stories/${story.id}/new?since=2999-01-01`)
    expect(later.reports).toEqual([])

    // A copy of a report under another name says nothing new, and says it again.
    const original = sampleAnalyses().find(({ report }) => situation.stories[0].reports.includes(report.id))
    const { text, language, published } = original?.report ?? { text: '', language: 'fr' }
    const body = { text, language, published, id: 'copy', publisher: 'Le Miroir' }
    const { story: joined } = (await (await server.ask('/api/reports', json(body))).json()) as Ingested
    expect(joined).toBe(story.id)
    const news = await get<StoryNews>(`/api/stories/${story.id}/new?since=${lastChange}`)
    expect(news.reports.map(({ report, what }) => [report.id, what])).toEqual([['copy', 'report']])
    expect(news.again.length).toBeGreaterThan(0)
    for (const { claims } of news.again)
      for (const { report, passage } of claims) {
        expect(report).toBe('copy')
        expect(text.slice(...passage.span)).toBe(passage.text)
      }
    await server.ask('/api/reports/copy', { method: 'DELETE' })
  })
})

describe('corrections', () => {
  it('are made, listed and undone', async () => {
    const [claim] = (await get<Page<StoredClaim>>('/api/claims?limit=1')).items
    const { report } = await get<{ report: { text: string } }>(`/api/reports/${claim.report}/analysis`)
    const [start, end] = claim.span
    const anchor = {
      report: claim.report,
      exact: claim.text,
      prefix: report.text.slice(Math.max(0, start - 32), start),
      suffix: report.text.slice(end, end + 32),
      span: claim.span,
    }
    const made = await server.ask('/api/corrections', json({ kind: 'claim-wrong', anchor }))
    expect(made.status).toBe(201)
    const { id } = (await made.json()) as StoredCorrection
    const claimed = async () =>
      (await get<{ claims: { id: string }[] }>(`/api/reports/${claim.report}/analysis`)).claims.some(
        (one) => one.id === claim.id,
      )
    expect(await claimed()).toBe(false)
    expect((await server.ask(`/api/corrections/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await claimed()).toBe(true)
    expect((await server.ask('/api/corrections/none', { method: 'DELETE' })).status).toBe(404)
    const unheard = await server.ask(
      '/api/corrections',
      json({ kind: 'note', anchor: { ...anchor, report: 'none' } }),
    )
    expect(unheard.status).toBe(400)
  })
})

describe('changes', () => {
  const events = async (answer: Response, count: number): Promise<Change[]> => {
    const changes: Change[] = []
    let text = ''
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    while (reader && changes.length < count) {
      const { value, done } = await reader.read()
      if (done) break
      text += value
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1]
        if (data) changes.push(JSON.parse(data) as Change)
      }
    }
    await reader?.cancel()
    return changes
  }

  it('are told as they come, and again from where a listener was', async () => {
    const { last } = await get<{ last: number }>('/api/changes')
    const listening = await server.ask('/api/changes/stream')
    expect(listening.headers.get('content-type')).toContain('text/event-stream')
    await server.ask('/api/sources/NBC/rating', json({ rating: 'D' }, 'PUT'))
    const [change] = await events(listening, 1)
    expect(change).toMatchObject({ number: last + 1, kind: 'rating' })
    const missed = await server.ask('/api/changes/stream', { headers: { 'last-event-id': '2' } })
    const { items } = await get<{ items: Change[] }>('/api/changes?after=2&limit=500')
    expect(await events(missed, items.length)).toEqual(items)
  })
})

describe('exports', () => {
  it.each<[string, string, RegExp]>([
    ['json', 'application/json', /^\[\n\{/],
    ['jsonl', 'application/jsonl', /^\{"version":"1"/],
    ['markdown', 'text/markdown', /^# /],
    ['html', 'text/html', /^<!doctype html>/i],
    ['csv', 'text/csv', /^report,claim,/],
    ['geojson', 'application/geo+json', /"FeatureCollection"/],
    ['graphml', 'application/xml', /<graphml/],
    ['gexf', 'application/xml', /<gexf/],
    ['annotation', 'application/ld+json', /AnnotationPage/],
    ['prov', 'application/json', /wasDerivedFrom/],
    ['stix', 'application/stix+json;version=2.1', /^\{\n {2}"type": "bundle"/],
    ['csl', 'application/vnd.citationstyles.csl+json', /^\[\n {2}\{\n {4}"id"/],
    ['claimreview', 'application/ld+json', /"@context": "https:\/\/schema.org"/],
    ['rss', 'application/rss+xml', /<rss version="2.0"/],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', /^PK/],
  ])('%s is a file to keep', async (format, type, beginning) => {
    for (const what of ['all=true', 'story=s1']) {
      const answer = await server.ask(`/api/export?format=${format}&${what}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain(type)
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="selon-[\w.-]+"$/)
      expect(answer.headers.get('content-security-policy')).toContain('sandbox')
      expect(await answer.text()).toMatch(beginning)
    }
  })

  it.each([
    ['format=json', 400],
    ['format=json&all=true&story=s1', 400],
    ['format=json&story=none', 404],
    ['format=json&report=none', 404],
    ['format=exe&all=true', 400],
  ])('refuses %s', async (query, status) => {
    expect((await server.ask(`/api/export?${query}`)).status).toBe(status)
  })
})

describe('feeds', () => {
  it('are added, paused, asked and removed', async () => {
    const added = await server.ask('/api/feeds', json({ address: 'https://example.org/feed.xml' }))
    expect(added.status).toBe(201)
    const [{ id }] = ((await added.json()) as { items: { id: string }[] }).items
    const paused = await server.ask(`/api/feeds/${id}`, json({ paused: true, title: 'Example' }, 'PATCH'))
    expect(await paused.json()).toMatchObject({ paused: true, title: 'Example' })
    expect(await (await server.ask(`/api/feeds/${id}/ask`, { method: 'POST' })).json()).toMatchObject({
      feed: id,
    })
    expect((await server.ask(`/api/feeds/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await server.ask(`/api/feeds/${id}/ask`, { method: 'POST' })).status).toBe(404)
    const opml =
      '<opml version="2.0"><body><outline xmlUrl="https://example.org/a"/><outline xmlUrl="https://example.org/b"/></body></opml>'
    const list = await server.ask('/api/feeds', json({ opml }))
    expect(((await list.json()) as { items: unknown[] }).items).toHaveLength(2)
    expect((await server.ask('/api/feeds', json({ opml: '<p>no list</p>' }))).status).toBe(422)
  })
})

describe('the page of the API', () => {
  it('names every operation and needs nothing from elsewhere', async () => {
    const page = await (await server.ask('/api')).text()
    const document = await get<{ paths: Record<string, object> }>('/openapi.json')
    for (const path of Object.keys(document.paths)) expect(page).toContain(`<code>${path}</code>`)
    expect(page).not.toMatch(/<script|<link|<img|src=|https?:\/\/(?!example\.org|schema\.org\b)/)
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`)
  })
})

it('counts what it did for Prometheus', async () => {
  const text = await (await server.ask('/metrics')).text()
  expect(text).toMatch(/^selon_requests_total\{operation="listReports",method="GET",status="200"\} \d+$/m)
  expect(text).toMatch(/^selon_reports \d+$/m)
  for (const line of text.trim().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? [\d.e+-]+)$/)
})
