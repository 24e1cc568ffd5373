import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim, Language } from '../../src/contract/analysis.ts'
import { everyPredicate } from '../../src/situation/words/every-predicate.ts'
import { knownFailures } from '../known-failures.ts'
import { testEngine } from '../support.ts'

const claimsOf = (text: string, language: Language, explain = false): Claim[] =>
  everyPredicate(testEngine().analyse({ text, language, publisher: 'The Harbour Post' }, { explain }))

/** The claim whose predicate is the last `word` of the text. */
function claimOf(text: string, language: Language, word: string, explain = false): Claim {
  const at = text.lastIndexOf(word)
  const found = claimsOf(text, language, explain).find(
    (c) => c.predicate[0] < at + word.length && at < c.predicate[1],
  )
  if (!found) throw new Error(`no claim for "${word}"`)
  return found
}

const marksOf = (text: string, claim: Claim) =>
  claim.marks.map((m) => `${text.slice(m.span[0], m.span[1])}: ${m.kind}`)

describe('chain, basis and the outlet', () => {
  it('keeps the outlet alone where it asserts', () => {
    const claim = claimOf('The mayor closed the pool.', 'en', 'closed')
    expect(claim.basis).toBe('asserted')
    expect(claim.chain).toEqual([{ kind: 'outlet', name: 'The Harbour Post' }])
    expect(claim.outletFactuality).toBe(claim.factuality)
  })

  it('puts the source behind the outlet, which commits to nothing', () => {
    const claim = claimOf('Selon la police, le caissier a volé la recette.', 'fr', 'volé')
    expect(claim.basis).toBe('attributed')
    expect(claim.chain.map((h) => h.kind)[0]).toBe('outlet')
    expect(claim.chain.length).toBeGreaterThan(1)
    expect(claim.outletFactuality).toBe('Uu')
    expect(claim.factuality).toBe('CT+')
  })

  it('gives hearsay to nobody', () => {
    const claim = claimOf('Le caissier aurait volé la recette.', 'fr', 'volé')
    expect(claim.basis).toBe('hearsay')
    expect(claim.chain[claim.chain.length - 1].kind).toBe('unstated')
    expect(claim.outletFactuality).toBe('Uu')
  })

  it('lets a cue that endorses commit the outlet too', () => {
    const claim = claimOf('Le rapport révèle que le caissier volait la recette.', 'fr', 'volait')
    expect(claim.outletFactuality).toBe(claim.basis === 'attributed' ? 'CT+' : claim.factuality)
  })
})

describe('what was not verified, or not commented on', () => {
  for (const [language, text, word] of [
    ['en', 'The agency could not independently verify the attack.', 'attack'],
    ['fr', 'L’agence n’a pas pu vérifier l’attaque.', 'attaque'],
    ['es', 'La agencia no pudo verificar el ataque.', 'ataque'],
  ] as const)
    it(text, () => {
      const claim = claimOf(text, language, word)
      expect(claim.factuality).toBe('Uu')
      expect(claim.basis).toBe('hearsay')
      expect(claim.marks.map((m) => m.kind)).toContain('evidential')
    })

  it('takes no claim from a refusal to comment but the refusal', () => {
    const claims = claimsOf('Officials declined to comment on the raid.', 'en')
    expect(claims.every((c) => c.basis === 'asserted')).toBe(true)
    expect(claims.some((c) => c.factuality === 'CT-')).toBe(true)
  })
})

const distances: [Language, string, string, string][] = [
  ['en', 'The clerk allegedly stole the funds.', 'stole', 'allegedly: evidential'],
  ['en', 'The clerk reportedly left the country.', 'left', 'reportedly: evidential'],
  ['fr', 'Le meurtre présumé a eu lieu mardi.', 'meurtre', 'présumé: evidential'],
  ['es', 'Al parecer, el cajero robó los fondos.', 'robó', 'Al parecer: evidential'],
  ['es', 'El cajero supuestamente robó los fondos.', 'robó', 'supuestamente: evidential'],
  ['es', 'El presunto robo ocurrió el martes.', 'robo', 'presunto: evidential'],
]

describe('distance marks', () => {
  for (const [language, text, word, mark] of distances)
    it(text, () => {
      const claim = claimOf(text, language, word)
      expect(marksOf(text, claim)).toContain(mark)
      expect(claim.basis).toBe('hearsay')
    })

  it('leaves a plain sentence alone', () => {
    for (const [language, text, word] of [
      ['en', 'The clerk stole the funds.', 'stole'],
      ['fr', 'Le meurtre a eu lieu mardi.', 'meurtre'],
      ['es', 'El robo ocurrió el martes.', 'robo'],
    ] as const) {
      const claim = claimOf(text, language, word)
      expect(claim.basis).toBe('asserted')
      expect(claim.marks).toEqual([])
    }
  })
})

const bands: [Language, string, string, string | undefined][] = [
  ['fr', 'Le pont a probablement cédé.', 'cédé', 'likely'],
  ['fr', 'Le pont a très probablement cédé.', 'cédé', 'very-likely'],
  ['fr', 'Le pont a peut-être cédé.', 'cédé', 'roughly-even'],
  ['en', 'The bridge almost certainly collapsed.', 'collapsed', 'almost-certain'],
  ['en', 'The bridge probably collapsed.', 'collapsed', 'likely'],
  ['es', 'El puente probablemente cedió.', 'cedió', 'likely'],
  ['es', 'El puente posiblemente cedió.', 'cedió', 'roughly-even'],
  // Confidence is not likelihood.
  ['en', 'The analysts say with moderate confidence that the bridge collapsed.', 'collapsed', undefined],
  ['fr', 'Le pont a cédé.', 'cédé', undefined],
]

