/**
 * The inner loops of the reader's encoder, in AssemblyScript: scripts/pack-kernel.ts compiles this file to WebAssembly. No
 * instruction whose result a host may choose is used, so every host gives the same bits. Floats have 32 bits; arguments named
 * for arrays are places in memory in bytes; widths are multiples of eight.
 */

/** The greatest whole number that `quantise` makes of a row: with weights up to 127 a sum of 2,000 products fits 32 bits. */
const most: f32 = 8191

/**
 * Each of n rows x[t] as whole numbers of 16 bits from -8191 to 8191, and what they are multiples of: scales[t]. At q they stand
 * as `multiply` reads them: four rows woven, two numbers of each in turn. There must be room for n made up to a multiple of
 * four; the rows that are not there are copies.
 */
export function quantise(x: usize, q: usize, scales: usize, n: i32, width: i32): void {
  const step = (<usize>width) << 2
  const last = x + <usize>(n - 1) * step
  for (let t = 0; t < n; t += 4) {
    const x1 = min<usize>(x + step, last)
    const x2 = min<usize>(x + 2 * step, last)
    const x3 = min<usize>(x + 3 * step, last)
    const by0 = unit(x, step, scales)
    const by1 = unit(x1, step, scales + 4)
    const by2 = unit(x2, step, scales + 8)
    const by3 = unit(x3, step, scales + 12)
    for (let i: usize = 0; i < step; i += 32) {
      const a = whole(x + i, by0)
      const b = whole(x1 + i, by1)
      const c = whole(x2 + i, by2)
      const d = whole(x3 + i, by3)
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5)
      const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
      v128.store(q, v128.shuffle<i64>(ab, cd, 0, 2))
      v128.store(q, v128.shuffle<i64>(ab, cd, 1, 3), 16)
      const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7)
      const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
      v128.store(q, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 32)
      v128.store(q, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 48)
      q += 64
    }
    x += 4 * step
    scales += 16
  }
}

/** What a row's numbers are divided by to be whole; what they are then multiples of is written at `scale`. */
function unit(x: usize, step: usize, scale: usize): v128 {
  let greatest = f32x4.splat(0)
  const end = x + step
  for (let p = x; p < end; p += 16) greatest = f32x4.pmax(greatest, f32x4.abs(v128.load(p)))
  const m = max<f32>(
    max<f32>(f32x4.extract_lane(greatest, 0), f32x4.extract_lane(greatest, 1)),
    max<f32>(f32x4.extract_lane(greatest, 2), f32x4.extract_lane(greatest, 3)),
  )
  store<f32>(scale, m / most)
  return f32x4.splat(m > 0 ? most / m : 0)
}

/** Eight floats times `by`, as whole numbers. */
function whole(x: usize, by: v128): v128 {
  return i16x8.narrow_i32x4_s(
    i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x), by))),
    i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x, 16), by))),
  )
}

/**
 * Weights as `multiply` reads them: w holds whole numbers of 8 bits in rows of `width`, one for each column of what is made; at
 * `to` they stand eight columns after eight columns, of these two rows after two rows, woven: w[0][0], w[0][1], w[1][0], w[1][1]
 * and on. Columns that are missing to a multiple of eight are zero.
 */
export function weave(w: usize, to: usize, columns: i32, width: i32): void {
  const step = <usize>width
  for (let o = 0; o < columns; o += 8) {
    const rows = w + <usize>o * step
    if (o + 8 <= columns) {
      for (let i: usize = 0; i < step; i += 8) {
        weaveEight(rows + i, step, to)
        to += 64
      }
    } else {
      for (let i: usize = 0; i < step; i += 2)
        for (let k = o; k < o + 8; k++) {
          store<i16>(to, k < columns ? load<i16>(w + <usize>k * step + i) : 0)
          to += 2
        }
    }
  }
}

