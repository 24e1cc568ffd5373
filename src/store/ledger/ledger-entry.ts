import type { Analysis, Claim, Entity, Place, Span, TimeExpression } from '../../contract/analysis.ts'
import type { LedgerAgainst, LedgerCertainty, LedgerOpposition } from '../../contract/api.ts'
import type { Situation, SituationStatement, StatementRelation } from '../../contract/situation.ts'
import { isFunctionWord } from '../../situation/words/common-words.ts'
import { anyPattern, comparing } from '../../situation/words/comparing.ts'
import { tellsWho } from '../../situation/words/tells-who.ts'
import { fold, wordsOf } from '../../situation/words/words.ts'
import { entityKey } from '../findings/finding-rows.ts'
import { indexedForm } from '../search/search-query.ts'
import { keyOf, plain } from '../sql/keys.ts'
import { termNumber } from '../sql/term-number.ts'
import { wordCode } from './ledger-words.ts'

/** Claims against one that a row names. */
const mostAgainst = 3
/** Code units of what is kept of a name, of a role and of a sentence. */
const longestName = 120
const longestRole = 80
const longestSentence = 1000
/** Words of a sentence by which it is found. */
const mostStems = 120

/** Where a clause about a source begins: what follows says nothing of who it is. */
const clauseBehind = new RegExp(`[,;:(«“"]|\\s${anyPattern(({ outlets }) => outlets.relative)}\\s`, 'u')

/** A row of the ledger but for its report's number, which the database gives. */
export interface LedgerEntry {
  report: string
  claim: string
  span: Span
  statement?: string
  isFirst: boolean
  language: Analysis['report']['language']
  outlet?: string
  published?: string
  speaker: Speaker
  basis: Claim['basis']
  factuality: Claim['factuality']
  outletFactuality: Claim['outletFactuality']
  certainty: LedgerCertainty
  status?: string
  event?: string
  origins: number
  reports: number
  since?: string
  opposition: LedgerOpposition
  place?: { key: string; name: string } & Pick<Place, 'latitude' | 'longitude' | 'country'>
  from?: string
  to?: string
  chain: string[]
  sentence: string
  /** The words of the claim as they stand, where they are not the sentence. */
  text?: string
  /** Code of each word of the sentence, its speaker and its place. */
  words: readonly number[]
  against: LedgerAgainst[]
}

/** Who says a claim: the last of its chain. */
export interface Speaker {
  kind: Claim['chain'][number]['kind']
  /** Key of an entity, before entities that people put together are one, or of the words. */
  key?: string
  isEntity?: true
  name?: string
  role?: string
}

/** How surely a holder presents something, in one word. */
export function certaintyOf(factuality: Claim['factuality']): LedgerCertainty {
  if (factuality.endsWith('u')) return 'open'
  if (factuality.endsWith('-')) return 'denied'
  return factuality.startsWith('CT') ? 'stated' : 'hedged'
}

/** How the statement of a claim stands in its story. */
interface Standing {
  statement: SituationStatement
  status: string
  first: string
  since: string | undefined
  opposition: LedgerOpposition
  against: readonly StatementRelation['from'][]
  kinds: readonly LedgerAgainst['kind'][]
}

/**
 * What the ledger has of a story: each clause that claims something, with who says it. Pure; grows with the claims.
 * @param analyses of its reports, with corrections laid over them
 * @param splits for each analysis the entities that people told apart: keys by the entities' ids
 */
export function ledgerEntries(
  analyses: readonly Analysis[],
  situation: Situation,
  splits: readonly ReadonlyMap<string, (key: string) => string>[],
): LedgerEntry[] {
  const standings = standingsOf(situation)
  const books = analyses.map((analysis, k) => new SpeakerBook(analysis, splits[k] ?? new Map()))
  const bookOf = new Map(books.map((book) => [book.analysis.report.id, book]))
  return books.flatMap((book) => entriesOf(book, standings, bookOf))
}

function standingsOf(situation: Situation): Map<string, Standing> {
  const published = new Map(situation.reports.map((report) => [report.id, report.published ?? '~']))
  const dated = new Map(situation.reports.map((report) => [report.id, report.published]))
  const opposed = new Map<string, { kind: LedgerAgainst['kind']; claim: StatementRelation['from'] }[]>()
  const oppose = (statement: string, kind: LedgerAgainst['kind'], claim: StatementRelation['from']) => {
    const known = opposed.get(statement)
    if (known) known.push({ kind, claim })
    else opposed.set(statement, [{ kind, claim }])
  }
  for (const { kind, statements, from, to } of situation.relations) {
    if (kind !== 'denies' && kind !== 'conflicts') continue
    oppose(statements[1], kind, from)
    // Whoever denies something is not denied by it: what stands against the denial is that others say it.
    oppose(statements[0], 'conflicts', to)
  }
  const standings = new Map<string, Standing>()
  for (const statement of situation.statements) {
    const against = (opposed.get(statement.id) ?? []).sort(
      (a, b) => Number(a.kind === 'conflicts') - Number(b.kind === 'conflicts'),
    )
    const named = distinct(against, ({ claim }) => `${claim.report} ${claim.claim}`).slice(0, mostAgainst)
    const first = statement.claims.reduce((a, b) =>
      (published.get(b.report) ?? '~') < (published.get(a.report) ?? '~') ? b : a,
    )
    for (const { report, claim, status } of statement.claims)
      standings.set(`${report} ${claim}`, {
        statement,
        status,
        first: `${first.report} ${first.claim}`,
        since: dated.get(first.report),
        opposition: against.some(({ kind }) => kind === 'denies')
          ? 'denied'
          : against.length > 0
            ? 'conflicting'
            : 'none',
        against: named.map(({ claim }) => claim),
        kinds: named.map(({ kind }) => kind),
      })
  }
  return standings
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const key = keyOf(item)
    return seen.has(key) ? false : seen.add(key)
  })
}

