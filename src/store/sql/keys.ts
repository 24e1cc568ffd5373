import { createHash } from 'node:crypto'

/** SHA-256 of a text, in 43 letters: a key for what may be of any length. */
export const keyHash = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Text as every database takes it: no zero unit (PostgreSQL has none), no half of a surrogate pair. */
export const plain = (text: string) =>
  text.isWellFormed() && !text.includes('\u0000') ? text : text.replaceAll('\u0000', '\ufffd').toWellFormed()

/** Longest id, name or key that is kept as it is; bytes of an index entry are bounded. */
const longestKey = 500
export const keyOf = (text: string) => {
  const key = plain(text)
  return key.length <= longestKey ? key : `sha256:${keyHash(key)}`
}

/** A text that may not be there, as it is kept. */
export const optional = (text: string | undefined): string | null => (text === undefined ? null : plain(text))

/** What people call a story, a correction and a feed by: the number in the database behind a letter. */
export const storyId = (number: number) => `s${number}`
export const correctionId = (number: number) => `k${number}`
export const feedId = (number: number) => `f${number}`

/** The number in an id such as "s12"; undefined where it is no id of that letter. */
export const numberIn = (id: string, letter: string): number | undefined => {
  const found = new RegExp(`^${letter}([1-9]\\d{0,8})$`).exec(id)
  return found ? Number(found[1]) : undefined
}
