import type { Act, Attribution, Entity, SourceKind, Span, Speech } from '../analysis.ts'
import type { Component } from '../component.ts'
import type { Document } from '../document.ts'
import type { LanguagePack } from '../language-pack.ts'
import { entityOfSpan } from '../names/entity-of-span.ts'
import type { Resources } from '../resources.ts'
import { type AsClause, asClauseAt } from './as-clause.ts'
import { ContentChooser } from './content-candidates.ts'
import { cueFeatures, mayBeCue, punctuationAt } from './cue-features.ts'
import { cueLexicon } from './cue-lexicon.ts'
import { complementAt, cueAt, type FoundCue, inVerbGroup } from './cue-tokens.ts'
import { explanation } from './explanation.ts'
import { invertedAt } from './inverted.ts'
import { type AttributionModel, FeatureBag, readAttributionModel, scoreOf } from './linear.ts'
import { phraseAt } from './phrases.ts'
import { addQuotations, speechBefore } from './quoted.ts'
import { SourceChooser } from './source-candidates.ts'
import { kindOfEntity, kindOfPhrase } from './source-kinds.ts'
import { type SourceLexicon, sourceLexicon } from './source-lexicon.ts'
import { addVias, isHearsay } from './via.ts'
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
export function createAttributions(pack: LanguagePack, resources: Resources): Component {
  const name = pack.models.attribution
  const model = readAttributionModel(resources.bytes(name))
  const lexicon = cueLexicon(pack)
  const sources = sourceLexicon(pack)
  return {
    name: 'attributions',
    needs: ['tokens', 'tags', 'lemmas', 'dependencies', 'quotations', 'entities'],
    gives: ['attributions'],
    uses: {
      [name]: resources.hash(name),
      [`${pack.code}.cues`]: lexicon.hash,
      [`${pack.code}.sources`]: sources.hash,
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
  const { tokens } = view
  const n = tokens.length
  const scores = markTaken(view, bag, model, sources)
  // Words of a phrase ("a juicio de") are no cues of their own.
  let phraseEnd = -1
  for (let i = 0; i < n; i++) {
    if (i <= phraseEnd) continue
    let cue: FoundCue | undefined
    const phrase = view.cues[i] ? phraseAt(view, i, sources) : undefined
    if (phrase) {
      cue = phrase.cue
      phraseEnd = phrase.cue.last
    } else if (mayBeCue(view, i) && view.cues[i]?.cue.like !== 'according') {
      const score = scores[i]
      if (score > -leniency(view, i, model.unit) && !describesWork(view, i, sources))
        cue = cueAt(view, i, score, 'model')
      else if (view.language !== 'en' && tokens.tag[i] === 'VERB') {
        // Behind a quotation, a verb of the lexicon with its speaker behind it is a cue whatever the score.
        const possible = cueAt(view, i, 0, 'inverted')
        if (followsQuotation(view, possible) && invertedAt(view, possible, sources)) cue = possible
      }
      if (!cue && tokens.tag[i] === 'VERB' && beforeColon(view, i)) cue = cueAt(view, i, 0, 'colon')
    }
    if (!cue && makesNoComment(view, i)) cue = cueAt(view, i, 0, 'no-comment')
    if (!cue && couldNotVerify(view, i)) cue = cueAt(view, i, 0, 'unverified')
    let as: AsClause | undefined
    if (!phrase && tokens.tag[i] === 'VERB' && view.language !== 'en' && view.cues[i]) {
      as = asClauseAt(view, cue ?? cueAt(view, i, 0, 'as-clause'), sources)
      if (as) cue = as.cue
    }
    if (!cue && view.language === 'en') {
      const spoken = speechBefore(view, i)
      if (spoken) drafts.push(draftOf(cueAt(view, i, 0, 'inverted'), [spoken.content], spoken.source))
    }
    if (!cue) continue
    if (as) {
      drafts.push(draftOf(as.cue, [as.content], as.source))
      continue
    }
    const inverted = view.language === 'en' ? undefined : invertedAt(view, cue, sources)
    const headline = !phrase && !inverted ? nameBehind(view, cue) : undefined
    chooser.prepare(cue, inverted?.last, phrase?.sourceLast)
    const best = chooser.best(model.content)
    if (!best) continue
    const { first, last, holeFirst, holeLast } = chooser.candidates[best.index]
    const content: [number, number][] = []
    if (holeLast >= holeFirst)
      content.push([inverted ? beginning(view, first) : first, holeFirst - 1], [holeLast + 1, last])
    else if (inverted && last < cue.first) content.push([beginning(view, first), last])
    else content.push([leftEdge(view, cue, first, last), rightEdge(view, cue, first, last)])
    let source: Draft['source']
    if (phrase) source = { first: phrase.sourceFirst, last: phrase.sourceLast, head: phrase.sourceHead }
    else if (inverted) source = inverted
    else if (headline) source = headline
    else {
      sourceChooser.prepare(cue, first, last, holeFirst, holeLast)
      const chosen = sourceChooser.candidates[sourceChooser.best(model.source).index]
      if (chosen.first >= 0) source = { first: chosen.first, last: chosen.last, head: chosen.head }
      if (source) source = antecedent(view, source)
      else if (view.language !== 'en') source = governor(view, cue, content)
      source = subjectPastRelative(view, cue, source)
      if (source && isImpersonal(view, cue, source)) source = undefined
      if (source && view.language !== 'en' && isRelative(view, source))
        source = phraseBefore(view, source.first) ?? source
    }
    if (headline && content.length === 1 && content[0][0] <= headline.last && content[0][1] > headline.last)
      content[0] = trim(view, [headline.last + 1, content[0][1]])
    if (cue.by === 'unverified') {
      const subject = unverifiedSubject(view, cue)
      if (subject) {
        content.splice(0, content.length, subject)
        source = undefined
      }
    }
    if (source) source = withCiter(view, cue, source)
    directObject(view, cue, content)
    wholeQuotations(view, cue, content)
    if (isTitle(view, content)) continue
    if (view.language !== 'en') {
      if (phrase) behindSemicolon(view, cue, content[0])
      content[0][0] = pastConnective(view, content[0][0], content[0][1])
    }
    const trimmed = content
      .map((range): [number, number] => trim(view, range))
      .filter(([a, b]) => a <= b)
      .flatMap((range) => (source && phrase ? without(view, range, source.first, source.last) : [range]))
    if (trimmed.length === 0 || isEmptyContent(view, cue, trimmed)) continue
    if (asksForAnonymity(view, cue)) continue
    if (
      view.words.cited.test(tokens.form[i]) &&
      view.words.agentMark.test(tokens.form[i + 1] ?? '') &&
      tokens.tag[i - 1] === 'NOUN'
    )
      continue
    // "Des volets jugés essentiels par …": a description of the report's own.
    if (
      (!source || tokens.head[cue.head] === source.head) &&
      tokens.baseRelation(cue.head) === 'acl' &&
      tokens.has(cue.head, 'VerbForm', 'Part') &&
      view.words.judge.test(view.lemma(cue.head))
    )
      continue
    drafts.push(draftOf(cue, trimmed, source))
  }
  const kept = withoutCircles(view, drafts)
  leaveToOwnCue(view, kept)
  nest(view, kept)
  const all = addQuotations(view, kept, sources)
  all.sort((a, b) => startOf(a) - startOf(b) || b.content[0][1] - a.content[0][1])
  nest(view, all)
  citeOn(view, all, sources)
  // What cites on stands behind what it stands in, though their contents are the same.
  const depth = (draft: Draft): number => {
    let count = 0
    for (let up = draft.parent; up && count < 20; up = up.parent) count++
    return count
  }
  return all.sort(
    (a, b) => startOf(a) - startOf(b) || b.content[0][1] - a.content[0][1] || depth(a) - depth(b),
  )
}

/**
 * "Reuters reported, citing two officials, that …": the officials are who Reuters has it from. What is cited becomes the
 * source of what the citing one says, within its attribution.
 */
function citeOn(view: View, drafts: readonly Draft[], sources: SourceLexicon): void {
  const { tokens } = view
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]
    const { cue } = draft
    if (!cue || draft.content.length !== 1 || !view.words.citing.test(tokens.form[cue.head])) continue
    // The phrase right behind it, up to its comma or the end.
    const first = cue.last + 1
    if (draft.content[0][0] < first || view.quotation[first] >= 0) continue
    let last = first
    while (last + 1 < view.sentenceEnd(first) && last - first < 20 && punctuationAt(view, last + 1) === 0)
      last++
    if (!view.isWord[first]) continue
    let head = first
    for (let n = 0; n < 8; n++) {
      const up = tokens.head[head]
      if (up < first || up > last || tokens.tag[up] === 'VERB') break
      head = up
    }
    // "altos cargos": the word that tells may hang on the adjective before it.
    const tells = (i: number) => sources.classesOf(view.lemma(i)).length > 0 || view.inName[i]
    if (!tells(head) && !(head < last && tokens.head[head + 1] === head && tells(head + 1))) continue
    const near = drafts.slice(Math.max(0, at - 8), at + 9)
    const outer = near.find(
      (other) =>
        other !== draft &&
        other.cue !== undefined &&
        tokens.sentence[other.cue.head] === tokens.sentence[cue.head] &&
        !covers(other, cue.head) &&
        (tokens.head[cue.head] === other.cue.head || Math.abs(other.cue.head - cue.head) < 12),
    )
    if (!outer) continue
    const from = tokens.tag[first] === 'ADP' ? first + 1 : first
    draft.source = { first: from, last, head: Math.max(from, head) }
    // What stood in the one stands in what it cites.
    for (const other of near) if (other.parent === outer && other !== draft) other.parent = draft
    draft.content = outer.content.map(([a, b]) => [a, b])
    draft.parent = outer
  }
}

