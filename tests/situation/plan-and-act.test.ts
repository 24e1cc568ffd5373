import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import type { ClaimContent } from '../../src/situation/claims/claim-content.ts'
import { hoursFromPlanToAct, isAhead } from '../../src/situation/statements/plan-and-act.ts'

/** A claim that is read as a plain fact: what lies ahead must be told by its words. */
function plain(language: Language, text: string, verb: string, published = '2026-03-12T08:00:00Z') {
  const at = text.indexOf(verb)
  return {
    analysis: { report: { text, published, language } },
    claim: { span: [0, text.length], predicate: [at, at + verb.length], rank: 'main', marks: [] },
    certainty: 'sure',
    status: 'occurred',
    times: [],
    language,
  } as unknown as ClaimContent
}

const cases: [Language, string, string, boolean][] = [
  ['en', 'The two crews are to be exchanged at the lock', 'exchanged', true],
  ['en', 'The two crews were exchanged at the lock', 'exchanged', false],
  ['en', 'The two crews, who went to sea in May, came back', 'came', false],
  ['fr', 'La ministre devait se rendre à Orlac', 'rendre', true],
  ['fr', "La ministre s'est rendue à Orlac", 'rendue', false],
  ['fr', 'Un second convoi était attendu à Orlac', 'attendu', true],
  ['es', 'El puerto tiene previsto cerrar dos muelles', 'cerrar', true],
  ['es', 'El puerto cerró dos muelles', 'cerró', false],
]

describe('a plan and its act', () => {
  test.each(cases)('%s: %s', (language, text, verb, ahead) => {
    expect(isAhead(plain(language, text, verb))).toBe(ahead)
  })

  test('hours from the plan to the act, whichever is given first', () => {
    const plan = plain('en', 'The crews are to be exchanged', 'exchanged', '2026-03-12T08:00:00Z')
    const act = plain('es', 'Las tripulaciones fueron canjeadas', 'canjeadas', '2026-03-13T08:00:00Z')
    expect(hoursFromPlanToAct(plan, act)).toBe(24)
    expect(hoursFromPlanToAct(act, plan)).toBe(24)
  })

  test('nothing where both are done, or a time is not known', () => {
    const act = plain('es', 'Las tripulaciones fueron canjeadas', 'canjeadas')
    expect(hoursFromPlanToAct(act, plain('en', 'The crews were exchanged', 'exchanged'))).toBeUndefined()
    expect(
      hoursFromPlanToAct(act, plain('en', 'The crews are to be exchanged', 'exchanged', '')),
    ).toBeUndefined()
  })
})
