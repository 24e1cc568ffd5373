import type {
  Act,
  Analysis,
  Claim,
  EventStatus,
  Language,
  ReportedEvent,
  Span,
  TimeExpression,
} from '../../contract/analysis.ts'
import type { Polarity } from '../../contract/situation.ts'
import { storyStem } from '../stories/report-profile.ts'
import { isFunctionWord, sampleFrequency } from '../words/common-words.ts'
import {
  beginsPhrase,
  conceptsOf,
  isEventful,
  isLight,
  kindOf,
  maybeLight,
  widerThan,
} from '../words/concepts.ts'
import { logarithm, type Word, wordsOf } from '../words/words.ts'
import { nameKeys, type SharedEntities, type SharedEntity } from './same-entity.ts'

/** A word or name of a claim, with the keys by which it meets those of another claim. */
export interface ContentItem {
  span: Span
  /** The stem, the concepts, the entity: two items meet where they have one in common. */
  keys: string[]
  /** Keys by which it meets what has them as its own: wider concepts, what a cognate would have. */
  wider: readonly string[]
  /** Of a name of several words that is no person's: the keys of each word. */
  parts?: readonly (readonly string[])[]
  weight: number
  kind: 'word' | 'name' | 'place' | 'pronoun'
  concepts: readonly string[]
  /** Whether it stands before the predicate. */
  before: boolean
}

export interface ContentNumber {
  span: Span
  unit: string
  /** Concepts of the unit, or its stem. */
  units: readonly string[]
  low: number | null
  high: number | null
}

/** How surely a claim is made, by its last holder. */
export type Certainty = 'sure' | 'reported' | 'open' | 'planned' | 'denied'

/** Who vouches for a claim beside the outlet. */
export interface ClaimSource {
  name: string
  entity?: string
  /** Words of the name, and of the entity's titles. */
  keys: ReadonlySet<string>
  named: boolean
}

/** What a whole sentence says, whichever way it is cut into clauses. */
export interface SentenceContent {
  analysis: Analysis
  language: Language
  span: Span
  items: ContentItem[]
  keys: ReadonlyMap<string, ContentItem>
  wider: ReadonlySet<string>
  partKeys: ReadonlySet<string>
  numbers: ContentNumber[]
  times: TimeExpression[]
  /** How surely its claims are made. */
  certainties: ReadonlySet<Certainty>
  /** Where the words stand that say what happens in its claims. */
  heads: ReadonlySet<number>
  /** Those of the claim that says most of it. */
  mainHeads: ReadonlySet<number>
  /** The claim that says most of it. */
  event?: ReportedEvent
  claim: Claim
}

/** What one claim says, made comparable with the claims of other reports. */
export interface ClaimContent {
  /** The sentence around it; only the claim that says most of it has it. */
  sentence?: SentenceContent
  analysis: Analysis
  claim: Claim
  report: string
  language: Language
  event?: ReportedEvent
  items: ContentItem[]
  keys: ReadonlyMap<string, ContentItem>
  wider: ReadonlySet<string>
  /** Keys of the words of its names. */
  partKeys: ReadonlySet<string>
  weight: number
  /** Keys of the predicate, and of the nouns within that say what happens. */
  heads: ReadonlySet<string>
  /** The words that say what happens: the predicate, or where it is light the noun beside it; may be none. */
  headItems: readonly ContentItem[]
  predicate: ContentItem
  numbers: ContentNumber[]
  times: TimeExpression[]
  polarity: Polarity
  status: EventStatus
  certainty: Certainty
  source?: ClaimSource
  /** Whether words are quoted or the predicate says that something is said. */
  direct: boolean
}