const draftOf = (cue: FoundCue, content: [number, number][], source: Draft['source']): Draft => ({
  cue,
  content,
  source,
  by: cue.by,
  score: cue.score,
  kind: 'unstated',
  entity: undefined,
  parent: undefined,
  via: undefined,
})

/**
 * Notes in the view what each token is taken for, and gives the cue scores over the threshold.
 * @param model the weights of the cues, where a token is one, and what a margin of one is
 */
export function markTaken(
  view: View,
  bag: FeatureBag,
  model: Pick<AttributionModel, 'cue' | 'threshold' | 'unit'>,
  sources: SourceLexicon,
): Float64Array {
  const n = view.tokens.length
  const scores = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const known = view.cues[i]
    if (known && phraseAt(view, i, sources)) view.taken[i] = 3
    else if (known?.cue.like !== 'according' && mayBeCue(view, i)) {
      bag.clear()
      cueFeatures(view, i, bag)
      scores[i] = scoreOf(model.cue, bag) - model.threshold
      view.taken[i] = scores[i] > 0 ? 2 : scores[i] > -model.unit ? 1 : 0
    }
  }
  return scores
}

/** "N'a pas fait de commentaire", "no hizo comentarios", "made no comment": the verb `i` of those words. */
function makesNoComment(view: View, i: number): boolean {
  const { tokens } = view
  if (!view.words.makeComment.test(view.lemma(i)) || tokens.tag[i] !== 'VERB') return false
  // "No quiso hacer declaraciones": the verb of wanting is the cue.
  if (tokens.has(i, 'VerbForm', 'Inf')) return false
  for (let k = i + 1; k < Math.min(view.sentenceEnd(i), i + 5); k++)
    if (view.words.comment.test(tokens.form[k])) {
      for (let n = Math.max(view.sentenceFirst(i), i - 4); n < k; n++)
        if (view.words.notIn.test(tokens.form[n])) return true
      return false
    }
  return false
}

