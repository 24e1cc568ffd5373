import type { Document, Tokens } from './document.ts'
import type { Modality } from './language.ts'
import type { FactualityWords } from './lexicon.ts'
import { classOf, lemmaOf } from './predicates.ts'

/** Uses of the conditional; `other` takes in politeness and mere modality. */
export const conditionalUses = ['other', 'hearsay', 'hypothetical', 'future-in-past', 'not'] as const
export type Use = (typeof conditionalUses)[number]

/** A conditional met in a text and what it is used for. */
export interface ConditionalUse {
  /** The token in the conditional: the auxiliary of a compound. */
  token: number
  use: Use
  /** "aurait signé": conditional past. */
  compound: boolean
  modal: Modality | undefined
  /** Whether a condition is shown: "si", "sans", "en cas de". */
  conditioned: boolean
  /** Lead of the use over the next best, in the model's units; 0 for a rule. */
  score: number
}

/** Scores of each of `conditionalUses` for the conditional at a token, and what a unit of them is in log-odds. */
export type UseJudge = (token: number) => { scores: readonly number[]; scale: number }

/** The token whose clause a conditional stands in: its head where it is an auxiliary or a copula. */
export function predicateOf(tokens: Tokens, i: number): number {
  const relation = tokens.baseRelation(i)
  return (relation === 'aux' || relation === 'cop') && tokens.head[i] >= 0 ? tokens.head[i] : i
}

/** Whether token `i` is in the conditional: by its form, or by the tagger where the form may be another. */
export function isConditional(tokens: Tokens, words: FactualityWords, i: number): boolean {
  const sureness = words.language.conditionalForm(tokens.form[i])
  if (sureness === 'no') return false
  const verb = tokens.tag[i] === 'VERB' || tokens.tag[i] === 'AUX'
  const opens = i === 0 || tokens.sentence[i - 1] !== tokens.sentence[i] || tokens.tag[i - 1] === 'PUNCT'
  const small = tokens.form[i] === tokens.form[i].toLowerCase()
  return sureness === 'sure' ? verb || opens || small : verb && small && tokens.has(i, 'Mood', 'Cnd')
}

const tenses: Readonly<Record<string, string>> = {
  Imp: 'past',
  Past: 'past',
  Pres: 'present',
  Fut: 'future',
  Pqp: 'past',
}

/** Tense of a verb group: past, present, future, or none. */
export function tenseOf(tokens: Tokens, words: FactualityWords, i: number): string {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (relation !== 'aux' && relation !== 'cop') continue
    if (relation === 'aux' && tokens.has(i, 'VerbForm', 'Part') && tokens.tag[child] === 'AUX')
      return tokens.has(child, 'Mood', 'Cnd') ? 'conditional' : 'past'
    const tense = tenses[tokens.features[child]?.['Tense'] ?? '']
    if (tense) return tense
  }
  if (tokens.has(i, 'Mood', 'Cnd')) return 'conditional'
  if (
    tokens.has(i, 'VerbForm', 'Ger') ||
    (tokens.has(i, 'VerbForm', 'Part') && tokens.has(i, 'Tense', 'Pres'))
  )
    return 'gerund'
  const tense = tenses[tokens.features[i]?.['Tense'] ?? '']
  return tense ?? (tokens.tag[i] === 'VERB' && words.language.pastForm(tokens.form[i]) ? 'past' : 'none')
}

const lower = (tokens: Tokens, i: number) => tokens.form[i].toLowerCase()

/**
 * What the classifier looks at: the verb and its compound, person, clause and governor with tense, conditions,
 * sources, quotation marks, questions and the words around. `token` is the conditional.
 */
