import type { Explanations } from '../../engine/language-words.ts'

/** Why something was found, in sentences: `{cue}` stands for the cue's words. */
export const explanations: Explanations = {
  attribution: {
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