/** "N'a pas pu être vérifié", "could not confirm", "no pudo verificar": the verb `i` of verifying. */
function couldNotVerify(view: View, i: number): boolean {
  const { tokens } = view
  const like = view.cues[i]?.cue.like
  if ((like !== 'verify' && like !== 'confirm') || !view.words.verifying.test(tokens.form[i])) return false
  if (tokens.tag[i] !== 'VERB' && tokens.tag[i] !== 'ADJ') return false
  const start = Math.max(view.sentenceFirst(i), i - 7)
  for (let k = i - 1; k >= start && /^(AUX|VERB|ADV|PART|PRON)$/.test(tokens.tag[k]); k--) {
    if (!view.words.beAble.test(view.lemma(k))) continue
    for (let n = k - 1; n >= Math.max(start, k - 3); n--)
      if (view.words.negation.test(tokens.form[n])) return true
  }
  return false
}

/** What stands before "n'a pas pu être vérifié": the subject of the passive; undefined for an active verb. */
function unverifiedSubject(view: View, cue: FoundCue): [number, number] | undefined {
  const { tokens } = view
  if (!view.words.passive.test(view.lemma(cue.head - 1))) return undefined
  let k = cue.head - 1
  const start = view.sentenceFirst(cue.head)
  while (k > start && cue.head - k < 8 && !view.words.negation.test(tokens.form[k])) k--
  cue.first = Math.min(cue.first, k)
  let first = k
  while (first > start && k - first < 40 && tokens.form[first - 1] !== ',') first--
  while (first < k && (!view.isWord[first] || /^(CCONJ|SCONJ)$/.test(tokens.tag[first]))) first++
  return first < k ? [first, k - 1] : undefined
}

/** "Sources cited by Reuters said": who cites them belongs to the source's phrase. */
function withCiter(
  view: View,
  cue: FoundCue,
  source: NonNullable<Draft['source']>,
): NonNullable<Draft['source']> {
  const { form } = view.tokens
  const at = source.last + 1
  if (at >= cue.first || !view.words.cited.test(form[at]) || !view.words.agentMark.test(form[at + 1]))
    return source
  for (let k = at + 2; k < at + 8; k++) {
    if (k === cue.first) return { ...source, last: k - 1 }
    if (!view.isWord[k]) return source
  }
  return source
}

/** "…; sin embargo, a decir de X, …": a phrase vouches for its own part of the sentence. */
function behindSemicolon(view: View, cue: FoundCue, range: [number, number]): void {
  if (range[0] >= cue.first || view.quotation[range[0]] >= 0) return
  for (let k = cue.first - 1; k > range[0] && cue.first - k < 60; k--)
    if (view.tokens.form[k] === ';' && view.quotation[k] < 0) {
      range[0] = k + 1
      return
    }
}

/** Behind a connective of the report's own at the beginning of its sentence: "no obstante, …". */
function pastConnective(view: View, first: number, last: number): number {
  const { tokens } = view
  if (view.quotation[first] >= 0 || first > view.sentenceFirst(first) + 1) return first
  for (let k = first + 1; k < first + 4 && k < last; k++)
    if (tokens.form[k] === ',')
      return view.words.connectives.test(tokens.form.slice(first, k).join(' ').replace(/’/g, "'"))
        ? k + 1
        : first
  return first
}

/** The name right behind a verb that begins its sentence, as in Spanish headlines: "Pide Varn cerrar el puerto". */
function nameBehind(view: View, cue: FoundCue): Draft['source'] {
  const { tokens } = view
  const i = cue.head
  if (view.language !== 'es' || tokens.tag[i] !== 'VERB' || !tokens.has(i, 'VerbForm', 'Fin'))
    return undefined
  if (cue.first !== i || view.cues[i]?.cue.tag !== 'VERB' || i - view.sentenceFirst(i) > 1) return undefined
  for (let k = view.sentenceFirst(i); k < i; k++) if (view.isWord[k]) return undefined
  let k = cue.last + 1
  if (/^(el|la)$/i.test(tokens.form[k] ?? '') && view.inName[k]) k++
  const first = k
  while (k < view.sentenceEnd(i) && k < first + 6 && view.inName[k]) k++
  if (k === first || k + 1 >= view.sentenceEnd(i)) return undefined
  return { first, last: k - 1, head: first }
}

