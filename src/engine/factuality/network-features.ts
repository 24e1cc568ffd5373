import type { Document } from './document.ts'
import type { Evaluation } from './evaluation.ts'
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

/** What the network looks at for the predicate at token `i`: words, tree, mood, governors and what the rules said. */
export function networkFeatures(
  document: Document,
  words: FactualityWords,
  evaluation: Evaluation,
  kind: number,
  i: number,
  shared: readonly string[],
): string[] {
  const tokens = document.tokens
  const sentence = document.sentences[tokens.sentence[i]]
  const relation = tokens.relation[i]
  const lemma = lemmaOf(tokens, i)
  const features = tokens.features[i]
  const form = `${features?.['VerbForm'] ?? ''}${features?.['Tense'] ?? ''}${features?.['Mood'] ?? ''}`
  const shape = kind === 1 ? form : kind === 2 ? 'cop' : tokens.tag[i]
  const rule = factualityOf(evaluation.state[i])
  const inherited = factualityOf(evaluation.inherited[i])
  const link = evaluation.link[i]
  const f: string[] = [
    `lemma=${lemma}`,
    `shape=${shape}`,
    `rel=${relation}`,
    `rule=${rule}`,
    `inherited=${inherited}`,
    `link=${link}`,
    `rule&shape=${rule}&${shape}`,
    `link&inherited=${link}&${inherited}`,
    `rel&shape=${relation}&${shape}`,
    `rel&rule=${relation}&${rule}`,
    `kind=${kind}`,
  ]
  for (const s of shared) f.push(s, `${s}&${rule}`)
  for (const s of shared)
    if (s === 's:you' || s === 's:me' || s === 's:said' || s === 's:?') f.push(`${s}&${shape}`)
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
    else if (under === 'advmod') f.push(`adv=${w}`, `adv&rule=${w}&${rule}`)
    else if (under === 'obj') object = true
    else if (under === 'case') f.push(`case=${w}`, `case&shape=${w}&${shape}`)
    else if (under === 'amod') f.push(`amod=${w}`)
    if (under !== 'punct') f.push(`has=${under}`)
  }
  if (object) f.push('obj')
  f.push(`aux=${auxiliaries}`, `aux&rel=${auxiliaries}&${relation}`, `aux&lemma=${auxiliaries}&${lemma}`)
  f.push(`subject=${subject}`, `subject&shape=${subject}&${shape}`, `subject&aux=${subject}&${auxiliaries}`)
  if (mark) f.push(`mark=${mark}`, `mark&rel=${mark}&${relation}`, `mark&shape=${mark}&${shape}`)
  if (kind === 3)
    f.push(`det=${determiner}`, `det&lemma=${determiner}&${lemma}`, `det&rel=${determiner}&${relation}`)
  // Governors, two steps up; a conjunct looks past its first.
  let h = tokens.head[i]
  let via = relation
  for (let n = 0; n < 4 && h >= 0 && via === 'conj'; n++) {
    f.push(`conj-of=${lemmaOf(tokens, h)}`, 'conj')
    via = tokens.relation[h]
    h = tokens.head[h]
  }
  if (h >= 0) {
    const head = lemmaOf(tokens, h)
    const headRule = factualityOf(evaluation.state[h])
    const headClass = words.classes.get(head) ?? tokens.tag[h]
    f.push(
      `head=${head}`,
      `head&rel=${head}&${via}`,
      `head&rel&lemma=${head}&${lemma}`,
      `head-class=${headClass}&${via}`,
      `head-class&shape=${headClass}&${shape}`,
      `head-rule=${headRule}&${via}`,
      `head-rule&class=${headRule}&${headClass}`,
    )
    let headAuxiliaries = ''
    for (const child of tokens.children(h)) {
      const under = tokens.baseRelation(child)
      if (under === 'aux' || under === 'cop') headAuxiliaries += `${lower(document, child)} `
      else if (under === 'mark') f.push(`head-mark=${lower(document, child)}`)
    }
    f.push(`head-aux=${headAuxiliaries}`, `head-aux&rel=${headAuxiliaries}&${via}`)
    const g = tokens.head[h]
    if (g >= 0)
      f.push(
        `grand=${lemmaOf(tokens, g)}&${tokens.baseRelation(h)}`,
        `grand-class=${words.classes.get(lemmaOf(tokens, g)) ?? ''}&${tokens.baseRelation(h)}&${via}`,
      )
    else f.push('grand=root')
  } else f.push('head=root', `root&aux=${auxiliaries}`)
  // The words around.
  const before = i > sentence.first ? lower(document, i - 1) : '^'
  const before2 = i - 1 > sentence.first ? lower(document, i - 2) : '^'
  const after = i + 1 < sentence.last ? lower(document, i + 1) : '$'
  f.push(
    `w-1=${before}`,
    `w-2=${before2}`,
    `w+1=${after}`,
    `w-2-1=${before2}_${before}`,
    `w-1&lemma=${before}&${lemma}`,
  )
  if (i - 2 > sentence.first) f.push(`w-3=${lower(document, i - 3)}`)
  if (document.words.factuality.networkWords?.to.test(before)) f.push(`to=${before2}`)
  return f
}
