import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import type { Component } from '../src/engine/component.ts'
import { Document } from '../src/engine/document.ts'
import { packNetwork } from '../src/engine/factuality/network.ts'
import { createGrammar } from '../src/engine/grammar/grammar.ts'
import { createPipeline } from '../src/engine/pipeline.ts'
import { CarefulReader } from '../src/engine/reader/careful-reader.ts'
import { createQuotations } from '../src/engine/text/quotations.ts'
import { createTokeniser } from '../src/engine/text/tokeniser.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

/** Where the data lies that is not in the repository. */
export const shared = process.env['SELON_SHARED'] ?? '../shared'

/** Lines of a JSON Lines file under the shared folder or, with a path from the root, anywhere; gzipped or not. */
export function readLines<Line>(file: string): Line[] {
  const bytes = readFileSync(file.startsWith('/') || file.startsWith('training') ? file : `${shared}/${file}`)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)
}

/** The predicate that a label on a span means, as the scorer has it: of those that touch it the shortest; -1 where none does. */
export function predicateOfLabel(
  tokens: Document['tokens'],
  kinds: Uint8Array,
  [start, end]: readonly [number, number],
): number {
  let best = -1
  for (let k = tokens.at(start); k < tokens.length && tokens.start[k] < end; k++)
    if (kinds[k] > 0 && (best < 0 || tokens.end[k] - tokens.start[k] < tokens.end[best] - tokens.start[best]))
      best = k
  return best
}

/** Ids and texts of a file of reports or of sentences, JSON Lines or CoNLL-U. */
export function textsOf(file: string): [string, string][] {
  if (!file.endsWith('.conllu.gz'))
    return readLines<{ id: string; text: string }>(`data/${file}`).map((item) => [item.id, item.text])
  const lines = gunzipSync(readFileSync(`${shared}/data/${file}`))
    .toString('utf8')
    .split('\n')
  const texts: [string, string][] = []
  let id = ''
  for (const line of lines)
    if (line.startsWith('# sent_id = ')) id = line.slice('# sent_id = '.length)
    else if (line.startsWith('# text = ')) texts.push([id, line.slice('# text = '.length)])
  return texts
}

/**
 * Reads documents as far as the grammar or, with `until`, up to but without the component of that name: training needs
 * what the engine itself will see.
 */
export class Reader {
  readonly #language: Language
  readonly #components: Component[]

  /** @param careful whether attributions are the careful reader's, and what its encoder makes of the words is kept */
  constructor(language: Language, until?: string, careful = false) {
    this.#language = language
    const resources = folderResources(process.env['SELON_MODELS'])
    // The models that are to be trained may be missing yet: their components are not run.
    const lenient = {
      bytes: (name: string) =>
        name === 'en.factuality'
          ? emptyNetwork
          : /\.factuality$/.test(name)
            ? emptyModel
            : resources.bytes(name),
      hash: (name: string) => (/\.factuality$/.test(name) ? '' : resources.hash(name)),
    }
    this.#components = []
    if (!until) {
      this.#components = [
        createTokeniser(packs[language]),
        createQuotations(),
        createGrammar(packs[language], lenient),
      ]
      return
    }
    const careReader = careful ? () => new CarefulReader(resources.bytes('reader')) : undefined
    for (const component of createPipeline(packs[language], lenient, careReader)) {
      if (component.name === until) break
      this.#components.push(component)
    }
  }

  read(text: string): Document {
    const document = new Document({ text }, packs[this.#language], false)
    for (const component of this.#components) component.run(document)
    return document
  }
}

/** A model that says nothing: zero weights in the layouts of both models. */
const emptyModel = (() => {
  const bytes = new Uint8Array(20 + 2 * 5 * 2)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x314d4c53, true)
  view.setUint32(4, 5, true)
  view.setUint32(8, 2, true)
  view.setFloat64(12, 1, true)
  return bytes
})()

const emptyNetwork = packNetwork({
  buckets: 2,
  hidden: 1,
  offset: 3,
  biases: new Float64Array(1),
  outputs: new Float64Array(1),
  thresholds: [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5],
  rows: new Float64Array(4),
})