/** Whether a source is "who" or "qui" alone, which stands for the phrase before it. */
const isRelative = (view: View, source: NonNullable<Draft['source']>): boolean =>
  source.first === source.last && view.words.who.test(view.tokens.form[source.head])

/** "Il se dit que", "il est dit que", "se supone que": nobody says it. */
function isImpersonal(view: View, cue: FoundCue, source: NonNullable<Draft['source']>): boolean {
  const { tokens } = view
  // "Se supone que", "se teme que".
  const { impersonal, passive: be, that } = view.words
  if (!impersonal) return false
  if (!impersonal.subject)
    return (
      impersonal.reflexive.test(tokens.form[cue.head - 1] ?? '') && that.test(tokens.form[cue.head + 1] ?? '')
    )
  if (source.first !== source.last || !impersonal.subject.test(tokens.form[source.head])) return false
  if (source.head > cue.first) return false
  const reflexive = tokens.form
    .slice(source.head + 1, cue.head)
    .some((form) => impersonal.reflexive.test(form))
  const passive = tokens
    .children(cue.head)
    .some((k) => tokens.relation[k] === 'aux:pass' || (k < cue.head && be.test(view.lemma(k))))
  return (reflexive || passive) && view.words.that.test(tokens.form[cue.last + 1] ?? '')
}

/** What a relative pronoun stands for: the phrase before it. */
function antecedent(view: View, source: NonNullable<Draft['source']>): NonNullable<Draft['source']> {
  const { tokens } = view
  if (source.first !== source.last || !view.words.relative.test(tokens.form[source.head])) return source
  let k = tokens.head[source.head]
  for (let n = 0; n < 3 && k >= 0; n++) {
    const relation = tokens.relation[k]
    const up = tokens.head[k]
    if (relation.startsWith('acl') && up >= 0 && up < source.first) {
      let last = source.first - 1
      while (last > up && !view.isWord[last]) last--
      let first = up
      for (const child of tokens.children(up)) {
        const base = tokens.baseRelation(child)
        if (child < up && base !== 'case' && base !== 'punct' && base !== 'cc' && base !== 'mark')
          first = Math.min(first, tokens.leftmost(child))
      }
      return last - first < 40 ? { first, last, head: up } : source
    }
    k = up
  }
  return source
}

/**
 * The subject that a relative clause parts from its verb: "X, qui accueille les pourparlers, craint": neither the pronoun nor
 * a noun of the clause is who fears, but X, the phrase before the first comma of the sentence.
 */
function subjectPastRelative(view: View, cue: FoundCue, source: Draft['source']): Draft['source'] {
  const { tokens } = view
  const before = cue.first - 1
  if (source && view.words.anonymity.test(tokens.form[source.head]))
    for (let k = source.first - 1; k > view.sentenceFirst(cue.head) && source.first - k < 14; k--)
      if (view.words.whoAsks.test(tokens.form[k])) return phraseBefore(view, k) ?? source
  if (source && source.last === before) {
    // Without commas: "deux responsables qui ont requis l'anonymat affirment".
    const verb = tokens.head[source.head]
    const up = verb >= 0 ? tokens.head[verb] : -1
    if (
      up < view.sentenceFirst(cue.head) ||
      up > verb ||
      verb > source.first ||
      !tokens.relation[verb].startsWith('acl') ||
      tokens.tag[verb] !== 'VERB' ||
      tokens.baseRelation(source.head) === 'nsubj'
    )
      return source
    let first = up
    for (const child of tokens.children(up))
      if (child < up && !/^(case|punct|cc|mark)$/.test(tokens.baseRelation(child)))
        first = Math.min(first, tokens.leftmost(child))
    return { first, last: source.last, head: up }
  }
  if (before < 0 || tokens.form[before] !== ',' || (source && source.last > before)) return source
  if (tokens.tag[cue.head] === 'NOUN' && view.words.nounsKeepSubject) return source
  const start = view.sentenceFirst(cue.head)
  // Back over the clause to its comma and relative pronoun.
  for (let k = before - 1; k > start && before - k < 40; k--) {
    if (tokens.form[k] !== ',') continue
    if (!view.words.clauseRelative.test(tokens.form[k + 1])) return source
    if (source && source.first <= k) return source
    let last = k - 1
    while (last > start && !view.isWord[last]) last--
    let head = last
    for (let n = 0; n < 6; n++) {
      const up = tokens.head[head]
      if (up < start || up > last || tokens.tag[up] === 'VERB' || tokens.tag[up] === 'AUX') break
      head = up
    }
    if (tokens.tag[head] !== 'NOUN' && tokens.tag[head] !== 'PROPN') return source
    let first = head
    for (const child of tokens.children(head)) {
      const base = tokens.baseRelation(child)
      if (child < head && base !== 'case' && base !== 'punct' && base !== 'cc' && base !== 'mark')
        first = Math.min(first, tokens.leftmost(child))
    }
    return first < start ? source : { first, last, head }
  }
  return source
}

