/** Cases that still fail, by their text: each is asserted to fail, so that mending one shows. */
export const knownFailures: ReadonlySet<string> = new Set([
  // An unnamed person whose noun the lexicon of roles lacks does not stand in the way.
  'He < Tom Baker met Alice Green. A falconer was feeding owls. He said they were young.',
])
