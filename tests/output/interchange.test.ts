/** The formats by which other programs take reports over: STIX, ClaimReview, CSL, RSS, DOCX. */
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parseFeed } from 'feedsmith'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { type Analysis, languages } from '../../src/contract/analysis.ts'
import { renderClaimReviews } from '../../src/output/claim-review.ts'
import { renderCsl } from '../../src/output/csl.ts'
import { renderDocx, renderSituationDocx } from '../../src/output/docx.ts'
import { renderGexf } from '../../src/output/graph-xml.ts'
import { momentOf } from '../../src/output/moment.ts'
import { renderRss } from '../../src/output/rss.ts'
import { renderSituationStix, renderStix } from '../../src/output/stix.ts'
import type { Verdict } from '../../src/output/verdicts.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { root, testEngine } from '../support.ts'

const analyse = (name: string): Analysis =>
  testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${name}.json`, 'utf8')))
const samples = {
  fr: analyse('01-meridia-dispatch.fr'),
  en: analyse('04-courier-relay.en'),
  es: analyse('06-faro-figures.es'),
}
const all = Object.values(samples)
const nasty = '\u0001\ufffe\ud800 <script>]]>&"\'=1+1'
const hostile: Analysis = testEngine().analyse({
  id: nasty,
  text: `Le ministre Jean Dupont a déclaré que « tout va bien ${nasty} » à Paris.`,
  language: 'fr',
  title: nasty,
  publisher: nasty,
  url: 'javascript:alert(1)',
  published: 'un jour',
})
const validator = new Ajv2020({ allErrors: true, strict: false })
const errorsOf = (schema: object, value: unknown) => {
  validator.validate(schema, value)
  return validator.errors ?? []
}
/** As it is written: what a value holds that JSON does not is gone. */
const written = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** A verdict on the first claim that somebody else than the outlet vouches for. */
const verdictOn = (analysis: Analysis, more: Partial<Verdict> = {}): Verdict => {
  const claim = analysis.claims.find(({ chain }) => chain.length > 1)
  if (!claim) throw new Error('nobody says anything')
  return {
    id: 'k7',
    kind: 'verdict',
    by: 'Ana Roca',
    at: '2026-03-14T09:30:00.000Z',
    anchored: true,
    verdict: 'Misleading',
    rating: 2,
    note: 'The figure is that of another day.',
    anchor: anchorOf(analysis.report.id, analysis.report.text, claim.span),
    ...more,
  }
}

// STIX 2.1 (OASIS Standard, 2021), the properties that are used here: sections 3.2, 4.5, 4.9, 4.13 to 4.16, 6.16, 8.
const id = (...types: string[]) => ({
  type: 'string',
  pattern: `^(?:${types.join('|')})--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
})
const moment = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' }
const words = { type: 'string', minLength: 1 }
const wordList = { type: 'array', minItems: 1, items: words }
const references = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['source_name'],
    anyOf: [{ required: ['url'] }, { required: ['external_id'] }],
    additionalProperties: false,
    properties: { source_name: words, external_id: words, url: { type: 'string', pattern: '^https?://' } },
  },
}
const anyObject = id('[a-z-]+')
const object = (type: string, required: string[], properties: object) => ({
  if: { properties: { type: { const: type } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: {
    required: ['spec_version', 'id', 'created', 'modified', ...required],
    additionalProperties: false,
    properties: {
      type: { const: type },
      spec_version: { const: '2.1' },
      id: id(type),
      created: moment,
      modified: moment,
      created_by_ref: id('identity'),
      labels: wordList,
      lang: { enum: languages },
      external_references: references,
      ...properties,
    },
  },
})
const objectRefs = { type: 'array', minItems: 1, uniqueItems: true, items: anyObject }
const bundleSchema = {
  type: 'object',
  required: ['type', 'id', 'objects'],
  additionalProperties: false,
  properties: {
    type: { const: 'bundle' },
    id: id('bundle'),
    objects: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['type'],
        properties: {
          type: { enum: ['identity', 'report', 'note', 'opinion', 'observed-data', 'url', 'grouping'] },
        },
        allOf: [
          object('identity', ['name'], {
            name: words,
            identity_class: { enum: ['individual', 'group', 'system', 'organization', 'unknown'] },
          }),
          object('report', ['name', 'published', 'object_refs'], {
            name: words,
            published: moment,
            object_refs: objectRefs,
          }),
          object('note', ['content', 'object_refs'], {
            abstract: words,
            content: words,
            authors: wordList,
            object_refs: objectRefs,
          }),
          object('opinion', ['opinion', 'object_refs'], {
            opinion: { enum: ['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'] },
            explanation: words,
            authors: wordList,
            object_refs: objectRefs,
          }),
          object('observed-data', ['first_observed', 'last_observed', 'number_observed', 'object_refs'], {
            first_observed: moment,
            last_observed: moment,
            number_observed: { type: 'integer', minimum: 1 },
            object_refs: objectRefs,
          }),
          object('grouping', ['context', 'object_refs'], {
            name: words,
            context: words,
            object_refs: objectRefs,
          }),
          {
            if: { properties: { type: { const: 'url' } } },
            // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
            then: {
              required: ['id', 'value'],
              additionalProperties: false,
              properties: {
                type: { const: 'url' },
                spec_version: { const: '2.1' },
                id: id('url'),
                value: { type: 'string', pattern: '^https?://' },
              },
            },
          },
        ],
      },
    },
  },
}
interface Stix {
  objects: ({ id: string; type: string; object_refs?: string[]; created_by_ref?: string } & Record<
    string,
    unknown
  >)[]
}
const kindsOf = ({ objects }: Stix) => new Set(objects.map(({ type }) => type))

