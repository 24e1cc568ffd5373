/** The margin of one page: what was read, what is chosen, what is said. The page itself is never asked for anything but text. */
import type { Language } from '../../src/contract/analysis.ts'
import { isForPage, isWrittenInto } from '../reading/keys.ts'
import { markChosen, markPage, unmark } from './highlights.ts'
import { type Messages, messagesFor } from './messages.ts'
import { PlacedArticle } from './placed-article.ts'
import type { MarkedArticle, ReadingStep, Trouble } from './protocol.ts'

export class Margin {
  readonly language: Language
  readonly m: Messages
  step = $state<ReadingStep | undefined>('models')
  trouble = $state.raw<Trouble | undefined>()
  article = $state.raw<MarkedArticle | undefined>()
  placed = $state.raw<PlacedArticle | undefined>()
  /** The mark told of, by its number. */
  chosen = $state<number | undefined>()
  keeping = $state(false)
  /** Where the report is on the desk, once it is kept. */
  kept = $state<string | undefined>()
  theme = $state<'light' | 'dark'>('light')

  constructor(language: Language) {
    this.language = language
    this.m = messagesFor(language)
  }

  /** What is wrong, as a sentence. */
  get sentence(): string {
    const { trouble, m } = this
    if (!trouble) return ''
    switch (trouble.kind) {
      case 'otherLanguage':
        return m.trouble.otherLanguage(languageName(trouble.language, this.language))
      case 'noDesk':
      case 'notSelon':
      case 'notAllowed':
        return m.trouble[trouble.kind](trouble.port)
      case 'refused':
        return m.trouble.refused(trouble.words)
      default:
        return m.trouble[trouble.kind]
    }
  }

  get mark() {
    return this.chosen === undefined ? undefined : this.article?.marks[this.chosen]
  }
  /** The places of what is told of, the whole claim. */
  get chosenRanges(): Range[] {
    const { mark, article, placed } = this
    if (!mark || !article || !placed) return []
    return article.marks
      .filter((other) => other === mark || (mark.claim !== undefined && other.claim === mark.claim))
      .flatMap(({ start, end }) => placed.rangesOf([start, end]))
  }

  /** Shows an article, instead of what stood there before; the same words stay chosen. */
  show(article: MarkedArticle): void {
    const before = this.mark
    const placed = new PlacedArticle(article)
    this.theme = themeOf(placed.page.range(placed.segments[0]?.at ?? 0, (placed.segments[0]?.at ?? 0) + 1))
    this.article = article
    this.placed = placed
    const standing = markPage(article, placed)
    this.trouble = standing === 0 && article.marks.length > 0 ? { kind: 'notShown' } : undefined
    this.choose(
      before && article.marks.findLastIndex(({ start, end }) => start <= before.start && end > before.start),
    )
  }

  choose(mark: number | undefined): void {
    this.chosen = mark === -1 ? undefined : mark
    markChosen(this.chosenRanges)
  }

  go(by: 1 | -1): void {
    const { article, placed, mark } = this
    if (!article || !placed) return
    const at = mark?.start ?? (by > 0 ? -1 : Number.POSITIVE_INFINITY)
    const standing = (stop: number) => {
      const { start, end, note } = article.marks[stop]
      return (
        (by > 0 ? start > at : start < at) && note !== mark?.note && placed.rangesOf([start, end]).length > 0
      )
    }
    const next = by > 0 ? article.stops.find(standing) : article.stops.findLast(standing)
    if (next === undefined) return
    this.choose(next)
    intoSight(this.chosenRanges[0])
  }

  /** Tells of the clause at a point of the window, if one is there. */
  chooseAt(x: number, y: number): boolean {
    const { article, placed } = this
    if (!article || !placed) return false
    const offset = placed.offsetAt(x, y)
    if (offset === undefined) return false
    // The innermost clause comes last.
    const found = article.marks.findLastIndex(({ start, end }) => start <= offset && end > offset)
    if (found < 0) return false
    const { start, end } = article.marks[found]
    const isOn = placed
      .rangesOf([start, end])
      .some((range) =>
        [...range.getClientRects()].some(
          ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
        ),
      )
    if (isOn) this.choose(found)
    return isOn
  }

  pressed = (event: KeyboardEvent): void => {
    // Keys that the page's own scripts make up are nobody's wish.
    if (!event.isTrusted || !this.article || !isForPage(event) || isWriting()) return
    const key = event.key.toLowerCase()
    if (key === 'j') this.go(1)
    else if (key === 'k') this.go(-1)
    else if (key === 'escape' && this.chosen !== undefined) this.choose(undefined)
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  clicked = (event: MouseEvent): void => {
    if (!event.isTrusted || event.button !== 0 || getSelection()?.isCollapsed === false) return
    const target = event.composedPath()[0]
    if (target instanceof Element && target.closest('a, button, input, label, select, textarea, summary'))
      return
    this.chooseAt(event.clientX, event.clientY)
  }

  close(): void {
    unmark()
    this.article = undefined
    this.placed = undefined
  }
}

/** Whether something is written on the page, be it in a closed shadow root. */
function isWriting(): boolean {
  let active: Element | null = document.activeElement
  for (;;) {
    const root: ShadowRoot | null =
      active instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(active) : null
    if (!root?.activeElement) return isWrittenInto(active)
    active = root.activeElement
  }
}

function languageName(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/** Whether the letters are dark or light, so that what lies under them is the other. */
function themeOf(range: Range | undefined): 'light' | 'dark' {
  const element = range?.startContainer.parentElement ?? document.body
  if (!element) return 'light'
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number)
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? 'dark' : 'light'
}

/** Room above and below a passage that is in sight. */
const room = 90

function intoSight(range: Range | undefined): void {
  const isOut = ({ top, bottom }: DOMRect) => top < room || bottom > innerHeight - room
  const first = range?.getClientRects()[0]
  if (!range || !first || !isOut(first)) return
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'instant'
  scrollBy({ top: first.top - innerHeight / 3, behavior })
  const now = range.getClientRects()[0]
  // The page itself does not scroll, a part of it does.
  if (now && isOut(now)) range.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior })
}
