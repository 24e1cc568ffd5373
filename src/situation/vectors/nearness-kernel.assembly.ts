/**
 * The inner loop by which words of two claims are held against each other, in AssemblyScript: scripts/pack-kernel.ts compiles
 * this file to WebAssembly. No instruction whose result a host may choose is used, so every host gives the same bits.
 * Arguments named for arrays are places in memory in bytes.
 */

/**
 * For each of n rows x[i] and m rows y[j], of `width` floats of 32 bits (a multiple of four), the greatest product with a row
 * of the other: nearX[i] and nearY[j]. There is at least one row of each.
 */
export function nearest(x: usize, n: i32, nearX: usize, y: usize, m: i32, nearY: usize, width: i32): void {
  const step = (<usize>width) << 2
  const last = y + <usize>(m - 1) * step
  for (let j = 0; j < m; j++) store<f32>(nearY + ((<usize>j) << 2), -1)
  for (let i = 0; i < n; i++) {
    let best: f32 = -1
    let row = y
    for (let j = 0; j < m; j += 4) {
      // Rows beyond the last are copies of it.
      const y1 = min<usize>(row + step, last)
      const y2 = min<usize>(row + 2 * step, last)
      const y3 = min<usize>(row + 3 * step, last)
      let a = f32x4.splat(0)
      let b = f32x4.splat(0)
      let c = f32x4.splat(0)
      let d = f32x4.splat(0)
      for (let p: usize = 0; p < step; p += 16) {
        const v = v128.load(x + p)
        a = f32x4.add(a, f32x4.mul(v, v128.load(row + p)))
        b = f32x4.add(b, f32x4.mul(v, v128.load(y1 + p)))
        c = f32x4.add(c, f32x4.mul(v, v128.load(y2 + p)))
        d = f32x4.add(d, f32x4.mul(v, v128.load(y3 + p)))
      }
      best = max<f32>(best, keep(nearY, j, m, a))
      best = max<f32>(best, keep(nearY, j + 1, m, b))
      best = max<f32>(best, keep(nearY, j + 2, m, c))
      best = max<f32>(best, keep(nearY, j + 3, m, d))
      row += 4 * step
    }
    store<f32>(nearX + ((<usize>i) << 2), best)
    x += step
  }
}

/** The sum of four numbers, which nearY[j] is at least from now on. */
function keep(nearY: usize, j: i32, m: i32, four: v128): f32 {
  const sum =
    f32x4.extract_lane(four, 0) +
    f32x4.extract_lane(four, 1) +
    (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3))
  const place = nearY + ((<usize>min<i32>(j, m - 1)) << 2)
  if (sum > load<f32>(place)) store<f32>(place, sum)
  return sum
}