/** The noun phrase that ends just before token `at`, by its tags alone. */
function phraseBefore(view: View, at: number): Draft['source'] {
  const { tokens } = view
  const start = view.sentenceFirst(at)
  let last = at - 1
  if (last > start && tokens.form[last] === ',') last--
  let first = last + 1
  while (first > start && last - first < 20 && /^(DET|ADJ|NOUN|NUM|PROPN)$/.test(tokens.tag[first - 1]))
    first--
  const classes = sourceLexicon(view.document.pack)
  let head = -1
  for (let i = last; i >= first; i--)
    if (classes.classesOf(view.lemma(i)).length > 0 || (head < 0 && /^(NOUN|PROPN)$/.test(tokens.tag[i])))
      head = i
  return head < 0 ? undefined : { first, last, head }
}

/** A quotation of a later sentence with a cue of its own there is not the earlier speaker's too. */
function leaveToOwnCue(view: View, drafts: readonly Draft[]): void {
  const { sentence } = view.tokens
  const cued = new Map<number, Draft>()
  for (const draft of drafts)
    if (draft.cue && sentence[draft.cue.head] === sentence[draft.content[0][0]])
      cued.set(draft.content[0][0], draft)
  for (const draft of drafts) {
    const { cue } = draft
    if (!cue || draft.content.length < 2) continue
    const own = draft.content.filter(([first]) => {
      const other = cued.get(first)
      return !other || other === draft || sentence[first] === sentence[cue.head]
    })
    if (own.length > 0) draft.content = own
  }
}

/** Whether a quotation ends just before the cue. */
function followsQuotation(view: View, cue: FoundCue): boolean {
  let w = cue.first - 1
  while (w >= 0 && cue.first - w < 5 && !view.isWord[w]) w--
  const q = w >= 0 ? view.quotation[w] : -1
  return q >= 0 && w < cue.first - 1 && view.quotationLast[q] === w
}

/** Whether a verb governs its clause and a colon with a quotation follows the clause: "résume ainsi la stratégie : « … »". */
function beforeColon(view: View, i: number): boolean {
  const { tokens } = view
  if (view.quotation[i] >= 0) return false
  const head = tokens.head[i]
  if (
    head >= 0 &&
    tokens.baseRelation(i) !== 'ccomp' &&
    tokens.baseRelation(i) !== 'conj' &&
    tokens.baseRelation(i) !== 'parataxis'
  )
    return false
  const end = view.sentenceEnd(i)
  for (let k = i + 1; k < Math.min(end, i + 25); k++) {
    if (punctuationAt(view, k) === 3) {
      let next = k + 1
      while (next < tokens.length && next < k + 3 && !view.isWord[next]) next++
      const q = next < tokens.length && next > k + 1 ? view.quotation[next] : -1
      return q >= 0 && view.quotationFirst[q] === next && view.quotationLast[q] - next >= 3
    }
    if (tokens.tag[k] === 'VERB' && tokens.has(k, 'VerbForm', 'Fin') && tokens.head[k] !== i) return false
  }
  return false
}

/** Where a clause reported before its cue begins: with its sentence, or behind a colon or semicolon; not at a mark within it. */
function beginning(view: View, first: number): number {
  const start = view.sentenceFirst(first)
  let k = first
  for (let n = 0; k > start && n < 60; k--, n++) {
    const p = punctuationAt(view, k - 1)
    if (p === 3 || p === 4 || p === 6) break
  }
  while (k < first && !view.isWord[k]) k++
  // Only connectives before it: it begins where it was.
  const { tokens } = view
  let verb = false
  for (let i = k; i < first; i++)
    if (
      tokens.tag[i] === 'NOUN' ||
      tokens.tag[i] === 'PROPN' ||
      tokens.tag[i] === 'VERB' ||
      tokens.tag[i] === 'PRON' ||
      tokens.tag[i] === 'AUX'
    )
      verb = true
  return verb ? k : first
}

