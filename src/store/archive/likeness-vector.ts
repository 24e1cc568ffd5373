import type { Vector } from '../../situation/stories/story-likeness.ts'

/** A vector as archives have it: terms, then their weights as 32-bit floats, all little-endian. */
export function vectorBytes({ terms, weights }: Pick<Vector, 'terms' | 'weights'>): Buffer {
  const bytes = Buffer.alloc(terms.length * 8)
  for (let k = 0; k < terms.length; k++) {
    bytes.writeInt32LE(terms[k], k * 4)
    bytes.writeFloatLE(weights[k], (terms.length + k) * 4)
  }
  return bytes
}

export function vectorFrom(bytes: Uint8Array | ArrayBuffer, fields: number): Vector {
  const view =
    bytes instanceof ArrayBuffer
      ? new DataView(bytes)
      : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.byteLength / 8
  const terms = new Int32Array(count)
  const weights = new Float32Array(count)
  for (let k = 0; k < count; k++) {
    terms[k] = view.getInt32(k * 4, true)
    weights[k] = view.getFloat32((count + k) * 4, true)
  }
  return { terms, weights, fields }
}