export function conditionalFeatures(document: Document, words: FactualityWords, token: number): string[] {
  const tokens = document.tokens
  const sentence = document.sentences[tokens.sentence[token]]
  // A sentence may be 10,000 words long and full of conditionals: look no further than a hundred either way.
  const first = Math.max(sentence.first, token - 100)
  const last = Math.min(sentence.last, token + 100)
  const p = predicateOf(tokens, token)
  const f: string[] = ['bias']
  const lemma = lemmaOf(tokens, token)
  const modal = words.language.conditionalModal(tokens.form[token])
  const compound = compoundAt(tokens, words, token, last)
  const shape = modal
    ? `modal:${lemma}${compound > 0 ? '+perfect' : modalPerfect(tokens, words, token, last) ? '+inf-perfect' : ''}`
    : compound > 0
      ? 'compound'
      : passiveAt(tokens, words, token, last)
        ? 'passive'
        : 'simple'
  f.push(`shape=${shape}`, `lemma=${lemma}`, `main=${lemmaOf(tokens, p)}`)
  const person = personOf(tokens, words, token)
  f.push(`person=${person}`, `shape=${shape}&person=${person}`)
  // The subject.
  let subject = -1
  for (const child of tokens.children(p)) if (tokens.baseRelation(child) === 'nsubj') subject = child
  if (subject >= 0) {
    const s = lower(tokens, subject)
    f.push(`subject=${tokens.tag[subject] === 'PRON' ? s : tokens.tag[subject]}`)
    if (subject > token) f.push('inverted', `inverted&${shape}`)
  } else f.push('subject=none')
  f.push(...clauseFeatures(tokens, token, p, shape, first))
  // Surface neighbours.
  for (let d = 1; d <= 3; d++) {
    f.push(`w-${d}=${token - d >= first ? lower(tokens, token - d) : '^'}`)
    f.push(`w+${d}=${token + d < last ? lower(tokens, token + d) : '$'}`)
  }
  f.push(`t+1=${token + 1 < last ? tokens.tag[token + 1] : '$'}`)
  for (let k = Math.max(first, token - 8); k < Math.min(last, token + 9); k++)
    if (k !== token && tokens.tag[k] !== 'PUNCT') f.push(`${k < token ? 'l' : 'r'}=${lemmaOf(tokens, k)}`)
  // The clause and what governs it.
  let clause = p
  for (let n = 0; n < 6 && tokens.baseRelation(clause) === 'conj' && tokens.head[clause] >= 0; n++)
    clause = tokens.head[clause]
  if (clause !== p) f.push('conj')
  const relation = tokens.head[clause] < 0 ? 'root' : tokens.relation[clause]
  f.push(`clause=${relation}`, `clause=${relation}&${shape}`)
  const governor = tokens.head[clause]
  if (governor >= 0) {
    const kind = classOf(tokens, words, governor) ?? tokens.tag[governor]
    const tense = tenseOf(tokens, words, governor)
    f.push(
      `governor=${kind}`,
      `tense=${tense}`,
      `governor=${relation}&${kind}&${tense}`,
      `tense=${relation}&${tense}`,
      `tense=${relation}&${tense}&${shape}`,
      `glemma=${lemmaOf(tokens, governor)}`,
    )
    if (relation === 'acl:relcl') {
      let det = 'none'
      for (const child of tokens.children(governor))
        if (tokens.baseRelation(child) === 'det') det = lower(tokens, child)
      f.push(
        `antecedent=${det}`,
        `antecedent=${det}&${shape}`,
        `antecedent-lemma=${lemmaOf(tokens, governor)}`,
      )
    }
  }
  // The nearest complementizer before, and the verb before it: what the tree may have missed.
  let that = -1
  for (let k = token - 1; k >= first && k >= token - 30; k--) {
    const form = lower(tokens, k)
    if (words.that.has(form)) {
      that = k
      break
    }
  }
  if (that >= 0) {
    let verb = -1
    for (let k = that - 1; k >= first && k >= that - 8; k--)
      if (tokens.tag[k] === 'VERB') {
        verb = k
        break
      }
    if (verb >= 0) {
      const kind = classOf(tokens, words, verb) ?? 'verb'
      const tense = tenseOf(tokens, words, verb)
      f.push(
        `that=${kind}&${tense}`,
        `that=${tense}&${shape}`,
        `that-tense=${tense}`,
        `that-near=${token - that < 8}&${tense}`,
      )
    } else f.push('that=none')
  }
  // Words of the sentence by class, before, after, and in the sentence before.
  const seen = new Set<string>()
  for (let k = first; k < last; k++) {
    if (k === token) continue
    const kind = words.conditionals.get(lower(tokens, k))
    if (kind) {
      seen.add(kind)
      seen.add(`${kind}${k < token ? '<' : '>'}`)
      if (kind === 'condition' && words.language.conditional?.ifForm.test(lower(tokens, k))) {
        // "si" with an imperfect behind it is a condition; "s'est" is a reflexive.
        const v = followingVerb(tokens, k, last)
        if (
          lower(tokens, k).length === 2 &&
          !words.language.conditional?.if.test(lower(tokens, k)) &&
          tokens.tag[k] === 'PRON'
        )
          seen.add('reflexive')
        else seen.add(`si-${v >= 0 ? tenseOf(tokens, words, predicateOf(tokens, v)) : 'none'}`)
      }
    }
  }
  for (const kind of seen) f.push(`has=${kind}`, `has=${kind}&${shape}`)
  const before = tokens.sentence[token] > 0 ? document.sentences[tokens.sentence[token] - 1] : undefined
  if (before && before.paragraph === sentence.paragraph) {
    const kinds = new Set<string>()
    for (let k = Math.max(before.first, before.last - 100); k < before.last; k++) {
      const kind = words.conditionals.get(lower(tokens, k))
      if (kind) kinds.add(kind)
      if (isConditional(tokens, words, k)) {
        const other = words.language.conditionalModal(tokens.form[k])
          ? 'modal'
          : compoundAt(tokens, words, k, before.last) > 0
            ? 'compound'
            : 'simple'
        kinds.add(`conditional-${other}`)
      }
    }
    for (const kind of kinds) f.push(`before=${kind}`, `before=${kind}&${shape}`)
  } else f.push('first')
  for (let k = first; k < last; k++)
    if (k !== token && isConditional(tokens, words, k)) {
      const other = words.language.conditionalModal(tokens.form[k])
        ? 'modal'
        : compoundAt(tokens, words, k, last) > 0
          ? 'compound'
          : 'simple'
      f.push(`beside=${other}${k < token ? '<' : '>'}`)
    }
  // Quotation marks and question marks.
  const start = tokens.start[token]
  let quoted = 'no'
  for (const quotation of quotationsAt(document, start)) {
    quoted = quotation[1] - quotation[0] > 60 ? 'long' : 'short'
    if (quotation[0] >= sentence.span[0] - 1 && quotation[1] <= sentence.span[1] + 1) quoted += '-inside'
  }
  f.push(`quoted=${quoted}`, `quoted=${quoted}&${shape}`, `quoted=${quoted}&${person}`)
  let question = false
  for (let k = last - 1; k >= first && k >= last - 4; k--) if (tokens.form[k].includes('?')) question = true
  for (let k = token; k < last && k < token + 40; k++) if (tokens.form[k].startsWith('?')) question = true
  if (question) f.push('question', `question&${shape}`)
  // A source after the clause: ", selon X", ", rapporte X".
  for (let k = Math.max(first, token - 40); k < last; k++) {
    if (tokens.baseRelation(k) === 'parataxis' && words.classes.get(lemmaOf(tokens, k)) === 'say')
      f.push(`inserted=${tenseOf(tokens, words, k)}`)
  }
  if (document.text.slice(sentence.span[0], sentence.span[1]).length < 80) f.push('short-sentence')
  return f
}

