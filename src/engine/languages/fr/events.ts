import type { EventLanguage } from '../../events/language.ts'
import { hash, lines } from './events.lexicon.ts'

/** What French tells the event rules. */
export const events: EventLanguage = {
  lines,
  hash,
  by: ['par'],
  of: ['de', 'du', 'des', "d'", 'd’'],
  with: ['avec', "d'avec"],
  between: ['entre'],
  against: ['contre', 'sur', 'à', 'au', 'aux', 'envers', 'visant', 'vers'],
  locative: [
    'à',
    'au',
    'aux',
    'en',
    'dans',
    'sur',
    'près',
    'devant',
    'chez',
    'autour',
    'vers',
    'sous',
    'hors',
    'depuis',
  ],
  reflexive: ['se', "s'", 's’', 'me', 'nous', "m'", 'm’'],
  why: { type: '« {words} » rapporte un fait de type {type}.' },
}
