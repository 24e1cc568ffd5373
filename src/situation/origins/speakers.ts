import type { Analysis, Attribution, Claim, Entity, Language, Span } from '../../contract/analysis.ts'
import { isFunctionWord } from '../words/common-words.ts'
import { anyPattern, comparing, ofAllLanguages } from '../words/comparing.ts'
import { beginsPhrase, conceptsOf } from '../words/concepts.ts'
import { spanAt } from '../words/span-at.ts'
import { countryStem, nameStem } from '../words/spelling.ts'
import { wordsOf } from '../words/words.ts'

/** The innermost one whom the words of a report show to stand behind a claim. */
export interface Speaker {
  /** nameless: a person, persons or paper that the report does not name; body: the outlet's own words, where it speaks for itself. */
  kind: 'named' | 'nameless' | 'body'
  /** As the report's words have it. */
  name: string
  span: Span | undefined
  /** Stems of the words of its name, by which it is met in any language; none where it is called by its function. */
  names: ReadonlySet<string>
  /** What it is or speaks for, as concepts: interior, coastguard. */
  roles: ReadonlySet<string>
  /** What kind of person it is, as concepts: diplomat, survivor. */
  kinds: ReadonlySet<string>
  /** Countries and towns that the words of it name, as stems of any language. */
  places: ReadonlySet<string>
  person: boolean
  language: Language
  /** Whether the report's words show that its outlet has it itself: "told this newspaper". */
  own: boolean
}

/** Titles stand with names and are none of their own. */
const titles = new Set(ofAllLanguages(({ titles }) => titles.words))
/** Words of one source that are looked at. */
const wordsLooked = 24
/** Where a clause about the source begins, or its place: what follows says nothing of who it is. */
const tail = new RegExp(`(?:[,;(«"“—–]|\\s${anyPattern(({ outlets }) => outlets.relative)}\\s).*$`, 'su')

/** Concepts of one body are one: a minister, the ministry and its spokesman; the ranks of an army. */
const family: Readonly<Record<string, string>> = {
  foreign_minister: 'foreign',
  foreigner: 'foreign',
  general: 'army',
  colonel: 'army',
  commander: 'army',
  captain_army: 'army',
  officer_army: 'army',
  chief_of_staff: 'army',
  admiral: 'navy',
  trade_unionist: 'trade_union',
  union: 'trade_union',
  prime_minister: 'government',
  authorities: 'government',
  justice: 'prosecutor',
  parliamentary: 'parliament',
  lawmaker: 'parliament',
  group_company: 'company',
  oil_company: 'company',
  right: 'rights_group',
  court_supreme: 'court',
  supreme_court: 'court',
  judge: 'court',
  municipal: 'city_hall',
  mayor: 'city_hall',
  guerrilla: 'rebel',
  militia: 'rebel',
}
/** What ministries are of, as concepts. */
const portfolios = [
  'interior',
  'foreign',
  'health',
  'defend',
  'finance',
  'economy',
  'education',
  'transport',
  'environment',
  'energy',
  'trade',
  'labour',
  'culture',
]
/** Bodies that speak as such, as concepts: whoever speaks for one speaks for it. */
const bodies = new Set([
  ...portfolios,
  'government',
  'president',
  'governor',
  'army',
  'navy',
  'air_force',
  'police',
  'coastguard',
  'firefighter',
  'prosecutor',
  'court',
  'parliament',
  'senate',
  'city_hall',
  'opposition',
  'rebel',
  'trade_union',
  'company',
  'airline',
  'bank',
  'central_bank',
  'hospital',
  'university',
  'laboratory',
  'institute',
  'rights_group',
  'ngo',
  'red_cross',
  'red_crescent',
  'un',
  'eu',
  'nato',
  'imf',
  'icc',
  'church',
  'pope',
  'federation',
  'regulator',
  'customs_officer',
])
/** Kinds of persons who speak without a name, as concepts; two of other kinds are two. */
const kindsOfPerson = new Set(
  'adviser diplomat ambassador envoy negotiator soldier worker employee factory_worker dock_worker engineer technician doctor surgeon nurse patient lawyer expert economist scientist researcher teacher student pupil parent neighbour resident villager survivor passenger passer_by motorist driver lorry_driver taxi_driver pilot sailor fisherman miner peasant farmer firefighter rescuer aid_worker prisoner prison_guard refugee asylum_seeker migrant investor shareholder customer shopkeeper baker priest imam demonstrator striker_worker relative'.split(
    ' ',
  ),
)
/** Of the state as a whole: each of its ministries and services may speak in its name. */
const ofState = new Set(['government', 'president'])
const services = new Set([...portfolios, ...ofState, 'army', 'navy', 'police'])
/** Bodies whose own pages are no outlet's reports. */
const bodiesThatPublish = new Set([
  ...portfolios,
  'government',
  'president',
  'army',
  'police',
  'coastguard',
  'prosecutor',
  'trade_union',
  'governor',
  'city_hall',
  'parliament',
  'rebel',
])

