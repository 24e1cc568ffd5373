import { nameLexicon } from '../names/name-lexicon.ts'
import { type AttributionView, hashString } from './attribution-view.ts'
import { punctuationAt } from './cue-features.ts'
import { wordCue } from './cue-tokens.ts'
import { type Draft, draftOf, type SourceTokens, type TokenRange, trim, withoutCue } from './draft.ts'
import { isSpeaker } from './speaker-behind.ts'

/** A line that begins with who speaks in it: "MARTHA QUILL: We slept in the gym." */
interface SpeakerLine {
  /** Tokens of the label. */
  label: TokenRange
  /** Tokens of what is said. */
  said: TokenRange
  sign: 'colon' | 'dash' | 'stop'
  isQuestion: boolean
}

/** Tokens of a label. */
const longestLabel = 7

/**
 * What people say in interviews, minutes and transcripts, where each line begins with its speaker. A text is one where at
 * least two lines begin so; an interviewer's question shows it, and is nobody's statement.
 * @returns what is said, and the tokens of what interviewers ask
 */
export function speakerLines(view: AttributionView): { spoken: Draft[]; asked: TokenRange[] } {
  const asked: TokenRange[] = []
  const lines = labelledLines(view)
  const drafts: Draft[] = []
  for (const sign of ['colon', 'dash', 'stop'] as const) {
    const own = lines.filter((line) => line.sign === sign)
    const spoken = own.filter(({ label }) => isLabel(view, label))
    const questions = own.filter(({ isQuestion }) => isQuestion).length
    if (own.length < 2 || spoken.length === 0) continue
    const shown = spoken.length + own.filter((line) => line.isQuestion && !spoken.includes(line)).length
    if (shown < 2 || (sign === 'stop' && questions === 0)) continue
    if (!own.some(({ said }) => hasVerb(view, said))) continue
    for (const { label, said, isQuestion } of own)
      if (isQuestion && !isPerson(view, label)) asked.push([label[0], said[1]])
    for (const { label, said, isQuestion } of spoken) {
      // Who asks states nothing.
      if (isQuestion && !isPerson(view, label)) continue
      drafts.push(withoutCue([said], sourceOf(view, label), 'speaker-line'))
    }
  }
  return { spoken: drafts, asked }
}

/** Whether a new line begins at a token that also begins a sentence. */
function beginsLine({ tokens, document }: AttributionView, i: number): boolean {
  if (i === 0) return true
  if (tokens.sentence[i] === tokens.sentence[i - 1]) return false
  return document.text.slice(tokens.end[i - 1], tokens.start[i]).includes('\n')
}

function labelledLines(view: AttributionView): SpeakerLine[] {
  const { tokens, document } = view
  const starts: number[] = []
  for (let i = 0; i < tokens.length; i++) if (beginsLine(view, i)) starts.push(i)
  return starts.flatMap((start, n): SpeakerLine[] => {
    const end = starts[n + 1] ?? tokens.length
    const found = labelAt(view, start, end)
    if (!found) return []
    const said = trim(view, [found.sign + 1, end - 1])
    if (said[0] > said[1]) return []
    const close = document.text.slice(tokens.end[said[1]], tokens.end[end - 1])
    return [{ label: found.label, said, sign: found.kind, isQuestion: close.includes('?') }]
  })
}

/** The label with which a line begins, and the token of the sign behind it. */
function labelAt(
  { tokens, isWord }: AttributionView,
  start: number,
  end: number,
): { label: TokenRange; sign: number; kind: SpeakerLine['sign'] } | undefined {
  if (!/^\p{Lu}/u.test(tokens.form[start])) return undefined
  for (let k = start; k < end - 1 && k - start <= longestLabel; k++) {
    const form = tokens.form[k]
    if (isWord[k]) {
      if (tokens.tag[k] === 'VERB' && !/^\p{Lu}/u.test(form)) return undefined
      continue
    }
    if (k === start) return undefined
    if (form === ':') return { label: [start, k - 1], sign: k, kind: 'colon' }
    if (form === '—' || form === '–') return { label: [start, k - 1], sign: k, kind: 'dash' }
    if (form !== '.') return undefined
    // "M. Lestang", "SRA. FERRAZ": the stop of a short title goes on.
    if (tokens.form[k - 1].length > 3 || k - start > 1)
      return { label: [start, k - 1], sign: k, kind: 'stop' }
  }
  return undefined
}

/** "Q", "A", "P", "R": the letters of question and answer. */
const letter = /^\p{Lu}$/u
const capital = /^\p{Lu}/u

/** Whether words are those by which a line names its speaker. */
function isLabel(view: AttributionView, [first, last]: TokenRange): boolean {
  const { tokens, document } = view
  const lexicon = nameLexicon(document.words)
  let capitals = 0
  let upper = 0
  for (let i = first; i <= last; i++) {
    const form = tokens.form[i]
    if (!view.isWord[i]) continue
    if (/\d/.test(form)) return false
    // "Julio Amado" is no month.
    if (first === last && lexicon.findClass(form.toLowerCase(), 'calendar') !== undefined) return false
    if (capital.test(form)) {
      capitals++
      if (form.length > 1 && form === form.toUpperCase()) upper++
    } else if (!/^(DET|ADP|CCONJ)$/.test(tokens.tag[i])) return false
  }
  // Names in capitals are often taken for places.
  if (upper < 2 && isPlace(view, [first, last])) return false
  if (first === last) {
    const form = tokens.form[first]
    return letter.test(form) || upper === 1 || isPerson(view, [first, last]) || roleNoun(view, first)
  }
  return capitals >= 2 || upper >= 1
}

