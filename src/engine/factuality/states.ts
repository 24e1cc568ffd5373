import type { Factuality } from '../../contract/analysis.ts'

/** 3 certain, 2 probable, 1 possible, 0 underspecified. */
export type Level = 0 | 1 | 2 | 3

/** How a holder presents something: how surely, and whether as so or as not so. */
export interface State {
  level: Level
  positive: boolean
}

export const certain: State = Object.freeze({ level: 3, positive: true })
export const probable: State = Object.freeze({ level: 2, positive: true })
export const possible: State = Object.freeze({ level: 1, positive: true })
export const unknown: State = Object.freeze({ level: 0, positive: true })
export const denied: State = Object.freeze({ level: 3, positive: false })

/** At most as sure as `level`. */
export function atMost(state: State, level: Level): State {
  return state.level <= level ? state : { level, positive: state.positive }
}

/** The same turned into its contrary. */
export function turned(state: State): State {
  return { level: state.level, positive: !state.positive }
}

/** FactBank's name of a state. */
export function factualityOf(state: State): Factuality {
  if (state.level === 0) return 'Uu'
  const name = state.level === 3 ? 'CT' : state.level === 2 ? 'PR' : 'PS'
  return state.positive ? `${name}+` : `${name}-`
}
