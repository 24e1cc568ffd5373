import type {
  BriefLine,
  Passage,
  ReportAgainstRest,
  Situation,
  SituationCopy,
  SituationFigure,
  SituationOrigin,
  SituationReport,
  SituationStatement,
  SituationStory,
  StatementClaim,
  StatementRelation,
} from '../contract/situation.ts'
import type { SituationList } from './situation.ts'

/** Bytes of a Situation, written as JSON indented by two spaces, in UTF-8. */
export const mostBytes = 8_000_000

/** Share of them that each list may have; what one does not need the next ones may. */
const shares = {
  /** Reports, with the stories and origins that they name. */
  reports: 0.34,
  citedOrigins: 0.04,
  unread: 0.03,
  collapses: 0.06,
  relays: 0.06,
  lostHedges: 0.05,
  figures: 0.06,
  differences: 0.05,
  copies: 0.07,
  relations: 0.08,
  rest: 0.06,
  brief: 0.02,
}
/** Bytes of what is no list. */
const frame = 20_000

/** Entries of the lists within one entry. */
const mostClaims = 40
const claimsOfOrigins = 24
const lastClaims = 8
const mostOriginsOfStatement = 100
const mostCollapses = 40
const mostMoments = 24
const mostValues = 48
const mostPassages = 16

/**
 * Cuts a Situation so that it is no larger than `most` bytes, with a count wherever something is left out, and so that
 * what is left refers only to what is there. What tells most is kept: statements in conflict and of many origins; of a
 * statement's claims one of each origin; denials and conflicts before confirmations. `counts` stays that of the whole.
 * Pure; the one given is left as it is, and given back where it is small enough.
 * @param most bytes as indented JSON
 */
