import type { Span } from '../../contract/analysis.ts'
import type { Trail, TrailStep } from '../trail.ts'
import {
  type Choice,
  type ChoiceWatcher,
  type ChosenAttribution,
  type ConsideredAnchor,
  cueRuns,
  type OfferedWords,
  type WordRange,
} from './choose-attributions.ts'
import type { Anchor } from './read-windows.ts'

/** Part of the least probability of a cue from which one that was not taken is told. */
const nearly = 0.25
/** Candidates told of a choice. */
const most = 5

interface Candidate {
  range: WordRange
  score: number
  /** Of the score what the words inside gave; the rest is its edges'. */
  words: number
}

/** Notes what the careful reader chose among: likely cues, contents, sources, each with its scores, and what tipped it. */
export class ChoiceTrail implements ChoiceWatcher {
  readonly #text: string
  readonly #words: OfferedWords
  readonly #choice: Choice
  readonly #considered: { about: Span; anchor: Anchor; one: ConsideredAnchor | undefined }[] = []

  constructor(text: string, words: OfferedWords, choice: Choice) {
    this.#text = text
    this.#words = words
    this.#choice = choice
  }

  considered(one: ConsideredAnchor): void {
    const { cue, first, sums } = one
    const [from, to] = cue.length > 0 ? [cue[0], cue[cue.length - 1]] : [0, sums.inside.length - 1]
    this.#considered.push({ about: this.#span([from + first, to + first]), anchor: one.anchor, one })
  }

  window(...[window, { starts, ends }]: Parameters<ChoiceWatcher['window']>): void {
    const { cue: least } = this.#choice
    const anchors = new Map(window.anchors.map((anchor) => [anchor.piece - window.first, anchor]))
    for (const [from, to] of cueRuns(window, nearly * least)) {
      const anchor = anchors.get(from)
      const at = window.first + from
      if (!anchor || at < window.askedFirst || at >= window.askedEnd) continue
      // Those that are likely enough are told when they are considered.
      if (window.outside.slice(from, to + 1).some((outside) => 1 - outside > least)) continue
      this.#considered.push({ about: [starts[at], ends[window.first + to]], anchor, one: undefined })
    }
  }

