import type { StoryDisputes } from '../../contract/api.ts'
import type { Situation, SituationFigure } from '../../contract/situation.ts'

/** Whether reports give a count in several values. */
export function isRange({ values }: SituationFigure): boolean {
  return (
    new Set(values.map(({ low, high }) => `${low} ${high}`)).size > 1 &&
    new Set(values.map(({ report }) => report)).size > 1
  )
}

/** How much in a situation is disputed: what its relations and figures show, claims in the same words counted too. */
export function disputesOf({
  relations,
  figures,
  counts,
}: Pick<Situation, 'relations' | 'figures' | 'counts'>): StoryDisputes {
  let denials = 0
  let conflicts = 0
  for (const { kind, alike } of relations) {
    if (kind === 'denies') denials += 1 + (alike?.claims ?? 0)
    if (kind === 'conflicts') conflicts += 1 + (alike?.claims ?? 0)
  }
  return {
    denials,
    conflicts: Math.max(conflicts, counts.conflicts),
    figures: figures.filter(isRange).length,
  }
}
