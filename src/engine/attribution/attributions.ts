import type { Act, Attribution, Entity, Span, Speech } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import { indexEntities } from '../names/entity-index.ts'
import { entityOfSpan } from '../names/entity-of-span.ts'
import type { CarefulReader } from '../reader/careful-reader.ts'
import type { Resources } from '../resources.ts'
import { AttributionView } from './attribution-view.ts'
import { carefulDrafts } from './careful-drafts.ts'
import { cueLexicon } from './cue-lexicon.ts'
import { type FoundCue, inVerbGroup } from './cue-tokens.ts'
import { covers, type Draft, startOf } from './draft.ts'
import { fromNameless, mendDrafts } from './draft-mends.ts'
import { readDrafts } from './drafts.ts'
import { explanation } from './explanation.ts'
import { readAttributionModel } from './linear.ts'
import { kindOfEntity, kindOfPhrase } from './source-kinds.ts'
import { type SourceLexicon, sourceLexicon } from './source-lexicon.ts'
import { antecedent, isRelative, phraseBefore } from './source-rules.ts'
import { isSpeaker } from './speaker-behind.ts'
import { addVias, isHearsay } from './via.ts'

/**
 * Gives attributions: cues by a model over the lexicon, tags and tree; then for each the stretch of text that is its
 * content and the phrase that is its source, each the best of the spans that the tree and the quotation marks offer.
 * Phrases ("selon X") and quotations without a cue are found by rules.
 * @param careful gives the careful reader, where it is to read: then its attributions stand, and the fast reader's tell which
 *   of them both see
 * @throws Error where the model is missing
 */
export function createAttributions(
  pack: LanguagePack,
  resources: Resources,
  careful?: () => CarefulReader,
): Component {
  const name = pack.models.attribution
  const model = readAttributionModel(resources.bytes(name))
  const lexicon = cueLexicon(pack)
  const sources = sourceLexicon(pack)
  const reader = careful?.()
  return defineComponent({
    name: 'attributions',
    needs: ['sentences', 'tokens', 'tags', 'lemmas', 'dependencies', 'quotations', 'discourse'],
    gives: ['attributions', 'context'],
    refines: ['entities', 'entityIndex'],
    uses: {
      [name]: resources.hash(name),
      ...(reader ? { reader: resources.hash('reader') } : {}),
      [`${pack.code}.cues`]: lexicon.hash,
      [`${pack.code}.attribution-words`]: pack.attribution.likeEnglish.hash,
      [`${pack.code}.sources`]: sources.hash,
    },
    run: (document) => {
      const view = new AttributionView(document, lexicon)
      const fast = readDrafts(view, model, sources, pack.rules.attribution)
      const told = reader?.read(document, document.trail)
      const careful = told && carefulDrafts(view, told.attributions)
      const read = careful ? [...careful, ...fromNameless(view, careful, fast, sources)] : fast
      const drafts = mendDrafts(view, read, sources)
      const attributions = toAttributions(view, drafts)
      if (reader) tellReaders(drafts, attributions, fast)
      // Outlets may have been added.
      Object.assign(document.entityIndex, indexEntities(document))
      return { attributions, context: told?.context }
    },
  })
}

/** Says of each of the careful reader's attributions how sure it is, and whether the fast reader has one with half its content. */
function tellReaders(
  drafts: readonly Draft[],
  attributions: readonly Attribution[],
  fast: readonly Draft[],
): void {
  const size = (draft: Draft) => draft.content.reduce((sum, [a, b]) => sum + b - a + 1, 0)
  let from = 0
  drafts.forEach((draft, k) => {
    const first = startOf(draft)
    const last = Math.max(...draft.content.map(([, b]) => b))
    while (from < fast.length && Math.max(...fast[from].content.map(([, b]) => b)) < first - 200) from++
    let both = false
    for (let f = from; f < fast.length && startOf(fast[f]) <= last && !both; f++) {
      let shared = 0
      for (const [a, b] of fast[f].content)
        for (const [c, d] of draft.content) shared += Math.max(0, Math.min(b, d) - Math.max(a, c) + 1)
      both = 2 * shared >= size(draft) + size(fast[f]) - shared
    }
    const attribution = attributions[k]
    if (draft.confidence !== undefined) attribution.confidence = Math.round(draft.confidence * 1000) / 1000
    attribution.readers = both ? ['fast', 'careful'] : ['careful']
  })
}

