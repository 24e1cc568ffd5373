import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NetworkKernel } from '../../src/engine/grammar/kernel.ts'
import { mostOfRow, mostOfWeight, mostProducts } from '../../src/engine/grammar/kernel-memory.ts'
import { networkKernel } from '../../src/engine/grammar/network-kernel.ts'
import { scriptKernel } from '../../src/engine/grammar/script-kernel.ts'

const size = 1 << 19
/** Places in bytes, far enough apart for the widths below; each has 64 kilobytes. */
const [x, w, b, y, c, q, scales] = [1, 2, 3, 4, 5, 6, 7].map((n) => n << 16)

/** Fills a kernel's memory with the same numbers for the same seed: small and large ones, zeros and negative zeros. */
function fill(kernel: NetworkKernel, seed: number): void {
  let state = seed | 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state
  }
  for (let i = 0; i < size / 4; i++) {
    const kind = next() & 15
    kernel.floats[i] = kind === 0 ? 0 : kind === 1 ? -0 : (state / 2 ** 31) * 10 ** ((state >>> 8) % 4)
  }
  for (let i = 0; i < 1 << 15; i++) {
    kernel.halves[(w >> 1) + i] = next() % (mostOfWeight + 1)
    kernel.halves[(q >> 1) + i] = next() % (mostOfRow + 1)
  }
}

const bytes = (kernel: NetworkKernel): Uint8Array => new Uint8Array(kernel.floats.buffer, 0, size)

describe('the kernel in script gives the bits of the compiled one', () => {
  const compiled = networkKernel(size)
  const script = scriptKernel(size)

  it('is compiled here, so that two kernels are compared', () => {
    expect(compiled.product.toString()).toContain('native code')
  })

  const both = (seed: number, run: (kernel: NetworkKernel) => void): void => {
    for (const kernel of [compiled, script]) {
      fill(kernel, seed)
      run(kernel)
    }
    expect(Buffer.compare(bytes(compiled), bytes(script))).toBe(0)
  }
  const eights = fc.integer({ min: 1, max: 4 }).map((n) => 8 * n)
  const rows = fc.integer({ min: 0, max: 11 })

  it('quantise', () => {
    fc.assert(
      fc.property(fc.integer(), rows, eights, (seed, n, width) =>
        both(seed, (kernel) => kernel.quantise(x, q, scales, n, width)),
      ),
      { numRuns: 60 },
    )
  })
  it('quantise keeps to its range, and zeros are zero', () => {
    for (const kernel of [compiled, script]) {
      fill(kernel, 7)
      kernel.floats.fill(0, x >> 2, (x >> 2) + 8)
      kernel.quantise(x, q, scales, 40, 8)
      const found = kernel.halves.subarray(q >> 1, (q >> 1) + 40 * 8)
      expect([...found.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
      expect(Math.max(...found.map(Math.abs))).toBe(mostOfRow)
      for (let i = 8; i < found.length; i++) {
        const step = kernel.floats[(scales >> 2) + (i >> 3)]
        expect(Math.abs(found[i] * step - kernel.floats[(x >> 2) + i])).toBeLessThanOrEqual(step * 0.501)
      }
    }
  })
  it('product', () => {
    fc.assert(
      fc.property(fc.integer(), rows, eights, eights, fc.boolean(), (seed, n, width, out, add) =>
        both(seed, (kernel) => kernel.product(q, scales, w, 0.013, b, y, n, width, out, add ? 1 : 0)),
      ),
      { numRuns: 60 },
    )
  })
  it('product holds the greatest sum there may be', () => {
    for (const kernel of [compiled, script])
      for (const sign of [1, -1]) {
        kernel.halves.fill(sign * mostOfRow, q >> 1, (q >> 1) + 5 * mostProducts)
        kernel.halves.fill(mostOfWeight, w >> 1, (w >> 1) + 8 * mostProducts)
        kernel.floats.fill(0, b >> 2, (b >> 2) + 8)
        kernel.floats.fill(1, scales >> 2, (scales >> 2) + 5)
        kernel.product(q, scales, w, 1, b, y, 5, mostProducts, 8, 0)
        const sum = Math.fround(sign * mostProducts * mostOfRow * mostOfWeight)
        expect([...new Set(kernel.floats.subarray(y >> 2, (y >> 2) + 40))]).toEqual([sum])
      }
  })
  it('recur', () => {
    fc.assert(
      fc.property(fc.integer(), rows, eights, (seed, n, h) =>
        both(seed, (kernel) => kernel.recur(x, c, n, h)),
      ),
      { numRuns: 60 },
    )
  })
  it('cut', () => {
    fc.assert(
      fc.property(fc.integer(), eights, (seed, count) => both(seed, (kernel) => kernel.cut(x, count))),
      { numRuns: 20 },
    )
  })
  it('gather and addRows', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 11 }),
        eights,
        (seed, chosen, width) =>
          both(seed, (kernel) => {
            chosen.forEach((row, t) => {
              kernel.integers[(b >> 2) + t] = x + 4 * row * width
            })
            kernel.gather(b, y, chosen.length, width)
            kernel.addRows(b, y, chosen.length, width)
          }),
      ),
      { numRuns: 40 },
    )
  })
  it('attachments', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 20 }), eights, (seed, n, width) => {
        const step = Math.ceil((n + 1) / 8) * 8
        both(seed, (kernel) => kernel.attachments(x, c, b, scales, 0.7, b + 4096, y, n, width, step))
      }),
      { numRuns: 60 },
    )
  })
})
