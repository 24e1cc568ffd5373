import type { Language } from '../../contract/analysis.ts'
import type { RuleStep } from '../../engine/rule.ts'
import { comparing } from '../words/comparing.ts'
import { isEventful, isLight, kindOf, maybeLight } from '../words/concepts.ts'
import { overlaps } from '../words/spans.ts'
import { certaintyOf } from './certainty.ts'
import type { ContentItem } from './claim-content.ts'
import { type ClaimDraft, emptyItem } from './claim-draft.ts'
import { nameKeys } from './same-entity.ts'

type Step = RuleStep<ClaimDraft>

/** How much more than another word the predicate weighs. */
const predicateWeight = 1.5
/** Holders of a claim, from the last, whose words are set aside. */
const holdersSetAside = 16
/** How far behind a light verb the noun may stand that says what happens. */
const headReach = 5

/** "De retrait" in "a validé un plan de retrait": no more than a noun of another claim. */
const nested: Step = {
  name: 'nested',
  stage: 'choose',
  apply(draft) {
    if (draft.report.nested.has(draft.claim)) draft.dropped = true
  },
}

/** "Said", where what is said is a claim of its own; what is confirmed may be none: "ont confirmé quatre cas". */
const cue: Step = {
  name: 'cue',
  stage: 'choose',
  apply(draft) {
    const { report, claim, event } = draft
    if (report.bringsInClaim(claim.predicate) && (!event || event.type === 'OTHER')) draft.dropped = true
  },
}

/** When it happens is compared by itself. */
const times: Step = {
  name: 'times',
  stage: 'words',
  apply(draft) {
    draft.times = draft.report.timesIn(draft.span)
    draft.masked.push(...draft.times.map(({ span }) => span))
  },
}

/** How many. */
const numbers: Step = {
  name: 'numbers',
  stage: 'words',
  apply(draft) {
    draft.numbers = draft.report.numbersIn(draft.span)
  },
}

/** "Reportedly", "not": how surely it is said is compared by itself. */
const marks: Step = {
  name: 'marks',
  stage: 'words',
  apply({ claim, masked }) {
    masked.push(...claim.marks.map(({ span }) => span).filter((mark) => !overlaps(mark, claim.predicate)))
  },
}

/** The words that bring in the source are not what is said. */
const sources: Step = {
  name: 'sources',
  stage: 'words',
  apply({ claim, masked, report }) {
    for (const holder of claim.chain.slice(1).slice(-holdersSetAside)) {
      const attribution = holder.attribution ? report.attributions.get(holder.attribution) : undefined
      if (attribution) masked.push(...attribution.source, ...attribution.cue)
    }
  },
}

/** The words and names that are left, those before the predicate told apart. */
const items: Step = {
  name: 'items',
  stage: 'words',
  apply(draft) {
    const { report, claim } = draft
    draft.items = report.itemsIn(draft.span, draft.masked, draft.numbers)
    for (const item of draft.items) item.before = item.span[1] <= claim.predicate[0]
  },
}

/** The word that says what happens says most. */
const predicate: Step = {
  name: 'predicate',
  stage: 'what-happens',
  apply(draft) {
    const { claim } = draft
    draft.predicate =
      draft.items.find((item) => overlaps(item.span, claim.predicate)) ?? emptyItem(claim.predicate)
    draft.predicate.weight *= predicateWeight
  },
}

/** Of a light verb a noun says what happens: "a fait douze morts", "the truce took effect". */
const heads: Step = {
  name: 'heads',
  stage: 'what-happens',
  apply(draft) {
    draft.headItems = headsOf(draft.items, draft.predicate)
    draft.heads = new Set(draft.predicate.keys)
    for (const item of draft.headItems) for (const key of item.keys) draft.heads.add(key)
  },
}

/** Where the verb says nothing and no noun names an event, all its words say what happens. */
const headless: Step = {
  name: 'headless',
  stage: 'what-happens',
  apply(draft) {
    if (draft.predicate.keys.length > 0 || draft.headItems.length > 0) return
    for (const item of draft.items)
      if (item.kind === 'word') for (const key of item.keys) draft.heads.add(key)
  },
}

/** Where what stands between cuts the subject off ("Singer X, a legend of rock, died"), the sentence's first name is it. */
const subjectCutOff: Step = {
  name: 'subject-cut-off',
  stage: 'who',
  apply(draft) {
    if (draft.items.some(({ before }) => before)) return
    const subject = draft.report.subjectBefore(draft.claim)
    if (subject) draft.items.unshift({ ...subject, before: true })
  },
}

