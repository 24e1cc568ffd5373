import type { Act, Attribution, Entity, Language, SourceKind, Span, Speech } from '../analysis.ts'
import type { Component } from '../component.ts'
import type { Document } from '../document.ts'
import type { Resources } from '../resources.ts'
import { ContentChooser } from './content-candidates.ts'
import { cueFeatures, mayBeCue } from './cue-features.ts'
import { cueLexicon } from './cue-lexicon.ts'
import { cueAt, type FoundCue, inVerbGroup } from './cue-tokens.ts'
import { explanation } from './explanation.ts'
import { invertedAt } from './inverted.ts'
import { type AttributionModel, FeatureBag, readAttributionModel, scoreOf } from './linear.ts'
import { phraseAt } from './phrases.ts'
import { addQuotations } from './quoted.ts'
import { SourceChooser } from './source-candidates.ts'
import { kindOfEntity, kindOfPhrase } from './source-kinds.ts'
import { type SourceLexicon, sourceLexicon } from './source-lexicon.ts'
import { addVias } from './via.ts'
import { View } from './view.ts'

/** An attribution in tokens, before it becomes spans. */
export interface Draft {
  cue: FoundCue | undefined
  /** Token ranges, both ends included, in text order. */
  content: [number, number][]
  /** First, last and head token of the source; undefined where none is expressed. */
  source: { first: number; last: number; head: number } | undefined
  by: string
  score: number
  kind: SourceKind
  entity: Entity | undefined
  parent: Draft | undefined
  via: Entity | undefined
}

/**
 * Gives attributions: cues by a model over the lexicon, tags and tree; then for each the stretch of text that is its
 * content and the phrase that is its source, each the best of the spans that the tree and the quotation marks offer.
 * Phrases ("selon X") and quotations without a cue are found by rules.
 * @throws Error where the model is missing
 */
export function createAttributions(language: Language, resources: Resources): Component {
  const model = readAttributionModel(resources.bytes('attribution'))
  const lexicon = cueLexicon(language)
  const sources = sourceLexicon(language)
  return {
    name: 'attributions',
    needs: ['tokens', 'tags', 'lemmas', 'dependencies', 'quotations', 'entities'],
    gives: ['attributions'],
    uses: {
      attribution: resources.hash('attribution'),
      [`${language}.cues`]: lexicon.hash,
      [`${language}.sources`]: sources.hash,
    },
    run(document: Document): void {
      const view = new View(document, lexicon)
      document.attributions = toAttributions(view, readDrafts(view, model, sources))
    },
  }
}

/** All attributions of a document in tokens, nested ones after those they stand in. */
export function readDrafts(view: View, model: AttributionModel, sources: SourceLexicon): Draft[] {
  const bag = new FeatureBag()
  const chooser = new ContentChooser(view, bag)
  const sourceChooser = new SourceChooser(view, bag)
  const drafts: Draft[] = []
  const n = view.tokens.length
  for (let i = 0; i < n; i++) {
    let cue: FoundCue | undefined
    const phrase = view.cues[i] ? phraseAt(view, i, sources) : undefined
    if (phrase) cue = phrase.cue
    else if (mayBeCue(view, i) && view.cues[i]?.cue.like !== 'according') {
      bag.clear()
      cueFeatures(view, i, bag)
      const score = scoreOf(model.cue, bag)
      if (score > model.threshold) cue = cueAt(view, i, score - model.threshold, 'model')
    }
    if (!cue) continue
    const inverted = view.language === 'en' ? undefined : invertedAt(view, cue, sources)
    chooser.prepare(cue, inverted?.last)
    const best = chooser.best(model.content)
    if (!best) continue
    const { first, last, holeFirst, holeLast } = chooser.candidates[best.index]
    const content: [number, number][] = []
    if (holeLast >= holeFirst) content.push([first, holeFirst - 1], [holeLast + 1, last])
    else content.push([first, last])
    let source: Draft['source']
    if (phrase) source = { first: phrase.sourceFirst, last: phrase.sourceLast, head: phrase.sourceHead }
    else if (inverted) source = inverted
    else {
      sourceChooser.prepare(cue, first, last, holeFirst, holeLast)
      const chosen = sourceChooser.candidates[sourceChooser.best(model.source).index]
      if (chosen.first >= 0) source = { first: chosen.first, last: chosen.last, head: chosen.head }
    }
    const trimmed = content
      .map((range): [number, number] => trim(view, range))
      .filter(([a, b]) => a <= b)
      .flatMap((range) => (source && phrase ? without(view, range, source.first, source.last) : [range]))
    if (trimmed.length === 0) continue
    drafts.push({
      cue,
      content: trimmed,
      source,
      by: cue.by,
      score: cue.score,
      kind: 'unstated',
      entity: undefined,
      parent: undefined,
      via: undefined,
    })
  }
  nest(view, drafts)
  const all = addQuotations(view, drafts, sources)
  all.sort((a, b) => startOf(a) - startOf(b) || b.content[0][1] - a.content[0][1])
  nest(view, all)
  return all
}

