import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Encoder, type EncoderSizes } from '../../src/engine/reader/encoder.ts'
import { TensorFile } from '../../src/engine/reader/tensor-file.ts'
import { numbers, plainStates, tinyEncoder } from './tiny-encoder.ts'

const sizes: EncoderSizes = { hidden: 64, layers: 2, heads: 4, ff: 128, positions: 40, eps: 1e-12 }
const words = 50
const { bytes, values } = tinyEncoder(sizes, words, { tags: 11 })
const open = () => new TensorFile(bytes)

const runs = [1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 40].map((length) => {
  const next = numbers(length)
  return Array.from({ length }, () => Math.floor(((next() + 1) / 2) * words))
})

describe('the encoder', () => {
  const encoder = new Encoder(open(), sizes, ['tags'])
  it.each(runs)('gives what plain arithmetic gives, of a run that begins with %i', (...pieces) => {
    encoder.read(pieces)
    const plain = plainStates(sizes, values, pieces)
    pieces.forEach((_, t) => {
      const state = encoder.state(t)
      plain[t].forEach((value, i) => {
        expect(Math.abs(state[i] - value)).toBeLessThan(0.01)
      })
    })
    const { columns, rows } = encoder.head('tags', pieces.length)
    expect(columns).toBe(11)
    plain.forEach((state, t) => {
      for (let c = 0; c < columns; c++) {
        const score = state.reduce(
          (sum, v, i) => sum + v * values.get('tags.weight')![c * sizes.hidden + i],
          values.get('tags.bias')![c],
        )
        expect(Math.abs(rows[t * columns + c] - score)).toBeLessThan(0.02)
      }
    })
  })

  it('gives the same bits whatever it read before, in every instance and on every host', () => {
    const hash = (one: Encoder) => {
      const sum = createHash('sha256')
      for (const pieces of runs) {
        one.read(pieces)
        pieces.forEach((_, t) => {
          sum.update(new Uint8Array(one.state(t).slice().buffer))
        })
      }
      return sum.digest('hex').slice(0, 16)
    }
    expect(hash(new Encoder(open(), sizes, []))).toBe(hash(encoder))
    expect(hash(encoder)).toMatchInlineSnapshot(`"5b98d7c42117ad03"`)
  })

  it('gives the same bits of a file that is read in parts, of which it keeps neither the weights nor all rows', () => {
    let viewed = 0
    const file = new TensorFile({
      length: bytes.length,
      view: (from, to) => {
        viewed += to - from
        return bytes.slice(from, to)
      },
      read: (from, into) => into.set(bytes.subarray(from, from + into.length)),
    })
    const inParts = new Encoder(file, sizes, ['tags'])
    const whole = new Encoder(open(), sizes, ['tags'])
    for (const pieces of runs) {
      inParts.read(pieces)
      whole.read(pieces)
      pieces.forEach((_, t) => {
        expect(inParts.state(t)).toEqual(whole.state(t))
      })
      expect(inParts.head('tags', pieces.length)).toEqual(whole.head('tags', pieces.length))
    }
    expect(viewed).toBeLessThan(bytes.length / 3)
  })

  it('reads a word as it stands whichever others were kept in its place before', () => {
    const many = tinyEncoder({ ...sizes, layers: 1 }, 9000, {}).bytes
    const read = (...runs: number[][]) => {
      const one = new Encoder(new TensorFile(many), { ...sizes, layers: 1 }, [])
      for (const pieces of runs) one.read(pieces)
      return runs.at(-1)!.map((_, t) => one.state(t).slice())
    }
    const last = [1, 4097, 8193, 1, 4098]
    expect(read([4097, 2], [1, 4096, 8194], last)).toEqual(read(last))
    expect(read([1])).not.toEqual(read([4097]))
  })

  it('refuses a run longer than it can read', () => {
    expect(() => encoder.read(new Array(41).fill(1))).toThrow('40 pieces')
  })
})

describe('the model file', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'no such model'],
    ['another file', new TextEncoder().encode('<html><body>no model</body></html>'), 'no such model'],
    ['half a file', bytes.subarray(0, bytes.length >> 1), 'cut short'],
  ])('that is %s is refused in a sentence', (_, damaged, words) => {
    expect(() => new Encoder(new TensorFile(damaged), sizes, ['tags'])).toThrow(words)
  })

  it('of another version is refused in a sentence', () => {
    expect(() => open().matrix('other')).toThrow('another version')
    expect(() => open().about('other')).toThrow('another version')
    expect(open().about('about')).toEqual({ is: 'tiny' })
  })
})
