import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readConllu } from '../../src/engine/grammar/conllu.ts'
import { universalTags } from '../../src/engine/tokens.ts'

/** A sentence of a treebank as the training reads it. */
export interface Tree {
  readonly source: string
  readonly forms: string[]
  readonly lemmas: string[]
  readonly tags: number[]
  readonly bundles: string[]
  /** Index of the head, `forms.length` for the root. */
  readonly heads: number[]
  readonly relations: string[]
}

export const shared: string = process.env['SELON_SHARED'] ?? '../shared'

/** Reads a gzipped or plain text file. */
export function readText(file: string): string {
  const bytes = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** Trees of one of the treebank files under `ud/`, e.g. `fr/train`; none where the file is missing. */
export function readTreebank(name: string): Tree[] {
  const file = `${shared}/data/ud/${name}.conllu.gz`
  if (!existsSync(file)) return []
  return readConllu(readText(file)).map(({ rows }) => {
    const length = rows.length
    return {
      source: name,
      forms: rows.map((row) => row[1]),
      lemmas: rows.map((row) => row[2]),
      tags: rows.map((row) => Math.max(0, (universalTags as readonly string[]).indexOf(row[3]))),
      bundles: rows.map((row) => row[5]),
      heads: rows.map((row) => (row[6] === '0' ? length : Number(row[6]) - 1)),
      relations: rows.map((row) => baseRelation(row[7])),
    }
  })
}

const subtypes = new Set([
  'nsubj:pass',
  'csubj:pass',
  'aux:pass',
  'obl:agent',
  'acl:relcl',
  'advcl:relcl',
  'flat:name',
  'flat:foreign',
  'expl:pv',
  'expl:subj',
  'expl:pass',
  'nmod:poss',
  'compound:prt',
  'advcl:cleft',
])

/** Relations whose subtype matters later keep it; of the rest the subtype goes. */
export function baseRelation(relation: string): string {
  if (subtypes.has(relation)) return relation
  const colon = relation.indexOf(':')
  return colon < 0 ? relation : relation.slice(0, colon)
}

/** Whether no two arcs of a tree cross. */
function crossing(heads: readonly number[]): [number, number] | undefined {
  for (let i = 0; i < heads.length; i++) {
    const a = Math.min(i, heads[i])
    const b = Math.max(i, heads[i])
    for (let k = a + 1; k < b; k++) if (heads[k] < a || heads[k] > b) return [i, k]
  }
  return undefined
}

/** Lifts the shorter of two crossing arcs to its head's head until none cross (Nivre and Nilsson 2005). */
export function projectivise(tree: Tree): Tree {
  const heads = tree.heads.slice()
  for (let n = 0; n < 200; n++) {
    const pair = crossing(heads)
    if (!pair) break
    const sorted = pair
      .filter((i) => heads[i] < heads.length)
      .sort((a, b) => Math.abs(heads[a] - a) - Math.abs(heads[b] - b) || a - b)
    const low = sorted[0]
    heads[low] = heads[heads[low]]
  }
  return { ...tree, heads }
}
