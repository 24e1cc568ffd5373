import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Analysis, Claim, Language } from '../../src/contract/analysis.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'
import { clauseCases, noClaims } from './cases.ts'

const { held } = knownFailures(new URL('known-failures.json', import.meta.url))

const read = (text: string, language: Language): Analysis => testEngine().analyse({ text, language })

const shown = ({ rank }: Claim) => rank !== 'nominal'

/** The claim for a reader whose predicate is the last `word` of the text. */
function claimAt({ claims, report: { text } }: Analysis, word: string): Claim | undefined {
  const at = text.lastIndexOf(word)
  if (at < 0) throw new Error(`"${word}" does not stand in "${text}".`)
  return claims.filter(shown).find(({ predicate }) => predicate[0] < at + word.length && at < predicate[1])
}

for (const [family, cases] of Object.entries(clauseCases))
  describe(family, () => {
    it.each(cases)('$language: $text [$word]', ({ language, text, word, clause, subject, sentence }) => {
      const claim = claimAt(read(text, language), word)
      const slice = ([start, end]: readonly [number, number]) => text.slice(start, end)
      const got = {
        clause: claim?.clause?.map(slice).join(' … '),
        ...(subject === undefined ? {} : { subject: claim?.subject && slice(claim.subject.span) }),
        ...(sentence === undefined ? {} : { sentence: claim?.sentence }),
      }
      held(`${text} [${word}]`, () => {
        expect(got).toEqual({
          clause,
          ...(subject === undefined ? {} : { subject }),
          ...(sentence === undefined ? {} : { sentence }),
        })
      })
    })
  })

describe('no claim for a reader', () => {
  it.each(noClaims)('%s: %s [%s]', (language, text, word) => {
    held(`${text} [no ${word}]`, () => {
      expect(claimAt(read(text, language), word)?.sentence).toBe(undefined)
    })
  })
})

/** Characters of a claim's sentence, "…" included. */
const longestSentence = 401

/** What every claim keeps to, whatever the text. */
function holds({ claims, report: { text } }: Analysis): void {
  for (const { clause, span, predicate, rank, sentence, subject } of claims) {
    if (rank === 'nominal') {
      expect(clause).toBe(undefined)
      expect(sentence).toBe(undefined)
      continue
    }
    expect(clause?.length).toBeGreaterThan(0)
    let before = -1
    for (const [start, end] of clause ?? []) {
      expect(start).toBeGreaterThan(before)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(text.length)
      before = end
    }
    expect([clause?.[0]?.[0], clause?.at(-1)?.[1]]).toEqual(span)
    expect(clause?.some(([start, end]) => start <= predicate[0] && predicate[1] <= end)).toBe(true)
    expect(sentence?.trim()).not.toBe('')
    expect(sentence?.length).toBeLessThanOrEqual(longestSentence)
    if (subject) expect(subject.span[1]).toBeGreaterThan(subject.span[0])
  }
}

describe('clauses of any text', () => {
  const words = {
    fr: 'le maire a fermé dit que qui et , « » ( ) selon police avoir avant de signer . aurait été - : " PARIS elle'.split(
      ' ',
    ),
    en: 'the mayor closed said that who and , “ ” ( ) according to police having before signing . could be - : " LONDON she'.split(
      ' ',
    ),
    es: 'el alcalde cerró dijo que quien y , « » ( ) según policía haber antes de firmar . habría sido - : " MADRID ella'.split(
      ' ',
    ),
  }
  it.each(['fr', 'en', 'es'] as const)(
    'lie in the text, in order, around their predicate (%s)',
    (language) => {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...words[language]), { minLength: 1, maxLength: 60 }),
          (chosen) => {
            const text = chosen.join(' ')
            if (text.trim() !== '') holds(read(text, language))
          },
        ),
        { numRuns: 60, seed: 7 },
      )
    },
  )

  it('make short sentences of words without end', () => {
    const word = 'a🌊'.repeat(300)
    for (const text of [
      `${word} closed the port.`,
      `The mayor closed ${word}.`,
      `“${word}”, the mayor said.`,
    ]) {
      const analysis = read(text, 'en')
      holds(analysis)
      for (const { sentence } of analysis.claims)
        expect(sentence ?? '').not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
    }
  })

  it('hold on whole reports', () => {
    for (const cases of Object.values(clauseCases))
      for (const language of ['fr', 'en', 'es'] as const) {
        const text = cases.filter((one) => one.language === language).map((one) => one.text)
        if (text.length > 0) holds(read(text.join('\n\n'), language))
      }
  })
})
