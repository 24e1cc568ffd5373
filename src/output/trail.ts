import type { Trail, TrailStep } from '../engine/trail.ts'
import { forTerminal } from './neutralise.ts'

/** Candidates shown of a choice. */
const shown = 5

const quoted = (text: string): string => (text === '' ? '(none)' : `“${forTerminal(text)}”`)

function lineOf({ stage, name, before, after, candidates }: TrailStep): string[] {
  const what = `  ${stage}: ${name}`
  if (!candidates) return [`${what}: ${forTerminal(before)} → ${forTerminal(after)}`]
  if (candidates.length === 1) return [`${what} ${Math.round(candidates[0].score)}`]
  const rest = candidates.length - shown
  return [
    `${what} among ${candidates.length}:`,
    ...candidates
      .slice(0, shown)
      .map(({ text, score }) => `    ${String(Math.round(score)).padStart(6)}  ${quoted(text)}`),
    ...(rest > 0 ? [`            … and ${rest} more`] : []),
  ]
}

/**
 * What each rule did, for a terminal: under each word that may be a cue its score (over 0: the model takes it for one),
 * then in their order the rules that changed something, and the candidates of each choice, the best first.
 * @param text the report that the trail is of
 */
export function drawTrail(text: string, trail: Trail): string {
  const lines: string[] = []
  let at = -1
  for (const step of trail) {
    // The steps of one word stand together, wherever its cue begins.
    if (step.stage === 'cue' && step.about[0] !== at) {
      at = step.about[0]
      lines.push(quoted(text.slice(step.about[0], step.about[1])))
    }
    lines.push(...lineOf(step))
  }
  return `${lines.join('\n')}\n`
}
