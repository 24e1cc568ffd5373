/** The lines of a lexicon as `npm run pack` packs them, with their hash. */
export interface WordList {
  readonly lines: readonly string[]
  readonly hash: string
}
