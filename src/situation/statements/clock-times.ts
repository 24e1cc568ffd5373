import type { ClaimContent } from '../claims/claim-content.ts'

const minutesOfDay = 24 * 60
const clock = /T(\d\d):(\d\d)$/u
/** Minutes by which two hours of one thing are told apart, and beyond which they are of two things. */
const leastApart = 5
const mostApart = 2 * 60

/** The hours that a claim names to the minute, in minutes of a day. */
function clockTimes({ times }: ClaimContent): number[] {
  return times.flatMap(({ value }) => {
    const found = clock.exec(value ?? '')
    return found ? [60 * Number(found[1]) + Number(found[2])] : []
  })
}

/** Whether two claims both name hours, and none of the one is one of the other. */
export function haveOtherHours(a: ClaimContent, b: ClaimContent): boolean {
  const [one, other] = [clockTimes(a), clockTimes(b)]
  if (one.length === 0 || other.length === 0) return false
  return one.every((x) => other.every((y) => apart(x, y) >= leastApart))
}

/** Whether two claims both name several hours and have one in common: from when to when one thing lasts. */
export function shareAnHour(a: ClaimContent, b: ClaimContent): boolean {
  const [one, other] = [clockTimes(a), clockTimes(b)]
  return one.length > 1 && one.some((x) => other.includes(x))
}

/** Whether two claims name the same number of hours, of which one is another, by so little that one thing is told of. */
export function haveNearHours(a: ClaimContent, b: ClaimContent): boolean {
  const [one, other] = [clockTimes(a), clockTimes(b)]
  if (one.length === 0 || one.length !== other.length) return false
  const alone = (hours: number[], beside: number[]) => hours.filter((x) => beside.every((y) => x !== y))
  const [x, y] = [alone(one, other), alone(other, one)]
  if (x.length !== 1 || y.length !== 1) return false
  const found = apart(x[0], y[0])
  return found > leastApart && found <= mostApart
}

const apart = (x: number, y: number) => Math.min(Math.abs(x - y), minutesOfDay - Math.abs(x - y))
