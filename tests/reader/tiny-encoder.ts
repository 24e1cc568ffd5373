import type { EncoderSizes } from '../../src/engine/reader/encoder.ts'

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

/** A model file with made-up weights of these sizes, and what its numbers are exactly. `heads`: further layers, by width. */
export function tinyEncoder(sizes: EncoderSizes, words: number, heads: Record<string, number>): Made {
  const next = numbers(7)
  const { hidden, ff } = sizes
  const parts: Uint8Array[] = []
  const tensors: Record<string, unknown> = {}
  const values = new Map<string, Float64Array>()
  let place = 0
  const put = (name: string, dtype: string, shape: number[], bytes: Uint8Array) => {
    tensors[name] = { dtype, shape, data_offsets: [place, place + bytes.length] }
    parts.push(bytes)
    place += bytes.length
  }
  const floats = (name: string, shape: number[], make: () => number): Float32Array => {
    const made = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, make)
    put(name, 'F32', shape, new Uint8Array(made.buffer))
    values.set(name, Float64Array.from(made))
    return made
  }
  const dense = (name: string, rows: number, columns: number) => {
    const whole = Int8Array.from({ length: rows * columns }, () => Math.round(next() * 127))
    put(`${name}.int8`, 'I8', [rows, columns], new Uint8Array(whole.buffer))
    const scales = floats(`${name}.scale`, [rows], () => (0.5 + Math.abs(next())) / 127 / Math.sqrt(columns))
    values.set(
      `${name}.weight`,
      Float64Array.from(whole, (value, i) => value * scales[Math.floor(i / columns)]),
    )
    floats(`${name}.bias`, [rows], () => next() * 0.1)
  }
  const norm = (name: string) => {
    floats(`${name}.weight`, [hidden], () => 1 + next() * 0.1)
    floats(`${name}.bias`, [hidden], () => next() * 0.1)
  }

  const blocks = hidden / 32
  const halves = new Uint8Array(words * blocks * 16)
  const scales = new Uint8Array(words * blocks * 2)
  const found = new Float64Array(words * hidden)
  for (let b = 0; b < words * blocks; b++) {
    // 2 to the power of -6, -7 or -8 in 16 bits.
    const power = 9 - (b % 3)
    scales[b * 2 + 1] = power << 2
    for (let i = 0; i < 32; i++) {
      const half = Math.floor((next() + 1) * 8) & 15
      halves[b * 16 + (i & 15)] |= i < 16 ? half : half << 4
      found[b * 32 + i] = (half - 8) * 2 ** (power - 15)
    }
  }
  put('word.four_bit', 'U8', [words, blocks, 16], halves)
  put('word.scale', 'F16', [words, blocks], scales)
  values.set('word', found)
  floats('position.weight', [sizes.positions, hidden], () => next() * 0.05)
  norm('norm')
  for (let i = 0; i < sizes.layers; i++) {
    dense(`layers.${i}.qkv`, 3 * hidden, hidden)
    dense(`layers.${i}.attended`, hidden, hidden)
    norm(`layers.${i}.attended_norm`)
    dense(`layers.${i}.up`, ff, hidden)
    dense(`layers.${i}.down`, hidden, ff)
    norm(`layers.${i}.down_norm`)
  }
  floats('middle', [hidden], () => next() * 0.1)
  floats('scale', [hidden], () => 1 + next() * 0.1)
  for (const [name, width] of Object.entries(heads)) dense(name, width, hidden)

  const header = new TextEncoder().encode(
    JSON.stringify({ __metadata__: { about: '{"is":"tiny"}' }, ...tensors }),
  )
  const bytes = new Uint8Array(8 + header.length + place)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true)
  bytes.set(header, 8)
  let at = 8 + header.length
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return { bytes, values }
}

/** The same network reckoned plainly, in floats of 64 bits. Gives the states, n rows of `hidden`. */
export function plainStates(
  sizes: EncoderSizes,
  values: Made['values'],
  pieces: readonly number[],
): number[][] {
  const { hidden, heads, eps } = sizes
  const value = (name: string) => values.get(name)!
  const norm = (x: number[], name: string): number[] => {
    const mean = x.reduce((a, b) => a + b) / hidden
    const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / hidden
    return x.map(
      (v, i) =>
        ((v - mean) / Math.sqrt(variance + eps)) * value(`${name}.weight`)[i] + value(`${name}.bias`)[i],
    )
  }
  const dense = (x: number[], name: string): number[] =>
    Array.from(value(`${name}.bias`), (b, r) =>
      x.reduce((sum, v, c) => sum + v * value(`${name}.weight`)[r * x.length + c], b),
    )
  const size = hidden / heads
  let x = pieces.map((piece, t) =>
    norm(
      Array.from(
        { length: hidden },
        (_, i) => value('word')[piece * hidden + i] + value('position.weight')[t * hidden + i],
      ),
      'norm',
    ),
  )
  for (let layer = 0; layer < sizes.layers; layer++) {
    const asked = x.map((row) => dense(row, `layers.${layer}.qkv`))
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
      const joined = dense(seen[t], `layers.${layer}.attended`)
      const middle = norm(
        row.map((v, i) => v + joined[i]),
        `layers.${layer}.attended_norm`,
      )
      const inner = dense(middle, `layers.${layer}.up`).map((v) => (v / 2) * (1 + erf(v / Math.SQRT2)))
      const outer = dense(inner, `layers.${layer}.down`)
      return norm(
        middle.map((v, i) => v + outer[i]),
        `layers.${layer}.down_norm`,
      )
    })
  }
  return x.map((row) => row.map((v, i) => (v - value('middle')[i]) * value('scale')[i]))
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
