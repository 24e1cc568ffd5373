import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { anchorOf } from '../../web/reading/anchor.ts'
import { paragraphsOf, surenessOf, unitsOf, unitsWithin } from '../../web/reading/units.ts'
import { root, testEngine } from '../support.ts'

const analyses: [string, Analysis][] = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')))])

describe.each(analyses)('the text of %s', (_, analysis) => {
  const { text } = analysis.report
  const units = unitsOf(analysis)
  const joined = (list: typeof units) =>
    list.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('')

  it('is whole in its units, each of which says where it stands', () => {
    expect(joined(units)).toBe(text)
    for (const unit of units) {
      expect(joined([unit])).toBe(text.slice(unit.start, unit.end))
      for (const piece of unit.pieces) expect(piece.text).toBe(text.slice(piece.start, piece.end))
    }
  })
  it('is whole in its paragraphs but for the line breaks', () => {
    const paragraphs = paragraphsOf(analysis)
    expect(paragraphs.map((paragraph) => joined(paragraph.units))).toEqual(
      text.split(/[\r\n]+/).filter((line) => line.trim() !== ''),
    )
  })
  it('is the same text in any stretch of it', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        expect(joined(unitsWithin(units, [start, end]))).toBe(text.slice(start, end))
      }),
    )
  })
})

describe('surenessOf', () => {
  it.each([
    ['CT+', 'certain'],
    ['CT-', 'certain'],
    ['PR+', 'probable'],
    ['PR-', 'probable'],
    ['PS+', 'possible'],
    ['PS-', 'possible'],
    ['CTu', 'open'],
    ['Uu', 'open'],
    [undefined, 'certain'],
  ] as const)('%s is shown as %s', (factuality, sureness) => {
    expect(surenessOf(factuality)).toBe(sureness)
  })
})

describe('anchorOf', () => {
  it('gives words with what stands around them, and cuts no character in two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', 'é', '😀', '\n', '中'), { minLength: 1, maxLength: 120 }),
        fc.nat(),
        fc.nat(),
        (characters, a, b) => {
          const starts: number[] = []
          let at = 0
          for (const character of characters) {
            starts.push(at)
            at += character.length
          }
          const text = characters.join('')
          const first = a % characters.length
          const last = first + (b % (characters.length - first))
          const span: [number, number] = [starts[first], starts[last] + characters[last].length]
          const anchor = anchorOf('r', text, span)
          expect(text.slice(...span)).toBe(anchor.exact)
          expect(text.slice(0, span[0]).endsWith(anchor.prefix)).toBe(true)
          expect(text.slice(span[1]).startsWith(anchor.suffix)).toBe(true)
          for (const words of [anchor.prefix, anchor.exact, anchor.suffix]) {
            expect(words.isWellFormed()).toBe(true)
          }
          expect(Math.max(anchor.prefix.length, anchor.suffix.length)).toBeLessThanOrEqual(32)
        },
      ),
    )
  })
})
