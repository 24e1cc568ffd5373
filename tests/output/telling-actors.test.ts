import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import type { Analysis, Language, Span } from '../../src/contract/analysis.ts'
import { actorNetwork } from '../../src/output/actor-network.ts'
import { renderDossier } from '../../src/output/dossier.ts'
import { renderGeoJson } from '../../src/output/geojson.ts'
import { renderGexf, renderGraphMl } from '../../src/output/graph-xml.ts'
import { renderText } from '../../src/output/text.ts'
import { testEngine } from '../support.ts'

/** Deeds by hand: each names who does it and to whom by words of the text, of which only some are an entity's. */
function withDeeds(
  language: Language,
  text: string,
  deeds: readonly (readonly [string, string, string])[],
): Analysis {
  const span = (words: string): Span => {
    const start = text.indexOf(words)
    if (start < 0) throw new Error(words)
    return [start, start + words.length]
  }
  const who = (words: string) => ({
    span: span(words),
    entity: /^\p{Lu}\p{Ll}+ent/u.test(words) ? words : null,
  })
  const names = new Set(
    deeds.flatMap(([actor, , recipient]) => [actor, recipient]).filter((one) => who(one).entity),
  )
  return {
    ...testEngine().analyse({ id: language, text, language }),
    attributions: [],
    entities: [...names].map((name) => ({
      id: name,
      type: 'organization' as const,
      name,
      mentions: [{ span: span(name), kind: 'name' as const }],
    })),
    events: deeds.map(([actor, trigger, recipient], k) => ({
      id: `e${k}`,
      trigger: span(trigger),
      type: 'ASSAULT' as const,
      status: 'occurred' as const,
      actors: [who(actor)],
      recipients: [who(recipient)],
      claims: [],
    })),
  }
}

const cases: [Language, Analysis, string[], string[]][] = [
  [
    'fr',
    withDeeds(
      'fr',
      'Valent a attaqué des pêcheurs. Ils ont frappé Corent. Dorent les a menacés. elle visait Morent.',
      [
        ['Valent', 'attaqué', 'des pêcheurs'],
        ['Ils', 'frappé', 'Corent'],
        ['Dorent', 'menacés', 'les'],
        ['elle', 'visait', 'Morent'],
      ],
    ),
    ['Valent', 'des pêcheurs'],
    ['Ils', 'les', 'elle'],
  ],
  [
    'en',
    withDeeds('en', 'Valent attacked two fishermen. They hit Corent. Dorent threatened them.', [
      ['Valent', 'attacked', 'two fishermen'],
      ['They', 'hit', 'Corent'],
      ['Dorent', 'threatened', 'them'],
    ]),
    ['Valent', 'two fishermen'],
    ['They', 'them'],
  ],
  [
    'es',
    withDeeds('es', 'Valent atacó a unos pescadores. Ellos golpearon a Corent. Dorent las amenazó.', [
      ['Valent', 'atacó', 'unos pescadores'],
      ['Ellos', 'golpearon', 'Corent'],
      ['Dorent', 'amenazó', 'las'],
    ]),
    ['Valent', 'unos pescadores'],
    ['Ellos', 'las'],
  ],
]

describe.each(cases)('actors that only a pronoun or an article names, in %s', (_, analysis, kept, left) => {
  it('are no nodes of the network, and their deeds no edges', () => {
    const { nodes, edges } = actorNetwork([analysis])
    expect(nodes.map(({ label }) => label)).toEqual(kept)
    expect(edges).toHaveLength(1)
    for (const xml of [renderGraphMl([analysis]), renderGexf([analysis])]) {
      for (const name of kept) expect(xml).toContain(name)
      for (const name of left) expect(xml).not.toContain(`>${name}<`)
      for (const name of left) expect(xml).not.toContain(`label="${name}"`)
    }
  })

  it('stand neither in the graph nor in the table of the dossier, nor in the table of the terminal', () => {
    const { document } = parseHTML(renderDossier([analysis]))
    const graph = [...document.querySelectorAll('svg.graph text')].map((node) => node.textContent)
    expect(graph.toSorted()).toEqual(kept.toSorted())
    const cells = [...document.querySelectorAll('table.who td, table.who th a')].map(
      (node) => node.textContent,
    )
    expect(cells).toContain(kept[1])
    for (const name of left) expect(cells).not.toContain(name)
    const lines = renderText(analysis, { colour: false, width: 200 }).split('\n')
    const rows = lines.filter((line) => /^\s*(?:Valent|Dorent|Corent)\s{2,}/.test(line))
    expect(rows.length).toBeGreaterThan(0)
    for (const name of left) for (const row of rows) expect(row.split(/\s{2,}/)).not.toContain(name)
  })

  it('are not named as actors on the map', () => {
    const told = JSON.stringify(renderGeoJson([analysis]).features)
    for (const name of left) expect(told).not.toContain(`"${name}"`)
  })
})