/** Who denies or promises something of himself stands outside it: "a démenti avoir validé". */
const speakerHimself: Step = {
  name: 'speaker-himself',
  stage: 'who',
  apply({ claim, report, items }) {
    const speaker = claim.chain[claim.chain.length - 1]
    const self = speaker.entity && claim.chain.length > 1 ? report.shared?.get(speaker.entity) : undefined
    if (self && !items.some(({ before, kind }) => before && kind !== 'word'))
      items.push({ ...emptyItem(claim.predicate), keys: [`e:${self.key}`], kind: 'pronoun', before: true })
  },
}

/** Harm that is counted is what happens, where the verb says nothing and its noun is not among its nearest words. Rare. */
const countedHarm: Step = {
  name: 'counted-harm',
  stage: 'what-happens',
  apply(draft) {
    if (draft.predicate.keys.length > 0) return
    for (const { units } of draft.numbers)
      for (const unit of units)
        if (unit === 'die' || unit === 'kill' || unit === 'injure') draft.heads.add(`k:${unit}`)
  },
}

/** How surely it is said. */
const certainty: Step = {
  name: 'certainty',
  stage: 'how-surely',
  apply(draft) {
    const { claim, report } = draft
    draft.certainty = certaintyOf(
      claim,
      draft.event,
      report.text.slice(claim.span[0], claim.span[1]).toLowerCase(),
    )
  },
}

/** "Found no survivors" says of its object, "aucun survivant n'a été" of its subject what "did not find" says of the verb. */
const deniedByNoun: Step = {
  name: 'denied-by-noun',
  stage: 'how-surely',
  apply(draft) {
    if (draft.certainty !== 'sure') return
    const { claim, report } = draft
    const { noSubject, noObject } = comparing[report.language].certainty
    if (
      noSubject.test(report.text.slice(claim.span[0], claim.predicate[0]).toLowerCase()) ||
      noObject.test(report.text.slice(claim.predicate[1], claim.span[1]))
    )
      draft.certainty = 'denied'
  },
}

/** Who vouches for it beside the outlet. */
const source: Step = {
  name: 'source',
  stage: 'who',
  apply(draft) {
    const { claim, report } = draft
    const holder = claim.chain[claim.chain.length - 1]
    if (claim.chain.length < 2 || holder.kind === 'unstated' || !holder.name) return
    const shared = holder.entity ? report.shared?.get(holder.entity) : undefined
    const keys = new Set(nameKeys(report.language, holder.name, true))
    if (shared) for (const role of shared.roles) keys.add(role)
    draft.source = {
      name: holder.name,
      ...(shared ? { entity: shared.key } : {}),
      keys,
      named: holder.kind !== 'anonymous',
    }
  },
}

/** A step with sentences of each language in whose claims it changes something: its tests. */
export interface ClaimRule extends Step {
  readonly examples: readonly (readonly [Language, string])[]
}

const rule = (step: Step, ...examples: [Language, string][]): ClaimRule => ({
  name: step.name,
  stage: step.stage,
  apply: (draft) => step.apply(draft),
  examples,
})

/** What a claim says, step by step, in this order. */
export const claimRules: readonly ClaimRule[] = [
  rule(nested, ['fr', 'Les gardiens du musée ont voté une grève de la faim.']),
  rule(cue, ['en', 'The minister said that the bridge had collapsed.']),
  rule(times, ['es', 'El puente se derrumbó el lunes.']),
  rule(numbers, ['fr', 'Le séisme a tué douze personnes.'], ['en', 'Prices rose by 3.5%.']),
  rule(marks, ['en', 'The army has not left the town.']),
  rule(sources, ['fr', 'Selon la police, un homme armé a attaqué la banque.']),
  rule(items, ['es', 'El ejército atacó la ciudad.']),
  rule(predicate, ['en', 'The court annulled the election.']),
  rule(heads, ['fr', "L'explosion a fait douze morts."]),
  rule(headless, ['en', 'They have it in the garden.']),
  rule(subjectCutOff, ['en', 'Ana Lopez was born in Valdora and died in Kessary.']),
  rule(speakerHimself, ['fr', 'Paul Lenoir est arrivé lundi. Il dément avoir validé le plan.']),
  rule(countedHarm),
  rule(certainty, ['fr', 'Le président aurait signé le traité.'], ['en', 'The union plans to strike.']),
  rule(deniedByNoun, ['en', 'Rescuers found no survivors.'], ['fr', "Aucune offre n'a été rejetée."]),
  rule(source, ['fr', 'La police affirme que le suspect a fui.']),
]

const isNoPredicate = (concepts: readonly string[]) =>
  concepts.length > 0 && concepts.every((concept) => ['place', 'person'].includes(kindOf(concept) ?? ''))

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
