/**
 * A document as headings, lines and tables, whatever it is written as: Markdown and DOCX have the same outline.
 */

/** A stretch of words. What is not Selon's own is `theirs`: it comes from a report or a person, and is neutralised. */
export interface Run {
  text: string
  theirs?: true
  strong?: true
  emphasis?: true
}

/** A column of a table; `isNumber` sets its cells to the right. */
export interface OutlineColumn {
  title: string
  isNumber?: true
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  /** A line of a list; level 1 stands under the line of level 0 before it. */
  | { kind: 'item'; level: 0 | 1; runs: Run[] }
  | { kind: 'table'; columns: OutlineColumn[]; rows: Run[][] }

export type Outline = Block[]

/** Selon's own words. */
export const own = (text: string): Run => ({ text })
/** Words of a report, a person, a file: anything that Selon did not write. */
export const theirs = (text: string): Run => ({ text, theirs: true })
export const strong = (run: Run): Run => ({ ...run, strong: true })
export const emphasis = (run: Run): Run => ({ ...run, emphasis: true })

/** Runs with a separator between each two. */
export const separated = (parts: readonly Run[], separator: string): Run[] =>
  parts.flatMap((part, k) => (k === 0 ? [part] : [own(separator), part]))
