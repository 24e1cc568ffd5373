import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../../src/contract/analysis.ts'
import { findQuotations } from '../../src/engine/text/quotations.ts'

const paragraphsOf = (text: string): Span[] => {
  const spans: Span[] = []
  let start = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '') spans.push([start, start + line.length])
    start += line.length + 1
  }
  return spans
}

/** `level:words` of each quotation, `…` behind one that is not closed. */
const read = (text: string): string[] =>
  findQuotations(text, paragraphsOf(text)).map(
    (q) => `${q.level}:${text.slice(q.inner[0], q.inner[1])}${q.closed ? '' : '…'}`,
  )

const cases: [text: string, expected: string[]][] = [
  ['“The bridge is safe,” said the mayor. “We checked.”', ['0:The bridge is safe,', '0:We checked.']],
  ['"The bridge is safe," said the mayor. "We checked."', ['0:The bridge is safe,', '0:We checked.']],
  ['« Le pont tiendra », assure la maire.', ['0:Le pont tiendra']],
  ['«\u00a0Le pont “tiendra” longtemps\u00a0», dit-elle.', ['0:Le pont “tiendra” longtemps', '1:tiendra']],
  ['El alcalde dijo que «no habrá “sorpresas”».', ['0:no habrá “sorpresas”', '1:sorpresas']],
  ['Le texte serait " vert ", dit l\'élu.', ['0:vert']],
  ['Le député de l"île est venu.', []],
  ["Voters said 'no way' to the plan.", ['0:no way']],
  ["The workers' hall and the mayor's car weren't touched.", []],
  ['“He told me ‘go home’ and left,” she said.', ['0:He told me ‘go home’ and left,', '1:go home']],
  ['The workers’ hall in the ’90s wasn’t big.', []],
  ["L'élu n'a pas dit qu'il partait.", []],
  ['“We waited all night.\n“Nobody came,” he said.', ['0:We waited all night.…', '0:Nobody came,']],
  ['Nous avons attendu toute la nuit », dit-il.', ['0:Nous avons attendu toute la nuit']],
  ['A 6\'2" man stood by a 30" screen.', []],
  ['He called it "a "small" thing" twice.', ['0:a "small" thing', '1:small']],
  ['„Das“ is a word.', ['0:Das']],
  ['"First\n"Second"', ['0:First…', '0:Second']],
  ['""', []],
  ['»»««', []],
]

describe('quotations', () => {
  test.each(cases)('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test('offsets are sound on any text', () => {
    const unit = fc.constantFrom(
      '"',
      '«',
      '»',
      '“',
      '”',
      '‘',
      '’',
      "'",
      '„',
      ' ',
      'a',
      's',
      '.',
      '\n',
      '1',
      '\ud800',
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 120 }), (units) => {
        const text = units.join('')
        let last = 0
        for (const q of findQuotations(text, paragraphsOf(text))) {
          expect(q.span[0]).toBeGreaterThanOrEqual(last)
          last = q.span[0]
          expect(q.span[0]).toBeLessThanOrEqual(q.inner[0])
          expect(q.inner[0]).toBeLessThan(q.inner[1])
          expect(q.inner[1]).toBeLessThanOrEqual(q.span[1])
          expect(q.span[1]).toBeLessThanOrEqual(text.length)
          expect(text.slice(q.span[0], q.span[1])).not.toContain('\n')
        }
      }),
      { numRuns: 300 },
    )
  })
})
