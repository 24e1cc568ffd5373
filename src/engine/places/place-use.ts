import type { PlaceUse } from '../../contract/analysis.ts'
import type { Document } from './document.ts'
import type { Candidate } from './gazetteer.ts'
import type { PlaceLexicon } from './place-lexicon.ts'
import type { PlaceMention } from './place-mentions.ts'

/** Buildings whose name is said for those who work there. */
const institutions = new Set([
  'White House',
  'Pentagon',
  'Kremlin',
  'Élysée Palace',
  'Hôtel Matignon',
  'Moncloa Palace',
  '10 Downing Street',
  'Casa Rosada',
  'Miraflores Palace',
  'Planalto',
  'Palazzo Chigi',
  'Zarzuela',
])

/**
 * Whether a place's name stands for its government, team or institution ("Washington accuses", "entre Moscou et Kiev"):
 * it is the subject of an actor's verb, the object of a verb that has one for its target, or a party to dealings.
 */
export function placeUse(
  document: Document,
  mention: PlaceMention,
  place: Candidate,
  lexicon: PlaceLexicon,
): PlaceUse {
  const { tokens } = document
  const institution = place.kind === 'facility' && institutions.has(place.name)
  const body =
    place.kind === 'country' ||
    place.seat >= 2 ||
    institution ||
    place.kind === 'region' ||
    place.kind === 'area'
  if (!body) return 'literal'
  const { first, last } = mention
  const before =
    first > 0 && tokens.sentence[first - 1] === tokens.sentence[first]
      ? tokens.form[first - 1].toLowerCase()
      : ''
  if (lexicon.is('inside', before)) return 'literal'
  // A dateline: "México.- ", "PARIS (AFP)", "LONDON — ".
  if (
    before === '' &&
    /^(?:\.-| ?\(|\.? ?[–—]| - )/.test(document.text.slice(mention.span[1], mention.span[1] + 4))
  )
    return 'literal'
  // A finite verb directly behind the name has it for its subject, whatever the tree says.
  const next = last + 1
  if (next < tokens.length && tokens.sentence[next] === tokens.sentence[last] && tokens.tag[next] === 'VERB')
    if (
      tokens.has(next, 'VerbForm', 'Fin') &&
      lexicon.is('actor', tokens.lemma[next]) &&
      !preposition(document, first)
    )
      return 'associative'
  // The head of the name: the token of it whose head stands outside.
  let head = first
  while (head < last && tokens.head[head] >= first && tokens.head[head] <= last) head++
  // The first conjunct has the role of all.
  let steps = 0
  let role = head
  while (tokens.baseRelation(role) === 'conj' && tokens.head[role] >= 0 && steps++ < 8)
    role = tokens.head[role]
  const relation = tokens.baseRelation(role)
  const governor = tokens.head[role]
  if (governor < 0) return 'literal'
  const hasCase = tokens
    .children(role)
    .some((child) => tokens.baseRelation(child) === 'case' && tokens.tag[child] === 'ADP')
  const lemma = tokens.lemma[governor]
  if (relation === 'nsubj' && !hasCase) {
    const passive = tokens.relation[role].endsWith(':pass')
    if (passive ? lexicon.is('target', lemma) : lexicon.is('actor', lemma)) return 'associative'
  }
  if (relation === 'obl' && tokens.relation[role].endsWith(':agent') && lexicon.is('actor', lemma))
    return 'associative'
  // Spanish marks a personal object with "a".
  const personal = relation === 'obl' && before === document.words.places.personalObject
  if ((relation === 'obj' || relation === 'iobj' || personal) && lexicon.is('target', lemma))
    return 'associative'
  if (
    relation === 'nmod' &&
    lexicon.is('between', lemma) &&
    (place.kind === 'country' || place.seat === 3 || institution) &&
    tokens.children(role).some((child) => lexicon.is('party', tokens.form[child].toLowerCase()))
  )
    return 'associative'
  return 'literal'
}

/** Whether a preposition stands before the name, with or without an article between. */
function preposition({ tokens }: Document, first: number): boolean {
  for (let i = first - 1; i >= 0 && i >= first - 2 && tokens.sentence[i] === tokens.sentence[first]; i--) {
    if (tokens.tag[i] === 'ADP') return true
    if (tokens.tag[i] !== 'DET') return false
  }
  return false
}
