import { bytes as compiled } from './encoder-kernel.wasm.ts'
import type { PackedRows, TensorFile } from './tensor-file.ts'

/** The sizes of an encoder: BERT's shape, as multilingual-e5 has it (Wang et al. 2024). */
export interface EncoderSizes {
  hidden: number
  layers: number
  heads: number
  /** Width of the inner layer of the feed-forward part. */
  ff: number
  /** The most pieces that it reads at once. */
  positions: number
  /** Added to the variance under the root. */
  eps: number
}

/** The compiled loops: see encoder-kernel.assembly.ts. Arrays are named by their place in bytes. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  quantise(x: number, q: number, scales: number, n: number, width: number): void
  weave(w: number, to: number, columns: number, width: number): void
  multiply(
    q: number,
    scales: number,
    w: number,
    columns: number,
    b: number,
    y: number,
    n: number,
    width: number,
    out: number,
  ): void
  attend(
    x: number,
    k: number,
    v: number,
    step: number,
    y: number,
    yStep: number,
    across: number,
    row: number,
    n: number,
    size: number,
    by: number,
  ): void
  addAndNorm(x: number, a: number, w: number, b: number, n: number, width: number, least: number): void
  gelu(x: number, count: number): void
}

/** A dense layer in the kernel's memory. `out` is made up to a multiple of eight. */
interface Dense {
  weights: number
  columns: number
  bias: number
  width: number
  out: number
}

interface Norm {
  weights: number
  bias: number
}

interface Layer {
  attention: Dense
  joined: Dense
  firstNorm: Norm
  inner: Dense
  outer: Dense
  secondNorm: Norm
}

const page = 65536
const eightUp = (n: number) => (n + 7) & ~7

/** Hands out places in memory, each a multiple of sixteen. */
class Places {
  end: number
  constructor(start: number) {
    this.end = (start + 15) & ~15
  }
  take(size: number): number {
    const place = this.end
    this.end = (place + size + 15) & ~15
    return place
  }
}

const sizeOfDense = (rows: number, columns: number): number => eightUp(rows) * (columns + 8) + 48

/** Whether this host can run an encoder: it needs WebAssembly with SIMD, and leave to compile it. */
export function canEncode(): boolean {
  try {
    kernelModule ??= new WebAssembly.Module(compiled())
    return true
  } catch {
    return false
  }
}

let kernelModule: WebAssembly.Module | undefined

/**
 * A transformer encoder in whole numbers: weights of 8 bits, activations of 14, sums of 32, so that every host gives the same
 * bits. What reads its result (`heads`) are further dense layers of the same file, by name.
 */
export class Encoder {
  readonly sizes: EncoderSizes
  readonly #kernel: Kernel
  readonly #words: PackedRows
  readonly #layers: Layer[] = []
  readonly #heads = new Map<string, Dense & { rows: number }>()
  readonly #firstNorm: Norm
  readonly #positions: Float32Array
  /** What is taken from a state, and what it is then multiplied with, before heads read it. */
  readonly #middle: Float32Array
  readonly #scale: Float32Array
  readonly #x: number
  readonly #q: number
  readonly #scales: number
  readonly #wide: number
  readonly #a: number
  readonly #across: number
  readonly #row: number

  /**
   * @param heads names of dense layers that `head` will be asked for
   * Throws where the host has no WebAssembly with SIMD: ask `canEncode` first.
   */
  constructor(file: TensorFile, sizes: EncoderSizes, heads: readonly string[]) {
    const { hidden, ff, positions } = sizes
    this.sizes = sizes
    this.#words = file.packedRows('word')
    this.#positions = file.floats('position.weight')
    this.#middle = file.floats('middle')
    this.#scale = file.floats('scale')
    kernelModule ??= new WebAssembly.Module(compiled())
    this.#kernel = new WebAssembly.Instance(kernelModule).exports as unknown as Kernel

    const shapes = heads.map((name) => file.shape(`${name}.int8`))
    const most = (positions + 3) & ~3
    const widest = Math.max(3 * hidden, ff, ...shapes.map(([rows]) => eightUp(rows)))
    const inLayer = [
      [3 * hidden, hidden],
      [hidden, hidden],
      [ff, hidden],
      [hidden, ff],
    ] as const
    const matrices = [...Array.from({ length: sizes.layers }, () => inLayer).flat(), ...shapes]
    // Before anything is read, the widest place holds a matrix that is to be woven.
    const wideSize = Math.max(most * widest * 4, ...matrices.map(([rows, columns]) => rows * columns))
    const size =
      page +
      sizes.layers * 4 * (hidden * 4 + 16) +
      matrices.reduce((sum, [rows, columns]) => sum + sizeOfDense(rows, columns), 0) +
      wideSize +
      most * (hidden * 8 + widest * 2 + 4) +
      (hidden / sizes.heads) * (positions + 8) * 4 +
      (positions + 8) * 8 +
      hidden * 8 +
      1024
    const { memory } = this.#kernel
    memory.grow(Math.ceil(size / page))
    // The first page is left to the compiler.
    const places = new Places(page)
    this.#x = places.take(most * hidden * 4)
    this.#a = places.take(most * hidden * 4)
    this.#wide = places.take(wideSize)
    this.#q = places.take(most * widest * 2)
    this.#scales = places.take(most * 4)
    this.#across = places.take((hidden / sizes.heads) * eightUp(positions) * 4)
    this.#row = places.take(eightUp(positions) * 8)
    const floats = new Float32Array(memory.buffer)
    const put = (numbers: Float32Array): number => {
      const place = places.take(numbers.length * 4)
      floats.set(numbers, place >> 2)
      return place
    }
    const dense = (name: string): Dense & { rows: number } => {
      const [rows, width] = file.shape(`${name}.int8`)
      const out = eightUp(rows)
      const bias = new Float32Array(out)
      bias.set(file.floats(`${name}.bias`))
      const columns = new Float32Array(out)
      columns.set(file.floats(`${name}.scale`))
      const weights = places.take(width * out)
      file.readWhole(name, new Int8Array(memory.buffer, this.#wide, rows * width))
      this.#kernel.weave(this.#wide, weights, rows, width)
      return {
        weights,
        columns: put(columns),
        bias: put(bias),
        width,
        out,
        rows,
      }
    }
    const norm = (name: string): Norm => ({
      weights: put(file.floats(`${name}.weight`)),
      bias: put(file.floats(`${name}.bias`)),
    })
    this.#firstNorm = norm('norm')
    for (let i = 0; i < sizes.layers; i++)
      this.#layers.push({
        attention: dense(`layers.${i}.qkv`),
        joined: dense(`layers.${i}.attended`),
        firstNorm: norm(`layers.${i}.attended_norm`),
        inner: dense(`layers.${i}.up`),
        outer: dense(`layers.${i}.down`),
        secondNorm: norm(`layers.${i}.down_norm`),
      })
    for (const name of heads) this.#heads.set(name, dense(name))
  }

