import type { Entity, SourceKind } from '../../contract/analysis.ts'
import { isFirstName } from '../names/first-names.ts'
import type { AttributionView } from './attribution-view.ts'
import type { SourceClass, SourceLexicon } from './source-lexicon.ts'

/** Whether the name that begins at one of the phrase's tokens is an outlet's: its longest run of name words, or its head. */
export function outletIn(
  view: AttributionView,
  lexicon: SourceLexicon,
  first: number,
  last: number,
): [number, number] | undefined {
  const { tokens } = view
  for (let i = first; i <= last; i++) {
    const c = tokens.form[i][0] ?? ''
    if (c === c.toLowerCase()) continue
    if (!lexicon.outletBeginnings.mayBegin(view.document.text, tokens.end[i], tokens.form[i])) continue
    for (let k = Math.min(last, i + 4); k >= i; k--)
      if (lexicon.isOutlet(view.document.text.slice(tokens.start[i], tokens.end[k]))) return [i, k]
  }
  return undefined
}

/** Types that a person's name is taken for where what stands behind it misleads. */
const personLike: ReadonlySet<string> = new Set(['person', 'law', 'other', 'product'])

/** Whether a source's head stands in a person's name of several words, or in one that opens with a first name. */
function isPersonsName(
  view: AttributionView,
  first: number,
  head: number,
  entity: Entity | undefined,
): boolean {
  const { tokens, document } = view
  if (!/^\p{Lu}/u.test(tokens.form[head]) || !view.inName[head]) return false
  let from = head
  while (from > first && view.inName[from - 1] && /^\p{Lu}/u.test(tokens.form[from - 1])) from--
  const isNamed = isFirstName(tokens.form[from], document.language) && view.inName[from + 1] === 1
  return isNamed && (entity === undefined || personLike.has(entity.type))
}

