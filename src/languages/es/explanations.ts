import type { Explanations } from '../../engine/language-words.ts'

/** Why something was found, in sentences: `{cue}` stands for the cue's words. */
export const explanations: Explanations = {
  attribution: {
    model:
      'La expresión «{cue}» introduce palabras o pensamientos; el pasaje es el que mejor le corresponde.',
    phrase: 'La locución «{cue}» introduce la fuente de la frase.',
    'as-clause': 'Una oración con «{cue}» nombra la fuente del resto de la frase.',
    inverted: 'Una cita, y tras ella «{cue}» y quien la dice.',
    'no-comment': '«{cue}» y una palabra para comentario: la fuente no dice nada.',
    unverified: 'Alguien no pudo verificarlo: «{cue}».',
    colon: 'Un verbo, «{cue}», dos puntos y una cita.',
    quotation: 'Una cita que ocupa su párrafo es del último en hablar.',
    headline: 'En un titular, un nombre y dos puntos introducen sus palabras.',
  },
}
