import { plainName } from './institutions.ts'

/** Letters without accents, lower case, so that "ÉLYSÉE", "Elysée" and "Élysée" are one. */
export function foldName(text: string): string {
  return plainName(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