/** Verbs that say little alone; what happens stands in their noun ("a fait douze morts", "took part"). */
const lightWords: Record<Language, ReadonlySet<string>> = {
  fr: new Set(
    'a ai as ont avons avez avait avaient aura auront aurait auraient eu avoir est sont etait etaient sera seront serait seraient ete etre fait fais font faire faisait faisaient fera feront ferait feraient faite faits faites pris prise prend prendre donne donner mis mise met mettre rend rendre rendu rendue rendus rendent devenu peut peuvent pourra pourront pourrait pourraient devra devront doit doivent devrait devraient va vont aller allait venir vient y il elle ils elles on ce cela cette ces son sa ses leur leurs deja encore aussi alors ainsi toutefois cependant entre selon apres avant depuis'.split(
      ' ',
    ),
  ),
  en: new Set(
    'is are was were be been being has have had having do does did done make makes made making take takes took taken taking give gives gave given put puts get gets got become became able can could may might must shall should will would ought going go goes went it its he she they them his her their this that these those there here still also already then however according after before since'.split(
      ' ',
    ),
  ),
  es: new Set(
    'es son era eran fue fueron sera seran seria serian sido ser esta estan estaba estaban estar ha han habia habian habra habran habria habrian haber hay hubo hace hacen hizo hicieron hacer hecho hecha hara haran haria harian hacia hacian tendra tendran tendria dara daran pondra pondran tomara estara estaran quedaron queda quedan quedara resulto resultaron da dan dio dieron dar toma tomo tomado pone puso puesto puede pueden podra podran podria podrian debera deberan debe deben deberia va van ir tiene tienen tenia tuvo tener quedo queda dejo dejaron deja dejan dejar este esta esto estos estas ese esa su sus ya tambien aun todavia entre segun despues antes desde'.split(
      ' ',
    ),
  ),
}

const personUnits: Readonly<Record<string, string>> = {
  killed: 'die',
  injured: 'injure',
  arrested: 'arrest',
  missing: 'missing',
  displaced: 'displace',
}

/** Characters on either side of a predicate that are compared, and holders of a claim whose words are set aside. */
const compared = 800
const holdersSetAside = 16
/** Claims around one that are looked at. */
const claimsAround = 64

/** Acts that only bring in what is said: their verb is no statement of its own. */
const speechActs: ReadonlySet<Act> = new Set<Act>([
  'say',
  'claim',
  'confirm',
  'admit',
  'warn',
  'believe',
  'know',
  'show',
  'hope',
  'fear',
  'doubt',
  'unverified',
])

const reserves = new Set(['hearsay-conditional', 'evidential'])