/** Where a content behind its cue ends: a quotation at its end that the clause runs on from does not end it. */
function rightEdge(view: View, cue: FoundCue, first: number, last: number): number {
  const { tokens } = view
  if (first > cue.last) {
    // "… » évoquant des …", "… » alors que …": behind a quotation the report goes on by itself.
    for (let k = first + 1; k <= last; k++) {
      const q = view.quotation[k]
      if (q < 0 || q === view.quotation[cue.head] || view.quotationLast[q] !== k) continue
      let next = k + 1
      while (next < last && next < k + 4 && !view.isWord[next]) next++
      if (view.words.gerundMark.test(tokens.form[next])) next++
      const gerund = view.taken[next] === 2 && view.words.gerund.test(tokens.form[next])
      if (
        gerund ||
        (view.words.whileFirst.test(tokens.form[next]) && view.words.whileSecond.test(tokens.form[next + 1]))
      )
        return k
    }
  }
  if (first <= cue.last) return last
  if (view.words.that.test(tokens.form[first]) || view.words.that.test(tokens.form[first - 1])) {
    // A clause in "que" mostly holds to the end of its sentence.
    const stop = view.sentenceEnd(cue.head)
    const after = last + 1
    const around = view.quotation[cue.head]
    if (after + 1 < stop && tokens.form[after] === ',' && stop - after < 60) {
      const next = tokens.form[after + 1].toLowerCase()
      let other = false
      for (let k = after + 1; k < stop; k++) {
        const known = view.cues[k]
        if (around < 0 && known?.cue.tag === 'VERB' && known.cue.frames.includes('quote')) other = true
        if (around >= 0 && view.quotation[k] !== around) other = true
      }
      if (!other && !view.words.endsClause.test(next)) {
        let to = stop - 1
        while (to > last && !view.isWord[to]) to--
        return to
      }
    }
  }
  const q = view.quotation[last]
  if (q < 0 || view.quotationLast[q] !== last) return last
  const end = view.sentenceEnd(cue.head)
  let k = last + 1
  while (k < end && punctuationAt(view, k) === 5) k++
  if (
    k >= end ||
    !view.isWord[k] ||
    tokens.tag[k] === 'CCONJ' ||
    tokens.tag[k] === 'ADV' ||
    tokens.tag[k] === 'AUX' ||
    view.words.whileFirst.test(tokens.form[k]) ||
    (view.taken[k] === 2 && view.words.gerund.test(tokens.form[k])) ||
    tokens.has(k, 'VerbForm', 'Fin')
  )
    return last
  let to = last
  for (let n = 0; k < end && n < 60; k++, n++) {
    const p = punctuationAt(view, k)
    const inside = view.quotation[k] >= 0
    if (p !== 0 && p !== 5 && p !== 7 && !inside) break
    if (p === 0) to = k
  }
  return to
}

/** "Washington accuse Mexico de passivité, tandis que …": the object just behind the cue, not the clause of circumstance. */
function directObject(view: View, cue: FoundCue, content: [number, number][]): void {
  const { tokens } = view
  if (view.language === 'en' || cue.phrase || content.length !== 1) return
  const [first, last] = content[0]
  if (first <= cue.last || view.words.objectMark.test(tokens.form[first])) return
  const { circumstance } = view.words
  if (first > cue.last + 1 && circumstance.test(tokens.form[first])) {
    let to = first - 1
    while (to > cue.last && !view.isWord[to]) to--
    if (to > cue.last && tokens.form[to + 1] === ',') content[0] = [cue.last + 1, to]
    return
  }
  for (let k = first + 1; k < Math.min(last, first + 40); k++)
    if (tokens.form[k] === ',' && view.words.whileFirst.test(tokens.form[k + 1])) {
      if (view.quotation[k] < 0 || view.quotation[k] === view.quotation[cue.head]) content[0] = [first, k - 1]
      return
    } else if (tokens.has(k, 'VerbForm', 'Fin')) return
}

/** Stretches a content that cuts a quotation in two over all of it. */
function wholeQuotations(view: View, cue: FoundCue, content: [number, number][]): void {
  for (const range of content) {
    const a = view.quotation[range[0]]
    if (
      a >= 0 &&
      a !== view.quotation[cue.head] &&
      view.quotationFirst[a] < range[0] &&
      view.quotationFirst[a] > cue.last
    )
      range[0] = view.quotationFirst[a]
    const b = view.quotation[range[1]]
    if (
      b >= 0 &&
      b !== view.quotation[cue.head] &&
      view.quotationLast[b] > range[1] &&
      (view.quotationLast[b] < cue.first || view.quotationFirst[b] > cue.last)
    )
      range[1] = view.quotationLast[b]
  }
  for (let k = content.length - 1; k > 0; k--)
    if (content[k][0] <= content[k - 1][1]) {
      content[k - 1][1] = Math.max(content[k - 1][1], content[k][1])
      content.splice(k, 1)
    }
}

/** Whether the content says nothing of itself: a pronoun, "what", an adverb. */
function isEmptyContent(view: View, cue: FoundCue, content: readonly [number, number][]): boolean {
  const { tokens } = view
  for (const [first, last] of content) {
    if (
      last - first > 2 ||
      (view.quotation[first] >= 0 &&
        view.quotation[first] !== view.quotation[cue.head] &&
        view.quotationFirst[view.quotation[first]] === first)
    )
      return false
    for (let i = first; i <= last; i++)
      if (view.isWord[i] && !/^(PRON|DET|ADV|AUX|SCONJ|CCONJ|ADP|PART)$/.test(tokens.tag[i])) return false
  }
  return true
}

/** Whether all the content is a short quotation of capitalised words: a title ("Seven Winters") or a nickname. */
function isTitle(view: View, content: readonly [number, number][]): boolean {
  if (content.length !== 1) return false
  const [first, last] = content[0]
  const q = view.quotation[first]
  if (q < 0 || view.quotationFirst[q] !== first || view.quotationLast[q] !== last || last - first > 7)
    return false
  const { tokens } = view
  let capitals = 0
  for (let i = first; i <= last; i++) {
    if (!view.isWord[i]) continue
    const form = tokens.form[i]
    const tag = tokens.tag[i]
    if (form[0] !== form[0].toLowerCase()) {
      if (i > first || tag === 'PROPN' || tag === 'NOUN' || tag === 'NUM' || tag === 'ADJ') capitals++
    } else if (
      i > first ? tag !== 'ADP' && tag !== 'DET' && tag !== 'CCONJ' && last - first < 2 : tag !== 'DET'
    )
      return false
    if (tag === 'VERB' || tag === 'AUX' || tag === 'PRON') return false
  }
  const mark = view.document.text[view.quotations[q].inner[1] - 1]
  return capitals > 0 && mark !== '!' && mark !== '?' && mark !== '.' && mark !== ','
}

