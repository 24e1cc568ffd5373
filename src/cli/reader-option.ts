/** The option by which commands are told who reads: its flags, its help and what it is if not given. */
export const readerOption = [
  '--reader <reader>',
  'careful: finds more of who says what and tells how sure it is, at about a second for a thousand words; fast: some twenty times faster; auto: careful for what you wait for, fast for many',
  'auto',
] as const
