/** The marks on the page: highlights of the browser, which lie over its text and change nothing in the page. */

import type { PlacedArticle } from './placed-article.ts'
import type { Mark, MarkedArticle } from './protocol.ts'

/** Every name begins so; their looks are in the stylesheets that the build makes of the desk's colours. */
const prefix = 'selon-'

/** Names of the highlights that a mark is drawn with. */
function looksOf({ voice, sure, negated, inserted }: Mark): string[] {
  const looks: string[] = []
  if (voice !== 'outlet') looks.push(`${inserted ? 'inserted' : 'voice'}-${voice}`)
  // A clause inside another has one line, that of who vouches for it.
  if (!inserted && sure !== 'certain') looks.push(`sure-${sure}`)
  if (negated) looks.push('negated')
  return looks
}

const set = (name: string, ranges: readonly Range[], priority: number) => {
  const highlight = new Highlight(...ranges)
  highlight.priority = priority
  CSS.highlights.set(prefix + name, highlight)
}

/** Takes all marks away. */
export function unmark(): void {
  for (const name of [...CSS.highlights.keys()]) if (name.startsWith(prefix)) CSS.highlights.delete(name)
}

const priorities = { voice: 1, inserted: 2, sure: 3, negated: 4, words: 5, chosen: 6 } as const

/** Marks the page; gives how many marks stand on it. */
export function markPage(article: MarkedArticle, placed: PlacedArticle): number {
  unmark()
  const byLook = new Map<string, Range[]>()
  let standing = 0
  for (const mark of article.marks) {
    const ranges = placed.rangesOf([mark.start, mark.end])
    if (ranges.length > 0) standing++
    for (const look of looksOf(mark)) {
      const list = byLook.get(look)
      if (list) list.push(...ranges)
      else byLook.set(look, [...ranges])
    }
  }
  for (const [look, ranges] of byLook)
    set(look, ranges, priorities[look.split('-')[0] as keyof typeof priorities])
  set(
    'words',
    article.words.flatMap((span) => placed.rangesOf(span)),
    priorities.words,
  )
  return standing
}

/** Shows which claim is told of. */
export function markChosen(ranges: readonly Range[]): void {
  set('chosen', ranges, priorities.chosen)
}
