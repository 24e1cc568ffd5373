import type { ReasonSentences } from '../../engine/factuality/language.ts'

/** Why a claim is as sure as it is, in sentences: `{words}` stands for the words that decide, `{holder}` for who says it. */
export const reasonSentences: ReasonSentences = {
  asserted: 'El medio lo afirma en nombre propio.',
  attributed: 'Referido según {holder}.',
  'hearsay-conditional':
    'Condicional sin condición ni discurso referido en pasado: información no verificada («{words}»).',
  'hypothetical-conditional': 'Condicional que depende de una condición, expresa o no («{words}»).',
  'future-in-past': 'Condicional de discurso referido: futuro visto desde el pasado («{words}»).',
  distance: 'El texto guarda distancia sin decir quién lo afirma («{words}»).',
  'scare-quotes': 'Entre comillas y sin fuente: el texto guarda distancia («{words}»).',
  negation: 'Negado («{words}»).',
  modal: 'Presentado como posible o esperado («{words}»).',
  hedge: 'Debilitado por «{words}».',
  future: 'Por venir («{words}»).',
  condition: 'Depende de una condición («{words}»).',
  question: 'Planteado como pregunta.',
  governor: 'Depende de «{words}».',
  unverified: 'El texto dice que no está verificado («{words}»).',
  model: 'Grado de certeza estimado por el modelo.',
  'check-hearsay': 'Condicional de rumor, sin fuente expresa: conviene comprobarlo con una fuente directa.',
  'check-distance': 'El texto guarda distancia («{words}») sin decir de dónde viene la información.',
  'check-anonymous': 'Se apoya en una fuente anónima ({holder}).',
  'check-relay': 'De segunda mano: según {holder}.',
  'check-group': 'Atribuido a un grupo sin nombre ({holder}).',
  'check-unverified': 'El propio texto señala que no está verificado («{words}»).',
  'check-denied': 'Disputado: {holder} lo niega.',
}