const known = knownFailures(new URL('probability-known-failures.json', import.meta.url))

describe('probability words', () => {
  for (const [language, text, word, band] of bands)
    it(`${text} ${band}`, () => {
      const found = claimOf(text, language, word).probability
      known.held(`${text} ${band}`, () => expect(found).toBe(band))
    })
})

describe('why', () => {
  it('says in French why a conditional is hearsay', () => {
    const claim = claimOf('Le caissier aurait volé la recette.', 'fr', 'volé', true)
    expect(claim.why?.by).toBe('conditionals.hearsay')
    expect(claim.why?.sentence).toContain('Conditionnel sans condition ni discours rapporté au passé')
  })
  it('says in Spanish what denies', () => {
    expect(claimOf('El cajero no robó los fondos.', 'es', 'robó', true).why?.sentence).toBe('Negado («no»).')
  })
  it('is not there unless asked for', () => {
    expect(claimOf('El cajero no robó los fondos.', 'es', 'robó').why).toBeUndefined()
  })
})

describe('summary', () => {
  it('counts words by who vouches and names what to check, with its reason', () => {
    const text = 'Le pont a cédé. Le maire aurait reçu une enveloppe.'
    const analysis = testEngine().analyse({ text, language: 'fr' })
    expect(analysis.summary?.words?.['outlet']).toBe(4)
    expect(analysis.summary?.words?.['hearsay']).toBe(6)
    const checks = analysis.summary?.check ?? []
    expect(checks.length).toBe(1)
    expect(checks[0].reason).toContain('Conditionnel')
    const claim = analysis.claims.find((c) => c.id === checks[0].claim)
    expect(text.slice(...(claim?.predicate ?? [0, 0]))).toBe('reçu')
  })
  it('has nothing to check in a plain report', () => {
    const summary = testEngine().analyse({
      text: 'The bridge fell. Nobody was hurt.',
      language: 'en',
    }).summary
    expect(summary?.check).toEqual([])
    expect(summary?.words?.['outlet']).toBe(6)
  })
})

describe('hard input', () => {
  const languages: readonly Language[] = ['fr', 'en', 'es']
  it('keeps spans inside the text and the chain in order, whatever the text', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          'aurait',
          'said',
          'que',
          'no',
          'if',
          '“',
          '”',
          '«',
          '?',
          '.',
          ',',
          'serait',
          'podría',
          'not',
          'allegedly',
          '\n',
          '\ud800',
          'Le',
          'attack',
        ),
        fc.string({ maxLength: 6 }),
      ),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(pieces, fc.constantFrom(...languages), (list, language) => {
        const text = list.join(' ')
        if (text.trim() === '') return
        const ids = new Set<string>()
        for (const claim of claimsOf(text, language)) {
          for (const [start, end] of [claim.span, claim.predicate, ...claim.marks.map((m) => m.span)]) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(text.length)
          }
          expect(claim.chain[0].kind).toBe('outlet')
          expect(claim.basis === 'asserted').toBe(claim.chain.length === 1)
          expect(ids.has(claim.id)).toBe(false)
          ids.add(claim.id)
        }
      }),
      { numRuns: 60 },
    )
  })
})

/** A text, a word that predicates in it, and for whom its claim holds: the last of its chain. */
const held: [Language, string, string, string][] = [
  ['es', 'Se comprobó que el agua estaba contaminada.', 'contaminada', 'outlet'],
  ['fr', "Il a été prouvé que l'adjointe avait menti.", 'menti', 'outlet'],
  ['fr', "Il s'est avéré que le pont était fermé.", 'fermé', 'outlet'],
  ['en', 'It was shown that the dam had leaked.', 'leaked', 'outlet'],
  ['fr', '« Le pont est fermé », a confirmé la préfecture.', 'fermé', 'la préfecture'],
  [
    'fr',
    "Une policière accuse l'un de ses collègues de l'avoir blessée en juin.",
    'blessée',
    'Une policière',
  ],
  [
    'es',
    'De acuerdo con el informe el 3 de octubre de 2018, la mujer estaba en casa.',
    'estaba',
    'el informe',
  ],
  ['fr', "Selon le procureur lundi, l'homme est mort.", 'mort', 'le procureur'],
  [
    'es',
    'Interior vetará el ingreso solo si actúa de acuerdo con el departamento de Defensa.',
    'vetará',
    'outlet',
  ],
  [
    'en',
    'The suit was filed by ten people who claimed their rights were violated.',
    'violated',
    'ten people',
  ],
]

describe('who holds a claim', () => {
  it.each(held)('%s: %s (%s) %s', (language, text, word, holder) => {
    const { claims } = testEngine().analyse({ text, language })
    const at = text.indexOf(word)
    const last = claims.find(({ predicate }) => predicate[0] <= at && at < predicate[1])?.chain.at(-1)
    expect(last?.kind === 'outlet' ? 'outlet' : last?.name).toBe(holder)
  })
})
