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

/** All that Selon knows of French. */
export const french: LanguagePack = {
  code: 'fr',
  name: 'French',
  tokens: tokenRules,
  numbers: numberWords,
  grammar: { verbs, classes, sharesForms: false, dropsSubject: false },
  times: {
    words: times,
    rules: timeRules,
    futureAuxiliary: noWord,
    aheadAuxiliary: /^(?:aller|devoir|pouvoir)$/,
    pastAuxiliary: /^avoir$/,
    planned: /^(?:attendre|convoquer|programmer|prévoir)$/,
    ahead: /^(?:aller|compter|devoir|prévoir)$/,
    dateLink: { month: /^de$/, year: /^de$/ },
    dayFirst: true,
    dayFirstIn: [],
  },
  quantities: {
    words: quantities,
    joins: /^(?:à|-|—|ou)$/,
    between: /^entre$/,
    neverAfterBetween: /^à$/,
    article: noWord,
    of: /^de$/,
    elidedOf: /^d$/,
    countedArticle: /^les$/,
    beforeHarmed: noWord,
  },
  names: {
    coreference: {
      genderlessBehindPreposition: true,
      thingPronoun: noWord,
      according: /^(?:selon|suivant|d['’]après)/,
      mayMeanThing: /^(?:il$|elle$|-)/,
      impersonal: true,
      impersonalNext: /^(?:y|s'agit)$/,
      impersonalVerb:
        /^(?:falloir|agir|pleuvoir|neiger|suffire|sembler|paraître|convenir|exister|rester|importer|résulter|advenir|incomber|appartenir|valoir|faire|être|avoir|arriver|manquer|ressortir|apparaître|régner|survenir|subsister|tarder|dépendre)$/,
      impersonalSecond: /^agit$/,
      former: /^(?:ancien|ex|actuel|nouvel|nouveau)/,
      genitive: /^(?:de|du|des)$/,
    },
    words: names,
    former: /^ex-/,
    lostArticles,
    portfolio:
      /^(?:intérieur|santé|armées?|défense|culture|éducation|économie|finances|budget|justice|travail|affaires|transports?|agriculture|environnement|écologie|transition|transformation|logement|ville|sports?|jeunesse|mer|outre-mer|industrie|commerce|énergie|numérique|tourisme|recherche|enseignement|famille|solidarités?|égalité|fonction|comptes|action|relations|cohésion|territoires?|citoyenneté|immigration|plan|équipement|communication|pêche|eau|forêts?|biodiversité|développement|coopération|sécurité|handicap|autonomie|emploi|insertion|ruralité|artisanat|consommation|apprentissage|formation|intégration|asile|mémoire|francophonie|réforme|privatisation|espace|climat|laïcité|alimentation|parité|droits|enfance|université|universités|innovation|souveraineté|etat|état|aménagement|mines|pétrole|hydraulique|élevage|prospective|planification|prévoyance)$/,
    isOfKind: /^(?:est|sont|était|étaient)$/,
    kindOfThing:
      /^(?:fruits?|légumes?|couleurs?|animal|animaux|mammifères?|oiseaux?|poissons?|insectes?|reptiles?|plantes?|arbres?|fleurs?|herbes?|épices?|céréales?|métal|métaux|minéral|gaz|liquide|aliments?|boissons?|plat|dessert|fromage|vin|tissu|matière|matériau|bois|pierre|mot|verbe|adjectif|lettre|chiffre|nombre|forme|sentiment|émotion|vertu|péché|maladie|symptôme|sport|jeu|danse|outil|instrument|saison|unité)$/,
    greeting: /^(?:bonjour|bonsoir|salut|cher|chère|chers|merci|adieu|bienvenue)$/,
    nobility: /^d[e'’]$/,
    particle: nameParticle,
    broadcaster,
    article: /^(?:l'|(?:le|la|les|du|des|au|aux) )/i,
    contraction: noWord,
    showsGender: true,
    headLast: false,
    possessive: noWord,
    capitalisesCommonWords: true,
    peopleArticle: /^(?:les|des|aux|ces)$/,
    officeBeforeName: true,
    ministryLink: /^d/,
    smallBodies: true,
    leadingArticle: /^(?:l['’]|les?|la)$/,
    withoutArticle: /(?:^|\s)(?:du|au|en) $|(?:^|[^\p{L}])l['’]$/u,
  },
  places: {
    words: places,
    of: /^(?:de|d['’])$/,
    join: placeJoin,
    container: /^(?:,? ?\(|, |,? (?:en|au|aux|dans|à) (?:(?:le|la|les) |l['’])?)$/,
    nearby: /^,? (?:tout )?(?:près|proche|non loin|à côté) (?:de |d['’])$/,
    teamArticle: noWord,
    homeSigns: {},
    homes: { FR: 5, BE: 1.5, CH: 1, CA: 1, LU: 0.5, RE: 0.5, GP: 0.5, MQ: 0.5 },
    leanings: {
      à: 'town',
      À: 'town',
      A: 'town',
      en: 'area',
      En: 'area',
      au: 'area',
      Au: 'area',
      aux: 'area',
      Aux: 'area',
    },
  },
  attribution,
  clauses,
  factuality,
  explanations,
  events,
  comparing,
  rules: { attribution: attributionRules },
  models: {
    grammar: 'fr.grammar',
    names: 'fr.names',
    attribution: 'romance.attribution',
    conditionals: 'fr.factuality',
  },
}
