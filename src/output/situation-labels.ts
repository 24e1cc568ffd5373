import type { Language } from '../contract/analysis.ts'
import type { SituationCollapse, SituationCopy } from '../contract/situation.ts'

/** Every word that Selon itself says of a situation, in the language that most of the reports are in. */
export interface SituationLabels {
  /** "Nine reports, six origins": what it rests on. */
  restsOn: (reports: number, origins: number) => string
  stories: string
  story: (reports: number, origins: number) => string
  reports: string
  origins: string
  copies: string
  relays: string
  lostHedges: string
  unread: string
  copyKinds: Record<SituationCopy['kind'], string>
  /** "67 % of the first, 99 % of the second". */
  shares: (ofOriginal: number, ofCopy: number) => string
  unordered: string
  reasons: Record<SituationCollapse['reason'], (other: string) => string>
  citedOnly: string
  credits: (names: string) => string
  relayed: (through: string) => string
  longest: string
  more: (count: number) => string
  alone: string
  notice: string
}

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

const french: SituationLabels = {
  restsOn: (reports, origins) =>
    `${reports < 2 ? `${reports} article` : `${reports} articles`}, ${origins < 2 ? `${origins} origine` : `${origins} origines`}`,
  stories: 'Affaires',
  story: (reports, origins) =>
    `${plural(reports, 'article', 'articles')}, ${plural(origins, 'origine', 'origines')}`,
  reports: 'Articles',
  origins: 'Origines',
  copies: 'Reprises de texte',
  relays: 'Affirmations reprises d’un autre média',
  lostHedges: 'Réserves perdues en route',
  unread: 'Non lu',
  copyKinds: {
    exact: 'même texte',
    cut: 'repris avec coupes',
    rewrite: 'réécrit en partie',
    translation: 'traduit',
  },
  shares: (ofOriginal, ofCopy) => `${ofOriginal} % du premier, ${ofCopy} % du second`,
  unordered: 'ordre inconnu',
  reasons: {
    copy: (other) => `partage son texte avec ${other}`,
    credit: (other) => `se dit d’après ${other}`,
    outlet: (other) => `même média : ${other}`,
  },
  citedOnly: 'seulement cité : aucun de ses articles n’est ici',
  credits: (names) => `d’après ${names}`,
  relayed: (through) => `par ${through}`,
  longest: 'passage commun le plus long',
  more: (count) => `et ${count} de plus`,
  alone: 'ne partage rien avec les autres',
  notice:
    'Des articles qui ont une même origine comptent pour un. Selon ne dit jamais ce qui est vrai : il dit qui tient quoi de qui. Deux origines distinctes peuvent avoir une source commune qu’aucun texte ne montre.',
}

const english: SituationLabels = {
  restsOn: (reports, origins) =>
    `${plural(reports, 'report', 'reports')}, ${plural(origins, 'origin', 'origins')}`,
  stories: 'Stories',
  story: (reports, origins) =>
    `${plural(reports, 'report', 'reports')}, ${plural(origins, 'origin', 'origins')}`,
  reports: 'Reports',
  origins: 'Origins',
  copies: 'Shared text',
  relays: 'Claims relayed from another outlet',
  lostHedges: 'Reserve lost on the way',
  unread: 'Not read',
  copyKinds: {
    exact: 'the same text',
    cut: 'reprinted with cuts',
    rewrite: 'rewritten in part',
    translation: 'translated',
  },
  shares: (ofOriginal, ofCopy) => `${ofOriginal} % of the first, ${ofCopy} % of the second`,
  unordered: 'order unknown',
  reasons: {
    copy: (other) => `shares its text with ${other}`,
    credit: (other) => `credits ${other}`,
    outlet: (other) => `the same outlet: ${other}`,
  },
  citedOnly: 'only cited: none of its reports is here',
  credits: (names) => `crediting ${names}`,
  relayed: (through) => `through ${through}`,
  longest: 'longest shared passage',
  more: (count) => `and ${count} more`,
  alone: 'shares nothing with the others',
  notice:
    'Reports that have one origin count as one. Selon never says what is true: it says who has what from whom. Two distinct origins may have a source in common that no text shows.',
}

const spanish: SituationLabels = {
  restsOn: (reports, origins) =>
    `${plural(reports, 'noticia', 'noticias')}, ${plural(origins, 'origen', 'orígenes')}`,
  stories: 'Asuntos',
  story: (reports, origins) =>
    `${plural(reports, 'noticia', 'noticias')}, ${plural(origins, 'origen', 'orígenes')}`,
  reports: 'Noticias',
  origins: 'Orígenes',
  copies: 'Texto compartido',
  relays: 'Afirmaciones tomadas de otro medio',
  lostHedges: 'Reservas perdidas por el camino',
  unread: 'No leído',
  copyKinds: {
    exact: 'el mismo texto',
    cut: 'reproducido con cortes',
    rewrite: 'reescrito en parte',
    translation: 'traducido',
  },
  shares: (ofOriginal, ofCopy) => `${ofOriginal} % del primero, ${ofCopy} % del segundo`,
  unordered: 'orden desconocido',
  reasons: {
    copy: (other) => `comparte su texto con ${other}`,
    credit: (other) => `cita como fuente del texto a ${other}`,
    outlet: (other) => `el mismo medio: ${other}`,
  },
  citedOnly: 'solo citado: ninguna de sus noticias está aquí',
  credits: (names) => `con texto de ${names}`,
  relayed: (through) => `a través de ${through}`,
  longest: 'pasaje común más largo',
  more: (count) => `y ${count} más`,
  alone: 'no comparte nada con las demás',
  notice:
    'Las noticias que tienen un mismo origen cuentan como una. Selon nunca dice qué es verdad: dice quién sabe qué por quién. Dos orígenes distintos pueden tener una fuente común que ningún texto muestra.',
}

/** The words of a language. */
export function situationLabelsFor(language: Language): SituationLabels {
  return { fr: french, en: english, es: spanish }[language]
}
