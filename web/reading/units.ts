/** A report's text cut for the page: paragraphs, and in them units that can be pointed at. Nothing is lost or moved. */
import type { Analysis, Attribution, Claim, MarkKind, SourceKind, Span } from '../../src/contract/analysis.ts'
import { type Doubt, doubtOf } from '../../src/output/doubt.ts'
import { passagesOf, voiceOf } from '../../src/output/passages.ts'

export type Voice = 'outlet' | 'hearsay' | SourceKind

/** A stretch with one look. */
export interface Piece {
  start: number
  end: number
  text: string
  role?: 'source' | 'cue'
  mark?: MarkKind
}

/** A stretch in one voice, about one claim: what a person clicks. */
export interface Unit {
  start: number
  end: number
  voice: Voice
  /** Whether there is anything to say of it. */
  speaks: boolean
  claim?: Claim
  /** The attribution whose content this is, or whose source and cue these are. */
  attribution?: Attribution
  sure: Sureness
  negated: boolean
  /** Why its attribution is to be looked at before it is relied on. */
  doubt?: Doubt
  /** Whether the sign of that doubt stands here: once for each attribution, where the text first comes to it. */
  doubtSign: boolean
  pieces: Piece[]
}

/** certain, probable, possible, open: shown as a line's style. */
export type Sureness = 'certain' | 'probable' | 'possible' | 'open'

export interface Paragraph {
  start: number
  end: number
  units: Unit[]
}

export function surenessOf(factuality: Claim['factuality'] | undefined): Sureness {
  if (!factuality) return 'certain'
  if (factuality.endsWith('u')) return 'open'
  if (factuality.startsWith('PR')) return 'probable'
  return factuality.startsWith('PS') ? 'possible' : 'certain'
}

/** The text's paragraphs, without the line breaks between them. */
export function paragraphsOf(analysis: Analysis): Paragraph[] {
  const { text } = analysis.report
  const units = unitsOf(analysis)
  const paragraphs: Paragraph[] = []
  let next = 0
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const start = match.index
    const end = start + match[0].length
    if (match[0].trim() === '') continue
    while (next < units.length && units[next].end <= start) next++
    const inside: Unit[] = []
    for (let k = next; k < units.length && units[k].start < end; k++) {
      const clipped = clip(units[k], start, end)
      if (clipped) inside.push(clipped)
    }
    paragraphs.push({ start, end, units: inside })
  }
  return paragraphs
}

/** The units of a text, in order and without gaps. */
export function unitsOf(analysis: Analysis): Unit[] {
  const { text } = analysis.report
  const units: Unit[] = []
  const signed = new Set<Attribution>()
  for (const passage of passagesOf(analysis)) {
    const { start, end, claim, role, mark } = passage
    const attribution = passage.attribution ?? passage.roleOf
    const voice = voiceOf(passage) as Voice
    const last = units[units.length - 1]
    const piece: Piece = {
      start,
      end,
      text: text.slice(start, end),
      ...(role ? { role } : {}),
      ...(mark ? { mark: mark.kind } : {}),
    }
    // A mark or a space between words belongs to the claim beside it, where one source says both.
    const isMark = !/[\p{L}\p{N}]/u.test(piece.text) && !piece.role
    const alike = last && last.attribution === attribution && last.voice === voice
    if (alike && (last.claim === claim || (claim === undefined && isMark && attribution !== undefined))) {
      last.end = end
      last.pieces.push(piece)
    } else if (alike && last.claim === undefined && isOnlyMarks(last) && claim !== undefined) {
      last.end = end
      last.pieces.push(piece)
      last.claim = claim
      last.speaks = true
      last.sure = surenessOf(claim.factuality)
      last.negated = claim.factuality.endsWith('-')
    } else
      units.push({
        start,
        end,
        voice,
        speaks: claim !== undefined || attribution !== undefined,
        claim,
        attribution,
        ...doubtFor(attribution),
        doubtSign:
          attribution !== undefined && doubtOf(attribution) !== undefined && !signed.has(attribution),
        sure: surenessOf(claim?.factuality),
        negated: claim?.factuality.endsWith('-') ?? false,
        pieces: [piece],
      })
    if (attribution) signed.add(attribution)
  }
  return units
}

const isOnlyMarks = ({ attribution, pieces }: Unit) =>
  attribution !== undefined && pieces.every(({ text, role }) => !role && !/[\p{L}\p{N}]/u.test(text))

function doubtFor(attribution: Attribution | undefined): Pick<Unit, 'doubt'> {
  const doubt = attribution && doubtOf(attribution)
  return doubt ? { doubt } : {}
}

/** The part of a unit inside a stretch; undefined where nothing of it is. */
export function clip(unit: Unit, start: number, end: number): Unit | undefined {
  if (unit.end <= start || unit.start >= end) return undefined
  if (unit.start >= start && unit.end <= end) return unit
  return {
    ...unit,
    start: Math.max(start, unit.start),
    end: Math.min(end, unit.end),
    pieces: unit.pieces.flatMap((piece) => {
      const from = Math.max(start, piece.start)
      const to = Math.min(end, piece.end)
      if (from >= to) return []
      return [
        { ...piece, start: from, end: to, text: piece.text.slice(from - piece.start, to - piece.start) },
      ]
    }),
  }
}

/** The units inside a stretch of a text. */
export function unitsWithin(units: readonly Unit[], [start, end]: Span): Unit[] {
  return units.flatMap((unit) => clip(unit, start, end) ?? [])
}

/** A clause as it is drawn: one stretch in one look, what is inserted in it standing inside. */
export interface Clause {
  unit: Unit
  start: number
  end: number
  /** Its own pieces and the clauses inserted among them, in order. */
  parts: (Piece | Clause)[]
}

export const isClause = (part: Piece | Clause): part is Clause => 'unit' in part

/** Units as clauses: those of one claim in one voice are one clause, however many others stand between its first and last. */
export function clausesOf(units: readonly Unit[]): Clause[] {
  const lastOf = new Map<Claim, Map<Voice, number>>()
  units.forEach(({ claim, voice }, k) => {
    if (!claim) return
    const known = lastOf.get(claim)
    if (known) known.set(voice, k)
    else lastOf.set(claim, new Map([[voice, k]]))
  })
  const clauses: Clause[] = []
  for (let k = 0; k < units.length; k++) {
    const unit = units[k]
    const last = (unit.claim && lastOf.get(unit.claim)?.get(unit.voice)) ?? k
    const isOf = (other: Unit) => other.claim === unit.claim && other.voice === unit.voice
    const parts: (Piece | Clause)[] = [...unit.pieces]
    for (let n = k + 1; n <= last; n++) {
      const between: Unit[] = []
      for (; n <= last && !isOf(units[n]); n++) between.push(units[n])
      parts.push(...clausesOf(between))
      if (n <= last) parts.push(...units[n].pieces)
    }
    clauses.push({ unit, start: unit.start, end: units[last].end, parts })
    k = last
  }
  return clauses
}

/** A sentence of a paragraph, or what stands between two. */
export interface Sentence {
  start: number
  end: number
  clauses: Clause[]
}

/** A paragraph's sentences with their clauses, without gaps. */
export function sentencesOf({ start, end, units }: Paragraph, sentences: readonly Span[]): Sentence[] {
  const ends = sentences.flatMap(([, last]) => (last > start && last < end ? [last] : []))
  const found: Sentence[] = []
  let from = start
  for (const to of [...ends, end]) {
    if (to <= from) continue
    found.push({ start: from, end: to, clauses: clausesOf(unitsWithin(units, [from, to])) })
    from = to
  }
  return found
}