/** "Ont requis l'anonymat", "asked not to be named": how a source stays nameless, not what it says. */
function asksForAnonymity(view: View, cue: FoundCue): boolean {
  const { tokens } = view
  const end = Math.min(view.sentenceEnd(cue.head), cue.last + 7)
  for (let k = cue.last + 1; k < end; k++) {
    if (view.words.anonymity.test(tokens.form[k])) return true
    if (punctuationAt(view, k) !== 0 || (tokens.tag[k] === 'VERB' && tokens.has(k, 'VerbForm', 'Fin')))
      return false
    if (view.words.named.test(tokens.form[k]))
      for (let n = cue.last + 1; n < k; n++) if (view.words.notNamed.test(tokens.form[n])) return true
  }
  return false
}

/** Of two cues that each stand in the other's content, the surer alone is kept. */
function withoutCircles(view: View, drafts: Draft[]): Draft[] {
  const gone = new Set<Draft>()
  const { sentence } = view.tokens
  for (let x = 0; x < drafts.length; x++) {
    const a = drafts[x]
    if (!a.cue || gone.has(a)) continue
    for (let y = x + 1; y < drafts.length && y < x + 40; y++) {
      const b = drafts[y]
      if (!b.cue || gone.has(b)) continue
      if (sentence[b.cue.head] !== sentence[a.cue.head]) break
      if (!covers(a, b.cue.head) || !covers(b, a.cue.head)) continue
      const weight = (one: Draft): number => (one.by === 'model' ? one.score : 1e6)
      gone.add(weight(a) >= weight(b) ? b : a)
      if (gone.has(a)) break
    }
  }
  // "Des sources citées par NBC": words of a source are no cues of their own.
  for (let x = 0; x < drafts.length; x++) {
    const source = drafts[x].source
    if (!source || source.first === source.last || gone.has(drafts[x])) continue
    for (let y = Math.max(0, x - 6); y < drafts.length && y < x + 7; y++) {
      const head = drafts[y].cue?.head ?? -1
      if (y !== x && head >= source.first && head <= source.last && drafts[y].by === 'model')
        gone.add(drafts[y])
    }
  }
  return drafts.filter((draft) => !gone.has(draft))
}

/** The subject of the verb that an infinitive cue hangs on: "le texte se contente de demander". */
function governor(view: View, cue: FoundCue, content: readonly [number, number][]): Draft['source'] {
  const { tokens } = view
  const up = tokens.head[cue.head]
  if (up < 0 || !tokens.has(cue.head, 'VerbForm', 'Inf') || tokens.baseRelation(cue.head) !== 'xcomp')
    return undefined
  for (const k of tokens.children(up)) {
    if (tokens.relation[k] !== 'nsubj' || k > cue.head) continue
    const first = tokens.leftmost(k)
    const last = tokens.rightmost(k)
    if (last >= cue.first || last - first > 30 || content.some(([a, b]) => first <= b && last >= a))
      return undefined
    return antecedent(view, { first, last, head: k })
  }
  return undefined
}

/** How far below the threshold a cue of the lexicon may score with just the complement that the lexicon foresees behind it. */
function leniency(view: View, i: number, unit: number): number {
  if (!view.words.foreseesComplement) return 0
  if (complementAt(view, i) >= 0) return 2 * unit
  // "La crainte que …", and verbs taken for nouns: "le maire doute que …".
  const match = view.cues[i]
  const next = view.tokens.form[(match?.last ?? i) + 1] ?? ''
  const clause = view.tokens.tag[i] === 'NOUN' && match?.cue.frames.includes('clause')
  return clause && view.words.that.test(next) ? unit / 2 : 0
}

/** "L'accord comprend trois volets": of a text, what it holds, not what it says. */
function describesWork(view: View, i: number, sources: SourceLexicon): boolean {
  const { tokens } = view
  if (!view.words.comprise.test(view.lemma(i))) return false
  const next = (view.cues[i]?.last ?? i) + 1
  if (view.words.comprehended.test(tokens.form[next] ?? '')) return false
  return tokens
    .children(i)
    .some(
      (k) =>
        tokens.relation[k] === 'nsubj' &&
        !sources.classesOf(view.lemma(k)).includes('person') &&
        (tokens.tag[k] === 'NOUN' || view.words.comprising.test(tokens.form[k])),
    )
}

/**
 * Where a content behind its cue begins in French and Spanish: with its "que" or its infinitive's preposition, which belong
 * to it; and behind the circumstances ("lundi", "devant la presse") that stand between the cue and its object or clause.
 */
