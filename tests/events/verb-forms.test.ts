import { describe, expect, it } from 'vitest'
import { VerbFormTable } from '../../src/engine/events/lexicon.ts'
import { packs } from '../../src/languages/index.ts'

/** All forms written out, as a table of them would have them. */
function writtenOut(code: 'fr' | 'en' | 'es', verbs: ReadonlySet<string>) {
  const forms = new Map<string, string>()
  const participles = new Map<string, string>()
  for (const lemma of verbs)
    for (const [ending, { finite, participle }] of Object.entries(packs[code].events.inflection)) {
      if (!lemma.endsWith(ending) || (ending === '' && /[ey]$/.test(lemma))) continue
      const stem = lemma.slice(0, lemma.length - ending.length)
      if (stem.length < 3) continue
      for (const last of [...finite, ...participle]) {
        const known = forms.get(stem + last)
        forms.set(stem + last, known === undefined || known === lemma ? lemma : '')
      }
      for (const last of participle) participles.set(stem + last, lemma)
    }
  return { forms, participles }
}

describe.each(['fr', 'en', 'es'] as const)('the forms of listed verbs in %s', (code) => {
  const verbs = new Set(
    packs[code].events.words.lines
      .filter((line) => line.includes('\tV\t'))
      .map((line) => line.split('\t')[0]),
  )
  const { forms, participles } = writtenOut(code, verbs)
  const table = new VerbFormTable(packs[code].events, verbs, new Set())

  it('are those of their endings, and of no other', () => {
    expect(forms.size).toBeGreaterThan(1000)
    const wrong = [...forms].filter(
      ([form, verb]) => table.verbOf(form) !== verb || table.participleOf(form) !== participles.get(form),
    )
    expect(wrong).toEqual([])
    const others = [...forms.keys()].map((form) => `${form}xq`).filter((form) => !forms.has(form))
    expect(others.filter((form) => table.verbOf(form) !== undefined)).toEqual([])
  })

  it('may be listed besides', () => {
    const [verb] = verbs
    const irregular = new VerbFormTable(packs[code].events, verbs, new Set([`zzz:${verb}`, 'yyy:nothing']))
    expect([irregular.verbOf('zzz'), irregular.verbOf('yyy')]).toEqual([verb, undefined])
  })
})
