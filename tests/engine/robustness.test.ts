import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Analysis, type Language, languages } from '../../src/contract/analysis.ts'
import { testEngine } from '../support.ts'

/** What check.mjs and the schema ask of any analysis: sound spans and references. */
function faults(analysis: Analysis): string[] {
  const { text } = analysis.report
  const found: string[] = []
  const sound = (span: readonly number[], where: string) => {
    if (!(span.length === 2 && span[0] >= 0 && span[0] < span[1] && span[1] <= text.length))
      found.push(`${where}: ${span}`)
  }
  const ids = (list: { id: string }[]) => new Set(list.map((item) => item.id))
  const entities = ids(analysis.entities)
  const attributions = ids(analysis.attributions)
  const claims = ids(analysis.claims)
  analysis.sentences.forEach((span) => {
    sound(span, 'sentence')
  })
  for (const entity of analysis.entities)
    for (const mention of entity.mentions) sound(mention.span, entity.id)
  for (const attribution of analysis.attributions) {
    for (const span of [...attribution.source, ...attribution.cue, ...attribution.content])
      sound(span, attribution.id)
    if (attribution.content.length === 0) found.push(`${attribution.id}: no content`)
    if (attribution.sourceEntity && !entities.has(attribution.sourceEntity))
      found.push(`${attribution.id}: entity`)
    if (attribution.via && !entities.has(attribution.via)) found.push(`${attribution.id}: via`)
    if (attribution.parent && !attributions.has(attribution.parent)) found.push(`${attribution.id}: parent`)
  }
  for (const claim of analysis.claims) {
    sound(claim.span, claim.id)
    sound(claim.predicate, claim.id)
    for (const mark of claim.marks) sound(mark.span, claim.id)
    if (claim.chain[0]?.kind !== 'outlet') found.push(`${claim.id}: chain`)
    if ((claim.basis === 'asserted') !== (claim.chain.length === 1))
      found.push(`${claim.id}: ${claim.basis} with ${claim.chain.length} holders`)
  }
  for (const event of analysis.events) {
    sound(event.trigger, event.id)
    for (const participant of [...event.actors, ...event.recipients]) sound(participant.span, event.id)
    if (event.claims.length === 0 || event.claims.some((claim) => !claims.has(claim)))
      found.push(`${event.id}: claims`)
  }
  for (const item of [...analysis.times, ...analysis.places, ...(analysis.quantities ?? [])])
    sound(item.span, item.id)
  for (const list of [
    analysis.entities,
    analysis.attributions,
    analysis.claims,
    analysis.events,
    analysis.times,
    analysis.places,
  ])
    if (ids(list).size !== list.length) found.push('an id occurs twice')
  return found
}

const analyse = (text: string, language: Language) =>
  testEngine().analyse({ text, language, published: '2026-03-04', publisher: 'Le Phare' }, { explain: true })

/** Pieces that news is made of, in orders that no editor would pass. */
const pieces = fc.constantFrom(
  '«',
  '»',
  '“',
  '”',
  '"',
  '‘',
  '’',
  "'",
  '(',
  ')',
  '—',
  '-',
  ':',
  ';',
  ',',
  '.',
  '…',
  '?',
  '!',
  '¿',
  '¡',
  '\n',
  '\n\n',
  '\r\n',
  ' ',
  ' ',
  'le',
  'la',
  'l’',
  "d'",
  'que',
  'selon',
  'a déclaré',
  'a dit',
  'il',
  'elle',
  'aurait',
  'serait',
  'si',
  'ne',
  'pas',
  'NBC',
  'Paris',
  'Washington',
  'le ministre',
  'said',
  'according to',
  'that',
  'he',
  'she',
  'would',
  'reportedly',
  'not',
  'the senator',
  "don't",
  "'s",
  'killed',
  'attack',
  'in',
  'on',
  'Monday',
  'dijo',
  'según',
  'habría',
  'el',
  'presidente',
  'no',
  'ayer',
  'lunes',
  '12',
  '1,5',
  '2026',
  'millions',
  'morts',
  'de',
  'à',
  'a',
  'y',
  'mardi dernier',
  '\ud83d',
  '\udc00',
  '😀',
  '\u200f',
  '\ufeff',
  '\u0000',
  'ª',
  '#',
  '@',
  'https://x.example/',
  'U.S.',
  'M.',
  'J.-C.',
)

describe('any text at all', () => {
  it.each(languages)('%s: random Unicode comes back with sound spans and references', (language) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        fc.pre(text.trim() !== '')
        expect(faults(analyse(text, language))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it.each(languages)(
    '%s: pieces of news in any order come back with sound spans and references',
    (language) => {
      fc.assert(
        fc.property(
          fc.array(pieces, { minLength: 1, maxLength: 60 }),
          fc.constantFrom('', ' '),
          (parts, joint) => {
            const text = parts.join(joint)
            fc.pre(text.trim() !== '')
            expect(faults(analyse(text, language))).toEqual([])
          },
        ),
        { numRuns: 300 },
      )
    },
  )

  it.each([
    ['a sentence of 10,000 words', 'le ministre a dit que '.repeat(2000)],
    ['no spaces', 'a'.repeat(50_000)],
    ['only punctuation', '.,;:!?«»“”"()—…'.repeat(2000)],
    ['only quotation marks', '« " “ '.repeat(5000)],
    ['only numbers', '1 '.repeat(20_000)],
    ['only number words', 'two deux dos '.repeat(6000)],
    ['only capitals', 'PARIS '.repeat(8000)],
    ['only names', 'Anna Valbert '.repeat(8000)],
    ['only line breaks and a word', `${'\n'.repeat(30_000)}mot`],
    ['lone surrogates', '\ud83d '.repeat(10_000)],
    ['opening brackets', '('.repeat(30_000)],
    ['months', 'mars May mayo '.repeat(8000)],
  ])('%s', (_, text) => {
    for (const language of languages) expect(faults(analyse(text, language))).toEqual([])
  })

  it('refuses an empty text and an unknown language in a sentence', () => {
    expect(() => testEngine().analyse({ text: ' \n', language: 'fr' })).toThrow(/text is empty/)
    expect(() => testEngine().analyse({ text: 'Ein Satz.', language: 'de' as Language })).toThrow(
      /"de".*French/,
    )
  })
})
