import type { GovernorClass } from './lexicon.ts'
import { atMost, certain, denied, possible, probable, type State, turned, unknown } from './states.ts'

/** Classes that leave no mark on what they govern. */
export const neutralClasses = new Set<GovernorClass>([
  'say',
  'know',
  'prove',
  'certain',
  'true',
  'report',
  'cease',
])

/** What a governor of a class makes of its complement. */
export function complementState(kind: GovernorClass, head: State, restart: boolean): State {
  const holds = head.positive
  switch (kind) {
    case 'say':
      return holds || restart ? certain : unknown
    case 'know':
    case 'cease':
    case 'report':
      return certain
    case 'prove':
      // What was not confirmed may be so or not; what will be confirmed is so.
      return holds && head.level >= 2 ? certain : unknown
    case 'certain':
      return holds ? head : unknown
    case 'true':
      return head
    case 'accuse':
      return holds ? atMost(head, 1) : unknown
    case 'believe':
    case 'seem':
    case 'probable':
      return holds ? atMost(head, 2) : { level: 2, positive: false }
    case 'promise':
      return holds ? atMost(head, 2) : { level: 1, positive: false }
    case 'suspect':
    case 'possible':
      return holds ? atMost(head, 1) : { level: 2, positive: false }
    case 'intend':
      return holds ? atMost(head, 1) : { level: 1, positive: false }
    case 'ask':
    case 'fear':
      return holds ? atMost(head, 1) : { level: 2, positive: false }
    case 'doubt':
      return holds ? { level: 1, positive: false } : probable
    case 'unlikely':
      return holds ? { level: 2, positive: false } : probable
    case 'deny':
      return holds ? denied : unknown
    case 'false':
      return { level: head.level, positive: !holds }
    case 'impossible':
      return holds ? { level: head.level, positive: false } : possible
    case 'implicative':
    case 'occur':
      return head
    case 'force':
      return holds ? head : unknown
    case 'fail':
      return turned(head)
    case 'prevent':
      return holds ? { level: head.level, positive: false } : possible
    case 'pretend':
      return denied
  }
}