/** The drafts as the contract has them, with kinds, vias, acts and reasons. */
export function toAttributions(view: AttributionView, drafts: Draft[]): Attribution[] {
  const { document } = view
  const sources = sourceLexicon(document.words)
  const entityAt = entityFinder(view)
  const byId = new Map(document.entities.map((entity) => [entity.id, entity]))
  // Kinds in text order of the cue: a speaker left out is the one before.
  const order = [...drafts].sort((a, b) => placeOf(a) - placeOf(b))
  let speaker: Draft | undefined
  for (const draft of order) {
    if (draft.source) {
      // "Who said": whom the pronoun stands for.
      let who = antecedent(view, draft.source)
      if (who === draft.source && isRelative(view, who)) who = phraseBefore(view, who.first) ?? who
      draft.entity = entityAt(who.first, who.last, who.head)
      if (!draft.entity && hasName(view, who.first, who.last)) {
        const id = entityOfSpan(document, phraseSpan(view, who.first, who.last))
        draft.entity = id ? byId.get(id) : undefined
      }
      draft.kind = kindOfPhrase(view, sources, who.first, who.last, who.head, draft.entity)
      if (draft.entity && isPersonal(view, draft) && kindOfEntity(sources, draft.entity) === 'media') {
        // "Il aurait nié" behind "BFMTV révèle": a person that the outlet speaks of, not the outlet.
        draft.entity = undefined
        draft.kind = 'named'
      }
      inheritPronoun(view, draft, speaker)
      // "Experience shows that": nobody speaks.
      if (draft.kind === 'named' && !draft.entity && isThing(view, draft)) draft.kind = 'document'
    } else {
      inheritSpeaker(view, draft, speaker)
      takeReadKind(sources, draft)
    }
    if (draft.kind !== 'unstated' && !draft.parent) speaker = draft
  }
  for (const draft of drafts) {
    if (
      draft.parent &&
      draft.source &&
      draft.source.first === draft.source.last &&
      view.words.i.test(view.tokens.form[draft.source.head])
    ) {
      draft.kind = draft.parent.kind
      draft.entity = draft.parent.entity
    }
    if (draft.kind !== 'unstated' || !draft.entity) continue
    draft.kind = kindOfEntity(sources, draft.entity)
  }
  addVias(view, order, sources)
  const ids = new Map(drafts.map((draft, k) => [draft, `a${k + 1}`]))
  return drafts.map((draft) => {
    const content = draft.content.map((range) => spanOf(view, range, draft.cue))
    const attribution: Attribution = {
      id: ids.get(draft) ?? '',
      // A source whose words all went to the cue has none left.
      source:
        draft.source && draft.source.first <= draft.source.last
          ? [phraseSpan(view, draft.source.first, draft.source.last)]
          : [],
      cue: cueSpans(view, draft),
      content: merge(content),
      speech: speechOf(view, draft),
      sourceKind: draft.kind,
      sourceEntity: standsFor(draft) ? (draft.entity?.id ?? null) : null,
      via: draft.via?.id ?? null,
      parent: draft.parent ? (ids.get(draft.parent) ?? null) : null,
      act: actOf(view, draft),
    }
    if (document.explain) attribution.why = explanation(view, draft, attribution)
    return attribution
  })
}

/** Whether the entity found is the source itself: an adviser of somebody, kept nameless, is not that somebody. */
const standsFor = (draft: Draft): boolean =>
  draft.kind !== 'anonymous' && !(draft.kind === 'group' && draft.entity?.type === 'person')

const placeOf = (draft: Draft): number => draft.cue?.first ?? draft.content[0][0]

function hasName(view: AttributionView, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) if (view.inName[i]) return true
  return false
}

/** Whether the source is a personal pronoun that hardly means an outlet. */
function isPersonal(view: AttributionView, draft: Draft): boolean {
  const { source, cue } = draft
  if (!source || source.first !== source.last) return false
  const form = view.tokens.form[source.head].toLowerCase().replace(view.words.cliticMark, '')
  if (view.words.he.test(form)) return true
  return view.words.she.test(form) && cue !== undefined && isHearsay(view, cue.head)
}