/** What lies ahead, said without a future tense. */
const goingTo =
  /(?<!\p{L})(?:(?:is|are|was|were) (?:going|due|set|expected|scheduled) to|vont? [\p{L}']+r|va a|van a)(?!\p{L})/u
/** "Found no survivors" says of its object what "did not find" says of the verb. */
const noObject = /^[^,;]{0,40}(?<!\p{L})no (?!longer|doubt|less|more|fewer|sooner)\p{L}/u

/** A subject that is none: "aucun survivant n'a été retrouvé", "ningún diputado". */
const noSubject: Record<Language, RegExp> = {
  fr: /^(?:aucune?|nul(?:le)?|personne|rien)(?!\p{L})[^,;]{0,60}(?<!\p{L})n(?:e|'|’)/u,
  en: /^(?:no one|nobody|none of)(?!\p{L})/u,
  es: /^(?:ning[uú]na?|nadie)(?!\p{L})/u,
}
/** Words that deny a doubt, not what follows. */
const noDoubt = /(?<!\p{L})(?:aucun|nul|no|sans|sin|without|cabe) (?:doute|doubt|duda)(?!\p{L})/u

function certaintyOf(claim: Claim, event: ReportedEvent | undefined, words: string): Certainty {
  if (noDoubt.test(words)) return 'sure'
  if (/-$/.test(claim.factuality)) return 'denied'
  const kinds = new Set<string>(claim.marks.map(({ kind }) => kind))
  if (event?.status === 'denied') return 'denied'
  if (kinds.has('condition') || kinds.has('hypothetical-conditional') || kinds.has('question')) return 'open'
  if (/^(whether|if|si|s'|s’)(?![\p{L}])/u.test(words)) return 'open'
  if ([...kinds].some((kind) => reserves.has(kind))) return 'reported'
  if (goingTo.test(words)) return 'planned'
  if (kinds.has('future') || kinds.has('future-in-past') || event?.status === 'planned') return 'planned'
  if (kinds.has('hedge') || kinds.has('modal')) return claim.factuality === 'CT+' ? 'sure' : 'open'
  return claim.factuality === 'CT+' || claim.factuality === 'PR+' ? 'sure' : 'open'
}

function statusOf(claim: Claim, event: ReportedEvent | undefined, certainty: Certainty): EventStatus {
  if (certainty === 'denied') return 'denied'
  if (certainty === 'planned') return 'planned'
  if (certainty === 'reported') return 'possible'
  if (certainty === 'open')
    return claim.marks.some(({ kind }) => kind === 'condition' || kind === 'hypothetical-conditional')
      ? 'hypothetical'
      : 'possible'
  return event?.status === 'ongoing' ? 'ongoing' : 'occurred'
}

const overlaps = (a: Span, b: Span) => a[0] < b[1] && b[0] < a[1]
const within = (inner: Span, outer: Span) => inner[0] >= outer[0] && inner[1] <= outer[1]

/** How telling a stem is: 0 for one in every report, 1 for a rare one. */
function telling(language: Language, stem: string): number {
  return Math.max(0.05, Math.min(1, logarithm(1000 / (sampleFrequency(language, stem) + 1)) / 5.2))
}

/** The words by which the same noun or verb is met again, across endings and, by its sound, across languages. */
function wordKeys(
  language: Language,
  folded: string,
): { keys: string[]; wider: string[]; concepts: readonly string[] } {
  const concepts = conceptsOf(language, folded)
  const keys = concepts.map((concept) => `k:${concept}`)
  // Who is killed dies: reports count the same people as either.
  if (concepts.includes('kill')) keys.push('k:die')
  const wider = widerThan(concepts).map((concept) => `k:${concept}`)
  keys.push(storyStem(folded))
  if (concepts.length === 0 && folded.length >= 5) keys.push(`d:${countryStem(folded)}`)
  // Two known words meet by what they mean alone: "librairie" is no "library".
  if (folded.length >= 6) (concepts.length === 0 ? keys : wider).push(`c:${cognate(folded)}`)
  return { keys, wider, concepts }
}

const demonymEnding =
  /(?:i?ennes?|i?ens?|i?ans?|i?an[oa]s?|aises?|ais|oises?|ois|eses?|es[ao]s?|ens[e]s?|en[oa]s?|ie|ia|y|es|e|as|a|os|o|s)$/

/** What is left of a country and its people in three languages: "Ostrie", "ostriennes", "Ostrian", "ostriano". */
function countryStem(folded: string): string {
  const stem = folded.replace(demonymEnding, '')
  return (stem.length >= 4 ? stem : folded)
    .replace(/ph/g, 'f')
    .replace(/[ck]h?|qu/g, 'k')
    .replace(/y/g, 'i')
    .replace(/(.)\1/g, '$1')
}

/** What cognates have in common: "négociation", "negotiation", "negociación". */
function cognate(folded: string): string {
  return folded
    .replace(/^es(?=[cpt])/, 's')
    .replace(/^et(?=[a-z])/, 'st')
    .replace(/ph/g, 'f')
    .replace(/[ck]h?|qu/g, 'k')
    .replace(/y/g, 'i')
    .replace(/t(?=i[ao])|z/g, 'k')
    .replace(/h/g, '')
    .replace(/(.)\1/g, '$1')
    .slice(0, 5)
}

/** Claims of one report that say something of their own, ready to be compared. */
export function claimContents(analysis: Analysis, entities: SharedEntities): ClaimContent[] {
  const { report, claims } = analysis
  const { language, text } = report
  const words = wordsOf(text)
  const starts = words.map(({ start }) => start)
  const events = new Map(analysis.events.map((event) => [event.id, event]))
  const attributions = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]))
  const ofReport = entities.get(analysis)
  const mentions = analysis.entities
    .flatMap((entity) => entity.mentions.map((mention) => ({ ...mention, entity })))
    .sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const cues = analysis.attributions
    .flatMap(({ cue, act }) => (act === undefined || speechActs.has(act) ? cue : []))
    .sort((a, b) => a[0] - b[0])
  const times = [...analysis.times].sort((a, b) => a.span[0] - b.span[0])
  const quantities = [...(analysis.quantities ?? [])].sort((a, b) => a.span[0] - b.span[0])
  const placeEntities = new Set(analysis.places.flatMap(({ entity }) => entity ?? []))
  const dropped = nestedClaims(claims, text)
  // Cues whose content is a claim.
  const told = new Set<number>()
  for (const { chain } of claims)
    for (const { attribution } of chain)
      for (const [start] of (attribution && attributions.get(attribution)?.cue) || []) told.add(start)

  /** What each word is, looked up once: claims lie within one another and within their sentence. */
  const itemOf: (ContentItem | null | undefined)[] = []
  const itemAt = (k: number): ContentItem | undefined => {
    if (itemOf[k] === undefined) itemOf[k] = itemOfWord(language, words, k) ?? null
    const item = itemOf[k]
    return item ? { ...item } : undefined
  }
  const numbersIn = (span: Span): ContentNumber[] => {
    const numbers = between(quantities, span, (one) => one.span).map(
      ({ span: at, unit, low, high }): ContentNumber => {
        // Counts of people have English names whatever the language.
        const known = personUnits[unit]
        const concepts = known ? [known] : conceptsOf(language, wordsOf(unit)[0]?.folded ?? unit)
        return {
          span: at,
          unit,
          units: concepts.length > 0 ? concepts : [storyStem(wordsOf(unit)[0]?.folded ?? unit)],
          low,
          high,
        }
      },
    )
    numbers.push(...percentages(text, span, language, numbers))
    return numbers
  }
  const itemsIn = (span: Span, masked: readonly Span[], numbers: readonly ContentNumber[]): ContentItem[] => {
    const items: ContentItem[] = []
    const names: Span[] = []
    for (const { span: at, kind, entity } of between(mentions, span, (one) => one.span)) {
      if (!within(at, span) || masked.some((one) => within(at, one))) continue
      if (names.some((one) => overlaps(one, at))) continue
      const shared = ofReport?.get(entity.id)
      if (!shared) continue
      if (kind === 'nominal') continue
      names.push(at)
      items.push(itemOfEntity(at, kind === 'pronoun', shared, placeEntities.has(entity.id), language, text))
    }
    let word = firstAt(starts, span[0])
    const inNumber = numbers.map((number) => number.span)
    const numerals = numeralsIn(text, span, language).filter(
      (one) =>
        !inNumber.some((other) => overlaps(other, one.span)) &&
        !masked.some((other) => overlaps(other, one.span)),
    )
    for (; word < words.length && words[word].start < span[1]; word++) {
      const here = words[word]
      const at: Span = [here.start, here.end]
      if (masked.some((one) => overlaps(one, at)) || names.some((one) => overlaps(one, at))) continue
      const written = numerals.find((one) => overlaps(one.span, at))
      if (written) {
        if (written.span[0] === here.start)
          items.push({
            span: written.span,
            keys: [`#:${written.value}`],
            wider: [],
            weight: 0.8,
            kind: 'word',
            concepts: [],
            before: false,
          })
        continue
      }
      const item = itemAt(word)
      if (!item) continue
      // Of a counted noun the noun stays, its number stands among the numbers.
      const counted = inNumber.find((one) => overlaps(one, at))
      if (counted && (/^\p{N}/u.test(here.folded) || (item.span[1] < counted[1] && !isThing(item)))) continue
      items.push(item)
      if (item.span[1] > here.end) while (words[word + 1]?.end <= item.span[1]) word++
    }
    return items.sort((a, b) => a.span[0] - b.span[0])
  }

  const contents = claims.flatMap((claim): ClaimContent[] => {
    if (dropped.has(claim)) return []
    const event = claim.event ? events.get(claim.event) : undefined
    // Where what is confirmed is no clause of its own ("ont confirmé quatre cas"), the whole says it.
    const isCue = between(cues, claim.predicate, (cue) => cue).some((cue) => told.has(cue[0]))
    if (isCue && (!event || event.type === 'OTHER')) return []
    const masked: Span[] = []
    const span: Span = [
      Math.max(claim.span[0], claim.predicate[0] - compared),
      Math.min(claim.span[1], claim.predicate[1] + compared),
    ]
    const own = between(times, span, (time) => time.span)
    const numbers = numbersIn(span)
    masked.push(...own.map(({ span }) => span))
    masked.push(...claim.marks.map(({ span }) => span).filter((mark) => !overlaps(mark, claim.predicate)))
    // The words that bring in the source are not what is said.
    for (const holder of claim.chain.slice(1).slice(-holdersSetAside)) {
      const attribution = holder.attribution ? attributions.get(holder.attribution) : undefined
      if (attribution) masked.push(...attribution.source, ...attribution.cue)
    }
    const items = itemsIn(span, masked, numbers)
    const predicate = items.find((item) => overlaps(item.span, claim.predicate)) ?? {
      span: claim.predicate,
      keys: [],
      wider: [],
      weight: 0,
      kind: 'word' as const,
      concepts: [],
      before: false,
    }
    predicate.weight *= 1.5
    for (const item of items) item.before = item.span[1] <= claim.predicate[0]
    // Where what stands between cuts the subject off ("Singer X, a legend of rock, died"), the sentence's first name is it.
    const addSubject = () => {
      const sentence = text.slice(Math.max(0, claim.span[0] - 160), claim.span[0])
      const start = claim.span[0] - sentence.length + sentenceStart(sentence)
      const subject = between(mentions, [start, claim.span[0]], ({ span: at }) => at).find(
        ({ kind, span: at }) => kind === 'name' && at[0] >= start && at[1] <= claim.span[0],
      )
      const shared = subject && ofReport?.get(subject.entity.id)
      if (subject && shared)
        items.unshift({
          ...itemOfEntity(subject.span, false, shared, placeEntities.has(subject.entity.id), language, text),
          before: true,
        })
    }
    const headItems = headsOf(items, predicate)
    const heads = new Set(predicate.keys)
    for (const item of headItems) for (const key of item.keys) heads.add(key)
    // Where the verb says little, its nouns say what happens.
    if (predicate.keys.length === 0 && headItems.length === 0)
      for (const item of items) if (item.kind === 'word') for (const key of item.keys) heads.add(key)
    if (!items.some(({ before }) => before)) addSubject()
    // Who denies or promises something of himself stands outside it: "a démenti avoir validé".
    const speaker = claim.chain[claim.chain.length - 1]
    const self = speaker.entity && claim.chain.length > 1 ? ofReport?.get(speaker.entity) : undefined
    if (self && !items.some(({ before, kind }) => before && kind !== 'word'))
      items.push({
        span: claim.predicate,
        keys: [`e:${self.key}`],
        wider: [],
        weight: 0,
        kind: 'pronoun',
        concepts: [],
        before: true,
      })
    if (predicate.keys.length === 0)
      for (const { units } of numbers)
        for (const unit of units)
          if (unit === 'die' || unit === 'kill' || unit === 'injure') heads.add(`k:${unit}`)
    const keys = new Map<string, ContentItem>()
    for (const item of items) for (const key of item.keys) if (!keys.has(key)) keys.set(key, item)
    const wider = new Set(items.flatMap((item) => item.wider))
    const partKeys = new Set(items.flatMap(({ parts }) => parts?.flat() ?? []))
    const known = certaintyOf(claim, event, text.slice(claim.span[0], claim.span[1]).toLowerCase())
    const negated =
      known === 'sure' &&
      (noSubject[language].test(text.slice(claim.span[0], claim.predicate[0]).toLowerCase()) ||
        (language === 'en' && noObject.test(text.slice(claim.predicate[1], claim.span[1]))))
    const certainty: Certainty = negated ? 'denied' : known
    const source = sourceOf(claim, analysis, ofReport)
    return [
      {
        analysis,
        claim,
        report: report.id,
        language,
        ...(event ? { event } : {}),
        items,
        keys,
        wider,
        partKeys,
        weight: items.reduce((sum, { weight }) => sum + weight, 0),
        heads,
        headItems,
        predicate,
        numbers,
        times: own.filter(({ from }) => from !== undefined),
        polarity: certainty === 'denied' ? 'denied' : 'affirmed',
        status: statusOf(claim, event, certainty),
        certainty,
        ...(source ? { source } : {}),
        direct: claim.chain.some(
          ({ attribution }) => attribution && attributions.get(attribution)?.speech === 'direct',
        ),
      },
    ]
  })
  const sentenceOf = (span: Span, inside: readonly ClaimContent[], most: ClaimContent): SentenceContent => {
    const own = between(times, span, (one) => one.span)
    const numbers = numbersIn(span)
    numbers.push(...percentages(text, span, language, numbers))
    const items = itemsIn(
      span,
      own.map((one) => one.span),
      numbers,
    )
    for (const item of items) {
      item.before = item.span[1] <= most.claim.predicate[0]
      const word = words[firstAt(starts, item.span[0])]
      // An unknown word with a capital is a name that was not seen as one.
      if (item.kind === 'word' && item.concepts.length === 0 && word?.capital && item.span[0] > span[0] + 3)
        item.kind = 'name'
    }
    const keys = new Map<string, ContentItem>()
    for (const item of items) for (const key of item.keys) if (!keys.has(key)) keys.set(key, item)
    return {
      analysis,
      language,
      span,
      items,
      keys,
      wider: new Set(items.flatMap((item) => item.wider)),
      partKeys: new Set(items.flatMap(({ parts }) => parts?.flat() ?? [])),
      numbers,
      times: own.filter(({ from }) => from !== undefined),
      certainties: new Set(inside.map(({ certainty }) => certainty)),
      heads: new Set(inside.flatMap(({ headItems }) => headItems.map((item) => item.span[0]))),
      mainHeads: new Set(most.headItems.map((item) => item.span[0])),
      ...(most.event ? { event: most.event } : {}),
      claim: most.claim,
    }
  }
  const byStart = contents.toSorted((a, b) => a.claim.span[0] - b.claim.span[0])
  let k = 0
  for (const span of analysis.sentences) {
    const inside: ClaimContent[] = []
    while (k < byStart.length && byStart[k].claim.span[0] < span[1]) inside.push(byStart[k++])
    let most = inside[0]
    for (const one of inside) if (one.weight > most.weight) most = one
    if (most) most.sentence = sentenceOf([span[0], Math.min(span[1], span[0] + 2 * compared)], inside, most)
  }
  return contents
}

const isNoPredicate = (concepts: readonly string[]) =>
  concepts.length > 0 && concepts.every((concept) => ['place', 'person'].includes(kindOf(concept) ?? ''))

/** How far behind a light verb the noun may stand that says what happens. */
const headReach = 5

/**
 * The words that say what happens. Of a light verb it is the first word behind it that names an event ("a fait douze
 * morts", "began a strike"), else the last one before it ("the truce took effect").
 */
function headsOf(items: readonly ContentItem[], predicate: ContentItem): ContentItem[] {
  // "In front of", "authorities": where the parse takes a word for the predicate that tells of nothing, it is none.
  const known = predicate.kind === 'word' && predicate.keys.length > 0 && !isNoPredicate(predicate.concepts)
  if (known && !maybeLight(predicate.concepts)) return [predicate]
  const eventful = (item: ContentItem) =>
    item !== predicate && item.kind === 'word' && isEventful(item.concepts) && !isLight(item.concepts)
  const behind = items.filter(({ span }) => span[0] >= predicate.span[1]).slice(0, headReach)
  const found = behind.find(eventful) ?? items.findLast((item) => item.before && eventful(item))
  const own = known && !isLight(predicate.concepts) ? [predicate] : []
  return found ? [...own, found] : own
}

const digit = /[0-9]/
const percentage =
  /(?<![\p{N}.,])(\p{N}{1,4}(?:[.,]\p{N}{1,3})?)[\s ]?(?:%|percent|per cent|pct|pour cent|por ciento)/gu

/** Numbers of the hundred, which are no quantities of things. */
function percentages(
  text: string,
  [start, end]: Span,
  language: Language,
  known: readonly ContentNumber[],
): ContentNumber[] {
  if (!digit.test(text.slice(start, end))) return []
  const found: ContentNumber[] = []
  for (const match of text.slice(start, end).matchAll(percentage)) {
    const span: Span = [start + match.index, start + match.index + match[0].length]
    if (known.some((one) => overlaps(one.span, span))) continue
    const written = language === 'en' ? match[1].replace(',', '') : match[1].replace(',', '.')
    const value = Number(written)
    if (!Number.isNaN(value)) found.push({ span, unit: '%', units: ['percent'], low: value, high: value })
  }
  return found
}

/** Whether a word names something, and no count or quality: "measles" in "900 measles cases". */
const isThing = ({ concepts }: ContentItem) => concepts.length > 0 && kindOf(concepts[0]) !== 'quality'

/** Where the last sentence of a text begins. */
const sentenceStart = (text: string) =>
  Math.max(0, ...[...text.matchAll(/[.!?…\n]\s/g)].map(({ index }) => index + 2))

/** Of two sorted lists, those spans that overlap `span`; linear in what it finds but for the search. */
function between<T>(sorted: readonly T[], span: Span, of: (item: T) => Span): T[] {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (of(sorted[middle])[0] < span[0]) low = middle + 1
    else high = middle
  }
  const found: T[] = []
  // One that begins before the span may reach into it.
  for (let k = Math.max(0, low - 4); k < sorted.length && of(sorted[k])[0] < span[1]; k++)
    if (overlaps(of(sorted[k]), span)) found.push(sorted[k])
  return found
}

function firstAt(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle] < at) low = middle + 1
    else high = middle
  }
  return low
}

