import type { ConditionalForm } from '../../factuality/lexicon.ts'

/** English has no conditional mood: "would" is a modal verb. */
export function conditionalForm(_form: string): ConditionalForm {
  return 'no'
}