/** Whether what is taken for a source is a thing that shows something, and no word for people. */
function isThing(view: AttributionView, { source, cue }: Draft): boolean {
  if (!source || !cue || view.cues[cue.head]?.cue.act !== 'show') return false
  const { head } = source
  return view.tokens.tag[head] === 'NOUN' && !view.inName[head] && !isSpeaker(view, head)
}

/** A pronoun without an entity takes the kind of the speaker before it. */
function inheritPronoun(view: AttributionView, draft: Draft, speaker: Draft | undefined): void {
  const source = draft.source
  if (!source || !speaker || draft.entity) return
  const { tokens } = view
  if (tokens.tag[source.head] !== 'PRON') return
  const form = tokens.form[source.head].toLowerCase().replace(view.words.cliticMark, '')
  if (view.words.i.test(form) && draft.parent) {
    draft.kind = draft.parent.kind
    draft.entity = draft.parent.entity
  } else if (view.words.heOrShe.test(form)) draft.kind = speaker.kind === 'anonymous' ? 'anonymous' : 'named'
}

/** Without an expressed source: the subject left out (Spanish) and the quotation that goes on are the last speaker's. */
function inheritSpeaker(view: AttributionView, draft: Draft, speaker: Draft | undefined): void {
  const { tokens } = view
  const cue = draft.cue
  if (!cue) {
    if (speaker) {
      draft.kind = speaker.kind
      draft.entity = speaker.entity
    }
    return
  }
  if (!view.document.words.grammar.dropsSubject || tokens.tag[cue.head] !== 'VERB') return
  const passive = tokens
    .children(cue.head)
    .some(
      (k) => tokens.relation[k].endsWith(':pass') || view.words.impersonal?.reflexive.test(tokens.form[k]),
    )
  const finite =
    tokens.has(cue.head, 'VerbForm', 'Fin') || tokens.children(cue.head).some((k) => tokens.tag[k] === 'AUX')
  if (passive || !finite) return
  const plural = tokens.has(cue.head, 'Number', 'Plur')
  if (draft.parent && tokens.has(cue.head, 'Person', '1')) {
    draft.kind = draft.parent.kind
    draft.entity = draft.parent.entity
  } else if (plural) draft.kind = 'group'
  else if (speaker) {
    draft.kind = speaker.kind
    draft.entity = speaker.entity
  } else draft.kind = 'named'
}

/** Where no source is expressed, the careful reader's kind stands; the entity found stays where it is of that kind. */
function takeReadKind(sources: SourceLexicon, draft: Draft): void {
  const { readKind, entity } = draft
  if (!readKind || readKind === draft.kind) return
  draft.kind = readKind
  if (entity && kindOfEntity(sources, entity) !== readKind) draft.entity = undefined
}

/** Finds the entity that a source phrase is: the one whose mention covers its head, or its apposed name. */
function entityFinder(
  view: AttributionView,
): (first: number, last: number, head: number) => Entity | undefined {
  const { tokens, document } = view
  const owner = new Map<number, Entity>()
  for (const entity of document.entities)
    for (const mention of entity.mentions) {
      const from = tokens.at(mention.span[0])
      for (let i = from; i < tokens.length && tokens.start[i] < mention.span[1] && i < from + 30; i++)
        if (!owner.has(i)) owner.set(i, entity)
    }
  return (first, last, head) => {
    const own = owner.get(head)
    if (own) return own
    for (let i = first; i <= last; i++) {
      const entity = owner.get(i)
      if (!entity) continue
      let k = i
      for (let n = 0; n < 6 && k !== head && k >= 0; n++) {
        const relation = tokens.baseRelation(k)
        if (relation !== 'flat' && relation !== 'appos' && relation !== 'compound') break
        k = tokens.head[k]
      }
      if (k === head) return entity
    }
    return undefined
  }
}

/** Offsets of a content range, with the quotation marks that open or close at its ends. */
function spanOf(view: AttributionView, [first, last]: [number, number], cue: FoundCue | undefined): Span {
  const { tokens } = view
  let start = tokens.start[first]
  let end = tokens.end[last]
  const a = view.quotation[first]
  // The marks around a cue are not its content's.
  const around = cue ? view.quotation[cue.head] : -1
  if (a >= 0 && a !== around && view.quotationFirst[a] === first)
    start = Math.min(start, view.quotations[a].span[0])
  const b = view.quotation[last]
  if (b >= 0 && b !== around && view.quotationLast[b] === last)
    end = Math.max(end, view.quotations[b].span[1])
  while (end > start && /\s/.test(view.document.text[end - 1])) end--
  return [start, end]
}

