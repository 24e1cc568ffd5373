import type {
  Act,
  EntityType,
  EventStatus,
  EventType,
  Factuality,
  Language,
  MarkKind,
  Probability,
  Reader,
  SourceKind,
} from '../contract/analysis.ts'
import type { Doubt } from './doubt.ts'

/** Every word that Selon itself says of a report, in the report's language. */
export interface Labels {
  languageNames: Readonly<Record<Language, string>>
  words: (count: number) => string
  whoSpeaks: string
  whoSaysWhat: string
  ownVoice: string
  hearsay: string
  actors: string
  who: string
  /** Columns of the table of actors. */
  actorColumns: {
    name: string
    type: string
    role: string
    mentions: string
    speaks: string
    actsOn: string
    actedOnBy: string
  }
  entityTypes: Record<EntityType, string>
  places: string
  times: string
  figures: string
  check: string
  through: string
  noSource: string
  /** Said of an attribution that is not sure, where it stands, and what the sign means. */
  doubts: Record<Doubt, string>
  doubtful: (count: number) => string
  readBy: Record<Reader, string>
  outlet: string
  unplaced: string
  namelessSources: (count: number) => string
  /** Words of the dossier alone. */
  chain: string
  certainty: string
  outletCertainty: string
  cue: string
  reason: string
  marksTitle: string
  close: string
  skip: string
  reports: string
  mapOf: (count: number) => string
  graph: string
  more: (count: number) => string
  undated: string
  notice: string
  sourceKinds: Record<SourceKind, string>
  voices: Record<string, string>
  factuality: Record<Factuality, string>
  status: Record<EventStatus, string>
  eventTypes: Record<EventType, string>
  marks: Record<MarkKind, string>
  acts: Record<Act, string>
  probability: Record<Probability, string>
  months: readonly string[]
  date: (day: number, month: string, year: number) => string
}

