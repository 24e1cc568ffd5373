/** Letters of any script at the beginning of a text; '' where it begins with something else. */
export function leadingLetters(text: string): string {
  let i = 0
  while (i < text.length && (text.charCodeAt(i) | 32) >= 97 && (text.charCodeAt(i) | 32) <= 122) i++
  // Beyond ASCII the pattern knows.
  if (i === text.length || text.charCodeAt(i) < 128) return text.slice(0, i)
  return /^\p{L}+/u.exec(text)?.[0] ?? ''
}

/** Words that are remembered at once. */
const mostWords = 20_000

/**
 * Tells of a word whether a listed name may begin with it, by the letters that it begins with: most words begin none, and the
 * names that might stand there need not be put together and looked up. Says yes where it is not sure.
 */
export class NameBeginnings {
  readonly #letters = new Set<string>()
  readonly #sure: (word: string, mayBegin: (word: string) => boolean) => boolean
  #known = new Map<string, boolean>()

  /**
   * @param names lower case or not
   * @param also whether a word may begin a name for another reason; asked last
   */
  constructor(
    names: Iterable<string>,
    also: (word: string, mayBegin: (word: string) => boolean) => boolean = () => false,
  ) {
    for (const name of names) this.#letters.add(leadingLetters(name.toLowerCase()))
    this.#sure = also
  }

  /**
   * Whether a name may begin at a place of a text.
   * @param word what the text has from there on to `end`, as it is written
   */
  mayBegin(text: string, end: number, word: string): boolean {
    let known = this.#known.get(word)
    if (known === undefined) {
      known = this.#has(word) || this.#sure(word, (other) => this.#has(other))
      if (this.#known.size >= mostWords) this.#known = new Map()
      if (word.length <= 40) this.#known.set(word, known)
    }
    // Of a word that goes on in the next token the letters are not all.
    return known || (end < text.length && leadingLetters(text.charAt(end)) !== '')
  }

  #has(word: string): boolean {
    const letters = leadingLetters(word.toLowerCase())
    return letters === '' || this.#letters.has(letters)
  }
}
