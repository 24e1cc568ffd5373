import type { EventLanguage } from '../../engine/events/language.ts'
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
  inflection: {
    er: {
      finite: ['e', 'ent', 'a', 'èrent', 'ait', 'aient', 'ant', 'era', 'eront', 'erait', 'eraient', 'er'],
      participle: ['é', 'ée', 'és', 'ées'],
    },
    ir: {
      finite: [
        'it',
        'issent',
        'irent',
        'issait',
        'issaient',
        'issant',
        'ira',
        'iront',
        'irait',
        'iraient',
        'ir',
      ],
      participle: ['i', 'ie', 'is', 'ies', 'u', 'ue', 'us', 'ues'],
    },
    re: {
      finite: ['t', 'ent', 'it', 'irent', 'ait', 'aient', 'ant', 'ra', 'ront', 'rait', 'raient', 're'],
      participle: ['u', 'ue', 'us', 'ues'],
    },
  },
  why: { type: '« {words} » rapporte un fait de type {type}.' },
}
