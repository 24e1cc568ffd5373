import { asClauseAt } from './as-clause.ts'
import type { CueReading, CueRule } from './attribution-reading.ts'
import type { AttributionView } from './attribution-view.ts'
import { mayBeCue, punctuationAt } from './cue-features.ts'
import { complementAt, cueAt, type FoundCue } from './cue-tokens.ts'
import { draftOf, type SourceTokens, type TokenRange, trim } from './draft.ts'
import { phraseAt } from './phrases.ts'
import { speechBefore } from './quoted.ts'
import type { SourceLexicon } from './source-lexicon.ts'
import { isSpeaker, speakerBehind } from './speaker-behind.ts'

const stage = 'cue'

/** Whether the model was asked of a token, and no phrase begins there. */
const weighed = ({ view, token, phrase }: CueReading): boolean =>
  !phrase && mayBeCue(view, token) && view.cues[token]?.cue.like !== 'according'

/** A phrase that introduces its source: "selon X", "according to X". */
export const phrase: CueRule = {
  name: 'phrase',
  stage,
  apply(at) {
    at.phrase = at.view.cues[at.token] ? phraseAt(at.view, at.token, at.tools.sources) : undefined
    if (at.phrase) at.cue = at.phrase.cue
  },
}

/** What the model takes for a cue. */
export const scored: CueRule = {
  name: 'scored',
  stage,
  apply(at) {
    const { view, token, tools } = at
    if (
      weighed(at) &&
      at.score > -leniency(view, token, tools.model.unit) &&
      !describesWork(view, token, tools.sources)
    )
      at.cue = cueAt(view, token, at.score, 'model')
  },
}

/** "« … », s'agace-t-il": right behind a quotation any verb with its speaker behind it is one of saying. */
export const behindQuotation: CueRule = {
  name: 'behind-quotation',
  stage,
  apply(at) {
    const { view, token } = at
    if (at.cue || !weighed(at) || view.tokens.tag[token] !== 'VERB') return
    const possible = cueAt(view, token, 0, 'inverted')
    if (followsQuotation(view, possible) && hasSpeakerBehind(view, possible, at.tools.sources))
      at.cue = possible
  },
}

/** A verb with a colon and a quotation behind its clause. */
export const colon: CueRule = {
  name: 'colon',
  stage,
  apply(at) {
    const { view, token } = at
    if (!at.cue && weighed(at) && view.tokens.tag[token] === 'VERB' && beforeColon(view, token))
      at.cue = cueAt(view, token, 0, 'colon')
  },
}

/** "N'a pas fait de commentaire": whoever says nothing. */
export const noComment: CueRule = {
  name: 'no-comment',
  stage,
  apply(at) {
    if (!at.cue && makesNoComment(at.view, at.token)) at.cue = cueAt(at.view, at.token, 0, 'no-comment')
  },
}

/** "N'a pas pu être vérifié": somebody could not verify it. */
export const unverified: CueRule = {
  name: 'unverified',
  stage,
  apply(at) {
    if (!at.cue && couldNotVerify(at.view, at.token)) at.cue = cueAt(at.view, at.token, 0, 'unverified')
  },
}

/** "…," Ms Varn rejoiced: behind a quotation any verb with its speaker beside it. */
export const spokenBefore: CueRule = {
  name: 'spoken-before',
  stage,
  apply(at) {
    if (at.cue) return
    const spoken = speechBefore(at.view, at.token)
    if (spoken) at.whole = draftOf(cueAt(at.view, at.token, 0, 'inverted'), [spoken.content], spoken.source)
  },
}

/** "X, a reconnu son directeur général": a verb of speech behind a comma with its speaker behind it. */
export const behindComma: CueRule = {
  name: 'behind-comma',
  stage,
  apply(at) {
    const { view, token } = at
    if (at.cue || at.whole || !weighed(at) || view.tokens.tag[token] !== 'VERB') return
    if (!spoken.has(view.cues[token]?.cue.act ?? '')) return
    const found = clauseBefore(view, token, at.tools.sources)
    if (found) at.whole = draftOf(found.cue, [found.content], found.source)
  },
}

/** "Her rival posted on X that": what somebody publishes in a clause. */
export const written: CueRule = {
  name: 'written',
  stage,
  apply(at) {
    const { view, token } = at
    if (at.cue || at.whole || at.phrase || view.quotation[token] >= 0) return
    const found = publishes(view, token)
    if (found) at.whole = draftOf(cueAt(view, token, 0, 'written'), [found.content], found.source)
  },
}

const spoken: ReadonlySet<string> = new Set(['say', 'claim', 'confirm', 'deny', 'admit', 'warn'])

/** The clause before a comma and a verb of speech, with the speaker behind the verb, where the sentence ends soon behind. */
function clauseBefore(
  view: AttributionView,
  i: number,
  sources: SourceLexicon,
): { cue: FoundCue; content: TokenRange; source: SourceTokens } | undefined {
  const { tokens } = view
  const cue = cueAt(view, i, 0, 'behind-comma')
  if (tokens.form[cue.first - 1] !== ',' || view.quotation[i] >= 0) return undefined
  const finite =
    tokens.has(i, 'VerbForm', 'Fin') || tokens.children(i).some((k) => tokens.has(k, 'VerbForm', 'Fin'))
  if (!finite || tokens.children(i).some((k) => tokens.relation[k].endsWith(':pass'))) return undefined
  const end = view.sentenceEnd(i)
  const source = speakerBehind(view, cue.last + 1, end, sources)
  if (!source || source.first !== cue.last + 1 || !isSpeaker(view, source.head)) return undefined
  // "A reconnu la victime et a fui": what goes on with a verb is no speaker.
  for (let k = source.last + 1; k < end; k++)
    if (tokens.tag[k] === 'CCONJ' || (tokens.tag[k] === 'VERB' && !tokens.has(k, 'VerbForm', 'Part')))
      return undefined
  const first = view.sentenceFirst(i)
  let verb = false
  for (let k = first; k < cue.first - 1 && !verb; k++)
    verb = (tokens.tag[k] === 'VERB' || tokens.tag[k] === 'AUX') && tokens.has(k, 'VerbForm', 'Fin')
  const content = trim(view, [first, cue.first - 2])
  return verb && content[0] <= content[1] ? { cue, content, source } : undefined
}

