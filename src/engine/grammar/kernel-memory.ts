/** The greatest whole number that a row of numbers is made of, and weights are; the most products whose sum fits 32 bits. */
export const mostOfRow = 8191
export const mostOfWeight = 2047
export const mostProducts = 128

/** One block of memory as floats and as whole numbers of 32 bits and of 16. */
export interface KernelMemory {
  readonly floats: Float32Array
  readonly integers: Int32Array
  readonly halves: Int16Array
}

/** The views of a block of memory. */
export function kernelMemory(buffer: ArrayBuffer): KernelMemory {
  return {
    floats: new Float32Array(buffer),
    integers: new Int32Array(buffer),
    halves: new Int16Array(buffer),
  }
}

/** Where the weight of a row and a column stands among an array's, as `product` of the kernel reads them. */
export function weightPlace(row: number, column: number, rows: number): number {
  return (column >> 3) * rows * 8 + (row >> 1) * 16 + (column & 7) * 2 + (row & 1)
}
