import type { ComparingWords } from '../../engine/comparing-words.ts'
import { lexicon as frequencies } from './document-frequencies.lexicon.ts'

/** What the language has no such words for. */
const never = /(?!)/

/** The Spanish words by which claims of several reports are compared. */
export const comparing: ComparingWords = {
  frequencies,
  light: new Set(
    'es son era eran fue fueron sera seran seria serian sido ser esta estan estaba estaban estar ha han habia habian habra habran habria habrian haber hay hubo hace hacen hizo hicieron hacer hecho hecha hara haran haria harian hacia hacian tendra tendran tendria dara daran pondra pondran tomara estara estaran quedaron queda quedan quedara resulto resultaron da dan dio dieron dar toma tomo tomado pone puso puesto puede pueden podra podran podria podrian debera deberan debe deben deberia va van ir tiene tienen tenia tuvo tener quedo queda dejo dejaron deja dejan dejar este esta esto estos estas ese esa su sus ya tambien aun todavia entre segun despues antes desde'.split(
      ' ',
    ),
  ),
  pronouns: new Set(
    'yo tu el ella ello nosotros nosotras vosotros vosotras ellos ellas usted ustedes mi ti si me te se lo la los las le les nos os un una unos unas este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos aquellas mio mia suyo suya suyos suyas alguien alguno alguna algunos algunas nadie ninguno ninguna ningun algun nada algo todo toda todos todas cada uno otro otra otros otras mismo misma mismos mismas mucho mucha muchos muchas poco poca pocos pocas varios varias ambos ambas quien quienes que cual cuales cuyo demas primero primera ultimo ultima de del ultimos ultimas dos'.split(
      ' ',
    ),
  ),
  percent: ['por ciento'],
  certainty: {
    goingTo: /(?<!\p{L})(?:va a|van a)(?!\p{L})/u,
    open: /^si(?!\p{L})/u,
    noDoubt: /(?<!\p{L})(?:no|sin|cabe) duda(?!\p{L})/u,
    noSubject: /^(?:ning[uú]na?|nadie)(?!\p{L})/u,
    noObject: never,
  },
  nouns: {
    prepositions: ['tras', 'contra', 'por', 'para', 'con', 'durante', 'sobre', 'en', 'de', 'del', 'al', 'a'],
    determiners: ['el', 'la', 'los', 'las', 'un', 'una', 'unos', 'su', 'sus', 'esta', 'este'],
    partitives: [],
    before: /(?<!\p{L})(?:el|la|los|las|un|una|su|sus) (?:\p{L}+ )?$/iu,
    nameEndings: ['ia', 'a', 'o', 'as', 'es', 'os'],
    demonyms: ['i?an[oa]s?', 'es[ao]s?', 'enses?', 'en[oa]s?', 'ia', 'e', 'es', 'as', 'a', 'os', 'o', 's'],
  },
  denial: {
    words:
      /^(?:no|nunca|jam[áa]s|ning[úu]n\p{L}*|nadie|nada|ni|tampoco|sin|desm\p{L}+|nieg\p{L}+|neg\p{L}+|refut\p{L}*)(?!\p{L})/u,
    denying:
      /(?<!\p{L})(?:desm(?:iente|ienten|intió|intieron|entid[oa]s?|entir|entía)|nieg\p{L}+|neg(?:ó|aron|aba|aban|ad[oa]s?|ar|ando)|rechaz\p{L}+|refut\p{L}+|rebat\p{L}+|descart\p{L}+|contradic\p{L}+|contradij\p{L}+|fals[oa]s?|falsedad\p{L}*|infundad[oa]s?|sin fundamento|incierto|no es (?:cierto|verdad)|mentir\p{L}*|mienten?|bulos?|invent(?:ad[oa]s?|o|os)|invención|patrañas?|contra lo que|en contra de lo que|al contrario)(?!\p{L})/u,
    denier:
      /^(?:fals[oa]s?|infundad[oa]s?|mentira|desm(?:iente|ienten|intió|intieron|entido|entir|entía)|niega|niegan|neg(?:ó|aron|aba|aban|ado|ar|ando)|rechaz(?:a|an|ó|aron|ado|ar)|refut(?:a|an|ó|ado)|descart(?:a|an|ó|ado)|rebat(?:e|ió)|contradi(?:ce|jo))(?!\p{L})/u,
    false: /^(?:fals[oa]s?|infundad[oa]s?|mentira)(?!\p{L})/u,
    undergone: /(?<!\p{L})(?:es|son|fue|fueron|ser|sido|está|estaba) (?:\p{L}+ )?$/u,
    accusing:
      /(?<!\p{L})(?:acus\p{L}+|culp\p{L}+|imput\p{L}+|achac\p{L}+|achaqu\p{L}+|reproch\p{L}+|responsab\p{L}+|atribuy\p{L}+|atribu(?:ir|ido|ida|ía)|incrimin\p{L}+|señala(?:n|ron|do)? (?:a|como)|señaló a)(?!\p{L})/u,
    contrary:
      /(?<!\p{L})(?:contrariamente a|al contrario de|(?:en )?contra (?:de )?lo que|frente a lo que)(?!\p{L})/u,
    countering:
      /(?<!\p{L})(?:replic\p{L}+|contest(?:a|an|ó|aron)|respond\p{L}+|reaccion\p{L}+|corrig\p{L}+|rectific\p{L}+|matiz\p{L}+|aclar\p{L}+|zanj\p{L}+|insist\p{L}+|objet\p{L}+|jura(?:n|ron)?|juró|alega\p{L}*|alegó|protest\p{L}+|rebat\p{L}+|repus(?:o|ieron)|se defiende\p{L}*)(?!\p{L})/u,
    contrasting:
      /(?<!\p{L})(?:pero|sin embargo|no obstante|mientras(?: que)?|en cambio|por el contrario|al contrario|por su parte|aunque)(?!\p{L})/u,
    singling:
      /(?<!\p{L})(?:fue(?:ron)? [^.;]{2,60} (?:quien(?:es)?|(?:el|la|los|las) que)|(?:disparar?on|atacar?on|disparó|atacó) primero)(?!\p{L})/u,
    reversing: /^ (?:contra|sin)(?= )/,
  },
  ahead:
    /(?<!\p{L})(?:previst[oa]s?|programad[oa]s?|se esper(?:a|an|aba|aban)|deb(?:e|en|ía|ían|erá|erán)|va(?:n)? a|iba(?:n)? a|prev(?:é|én|eía|eían)|plane(?:a|an|aba|aban)|proyect(?:a|an|aba|aban)|baraja(?:n|ba|ban)?|estudia(?:n|ba|ban)?|prepara(?:n|ba|ban)?|tienen? intención|a punto de)(?!\p{L})/u,
  bounds: {
    before: /(?<!\p{L})(?:antes de|antes del|hasta)(?!\p{L})/u,
    end: /(?<!\p{L})(?:fin|fines|finales)(?!\p{L})/u,
  },
  decision: {
    none: /(?:ninguna decisión|antes de (?:tomar )?(?:cualquier|toda|una) decisión|no (?:hay|existe|había)[^.;]{0,20}decisión|decisión[^.;]{0,80}no (?:se )?(?:ha|había|está|estaba)(?: sido)? ?(?:tomad[oa]|adoptad[oa]|tomado)?|no (?:se )?(?:ha|han|había|está)[^.;]{0,12}(?:decidido|decidid[oa]|tomado|adoptado|resuelto)[^.;]{0,12}|nada (?:está|estaba|se ha) (?:decidid[oa]|decidido))/u,
    taken:
      /(?<!\p{L})(?:orden(?:a|ó|ado|aron)|decid(?:e|ió|ido|ieron)|decisión|aprob(?:ó|ado|aron)|aprueba|autoriz(?:a|ó|ado)|dio luz verde|tom(?:ó|ado|ada))(?!\p{L})/u,
  },
  passive: / por | sido | fue | fueron | es | son /,
  finite: /^(?:ha|han|había|fue|era)(?!\p{L})/u,
  titles: {
    words: 'dr sr sra don dona coronel general capitan papa rey reina principe princesa'.split(' '),
    // "Exteriores", "extranjero" and "experto" begin so too: what follows is an office.
    former:
      /(?<!\p{L})(?:antigu[oa]|entonces|ex(?=[- ]|vice|primer|ministr|president|alcald|gobernador|embajador|canciller|senador|juez|fiscal|director|general|coronel|almirante|comandante|capit[aá]n))/u,
    deputy: /(?<!\p{L})(?:vice|adjunt[oa](?!\p{L})|sub(?=secre|direc))/u,
    acting: /(?<!\p{L})(?:interin[oa]|en funciones)(?!\p{L})/u,
    complement: never,
    headLast: false,
  },
  outlets: {
    kinds: ['agencia', 'el', 'la', 'los', 'las', 'de'],
    citing: ['según', 'citad[oa]s? por', 'cita a', 'citando', 'informó', 'reveló'],
    with: ['con(?: información de)?', '[Ff]uente ?:?', 'via'],
    source: [],
    and: 'y',
    nouns: [
      'periódico',
      'diario',
      'semanario',
      'revista',
      'agencia(?: de noticias)?',
      'emisora',
      'radio',
      'cadena',
      'televisión',
      'medio',
      'tabloide',
    ],
    definite: ['el', 'la', 'ese', 'esa', 'dicho', 'dicha'],
    indefinite: ['una?', 'otr[oa]'],
    relative: ['que', 'quien', 'cuyo', 'cuya'],
    having: [
      'según',
      'citad[oa]s?',
      'cita(?:ndo| a|n a)',
      'informó',
      'informaron',
      'reveló',
      'reveland?o',
      'revelad[oa]s?',
      'desveló',
      'desvelad[oa]s?',
      'destapó',
      'destapad[oa]s?',
      'publicó',
      'publicad[oa]s?',
      'publica',
      'adelantó',
      'adelantad[oa]s?',
      'recogió',
      'recoge',
      'recuerda',
      'afirmó',
      'aseguró',
      'contó',
      'relató',
      'dijo',
      'dijeron',
      'declaró',
      'comprobó',
      'anunciad[oa]s?',
      'filtrad[oa]s?',
      'confirmad[oa]s?',
      'rompió',
      'entrevista',
    ],
    own: [
      'est[ea] (?:diario|periódico|agencia|redacción|emisora|reportero|corresponsal|medio)',
      'nuestr[oa]s? (?:reporter[oa]s?|corresponsal(?:es)?|redacción|enviad[oa]s?|periodistas?|micrófonos?)',
      'nos (?:dijo|contó|relató|explicó|confirmó)',
    ],
    release: [
      'comunicado de prensa',
      'nota de prensa',
      'comunicado',
      'contacto de prensa',
      'para su difusión inmediata',
    ],
  },
}
