import type { Analysis } from '../contract/analysis.ts'

/**
 * A name for each report that can stand in a URN: its id, percent-encoded. Where several reports of one export have
 * the same id, the second is "id~2", the third "id~3", so that what is said of one never falls on another.
 */
export function reportNames(analyses: readonly Analysis[]): string[] {
  const plain = analyses.map(({ report }) => encodeURIComponent(report.id.toWellFormed()))
  const taken = new Set(plain)
  const given = new Set<string>()
  const copies = new Map<string, number>()
  return plain.map((name) => {
    if (!given.has(name)) {
      given.add(name)
      return name
    }
    let copy = copies.get(name) ?? 2
    while (taken.has(`${name}~${copy}`)) copy++
    copies.set(name, copy + 1)
    taken.add(`${name}~${copy}`)
    return `${name}~${copy}`
  })
}
