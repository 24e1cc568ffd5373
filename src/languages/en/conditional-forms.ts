import type { ConditionalForm, Modality } from '../../engine/factuality/language.ts'

/** English has no conditional mood: "would" is a modal verb. */
export function conditionalForm(_form: string): ConditionalForm {
  return 'no'
}

/** English has none. */
export function conditionalModal(_form: string): Modality | undefined {
  return undefined
}

/** The tagger tells English tenses. */
export function pastForm(_form: string): boolean {
  return false
}
