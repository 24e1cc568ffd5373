import type { LanguagePack } from '../../engine/language-pack.ts'
import { noWord } from '../../engine/word-pattern.ts'
import { broadcaster, lostArticles, nameParticle, placeJoin } from '../names.ts'
import { attribution } from './attribution.ts'
import { attributionRules } from './attribution-rules.ts'
import { clauses } from './clauses.ts'
import { comparing } from './comparing.ts'
import { events } from './events.ts'
import { explanations } from './explanations.ts'
import { factuality } from './factuality.ts'
import { lexicon as names } from './names.lexicon.ts'
import { numberWords } from './numbers.ts'
import { lexicon as places } from './places.lexicon.ts'
import { lexicon as quantities } from './quantities.lexicon.ts'
import { lexicon as times } from './times.lexicon.ts'
import { timeRules } from './times.ts'
import { tokenRules } from './tokens.ts'
import { lexicon as classes } from './verb-classes.lexicon.ts'
import { lexicon as verbs } from './verbs.lexicon.ts'

/** All that Selon knows of Spanish. */
export const spanish: LanguagePack = {
  code: 'es',
  name: 'Spanish',
  tokens: tokenRules,
  numbers: numberWords,
  grammar: {
    verbs,
    classes,
    attachedPronouns: {
      form: /^(.{3,}?)((?:me|te|se|nos|os|l[oae]s?){1,2})$/,
      plain: { á: 'a', é: 'e', í: 'i', ó: 'o', ú: 'u' },
    },
    sharesForms: false,
    dropsSubject: true,
  },
  times: {
    words: times,
    rules: timeRules,
    futureAuxiliary: noWord,
    aheadAuxiliary: /^(?:deber|ir)$/,
    pastAuxiliary: /^haber$/,
    planned: /^(?:prever|programar)$/,
    ahead: /^(?:deber|ir|planear)$/,
    dateLink: { month: /^de$/, year: /^(?:de|del)$/ },
    dayFirst: true,
    dayFirstIn: [],
  },
  quantities: {
    words: quantities,
    joins: /^(?:a|-|—|o)$/,
    between: /^entre$/,
    neverAfterBetween: noWord,
    article: /^(?:los|las)$/,
    of: /^de$/,
    elidedOf: noWord,
    countedArticle: /^(?:las|los)$/,
    beforeHarmed: /^a$/,
  },
  names: {
    coreference: {
      genderlessBehindPreposition: false,
      thingPronoun: noWord,
      according: /^(?:según|segun)/,
      mayMeanThing: /^-/,
      impersonal: true,
      impersonalNext: /^y$/,
      impersonalVerb: noWord,
      impersonalSecond: noWord,
      former: /^ex/,
      genitive: /^(?:de|del)$/,
    },
    words: names,
    former: /^ex-/,
    lostArticles,
    portfolio:
      /^(?:sanidad|salud|interior|hacienda|defensa|educación|cultura|justicia|trabajo|economía|exteriores|relaciones|asuntos|agricultura|pesca|ganadería|transportes?|fomento|industria|comercio|turismo|energía|minas|ciencia|universidades|igualdad|consumo|vivienda|deportes?|política|seguridad|gobernación|medio|ambiente|transición|inclusión|migraciones|desarrollo|derechos|bienestar|obras|comunicaciones|presidencia|función|finanzas|producción|planificación|infraestructuras?|alimentación|empleo|gobierno|estado|protección|ciudadanía|juventud|familia|memoria|innovación|tecnología|hidrocarburos|petróleo|crédito|marina|cámara|agua|territorial|administraciones|administración)$/,
    isOfKind: /^(?:es|son|era|eran)$/,
    kindOfThing:
      /^(?:frutas?|verduras?|hortalizas?|color|colores|animal|animales|mamíferos?|aves?|pájaros?|pez|peces|insectos?|reptil|reptiles|plantas?|árbol|árboles|flor|flores|hierbas?|especias?|cereal|cereales|metal|metales|mineral|gas|líquido|alimentos?|bebidas?|plato|postre|queso|vino|tela|tejido|materia|material|madera|piedra|palabra|verbo|adjetivo|letra|cifra|número|forma|sentimiento|emoción|virtud|pecado|enfermedad|síntoma|deporte|juego|baile|danza|herramienta|instrumento|estación|unidad)$/,
    greeting: /^(?:hola|querid[oa]|estimad[oa]|adiós|gracias|bienvenid[oa])$/,
    nobility: noWord,
    particle: nameParticle,
    broadcaster,
    article: /^(?:el|la|los|las|del|al) /i,
    contraction: noWord,
    showsGender: true,
    headLast: false,
    possessive: noWord,
    capitalisesCommonWords: true,
    peopleArticle: /^(?:los|las)$/,
    officeBeforeName: true,
    smallBodies: false,
    leadingArticle: /^(?:las?|los|el)$/,
    withoutArticle: /(?:^|\s)en $/u,
  },
  places: {
    words: places,
    of: /^de$/,
    join: placeJoin,
    container: /^(?:,? ?\(|, |,? en (?:el |la )?)$/,
    nearby: /^,? (?:cerca|en las afueras|a las afueras|no lejos) de $/,
    teamArticle: /^(?:[Ee]l|al|del)$/,
    personalObject: 'a',
    homeSigns: {},
    homes: { ES: 2, MX: 2, AR: 1.5, CO: 1.5, CL: 1, PE: 1, VE: 1, EC: 1, UY: 0.5, CU: 0.5, GT: 0.5, US: 0.5 },
    leanings: {},
  },
  attribution,
  clauses,
  factuality,
  explanations,
  events,
  comparing,
  rules: { attribution: attributionRules },
  models: {
    grammar: 'es.grammar',
    names: 'es.names',
    attribution: 'romance.attribution',
    conditionals: 'es.factuality',
  },
}
