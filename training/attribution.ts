/**
 * Trains a model of the fast reader over Selon's own grammar: `npx tsx training/attribution.ts --out FILE`. Cues, contents
 * and sources are learned one after the other; weights become whole numbers, so that the same text gives the same scores on
 * any host. English learns from PolNeAR alone; French and Spanish, which share a model, from PolNeAR (an eighth as much),
 * from the reports that people labelled, and from those that the careful reader did. The options of the models that are shipped
 * stand in `models/attribution.md`.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { writeAttributionModel } from '../src/engine/attribution/linear.ts'
import { itemOf } from './attribution/documents.ts'
import { givenTexts } from './attribution/given.ts'
import { learn } from './attribution/learn.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'models/attribution.bin.gz' },
    epochs: { type: 'string', default: '4' },
    polnear: { type: 'string', default: '1' },
    labels: { type: 'string', default: '0' },
    careful: { type: 'string' },
    threshold: { type: 'string', default: '0' },
  },
})
const started = performance.now()
const say = (text: string): void =>
  console.error(`${Math.round((performance.now() - started) / 1000)}s ${text}`)
const items = givenTexts({
  polnear: Number(values.polnear),
  labels: Number(values.labels),
  careful: values.careful,
}).map((one) => itemOf(one))
say(`${items.length} texts read`)
const model = learn(items, { epochs: Number(values.epochs), threshold: Number(values.threshold), say })
const packed = gzipSync(writeAttributionModel(model), { level: 9 })
writeFileSync(values.out, packed)
say(`${values.out}: ${packed.length} bytes`)
