/** A function whose answer for a thing is worked out once: one claim is held against many. What it is asked of never changes. */
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
