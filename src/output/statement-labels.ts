import type { EventStatus, Language } from '../contract/analysis.ts'
import type { RelationAspect, SituationDifference, StatementCollapseReason } from '../contract/situation.ts'
import type { NewsKind } from '../situation/new-since.ts'

/** Every word that Selon itself says of statements, in the language that most of the reports are in. */
export interface StatementLabels {
  statements: string
  /** How many origins say it, never how true it is. */
  origins: (count: number) => string
  reports: (count: number) => string
  collapses: Record<StatementCollapseReason, (other: string) => string>
  statuses: Record<EventStatus, string>
  history: string
  conflicts: string
  denials: string
  denies: string
  against: string
  aspects: Record<RelationAspect, string>
  confirmations: string
  figures: string
  units: Record<string, string>
  atLeast: (value: string) => string
  differences: string
  differenceKinds: Record<SituationDifference['kind'], string>
  rest: string
  only: (count: number) => string
  missing: string
  surer: string
  source: string
  newSince: (date: string) => string
  nothingNew: string
  news: Record<NewsKind, string>
  more: (count: number) => string
  counts: (statements: number, conflicts: number, unread: number) => string
}

const english: StatementLabels = {
  statements: 'Statements that several reports have',
  origins: (count) => (count === 1 ? 'one origin' : `${count} independent origins`),
  reports: (count) => (count === 1 ? 'one report' : `${count} reports`),
  collapses: {
    copy: (other) => `shares its text with ${other}`,
    credit: (other) => `credits ${other}`,
    outlet: (other) => `the same outlet as ${other}`,
    relay: (other) => `has it from ${other}`,
    'same-source': (other) => `names the same source as ${other}`,
    'other-source': (other) => `gives it to another source: ${other}`,
    'less-certain': (other) => `leaves it open: ${other}`,
    'not-shown': (other) => `not shown to rest on anything else than ${other}`,
  },
  statuses: {
    occurred: 'said to have happened',
    ongoing: 'said to go on',
    planned: 'planned',
    possible: 'possible',
    denied: 'denied',
    hypothetical: 'hypothetical',
  },
  history: 'How it moved',
  conflicts: 'Conflicts',
  denials: 'Denials',
  denies: 'denies',
  against: 'against',
  aspects: {
    number: 'number',
    place: 'place',
    time: 'time',
    actor: 'who did it',
    negation: 'the opposite',
    certainty: 'certainty',
    attribution: 'source',
    decision: 'whether it is decided',
    quotation: 'words quoted',
  },
  confirmations: 'Also said, independently',
  figures: 'Figures',
  units: {
    killed: 'killed',
    injured: 'injured',
    missing: 'missing',
    arrested: 'arrested',
    displaced: 'displaced',
  },
  atLeast: (value) => `at least ${value}`,
  differences: 'On what reports differ',
  differenceKinds: { quotation: 'words of a quotation', speaker: 'speaker', title: 'title', date: 'date' },
  rest: 'Each report against the others',
  only: (count) => `${count} ${count === 1 ? 'statement' : 'statements'} that only it has`,
  missing: 'leaves out',
  surer: 'surer than its source',
  source: 'its source',
  newSince: (date) => `New since ${date}`,
  nothingNew: 'nothing that was not said before',
  news: {
    said: 'first said',
    status: 'moved',
    confirmed: 'also said by another origin',
    denied: 'denied',
    conflict: 'contradicted',
    figure: 'another figure',
  },
  more: (count) => `and ${count} more`,
  counts: (statements, conflicts, unread) =>
    `${statements} ${statements === 1 ? 'statement' : 'statements'}, ${conflicts} ${conflicts === 1 ? 'conflict' : 'conflicts'}, ${unread} not read`,
}

