import type { ConditionalForm, Modality } from '../../engine/factuality/language.ts'

const ending = /^(.+r)ía(?:s|mos|is|n)?$/
const irregular =
  /(?:podr|habr|tendr|vendr|saldr|pondr|querr|sabr|cabr|valdr|^har|deshar|rehar|satisfar|dir)$/
const nouns =
  /(?:^mar|^secretar|^subsecretar|^comisar|^notar|penitenciar|^var|^contrar|desvar|dur|quir|lotr|mayor|minor|teor|categor|autor|auditor|asesor)$/
// Imperfects of -rer and -rir verbs, and nouns in -ería.
const imperfects =
  /(?:quer|[ein]fer|sfer|nfer|^her|adher|diger|inger|suger|oquer|rquer|librer|tonter|panader)$/
const verbs = /(?:^s|v|deb|cre|le|cog|met|com|beb|vend|tem|ra|ca|ec|oc|nc|hac|end|ond|mov|omp|erd|ced|teg)er$/

/** Whether a Spanish form is a conditional by its ending; "maybe" where nouns and imperfects look the same. */
export function conditionalForm(form: string): ConditionalForm {
  const found = ending.exec(form.toLowerCase())
  if (!found) return 'no'
  const stem = found[1]
  if (irregular.test(stem)) return 'sure'
  if (nouns.test(stem) || imperfects.test(stem)) return 'no'
  if (/[ai]r$/.test(stem)) return 'sure'
  if (!/er$/.test(stem)) return 'no'
  return verbs.test(stem) ? 'sure' : 'maybe'
}

/** The modality of a modal verb's conditional, by its form. */
export function conditionalModal(form: string): Modality | undefined {
  if (/^podr/i.test(form)) return 'may'
  return /^deber/i.test(form) ? 'must' : undefined
}

/** Whether a form is of a past tense by its ending, for verbs whose tense the tagger left open. */
export function pastForm(form: string): boolean {
  return /(?:[^aeiou]é|ó|aron|ieron|aba|aban|ían?|ábamos|íamos|imos|amos)$/.test(form.toLowerCase())
}
