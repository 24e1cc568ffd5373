import { type KernelMemory, kernelMemory } from './kernel-memory.ts'
import { bytes as compiled } from './network-kernel.wasm.ts'
import { scriptKernel } from './script-kernel.ts'

/**
 * The inner loops of the grammar's network over one block of memory: see network-kernel.assembly.ts for what each does.
 * Arrays are named by their place in bytes.
 */
export interface NetworkKernel extends KernelMemory {
  quantise(x: number, q: number, scales: number, n: number, width: number): void
  product(
    q: number,
    scales: number,
    w: number,
    scale: number,
    b: number,
    y: number,
    n: number,
    width: number,
    out: number,
    add: number,
  ): void
  recur(u: number, c: number, n: number, h: number): void
  cut(x: number, count: number): void
  gather(rows: number, y: number, n: number, width: number): void
  addRows(rows: number, y: number, n: number, width: number): void
  attachments(
    q: number,
    k: number,
    offer: number,
    apart: number,
    root: number,
    across: number,
    arcs: number,
    n: number,
    width: number,
    step: number,
  ): void
}

interface Exports extends Omit<NetworkKernel, keyof KernelMemory> {
  readonly memory: WebAssembly.Memory
}

const page = 65536

let module: WebAssembly.Module | undefined

/**
 * A kernel with `size` bytes of memory, all zero: compiled where the host lets code be compiled, in script otherwise (a page
 * whose policy forbids it, a host without SIMD). Both give the same bits; the compiled one is many times as fast.
 */
export function networkKernel(size: number): NetworkKernel {
  try {
    module ??= new WebAssembly.Module(compiled())
    const { exports } = new WebAssembly.Instance(module)
    const { memory, ...loops } = exports as unknown as Exports
    memory.grow(Math.max(0, Math.ceil(size / page) - memory.buffer.byteLength / page))
    return { ...loops, ...kernelMemory(memory.buffer) }
  } catch {
    return scriptKernel(size)
  }
}
