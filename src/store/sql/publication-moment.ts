/** Before everything that has a moment. */
export const noMoment = -(2 ** 31)

/** Minutes since 1970 of an ISO 8601 date or moment, without a zone in UTC; `noMoment` of anything else. */
export function momentOf(published: string | null | undefined): number {
  const found =
    /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|([+-])(\d\d):?(\d\d))?)?)?/.exec(
      published ?? '',
    )
  if (!found) return noMoment
  const [, year, month, day = '1', hour = '0', minute = '0', sign, hours = '0', minutes = '0'] = found
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 60_000
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return moment - (sign === undefined ? 0 : offset)
}
