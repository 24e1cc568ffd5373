import { bytes as compiled } from './network-kernel.wasm.ts'
import { scriptKernel } from './script-kernel.ts'

/**
 * The inner loops of the grammar's network over one block of memory: see network-kernel.assembly.ts for what each does.
 * Arrays are named by their place in bytes.
 */
export interface NetworkKernel {
  readonly floats: Float32Array
  dense(x: number, w: number, b: number, y: number, n: number, width: number, out: number, add: number): void
  recur(u: number, c: number, n: number, h: number): void
  cut(x: number, count: number): void
}

interface Exports extends Omit<NetworkKernel, 'floats'> {
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
    const { memory, dense, recur, cut } = exports as unknown as Exports
    memory.grow(Math.max(0, Math.ceil(size / page) - memory.buffer.byteLength / page))
    return { floats: new Float32Array(memory.buffer), dense, recur, cut }
  } catch {
    return scriptKernel(size)
  }
}
