import type { EventLanguage } from '../../events/language.ts'
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
  why: { type: '"{words}" reports an event of type {type}.' },
}