/** Whether a publisher's name is that of a body that speaks for itself: a ministry, an army, a union. */
export function isBodyName(language: Language, publisher: string): boolean {
  return [...readWords(language, publisher).roles].some((role) => bodiesThatPublish.has(role))
}

/** A dateline that was taken for the beginning of the source. */
const dateline = /^[\p{Lu}][^\n]{0,80}?(?:\) ?\.?[-–—]|[\p{Lu}]{3,} ?[-–—]) ?/u

/** A source that is called by what kind of outlet it is. */
const outletNoun = new RegExp(
  `^(?:\\p{L}+['’ ]){0,3}${anyPattern(({ outlets }) => outlets.nouns)}(?!\\p{L})`,
  'u',
)

/** What an outlet says of what it has itself. */
export const ownWords = new RegExp(`(?<!\\p{L})${anyPattern(({ outlets }) => outlets.own)}(?!\\p{L})`, 'iu')

interface Read {
  names: Set<string>
  roles: Set<string>
  kinds: Set<string>
  places: Set<string>
}

const none: ReadonlySet<string> = new Set()

/** What the words of a source say it is: stems of its names, concepts of its function. */
function readWords(
  language: Language,
  words: string,
  known: ReadonlySet<string> = none,
  most = wordsLooked,
): Read {
  const names = new Set<string>()
  const places = new Set<string>()
  const kinds = new Set<string>()
  const roles = new Set<string>()
  const found = wordsOf(words).slice(0, most)
  found.forEach(({ folded, capital }, k) => {
    if (folded.length < 2 || isFunctionWord(language, folded) || comparing[language].light.has(folded)) return
    const next = found[k + 1]?.folded
    // "coast guard", "garde-côtes", "foreign minister" are one thing of two words.
    const two =
      next === undefined || !beginsPhrase(language, folded) ? [] : conceptsOf(language, `${folded}_${next}`)
    const concepts = two.length > 0 ? two : conceptsOf(language, folded)
    for (const concept of concepts) {
      const role = family[concept] ?? concept
      if (bodies.has(role)) roles.add(role)
      else if (kindsOfPerson.has(role)) kinds.add(role)
    }
    const place = known.has(countryStem(folded))
    if (place) places.add(countryStem(folded)).add(nameStem(folded))
    if (concepts.length === 0 && capital && !titles.has(folded)) names.add(nameStem(folded))
  })
  return { names, roles, kinds, places }
}

/** What is looked up in a report again and again. */
interface ReportIndex {
  byId: ReadonlyMap<string, Attribution>
  /** By where a word of the cue begins. */
  byCue: ReadonlyMap<number, readonly Attribution[]>
  entities: ReadonlyMap<string, Entity>
}

/** Finds who speaks in a report, claim by claim, and what each of them is by all that the reports say of them. */
export class Speakers {
  readonly #found = new Map<string, Speaker | null>()
  /** By the last stem of a person's or body's name: what any report says that it is. */
  readonly #rolesOf = new Map<string, { roles: Set<string>; places: Set<string> }>()
  /** Stems of the countries and towns that the reports name. */
  readonly #places = new Set<string>()
  /** Reports whose words show that their outlet spoke to those whom it does not name. */
  readonly #askedItself = new Set<string>()
  readonly #analyses = new Map<string, Analysis>()
  readonly #bodies = new Map<string, Speaker>()
  readonly #indexes = new Map<Analysis, ReportIndex>()

