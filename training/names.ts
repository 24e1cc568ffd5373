/**
 * Trains the taggers of names: `npx tsx training/names.ts en [--epochs 12] [--bits 19] [--out models/en.names.bin.gz]`.
 * Averaged structured perceptron (Collins 2002) over hashed features, seeded; see models/*.names.md for data and scores.
 */

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import { isFirstName } from '../src/engine/names/first-names.ts'
import { institutionOf } from '../src/engine/names/institutions.ts'
import { columnsOf, featuresOf, templates, type UnitColumns } from '../src/engine/names/name-features.ts'
import { nameLexicon } from '../src/engine/names/name-lexicon.ts'
import {
  begin,
  inside,
  knowledgeOf,
  labelCount,
  labelOf,
  lastOf,
  mayFollow,
  type NameModel,
  nameTypes,
  unit,
  writeNameModel,
} from '../src/engine/names/name-model.ts'
import { decode } from '../src/engine/names/name-tagger.ts'
import type { NameUnits } from '../src/engine/names/name-units.ts'
import { packs } from '../src/languages/index.ts'
import { clusterWords } from './names-clusters.ts'
import { type Labelled, readLabelled, readLines, unitsOfText } from './names-data.ts'
import { listedWords } from './names-lists.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    epochs: { type: 'string' },
    bits: { type: 'string' },
    out: { type: 'string' },
  },
})
const language = positionals[0] as Language
const epochs = Number(values.epochs ?? 12)
const bits = Number(values.bits ?? 19)
const mask = (1 << bits) - 1

interface Item {
  units: NameUnits
  columns: UnitColumns
  gold: Uint8Array
  names: Labelled['names']
  /** How much an error counts. */
  weight: number
}

let seed = 20_261_123
const random = (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 4294967296
}

const listed = listedWords(language)
const clusters = clusterWords(language)
const lexicon = nameLexicon(packs[language])
const model: NameModel = {
  bits,
  weights: new Int16Array(0),
  transitions: new Int32Array(0),
  listed,
  clusters,
}
const knowledge = knowledgeOf(model, (low) => lexicon.classOf(low), language === 'fr')

function itemOf(labelled: Labelled, weight: number, whole = true): Item {
  const units = unitsOfText(labelled.text, language, whole)
  const columns = columnsOf(units, knowledge)
  const gold = new Uint8Array(units.length)
  for (const name of labelled.names) {
    const type = (nameTypes as readonly string[]).indexOf(name.type)
    let first = -1
    let last = -1
    for (let i = 0; i < units.length; i++)
      if (units.start[i] < name.span[1] && units.end[i] > name.span[0]) {
        if (first < 0) first = i
        last = i
      }
    if (first < 0 || type < 0) continue
    if (first === last) gold[first] = labelOf(type, unit)
    else {
      gold[first] = labelOf(type, begin)
      for (let i = first + 1; i < last; i++) gold[i] = labelOf(type, inside)
      gold[last] = labelOf(type, lastOf)
    }
    for (let i = first; i <= last; i++) columns.eligible[i] = 1
  }
  // A name that the tokens or sentences cut through cannot be learnt: its labels would be out of reach.
  for (let s = 0; s + 1 < units.sentences.length; s++)
    for (let i = units.sentences[s]; i <= units.sentences[s + 1]; i++) {
      const a = i === units.sentences[s] ? 0 : gold[i - 1]
      const b = i === units.sentences[s + 1] ? 0 : gold[i]
      if (mayFollow(a, b)) continue
      for (let k = i - 1; k >= units.sentences[s] && gold[k] !== 0 && ((gold[k] - 1) & 3) !== lastOf; k--)
        gold[k] = 0
      for (let k = i; k < units.sentences[s + 1] && gold[k] !== 0 && ((gold[k] - 1) & 3) !== unit; k++) {
        const part = (gold[k] - 1) & 3
        if (part === begin) break
        gold[k] = 0
        if (part === lastOf) break
      }
    }
  return { units, columns, gold, names: labelled.names, weight }
}

/** The text as a headline in which every word has a capital. */
function headline(labelled: Labelled): Labelled {
  const text = labelled.text.replace(
    /(^| )(\p{Ll})/gu,
    (_, space: string, c: string) => space + c.toUpperCase(),
  )
  return text.length === labelled.text.length ? { ...labelled, text } : labelled
}

