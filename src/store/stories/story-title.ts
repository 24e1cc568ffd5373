/** A clock time, a year, or a date in digits. */
const moment = /\d{1,2}\s?[:h]\s?\d{2}|\b\d{4}\b|\d{1,2}[/.-]\d{1,2}/
/** Share of digits among letters and digits from which words with a moment in them are a page's time stamp. */
const stampShare = 0.2

/** Whether words say what a story is about, and are no time stamp or other mark that stood at the head of a page. */
export function isTelling(words: string): boolean {
  const letters = words.match(/\p{L}/gu)?.length ?? 0
  const digits = words.match(/\p{N}/gu)?.length ?? 0
  if (letters < 8 || !/\s/.test(words.trim())) return false
  return !(moment.test(words) && digits / (letters + digits) >= stampShare)
}