  /**
   * Reads a run of pieces, the marks of beginning and end among them; what it made of them stays until the next run.
   * @param pieces at most `sizes.positions` numbers of pieces
   * @param watch is given the states after each layer, counted from 1: `sizes.hidden` numbers a piece, valid until it returns
   */
  read(pieces: readonly number[], watch?: (layer: number, states: Float32Array) => void): void {
    const kernel = this.#kernel
    const { hidden, heads, eps } = this.sizes
    const n = pieces.length
    if (n > this.sizes.positions)
      throw new RangeError(`An encoder reads ${this.sizes.positions} pieces at once, not ${n}.`)
    const floats = new Float32Array(kernel.memory.buffer)
    for (let t = 0; t < n; t++) this.#words.read(pieces[t], floats, (this.#x >> 2) + t * hidden)
    floats.set(this.#positions.subarray(0, n * hidden), this.#a >> 2)
    const { weights, bias } = this.#firstNorm
    kernel.addAndNorm(this.#x, this.#a, weights, bias, n, hidden, eps)

    const size = hidden / heads
    for (const [k, layer] of this.#layers.entries()) {
      this.#dense(layer.attention, this.#x, this.#wide, n)
      for (let h = 0; h < heads; h++) {
        const at = this.#wide + h * size * 4
        kernel.attend(
          at,
          at + hidden * 4,
          at + hidden * 8,
          hidden * 12,
          this.#a + h * size * 4,
          hidden * 4,
          this.#across,
          this.#row,
          n,
          size,
          1 / Math.sqrt(size),
        )
      }
      this.#dense(layer.joined, this.#a, this.#wide, n)
      kernel.addAndNorm(this.#x, this.#wide, layer.firstNorm.weights, layer.firstNorm.bias, n, hidden, eps)
      this.#dense(layer.inner, this.#x, this.#wide, n)
      kernel.gelu(this.#wide, n * layer.inner.out)
      this.#dense(layer.outer, this.#wide, this.#a, n)
      kernel.addAndNorm(this.#x, this.#a, layer.secondNorm.weights, layer.secondNorm.bias, n, hidden, eps)
      watch?.(k + 1, floats.subarray(this.#x >> 2, (this.#x >> 2) + n * hidden))
    }
    // Heads are learned on states of mean 0 and deviation 1.
    const states = this.#x >> 2
    for (let t = 0; t < n; t++)
      for (let i = 0; i < hidden; i++) {
        const at = states + t * hidden + i
        floats[at] = Math.fround(floats[at] - this.#middle[i]) * this.#scale[i]
      }
  }

  /** What stands for piece t of the last run, as heads see it: `sizes.hidden` numbers, valid until the next run. */
  state(t: number): Float32Array {
    const { hidden } = this.sizes
    return new Float32Array(this.#kernel.memory.buffer, this.#x + t * hidden * 4, hidden)
  }

  /**
   * A dense layer over pieces of the last run: row t, column c is [t · columns + c].
   * @param pieces how many, from the first on, or the places of those that are asked for
   */
  head(name: string, pieces: number | readonly number[]): { columns: number; rows: Float32Array } {
    const head = this.#heads.get(name)
    if (!head) throw new Error(`The encoder was made without the layer "${name}".`)
    const { buffer } = this.#kernel.memory
    const n = typeof pieces === 'number' ? pieces : pieces.length
    if (typeof pieces !== 'number') {
      const { hidden } = this.sizes
      const asked = new Float32Array(buffer, this.#a, n * hidden)
      pieces.forEach((t, k) => {
        asked.set(this.state(t), k * hidden)
      })
    }
    this.#dense(head, typeof pieces === 'number' ? this.#x : this.#a, this.#wide, n)
    const found = new Float32Array(buffer, this.#wide, n * head.out)
    const rows = new Float32Array(n * head.rows)
    for (let t = 0; t < n; t++)
      rows.set(found.subarray(t * head.out, t * head.out + head.rows), t * head.rows)
    return { columns: head.rows, rows }
  }

  #dense({ weights, columns, bias, width, out }: Dense, from: number, to: number, n: number): void {
    this.#kernel.quantise(from, this.#q, this.#scales, n, width)
    this.#kernel.multiply(this.#q, this.#scales, weights, columns, bias, to, n, width, out)
  }
}