/** What a word weighs that says little alone: "began", "reached". */
const lightWeight = 0.2

/** A numeral with the separators of its language and what it is multiplied by: "2,300", "1,2 milliard". */
const numeral =
  /\p{N}+(?:[., {2}]\p{N}{3}(?!\p{N}))*(?:[.,]\p{N}+)?(?: (?:(?<million>millions?|mill[oó]n(?:es)?)|(?<billion>milliards?|billions?)|(?<thousand>mille|mil|thousand))(?!\p{L}))?/gu
const multipliers: readonly [string, number][] = [
  ['million', 1e6],
  ['billion', 1e9],
  ['thousand', 1e3],
]

/** Numerals between two offsets, each with its value. */
export function numeralsIn(
  text: string,
  [start, end]: Span,
  language: Language,
): { span: Span; value: number }[] {
  if (!digit.test(text.slice(start, end))) return []
  return [...text.slice(start, end).matchAll(numeral)].map((match) => {
    const digits = /^[\p{N}., {2}]*\p{N}/u.exec(match[0])?.[0] ?? ''
    const decimal = language === 'en' ? '.' : ','
    // A group of three behind the other sign is no fraction: "2,300", "2.300".
    const grouped = digits
      .replace(/[ ]/g, ' ')
      .replace(/[., ](?=\p{N}{3}(?!\p{N}))/gu, (sign) =>
        sign === decimal && digits.split(sign).length === 2 ? sign : '',
      )
    const value = Number(grouped.replace(decimal, '.'))
    const times = multipliers.find(([name]) => match.groups?.[name])?.[1] ?? 1
    const from = start + match.index
    return { span: [from, from + match[0].length], value: Math.round(value * times * 1000) / 1000 }
  })
}