describe('STIX 2.1', () => {
  const withPage = {
    ...samples.en,
    report: { ...samples.en.report, url: 'https://courier.example/port' },
  }
  const ofSituation = () => compareReports([...all, analyse('05-presidency-denial.fr')], [])
  it.each<[string, () => object, string[]]>([
    ['French', () => renderStix([samples.fr]), ['identity', 'report', 'note', 'opinion']],
    [
      'English',
      () => renderStix([withPage]),
      ['identity', 'report', 'note', 'opinion', 'observed-data', 'url'],
    ],
    ['Spanish', () => renderStix([samples.es]), ['identity', 'report', 'note', 'opinion']],
    ['hostile', () => renderStix([hostile]), ['identity', 'report', 'note']],
    ['a situation', () => renderSituationStix(ofSituation()), ['identity', 'report', 'note', 'grouping']],
  ])('%s: keeps the standard, refers to what is there, and is the same each time', (_, render, kinds) => {
    const bundle = written(render()) as Stix
    expect(errorsOf(bundleSchema, bundle)).toEqual([])
    expect(bundle).toEqual(written(render()))
    expect([...kindsOf(bundle)]).toEqual(expect.arrayContaining(kinds))
    const ids = new Set(bundle.objects.map((one) => one.id))
    expect(ids.size).toBe(bundle.objects.length)
    for (const { object_refs, created_by_ref } of bundle.objects)
      for (const ref of [...(object_refs ?? []), ...(created_by_ref ? [created_by_ref] : [])])
        expect(ids).toContain(ref)
    expect(JSON.stringify(bundle).isWellFormed()).toBe(true)
  })

  it.each(languages)(
    '%s: a note tells who vouches, an opinion how sure whom it is given to is',
    (language) => {
      const analysis = samples[language]
      const { objects } = written(renderStix([analysis])) as Stix
      const given = analysis.claims.find(
        ({ chain, rank }) => chain.at(-1)?.kind === 'named' && rank !== 'nominal',
      )
      const holder = given?.chain.at(-1)
      const name = holder?.name ?? analysis.entities.find(({ id: one }) => one === holder?.entity)?.name
      const reference = `${analysis.report.id}#char=${given?.span.join(',')}`
      const about = objects.filter(({ external_references }) =>
        JSON.stringify(external_references ?? []).includes(`"${reference}"`),
      )
      expect(about.map(({ type }) => type)).toEqual(expect.arrayContaining(['note', 'opinion']))
      for (const one of about) expect(one['authors']).toEqual([name])
      // Selon, which made the notes, is of no opinion itself.
      const selon = objects.find(({ name: called }) => called === 'Selon')
      for (const { type, authors } of objects)
        if (type === 'opinion') expect(authors).not.toContain(selon?.['name'])
    },
  )

  it.each([
    [1, 'strongly-disagree'],
    [2, 'disagree'],
    [3, 'neutral'],
    [4, 'agree'],
    [5, 'strongly-agree'],
    [undefined, undefined],
  ])('a verdict of %s is the opinion "%s" of the person', (rating, opinion) => {
    const verdict = verdictOn(samples.en)
    if (rating === undefined) delete verdict.rating
    else verdict.rating = rating
    const bundle = written(renderStix([samples.en], { verdicts: [verdict] })) as Stix
    expect(errorsOf(bundleSchema, bundle)).toEqual([])
    const judged = bundle.objects.filter(({ authors }) => JSON.stringify(authors ?? '').includes('Ana Roca'))
    expect(judged.map((one) => one['opinion'])).toEqual(opinion === undefined ? [] : [opinion])
  })
})

