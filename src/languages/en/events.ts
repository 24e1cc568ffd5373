import type { EventLanguage } from '../../engine/events/language.ts'
import { hash, lines } from './events.lexicon.ts'

/** What English tells the event rules. */
export const events: EventLanguage = {
  lines,
  hash,
  by: ['by'],
  of: ['of'],
  with: ['with', 'alongside'],
  between: ['between', 'among'],
  against: ['against', 'on', 'upon', 'at', 'to', 'for', 'toward', 'towards', 'over'],
  locative: [
    'in',
    'at',
    'near',
    'outside',
    'inside',
    'around',
    'across',
    'on',
    'off',
    'throughout',
    'within',
    'along',
  ],
  reflexive: ['himself', 'herself', 'itself', 'themselves'],
  inflection: {
    '': { finite: ['', 's', 'es', 'ing', 'ed'], participle: ['ed'] },
    e: { finite: ['e', 'es', 'ing', 'ed'], participle: ['ed'] },
    y: { finite: ['y', 'ies', 'ying', 'ied'], participle: ['ied'] },
    t: { finite: ['tted', 'tting'], participle: ['tted'] },
    p: { finite: ['pped', 'pping'], participle: ['pped'] },
    b: { finite: ['bbed', 'bbing'], participle: ['bbed'] },
    n: { finite: ['nned', 'nning'], participle: ['nned'] },
    r: { finite: ['rred', 'rring'], participle: ['rred'] },
    g: { finite: ['gged', 'gging'], participle: ['gged'] },
    l: { finite: ['lling', 'lled', 'ls', 'ling', 'led'], participle: ['lled', 'led'] },
  },
  why: { type: '"{words}" reports an event of type {type}.' },
}