function itemOfWord(language: Language, words: readonly Word[], k: number): ContentItem | undefined {
  const { start, end, folded } = words[k]
  // Phrases first: "cessez-le-feu", "alto el fuego".
  for (let length = beginsPhrase(language, folded) ? 4 : 0; length > 1; length--) {
    const last = words[k + length - 1]
    if (!last || last.start - end > 24) continue
    const concepts = conceptsOf(
      language,
      words
        .slice(k, k + length)
        .map((word) => word.folded)
        .join('_'),
    )
    if (concepts.length > 0)
      return {
        span: [start, last.end],
        keys: [...concepts.map((concept) => `k:${concept}`), ...(concepts.includes('kill') ? ['k:die'] : [])],
        // What its words mean each by itself: "took gold" meets "gold".
        wider: [
          ...widerThan(concepts),
          ...words
            .slice(k, k + length)
            .flatMap((word) =>
              isFunctionWord(language, word.folded) || lightWords[language].has(word.folded)
                ? []
                : conceptsOf(language, word.folded),
            ),
        ].map((concept) => `k:${concept}`),
        weight: isLight(concepts) ? lightWeight : 0.8,
        kind: 'word',
        concepts,
        before: false,
      }
  }
  const digit = folded.length < 2 && /^\p{N}/u.test(folded)
  if ((folded.length < 2 && !digit) || isFunctionWord(language, folded) || lightWords[language].has(folded))
    return undefined
  const { keys, wider, concepts } = wordKeys(language, folded)
  const weight = telling(language, storyStem(folded))
  return {
    span: [start, end],
    keys,
    wider,
    weight: isLight(concepts) ? Math.min(weight, lightWeight) : weight,
    kind: 'word',
    concepts,
    before: false,
  }
}

