import { readFile } from 'node:fs/promises'
import { type Language, languages } from '../contract/analysis.ts'
import { Document } from '../engine/document.ts'
import { type ParsedToken, readConllu, writeConllu } from '../engine/grammar/conllu.ts'
import { createGrammar, loadGrammar, parseTokens } from '../engine/grammar/grammar.ts'
import { createTokeniser } from '../engine/text/tokeniser.ts'
import { Tokens, type UniversalTag } from '../engine/tokens.ts'
import { readInput } from '../intake/read-input.ts'
import { packs } from '../languages/index.ts'
import { folderResources } from '../node-resources.ts'
import { forTerminal } from '../output/neutralise.ts'
import { drawTree } from '../output/tree.ts'
import { openOutput } from './output-target.ts'
import { terminalWidth } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface ParseOptions {
  language: string
  format?: string
  conllu?: string
  output?: string
}

const formats = ['text', 'conllu', 'json'] as const

/** One parsed sentence, however its tokens came. */
interface Parsed {
  text: string
  tokens: Tokens
  first: number
  last: number
}

function rows({ tokens, first, last }: Parsed): ParsedToken[] {
  return Array.from({ length: last - first }, (_, k) => ({
    form: tokens.form[first + k],
    lemma: tokens.lemma[first + k],
    tag: tokens.tag[first + k],
    features: tokens.features[first + k],
    head: tokens.head[first + k] < 0 ? -1 : tokens.head[first + k] - first,
    relation: tokens.relation[first + k],
  }))
}

function asTokens(parsed: readonly ParsedToken[]): Parsed {
  const text = parsed.map((token) => token.form).join(' ')
  let at = 0
  const start = new Int32Array(parsed.length)
  const end = new Int32Array(parsed.length)
  parsed.forEach(({ form }, i) => {
    start[i] = at
    end[i] = at + form.length
    at = end[i] + 1
  })
  const tokens = new Tokens(text, start, end, new Int32Array(parsed.length))
  parsed.forEach((token, i) => {
    tokens.tag[i] = token.tag as UniversalTag
    tokens.features[i] = token.features
    tokens.lemma[i] = token.lemma
    tokens.head[i] = token.head
    tokens.relation[i] = token.relation
  })
  return { text, tokens, first: 0, last: parsed.length }
}

/**
 * `selon parse`: shows the grammar of a text, or fills in that of given tokens.
 * @returns the exit code: 0, or 1 where the input could not be read
 * Throws a UsageError where an option is wrong.
 */
export async function parseCommand(input: string | undefined, options: ParseOptions): Promise<number> {
  const language = languages.find((code) => code === options.language) as Language | undefined
  if (!language)
    throw new UsageError(
      `Selon does not parse the language "${forTerminal(options.language)}": it parses fr (French), en (English) and es (Spanish).`,
    )
  const format = formats.find(
    (name) => name === (options.format ?? (options.conllu === undefined ? 'text' : 'conllu')),
  )
  if (!format)
    throw new UsageError(
      `--format takes one of ${formats.join(', ')}, not "${forTerminal(options.format ?? '')}".`,
    )
  if (input === undefined && options.conllu === undefined)
    throw new UsageError('selon parse needs a text file, or - for standard input, or --conllu with a file.')
  if (input !== undefined && options.conllu !== undefined)
    throw new UsageError('selon parse takes a text or --conllu, not both.')
  const output = openOutput(options.output)
  const resources = folderResources()

  const parsed: Parsed[] = []
  let given: ReturnType<typeof readConllu> | undefined
  if (options.conllu !== undefined) {
    const source = await readFile(options.conllu, 'utf8').catch(() => undefined)
    if (source === undefined) return complain(options.conllu, 'The file cannot be read: check its path.')
    try {
      given = readConllu(source)
    } catch (error) {
      return complain(options.conllu, error instanceof Error ? error.message : String(error))
    }
    if (given.length === 0)
      return complain(options.conllu, 'The file has no sentence in CoNLL-U: give one token a line.')
    const forms = given.map((sentence) => sentence.rows.map((row) => row[1]))
    for (const sentence of parseTokens(loadGrammar(packs[language], resources), forms))
      parsed.push(asTokens(sentence))
  } else {
    const components = [createTokeniser(packs[language]), createGrammar(packs[language], resources)]
    for await (const item of readInput(input as string, { language })) {
      if (!item.ok) return complain(undefined, item.error)
      const document = new Document(item.input, packs[language], false)
      for (const component of components) component.run(document)
      for (const { first, last, span } of document.sentences)
        parsed.push({ text: document.slice(span), tokens: document.tokens, first, last })
    }
  }

  if (format === 'text') {
    const width = terminalWidth()
    for (const sentence of parsed)
      await output.write(
        `${forTerminal(sentence.text)}\n${'─'.repeat(Math.min(width, 60))}\n${drawTree(sentence.tokens, sentence.first, sentence.last).join('\n')}\n\n`,
      )
  } else if (format === 'conllu') {
    for (let k = 0; k < parsed.length; k++) {
      const own = given ? [given[k]] : [{ comments: [`# text = ${forTerminal(parsed[k].text)}`], rows: [] }]
      await output.write(writeConllu([rows(parsed[k])], own))
    }
  } else {
    const sentences = parsed.map((sentence) => ({
      ...(given ? {} : { span: sentence.tokens.spanOf(sentence.first, sentence.last - 1) }),
      tokens: rows(sentence).map((token, k) => ({
        ...(given ? {} : { span: sentence.tokens.span(sentence.first + k) }),
        ...token,
      })),
    }))
    await output.write(`${JSON.stringify({ language, sentences }, null, 2)}\n`)
  }
  await output.finish()
  return 0
}

function complain(origin: string | undefined, error: string): number {
  process.stderr.write(
    `selon: ${origin === undefined ? '' : `${forTerminal(origin)}: `}${forTerminal(error)}\n`,
  )
  return 1
}