export function boundSituation(situation: Situation, most = mostBytes): Situation {
  const statements = situation.statements.map((statement) => trimmedStatement(statement))
  const figures = situation.figures.map(trimmedFigure)
  const copies = situation.copies.map(trimmedCopy)
  let room = most - frame
  const isWhole =
    statements.every((one, k) => one === situation.statements[k]) &&
    figures.every((one, k) => one === situation.figures[k]) &&
    copies.every((one, k) => one === situation.copies[k])
  const sizes = new Map<object, number>()
  const sizeOf = (entry: object): number => {
    let size = sizes.get(entry)
    if (size === undefined) {
      size = writtenSize(entry)
      sizes.set(entry, size)
    }
    return size
  }
  const trimmed: Situation = isWhole ? situation : { ...situation, statements, figures, copies }
  let whole = 0
  for (const list of Object.values(trimmed))
    if (Array.isArray(list)) for (const entry of list as object[]) whole += sizeOf(entry)
  if (whole <= room) return trimmed

  const leftOut: { [List in SituationList]?: number } = { ...situation.leftOut }
  const count = (list: SituationList, number: number) => {
    if (number > 0) leftOut[list] = (leftOut[list] ?? 0) + number
  }
  /** What lists before did not need. */
  let spare = 0
  /** Of the entries, the most telling that fit, in their order. */
  const within = <T extends object>(
    list: SituationList,
    entries: readonly T[],
    share: number,
    all: number,
    rank: (entry: T) => number = () => 0,
  ): T[] => {
    const budget = share + spare
    let used = 0
    const kept = new Set<T>()
    const order = entries
      .map((entry, k) => ({ entry, k, rank: rank(entry) }))
      .sort((a, b) => b.rank - a.rank || a.k - b.k)
    for (const { entry } of order) {
      const size = sizeOf(entry)
      if (used + size > budget) continue
      used += size
      kept.add(entry)
    }
    spare = budget - used
    count(list, all - kept.size)
    return entries.filter((entry) => kept.has(entry))
  }
  const shareOf = (list: keyof typeof shares) => Math.floor(shares[list] * (most - frame))

  const { reports, stories, origins, used } = withTheirOwn(trimmed, shareOf('reports'), sizeOf)
  const inReports = new Set(reports.map(({ id }) => id))
  spare = shareOf('reports') - used
  count('reports', trimmed.reports.length - reports.length)
  count('stories', trimmed.stories.length - stories.length)
  const named = new Set(origins.map(({ id }) => id))
  const cited = within(
    'origins',
    trimmed.origins.filter((origin) => origin.reports.length === 0),
    shareOf('citedOrigins'),
    trimmed.origins.length - origins.length,
  )
  for (const { id } of cited) named.add(id)
  const has = (passage: Passage) => inReports.has(passage.report)
  const unread = within('unread', trimmed.unread, shareOf('unread'), trimmed.unread.length)
  const relays = within(
    'relays',
    trimmed.relays.filter(({ report, origin }) => inReports.has(report) && named.has(origin)),
    shareOf('relays'),
    trimmed.relays.length,
  )
  const lostHedges = within(
    'lostHedges',
    trimmed.lostHedges.filter(({ hedged, stated }) => has(hedged.passage) && has(stated.passage)),
    shareOf('lostHedges'),
    trimmed.lostHedges.length,
  )
  const differences = within(
    'differences',
    trimmed.differences.filter(({ passages }) => passages.every(has)),
    shareOf('differences'),
    trimmed.differences.length,
  )
  const telling = new Set(trimmed.collapses.flatMap(({ copy }) => copy ?? []).map((k) => trimmed.copies[k]))
  const keptCopies = within(
    'copies',
    trimmed.copies.filter(({ original, copy }) => inReports.has(original) && inReports.has(copy)),
    shareOf('copies'),
    trimmed.copies.length,
    (copy) => Number(telling.has(copy)),
  )
  const numberOf = new Map(keptCopies.map((copy, k) => [copy, k]))
  const collapses = within(
    'collapses',
    trimmed.collapses
      .filter(
        ({ report, reason, with: other }) =>
          inReports.has(report) && (reason !== 'copy' || inReports.has(other)),
      )
      .map(({ copy, ...one }) => {
        const number = copy === undefined ? undefined : numberOf.get(trimmed.copies[copy])
        return number === undefined ? one : { ...one, copy: number }
      }),
    shareOf('collapses'),
    trimmed.collapses.length,
  )

  const disputed = new Set<string>()
  for (const { kind, statements: ids } of trimmed.relations)
    if (kind === 'denies' || kind === 'conflicts') for (const id of ids) disputed.add(id)
  const filtered = trimmed.statements.flatMap((statement) => {
    const claims = statement.claims.filter(({ report }) => inReports.has(report))
    if (claims.length === 0) return []
    return referring({ ...statement, claims }, statement, inReports, named)
  })
  const others = Math.floor((shares.figures + shares.relations + shares.rest + shares.brief) * (most - frame))
  room -= Object.values(shares).reduce((sum, share) => sum + Math.floor(share * (most - frame)), 0) - others
  const keptStatements = within(
    'statements',
    filtered,
    room - others,
    trimmed.statements.length,
    ({ id, origins: own, claims }) =>
      (disputed.has(id) ? 1e9 : 0) + own.length * 1e4 + Math.min(claims.length, 9999),
  )
  const inStatements = new Set(keptStatements.map(({ id }) => id))
  const keptFigures = within(
    'figures',
    trimmed.figures.flatMap((figure): SituationFigure[] => {
      const values = figure.values.filter(({ report }) => inReports.has(report))
      if (values.length === 0) return []
      const lost = figure.values.length - values.length + (figure.leftOut ?? 0)
      const { statement, leftOut: _, ...rest } = figure
      return [
        {
          ...rest,
          ...(statement !== undefined && inStatements.has(statement) ? { statement } : {}),
          values,
          ...(lost > 0 ? { leftOut: lost } : {}),
        },
      ]
    }),
    shareOf('figures'),
    trimmed.figures.length,
    ({ values }) => values.length,
  )
  const kinds = ['relays', 'confirms', 'denies', 'conflicts']
  const relations = within(
    'relations',
    trimmed.relations.filter(
      ({ statements: ids, from, to, alike }: StatementRelation) =>
        ids.every((id) => inStatements.has(id)) &&
        [from, to, ...(alike ? [alike.last] : [])].every(({ report }) => inReports.has(report)),
    ),
    shareOf('relations'),
    trimmed.relations.length,
    ({ kind }) => kinds.indexOf(kind),
  )
  const rest = within(
    'rest',
    trimmed.rest
      .filter(({ report }) => inReports.has(report))
      .map((one) => restReferring(one, inStatements, inReports)),
    shareOf('rest'),
    trimmed.rest.length,
  )
  const inStories = new Set(stories.map(({ id }) => id))
  const inFigures = new Set(keptFigures.map(({ id }) => id))
  const linesBefore = new Map<string, number>()
  const placeOf = new Map<BriefLine, number>()
  for (const line of trimmed.brief ?? []) {
    const place = linesBefore.get(line.story) ?? 0
    linesBefore.set(line.story, place + 1)
    placeOf.set(line, place)
  }
  const brief = within(
    'brief',
    (trimmed.brief ?? []).filter(
      ({ story, statements: ids, figure, passages, holder, against, values, asFact }) =>
        inStories.has(story) &&
        ids.every((id) => inStatements.has(id)) &&
        (figure === undefined || inFigures.has(figure)) &&
        [
          ...passages,
          ...against.map(({ passage }) => passage),
          ...values.map(({ passage }) => passage),
          ...[holder, ...[...against, ...values].map((one) => one.holder)].flatMap(
            (one) => one?.passage ?? [],
          ),
        ].every(has) &&
        asFact.every((report) => inReports.has(report)),
    ),
    shareOf('brief'),
    trimmed.brief?.length ?? 0,
    // The first line of each story before the second of any.
    (line) => -(placeOf.get(line) ?? 0),
  )
  return {
    ...trimmed,
    ...(trimmed.brief ? { brief } : {}),
    reports,
    unread,
    stories: stories.map((story) => ({ ...story, origins: story.origins.filter((id) => named.has(id)) })),
    origins: [...origins, ...cited],
    collapses,
    copies: keptCopies,
    relays,
    lostHedges,
    statements: keptStatements,
    relations,
    figures: keptFigures,
    differences,
    rest,
    ...(Object.keys(leftOut).length > 0 ? { leftOut } : {}),
  }
}