const startOf = (draft: Draft): number => draft.content[0][0]

/** A range without the punctuation at its ends, brackets and quotation marks apart (spans take those in again). */
function trim(view: View, [first, last]: [number, number]): [number, number] {
  let a = first
  let b = last
  while (a <= b && !view.isWord[a]) a++
  while (b >= a && !view.isWord[b]) b--
  return [a, b]
}

function without(view: View, [a, b]: [number, number], first: number, last: number): [number, number][] {
  if (last < a || first > b) return [[a, b]]
  const parts: [number, number][] = []
  if (first > a) parts.push(trim(view, [a, first - 1]))
  if (last < b) parts.push(trim(view, [last + 1, b]))
  return parts.filter(([x, y]) => x <= y)
}

const covers = (draft: Draft, i: number): boolean => draft.content.some(([a, b]) => i >= a && i <= b)

/** Sets each draft's parent: the smallest other content that its cue (or content) stands in; and keeps it within. */
function nest(view: View, drafts: Draft[]): void {
  const size = (draft: Draft): number => draft.content.reduce((sum, [a, b]) => sum + b - a + 1, 0)
  // For each token, the smallest content over it; drafts from large to small overwrite.
  const over = new Int32Array(view.tokens.length).fill(-1)
  const order = drafts.map((_, k) => k).sort((x, y) => size(drafts[y]) - size(drafts[x]) || x - y)
  const parentOf = new Int32Array(drafts.length).fill(-1)
  let budget = 40 * view.tokens.length + 1000
  for (const k of order) {
    const draft = drafts[k]
    const at = draft.cue ? draft.cue.head : draft.content[0][0]
    let parent = over[at]
    if (parent >= 0 && draft.cue && covers(draft, at)) parent = -1
    if (parent >= 0 && size(drafts[parent]) <= size(draft) && !draft.cue) parent = -1
    parentOf[k] = parent
    budget -= size(draft)
    if (budget < 0) continue
    for (const [a, b] of draft.content) for (let i = a; i <= b; i++) over[i] = k
  }
  // The parent found so far is the smallest larger content over the cue; drop circles.
  for (let k = 0; k < drafts.length; k++) {
    const p = parentOf[k]
    drafts[k].parent = undefined
    if (p < 0) continue
    const parent = drafts[p]
    const clipped: [number, number][] = []
    for (const [a, b] of drafts[k].content)
      for (const [c, d] of parent.content) {
        const range = trim(view, [Math.max(a, c), Math.min(b, d)])
        if (range[0] <= range[1]) clipped.push(range)
      }
    if (clipped.length === 0) continue
    drafts[k].content = clipped
    drafts[k].parent = parent
  }
}

/** The drafts as the contract has them, with kinds, vias, acts and reasons. */
export function toAttributions(view: View, drafts: Draft[]): Attribution[] {
  const { document } = view
  const sources = sourceLexicon(document.language)
  const entityAt = entityFinder(view)
  // Kinds in text order of the cue: a speaker left out is the one before.
  const order = [...drafts].sort((a, b) => placeOf(a) - placeOf(b))
  let speaker: Draft | undefined
  for (const draft of order) {
    if (draft.source) {
      draft.entity = entityAt(draft.source.first, draft.source.last, draft.source.head)
      draft.kind = kindOfPhrase(
        view,
        sources,
        draft.source.first,
        draft.source.last,
        draft.source.head,
        draft.entity,
      )
      inheritPronoun(view, draft, speaker)
    } else inheritSpeaker(view, draft, speaker)
    if (draft.kind !== 'unstated' && !draft.parent) speaker = draft
  }
  for (const draft of drafts) {
    if (draft.kind !== 'unstated' || !draft.entity) continue
    draft.kind = kindOfEntity(sources, draft.entity)
  }
  addVias(view, order, sources)
  const ids = new Map(drafts.map((draft, k) => [draft, `a${k + 1}`]))
  return drafts.map((draft) => {
    const content = draft.content.map((range) => spanOf(view, range))
    const attribution: Attribution = {
      id: ids.get(draft) ?? '',
      source: draft.source ? [phraseSpan(view, draft.source.first, draft.source.last)] : [],
      cue: cueSpans(view, draft),
      content: merge(content),
      speech: speechOf(view, draft),
      sourceKind: draft.kind,
      sourceEntity: draft.entity?.id ?? null,
      via: draft.via?.id ?? null,
      parent: draft.parent ? (ids.get(draft.parent) ?? null) : null,
      act: actOf(view, draft),
    }
    if (document.explain) attribution.why = explanation(view, draft, attribution)
    return attribution
  })
}