/** Eight numbers each of eight columns, `step` bytes apart: four runs of 16 bytes, two numbers of each column in turn. */
function weaveEight(from: usize, step: usize, to: usize): void {
  const ab = v128.shuffle<i16>(eight(from), eight(from + step), 0, 8, 1, 9, 2, 10, 3, 11)
  const cd = v128.shuffle<i16>(eight(from + 2 * step), eight(from + 3 * step), 0, 8, 1, 9, 2, 10, 3, 11)
  const ef = v128.shuffle<i16>(eight(from + 4 * step), eight(from + 5 * step), 0, 8, 1, 9, 2, 10, 3, 11)
  const gh = v128.shuffle<i16>(eight(from + 6 * step), eight(from + 7 * step), 0, 8, 1, 9, 2, 10, 3, 11)
  const a = v128.shuffle<i32>(ab, cd, 0, 4, 1, 5)
  const e = v128.shuffle<i32>(ef, gh, 0, 4, 1, 5)
  v128.store(to, v128.shuffle<i64>(a, e, 0, 2))
  v128.store(to, v128.shuffle<i64>(a, e, 1, 3), 16)
  const aHigh = v128.shuffle<i32>(ab, cd, 2, 6, 3, 7)
  const eHigh = v128.shuffle<i32>(ef, gh, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<i64>(aHigh, eHigh, 0, 2), 32)
  v128.store(to, v128.shuffle<i64>(aHigh, eHigh, 1, 3), 48)
}

/** Eight bytes. */
function eight(from: usize): v128 {
  return v128.load64_zero(from)
}

/**
 * y[t][o] = b[o] + scales[t] · columns[o] · the sum over i of q[t][i] · w[i][o], for n rows t, and whatever stands there for
 * those up to a multiple of four. `q` and `scales` are as `quantise` leaves them, w as `weave` does.
 */
export function multiply(
  q: usize,
  scales: usize,
  w: usize,
  columns: usize,
  b: usize,
  y: usize,
  n: i32,
  width: i32,
  out: i32,
): void {
  const yStep = (<usize>out) << 2
  const strip = (<usize>width) << 3
  // Eight columns' weights serve all rows before the next eight are read, each that is read four rows.
  for (let o: usize = 0; o < yStep; o += 32) {
    const b0 = v128.load(b + o)
    const b1 = v128.load(b + o, 16)
    const c0 = v128.load(columns + o)
    const c1 = v128.load(columns + o, 16)
    const end = w + strip
    let x = q
    let s = scales
    let to = y + o
    for (let t = 0; t < n; t += 4) {
      let a00 = i32x4.splat(0)
      let a01 = a00
      let a10 = a00
      let a11 = a00
      let a20 = a00
      let a21 = a00
      let a30 = a00
      let a31 = a00
      for (let p = w; p < end; p += 16) {
        const w0 = v128.load_ext<i8>(p)
        const w1 = v128.load_ext<i8>(p, 8)
        let r = v128.load32_splat(x)
        a00 = i32x4.add(a00, i32x4.dot_i16x8_s(r, w0))
        a01 = i32x4.add(a01, i32x4.dot_i16x8_s(r, w1))
        r = v128.load32_splat(x, 4)
        a10 = i32x4.add(a10, i32x4.dot_i16x8_s(r, w0))
        a11 = i32x4.add(a11, i32x4.dot_i16x8_s(r, w1))
        r = v128.load32_splat(x, 8)
        a20 = i32x4.add(a20, i32x4.dot_i16x8_s(r, w0))
        a21 = i32x4.add(a21, i32x4.dot_i16x8_s(r, w1))
        r = v128.load32_splat(x, 12)
        a30 = i32x4.add(a30, i32x4.dot_i16x8_s(r, w0))
        a31 = i32x4.add(a31, i32x4.dot_i16x8_s(r, w1))
        x += 16
      }
      put(to, a00, a01, s, c0, c1, b0, b1)
      put(to + yStep, a10, a11, s + 4, c0, c1, b0, b1)
      put(to + 2 * yStep, a20, a21, s + 8, c0, c1, b0, b1)
      put(to + 3 * yStep, a30, a31, s + 12, c0, c1, b0, b1)
      to += 4 * yStep
      s += 16
    }
    w = end
  }
}

/** Eight numbers at `to`: eight of a bias, and the sums of whole numbers times what row and columns are multiples of. */
function put(to: usize, low: v128, high: v128, s: usize, c0: v128, c1: v128, b0: v128, b1: v128): void {
  const by = v128.load32_splat(s)
  v128.store(to, f32x4.add(b0, f32x4.mul(f32x4.convert_i32x4_s(low), f32x4.mul(by, c0))))
  v128.store(to, f32x4.add(b1, f32x4.mul(f32x4.convert_i32x4_s(high), f32x4.mul(by, c1))), 16)
}

