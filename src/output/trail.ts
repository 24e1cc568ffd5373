import type { Trail, TrailStep } from '../engine/trail.ts'
import { forTerminal } from './neutralise.ts'

/** Candidates shown of a choice. */
const shown = 5

const quoted = (text: string): string => (text === '' ? '(none)' : `“${forTerminal(text)}”`)

/** A step of the careful reader: its scores are probabilities and log-odds. */
function carefulLines({ name, after, candidates = [], tipped }: TrailStep): string[] {
  const [first, ...others] = candidates
  if (name === 'confidence') return [`  confidence ${first?.score.toFixed(2)}`]
  const because = tipped ? `: ${forTerminal(tipped)}` : ''
  if (others.length === 0 && name !== 'source' && name !== 'content')
    return [`  ${name} ${forTerminal(after)}${because}`]
  return [
    `  ${name}: ${quoted(after)}${because}`,
    ...candidates.map(({ text, score }) => `    ${score.toFixed(2).padStart(7)}  ${quoted(text)}`),
  ]
}

function lineOf(step: TrailStep): string[] {
  const { stage, name, before, after, candidates } = step
  if (stage === 'careful') return carefulLines(step)
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

/** Steps of the careful reader with which a word, or a content without one, begins. */
const carefulBegins: ReadonlySet<string> = new Set(['careful cue', 'careful content without a cue'])

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
    const begins =
      step.stage === 'cue' ? step.about[0] !== at : carefulBegins.has(`${step.stage} ${step.name}`)
    if (begins) {
      at = step.about[0]
      lines.push(quoted(text.slice(step.about[0], step.about[1])))
    }
    lines.push(...lineOf(step))
  }
  return `${lines.join('\n')}\n`
}
