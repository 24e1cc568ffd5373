import type { Entity, Span } from '../../contract/analysis.ts'
import type { AttributionView } from './attribution-view.ts'
import type { Draft } from './draft.ts'
import { outletIn } from './source-kinds.ts'
import type { SourceLexicon } from './source-lexicon.ts'

/**
 * Sets the outlet through which each source reached the report: "sources cited by NBC", "told Reuters", "raconte Julien au
 * Parisien", "sur BFMTV"; a source within a medium's own attribution came through that medium; and a speaker whose words
 * came through an outlet keeps it while the report names no other way.
 */
export function addVias(view: AttributionView, drafts: readonly Draft[], sources: SourceLexicon): void {
  const bySpeaker = new Map<string, Entity>()
  const byNoun = new Map<string, Entity>()
  let medium: { entity: Entity; paragraph: number } | undefined
  let outlet: { entity: Entity; sentence: number } | undefined
  let told: { entity: Entity | undefined; via: Entity; paragraph: number } | undefined
  let seen = 0
  for (const draft of drafts) {
    const at = draft.cue?.head ?? draft.content[0][0]
    const sentence = view.tokens.sentence[at]
    const paragraph = view.document.sentences[sentence].paragraph
    // Outlets named so far, whether they are sources or not.
    for (; seen <= at; seen++) {
      if (!view.inName[seen]) continue
      const found = outletIn(view, sources, seen, Math.min(seen + 4, view.tokens.length - 1))
      if (!found || found[0] !== seen || view.quotation[seen] >= 0) continue
      const entity = outletEntity(view, sources, found[0], found[1])
      if (entity) outlet = { entity, sentence }
    }
    if (draft.kind === 'media' && draft.source) {
      // "The newspaper" is the one named before.
      const entity =
        draft.entity ?? outletEntity(view, sources, draft.source.first, draft.source.last) ?? outlet?.entity
      if (entity && !draft.entity) draft.entity = entity
      if (entity) medium = { entity, paragraph }
      continue
    }
    let via = directVia(view, draft, sources)
    if (!via) {
      for (let up = draft.parent, n = 0; up && !via && n < 12; up = up.parent, n++)
        via = up.kind === 'media' ? up.entity : up.via
    }
    const key = draft.entity?.id
    if (!via && key && !draft.parent) via = bySpeaker.get(key)
    // "Selon ces sources": those that NBC cited before.
    const noun =
      draft.source && sources.classesOf(view.lemma(draft.source.head)).includes('anonymous')
        ? view.lemma(draft.source.head)
        : ''
    if (!via && noun && draft.source && view.words.again.test(view.tokens.form[draft.source.first]))
      via = byNoun.get(noun)
    // Hearsay within the medium's paragraph, or the one behind it, is the medium's.
    if (!via && medium && paragraph - medium.paragraph <= 1 && draft.cue && isHearsay(view, draft.cue.head))
      via = medium.entity
    // "Il", "elle": whoever spoke last, through the same outlet, while the paragraph lasts.
    if (!via && told && told.paragraph === paragraph && !draft.parent && isPronoun(view, draft, told.entity))
      via = told.via
    if (via && via !== draft.entity) {
      draft.via = via
      if (!draft.parent) told = { entity: draft.entity, via, paragraph }
      if (key && !draft.parent) bySpeaker.set(key, via)
      if (noun) byNoun.set(noun, via)
    } else if (!draft.parent && draft.source) told = undefined
  }
  // What stands before its speaker's cue ("« … », a dit X à l'AFP") has its outlet from there.
  for (const draft of drafts) {
    if (draft.via || draft.kind === 'media') continue
    let up = draft.parent
    for (let n = 0; up && n < 12; n++, up = up.parent) {
      const via = up.kind === 'media' ? up.entity : up.via
      if (!via || via === draft.entity) continue
      draft.via = via
      break
    }
  }
}

/** Whether a source is a pronoun that may stand for the speaker before it, or none where the language leaves it out. */
function isPronoun(view: AttributionView, draft: Draft, speaker: Entity | undefined): boolean {
  if (draft.entity && speaker && draft.entity !== speaker) return false
  if (!draft.source) return draft.cue === undefined || view.document.words.grammar.dropsSubject
  const { first, last, head } = draft.source
  return first === last && view.words.heAgain.test(view.tokens.form[head])
}

/** Whether a verb stands in the conditional of hearsay (French and Spanish). */
export function isHearsay(view: AttributionView, head: number): boolean {
  const { tokens } = view
  return tokens.has(head, 'Mood', 'Cnd') || tokens.children(head).some((k) => tokens.has(k, 'Mood', 'Cnd'))
}

