import type { Language } from '../../src/contract/analysis.ts'
import type { LanguagePack } from '../../src/engine/language-pack.ts'
import { date } from '../../src/engine/times/meanings.ts'
import { rules } from '../../src/engine/times/rule.ts'
import type { WordList } from '../../src/engine/word-list.ts'
import { spanish } from '../../src/languages/es/index.ts'

/** A pack's part with the same keys and nothing in them: no words, no patterns, no habits. */
function emptied<T>(part: T): T {
  const empty = (value: unknown): unknown => {
    if (typeof value === 'boolean') return false
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof RegExp || 'test' in value) return /(?!)/
    if (value instanceof Set) return new Set()
    if (value instanceof Map) return new Map()
    if (Array.isArray(value)) return []
    if ('lines' in value && 'hash' in value && Object.keys(value).length === 2) return words('')
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, empty(one)]))
  }
  return empty(part) as T
}

const words = (text: string): WordList => ({
  lines: text.split('\n').filter(Boolean),
  hash: `${text.length}`,
})

/**
 * Italian as one might begin it: a few words, the rules of Spanish, and Spanish models until there are Italian ones. What
 * is not written here is empty, not Spanish.
 */
export const italian: LanguagePack = {
  // The contract names the languages that are published; a pack of a test is none of them.
  code: 'it' as Language,
  name: 'Italian',
  tokens: {
    ...emptied(spanish.tokens),
    abbreviations: new Map([['dott', 'before']]),
    elided: new Set(['l', 'dell']),
    split(word, cuts) {
      const elision = /^(?:l|dell|all|dall|un)['’](?=.)/i.exec(word)
      if (elision) cuts.push(elision[0].length)
    },
  },
  numbers: { ...spanish.numbers, simple: { due: 2, tre: 3 } },
  grammar: { ...emptied(spanish.grammar), attachedPronouns: undefined, dropsSubject: true },
  times: {
    ...emptied(spanish.times),
    words: words('MONTH\t3\tmarzo\nWEEKDAY\t1\tlunedì'),
    rules: rules('date', date, ['[WEEKDAY] DAY MONTH [YEAR]']),
  },
  quantities: emptied(spanish.quantities),
  names: emptied(spanish.names),
  places: { ...emptied(spanish.places), homes: { IT: 3 } },
  attribution: {
    ...emptied(spanish.attribution),
    cues: words('secondo\tADP\tsay\tneutral\tphrase\taccording to'),
    likeEnglish: words('il\tDET\tthe'),
    sources: words('sindaco\tperson'),
    that: /^che$/i,
  },
  clauses: emptied(spanish.clauses),
  factuality: { ...emptied(spanish.factuality), conditional: undefined, conditionalForm: () => 'no' },
  events: emptied(spanish.events),
  explanations: {
    attribution: {
      model: 'L’espressione «{cue}» introduce parole o pensieri.',
      phrase: 'La locuzione «{cue}» introduce la fonte della frase.',
    },
  },
  comparing: spanish.comparing,
  rules: spanish.rules,
  models: { grammar: 'es.grammar', names: 'es.names', attribution: 'romance.attribution' },
}
