import type { Language } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import type { SituationList } from '../situation/situation.ts'

const names: Record<Language, Record<SituationList, string>> = {
  fr: {
    reports: 'articles',
    unread: 'entrées non lues',
    stories: 'affaires',
    origins: 'origines',
    collapses: 'raisons de regroupement',
    copies: 'reprises de texte',
    relays: 'affirmations reprises d’un autre média',
    lostHedges: 'réserves perdues',
    statements: 'énoncés',
    relations: 'relations',
    figures: 'chiffres',
    differences: 'différences',
    rest: 'articles face au reste',
    brief: 'lignes « En bref »',
  },
  en: {
    reports: 'reports',
    unread: 'unread inputs',
    stories: 'stories',
    origins: 'origins',
    collapses: 'reasons for sharing an origin',
    copies: 'copies',
    relays: 'relayed claims',
    lostHedges: 'lost hedges',
    statements: 'statements',
    relations: 'relations',
    figures: 'figures',
    differences: 'differences',
    rest: 'reports against the rest',
    brief: 'lines of briefs',
  },
  es: {
    reports: 'artículos',
    unread: 'entradas no leídas',
    stories: 'asuntos',
    origins: 'orígenes',
    collapses: 'razones de agrupación',
    copies: 'copias de texto',
    relays: 'afirmaciones tomadas de otro medio',
    lostHedges: 'reservas perdidas',
    statements: 'enunciados',
    relations: 'relaciones',
    figures: 'cifras',
    differences: 'diferencias',
    rest: 'artículos frente al resto',
    brief: 'líneas «En breve»',
  },
}
const sentences: Record<Language, (lists: string) => string> = {
  fr: (lists) => `Trop pour tout montrer ; laissé de côté : ${lists}.`,
  en: (lists) => `Too much to show it all; left out: ${lists}.`,
  es: (lists) => `Demasiado para mostrarlo todo; se ha omitido: ${lists}.`,
}

/** What a Situation leaves out of its lists, in one sentence; undefined where nothing is. */
export function leftOutOf({ leftOut }: Situation, language: Language): string | undefined {
  const lists = Object.entries(leftOut ?? {}) as [SituationList, number][]
  if (lists.length === 0) return undefined
  return sentences[language](lists.map(([list, count]) => `${count} ${names[language][list]}`).join(', '))
}
