import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { type ClaimDraft, draftOf } from '../../src/situation/claims/claim-draft.ts'
import { claimRules } from '../../src/situation/claims/claim-rules.ts'
import { ReportContent } from '../../src/situation/claims/report-content.ts'
import { sameEntities } from '../../src/situation/claims/same-entity.ts'
import { everyPredicate } from '../../src/situation/words/every-predicate.ts'
import { testEngine } from '../support.ts'

/** All of a draft that rules may change. */
const stateOf = ({ report: _report, claim: _claim, event: _event, ...draft }: ClaimDraft): string =>
  JSON.stringify(draft, (_, value: unknown) => (value instanceof Set ? [...value] : value))

/** The rules that change something in some claim of a sentence. */
function changing(language: Language, text: string): Set<string> {
  const analysis = testEngine().analyse({ id: 'example', language, text })
  const report = new ReportContent(analysis, sameEntities([analysis]))
  const changed = new Set<string>()
  for (const claim of everyPredicate(analysis)) {
    const draft = draftOf(report, claim)
    for (const rule of claimRules) {
      const before = stateOf(draft)
      rule.apply(draft)
      if (stateOf(draft) !== before) changed.add(rule.name)
      if (draft.dropped) break
    }
  }
  return changed
}

describe('the rules by which it is worked out what a claim says', () => {
  it.each(
    claimRules.flatMap(({ name, examples }) =>
      examples.map(([language, text]): [string, string, Language] => [name, text, language]),
    ),
  )('%s changes something in "%s"', (name, text, language) => {
    expect([...changing(language, text)]).toContain(name)
  })

  it.each<[name: string, text: string, language: Language]>([
    ['cue', 'The army attacked the town.', 'en'],
    ['numbers', 'La présidente a signé la loi.', 'fr'],
    ['subject-cut-off', 'Maria Callas est morte à Paris.', 'fr'],
    ['speaker-himself', 'El ejército atacó la ciudad.', 'es'],
    ['denied-by-noun', 'Rescuers found ten survivors.', 'en'],
    ['denied-by-noun', 'Un survivant a été retrouvé.', 'fr'],
    ['source', 'El ejército atacó la ciudad.', 'es'],
  ])('%s leaves "%s" alone', (name, text, language) => {
    expect([...changing(language, text)]).not.toContain(name)
  })

  it('each has a name of its own, and all but one a sentence that shows it', () => {
    expect(new Set(claimRules.map(({ name }) => name)).size).toBe(claimRules.length)
    const without = claimRules.filter(({ examples }) => examples.length === 0)
    expect(without.map(({ name }) => name)).toEqual(['counted-harm'])
  })
})
