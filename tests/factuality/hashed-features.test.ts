import { describe, expect, it } from 'vitest'
import {
  type FeatureSink,
  HashedFeatures,
  hashFeature,
  WrittenFeatures,
} from '../../src/engine/factuality/hashed-model.ts'

const parts: Parameters<FeatureSink['add']>[] = [
  ['obj'],
  ['lemma=', 'décider'],
  ['lemma=', ''],
  ['rule&shape=', 'CT+', '&', 'FinPast'],
  ['s:you', '&', 'PR+'],
  ['w-2-1=', '^', '_', 'señala'],
  ['grand-class=', '', '&', 'ccomp', '&', 'conj'],
]

describe('features of a predicate', () => {
  it.each(parts.map((one) => [one.join(''), one] as const))('hashes %s as it is written', (written, one) => {
    const hashed = new HashedFeatures()
    const texts = new WrittenFeatures()
    hashed.add(...one)
    texts.add(...one)
    expect(texts.features).toEqual([written])
    expect(hashed.hashes[0] >>> 0).toBe(hashFeature(written))
  })

  it('takes as many as there are', () => {
    const features = Array.from({ length: 1000 }, (_, k) => `f=${k}`)
    const hashed = HashedFeatures.of(features)
    expect(Array.from(hashed.hashes.subarray(0, hashed.length), (hash) => hash >>> 0)).toEqual(
      features.map(hashFeature),
    )
    hashed.clear()
    expect(hashed.length).toBe(0)
  })
})