const french: Labels = {
  languageNames: { fr: 'français', en: 'anglais', es: 'espagnol' },
  words: (count) => `${count} mot${count > 1 ? 's' : ''}`,
  whoSpeaks: 'Qui parle',
  whoSaysWhat: 'Qui dit quoi',
  ownVoice: 'Affirmé par le journal lui-même',
  hearsay: 'Ouï-dire : le journal garde ses distances, sans dire de qui il le tient',
  actors: 'Qui fait quoi à qui',
  who: 'Acteurs',
  actorColumns: {
    name: 'nom',
    type: 'type',
    role: 'fonction',
    mentions: 'mentions',
    speaks: 'source',
    actsOn: 'agit sur',
    actedOnBy: 'subit de',
  },
  entityTypes: {
    person: 'personne',
    organization: 'organisation',
    place: 'lieu',
    group: 'groupe',
    facility: 'installation',
    product: 'produit',
    law: 'texte de loi',
    event: 'événement',
    other: 'autre',
  },
  places: 'Lieux',
  times: 'Dates',
  figures: 'Chiffres',
  check: 'À vérifier d’abord',
  through: 'par',
  noSource: 'source non exprimée',
  doubts: {
    unlikely: 'douteux : plus souvent faux que juste dans de tels cas',
    'one-reader': 'vu par un seul des deux lecteurs de Selon',
  },
  doubtful: (count) =>
    count === 1
      ? '? : un passage dont l’attribution est à relire'
      : `? : ${count} passages dont l’attribution est à relire`,
  readBy: { fast: 'lecture rapide', careful: 'lecture attentive' },
  outlet: 'le journal',
  unplaced: 'non localisé',
  namelessSources: (count) =>
    count === 0
      ? 'aucune source anonyme'
      : `${count} source${count > 1 ? 's' : ''} anonyme${count > 1 ? 's' : ''}`,
  chain: 'Qui répond de ce passage',
  certainty: 'Certitude',
  outletCertainty: 'Pour le journal',
  cue: 'Introduit par',
  reason: 'Pourquoi',
  marksTitle: 'Mots qui décident',
  close: 'Fermer',
  skip: 'Aller au texte',
  reports: 'Articles',
  mapOf: (count) => `Carte de ${count} lieu${count > 1 ? 'x' : ''}`,
  graph: 'Qui agit sur qui',
  more: (count) => `${count} de plus`,
  undated: 'sans date précise',
  notice:
    'Selon ne dit jamais ce qui est vrai : il dit qui le dit. Analyse automatique, faite sur cette machine ; chaque élément renvoie au passage exact.',
  sourceKinds: {
    named: 'nommée',
    anonymous: 'anonyme',
    group: 'collective',
    document: 'document',
    media: 'média',
    unstated: 'non exprimée',
  },
  voices: {
    outlet: 'en propre',
    hearsay: 'ouï-dire',
    named: 'sources nommées',
    anonymous: 'sources anonymes',
    group: 'groupes',
    document: 'documents',
    media: 'autres médias',
    unstated: 'source non exprimée',
  },
  factuality: {
    'CT+': 'certain',
    'PR+': 'probable',
    'PS+': 'possible',
    'CT-': 'certainement pas',
    'PR-': 'probablement pas',
    'PS-': 'peut-être pas',
    CTu: 'certain, sens inconnu',
    Uu: 'indéterminé',
  },
  status: {
    occurred: 'a eu lieu',
    ongoing: 'en cours',
    planned: 'prévu',
    possible: 'possible',
    denied: 'démenti',
    hypothetical: 'hypothétique',
  },
  eventTypes: {
    AGREE: 'accord',
    CONSULT: 'consultation',
    SUPPORT: 'soutien',
    CONCEDE: 'concession',
    COOPERATE: 'coopération',
    AID: 'aide',
    RETREAT: 'retrait',
    REQUEST: 'demande',
    ACCUSE: 'accusation',
    REJECT: 'refus',
    THREATEN: 'menace',
    PROTEST: 'protestation',
    SANCTION: 'sanction',
    MOBILIZE: 'mobilisation',
    COERCE: 'contrainte',
    ASSAULT: 'attaque',
    OTHER: 'autre',
  },
  marks: {
    'hearsay-conditional': 'conditionnel journalistique',
    'hypothetical-conditional': 'conditionnel d’hypothèse',
    'future-in-past': 'futur dans le passé',
    modal: 'modal',
    hedge: 'atténuation',
    negation: 'négation',
    future: 'futur',
    condition: 'condition',
    question: 'question',
    evidential: 'marque de distance',
    intensifier: 'insistance',
  },
  acts: {
    say: 'dit',
    claim: 'soutient',
    confirm: 'confirme',
    deny: 'nie',
    admit: 'reconnaît',
    accuse: 'accuse',
    promise: 'promet',
    threaten: 'menace',
    demand: 'exige',
    advise: 'conseille',
    warn: 'avertit',
    believe: 'croit',
    doubt: 'doute',
    fear: 'craint',
    hope: 'espère',
    intend: 'entend',
    decide: 'décide',
    refuse: 'refuse',
    ask: 'demande',
    know: 'sait',
    show: 'montre',
    'decline-comment': 'ne commente pas',
    unverified: 'non vérifié',
    other: 'autre',
  },
  probability: {
    'almost-certain': 'presque certain',
    'very-likely': 'très probable',
    likely: 'probable',
    'roughly-even': 'une chance sur deux',
    unlikely: 'peu probable',
    'very-unlikely': 'très peu probable',
    remote: 'presque exclu',
  },
  months: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  date: (day, month, year) => `${day === 1 ? '1er' : day} ${month} ${year}`,
}

