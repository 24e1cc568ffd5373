import type { Analysis, Attribution, Claim, Entity, Span } from '../../contract/analysis.ts'
import type { CollapseReason } from '../../contract/situation.ts'
import { anyPattern, ofAllLanguages } from '../words/comparing.ts'
import { everyPredicate } from '../words/every-predicate.ts'
import { spanAt } from '../words/span-at.ts'
import { fold, wordsOf } from '../words/words.ts'
import type { Copy } from './copies.ts'
import { compareSpeakers, isBodyName, ownWords, type Speaker, Speakers } from './speakers.ts'
import { namesOutlet, type WireCredit } from './wire-credits.ts'

/** An independent root: the reports that rest on it count as one. Without reports where it is only cited. */
export interface Origin {
  id: string
  name: string
  reports: string[]
  /** source: a person or body that the words of reports name, who is no outlet. */
  kind: 'outlet' | 'source'
}

export interface Collapse {
  report: string
  origin: string
  reason: CollapseReason
  /** The report (for a copy) or the name of the outlet that it shares the origin with. */
  with: string
  /** Number of the copy, from 0. */
  copy?: number
}

/** A claim that a report has from another outlet by its own words. */
export interface Relay {
  report: string
  claim: string
  /** The claim's words. */
  span: Span
  /** The words that name the outlet. */
  cited: Span[]
  /** Outlets from the report inwards. */
  through: string[]
  /** The origin that the last of them is. */
  origin: string
}

export interface Origins {
  /** Those with reports first, in the order of their first report; then those that are only cited. */
  origins: Origin[]
  /** Origin of each report as a whole. */
  originOf: Map<string, string>
  collapses: Collapse[]
  /** The first collapse of each report that has one. */
  collapseOf: ReadonlyMap<string, Collapse>
  relays: Relay[]
  /** Origins whose outlet words name, in the order in which they stand; a report's own outlet is none. */
  namedIn: (words: string, publisher: string | undefined) => { origin: string; name: string }[]
  /** Who stands behind a claim by the words of its report. */
  speakerOf: (report: string, claim: Claim) => Speaker | undefined
  /** The origin that a named speaker is: the same for the same one, whichever report names them. */
  originOfSpeaker: (speaker: Speaker) => string
}

/** Disjoint sets; a way that was walked is shortened to its end. */
class Sets {
  readonly #parent = new Map<string, string>()

