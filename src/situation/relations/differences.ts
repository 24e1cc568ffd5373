import type { Analysis, Span } from '../../contract/analysis.ts'
import type { Passage, SituationDifference } from '../../contract/situation.ts'
import { areOfTheirOwnDays } from '../claims/bulletin-days.ts'
import { type SharedEntities, sameEntities } from '../claims/same-entity.ts'
import type { GroupedClaims } from '../statements/group-into-statements.ts'
import { type Word, wordsOf } from '../words/words.ts'
import { findTitleDifferences } from './title-differences.ts'

/** On what the reports of a story differ: words of a quotation, who said them, somebody's title, a date. */
export function findDifferences(
  grouped: GroupedClaims,
  reports: readonly Analysis[],
  story: string,
  passage: (report: string, span: Span) => Passage,
): SituationDifference[] {
  const found: SituationDifference[] = []
  const seen = new Set<string>()
  for (const { a, b, comparison } of grouped.apart) {
    const [only, more] = comparison.differences.filter(({ aspect }) => aspect !== 'certainty')
    if (!only || more || only.aspect !== 'time' || !only.hard || areOfTheirOwnDays(a, b)) continue
    if (
      Math.min(comparison.first, comparison.second) < sameMatter ||
      !comparison.sameHead ||
      comparison.weakHead
    )
      continue
    const key = [grouped.groupOf.get(a), grouped.groupOf.get(b)]
      .map((group) => group?.members[0].content.claim.id)
      .join()
    if (seen.has(key)) continue
    seen.add(key)
    found.push({
      kind: 'date',
      story,
      passages: [passage(a.report, a.claim.span), passage(b.report, b.claim.span)],
      words: [
        only.words[0].map((span) => passage(a.report, span)),
        only.words[1].map((span) => passage(b.report, span)),
      ],
    })
  }
  const entities = sameEntities(reports)
  findTitleDifferences(reports, entities, (one, other) =>
    found.push({
      kind: 'title',
      story,
      passages: [passage(one.report, one.passage), passage(other.report, other.passage)],
      words: [[passage(one.report, one.span)], [passage(other.report, other.span)]],
    }),
  )
  findQuotations(reports, entities, (kind, one, other) =>
    found.push({
      kind,
      story,
      passages: [passage(one.report, one.span), passage(other.report, other.span)],
      words: [
        one.words.map((span) => passage(one.report, span)),
        other.words.map((span) => passage(other.report, span)),
      ],
    }),
  )
  return found
}

/** Share of each claim that the other must have for their dates to be dates of one thing. */
const sameMatter = 0.7

interface Quotation {
  analysis: Analysis
  span: Span
  words: Word[]
  source: Span[]
  entity: string | null
}

interface Side {
  report: string
  span: Span
  words: Span[]
}

/** Words that a quotation must have to be known again. */
const leastQuoted = 5
/** Share of the words of each that stand in the other. */
const sameQuotation = 0.7
const quotationsUnderOneKey = 12

/** Quotations that two reports of one language have in other words, or give to another speaker. */
function findQuotations(
  reports: readonly Analysis[],
  entities: SharedEntities,
  tell: (kind: 'quotation' | 'speaker', one: Side, other: Side) => void,
): void {
  const byPair = new Map<string, Quotation[]>()
  for (const analysis of reports) {
    const { text, language, id } = analysis.report
    for (const { speech, content, source, sourceEntity } of analysis.attributions) {
      if (speech !== 'direct' || content.length === 0) continue
      const span = content[0]
      const words = wordsOf(text.slice(span[0], span[1])).map((word) => ({
        ...word,
        start: word.start + span[0],
        end: word.end + span[0],
      }))
      if (words.length < leastQuoted || words.length > 400) continue
      const entity = sourceEntity ? (entities.get(analysis)?.get(sourceEntity)?.key ?? null) : null
      const quotation = { analysis, span, words, source, entity }
      const met = new Set<Quotation>()
      for (let k = 0; k + 1 < words.length; k++) {
        const key = `${language} ${words[k].folded} ${words[k + 1].folded}`
        const others = byPair.get(key) ?? []
        for (const other of others) if (other.analysis.report.id !== id) met.add(other)
        if (others.length < quotationsUnderOneKey) byPair.set(key, [...others, quotation])
      }
      for (const other of met) compareQuotations(other, quotation, tell)
    }
  }
}

function compareQuotations(
  one: Quotation,
  other: Quotation,
  tell: (kind: 'quotation' | 'speaker', one: Side, other: Side) => void,
): void {
  const inOne = new Set(one.words.map(({ folded }) => folded))
  const inOther = new Set(other.words.map(({ folded }) => folded))
  const alone = (words: readonly Word[], others: ReadonlySet<string>): Span[] =>
    words.filter(({ folded }) => !others.has(folded)).map(({ start, end }) => [start, end])
  const aloneOne = alone(one.words, inOther)
  const aloneOther = alone(other.words, inOne)
  const share = Math.min(1 - aloneOne.length / one.words.length, 1 - aloneOther.length / other.words.length)
  if (share < sameQuotation) return
  const side = ({ analysis, span }: Quotation, words: Span[]): Side => ({
    report: analysis.report.id,
    span,
    words,
  })
  // A pronoun may have been understood otherwise by us alone.
  const named = ({ analysis, source }: Quotation) =>
    source.some(([start, end]) => /\p{Lu}\p{Ll}/u.test(analysis.report.text.slice(start, end)))
  // A name that was cut otherwise, or has its words in another order, is no other speaker.
  const names = ({ analysis, source }: Quotation) =>
    source.flatMap(([start, end]) =>
      wordsOf(analysis.report.text.slice(start, end)).flatMap(({ folded, capital }) =>
        capital ? folded : [],
      ),
    )
  const inName = new Set(names(one))
  const isOther = !names(other).some((word) => inName.has(word))
  // Cut short is not said otherwise.
  if (aloneOne.length > 0 && aloneOther.length > 0)
    tell('quotation', side(one, aloneOne), side(other, aloneOther))
  if (isOther && one.entity && other.entity && one.entity !== other.entity && named(one) && named(other))
    tell('speaker', side(one, one.source), side(other, other.source))
}