const train: Item[] = []
for (const [labelled, weight] of readLabelled(language, 'train')) {
  train.push(itemOf(labelled, weight))
  if (language === 'en' && labelled.text.length > 40 && random() < 0.12)
    train.push(itemOf(headline(labelled), weight))
}
const dev: Item[] = readLabelled(language, 'dev').map(([labelled]) => {
  const units = unitsOfText(labelled.text, language)
  return {
    units,
    columns: columnsOf(units, knowledge),
    gold: new Uint8Array(0),
    names: labelled.names,
    weight: 1,
  }
})
console.log(`${language}: ${train.length} texts to train on, ${dev.length} to test on`)

const size = (1 << bits) * labelCount
const features = new Int32Array(templates)

type Weights = { mask: number; weights: ArrayLike<number>; transitions: ArrayLike<number> }

function decodeAll(item: Item, weights: Weights): Uint8Array {
  const labels = new Uint8Array(item.units.length)
  for (let s = 0; s + 1 < item.units.sentences.length; s++)
    decode(
      item.units,
      item.columns,
      item.units.sentences[s],
      item.units.sentences[s + 1],
      weights,
      labels,
      features,
    )
  return labels
}

function evaluate(items: Item[], weights: Weights): string {
  const count: Record<string, [number, number, number]> = {
    all: [0, 0, 0],
    PER: [0, 0, 0],
    ORG: [0, 0, 0],
    LOC: [0, 0, 0],
    MISC: [0, 0, 0],
  }
  for (const item of items) {
    const labels = decodeAll(item, weights)
    const gold = new Set(item.names.map((n) => `${n.span.join()}${n.type}`))
    for (const n of item.names) {
      count[n.type][2]++
      if (n.type !== 'MISC') count['all'][2]++
    }
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] === 0) continue
      const part = (labels[i] - 1) & 3
      if (part !== begin && part !== unit) continue
      let last = i
      if (part === begin) while (((labels[last] - 1) & 3) !== lastOf) last++
      const type = nameTypes[(labels[i] - 1) >> 2]
      const hit = gold.has(`${item.units.start[i]},${item.units.end[last]}${type}`)
      count[type][1]++
      if (hit) count[type][0]++
      if (type !== 'MISC') {
        count['all'][1]++
        if (hit) count['all'][0]++
      }
    }
  }
  return Object.entries(count)
    .map(([k, [a, b, c]]) => `${k} ${((200 * a) / (b + c)).toFixed(2)}`)
    .join('  ')
}

/** Trains on the items and gives the averaged weights, scaled to integers, small ones left out. */
function learn(items: readonly Item[], rounds: number): NameModel {
  const now = new Float64Array(size)
  const sum = new Float64Array(size)
  const nowT = new Float64Array((labelCount + 1) * labelCount)
  const sumT = new Float64Array(nowT.length)
  let step = 1

  function update(item: Item, labels: Uint8Array, amount: number): void {
    const { units, columns, gold } = item
    for (let s = 0; s + 1 < units.sentences.length; s++) {
      const first = units.sentences[s]
      const last = units.sentences[s + 1]
      for (let i = first; i < last; i++) {
        if (columns.eligible[i] === 0) continue
        const a = i === first ? labelCount : gold[i - 1]
        const b = i === first ? labelCount : labels[i - 1]
        if (a !== b || gold[i] !== labels[i]) {
          nowT[a * labelCount + gold[i]] += amount
          sumT[a * labelCount + gold[i]] += amount * step
          nowT[b * labelCount + labels[i]] -= amount
          sumT[b * labelCount + labels[i]] -= amount * step
        }
        if (gold[i] === labels[i]) continue
        const n = featuresOf(units, columns, i, first, last, mask, features)
        for (let f = 0; f < n; f++) {
          const at = features[f] * labelCount
          now[at + gold[i]] += amount
          sum[at + gold[i]] += amount * step
          now[at + labels[i]] -= amount
          sum[at + labels[i]] -= amount * step
        }
      }
    }
  }

  function averaged(): NameModel {
    const weights = new Float64Array(size)
    let most = 0
    for (let i = 0; i < size; i++) {
      weights[i] = now[i] - sum[i] / step
      if (Math.abs(weights[i]) > most) most = Math.abs(weights[i])
    }
    const scale = Math.min(20, 16_000 / most)
    const small = new Int16Array(size)
    for (let i = 0; i < size; i++) {
      const weight = Math.round(weights[i] * scale)
      if (Math.abs(weight) >= least) small[i] = weight
    }
    const transitions = nowT.map((w, i) => w - sumT[i] / step)
    return {
      bits,
      weights: small,
      transitions: Int32Array.from(transitions, (w) => Math.round(w * scale)),
      listed,
      clusters,
    }
  }

  const order = items.map((_, i) => i)
  for (let epoch = 1; epoch <= rounds; epoch++) {
    const started = Date.now()
    for (let i = order.length - 1; i > 0; i--) {
      const k = Math.floor(random() * (i + 1))
      const keep = order[i]
      order[i] = order[k]
      order[k] = keep
    }
    let wrong = 0
    for (const at of order) {
      const item = items[at]
      const labels = decodeAll(item, { mask, weights: now, transitions: nowT })
      let differs = false
      for (let i = 0; i < labels.length; i++)
        if (labels[i] !== item.gold[i]) {
          differs = true
          break
        }
      if (differs) {
        wrong++
        update(item, labels, item.weight)
      }
      step++
    }
    if (epoch % 4 === 0 || epoch === rounds) {
      const m = averaged()
      console.log(
        epoch,
        wrong,
        evaluate(dev, { mask, weights: m.weights, transitions: m.transitions }),
        `${Date.now() - started} ms`,
      )
    }
  }
  return averaged()
}

