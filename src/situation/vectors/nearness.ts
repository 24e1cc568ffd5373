import { bytes as compiled } from './nearness-kernel.wasm.ts'

/** The compiled loop: see nearness-kernel.assembly.ts. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  nearest(x: number, n: number, nearX: number, y: number, m: number, nearY: number, width: number): void
}

/** Rows of vectors, one behind the other. */
export interface Rows {
  readonly values: Float32Array
  /** Numbers in a row, a multiple of four. */
  readonly width: number
}

const page = 65536
let kernel: Kernel | undefined
let floats = new Float32Array(0)
/** What stands in the kernel's memory from its second page on: one claim is held against many. */
let held: Float32Array | undefined

/**
 * For each row of one and of the other the greatest product with a row of the other, -1 where there is none: how near the
 * nearest is, for vectors of length 1. The same bits on every host; it needs WebAssembly with SIMD, as the vectors do.
 */
export function nearestOf(a: Rows, b: Rows): { nearA: Float32Array; nearB: Float32Array } {
  const { width } = a
  const n = width > 0 ? a.values.length / width : 0
  const m = width > 0 ? b.values.length / width : 0
  if (n === 0 || m === 0) return { nearA: new Float32Array(n).fill(-1), nearB: new Float32Array(m).fill(-1) }
  kernel ??= new WebAssembly.Instance(new WebAssembly.Module(compiled())).exports as unknown as Kernel
  const x = page >> 2
  const nearX = x + a.values.length
  const y = nearX + eightUp(n)
  const nearY = y + b.values.length
  const pages = Math.ceil(((nearY + m) * 4) / page)
  const present = kernel.memory.buffer.byteLength / page
  if (pages > present) kernel.memory.grow(pages - present)
  if (floats.buffer !== kernel.memory.buffer) floats = new Float32Array(kernel.memory.buffer)
  if (held !== a.values) floats.set(a.values, x)
  held = a.values
  floats.set(b.values, y)
  kernel.nearest(x * 4, n, nearX * 4, y * 4, m, nearY * 4, width)
  return { nearA: floats.slice(nearX, nearX + n), nearB: floats.slice(nearY, nearY + m) }
}

const eightUp = (n: number) => (n + 7) & ~7
