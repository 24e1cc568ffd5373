export const millisecondsOfDay = 86_400_000

/** Days since 1970-01-01 of an ISO 8601 date, undefined where there is none. */
export function dayOf(iso: string | undefined): number | undefined {
  const parts = iso === undefined ? null : /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  if (!parts) return undefined
  return Math.floor(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / millisecondsOfDay)
}