/** Offsets of a source phrase, with a bracket or mark that it closes. */
function phraseSpan(view: AttributionView, first: number, last: number): Span {
  const { tokens } = view
  // "-t-il" is one token: the pronoun alone is the source.
  const clitic = first === last ? (view.words.cliticMark.exec(tokens.form[first])?.[0].length ?? 0) : 0
  const start = tokens.start[first] + clitic
  return [start < tokens.end[last] ? start : tokens.start[first], tokens.end[last]]
}

function cueSpans(view: AttributionView, draft: Draft): Span[] {
  const { cue, source } = draft
  if (!cue) return []
  const { tokens } = view
  const spans: Span[] = []
  const inSource = (i: number): boolean => source !== undefined && i >= source.first && i <= source.last
  for (let i = cue.first; i <= cue.last; i++) {
    if (inSource(i) || covers(draft, i)) continue
    const own =
      cue.phrase ||
      i === cue.head ||
      inVerbGroup(view, i) ||
      tokens.tag[i] === 'ADV' ||
      tokens.tag[i] === 'PART' ||
      (view.cues[cue.head]?.last ?? 0) >= i ||
      tokens.tag[i] === 'AUX' ||
      tokens.tag[i] === 'PRON'
    if (!own || (tokens.tag[i] === 'PRON' && tokens.baseRelation(i) === 'nsubj')) continue
    const last = spans[spans.length - 1]
    if (last && i > cue.first && last[1] === tokens.end[i - 1])
      spans[spans.length - 1] = [last[0], tokens.end[i]]
    else spans.push([tokens.start[i], tokens.end[i]])
  }
  return spans
}

/** Spans in text order; those that touch or overlap become one. */
function merge(spans: Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0])
  const list: Span[] = []
  for (const span of sorted) {
    const last = list[list.length - 1]
    if (last && span[0] <= last[1]) list[list.length - 1] = [last[0], Math.max(last[1], span[1])]
    else list.push([span[0], span[1]])
  }
  return list
}

/** Tokens of one content that are looked at for what stands in quotation marks: contents may lie in one another. */
const farthest = 400

function speechOf(view: AttributionView, draft: Draft): Speech {
  const around = draft.cue ? view.quotation[draft.cue.head] : -1
  let quoted = 0
  let plain = 0
  for (const [a, b] of draft.content)
    for (let i = a; i <= b && i < a + farthest; i++) {
      if (!view.isWord[i]) continue
      const q = view.quotation[i]
      if (q >= 0 && q !== around) quoted++
      else plain++
      if (quoted > 0 && plain > 0) return 'mixed'
    }
  return quoted === 0 ? 'indirect' : plain === 0 ? 'direct' : 'mixed'
}

/** "Could not be independently verified": whoever tried, it stays unverified. */
function independently(view: AttributionView, cue: FoundCue): boolean {
  for (let k = cue.first - 3; k < cue.last + 6; k++)
    if (view.words.independently.test(view.tokens.form[k] ?? '')) return true
  return false
}

function actOf(view: AttributionView, draft: Draft): Act {
  const { cue } = draft
  if (!cue) return 'say'
  const { tokens } = view
  const entry = view.cues[cue.head]?.cue
  const negated = tokens
    .children(cue.head)
    .some(
      (k) =>
        k < cue.head + 3 && (tokens.has(k, 'Polarity', 'Neg') || view.words.notBefore.test(tokens.form[k])),
    )
  const before = view.words.negation.test(tokens.form[cue.head - 1] ?? '')
  const [from, to] = draft.content[draft.content.length - 1]
  const comment =
    to - from < 8 &&
    Array.from({ length: to - from + 1 }, (_, k) => tokens.form[from + k]).some((form) =>
      view.words.comment.test(form),
    )
  const act = entry?.act ?? 'other'
  if (cue.by === 'unverified') return 'unverified'
  if (cue.by === 'no-comment') return 'decline-comment'
  if (comment && (act === 'refuse' || negated || before)) return 'decline-comment'
  if (
    negated &&
    (entry?.like === 'verify' || entry?.like === 'confirm') &&
    view.words.verifying.test(tokens.form[cue.head]) &&
    (!draft.source || draft.kind === 'media' || independently(view, cue))
  )
    return 'unverified'
  return act
}
