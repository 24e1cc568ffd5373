import { holderKinds } from '../../contract/analysis.ts'
import type {
  BriefAgainst,
  BriefHolder,
  BriefLine,
  BriefValue,
  Passage,
  Situation,
  SituationFigure,
  SituationStatement,
  StatementClaim,
} from '../../contract/situation.ts'

/** Lines that a story has at most. */
export const mostLines = 5
/** Denials and conflicts of one line, values of a count, other reports named. */
const mostAgainst = 3
const mostValues = 6
const mostAsFact = 3
/** Figures of a story that are looked at: those of most values. */
const figuresLooked = 64
/** Statements of a story that is told once among which its lead is looked for. */
const leadStatements = 60
/** Characters from the beginning of a report in which its news stands. */
const leadReach = 500
/** Shortest and longest words by which something is shown, in UTF-16 code units. */
const shortest = 24
const longest = 320

/** What stands in a chain in the place of a name, where there is none. */
const kindsWithoutName: ReadonlySet<string> = new Set(holderKinds)

/** What the analyses know of a claim beyond the Situation: who stands behind it by its words. */
export type HolderOf = (report: string, claim: string) => BriefHolder | undefined

interface Candidate {
  line: BriefLine
  weight: number
  /** The claims that it tells, by report. */
  told: Passage[]
}

/**
 * What an editor wants first of each story that several reports tell, at most five lines each: what is disputed, what
 * moved, what rests on sources without a name, what most say. Made from passages alone; pure. Cost grows with the
 * claims and relations of the Situation.
 * @param holderOf who stands behind a claim, where the analyses are at hand; else the names of its chain are taken
 */
export function briefOf(situation: Situation, holderOf: HolderOf = () => undefined): BriefLine[] {
  const reader = new BriefReader(situation, holderOf)
  return situation.stories.flatMap(({ id, reports }) => (reports.length < 2 ? [] : reader.linesOf(id)))
}

/**
 * What the beginning of a story says that one report tells: one line, of a claim that somebody vouches for where there is
 * one. Undefined where it claims nothing that could be shown. Pure.
 */
export function leadOf(situation: Situation, story: string): BriefLine | undefined {
  return new BriefReader(situation, () => undefined).leadOf(story)
}

class BriefReader {
  readonly #situation: Situation
  readonly #holderOf: HolderOf
  readonly #reports: ReadonlyMap<string, Situation['reports'][number]>
  readonly #statements: ReadonlyMap<string, SituationStatement>
  readonly #originNames: ReadonlyMap<string, Situation['origins'][number]>
  readonly #against = new Map<string, BriefAgainst[]>()
  readonly #asFact = new Map<string, Set<string>>()
  readonly #relayed = new Map<string, string>()
  /** Claims of statements by report, for finding those that hold a figure. */
  readonly #claimsIn = new Map<string, { statement: string; claim: StatementClaim }[]>()
  readonly #ofStory = new Map<string, SituationStatement[]>()
  readonly #figuresOf = new Map<string, SituationFigure[]>()