/** e to the power of x, for x ≤ 0: to one part in 10⁷, by a polynomial after taking out powers of two. */
function exponential(x: v128): v128 {
  x = f32x4.pmax(f32x4.splat(-87), x)
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(<f32>Math.LOG2E)))
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)))
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.1219444e-4)))
  let p = f32x4.splat(1.98756915e-4)
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  p = f32x4.add(f32x4.mul(f32x4.mul(p, r), r), f32x4.add(r, f32x4.splat(1)))
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23)
  return f32x4.mul(p, power)
}

/** The sum of the four lanes, in one order. */
function lanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) +
    f32x4.extract_lane(x, 1) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  )
}

/**
 * Attention of one head over n rows: y[t] = the sum over j of softmax over j (by · x[t] · k[j]) · v[j]. Queries stand at x,
 * keys at k, values at v, in rows `step` bytes apart, `size` numbers each (a multiple of four, at most 32); what is found is
 * written at y in rows `yStep` bytes apart. `across` is room for size · m numbers and `row` for 2 · m, where m is n made up to
 * a multiple of eight.
 */
export function attend(
  x: usize,
  k: usize,
  v: usize,
  step: usize,
  y: usize,
  yStep: usize,
  across: usize,
  row: usize,
  n: i32,
  size: i32,
  by: f32,
): void {
  const m = (n + 7) & ~7
  const acrossStep = (<usize>m) << 2
  const sizeStep = (<usize>size) << 2
  // The keys turned round, so that one instruction takes four of them; those that are not there are zero.
  for (let j = 0; j < m; j++) {
    let to = across + ((<usize>j) << 2)
    const from = k + <usize>j * step
    for (let i: usize = 0; i < sizeStep; i += 4) {
      store<f32>(to, j < n ? load<f32>(from + i) : 0)
      to += acrossStep
    }
  }
  const byAll = f32x4.splat(by)
  const other = row + acrossStep
  for (let t = 0; t < n; t += 2) {
    const x0 = x + <usize>t * step
    // The last row of an odd number is taken twice.
    const x1 = t + 1 < n ? x0 + step : x0
    let top0 = f32x4.splat(-1e30)
    let top1 = top0
    for (let j: usize = 0; j < acrossStep; j += 32) {
      let a0 = f32x4.splat(0)
      let a1 = a0
      let b0 = a0
      let b1 = a0
      let p = across + j
      for (let i: usize = 0; i < sizeStep; i += 4) {
        const k0 = v128.load(p)
        const k1 = v128.load(p, 16)
        const s0 = v128.load32_splat(x0 + i)
        a0 = f32x4.add(a0, f32x4.mul(s0, k0))
        a1 = f32x4.add(a1, f32x4.mul(s0, k1))
        const s1 = v128.load32_splat(x1 + i)
        b0 = f32x4.add(b0, f32x4.mul(s1, k0))
        b1 = f32x4.add(b1, f32x4.mul(s1, k1))
        p += acrossStep
      }
      a0 = f32x4.mul(a0, byAll)
      a1 = f32x4.mul(a1, byAll)
      b0 = f32x4.mul(b0, byAll)
      b1 = f32x4.mul(b1, byAll)
      v128.store(row + j, a0)
      v128.store(row + j, a1, 16)
      v128.store(other + j, b0)
      v128.store(other + j, b1, 16)
      top0 = f32x4.pmax(top0, f32x4.pmax(a0, a1))
      top1 = f32x4.pmax(top1, f32x4.pmax(b0, b1))
    }
    const share0 = soften(row, n, m, top0)
    const share1 = soften(other, n, m, top1)
    const y0 = y + <usize>t * yStep
    const y1 = t + 1 < n ? y0 + yStep : y0
    for (let i: usize = 0; i < sizeStep; i += 32) {
      let a0 = f32x4.splat(0)
      let a1 = a0
      let b0 = a0
      let b1 = a0
      let p = v + i
      for (let j: usize = 0; j < (<usize>n) << 2; j += 4) {
        const v0 = v128.load(p)
        const v1 = v128.load(p, 16)
        const s0 = v128.load32_splat(row + j)
        a0 = f32x4.add(a0, f32x4.mul(s0, v0))
        a1 = f32x4.add(a1, f32x4.mul(s0, v1))
        const s1 = v128.load32_splat(other + j)
        b0 = f32x4.add(b0, f32x4.mul(s1, v0))
        b1 = f32x4.add(b1, f32x4.mul(s1, v1))
        p += step
      }
      v128.store(y1 + i, f32x4.mul(b0, f32x4.splat(share1)))
      v128.store(y1 + i, f32x4.mul(b1, f32x4.splat(share1)), 16)
      v128.store(y0 + i, f32x4.mul(a0, f32x4.splat(share0)))
      v128.store(y0 + i, f32x4.mul(a1, f32x4.splat(share0)), 16)
    }
  }
}

