import { describe, expect, it } from 'vitest'
import {
  ByteTable,
  labelCount,
  type NameModel,
  readNameModel,
  unpackNameModel,
  writeNameModel,
} from '../../src/engine/names/name-model.ts'

/** A small model with weights of either sign, empty buckets and full ones. */
function smallModel(): NameModel {
  const bits = 5
  const weights = new Int16Array((1 << bits) * labelCount)
  for (let bucket = 0; bucket < 1 << bits; bucket += 3)
    for (let y = bucket % 2; y < labelCount; y += 1 + (bucket % 4))
      weights[bucket * labelCount + y] = (y % 2 === 0 ? 1 : -1) * (bucket * 31 + y)
  // The last bucket ends the rows.
  weights[weights.length - 1] = -32768
  const transitions = Int32Array.from({ length: (labelCount + 1) * labelCount }, (_, i) => i - 100)
  const listed = new ByteTable(4)
  const clusters = new ByteTable(3)
  listed.set(0x12345678, 7)
  clusters.set(0x7654321, 200)
  return { bits, weights, transitions, listed, clusters }
}

describe('a model of names', () => {
  const model = smallModel()
  const packed = writeNameModel(model)
  const unpacked = unpackNameModel(packed)
  const shifted = new Uint8Array(unpacked.length + 1)
  shifted.set(unpacked, 1)

  it.each([
    ['as it was written', packed],
    ['unpacked', unpacked],
    ['unpacked, at an odd place in memory', shifted.subarray(1)],
  ])('has the same weights, transitions and tables %s', (_, bytes) => {
    const { rows, bits, transitions, listed, clusters } = readNameModel(bytes)
    expect(bits).toBe(model.bits)
    expect(transitions).toEqual(model.transitions)
    const weights = new Int16Array(model.weights.length)
    for (let bucket = 0; bucket < 1 << bits; bucket++) {
      const to = rows.blocks[(bucket + 1) >> 3] + rows.within[bucket + 1]
      for (let i = rows.blocks[bucket >> 3] + rows.within[bucket]; i < to; i++)
        weights[bucket * labelCount + rows.labels[i]] = rows.values[i]
    }
    expect(weights).toEqual(model.weights)
    expect([listed.get(0x12345678), listed.get(1), clusters.get(0x7654321)]).toEqual([7, 0, 200])
  })

  it('takes no room for weights that are 0', () => {
    expect(unpacked.length).toBeLessThan(packed.length)
  })

  it.each([
    ['nothing', new Uint8Array(0), /another version/],
    ['another kind of file', new Uint8Array(4096), /another version/],
    ['a part of it', unpacked.subarray(0, unpacked.length - 1), /damaged/],
  ])('is refused with a sentence where it is %s', (_, bytes, sentence) => {
    expect(() => readNameModel(bytes)).toThrow(sentence)
  })
})
