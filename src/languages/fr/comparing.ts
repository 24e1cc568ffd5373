import type { ComparingWords } from '../../engine/comparing-words.ts'
import { lines as frequencies } from './document-frequencies.lexicon.ts'

/** What the language has no such words for. */
const never = /(?!)/

/** The French words by which claims of several reports are compared. */
export const comparing: ComparingWords = {
  frequencies,
  light: new Set(
    'a ai as ont avons avez avait avaient aura auront aurait auraient eu avoir est sont etait etaient sera seront serait seraient ete etre fait fais font faire faisait faisaient fera feront ferait feraient faite faits faites pris prise prend prendre donne donner mis mise met mettre rend rendre rendu rendue rendus rendent devenu peut peuvent pourra pourront pourrait pourraient devra devront doit doivent devrait devraient va vont aller allait venir vient y il elle ils elles on ce cela cette ces son sa ses leur leurs deja encore aussi alors ainsi toutefois cependant entre selon apres avant depuis'.split(
      ' ',
    ),
  ),
  percent: ['pour cent'],
  certainty: {
    goingTo: /(?<!\p{L})vont? [\p{L}']+r(?!\p{L})/u,
    open: /^(?:si|s'|s’)(?!\p{L})/u,
    noDoubt: /(?<!\p{L})(?:aucun|nul|sans) doute(?!\p{L})/u,
    noSubject: /^(?:aucune?|nul(?:le)?|personne|rien)(?!\p{L})[^,;]{0,60}(?<!\p{L})n(?:e|'|’)/u,
    noObject: never,
  },
  nouns: {
    prepositions: [
      'dans',
      'de',
      'du',
      'des',
      'à',
      'au',
      'aux',
      'sur',
      'après',
      'avant',
      'pendant',
      'contre',
      'pour',
      'par',
      'avec',
      'lors',
      'en',
    ],
    determiners: [
      'le',
      'la',
      'les',
      "l'",
      'l’',
      'un',
      'une',
      'des',
      'son',
      'sa',
      'ses',
      'leur',
      'leurs',
      'cette',
      'ce',
      'ces',
    ],
    partitives: ['de', 'du', 'de la'],
    before: /(?<!\p{L})(?:le|la|les|un|une|son|sa|ses|leurs?) (?:\p{L}+ )?$/iu,
    nameEndings: ['ie', 'e', 'es'],
    demonyms: ['i?ennes?', 'i?ens?', 'aises?', 'ais', 'oises?', 'ois', 'ie', 'es', 'e', 's'],
  },
  denial: {
    words:
      /^(?:n['’e]?|ne|pas|jamais|aucune?|nul(?:le)?|personne|rien|ni|non|plus|d[ée]m(?:ent|enti)\p{L}*|ni(?:e|es|ent|é|er|ait)|r[ée]fut\p{L}*)(?!\p{L})/u,
    reversing: /^ (?:contre|sans)(?= )/,
  },
  passive: / par | été | est | sont | fut | furent /,
  finite: /^(?:ont?|a|est|sont|avait|avaient|était|étaient)(?!\p{L})/u,
  titles: {
    words: 'm mme mmes mlle dr colonel general capitaine pape roi reine prince princesse'.split(' '),
    former: /(?<!\p{L})(?:anciens?|anciennes?|ex)(?!\p{L})/u,
    deputy: /(?<!\p{L})(?:vice|adjointe?|déléguée?)(?!\p{L})/u,
    acting: /(?<!\p{L})(?:par intérim|intérimaire)(?!\p{L})/u,
    complement: never,
    headLast: false,
  },
  outlets: {
    kinds: ['agence', 'presse', 'le', 'la', 'les', 'l', 'de'],
    citing: ['citant', 'cités? par', 'citées? par', 'selon', "d['’]après", 'rapport(?:é|e)', 'révél(?:é|e)'],
    with: ['avec', '[Ss]ource ?:?', "d'après", 'via'],
    source: ['[Ss]ources?'],
    and: 'et',
  },
}
