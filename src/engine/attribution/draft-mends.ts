import { nameLexicon } from '../names/name-lexicon.ts'
import type { AttributionView } from './attribution-view.ts'
import { punctuationAt } from './cue-features.ts'
import { cueAt, type FoundCue, wordCue } from './cue-tokens.ts'
import {
  covers,
  type Draft,
  draftOf,
  type SourceTokens,
  startOf,
  type TokenRange,
  trim,
  withoutCue,
} from './draft.ts'
import { outletIn } from './source-kinds.ts'
import type { SourceLexicon } from './source-lexicon.ts'
import { isSpeaker, speakerBehind } from './speaker-behind.ts'
import { bringsIn, dashLines, pastReflexive, speakerLines } from './speaker-lines.ts'

/** Tokens of one content that are looked at. */
const farthest = 400

/**
 * Puts right what either reader takes for an attribution and grammar shows to be none, or to be another's: deeds taken for
 * speech, the accused taken for the accuser, a speaker behind the cue left in the content; and adds what layout and set
 * phrases show without a cue ("That is what the minister said", "The mayor was blunt: …").
 * @returns the drafts that stand, in the order of the readers
 */
export function mendDrafts(view: AttributionView, drafts: readonly Draft[], sources: SourceLexicon): Draft[] {
  const dropped = new Set<Draft>(withinSources(drafts))
  const names = personNames(view)
  for (const draft of drafts)
    if (!dropped.has(draft) && !mend(view, draft, sources, names)) dropped.add(draft)
  const laid = laidOut(view, drafts, dropped, sources)
  for (const draft of toldApart(view, drafts)) dropped.add(draft)
  const kept = drafts.filter((draft) => !dropped.has(draft))
  leaveSpeakers(view, kept)
  speakersOutside(view, kept)
  for (const draft of kept)
    for (let n = 0; n < 12 && draft.parent && dropped.has(draft.parent); n++)
      draft.parent = draft.parent.parent
  const index = indexOf(kept)
  const added = [
    ...laid,
    ...spokenBehind(view, index, sources),
    ...setBefore(view, index),
    ...saidSo(view, kept, index, sources),
    ...toldBy(view, index),
    ...introduced(view, index, sources),
  ]
  if (added.length === 0) return kept
  const depth = (draft: Draft): number => {
    let count = 0
    for (let up = draft.parent; up && count < 20; up = up.parent) count++
    return count
  }
  return [...kept, ...added].sort(
    (a, b) => startOf(a) - startOf(b) || b.content[0][1] - a.content[0][1] || depth(a) - depth(b),
  )
}

/**
 * What the layout of interviews and dialogues shows. Drafts that take a label for words, or the words about who speaks for
 * what is said, go into `dropped`; those within what is said get it as what they stand in.
 */
function laidOut(
  view: AttributionView,
  drafts: readonly Draft[],
  dropped: Set<Draft>,
  sources: SourceLexicon,
): Draft[] {
  const { spoken, asked } = speakerLines(view)
  const dialogue = dashLines(view, (from, end) => speakerBehind(view, from, end, sources))
  const laid = [...spoken, ...dialogue.map(({ draft }) => draft)]
  if (laid.length === 0) return laid
  // Tokens that tell who speaks, and what is asked: who asks states nothing.
  const marked = new Set<number>()
  const said = new Map<number, Draft>()
  for (const draft of laid) {
    if (draft.source && !draft.cue)
      for (let i = draft.source.first; i <= draft.source.last; i++) marked.add(i)
    for (const [first, last] of draft.content) for (let i = first; i <= last; i++) said.set(i, draft)
  }
  for (const [first, last] of [...asked, ...dialogue.map(({ aside }) => aside)])
    for (let i = first; i <= last; i++) marked.add(i)
  for (const draft of drafts) {
    const { cue, source, content } = draft
    const touches = ([first, last]: TokenRange): boolean => {
      for (let i = first; i <= last && i < first + farthest; i++) if (marked.has(i)) return true
      return false
    }
    if (
      (cue && marked.has(cue.head)) ||
      (source && touches([source.first, source.last])) ||
      content.some(touches) ||
      // The words themselves, with nobody to say them.
      (!cue && !source && said.has(content[0][0]))
    )
      dropped.add(draft)
    else if (!draft.parent) draft.parent = said.get(content[0][0])
  }
  return laid
}

/** "C'est ce qu'a promis | la mairie": of a sentence that tells whose the words before it are, what readers took it for. */
function toldApart(view: AttributionView, drafts: readonly Draft[]): Draft[] {
  const { tokens, document } = view
  return drafts.filter(({ cue, content, source }) => {
    if (!cue) return false
    const sentence = document.sentences[tokens.sentence[cue.head]]
    if (!opensSaidSo(view, sentence.first)) return false
    const isHere = ([first]: TokenRange) => tokens.sentence[first] === tokens.sentence[cue.head]
    // Words before it with a speaker behind are what is wanted.
    if (source && isSpeaker(view, source.head) && content.every((range) => !isHere(range)))
      return content.some(([, last]) => last >= sentence.first)
    return !content.some((range) => isHere(range) && (isQuoted(view, range, cue) || hasVerb(view, range)))
  })
}

/**
 * "“What a night!” sighed Martha Quill": whose words alone begin a sentence is who stands behind the verb that follows them,
 * whatever verb it is.
 */