const english: Labels = {
  languageNames: { fr: 'French', en: 'English', es: 'Spanish' },
  words: (count) => `${count} word${count === 1 ? '' : 's'}`,
  whoSpeaks: 'Who speaks',
  whoSaysWhat: 'Who says what',
  ownVoice: 'In the outlet’s own voice',
  hearsay: 'Hearsay: the outlet keeps its distance without saying from whom',
  actors: 'Who did what to whom',
  who: 'Actors',
  actorColumns: {
    name: 'name',
    type: 'type',
    role: 'role',
    mentions: 'mentions',
    speaks: 'source',
    actsOn: 'acts on',
    actedOnBy: 'acted on by',
  },
  entityTypes: {
    person: 'person',
    organization: 'organisation',
    place: 'place',
    group: 'group',
    facility: 'facility',
    product: 'product',
    law: 'law',
    event: 'event',
    other: 'other',
  },
  places: 'Places',
  times: 'Dates',
  figures: 'Figures',
  check: 'Check first',
  through: 'through',
  noSource: 'no source stated',
  doubts: {
    unlikely: 'doubtful: more often wrong than right in such cases',
    'one-reader': 'seen by only one of Selon’s two readers',
  },
  doubtful: (count) =>
    count === 1
      ? '? : one passage whose attribution is to be checked'
      : `? : ${count} passages whose attribution is to be checked`,
  readBy: { fast: 'read fast', careful: 'read carefully' },
  outlet: 'the outlet',
  unplaced: 'not located',
  namelessSources: (count) =>
    count === 0 ? 'no nameless source' : `${count} nameless source${count > 1 ? 's' : ''}`,
  chain: 'Who vouches for this passage',
  certainty: 'Certainty',
  outletCertainty: 'For the outlet',
  cue: 'Introduced by',
  reason: 'Why',
  marksTitle: 'Words that decide',
  close: 'Close',
  skip: 'Skip to the text',
  reports: 'Reports',
  mapOf: (count) => `Map of ${count} place${count > 1 ? 's' : ''}`,
  graph: 'Who acts on whom',
  more: (count) => `${count} more`,
  undated: 'no exact date',
  notice:
    'Selon never says what is true: it says who says so. Automatic analysis, made on this machine; every element leads to the exact passage.',
  sourceKinds: {
    named: 'named',
    anonymous: 'nameless',
    group: 'group',
    document: 'document',
    media: 'media',
    unstated: 'unstated',
  },
  voices: {
    outlet: 'own voice',
    hearsay: 'hearsay',
    named: 'named sources',
    anonymous: 'nameless sources',
    group: 'groups',
    document: 'documents',
    media: 'other media',
    unstated: 'source unstated',
  },
  factuality: {
    'CT+': 'certain',
    'PR+': 'probable',
    'PS+': 'possible',
    'CT-': 'certainly not',
    'PR-': 'probably not',
    'PS-': 'possibly not',
    CTu: 'certain, either way',
    Uu: 'uncommitted',
  },
  status: {
    occurred: 'occurred',
    ongoing: 'ongoing',
    planned: 'planned',
    possible: 'possible',
    denied: 'denied',
    hypothetical: 'hypothetical',
  },
  eventTypes: {
    AGREE: 'agreement',
    CONSULT: 'consultation',
    SUPPORT: 'support',
    CONCEDE: 'concession',
    COOPERATE: 'cooperation',
    AID: 'aid',
    RETREAT: 'retreat',
    REQUEST: 'request',
    ACCUSE: 'accusation',
    REJECT: 'rejection',
    THREATEN: 'threat',
    PROTEST: 'protest',
    SANCTION: 'sanction',
    MOBILIZE: 'mobilisation',
    COERCE: 'coercion',
    ASSAULT: 'assault',
    OTHER: 'other',
  },
  marks: {
    'hearsay-conditional': 'conditional of hearsay',
    'hypothetical-conditional': 'hypothetical conditional',
    'future-in-past': 'future in the past',
    modal: 'modal',
    hedge: 'hedge',
    negation: 'negation',
    future: 'future',
    condition: 'condition',
    question: 'question',
    evidential: 'distance mark',
    intensifier: 'intensifier',
  },
  acts: {
    say: 'says',
    claim: 'claims',
    confirm: 'confirms',
    deny: 'denies',
    admit: 'admits',
    accuse: 'accuses',
    promise: 'promises',
    threaten: 'threatens',
    demand: 'demands',
    advise: 'advises',
    warn: 'warns',
    believe: 'believes',
    doubt: 'doubts',
    fear: 'fears',
    hope: 'hopes',
    intend: 'intends',
    decide: 'decides',
    refuse: 'refuses',
    ask: 'asks',
    know: 'knows',
    show: 'shows',
    'decline-comment': 'declines to comment',
    unverified: 'unverified',
    other: 'other',
  },
  probability: {
    'almost-certain': 'almost certain',
    'very-likely': 'very likely',
    likely: 'likely',
    'roughly-even': 'roughly even',
    unlikely: 'unlikely',
    'very-unlikely': 'very unlikely',
    remote: 'remote',
  },
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  date: (day, month, year) => `${day} ${month} ${year}`,
}

