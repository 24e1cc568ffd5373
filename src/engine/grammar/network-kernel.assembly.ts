/**
 * The inner loops of the grammar's network, in AssemblyScript: scripts/pack-kernel.ts compiles this file to WebAssembly with
 * four numbers in one instruction. Each sum is taken in the same order as in script-kernel.ts, so both give the same bits.
 * Numbers are 32-bit floats; arguments named for arrays are places in memory in bytes; widths are multiples of eight.
 */

/** y[t][o] = b[o] + y[t][o] where `add` + the sum over i of x[t][i] · w[i][o], for n rows t. */
export function dense(x: usize, w: usize, b: usize, y: usize, n: i32, width: i32, out: i32, add: i32): void {
  const xStep = (<usize>width) << 2
  const yStep = (<usize>out) << 2
  let t = 0
  // Four rows by eight columns at a time: each weight that is read serves four rows.
  for (; t + 4 <= n; t += 4) {
    const x0 = x + <usize>t * xStep
    const x1 = x0 + xStep
    const x2 = x1 + xStep
    const x3 = x2 + xStep
    for (let o: usize = 0; o < yStep; o += 32) {
      const y0 = y + <usize>t * yStep + o
      const y1 = y0 + yStep
      const y2 = y1 + yStep
      const y3 = y2 + yStep
      const b0 = v128.load(b + o)
      const b1 = v128.load(b + o, 16)
      let a00 = b0
      let a01 = b1
      let a10 = b0
      let a11 = b1
      let a20 = b0
      let a21 = b1
      let a30 = b0
      let a31 = b1
      if (add) {
        a00 = f32x4.add(a00, v128.load(y0))
        a01 = f32x4.add(a01, v128.load(y0, 16))
        a10 = f32x4.add(a10, v128.load(y1))
        a11 = f32x4.add(a11, v128.load(y1, 16))
        a20 = f32x4.add(a20, v128.load(y2))
        a21 = f32x4.add(a21, v128.load(y2, 16))
        a30 = f32x4.add(a30, v128.load(y3))
        a31 = f32x4.add(a31, v128.load(y3, 16))
      }
      let p = w + o
      for (let i: usize = 0; i < xStep; i += 4) {
        const w0 = v128.load(p)
        const w1 = v128.load(p, 16)
        let s = v128.load32_splat(x0 + i)
        a00 = f32x4.add(a00, f32x4.mul(s, w0))
        a01 = f32x4.add(a01, f32x4.mul(s, w1))
        s = v128.load32_splat(x1 + i)
        a10 = f32x4.add(a10, f32x4.mul(s, w0))
        a11 = f32x4.add(a11, f32x4.mul(s, w1))
        s = v128.load32_splat(x2 + i)
        a20 = f32x4.add(a20, f32x4.mul(s, w0))
        a21 = f32x4.add(a21, f32x4.mul(s, w1))
        s = v128.load32_splat(x3 + i)
        a30 = f32x4.add(a30, f32x4.mul(s, w0))
        a31 = f32x4.add(a31, f32x4.mul(s, w1))
        p += yStep
      }
      v128.store(y0, a00)
      v128.store(y0, a01, 16)
      v128.store(y1, a10)
      v128.store(y1, a11, 16)
      v128.store(y2, a20)
      v128.store(y2, a21, 16)
      v128.store(y3, a30)
      v128.store(y3, a31, 16)
    }
  }
  for (; t < n; t++) {
    const x0 = x + <usize>t * xStep
    for (let o: usize = 0; o < yStep; o += 32) {
      const y0 = y + <usize>t * yStep + o
      let a00 = v128.load(b + o)
      let a01 = v128.load(b + o, 16)
      if (add) {
        a00 = f32x4.add(a00, v128.load(y0))
        a01 = f32x4.add(a01, v128.load(y0, 16))
      }
      let p = w + o
      for (let i: usize = 0; i < xStep; i += 4) {
        const s = v128.load32_splat(x0 + i)
        a00 = f32x4.add(a00, f32x4.mul(s, v128.load(p)))
        a01 = f32x4.add(a01, f32x4.mul(s, v128.load(p, 16)))
        p += yStep
      }
      v128.store(y0, a00)
      v128.store(y0, a01, 16)
    }
  }
}

/** A gate between 0 and 1: half of 1 + a / √(1 + a²), which needs no exponential and is exact on every host. */
function gate(a: v128): v128 {
  const half = f32x4.splat(0.5)
  const root = f32x4.sqrt(f32x4.add(f32x4.splat(1), f32x4.mul(a, a)))
  return f32x4.add(half, f32x4.mul(half, f32x4.div(a, root)))
}

/**
 * Runs h cells forward and h backward over n rows. Each row of `u` holds the forward gates, the backward gates, the forward
 * candidates and the backward candidates; each row of `c` gets what both remember, cut off at 0.
 */
export function recur(u: usize, c: usize, n: i32, h: i32): void {
  const uStep = (<usize>h) << 4
  const cStep = (<usize>h) << 3
  const side = (<usize>h) << 2
  const zero = f32x4.splat(0)
  for (let k: usize = 0; k < side; k += 16) {
    let s = zero
    for (let t = 0; t < n; t++) {
      const p = u + <usize>t * uStep + k
      s = f32x4.add(s, f32x4.mul(gate(v128.load(p)), f32x4.sub(v128.load(p + (side << 1)), s)))
      v128.store(c + <usize>t * cStep + k, f32x4.pmax(zero, s))
    }
    s = zero
    for (let t = n - 1; t >= 0; t--) {
      const p = u + <usize>t * uStep + side + k
      s = f32x4.add(s, f32x4.mul(gate(v128.load(p)), f32x4.sub(v128.load(p + (side << 1)), s)))
      v128.store(c + <usize>t * cStep + side + k, f32x4.pmax(zero, s))
    }
  }
}

/** Cuts `count` numbers off at 0. */
export function cut(x: usize, count: i32): void {
  const end = x + ((<usize>count) << 2)
  const zero = f32x4.splat(0)
  for (let p = x; p < end; p += 16) v128.store(p, f32x4.pmax(zero, v128.load(p)))
}
