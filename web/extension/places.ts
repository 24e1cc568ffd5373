/** Where the card and the notes stand: beside the sentence that they tell of, where the page leaves room. */
import type { PassageWords } from '../reading/passage-words.ts'
import type { PlacedArticle } from './placed-article.ts'
import type { MarkedArticle } from './protocol.ts'

/** In CSS pixels, from the host's corner. */
export interface Place {
  top: number
  left: number
  width: number
  /** Comes up from below instead: the window is too narrow. */
  isSheet?: boolean
}

const gap = 18
const cardWidth = 360
const leastCard = 260
const noteWidth = 260
const leastNote = 190
const narrow = 640

/** The block of the page in which a passage stands. */
function blockOf(range: Range): DOMRect {
  let element = range.startContainer.parentElement
  while (element && getComputedStyle(element).display.startsWith('inline')) element = element.parentElement
  return (element ?? document.documentElement).getBoundingClientRect()
}

const windowWidth = () => document.documentElement.clientWidth

export function cardPlace(range: Range, host: HTMLElement, card: HTMLElement): Place {
  const base = host.getBoundingClientRect()
  const first = range.getClientRects()[0] ?? range.getBoundingClientRect()
  if (windowWidth() < narrow) return { top: 0, left: 0, width: windowWidth(), isSheet: true }
  const block = blockOf(range)
  const right = windowWidth() - block.right - gap
  const left = block.left - gap
  const width = Math.min(cardWidth, Math.max(right, left, leastCard) - 12)
  const top = first.top - base.top - 14
  if (right >= leastCard) return { top, left: block.right + gap - base.left, width }
  if (left >= leastCard) return { top, left: block.left - gap - width - base.left, width }
  // Nowhere beside it: below the passage, at the window's edge.
  const whole = range.getBoundingClientRect()
  const below = whole.bottom + 8
  const above = whole.top - 8 - card.offsetHeight
  return {
    top: (below + card.offsetHeight <= innerHeight || above < 0 ? below : above) - base.top,
    left: windowWidth() - cardWidth - 12 - base.left,
    width: cardWidth,
  }
}

const overlaps = (a: DOMRect, left: number, right: number, top: number, bottom: number) =>
  a.width > 0 && a.height > 0 && a.left < right && a.right > left && a.top < bottom && a.bottom > top

/** Texts of the page that are looked at, to see whether the margin is free. */
const mostLookedAt = 20_000

/** The column in which the article stands, in the window. */
export function columnOf(article: MarkedArticle, placed: PlacedArticle) {
  let [left, right, top, bottom] = [
    Number.POSITIVE_INFINITY,
    0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  // The headline is often wider than the column.
  for (const span of article.paragraphs.slice(article.paragraphs.length > 2 ? 1 : 0, 200)) {
    const [range] = placed.rangesOf(span)
    if (!range) continue
    const box = range.getBoundingClientRect()
    left = Math.min(left, box.left)
    right = Math.max(right, box.right)
    top = Math.min(top, box.top)
    bottom = Math.max(bottom, box.bottom)
  }
  return { left, right, top, bottom }
}

/** Whether nothing of the page stands to the right of the article, where notes would. */
export function freeMargin(article: MarkedArticle, placed: PlacedArticle): boolean {
  const { right, top, bottom } = columnOf(article, placed)
  const [from, to] = [right + gap, right + gap + leastNote]
  if (right === 0 || to > windowWidth()) return false
  if (placed.page.nodes.length > mostLookedAt) return false
  const range = document.createRange()
  for (const node of placed.page.nodes) {
    range.selectNodeContents(node)
    if (overlaps(range.getBoundingClientRect(), from, to, top, bottom)) return false
  }
  return [...document.querySelectorAll('img, video, iframe, canvas')]
    .slice(0, mostLookedAt)
    .every((element) => !overlaps(element.getBoundingClientRect(), from, to, top, bottom))
}

export interface NotePlace {
  /** The mark that it leads to. */
  mark: number
  words: PassageWords
  place: Place
}

/** Of a note's lines, as tall as they are drawn at most. */
const noteHeight = 58

/** One note beside each sentence in which somebody else than the outlet vouches, or something is not certain; none over another. */
export function notePlaces(article: MarkedArticle, placed: PlacedArticle, host: HTMLElement): NotePlace[] {
  const base = host.getBoundingClientRect()
  const { right } = columnOf(article, placed)
  const left = right + gap - base.left
  const width = Math.min(noteWidth, windowWidth() - right - gap - 8)
  const notes: NotePlace[] = []
  let lowest = Number.NEGATIVE_INFINITY
  let next = 0
  for (const [start, end] of article.sentences) {
    while (next < article.marks.length && article.marks[next].start < start) next++
    let told: number | undefined
    for (; next < article.marks.length && article.marks[next].start < end; next++) {
      const { sure, claim, note } = article.marks[next]
      const ofOthers = article.notes[note].chain.length > 1
      if (claim === undefined || (!ofOthers && sure === 'certain')) continue
      // Who else vouches comes before how surely the outlet does.
      if (told === undefined || (ofOthers && article.notes[article.marks[told].note].chain.length < 2))
        told = next
    }
    if (told === undefined) continue
    const mark = article.marks[told]
    const first = placed.rangesOf([mark.start, mark.end])[0]?.getClientRects()[0]
    if (!first) continue
    const top = Math.max(first.top - base.top, lowest)
    lowest = top + noteHeight
    notes.push({ mark: told, words: article.notes[mark.note], place: { top, left, width } })
  }
  return notes
}
