import type { EventLanguage } from '../../engine/events/language.ts'
import { hash, lines } from './events.lexicon.ts'

/** What Spanish tells the event rules. */
export const events: EventLanguage = {
  lines,
  hash,
  by: ['por'],
  of: ['de', 'del'],
  with: ['con'],
  between: ['entre'],
  against: ['contra', 'sobre', 'a', 'al', 'hacia'],
  locative: [
    'en',
    'cerca',
    'frente',
    'dentro',
    'fuera',
    'junto',
    'alrededor',
    'por',
    'sobre',
    'bajo',
    'desde',
  ],
  reflexive: ['se', 'me', 'nos'],
  inflection: {
    ar: {
      finite: [
        'a',
        'an',
        'ó',
        'aron',
        'aba',
        'aban',
        'ando',
        'ará',
        'arán',
        'aría',
        'arían',
        'ar',
        'arse',
        'ándose',
        'e',
        'en',
      ],
      participle: ['ado', 'ada', 'ados', 'adas'],
    },
    er: {
      finite: ['e', 'en', 'ió', 'ieron', 'ía', 'ían', 'iendo', 'erá', 'erán', 'ería', 'erían', 'er', 'erse'],
      participle: ['ido', 'ida', 'idos', 'idas'],
    },
    ir: {
      finite: ['e', 'en', 'ió', 'ieron', 'ía', 'ían', 'iendo', 'irá', 'irán', 'iría', 'irían', 'ir', 'irse'],
      participle: ['ido', 'ida', 'idos', 'idas'],
    },
  },
  why: { type: '«{words}» da cuenta de un hecho de tipo {type}.' },
}