function itemOfEntity(
  span: Span,
  pronoun: boolean,
  shared: SharedEntity,
  place: boolean,
  language: Language,
  text: string,
): ContentItem {
  const name = wordsOf(text.slice(span[0], span[1]))
  const keys = [`e:${shared.key}`]
  if (!pronoun) keys.push(`n:${name.map(({ folded }) => folded).join(' ')}`)
  // A report may have the name as a mere word.
  if (!pronoun && (name.length === 1 || shared.type !== 'person'))
    for (const { folded } of name)
      if (
        (name.length === 1 || folded.length > 3) &&
        !isFunctionWord(language, folded) &&
        (name.length === 1 || conceptsOf(language, folded).length === 0)
      )
        keys.push(storyStem(folded))
  if (!pronoun && name.length === 1 && name[0].folded.length >= 5)
    keys.push(`d:${countryStem(name[0].folded)}`)
  const telling = name.filter(({ folded }) => folded.length > 1 && !isFunctionWord(language, folded))
  const parts =
    pronoun || shared.type === 'person' || telling.length < 2
      ? undefined
      : telling.map(({ folded }) => {
          const { keys: own, wider } = wordKeys(language, folded)
          return folded.length >= 5 ? [...own, ...wider, `d:${countryStem(folded)}`] : [...own, ...wider]
        })
  const concepts: string[] = []
  if (!pronoun)
    for (const { folded } of name)
      if (!isFunctionWord(language, folded)) concepts.push(...conceptsOf(language, folded))
  // "Supreme Court", "Social Democrats": words that say together what another report says in its own.
  if (!pronoun)
    for (let length = Math.min(name.length, 4); length > 1; length--)
      for (let k = 0; k + length <= name.length; k++)
        if (beginsPhrase(language, name[k].folded))
          keys.push(
            ...conceptsOf(
              language,
              name
                .slice(k, k + length)
                .map(({ folded }) => folded)
                .join('_'),
            ).map((concept) => `k:${concept}`),
          )
  // "Gobierno", "Floods": the name is a word that another report has as such.
  if (name.length === 1) keys.push(...concepts.map((concept) => `k:${concept}`))
  return {
    span,
    keys,
    ...(parts ? { parts } : {}),
    wider: name.length === 1 ? widerThan(concepts).map((concept) => `k:${concept}`) : [],
    weight: pronoun ? 0.5 : 1,
    kind: pronoun
      ? 'pronoun'
      : place || shared.type === 'place' || shared.type === 'facility'
        ? 'place'
        : 'name',
    concepts,
    before: false,
  }
}

