/**
 * The inner loops of the grammar's network, in AssemblyScript: scripts/pack-kernel.ts compiles this file to WebAssembly with
 * four numbers or eight halves in one instruction. Sums of floats are taken in the same order as in script-kernel.ts, and
 * those of whole numbers are exact, so both give the same bits. Floats have 32 bits; arguments named for arrays are places in
 * memory in bytes; widths are multiples of eight.
 */

/** The greatest whole number that `quantise` makes of a row: with weights up to 2047 a sum of 128 products fits 32 bits. */
const most: f32 = 8191

/** The whole numbers nearest to x · by, of two the even one, where they are small: added to 1.5 · 2²³ they are the last bits. */
function nearest(x: v128, by: v128): v128 {
  return i32x4.sub(f32x4.add(f32x4.mul(x, by), f32x4.splat(12582912)), i32x4.splat(0x4b400000))
}

/** Each of n rows x[t] as whole numbers q[t] of 16 bits from -8191 to 8191, and what they are multiples of: scales[t]. */
export function quantise(x: usize, q: usize, scales: usize, n: i32, width: i32): void {
  for (let t = 0; t < n; t++) {
    const end = x + ((<usize>width) << 2)
    let greatest = f32x4.splat(0)
    for (let p = x; p < end; p += 16) greatest = f32x4.pmax(greatest, f32x4.abs(v128.load(p)))
    const m = max<f32>(
      max<f32>(f32x4.extract_lane(greatest, 0), f32x4.extract_lane(greatest, 1)),
      max<f32>(f32x4.extract_lane(greatest, 2), f32x4.extract_lane(greatest, 3)),
    )
    store<f32>(scales, m / most)
    const by = f32x4.splat(m > 0 ? most / m : 0)
    for (; x < end; x += 32) {
      v128.store(q, i16x8.narrow_i32x4_s(nearest(v128.load(x), by), nearest(v128.load(x, 16), by)))
      q += 16
    }
    scales += 4
  }
}

/** Eight numbers at `to`: what is there where `add`, eight of a bias, and the sums of whole numbers times `by`. */
function put(to: usize, low: v128, high: v128, by: f32, biasLow: v128, biasHigh: v128, add: i32): void {
  const scale = f32x4.splat(by)
  if (add) {
    biasLow = f32x4.add(biasLow, v128.load(to))
    biasHigh = f32x4.add(biasHigh, v128.load(to, 16))
  }
  v128.store(to, f32x4.add(biasLow, f32x4.mul(f32x4.convert_i32x4_s(low), scale)))
  v128.store(to, f32x4.add(biasHigh, f32x4.mul(f32x4.convert_i32x4_s(high), scale)), 16)
}

/**
 * y[t][o] = b[o] + y[t][o] where `add` + scales[t] · scale · the sum over i of q[t][i] · w[i][o], for n rows t. `q` and
 * `scales` are as `quantise` leaves them; w holds whole numbers of 16 bits up to 2047: eight columns after eight columns, of
 * these two rows after two rows, woven: w[0][0], w[1][0], w[0][1], w[1][1] and on.
 */
export function product(
  q: usize,
  scales: usize,
  w: usize,
  scale: f32,
  b: usize,
  y: usize,
  n: i32,
  width: i32,
  out: i32,
  add: i32,
): void {
  const qStep = (<usize>width) << 1
  const yStep = (<usize>out) << 2
  const strip = (<usize>width) << 4
  // Eight columns' weights serve all rows before the next eight are read, each that is read four rows.
  for (let o: usize = 0; o < yStep; o += 32) {
    const b0 = v128.load(b + o)
    const b1 = v128.load(b + o, 16)
    let t = 0
    let q0 = q
    let s = scales
    let to = y + o
    for (; t + 4 <= n; t += 4) {
      const q1 = q0 + qStep
      const q2 = q1 + qStep
      const q3 = q2 + qStep
      let a00 = i32x4.splat(0)
      let a01 = a00
      let a10 = a00
      let a11 = a00
      let a20 = a00
      let a21 = a00
      let a30 = a00
      let a31 = a00
      let p = w
      for (let i: usize = 0; i < qStep; i += 8) {
        const x0 = q0 + i
        const x1 = q1 + i
        const x2 = q2 + i
        const x3 = q3 + i
        let w0 = v128.load(p)
        let w1 = v128.load(p, 16)
        let x = v128.load32_splat(x0)
        a00 = i32x4.add(a00, i32x4.dot_i16x8_s(x, w0))
        a01 = i32x4.add(a01, i32x4.dot_i16x8_s(x, w1))
        x = v128.load32_splat(x1)
        a10 = i32x4.add(a10, i32x4.dot_i16x8_s(x, w0))
        a11 = i32x4.add(a11, i32x4.dot_i16x8_s(x, w1))
        x = v128.load32_splat(x2)
        a20 = i32x4.add(a20, i32x4.dot_i16x8_s(x, w0))
        a21 = i32x4.add(a21, i32x4.dot_i16x8_s(x, w1))
        x = v128.load32_splat(x3)
        a30 = i32x4.add(a30, i32x4.dot_i16x8_s(x, w0))
        a31 = i32x4.add(a31, i32x4.dot_i16x8_s(x, w1))
        w0 = v128.load(p, 32)
        w1 = v128.load(p, 48)
        x = v128.load32_splat(x0, 4)
        a00 = i32x4.add(a00, i32x4.dot_i16x8_s(x, w0))
        a01 = i32x4.add(a01, i32x4.dot_i16x8_s(x, w1))
        x = v128.load32_splat(x1, 4)
        a10 = i32x4.add(a10, i32x4.dot_i16x8_s(x, w0))
        a11 = i32x4.add(a11, i32x4.dot_i16x8_s(x, w1))
        x = v128.load32_splat(x2, 4)
        a20 = i32x4.add(a20, i32x4.dot_i16x8_s(x, w0))
        a21 = i32x4.add(a21, i32x4.dot_i16x8_s(x, w1))
        x = v128.load32_splat(x3, 4)
        a30 = i32x4.add(a30, i32x4.dot_i16x8_s(x, w0))
        a31 = i32x4.add(a31, i32x4.dot_i16x8_s(x, w1))
        p += 64
      }
      put(to, a00, a01, load<f32>(s) * scale, b0, b1, add)
      put(to + yStep, a10, a11, load<f32>(s, 4) * scale, b0, b1, add)
      put(to + 2 * yStep, a20, a21, load<f32>(s, 8) * scale, b0, b1, add)
      put(to + 3 * yStep, a30, a31, load<f32>(s, 12) * scale, b0, b1, add)
      to += 4 * yStep
      q0 = q3 + qStep
      s += 16
    }
    for (; t < n; t++) {
      let a00 = i32x4.splat(0)
      let a01 = a00
      let p = w
      for (let i: usize = 0; i < qStep; i += 4) {
        const x = v128.load32_splat(q0 + i)
        a00 = i32x4.add(a00, i32x4.dot_i16x8_s(x, v128.load(p)))
        a01 = i32x4.add(a01, i32x4.dot_i16x8_s(x, v128.load(p, 16)))
        p += 32
      }
      put(to, a00, a01, load<f32>(s) * scale, b0, b1, add)
      to += yStep
      q0 += qStep
      s += 4
    }
    w += strip
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
    // Both ways at once: neither waits for the other.
    let s = zero
    let r = zero
    let p = u + k
    let to = c + k
    let back = u + <usize>(n - 1) * uStep + side + k
    let toBack = c + <usize>(n - 1) * cStep + side + k
    for (let t = 0; t < n; t++) {
      s = f32x4.add(s, f32x4.mul(gate(v128.load(p)), f32x4.sub(v128.load(p + (side << 1)), s)))
      v128.store(to, f32x4.pmax(zero, s))
      r = f32x4.add(r, f32x4.mul(gate(v128.load(back)), f32x4.sub(v128.load(back + (side << 1)), r)))
      v128.store(toBack, f32x4.pmax(zero, r))
      p += uStep
      to += cStep
      back -= uStep
      toBack -= cStep
    }
  }
}

