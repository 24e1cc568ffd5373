import type { Candidate } from './gazetteer.ts'

/** Squared distance in kilometres, near enough to rank places by: longitudes are narrowed by a parabola. */
export function squaredKilometres(a: Candidate, b: Candidate): number {
  const north = (a.latitude - b.latitude) * 111
  let degrees = a.longitude - b.longitude
  if (degrees > 180) degrees -= 360
  if (degrees < -180) degrees += 360
  const middle = (a.latitude + b.latitude) / 180
  const east = degrees * 111 * (1 - middle * middle * 1.1)
  return north * north + east * east
}

/** Whether `inner` lies in (or is the same as) `outer`. */
export function liesIn(inner: Candidate, outer: Candidate): boolean {
  if (inner.index === outer.index) return false
  if (outer.kind === 'country') return inner.country === outer.country && inner.kind !== 'country'
  if (inner.kind === 'country') return false
  if (outer.kind === 'region' || outer.kind === 'area') {
    if (outer.district !== 0) return inner.district === outer.district && inner.kind === 'city'
    if (outer.division !== 0) return inner.division === outer.division
    return (
      (outer.country === '' || inner.country === outer.country) && squaredKilometres(inner, outer) < 300 * 300
    )
  }
  if (outer.kind === 'city')
    return (
      inner.kind !== 'region' &&
      outer.population > inner.population &&
      squaredKilometres(inner, outer) < 40 * 40
    )
  return false
}
