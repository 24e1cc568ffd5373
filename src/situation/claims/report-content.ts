import type {
  Act,
  Analysis,
  Attribution,
  Claim,
  Entity,
  Language,
  Mention,
  Quantity,
  ReportedEvent,
  Span,
  TimeExpression,
} from '../../contract/analysis.ts'
import { kindOf } from '../words/concepts.ts'
import { everyPredicate } from '../words/every-predicate.ts'
import { firstAt, overlapping, overlaps, within } from '../words/spans.ts'
import { type Word, wordsOf } from '../words/words.ts'
import type { ContentItem, ContentNumber } from './claim-content.ts'
import { type Numeral, numberOf, numeralsIn, percentagesOf } from './claim-numbers.ts'
import { itemOfEntity, itemOfWord } from './content-items.ts'
import { nestedClaims } from './nested-claims.ts'
import type { SharedEntities, SharedEntity } from './same-entity.ts'

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

/** What a numeral weighs of which it is not seen what it counts. */
const numeralWeight = 0.8
/** Characters before a claim in which its sentence's first name is looked for. */
const subjectReach = 160

type MentionOfEntity = Mention & { entity: Entity }

/**
 * One report with its findings in the order of the text, so that what stands in a claim or sentence is found at once:
 * claims lie within one another and within their sentence, and each word is looked up once.
 */
export class ReportContent {
  readonly analysis: Analysis
  readonly language: Language
  readonly text: string
  readonly events: ReadonlyMap<string, ReportedEvent>
  readonly attributions: ReadonlyMap<string, Attribution>
  /** Who is who across the reports, by the entity's id in this one. */
  readonly shared: ReadonlyMap<string, SharedEntity> | undefined
  /** Claims that say no more than a noun of another. */
  readonly nested: ReadonlyMap<Claim, Claim>
  readonly #governed: ReadonlyMap<Claim, string>
  readonly #words: Word[]
  readonly #starts: number[]
  readonly #mentions: MentionOfEntity[]
  readonly #cues: Span[]
  readonly #times: TimeExpression[]
  readonly #quantities: Quantity[]
  readonly #numerals: Numeral[]
  readonly #percentages: ContentNumber[]
  readonly #places: ReadonlySet<string>
  /** Where the cues begin whose content is a claim. */
  readonly #told = new Set<number>()
  readonly #itemOf: (ContentItem | null | undefined)[] = []

