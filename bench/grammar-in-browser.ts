/** What bench/grammar.ts runs in a browser's page: bundled for it, it hangs `grammarSpeed` on the page's globals. */
import type { Language } from '../src/contract/analysis.ts'
import { Document } from '../src/engine/document.ts'
import { createGrammar } from '../src/engine/grammar/grammar.ts'
import { createTokeniser } from '../src/engine/text/tokeniser.ts'
import { packs } from '../src/languages/index.ts'

const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1]

/**
 * @param address where the packed model is fetched from
 * @returns words a second of tokenising, tagging and parsing, and the milliseconds from the fetched bytes to a grammar
 *   that is ready; medians of five
 */
async function grammarSpeed(
  language: Language,
  address: string,
  text: string,
  words: number,
): Promise<{ wordsPerSecond: number; loadMilliseconds: number }> {
  const packed = await (await fetch(address)).arrayBuffer()
  const load = async () => {
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
    const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer())
    return createGrammar(packs[language], { bytes: () => bytes, hash: () => '' })
  }
  const loads: number[] = []
  for (let n = 0; n < 5; n++) {
    const started = performance.now()
    await load()
    loads.push(performance.now() - started)
  }
  const tokeniser = createTokeniser(packs[language])
  const grammar = await load()
  const rates: number[] = []
  for (let n = 0; n < 5; n++) {
    const started = performance.now()
    const document = new Document({ text }, packs[language], false)
    tokeniser.run(document)
    grammar.run(document)
    rates.push(words / ((performance.now() - started) / 1000))
  }
  return { wordsPerSecond: Math.round(median(rates)), loadMilliseconds: Math.round(median(loads)) }
}

Object.assign(globalThis, { grammarSpeed })
