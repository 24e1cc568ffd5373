import type { Language } from '../../src/contract/analysis.ts'

/** One sentence made of a mark of certainty and a plain deed, and how its deed is to be valued. */
export interface Contrast {
  language: Language
  text: string
  /** The word that predicates; its last occurrence is meant. */
  predicate: string
  /** As the last holder presents it. */
  factuality: string
  /** As the outlet presents it. */
  outletFactuality: string
}

/** A deed told plainly and denied, for each of the words about its number; moods as the marks ask for them. */
interface Deed {
  numbers: readonly string[]
  /** Forms of the clause by name, with `#` for the counted subject. */
  forms: Readonly<Record<string, string>>
  predicate: string
}

/** A mark: the sentence with `{form}` for the deed's clause, and the values of the deed: its holder's and the outlet's. */
type Mark = readonly [sentence: string, factuality: string, outletFactuality?: string]

const turned: Readonly<Record<string, string>> = {
  'CT+': 'CT-',
  'PR+': 'PR-',
  'PS+': 'PS-',
  'CT-': 'CT+',
  'PR-': 'PR+',
  'PS-': 'PS+',
  Uu: 'Uu',
}

const deeds: Readonly<Record<Language, Deed>> = {
  fr: {
    numbers: [
      'dix',
      'au moins dix',
      'plus de dix',
      'moins de dix',
      'pas moins de dix',
      'près de dix',
      'une dizaine de',
    ],
    forms: {
      so: '# maisons ont été détruites',
      'not so': "# maisons n'ont pas été détruites",
      be: '# maisons aient été détruites',
      'not be': "# maisons n'aient pas été détruites",
    },
    predicate: 'détruites',
  },
  en: {
    numbers: [
      'ten',
      'at least ten',
      'more than ten',
      'fewer than ten',
      'no fewer than ten',
      'nearly ten',
      'up to ten',
    ],
    forms: { so: '# houses were destroyed', 'not so': '# houses were not destroyed' },
    predicate: 'destroyed',
  },
  es: {
    numbers: [
      'diez',
      'al menos diez',
      'más de diez',
      'menos de diez',
      'no menos de diez',
      'casi diez',
      'hasta diez',
    ],
    forms: {
      so: '# casas fueron destruidas',
      'not so': '# casas no fueron destruidas',
      be: '# casas hayan sido destruidas',
      'not be': '# casas no hayan sido destruidas',
    },
    predicate: 'destruid',
  },
}

