import type { Reads } from '../layers.ts'
import type { ReadonlyInts } from '../tokens.ts'

type Document = Reads<'tokens' | 'tags' | 'lemmas' | 'dependencies'>

/** The subject that a verb has for itself; -1 where it has none. What has a preposition is none, whatever the parser says. */
export function ownSubject(document: Document, verb: number, quotations?: ReadonlyInts): number {
  const { tokens } = document
  for (const k of tokens.children(verb)) {
    const relation = tokens.relation[k]
    if (relation !== 'nsubj' && relation !== 'nsubj:pass') continue
    if (tokens.children(k).some((n) => tokens.baseRelation(n) === 'case')) continue
    if (quotations && quotations[k] >= 0 && quotations[verb] < 0) continue
    return k
  }
  return -1
}

/** Whether a finite third person singular verb stands without any subject, in its clause or the one that it is joined to. */
export function droppedSubject(document: Document, verb: number, quotations: ReadonlyInts): boolean {
  const { tokens } = document
  const finite = finiteToken(document, verb)
  if (finite < 0 || tokens.has(finite, 'Number', 'Plur')) return false
  const person = tokens.features[finite]['Person']
  if (person !== undefined && person !== '3') return false
  if (
    tokens
      .children(verb)
      .some((k) => tokens.relation[k] === 'expl:pass' || tokens.relation[k] === 'expl:impers')
  )
    return false
  for (let v = verb, n = 0; v >= 0 && n < 4; n++) {
    if (ownSubject(document, v, quotations) >= 0) return false
    const relation = tokens.baseRelation(v)
    if (relation === 'conj' || relation === 'xcomp') v = tokens.head[v]
    else break
  }
  return true
}

/** The verb itself or its auxiliary, whichever is finite; -1 where none is. */
export function finiteToken(document: Document, i: number): number {
  const { tokens } = document
  if (tokens.has(i, 'VerbForm', 'Fin')) return i
  for (const k of tokens.children(i))
    if (tokens.tag[k] === 'AUX' && tokens.has(k, 'VerbForm', 'Fin')) return k
  return -1
}

/** The noun that the relative clause of a verb is about, where the pronoun is not its subject: "X, a quien tachó"; else -1. */
export function relativeOf(document: Document, verb: number): number {
  const { tokens } = document
  for (let v = verb, n = 0; v >= 0 && n < 4; n++) {
    const relation = tokens.baseRelation(v)
    if (relation === 'acl') return tokens.head[v]
    if (relation !== 'conj' && relation !== 'ccomp' && relation !== 'xcomp') return -1
    v = tokens.head[v]
  }
  return -1
}