  constructor(analysis: Analysis, entities: SharedEntities) {
    const { report } = analysis
    const claims = everyPredicate(analysis)
    this.analysis = analysis
    this.language = report.language
    this.text = report.text
    this.#words = wordsOf(report.text)
    this.#starts = this.#words.map(({ start }) => start)
    this.events = new Map(analysis.events.map((event) => [event.id, event]))
    this.#governed = governedEvents(claims)
    this.attributions = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]))
    this.shared = entities.get(analysis)
    this.nested = nestedClaims(claims, report.text)
    this.#mentions = analysis.entities
      .flatMap((entity) => entity.mentions.map((mention) => ({ ...mention, entity })))
      .sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
    this.#cues = analysis.attributions
      .flatMap(({ cue, act }) => (act === undefined || speechActs.has(act) ? cue : []))
      .sort((a, b) => a[0] - b[0])
    this.#times = [...analysis.times].sort((a, b) => a.span[0] - b.span[0])
    // Shares are read from the text, as those of statements without an analysis are.
    this.#quantities = (analysis.quantities ?? [])
      .filter(({ unit }) => unit !== '%')
      .sort((a, b) => a.span[0] - b.span[0])
    this.#numerals = numeralsIn(report.text, [0, report.text.length], report.language)
    this.#percentages = percentagesOf(report.text, report.language, this.#numerals)
    this.#places = new Set(analysis.places.flatMap(({ entity }) => entity ?? []))
    for (const { chain } of claims)
      for (const { attribution } of chain)
        for (const [start] of (attribution && this.attributions.get(attribution)?.cue) || [])
          this.#told.add(start)
  }

  /** The word at an offset, or the first behind it. */
  wordAt(offset: number): Word | undefined {
    return this.#words[firstAt(this.#starts, offset)]
  }

  timesIn(span: Span): TimeExpression[] {
    return overlapping(this.#times, span, (time) => time.span)
  }

  /** Whether a word only brings in what another claim tells. */
  bringsInClaim(predicate: Span): boolean {
    return overlapping(this.#cues, predicate, (cue) => cue).some((cue) => this.#told.has(cue[0]))
  }

  /** Quantities and percentages. */
  numbersIn(span: Span): ContentNumber[] {
    const numbers = overlapping(this.#quantities, span, (one) => one.span).map((one) =>
      numberOf(one, this.language),
    )
    const others = overlapping(this.#percentages, span, (one) => one.span).filter(
      (one) => within(one.span, span) && !numbers.some((other) => overlaps(one.span, other.span)),
    )
    numbers.push(...others)
    return numbers
  }

  /**
   * The words, names and lone numerals of a stretch of text, in its order.
   * @param masked words that are set aside
   * @param numbers of the stretch, which stand beside its words
   */
  itemsIn(span: Span, masked: readonly Span[], numbers: readonly ContentNumber[]): ContentItem[] {
    const items: ContentItem[] = []
    const names: Span[] = []
    for (const mention of overlapping(this.#mentions, span, (one) => one.span)) {
      const at = mention.span
      if (!within(at, span) || masked.some((one) => within(at, one))) continue
      if (names.some((one) => overlaps(one, at))) continue
      if (mention.kind === 'nominal') continue
      const item = this.#itemOfMention(mention)
      if (!item) continue
      names.push(at)
      items.push(item)
    }
    const inNumber = numbers.map((number) => number.span)
    const numerals = overlapping(this.#numerals, span, (one) => one.span).filter(
      (one) =>
        within(one.span, span) &&
        !inNumber.some((other) => overlaps(other, one.span)) &&
        !masked.some((other) => overlaps(other, one.span)),
    )
    const words = this.#words
    for (let k = firstAt(this.#starts, span[0]); k < words.length && words[k].start < span[1]; k++) {
      const here = words[k]
      const at: Span = [here.start, here.end]
      if (masked.some((one) => overlaps(one, at)) || names.some((one) => overlaps(one, at))) continue
      const written = numerals.find((one) => overlaps(one.span, at))
      if (written) {
        if (written.span[0] === here.start) items.push(itemOfNumeral(written))
        continue
      }
      const item = this.#itemAt(k)
      if (!item) continue
      // Of a counted noun the noun stays, its number stands among the numbers.
      const counted = inNumber.find((one) => overlaps(one, at))
      if (counted && (/^\p{N}/u.test(here.folded) || (item.span[1] < counted[1] && !isThing(item)))) continue
      items.push(item)
      if (item.span[1] > here.end) while (words[k + 1]?.end <= item.span[1]) k++
    }
    return items.sort((a, b) => a.span[0] - b.span[0])
  }

  /** The event that a claim tells: its own, or that of the infinitive right behind its verb. */
  eventOf(claim: Claim): ReportedEvent | undefined {
    if (claim.event) return this.events.get(claim.event)
    const governed = this.events.get(this.#governed.get(claim) ?? '')
    // "a annulé l'élection", "refused to apologise": what the verb does away with is not what it tells.
    return governed?.status === 'denied' ? undefined : governed
  }

  /** The first name of a sentence before one of its claims. */
  subjectBefore(claim: Claim): ContentItem | undefined {
    const end = claim.span[0]
    const sentence = this.text.slice(Math.max(0, end - subjectReach), end)
    const start = end - sentence.length + sentenceStart(sentence)
    const subject = overlapping(this.#mentions, [start, end], ({ span }) => span).find(
      ({ kind, span }) => kind === 'name' && span[0] >= start && span[1] <= end,
    )
    return subject && this.#itemOfMention(subject)
  }

  #itemOfMention({ span, kind, entity }: MentionOfEntity): ContentItem | undefined {
    const shared = this.shared?.get(entity.id)
    if (!shared) return undefined
    const isPlace = this.#places.has(entity.id)
    return itemOfEntity(span, kind === 'pronoun', shared, isPlace, this.language, this.text)
  }

  #itemAt(k: number): ContentItem | undefined {
    if (this.#itemOf[k] === undefined) this.#itemOf[k] = itemOfWord(this.language, this.#words, k) ?? null
    const item = this.#itemOf[k]
    return item ? { ...item } : undefined
  }
}

/** Characters between a verb and its infinitive: " to ", " de l'". */
const infinitiveReach = 6

/** "Plans to strike": the event of a bare infinitive by the claim of the verb right before it. */
function governedEvents(claims: readonly Claim[]): ReadonlyMap<Claim, string> {
  const found = new Map<Claim, string>()
  let before: Claim | undefined
  for (const claim of claims.toSorted((a, b) => a.predicate[0] - b.predicate[0])) {
    const near = before && claim.predicate[0] - before.predicate[1] <= infinitiveReach
    if (near && before && claim.rank === 'nominal' && claim.event) found.set(before, claim.event)
    before = claim.rank === 'nominal' ? undefined : claim
  }
  return found
}

const itemOfNumeral = ({ span, value }: { span: Span; value: number }): ContentItem => ({
  span,
  keys: [`#:${value}`],
  wider: [],
  weight: numeralWeight,
  kind: 'word',
  concepts: [],
  before: false,
})

/** Whether a word names something, and no count or quality: "measles" in "900 measles cases". */
const isThing = ({ concepts }: ContentItem) => concepts.length > 0 && kindOf(concepts[0]) !== 'quality'

/** Where the last sentence of a text begins. */
const sentenceStart = (text: string) =>
  Math.max(0, ...[...text.matchAll(/[.!?…\n]\s/g)].map(({ index }) => index + 2))
