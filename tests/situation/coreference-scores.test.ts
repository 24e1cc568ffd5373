import { describe, expect, it } from 'vitest'
import { bCubed, bestMatching, ceafE, conll, muc } from '../../bench/coreference-scores.ts'

const clusters = (...words: string[]) => words.map((word) => [...word])

describe('the scores of coreference, on the worked examples of the papers', () => {
  // Bagga and Baldwin 1998: the key, and two responses that MUC cannot tell apart.
  const key = clusters('12345', '67', '89ABC')
  const first = clusters('12345', '6789ABC')
  const second = clusters('1234589ABC', '67')

  it('MUC: both responses are right in 9 of 10 links and complete', () => {
    for (const response of [first, second]) {
      expect(muc(key, response).precision).toBeCloseTo(0.9, 10)
      expect(muc(key, response).recall).toBe(1)
    }
  })

  it('B-cubed: the first response is 76 % precise, the second 58 %', () => {
    expect(bCubed(key, first).precision).toBeCloseTo(0.762, 3)
    expect(bCubed(key, second).precision).toBeCloseTo(0.583, 3)
    expect(bCubed(key, first).recall).toBe(1)
  })

  it('CEAF-e: the same two (Luo 2005, phi 4)', () => {
    // 1 for the first cluster, 2 * 5 / (5 + 7) for the better of the other two; three against two clusters.
    expect(ceafE(key, first).recall).toBeCloseTo((1 + 10 / 12) / 3, 10)
    expect(ceafE(key, first).precision).toBeCloseTo((1 + 10 / 12) / 2, 10)
    expect(ceafE(key, second).recall).toBeCloseTo((10 / 15 + 1) / 3, 10)
  })

  it('MUC: the key A B C D against A B and C D (Vilain et al. 1995)', () => {
    expect(muc(clusters('ABCD'), clusters('AB', 'CD'))).toMatchObject({ precision: 1, recall: 2 / 3 })
  })

  it('finds the best matching, not the greedy one', () => {
    expect(
      bestMatching([
        [0.9, 0.8],
        [0.8, 0.1],
      ]),
    ).toBeCloseTo(1.6, 10)
    expect(bestMatching([[0.2, 0.9, 0.3]])).toBeCloseTo(0.9, 10)
  })

  it('is whole for what is whole and nothing for singletons against one cluster in MUC', () => {
    expect(conll(key, key).conll).toBe(1)
    expect(muc(key, clusters(...'123456789ABC')).f1).toBe(0)
  })
})
