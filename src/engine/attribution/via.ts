import type { Entity, Span } from '../../contract/analysis.ts'
import { firstIndex } from '../first-index.ts'
import { onceOf } from '../once-of.ts'
import type { AttributionView } from './attribution-view.ts'
import type { Draft } from './draft.ts'
import { outletIn } from './source-kinds.ts'
import type { SourceLexicon } from './source-lexicon.ts'

/**
 * Sets the outlet through which each source reached the report: "sources cited by NBC", "told Reuters", "raconte Julien au
 * Parisien", "sur BFMTV", "dans une interview au magazine X"; a source within a medium's own attribution came through that
 * medium; and a speaker whose words came through an outlet keeps it while the report names no other way.
 */
export function addVias(view: AttributionView, drafts: readonly Draft[], sources: SourceLexicon): void {
  const channels = outletChannels(view, sources)
  const used = new Set<Channel>()
  const inContents = contentsOver(view, drafts)
  const bySpeaker = new Map<string, Entity>()
  const byNoun = new Map<string, Entity>()
  let medium: { entity: Entity; paragraph: number; sentence: number } | undefined
  let told: Told | undefined
  let seen = 0
  for (const draft of drafts) {
    const at = placeOf(draft)
    const sentence = view.tokens.sentence[at]
    const paragraph = view.document.sentences[sentence].paragraph
    // "Il s'est confié à BFMTV." What is said next came that way.
    for (; seen < channels.length && channels[seen].at <= at; seen++) {
      const channel = channels[seen]
      const before = view.tokens.sentence[channel.at] < sentence
      if (channel.opens && before && !used.has(channel) && inContents[channel.at] === 0)
        told = {
          entity: undefined,
          via: channel.entity,
          paragraph: paragraphOf(view, channel.at),
          fresh: true,
        }
    }
    const outlet = channels[seen - 1]?.entity
    if (draft.kind === 'media' && draft.source) {
      // "The newspaper" is the one named before.
      const { first, last } = draft.source
      const known = draft.entity && sources.isOutlet(draft.entity.name) ? draft.entity : undefined
      const entity = known ?? outletEntity(view, sources, first, last) ?? draft.entity ?? outlet
      if (entity) draft.entity = entity
      if (entity) medium = { entity, paragraph, sentence }
      continue
    }
    const direct = directVia(view, draft, channels)
    if (direct) used.add(direct)
    let via = direct?.entity
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
    // Hearsay within the medium's paragraph, or the one behind it, is the medium's; so is what "he" said right behind it.
    if (!via && medium && draft.cue) {
      const hearsay = paragraph - medium.paragraph <= 1 && isHearsay(view, draft.cue.head)
      const behind = paragraph === medium.paragraph && sentence - medium.sentence === 1
      if (hearsay || (behind && !draft.parent && isPerson(view, draft))) via = medium.entity
    }
    if (!via && told && !draft.parent && goesOn(view, draft, told, paragraph)) via = told.via
    if (via && via !== draft.entity) {
      draft.via = via
      if (!draft.parent) told = { entity: draft.entity, via, paragraph, fresh: false }
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

/** Who spoke last through an outlet, and where; `fresh` where the outlet was named and nobody spoke yet. */
interface Told {
  entity: Entity | undefined
  via: Entity
  paragraph: number
  fresh: boolean
}

/** An outlet as the way of somebody's words: "à l'AFP", "sur son compte Twitter", "interrogé par la radio". */
interface Channel {
  entity: Entity
  /** The first token of its name, or of the noun that stands for it. */
  at: number
  how: 'through' | 'by' | 'told' | 'named'
  /** Whether it may stand in a sentence before the words that came through it. */
  opens: boolean
}

const placeOf = (draft: Draft): number => draft.cue?.head ?? draft.content[0][0]
const paragraphOf = (view: AttributionView, i: number): number =>
  view.document.sentences[view.tokens.sentence[i]].paragraph
const holds = (draft: Draft, i: number): boolean => draft.content.some(([a, b]) => i >= a && i <= b)

/** In how many contents each token stands. */
function contentsOver(view: AttributionView, drafts: readonly Draft[]): Int32Array {
  const over = new Int32Array(view.tokens.length + 1)
  for (const { content } of drafts)
    for (const [first, last] of content) {
      over[first]++
      over[last + 1]--
    }
  for (let i = 1; i < over.length; i++) over[i] += over[i - 1]
  return over
}

/** Whether a draft may go on with what was last told through an outlet: the same speaker, or one that is not named anew. */
function goesOn(view: AttributionView, draft: Draft, told: Told, paragraph: number): boolean {
  if (paragraph - told.paragraph > 1) return false
  if (told.fresh) return true
  return isPronoun(view, draft, told.entity) || isDescription(view, draft, told.entity)
}

/** Whether a source is a pronoun that may stand for the speaker before it, or none where the language leaves it out. */
function isPronoun(view: AttributionView, draft: Draft, speaker: Entity | undefined): boolean {
  if (draft.entity && speaker && draft.entity !== speaker) return false
  if (!draft.source) return draft.cue === undefined || view.document.words.grammar.dropsSubject
  const { first, last, head } = draft.source
  return first === last && view.words.heAgain.test(view.tokens.form[head])
}

/** Whether a source is "he", a person, whoever it is. */
function isPerson(view: AttributionView, draft: Draft): boolean {
  const { source } = draft
  if (!source || source.first !== source.last) return false
  return view.words.he.test(view.tokens.form[source.head].toLowerCase().replace(view.words.cliticMark, ''))
}

/** Whether a source is one definite person or body without a name of its own: "la ministre" behind her name. */
function isDescription(view: AttributionView, draft: Draft, speaker: Entity | undefined): boolean {
  const { source } = draft
  if (!source || (draft.entity && speaker && draft.entity !== speaker)) return false
  const { tokens } = view
  const { first, last, head } = source
  if (tokens.tag[first] !== 'DET' || tokens.has(head, 'Number', 'Plur')) return false
  if (!tokens.has(first, 'Definite', 'Def') && !view.words.again.test(tokens.form[first])) return false
  for (let i = first; i <= last; i++) if (tokens.tag[i] === 'PROPN' && view.inName[i]) return false
  return true
}

/** Whether a verb stands in the conditional of hearsay (French and Spanish). */
export function isHearsay(view: AttributionView, head: number): boolean {
  const { tokens } = view
  return tokens.has(head, 'Mood', 'Cnd') || tokens.children(head).some((k) => tokens.has(k, 'Mood', 'Cnd'))
}

/** The outlet within the source phrase ("cited by NBC") or beside the cue ("told Reuters", "à l'AFP"): the nearest one. */
function directVia(view: AttributionView, draft: Draft, channels: readonly Channel[]): Channel | undefined {
  const { words } = view
  const { cue, source } = draft
  const at = placeOf(draft)
  const from = cue ? Math.max(view.sentenceFirst(at), cue.first - 30) : view.sentenceFirst(at)
  const to = cue ? Math.min(view.sentenceEnd(at), cue.last + 40) : at
  let best: Channel | undefined
  let nearest = Number.POSITIVE_INFINITY
  for (let k = firstFrom(channels, Math.min(from, source?.first ?? from)); k < channels.length; k++) {
    const channel = channels[k]
    if (channel.at >= Math.max(to, (source?.last ?? -1) + 1)) break
    const inSource = source !== undefined && channel.at >= source.first && channel.at <= source.last
    if (inSource ? channel.at <= source.head : channel.at < from || channel.at >= to) continue
    if (!inSource && holds(draft, channel.at)) continue
    const told = channel.how === 'told' && cue && words.tell.test(view.lemma(cue.head))
    if ((channel.how === 'told' && !told) || channel.how === 'named') continue
    const away = inSource ? 0 : Math.abs(channel.at - at)
    if (away >= nearest) continue
    best = channel
    nearest = away
  }
  return best
}

/** Index of the first channel at or behind a token. */
function firstFrom(channels: readonly Channel[], token: number): number {
  return firstIndex(channels.length, (k) => channels[k].at >= token)
}

/** All outlets outside quotations, with how they stand there. */
function outletChannels(view: AttributionView, sources: SourceLexicon): Channel[] {
  const { tokens, words } = view
  const channels: Channel[] = []
  const isMedium = (i: number): boolean =>
    sources.classesOf(view.lemma(i)).includes('media') ||
    sources.classesOf(tokens.form[i].toLowerCase()).includes('media')
  let last: Entity | undefined
  for (let i = 0; i < tokens.length; i++) {
    if (!view.isWord[i] || view.quotation[i] >= 0) continue
    const end = view.sentenceEnd(i)
    const known = outletIn(view, sources, i, Math.min(i + 4, end - 1))
    let entity: Entity | undefined
    let until = i
    // "La libération des otages", "la reforma": a plain noun that an outlet is called by too.
    const plain =
      known !== undefined && tokens.tag[known[1]] === 'NOUN' && /^\p{Ll}/u.test(tokens.form[known[1]])
    if (known?.[0] === i && !plain) {
      entity = outletEntity(view, sources, i, known[1])
      until = known[1]
    } else if (isMedium(i)) {
      const name = nameBehind(view, i, end)
      if (name >= 0 && outletIn(view, sources, name, Math.min(name + 4, end - 1))?.[0] === name) continue
      const of = name < 0 ? undefined : unknownOutlet(view, name, end, words.outletNoun.test(tokens.form[i]))
      // "The radio" is the one named before.
      entity = of?.entity ?? (isDefinite(view, i) ? last : undefined)
      until = of?.until ?? i
    } else if (isName(tokens.form[i]) && tokens.tag[i - 1] === 'ADP') {
      // "En una entrevista a Canale 5", "interrogé par X": whatever asks is an outlet.
      const before = tokens.form[i - 2] ?? ''
      const asked = words.cited.test(before) && words.citedBy.test(tokens.form[i - 1])
      if (!asked && !words.interview.test(before)) continue
      const of = unknownOutlet(view, i, end, false)
      entity = of?.entity
      until = of?.until ?? i
    }
    if (!entity) continue
    channels.push({ entity, at: i, ...frameOf(view, i, isMedium) })
    last = entity
    i = until
  }
  return channels
}

/** How the outlet that begins at a token stands in its clause. */
function frameOf(
  view: AttributionView,
  at: number,
  isMedium: (i: number) => boolean,
): Pick<Channel, 'how' | 'opens'> {
  const { tokens, words } = view
  const start = view.sentenceFirst(at)
  let p = at - 1
  for (let n = 0; p >= start && n < 6; n++, p--) {
    const tag = tokens.tag[p]
    const within = tag === 'DET' || tag === 'ADJ' || words.outletArticle.test(tokens.form[p])
    if (!within && !words.outletNoun.test(tokens.form[p]) && !(isMedium(p) && tag === 'NOUN')) break
  }
  const form = p >= start ? tokens.form[p] : ''
  const before = p > start ? p - 1 : -1
  if (tokens.tag[p] === 'ADP' && before >= 0 && words.interview.test(tokens.form[before]))
    return { how: 'through', opens: true }
  if (words.channel.test(form)) return { how: 'through', opens: true }
  if (words.ofOutlet.test(form) && before >= 0) {
    let noun = before
    // "L'invité de l'émission « … » d'Europe 1".
    for (let n = 0; n < 6 && noun > start && !view.isWord[noun]; n++) noun--
    if (words.channel.test(tokens.form[noun]) || words.interview.test(tokens.form[noun]))
      return { how: 'through', opens: true }
  }
  if (words.through.test(form)) {
    const agent = words.citedBy.test(form) && before >= 0 && tokens.tag[before] === 'VERB'
    return agent ? { how: 'by', opens: false } : { how: 'through', opens: true }
  }
  if (words.citedBy.test(form)) return { how: 'by', opens: false }
  // "Dont l'AFP a eu copie", "que s'est procurés Le Parisien".
  const head = tokens.head[at]
  if (head >= 0 && /^(nsubj|obj)$/.test(tokens.baseRelation(at)))
    if ([head, ...tokens.children(head)].some((k) => words.obtain.test(view.lemma(k))))
      return { how: 'by', opens: false }
  return { how: p >= start && words.tell.test(view.lemma(p)) ? 'told' : 'named', opens: false }
}

/** Whether a word may begin an outlet's name: a capital, or the address of a site. */
const isName = (form: string): boolean => /^\p{Lu}/u.test(form) || /\w\.[a-z]{2,4}$/.test(form)

/** Where a name begins behind a noun for a medium, adjectives and the like between them; -1 where none does. */
function nameBehind(view: AttributionView, noun: number, end: number): number {
  const { tokens, words } = view
  for (let i = noun + 1; i < end && i < noun + 6; i++) {
    if (isName(tokens.form[i])) return words.ofOutlet.test(tokens.form[i - 1]) ? -1 : i
    if (/^["'«“‘]$/.test(tokens.form[i])) continue
    const tag = tokens.tag[i]
    const of = words.ofOutlet.test(tokens.form[i]) && i + 1 < end && tokens.tag[i + 1] === 'NOUN'
    if (tag !== 'ADJ' && !of && !(tag === 'NOUN' && words.ofOutlet.test(tokens.form[i - 1]))) return -1
  }
  return -1
}

/**
 * The entity of an outlet that no list knows, from where its name begins; none where it is a person or a place, unless it is
 * `called` an outlet there: "le magazine Rivages" is nobody of that name.
 */
function unknownOutlet(
  view: AttributionView,
  first: number,
  end: number,
  called: boolean,
): { entity: Entity; until: number } | undefined {
  const { tokens, document } = view
  const known = namedSoFar(view).at.get(first)?.[0]
  if (known) {
    const entity = document.entities[known.entity]
    let until = first
    while (until + 1 < end && tokens.start[until + 1] < known.span[1]) until++
    if (entity.type === 'person' || entity.type === 'place') {
      if (!called || until > first || entity.mentions.length > 1) return undefined
      entity.type = 'organization'
    }
    return { entity, until }
  }
  let until = first
  while (until + 1 < end && until < first + 4 && /^[\p{Lu}\p{N}]/u.test(tokens.form[until + 1])) until++
  return { entity: entityNamed(view, [tokens.start[first], tokens.end[until]]), until }
}

/** Whether a noun stands behind a determiner that points to something named before. */
function isDefinite({ tokens, words }: AttributionView, noun: number): boolean {
  const d = noun > 1 && tokens.tag[noun - 1] === 'ADJ' ? noun - 2 : noun - 1
  if (d < 0 || tokens.has(noun, 'Number', 'Plur')) return false
  return (
    tokens.has(d, 'Definite', 'Def') ||
    words.again.test(tokens.form[d]) ||
    words.contracted.test(tokens.form[d])
  )
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

const namedSoFar = onceOf((view: AttributionView) => new NamedSoFar(view))

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
  // A name that takes in more than an article ("Selon Le Figaro") is not the outlet's.
  const alone = ([from]: Span): boolean =>
    from >= start || `${document.slice([from, start])} `.replace(view.words.nameArticle, '').trim() === ''
  let overlapping: number | undefined
  for (let i = found[0]; i <= found[1]; i++)
    for (const { entity, span } of known.at.get(i) ?? [])
      if (
        span[0] < end &&
        span[1] > start &&
        (overlapping === undefined || entity < overlapping) &&
        alone(span) &&
        sources.isOutlet(document.slice(span))
      )
        overlapping = entity
  if (overlapping !== undefined) return document.entities[overlapping]
  return entityNamed(view, [start, end])
}

/** The entity, no person, that has the name that stands at a span; made where there is none. */
function entityNamed(view: AttributionView, span: Span): Entity {
  const { document } = view
  const known = namedSoFar(view)
  const [start, end] = span
  const name = document.slice(span)
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
