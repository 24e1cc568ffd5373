import { plain } from './keys.ts'

/** A pattern for a string that is an element of a JSON array. Signs that mean something in a pattern become "any sign". */
export function likeInJson(value: string): string {
  return `%${JSON.stringify(plain(value)).replace(/[%_\\]/g, '_')}%`
}

/** A pattern for what holds a text anywhere. */
export const likeAnywhere = (value: string) => `%${value.replace(/[%_\\]/g, '_')}%`
