import type { Attribution, Language, Why } from '../analysis.ts'
import type { Draft } from './draft.ts'
import type { View } from './view.ts'

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    model: 'The cue “{cue}” introduces words or thoughts; the passage fits it best.',
    phrase: 'The phrase “{cue}” introduces the source of the clause.',
    inverted: 'A quotation, then “{cue}” and its speaker.',
    'as-clause': 'A clause with “{cue}” names the source of the rest of the sentence.',
    'no-comment': '“{cue}” and a word for comment: the source says nothing.',
    unverified: 'Somebody could not verify it: “{cue}”.',
    colon: 'A verb, “{cue}”, a colon and a quotation.',
    quotation: 'A quotation that fills its paragraph belongs to the last speaker.',
    headline: 'In a headline, a name and a colon introduce its words.',
  },
  es: {
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
  fr: {
    model:
      'L’expression « {cue} » introduit des paroles ou des pensées ; le passage est celui qui lui convient le mieux.',
    phrase: 'La locution « {cue} » introduit la source de la phrase.',
    'as-clause': 'Une proposition avec « {cue} » nomme la source du reste de la phrase.',
    inverted: 'Une citation, puis « {cue} » et celui qui parle.',
    'no-comment': '« {cue} » et un mot pour commentaire : la source ne dit rien.',
    unverified: 'Quelqu’un n’a pas pu le vérifier : « {cue} ».',
    colon: 'Un verbe, « {cue} », deux-points et une citation.',
    quotation: 'Une citation qui occupe son paragraphe revient au dernier qui a parlé.',
    headline: 'Dans un titre, un nom suivi de deux-points introduit ses paroles.',
  },
}

/** Why an attribution was found: its rule or model, the score over the threshold (0 to 1), the cue, and a sentence. */
export function explanation(view: View, draft: Draft, attribution: Attribution): Why {
  const cue = attribution.cue.map((span) => view.document.slice(span)).join(' … ')
  const why: Why = {
    by: draft.by === 'model' ? 'model:attribution' : `rule:${draft.by}`,
    sentence: (words[view.language][draft.by] ?? words[view.language].model).replace('{cue}', () => cue),
  }
  if (attribution.cue.length > 0) why.spans = attribution.cue
  if (draft.by === 'model')
    why.score = draft.score > 0 ? Math.round((1000 * draft.score) / (draft.score + 200)) / 1000 : 0
  return why
}