const french: StatementLabels = {
  statements: 'Ce que plusieurs articles disent',
  origins: (count) => (count === 1 ? 'une origine' : `${count} origines indépendantes`),
  reports: (count) => (count === 1 ? 'un article' : `${count} articles`),
  collapses: {
    copy: (other) => `partage son texte avec ${other}`,
    credit: (other) => `se dit d’après ${other}`,
    outlet: (other) => `même média que ${other}`,
    relay: (other) => `le tient de ${other}`,
    'same-source': (other) => `nomme la même source que ${other}`,
    'other-source': (other) => `l’attribue à une autre source : ${other}`,
    'less-certain': (other) => `le laisse ouvert : ${other}`,
    'not-shown': (other) => `rien ne montre une autre origine que celle de ${other}`,
  },
  statuses: {
    occurred: 'donné pour accompli',
    ongoing: 'donné pour en cours',
    planned: 'prévu',
    possible: 'possible',
    denied: 'démenti',
    hypothetical: 'hypothétique',
  },
  history: 'Évolution',
  conflicts: 'Contradictions',
  denials: 'Démentis',
  denies: 'dément',
  against: 'contre',
  aspects: {
    number: 'nombre',
    place: 'lieu',
    time: 'date',
    actor: 'auteur',
    negation: 'le contraire',
    certainty: 'certitude',
    attribution: 'source',
    decision: 'décidé ou non',
    quotation: 'mots cités',
  },
  confirmations: 'Dit aussi, indépendamment',
  figures: 'Chiffres',
  units: {
    killed: 'morts',
    injured: 'blessés',
    missing: 'disparus',
    arrested: 'arrêtés',
    displaced: 'déplacés',
  },
  atLeast: (value) => `au moins ${value}`,
  differences: 'Ce sur quoi les articles diffèrent',
  differenceKinds: {
    quotation: 'mots d’une citation',
    speaker: 'auteur des propos',
    title: 'titre ou fonction',
    date: 'date',
  },
  rest: 'Chaque article face aux autres',
  only: (count) => `${count} ${count < 2 ? 'affirmation' : 'affirmations'} que lui seul a`,
  missing: 'omet',
  surer: 'plus sûr que sa source',
  source: 'sa source',
  newSince: (date) => `Nouveau depuis le ${date}`,
  nothingNew: 'rien qui n’ait été dit avant',
  news: {
    said: 'dit pour la première fois',
    status: 'a évolué',
    confirmed: 'dit aussi par une autre origine',
    denied: 'démenti',
    conflict: 'contredit',
    figure: 'autre chiffre',
  },
  more: (count) => `et ${count} de plus`,
  counts: (statements, conflicts, unread) =>
    `${statements} ${statements < 2 ? 'affirmation' : 'affirmations'}, ${conflicts} ${conflicts < 2 ? 'contradiction' : 'contradictions'}, ${unread} non ${unread < 2 ? 'lu' : 'lus'}`,
}

const spanish: StatementLabels = {
  statements: 'Lo que dicen varias noticias',
  origins: (count) => (count === 1 ? 'un origen' : `${count} orígenes independientes`),
  reports: (count) => (count === 1 ? 'una noticia' : `${count} noticias`),
  collapses: {
    copy: (other) => `comparte su texto con ${other}`,
    credit: (other) => `cita como fuente del texto a ${other}`,
    outlet: (other) => `el mismo medio que ${other}`,
    relay: (other) => `lo toma de ${other}`,
    'same-source': (other) => `nombra la misma fuente que ${other}`,
    'other-source': (other) => `lo atribuye a otra fuente: ${other}`,
    'less-certain': (other) => `lo deja abierto: ${other}`,
    'not-shown': (other) => `nada muestra otro origen que el de ${other}`,
  },
  statuses: {
    occurred: 'dado por ocurrido',
    ongoing: 'dado por en curso',
    planned: 'previsto',
    possible: 'posible',
    denied: 'desmentido',
    hypothetical: 'hipotético',
  },
  history: 'Cómo cambió',
  conflicts: 'Contradicciones',
  denials: 'Desmentidos',
  denies: 'desmiente',
  against: 'frente a',
  aspects: {
    number: 'número',
    place: 'lugar',
    time: 'fecha',
    actor: 'autor',
    negation: 'lo contrario',
    certainty: 'certeza',
    attribution: 'fuente',
    decision: 'decidido o no',
    quotation: 'palabras citadas',
  },
  confirmations: 'Dicho también, de forma independiente',
  figures: 'Cifras',
  units: {
    killed: 'muertos',
    injured: 'heridos',
    missing: 'desaparecidos',
    arrested: 'detenidos',
    displaced: 'desplazados',
  },
  atLeast: (value) => `al menos ${value}`,
  differences: 'En qué difieren las noticias',
  differenceKinds: {
    quotation: 'palabras de una cita',
    speaker: 'quién lo dijo',
    title: 'cargo',
    date: 'fecha',
  },
  rest: 'Cada noticia frente a las demás',
  only: (count) => `${count} ${count === 1 ? 'afirmación' : 'afirmaciones'} que solo ella tiene`,
  missing: 'omite',
  surer: 'más segura que su fuente',
  source: 'su fuente',
  newSince: (date) => `Nuevo desde ${date}`,
  nothingNew: 'nada que no se hubiera dicho antes',
  news: {
    said: 'dicho por primera vez',
    status: 'cambió',
    confirmed: 'dicho también por otro origen',
    denied: 'desmentido',
    conflict: 'contradicho',
    figure: 'otra cifra',
  },
  more: (count) => `y ${count} más`,
  counts: (statements, conflicts, unread) =>
    `${statements} ${statements === 1 ? 'afirmación' : 'afirmaciones'}, ${conflicts} ${conflicts === 1 ? 'contradicción' : 'contradicciones'}, ${unread} sin leer`,
}

/** The words of a language. */
export function statementLabelsFor(language: Language): StatementLabels {
  return { fr: french, en: english, es: spanish }[language]
}
