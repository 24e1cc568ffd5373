import { describe, expect, it } from 'vitest'
import { universalTags } from '../../src/engine/tokens.ts'
import { shortClauses } from '../../training/grammar/short-clauses.ts'
import type { Tree } from '../../training/grammar/treebank.ts'

/** A tree from lines "form TAG bundle head relation", heads counted from 1. */
function treeOf(text: string): Tree {
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '))
  return {
    source: 'en/test',
    forms: rows.map(([form]) => form),
    lemmas: rows.map(([form]) => form.toLowerCase()),
    tags: rows.map(([, tag]) => (universalTags as readonly string[]).indexOf(tag)),
    bundles: rows.map(([, , bundle]) => bundle),
    heads: rows.map(([, , , head]) => (head === '0' ? rows.length : Number(head) - 1)),
    relations: rows.map(([, , , , relation]) => relation),
  }
}

const reported = `
  Yesterday NOUN _ 3 obl:tmod
  officials NOUN _ 3 nsubj
  said VERB Mood=Ind|VerbForm=Fin 0 root
  that SCONJ _ 8 mark
  the DET _ 6 det
  ferry NOUN _ 8 nsubj
  quietly ADV _ 8 dep
  sank VERB Mood=Ind|VerbForm=Fin 3 ccomp
  . PUNCT _ 3 punct`

const written = (trees: readonly Tree[]): string[] => trees.map(({ forms }) => forms.join(' '))

describe('short clauses of a tree', () => {
  it('are the main and the reported one, each a tree with a full stop', () => {
    const found = shortClauses([treeOf(reported)])
    expect(written(found)).toEqual(['Officials said that the ferry sank .', 'The ferry sank .'])
    const [, sank] = found
    expect(sank.heads).toEqual([1, 2, 4, 2])
    expect(sank.relations).toEqual(['det', 'nsubj', 'root', 'punct'])
    expect(sank.bundles).toEqual(['_', '_', 'Mood=Ind|VerbForm=Fin', '_'])
  })

  it.each<[string, string]>([
    [
      'a clause without a subject',
      reported.replace('nsubj\n  said', 'obl\n  said').replace('8 nsubj', '8 obl'),
    ],
    ['a question', reported.replace('. PUNCT', '? PUNCT')],
    ['no indicative', reported.replaceAll('Mood=Ind', 'Mood=Sub')],
    ['nominal sentences', reported.replaceAll('VERB', 'NOUN')],
  ])('are not made of %s', (_, text) => {
    expect(written(shortClauses([treeOf(text)]))).toEqual([])
  })
})