/** The first reports that fit together with the stories and origins that they name. */
function withTheirOwn(
  situation: Situation,
  budget: number,
  sizeOf: (entry: object) => number,
): { reports: SituationReport[]; stories: SituationStory[]; origins: SituationOrigin[]; used: number } {
  const storyWith = new Map(situation.stories.map((story) => [story.id, story]))
  const originWith = new Map(situation.origins.map((origin) => [origin.id, origin]))
  const bare = <T extends SituationStory | SituationOrigin>(one: T): number =>
    writtenSize({ ...one, reports: [], origins: [], leftOut: { reports: 1_000_000, origins: 1_000_000 } })
  const reports: SituationReport[] = []
  const inStories = new Map<string, Set<string>>()
  const inOrigins = new Map<string, Set<string>>()
  let used = 0
  for (const report of situation.reports) {
    const story = storyWith.get(report.story)
    const origin = originWith.get(report.origin)
    let size = sizeOf(report) + 2 * writtenSize(report.id) + writtenSize(report.origin)
    if (story && !inStories.has(story.id)) size += bare(story)
    if (origin && !inOrigins.has(origin.id)) size += bare(origin)
    if (used + size > budget) break
    used += size
    reports.push(report)
    for (const [map, id] of [
      [inStories, report.story],
      [inOrigins, report.origin],
    ] as const) {
      const known = map.get(id)
      if (known) known.add(report.id)
      else map.set(id, new Set([report.id]))
    }
  }
  const stories = situation.stories.flatMap((story): SituationStory[] => {
    const own = inStories.get(story.id)
    if (!own) return []
    const kept = story.reports.filter((id) => own.has(id))
    const origins = story.origins.filter((id) => inOrigins.has(id))
    const leftOut = counted({
      reports: story.reports.length - kept.length + (story.leftOut?.reports ?? 0),
      origins: story.origins.length - origins.length + (story.leftOut?.origins ?? 0),
    })
    const { leftOut: _, ...rest } = story
    return [{ ...rest, reports: kept, origins, ...(leftOut ? { leftOut } : {}) }]
  })
  const origins = situation.origins.flatMap((origin): SituationOrigin[] => {
    const own = inOrigins.get(origin.id)
    if (!own) return []
    const kept = origin.reports.filter((id) => own.has(id))
    const lost = origin.reports.length - kept.length + (origin.leftOut ?? 0)
    const { leftOut: _, ...rest } = origin
    return [{ ...rest, reports: kept, ...(lost > 0 ? { leftOut: lost } : {}) }]
  })
  return { reports, stories, origins, used }
}

/** The counts that are above 0, undefined where none is. */
function counted<Counts extends Record<string, number>>(counts: Counts): Partial<Counts> | undefined {
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  return some.length > 0 ? (Object.fromEntries(some) as Partial<Counts>) : undefined
}

/** The first and the last of a list. */
function ends<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items]
  const first = Math.ceil(most / 2)
  return [...items.slice(0, first), ...items.slice(items.length - (most - first))]
}

function trimmedStatement(statement: SituationStatement): SituationStatement {
  const { claims, origins, collapses, history } = statement
  if (
    claims.length <= mostClaims &&
    origins.length <= mostOriginsOfStatement &&
    collapses.length <= mostCollapses &&
    history.length <= mostMoments
  )
    return statement
  const kept = toldClaims(claims)
  const reports = new Set(kept.map(({ report }) => report))
  const ofKept = collapses.filter(({ report }) => reports.has(report)).slice(0, mostCollapses)
  const others = collapses.filter(({ report }) => !reports.has(report))
  return withCounts(statement, {
    ...statement,
    claims: kept,
    origins: origins.slice(0, mostOriginsOfStatement),
    collapses: [...ofKept, ...others.slice(0, mostCollapses - ofKept.length)],
    history: ends(history, mostMoments),
  })
}

