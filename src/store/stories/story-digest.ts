import type { StoryLead, StoryMove } from '../../contract/api.ts'
import type { BriefLine, BriefReason, Situation } from '../../contract/situation.ts'
import { leadOf } from '../../situation/brief/brief.ts'
import { disputesOf } from '../../situation/brief/disputes.ts'
import { movesOf } from '../../situation/brief/moves.ts'
import { packedCoded, unpackedCoded } from '../sql/packed-coded.ts'
import { bytesGiven, packedSync, unpackedSync } from '../sql/packed-json.ts'

/** What lists show of a story in sentences. */
export interface StoryDigest extends Omit<StoryLead, 'story'> {
  moves: StoryMove[]
}

/** Moves kept of one story, the last published; a longer series of them is told by its page. */
const mostMoves = 60
/** Lines of a brief that a list shows. */
const mostLines = 4

/** How much a story asks to be looked at. */
export const ranks: Readonly<Record<BriefReason, number>> = { disputed: 3, moved: 2, nameless: 1, said: 0 }
/** A story of a lower rank has no moves. */
export const leastRankMoved = ranks.moved

/** What stands before a digest that is coded by what digests are like; others are deflated. */
const coded = 6

/** A digest as it is kept: those with moves in a way that is read faster, since thousands of them are read at once. */
export const packedDigest = (digest: StoryDigest): Buffer =>
  ranks[digest.why] >= leastRankMoved
    ? packedSync(digest)
    : Buffer.concat([Buffer.of(coded), packedCoded(digest, 'digest')])

/** What `packedDigest` packed. Throws a StoreError where the bytes are damaged. */
export function unpackedDigest(given: Uint8Array | ArrayBuffer): StoryDigest {
  const bytes = bytesGiven(given)
  return bytes[0] === coded ? unpackedCoded(bytes.subarray(1), 'digest') : unpackedSync(bytes)
}

/** What a list shows of the story of a Situation that holds one. Pure. */
export function digestOf(situation: Situation): StoryDigest {
  const [story] = situation.stories
  const disputes = disputesOf(situation)
  const moves = movesOf(situation).slice(0, mostMoves)
  const told = (situation.brief ?? []).filter((line) => line.story === story?.id).slice(0, mostLines)
  const lead = told.length === 0 && story ? leadOf(situation, story.id) : undefined
  const brief = lead ? [lead] : told
  const named = new Set([
    ...brief.flatMap(reportsNamed),
    ...moves.flatMap(({ passage, before }) => [passage.report, before.report]),
  ])
  return {
    why:
      disputes.denials + disputes.conflicts > 0
        ? 'disputed'
        : moves.length > 0
          ? 'moved'
          : brief.length > 0 && brief.every(({ holder }) => holder?.kind === 'nameless')
            ? 'nameless'
            : 'said',
    disputes,
    brief,
    reports: situation.reports
      .filter(({ id }) => named.has(id))
      .map(({ id, language, publisher, title, published }) => ({
        id,
        language,
        ...(publisher ? { publisher } : {}),
        ...(title ? { title } : {}),
        ...(published ? { published } : {}),
      })),
    moves,
  }
}

const reportsNamed = ({ passages, against, values, asFact }: BriefLine): string[] => [
  ...passages.map(({ report }) => report),
  ...against.map(({ passage }) => passage.report),
  ...values.map(({ passage }) => passage.report),
  ...asFact,
]