/** What the clause itself shows: where its verb stands and what it predicates. */
function clauseFeatures(tokens: Tokens, token: number, p: number, shape: string, first: number): string[] {
  const f: string[] = []
  const tag = tokens.tag[p]
  const form = p === token ? 'self' : (tokens.features[p]?.['VerbForm'] ?? tag)
  f.push(
    `predicate=${form}`,
    `predicate=${form}&${shape}`,
    `predicate=${form}&lemma=${lemmaOf(tokens, token)}`,
  )
  const opens = token === first || tokens.tag[token - 1] === 'PUNCT'
  if (opens) {
    let subject = 'none'
    for (const child of tokens.children(p)) if (tokens.baseRelation(child) === 'nsubj') subject = 'behind'
    f.push('opens', `opens&${shape}`, `opens&${subject}`)
    if (token === first) f.push('first-word', `first-word&${shape}`)
  }
  return f
}

/** Quotations (inner spans) that contain an offset, outermost first. */
function quotationsAt(document: Document, offset: number): [number, number][] {
  const found: [number, number][] = []
  // Quotations stand in order of their starts; those of a paragraph are few.
  let low = 0
  let high = document.quotations.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (document.quotations[middle].span[0] <= offset) low = middle + 1
    else high = middle
  }
  for (let k = low - 1; k >= 0 && k >= low - 6; k--) {
    const { span } = document.quotations[k]
    if (span[0] <= offset && offset < span[1]) found.push([span[0], span[1]])
  }
  return found.reverse()
}

