import { describe, expect, it } from 'vitest'
import type { Language, MarkKind } from '../../src/contract/analysis.ts'
import { conditionalForm as es } from '../../src/languages/es/conditional-forms.ts'
import { conditionalForm as fr } from '../../src/languages/fr/conditional-forms.ts'
import { testEngine } from '../support.ts'

const uses: readonly MarkKind[] = ['hearsay-conditional', 'hypothetical-conditional', 'future-in-past']

/** The use marked on the conditional `form`, or "none". */
function useOf(text: string, language: Language, form: string): string {
  const at = text.indexOf(form)
  for (const claim of testEngine().analyse({ text, language }).claims)
    for (const mark of claim.marks)
      if (uses.includes(mark.kind) && mark.span[0] < at + form.length && at < mark.span[1]) return mark.kind
  return 'none'
}

const cases: [Language, string, string, string][] = [
  ['fr', 'Selon le journal, le banquier aurait quitté le pays mardi.', 'aurait', 'hearsay-conditional'],
  ['fr', 'Le suspect aurait caché le butin dans une grange.', 'aurait', 'hearsay-conditional'],
  [
    'fr',
    'Trois ouvriers auraient été blessés dans l’explosion, selon la radio.',
    'auraient',
    'hearsay-conditional',
  ],
  ['fr', 'Si le pont cédait, la ville serait coupée en deux.', 'serait', 'hypothetical-conditional'],
  ['fr', 'Sans cette digue, la vallée aurait été inondée.', 'aurait', 'hypothetical-conditional'],
  [
    'fr',
    'En cas de grève, les écoles resteraient fermées et les cours seraient perdus.',
    'resteraient',
    'hypothetical-conditional',
  ],
  ['fr', 'La maire a annoncé que la piscine rouvrirait en juin.', 'rouvrirait', 'future-in-past'],
  ['fr', 'Le ministre avait promis que les impôts baisseraient.', 'baisseraient', 'future-in-past'],
  ['fr', 'La réforme devrait être votée en mars.', 'devrait', 'none'],
  ['fr', 'Le procès pourrait durer deux mois.', 'pourrait', 'none'],
  ['fr', 'Le portrait du roi et le retrait des troupes ont occupé la séance.', 'retrait', 'none'],
  ['fr', 'Il ouvrait la porte quand le maire entrait.', 'ouvrait', 'none'],
  ['fr', 'Une femme qui serait la gérante du bar a été entendue.', 'serait', 'hearsay-conditional'],
  ['es', 'De haber llovido menos, el valle no se habría inundado.', 'habría', 'hypothetical-conditional'],
  ['es', 'Habría firmado también el tesorero.', 'Habría', 'hearsay-conditional'],
  ['es', 'Según el diario, el banquero habría huido del país el martes.', 'habría', 'hearsay-conditional'],
  ['es', 'El sospechoso habría escondido el botín en un granero.', 'habría', 'hearsay-conditional'],
  ['es', 'Si el puente cediera, la ciudad quedaría aislada.', 'quedaría', 'hypothetical-conditional'],
  ['es', 'Si hubiera llovido menos, el valle no se habría inundado.', 'habría', 'hypothetical-conditional'],
  ['es', 'La alcaldesa anunció que la piscina reabriría en junio.', 'reabriría', 'future-in-past'],
  ['es', 'El ministro dijo que los impuestos bajarían.', 'bajarían', 'future-in-past'],
  ['es', 'La reforma debería aprobarse en marzo.', 'debería', 'none'],
  ['es', 'El juicio podría durar dos meses.', 'podría', 'none'],
  ['es', 'La mayoría de los vecinos compró lotería en la cafetería.', 'mayoría', 'none'],
]

describe('uses of the conditional', () => {
  for (const [language, text, form, use] of cases)
    it(`${text} [${form}] ${use}`, () => {
      expect(useOf(text, language, form)).toBe(use)
    })
})

describe('forms of the conditional', () => {
  for (const form of [
    'aurait',
    'seraient',
    'pourrions',
    'signerait',
    'entrerait',
    'partirait',
    'clarifierait',
    'vendraient',
    'conclurait',
  ])
    it(`fr: ${form} is one`, () => expect(fr(form)).toBe('sure'))
  for (const form of [
    'retrait',
    'portrait',
    'ouvrait',
    'tirait',
    'montraient',
    'entrait',
    'frais',
    'espérait',
    'attrait',
    'inspirait',
    'durait',
  ])
    it(`fr: ${form} is none`, () => expect(fr(form)).toBe('no'))
  for (const form of [
    'habría',
    'podrían',
    'sería',
    'firmaría',
    'encontraría',
    'partirían',
    'tendríamos',
    'cedería',
    'diría',
  ])
    it(`es: ${form} is one`, () => expect(es(form)).toBe('sure'))
  for (const form of [
    'mayoría',
    'quería',
    'corrían',
    'secretaría',
    'refería',
    'teoría',
    'varía',
    'fría',
    'adquiría',
  ])
    it(`es: ${form} is none`, () => expect(es(form)).toBe('no'))
})