/** Marks that hold for the deed as it stands: each is also tried on the deed denied, which turns the value. */
const marks: Readonly<Record<Language, readonly Mark[]>> = {
  fr: [
    ['{so}.', 'CT+'],
    // hedges: first, in the middle (below), last
    ['Peut-être que {so}.', 'PS+'],
    ['Apparemment, {so}.', 'PR+'],
    ['{so}, apparemment.', 'PR+'],
    ['Il est possible que {be}.', 'PS+'],
    ['Il est probable que {be}.', 'PR+'],
    ['Il est certain que {so}.', 'CT+'],
    // not so
    ['Il est faux que {be}.', 'CT-'],
    ["C'est un mensonge que {be}.", 'CT-'],
    ["Il n'est pas vrai que {be}.", 'CT-'],
    ['Il est vrai que {so}.', 'CT+'],
    ["Il n'est pas faux que {so}.", 'CT+'],
    ["L'idée que {so} est fausse.", 'CT-'],
    // open
    ["Il n'est pas certain que {be}.", 'Uu'],
    ["Il n'y a aucune preuve que {so}.", 'Uu'],
    ["Aucune preuve n'a été trouvée que {so}.", 'Uu'],
    ["Rien n'indique que {so}.", 'Uu'],
    ["La préfète n'a pas confirmé que {so}.", 'Uu'],
    ['La préfète a refusé de confirmer que {so}.', 'Uu'],
    ["L'enquête n'a pas établi que {so}.", 'Uu'],
    ['Si {so}, la préfète démissionnera.', 'Uu'],
    // said, denied, doubted
    ['La préfète a dit que {so}.', 'CT+', 'Uu'],
    ['La préfète a nié que {be}.', 'CT-', 'Uu'],
    ["La préfète n'a pas nié que {so}.", 'Uu'],
    ['{so}, selon la préfète.', 'CT+', 'Uu'],
    ['Selon la préfète, {so}.', 'CT+', 'Uu'],
    ['{so}, a déclaré la préfète.', 'CT+', 'Uu'],
    // rumour
    ['Selon la rumeur, {so}.', 'CT+', 'Uu'],
    ['Le bruit court que {so}.', 'CT+', 'Uu'],
    ['La presse évoque des rumeurs selon lesquelles {so}.', 'CT+', 'Uu'],
  ],
  en: [
    ['{so}.', 'CT+'],
    ['Perhaps {so}.', 'PS+'],
    ['Apparently, {so}.', 'PR+'],
    ['{so}, apparently.', 'PR+'],
    ['It is possible that {so}.', 'PS+'],
    ['It is likely that {so}.', 'PR+'],
    ['It is certain that {so}.', 'CT+'],
    ['It is false that {so}.', 'CT-'],
    ['It is a lie that {so}.', 'CT-'],
    ['It is not true that {so}.', 'CT-'],
    ['It is true that {so}.', 'CT+'],
    ['It is not false that {so}.', 'CT+'],
    ['The rumour that {so} is false.', 'CT-'],
    ['It is not certain that {so}.', 'Uu'],
    ['There is no evidence that {so}.', 'Uu'],
    ['No evidence has been found that {so}.', 'Uu'],
    ['Nothing suggests that {so}.', 'Uu'],
    ['The mayor has not confirmed that {so}.', 'Uu'],
    ['The mayor declined to confirm that {so}.', 'Uu'],
    ['The inquiry has not established that {so}.', 'Uu'],
    ['If {so}, the mayor will resign.', 'Uu'],
    ['The mayor said that {so}.', 'CT+', 'Uu'],
    ['The mayor denied that {so}.', 'CT-', 'Uu'],
    ['The mayor did not deny that {so}.', 'Uu'],
    ['{so}, according to the mayor.', 'CT+', 'Uu'],
    ['According to the mayor, {so}.', 'CT+', 'Uu'],
    ['{so}, the mayor said.', 'CT+', 'Uu'],
    ['Reportedly, {so}.', 'CT+', 'Uu'],
    ['{so}, reportedly.', 'CT+', 'Uu'],
    ['There are rumours that {so}.', 'CT+', 'Uu'],
  ],
  es: [
    ['{so}.', 'CT+'],
    ['Quizás {so}.', 'PS+'],
    ['Aparentemente, {so}.', 'PR+'],
    ['{so}, aparentemente.', 'PR+'],
    ['Es posible que {be}.', 'PS+'],
    ['Es probable que {be}.', 'PR+'],
    ['Es seguro que {so}.', 'CT+'],
    ['Es falso que {be}.', 'CT-'],
    ['Es mentira que {be}.', 'CT-'],
    ['No es verdad que {be}.', 'CT-'],
    ['Es verdad que {so}.', 'CT+'],
    ['No es falso que {so}.', 'CT+'],
    ['El rumor de que {so} es falso.', 'CT-'],
    ['No es seguro que {be}.', 'Uu'],
    ['No hay pruebas de que {be}.', 'Uu'],
    ['No se han hallado pruebas de que {be}.', 'Uu'],
    ['Nada indica que {be}.', 'Uu'],
    ['La alcaldesa no ha confirmado que {be}.', 'Uu'],
    ['La alcaldesa se negó a confirmar que {be}.', 'Uu'],
    ['La investigación no ha establecido que {be}.', 'Uu'],
    ['Si {so}, la alcaldesa dimitirá.', 'Uu'],
    ['La alcaldesa dijo que {so}.', 'CT+', 'Uu'],
    ['La alcaldesa negó que {be}.', 'CT-', 'Uu'],
    ['La alcaldesa no negó que {be}.', 'Uu'],
    ['{so}, según la alcaldesa.', 'CT+', 'Uu'],
    ['Según la alcaldesa, {so}.', 'CT+', 'Uu'],
    ['{so}, dijo la alcaldesa.', 'CT+', 'Uu'],
    ['Según rumores, {so}.', 'CT+', 'Uu'],
    ['Corre el rumor de que {so}.', 'CT+', 'Uu'],
    ['Circulan rumores de que {so}.', 'CT+', 'Uu'],
  ],
}