/** Token of the participle that makes a conditional past, or -1: "aurait, selon lui, signé". */
export function compoundAt(tokens: Tokens, words: FactualityWords, token: number, last: number): number {
  const lemma = lemmaOf(tokens, token)
  const { conditional } = words.language
  if (!conditional?.compound.test(lemma)) return -1
  const mayBePassive = conditional.compoundOrPassive.test(lemma)
  const h = tokens.head[token]
  if (tokens.baseRelation(token) === 'aux' && h > token && isPast(tokens, h)) {
    if (mayBePassive && tokens.relation[token] === 'aux:pass') return -1
    return h
  }
  for (let k = token + 1; k < last && k <= token + 4; k++) {
    if (isPast(tokens, k) && !mayBePassive) return k
    if (tokens.tag[k] === 'NOUN' || tokens.tag[k] === 'PUNCT') break
  }
  return -1
}

function isPast(tokens: Tokens, i: number): boolean {
  return tokens.has(i, 'VerbForm', 'Part') && !tokens.has(i, 'Tense', 'Pres')
}

/** "serait coordonnée": a passive in the conditional present. */
function passiveAt(tokens: Tokens, words: FactualityWords, token: number, last: number): boolean {
  if (!words.language.conditional?.passive.test(lemmaOf(tokens, token))) return false
  for (let k = token + 1; k < last && k <= token + 3; k++) {
    if (isPast(tokens, k)) return true
    if (tokens.tag[k] !== 'ADV') return false
  }
  return false
}

/** "pourrait avoir signé": the modal's infinitive is a perfect. */
function modalPerfect(tokens: Tokens, words: FactualityWords, token: number, last: number): boolean {
  for (let k = token + 1; k < last && k <= token + 4; k++) {
    const form = lower(tokens, k)
    if (words.language.conditional?.perfectInfinitive.test(form))
      return k + 1 < last && (isPast(tokens, k + 1) || (k + 2 < last && isPast(tokens, k + 2)))
  }
  return false
}

function followingVerb(tokens: Tokens, from: number, last: number): number {
  for (let k = from + 1; k < last && k <= from + 12; k++) {
    if (tokens.form[k] === ',') return -1
    if ((tokens.tag[k] === 'VERB' || tokens.tag[k] === 'AUX') && tokens.features[k]?.['VerbForm'] !== 'Inf')
      return k
  }
  return -1
}

function personOf(tokens: Tokens, words: FactualityWords, i: number): string {
  const form = lower(tokens, i)
  for (const [ending, person] of words.language.conditional?.persons ?? [])
    if (ending.test(form)) return person
  return '3s'
}

/**
 * A sentence (or a quotation) that opens with its condition: "Si …, …", "Sans cette digue, …", "En cas de grève, …".
 * Exact enough to overrule the classifier for the verb of the main clause.
 */