/** Makes of n scores (room for m) their exponentials below the greatest, zero after them; gives 1 over their sum. */
function soften(row: usize, n: i32, m: i32, tops: v128): f32 {
  const top = f32x4.splat(
    max<f32>(
      max<f32>(f32x4.extract_lane(tops, 0), f32x4.extract_lane(tops, 1)),
      max<f32>(f32x4.extract_lane(tops, 2), f32x4.extract_lane(tops, 3)),
    ),
  )
  const end = row + ((<usize>m) << 2)
  for (let p = row; p < end; p += 16) v128.store(p, exponential(f32x4.sub(v128.load(p), top)))
  for (let p = row + ((<usize>n) << 2); p < end; p += 4) store<f32>(p, 0)
  let sum = f32x4.splat(0)
  for (let p = row; p < end; p += 16) sum = f32x4.add(sum, v128.load(p))
  return <f32>1 / lanes(sum)
}

/** x[t] = the sum of x[t] and a[t], less its mean, over its deviation (and `least` in the root), times w, and b. */
export function addAndNorm(x: usize, a: usize, w: usize, b: usize, n: i32, width: i32, least: f32): void {
  const size = (<usize>width) << 2
  const count = <f32>width
  for (let t = 0; t < n; t++) {
    let sum = f32x4.splat(0)
    for (let i: usize = 0; i < size; i += 16) {
      const s = f32x4.add(v128.load(x + i), v128.load(a + i))
      v128.store(x + i, s)
      sum = f32x4.add(sum, s)
    }
    const mean = f32x4.splat(lanes(sum) / count)
    let squares = f32x4.splat(0)
    for (let i: usize = 0; i < size; i += 16) {
      const d = f32x4.sub(v128.load(x + i), mean)
      v128.store(x + i, d)
      squares = f32x4.add(squares, f32x4.mul(d, d))
    }
    const by = f32x4.splat(<f32>1 / sqrt<f32>(lanes(squares) / count + least))
    for (let i: usize = 0; i < size; i += 16)
      v128.store(
        x + i,
        f32x4.add(f32x4.mul(f32x4.mul(v128.load(x + i), by), v128.load(w + i)), v128.load(b + i)),
      )
    x += size
    a += size
  }
}

/**
 * Gaussian error linear units of `count` numbers in place: x/2 · (1 + erf(x/√2)), the error function after Abramowitz and
 * Stegun 7.1.26, to 1.5 · 10⁻⁷.
 */
export function gelu(x: usize, count: i32): void {
  const end = x + ((<usize>count) << 2)
  const one = f32x4.splat(1)
  const half = f32x4.splat(0.5)
  for (let p = x; p < end; p += 16) {
    const a = v128.load(p)
    const z = f32x4.mul(f32x4.abs(a), f32x4.splat(<f32>Math.SQRT1_2))
    const t = f32x4.div(one, f32x4.add(one, f32x4.mul(z, f32x4.splat(0.3275911))))
    let s = f32x4.splat(1.061405429)
    s = f32x4.add(f32x4.mul(s, t), f32x4.splat(-1.453152027))
    s = f32x4.add(f32x4.mul(s, t), f32x4.splat(1.421413741))
    s = f32x4.add(f32x4.mul(s, t), f32x4.splat(-0.284496736))
    s = f32x4.add(f32x4.mul(s, t), f32x4.splat(0.254829592))
    s = f32x4.mul(s, t)
    const error = f32x4.sub(one, f32x4.mul(s, exponential(f32x4.neg(f32x4.mul(z, z)))))
    // erf is odd: the sign of x is put on it.
    const signed = v128.or(error, v128.and(a, i32x4.splat(0x80000000)))
    v128.store(p, f32x4.mul(f32x4.mul(a, half), f32x4.add(one, signed)))
  }
}
