/** Whether a form or a lemma is one of some words. */
export type WordPattern = Pick<RegExp, 'test'>

/** What a language has no word for. */
export const noWord: WordPattern = { test: () => false }
