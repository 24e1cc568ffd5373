/**
 * The first index of a list at which a condition holds that, once it holds, holds for all behind it; `length` where it holds
 * for none. Grows with the logarithm of the length.
 */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
