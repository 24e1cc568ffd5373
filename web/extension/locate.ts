/**
 * Finds the words of an article in the text of its page again. Both are compared without white space and invisible characters,
 * which extraction changes and pages break lines with.
 */
import type { Span } from '../../src/contract/analysis.ts'

const left = /[\s\u00ad\u200b\u2060\ufeff]/
/** Whether a character is compared. */
export const isCompared = (character: string) => !left.test(character)
/** A text without what is not compared. */
export const compacted = (text: string) => text.replace(/[\s\u00ad\u200b\u2060\ufeff]+/g, '')

/** A stretch of the article [start, end) and where its first compared character stands in the page's compacted text. */
export interface Segment {
  start: number
  end: number
  at: number
}

export interface Article {
  text: string
  paragraphs: readonly Span[]
  sentences: readonly Span[]
}

/** Compared characters of a paragraph that is looked for anywhere; shorter ones are looked for between their neighbours. */
const tellingLength = 40
const tellingSentence = 20
/** Places of the same words that are tried until one is shown. */
const mostPlaces = 8
/** Compared characters before the article in which its headline is looked for. */
const headlineReach = 20_000
/** UTF-16 units of the page that are searched in vain, of all paragraphs together: then the rest stays unmarked. */
const mostSearched = 100_000_000

/** The article's offsets in its compacted text: how many characters before each are compared. */
export function comparedBefore(text: string): Uint32Array {
  const before = new Uint32Array(text.length + 1)
  for (let i = 0; i < text.length; i++) before[i + 1] = before[i] + (isCompared(text[i]) ? 1 : 0)
  return before
}

/**
 * Where paragraphs of an article stand in a page, in the article's order; those that are not found are left out, or told by
 * their sentences where these are.
 * @param page the page's compacted text
 * @param isShown whether a stretch of it can be seen
 */
export function locate(
  { text, paragraphs, sentences }: Article,
  page: string,
  isShown: (start: number, end: number) => boolean = () => true,
): Segment[] {
  let searched = 0
  /** The first place at or after `from` where the words are shown, ending at or before `to`. */
  const find = (words: string, from: number, to = page.length): number => {
    let at = from - 1
    for (let tries = 0; tries < mostPlaces; tries++) {
      if (searched > mostSearched) return -1
      const next = page.indexOf(words, at + 1)
      if (next < 0 || next + words.length > to) {
        searched += page.length - at
        return -1
      }
      if (isShown(next, next + words.length)) return next
      at = next
    }
    return -1
  }
  const wanted = paragraphs.map(([start, end]) => ({
    start,
    end,
    words: compacted(text.slice(start, end)),
    at: -1,
  }))
  // The headline stands last before the article: lists of links repeat it, before and after.
  const [headline, ...body] = wanted
  let cursor = 0
  for (const paragraph of body) {
    if (paragraph.words.length < tellingLength) continue
    paragraph.at = find(paragraph.words, cursor)
    if (paragraph.at >= 0) cursor = paragraph.at + paragraph.words.length
    else if (cursor > 0) paragraph.at = find(paragraph.words, 0)
  }
  const first = body.find(({ at }) => at >= 0)
  if (headline && headline.words !== '') {
    if (first) {
      const from = Math.max(0, first.at - headlineReach)
      for (let to = first.at - headline.words.length, tries = 0; to >= from && tries < mostPlaces; tries++) {
        const found = page.slice(from, to + headline.words.length).lastIndexOf(headline.words)
        if (found < 0) break
        const at = from + found
        if (isShown(at, at + headline.words.length)) {
          headline.at = at
          break
        }
        to = at - headline.words.length
      }
    }
    if (headline.at < 0 && headline.words.length >= tellingSentence) headline.at = find(headline.words, 0)
  }
  // What is left is looked for between what was found before it and after it.
  const ends = new Array<number>(wanted.length)
  let next = page.length
  for (let k = wanted.length - 1; k >= 0; k--) {
    ends[k] = next
    if (wanted[k].at >= 0) next = wanted[k].at
  }
  const segments: Segment[] = []
  let from = 0
  let sentence = 0
  const isAnyFound = wanted.some(({ at }) => at >= 0)
  wanted.forEach((paragraph, k) => {
    const { start, end, words } = paragraph
    if (words === '' || !isAnyFound) return
    // A paragraph that stands out of order leaves nothing between.
    const to = ends[k] >= from ? ends[k] : page.length
    if (paragraph.at < 0 && words.length < tellingLength) paragraph.at = find(words, from, to)
    if (paragraph.at >= 0) {
      segments.push({ start, end, at: paragraph.at })
      from = paragraph.at + words.length
      return
    }
    if (words.length < tellingLength) return
    while (sentence < sentences.length && sentences[sentence][0] < start) sentence++
    for (; sentence < sentences.length && sentences[sentence][1] <= end; sentence++) {
      const [first, last] = sentences[sentence]
      const said = compacted(text.slice(first, last))
      if (said.length < tellingSentence) continue
      const at = find(said, from, to)
      if (at < 0) continue
      segments.push({ start: first, end: last, at })
      from = at + said.length
    }
  })
  return segments
}
