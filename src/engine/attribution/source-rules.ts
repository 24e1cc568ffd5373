import type { AttributionReading, AttributionRule } from './attribution-reading.ts'
import { textOf } from './attribution-trail.ts'
import type { AttributionView } from './attribution-view.ts'
import type { FoundCue } from './cue-tokens.ts'
import type { SourceTokens, TokenRange } from './draft.ts'
import { trim } from './draft.ts'
import { invertedAt } from './inverted.ts'
import { sourceLexicon } from './source-lexicon.ts'

const stage = 'source'

/** Whether the source is the model's choice: no phrase, no speaker behind the cue, no name in a headline. */
const chosen = ({ phrase, inverted, headline }: AttributionReading): boolean =>
  !phrase && !inverted && !headline

/** "« … », a dit au Parisien la maire": the speaker behind the cue of what stands before it. */
export const speakerBehindCue: AttributionRule = {
  name: 'speaker-behind-cue',
  stage,
  apply(at) {
    at.inverted = invertedAt(at.view, at.cue, at.tools.sources)
  },
}

/** "Pide Varn cerrar el puerto": the name behind the verb that begins a headline. */
export const nameInHeadline: AttributionRule = {
  name: 'name-in-headline',
  stage,
  apply(at) {
    if (!at.phrase && !at.inverted) at.headline = nameBehind(at.view, at.cue)
  },
}

/** What was found before the content was: a phrase's source, the speaker behind, the name in a headline. */
export const foundSource: AttributionRule = {
  name: 'found-source',
  stage,
  apply(at) {
    const { phrase } = at
    if (phrase) at.source = { first: phrase.sourceFirst, last: phrase.sourceLast, head: phrase.sourceHead }
    else at.source = at.inverted ?? at.headline
  },
}

/** The noun phrase that the model takes for the source. */
export const scoredSource: AttributionRule = {
  name: 'scored-source',
  stage,
  apply(at) {
    if (!chosen(at) || !at.candidate) return
    const { speakers, model, note } = at.tools
    const { first, last, holeFirst, holeLast } = at.candidate
    speakers.prepare(at.cue, first, last, holeFirst, holeLast)
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

/** What the relative pronoun stands for that was taken for the source. */
export const antecedentOfSource: AttributionRule = {
  name: 'antecedent',
  stage,
  apply(at) {
    if (chosen(at) && at.source) at.source = antecedent(at.view, at.source)
  },
}

/** "Le texte se contente de demander": an infinitive has the subject of its governor. */
export const subjectOfGovernor: AttributionRule = {
  name: 'subject-of-governor',
  stage,
  apply(at) {
    if (chosen(at) && !at.source) at.source = governor(at.view, at.cue, at.content)
  },
}

/** "X, qui accueille les pourparlers, craint": the subject in front of a relative clause. */
export const subjectBeforeRelative: AttributionRule = {
  name: 'subject-before-relative',
  stage,
  apply(at) {
    if (chosen(at)) at.source = subjectPastRelative(at.view, at.cue, at.source)
  },
}

/** "Il se dit que": nobody says it. */
export const impersonal: AttributionRule = {
  name: 'impersonal',
  stage,
  apply(at) {
    if (chosen(at) && at.source && isImpersonal(at.view, at.cue, at.source)) at.source = undefined
  },
}

/** "Qui" alone: the phrase before it. */
export const phraseBeforeRelative: AttributionRule = {
  name: 'phrase-before-relative',
  stage,
  apply(at) {
    if (chosen(at) && at.source && isRelative(at.view, at.source))
      at.source = phraseBefore(at.view, at.source.first) ?? at.source
  },
}

/** The name in a headline is no part of what it says. */
export const withoutHeadlineName: AttributionRule = {
  name: 'without-headline-name',
  stage: 'content',
  apply({ view, headline, content }) {
    if (headline && content.length === 1 && content[0][0] <= headline.last && content[0][1] > headline.last)
      content[0] = trim(view, [headline.last + 1, content[0][1]])
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

/** "Sources cited by Reuters": who cites them belongs to the source. */
export const citer: AttributionRule = {
  name: 'citer',
  stage,
  apply(at) {
    if (at.source) at.source = withCiter(at.view, at.cue, at.source)
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

/** The name right behind a verb that begins its sentence, as in Spanish headlines: "Pide Varn cerrar el puerto". */
function nameBehind(view: AttributionView, cue: FoundCue): SourceTokens | undefined {
  const { tokens } = view
  const i = cue.head
  if (tokens.tag[i] !== 'VERB' || !tokens.has(i, 'VerbForm', 'Fin')) return undefined
  if (cue.first !== i || view.cues[i]?.cue.tag !== 'VERB' || i - view.sentenceFirst(i) > 1) return undefined
  for (let k = view.sentenceFirst(i); k < i; k++) if (view.isWord[k]) return undefined
  let k = cue.last + 1
  if (view.words.nameDeterminer.test(tokens.form[k] ?? '') && view.inName[k]) k++
  const first = k
  while (k < view.sentenceEnd(i) && k < first + 6 && view.inName[k]) k++
  if (k === first || k + 1 >= view.sentenceEnd(i)) return undefined
  return { first, last: k - 1, head: first }
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

/**
 * The subject that a relative clause parts from its verb: "X, qui accueille les pourparlers, craint": neither the pronoun nor
 * a noun of the clause is who fears, but X, the phrase before the first comma of the sentence.
 */
function subjectPastRelative(
  view: AttributionView,
  cue: FoundCue,
  source: SourceTokens | undefined,
): SourceTokens | undefined {
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

/** The subject of the verb that an infinitive cue hangs on: "le texte se contente de demander". */
function governor(
  view: AttributionView,
  cue: FoundCue,
  content: readonly TokenRange[],
): SourceTokens | undefined {
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