const placeOf = (draft: Draft): number => draft.cue?.first ?? draft.content[0][0]

/** A pronoun without an entity takes the kind of the speaker before it. */
function inheritPronoun(view: View, draft: Draft, speaker: Draft | undefined): void {
  const source = draft.source
  if (!source || !speaker || draft.entity) return
  const { tokens } = view
  if (tokens.tag[source.head] !== 'PRON') return
  const form = tokens.form[source.head].toLowerCase().replace(/^-t-|^-/, '')
  if (/^(je|j'|j’|i|yo)$/.test(form) && draft.parent) {
    draft.kind = draft.parent.kind
    draft.entity = draft.parent.entity
  } else if (/^(il|elle|he|she|lui|él|ella|it)$/.test(form) && speaker.kind !== 'group')
    draft.kind = speaker.kind
}

/** Without an expressed source: the subject left out (Spanish) and the quotation that goes on are the last speaker's. */
function inheritSpeaker(view: View, draft: Draft, speaker: Draft | undefined): void {
  const { tokens, language } = view
  const cue = draft.cue
  if (!cue) {
    if (speaker) {
      draft.kind = speaker.kind
      draft.entity = speaker.entity
    }
    return
  }
  if (language !== 'es' || tokens.tag[cue.head] !== 'VERB') return
  const passive = tokens
    .children(cue.head)
    .some((k) => tokens.relation[k].endsWith(':pass') || /^se$/i.test(tokens.form[k]))
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

/** Finds the entity that a source phrase is: the one whose mention covers its head, or its apposed name. */
function entityFinder(view: View): (first: number, last: number, head: number) => Entity | undefined {
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
function spanOf(view: View, [first, last]: [number, number]): Span {
  const { tokens } = view
  let start = tokens.start[first]
  let end = tokens.end[last]
  const a = view.quotation[first]
  if (a >= 0 && view.quotationFirst[a] === first) start = Math.min(start, view.quotations[a].span[0])
  const b = view.quotation[last]
  if (b >= 0 && view.quotationLast[b] === last) end = Math.max(end, view.quotations[b].span[1])
  while (end > start && /\s/.test(view.document.text[end - 1])) end--
  return [start, end]
}

/** Offsets of a source phrase, with a bracket or mark that it closes. */
function phraseSpan(view: View, first: number, last: number): Span {
  return [view.tokens.start[first], view.tokens.end[last]]
}

function cueSpans(view: View, draft: Draft): Span[] {
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
    if (last && i > cue.first && last[1] === tokens.end[i - 1]) last[1] = tokens.end[i]
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
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1])
    else list.push([span[0], span[1]])
  }
  return list
}

function speechOf(view: View, draft: Draft): Speech {
  const around = draft.cue ? view.quotation[draft.cue.head] : -1
  let quoted = 0
  let plain = 0
  for (const [a, b] of draft.content)
    for (let i = a; i <= b; i++) {
      if (!view.isWord[i]) continue
      const q = view.quotation[i]
      if (q >= 0 && q !== around) quoted++
      else plain++
    }
  return quoted === 0 ? 'indirect' : plain === 0 ? 'direct' : 'mixed'
}

const commentWord =
  /^(comment|comments|commentaire|commentaires|commenter|comentario|comentarios|comentar|declaraciones)$/i

function actOf(view: View, draft: Draft): Act {
  const { cue } = draft
  if (!cue) return 'say'
  const { tokens } = view
  const entry = view.cues[cue.head]?.cue
  const negated = tokens
    .children(cue.head)
    .some(
      (k) =>
        k < cue.head + 3 &&
        (tokens.has(k, 'Polarity', 'Neg') || /^(not|n't|never|ne|n'|n’|pas|no)$/i.test(tokens.form[k])),
    )
  const [from, to] = draft.content[draft.content.length - 1]
  const comment =
    to - from < 8 &&
    Array.from({ length: to - from + 1 }, (_, k) => tokens.form[from + k]).some((form) =>
      commentWord.test(form),
    )
  const act = entry?.act ?? 'other'
  if (comment && (act === 'refuse' || negated || (act === 'other' && negated))) return 'decline-comment'
  if (
    negated &&
    (entry?.like === 'verify' || entry?.like === 'confirm') &&
    /^(verify|verified|vérifi|verific|comprob|confirm)/i.test(tokens.form[cue.head]) &&
    !draft.source
  )
    return 'unverified'
  return act
}
