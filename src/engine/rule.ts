/** A step by rule: what it is called, when it comes, and what it changes in the reading that it is given. */
export interface RuleStep<Reading> {
  readonly name: string
  /** The part of the work that it belongs to. */
  readonly stage: string
  apply(reading: Reading): void
}

/** A step as a language has it, with sentences of the language in which it changes something: its tests. */
export interface Rule<Reading> extends RuleStep<Reading> {
  readonly examples: readonly string[]
}

/** A rule in a language, with the language's examples. */
export function rule<Reading>(step: RuleStep<Reading>, ...examples: string[]): Rule<Reading> {
  return { name: step.name, stage: step.stage, apply: (reading) => step.apply(reading), examples }
}
