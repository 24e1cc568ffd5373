/** Between 0 and 1, by a name: the same on every run. */
export function chanceOf(name: string): number {
  let hash = 0x811c9dc5
  for (let k = 0; k < name.length; k++) hash = Math.imul(hash ^ name.charCodeAt(k), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}
