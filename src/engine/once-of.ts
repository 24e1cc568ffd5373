/**
 * Answers of a function kept as long as the things that it was asked of: one claim is held against many, one lexicon asked by many.
 * What it is asked of must not change.
 */
export function onceOf<Thing extends object, Answer>(
  work: (thing: Thing) => Answer,
): (thing: Thing) => Answer {
  const known = new WeakMap<Thing, { answer: Answer }>()
  return (thing) => {
    const found = known.get(thing)
    if (found) return found.answer
    const answer = work(thing)
    known.set(thing, { answer })
    return answer
  }
}
