/**
 * The exponential by arithmetic alone: the host's Math.exp may differ in its last bit, and what is read must not. Right to
 * some fourteen digits; 0 below -700.
 */
export function exponential(x: number): number {
  if (x < -700) return 0
  if (x > 700) return Number.POSITIVE_INFINITY
  const power = Math.round(x / Math.LN2)
  // What is left is at most half of ln 2, for which the series ends quickly.
  const rest = x - power * Math.LN2
  let term = 1
  let sum = 1
  for (let k = 1; k < 18; k++) {
    term *= rest / k
    sum += term
  }
  return sum * 2 ** power
}

/** The probability that log-odds say. */
export const probability = (odds: number): number => 1 / (1 + exponential(-odds))

/**
 * The natural logarithm of a positive number by arithmetic alone: the host's Math.log may differ in its last bit, and
 * what is read must not. Right to some twelve digits.
 */
export function logarithm(value: number): number {
  let exponent = 0
  let mantissa = value
  while (mantissa >= 1.5) {
    mantissa /= 2
    exponent++
  }
  while (mantissa < 0.75) {
    mantissa *= 2
    exponent--
  }
  // ln m = 2 artanh((m - 1) / (m + 1)), whose argument is at most 0.2 here.
  const ratio = (mantissa - 1) / (mantissa + 1)
  const square = ratio * ratio
  let term = ratio
  let sum = 0
  for (let k = 1; k < 20; k += 2) {
    sum += term / k
    term *= square
  }
  return exponent * Math.LN2 + 2 * sum
}
