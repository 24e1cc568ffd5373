import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { Document } from '../../src/engine/document.ts'
import { loadGrammar } from '../../src/engine/grammar/grammar.ts'
import { verbForms } from '../../src/engine/grammar/verb-forms.ts'
import { createTokeniser } from '../../src/engine/text/tokeniser.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'

const resources = folderResources()
const grammars = new Map<Language, ReturnType<typeof loadGrammar>>()

/** Mood and tense of the verb marked by * in a sentence, and its lemma. */
function readVerb(language: Language, marked: string): { mood: string; lemma: string } {
  const at = marked.indexOf('*')
  const text = marked.replace('*', '')
  const document = new Document({ text }, packs[language], false)
  createTokeniser(packs[language]).run(document)
  let grammar = grammars.get(language)
  if (!grammar) {
    grammar = loadGrammar(packs[language], resources)
    grammars.set(language, grammar)
  }
  const parsed = grammar.parse(document.tokens.form)[document.tokens.at(at)]
  const { features } = parsed
  const tense = features['Mood'] === 'Cnd' ? '' : (features['Tense'] ?? '')
  return { mood: `${features['Mood'] ?? features['VerbForm'] ?? '-'}${tense}`, lemma: parsed.lemma }
}

const cases: [Language, sentence: string, mood: string, lemma: string][] = [
  // The ending -rait: conditional where the stem is an infinitive's, imperfect where r belongs to the stem.
  ['fr', 'Le suspect *serait en fuite.', 'Cnd', 'être'],
  ['fr', 'La société *aurait vendu son usine.', 'Cnd', 'avoir'],
  ['fr', 'Le guide *montrait la carte aux visiteurs.', 'IndImp', 'montrer'],
  ['fr', 'Le guide *montrerait la carte aux visiteurs.', 'Cnd', 'montrer'],
  ['fr', 'Elle *entrait dans la salle.', 'IndImp', 'entrer'],
  ['fr', 'Elle *entrerait dans la salle.', 'Cnd', 'entrer'],
  ['fr', 'Nous *pourrions partir demain.', 'Cnd', 'pouvoir'],
  ['fr', 'Il *préparait son départ.', 'IndImp', 'préparer'],
  ['fr', 'Il *préparerait son départ.', 'Cnd', 'préparer'],
  ['fr', 'Les élus *espéraient un accord.', 'IndImp', 'espérer'],
  ['fr', 'Les élus *devraient voter mardi.', 'Cnd', 'devoir'],
  ['fr', 'Le projet *coûterait trois millions.', 'Cnd', 'coûter'],
  ['fr', 'Le maire *considérait que tout allait bien.', 'IndImp', 'considérer'],
  ['fr', 'Cela *durait depuis des mois.', 'IndImp', 'durer'],
  ['fr', 'Le texte *faudrait être relu.', 'Cnd', 'falloir'],
  ['fr', 'Les pompiers *retirèrent la barque.', 'IndPast', 'retirer'],
  ['fr', 'Le ministre *viendra lundi.', 'IndFut', 'venir'],
  ['fr', 'Les ouvriers *verront le patron.', 'IndFut', 'voir'],
  ['fr', 'Il faut que le maire *vienne lundi.', 'SubPres', 'venir'],
  ['fr', 'Bien que la route *soit fermée, ils passent.', 'SubPres', 'être'],
  ['fr', 'Il faudra que vous *fassiez attention.', 'SubPres', 'faire'],
  ['es', 'El sospechoso *sería un antiguo empleado.', 'Cnd', 'ser'],
  ['es', 'La empresa *habría vendido su fábrica.', 'Cnd', 'haber'],
  ['es', 'Ella *entraría en la sala.', 'Cnd', 'entrar'],
  ['es', 'Ella *entraba en la sala.', 'IndImp', 'entrar'],
  ['es', 'El guía *quería mostrar el mapa.', 'IndImp', 'querer'],
  ['es', 'El guía *querría mostrar el mapa.', 'Cnd', 'querer'],
  ['es', 'El ministro *podría viajar mañana.', 'Cnd', 'poder'],
  ['es', 'Los vecinos *tenían miedo.', 'IndImp', 'tener'],
  ['es', 'Los vecinos *tendrían miedo.', 'Cnd', 'tener'],
  ['es', 'El alcalde *vendrá el lunes.', 'IndFut', 'venir'],
  ['es', 'Quiere que el alcalde *venga el lunes.', 'SubPres', 'venir'],
  ['es', 'El río *corría hacia el mar.', 'IndImp', 'correr'],
]

describe('mood and tense of verbs', () => {
  it.each(cases)('%s: %s is %s of %s', (language, sentence, mood, lemma) => {
    expect(readVerb(language, sentence)).toEqual({ mood, lemma })
  })
})

describe('readings of verb forms by conjugation class', () => {
  it.each<[Language, string, string]>([
    ['fr', 'montrait', 'montrer:IndImp3s'],
    ['fr', 'serait', 'être:CndPres3s'],
    ['fr', 'pourrions', 'pouvoir:CndPres1p'],
    ['fr', 'fasse', 'faire:SubPres1s faire:SubPres3s'],
    ['fr', 'table', 'tabler:IndPres1s tabler:IndPres3s tabler:ImpPres2s tabler:SubPres1s tabler:SubPres3s'],
    ['fr', 'maison', ''],
    ['es', 'entraría', 'entrar:CndPres1s entrar:CndPres3s'],
    ['es', 'habría', 'haber:CndPres1s haber:CndPres3s'],
    ['es', 'dándole', 'dar:Ger+'],
    ['es', 'casa', 'casar:IndPres3s'],
    ['es', 'mesa', ''],
    ['es', 'dimite', 'dimitir:IndPres3s'],
    ['es', 'infligió', 'infligir:IndPast3s'],
    ['en', 'tries', 'try:IndPres3s'],
    ['en', 'sank', 'sink:IndPast'],
    ['en', 'sunk', 'sink:PartPast'],
    ['en', 'struck', 'strike:IndPast strike:PartPast'],
    ['en', 'stopped', 'stop:IndPast stop:PartPast'],
    ['en', 'stoped', ''],
    ['en', 'clashes', 'clash:IndPres3s'],
    ['en', 'clashs', ''],
    ['en', 'dying', 'die:PartPres'],
    ['en', 'agreed', 'agree:IndPast agree:PartPast'],
    ['en', 'window', ''],
  ])('%s: %s', (language, form, expected) => {
    const found = verbForms(packs[language])
      .readings(form)
      .map(({ lemma, code }) => `${lemma}:${code}`)
    expect([...found].sort()).toEqual(expected === '' ? [] : expected.split(' ').sort())
  })
})
