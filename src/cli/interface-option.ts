import { languages } from '../contract/analysis.ts'

/** Flags and help of the option by which a person chooses the language of Selon's own words. */
export const interfaceOption = [
  '--interface <code>',
  `language of Selon's own words (${languages.join(', ')}); if not given, that of LANG, else English`,
] as const