/** The outlet within the source phrase ("cited by NBC") or beside the cue ("told Reuters", "à l'AFP"). */
function directVia(view: AttributionView, draft: Draft, sources: SourceLexicon): Entity | undefined {
  const { tokens, words } = view
  if (draft.source) {
    const { last, head } = draft.source
    for (let i = head + 1; i < last; i++)
      if (words.citedBy.test(tokens.form[i])) {
        const entity = outletEntity(view, sources, i + 1, last)
        if (entity) return entity
      }
  }
  const cue = draft.cue
  if (!cue) return undefined
  const sentenceEnd = view.sentenceEnd(cue.head)
  const inContent = (i: number): boolean => draft.content.some(([a, b]) => i >= a && i <= b)
  // Beside the cue, outside its content: within the clause of the cue.
  const from = Math.max(view.sentenceFirst(cue.head), cue.first - 30)
  const to = Math.min(sentenceEnd, cue.last + 40)
  for (let i = from; i < to; i++) {
    if (inContent(i) || (draft.source && i >= draft.source.first && i <= draft.source.last)) continue
    const c = tokens.form[i][0] ?? ''
    if (c === c.toLowerCase()) continue
    const found = outletIn(view, sources, i, Math.min(i + 4, to - 1))
    if (!found || found[0] !== i) continue
    let p = i - 1
    if (p >= 0 && words.outletNoun.test(tokens.form[p])) p--
    if (p >= 0 && words.outletArticle.test(tokens.form[p])) p--
    const told = p >= 0 && p === cue.last && words.tell.test(view.lemma(cue.head))
    // "Au micro d'Europe 1", "dans les colonnes du JDD".
    const channel = p > 0 && words.ofOutlet.test(tokens.form[p]) && words.channel.test(tokens.form[p - 1])
    if (told || channel || (p >= 0 && words.through.test(tokens.form[p])))
      return outletEntity(view, sources, found[0], found[1])
  }
  return undefined
}

/** The entities of a document as they are looked up by place and by name; whoever adds one enters it here. */
class NamedSoFar {
  /** Mentions over each token: the entity's place in the document's list, and the offsets. */
  readonly at = new Map<number, { entity: number; span: Span }[]>()
  /** The first entity of each name that is no person. */
  readonly byName = new Map<string, number>()
  readonly ids = new Set<string>()
  readonly #view: AttributionView

  constructor(view: AttributionView) {
    this.#view = view
    view.document.entities.forEach((entity, k) => {
      this.take(entity, k)
    })
  }

  take(entity: Entity, k: number): void {
    this.ids.add(entity.id)
    if (entity.type !== 'person' && !this.byName.has(entity.name)) this.byName.set(entity.name, k)
    for (const { span } of entity.mentions) this.enter(k, span)
  }

  enter(entity: number, span: Span): void {
    const { tokens } = this.#view
    for (let i = tokens.at(span[0]); i < tokens.length && tokens.start[i] < span[1]; i++) {
      const list = this.at.get(i)
      if (list) list.push({ entity, span })
      else this.at.set(i, [{ entity, span }])
    }
  }
}

const namedIn = new WeakMap<AttributionView, NamedSoFar>()

function namedSoFar(view: AttributionView): NamedSoFar {
  let known = namedIn.get(view)
  if (!known) {
    known = new NamedSoFar(view)
    namedIn.set(view, known)
  }
  return known
}

/** The entity of the outlet that stands in tokens first to last; made where names missed it. */
export function outletEntity(
  view: AttributionView,
  sources: SourceLexicon,
  first: number,
  last: number,
): Entity | undefined {
  const found = outletIn(view, sources, first, last)
  if (!found) return undefined
  const { document, tokens } = view
  const start = tokens.start[found[0]]
  const end = tokens.end[found[1]]
  const known = namedSoFar(view)
  let overlapping: number | undefined
  for (let i = found[0]; i <= found[1]; i++)
    for (const { entity, span } of known.at.get(i) ?? [])
      if (
        span[0] < end &&
        span[1] > start &&
        (overlapping === undefined || entity < overlapping) &&
        sources.isOutlet(document.slice(span))
      )
        overlapping = entity
  if (overlapping !== undefined) return document.entities[overlapping]
  const name = document.text.slice(start, end)
  const span: Span = [start, end]
  const same = known.byName.get(name)
  if (same !== undefined) {
    const { mentions } = document.entities[same]
    let at = mentions.length
    while (at > 0 && (mentions[at - 1].span[0] - start || mentions[at - 1].span[1] - end) > 0) at--
    mentions.splice(at, 0, { span, kind: 'name' })
    known.enter(same, span)
    return document.entities[same]
  }
  let k = document.entities.length + 1
  while (known.ids.has(`e${k}`)) k++
  const entity: Entity = { id: `e${k}`, type: 'organization', name, mentions: [{ span, kind: 'name' }] }
  document.entities.push(entity)
  known.take(entity, document.entities.length - 1)
  return entity
}
