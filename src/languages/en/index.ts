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

/** All that Selon knows of English. */
export const english: LanguagePack = {
  code: 'en',
  name: 'English',
  tokens: tokenRules,
  numbers: numberWords,
  grammar: { verbs, classes, sharesForms: true, dropsSubject: false },
  times: {
    words: times,
    rules: timeRules,
    futureAuxiliary: /^(?:will|shall|'ll|won't)$/,
    aheadAuxiliary: noWord,
    pastAuxiliary: /^have$/,
    planned: /^(?:due|expect|schedule|slate)$/,
    ahead: /^(?:go|plan)$/,
    dateLink: { month: noWord, year: noWord },
    dayFirst: false,
    dayFirstIn: [
      'AU',
      'GB',
      'GH',
      'HK',
      'IE',
      'IN',
      'JM',
      'KE',
      'MY',
      'NG',
      'NZ',
      'PK',
      'SG',
      'TZ',
      'UG',
      'ZA',
    ],
  },
  quantities: {
    words: quantities,
    joins: /^(?:to|-|—|or)$/,
    between: /^between$/,
    neverAfterBetween: noWord,
    article: /^the$/,
    of: /^of$/,
    elidedOf: noWord,
    countedArticle: noWord,
    beforeHarmed: /^(?:a|the)$/,
  },
  names: {
    coreference: {
      genderlessBehindPreposition: false,
      thingPronoun: /^it$/,
      according: /^according/,
      mayMeanThing: noWord,
      impersonal: false,
      impersonalNext: noWord,
      impersonalVerb: noWord,
      impersonalSecond: noWord,
      former: /^(?:ex|former|then)/,
      genitive: /^(?:of|from|for)$/,
    },
    words: names,
    former: /^ex-/,
    lostArticles,
    portfolio:
      /^(?:energy|health|culture|defen[cs]e|justice|education|finance|trade|commerce|transport|transportation|labou?r|agriculture|environment|interior|foreign|affairs|housing|home|tourism|sports?|industry|science|technology|state|treasury|women|children|families|immigration|equalit(?:y|ies)|business|employment|work|pensions|veterans|urban|development|homeland|security|human|services|climate|water|fisheries|digital|media|planning|youth|communities|infrastructure|innovation|investment|migration|integration|economy|petroleum|mines|information|tourism|social|care|welfare|skills|higher|rural|northern|ireland|scotland|wales|external|internal)$/,
    isOfKind: /^(?:is|are|was|were)$/,
    kindOfThing:
      /^(?:fruits?|vegetables?|colou?rs?|animals?|mammals?|birds?|fish|insects?|reptiles?|plants?|trees?|flowers?|herbs?|spices?|grains?|metals?|minerals?|gas|liquid|chemicals?|food|drinks?|dish|dessert|cheese|wine|fabric|material|wood|stone|gem|word|verb|noun|adjective|letter|number|shape|feeling|emotion|virtue|sin|disease|illness|symptom|sport|game|dance|tool|instrument|season|unit)$/,
    greeting: /^(?:hello|hi|hey|dear|goodbye|bye|thanks|welcome|farewell)$/,
    nobility: noWord,
    particle: nameParticle,
    broadcaster,
    article: /^the /i,
    contraction: /^i['’]|['’](?:ve|ll|re|d|m|t)$/,
    showsGender: false,
    headLast: true,
    possessive: /['’]s?$/,
    capitalisesCommonWords: false,
    officeBeforeName: false,
    smallBodies: false,
    withoutArticle: noWord,
  },
  places: {
    words: places,
    of: /^of$/,
    join: placeJoin,
    container: /^(?:,? ?\(|, |,? in (?:the )?)$/,
    nearby: /^,? (?:near|outside|just outside|close to) $/,
    teamArticle: noWord,
    counties: {
      after: /^(?:(?:, | and |, and )[A-Z][\w'.]{1,20}(?: [A-Z][\w'.]{1,20})?){0,8} counties\b/,
      kind: /^(?:County|Parish)$/,
      nameOf: (name) => `${name} County`,
    },
    homeSigns: {
      US: /^(?:sheriffs?|selectm[ae]n|alderm[ae]n|councilm[ae]n|councilwoman|councilors?|interstate|commissioners|freshman|sophomore|superintendent|coroner|neighborhoods?|troopers?|attorneys?|deputies|downtown|blvd\.?|felony|misdemeanor|GOP|gubernatorial|county|counties|gov\.|sen\.|rep\.|mph|semester|center|ISD|kindergarten|yard|sidewalk)$/i,
      GB: /^(?:councillors?|cllr|MPs?|PC|constabulary|magistrates|borough|neighbour(?:s|hoods?)?|centre|labour|colour|favour|honour|programme|pub|solicitors?|postcode|motorway|lorr(?:y|ies)|pensioners?|organis\w+|£)$/i,
      IE: /^(?:garda[ií]?|taoiseach|TDs?|HSE|oireachtas|dáil|councillors?|€)$/i,
    },
    homes: { US: 3, GB: 1, CA: 1, AU: 0.5, IE: 0.5 },
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
    grammar: 'en.grammar',
    names: 'en.names',
    attribution: 'attribution',
    certainty: 'en.factuality',
  },
}
