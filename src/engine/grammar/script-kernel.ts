import type { NetworkKernel } from './network-kernel.ts'

const { fround, sqrt } = Math

/** Half of 1 + a / √(1 + a²), each step rounded as the compiled kernel rounds it. */
const gate = (a: number): number =>
  fround(0.5 + fround(0.5 * fround(a / fround(sqrt(fround(1 + fround(a * a)))))))

/** The loops of network-kernel.assembly.ts in script, to the bit, with `size` bytes of memory. */
export function scriptKernel(size: number): NetworkKernel {
  const floats = new Float32Array(Math.ceil(size / 4))
  return {
    floats,
    dense(x, w, b, y, n, width, out, add) {
      for (let t = 0; t < n; t++) {
        const from = (x >> 2) + t * width
        const to = (y >> 2) + t * out
        for (let o = 0; o < out; o++)
          floats[to + o] = add ? fround(floats[(b >> 2) + o] + floats[to + o]) : floats[(b >> 2) + o]
        let row = w >> 2
        for (let i = 0; i < width; i++, row += out) {
          const value = floats[from + i]
          for (let o = 0; o < out; o++)
            floats[to + o] = fround(floats[to + o] + fround(value * floats[row + o]))
        }
      }
    },
    recur(u, c, n, h) {
      for (let k = 0; k < 2 * h; k++) {
        const backward = k >= h
        let s = 0
        for (let step = 0; step < n; step++) {
          const t = backward ? n - 1 - step : step
          const place = (u >> 2) + t * 4 * h + k
          s = fround(s + fround(gate(floats[place]) * fround(floats[place + 2 * h] - s)))
          floats[(c >> 2) + t * 2 * h + k] = s > 0 ? s : 0
        }
      }
    },
    cut(x, count) {
      for (let k = x >> 2; k < (x >> 2) + count; k++) if (!(floats[k] > 0)) floats[k] = 0
    },
  }
}