  constructor(situation: Situation, holderOf: HolderOf) {
    this.#situation = situation
    this.#holderOf = holderOf
    this.#reports = new Map(situation.reports.map((report) => [report.id, report]))
    this.#statements = new Map(situation.statements.map((statement) => [statement.id, statement]))
    this.#originNames = new Map(situation.origins.map((origin) => [origin.id, origin]))
    const hedges = new Map<string, string[]>()
    for (const { hedged, stated } of situation.lostHedges)
      push(hedges, `${hedged.passage.report} ${hedged.claim}`, stated.passage.report)
    for (const { report, claim, through } of situation.relays)
      this.#relayed.set(`${report} ${claim}`, through[through.length - 1] ?? '')
    for (const statement of situation.statements) {
      push(this.#ofStory, statement.story, statement)
      for (const claim of statement.claims) {
        push(this.#claimsIn, claim.report, { statement: statement.id, claim })
        for (const report of hedges.get(`${claim.report} ${claim.claim}`) ?? [])
          this.#asFact.set(statement.id, (this.#asFact.get(statement.id) ?? new Set()).add(report))
      }
    }
    for (const figure of situation.figures) push(this.#figuresOf, figure.story, figure)
    this.#noteRelations()
  }

  #noteRelations(): void {
    for (const { kind, statements, from, to } of this.#situation.relations) {
      if (kind !== 'denies' && kind !== 'conflicts') continue
      const note = (told: string, other: string, { report, claim, passage }: typeof from) => {
        const holder = this.#holderOf(report, claim) ?? this.#holderIn(other, report, claim)
        const published = this.#reports.get(report)?.published
        push(this.#against, told, {
          kind,
          statement: other,
          passage,
          ...(holder ? { holder } : {}),
          ...(published ? { published } : {}),
        })
      }
      note(statements[1], statements[0], from)
      // Who denies is told with what is denied.
      if (kind === 'conflicts') note(statements[0], statements[1], to)
    }
  }

  linesOf(story: string): BriefLine[] {
    const statements = this.#ofStory.get(story) ?? []
    const candidates = [
      ...statements.map((statement) => this.#ofStatement(statement)),
      ...(this.#figuresOf.get(story) ?? [])
        .toSorted((a, b) => b.values.length - a.values.length)
        .slice(0, figuresLooked)
        .flatMap((figure) => this.#ofFigure(figure, story) ?? []),
    ].filter(({ line }) => line.reports > 1 || line.against.length > 0)
    candidates.sort((a, b) => b.weight - a.weight)
    const lines: BriefLine[] = []
    const told = new Map<string, [number, number][]>()
    const taken = new Set<string>()
    for (const { line, told: passages } of candidates) {
      if (lines.length >= mostLines) break
      if (line.statements.some((id) => taken.has(id)) && line.figure === undefined) continue
      const known = passages.filter(({ report, span }) =>
        (told.get(report) ?? []).some(([start, end]) => span[0] < end && start < span[1]),
      ).length
      // The same words again, cut in another way.
      if (2 * known > passages.length) continue
      lines.push(line)
      for (const id of line.statements) taken.add(id)
      for (const { report, span } of passages) push(told, report, [span[0], span[1]])
    }
    return lines
  }

  leadOf(story: string): BriefLine | undefined {
    const titles = new Set(
      [...this.#reports.values()].flatMap(({ title }) => (title ? [title.trim().toLowerCase()] : [])),
    )
    let best: { line: BriefLine; worth: number } | undefined
    for (const statement of (this.#ofStory.get(story) ?? []).slice(0, leadStatements)) {
      const { line } = this.#ofStatement(statement)
      const [{ text, span }] = line.passages
      const worth =
        (line.holder?.kind === 'outlet' ? 0 : 2) +
        (span[0] < leadReach ? 2 : 0) +
        (text.length >= 2 * shortest && text.length <= longest ? 1 : 0) +
        (statement.event && statement.event.type !== 'OTHER' ? 0.5 : 0) -
        // The words of its title stand above it already; without any verb's worth of words it says nothing.
        (titles.has(text.trim().toLowerCase()) ? 3 : 0) -
        (text.length < shortest ? 3 : 0) -
        span[0] / 10_000
      if (!best || worth > best.worth) best = { line, worth }
    }
    return best?.line
  }

  #ofStatement(statement: SituationStatement): Candidate {
    const { id, story, claims } = statement
    const root = this.#rootClaim(statement)
    const holder = this.#holderOfClaim(root)
    const reports = new Set(claims.map(({ report }) => report))
    // In no language the words of one who is surer, or less sure, than the line says.
    const passages = this.#shown(claims.filter((claim) => certaintyOf(claim) === certaintyOf(root)))
    const words = new Set(passages.map(({ text }) => folded(text)))
    const against = distinct(
      // The same words do not show in what they differ; where a hedge is lost the line says so.
      (this.#against.get(id) ?? []).filter(
        ({ kind, passage }) => kind === 'denies' || !words.has(folded(passage.text)),
      ),
      ({ statement: other }) => other,
    )
      .sort((a, b) => Number(a.kind === 'conflicts') - Number(b.kind === 'conflicts'))
      .slice(0, mostAgainst)
    const asFact = [...(this.#asFact.get(id) ?? [])].slice(0, mostAsFact)
    const isMoved = statement.history.length > 1
    const why =
      against.length > 0 ? 'disputed' : isMoved ? 'moved' : holder.kind === 'nameless' ? 'nameless' : 'said'
    const languages = new Set([...reports].flatMap((report) => this.#reports.get(report)?.language ?? []))
    const leads = claims.filter(({ passage }) => passage.span[0] < leadReach).length
    const weight =
      (against.some(({ kind }) => kind === 'denies') ? 3 : 0) +
      (against.some(({ kind }) => kind === 'conflicts') ? 2 : 0) +
      (isMoved ? 1 : 0) +
      (holder.kind === 'nameless' ? 1 : 0) +
      (asFact.length > 0 ? 1 : 0) +
      2 * Math.log2(reports.size) +
      0.5 * (languages.size - 1) +
      leads / claims.length
    const others = against.flatMap(({ statement: other }) => this.#statements.get(other)?.claims ?? [])
    return {
      weight,
      told: [...claims, ...others].map(({ passage }) => passage),
      line: {
        story,
        why,
        statements: [id, ...against.map(({ statement: other }) => other)],
        passages,
        holder,
        through: this.#through(root, claims, holder),
        certainty: certaintyOf(root),
        reports: reports.size + (statement.leftOut?.reports ?? 0),
        origins: Math.max(1, statement.origins.length + (statement.leftOut?.origins ?? 0)),
        areShown:
          reports.size === 1 ||
          statement.origins.length > 1 ||
          !statement.collapses.some(({ reason }) => reason === 'not-shown'),
        // One report's denial is told once, in however many statements it stands.
        against: distinct(against, ({ kind, passage }) => `${kind} ${passage.report}`),
        values: [],
        asFact,
      },
    }
  }

  /** A count that reports give in several values; undefined where they agree or one gives them all. */
  #ofFigure(figure: SituationFigure, story: string): Candidate | undefined {
    const values = distinct(figure.values, ({ low, high }) => `${low} ${high}`)
    const reports = new Set(figure.values.map(({ report }) => report))
    if (values.length < 2 || reports.size < 2) return undefined
    const statements = new Set<string>()
    const holders = new Set<string>()
    const shown = values.slice(-mostValues).map(({ report, passage, low, high, published }): BriefValue => {
      const near = (this.#claimsIn.get(report) ?? []).filter(
        ({ claim }) => claim.passage.span[0] < passage.span[1] && passage.span[0] < claim.passage.span[1],
      )
      for (const { statement } of near) statements.add(statement)
      const held = near
        .map(({ claim }) => this.#holderOfClaim(claim))
        .find((holder) => holder.kind !== 'outlet')
      const first = near[0]?.claim
      const holder = held ?? (first ? this.#holderOfClaim(first) : undefined)
      if (holder) holders.add(holder.name)
      return {
        low,
        high,
        passage,
        ...(holder ? { holder } : {}),
        ...(published ? { published } : {}),
      }
    })
    const [first] = figure.values
    return {
      weight: 3 + 2 * Math.log2(reports.size) + Math.min(2, values.length / 2),
      told: figure.values.map(({ passage }) => passage),
      line: {
        story,
        why: 'moved',
        statements: [...statements],
        figure: figure.id,
        unit: figure.unit,
        passages: [first.passage],
        through: [],
        certainty: 'stated',
        reports: reports.size,
        origins: Math.max(1, holders.size),
        areShown: true,
        against: [],
        values: shown,
        asFact: [],
      },
    }
  }

  /** The claim that the statement is told by: of those that rest on what it is counted on, the first published. */
  #rootClaim({ claims, origins }: SituationStatement): StatementClaim {
    const counted = new Set(origins)
    const rank = (claim: StatementClaim) =>
      (counted.has(claim.origin) ? 0 : 2) + (this.#holderOfClaim(claim).kind === 'outlet' ? 1 : 0)
    const when = ({ report }: StatementClaim) => this.#reports.get(report)?.published ?? ''
    return claims.reduce((a, b) => {
      const apart = rank(a) - rank(b)
      return apart < 0 || (apart === 0 && when(a) <= when(b)) ? a : b
    })
  }

  #holderIn(statement: string, report: string, claim: string): BriefHolder | undefined {
    const found = this.#statements
      .get(statement)
      ?.claims.find((one) => one.report === report && one.claim === claim)
    return found ? this.#holderOfClaim(found) : undefined
  }

  #holderOfClaim({ report, claim, chain, origin }: StatementClaim): BriefHolder {
    const known = this.#holderOf(report, claim)
    if (known) return known
    const source = this.#originNames.get(origin)
    // Whom no words name stands in a chain as a kind ("group"): then it is told by whoever says it of them.
    const last = chain.slice(1).findLast((name) => name === 'unstated' || !kindsWithoutName.has(name))
    if (source?.kind === 'source') return { name: source.name, kind: 'named' }
    if (last !== undefined && last !== 'unstated')
      return { name: last, kind: source && source.name === last ? 'outlet' : 'nameless' }
    return { name: this.#reports.get(report)?.publisher ?? source?.name ?? report, kind: 'outlet' }
  }

  /** The outlets that have it from its holder: the first that published it, and those that the others cite. */
  #through(root: StatementClaim, claims: readonly StatementClaim[], holder: BriefHolder): string[] {
    const names: string[] = []
    const add = (name: string | undefined) => {
      if (name && name !== holder.name && !names.includes(name)) names.push(name)
    }
    const relayed = this.#relayed.get(`${root.report} ${root.claim}`)
    add(relayed ?? (holder.kind === 'outlet' ? undefined : this.#reports.get(root.report)?.publisher))
    for (const { report, claim } of claims) add(this.#relayed.get(`${report} ${claim}`))
    return names.slice(0, 2)
  }

  /** In each language the words that read best: the fullest that are no longer than can be read at once. */
  #shown(claims: readonly StatementClaim[]): Passage[] {
    const best = new Map<string, Passage>()
    const worth = ({ text }: Passage) =>
      text.length > longest ? 1 / text.length : text.length < shortest ? text.length / longest : text.length
    for (const { report, passage } of claims) {
      const language = this.#reports.get(report)?.language ?? ''
      const known = best.get(language)
      if (!known || worth(passage) > worth(known)) best.set(language, passage)
    }
    return [...best.values()].sort((a, b) => worth(b) - worth(a))
  }
}

/** The words of a passage, whatever stands between them. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function certaintyOf({ factuality, outletFactuality, status }: StatementClaim): BriefLine['certainty'] {
  if (status === 'denied') return 'denied'
  if (status === 'planned') return 'planned'
  if (status === 'possible' || status === 'hypothetical') return 'hedged'
  return /^(?:PR|PS|Uu)/.test(factuality) || /^(?:PR|PS)/.test(outletFactuality) ? 'hedged' : 'stated'
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/** The first of each key, in their order. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const key = keyOf(item)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
