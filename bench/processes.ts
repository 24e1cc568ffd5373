/** What processes take of the machine, as Linux tells it in /proc; elsewhere nothing is known. */
import { readdirSync, readFileSync } from 'node:fs'

function fieldsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  } catch {
    return []
  }
}
/** CPU milliseconds of a process with its threads, and, if asked, of its children that ended; 0 where it is not there. */
export function cpuOf(pid: number, ended = false): number {
  const fields = fieldsOf(pid)
  return [11, 12, ...(ended ? [13, 14] : [])].reduce((sum, field) => sum + Number(fields[field] ?? 0) * 10, 0)
}
/** The process that started another one; 0 where that is not there. */
export const parentOf = (pid: number): number => Number(fieldsOf(pid)[1] ?? 0)
/** CPU milliseconds of a process and of all that it started, those that ended too. */
export function cpuOfFamily(pid: number): number {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && parentOf(Number(entry)) === pid)
    .reduce((sum, entry) => sum + cpuOf(Number(entry), true), cpuOf(pid, true))
}

/** Resident memory of a process in MB: now, and at most since it began; 0 where it is not there. */
export function memoryOf(pid: number): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string) =>
      Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
    return { now: field('VmRSS'), peak: field('VmHWM') }
  } catch {
    return { now: 0, peak: 0 }
  }
}
