/** Words, by their numbers, of an attribution's cue (none where nothing introduces it) and of its content. */
export interface CueAndContent {
  cue: ReadonlySet<number>
  content: ReadonlySet<number>
}

/** How many attributions before and behind one are looked at for what it stands in: more than stand in one sentence. */
const reach = 24

/**
 * Which attribution each one stands in, by index: the one with the smallest content in which its cue (or, without one, its
 * content) stands.
 * @param all in text order of their contents
 */
export function parentsOf(all: readonly CueAndContent[]): (number | undefined)[] {
  return all.map(({ cue, content }, k) => {
    const core = cue.size > 0 ? cue : content
    let best: number | undefined
    for (let j = Math.max(0, k - reach); j < Math.min(all.length, k + reach); j++) {
      const around = all[j].content
      if (j === k || around.size <= content.size) continue
      if (shared(core, around) < core.size || shared(content, around) < 0.5 * content.size) continue
      if (best === undefined || around.size < all[best].content.size) best = j
    }
    return best
  })
}

/** How many numbers two sets share. */
export function shared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let count = 0
  for (const one of a) if (b.has(one)) count++
  return count
}
