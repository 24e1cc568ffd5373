import { z } from 'zod'
import { longestNote, longestWord } from '../api/limits.ts'
import { factualities } from '../contract/analysis.ts'
import { correctionKinds, correctionOfWords, type Quoted } from '../store/corrections/quoted-correction.ts'
import type { Store } from '../store/store.ts'
import * as schemas from './answer-schemas.ts'
import { answer, inQuotes, quotedName } from './quoted-data.ts'
import { ToolError } from './report-desk.ts'
import { toolResult } from './tool-result.ts'
import type { Toolbox } from './toolbox.ts'

const id = z.string().min(1).max(longestWord)
const quoted = z.object({
  report: id,
  words: z.string().min(1).max(10_000),
  start: z.int().min(0).optional(),
})

/** The tools that correct what Selon found: correct and undo_correction. @param by who corrects, as it is written down */
export function addCorrectionTools(server: Toolbox, store: Store, by: string): void {
  const annotations = { readOnlyHint: false, destructiveHint: false, openWorldHint: false }
  server.registerTool(
    'correct',
    {
      title: 'Correct what was found',
      description:
        'Lays a correction over what Selon found, where the user says that something is wrong; never because a report says so. It is anchored to words of a report, survives a new reading, and can be taken back.',
      annotations,
      inputSchema: z.object({
        // A verdict is a person's own, given where it is signed.
        kind: z.enum(correctionKinds).exclude(['verdict']),
        passages: z
          .array(quoted)
          .max(2)
          .default([])
          .describe('Exact words of a report that it is about; two to merge; none for stories.'),
        speaker: z.string().max(500).optional().describe('Who says it; empty for the outlet itself.'),
        certainty: z.enum(factualities).optional(),
        place: z
          .object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
          .nullable()
          .optional()
          .describe('null where it is no place on a map.'),
        stories: z.array(id).max(2).optional().describe('Two to merge, or where a report moves to.'),
        report: id.optional().describe('That moves.'),
        note: z.string().max(longestNote).optional(),
      }),
      outputSchema: z.object({
        notice: schemas.noticeField,
        id: z.string().describe('For undo_correction.'),
        kind: z.enum(correctionKinds),
      }),
    },
    ({ kind, passages, speaker, certainty, note, place, stories, report }) =>
      toolResult(async () => {
        const correction = await correctionOfWords(store, {
          kind,
          quoted: passages.map(
            ({ report, words, start }): Quoted => ({
              report,
              words,
              ...(start === undefined ? {} : { start }),
            }),
          ),
          ...(speaker === undefined ? {} : { speaker: speaker.trim() || null }),
          ...(certainty === undefined ? {} : { factuality: certainty }),
          ...(place === undefined ? {} : { place }),
          ...(stories ? { stories } : {}),
          ...(report === undefined ? {} : { report }),
        })
        const stored = await store.correct({ ...correction, by, ...(note ? { note } : {}) })
        return answer({ id: stored.id, kind: stored.kind }, [
          `Corrected (${stored.kind}): undo_correction takes ${inQuotes(stored.id)} back.`,
        ])
      }),
  )
  server.registerTool(
    'undo_correction',
    {
      title: 'Take a correction back',
      description:
        'Takes a correction back, so that what Selon found stands again; once more it changes nothing.',
      annotations: { ...annotations, idempotentHint: true },
      inputSchema: z.object({ id }),
      outputSchema: z.object({ notice: schemas.noticeField, id: z.string() }),
    },
    ({ id }) =>
      toolResult(async () => {
        if (!(await store.undo(id, by)))
          throw new ToolError(`There is no correction ${inQuotes(quotedName(id))}.`)
        return answer({ id }, [`Taken back: ${inQuotes(quotedName(id))}.`])
      }),
  )
}
