import type { AttributionRule } from './attribution-reading.ts'
import { textOf } from './attribution-trail.ts'
import type { AttributionView } from './attribution-view.ts'
import type { FoundCue } from './cue-tokens.ts'
import { type SourceTokens, type TokenRange, without } from './draft.ts'
import { phraseFrom } from './phrases.ts'
import { sourceLexicon } from './source-lexicon.ts'

const stage = 'source'

/** The noun phrase that the model takes for the source. */
export const scoredSource: AttributionRule = {
  name: 'scored-source',
  stage,
  apply(at) {
    if (!at.candidate) return
    const { speakers, model, note } = at.tools
    const { first, last, holeFirst, holeLast } = at.candidate
    speakers.prepare(at.cue, first, last, holeFirst, holeLast, at.phrase)
    const best = speakers.candidates[speakers.best(model.source).index]
    if (best.first >= 0) at.source = { first: best.first, last: best.last, head: best.head }
    if (note) {
      const { tokens } = at.view
      const candidates = speakers.candidates
        .map((one, k) => ({
          text: one.first < 0 ? '' : textOf(at.view, [[one.first, one.last]]),
          score: speakers.score(k, model.source),
        }))
        .sort((a, b) => b.score - a.score)
      note({
        stage,
        name: 'scored-source',
        about: [tokens.start[at.cue.first], tokens.end[at.cue.last]],
        before: '',
        after: '',
        candidates,
      })
    }
  },
}

/** "Il se dit que": nobody says it. */
export const impersonal: AttributionRule = {
  name: 'impersonal',
  stage,
  apply(at) {
    if (at.source && isImpersonal(at.view, at.cue, at.source)) at.source = undefined
  },
}

/** What could not be verified stands before the verb, and nobody is its source. */
export const unverifiedSubject: AttributionRule = {
  name: 'unverified-subject',
  stage: 'content',
  apply(at) {
    if (at.cue.by !== 'unverified') return
    const subject = subjectOfUnverified(at.view, at.cue)
    if (!subject) return
    at.content.splice(0, at.content.length, subject)
    at.source = undefined
  },
}

/** "Sources cited by Reuters", "según el Courier, que cita a Reuters": who cites and who is cited belong to the source. */
export const citer: AttributionRule = {
  name: 'citer',
  stage,
  apply(at) {
    const { view, cue, phrase, source } = at
    if (!source) return
    at.source = withCiter(view, cue, source)
    if (!phrase || source.first < phrase.sourceFirst) return
    const from = source.last + (view.tokens.form[source.last + 1] === ',' ? 2 : 1)
    if (from >= phrase.sourceLast || !view.words.sourceRelative.test(view.tokens.form[from])) return
    if (view.inName.subarray(from, phrase.sourceLast + 1).includes(1))
      at.source = { ...source, last: phrase.sourceLast }
  },
}

/** "A-t-il dit", "dit-on": the pronoun written together with the verb is who speaks. */
export const clitic: AttributionRule = {
  name: 'clitic',
  stage,
  apply(at) {
    const { view, cue } = at
    for (let k = cue.first; k <= cue.last + 1 && k < view.sentenceEnd(cue.head); k++) {
      if (!view.words.clitic.test(view.tokens.form[k])) continue
      at.source = { first: k, last: k, head: k }
      at.content = at.content.flatMap((range) => without(view, range, k, k))
      if (at.content.length === 0) at.dropped = true
      return
    }
  },
}

/** How far behind the cue stands whom it was learnt from. */
const learnReach = 10

/** "A-t-on appris mercredi auprès de la préfecture", "apprend-on de sources policières": who told it, not who came to know. */
export const learntFrom: AttributionRule = {
  name: 'learnt-from',
  stage,
  apply(at) {
    const { view, cue } = at
    const { tokens, words } = view
    let learnt = false
    for (let k = cue.first; k <= cue.last; k++)
      learnt ||= words.learn.test(view.lemma(k)) || words.learn.test(tokens.form[k])
    if (!learnt) return
    const end = view.sentenceEnd(cue.head)
    for (let k = cue.last + 1; k < end && k <= cue.last + learnReach; k++) {
      const form = tokens.form[k]
      if (tokens.tag[k] === 'VERB' || '"«“;:'.includes(form)) return
      const from = words.learnFrom.test(form) ? k + 2 : words.learnSource.test(form) ? k : -1
      if (from < 0) continue
      const found = phraseFrom(view, from, end)
      if (found) at.source = found
      return
    }
  },
}

/** "Sources cited by Reuters said": who cites them belongs to the source's phrase. */
function withCiter(view: AttributionView, cue: FoundCue, source: SourceTokens): SourceTokens {
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

/** Whether a source is "who" or "qui" alone, which stands for the phrase before it. */
export const isRelative = (view: AttributionView, source: SourceTokens): boolean =>
  source.first === source.last && view.words.who.test(view.tokens.form[source.head])

/** "Il se dit que", "il est dit que", "se supone que": nobody says it. */
function isImpersonal(view: AttributionView, cue: FoundCue, source: SourceTokens): boolean {
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
export function antecedent(view: AttributionView, source: SourceTokens): SourceTokens {
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

/** The noun phrase that ends just before token `at`, by its tags alone. */
export function phraseBefore(view: AttributionView, at: number): SourceTokens | undefined {
  const { tokens } = view
  const start = view.sentenceFirst(at)
  let last = at - 1
  if (last > start && tokens.form[last] === ',') last--
  let first = last + 1
  while (first > start && last - first < 20 && /^(DET|ADJ|NOUN|NUM|PROPN)$/.test(tokens.tag[first - 1]))
    first--
  const classes = sourceLexicon(view.document.words)
  let head = -1
  for (let i = last; i >= first; i--)
    if (classes.classesOf(view.lemma(i)).length > 0 || (head < 0 && /^(NOUN|PROPN)$/.test(tokens.tag[i])))
      head = i
  return head < 0 ? undefined : { first, last, head }
}

/** What stands before "n'a pas pu être vérifié": the subject of the passive; undefined for an active verb. */
function subjectOfUnverified(view: AttributionView, cue: FoundCue): TokenRange | undefined {
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
