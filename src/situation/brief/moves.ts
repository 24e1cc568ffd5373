import type { StoryMove } from '../../contract/api.ts'
import type { Passage, RelatedClaim, Situation, SituationFigure } from '../../contract/situation.ts'

const open: ReadonlySet<string> = new Set(['planned', 'possible', 'hypothetical'])
const done: ReadonlySet<string> = new Set(['occurred', 'ongoing'])

/**
 * What moved in a situation, each thing with the words that are new and those that they move away from, the last published
 * first: denials, conflicts, counts that rose or fell, hedges dropped, plans and possibilities told as done. Pure.
 */
export function movesOf(situation: Situation): StoryMove[] {
  const publishedOf = new Map(situation.reports.map(({ id, published }) => [id, published]))
  const moves: StoryMove[] = []
  const put = (kind: StoryMove['kind'], passage: Passage, before: Passage, more: Partial<StoryMove> = {}) => {
    const reports = [...new Set([passage.report, before.report])]
    const published = reports
      .flatMap((report) => publishedOf.get(report) ?? [])
      .reduce<string | undefined>((last, at) => (last === undefined || at > last ? at : last), undefined)
    moves.push({ kind, passage, before, reports, ...(published ? { published } : {}), ...more })
  }
  /** Of two claims the one that came later first; as they stand where that is not known. */
  const byTime = (a: RelatedClaim, b: RelatedClaim): [Passage, Passage] => {
    const [first, second] = [publishedOf.get(a.report), publishedOf.get(b.report)]
    return first !== undefined && second !== undefined && first < second
      ? [b.passage, a.passage]
      : [a.passage, b.passage]
  }
  for (const { kind, from, to } of situation.relations) {
    // Who denies is told as what is new, even where the denial came before what it denies.
    if (kind === 'denies') put('denial', from.passage, to.passage)
    if (kind === 'conflicts') put('conflict', ...byTime(from, to))
  }
  for (const figure of situation.figures) figureMoves(figure, put)
  for (const { hedged, stated } of situation.lostHedges) put('hedge-dropped', stated.passage, hedged.passage)
  for (const { history } of situation.statements)
    history.forEach((moment, k) => {
      const before = history[k - 1]
      if (before && open.has(before.status) && done.has(moment.status))
        put('settled', moment.passage, before.passage)
    })
  return moves
    .map((move, k) => ({ move, k }))
    .sort((a, b) => {
      const [x, y] = [a.move.published ?? '', b.move.published ?? '']
      return x > y ? -1 : x < y ? 1 : a.k - b.k
    })
    .map(({ move }) => move)
}

/** Each value of a count above all before it, or below. */
function figureMoves(
  { unit, values }: SituationFigure,
  put: (kind: StoryMove['kind'], passage: Passage, before: Passage, more: Partial<StoryMove>) => void,
): void {
  let most: { value: number; passage: Passage } | undefined
  let least: { value: number; passage: Passage } | undefined
  for (const { low, high, passage } of values) {
    const up = high ?? low
    const down = low ?? high
    if (up === null || down === null) continue
    if (most && up > most.value && passage.report !== most.passage.report)
      put('figure-up', passage, most.passage, { unit, was: most.value, is: up })
    else if (least && down < least.value && passage.report !== least.passage.report)
      put('figure-down', passage, least.passage, { unit, was: least.value, is: down })
    if (!most || up > most.value) most = { value: up, passage }
    if (!least || down < least.value) least = { value: down, passage }
  }
}