function spokenBehind(view: AttributionView, index: DraftIndex, sources: SourceLexicon): Draft[] {
  const { tokens, document } = view
  const added: Draft[] = []
  view.quotations.forEach((quotation, q) => {
    if (quotation.level !== 0 || !quotation.closed) return
    const first = view.quotationFirst[q]
    const last = view.quotationLast[q]
    if (last <= first) return
    let verb = last + 1
    while (verb < tokens.length && !view.isWord[verb]) verb++
    const between = document.text.slice(tokens.end[last], tokens.start[verb] ?? tokens.end[last])
    // What is said ends with a mark; a title that is the subject of the verb does not.
    if (between.length > 6 || !/[!?…,]/.test(between) || between.includes('\n')) return
    verb = pastReflexive(view, verb)
    if (verb >= tokens.length || !bringsIn(view, verb)) return
    let opening = first - 1
    while (opening >= 0 && /^[«‹"“„‘'¡¿]+$/.test(tokens.form[opening])) opening--
    if (
      opening >= 0 &&
      opening >= view.sentenceFirst(first) &&
      tokens.sentence[opening] === tokens.sentence[first]
    )
      return
    const speaker = speakerBehind(view, verb + 1, view.sentenceEnd(verb), sources)
    if (!speaker || speaker.first !== verb + 1 || !isSpeaker(view, speaker.head)) return
    const given = index.content.get(first)
    if (given?.source || (given && given.content.length > 1)) return
    const cue = cueAt(view, verb, 1, 'spoken-behind')
    if (given) {
      given.source = speaker
      given.cue ??= cue
    } else added.push(draftOf(cue, [[first, last]], speaker))
  })
  return added
}

/** "Fuentes del | ministerio | señalan": a cue within the source of another that has the same content. */
function withinSources(drafts: readonly Draft[]): Draft[] {
  const bySource = new Map<number, Draft>()
  for (const draft of drafts) if (draft.source) bySource.set(draft.source.first, draft)
  return drafts.filter(({ cue, content }) => {
    const other = cue && bySource.get(cue.first)
    if (!cue || !other?.source || !other.cue || cue.last > other.source.last) return false
    const end = other.content[other.content.length - 1][1]
    return content[0][0] === other.cue.first || content[content.length - 1][1] === end
  })
}

/** Mends one draft in place; false where it is no attribution. */
function mend(
  view: AttributionView,
  draft: Draft,
  sources: SourceLexicon,
  names: ReturnType<typeof personNames>,
): boolean {
  const { cue } = draft
  wholeName(view, draft, names)
  if (!cue) return true
  if (isNothing(view, draft) || isDeed(view, draft) || isSubjectAlone(view, draft)) return false
  if (isPredicateBehindNoun(view, draft, cue)) return false
  if (isLater(view, draft) || isPlainPassive(view, draft) || isEmpty(view, draft)) return false
  if (isAccused(view, draft, cue)) draft.source = undefined
  withoutAddressee(view, draft, sources)
  relativeSource(view, draft, cue)
  freeRelative(view, draft, cue)
  withoutClitic(view, draft, cue)
  phraseToComma(view, draft, cue)
  behindTime(view, draft, cue)
  withoutTime(view, draft, cue)
  beforeOwnVerb(view, draft, cue)
  turnRound(view, draft, cue, sources)
  speakerInContent(view, draft, cue, sources)
  return draft.content.length > 0
}

/** The verb of a cue, where its head is an auxiliary or an infinitive under it. */
function verbOf({ tokens }: AttributionView, cue: FoundCue): number {
  const up = tokens.head[cue.head]
  return tokens.tag[cue.head] === 'AUX' && up >= 0 && tokens.relation[cue.head].startsWith('aux')
    ? up
    : cue.head
}

/** The token of a range whose head stands outside it. */
function headOf({ tokens }: AttributionView, [first, last]: TokenRange): number {
  let head = first
  for (let n = first; n <= last; n++) {
    const up = tokens.head[head]
    if (up < first || up > last) break
    head = up
  }
  return head
}

const isFiniteForm = ({ tokens }: AttributionView, i: number): boolean =>
  (tokens.tag[i] === 'VERB' || tokens.tag[i] === 'AUX') && tokens.has(i, 'VerbForm', 'Fin')

/** Whether words of a range stand in quotation marks. */
function isQuoted(view: AttributionView, [first, last]: TokenRange, cue: FoundCue): boolean {
  for (let i = first; i <= last && i < first + farthest; i++)
    if (view.quotation[i] >= 0 && view.quotation[i] !== view.quotation[cue.head]) return true
  return false
}

/** "Rien ne prouve que", "neither confirmed": nobody. */
function isNothing(view: AttributionView, { source }: Draft): boolean {
  if (!source) return false
  const { nothing, negativeDeterminers } = view.document.words.factuality
  const form = view.tokens.form[source.first].toLowerCase()
  if (source.first === source.last) return nothing.includes(form) || negativeDeterminers.includes(form)
  return (
    negativeDeterminers.includes(form) &&
    view.document.words.attribution.deeds.evidence.test(view.lemma(source.head))
  )
}

/** Deeds that have the verbs of speech: "attacked the village", "a condamné X à trois ans", "offered shelter". */
function isDeed(view: AttributionView, draft: Draft): boolean {
  const { cue, content, source } = draft
  if (!cue || cue.phrase || content.length === 0) return false
  const { tokens, words } = view
  const { deeds } = words
  const verb = verbOf(view, cue)
  const lemma = view.lemma(verb)
  if (deeds.force.test(lemma)) return true
  // "Le maire a menti": what somebody lied of stands behind the verb.
  if (deeds.lie.test(lemma) && content[0][0] < cue.first) return true
  if (deeds.lie.test(lemma) && tokens.tag[content[0][0]] === 'AUX') return true
  const range: TokenRange = [content[0][0], content[content.length - 1][1]]
  if (content.some((one) => isQuoted(view, one, cue))) return false
  const opening = tokens.form[range[0]]
  if (deeds.summon.test(lemma)) {
    const next = `${opening} ${tokens.form[range[0] + 1] ?? ''}`.toLowerCase()
    return deeds.summoned.test(next)
  }
  // What is told in a clause or an infinitive is told.
  const told = headOf(view, range)
  if (isFiniteForm(view, told) || tokens.children(told).some((k) => /^(mark|cop)$/.test(tokens.relation[k])))
    return false
  if (tokens.tag[told] !== 'NOUN' && tokens.tag[told] !== 'PROPN' && tokens.tag[told] !== 'NUM') return false
  const object = view.lemma(told)
  const doer = source ? view.lemma(source.head) : ''
  if (deeds.sentence.test(lemma)) {
    for (let i = range[0]; i <= range[1] && i < range[0] + 40; i++)
      if (deeds.penalty.test(view.lemma(i))) return true
    return deeds.court.test(doer)
  }
  if (deeds.strike.test(lemma)) return deeds.striker.test(doer) || deeds.struck.test(object)
  if (deeds.give.test(lemma)) return deeds.given.test(object) || deeds.giver.test(doer)
  if (deeds.mourn.test(lemma)) {
    for (let i = range[0]; i <= range[1] && i < range[0] + 12; i++) if (tokens.tag[i] === 'NUM') return true
  }
  return false
}

/** "The man denies": the subject of the cue taken for what is said, with nobody to say it. */
function isSubjectAlone(view: AttributionView, { cue, content, source }: Draft): boolean {
  if (!cue || source || content.length !== 1 || cue.by === 'unverified') return false
  const [range] = content
  if (range[1] >= cue.first || isQuoted(view, range, cue)) return false
  const { tokens } = view
  const head = headOf(view, range)
  const verb = verbOf(view, cue)
  return (
    tokens.relation[head] === 'nsubj' &&
    tokens.head[head] === verb &&
    tokens.tag[verb] === 'VERB' &&
    !isFiniteForm(view, head) &&
    !tokens
      .children(verb)
      .some((k) => tokens.relation[k].endsWith(':pass') || tokens.relation[k].startsWith('expl'))
  )
}

/** "C'est ce qu' | a dit | le ministre", "l'a confirmé | mardi": words that tell nothing themselves. */
function isEmpty(view: AttributionView, { cue, content }: Draft): boolean {
  if (!cue) return false
  const { tokens, document } = view
  const lexicon = nameLexicon(document.words)
  for (const [first, last] of content) {
    if (last - first > 3 || isQuoted(view, [first, last], cue)) return false
    for (let i = first; i <= last; i++) {
      if (/^(PRON|AUX|SCONJ|CCONJ|DET|ADP|PUNCT)$/.test(tokens.tag[i])) continue
      if (lexicon.findClass(tokens.form[i].toLowerCase(), 'calendar') === undefined) return false
    }
  }
  return true
}

/** "« La mine est fermée. » Bruno acquiesce.": a sentence of its own behind words that somebody else said. */
function isLater(view: AttributionView, { cue, content, source }: Draft): boolean {
  if (!cue || !source || content.length !== 1 || source.last >= cue.first) return false
  const { tokens, document } = view
  const last = content[0][1]
  const q = view.quotation[last]
  if (q < 0 || last >= source.first || tokens.sentence[last] === tokens.sentence[source.first]) return false
  if (view.sentenceFirst(cue.head) < source.first - 1) return false
  const end = document.text[view.quotations[q].inner[1] - 1]
  return end === '.' && view.cues[cue.head]?.cue.act !== 'say'
}

/** "Le bilan a été confirmé : une frappe …": what is confirmed is not who confirms. */
function isPlainPassive(view: AttributionView, { cue, content, source }: Draft): boolean {
  if (!cue || content.length !== 1 || content[0][0] <= cue.last) return false
  const { tokens } = view
  const verb = verbOf(view, cue)
  const passive = tokens.children(verb).some((k) => tokens.relation[k] === 'aux:pass')
  if (!passive || isQuoted(view, content[0], cue)) return false
  if (source && source.first > cue.last) return false
  for (let k = cue.last + 1; k < content[0][0]; k++) if (punctuationAt(view, k) === 3) return true
  return false
}

/** "Accusé de viol, il nie", "Acusan a X de": the one who is accused is not who accuses. */
function isAccused(view: AttributionView, { source, content }: Draft, cue: FoundCue): boolean {
  if (!source || cue.phrase) return false
  const { tokens, document } = view
  const verb = verbOf(view, cue)
  const { accusing } = document.words.clauses
  const { suspected } = view.words.deeds
  const lemma = view.lemma(verb)
  const suspect = suspected.test(lemma)
  if (!suspect && !accusing.test(lemma) && view.cues[cue.head]?.cue.act !== 'accuse') return false
  const before = source.first - 1
  if (before >= 0 && view.words.agentMark.test(tokens.form[before])) return false
  if (content.every(([first]) => first < cue.first)) return false
  if (suspect) return tokens.tag[verb] !== 'VERB' && source.last < cue.first
  // "Acusan a Lucas de": its object.
  if (tokens.baseRelation(source.head) === 'obj' || tokens.baseRelation(source.head) === 'obl')
    return tokens.head[source.head] === verb && source.first > cue.last && accusing.test(lemma)
  if (!tokens.has(verb, 'VerbForm', 'Part') || !accusing.test(lemma)) return false
  let perfect = false
  let state = false
  for (const k of tokens.children(verb)) {
    if (tokens.relation[k].endsWith(':pass')) return true
    if (tokens.relation[k] === 'aux') {
      perfect = true
      if (document.words.events.stateAuxiliary.test(view.lemma(k))) state = true
    }
    if (tokens.baseRelation(k) === 'obj') return false
  }
  return state || !perfect
}

/** First and last token of the person's name that each token stands in; -1 where it stands in none. */
function personNames({ tokens, document }: AttributionView): { first: Int32Array; last: Int32Array } {
  const first = new Int32Array(tokens.length).fill(-1)
  const last = new Int32Array(tokens.length).fill(-1)
  for (const entity of document.entities) {
    if (entity.type !== 'person') continue
    for (const { span, kind } of entity.mentions) {
      if (kind !== 'name') continue
      const from = tokens.at(span[0])
      let to = from
      while (to + 1 < tokens.length && tokens.end[to + 1] <= span[1]) to++
      first.fill(from, from, to + 1)
      last.fill(to, from, to + 1)
    }
  }
  return { first, last }
}

/** "Mayor Ina Cole", "Rose Page": a source takes in the whole of its name. */
function wholeName(view: AttributionView, draft: Draft, names: ReturnType<typeof personNames>): void {
  const { source, cue } = draft
  if (!source || source.first > source.last) return
  const clear = (from: number, to: number): boolean => {
    for (let i = from; i <= to; i++)
      if (covers(draft, i) || (cue && i >= cue.first && i <= cue.last)) return false
    return true
  }
  const last = names.last[source.last]
  if (last > source.last && clear(source.last + 1, last)) draft.source = { ...source, last }
  const first = names.first[source.first]
  if (first >= 0 && first < source.first && clear(first, source.first - 1))
    draft.source = { ...(draft.source ?? source), first }
  titleBefore(view, draft, clear)
}

/** "“…,” Councillor Owen Trask said": the title before a name is its. */
function titleBefore(
  view: AttributionView,
  draft: Draft,
  clear: (from: number, to: number) => boolean,
): void {
  const { source, cue } = draft
  if (!source || !cue || source.last >= cue.first || !view.inName[source.first]) return
  const { tokens } = view
  let first = source.first
  while (
    first > 0 &&
    source.first - first < 3 &&
    view.isWord[first - 1] &&
    /^(?:NOUN|PROPN)$/.test(tokens.tag[first - 1]) &&
    tokens.sentence[first - 1] === tokens.sentence[source.first] &&
    view.quotation[first - 1] === view.quotation[source.first] &&
    (/^\p{Lu}/u.test(tokens.form[first - 1]) || isSpeaker(view, first - 1)) &&
    clear(first - 1, first - 1)
  )
    first--
  if (first < source.first) draft.source = { ...source, first }
}

/** "A confirmé la police à l'AFP": to whom it was said is no part of who says it. */
function withoutAddressee(view: AttributionView, draft: Draft, sources: SourceLexicon): void {
  const { source, cue } = draft
  if (!source || !cue || source.first <= cue.last) return
  const { tokens, words } = view
  for (let k = Math.max(source.first, source.head) + 1; k < source.last; k++) {
    if (!words.addressee.test(tokens.form[k])) continue
    // Behind a person's name it is to whom that person spoke.
    if (!outletIn(view, sources, k + 1, source.last) && !(view.inName[k - 1] && isSpeaker(view, k - 1)))
      continue
    draft.source = { ...source, last: k - 1 }
    return
  }
}

/** "Les informations selon lesquelles X": the noun before is the source, and the pronoun is no part of the content. */
function relativeSource(view: AttributionView, draft: Draft, cue: FoundCue): void {
  const { tokens, document } = view
  const { before, word } = document.words.factuality.contentRelative
  const isRelative = (k: number): boolean =>
    word.test(tokens.form[k].toLowerCase()) &&
    [k - 1, k - 2].some((at) => at >= 0 && before.test(tokens.form[at].toLowerCase()))
  draft.content = draft.content
    .map(([first, last]): TokenRange => (isRelative(first) ? [first + 1, last] : [first, last]))
    .filter(([first, last]) => first <= last)
  const { source } = draft
  if (source && source.last - source.first <= 1 && isRelative(source.last))
    draft.source = nounBefore(view, cue.first)
}

/** The noun phrase that ends just before a token: "informations de presse" before "selon lesquelles". */
function nounBefore(view: AttributionView, at: number): SourceTokens | undefined {
  const { tokens } = view
  const start = view.sentenceFirst(at)
  let head = -1
  for (let k = at - 1, n = 0; k >= start && n < 8; k--, n++)
    if (tokens.tag[k] === 'NOUN' && tokens.baseRelation(k) !== 'nmod') {
      head = k
      break
    }
  if (head < 0) return undefined
  let first = head
  while (first > start && /^(ADJ|NUM)$/.test(tokens.tag[first - 1])) first--
  if (first > start && tokens.tag[first - 1] === 'DET') first--
  let last = at - 1
  while (last > head && !view.isWord[last]) last--
  return { first, last, head }
}

/** "El nuevo balance lo | ha confirmado": a pronoun of the cue is no part of the content. */
function withoutClitic({ tokens, words }: AttributionView, draft: Draft, cue: FoundCue): void {
  for (const range of draft.content)
    if (
      range[1] > range[0] &&
      range[1] + 1 === cue.first &&
      tokens.tag[range[1]] === 'PRON' &&
      words.saidSo.it.test(tokens.form[range[1]])
    )
      range[1]--
}

/** "Selon ce que deux fonctionnaires ont confirmé à X": who said it is the source, not what they said. */
function freeRelative(view: AttributionView, draft: Draft, cue: FoundCue): void {
  const { source } = draft
  const { tokens, words } = view
  if (!cue.phrase || !source || source.last - source.first < 2) return
  const opening = `${tokens.form[source.first]} ${tokens.form[source.first + 1]}`
    .toLowerCase()
    .replace(/’/g, "'")
  if (!words.opening.what.test(opening)) return
  for (let i = source.first + 1; i <= source.last; i++) {
    if (tokens.baseRelation(i) !== 'nsubj' || tokens.head[i] < i || !isSpeaker(view, i)) continue
    const verb = tokens.head[i]
    draft.source = phraseOf(view, i, wordCue(verb, ''))
    return
  }
}

/** "…, President Velik said Sunday, marking the third time": the clause before, and what goes on behind the time. */
function behindTime(view: AttributionView, draft: Draft, cue: FoundCue): void {
  const { source, content } = draft
  if (!source || content.length !== 1 || cue.phrase || source.last >= cue.first) return
  const { tokens, document } = view
  const [[first, last]] = content
  if (first !== cue.last + 1 || tokens.form[source.first - 1] !== ',' || tokens.form[first + 1] !== ',')
    return
  const lexicon = nameLexicon(document.words)
  if (lexicon.findClass(tokens.form[first].toLowerCase(), 'calendar') === undefined) return
  const clause = trim(view, [clauseStart(view, source.first - 2), source.first - 2])
  if (clause[0] > clause[1] || !isClause(view, clause)) return
  const rest = trim(view, [first + 2, last])
  draft.content = rest[0] <= rest[1] ? [clause, rest] : [clause]
}

/** "De acuerdo con el informe | el 3 de octubre de 2018, …": when it was is no part of who tells it. */
function withoutTime(view: AttributionView, draft: Draft, cue: FoundCue): void {
  const { source } = draft
  if (!cue.phrase || !source || source.first <= cue.last) return
  const { tokens, document, words } = view
  const lexicon = nameLexicon(document.words)
  const isTime = (k: number): boolean =>
    words.timeWord.test(tokens.form[k]) ||
    lexicon.findClass(tokens.form[k].toLowerCase(), 'calendar') !== undefined
  for (let k = source.head + 1; k <= source.last; k++) {
    if (view.inName[k] || tokens.tag[k - 1] === 'ADP' || words.contracted.test(tokens.form[k - 1])) continue
    const day =
      (words.timeDeterminer.test(tokens.form[k]) &&
        (isTime(k + 1) ||
          (tokens.tag[k + 1] === 'NUM' && k + 3 <= source.last && (isTime(k + 2) || isTime(k + 3))))) ||
      (words.timeWord.test(tokens.form[k]) && /^(?:NOUN|PROPN)$/.test(tokens.tag[k - 1]))
    if (!day) continue
    draft.source = { ...source, last: k - 1 }
    return
  }
}

/** "A man accused of killing a clerk | was arraigned": of whom the cue is said, its content says nothing more. */
function beforeOwnVerb(view: AttributionView, draft: Draft, cue: FoundCue): void {
  const { tokens } = view
  const verb = verbOf(view, cue)
  if (cue.phrase || tokens.baseRelation(verb) !== 'acl') return
  const noun = tokens.head[verb]
  if (noun < 0 || noun > cue.first || !/^nsubj/.test(tokens.relation[noun])) return
  const above = tokens.head[noun]
  if (above <= cue.last) return
  // "Posted on X that the bridge was unsafe": a clause with a mark of its own is what is said.
  if (tokens.children(above).some((k) => k > cue.last && k < above && tokens.relation[k] === 'mark')) return
  for (const range of draft.content) {
    if (range[0] <= cue.last || above < range[0] || above > range[1] || isQuoted(view, range, cue)) continue
    let first = above
    for (const k of tokens.children(above))
      if (k > cue.last && k < first && /^(?:aux|cop|advmod)/.test(tokens.relation[k])) first = k
    if (first <= range[0]) continue
    range[1] = trim(view, [range[0], first - 1])[1]
  }
}

/** "When it issued its warning | was granted": a verb behind a noun is said of somebody, and is not what the noun tells. */
function isPredicateBehindNoun(view: AttributionView, { content }: Draft, cue: FoundCue): boolean {
  const { tokens } = view
  if (cue.phrase || tokens.tag[cue.head] !== 'NOUN' || content.length !== 1) return false
  const [[first]] = content
  return first === cue.last + 1 && isFiniteForm(view, first) && view.quotation[first] < 0
}

/** "Seraient responsables, selon Tolvia, de plusieurs attaques": between commas stands the source alone. */
function phraseToComma(view: AttributionView, draft: Draft, cue: FoundCue): void {
  const { source, content } = draft
  const { tokens } = view
  if (!cue.phrase || !source || content.length !== 1 || tokens.form[cue.first - 1] !== ',') return
  if (content[0][1] >= cue.first) return
  for (let k = source.first + 1; k < source.last; k++) {
    if (tokens.form[k] !== ',') continue
    if (tokens.tag[k + 1] !== 'ADP' || tokens.head[source.head] < 0) return
    let last = view.sentenceEnd(k) - 1
    while (last > k && !view.isWord[last]) last--
    draft.source = { ...source, last: k - 1, head: Math.min(source.head, k - 1) }
    draft.content = [content[0], trim(view, [k + 1, last])]
    return
  }
}

/** "La digue a cédé, a annoncé la préfecture" with the dike as who announces: the clause before is what is said. */
function turnRound(view: AttributionView, draft: Draft, cue: FoundCue, sources: SourceLexicon): void {
  const { source, content } = draft
  if (!source || content.length !== 1 || source.last >= cue.first || cue.phrase) return
  const { tokens } = view
  const [range] = content
  if (range[0] <= cue.last || range[0] > cue.last + 3 || isQuoted(view, range, cue)) return
  let mark = cue.first - 1
  while (mark > 0 && punctuationAt(view, mark) === 5) mark--
  const comma = tokens.form[mark] === ',' || mark < cue.first - 1
  if (!comma || source.last >= mark) return
  const head = headOf(view, range)
  if (tokens.tag[head] !== 'NOUN' && tokens.tag[head] !== 'PROPN') return
  if (!saying.has(view.cues[cue.head]?.cue.act ?? '') || !isSpeaker(view, head)) return
  if (sources.classesOf(view.lemma(head)).includes('document')) return
  for (let i = range[0]; i <= range[1] && i < range[0] + 40; i++) if (isFiniteForm(view, i)) return
  const clause = trim(view, [clauseStart(view, mark - 1), mark - 1])
  if (clause[0] > clause[1] || !isClause(view, clause)) return
  draft.source = { first: range[0], last: range[1], head }
  draft.content = [clause]
}

/** Where the words before a cue begin: with the sentence, or with the quotation that they end. */
function clauseStart(view: AttributionView, last: number): number {
  const q = view.quotation[last]
  return q >= 0 ? view.quotationFirst[q] : view.sentenceFirst(last)
}

/** Whether words make a clause of their own: a finite verb that no relative pronoun opens, with what it is said of. */
function isClause(view: AttributionView, [first, last]: TokenRange): boolean {
  const { tokens } = view
  for (let i = first; i <= last && i < first + farthest; i++) {
    const finite =
      isFiniteForm(view, i) || tokens.children(i).some((k) => k >= first && k < i && isFiniteForm(view, k))
    if (!finite || tokens.relation[i].startsWith('acl') || tokens.relation[i].startsWith('aux')) continue
    if (tokens.children(i).some((k) => tokens.baseRelation(k) === 'nsubj' && k >= first && k <= last))
      return true
  }
  return false
}

function hasVerb(view: AttributionView, [first, last]: TokenRange): boolean {
  for (let i = first; i <= last && i < first + farthest; i++)
    if (view.tokens.tag[i] === 'VERB' || view.tokens.tag[i] === 'AUX') return true
  return false
}

/** "…, a reconnu son directeur général": the speaker behind the cue, where none was found. */
function speakerInContent(view: AttributionView, draft: Draft, cue: FoundCue, sources: SourceLexicon): void {
  const { tokens } = view
  if (draft.source || cue.phrase || draft.content[0][1] >= cue.first) return
  const verb = verbOf(view, cue)
  if (tokens.tag[verb] !== 'VERB' || tokens.children(verb).some((k) => tokens.relation[k].endsWith(':pass')))
    return
  if (tokens.form[cue.first - 1] !== ',' && view.quotation[cue.first - 2] < 0) return
  const found = speakerBehind(view, cue.last + 1, view.sentenceEnd(cue.head), sources)
  if (!found || found.first !== cue.last + 1) return
  draft.source = found
  draft.content = draft.content.filter(([first, last]) => last < found.first || first > found.last)
}

/** "“El pueblo no puede vivir así”; y exigió": who speaks outside a quotation is who speaks in it, not who it speaks of. */
function speakersOutside(view: AttributionView, drafts: readonly Draft[]): void {
  const owner = new Map<number, Draft>()
  for (const draft of drafts)
    if (draft.source && !draft.parent)
      for (const [first, last] of draft.content)
        for (const i of [first, last]) {
          const q = view.quotation[i]
          if (q >= 0 && view.quotation[draft.source.head] !== q && !owner.has(q)) owner.set(q, draft)
        }
  for (const draft of drafts) {
    const { cue, source } = draft
    if (!cue || !source || source.last >= cue.first) continue
    const q = view.quotation[source.head]
    const other = q >= 0 && view.quotation[cue.head] !== q ? owner.get(q) : undefined
    if (
      !other?.source ||
      other === draft ||
      view.tokens.sentence[other.source.head] !== view.tokens.sentence[cue.head]
    )
      continue
    draft.source = other.source
  }
}

/** "… jusqu'à la fin du mois, tandis que la mairesse | a promis": the next speaker is no part of what the first one says. */
function leaveSpeakers(view: AttributionView, drafts: readonly Draft[]): void {
  const { tokens } = view
  const byLast = new Map<number, Draft>()
  for (const draft of drafts) if (draft.source) byLast.set(draft.source.last, draft)
  for (const draft of drafts) {
    const range = draft.content[draft.content.length - 1]
    const other = byLast.get(range[1])
    if (!other?.source || other === draft || !other.cue || other.cue.first <= range[1]) continue
    if (draft.cue && isQuoted(view, range, draft.cue)) continue
    let last = other.source.first - 1
    while (last > range[0] && (!view.isWord[last] || /^(SCONJ|CCONJ|ADV)$/.test(tokens.tag[last]))) last--
    // A comma or a conjunction parts them: "X says the mayor promised".
    if (last === other.source.first - 1 || last <= range[0] || !hasVerb(view, [range[0], last])) continue
    range[1] = last
  }
}

/**
 * "Alice Tern turned to the reporters. “The mine is closed for good.”": words that stand alone behind a sentence about
 * somebody are theirs.
 */
function setBefore(view: AttributionView, index: DraftIndex): Draft[] {
  const { tokens, document } = view
  const added: Draft[] = []
  view.quotations.forEach((quotation, q) => {
    if (quotation.level !== 0 || !quotation.closed) return
    const first = view.quotationFirst[q]
    const last = view.quotationLast[q]
    if (last - first < 2 || !/[.!?…]/.test(document.text[quotation.inner[1] - 1])) return
    const s = tokens.sentence[first]
    const sentence = document.sentences[s]
    const before = document.sentences[s - 1]
    if (!before || before.paragraph !== sentence.paragraph || before.last - before.first > 25) return
    for (let i = sentence.first; i < sentence.last; i++)
      if (view.isWord[i] && (view.quotation[i] !== q || index.content.has(i))) return
    for (let i = before.first; i < before.last; i++)
      if (view.quotation[i] >= 0 || index.cue.has(i) || index.content.has(i)) return
    for (let i = before.first; i < before.last; i++) {
      if (tokens.relation[i] !== 'nsubj' || tokens.head[tokens.head[i]] >= 0) continue
      if (!view.inName[i] || tokens.tag[i] !== 'PROPN') return
      added.push(withoutCue([[first, last]], phraseOf(view, i, wordCue(-1, '')), 'scene'))
      return
    }
  })
  return added
}

/**
 * Of what the fast reader alone sees, what nameless sources say ("des sources proches du dossier parlent de"): the careful
 * reader, which weighs whole sentences, passes over some.
 */
export function fromNameless(
  view: AttributionView,
  careful: readonly Draft[],
  fast: readonly Draft[],
  sources: SourceLexicon,
): Draft[] {
  const index = indexOf(careful)
  return fast.filter((draft) => {
    const { cue, source, content } = draft
    if (!cue || !source || draft.parent || !saying.has(view.cues[cue.head]?.cue.act ?? '')) return false
    if (!sources.classesOf(view.lemma(source.head)).includes('anonymous')) return false
    return ![...content, [cue.first, cue.last], [source.first, source.last]].some(([first, last]) => {
      for (let i = first; i <= last && i < first + farthest; i++)
        if (index.content.has(i) || index.cue.has(i)) return true
      return false
    })
  })
}

/** Which draft's content, and which draft's cue, each token is. */
interface DraftIndex {
  content: ReadonlyMap<number, Draft>
  cue: ReadonlyMap<number, Draft>
}

function indexOf(drafts: readonly Draft[]): DraftIndex {
  const content = new Map<number, Draft>()
  const cue = new Map<number, Draft>()
  for (const draft of drafts) {
    for (const [first, last] of draft.content)
      for (let i = first; i <= last && i < first + farthest; i++) if (!content.has(i)) content.set(i, draft)
    if (draft.cue) for (let i = draft.cue.first; i <= draft.cue.last; i++) cue.set(i, draft)
  }
  return { content, cue }
}

/** The draft that has words of a range in its content. */
function givenIn({ content }: DraftIndex, [first, last]: TokenRange): Draft | undefined {
  for (let i = first; i <= last && i < first + farthest; i++) {
    const draft = content.get(i)
    if (draft) return draft
  }
  return undefined
}

/**
 * "That is what the minister said", "C'est ce qu'a dit X", "Así lo afirmó X", "X l'a annoncé", "Those were the words of X":
 * what the sentence before says is theirs.
 */
function saidSo(
  view: AttributionView,
  drafts: readonly Draft[],
  index: DraftIndex,
  sources: SourceLexicon,
): Draft[] {
  const { tokens, document, words } = view
  const added: Draft[] = []
  const said = new Set<number>()
  for (const draft of drafts) if (draft.cue && draft.source) said.add(tokens.sentence[draft.cue.head])
  for (let s = 1; s < document.sentences.length; s++) {
    const sentence = document.sentences[s]
    const before = document.sentences[s - 1]
    if (sentence.paragraph !== before.paragraph || sentence.last - sentence.first > 30 || said.has(s))
      continue
    if (view.quotation[sentence.first] >= 0 && view.quotation[sentence.last - 1] >= 0) continue
    const found = soSaid(view, sentence.first, sentence.last, sources)
    if (!found) continue
    let last = before.last - 1
    while (last > before.first && !view.isWord[last]) last--
    const q = view.quotation[last]
    const range = trim(view, [q >= 0 ? view.quotationFirst[q] : before.first, last])
    if (range[0] > range[1]) continue
    const given = givenIn(index, range)
    if (given) {
      if (given.source || given.cue) continue
      given.source = found.source
      given.cue = found.cue
      continue
    }
    if (words.that.test(tokens.form[range[0]])) continue
    added.push(draftOf(found.cue, [range], found.source))
  }
  return added
}

/** Whether a sentence begins as those do that tell whose the words before it are. */
function opensSaidSo({ tokens, words }: AttributionView, first: number): boolean {
  const opening = `${tokens.form[first]} ${tokens.form[first + 1] ?? ''} ${tokens.form[first + 2] ?? ''}`
  return words.saidSo.opening.test(opening.toLowerCase().replace(/’/g, "'"))
}

/** The cue and the speaker of a sentence that only tells whose the words before it are. */
function soSaid(
  view: AttributionView,
  first: number,
  last: number,
  sources: SourceLexicon,
): { cue: FoundCue; source: SourceTokens } | undefined {
  const { tokens, words } = view
  const { saidSo } = words
  const opens = opensSaidSo(view, first)
  for (let i = first; i < last; i++) {
    const act = view.cues[i]?.cue.act
    if (tokens.tag[i] === 'VERB' && saying.has(act ?? '')) {
      const verb = verbOf(view, cueAt(view, i, 1, 'said-so'))
      const clitic = tokens
        .children(verb)
        .some((k) => tokens.baseRelation(k) === 'obj' && saidSo.it.test(tokens.form[k]) && k < verb)
      const object = tokens
        .children(verb)
        .some((k) => tokens.relation[k] === 'ccomp' && tokens.tag[k] !== 'PRON')
      if (object || !(opens || clitic)) continue
      let subject = tokens.children(verb).find((k) => tokens.baseRelation(k) === 'nsubj')
      if (
        subject === undefined &&
        opens &&
        !besideVerb(view, cueAt(view, i, 1, 'said-so'), first, last, sources)
      )
        subject = tokens.children(verb).find((k) => k > verb && tokens.baseRelation(k) === 'obj')
      const cue = cueAt(view, i, 1, 'said-so')
      if (subject !== undefined && (isSpeaker(view, subject) || (opens && tokens.tag[subject] === 'NOUN')))
        return { cue, source: phraseOf(view, subject, cue) }
      // Where the tree has no speaker, the noun right before the verb or right behind it is.
      const beside = opens ? (besideVerb(view, cue, first, last, sources) ?? agentOf(view, verb)) : undefined
      if (beside) return { cue, source: beside }
    }
    if (
      opens &&
      last - first < 14 &&
      isFiniteForm(view, i) &&
      act === undefined &&
      saidSo.how.test(tokens.form[first + 2] ?? '')
    ) {
      // "This is how the union put it"
      const subject = tokens.children(i).find((k) => tokens.baseRelation(k) === 'nsubj' && k > first + 2)
      if (subject === undefined || !/^(?:NOUN|PROPN)$/.test(tokens.tag[subject])) continue
      const cue = cueAt(view, i, 1, 'said-so')
      const source = phraseOf(view, subject, cue)
      if (tokens.tag[source.first - 1] === 'DET') source.first--
      return { cue, source }
    }
    if (opens && tokens.tag[i] === 'NOUN' && saidSo.words.test(view.lemma(i))) {
      const speaker = tokens.children(i).find((k) => k > i && tokens.baseRelation(k) === 'nmod')
      if (speaker === undefined || !isSpeaker(view, speaker)) continue
      const cue = wordCue(i, 'said-so')
      return { cue, source: phraseOf(view, speaker, cue) }
    }
  }
  return undefined
}

/** The speaker right before a verb ("what the operator told") or right behind it ("ce qu'a promis la mairie"). */
function besideVerb(
  view: AttributionView,
  cue: FoundCue,
  first: number,
  last: number,
  sources: SourceLexicon,
): SourceTokens | undefined {
  for (let from = Math.max(first + 2, cue.first - 6); from < cue.first; from++) {
    const found = nounFrom(view, from, cue.first)
    if (found && found.last === cue.first - 1) return found
  }
  const behind = cue.last + 1
  return /^(?:DET|PROPN)$/.test(view.tokens.tag[behind])
    ? speakerBehind(view, behind, last, sources)
    : undefined
}

/** "That was confirmed by the trust": who does it in the passive. */
function agentOf(view: AttributionView, verb: number): SourceTokens | undefined {
  const { tokens, words } = view
  for (const k of tokens.children(verb)) {
    const mark = tokens.children(k).find((c) => c < k && words.agentMark.test(tokens.form[c]))
    if (k > verb && mark !== undefined) return nounFrom(view, mark + 1, view.sentenceEnd(k))
  }
  return undefined
}

const saying: ReadonlySet<string> = new Set(['say', 'claim', 'confirm', 'deny', 'admit', 'warn', 'promise'])

/** The phrase of a noun: what hangs on it without a clause, cut where the cue stands. */
function phraseOf(view: AttributionView, head: number, cue: FoundCue): SourceTokens {
  const { tokens } = view
  let first = head
  let last = head
  for (const k of tokens.children(head)) {
    const relation = tokens.baseRelation(k)
    if (!/^(det|amod|nummod|nmod|flat|compound|appos)$/.test(relation)) continue
    const from = tokens.leftmost(k)
    const to = tokens.rightmost(k)
    if (from <= cue.last && to >= cue.first) continue
    if (cue.head < 0 || to < cue.first === head < cue.first) {
      first = Math.min(first, from)
      last = Math.max(last, to)
    }
  }
  while (last > head && !view.isWord[last]) last--
  // The rest of a name that the tree has cut.
  while (last + 1 < tokens.length && last + 1 !== cue.first && view.inName[last] && view.inName[last + 1])
    last++
  return { first, last, head }
}

/** "Informations de presse selon lesquelles X": whose content no draft has. */
function toldBy(view: AttributionView, index: DraftIndex): Draft[] {
  const { tokens, document } = view
  const { before, word } = document.words.factuality.contentRelative
  const added: Draft[] = []
  for (let k = 2; k < tokens.length; k++) {
    if (!word.test(tokens.form[k].toLowerCase())) continue
    let first = k - 1
    if (!before.test(tokens.form[first].toLowerCase())) first--
    if (first < 1 || !before.test(tokens.form[first].toLowerCase())) continue
    if (index.cue.has(first)) continue
    const source = nounBefore(view, first)
    if (!source || index.cue.has(source.head) || index.cue.has(k)) continue
    let last = k + 1
    const end = view.sentenceEnd(k)
    while (last < end && punctuationAt(view, last) === 0) last++
    const content = trim(view, [k + 1, last - 1])
    if (content[0] > content[1] || !hasVerb(view, content)) continue
    const cue: FoundCue = {
      head: first,
      first,
      last: k,
      anchor: first,
      phrase: true,
      score: 1,
      by: 'told-by',
    }
    added.push(draftOf(cue, [content], source))
  }
  return added
}

/**
 * "The mayor was blunt: “…”", "Le constat de la maire : « … »", "For Ina Cole, the lesson is clear: “…”": a quotation
 * behind a colon is of whom the words before it speak.
 */
function introduced(view: AttributionView, index: DraftIndex, sources: SourceLexicon): Draft[] {
  const { tokens, document } = view
  const added: Draft[] = []
  view.quotations.forEach((quotation, q) => {
    if (quotation.level !== 0) return
    const first = view.quotationFirst[q]
    const last = view.quotationLast[q]
    if (last < first) return
    let mark = first - 1
    while (mark > 0 && first - mark < 4 && punctuationAt(view, mark) === 5) mark--
    if (mark < 1 || punctuationAt(view, mark) !== 3) return
    const own = document.sentences[tokens.sentence[mark]].paragraph
    const quoted = document.sentences[tokens.sentence[first]].paragraph
    if (quoted - own > 1 || quoted < own) return
    const given = index.content.get(first)
    if (given?.cue && given.cue.first > last) return
    const speaker = speakerBefore(view, mark, sources)
    if (!speaker) return
    if (given?.source && !isNearer(view, speaker.source, given.source)) {
      // "La directrice se montre | prudente : « … »"
      const [from] = given.content[0]
      const isOnlyManner = from <= mark && given.content.length === 1 && !hasVerb(view, [from, mark])
      if (isOnlyManner && speaker.source.head === given.source.head) given.content = [[first, last]]
      return
    }
    // One word alone may be a name: "she called it: “Apollo”".
    if (last === first && !(speaker.cue && view.words.opening.message.test(view.lemma(speaker.cue.head))))
      return
    if (given) {
      given.source = speaker.source
      if (!given.cue) given.cue = speaker.cue
      return
    }
    // Who speaks on behind the quotation is another matter.
    for (let i = view.sentenceFirst(mark); i < mark; i++) {
      const other = index.cue.get(i)
      if (other && other.by !== 'reader' && view.quotation[i] < 0) return
    }
    added.push(
      speaker.cue
        ? draftOf(speaker.cue, [[first, last]], speaker.source)
        : withoutCue([[first, last]], speaker.source, 'introduction'),
    )
  })
  return added
}

/** "La réaction de | Mona Perrault |": whether a source is the one whose word another source is. */
function isNearer(view: AttributionView, near: SourceTokens, far: SourceTokens): boolean {
  if (near.first < far.first || near.last > far.last || near.last - near.first === far.last - far.first)
    return false
  for (let i = far.first; i <= far.last; i++)
    if (view.tokens.tag[i] === 'NOUN' && view.words.opening.message.test(view.lemma(i))) return true
  return false
}

/** Who is spoken of before a colon, with the words that say so. */
function speakerBefore(
  view: AttributionView,
  mark: number,
  sources: SourceLexicon,
): { cue: FoundCue | undefined; source: SourceTokens } | undefined {
  const { tokens, words } = view
  const start = view.sentenceFirst(mark)
  if (mark - start > 25) return undefined
  const { opening } = words
  let source: SourceTokens | undefined
  let head = -1
  // "For Ina Cole, the lesson is clear:"
  if (opening.for.test(tokens.form[start])) {
    const found = nounFrom(view, start + 1, mark)
    if (found && isSpeaker(view, found.head)) source = found
  }
  for (let i = start; i < mark && !source; i++) {
    const noun = tokens.tag[i] === 'NOUN' && opening.message.test(view.lemma(i))
    if (!noun) continue
    // "Le constat de la maire :", "His message to the miners:", "The mayor's verdict:"
    for (const k of tokens.children(i)) {
      const relation = tokens.relation[k]
      if (relation === 'nmod:poss' || (tokens.tag[k] === 'DET' && opening.his.test(tokens.form[k]))) {
        source =
          tokens.tag[k] === 'DET' || tokens.tag[k] === 'PRON'
            ? { first: k, last: k, head: k }
            : nounFrom(view, tokens.leftmost(k), mark)
        head = i
      } else if (
        k > i &&
        tokens.baseRelation(k) === 'nmod' &&
        tokens.children(k).some((c) => c < k && opening.of.test(tokens.form[c]))
      ) {
        const from = tokens.leftmost(k)
        source = nounFrom(view, from + 1, mark)
        head = i
      }
      if (source) break
    }
    if (
      source &&
      !isSpeaker(view, source.head) &&
      tokens.tag[source.head] !== 'DET' &&
      tokens.tag[source.head] !== 'PRON'
    )
      source = undefined
  }
  // "The mayor was blunt:"
  for (let i = start; i < mark && !source; i++) {
    if (tokens.baseRelation(i) !== 'nsubj') continue
    const up = tokens.head[i]
    if (up < start || up >= mark || up < i) continue
    // Whoever is adamant speaks.
    if (!isSpeaker(view, i) && !(tokens.tag[i] === 'NOUN' && opening.manner.test(view.lemma(up)))) continue
    source = phraseOf(view, i, wordCue(up, ''))
    head = up
  }
  // "And from Chairwoman Rosa Well:", "Ina Cole:"
  if (!source && !hasVerb(view, [start, mark - 1]) && mark - start < 10) {
    let from = start
    while (from < mark && !/^(DET|PROPN|NOUN)$/.test(tokens.tag[from])) from++
    const found = nounFrom(view, from, mark)
    // "Chairwoman Rosa Well:" with a last word that is taken for another.
    if (found && found.last >= mark - 2 && view.inName[found.last]) source = { ...found, last: mark - 1 }
  }
  if (!source || outletIn(view, sources, source.first, source.last)) return undefined
  let last = mark - 1
  while (last > start && !view.isWord[last]) last--
  if (head < 0 && last <= source.last) return { cue: undefined, source }
  const at = head >= 0 ? head : last
  const first = at > source.last ? Math.min(at, source.last + 1) : at
  const cue: FoundCue = {
    head: at,
    first,
    last: Math.max(at, last > source.last ? last : at),
    anchor: at,
    phrase: false,
    score: 1,
    by: 'introduction',
  }
  while (cue.first < cue.head && !view.isWord[cue.first]) cue.first++
  return { cue, source }
}

/** The noun phrase that begins at a token, up to a mark other than the comma of an apposition. */
function nounFrom(view: AttributionView, from: number, end: number): SourceTokens | undefined {
  const { tokens } = view
  let head = -1
  let last = -1
  for (let i = from; i < end; i++) {
    const tag = tokens.tag[i]
    if (tokens.form[i] === ',') {
      // "de la maire, Ina Colle"
      if (head < 0 || tokens.tag[head] === 'PROPN' || !view.inName[i + 1]) break
      continue
    }
    if (!/^(DET|ADJ|NOUN|PROPN|NUM)$/.test(tag) && !view.inName[i]) break
    if (tag === 'NOUN' || tag === 'PROPN' || view.inName[i]) {
      if (head < 0) head = i
      last = i
    }
  }
  return head < 0 ? undefined : { first: from, last, head }
}
