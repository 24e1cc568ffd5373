/** Whether two stretches of a page tell of the same, by the names and words that they share. */

const monthsAndDays: ReadonlySet<string> = new Set(
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
)

/** Names in a text: words with a capital that begin no sentence. In lower case. */
export function namesIn(text: string): Set<string> {
  const names = new Set<string>()
  for (const { 1: word } of text.matchAll(
    /(?<=[\p{L}\p{N},;:’'-] ?)(?<![.!?…:«“"»”] )(\p{Lu}[\p{L}\p{M}]{2,})/gu,
  )) {
    const name = word.toLowerCase()
    if (!monthsAndDays.has(name)) names.add(name)
  }
  return names
}

/** UTF-16 units of a word's beginning by which its forms are one. */
const stem = 5

/** The beginnings of a text's longer words. */
export function longWordsIn(text: string): Set<string> {
  const words = new Set<string>()
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}]{5,}/gu)) words.add(word.slice(0, stem))
  return words
}

/** What share of the one set is in the other, 0 to 1; 0 where it is empty. */
export function shareOf(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return 0
  let found = 0
  for (const one of part) if (whole.has(one)) found++
  return found / part.size
}

/** UTF-16 units; what is shorter shows not what it is about. */
const enoughText = 200

/** Whether a stretch that follows is of something else: it names others, none of whom the first names, in other words. */
export function tellsOfSomethingElse(first: string, later: string): boolean {
  if (first.length < enoughText || later.length < enoughText) return false
  const names = namesIn(later)
  return (
    names.size > 0 &&
    shareOf(names, namesIn(first)) === 0 &&
    shareOf(longWordsIn(later), longWordsIn(first)) < 0.25
  )
}

/**
 * Whether a text is not what a page announces: neither headline nor description has anything in it. Undefined where the
 * page announces too little to tell.
 */
export function isAnnounced(
  text: string,
  title: string | undefined,
  description: string | undefined,
): boolean | undefined {
  const [headline, standfirst] = [longWordsIn(title ?? ''), longWordsIn(description ?? '')]
  if (headline.size + standfirst.size < 4 || text.length < enoughText) return undefined
  const has = longWordsIn(text)
  return (
    shareOf(headline, has) >= 0.34 ||
    shareOf(standfirst, has) >= 0.4 ||
    shareOf(namesIn(`${title ?? ''}\n${description ?? ''}`), namesIn(text)) > 0.25
  )
}