  constructor(analyses: readonly Analysis[], isBody: (report: string) => boolean) {
    for (const { entities } of analyses)
      for (const { type, name } of entities)
        if (type === 'place')
          for (const { folded } of wordsOf(name).slice(0, 2))
            if (folded.length >= 4) this.#places.add(countryStem(folded))
    for (const analysis of analyses) {
      const { report } = analysis
      this.#analyses.set(report.id, analysis)
      const sourcesOf = new Map<string, string[]>()
      for (const { sourceEntity, source } of analysis.attributions) {
        if (!sourceEntity || !source[0]) continue
        const words = report.text.slice(source[0][0], source[0][1])
        const known = sourcesOf.get(sourceEntity)
        if (known) known.push(words)
        else sourcesOf.set(sourceEntity, [words])
      }
      for (const entity of analysis.entities)
        this.#note(report.language, entity, sourcesOf.get(entity.id) ?? [])
      if (report.publisher && isBody(report.id)) {
        const { names, roles, kinds, places } = named(
          readWords(report.language, report.publisher, this.#places),
        )
        this.#bodies.set(report.id, {
          kind: 'body',
          name: report.publisher,
          span: undefined,
          names,
          roles,
          kinds,
          places,
          person: false,
          language: report.language,
          own: true,
        })
      }
    }
    // Who was asked once in a report is who "both people" are further on.
    for (const analysis of analyses)
      for (const attribution of analysis.attributions) this.#speaker(analysis, attribution)
  }

  /** @param sources the words by which its report names it where it speaks */
  #note(language: Language, entity: Entity, sources: readonly string[]): void {
    if (entity.type !== 'person') return
    const { names } = readWords(language, entity.name)
    const key = [...names].pop()
    if (!key) return
    const known = this.#rolesOf.get(key) ?? { roles: new Set(), places: new Set() }
    this.#rolesOf.set(key, known)
    for (const words of [entity.role ?? '', ...sources]) {
      const read = readWords(language, words.slice(0, 120), this.#places)
      for (const role of read.roles) known.roles.add(role)
      for (const place of read.places) known.places.add(place)
    }
  }

  /** Who stands behind a claim by the words of its report; undefined where the outlet says it itself and nobody else. */
  of(report: string, claim: Claim): Speaker | undefined {
    const key = `${report} ${claim.id}`
    const known = this.#found.get(key)
    if (known !== undefined) return known ?? undefined
    const analysis = this.#analyses.get(report)
    const speaker = analysis ? (this.#read(analysis, claim) ?? this.#bodies.get(report)) : undefined
    this.#found.set(key, speaker ?? null)
    return speaker
  }

  #read(analysis: Analysis, claim: Claim): Speaker | undefined {
    const { byId, byCue } = this.#indexOf(analysis)
    for (const holder of claim.chain.slice(1).toReversed()) {
      const attribution = holder.attribution ? byId.get(holder.attribution) : undefined
      if (!attribution || holder.kind === 'unstated') continue
      const speaker = this.#speaker(analysis, attribution)
      // Another outlet is none, but the reporter whom the outlet sent is.
      if (speaker && (holder.kind !== 'media' || ownWords.test(speaker.name)))
        return holder.kind === 'media' ? { ...speaker, kind: 'nameless' } : speaker
    }
    // "The Front denied on Tuesday that …": the outlet says that somebody says it.
    for (const attribution of byCue.get(claim.predicate[0]) ?? []) {
      const speaker = attribution.sourceKind === 'media' ? undefined : this.#speaker(analysis, attribution)
      if (speaker) return speaker
    }
    return undefined
  }

  #speaker(analysis: Analysis, attribution: Attribution): Speaker | undefined {
    const { report } = analysis
    const { entities } = this.#indexOf(analysis)
    const { language, publisher } = report
    const [span] = attribution.source
    const words = (span ? report.text.slice(span[0], span[1]) : '').replace(dateline, '')
    const outlet = this.#bodies.has(report.id) ? none : readWords(language, publisher ?? '').names
    // An agency's name in its own dateline is no source.
    const held = attribution.sourceEntity ? entities.get(attribution.sourceEntity) : undefined
    const entity = held && meets(readWords(language, held.name).names, outlet) ? undefined : held
    const person = entity?.type === 'person'
    if (!person && outletNoun.test(words)) return undefined
    const read = readWords(language, words.replace(tail, '') || words, this.#places)
    const { names, roles, kinds, places } = read
    // "A copy of the report seen by The Northern Ledger" is what that outlet has.
    const seen = meets(names, outlet)
    if (entity) {
      const more = readWords(language, `${entity.name} ${entity.role ?? ''}`, this.#places)
      for (const one of more.names) names.add(one)
      for (const one of more.roles) roles.add(one)
      for (const one of more.kinds) kinds.add(one)
      for (const one of more.places) places.add(one)
    }
    for (const name of names) {
      const known = person ? this.#rolesOf.get(name) : undefined
      for (const role of known?.roles ?? []) roles.add(role)
      for (const place of known?.places ?? []) places.add(place)
    }
    const isBody = roles.size > 0
    // "The coast guards" are a body, "several survivors" are not.
    const nameless =
      seen || attribution.sourceKind === 'anonymous' || (attribution.sourceKind === 'group' && !isBody)
    // "It", "the visit", a town: no more than a word.
    if (!nameless && !isBody && (!entity || entity.type === 'place')) return undefined
    const isOwn = this.#isOwn(analysis, span?.[0] ?? attribution.content[0]?.[0] ?? 0, outlet)
    if (nameless && isOwn) this.#askedItself.add(report.id)
    return {
      kind: nameless ? 'nameless' : 'named',
      name: shownName(words, entity?.name),
      span,
      ...named(read),
      person,
      language,
      own: isOwn || (attribution.sourceKind === 'anonymous' && this.#askedItself.has(report.id)),
    }
  }

  #indexOf(analysis: Analysis): ReportIndex {
    let found = this.#indexes.get(analysis)
    if (!found) {
      const byCue = new Map<number, Attribution[]>()
      for (const attribution of analysis.attributions)
        for (const [start, end] of attribution.cue)
          for (const word of wordsOf(analysis.report.text.slice(start, Math.min(end, start + 200)))) {
            const known = byCue.get(start + word.start)
            if (known) known.push(attribution)
            else byCue.set(start + word.start, [attribution])
          }
      found = {
        byId: new Map(analysis.attributions.map((one) => [one.id, one])),
        byCue,
        entities: new Map(analysis.entities.map((one) => [one.id, one])),
      }
      this.#indexes.set(analysis, found)
    }
    return found
  }

  /** Whether the sentence says that the report's own outlet was told or saw it. */
  #isOwn({ report, sentences }: Analysis, at: number, outlet: ReadonlySet<string>): boolean {
    const sentence = spanAt(sentences, at)
    if (!sentence) return false
    const around = report.text
      .slice(sentence[0], Math.min(sentence[1], sentence[0] + 2000))
      .replace(dateline, '')
    if (ownWords.test(around)) return true
    return outlet.size > 0 && meets(readWords(report.language, around, none, 200).names, outlet)
  }
}

