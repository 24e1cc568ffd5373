import type { ByteWriter } from '../../src/engine/grammar/bytes.ts'
import { readFeatures } from '../../src/engine/grammar/conllu.ts'
import {
  applyRule,
  lemmaTag,
  longestEnding,
  ruleFor,
  verbLemma,
} from '../../src/engine/grammar/lemmatiser.ts'
import type { VerbForms } from '../../src/engine/grammar/verb-forms.ts'
import { universalTags } from '../../src/engine/tokens.ts'
import type { Tree } from './treebank.ts'

/** Learns rules by ending, and the list of forms that they get wrong; writes both. */
export function writeLemmas(writer: ByteWriter, trees: readonly Tree[], verbs: VerbForms): void {
  // How often each form with its tag has which lemma.
  const seen = new Map<string, Map<string, number>>()
  for (const tree of trees)
    tree.forms.forEach((form, i) => {
      const lemma = tree.lemmas[i]
      if (lemma === '_' && form !== '_') return
      const tag = lemmaTag(universalTags[tree.tags[i]], readFeatures(tree.bundles[i]))
      const plain = form.replaceAll('’', "'")
      const base = ruleFor(form, lemma).startsWith('k') ? plain : plain.toLowerCase()
      const key = `${base}\t${tag}`
      let lemmas = seen.get(key)
      if (!lemmas) {
        lemmas = new Map()
        seen.set(key, lemmas)
      }
      lemmas.set(lemma, (lemmas.get(lemma) ?? 0) + 1)
    })
  const chosen = new Map<string, string>()
  for (const [key, lemmas] of seen)
    chosen.set(key, [...lemmas].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0])
  // Rules by ending, counted once a form.
  const counts = new Map<string, Map<string, number>>()
  for (const [key, lemma] of chosen) {
    const [form, tag] = key.split('\t')
    const rule = ruleFor(form, lemma)
    const lower = form.toLowerCase()
    for (let n = 0; n <= Math.min(longestEnding, lower.length); n++) {
      const ending = `${lower.slice(lower.length - n)}\t${tag}`
      let rules = counts.get(ending)
      if (!rules) {
        rules = new Map()
        counts.set(ending, rules)
      }
      rules.set(rule, (rules.get(rule) ?? 0) + 1)
    }
  }
  const rules = new Map<string, string>()
  const sorted = [...counts.keys()].sort(
    (a, b) => a.indexOf('\t') - b.indexOf('\t') || (a < b ? -1 : a > b ? 1 : 0),
  )
  for (const ending of sorted) {
    const list = [...counts.get(ending)!].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    const total = list.reduce((sum, [, n]) => sum + n, 0)
    const tab = ending.indexOf('\t')
    if (tab > 0 && (total < 2 || list[0][1] / total < 0.5)) continue
    // A rule that the shorter ending already gives need not be kept.
    let shorter: string | undefined
    for (let n = 1; n <= tab && shorter === undefined; n++) shorter = rules.get(ending.slice(n))
    if (shorter !== list[0][0]) rules.set(ending, list[0][0])
  }
  const byRule = (form: string, tag: string): string => {
    const lower = form.toLowerCase()
    const verb = verbLemma(verbs, lower, tag)
    if (verb !== undefined) return verb
    for (let n = Math.min(longestEnding, lower.length); n >= 0; n--) {
      const rule = rules.get(`${lower.slice(lower.length - n)}\t${tag}`)
      if (rule !== undefined) return applyRule(rule, form)
    }
    return form
  }
  const exceptions: string[] = []
  for (const [key, lemma] of chosen) {
    const [form, tag] = key.split('\t')
    if (byRule(form, tag) !== lemma) exceptions.push(`${key}\t${lemma}`)
  }
  exceptions.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  writer.string(exceptions.join('\n'))
  writer.string([...rules].map(([ending, rule]) => `${ending}\t${rule}`).join('\n'))
}
