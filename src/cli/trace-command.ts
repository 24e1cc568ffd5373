import { text as readAll } from 'node:stream/consumers'
import { readers } from '../contract/analysis.ts'
import { Engine } from '../engine/engine.ts'
import { packs } from '../languages/index.ts'
import { folderResources } from '../node-resources.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import { drawTrail } from '../output/trail.ts'
import { oneOf, settledReader } from './analyse-inputs.ts'
import { openOutput } from './output-target.ts'
import { UsageError } from './usage-error.ts'

export interface TraceOptions {
  language: string
  reader?: string
  format?: string
  output?: string
}

/**
 * `selon trace`: shows step by step how the attributions of a sentence were found.
 * @param sentence the words themselves, or - for standard input
 * @returns the exit code: 0
 * Throws a UsageError where the language is none that Selon reads, or there are no words.
 */
export async function traceCommand(sentence: string, options: TraceOptions): Promise<number> {
  const pack = Object.values(packs).find(({ code }) => code === options.language)
  if (!pack)
    throw new UsageError(
      `Selon does not read the language "${forTerminal(options.language)}": it reads ${Object.values(packs)
        .map(({ code, name }) => `${code} (${name})`)
        .join(', ')}.`,
    )
  const text = sentence === '-' ? await readAll(process.stdin) : sentence
  if (text.trim() === '') throw new UsageError('selon trace needs a sentence with words in it.')
  const format = oneOf('format', options.format ?? 'text', ['text', 'json'] as const)
  const reader = oneOf('reader', options.reader ?? 'fast', readers)
  settledReader({ reader })
  const engine = new Engine(folderResources(), () => undefined, packs)
  const document = engine.read({ text, language: pack.code }, { trace: true, reader })
  // The fast reader reads too, to tell what both see.
  const trail = (document.trail ?? []).filter(({ stage }) => (stage === 'careful') === (reader === 'careful'))
  const output = openOutput(options.output)
  if (format === 'json') {
    const { attributions } = document
    await output.write(
      `${forJson(JSON.stringify({ text, language: pack.code, reader, trail, attributions }, null, 2))}\n`,
    )
    await output.finish()
    return 0
  }
  await output.write(drawTrail(text, trail))
  const words = (spans: readonly (readonly [number, number])[]): string =>
    spans.map(([from, to]) => forTerminal(text.slice(from, to))).join(' … ') || '(none)'
  await output.write('\nAttributions\n')
  for (const { id, cue, source, content, sourceKind } of document.attributions)
    await output.write(`  ${id}  ${words(source)} (${sourceKind}) · ${words(cue)} · ${words(content)}\n`)
  await output.finish()
  return 0
}
