/** A text with its expressions in brackets, then their TIMEX3 values in order. */
export type TimeCase = readonly [text: string, ...values: string[]]