/** Marks in the middle of the clause, which have forms of their own; `#` is the counted subject or object. */
const inside: Readonly<Record<Language, readonly (readonly [string, string, string, string?])[]>> = {
  fr: [
    ['# maisons ont peut-être été détruites.', 'détruites', 'PS+'],
    ["# maisons n'ont peut-être pas été détruites.", 'détruites', 'PS-'],
    ['# maisons ont probablement été détruites.', 'détruites', 'PR+'],
    ["# maisons n'ont probablement pas été détruites.", 'détruites', 'PR-'],
    ['# maisons auraient été détruites.', 'détruites', 'CT+', 'Uu'],
    ["# maisons n'auraient pas été détruites.", 'détruites', 'CT-', 'Uu'],
    ['Auraient été détruites # maisons.', 'détruites', 'CT+', 'Uu'],
    ['# maisons seront détruites.', 'détruites', 'PR+'],
    ["# maisons n'ont jamais été détruites.", 'détruites', 'CT-'],
    ["L'armée est accusée d'avoir détruit # maisons.", 'détruit', 'PS+', 'Uu'],
    ["L'armée n'est pas accusée d'avoir détruit # maisons.", 'détruit', 'Uu'],
    ["L'armée est soupçonnée d'avoir détruit # maisons.", 'détruit', 'PS+', 'Uu'],
    ["L'armée a refusé de détruire # maisons.", 'détruire', 'CT-', 'Uu'],
    ["L'armée a tenté de détruire # maisons.", 'détruire', 'PS+'],
    ["L'armée est partie sans détruire # maisons.", 'détruire', 'CT-'],
    ["L'armée veut détruire # maisons.", 'détruire', 'PS+', 'Uu'],
    ["L'armée a détruit # maisons, sans doute.", 'détruit', 'PR+'],
  ],
  en: [
    ['# houses may have been destroyed.', 'destroyed', 'PS+'],
    ['# houses may not have been destroyed.', 'destroyed', 'PS-'],
    ['# houses were probably destroyed.', 'destroyed', 'PR+'],
    ['# houses were probably not destroyed.', 'destroyed', 'PR-'],
    ['# houses were reportedly destroyed.', 'destroyed', 'CT+', 'Uu'],
    ['# houses were reportedly not destroyed.', 'destroyed', 'CT-', 'Uu'],
    ['# houses were allegedly destroyed.', 'destroyed', 'CT+', 'Uu'],
    ['# houses were never destroyed.', 'destroyed', 'CT-'],
    ['The army is accused of destroying # houses.', 'destroying', 'PS+', 'Uu'],
    ['The army is not accused of destroying # houses.', 'destroying', 'Uu'],
    ['The army is suspected of destroying # houses.', 'destroying', 'PS+', 'Uu'],
    ['The army refused to destroy # houses.', 'destroy', 'CT-', 'Uu'],
    ['The army left without destroying # houses.', 'destroying', 'CT-'],
    ['The army destroyed # houses, probably.', 'destroyed', 'PR+'],
  ],
  es: [
    ['# casas fueron quizás destruidas.', 'destruidas', 'PS+'],
    ['# casas fueron probablemente destruidas.', 'destruidas', 'PR+'],
    ['# casas probablemente no fueron destruidas.', 'destruidas', 'PR-'],
    ['# casas habrían sido destruidas.', 'destruidas', 'CT+', 'Uu'],
    ['# casas no habrían sido destruidas.', 'destruidas', 'CT-', 'Uu'],
    ['Habrían sido destruidas # casas.', 'destruidas', 'CT+', 'Uu'],
    ['# casas fueron presuntamente destruidas.', 'destruidas', 'CT+', 'Uu'],
    ['# casas serán destruidas.', 'destruidas', 'PR+'],
    ['# casas nunca fueron destruidas.', 'destruidas', 'CT-'],
    ['El ejército está acusado de haber destruido # casas.', 'destruido', 'PS+', 'Uu'],
    ['El ejército no está acusado de haber destruido # casas.', 'destruido', 'Uu'],
    ['El ejército se negó a destruir # casas.', 'destruir', 'CT-', 'Uu'],
    ['El ejército intentó destruir # casas.', 'destruir', 'PS+'],
    ['El ejército se marchó sin destruir # casas.', 'destruir', 'CT-'],
    ['El ejército quiere destruir # casas.', 'destruir', 'PS+', 'Uu'],
    ['El ejército destruyó # casas, probablemente.', 'destruyó', 'PR+'],
  ],
}

/** "de au moins", "que une": words that meet are written as the language writes them. */
function write(language: Language, text: string): string {
  const joined = language === 'fr' ? text.replace(/\b([Qq]u|[Ll]orsqu)e (?=[aeiouh])/g, "$1'") : text
  const counted = language === 'fr' ? joined.replace(/dizaine de(?! maisons)/g, 'dizaine') : joined
  return counted.charAt(0).toUpperCase() + counted.slice(1)
}

/** All rows: every mark with the deed told and denied, and with each word about its number. */
export function contrasts(): Contrast[] {
  const rows: Contrast[] = []
  for (const language of ['fr', 'en', 'es'] as const) {
    const { numbers, forms, predicate } = deeds[language]
    for (const number of numbers) {
      for (const [sentence, factuality, outletFactuality = factuality] of marks[language])
        for (const denied of [false, true]) {
          const text = sentence.replace(
            /\{(\w+)\}/,
            (_, form: string) => forms[denied ? `not ${form}` : form],
          )
          rows.push({
            language,
            text: write(language, text.replace('#', number)),
            predicate,
            factuality: denied ? turned[factuality] : factuality,
            outletFactuality: denied ? turned[outletFactuality] : outletFactuality,
          })
        }
      for (const [sentence, word, factuality, outletFactuality = factuality] of inside[language])
        rows.push({
          language,
          text: write(language, sentence.replace('#', number)),
          predicate: word,
          factuality,
          outletFactuality,
        })
    }
  }
  return rows
}
