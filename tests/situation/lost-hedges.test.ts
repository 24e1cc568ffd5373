import { describe, expect, it } from 'vitest'
import type { Analysis, Claim, Language } from '../../src/contract/analysis.ts'
import { findLostHedges } from '../../src/situation/relations/lost-hedges.ts'
import { bareAnalysis } from './bare-analysis.ts'

/** A report of one claim, the whole text, held at a distance by `mark` if one is given. */
function saying(id: string, language: Language, text: string, predicate: string, mark?: string): Analysis {
  const at = (words: string): [number, number] => [text.indexOf(words), text.indexOf(words) + words.length]
  const claim: Claim = {
    id: 'c1',
    span: [0, text.length],
    predicate: at(predicate),
    chain: [{ kind: 'outlet' }],
    basis: mark ? 'hearsay' : 'asserted',
    factuality: 'CT+',
    outletFactuality: mark ? 'Uu' : 'CT+',
    marks: mark ? [{ span: at(mark), kind: 'hearsay-conditional' }] : [],
  }
  return { ...bareAnalysis({ id, text, language }), claims: [claim] }
}
const inOrder = (reports: Analysis[]) => (a: Analysis, b: Analysis) => reports.indexOf(a) < reports.indexOf(b)

describe('lost hedges', () => {
  it.each<[string, Language, [string, string, string], [string, string, string?], number]>([
    [
      'French',
      'fr',
      ['Le maire Yann Kerouel aurait vendu le terrain du port.', 'vendu', 'aurait'],
      ['Le maire Yann Kerouel a vendu le terrain du port.', 'vendu'],
      1,
    ],
    [
      'English',
      'en',
      ['Mayor Ian Carrow reportedly sold the harbour land.', 'sold', 'reportedly'],
      ['Mayor Ian Carrow sold the harbour land.', 'sold'],
      1,
    ],
    [
      'Spanish',
      'es',
      ['El alcalde Juan Carro habría vendido el terreno del puerto.', 'vendido', 'habría'],
      ['El alcalde Juan Carro ha vendido el terreno del puerto.', 'vendido'],
      1,
    ],
    [
      'still hedged',
      'fr',
      ['Le maire Yann Kerouel aurait vendu le terrain du port.', 'vendu', 'aurait'],
      ['Le maire Yann Kerouel aurait vendu le terrain du port.', 'vendu', 'aurait'],
      0,
    ],
    [
      'another thing sold',
      'fr',
      ['Le maire Yann Kerouel aurait vendu le terrain du port.', 'vendu', 'aurait'],
      ['La fleuriste Anne Lorel a vendu sa boutique du centre.', 'vendu'],
      0,
    ],
    [
      'another act',
      'fr',
      ['Le maire Yann Kerouel aurait vendu le terrain du port.', 'vendu', 'aurait'],
      ['Le maire Yann Kerouel a visité le terrain du port.', 'visité'],
      0,
    ],
    [
      'too little to tell',
      'fr',
      ['Il aurait vendu le port.', 'vendu', 'aurait'],
      ['Il a vendu le port.', 'vendu'],
      0,
    ],
  ])('%s', (_, language, before, after, count) => {
    const first = saying('first', language, ...before)
    const second = saying('second', language, ...after)
    const found = findLostHedges([first, second], inOrder([first, second]))
    expect(found).toHaveLength(count)
    for (const { hedged, stated } of found) {
      expect([hedged.report, stated.report]).toEqual(['first', 'second'])
      expect(hedged.marks.map((span) => first.report.text.slice(...span))).toEqual([before[2]])
    }
    // A reserve that a later report adds is not one that was lost, and without an order nothing is said.
    expect(findLostHedges([first, second], inOrder([second, first]))).toEqual([])
    expect(findLostHedges([first, second], () => false)).toEqual([])
  })
})
