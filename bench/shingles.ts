/** How far a text is the one that it should be: by what runs of four words they share. */

function shingles(text: string): Map<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const counts = new Map<string, number>()
  for (let i = 0; i + 4 <= words.length; i++) {
    const shingle = words.slice(i, i + 4).join(' ')
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  }
  return counts
}

/** Precision, recall and F1 of 4-word shingles (multisets). */
export function compareShingles(found: string, truth: string) {
  const a = shingles(found)
  const b = shingles(truth)
  let both = 0
  for (const [shingle, count] of a) both += Math.min(count, b.get(shingle) ?? 0)
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0)
  const precision = sum(a) > 0 ? both / sum(a) : 0
  const recall = sum(b) > 0 ? both / sum(b) : 0
  return {
    precision,
    recall,
    f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
  }
}
