import { describe, expect, it } from 'vitest'
import type { Analysis, Report } from '../../src/contract/analysis.ts'
import { findCopies } from '../../src/situation/origins/copies.ts'
import { findOrigins } from '../../src/situation/origins/origins.ts'
import { bareAnalysis } from './bare-analysis.ts'

const origins = (analyses: Analysis[]) => {
  const { copies, credits } = findCopies(analyses)
  return findOrigins(analyses, copies, credits)
}
const report = (id: string, fields: Partial<Report>) =>
  bareAnalysis({ id, text: `Le texte ${id} ne ressemble à aucun autre.`, ...fields })

/** A report whose one claim is given to the words `source`. */
function relaying(
  id: string,
  text: string,
  source: string,
  kind: 'media' | 'anonymous',
  publisher = 'Le Quai',
): Analysis {
  const at = text.indexOf(source)
  return {
    ...bareAnalysis({ id, text, publisher }),
    attributions: [
      {
        id: 'a1',
        source: [[at, at + source.length]],
        cue: [],
        content: [[0, 10]],
        speech: 'indirect',
        sourceKind: kind,
      },
    ],
    claims: [
      {
        id: 'c1',
        span: [0, 10],
        predicate: [0, 2],
        chain: [
          { kind: 'outlet', name: publisher },
          { kind, name: source, attribution: 'a1' },
        ],
        basis: 'attributed',
        factuality: 'CT+',
        outletFactuality: 'Uu',
        marks: [],
      },
    ],
  }
}

const text =
  'Le barrage de Vély sera vidé en septembre pour que les ingénieurs puissent examiner les vannes et les joints du mur, a annoncé la région, qui promet de prévenir les riverains au moins un mois avant.'

describe('origins', () => {
  it('counts copies, credits and one outlet’s reports once, and says why', () => {
    const found = origins([
      report('wire', { publisher: 'Agence Litora', text }),
      report('reprint', { publisher: 'Le Quai', text: `${text}\n\n(Litora)` }),
      report('credit', { publisher: 'La Rade', authors: ['La Rade avec Litora'] }),
      report('again', { publisher: 'Agence Litora' }),
      report('own', { publisher: 'Le Large' }),
    ])
    expect(found.origins.map(({ name, reports }) => [name, reports])).toEqual([
      ['Agence Litora', ['wire', 'reprint', 'credit', 'again']],
      ['Le Large', ['own']],
    ])
    expect(new Set(found.collapses.map(({ report: id, reason }) => `${id} ${reason}`))).toEqual(
      new Set(['reprint copy', 'reprint credit', 'credit credit', 'again outlet']),
    )
  })

  it.each([
    ['nobody says where they come from', [{}, {}]],
    ['two outlets', [{ publisher: 'Le Quai' }, { publisher: 'La Rade' }]],
    ['two agencies', [{ authors: ['AFP'] }, { authors: ['EFE'] }]],
  ])('keeps apart where %s', (_, fields) => {
    const found = origins(fields.map((one, k) => report(`r${k}`, one)))
    expect(found.origins).toHaveLength(2)
    expect(found.collapses).toEqual([])
  })

  it.each([
    ['media' as const, 'Radio Kessary', ['Radio Kessary']],
    ['anonymous' as const, 'des sources citées par l’agence Litora', ['Agence Litora']],
    ['media' as const, 'le Large, qui cite Litora', ['Le Large', 'Agence Litora']],
    ['anonymous' as const, 'des voisins', []],
    ['media' as const, 'ce journal', []],
    ['media' as const, 'Le Quai', []],
  ])('reads a relay: %s, %s', (kind, source, through) => {
    const entity = 'Radio Kessary'
    const relay = relaying('relay', `La digue céderait bientôt, selon ${source}.`, source, kind)
    if (source.includes(entity)) {
      const at = relay.report.text.indexOf(entity)
      relay.entities = [
        {
          id: 'e1',
          type: 'organization',
          name: entity,
          mentions: [{ span: [at, at + entity.length], kind: 'name' }],
        },
      ]
      relay.attributions[0].sourceEntity = 'e1'
    }
    const found = origins([
      report('wire', { publisher: 'Agence Litora' }),
      report('large', { publisher: 'Le Large' }),
      relay,
    ])
    expect(found.relays.map((one) => one.through)).toEqual(through.length > 0 ? [through] : [])
    // An outlet that is only cited is an origin without reports.
    expect(found.origins.filter(({ reports }) => reports.length === 0).map(({ name }) => name)).toEqual(
      through.includes(entity) ? [entity] : [],
    )
    for (const { cited } of found.relays)
      for (const span of cited) expect(relay.report.text.slice(...span)).toBe(source)
  })
})
