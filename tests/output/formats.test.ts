import { readFileSync } from 'node:fs'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { csvTables } from '../../src/contract/api.ts'
import { csvHeader, csvRows } from '../../src/output/csv.ts'
import { renderDossier } from '../../src/output/dossier.ts'
import { renderMarkdown } from '../../src/output/markdown.ts'
import { inCodePoints } from '../../src/output/offsets.ts'
import { passagesOf } from '../../src/output/passages.ts'
import { viewOf } from '../../src/output/report-view.ts'
import { renderText } from '../../src/output/text.ts'
import { root, testEngine } from '../support.ts'

const sample = (name: string) => JSON.parse(readFileSync(`${root}samples/${name}.json`, 'utf8'))
const analyse = (name: string): Analysis => testEngine().analyse(sample(name), { explain: true })

/** A report whose every field carries something that must do nothing. */
const hostile = (): Analysis =>
  testEngine().analyse(
    {
      id: '<script>alert(1)</script>',
      text: '\u001b[2J=HYPERLINK("https://bad.example") a déclaré "le ministre" <script>alert(1)</script>.\n\nLe ministre Jean <b>Dupont</b> a affirmé que [tout](https://bad.example) va bien à Paris.',
      language: 'fr',
      title: '=cmd|calc <img src=x onerror=alert(1)>',
      publisher: '@outlet"><script>alert(1)</script>',
    },
    { explain: true },
  )