  root(item: string): string {
    let at = item
    for (let up = this.#parent.get(at); up !== undefined && up !== at; up = this.#parent.get(at)) at = up
    for (let next = item; next !== at; ) {
      const up = this.#parent.get(next) ?? at
      this.#parent.set(next, at)
      next = up
    }
    return at
  }

  /** Joins two sets under the first's root; false where they were one already. */
  join(one: string, two: string): boolean {
    const a = this.root(one)
    const b = this.root(two)
    if (a === b) return false
    this.#parent.set(b, a)
    return true
  }
}

const reportKey = (id: string) => `report ${id}`
const outletKey = (name: string) => `outlet ${outletWords(name)}`

/** Words that say what an outlet is rather than which: "Agence Meridia" and "Meridia" are one. */
const kindWords = new Set(['l', ...ofAllLanguages(({ outlets }) => outlets.kinds)])
function outletWords(name: string): string {
  const words = wordsOf(name).map((word) => word.folded)
  const telling = words.filter((word) => !kindWords.has(word))
  return (telling.length > 0 ? telling : words).join(' ')
}

/**
 * On which origins reports rest. Reports that share text, that credit the same agency or outlet for it, or that the same
 * outlet published rest on one; each such collapse is told with its reason. Where a claim's own words give it to another
 * outlet ("citing Radio Kessary"), the report relays that outlet for this claim, whether or not one of its reports is here.
 */
export function findOrigins(
  analyses: readonly Analysis[],
  copies: readonly Copy[],
  credits: ReadonlyMap<string, readonly WireCredit[]>,
): Origins {
  const sets = new Sets()
  const reasons: Omit<Collapse, 'origin'>[] = []
  const publishers = new Map<string, string>()
  for (const { report } of analyses)
    if (report.publisher) publishers.set(outletKey(report.publisher), report.publisher)
  const publisherNamed = publisherFinder([...publishers.values()])
  // Outlets that some report came from or credits already: only then does another collapse onto it.
  const seen = new Set<string>()

  copies.forEach(({ original, copy }, number) => {
    if (sets.join(reportKey(original), reportKey(copy)))
      reasons.push({ report: copy, reason: 'copy', with: original, copy: number })
  })
  for (const { report } of analyses)
    for (const { name } of credits.get(report.id) ?? []) {
      const publisher = publisherNamed(name, report.publisher)
      const key = outletKey(publisher ?? name)
      seen.add(key)
      if (sets.join(key, reportKey(report.id)))
        reasons.push({ report: report.id, reason: 'credit', with: name })
    }
  for (const { report } of analyses) {
    if (!report.publisher || (credits.get(report.id) ?? []).some(({ where }) => where === 'publisher'))
      continue
    const key = outletKey(report.publisher)
    if (sets.join(key, reportKey(report.id)) && seen.has(key))
      reasons.push({ report: report.id, reason: 'outlet', with: report.publisher })
    seen.add(key)
  }

  // One origin for each set of reports, in the order of the first.
  const origins: Origin[] = []
  const bySet = new Map<string, Origin>()
  const originOf = new Map<string, string>()
  for (const { report } of analyses) {
    const set = sets.root(reportKey(report.id))
    let origin = bySet.get(set)
    if (!origin) {
      origin = { id: `o${origins.length + 1}`, name: '', reports: [], kind: 'outlet' }
      origins.push(origin)
      bySet.set(set, origin)
    }
    origin.reports.push(report.id)
    originOf.set(report.id, origin.id)
  }
  const byId = new Map(analyses.map((analysis) => [analysis.report.id, analysis]))
  const copied = new Set(copies.map(({ copy }) => copy))
  for (const origin of origins) origin.name = nameOf(origin.reports, byId, copied, credits)

  const outlets = knownOutlets(analyses, credits)
  const bodies = bodiesAmong(analyses)
  const bodyNames = new Set(
    analyses.flatMap(({ report: { id, publisher } }) =>
      publisher && bodies.has(id) ? outletWords(publisher) : [],
    ),
  )
  const relays: Relay[] = []
  for (const analysis of analyses)
    for (const found of relaysOf(analysis, outlets, (name) => bodyNames.has(outletWords(name)))) {
      const last = found.through[found.through.length - 1]
      const key = outletKey(last)
      const set = sets.root(key)
      let origin = bySet.get(set)
      if (!origin) {
        origin = { id: `o${origins.length + 1}`, name: last, reports: [], kind: 'outlet' }
        origins.push(origin)
        bySet.set(set, origin)
      }
      // A report does not relay what it is an origin of.
      if (origin.id !== originOf.get(analysis.report.id)) relays.push({ ...found, origin: origin.id })
    }

  // A credit or an outlet that no other report shares collapses nothing.
  const originWith = new Map(origins.map((one) => [one.id, one]))
  const collapses = reasons.flatMap((reason) => {
    const origin = originOf.get(reason.report)
    const shared = originWith.get(origin ?? '')
    return origin &&
      shared &&
      shared.reports.length > 1 &&
      !(reason.reason === 'outlet' && shared.reports[0] === reason.report)
      ? [{ ...reason, origin }]
      : []
  })
  const byOutlet = new Map<string, string>()
  for (const [name] of outlets) {
    const origin = bySet.get(sets.root(`outlet ${name}`))
    if (origin) byOutlet.set(name, origin.id)
  }
  const namedIn: Origins['namedIn'] = (words, publisher) => {
    const own = publisher ? outletWords(publisher) : ''
    return outletsIn(words, outlets).flatMap((name) => {
      const origin = byOutlet.get(outletWords(name))
      return origin && outletWords(name) !== own ? [{ origin, name }] : []
    })
  }
  const collapseOf = new Map<string, Collapse>()
  for (const one of collapses) if (!collapseOf.has(one.report)) collapseOf.set(one.report, one)
  const speakers = new Speakers(analyses, (report) => bodies.has(report))
  const known: { speaker: Speaker; origin: Origin }[] = []
  /** Their numbers, by a word of the name and by what they speak for: without one in common no two are the same. */
  const knownBy = new Map<string, number[]>()
  const originOfSpeaker = (speaker: Speaker): string => {
    const keys = [
      ...[...speaker.names].map((name) => `name ${name}`),
      ...[...speaker.roles].map((role) => `role ${role}`),
    ]
    const likely = [...new Set(keys.flatMap((key) => knownBy.get(key) ?? []))].sort((a, b) => a - b)
    const same = likely.find((k) => compareSpeakers(known[k].speaker, speaker) === 'same')
    if (same !== undefined) return known[same].origin.id
    const origin: Origin = { id: `o${origins.length + 1}`, name: speaker.name, reports: [], kind: 'source' }
    origins.push(origin)
    if (known.length < speakersKnown) {
      const number = known.push({ speaker, origin }) - 1
      for (const key of keys) {
        const numbers = knownBy.get(key)
        if (numbers) numbers.push(number)
        else knownBy.set(key, [number])
      }
    }
    return origin.id
  }
  return {
    origins,
    originOf,
    collapses,
    collapseOf,
    relays,
    namedIn,
    speakerOf: (report, claim) => speakers.of(report, claim),
    originOfSpeaker,
  }
}

/** Named speakers among whom one is looked for. */
const speakersKnown = 2000

const release = new RegExp(`(?<!\\p{L})${anyPattern(({ outlets }) => outlets.release)}(?!\\p{L})`, 'iu')
/** Characters at the beginning and end of a text in which it says that it is a release. */
const releaseReach = 120

/** Reports in which a body speaks for itself: they say so, or their publisher's name is that of one. */
function bodiesAmong(analyses: readonly Analysis[]): Set<string> {
  const found = new Set<string>()
  for (const { report } of analyses) {
    const { text, title, publisher, language } = report
    if (!publisher) continue
    const ends = [title ?? '', text.slice(0, releaseReach), text.trimEnd().slice(-releaseReach)]
    if (ends.some((words) => release.test(words)) || isBodyName(language, publisher)) found.add(report.id)
  }
  return found
}

/** Publishers that share a word and are looked at for one name. */
const publishersLooked = 64

/** Finds the first publisher, but for the one given, that a credited name is that of. */
function publisherFinder(
  publishers: readonly string[],
): (name: string, but: string | undefined) => string | undefined {
  const byWord = new Map<string, string[]>()
  for (const publisher of publishers)
    for (const word of new Set(wordsOf(publisher).map(({ folded }) => folded))) {
      const known = byWord.get(word)
      if (!known) byWord.set(word, [publisher])
      else if (known.length < publishersLooked) known.push(publisher)
    }
  return (name, but) => {
    // All words of the name stand in the outlet's: the one that fewest outlets have finds them.
    const lists = wordsOf(name)
      .filter(({ folded }) => folded.length > 1)
      .map(({ folded }) => byWord.get(folded) ?? [])
    const fewest = lists.reduce((a, b) => (b.length < a.length ? b : a), lists[0] ?? [])
    return fewest.find((publisher) => publisher !== but && namesOutlet(name, publisher))
  }
}

/** The name of an origin: the outlet of the report that all others have their text from, else whom they credit. */
function nameOf(
  reports: readonly string[],
  byId: ReadonlyMap<string, Analysis>,
  copied: ReadonlySet<string>,
  credits: ReadonlyMap<string, readonly WireCredit[]>,
): string {
  const root = reports.find((report) => !copied.has(report)) ?? reports[0]
  const credited = reports.find((report) => (credits.get(report)?.length ?? 0) > 0)
  const credit = credits.get(root)?.[0] ?? credits.get(credited ?? '')?.[0]
  const publisher = byId.get(root)?.report.publisher
  const creditsOfRoot = credits.get(root) ?? []
  if (publisher && creditsOfRoot.length === 0) return publisher
  return credit?.name ?? publisher ?? byId.get(root)?.report.title ?? root
}

/** Outlets by which a source can be told to be one: publishers of the reports, credits, entities that media holders name. */
function knownOutlets(
  analyses: readonly Analysis[],
  credits: ReadonlyMap<string, readonly WireCredit[]>,
): Map<string, string> {
  const outlets = new Map<string, string>()
  const add = (name: string) => {
    const words = outletWords(name)
    if (words.length > 2 && !outlets.has(words)) outlets.set(words, name)
  }
  for (const { report } of analyses)
    if (report.publisher && !(credits.get(report.id) ?? []).some(({ where }) => where === 'publisher'))
      add(report.publisher)
  for (const list of credits.values()) for (const { name } of list) add(name)
  return outlets
}

/** Words of a name by which an outlet is looked for. */
const longestOutlet = 4

/** Known outlets that words name, in the order in which they stand, each where it stands first. */
function outletsAt(words: string, outlets: ReadonlyMap<string, string>): { name: string; span: Span }[] {
  const forms = wordsOf(words).filter((word) => word.capital || /^\d/.test(word.folded))
  const found: { name: string; span: Span }[] = []
  for (let k = 0; k < forms.length; ) {
    let step = 1
    for (let length = Math.min(longestOutlet, forms.length - k); length > 0; length--) {
      const name = outlets.get(
        outletWords(
          forms
            .slice(k, k + length)
            .map((word) => word.folded)
            .join(' '),
        ),
      )
      if (!name) continue
      if (!found.some((one) => one.name === name))
        found.push({ name, span: [forms[k].start, forms[k + length - 1].end] })
      step = length
      break
    }
    k += step
  }
  return found
}

const outletsIn = (words: string, outlets: ReadonlyMap<string, string>): string[] =>
  outletsAt(words, outlets).map(({ name }) => name)

/** What an outlet that has something first does, or what is done by it. */
const having = new RegExp(
  `(?<!\\p{L})${anyPattern(({ outlets }) => [...outlets.citing, ...outlets.having])}(?!\\p{L})`,
  'iu',
)
/** "A foreign agency", "un diario de la capital": an outlet that is not named. */
const unnamedOutlet = new RegExp(
  `(?<!\\p{L})(?:${anyPattern(({ outlets }) => [...outlets.definite, ...outlets.indefinite])} ?)(?:\\p{L}+ ){0,2}${anyPattern(({ outlets }) => outlets.nouns)}(?!\\p{L})`,
  'giu',
)
const outletName = String.raw`\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,3}`
/** "La agencia AVI", "the AOI news agency": a name beside what it is. */
const namedByKind = new RegExp(
  `(?<!\\p{L})${anyPattern(({ outlets }) => outlets.nouns)} (${outletName})|(?<!\\p{L})(${outletName}) ${anyPattern(({ outlets }) => outlets.nouns)}(?!\\p{L})`,
  'gu',
)
/** Characters of a sentence that are looked at, and on either side of an outlet's name. */
const sentenceLooked = 2000
const nearOutlet = 90

/** Words by which a sentence says that another outlet has something: a name that is known, or what kind of outlet it is. */
function citedIn(
  { report }: Analysis,
  [start, end]: Span,
  outlets: ReadonlyMap<string, string>,
): { name: string | undefined; span: Span }[] {
  const from = start + (datelineAt.exec(report.text.slice(start, start + 120))?.[0].length ?? 0)
  const words = report.text.slice(from, Math.min(end, from + sentenceLooked))
  const named = outletsAt(words, outlets)
  const found: { name: string | undefined; span: Span }[] = []
  const isCited = ([a, b]: Span) => having.test(words.slice(Math.max(0, a - nearOutlet), b + nearOutlet))
  for (const { name, span } of named)
    if (isCited(span)) found.push({ name, span: [from + span[0], from + span[1]] })
  for (const match of words.matchAll(namedByKind)) {
    const span: Span = [match.index, match.index + match[0].length]
    const isKnown = named.some((one) => one.span[0] < span[1] && span[0] < one.span[1])
    if (isKnown || !isCited(span)) continue
    named.push({ name: match[1] ?? match[2], span })
    found.push({ name: match[1] ?? match[2], span: [from + span[0], from + span[1]] })
  }
  for (const match of words.matchAll(unnamedOutlet)) {
    const span: Span = [match.index, match.index + match[0].length]
    const isNamed = named.some((one) => one.span[0] < span[1] + 30 && span[0] - 40 < one.span[1])
    const next = words.slice(span[1], span[1] + 3)
    if (isNamed || /^ \p{Lu}/u.test(next) || ownWords.test(match[0]) || !isCited(span)) continue
    found.push({ name: undefined, span: [from + span[0], from + span[1]] })
  }
  return found
}
/** A dateline names the report's own agency. */
const datelineAt = /^[\p{Lu}][^\n]{0,100}?\) ?\.?[-–—] ?/u

