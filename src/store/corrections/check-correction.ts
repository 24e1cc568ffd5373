import type { Analysis, Span } from '../../contract/analysis.ts'
import type { Anchor, Correction } from '../../contract/api.ts'
import { StoreRequestError } from '../store.ts'
import { claimsAt, entityAt, placeAt } from './overlay.ts'

const longestNote = 10_000
const longestVerdict = 200
/** Code units that are kept before and after a quotation. */
const contextKept = 64
/** Code units of a quotation that a message repeats. */
export const quotedInMessage = 80

/** Throws a StoreRequestError where a note is too long. */
export function checkNote(note: string | undefined): void {
  if (note !== undefined && note.length > longestNote)
    throw new StoreRequestError(`A note takes up to ${longestNote} characters.`)
}

/** Throws a StoreRequestError where a verdict says nothing, too much, or gives a rating that is none. */
export function checkVerdict(correction: Correction): void {
  if (correction.kind !== 'verdict') return
  const { verdict, rating, address } = correction
  if (verdict.trim() === '' || verdict.length > longestVerdict)
    throw new StoreRequestError(`A verdict takes 1 to ${longestVerdict} characters.`)
  if (rating !== undefined && !(Number.isInteger(rating) && rating >= 1 && rating <= 5))
    throw new StoreRequestError('The rating of a verdict goes from 1 (false) to 5 (true).')
  if (address !== undefined && !/^https?:\/\/\S+$/i.test(address))
    throw new StoreRequestError('The address of a verdict is an http or https address.')
}

/** An anchor with no more of the words around it than are kept. */
export const shortContext = (anchor: Anchor): Anchor => ({
  ...anchor,
  prefix: anchor.prefix.slice(-contextKept),
  suffix: anchor.suffix.slice(0, contextKept),
})

/** Kinds of corrections that are about claims. */
const ofClaims: readonly string[] = [
  'claim-wrong',
  'claim-right',
  'speaker',
  'certainty',
  'verdict',
  'merge-statements',
  'split-statement',
]

/** Throws a StoreRequestError where what is quoted is not what such a correction is about. */
export function checkAnchors(
  { kind }: Correction,
  anchors: readonly { anchor: Anchor; place: Span; analysis: Analysis }[],
): void {
  for (const { anchor, place, analysis } of anchors) {
    const quoted = `"${anchor.exact.slice(0, quotedInMessage)}"`
    const ofClaim = ofClaims.includes(kind)
    if (ofClaim && claimsAt(analysis, place).length === 0)
      throw new StoreRequestError(`The words ${quoted} are no claim of report "${anchor.report}".`)
    if (kind === 'place' && !placeAt(analysis, place))
      throw new StoreRequestError(`The words ${quoted} name no place that Selon knows.`)
    if (kind === 'merge-entities' || kind === 'split-entity') {
      const found = entityAt(analysis, place)
      if (!found) throw new StoreRequestError(`The words ${quoted} name nobody and nothing that Selon knows.`)
      if (kind === 'split-entity' && found.entity.mentions.length < 2)
        throw new StoreRequestError(
          `The words ${quoted} stand alone already: there is nothing to part them from.`,
        )
    }
  }
  if (kind === 'merge-entities' && anchors[0].anchor.report === anchors[1].anchor.report) {
    const [one, two] = anchors.map(({ analysis, place }) => entityAt(analysis, place)?.entity.id)
    if (one === two) throw new StoreRequestError('Both are one already.')
  }
}
