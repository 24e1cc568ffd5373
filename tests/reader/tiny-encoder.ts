import type { EncoderShape } from '../../src/engine/reader/encoder.ts'

/** Numbers between -1 and 1 that are the same on every run (a linear congruential generator). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

interface Made {
  bytes: Uint8Array
  /** Each tensor as the floats that its file gives back. */
  values: Map<string, Float64Array>
}

/** A model file with made-up weights of a shape, and what its numbers are exactly. `heads`: further layers, by width. */
export function tinyEncoder(shape: EncoderShape, words: number, heads: Record<string, number>): Made {
  const next = numbers(7)
  const { hidden, inner } = shape
  const parts: { bytes: Uint8Array; place: number }[] = []
  const tensors: Record<string, unknown> = {}
  const values = new Map<string, Float64Array>()
  let place = 0
  const put = (name: string, type: string, size: number[], bytes: Uint8Array, found: Float64Array) => {
    tensors[name] = { type, shape: size, place }
    parts.push({ bytes, place })
    values.set(name, found)
    place = (place + bytes.length + 7) & ~7
  }
  const floats = (name: string, size: number[], make: () => number) => {
    const made = Float32Array.from({ length: size.reduce((a, b) => a * b) }, make)
    put(name, 'f32', size, new Uint8Array(made.buffer), Float64Array.from(made))
  }
  const matrix = (name: string, rows: number, columns: number) => {
    const whole = Int8Array.from({ length: rows * columns }, () => Math.round(next() * 127))
    const scales = Float32Array.from(
      { length: rows },
      () => (0.5 + Math.abs(next())) / 127 / Math.sqrt(columns),
    )
    const start = (whole.length + 7) & ~7
    const bytes = new Uint8Array(start + rows * 4)
    bytes.set(new Uint8Array(whole.buffer))
    bytes.set(new Uint8Array(scales.buffer), start)
    put(
      `${name}.w`,
      'i8',
      [rows, columns],
      bytes,
      Float64Array.from(whole, (value, i) => value * scales[Math.floor(i / columns)]),
    )
    floats(`${name}.b`, [rows], () => next() * 0.1)
  }
  const norm = (name: string) => {
    floats(`${name}.w`, [hidden], () => 1 + next() * 0.1)
    floats(`${name}.b`, [hidden], () => next() * 0.1)
  }

  const blocks = (words * hidden) / 32
  const packed = new Uint8Array(blocks * 18)
  const found = new Float64Array(words * hidden)
  for (let b = 0; b < blocks; b++) {
    // 2 to the power of -6, -7 or -8 in 16 bits.
    const power = 9 - (b % 3)
    const bits = power << 10
    packed[b * 18] = bits & 255
    packed[b * 18 + 1] = bits >> 8
    for (let i = 0; i < 32; i++) {
      const half = Math.floor((next() + 1) * 8) & 15
      packed[b * 18 + 2 + (i & 15)] |= i < 16 ? half : half << 4
      found[b * 32 + i] = (half - 8) * 2 ** (power - 15)
    }
  }
  put('words', 'q4', [words, hidden], packed, found)
  floats('positions', [shape.positions, hidden], () => next() * 0.05)
  norm('norm')
  for (let i = 0; i < shape.layers; i++) {
    matrix(`${i}.attention`, 3 * hidden, hidden)
    matrix(`${i}.joined`, hidden, hidden)
    norm(`${i}.first`)
    matrix(`${i}.inner`, inner, hidden)
    matrix(`${i}.outer`, hidden, inner)
    norm(`${i}.second`)
  }
  for (const [name, width] of Object.entries(heads)) matrix(name, width, hidden)

  const header = new TextEncoder().encode(JSON.stringify({ encoder: shape, tensors }))
  const start = (8 + header.length + 7) & ~7
  const bytes = new Uint8Array(start + place)
  bytes.set([0x53, 0x4c, 0x52, 0x31])
  new DataView(bytes.buffer).setUint32(4, header.length, true)
  bytes.set(header, 8)
  for (const part of parts) bytes.set(part.bytes, start + part.place)
  return { bytes, values }
}

/** The same network reckoned plainly, in floats of 64 bits. Gives the states, n rows of `hidden`. */
export function plainStates(
  shape: EncoderShape,
  values: Made['values'],
  pieces: readonly number[],
): number[][] {
  const { hidden, heads, epsilon } = shape
  const value = (name: string) => values.get(name)!
  const norm = (x: number[], name: string): number[] => {
    const mean = x.reduce((a, b) => a + b) / hidden
    const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / hidden
    return x.map(
      (v, i) => ((v - mean) / Math.sqrt(variance + epsilon)) * value(`${name}.w`)[i] + value(`${name}.b`)[i],
    )
  }
  const dense = (x: number[], name: string): number[] =>
    Array.from(value(`${name}.b`), (b, r) =>
      x.reduce((sum, v, c) => sum + v * value(`${name}.w`)[r * x.length + c], b),
    )
  const size = hidden / heads
  let x = pieces.map((piece, t) =>
    norm(
      Array.from(
        { length: hidden },
        (_, i) => value('words')[piece * hidden + i] + value('positions')[t * hidden + i],
      ),
      'norm',
    ),
  )
  for (let layer = 0; layer < shape.layers; layer++) {
    const asked = x.map((row) => dense(row, `${layer}.attention`))
    const seen = asked.map((row) => {
      const out: number[] = []
      for (let h = 0; h < heads; h++) {
        const scores = asked.map((other) => {
          let sum = 0
          for (let i = 0; i < size; i++) sum += row[h * size + i] * other[hidden + h * size + i]
          return Math.exp(sum / Math.sqrt(size))
        })
        const all = scores.reduce((a, b) => a + b)
        for (let i = 0; i < size; i++)
          out.push(scores.reduce((sum, s, j) => sum + (s / all) * asked[j][2 * hidden + h * size + i], 0))
      }
      return out
    })
    x = x.map((row, t) => {
      const joined = dense(seen[t], `${layer}.joined`)
      const middle = norm(
        row.map((v, i) => v + joined[i]),
        `${layer}.first`,
      )
      const inner = dense(middle, `${layer}.inner`).map((v) => (v / 2) * (1 + erf(v / Math.SQRT2)))
      const outer = dense(inner, `${layer}.outer`)
      return norm(
        middle.map((v, i) => v + outer[i]),
        `${layer}.second`,
      )
    })
  }
  return x
}

/** The error function by its series, for |x| below 6. */
function erf(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; n < 200; n++) {
    term *= -(x * x) / n
    sum += term / (2 * n + 1)
  }
  return Math.max(-1, Math.min(1, (2 / Math.sqrt(Math.PI)) * sum))
}