function entriesOf(
  book: SpeakerBook,
  standings: ReadonlyMap<string, Standing>,
  books: ReadonlyMap<string, SpeakerBook>,
): LedgerEntry[] {
  const { analysis } = book
  const { id, language, publisher, published, text } = analysis.report
  const events = new Map(analysis.events.map((event) => [event.id, event]))
  const places = new Map(analysis.places.map((place) => [place.id, place]))
  const times = new Map(analysis.times.map((time) => [time.id, time]))
  const literal = analysis.places.filter(({ use }) => use !== 'associative')
  const dated = analysis.times.filter(({ type, from }) => (type === 'DATE' || type === 'TIME') && from)
  return analysis.claims.flatMap((claim): LedgerEntry[] => {
    if (claim.rank === 'nominal' || claim.reporting) return []
    const standing = standings.get(`${id} ${claim.id}`)
    const event = claim.event ? events.get(claim.event) : undefined
    const place = (event?.place && places.get(event.place)) || onlyIn(literal, claim.span, ({ name }) => name)
    const time =
      (event?.time && times.get(event.time)) || onlyIn(dated, claim.span, ({ value }) => value) || undefined
    const speaker = book.speakerOf(claim)
    const sentence = plain(claim.sentence ?? text.slice(claim.span[0], claim.span[1])).slice(
      0,
      longestSentence,
    )
    const words = plain(text.slice(claim.span[0], claim.span[1]))
    const status = standing?.status ?? event?.status
    return [
      {
        report: id,
        claim: claim.id,
        span: claim.span,
        ...(standing ? { statement: standing.statement.id } : {}),
        isFirst: !standing || standing.first === `${id} ${claim.id}`,
        language,
        ...(publisher ? { outlet: plain(publisher) } : {}),
        ...(published ? { published: plain(published) } : {}),
        speaker,
        basis: claim.basis,
        factuality: claim.factuality,
        outletFactuality: claim.outletFactuality,
        certainty: certaintyOf(claim.factuality),
        ...(status ? { status } : {}),
        ...(event ? { event: event.type } : {}),
        origins: Math.max(1, standing?.statement.origins.length ?? 1),
        reports: standing ? new Set(standing.statement.claims.map(({ report }) => report)).size : 1,
        ...sinceOf(standing ? standing.since : published),
        opposition: standing?.opposition ?? 'none',
        ...(place ? { place: placeOf(place) } : {}),
        ...timeOf(time),
        chain: claim.chain.map((holder) => book.nameOf(holder)),
        sentence,
        ...(words === sentence ? {} : { text: words }),
        words: wordCodes([sentence, speaker.name ?? '', place?.name ?? ''], language),
        against: (standing?.against ?? []).map((other, k): LedgerAgainst => {
          const there = books.get(other.report)
          const said = there?.claim(other.claim)
          const who = said && there ? there.speakerOf(said) : undefined
          return {
            kind: standing?.kinds[k] ?? 'conflicts',
            report: other.report,
            claim: other.claim,
            span: other.passage.span,
            text: plain(other.sentence ?? other.passage.text).slice(0, longestSentence),
            ...(there?.analysis.report.publisher
              ? { publisher: plain(there.analysis.report.publisher) }
              : {}),
            ...(there?.analysis.report.published
              ? { published: plain(there.analysis.report.published) }
              : {}),
            ...(who?.name && who.kind !== 'outlet' ? { speaker: who.name } : {}),
          }
        }),
      },
    ]
  })
}

/** The one thing of its kind that stands in a passage; none where several that differ do. */
function onlyIn<T extends { span: Span }>(
  items: readonly T[],
  [start, end]: Span,
  name: (item: T) => string,
): T | undefined {
  const inside = items.filter(({ span }) => span[0] >= start && span[1] <= end)
  return inside.length > 0 && inside.every((item) => name(item) === name(inside[0])) ? inside[0] : undefined
}

function placeOf({ name, latitude, longitude, country, geonames }: Place): NonNullable<LedgerEntry['place']> {
  const shown = plain(name).slice(0, longestName)
  return {
    key: geonames === undefined ? keyOf(`place:${fold(shown)}`) : `geonames:${geonames}`,
    name: shown,
    ...(latitude === undefined ? {} : { latitude }),
    ...(longitude === undefined ? {} : { longitude }),
    ...(country === undefined ? {} : { country }),
  }
}

