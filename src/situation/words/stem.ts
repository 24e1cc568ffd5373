/** Letters that a stem has. */
const stemLength = 6

/** The stem by which words of one family meet, in one language and across cognates: the first six letters. */
export function storyStem(folded: string): string {
  return folded.slice(0, stemLength)
}