describe('terminal text', () => {
  it.each([
    ['01-meridia-dispatch.fr', ['QUI DIT QUOI', 'Marko Seldan', 'OUÏ-DIRE']],
    ['04-courier-relay.en', ['WHO SAYS WHAT', 'Radio Kessary', 'hearsay']],
    ['06-faro-figures.es', ['QUIÉN DICE QUÉ', 'Julia Marant']],
  ])('%s shows its main parts', (name, parts) => {
    const shown = renderText(analyse(name), { width: 100 })
    // Who says it stands with what is said, not among what the outlet says itself.
    expect(shown).not.toMatch(
      /[▪■▒] (?:A annoncé|Nous a déclaré|A affirmé|Aucune décision définitive a indiqué)/,
    )
    for (const part of parts) expect(shown).toContain(part)
  })

  it('keeps each shape with what it stands for, however narrow the terminal', () => {
    for (const width of [40, 60, 76, 100])
      for (const [, glyph] of renderText(analyse('01-meridia-dispatch.fr'), { width }).matchAll(
        /^.* ([●○▒■])$/gmu,
      ))
        expect({ width, glyph }).toEqual({ width, glyph: 'beside its name' })
  })

  it('tells voices apart by shape as by colour', () => {
    const shown = renderText(analyse('01-meridia-dispatch.fr'), { colour: true, width: 100 })
    // A colour of the palette and the glyphs that stand in it: no glyph has two colours that are shown, no colour two glyphs.
    const pairs = new Set(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: Selon's own colour sequences
      [...shown.matchAll(/\u001b\[(38;5;\d+)m([^\p{L}\d\s"«?])\2*\u001b/gu)].map(
        ([, colour, glyph]) => `${colour} ${glyph}`,
      ),
    )
    expect(pairs.size).toBeGreaterThanOrEqual(4)
    expect(new Set([...pairs].map((pair) => pair.split(' ')[0])).size).toBe(pairs.size)
    expect(new Set([...pairs].map((pair) => pair.split(' ')[1])).size).toBe(pairs.size)
  })

  it('has colours only when asked', () => {
    expect(renderText(analyse('01-meridia-dispatch.fr'))).not.toContain('\u001b')
    expect(renderText(analyse('01-meridia-dispatch.fr'), { colour: true })).toContain('\u001b[')
  })

  it.each([40, 60, 100])('keeps its lines within %i columns', (width) => {
    for (const line of renderText(analyse('01-meridia-dispatch.fr'), { width, explain: true }).split('\n'))
      expect([...line].length, line).toBeLessThanOrEqual(width)
  })

  it('lets no escape sequence of a report through', () => {
    expect(renderText(hostile())).not.toContain('\u001b')
  })
})

describe('the table of actors', () => {
  const text = 'La junta a attaqué les rebelles. Les rebelles ont menacé la junta.'
  const span = (words: string, from = 0): [number, number] => [
    text.indexOf(words, from),
    text.indexOf(words, from) + words.length,
  ]
  const analysis: Analysis = {
    ...testEngine().analyse({ id: 'actors', text, language: 'fr' }),
    entities: [
      { id: 'e1', type: 'organization', name: 'junta | *x*', role: 'au pouvoir', mentions: [] },
      { id: 'e2', type: 'group', name: 'rebelles', mentions: [{ span: span('rebelles'), kind: 'nominal' }] },
      { id: 'e3', type: 'place', name: 'Valdorie', mentions: [] },
    ],
    attributions: [
      {
        id: 'a1',
        source: [span('rebelles')],
        cue: [],
        content: [span('La junta')],
        speech: 'indirect',
        sourceKind: 'group',
        sourceEntity: 'e2',
      },
    ],
    events: [
      {
        id: 'ev1',
        trigger: span('attaqué'),
        type: 'ASSAULT',
        status: 'occurred',
        actors: [{ span: span('La junta'), entity: 'e1' }],
        recipients: [{ span: span('les rebelles'), entity: 'e2' }],
        claims: [],
      },
    ],
  }
  it('says who speaks, acts and is acted on, the busiest first, without idle places', () => {
    expect(
      viewOf(analysis).actors.map(({ entity, speaks, actsOn, actedOnBy }) => [
        entity.name,
        speaks,
        actsOn,
        actedOnBy,
      ]),
    ).toEqual([
      ['rebelles', 1, [], ['junta | *x*']],
      ['junta | *x*', 0, ['rebelles'], []],
    ])
  })
  it('stands in the terminal, the Markdown and the dossier', () => {
    const shown = renderText(analysis, { width: 110 })
    expect(shown).toMatch(/ACTEURS\n {2}nom +type +fonction +mentions +source +agit sur +subit de\n/)
    expect(shown).toMatch(/junta \| \*x\* +organisation +au pouvoir +0 +rebelles/)
    expect(renderMarkdown(analysis)).toContain(
      '| junta \\| \\*x\\* | organisation | au pouvoir | 0 | 0 | rebelles |  |',
    )
    const { document } = parseHTML(renderDossier([analysis]))
    const rows = [...document.querySelectorAll('table.who tbody tr')]
    expect(rows.map((row) => row.querySelector('th a')?.textContent)).toEqual(['rebelles', 'junta | *x*'])
  })
})

describe('CSV', () => {
  it('begins with a byte-order mark only where asked', () => {
    expect(csvHeader('times')).toMatch(/^report,/)
    expect(csvHeader('times', true)).toBe(`\ufeff${csvHeader('times')}`)
  })

  it.each(csvTables)('%s has as many cells in every row as in its header', (table) => {
    const wide = csvHeader(table).trim().split(',').length
    for (const row of csvRows(analyse('01-meridia-dispatch.fr'), table).split('\r\n').filter(Boolean)) {
      // Cells end at commas outside quotation marks.
      const cells = row.replace(/"(?:[^"]|"")*"/g, 'x').split(',')
      expect(cells.length).toBe(wide)
    }
  })

  it.each(csvTables)('%s: no cell of a hostile report begins a formula', (table) => {
    for (const row of csvRows(hostile(), table).split('\r\n').filter(Boolean))
      for (const cell of row.split(',')) expect(cell).not.toMatch(/^"?[=+@\t]/)
  })
})

describe('Markdown', () => {
  it('has sections and no live link', () => {
    expect(renderMarkdown(analyse('01-meridia-dispatch.fr'))).toContain('## Qui dit quoi')
    const shown = renderMarkdown(hostile())
    expect(shown).not.toContain('](')
    expect(shown).not.toMatch(/(^|[^\\])</)
  })
})

describe('offsets in code points', () => {
  it('cut the same words in a language that counts code points', () => {
    const text = '😀 Le ministre Jean Valbert a déclaré 😀 que la paix est proche, selon l’agence 😀 Meridia.'
    const analysis = testEngine().analyse({ text, language: 'fr' })
    const moved = inCodePoints(analysis)
    const points = [...text]
    expect(analysis.attributions.length).toBeGreaterThan(0)
    analysis.attributions.forEach((attribution, k) => {
      attribution.content.forEach((span, m) => {
        const [start, end] = moved.attributions[k].content[m]
        expect(points.slice(start, end).join('')).toBe(text.slice(span[0], span[1]))
      })
    })
    expect(moved.report.text).toBe(text)
  })
})

describe('passages', () => {
  it.each(['01-meridia-dispatch.fr', '07-observer-independent.en', '08-relay.es'])(
    '%s: cover the text without gap or overlap',
    (name) => {
      const analysis = analyse(name)
      const passages = passagesOf(analysis)
      let at = 0
      for (const passage of passages) {
        expect(passage.start).toBe(at)
        expect(passage.end).toBeGreaterThan(passage.start)
        at = passage.end
      }
      expect(at).toBe(analysis.report.text.length)
    },
  )
})

describe('the dossier', () => {
  it('is one file: nothing in it is fetched and a policy forbids it', () => {
    const page = renderDossier([analyse('01-meridia-dispatch.fr')])
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/\b(src|href)="(?!#)/)
    expect(page).not.toMatch(/url\(|@import/)
    expect(page).not.toMatch(/ style="/)
  })

  it('shows the whole text of the report', () => {
    const page = renderDossier([analyse('01-meridia-dispatch.fr')])
    const text = /<div class="text"[^>]*>([\s\S]*?)<\/div>\n<aside>/.exec(page)?.[1] ?? ''
    const plain = text
      .replace(/<[^>]+>/g, '')
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&')
    expect(plain.replace(/\s+/g, ' ').trim()).toBe(
      sample('01-meridia-dispatch.fr').text.replace(/\s+/g, ' ').trim(),
    )
  })

  it('renders no HTML of a report', () => {
    const page = renderDossier([hostile()])
    expect(page.match(/<script/g)?.length).toBe(1)
    expect(page).not.toContain('<img')
    expect(page).not.toContain('<b>Dupont')
  })

  it('puts several reports into one page', () => {
    const page = renderDossier([analyse('01-meridia-dispatch.fr'), analyse('07-observer-independent.en')])
    expect(page.match(/<article/g)?.length).toBe(2)
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('leads to words behind a line break, where a passage begins with one', () => {
    const text = 'Une phrase rapportée.\n\nParis est loin.'
    const analysis = testEngine().analyse({ id: 'x', text, language: 'fr' })
    const page = renderDossier([
      {
        ...analysis,
        claims: [],
        events: [],
        attributions: [
          { id: 'a1', source: [], cue: [], content: [[0, 21]], speech: 'direct', sourceKind: 'unstated' },
        ],
        places: [{ id: 'p1', span: [23, 28], name: 'Paris', entity: null }],
      },
    ])
    expect(page).toContain('href="#r0-21"')
    expect(page).toMatch(/<p><span id="r0-21">Paris est loin/)
  })

  it('leads only to what is there', () => {
    const page = renderDossier([analyse('01-meridia-dispatch.fr'), analyse('06-faro-figures.es')])
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))
    const dead = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]).filter((id) => !ids.has(id))
    expect(dead).toEqual([])
    const cards = [...page.matchAll(/data-card="([^"]+)"/g)]
      .map((match) => match[1])
      .filter((id) => !ids.has(id))
    expect(cards).toEqual([])
  })
})
