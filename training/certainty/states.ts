/**
 * Writes what the model of certainty that the careful reader's encoder helps is learned from:
 * `npx tsx training/certainty/states.ts values|uses OUT`. For each labelled English predicate (values) or French and Spanish
 * conditional (uses) a line of OUT.jsonl with its label and the features of the fast models, and in OUT.bin what the encoder
 * makes of it and of what governs it: float32, as `contextOf` gives it.
 */
import { appendFileSync, closeSync, openSync, writeSync } from 'node:fs'
import type { Language } from '../../src/contract/analysis.ts'
import type { Document } from '../../src/engine/document.ts'
import { prepare } from '../../src/engine/factuality/claims.ts'
import { conditionalFeatures, isConditional } from '../../src/engine/factuality/conditionals.ts'
import { contextOf, useWords, valueWords } from '../../src/engine/factuality/context-model.ts'
import { WrittenFeatures } from '../../src/engine/factuality/hashed-model.ts'
import { readFactualityWords } from '../../src/engine/factuality/lexicon.ts'
import { networkFeatures, sentenceFeatures } from '../../src/engine/factuality/network-features.ts'
import { packs } from '../../src/languages/index.ts'
import { predicateOfLabel, Reader, readLines, textsOf } from '../factuality-parse.ts'

const [task, out] = process.argv.slice(2)
if ((task !== 'values' && task !== 'uses') || !out)
  throw new Error('Say what is to be written and where: npx tsx training/certainty/states.ts values OUT')

const binary = openSync(`${out}.bin`, 'w')
closeSync(openSync(`${out}.jsonl`, 'w'))

interface Row {
  /** The predicate or conditional, and the words around whose states tell of it too. */
  words: readonly number[]
  line: object
}

/** Writes the rows of one document; those in words that were cut off are left out. */
function write(document: Document, rows: readonly Row[]): void {
  if (rows.length === 0) return
  const { context } = document
  if (!context) throw new Error('The careful reader kept nothing of its encoder.')
  for (const { words, line } of rows) {
    const states = contextOf(document.tokens, context, words)
    if (!states) continue
    appendFileSync(`${out}.jsonl`, `${JSON.stringify(line)}\n`)
    writeSync(binary, new Uint8Array(Float32Array.from(states).buffer))
  }
}

interface UseLabel {
  span: [number, number]
  use: string
}

function values(): void {
  const words = readFactualityWords(packs.en)
  const reader = new Reader('en', 'claims', true)
  const read = (set: string, text: string, events: readonly { span: [number, number]; value: number }[]) => {
    const document = reader.read(text)
    const { tokens } = document
    const { kinds, evaluation } = prepare(document, words, undefined)
    const shared = document.sentences.map((_, k) => sentenceFeatures(document, k))
    const featuresOf = (i: number): string[] => {
      const written = new WrittenFeatures()
      networkFeatures(document, words, evaluation, kinds[i], i, shared[tokens.sentence[i]], written)
      return written.features
    }
    const row = (i: number, value: number): Row => ({
      words: valueWords(tokens, i),
      line: {
        set,
        value,
        features: featuresOf(i),
      },
    })
    const rows: Row[] = []
    for (const event of events) {
      const best = predicateOfLabel(tokens, kinds, event.span)
      if (best >= 0) rows.push(row(best, event.value))
    }
    return write(document, rows)
  }
  for (const set of ['uw', 'meantime-unified', 'uds-ih2'])
    for (const part of ['train', 'dev'])
      for (const line of readLines<{ text: string; events: { span: [number, number]; value: number }[] }>(
        `data/factuality/${set}.${part}.jsonl.gz`,
      ))
        read(`${set}.${part}`, line.text, line.events)
}

function uses(): void {
  for (const language of ['fr', 'es'] as const satisfies readonly Language[]) {
    const words = readFactualityWords(packs[language])
    const reader = new Reader(language, 'claims', true)
    const read = (set: string, group: string, text: string, labels: readonly UseLabel[]) => {
      const document = reader.read(text)
      const { tokens } = document
      const rows: Row[] = []
      for (const { span, use } of labels) {
        // "Ne serait" labelled with its neighbours: the conditional is somewhere in the span.
        let i = tokens.at(span[0])
        while (i < tokens.length && tokens.start[i] < span[1] && !isConditional(tokens, words, i)) i++
        if (i >= tokens.length || tokens.start[i] >= span[1]) continue
        const features = [...new Set(conditionalFeatures(document, words, i))]
        const line = { language, set, group, use: use === 'polite' ? 'other' : use, features }
        rows.push({ words: useWords(tokens, i), line })
      }
      write(document, rows)
    }
    for (const line of readLines<UseLabel & { text: string; report: string }>(
      `data/conditionals/${language}.dev.jsonl.gz`,
    ))
      read('dev', line.report, line.text, [line])
    const labels = readLines<UseLabel & { report: string; file?: string }>(
      `training/labels/conditionals.${language}.jsonl`,
    )
    const fileOf = (label: { file?: string }) => label.file ?? `text/${language}.jsonl.gz`
    for (const source of new Set(labels.map(fileOf)))
      for (const [id, text] of textsOf(source)) {
        const own = labels.filter((label) => label.report === id && fileOf(label) === source)
        if (own.length > 0) read('train', id, text, own)
      }
  }
}

if (task === 'values') values()
else uses()
closeSync(binary)
