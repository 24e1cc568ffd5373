import type { Document } from './document.ts'
import type { Evaluation } from './evaluation.ts'
import type { FeatureSink } from './hashed-model.ts'
import type { FactualityWords } from './lexicon.ts'
import { lemmaOf } from './predicates.ts'
import { factualityOf } from './states.ts'

const lower = (document: Document, i: number) => document.tokens.form[i].toLowerCase()

/** Facts of a sentence that its predicates share, worked out once. */
export function sentenceFeatures(document: Document, sentence: number): string[] {
  const { first, last } = document.sentences[sentence]
  const f: string[] = []
  const tokens = document.tokens
  const words = document.words.factuality.networkWords
  let you = false
  let me = false
  let said = false
  let condition = false
  const to = Math.min(last, first + 120)
  for (let k = first; k < to; k++) {
    const form = tokens.form[k]
    if (words?.me.test(form)) me = true
    else if (words?.you.test(form)) you = true
    else if (words?.said.test(form)) said = true
    else if (words?.if.test(form)) condition = true
  }
  if (you) f.push('s:you')
  if (me) f.push('s:me')
  if (said) f.push('s:said')
  if (condition) f.push('s:if')
  for (let k = last - 1; k >= first && k >= last - 3; k--)
    if (tokens.form[k].startsWith('?')) f.push('s:?')
    else if (tokens.form[k].startsWith('!')) f.push('s:!')
  if (last - first < 8) f.push('s:short')
  const opening = tokens.form[first]
  f.push(`s:first=${opening.toLowerCase()}`)
  return f
}

/**
 * What the network looks at for the predicate at token `i`: words, tree, mood, governors and what the rules said.
 * @param shared the features of its sentence
 * @param sink takes them
 */
export function networkFeatures(
  document: Document,
  words: FactualityWords,
  evaluation: Evaluation,
  kind: number,
  i: number,
  shared: readonly string[],
  sink: FeatureSink,
): void {
  const tokens = document.tokens
  const sentence = document.sentences[tokens.sentence[i]]
  const relation = tokens.relation[i]
  const lemma = lemmaOf(tokens, i)
  const features = tokens.features[i]
  const form = `${features?.['VerbForm'] ?? ''}${features?.['Tense'] ?? ''}${features?.['Mood'] ?? ''}`
  const shape = kind === 1 ? form : kind === 2 ? 'cop' : tokens.tag[i]
  const rule = factualityOf(evaluation.state[i])
  const inherited = factualityOf(evaluation.inherited[i])
  const link = String(evaluation.link[i])
  sink.add('lemma=', lemma)
  sink.add('shape=', shape)
  sink.add('rel=', relation)
  sink.add('rule=', rule)
  sink.add('inherited=', inherited)
  sink.add('link=', link)
  sink.add('rule&shape=', rule, '&', shape)
  sink.add('link&inherited=', link, '&', inherited)
  sink.add('rel&shape=', relation, '&', shape)
  sink.add('rel&rule=', relation, '&', rule)
  sink.add('kind=', String(kind))
  for (const s of shared) {
    sink.add(s)
    sink.add(s, '&', rule)
    if (s === 's:you' || s === 's:me' || s === 's:said' || s === 's:?') sink.add(s, '&', shape)
  }
  // Dependents: auxiliaries in order, negation, marks, subject, determiner.
  let auxiliaries = ''
  let subject = 'none'
  let determiner = 'none'
  let mark = ''
  let object = false
  for (const child of tokens.children(i)) {
    const under = tokens.baseRelation(child)
    const w = lower(document, child)
    if (under === 'aux' || under === 'cop') auxiliaries += `${w} `
    else if (under === 'nsubj') subject = tokens.tag[child] === 'PRON' ? w : tokens.tag[child]
    else if (under === 'det') determiner = w
    else if (under === 'mark') mark += `${w} `
    else if (under === 'advmod') {
      sink.add('adv=', w)
      sink.add('adv&rule=', w, '&', rule)
    } else if (under === 'obj') object = true
    else if (under === 'case') {
      sink.add('case=', w)
      sink.add('case&shape=', w, '&', shape)
    } else if (under === 'amod') sink.add('amod=', w)
    if (under !== 'punct') sink.add('has=', under)
  }
  if (object) sink.add('obj')
  sink.add('aux=', auxiliaries)
  sink.add('aux&rel=', auxiliaries, '&', relation)
  sink.add('aux&lemma=', auxiliaries, '&', lemma)
  sink.add('subject=', subject)
  sink.add('subject&shape=', subject, '&', shape)
  sink.add('subject&aux=', subject, '&', auxiliaries)
  if (mark) {
    sink.add('mark=', mark)
    sink.add('mark&rel=', mark, '&', relation)
    sink.add('mark&shape=', mark, '&', shape)
  }
  if (kind === 3) {
    sink.add('det=', determiner)
    sink.add('det&lemma=', determiner, '&', lemma)
    sink.add('det&rel=', determiner, '&', relation)
  }
  // Governors, two steps up; a conjunct looks past its first.
  let h = tokens.head[i]
  let via = relation
  for (let n = 0; n < 4 && h >= 0 && via === 'conj'; n++) {
    sink.add('conj-of=', lemmaOf(tokens, h))
    sink.add('conj')
    via = tokens.relation[h]
    h = tokens.head[h]
  }
  if (h >= 0) {
    const head = lemmaOf(tokens, h)
    const headRule = factualityOf(evaluation.state[h])
    const headClass = words.classes.get(head) ?? tokens.tag[h]
    sink.add('head=', head)
    sink.add('head&rel=', head, '&', via)
    sink.add('head&rel&lemma=', head, '&', lemma)
    sink.add('head-class=', headClass, '&', via)
    sink.add('head-class&shape=', headClass, '&', shape)
    sink.add('head-rule=', headRule, '&', via)
    sink.add('head-rule&class=', headRule, '&', headClass)
    let headAuxiliaries = ''
    for (const child of tokens.children(h)) {
      const under = tokens.baseRelation(child)
      if (under === 'aux' || under === 'cop') headAuxiliaries += `${lower(document, child)} `
      else if (under === 'mark') sink.add('head-mark=', lower(document, child))
    }
    sink.add('head-aux=', headAuxiliaries)
    sink.add('head-aux&rel=', headAuxiliaries, '&', via)
    const g = tokens.head[h]
    if (g >= 0) {
      const grand = lemmaOf(tokens, g)
      const under = tokens.baseRelation(h)
      sink.add('grand=', grand, '&', under)
      sink.add('grand-class=', words.classes.get(grand) ?? '', '&', under, '&', via)
    } else sink.add('grand=root')
  } else {
    sink.add('head=root')
    sink.add('root&aux=', auxiliaries)
  }
  // The words around.
  const before = i > sentence.first ? lower(document, i - 1) : '^'
  const before2 = i - 1 > sentence.first ? lower(document, i - 2) : '^'
  const after = i + 1 < sentence.last ? lower(document, i + 1) : '$'
  sink.add('w-1=', before)
  sink.add('w-2=', before2)
  sink.add('w+1=', after)
  sink.add('w-2-1=', before2, '_', before)
  sink.add('w-1&lemma=', before, '&', lemma)
  if (i - 2 > sentence.first) sink.add('w-3=', lower(document, i - 3))
  if (document.words.factuality.networkWords?.to.test(before)) sink.add('to=', before2)
}