/** Cuts `count` numbers off at 0. */
export function cut(x: usize, count: i32): void {
  const end = x + ((<usize>count) << 2)
  const zero = f32x4.splat(0)
  for (let p = x; p < end; p += 16) v128.store(p, f32x4.pmax(zero, v128.load(p)))
}

/** y[t] = the row that stands at the place rows[t], for n rows. */
export function gather(rows: usize, y: usize, n: i32, width: i32): void {
  for (let t = 0; t < n; t++) {
    const from = load<i32>(rows + ((<usize>t) << 2))
    memory.copy(y, <usize>from, (<usize>width) << 2)
    y += (<usize>width) << 2
  }
}

/** y[t] = y[t] + the row that stands at the place rows[t], for n rows. */
export function addRows(rows: usize, y: usize, n: i32, width: i32): void {
  for (let t = 0; t < n; t++) {
    let from = <usize>load<i32>(rows + ((<usize>t) << 2))
    const end = y + ((<usize>width) << 2)
    for (; y < end; y += 16) {
      v128.store(y, f32x4.add(v128.load(y), v128.load(from)))
      from += 16
    }
  }
}

/**
 * Scores of each of n words for each as its head and, in column n, for the root: arcs[d][h] = the sum over i of
 * q[d][i] · k[h][i], and offer[h], and apart[n - 1 + h - d]; the root's are k[n], no offer and `root`. Rows of `arcs` are
 * `step` wide; `across` is room for width · step numbers.
 */
export function attachments(
  q: usize,
  k: usize,
  offer: usize,
  apart: usize,
  root: f32,
  across: usize,
  arcs: usize,
  n: i32,
  width: i32,
  step: i32,
): void {
  const rowStep = (<usize>width) << 2
  const acrossStep = (<usize>step) << 2
  for (let h = 0; h <= n; h++) {
    const from = k + <usize>h * rowStep
    let to = across + ((<usize>h) << 2)
    for (let i: usize = 0; i < rowStep; i += 4) {
      store<f32>(to, load<f32>(from + i))
      to += acrossStep
    }
  }
  for (let d = 0; d < n; d++) {
    const x = q + <usize>d * rowStep
    const far = apart + ((<usize>(n - 1 - d)) << 2)
    const row = arcs + <usize>d * acrossStep
    for (let o: usize = 0; o < acrossStep; o += 32) {
      let a = f32x4.splat(0)
      let b = a
      let p = across + o
      for (let i: usize = 0; i < rowStep; i += 4) {
        const s = v128.load32_splat(x + i)
        a = f32x4.add(a, f32x4.mul(s, v128.load(p)))
        b = f32x4.add(b, f32x4.mul(s, v128.load(p, 16)))
        p += acrossStep
      }
      v128.store(row + o, f32x4.add(a, f32x4.add(v128.load(offer + o), v128.load(far + o))))
      v128.store(row + o, f32x4.add(b, f32x4.add(v128.load(offer + o, 16), v128.load(far + o, 16))), 16)
    }
    let sum: f32 = 0
    let p = across + ((<usize>n) << 2)
    for (let i: usize = 0; i < rowStep; i += 4) {
      sum += load<f32>(x + i) * load<f32>(p)
      p += acrossStep
    }
    store<f32>(row + ((<usize>n) << 2), sum + root)
  }
}
