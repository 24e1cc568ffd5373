import type { Span } from '../../contract/analysis.ts'
import type { Reads } from '../layers.ts'
import { headOf } from './antecedents.ts'
import { nounAt } from './descriptors.ts'
import { finiteToken, ownSubject } from './dropped-subjects.ts'
import { mentionsWithin } from './entity-index.ts'
import { nameLexicon } from './name-lexicon.ts'

type Document = Reads<
  | 'sentences'
  | 'tokens'
  | 'tags'
  | 'lemmas'
  | 'dependencies'
  | 'quotations'
  | 'entities'
  | 'entityIndex'
  | 'discourse'
>

const joined = new Set(['appos', 'flat', 'compound'])

/**
 * Id of the entity that a span means, by its head: the name itself, a noun with the name beside it ("le ministre de
 * l'Intérieur, Gérald Darmanin"), a nominal or pronoun that coreference has linked. Null where it is nobody named
 * ("des sources proches de X").
 */
export function entityOfSpan(document: Document, span: Span): string | null {
  const { tokens, entities } = document
  const first = tokens.at(span[0])
  let last = first
  if (first >= tokens.length || tokens.start[first] >= span[1]) return null
  while (last + 1 < tokens.length && tokens.start[last + 1] < span[1]) last++
  const index = document.entityIndex
  // A mention that fills the span but for articles, titles and marks.
  const inner = mentionsWithin(index, first, last)
  const exact = inner.find((mention) => mention.first === first && mention.last === last)
  if (exact) return entities[exact.entity].id
  const lexicon = nameLexicon(document.words)
  const head = headOf(document, first, last)
  if (index.ofToken[head] >= 0) {
    // A name at the head, unless a role noun before it carries it as its complement ("l'avocat de X" parsed awry).
    const mention = inner.find((one) => one.first <= head && head <= one.last)
    if (!mention || !underPreposition(document, first, mention.first)) return entities[index.ofToken[head]].id
  }
  // The noun's name: apposed, or a person's name right behind the phrase without preposition.
  for (const mention of inner) {
    if (mention.kind !== 'name' || entities[mention.entity].type !== 'person') continue
    const own = headOf(document, mention.first, mention.last)
    const before = mention.first - 1
    const preposition = before >= first && (tokens.tag[before] === 'ADP' || tokens.tag[before] === 'DET')
    if (preposition || document.words.names.possessive.test(tokens.form[mention.last].toLowerCase())) continue
    const relation = tokens.baseRelation(own)
    if (tokens.head[own] === head && (joined.has(relation) || relation === 'nmod'))
      return entities[mention.entity].id
    // The parser may hang the name elsewhere: a role noun at the head and one person named without preposition will do.
    for (let i = first; i < mention.first; i++)
      if (nounAt(document, lexicon, i, ['role', 'title'])) return entities[mention.entity].id
  }
  const pronoun = inner.find(
    (mention) => mention.kind !== 'name' && mention.first <= head && head <= mention.last,
  )
  if (pronoun) return entities[pronoun.entity].id
  if (first === last || span[1] - span[0] < 2) return null
  return null
}

function underPreposition(document: Document, first: number, name: number): boolean {
  const { tokens } = document
  for (let k = name - 1; k >= first; k--) {
    if (tokens.tag[k] === 'ADP') return true
    if (tokens.tag[k] !== 'DET' && tokens.tag[k] !== 'ADJ') return false
  }
  return false
}

/**
 * Id of the entity that is the subject of a verb, expressed or dropped ("Aseguró que…"): its own subject, that of the verb
 * to which it is joined, or, where a finite third person has none, the one spoken of before. Null where nobody is clear.
 * @param verb index of the verb's token
 */
export function subjectEntity(document: Document, verb: number): string | null {
  const { tokens, entities, discourse } = document
  const dropped = discourse.subjects[verb] ?? -1
  if (dropped >= 0) return entities[dropped].id
  for (let v = verb, n = 0; v >= 0 && n < 4; n++) {
    const subject = ownSubject(document, v)
    if (subject >= 0) {
      const relative = tokens.tag[subject] === 'PRON' && tokens.has(subject, 'PronType', 'Rel')
      if (!relative)
        return entityOfSpan(document, tokens.spanOf(tokens.leftmost(subject), tokens.rightmost(subject)))
      const antecedent = tokens.head[v]
      return antecedent < 0 ? null : entityOfSpan(document, tokens.span(antecedent))
    }
    const relation = tokens.baseRelation(v)
    if (relation === 'conj' || relation === 'xcomp') v = tokens.head[v]
    else if (relation === 'advcl' && finiteToken(document, v) < 0) v = tokens.head[v]
    else if (relation === 'acl' && tokens.head[v] >= 0 && finiteToken(document, v) < 0)
      return entityOfSpan(document, tokens.span(tokens.head[v]))
    else break
  }
  return null
}
