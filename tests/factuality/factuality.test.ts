import { describe, expect, it } from 'vitest'
import type { Claim, Language } from '../../src/contract/analysis.ts'
import { everyPredicate } from '../../src/situation/words/every-predicate.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'
import { cases as en } from './cases.en.ts'
import { cases as es } from './cases.es.ts'
import { cases as fr } from './cases.fr.ts'

interface Case {
  text: string
  predicate: string
  factuality: string
  basis: string | undefined
}

function readCases(table: string): Case[] {
  return table
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [text, predicate, factuality, basis] = line.split('|').map((cell) => cell.trim())
      return { text, predicate, factuality, basis }
    })
}

/** What a case gives: "CT+ asserted", the basis only where the case asks for it. */
function got(language: Language, { text, predicate, basis }: Case): string {
  const at = text.lastIndexOf(predicate)
  const claim = everyPredicate(testEngine().analyse({ text, language })).find(
    (c: Claim) => c.predicate[0] < at + predicate.length && at < c.predicate[1],
  )
  if (!claim) return 'no claim'
  return basis ? `${claim.factuality} ${claim.basis}` : claim.factuality
}

const known = knownFailures(new URL('known-failures.json', import.meta.url))

for (const [language, table] of [
  ['fr', fr],
  ['es', es],
  ['en', en],
] as const) {
  describe(`factuality, ${language}`, () => {
    for (const one of readCases(table)) {
      const wanted = one.basis ? `${one.factuality} ${one.basis}` : one.factuality
      const name = `${one.text} [${one.predicate}]`
      it(`${name} ${wanted}`, () => {
        known.held(`${name} ${wanted}`, () => expect(got(language, one)).toBe(wanted))
      })
    }
  })
}
