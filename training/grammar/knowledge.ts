import type { ByteWriter } from '../../src/engine/grammar/bytes.ts'
import { baseOf } from '../../src/engine/grammar/words.ts'
import type { Tree } from './treebank.ts'

/**
 * Writes what the model knows of words by form: for each the number of its set of tags (0 where it is seen too seldom for
 * the set to be told) and its cluster (0 where it has none).
 */
export function writeKnowledge(
  writer: ByteWriter,
  trees: readonly Tree[],
  clusters: ReadonlyMap<string, number>,
): void {
  const cluster = (lower: string): number => clusters.get(lower) ?? 0
  const counts = new Map<string, Int32Array>()
  for (const tree of trees)
    tree.forms.forEach((form, i) => {
      const base = baseOf(form)
      let seen = counts.get(base)
      if (!seen) {
        seen = new Int32Array(17)
        counts.set(base, seen)
      }
      seen[tree.tags[i]]++
    })
  const sets = new Map<string, string>()
  const uses = new Map<string, number>()
  for (const [base, seen] of counts) {
    const total = seen.reduce((sum, n) => sum + n, 0)
    if (total < 4) continue
    const set = [...seen.keys()]
      .filter((tag) => seen[tag] >= Math.max(1, total * 0.04))
      .sort((a, b) => seen[b] - seen[a] || a - b)
      .join('-')
    sets.set(base, set)
    uses.set(set, (uses.get(set) ?? 0) + 1)
  }
  const known = [...uses.entries()]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 254)
    .map(([set]) => set)
  const number = new Map(known.map((set, i) => [set, i + 1]))
  const forms = [...new Set([...sets.keys(), ...clusters.keys()])]
    .filter((form) => sets.has(form) || cluster(form) > 0)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  writer.number(forms.length)
  writer.string(forms.join('\n'))
  writer.append(Uint8Array.from(forms, (form) => (sets.has(form) ? (number.get(sets.get(form)!) ?? 255) : 0)))
  writer.append(Uint8Array.from(forms, (form) => cluster(form) & 255))
  writer.append(Uint8Array.from(forms, (form) => cluster(form) >> 8))
}