/** What decides the kind of a source that stands in words: tokens first to last, with their head. */
export function kindOfPhrase(
  view: AttributionView,
  lexicon: SourceLexicon,
  first: number,
  last: number,
  head: number,
  entity: Entity | undefined,
): SourceKind {
  const { tokens, words } = view
  const lemma = view.lemma(head).toLowerCase()
  const form = tokens.form[head].toLowerCase()
  const classes = new Set<SourceClass>([...lexicon.classesOf(lemma), ...lexicon.classesOf(form)])
  // "Bill Carter", "Mark Post", "Pierre Journal": a person, whatever else the words may mean.
  if (isPersonsName(view, first, head, entity)) return 'named'
  // A state called by its name speaks as one, also in the plural: "les États-Unis".
  if (
    entity &&
    (entity.type === 'place' || entity.type === 'organization') &&
    view.inName[head] &&
    tokens.tag[head] === 'PROPN' &&
    !classes.has('document') &&
    !outletIn(view, lexicon, first, last)
  )
    return kindOfEntity(lexicon, entity)
  // The outlet itself, alone or as the core of the phrase: "NBC", "le quotidien Le Figaro".
  const outlet = outletIn(view, lexicon, first, last)
  if (outlet) {
    const core = outlet[0] <= head && head <= outlet[1]
    if (core || classes.has('media')) return 'media'
    const h = tokens.head[outlet[0]]
    const relation = tokens.baseRelation(outlet[0])
    if (h === head && (relation === 'flat' || relation === 'appos') && classes.size === 0) return 'media'
  }
  const plural =
    tokens.has(head, 'Number', 'Plur') || words.pluralDeterminer.test(tokens.form[first].toLowerCase())
  const determiner = tokens.form[first].toLowerCase().replace(/’/g, "'")
  const vague = words.indefinite.has(determiner) || (!plural && words.indefinite.has(determiner))
  // "Deux hauts responsables", "two senior officials": counted people who speak for a body, without names.
  const counted = words.count.test(determiner)
  if (tokens.tag[head] === 'PRON' || (tokens.tag[head] === 'DET' && first === last)) {
    if (entity && entity.type !== 'group') return kindOfEntity(lexicon, entity)
    const plural3 = tokens.has(head, 'Number', 'Plur') || words.pluralPronoun.test(form)
    if (plural3) return 'group'
    if (words.everybody.test(form)) return 'group'
    if (words.somebody.test(form)) return 'anonymous'
    return 'named'
  }
  // A name behind a comma, or anywhere that no "of" governs it.
  let named = false
  for (let i = Math.max(first, head + 1); i <= last && !named; i++)
    if (view.inName[i] && !view.inName[i - 1] && tokens.form[i - 1] === ',' && tokens.tag[i] === 'PROPN')
      named = true
  // A name right behind the noun, with nothing between: "le syndicat SUD".
  if (
    head < last &&
    view.inName[head + 1] &&
    tokens.head[head + 1] === head &&
    /^\p{Lu}/u.test(tokens.form[head + 1])
  )
    named = true
  for (let i = first; i <= last && !named; i++) {
    if (tokens.tag[i] !== 'PROPN') continue
    // "Two Velmar officials": whose officials they are.
    if (plural && i < head && tokens.tag[head] === 'NOUN' && tokens.baseRelation(i) === 'compound') continue
    // A name that is the head, or stands beside it: not the one in "un responsable de la Maison-Blanche".
    let k = i
    for (let n = 0; n < 6 && k !== head; n++) {
      const relation = tokens.baseRelation(k)
      if (
        relation !== 'flat' &&
        relation !== 'appos' &&
        relation !== 'compound' &&
        relation !== 'conj' &&
        relation !== 'nsubj'
      )
        break
      k = tokens.head[k]
      if (k < 0) break
    }
    if (k === head) named = true
  }
  // "Informations de presse"
  if (classes.has('document') && isOfPress(view, lexicon, head)) return 'media'
  if (
    classes.has('document') &&
    !(named && classes.has('person')) &&
    !classes.has('person') &&
    !classes.has('anonymous')
  )
    return 'document'
  if (classes.has('anonymous') && !named) return 'anonymous'
  if (counted && !named)
    for (let i = first; i <= Math.min(last, head + 2); i++)
      if (words.official.test(view.lemma(i))) return 'anonymous'
  if (classes.has('media')) return 'media'
  if (tokens.tag[head] === 'PROPN' || (named && !classes.has('group')) || (named && !plural)) {
    if (plural && /^[a-zéèáíóúñ]/.test(form)) return 'group'
    return plural && words.namedGroup.test(tokens.form[head]) ? 'group' : 'named'
  }
  if (view.inName[head] && entity?.type !== 'group' && !classes.has('group') && !classes.has('document'))
    return 'named'
  if (entity && entity.type === 'organization' && !plural) return kindOfEntity(lexicon, entity)
  // "Le syndicat" is one body; "los sindicatos" are a group.
  if (classes.has('body') && classes.has('group') && !plural && !vague) return 'named'
  if (classes.has('person') || classes.has('group')) {
    if (plural) {
      if (counted && words.official.test(lemma)) return 'anonymous'
      const nameless = words.indefinitePlural.has(determiner) || counted || first === head
      if (classes.has('person') && !classes.has('group') && nameless && words.official.test(lemma))
        return 'anonymous'
      return 'group'
    }
    if (vague) return classes.has('group') && !classes.has('person') ? 'group' : 'anonymous'
    if (classes.has('group') && !classes.has('person')) return 'group'
    return 'named'
  }
  if (classes.has('body')) return plural && words.indefinitePlural.has(determiner) ? 'group' : 'named'
  if (plural) return 'group'
  if (vague) return 'anonymous'
  return 'named'
}

/** Whether a bare noun for the press tells whose a text is. */
function isOfPress({ tokens }: AttributionView, lexicon: SourceLexicon, head: number): boolean {
  return tokens
    .children(head)
    .some(
      (k) =>
        /^(nmod|compound)$/.test(tokens.relation[k]) &&
        tokens.tag[k] === 'NOUN' &&
        lexicon.classesOf(tokens.lemma[k] || tokens.form[k].toLowerCase()).includes('media') &&
        !tokens.children(k).some((c) => tokens.tag[c] === 'DET'),
    )
}

/** The kind of a source known as an entity. */
export function kindOfEntity(lexicon: SourceLexicon, entity: Entity): SourceKind {
  if (entity.type === 'group') return 'group'
  if (entity.type !== 'person' && lexicon.isOutlet(entity.name)) return 'media'
  return 'named'
}