describe('ClaimReview', () => {
  // What schema.org and those who gather reviews ask of one.
  const schema = {
    type: 'object',
    required: ['@context', '@graph'],
    properties: {
      '@context': { const: 'https://schema.org' },
      '@graph': {
        type: 'array',
        items: {
          type: 'object',
          required: ['@type', 'claimReviewed', 'itemReviewed', 'author', 'reviewRating', 'datePublished'],
          properties: {
            '@type': { const: 'ClaimReview' },
            url: { type: 'string', pattern: '^https?://' },
            claimReviewed: words,
            author: { type: 'object', required: ['@type', 'name'] },
            itemReviewed: {
              type: 'object',
              required: ['@type', 'appearance'],
              properties: { '@type': { const: 'Claim' } },
            },
            reviewRating: {
              type: 'object',
              required: ['@type', 'alternateName'],
              properties: { ratingValue: { type: 'integer', minimum: 1, maximum: 5 } },
            },
          },
        },
      },
    },
  }
  const graphOf = (analyses: Analysis[], verdicts: Verdict[]) => {
    const reviews = written(renderClaimReviews(analyses, verdicts)) as { '@graph': Record<string, unknown>[] }
    expect(errorsOf(schema, reviews)).toEqual([])
    return reviews['@graph']
  }
  it('gives out nothing that no person judged', () => expect(graphOf(all, [])).toEqual([]))
  it.each(languages)('%s: gives out what a person judged of whose claim', (language) => {
    const analysis = samples[language]
    const verdict = verdictOn(analysis, { address: 'https://review.example/7' })
    const [review, ...others] = graphOf(all, [verdict])
    expect(others).toEqual([])
    const claim = analysis.claims.find(({ chain }) => chain.length > 1)
    expect(review).toMatchObject({
      url: 'https://review.example/7',
      claimReviewed: claim?.sentence ?? verdict.anchor.exact,
      author: { '@type': 'Person', name: 'Ana Roca' },
      reviewBody: verdict.note,
      reviewRating: { ratingValue: 2, worstRating: 1, bestRating: 5, alternateName: 'Misleading' },
      itemReviewed: { appearance: { inLanguage: language, headline: analysis.report.title } },
    })
  })
  it('leaves out a verdict whose words are gone, and follows them where they moved', () => {
    const { report } = samples.fr
    const verdict = verdictOn(samples.fr)
    const gone = { ...verdict, anchor: { ...verdict.anchor, exact: 'zeppelin', prefix: '', suffix: '' } }
    expect(graphOf(all, [gone])).toEqual([])
    const moved = testEngine().analyse({ ...report, text: `Mise à jour.\n\n${report.text}` })
    expect(graphOf([moved], [verdict])[0]?.['claimReviewed']).toBe(
      graphOf(all, [verdict])[0]?.['claimReviewed'],
    )
  })
  it('has no address that a browser would run', () => {
    const verdict = verdictOn(hostile, { address: 'javascript:alert(1)' })
    expect(JSON.stringify(graphOf([hostile], [verdict]))).not.toContain('javascript:')
  })
})

