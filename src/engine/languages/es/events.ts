import type { EventLanguage } from '../../events/language.ts'
import { hash, lines } from './events.lexicon.ts'

/** What Spanish tells the event rules. */
export const events: EventLanguage = {
  lines,
  hash,
  by: ['por'],
  of: ['de', 'del'],
  with: ['con'],
  between: ['entre'],
  against: ['contra', 'sobre', 'a', 'al', 'hacia', 'ante'],
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
  why: { type: '«{words}» da cuenta de un hecho de tipo {type}.' },
}
