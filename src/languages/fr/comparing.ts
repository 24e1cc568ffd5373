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
  pronouns: new Set(
    'je tu il elle on nous vous ils elles moi toi lui soi eux j t l d qu c ce ca cela ceci celui celle ceux celles ci la le les leur leurs un une des de du mien mienne sien sienne siens siennes notres votres quelqu quelque quelques uns unes certain certaine certains certaines plusieurs beaucoup bien peu tous tout toute toutes chacun chacune aucun aucune nul nulle personne rien autre autres autrui meme memes qui que quoi dont lequel laquelle lesquels lesquelles auquel duquel ici premier premiere premiers premieres second seconde dernier derniere derniers dernieres ces cet cette deux'.split(
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
    denying:
      /(?<!\p{L})(?:d[ée]m(?:ent|entent|enti\p{L}*|entait)|ni(?:e|es|ent|é|ée|er|ait|aient|ant)|contest\p{L}+|récus\p{L}+|rejet\p{L}+|réfut\p{L}+|exclu(?:t|ent|e|es)?|écart(?:e|ent|é|ée|er|ait)|balai(?:e|é)\p{L}*|dénonc\p{L}+|faux|fausses?|faussement|mensong\p{L}+|infond[ée]\p{L}*|sans fondement|inexact\p{L}*|invent(?:é|ée|és|ées|ion|ions)|canulars?|dément(?:i|is)?|contrairement)(?!\p{L})/u,
    denier:
      /^(?:faux|fausses?|mensong(?:er|ère)s?|infondée?s?|d[ée]m(?:ent|entent|enti\p{L}*|entait)|ni(?:e|es|ent|é|er|ait|aient|ant)|contest(?:e|ent|é|er|ait)|récus(?:e|ent|é|er)|rejet(?:te|tent|é|er)|réfut(?:e|ent|é|er))(?!\p{L})/u,
    false: /^(?:faux|fausses?|mensong(?:er|ère)s?|infondée?s?)(?!\p{L})/u,
    undergone: /(?<!\p{L})(?:est|sont|était|étaient|fut|furent|été|être) (?:\p{L}+ )?$/u,
    accusing:
      /(?<!\p{L})(?:accus\p{L}+|imput\p{L}+|reproch\p{L}+|incrimin\p{L}+|mis(?:e|es)? en cause|met(?:tent)? en cause|responsab\p{L}+|coupab\p{L}+|attribu\p{L}+|(?:la|de) faute|blâm\p{L}+|pointe du doigt)(?!\p{L})/u,
    contrary: /(?<!\p{L})(?:contrairement|à l['’]inverse de ce que)(?!\p{L})/u,
    countering:
      /(?<!\p{L})(?:rétorqu\p{L}+|répliqu\p{L}+|ripost\p{L}+|objecte(?:nt)?|objecté|jure(?:nt)?|juré|prétend\p{L}*|martel\p{L}+|protest\p{L}+|s['’]en t(?:ient|iennent)|se défend\p{L}*)(?!\p{L})/u,
    contrasting:
      /(?<!\p{L})(?:mais|cependant|toutefois|pourtant|alors qu[e'’]|tandis qu[e'’]|au contraire|en revanche|de (?:son|leur) côté|à l['’]inverse)(?!\p{L})/u,
    singling:
      /(?<!\p{L})(?:c['’](?:est|était|étaient) [^.;]{2,60} qui|ce (?:sont|furent) [^.;]{2,60} qui|(?:tiré|ouvert le feu|frappé|attaqué) (?:en premier|les? premi(?:er|ère)s?|la première))(?!\p{L})/u,
    reversing: /^ (?:contre|sans)(?= )/,
  },
  ahead:
    /(?<!\p{L})(?:attendu(?:e|es|s)?|prévu(?:e|es|s)?|programmée?s?|doi(?:t|vent)|dev(?:ait|aient|ra|ront)|va|vont|all(?:ait|aient)|compt(?:e|ent|ait|aient)|envisag\p{L}+|prév(?:oi[et]|oient|oyai(?:t|ent))|projet(?:te|tent|ait|aient)|étudi(?:e|ent|ait|aient)|prépar(?:e|ent|ait|aient)|s['’]apprêt\p{L}+|sur le point)(?!\p{L})/u,
  decision: {
    none: /(?:aucune décision|avant toute décision|pas (?:encore )?(?:été )?(?:de décision|décidée?s?|tranchée?s?|arrêtée?s?)|décisions?[^.;]{0,80}n['’](?:a|ont|est|avait|avaient) (?:pas|jamais)[^.;]{0,20}(?:prises?|arrêtées?)|rien n['’](?:est|était|a été) (?:encore )?(?:décidé|tranché|arrêté)|n['’](?:a|ont|avait) (?:pas|rien) (?:encore )?(?:décidé|tranché|arrêté))/u,
    taken:
      /(?<!\p{L})(?:ordonn(?:e|é|ée|ait)|décid(?:e|é|ée|ait)|décisions?|approuv(?:e|é|ée)|valid(?:e|é|ée)|autoris(?:e|é|ée)|donné (?:son|le) feu vert|arrêtée?|tranché)(?!\p{L})/u,
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
    nouns: [
      'journal',
      'quotidien',
      'hebdomadaire',
      'magazine',
      'agence',
      'radio',
      'station',
      'chaîne',
      'télévision',
      'média',
      'tabloïd',
    ],
    definite: ['le', 'la', "l['’]", 'ce', 'cet', 'cette'],
    indefinite: ['une?'],
    relative: ['qui', 'que', 'dont'],
    having: [
      'cit(?:e|ent|ant|ée?s?)',
      'selon',
      "d['’]après",
      'à en croire',
      'de source',
      'rapport(?:e|ent|é|ée|és|ées|ait)',
      'révél(?:e|ent|é|ée|és|ées|ait)',
      'dévoil(?:e|ent|é|ée|és|ées)',
      'publi(?:e|ent|é|ée|és|ées|ait)',
      'ébruité(?:e|s|es)?',
      'annoncé(?:e|s|es)?',
      'affirm(?:e|ent|é|ait)',
      'indiqu(?:e|ent|é|ait)',
      'écri(?:t|vait|vent)',
      'raconté?',
      'confié',
      'déclaré',
      'dit',
      'relayé(?:e|s|es)?',
      'repris(?:e|es)? (?:par|de)',
      'interrog(?:é|ée|és|ées) par',
      'obtenu(?:e|s|es)? par',
      'consulté(?:e|s|es)? par',
      's’est procuré',
      "s'est procuré",
      'informations? d(?:e|u)',
      'maintient',
    ],
    own: [
      'notre (?:journal|rédaction|reporter|correspondante?|envoyée? spéciale?|micro|antenne|quotidien|agence|photographe|journaliste)',
      'nos (?:reporters|confrères|correspondants|envoyés spéciaux|journalistes)',
      '(?:à|devant|par) nous',
      'nous a(?:-t-(?:il|elle))?(?: [a-zé]+)? (?:dit|confié|déclaré|expliqué|raconté)',
      'sollicitée?s? par nos soins',
      'joint(?:e|s|es)? par (?:nos|notre)',
    ],
    release: ['communiqué de presse', 'communiqué', 'contact(?:s)? presse', 'pour diffusion immédiate'],
  },
}
