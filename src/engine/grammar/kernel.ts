import type { KernelMemory } from './kernel-memory.ts'

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
