import type { NetworkKernel } from './kernel.ts'
import { kernelMemory, mostOfRow, weightPlace } from './kernel-memory.ts'

const { abs, fround, sqrt } = Math

/** Half of 1 + a / √(1 + a²), each step rounded as the compiled kernel rounds it. */
const gate = (a: number): number =>
  fround(0.5 + fround(0.5 * fround(a / fround(sqrt(fround(1 + fround(a * a)))))))

/** Added and taken away it leaves the nearest whole number, the even one of two. */
const rounding = 3 * 2 ** 22

/** The loops of network-kernel.assembly.ts in script, to the bit, with `size` bytes of memory. */
export function scriptKernel(size: number): NetworkKernel {
  const memory = kernelMemory(new ArrayBuffer(Math.ceil(size / 8) * 8))
  const { floats, integers, halves } = memory
  const copyCut = (from: number, to: number): void => {
    floats[to] = floats[from] > 0 ? floats[from] : 0
  }
  return {
    ...memory,
    quantise(x, q, scales, n, width) {
      for (let t = 0; t < n; t++) {
        const from = (x >> 2) + t * width
        let greatest = 0
        for (let i = 0; i < width; i++) greatest = Math.max(greatest, abs(floats[from + i]))
        floats[(scales >> 2) + t] = greatest / mostOfRow
        const by = greatest > 0 ? fround(mostOfRow / greatest) : 0
        const to = (q >> 1) + t * width
        for (let i = 0; i < width; i++)
          halves[to + i] = fround(fround(fround(floats[from + i] * by) + rounding) - rounding)
      }
    },
    product(q, scales, w, scale, b, y, n, width, out, add) {
      const sums = new Int32Array(out)
      const single = fround(scale)
      for (let t = 0; t < n; t++) {
        const from = (q >> 1) + t * width
        const to = (y >> 2) + t * out
        sums.fill(0)
        for (let i = 0; i < width; i++) {
          const value = halves[from + i]
          if (value === 0) continue
          for (let o = 0; o < out; o++) sums[o] += value * halves[(w >> 1) + weightPlace(i, o, width)]
        }
        const by = fround(floats[(scales >> 2) + t] * single)
        for (let o = 0; o < out; o++) {
          const base = floats[(b >> 2) + o]
          floats[to + o] = fround((add ? fround(base + floats[to + o]) : base) + fround(fround(sums[o]) * by))
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
      for (let k = x >> 2; k < (x >> 2) + count; k++) copyCut(k, k)
    },
    gather(rows, y, n, width) {
      for (let t = 0; t < n; t++) {
        const from = integers[(rows >> 2) + t] >> 2
        floats.copyWithin((y >> 2) + t * width, from, from + width)
      }
    },
    addRows(rows, y, n, width) {
      for (let t = 0; t < n; t++) {
        const from = integers[(rows >> 2) + t] >> 2
        const to = (y >> 2) + t * width
        for (let i = 0; i < width; i++) floats[to + i] += floats[from + i]
      }
    },
    attachments(q, k, offer, apart, root, across, arcs, n, width, step) {
      for (let h = 0; h <= n; h++)
        for (let i = 0; i < width; i++)
          floats[(across >> 2) + i * step + h] = floats[(k >> 2) + h * width + i]
      const single = fround(root)
      for (let d = 0; d < n; d++) {
        const row = (arcs >> 2) + d * step
        floats.fill(0, row, row + step)
        for (let i = 0; i < width; i++) {
          const value = floats[(q >> 2) + d * width + i]
          const from = (across >> 2) + i * step
          for (let h = 0; h < step; h++)
            floats[row + h] = fround(floats[row + h] + fround(value * floats[from + h]))
        }
        const far = (apart >> 2) + n - 1 - d
        const rootScore = fround(floats[row + n] + single)
        for (let h = 0; h < step; h++)
          floats[row + h] = fround(floats[row + h] + fround(floats[(offer >> 2) + h] + floats[far + h]))
        floats[row + n] = rootScore
      }
    },
  }
}
