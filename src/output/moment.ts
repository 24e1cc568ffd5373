/**
 * A moment as ISO 8601 in UTC with milliseconds, or undefined where the words are none. A day alone is its first moment,
 * and a time that says no zone is UTC, so that the same words are the same moment on every machine.
 */
export function momentOf(words: string | undefined): string | undefined {
  const found = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    words ?? '',
  )
  if (!found) return undefined
  const moment = new Date(found[1] === undefined || found[2] !== undefined ? found[0] : `${found[0]}Z`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

/** A moment as RSS has it (RFC 822 with four digits of the year). */
export const rfc822 = (moment: string): string => new Date(moment).toUTCString().replace('GMT', '+0000')

/** The address where it is one of the web's; other programs follow addresses, so that nothing else is given to them. */
export function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || /[\s<>"]/.test(url) || !URL.canParse(url)) return undefined
  return ['http:', 'https:'].includes(new URL(url).protocol) ? url : undefined
}
