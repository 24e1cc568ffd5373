import { universalTags } from '../../src/engine/tokens.ts'
import type { Tree } from './treebank.ts'

/** What stays of a noun phrase and of a clause when it is cut down to its frame. */
const nominal = new Set(['det', 'case', 'nummod', 'nmod:poss', 'flat', 'flat:name', 'compound', 'fixed'])
const clausal = new Set([
  'nsubj',
  'nsubj:pass',
  'obj',
  'iobj',
  'obl:agent',
  'aux',
  'aux:pass',
  'cop',
  'expl',
  'expl:pv',
  'expl:subj',
  'expl:pass',
  'compound:prt',
  'xcomp',
  'ccomp',
  'mark',
  'fixed',
])
const negations = new Set([
  'ne',
  "n'",
  'n’',
  'pas',
  'plus',
  'jamais',
  'not',
  "n't",
  'n’t',
  'never',
  'no',
  'nunca',
])
/** In how many of ten clauses a part that may stay or go stays. */
const perhaps: Record<string, number> = { amod: 4, obl: 4, nmod: 2, advmod: 2 }

const verb = (universalTags as readonly string[]).indexOf('VERB')
const punctuation = (universalTags as readonly string[]).indexOf('PUNCT')
const pronoun = (universalTags as readonly string[]).indexOf('PRON')

/** Whether something that happens in so many cases of ten happens in this one: the same for the same two numbers. */
function happens(tenths: number, a: number, b: number): boolean {
  let x = (a * 0x9e3779b1) ^ (b * 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d)
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39)
  return ((x ^ (x >>> 15)) >>> 0) % 10 < tenths
}

/**
 * Short sentences cut out of a treebank: for each main or reported clause in the indicative with its subject, the verb with
 * its subject, objects, auxiliaries and little else, and a full stop. Treebanks hold few sentences as short and plain as
 * news is full of ("The ferry sank."); these have their labels from the trees they are cut from.
 * @param most the most words a sentence may have, the full stop among them
 */
export function shortClauses(trees: readonly Tree[], most = 12): Tree[] {
  const out: Tree[] = []
  const seen = new Set<string>()
  trees.forEach((tree, number) => {
    const n = tree.forms.length
    if (n < 5 || /[?!]/.test(tree.forms[n - 1])) return
    const below: number[][] = tree.forms.map(() => [])
    tree.heads.forEach((head, i) => {
      if (head < n) below[head].push(i)
    })
    for (let top = 0; top < n; top++) {
      const relation = tree.relations[top]
      if (!['root', 'ccomp', 'parataxis', 'conj', 'advcl'].includes(relation)) continue
      const own = below[top]
      const subject = own.find((i) => tree.relations[i].startsWith('nsubj'))
      const copula = own.some((i) => tree.relations[i] === 'cop')
      if (subject === undefined || (tree.tags[top] !== verb && !copula)) continue
      const finite = [top, ...own.filter((i) => /^(aux|cop)/.test(tree.relations[i]))]
      if (!finite.some((i) => tree.bundles[i].includes('Mood=Ind'))) continue
      // A relative or interrogative word would not stand there.
      if (tree.tags[subject] === pronoun && /PronType=(Int|Rel)/.test(tree.bundles[subject])) continue
      const kept = [top]
      const take = (i: number, clause: boolean): void => {
        for (const child of below[i]) {
          const kind = tree.relations[child]
          if (i === top && kind === 'mark') continue
          const stays = clause
            ? clausal.has(kind) ||
              nominal.has(kind) ||
              (kind === 'advmod' && negations.has(tree.forms[child].toLowerCase()))
            : nominal.has(kind)
          if (!stays && !happens(perhaps[kind] ?? 0, number, child)) continue
          kept.push(child)
          take(child, kind === 'xcomp' || kind === 'ccomp')
        }
      }
      take(top, true)
      if (kept.length < 2 || kept.length >= most) continue
      kept.sort((a, b) => a - b)
      const place = new Map(kept.map((from, to) => [from, to]))
      const length = kept.length + 1
      const forms = kept.map((i) => tree.forms[i])
      // Where it does not begin its sentence its first word becomes the beginning of one.
      forms[0] = forms[0].slice(0, 1).toUpperCase() + forms[0].slice(1)
      const text = forms.join(' ')
      if (seen.has(text) || kept.length === n - 1) continue
      seen.add(text)
      out.push({
        source: tree.source,
        forms: [...forms, '.'],
        lemmas: [...kept.map((i) => tree.lemmas[i]), '.'],
        tags: [...kept.map((i) => tree.tags[i]), punctuation],
        bundles: [...kept.map((i) => tree.bundles[i]), '_'],
        heads: [...kept.map((i) => (i === top ? length : place.get(tree.heads[i])!)), place.get(top)!],
        relations: [...kept.map((i) => (i === top ? 'root' : tree.relations[i])), 'punct'],
      })
    }
  })
  return out
}
