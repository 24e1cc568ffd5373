/** A stable 64-bit hash of a text as 16 hex digits (FNV-1a over UTF-16 code units, two 32-bit lanes); not for security. */
export function hashText(text: string): string {
  let a = 0x811c9dc5
  let b = 0x97c29b3a
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ (unit & 0xff), 0x01000193)
    a = Math.imul(a ^ (unit >> 8), 0x01000193)
    b = Math.imul(b ^ unit, 0x85ebca6b)
    b ^= b >>> 13
  }
  const hex = (n: number) => (n >>> 0).toString(16).padStart(8, '0')
  return hex(a) + hex(b)
}