/** How far behind a verb of publishing the clause may begin: "posted on her account on Monday that". */
const publishReach = 9

function publishes(
  view: AttributionView,
  i: number,
): { content: TokenRange; source: SourceTokens } | undefined {
  const { tokens, words } = view
  if (tokens.tag[i] !== 'VERB' || !words.publish.verb.test(view.lemma(i))) return undefined
  const end = view.sentenceEnd(i)
  let that = i + 1
  while (that < end && that <= i + publishReach && !words.publish.that.test(tokens.form[that])) {
    if (punctuationAt(view, that) !== 0 || tokens.tag[that] === 'VERB') return undefined
    that++
  }
  if (that >= end || that > i + publishReach || tokens.tag[that] === 'PRON') return undefined
  // Right behind the verb, or behind where it is published: "posted a photo that" has a relative.
  if (that > i + 1 && tokens.tag[i + 1] !== 'ADP' && tokens.tag[i + 1] !== 'ADV') return undefined
  let head = tokens.children(i).find((k) => tokens.baseRelation(k) === 'nsubj' && k < i)
  if (head === undefined && tokens.baseRelation(i) === 'acl' && tokens.head[i] < i) head = tokens.head[i]
  if (head === undefined || !/^(NOUN|PROPN|PRON)$/.test(tokens.tag[head])) return undefined
  let first = head
  for (const k of tokens.children(head)) if (k < head) first = Math.min(first, tokens.leftmost(k))
  let last = end - 1
  while (last > that && !view.isWord[last]) last--
  if (last <= that) return undefined
  return { content: [that, last], source: { first, last: Math.max(head, nameEnd(view, head, i)), head } }
}

/** The last token of the name that begins at a token, before another. */
function nameEnd(view: AttributionView, from: number, before: number): number {
  let last = from
  while (last + 1 < before && view.inName[last + 1] && view.inName[last]) last++
  return last
}

/** "Según informó el ministerio": a clause that names the source of the rest of its sentence. */
export const asClause: CueRule = {
  name: 'as-clause',
  stage,
  apply(at) {
    const { view, token } = at
    if (at.phrase || view.tokens.tag[token] !== 'VERB' || !view.cues[token]) return
    const found = asClauseAt(view, at.cue ?? cueAt(view, token, 0, 'as-clause'), at.tools.sources)
    if (!found) return
    at.cue = undefined
    at.whole = draftOf(found.cue, [found.content], found.source)
  },
}

/** Whether a verb governs its clause and a colon with a quotation follows the clause: "résume ainsi la stratégie : « … »". */
function beforeColon(view: AttributionView, i: number): boolean {
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

/** How far below the threshold a cue of the lexicon may score with just the complement that the lexicon foresees behind it. */
function leniency(view: AttributionView, i: number, unit: number): number {
  if (!view.words.foreseesComplement) return 0
  if (complementAt(view, i) >= 0) return 2 * unit
  // "La crainte que …", and verbs taken for nouns: "le maire doute que …".
  const match = view.cues[i]
  const next = view.tokens.form[(match?.last ?? i) + 1] ?? ''
  const clause = view.tokens.tag[i] === 'NOUN' && match?.cue.frames.includes('clause')
  return clause && view.words.that.test(next) ? unit / 2 : 0
}

/** "L'accord comprend trois volets": of a text, what it holds, not what it says. */
function describesWork(view: AttributionView, i: number, sources: SourceLexicon): boolean {
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

/** "N'a pas fait de commentaire", "no hizo comentarios", "made no comment": the verb `i` of those words. */
function makesNoComment(view: AttributionView, i: number): boolean {
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
function couldNotVerify(view: AttributionView, i: number): boolean {
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

/** Whether a quotation ends just before the cue. */
function followsQuotation(view: AttributionView, cue: FoundCue): boolean {
  let w = cue.first - 1
  while (w >= 0 && cue.first - w < 5 && !view.isWord[w]) w--
  const q = w >= 0 ? view.quotation[w] : -1
  return q >= 0 && w < cue.first - 1 && view.quotationLast[q] === w
}

/** Whether a pronoun written together with the verb, or a noun phrase behind it, is who speaks. */
function hasSpeakerBehind(view: AttributionView, cue: FoundCue, sources: SourceLexicon): boolean {
  const end = view.sentenceEnd(cue.head)
  for (let k = cue.first; k <= Math.min(cue.last + 1, end - 1); k++)
    if (view.words.clitic.test(view.tokens.form[k])) return true
  const speaker = speakerBehind(view, cue.last + 1, end, sources)
  if (!speaker) return false
  const after = speaker.last + 1
  return after >= end || punctuationAt(view, after) !== 5
}
