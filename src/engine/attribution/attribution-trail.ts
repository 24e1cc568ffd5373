import type { Span } from '../../contract/analysis.ts'
import type { RuleStep } from '../rule.ts'
import type { Trail } from '../trail.ts'
import type { AttributionReading, CueReading } from './attribution-reading.ts'
import type { AttributionView } from './attribution-view.ts'
import type { SourceTokens, TokenRange } from './draft.ts'

/** The words of some ranges of tokens. */
export const textOf = (view: AttributionView, ranges: readonly TokenRange[]): string =>
  ranges
    .filter(([a, b]) => a >= 0 && b >= a)
    .map(([a, b]) => view.document.text.slice(view.tokens.start[a], view.tokens.end[b]))
    .join(' … ')

const sourceText = (view: AttributionView, source: SourceTokens | undefined): string =>
  source ? textOf(view, [[source.first, source.last]]) : '–'

const cueText = ({ view, cue, whole }: CueReading): string => {
  const found = cue ?? whole?.cue
  return found ? `${textOf(view, [[found.first, found.last]])} (${found.by})` : '–'
}

const draftText = ({ view, content, source, dropped }: AttributionReading): string =>
  dropped ? 'no attribution' : `content: ${textOf(view, content) || '–'}; source: ${sourceText(view, source)}`

/**
 * Applies rules in their order until the reading is done, and notes each that changed something where there is a trail.
 */
function run<Reading>(
  rules: readonly RuleStep<Reading>[],
  reading: Reading,
  done: (reading: Reading) => boolean,
  trail: Trail | undefined,
  about: () => Span,
  show: (reading: Reading) => string,
): void {
  for (const { name, stage, apply } of rules) {
    const before = trail ? show(reading) : ''
    apply(reading)
    if (trail) {
      const after = show(reading)
      if (after !== before) trail.push({ stage, name, about: about(), before, after })
    }
    if (done(reading)) return
  }
}

/** Asks the rules whether a token is the head of a cue. */
export function runCueRules(
  rules: readonly RuleStep<CueReading>[],
  reading: CueReading,
  trail: Trail | undefined,
): void {
  const { tokens } = reading.view
  run(
    rules,
    reading,
    ({ whole }) => whole !== undefined,
    trail,
    () => [tokens.start[reading.token], tokens.end[reading.token]],
    cueText,
  )
}

/** Has the rules find the content and the source of a cue. */
export function runAttributionRules(
  rules: readonly RuleStep<AttributionReading>[],
  reading: AttributionReading,
  trail: Trail | undefined,
): void {
  const { tokens } = reading.view
  run(
    rules,
    reading,
    ({ dropped }) => dropped,
    trail,
    () => [tokens.start[reading.cue.first], tokens.end[reading.cue.last]],
    draftText,
  )
}
