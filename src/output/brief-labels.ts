import type { Language } from '../contract/analysis.ts'
import type { BriefLine } from '../contract/situation.ts'

/** The words of frame of a brief, in the language of the reader. */
export interface BriefLabels {
  title: string
  via: (outlets: string) => string
  certainties: Record<BriefLine['certainty'], string>
  /** "five reports, one origin". */
  restsOn: (reports: number, origins: number, areShown: boolean) => string
  denied: string
  differs: string
  /** "La Tribune prints it as fact." */
  asFact: (outlets: string, several: boolean) => string
  /** Names of counts by their unit; others are shown by the reports' own word. */
  units: Readonly<Record<string, string>>
  atLeast: (value: string) => string
  atMost: (value: string) => string
  between: (low: string, high: string) => string
  /** What parts thousands. */
  thousands: string
  decimal: string
  and: string
  quoted: (words: string) => string
}

const english: BriefLabels = {
  title: 'In brief',
  via: (outlets) => `via ${outlets}`,
  certainties: { stated: '', hedged: 'Hedged.', planned: 'Planned.', denied: 'Said not to be so.' },
  restsOn: (reports, origins, areShown) =>
    `${reports === 1 ? 'One report' : `${reports} reports`}, ${
      areShown ? (origins === 1 ? 'one origin' : `${origins} origins`) : 'origins not shown'
    }.`,
  denied: 'Denied by',
  differs: 'Differs:',
  asFact: (outlets, several) => `${outlets} ${several ? 'print' : 'prints'} it as fact.`,
  units: {
    killed: 'Dead',
    injured: 'Injured',
    missing: 'Missing',
    rescued: 'Rescued',
    arrested: 'Arrested',
    displaced: 'Displaced',
    sick: 'Sick',
  },
  atLeast: (value) => `at least ${value}`,
  atMost: (value) => `at most ${value}`,
  between: (low, high) => `${low} to ${high}`,
  thousands: ',',
  decimal: '.',
  and: 'and',
  quoted: (words) => `“${words}”`,
}

const french: BriefLabels = {
  title: 'En bref',
  via: (outlets) => `par ${outlets}`,
  certainties: {
    stated: '',
    hedged: 'Avec réserve.',
    planned: 'Prévu.',
    denied: 'Dit qu’il n’en est rien.',
  },
  restsOn: (reports, origins, areShown) =>
    `${reports === 1 ? 'Un article' : `${reports} articles`}, ${
      areShown ? (origins === 1 ? 'une origine' : `${origins} origines`) : 'origines non montrées'
    }.`,
  denied: 'Démenti par',
  differs: 'En désaccord :',
  asFact: (outlets, several) => `${outlets} ${several ? 'le donnent' : 'le donne'} pour un fait.`,
  units: {
    killed: 'Morts',
    injured: 'Blessés',
    missing: 'Disparus',
    rescued: 'Secourus',
    arrested: 'Arrêtés',
    displaced: 'Déplacés',
    sick: 'Malades',
  },
  atLeast: (value) => `au moins ${value}`,
  atMost: (value) => `au plus ${value}`,
  between: (low, high) => `de ${low} à ${high}`,
  thousands: '\u202f',
  decimal: ',',
  and: 'et',
  quoted: (words) => `« ${words} »`,
}

const spanish: BriefLabels = {
  title: 'En breve',
  via: (outlets) => `por ${outlets}`,
  certainties: {
    stated: '',
    hedged: 'Con reserva.',
    planned: 'Previsto.',
    denied: 'Dice que no es así.',
  },
  restsOn: (reports, origins, areShown) =>
    `${reports === 1 ? 'Un artículo' : `${reports} artículos`}, ${
      areShown ? (origins === 1 ? 'un origen' : `${origins} orígenes`) : 'orígenes no mostrados'
    }.`,
  denied: 'Desmentido por',
  differs: 'En desacuerdo:',
  asFact: (outlets, several) => `${outlets} ${several ? 'lo dan' : 'lo da'} por hecho.`,
  units: {
    killed: 'Muertos',
    injured: 'Heridos',
    missing: 'Desaparecidos',
    rescued: 'Rescatados',
    arrested: 'Detenidos',
    displaced: 'Desplazados',
    sick: 'Enfermos',
  },
  atLeast: (value) => `al menos ${value}`,
  atMost: (value) => `como mucho ${value}`,
  between: (low, high) => `de ${low} a ${high}`,
  thousands: '.',
  decimal: ',',
  and: 'y',
  quoted: (words) => `«${words}»`,
}

const all: Record<Language, BriefLabels> = { fr: french, en: english, es: spanish }

/** The words of frame of a brief in a language. */
export const briefLabelsFor = (language: Language): BriefLabels => all[language]