const spanish: Labels = {
  languageNames: { fr: 'francés', en: 'inglés', es: 'español' },
  words: (count) => `${count} palabra${count === 1 ? '' : 's'}`,
  whoSpeaks: 'Quién habla',
  whoSaysWhat: 'Quién dice qué',
  ownVoice: 'Afirmado por el propio medio',
  hearsay: 'De oídas: el medio guarda distancia sin decir de quién lo sabe',
  actors: 'Quién hace qué a quién',
  who: 'Actores',
  actorColumns: {
    name: 'nombre',
    type: 'tipo',
    role: 'función',
    mentions: 'menciones',
    speaks: 'fuente',
    actsOn: 'actúa sobre',
    actedOnBy: 'recibe de',
  },
  entityTypes: {
    person: 'persona',
    organization: 'organización',
    place: 'lugar',
    group: 'grupo',
    facility: 'instalación',
    product: 'producto',
    law: 'ley',
    event: 'acontecimiento',
    other: 'otro',
  },
  places: 'Lugares',
  times: 'Fechas',
  figures: 'Cifras',
  check: 'Verificar primero',
  through: 'a través de',
  noSource: 'fuente no expresada',
  doubts: {
    unlikely: 'dudoso: más a menudo falso que cierto en tales casos',
    'one-reader': 'visto por uno solo de los dos lectores de Selon',
  },
  doubtful: (count) =>
    count === 1
      ? '? : un pasaje cuya atribución conviene revisar'
      : `? : ${count} pasajes cuya atribución conviene revisar`,
  readBy: { fast: 'lectura rápida', careful: 'lectura atenta' },
  outlet: 'el medio',
  unplaced: 'sin localizar',
  namelessSources: (count) =>
    count === 0
      ? 'ninguna fuente anónima'
      : `${count} fuente${count > 1 ? 's' : ''} anónima${count > 1 ? 's' : ''}`,
  chain: 'Quién responde de este pasaje',
  certainty: 'Certeza',
  outletCertainty: 'Para el medio',
  cue: 'Introducido por',
  reason: 'Por qué',
  marksTitle: 'Palabras que deciden',
  close: 'Cerrar',
  skip: 'Ir al texto',
  reports: 'Noticias',
  mapOf: (count) => `Mapa de ${count} lugar${count > 1 ? 'es' : ''}`,
  graph: 'Quién actúa sobre quién',
  more: (count) => `${count} más`,
  undated: 'sin fecha precisa',
  notice:
    'Selon nunca dice qué es verdad: dice quién lo dice. Análisis automático, hecho en esta máquina; cada elemento lleva al pasaje exacto.',
  sourceKinds: {
    named: 'nombrada',
    anonymous: 'anónima',
    group: 'colectiva',
    document: 'documento',
    media: 'medio',
    unstated: 'no expresada',
  },
  voices: {
    outlet: 'voz propia',
    hearsay: 'de oídas',
    named: 'fuentes nombradas',
    anonymous: 'fuentes anónimas',
    group: 'grupos',
    document: 'documentos',
    media: 'otros medios',
    unstated: 'fuente no expresada',
  },
  factuality: {
    'CT+': 'cierto',
    'PR+': 'probable',
    'PS+': 'posible',
    'CT-': 'ciertamente no',
    'PR-': 'probablemente no',
    'PS-': 'quizá no',
    CTu: 'cierto, sin saber en qué sentido',
    Uu: 'indeterminado',
  },
  status: {
    occurred: 'ocurrido',
    ongoing: 'en curso',
    planned: 'previsto',
    possible: 'posible',
    denied: 'desmentido',
    hypothetical: 'hipotético',
  },
  eventTypes: {
    AGREE: 'acuerdo',
    CONSULT: 'consulta',
    SUPPORT: 'apoyo',
    CONCEDE: 'concesión',
    COOPERATE: 'cooperación',
    AID: 'ayuda',
    RETREAT: 'retirada',
    REQUEST: 'petición',
    ACCUSE: 'acusación',
    REJECT: 'rechazo',
    THREATEN: 'amenaza',
    PROTEST: 'protesta',
    SANCTION: 'sanción',
    MOBILIZE: 'movilización',
    COERCE: 'coacción',
    ASSAULT: 'ataque',
    OTHER: 'otro',
  },
  marks: {
    'hearsay-conditional': 'condicional de rumor',
    'hypothetical-conditional': 'condicional hipotético',
    'future-in-past': 'futuro en el pasado',
    modal: 'modal',
    hedge: 'atenuación',
    negation: 'negación',
    future: 'futuro',
    condition: 'condición',
    question: 'pregunta',
    evidential: 'marca de distancia',
    intensifier: 'énfasis',
  },
  acts: {
    say: 'dice',
    claim: 'sostiene',
    confirm: 'confirma',
    deny: 'niega',
    admit: 'admite',
    accuse: 'acusa',
    promise: 'promete',
    threaten: 'amenaza',
    demand: 'exige',
    advise: 'aconseja',
    warn: 'advierte',
    believe: 'cree',
    doubt: 'duda',
    fear: 'teme',
    hope: 'espera',
    intend: 'pretende',
    decide: 'decide',
    refuse: 'se niega',
    ask: 'pregunta',
    know: 'sabe',
    show: 'muestra',
    'decline-comment': 'no comenta',
    unverified: 'sin verificar',
    other: 'otro',
  },
  probability: {
    'almost-certain': 'casi seguro',
    'very-likely': 'muy probable',
    likely: 'probable',
    'roughly-even': 'a partes iguales',
    unlikely: 'improbable',
    'very-unlikely': 'muy improbable',
    remote: 'casi descartado',
  },
  months: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'septiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  date: (day, month, year) => `${day} de ${month} de ${year}`,
}

const all: Record<Language, Labels> = { fr: french, en: english, es: spanish }

/** The labels for a report's language. */
export function labelsFor(language: Language): Labels {
  return all[language]
}
