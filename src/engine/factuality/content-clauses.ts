import { predicateOf } from './conditionals.ts'
import type { Tokens } from './document.ts'
import type { FactualityWords, GovernorClass } from './lexicon.ts'
import { classOf, isContentNoun, lemmaOf } from './predicates.ts'

/** How far behind its complementizer the verb of a clause is looked for. */
const reach = 40

/** Classes whose word is a governor of a clause only where it is judged itself: "evidence has been found that …". */
const extraposed: ReadonlySet<GovernorClass> = new Set([
  'prove',
  'report',
  'doubt',
  'suspect',
  'false',
  'true',
])

/** Classes of nouns whose clause tells what is known, said or thought; "el candidato que lleva la ventaja" has a relative. */
export const telling: ReadonlySet<GovernorClass> = new Set([
  ...extraposed,
  'say',
  'know',
  'believe',
  'deny',
  'certain',
  'possible',
  'probable',
  'unlikely',
  'impossible',
])

/**
 * The word that says how sure a content clause is, by the clause's predicate; -1 where the tree tells it well enough.
 * A parser often takes "es falso que", "preuve que" for relatives, or hangs the clause on something beside it: what
 * stands right before the complementizer is surer than the tree.
 */
export function findContentGovernors(tokens: Tokens, words: FactualityWords): Int32Array {
  const governors = new Int32Array(tokens.length).fill(-1)
  const { language } = words
  for (let k = 1; k < tokens.length; k++) {
    const form = tokens.form[k].toLowerCase()
    const relative = language.contentRelative.word.test(form) && isContentRelative(tokens, words, k)
    if (!relative && (!words.that.has(form) || tokens.tag[k] === 'PART')) continue
    const governor = relative ? nounBefore(tokens, k - 1) : wordBefore(tokens, words, k)
    if (governor < 0) continue
    // A relative pronoun is the subject or the object of its clause.
    const role = tokens.baseRelation(k)
    const pronoun =
      role === 'nsubj' ||
      (role === 'obj' &&
        !isDeniedNoun(tokens, words, governor) &&
        (classOf(tokens, words, governor) === undefined ||
          words.relating.has(lemmaOf(tokens, tokens.head[k])) ||
          tokens.tag[tokens.head[k]] !== 'VERB'))
    if (!relative && pronoun && isContentNoun(tokens, words, governor)) continue
    const predicate = clausePredicate(tokens, k, governor)
    if (predicate >= 0 && predicate !== governor) governors[predicate] = governor
  }
  return governors
}

/** "no proof that the pilot slept": what there is none of is not what somebody slept. */
function isDeniedNoun(tokens: Tokens, words: FactualityWords, i: number): boolean {
  return (
    i > 0 && (words.negativeDeterminers.has(tokens.form[i - 1].toLowerCase()) || isScarce(tokens, words, i))
  )
}

/** "little evidence", "peu de preuves", not "a few signs": whether the one or two words before a noun make it scarce. */
export function isScarce(tokens: Tokens, words: FactualityWords, i: number): boolean {
  let before = ''
  for (let k = i - 1; k >= 0 && k >= i - 2 && tokens.sentence[k] === tokens.sentence[i]; k--) {
    before = before === '' ? tokens.form[k].toLowerCase() : `${tokens.form[k].toLowerCase()} ${before}`
    if (words.scarce.has(before))
      return k === 0 || !words.language.notScarce.test(`${tokens.form[k - 1].toLowerCase()} ${before}`)
  }
  return false
}

/** "rumeurs selon lesquelles", "versiones según las cuales". */
function isContentRelative(tokens: Tokens, words: FactualityWords, k: number): boolean {
  const { before } = words.language.contentRelative
  return (
    before.test(tokens.form[k - 1].toLowerCase()) || (k > 1 && before.test(tokens.form[k - 2].toLowerCase()))
  )
}

/** The noun before "selon lesquelles", over what may stand between: "informations de presse selon lesquelles". */
function nounBefore(tokens: Tokens, from: number): number {
  for (let k = from, n = 0; k >= 0 && n < 8 && tokens.sentence[k] === tokens.sentence[from]; k--, n++)
    if (tokens.tag[k] === 'NOUN' && !tokens.baseRelation(k).startsWith('nmod')) return k
  return -1
}

/** The word before a complementizer that has something to say of its clause, or -1. */
function wordBefore(tokens: Tokens, words: FactualityWords, that: number): number {
  let k = that - 1
  for (let n = 0; k >= 0 && n < 3; k--, n++) {
    if (tokens.sentence[k] !== tokens.sentence[that]) return -1
    const tag = tokens.tag[k]
    // "pruebas de que", "announced today that"
    if (tag !== 'ADP' && tag !== 'ADV') break
    if (classOf(tokens, words, k)) break
  }
  // "Prueba alguna de que", "preuves concrètes que": what describes the noun may stand behind it.
  for (let n = 0; n < 2 && k > 0 && (tokens.tag[k] === 'ADJ' || tokens.tag[k] === 'DET'); n++) {
    if (classOf(tokens, words, k) || tokens.sentence[k - 1] !== tokens.sentence[that]) break
    if (tokens.tag[k - 1] === 'NOUN' && tokens.head[k] === k - 1) {
      const kind = classOf(tokens, words, k - 1)
      if (kind && extraposed.has(kind)) return k - 1
    }
    if (tokens.tag[k - 1] !== 'ADJ') break
    k--
  }
  if (k < 0 || tokens.sentence[k] !== tokens.sentence[that]) return -1
  // "No evidence has been found that": the noun is what the clause belongs to.
  if (tokens.tag[k] === 'VERB' || tokens.tag[k] === 'AUX')
    for (const child of tokens.children(predicateOf(tokens, k)))
      if (tokens.baseRelation(child) === 'nsubj' && isContentNoun(tokens, words, child)) {
        const kind = classOf(tokens, words, child)
        if (kind && extraposed.has(kind)) return child
      }
  // A noun without a class may still be called false: "la noticia de que … es falsa".
  return isContentNoun(tokens, words, k) || classOf(tokens, words, k) ? k : -1
}

/** The predicate of the clause that complementizer `that` opens, or -1. */
function clausePredicate(tokens: Tokens, that: number, governor: number): number {
  const marked = tokens.baseRelation(that) === 'mark' && tokens.head[that] > that ? tokens.head[that] : -1
  let first = -1
  for (
    let t = that + 1;
    t < tokens.length && t <= that + reach && tokens.sentence[t] === tokens.sentence[that];
    t++
  ) {
    if ((tokens.tag[t] !== 'VERB' && tokens.tag[t] !== 'AUX') || !mayBeFinite(tokens, t)) continue
    const predicate = predicateOf(tokens, t)
    // A relative clause of something inside: "que le maire qui dirige la ville …".
    const head = tokens.head[predicate]
    if (tokens.relation[predicate] === 'acl:relcl' && head > that) continue
    first = predicate
    break
  }
  if (marked < 0 || marked === first) return first
  if (first < 0) return marked
  // The mark hangs on a later verb, the first verb on the governor: "aucune preuve que X a volé n'a été trouvée".
  return tokens.head[first] === governor ? first : marked
}

function mayBeFinite(tokens: Tokens, i: number): boolean {
  const form = tokens.features[i]?.['VerbForm']
  return form === undefined || form === 'Fin'
}
