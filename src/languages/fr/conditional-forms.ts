import type { ConditionalForm, Modality } from '../../engine/factuality/language.ts'

const ending = /^(.+r)(?:ais|ait|ions|iez|aient)$/
// Stems of the future: infinitives, and the irregular ones. What is not among them is an imperfect (ouvrait, tirait)
// or no verb (retrait, portrait).
const regular =
  /(?:er|dr|(?:dev|cev|suiv|viv|pleuv|mouv)r|(?:mett|batt|aît|oît)r|uir|oir|ompr|vaincr|plair|^tair)$/
const irregular =
  /^(?:.*(?:pourr|courr|mourr|querr)|aur|saur|(?:re|entre|en|ren|pré)?verr|.*clur|fer|refer|satisfer|ir|(?:re|inter|par|sur|con|pré|de|pro)?viendr|.*tiendr|voudr|vaudr|faudr|ser)$/
const imperfects =
  /(?:^|[a-zéè])(?:cadr|effondr|engendr|poudr)$|(?:^|re|at|é|sou)tir$|(?:^|ad)mir$|(?:^|cha|dé)vir$|(?:spir|expir|soupir|désir|déchir|empir|étir)$|^cir$|^foir$/

/** Whether a French form is a conditional by its ending: "aurait", "signerait"; not "ouvrait", "retrait". */
export function conditionalForm(form: string): ConditionalForm {
  const found = ending.exec(form.toLowerCase())
  if (!found) return 'no'
  const stem = found[1]
  if (imperfects.test(stem)) return 'no'
  if (regular.test(stem) || irregular.test(stem) || /(?:[^aeiouyéè]|[aou])ir$/.test(stem)) return 'sure'
  return 'no'
}

/** The modality of a modal verb's conditional, by its form. */
export function conditionalModal(form: string): Modality | undefined {
  if (/^pourr/i.test(form)) return 'may'
  return /^(?:dev|faud)r/i.test(form) ? 'must' : undefined
}

/** Whether a form is of a past tense by its ending, for verbs whose tense the tagger left open; never here. */
export function pastForm(_form: string): boolean {
  return false
}