/** Longest words by which a source is shown. */
const longestName = 90

/** The words of a source without the clause about it; a pronoun as the name that it stands for. */
function shownName(words: string, entity: string | undefined): string {
  const short = words.replace(tail, '').trim()
  const shown = short.length >= 4 ? short : words.trim()
  const found = wordsOf(shown)
  const isPronoun = found.length === 1 && (found[0].folded.length < 5 || !found[0].capital)
  if (entity && (shown === '' || isPronoun)) return entity
  return shown.length > longestName
    ? shown.slice(0, shown.lastIndexOf(' ', longestName))
    : shown || (entity ?? '')
}

/** A body that is called by its function is not named by its country. */
const named = ({ names, roles, kinds, places }: Read): Read => ({
  names: roles.size > 0 ? new Set([...names].filter((name) => !places.has(name))) : names,
  roles,
  kinds,
  places,
})

const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>) => {
  for (const one of a) if (b.has(one)) return true
  return false
}

/** What two speakers are to each other by the words of their reports. */
export function compareSpeakers(a: Speaker, b: Speaker): 'same' | 'different' | 'unknown' {
  if (a.kind === 'nameless' || b.kind === 'nameless') {
    // "A source at the presidency" and the presidency; two nameless ones are for their outlets to tell apart.
    const [one, other] = [descriptionOf(a), descriptionOf(b)]
    if (meets(a.names, b.names) || meets(one, other)) return 'unknown'
    // "A firefighter" is none of "two diplomats".
    const bothDescribed = one.size > 0 && other.size > 0 && !(inStateOf(one, other) || inStateOf(other, one))
    if (a.kind === b.kind) return bothDescribed ? 'different' : 'unknown'
    return bothDescribed || (a.kind === 'nameless' ? a : b).own ? 'different' : 'unknown'
  }
  const named = a.names.size > 0 && b.names.size > 0
  const persons = a.person && b.person
  if (meets(a.names, b.names)) return 'same'
  const elsewhere = a.places.size > 0 && b.places.size > 0 && !meets(a.places, b.places)
  // A ministry of one country is none of another's; a town is not its country.
  if (elsewhere && a.roles.size > 0 && b.roles.size > 0) return 'different'
  if (meets(a.roles, b.roles)) return named && persons ? 'unknown' : 'same'
  if (a.roles.size > 0 && b.roles.size > 0)
    return inStateOf(a.roles, b.roles) || inStateOf(b.roles, a.roles) ? 'unknown' : 'different'
  // Two persons are two; the names of two bodies may be one name in two languages.
  return named && (persons || (a.person === b.person && a.language === b.language)) ? 'different' : 'unknown'
}

const descriptionOf = ({ roles, kinds }: Speaker) => new Set([...roles, ...kinds])
const inStateOf = (state: ReadonlySet<string>, service: ReadonlySet<string>) =>
  [...state].some((one) => ofState.has(one)) && [...service].some((one) => services.has(one))
