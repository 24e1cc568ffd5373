import { describe, expect, it } from 'vitest'
import type { Analysis, Language } from '../../src/contract/analysis.ts'
import { everyPredicate } from '../../src/situation/words/every-predicate.ts'
import { testEngine } from '../support.ts'

/** A text, a word that predicates within a clause, whether it is a claim all the same, and the verb of its clause. */
const cases: [Language, string, string, 'claim' | 'predicate', string][] = [
  ['fr', 'La fermeture du pont de Velmar a surpris les habitants.', 'fermeture', 'predicate', 'surpris'],
  ['fr', 'Le maire a annoncé la démolition de la halle.', 'démolition', 'predicate', 'annoncé'],
  ['fr', 'Le préfet est parvenu à convaincre les grévistes.', 'convaincre', 'predicate', 'parvenu'],
  ['fr', 'Le préfet a refusé de signer le décret.', 'signer', 'claim', 'refusé'],
  ['fr', 'Le meurtre présumé a surpris Velmar mardi.', 'meurtre', 'claim', 'surpris'],
  ['fr', "Le gouvernement n'a pas réussi à vendre le port.", 'vendre', 'claim', 'réussi'],
  ['es', 'El cierre del puente de Velmar sorprendió a los vecinos.', 'cierre', 'predicate', 'sorprendió'],
  ['es', 'El alcalde anunció la demolición del mercado.', 'demolición', 'predicate', 'anunció'],
  ['es', 'El gobernador consiguió convencer a los huelguistas.', 'convencer', 'predicate', 'consiguió'],
  ['es', 'El gobernador se negó a firmar el decreto.', 'firmar', 'claim', 'negó'],
  ['es', 'El presunto robo ocurrió el martes en Velmar.', 'robo', 'claim', 'ocurrió'],
  ['es', 'El gobierno no logró vender el puerto.', 'vender', 'claim', 'logró'],
  ['en', 'The arrest of the banker shocked the town.', 'arrest', 'predicate', 'shocked'],
  ['en', 'The governor managed to convince the strikers.', 'convince', 'predicate', 'managed'],
  ['en', 'The governor refused to sign the decree.', 'sign', 'claim', 'refused'],
  ['en', 'The government failed to sell the harbour.', 'sell', 'claim', 'failed'],
  ['fr', 'Le syndicat a menacé de bloquer le port.', 'bloquer', 'predicate', 'menacé'],
  ['fr', 'La maire est accusée de corruption.', 'corruption', 'claim', 'accusée'],
  ['es', 'El sindicato amenazó con bloquear el puerto.', 'bloquear', 'predicate', 'amenazó'],
  ['es', 'La alcaldesa está imputada por fraude.', 'fraude', 'claim', 'imputada'],
  ['en', 'The union threatened to block the harbour.', 'block', 'predicate', 'threatened'],
  ['en', 'The mayor is charged with fraud.', 'fraud', 'claim', 'charged'],
  ['fr', 'Le manque de soutien a surpris le maire.', 'soutien', 'predicate', 'surpris'],
  ['fr', "Le préfet n'a pas voulu vendre le port.", 'vendre', 'claim', 'voulu'],
  ['es', 'La falta de apoyo sorprendió al alcalde.', 'apoyo', 'predicate', 'sorprendió'],
  ['es', 'La negativa a firmar sorprendió a Velmar.', 'firmar', 'predicate', 'sorprendió'],
  ['en', 'The lack of support surprised the mayor.', 'support', 'predicate', 'surprised'],
]

const at = (analysis: Analysis, word: string) => {
  const start = analysis.report.text.indexOf(word)
  return ({ predicate }: Analysis['claims'][number]) =>
    predicate[0] <= start && start + word.length <= predicate[1]
}

describe('what predicates within a clause', () => {
  it.each(cases)('%s: %s [%s] %s', (language, text, word, kind, verb) => {
    const analysis = testEngine().analyse({ text, language })
    const found = everyPredicate(analysis).find(at(analysis, word))
    expect(found?.rank).toBe('nominal')
    expect(analysis.claims.includes(found!) ? 'claim' : 'predicate').toBe(kind)
    expect(found?.within).toBe(analysis.claims.find(at(analysis, verb))?.id)
  })

  it.each<[Language, string]>([
    ['fr', 'Arrestation du banquier à Velmar.'],
    ['es', 'Detención del banquero en Velmar.'],
    ['en', 'Arrest of the banker in Velmar.'],
  ])('%s: the topmost noun speaks for a sentence without a clause: %s', (language, text) => {
    const { claims, predicates } = testEngine().analyse({ text, language })
    expect(claims.map(({ predicate }) => predicate[0])).toEqual([0])
    expect(predicates).toEqual([])
  })

  it.each<[Language, string]>([
    ['fr', 'La police a mené une arrestation. Une frappe sur Velmar a fait 12 morts, selon le maire.'],
    ['es', 'La policía llevó a cabo una detención. Un ataque en Velmar dejó 12 muertos, según el alcalde.'],
    ['en', 'Police made an arrest. A strike on Velmar killed 12 people, the mayor said.'],
  ])('%s: events and figures refer to claims: %s', (language, text) => {
    const analysis = testEngine().analyse({ text, language })
    const ids = new Set(analysis.claims.map(({ id }) => id))
    expect(analysis.events.length).toBeGreaterThan(0)
    for (const { claims } of analysis.events) for (const id of claims) expect(ids).toContain(id)
    for (const { claim } of analysis.quantities ?? []) if (claim) expect(ids).toContain(claim)
    for (const { within } of everyPredicate(analysis)) if (within) expect(ids).toContain(within)
    const every = everyPredicate(analysis).map(({ id }) => id)
    expect(new Set(every).size).toBe(every.length)
  })
})