/**
 * Labels raw news with a first model, for a language whose own labelled data is short and noisy: each name gets the type
 * that it mostly has in the whole collection, a known institution its own.
 */
function silver(first: NameModel, file: string): Item[] {
  const weights = { mask, weights: first.weights, transitions: first.transitions }
  const texts: Labelled[] = []
  const votes = new Map<string, Map<string, number>>()
  for (const report of readLines<{ id: string; text: string }>(file))
    for (const paragraph of report.text.split('\n')) {
      if (paragraph.trim() === '') continue
      const item = itemOf({ id: report.id, text: paragraph, names: [] }, 1, false)
      const labels = decodeAll(item, weights)
      const names: Labelled['names'] = []
      for (let i = 0; i < labels.length; i++) {
        if (labels[i] === 0) continue
        let last = i
        if (((labels[i] - 1) & 3) === begin) while (((labels[last] - 1) & 3) !== lastOf) last++
        const type = nameTypes[(labels[i] - 1) >> 2]
        const span: [number, number] = [item.units.start[i], item.units.end[last]]
        names.push({ span, type })
        const key = paragraph.slice(span[0], span[1])
        const count = votes.get(key) ?? new Map<string, number>()
        count.set(type, (count.get(type) ?? 0) + 1)
        votes.set(key, count)
        i = last
      }
      texts.push({ id: report.id, text: paragraph, names })
    }
  const coarse: Record<string, string> = { organization: 'ORG', place: 'LOC', group: 'ORG' }
  const best = (name: string): string | undefined => {
    const known = institutionOf(name, packs[language], true)
    if (known) return coarse[known.type]
    const count = votes.get(name)
    if (!count) return undefined
    const total = [...count.values()].reduce((a, b) => a + b, 0)
    for (const [type, n] of count) if (total >= 3 && n >= 0.65 * total) return type
    if (!name.includes(' ') && isFirstName(name, language) && (count.get('LOC') ?? 0) < 3) return 'PER'
    return undefined
  }
  let changed = 0
  for (const text of texts)
    for (const name of text.names) {
      const type = best(text.text.slice(name.span[0], name.span[1]))
      if (type && type !== name.type) {
        name.type = type
        changed++
      }
    }
  console.log(`${texts.length} paragraphs labelled, ${changed} types mended`)
  return texts.map((text) => itemOf(text, 1, false))
}

const least = 2
let final = learn(train, epochs)
if (language === 'fr') {
  const first = final
  const own = silver(first, 'text/fr.jsonl.gz')
  for (const item of train) item.weight *= 0.5
  final = learn([...train, ...own], epochs)
}
let kept = 0
for (let i = 0; i < size; i++) if (final.weights[i] !== 0) kept++
console.log('final', evaluate(dev, { mask, weights: final.weights, transitions: final.transitions }))
const packed = gzipSync(writeNameModel(final), { level: 9 })
console.log(`${kept} weights, ${packed.length} bytes`)
if (values.out) writeFileSync(values.out, packed)
