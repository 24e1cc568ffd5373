/** A term's number: 32 bits, never 0, the same on every machine. */
export function termNumber(field: string, term: string): number {
  let hash = 0x811c9dc5
  const text = `${field} ${term}`
  for (let k = 0; k < text.length; k++) {
    const unit = text.charCodeAt(k)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193)
  }
  hash ^= hash >>> 15
  return Math.imul(hash, 0x85ebca6b) | 0 || 1
}
