import type { Explanations } from '../../engine/language-words.ts'

/** Why something was found, in sentences: `{cue}` stands for the cue's words. */
export const explanations: Explanations = {
  attribution: {
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
}
