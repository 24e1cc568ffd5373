import type { Analysis, Span } from '../../contract/analysis.ts'
import type { CopyKind } from '../../contract/situation.ts'
import { dayOf } from '../words/day.ts'
import { type Word, wordsOf } from '../words/words.ts'
import { align, type SharedPassage } from './alignment.ts'
import { minHash, NearTexts, shinglesOf } from './min-hash.ts'
import { crossLanguageText, NearTranslations, translationOf } from './translations.ts'
import { namesOutlet, type WireCredit, wireCredits } from './wire-credits.ts'

/** Two reports that share text, or of which one tells the other's text in another language. */
export interface Copy {
  kind: CopyKind
  /** The report that came first, by publication, else by who credits whom, else as given. */
  original: string
  copy: string
  /** Whether it is known which came first; if not, they stand in the order given. */
  ordered: boolean
  /** Share of the words of each that the other has too, between 0 and 1. */
  ofOriginal: number
  ofCopy: number
  /** What they share, in the order of the copy. */
  passages: { original: Span; copy: Span }[]
}

export interface Copies {
  copies: Copy[]
  /** By report id: whom it credits for its text. */
  credits: Map<string, WireCredit[]>
}

/** Share of both texts from which they are the same, of one text from which the rest was cut, of one for a rewrite. */
const exactShare = 0.95
const cutShare = 0.8
const rewriteShare = 0.15
/** Fewest shared words of their own, outside quotations, below which nothing is said. */
const leastWords = 15

interface Body {
  analysis: Analysis
  words: Word[]
  quoted: Uint8Array
}

/** The body of a report: its words behind the title, and which stand inside quotation marks. */
function bodyOf(analysis: Analysis): Body {
  const { text, title } = analysis.report
  const from = title && text.startsWith(title) ? title.length : 0
  const words = wordsOf(text, from)
  const quoted = new Uint8Array(words.length)
  let open = false
  let at = from
  words.forEach((word, k) => {
    for (; at < word.start; at++) {
      const unit = text[at]
      if (unit === '«' || unit === '“' || unit === '„') open = true
      else if (unit === '»' || unit === '”') open = false
      else if (unit === '"') open = !open
      // No quotation goes on over a paragraph for our purpose: a mark that was left open must not hide the rest.
      else if (unit === '\n') open = false
    }
    if (open) quoted[k] = 1
  })
  return { analysis, words, quoted }
}

const count = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0)

/**
 * Which reports share text, and whom each credits. Candidates come from MinHash over runs of five words, the verdict from
 * aligning the two texts. Quotations alone never make a copy: two reporters may have heard the same words.
 */
export function findCopies(analyses: readonly Analysis[]): Copies {
  const credits = new Map(analyses.map((analysis) => [analysis.report.id, wireCredits(analysis)]))
  const bodies = analyses.map(bodyOf)
  const near = new NearTexts()
  const copies: Copy[] = []
  bodies.forEach((second, k) => {
    for (const number of near.add(minHash(shinglesOf(second.words)))) {
      const first = bodies[number]
      if (first.analysis.report.id === bodies[k].analysis.report.id) continue
      const copy = compare(first, second, credits)
      if (copy) copies.push(copy)
    }
  })
  for (const copy of translationsAmong(analyses, credits)) copies.push(copy)
  return { copies, credits }
}

/** Reports that tell another's text in another language: of each the one whose text they tell most of. */
function translationsAmong(
  analyses: readonly Analysis[],
  credits: ReadonlyMap<string, readonly WireCredit[]>,
): Copy[] {
  const near = new NearTranslations()
  const best = new Map<string, Copy>()
  for (const analysis of analyses) {
    const text = crossLanguageText(analysis)
    for (const other of near.add(text)) {
      const order = whichFirst(other.analysis, analysis, credits)
      const [first, second] = order > 0 ? [text, other] : [other, text]
      const found = translationOf(first, second)
      if (!found) continue
      const copy: Copy = {
        kind: 'translation',
        original: first.analysis.report.id,
        copy: second.analysis.report.id,
        ordered: order !== 0,
        ofOriginal: found.ofFirst,
        ofCopy: found.ofSecond,
        passages: found.passages.map((both) => ({ original: both.first, copy: both.second })),
      }
      const known = best.get(copy.copy)
      if (!known || known.ofCopy < copy.ofCopy) best.set(copy.copy, copy)
    }
  }
  return [...best.values()]
}

function compare(
  first: Body,
  second: Body,
  credits: ReadonlyMap<string, readonly WireCredit[]>,
): Copy | undefined {
  const { passages, inFirst, inSecond } = align(first.words, second.words)
  const ofFirst = count(inFirst) / Math.max(first.words.length, 1)
  const ofSecond = count(inSecond) / Math.max(second.words.length, 1)
  const own = ({ quoted, words }: Body, shared: Uint8Array) => {
    let both = 0
    let all = 0
    for (let k = 0; k < words.length; k++) {
      if (quoted[k]) continue
      all++
      both += shared[k]
    }
    return { both, share: all > 0 ? both / all : 0 }
  }
  const ownFirst = own(first, inFirst)
  const ownSecond = own(second, inSecond)
  let kind: CopyKind
  if (ofFirst >= exactShare && ofSecond >= exactShare) kind = 'exact'
  else if (Math.min(ownFirst.both, ownSecond.both) < leastWords) return undefined
  else if (Math.max(ofFirst, ofSecond) >= cutShare) kind = 'cut'
  else if (Math.max(ownFirst.share, ownSecond.share) >= rewriteShare) kind = 'rewrite'
  else return undefined

  const order = whichFirst(first.analysis, second.analysis, credits)
  const turned = order > 0
  const [original, copy] = turned ? [second, first] : [first, second]
  const sides = ({ first: a, second: b }: SharedPassage) =>
    turned ? { original: b, copy: a } : { original: a, copy: b }
  return {
    kind,
    original: original.analysis.report.id,
    copy: copy.analysis.report.id,
    ordered: order !== 0,
    ofOriginal: turned ? ofSecond : ofFirst,
    ofCopy: turned ? ofFirst : ofSecond,
    passages: passages.map(sides).sort((a, b) => a.copy[0] - b.copy[0]),
  }
}

/** Below 0 where the first report came first, above where the second did, 0 where nobody says. */
export function whichFirst(
  first: Analysis,
  second: Analysis,
  credits: ReadonlyMap<string, readonly WireCredit[]>,
): number {
  const creditsPublisher = (report: Analysis, other: Analysis) =>
    (credits.get(report.report.id) ?? []).some(({ name }) => namesOutlet(name, other.report.publisher))
  if (creditsPublisher(second, first) && !creditsPublisher(first, second)) return -1
  if (creditsPublisher(first, second) && !creditsPublisher(second, first)) return 1
  const one = instantOf(first.report.published)
  const two = instantOf(second.report.published)
  return one === undefined || two === undefined ? 0 : one - two
}

/** Minutes since 1970 of an ISO 8601 date and time; the day's beginning where no time is given. */
function instantOf(iso: string | undefined): number | undefined {
  const day = dayOf(iso)
  if (day === undefined || iso === undefined) return undefined
  const time = /^\d{4}-\d{2}-\d{2}T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|([+-])(\d{2}):?(\d{2}))?/.exec(
    iso,
  )
  if (!time) return day * 1440
  const offset = time[3] ? (Number(time[4]) * 60 + Number(time[5])) * (time[3] === '-' ? -1 : 1) : 0
  return day * 1440 + Number(time[1]) * 60 + Number(time[2]) - offset
}