/** Of many claims the first of each origin, the last, and the first of the others, in their order. */
function toldClaims(claims: readonly StatementClaim[]): StatementClaim[] {
  if (claims.length <= mostClaims) return [...claims]
  const kept = new Set<number>()
  const origins = new Set<string>()
  for (let k = 0; k < claims.length && kept.size < claimsOfOrigins; k++) {
    if (origins.has(claims[k].origin)) continue
    origins.add(claims[k].origin)
    kept.add(k)
  }
  for (let k = claims.length - lastClaims; k < claims.length; k++) kept.add(k)
  for (let k = 0; kept.size < mostClaims; k++) kept.add(k)
  return claims.filter((_, k) => kept.has(k))
}

const reportsOf = ({ claims }: SituationStatement) => new Set(claims.map(({ report }) => report)).size

/** A statement with what its lists have lost since it was whole. */
function withCounts(
  whole: SituationStatement,
  { leftOut: _, ...cut }: SituationStatement,
): SituationStatement {
  const before = whole.leftOut
  const leftOut = counted({
    claims: whole.claims.length - cut.claims.length + (before?.claims ?? 0),
    reports: reportsOf(whole) - reportsOf(cut) + (before?.reports ?? 0),
    origins: whole.origins.length - cut.origins.length + (before?.origins ?? 0),
    collapses: whole.collapses.length - cut.collapses.length + (before?.collapses ?? 0),
    history: whole.history.length - cut.history.length + (before?.history ?? 0),
    relations: before?.relations ?? 0,
  })
  return { ...cut, ...(leftOut ? { leftOut } : {}) }
}

/** A statement that refers only to reports and origins that are there. */
function referring(
  cut: SituationStatement,
  whole: SituationStatement,
  inReports: ReadonlySet<string>,
  named: ReadonlySet<string>,
): SituationStatement {
  const [first] = cut.claims
  return withCounts(whole, {
    ...cut,
    passage: inReports.has(cut.passage.report) ? cut.passage : first.passage,
    origins: cut.origins.filter((id) => named.has(id)),
    collapses: cut.collapses.filter(({ report, origin }) => inReports.has(report) && named.has(origin)),
    history: cut.history.filter(({ report }) => inReports.has(report)),
  })
}

function restReferring(
  one: ReportAgainstRest,
  inStatements: ReadonlySet<string>,
  inReports: ReadonlySet<string>,
): ReportAgainstRest {
  const { leftOut: before, ...rest } = one
  const only = one.only.filter((id) => inStatements.has(id))
  const missing = one.missing.filter((id) => inStatements.has(id))
  const surer = one.surer.filter(({ source }) => inReports.has(source.report))
  const leftOut = counted({
    only: one.only.length - only.length + (before?.only ?? 0),
    missing: one.missing.length - missing.length + (before?.missing ?? 0),
    surer: one.surer.length - surer.length + (before?.surer ?? 0),
  })
  return { ...rest, only, missing, surer, ...(leftOut ? { leftOut } : {}) }
}

/** A figure with its first and last values, and those that are its range. */
function trimmedFigure(figure: SituationFigure): SituationFigure {
  const { values, low, high } = figure
  if (values.length <= mostValues) return figure
  const kept = new Set(ends(values, mostValues - 2))
  for (const one of [values.find((value) => value.low === low), values.find((value) => value.high === high)])
    if (one) kept.add(one)
  return {
    ...figure,
    values: values.filter((value) => kept.has(value)),
    leftOut: values.length - kept.size + (figure.leftOut ?? 0),
  }
}

function trimmedCopy(copy: SituationCopy): SituationCopy {
  const { passages } = copy
  if (passages.length <= mostPassages) return copy
  return {
    ...copy,
    passages: passages.slice(0, mostPassages),
    leftOut: passages.length - mostPassages + (copy.leftOut ?? 0),
  }
}

/**
 * Bytes of an entry of a list of a Situation, with its place in it: JSON indented by two spaces, in UTF-8, the eight-bit
 * controls escaped.
 */
export function writtenSize(value: unknown): number {
  const json = JSON.stringify(value, null, 2)
  // Four spaces before it, and a comma and a line break behind.
  let size = 6
  for (let k = 0; k < json.length; k++) {
    const unit = json.charCodeAt(k)
    if (unit === 0x0a) size += 5
    else if (unit < 0x7f) size++
    else if (unit <= 0x9f) size += 6
    // Both halves of a pair make four bytes; one alone is escaped already.
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) size += 2
    else size += 3
  }
  return size
}
