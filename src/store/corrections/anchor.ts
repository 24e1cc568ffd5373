import type { Span } from '../../contract/analysis.ts'
import type { Anchor } from '../../contract/api.ts'
import { type Word, wordsOf } from '../../situation/words/words.ts'

/** Code units kept before and after the words of an anchor. */
export const contextLength = 32
/** Share of an anchor's words that must stand together in a changed text for it to be the same place. */
const likeEnough = 0.75

/** The anchor of a passage of a report: its words, what stands around them, and where. */
export function anchorOf(report: string, text: string, [start, end]: Span): Anchor {
  return {
    report,
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - contextLength), start),
    suffix: text.slice(end, end + contextLength),
    span: [start, end],
  }
}

type Quotation = Pick<Anchor, 'exact' | 'prefix' | 'suffix' | 'span'>

/**
 * Where the words of an anchor stand in a text, which may have changed since: where they stood, else where the same words
 * stand in the likeliest surroundings, else (unless `strict`) where most of them stand together. Undefined where nowhere.
 * Linear in the text for an anchor of bounded length.
 */
export function findAnchor(text: string, anchor: Quotation, strict = false): Span | undefined {
  const { exact, span } = anchor
  if (exact.trim() === '') return undefined
  if (text.slice(span[0], span[1]) === exact && fits(text, span, anchor) === fullFit(anchor)) return span
  const exactly: Span[] = []
  for (let at = text.indexOf(exact); at >= 0 && exactly.length < 1000; at = text.indexOf(exact, at + 1))
    exactly.push([at, at + exact.length])
  if (exactly.length > 0) return likeliest(text, exactly, anchor)

  const wanted = wordsOf(exact)
  if (wanted.length === 0) return undefined
  const words = wordsOf(text)
  const same: Span[] = []
  for (let k = 0; k + wanted.length <= words.length && same.length < 1000; k++)
    if (wanted.every(({ folded }, i) => words[k + i].folded === folded))
      same.push([words[k].start, words[k + wanted.length - 1].end])
  if (same.length > 0) return likeliest(text, same, anchor)
  return strict || wanted.length < 4 ? undefined : mostTogether(wanted, words, anchor)
}

/** How many code units around a place agree with those around the anchor. */
function fits(text: string, [start, end]: Span, { prefix, suffix }: Quotation): number {
  let before = 0
  while (before < prefix.length && text[start - 1 - before] === prefix[prefix.length - 1 - before]) before++
  let after = 0
  while (after < suffix.length && text[end + after] === suffix[after]) after++
  return before + after
}
const fullFit = ({ prefix, suffix }: Quotation) => prefix.length + suffix.length

function likeliest(text: string, places: readonly Span[], anchor: Quotation): Span {
  const from = (place: Span) => Math.abs(place[0] - anchor.span[0])
  let best = places[0]
  let highest = -1
  for (const place of places) {
    const fit = fits(text, place, anchor)
    if (fit > highest || (fit === highest && from(place) < from(best))) {
      highest = fit
      best = place
    }
  }
  return best
}

/** The run of as many words as the anchor has that shares most with it. */
function mostTogether(wanted: readonly Word[], words: readonly Word[], anchor: Quotation): Span | undefined {
  const missing = new Map<string, number>()
  for (const { folded } of wanted) missing.set(folded, (missing.get(folded) ?? 0) + 1)
  let common = 0
  let best: number | undefined
  let highest = Math.ceil(likeEnough * wanted.length) - 1
  const from = (k: number) => Math.abs(words[k].start - anchor.span[0])
  words.forEach(({ folded }, k) => {
    const left = missing.get(folded)
    if (left !== undefined) {
      if (left > 0) common++
      missing.set(folded, left - 1)
    }
    const gone = words[k - wanted.length]?.folded
    const back = gone === undefined ? undefined : missing.get(gone)
    if (gone !== undefined && back !== undefined) {
      if (back >= 0) common--
      missing.set(gone, back + 1)
    }
    const start = k - wanted.length + 1
    if (start < 0) return
    if (common > highest || (common === highest && best !== undefined && from(start) < from(best))) {
      highest = common
      best = start
    }
  })
  return best === undefined ? undefined : [words[best].start, words[best + wanted.length - 1].end]
}

/** Share of two spans that they have in common, from 0 to 1. */
export function overlap(a: Span, b: Span): number {
  const common = Math.min(a[1], b[1]) - Math.max(a[0], b[0])
  return common <= 0 ? 0 : common / (Math.max(a[1], b[1]) - Math.min(a[0], b[0]))
}
