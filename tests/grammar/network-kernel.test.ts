import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NetworkKernel, networkKernel } from '../../src/engine/grammar/network-kernel.ts'
import { scriptKernel } from '../../src/engine/grammar/script-kernel.ts'

const size = 1 << 18
/** Places in bytes, far enough apart for the widths below. */
const places = { x: 4096, w: 40960, b: 90112, y: 131072, c: 196608 }

/** Fills a kernel's memory with the same numbers for the same seed: small and large ones, zeros and negative zeros. */
function fill(kernel: NetworkKernel, seed: number): void {
  let state = seed | 1
  for (let i = 0; i < size / 4; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const kind = state & 15
    kernel.floats[i] = kind === 0 ? 0 : kind === 1 ? -0 : (state / 2 ** 31) * 10 ** ((state >>> 8) % 4)
  }
}

const bits = (kernel: NetworkKernel): Uint32Array => new Uint32Array(kernel.floats.buffer, 0, size / 4)

describe('the kernel in script gives the bits of the compiled one', () => {
  const compiled = networkKernel(size)
  const script = scriptKernel(size)

  it('is compiled here, so that two kernels are compared', () => {
    expect(compiled.dense.toString()).toContain('native code')
  })

  const both = (seed: number, run: (kernel: NetworkKernel) => void): void => {
    for (const kernel of [compiled, script]) {
      fill(kernel, seed)
      run(kernel)
    }
    expect(
      Buffer.compare(Buffer.from(bits(compiled).buffer, 0, size), Buffer.from(bits(script).buffer)),
    ).toBe(0)
  }
  const eights = fc.integer({ min: 1, max: 4 }).map((n) => 8 * n)

  it('dense', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 11 }),
        eights,
        eights,
        fc.boolean(),
        (seed, n, width, out, add) =>
          both(seed, (kernel) =>
            kernel.dense(places.x, places.w, places.b, places.y, n, width, out, add ? 1 : 0),
          ),
      ),
      { numRuns: 60 },
    )
  })
  it('recur', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 11 }), eights, (seed, n, h) =>
        both(seed, (kernel) => kernel.recur(places.x, places.c, n, h)),
      ),
      { numRuns: 60 },
    )
  })
  it('cut', () => {
    fc.assert(
      fc.property(fc.integer(), eights, (seed, count) => both(seed, (kernel) => kernel.cut(places.x, count))),
      { numRuns: 20 },
    )
  })
})
