import type { Span } from '../../contract/analysis.ts'
import type { Passage, SituationFigure } from '../../contract/situation.ts'
import type { ClaimContent, ContentNumber } from '../claims/claim-content.ts'
import type { GroupedClaims } from '../statements/group-into-statements.ts'
import type { JudgedClaims } from '../statements/judge-statements.ts'

/** What people are counted as in one event: figures of these meet by the event and the place. */
const counted: Readonly<Record<string, string>> = {
  die: 'killed',
  kill: 'killed',
  body_dead: 'killed',
  victim: 'victim',
  injure: 'injured',
  missing: 'missing',
  arrest: 'arrested',
  detain: 'arrested',
  displace: 'displaced',
  evacuate: 'evacuated',
  infect: 'infected',
}

/** As what a number counts people, or undefined where it counts something else. */
export const personCount = (number: ContentNumber): string | undefined =>
  number.units.map((unit) => counted[unit]).find((unit) => unit !== undefined)

/** Whether a concept names what happened to people: an explosion, an attack, a flood. */
export const isHappening = (concept: string): boolean => happenings.has(concept)

interface Found {
  content: ContentNumber
  claim: ClaimContent
  unit: string
}

/**
 * Figures that several reports give of the same thing, with their range: numbers of one unit in claims that speak of one
 * matter; counts of people (killed, injured …) where the claims name what happened by the same word.
 */
export function findFigures(
  { contents, apart, groups, figures: judged }: GroupedClaims & Partial<JudgedClaims>,
  story: string,
  before: number,
  passage: (report: string, span: Span) => Passage,
  statementOf: (content: ClaimContent) => string,
): SituationFigure[] {
  const unitOf = (number: ContentNumber) => {
    return personCount(number) ?? number.units[0]
  }
  const all: Found[] = contents.flatMap((claim) =>
    claim.numbers.map((content) => ({ content, claim, unit: unitOf(content) })),
  )
  const parent = all.map((_, k) => k)
  const root = (k: number): number => {
    let at = k
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  const join = (a: number, b: number) => {
    const [one, other] = [root(a), root(b)]
    parent[Math.max(one, other)] = Math.min(one, other)
  }
  const byClaim = new Map<ClaimContent, number[]>()
  for (const [k, { claim }] of all.entries()) byClaim.set(claim, [...(byClaim.get(claim) ?? []), k])
  const joinSame = (a: ClaimContent, b: ClaimContent) => {
    for (const one of byClaim.get(a) ?? [])
      for (const other of byClaim.get(b) ?? []) if (all[one].unit === all[other].unit) join(one, other)
  }
  for (const { members } of groups)
    for (const { content } of members.slice(1)) joinSame(members[0].content, content)
  for (const { a, b, comparison } of apart)
    if (
      comparison.differences.every(
        ({ aspect }) => aspect === 'number' || aspect === 'certainty' || aspect === 'attribution',
      )
    )
      joinSame(a, b)
  // Counts of people in what the reports call by one word: "explosion", "seísmo".
  const first = new Map<string, number>()
  all.forEach(({ claim, unit }, k) => {
    if (!Object.values(counted).includes(unit)) return
    for (const item of claim.items)
      for (const concept of item.concepts)
        if (happenings.has(concept)) {
          const key = `${unit} ${concept}`
          const known = first.get(key)
          if (known === undefined) first.set(key, k)
          else join(known, k)
        }
  })
  const sets = new Map<number, Found[]>()
  if (judged)
    judged.forEach((members, k) => {
      const units = members.flatMap(({ number }) => personCount(number) ?? number.unit)
      const unit = units.find((one) => one !== '') ?? ''
      sets.set(
        k,
        members.map(({ claim, number }) => ({ content: number, claim, unit })),
      )
    })
  else
    for (const [k, one] of all.entries()) {
      const known = sets.get(root(k))
      if (known) known.push(one)
      else sets.set(root(k), [one])
    }
  const figures: SituationFigure[] = []
  for (const found of sets.values()) {
    if (new Set(found.map(({ claim }) => claim.report)).size < 2) continue
    // "At least 12" and "12" are one value: nothing stands beside it.
    if (judged && new Set(found.map(({ content }) => content.low ?? content.high)).size < 2) continue
    const lows = found.flatMap(({ content }) => content.low ?? content.high ?? [])
    const highs = found.flatMap(({ content }) => content.high ?? content.low ?? [])
    const told = new Set<string>()
    const values = found
      .map(({ content, claim }) => ({
        report: claim.report,
        passage: passage(claim.report, content.span),
        low: content.low,
        high: content.high,
        ...(claim.analysis.report.published ? { published: claim.analysis.report.published } : {}),
      }))
      .filter(({ report, low, high }) => {
        const key = JSON.stringify([report, low, high])
        return !told.has(key) && told.add(key)
      })
      .sort((a, b) => {
        const [one, other] = [Date.parse(a.published ?? ''), Date.parse(b.published ?? '')]
        return Number.isNaN(one) || Number.isNaN(other) ? 0 : one - other
      })
    figures.push({
      id: `fig${before + figures.length + 1}`,
      story,
      statement: statementOf(found[0].claim),
      unit: found[0].unit,
      low: lows.length > 0 ? lows.reduce((a, b) => Math.min(a, b)) : null,
      high: highs.length > 0 ? highs.reduce((a, b) => Math.max(a, b)) : null,
      values,
    })
  }
  return figures
}

const happenings = new Set(
  'explode attack bomb shoot fire earthquake flood storm landslide collapse crash derail sink riot war rape poison drought wave'.split(
    ' ',
  ),
)