const sinceOf = (since: string | undefined) => (since ? { since: plain(since) } : {})

const timeOf = (time: TimeExpression | undefined) => ({
  ...(time?.from ? { from: time.from } : {}),
  ...(time?.from && time.to ? { to: time.to } : {}),
})

/** A code of four bytes for each holder of a chain, by its name; only the first byte has a high bit, so that they are found where one begins. */
export function holderCodes(names: readonly string[]): Buffer {
  const bytes = Buffer.alloc(names.length * bytesOfHolder)
  for (const [k, name] of names.entries()) {
    const number = termNumber('holder', plain(name))
    for (let at = 0; at < bytesOfHolder; at++)
      bytes[k * bytesOfHolder + at] = (at === 0 ? 0x80 : 0) | ((number >>> (7 * at)) & 0x7f)
  }
  return bytes
}
const bytesOfHolder = 4

const wordCodes = (texts: readonly string[], language: LedgerEntry['language']): number[] =>
  texts
    .flatMap((text) => [...wordsOf(text), undefined])
    .slice(0, mostStems)
    .map((word) => wordCode(word && indexedForm(word.folded, language)))

/** Finds in one report who says each claim. */
class SpeakerBook {
  readonly analysis: Analysis
  readonly #entities: ReadonlyMap<string, Entity>
  readonly #attributions: ReadonlyMap<string, Analysis['attributions'][number]>
  readonly #claims: ReadonlyMap<string, Claim>
  readonly #splits: ReadonlyMap<string, (key: string) => string>

  constructor(analysis: Analysis, splits: ReadonlyMap<string, (key: string) => string>) {
    this.analysis = analysis
    this.#splits = splits
    this.#entities = new Map(analysis.entities.map((entity) => [entity.id, entity]))
    this.#attributions = new Map(analysis.attributions.map((one) => [one.id, one]))
    this.#claims = new Map(analysis.claims.map((claim) => [claim.id, claim]))
  }

  claim(id: string): Claim | undefined {
    return this.#claims.get(id)
  }

  speakerOf({ chain }: Claim): Speaker {
    const holder = chain[chain.length - 1]
    if (!holder || chain.length < 2 || holder.kind === 'outlet') return { kind: 'outlet' }
    const { kind } = holder
    if (kind === 'unstated') return { kind }
    const entity = holder.entity ? this.#entities.get(holder.entity) : undefined
    const role = entity?.role ? { role: this.#shown(entity.role).slice(0, longestRole) } : {}
    if (entity?.mentions.some((mention) => mention.kind === 'name')) {
      const key = entityKey(entity)
      const split = this.#splits.get(entity.id)
      return {
        kind,
        key: split ? split(key) : key,
        isEntity: true,
        name: plain(entity.name).slice(0, longestName),
        ...role,
      }
    }
    const words = [...this.#descriptionsOf(entity), ...this.#wordsOf(holder)].find((one) =>
      tellsWho(this.analysis.report.language, one),
    )
    if (words === undefined) return { kind, ...role }
    const name = this.#shown(words)
    return { kind, key: keyOf(`${kind}:${fold(name)}`), name, ...role }
  }

  /** What a person calls a holder of a chain: its name or words, or its kind. */
  nameOf(holder: Claim['chain'][number]): string {
    if (holder.kind === 'outlet') return plain(holder.name ?? this.analysis.report.publisher ?? 'outlet')
    const entity = holder.entity ? this.#entities.get(holder.entity) : undefined
    if (entity?.mentions.some((mention) => mention.kind === 'name')) return plain(entity.name)
    const words = [...this.#descriptionsOf(entity), ...this.#wordsOf(holder)].find((one) =>
      tellsWho(this.analysis.report.language, one),
    )
    return words === undefined ? holder.kind : this.#shown(words)
  }

  /** How a report describes somebody whom it does not name. */
  *#descriptionsOf(entity: Entity | undefined): Iterable<string> {
    for (const { kind, span } of entity?.mentions ?? [])
      if (kind === 'nominal') yield this.analysis.report.text.slice(span[0], span[1])
  }

  *#wordsOf(holder: Claim['chain'][number]): Iterable<string> {
    if (holder.name) yield holder.name
    const source = holder.attribution ? this.#attributions.get(holder.attribution)?.source : undefined
    const { text } = this.analysis.report
    if (source && source.length > 0) yield source.map(([start, end]) => text.slice(start, end)).join(' ')
  }

  /** Words without the article before them and the clause behind them. */
  #shown(words: string): string {
    const { language } = this.analysis.report
    const line = plain(words).replace(/\s+/g, ' ').trim()
    const short = line.split(clauseBehind, 1)[0].trim() || line
    const [first, second] = wordsOf(short)
    const isBare =
      first !== undefined &&
      second !== undefined &&
      first.start === 0 &&
      comparing[language].pronouns.has(first.folded) &&
      isFunctionWord(language, first.folded)
    return (isBare ? short.slice(second.start) : short).slice(0, longestName)
  }
}