const roleNoun = (view: AttributionView, i: number) => view.tokens.tag[i] === 'NOUN' && isSpeaker(view, i)

/** The types of the names in a label. */
const typesAt = (view: AttributionView, [first, last]: TokenRange): number[] => {
  const types: number[] = []
  for (let i = first; i <= last; i++) if (view.inName[i] === 1) types.push(view.who[i])
  return types
}

const [person, place, facility] = ['person', 'place', 'facility'].map(hashString)

const isPlace = (view: AttributionView, label: TokenRange) => {
  const types = typesAt(view, label)
  return types.length > 0 && types.every((type) => type === place || type === facility)
}

const isPerson = (view: AttributionView, label: TokenRange) => typesAt(view, label).includes(person)

function sourceOf({ tokens }: AttributionView, [first, last]: TokenRange): SourceTokens {
  let head = last
  for (let i = first; i <= last; i++)
    if (tokens.tag[i] === 'PROPN') {
      head = i
      break
    }
  return { first, last, head }
}

function hasVerb(view: AttributionView, [first, last]: TokenRange): boolean {
  for (let i = first; i <= last && i < first + 40; i++)
    if (view.tokens.tag[i] === 'VERB' || view.tokens.tag[i] === 'AUX') return true
  return false
}

/**
 * Dialogue that a dash opens: "—No volveremos —dijo Tomás Urrea—. El gasóleo está caro.", "— Le pont est fermé, répéta le
 * gardien.". Who speaks stands behind the verb.
 */
export function dashLines(
  view: AttributionView,
  behind: (from: number, end: number) => SourceTokens | undefined,
) {
  const { tokens } = view
  const found: { draft: Draft; aside: TokenRange }[] = []
  for (let i = 0; i < tokens.length - 3; i++) {
    if (!dash.test(tokens.form[i]) || !beginsLine(view, i)) continue
    let end = i + 1
    while (end < tokens.length && !beginsLine(view, end)) end++
    const aside = asideIn(view, i + 1, end)
    const speaker = aside && behind(aside.verb + 1, aside.end)
    if (!aside || !speaker || speaker.first !== aside.verb + 1) continue
    const parts = [trim(view, [i + 1, aside.mark - 1])]
    if (aside.after > 0) parts.push(trim(view, [aside.after, end - 1]))
    const content = parts.filter(([first, last]) => first <= last)
    if (content.length === 0) continue
    found.push({
      draft: draftOf(wordCue(aside.verb, 'dialogue'), content, speaker),
      aside: [aside.mark, aside.after > 0 ? aside.after - 1 : aside.end - 1],
    })
  }
  return found
}

const dash = /^[—–―]$/

/** Where who speaks is told: the mark before it, its verb, where it ends, and where words go on behind it (-1: nowhere). */
function asideIn(
  view: AttributionView,
  first: number,
  end: number,
): { mark: number; verb: number; end: number; after: number } | undefined {
  const { tokens } = view
  const isVerb = (k: number) => k < end && bringsIn(view, k)
  for (let k = first + 1; k < end - 1; k++) {
    // "… —dijo X—": between dashes.
    if (dash.test(tokens.form[k])) {
      const verb = pastReflexive(view, k + 1)
      if (!isVerb(verb)) return undefined
      let close = verb + 1
      while (close < end && !dash.test(tokens.form[close])) close++
      return { mark: k, verb, end: close, after: close < end ? close + 1 : -1 }
    }
    // "…, répéta le gardien.", "… ? demanda X."
    const mark = tokens.form[k]
    if (
      (mark === ',' || mark === '?' || mark === '!' || mark === '…') &&
      isVerb(k + 1) &&
      !view.words.i.test(tokens.form[k + 1])
    ) {
      if (view.cues[k + 1] === undefined) continue
      let stop = k + 2
      while (stop < end && punctuationAt(view, stop) === 0) stop++
      return { mark: k, verb: k + 1, end: stop, after: tokens.form[stop] === ',' ? stop + 1 : -1 }
    }
  }
  return undefined
}

/** Past a pronoun that belongs to the verb behind it: "se quejó". */
export const pastReflexive = ({ tokens, words }: AttributionView, k: number): number =>
  tokens.tag[k] === 'PRON' && tokens.has(k, 'Reflex', 'Yes') && !words.i.test(tokens.form[k]) ? k + 1 : k

/** Whether a token is a verb that may bring in who speaks: a finite one, or one that the lexicon has. */
export const bringsIn = ({ tokens, cues }: AttributionView, k: number): boolean =>
  (tokens.tag[k] === 'VERB' && tokens.has(k, 'VerbForm', 'Fin')) || cues[k]?.cue.tag === 'VERB'