describe('CSL-JSON', () => {
  // csl-data.json of Citation Style Language 1.0.2, the properties that are used here.
  const schema = {
    type: 'array',
    items: {
      type: 'object',
      required: ['type', 'id'],
      additionalProperties: false,
      properties: {
        id: words,
        type: { const: 'article-newspaper' },
        title: words,
        'container-title': words,
        author: { type: 'array', items: { type: 'object', required: ['literal'] } },
        issued: {
          type: 'object',
          required: ['date-parts'],
          properties: {
            'date-parts': { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
          },
        },
        language: { enum: languages },
        URL: { type: 'string', pattern: '^https?://' },
        note: words,
      },
    },
  }
  it.each(languages)(
    '%s: an item for the report, and one for each quotation with who says it',
    (language) => {
      const analysis = samples[language]
      const items = written(renderCsl([analysis], language))
      expect(errorsOf(schema, items)).toEqual([])
      const quotations = analysis.attributions.filter(({ speech }) => speech !== 'indirect')
      expect(items).toHaveLength(1 + quotations.length)
      expect(items[0]).toMatchObject({ id: analysis.report.id, title: analysis.report.title })
      for (const { id: name, note } of items.slice(1)) {
        const [start, end] = (/#char=(\d+),(\d+)$/.exec(name) ?? []).slice(1).map(Number)
        // The note begins with the very words, up to a discontinuity, and ends with the speaker.
        expect(note).toMatch(/ \([^()]+(?:\([^()]*\))?\)$/)
        const plain = (quoted = '') => quoted.replace(/^[“"«\s]+/, '')
        expect(plain(note)).toContain(plain(analysis.report.text.slice(start, end)).slice(0, 12))
      }
      expect(new Set(items.map((item) => item.id)).size).toBe(items.length)
    },
  )
  it('takes nothing hostile for an address or a date', () => {
    const [item] = written(renderCsl([hostile]))
    expect(errorsOf(schema, [item])).toEqual([])
    expect(item).not.toHaveProperty('URL')
    expect(item).not.toHaveProperty('issued')
  })
})

describe('RSS', () => {
  it('is read back as a feed, the newest report first, with who says what', () => {
    const xml = renderRss(all, { home: 'https://desk.example/', language: 'en' })
    const { format, feed } = parseFeed(xml)
    expect(format).toBe('rss')
    const { items, link } = feed as {
      link: string
      items: { title: string; pubDate: string; guid: { value: string }; description: string }[]
    }
    expect(link).toBe('https://desk.example/')
    const newestFirst = all.toSorted((a, b) =>
      (a.report.published ?? '') < (b.report.published ?? '') ? 1 : -1,
    )
    expect(items.map(({ title }) => title)).toEqual(newestFirst.map(({ report }) => report.title))
    expect(items.map(({ pubDate }) => new Date(pubDate).toISOString())).toEqual(
      newestFirst.map(({ report }) => momentOf(report.published)),
    )
    expect(new Set(items.map(({ guid }) => guid.value)).size).toBe(items.length)
    for (const { description } of items) expect(description).toMatch(/^<ul><li>.*<b>.+<\/b>: .+<\/ul>$/s)
  })
  it('stays well-formed, and lets no markup of a report through', () => {
    const xml = renderRss([hostile])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
    expect(xml).not.toContain('<script')
    expect(xml).not.toContain('javascript:')
    // Nor once the description is unescaped and shown as HTML.
    const { feed } = parseFeed(xml)
    const [item] = (feed as { items: { description: string }[] }).items
    expect(parseHTML(item.description).document.querySelector('script')).toBeNull()
  })
})

/** The files of a ZIP archive by their names. */
function unzipped(bytes: Uint8Array): Map<string, string> {
  const view = Buffer.from(bytes)
  const files = new Map<string, string>()
  let at = view.readUInt32LE(view.lastIndexOf(Buffer.from('PK\x05\x06')) + 16)
  while (view.readUInt32LE(at) === 0x02014b50) {
    const [method, size] = [view.readUInt16LE(at + 10), view.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((k) => view.readUInt16LE(at + k))
    const local = view.readUInt32LE(at + 42)
    const from = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28)
    const packed = view.subarray(from, from + size)
    files.set(
      view.toString('utf8', at + 46, at + 46 + name),
      (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'),
    )
    at += 46 + name + extra + comment
  }
  return files
}
const textOf = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text]) => text)
    .join('')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")

describe('DOCX', () => {
  it.each([
    ['fr', 'Qui dit quoi', 'nommée'],
    ['en', 'Who says what', 'named'],
    ['es', 'Quién dice qué', 'nombrada'],
  ] as const)(
    '%s: is a document with its parts, title, sections and table',
    async (language, section, kind) => {
      const files = unzipped(await renderDocx([samples[language]], language))
      const document = files.get('word/document.xml') ?? ''
      expect([...files.keys()]).toEqual(expect.arrayContaining(['[Content_Types].xml', 'word/styles.xml']))
      const text = textOf(document)
      expect(text).toContain(samples[language].report.title)
      expect(text).toContain(section)
      expect(text).toContain(`(${kind})`)
      expect(document).toContain('<w:tbl>')
      // A heading, a list: styled as such, so that a word processor has an outline of it.
      expect(document).toContain('w:val="Heading2"')
      expect(document).toContain('<w:numPr>')
      expect(files.get('word/footer1.xml')).toContain('Selon')
    },
  )
  it('tells a situation story by story', async () => {
    const situation = compareReports(all, [])
    const text = textOf(
      unzipped(await renderSituationDocx(situation, undefined, 'en')).get('word/document.xml') ?? '',
    )
    for (const { title } of situation.stories) expect(text).toContain(title)
  })
  it('stays well-formed whatever a report holds', async () => {
    const files = unzipped(await renderDocx([hostile], 'fr'))
    for (const [name, xml] of files) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
      expect(xml, name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
      expect(xml, name).not.toContain('<script')
    }
    expect(textOf(files.get('word/document.xml') ?? '')).toContain('<script>]]>&"')
  })
})

describe('GEXF over time', () => {
  const deed = (text: string, published?: string) =>
    testEngine().analyse({ text, language: 'fr', ...(published ? { published } : {}) })
  const edgesOf = (xml: string) =>
    [...xml.matchAll(/<edge [^>]*>/g)].map(([edge]) => [
      /start="([^"]*)"/.exec(edge)?.[1],
      /end="([^"]*)"/.exec(edge)?.[1],
    ])
  it.each([
    [
      'the day told',
      'Le 9 mars 2026, la Torvanie a attaqué la Valdorie.',
      '2026-03-12',
      ['2026-03-09', '2026-03-09'],
    ],
    [
      'the day of the report where none is told',
      'La Torvanie a attaqué la Valdorie.',
      '2026-03-12T18:00:00Z',
      ['2026-03-12', '2026-03-12'],
    ],
    ['none where neither is known', 'La Torvanie a attaqué la Valdorie.', undefined, [undefined, undefined]],
  ])('an edge has %s', (_, text, published, days) => {
    const xml = renderGexf([deed(text, published)])
    expect(edgesOf(xml)[0]).toEqual(days)
    expect(xml).toContain(days[0] ? 'mode="dynamic" timeformat="date"' : 'mode="static"')
  })
})

describe('a moment', () => {
  it.each([
    ['2026-03-12', '2026-03-12T00:00:00.000Z'],
    ['2026-03-12T08:00', '2026-03-12T08:00:00.000Z'],
    ['2026-03-12T08:00:30+01:00', '2026-03-12T07:00:30.000Z'],
    ['2026-02-31x', undefined],
    ['March 12', undefined],
    ['2026-99-12', undefined],
    [undefined, undefined],
  ])('%s is %s on every machine', (words_, moment_) => expect(momentOf(words_)).toBe(moment_))
})