/**
 * The claims of a report that its words give to another outlet. The outlet's name must stand in the words that name the
 * source, or be an outlet that the source came through.
 */
function relaysOf(
  analysis: Analysis,
  outlets: ReadonlyMap<string, string>,
  isBody: (name: string) => boolean,
): Omit<Relay, 'origin'>[] {
  const { report } = analysis
  const attributions = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]))
  const entities = new Map(analysis.entities.map((entity) => [entity.id, entity]))
  const own = report.publisher ? outletWords(report.publisher) : ''
  const relays: Omit<Relay, 'origin'>[] = []
  /** Cited words, by where their sentence begins. */
  const known = new Map<number, Span[]>()
  const sentenceOf = ([at]: Span) => spanAt(analysis.sentences, at)?.[0] ?? -1
  const every = everyPredicate(analysis)
  const claims = every.toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
  for (const claim of every) {
    const through: string[] = []
    const cited: Span[] = []
    for (const holder of claim.chain.slice(1)) {
      const attribution = holder.attribution ? attributions.get(holder.attribution) : undefined
      if (!attribution) continue
      for (const span of attribution.source) {
        const words = report.text.slice(span[0], span[1])
        const named = outletsIn(words, outlets)
        const whole =
          holder.kind === 'media' && named.length === 0 ? nameIn(attribution, entities, words) : []
        for (const name of [...named, ...whole]) add(name, span)
      }
      const via = attribution.via ? entities.get(attribution.via) : undefined
      const mention = via?.mentions.find(({ kind }) => kind === 'name')
      if (via && mention && outlets.has(outletWords(via.name))) add(via.name, mention.span)
    }
    if (through.length > 0) {
      relays.push({ report: report.id, claim: claim.id, span: claim.span, cited, through })
      for (const span of cited)
        known.set(sentenceOf(span), [...(known.get(sentenceOf(span)) ?? []).slice(0, 31), span])
    }

    function add(name: string, span: Span): void {
      const words = outletWords(name)
      const shown = outlets.get(words) ?? name
      if (words === own || words === '' || through.some((one) => fold(one) === fold(shown))) return
      through.push(shown)
      if (!cited.some((one) => one[0] === span[0])) cited.push(span)
    }
  }
  // What a sentence says of an outlet outside the words of an attribution: "published by", "told Radio Ambrel".
  let last: string | undefined
  let next = 0
  for (const sentence of analysis.sentences)
    for (const { name, span } of citedIn(analysis, sentence, outlets)) {
      if (name !== undefined && (outletWords(name) === own || isBody(name))) continue
      // "The newspaper" is the one that was named before.
      const words = report.text.slice(span[0], span[1])
      const through = name ?? (definite.test(words) ? last : words)
      if (through === undefined) continue
      if (name !== undefined) last = name
      const said = known.get(sentence[0]) ?? []
      if (said.some((one) => one[0] < span[1] && span[0] < one[1])) continue
      while (next < claims.length && claims[next].span[1] <= sentence[0]) next++
      let best: (typeof claims)[number] | undefined
      for (let k = next; k < claims.length && claims[k].span[0] < sentence[1]; k++) {
        const { span: own } = claims[k]
        const holds = own[0] <= span[0] && span[1] <= own[1]
        const bestHolds = best !== undefined && best.span[0] <= span[0] && span[1] <= best.span[1]
        const length = own[1] - own[0]
        if (!best || (holds && !bestHolds) || (holds === bestHolds && length < best.span[1] - best.span[0]))
          best = claims[k]
      }
      if (best)
        relays.push({ report: report.id, claim: best.id, span: best.span, cited: [span], through: [through] })
    }
  return relays
}

/** An article that points back. */
const definite = new RegExp(`^${anyPattern(({ outlets }) => outlets.definite)}(?!\\p{L})`, 'iu')

/** Where people speak for themselves: no outlets that vouch for anything. */
const platforms = new Set([
  'twitter',
  'x',
  'facebook',
  'instagram',
  'telegram',
  'tiktok',
  'youtube',
  'whatsapp',
  'vkontakte',
  'linkedin',
  'bluesky',
  'truth social',
])

/** The name of a media source that no report here is from, where its words hold the name. A person is none. */
function nameIn(attribution: Attribution, entities: ReadonlyMap<string, Entity>, words: string): string[] {
  const entity = attribution.sourceEntity ? entities.get(attribution.sourceEntity) : undefined
  if (!entity || entity.type === 'person' || platforms.has(outletWords(entity.name))) return []
  const at = words.indexOf(entity.name)
  // "La Croix rouge" is not "La Croix".
  return at >= 0 && !/^ ?\p{L}/u.test(words.slice(at + entity.name.length)) ? [entity.name] : []
}