function leftEdge(view: View, cue: FoundCue, first: number, last: number): number {
  const { tokens } = view
  if (first <= cue.last || cue.phrase) return first
  if (view.language === 'en')
    return first > cue.last + 1 &&
      view.words.infinitiveMark.test(tokens.form[first - 1]) &&
      tokens.has(first, 'VerbForm', 'Inf')
      ? first - 1
      : first
  // Circumstances, then "que": the clause is the content.
  for (let k = first; k < Math.min(last, first + 14); k++) {
    const tag = tokens.tag[k]
    if (
      tag === 'VERB' ||
      tag === 'AUX' ||
      (view.quotation[k] >= 0 && view.quotation[k] !== view.quotation[cue.head])
    )
      break
    if (k > first && tag === 'SCONJ' && view.words.that.test(tokens.form[k])) {
      const before = tokens.tag[k - 1]
      if (before !== 'ADV' && before !== 'ADP' && before !== 'SCONJ') return k
    }
  }
  // "une « mascarade »": the article stands before the marks.
  const q = view.quotation[first]
  if (q >= 0 && view.quotationFirst[q] === first) {
    let k = first - 1
    while (k > cue.last && punctuationAt(view, k) === 5) k--
    if (k === cue.last + 1 && tokens.tag[k] === 'DET') return k
  }
  // The words left out between the cue and the content: a "que", or the beginning of an infinitive.
  for (let k = cue.last + 1; k < first && first - k < 12; k++) {
    if (!view.words.infinitiveMark.test(tokens.form[k]) && !tokens.has(k, 'VerbForm', 'Inf')) continue
    const subordinates = tokens.tag[k] === 'SCONJ' || tokens.has(k, 'VerbForm', 'Inf')
    const opens =
      tokens.has(k + 1, 'VerbForm', 'Inf') ||
      (k + 2 < first && tokens.tag[k + 1] === 'PRON' && tokens.has(k + 2, 'VerbForm', 'Inf'))
    let word = k + 1
    while (word < first && !view.isWord[word]) word++
    if (subordinates ? word === first || k === cue.last + 1 : opens) return k
  }
  // Circumstances before the object or clause.
  let from = first
  for (const k of tokens.children(cue.anchor)) {
    if (k <= cue.last) continue
    const base = tokens.baseRelation(k)
    const left = tokens.leftmost(k)
    if (left > last) break
    if (base === 'obl' || base === 'advmod' || base === 'advcl') {
      if (
        left <= from &&
        tokens.rightmost(k) >= from &&
        !view.words.complementPreposition.test(tokens.form[left])
      )
        from = tokens.rightmost(k) + 1
    } else if (base === 'punct') {
      if (k === from) from = k + 1
    } else if (
      (base === 'obj' || base === 'ccomp' || base === 'xcomp' || base === 'parataxis') &&
      left >= from &&
      left <= last
    )
      return from > first ? left : first
    else break
  }
  return first
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
  const sources = sourceLexicon(document.pack)
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
    } else inheritSpeaker(view, draft, speaker)
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

function hasName(view: View, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) if (view.inName[i]) return true
  return false
}

/** Whether the source is a personal pronoun that hardly means an outlet. */
function isPersonal(view: View, draft: Draft): boolean {
  const { source, cue } = draft
  if (!source || source.first !== source.last) return false
  const form = view.tokens.form[source.head].toLowerCase().replace(/^-(t-)?/, '')
  if (view.words.he.test(form)) return true
  return view.words.she.test(form) && cue !== undefined && isHearsay(view, cue.head)
}

/** A pronoun without an entity takes the kind of the speaker before it. */
function inheritPronoun(view: View, draft: Draft, speaker: Draft | undefined): void {
  const source = draft.source
  if (!source || !speaker || draft.entity) return
  const { tokens } = view
  if (tokens.tag[source.head] !== 'PRON') return
  const form = tokens.form[source.head].toLowerCase().replace(/^-(t-)?/, '')
  if (view.words.i.test(form) && draft.parent) {
    draft.kind = draft.parent.kind
    draft.entity = draft.parent.entity
  } else if (view.words.heOrShe.test(form)) draft.kind = speaker.kind === 'anonymous' ? 'anonymous' : 'named'
}

/** Without an expressed source: the subject left out (Spanish) and the quotation that goes on are the last speaker's. */
function inheritSpeaker(view: View, draft: Draft, speaker: Draft | undefined): void {
  const { tokens } = view
  const cue = draft.cue
  if (!cue) {
    if (speaker) {
      draft.kind = speaker.kind
      draft.entity = speaker.entity
    }
    return
  }
  if (!view.words.dropsSubject || tokens.tag[cue.head] !== 'VERB') return
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
function spanOf(view: View, [first, last]: [number, number], cue: FoundCue | undefined): Span {
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
function phraseSpan(view: View, first: number, last: number): Span {
  const { tokens } = view
  // "-t-il" is one token: the pronoun alone is the source.
  const clitic = first === last ? (/^-(t-)?/.exec(tokens.form[first])?.[0].length ?? 0) : 0
  const start = tokens.start[first] + clitic
  return [start < tokens.end[last] ? start : tokens.start[first], tokens.end[last]]
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

/** "Could not be independently verified": whoever tried, it stays unverified. */
function independently(view: View, cue: FoundCue): boolean {
  for (let k = cue.first - 3; k < cue.last + 6; k++)
    if (view.words.independently.test(view.tokens.form[k] ?? '')) return true
  return false
}

function actOf(view: View, draft: Draft): Act {
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