  /** @param chosen what stands in the end, each with its confidence */
  trail(chosen: ReadonlyMap<ChosenAttribution, number | undefined>): Trail {
    return this.#considered
      .sort((a, b) => a.about[0] - b.about[0])
      .flatMap(({ about, anchor, one }) => this.#steps(about, anchor, one, chosen))
  }

  #steps(
    about: Span,
    anchor: Anchor,
    one: ConsideredAnchor | undefined,
    kept: ReadonlyMap<ChosenAttribution, number | undefined>,
  ): Trail {
    const chosen = one?.chosen
    const stands = chosen !== undefined && kept.has(chosen)
    const least = anchor.withoutCue ? this.#choice.bare : this.#choice.cue
    const step = (name: string, rest: Omit<TrailStep, 'stage' | 'name' | 'about' | 'before'>): TrailStep => ({
      stage: 'careful',
      name,
      about,
      before: '',
      ...rest,
    })
    const steps = [
      step(anchor.withoutCue ? 'content without a cue' : 'cue', {
        candidates: [
          { text: anchor.withoutCue ? '' : this.#text.slice(...about), score: anchor.probability },
        ],
        after: stands
          ? 'taken'
          : !one
            ? 'not taken'
            : chosen
              ? 'not taken: a surer cue has nearly the same content'
              : 'not taken: no content scored above none',
        tipped: `${anchor.probability.toFixed(2)}, where ${least.toFixed(2)} is the least`,
      }),
    ]
    if (!one || !chosen) return steps
    const contents = this.#contents(one)
    const whole = this.#chosenContent(one, chosen)
    const others = contents.filter(
      ({ range }) => chosen.content.length > 1 || String(range) !== String(chosen.content[0]),
    )
    steps.push(
      step('content', {
        after: this.#textOf(chosen.content),
        candidates: [
          { text: this.#textOf(chosen.content), score: whole.score },
          ...others.map(({ range, score }) => ({ text: this.#textOf([range]), score })),
        ].slice(0, most),
        tipped: tippedBy(whole, others[0]),
      }),
    )
    const sources = this.#sources(one, chosen)
    const [best] = sources
    steps.push(
      step('source', {
        after: this.#textOf(chosen.source),
        candidates: sources.map(({ range, score }) => ({ text: this.#textOf([range]), score })),
        tipped:
          chosen.source.length > 0
            ? `its words, ${(best?.score ?? 0).toFixed(2)}${sources[1] ? `, against ${sources[1].score.toFixed(2)}` : ''}`
            : `no phrase scored above ${this.#choice.source.toFixed(2)}`,
      }),
    )
    const confidence = kept.get(chosen)
    if (confidence !== undefined)
      steps.push(step('confidence', { after: '', candidates: [{ text: '', score: confidence }] }))
    return steps
  }

  /** The best single stretches between the grammar's boundaries, in words of the text. */
  #contents({ sums: { inside, begin, end }, first }: ConsideredAnchor): Candidate[] {
    const before = [0]
    for (const gain of inside) before.push(before[before.length - 1] + gain)
    const best: Candidate[] = []
    for (let i = 0; i < inside.length; i++) {
      if (!this.#words.begins[first + i]) continue
      for (let j = i; j < inside.length; j++) {
        if (!this.#words.closes[first + j]) continue
        const words = before[j + 1] - before[i]
        keepBest(best, { range: [i + first, j + first], score: words + begin[i] + end[j], words })
      }
    }
    return best
  }

  #chosenContent({ sums: { inside, begin, end }, first }: ConsideredAnchor, { content }: ChosenAttribution) {
    let words = 0
    let score = 0
    for (const [a, b] of content) {
      for (let k = a - first; k <= b - first; k++) words += inside[k]
      score += begin[a - first] + end[b - first]
    }
    return { score: score + words, words }
  }

  /** The best phrases outside content and cue, with what their words say together. */
  #sources(
    { source, cue, first }: ConsideredAnchor,
    { content, source: chosen }: ChosenAttribution,
  ): Candidate[] {
    const taken = new Set(cue.map((word) => word + first))
    for (const [a, b] of content) for (let k = a; k <= b; k++) taken.add(k)
    const scoreOf = ([a, b]: WordRange) => {
      let sum = 0
      for (let k = a; k <= b; k++) sum += taken.has(k) ? -20 : source[k - first]
      return sum
    }
    const best: Candidate[] = []
    for (const range of this.#words.phrases) {
      if (range[0] < first || range[1] >= first + source.length) continue
      if (String(range) === String(chosen[0])) continue
      const score = scoreOf(range)
      keepBest(best, { range, score, words: score })
    }
    const [range] = chosen
    if (!range) return best
    const score = scoreOf(range)
    return [{ range, score, words: score }, ...best].slice(0, most)
  }

  #span([a, b]: WordRange): Span {
    return [this.#words.starts[a], this.#words.ends[b]]
  }

  #textOf(ranges: readonly WordRange[]): string {
    return ranges.map((range) => this.#text.slice(...this.#span(range))).join(' … ')
  }
}

/** Puts a candidate among the best, the first of equals first. */
function keepBest(best: Candidate[], one: Candidate): void {
  let at = best.length
  while (at > 0 && best[at - 1].score < one.score) at--
  if (at >= most) return
  best.splice(at, 0, one)
  best.length = Math.min(best.length, most)
}

/** What tells the chosen content from the next best: the words inside, or the edges. */
function tippedBy(chosen: Omit<Candidate, 'range'>, next: Candidate | undefined): string {
  if (!next) return 'there was no other'
  const words = chosen.words - next.words
  const edges = chosen.score - chosen.words - (next.score - next.words)
  const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(2)}`
  const parts = [`its words (${signed(words)})`, `its edges (${signed(edges)})`]
  return (edges > words ? parts.reverse() : parts).join(', then ')
}