function sourceOf(
  claim: Claim,
  analysis: Analysis,
  ofReport: ReadonlyMap<string, SharedEntity> | undefined,
): ClaimSource | undefined {
  const holder = claim.chain[claim.chain.length - 1]
  if (claim.chain.length < 2 || holder.kind === 'unstated' || !holder.name) return undefined
  const shared = holder.entity ? ofReport?.get(holder.entity) : undefined
  const keys = new Set(nameKeys(analysis.report.language, holder.name, true))
  if (shared) for (const role of shared.roles) keys.add(role)
  return {
    name: holder.name,
    ...(shared ? { entity: shared.key } : {}),
    keys,
    named: holder.kind !== 'anonymous',
  }
}

/** Words before a noun that stands behind a preposition: "against the pension", "tras los". */
const nounPhrase =
  /^(?:(?:of|in|on|at|after|before|during|against|for|from|to|by|with|over|dans|de|du|des|à|au|aux|sur|après|avant|pendant|contre|pour|par|avec|lors|en|tras|contra|por|para|con|durante|sobre|del|al|a) )?(?:de |du |de la )?(?:[\p{L}-]+['’]s|the|an?|his|her|its|their|this|that|le|la|les|l'|l’|un|une|des|son|sa|ses|leur|leurs|cette|ce|ces|el|los|las|una|unos|su|sus|esta|este)(?: |(?<=['’]))(?:[\p{L}\p{N}-]+ ){0,2}$/iu

/**
 * Claims that stand in another of the same holder and say no more than a noun of it ("de retrait" in "a validé un plan
 * de retrait"), each with the widest claim around it.
 */
function nestedClaims(claims: readonly Claim[], text: string): Map<Claim, Claim> {
  const found = new Map<Claim, Claim>()
  const sorted = claims.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const open: Claim[] = []
  for (const claim of sorted) {
    while (open.length > 0 && open[open.length - 1].span[1] <= claim.span[0]) open.pop()
    const outer = open
      .slice(0, claimsAround)
      .find(
        (one) =>
          within(claim.span, one.span) &&
          claim.span[1] - claim.span[0] < 0.85 * (one.span[1] - one.span[0]) &&
          one.chain.length === claim.chain.length &&
          one.chain.every((holder, k) => holder.attribution === claim.chain[k].attribution),
      )
    if (
      outer &&
      (claim.predicate[0] - claim.span[0] <= 12 ||
        (claim.predicate[0] - claim.span[0] <= 32 &&
          nounPhrase.test(text.slice(claim.span[0], claim.predicate[0]))))
    )
      found.set(claim, outer)
    else open.push(claim)
  }
  return found
}