function opensWithCondition(
  tokens: Tokens,
  words: FactualityWords,
  token: number,
  sentenceFirst: number,
): boolean {
  const { conditional } = words.language
  const p = predicateOf(tokens, token)
  const relation = tokens.head[p] < 0 ? 'root' : tokens.baseRelation(p)
  if (relation !== 'root' && relation !== 'conj' && relation !== 'parataxis' && relation !== 'ccomp')
    return false
  for (let k = token - 1; k >= sentenceFirst && k >= token - 40; k--) {
    const opens = k === sentenceFirst || /^["“«»:]$/.test(tokens.form[k - 1])
    if (!opens) continue
    const form = lower(tokens, k)
    const kind = words.conditionals.get(form)
    if (opensPerfect(tokens, words, k)) return true
    if (kind === 'without') return !words.language.conditionalModal(tokens.form[token])
    if (conditional?.beforeCase.test(form) && k + 1 < token)
      return words.conditionals.get(lower(tokens, k + 1)) === 'condition'
    if (
      conditional?.if.test(form) ||
      (kind === 'condition' && form.length === 2 && conditional?.behindElidedIf.test(lower(tokens, k + 1)))
    )
      return true
  }
  return false
}

/**
 * A sentence that opens with a conditional past and shows no condition: "Habría obligado a su vecina a firmar". What is
 * wished ("habría sido mejor"), asked, quoted, or goes on from a condition in the sentence before is left to the classifier.
 */
function opensUnconditioned(document: Document, words: FactualityWords, token: number): boolean {
  const tokens = document.tokens
  const number = tokens.sentence[token]
  const { first, last, paragraph } = document.sentences[number]
  const p = predicateOf(tokens, token)
  if (token !== first || words.language.conditionalModal(tokens.form[token])) return false
  if (compoundAt(tokens, words, token, last) < 0 || !/^3/.test(personOf(tokens, words, token))) return false
  if (quotationsAt(document, tokens.start[token]).length > 0 || tokens.form[last - 1].startsWith('?'))
    return false
  if (showsCondition(tokens, words, token, first, last)) return false
  for (let k = token + 1; k < last && k <= p + 2; k++)
    if (words.conditionals.get(lower(tokens, k)) === 'evaluation') return false
  const before = number > 0 ? document.sentences[number - 1] : undefined
  return (
    !before ||
    before.paragraph !== paragraph ||
    !showsCondition(tokens, words, before.last - 1, before.first, before.last)
  )
}

/** "de haber llovido menos" */
function opensPerfect(tokens: Tokens, words: FactualityWords, k: number): boolean {
  const { conditional } = words.language
  return (
    k + 1 < tokens.length &&
    conditional !== undefined &&
    conditional.beforePerfect.test(lower(tokens, k)) &&
    conditional.perfectInfinitive.test(lower(tokens, k + 1))
  )
}

/** Whether a word of condition stands in the sentence, no farther than a hundred words. */
function showsCondition(
  tokens: Tokens,
  words: FactualityWords,
  token: number,
  first: number,
  last: number,
): boolean {
  for (let k = Math.max(first, token - 100); k < Math.min(last, token + 100); k++) {
    const kind = words.conditionals.get(lower(tokens, k))
    if (kind === 'without') return true
    if (k + 1 < last && opensPerfect(tokens, words, k)) return true
    if (
      kind === 'condition' &&
      (tokens.tag[k] !== 'PRON' || words.language.conditional?.if.test(lower(tokens, k)))
    )
      return true
  }
  return false
}

/**
 * Classifies the conditional at `token`. `governor` is the word right before its clause's complementizer, or -1: what
 * a rumour tells is hearsay.
 */
export function conditionalUse(
  document: Document,
  words: FactualityWords,
  judge: UseJudge,
  token: number,
  governor: number,
): ConditionalUse {
  const tokens = document.tokens
  const { scores, scale } = judge(token)
  let best = 0
  for (let c = 1; c < scores.length; c++) if (scores[c] > scores[best]) best = c
  let second = best === 0 ? 1 : 0
  for (let c = 0; c < scores.length; c++) if (c !== best && scores[c] > scores[second]) second = c
  const { first, last } = document.sentences[tokens.sentence[token]]
  const ruled = opensWithCondition(tokens, words, token, first)
    ? 'hypothetical'
    : governor >= 0 && tokens.tag[governor] === 'NOUN' && classOf(tokens, words, governor) === 'report'
      ? 'hearsay'
      : words.conditionals.get(lower(tokens, predicateOf(tokens, token))) === 'evaluation'
        ? 'other'
        : opensUnconditioned(document, words, token)
          ? 'hearsay'
          : undefined
  return {
    token,
    use: ruled ?? conditionalUses[best],
    conditioned: showsCondition(tokens, words, token, first, last),
    compound: compoundAt(tokens, words, token, last) > 0,
    modal: words.language.conditionalModal(tokens.form[token]),
    score: ruled ? 0 : Math.round((scores[best] - scores[second]) * scale * 100) / 100,
  }
}
