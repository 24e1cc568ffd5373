import type { NetworkKernel } from './kernel.ts'
import { type KernelMemory, kernelMemory } from './kernel-memory.ts'
import { bytes as compiled } from './network-kernel.wasm.ts'
import { scriptKernel } from './script-kernel.ts'

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
