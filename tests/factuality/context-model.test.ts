import { describe, expect, it } from 'vitest'
import { ContextModel, contextOf, useWords, valueWords } from '../../src/engine/factuality/context-model.ts'
import { HashedFeatures } from '../../src/engine/factuality/hashed-model.ts'
import { keptLayers } from '../../src/engine/reader/context-states.ts'
import { Tokens } from '../../src/engine/tokens.ts'
import { folderResources } from '../../src/node-resources.ts'
import { testEngine } from '../support.ts'

const bytes = folderResources().bytes('certainty')

/** Two words at 0–3 and 4–7, the second governed by the first; those that start at one of `kept` were kept. */
function words(...kept: number[]) {
  const tokens = new Tokens('abc def', Int32Array.of(0, 4), Int32Array.of(3, 7), Int32Array.of(0, 0))
  const context = {
    hidden: 2,
    read: (start: number, _: number, to: Float64Array, at: number) => {
      if (!kept.includes(start)) return false
      to.fill(start + 1, at, at + 2 * keptLayers.length)
      return true
    },
  }
  return { tokens, context }
}

describe('the model of certainty in context', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'no such model'],
    ['other bytes', Uint8Array.from({ length: 64 }, (_, i) => i), 'no such model'],
    ['half of it', bytes.subarray(0, bytes.length >> 1), 'cut short'],
  ])('says which model is damaged: %s', (_, given, how) => {
    expect(() => new ContextModel(given)).toThrow(`The model of certainty is ${how}: install Selon again.`)
  })

  it('lets the word itself stand for one that was not kept, and gives nothing where it was not kept itself', () => {
    const width = 2 * keptLayers.length
    const both = words(0, 4)
    expect([...contextOf(both.tokens, both.context, [1, 0])!]).toEqual([
      ...new Array(width).fill(5),
      ...new Array(width).fill(1),
    ])
    const one = words(4)
    expect([...contextOf(one.tokens, one.context, [1, 0])!]).toEqual(new Array(2 * width).fill(5))
    expect(contextOf(one.tokens, one.context, [0, 1])).toBeUndefined()
  })

  it('values a predicate by what the encoder made of it, without any feature', () => {
    const model = new ContextModel(bytes)
    const values = [
      ['The minister resigned on Monday.', 'resigned'],
      ['The minister might resign on Monday.', 'resign'],
    ].map(([text, word]) => {
      const { tokens, context } = testEngine().read({ text, language: 'en' }, { reader: 'careful' })
      return model.value(
        new HashedFeatures(),
        contextOf(tokens, context!, valueWords(tokens, tokens.form.indexOf(word)))!,
      ).value
    })
    expect(values[0]).toBeGreaterThan(values[1])
  })

  it('gives a score for each use of the conditional, another in another context', () => {
    const model = new ContextModel(bytes)
    const scores = ['Selon la police, un homme aurait fui.', 'Sans la pluie, un homme aurait fui.'].map(
      (text) => {
        const { tokens, context } = testEngine().read({ text, language: 'fr' }, { reader: 'careful' })
        const i = tokens.form.indexOf('aurait')
        return model.uses([], 'fr', contextOf(tokens, context!, useWords(tokens, i))!)
      },
    )
    expect(scores.map(({ length }) => length)).toEqual([5, 5])
    expect(scores[0][1]).toBeGreaterThan(scores[1][1])
  })
})
