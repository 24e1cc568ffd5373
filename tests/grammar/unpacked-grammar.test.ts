import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Language, languages } from '../../src/contract/analysis.ts'
import { ByteReader, ByteWriter } from '../../src/engine/grammar/bytes.ts'
import { Grammar, unpackGrammar } from '../../src/engine/grammar/grammar.ts'
import { layNetwork, type NetworkShape, networkArrays } from '../../src/engine/grammar/network.ts'
import { packs } from '../../src/languages/index.ts'
import { root } from '../support.ts'

const sentences: Record<Language, string[]> = {
  fr: ['Selon la préfète , les pompiers n’ ont trouvé aucun blessé .', 'Il aurait quitté Torvane hier'],
  en: ['The mayor said that no one had been told of the plan .', 'Reopen it , she urged'],
  es: ['La alcaldesa niega que el puente vaya a cerrarse .', 'Habrían llegado anoche , según él'],
}

describe.each(languages)('the grammar of %s', (language) => {
  const packed = new Uint8Array(gunzipSync(readFileSync(`${root}models/${language}.grammar.bin.gz`)))
  const unpacked = unpackGrammar(packed)
  const shifted = new Uint8Array(unpacked.length + 1)
  shifted.set(unpacked, 1)

  it('reads the same of its model as it was packed, unpacked, and unpacked at an odd place in memory', () => {
    expect(unpacked).not.toEqual(packed)
    const read = (bytes: Uint8Array) => {
      const grammar = new Grammar(bytes, packs[language])
      return sentences[language].map((sentence) => grammar.parse(sentence.split(' ')))
    }
    const found = read(packed)
    expect(found.flat().some(({ relation }) => relation === 'nsubj')).toBe(true)
    expect(read(unpacked)).toEqual(found)
    expect(read(shifted.subarray(1))).toEqual(found)
  })
})

describe('a network', () => {
  const shape: NetworkShape = {
    width: 8,
    cells: 8,
    layers: 1,
    tagging: 8,
    attaching: 8,
    relating: 8,
    tags: 3,
    bundles: 2,
    relations: 5,
    features: 1,
  }
  /** All weights of one value, in a file that begins at an odd place. */
  const written = (weight: number) => {
    const writer = new ByteWriter()
    writer.string(JSON.stringify(shape))
    for (const { rows, columns } of networkArrays(shape)) {
      writer.append(new Uint8Array(4))
      writer.append(new Uint8Array(new Int16Array(rows * columns).fill(weight).buffer))
    }
    writer.append(new Uint8Array(2 * 4 + shape.width))
    return new ByteReader(writer.done())
  }

  it('is laid out where every weight can be multiplied', () => {
    const writer = new ByteWriter()
    layNetwork(written(-2047), writer)
    const reader = new ByteReader(writer.done())
    expect(JSON.parse(reader.string())).toEqual({ ...shape, slots: 1024 })
  })

  it.each([2048, -2048])('is not laid out with the weight %i, whose sums might not fit', (weight) => {
    expect(() => layNetwork(written(weight), new ByteWriter())).toThrow(/too great a weight/)
  })
})
