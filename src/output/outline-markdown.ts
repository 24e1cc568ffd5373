import { forMarkdown } from './neutralise.ts'
import type { Block, Outline, Run } from './outline.ts'

/** A run on one line; the spaces around it stay, so that it does not run into its neighbours. */
function written({ text, theirs, strong, emphasis }: Run): string {
  if (!theirs) return marked(text, strong, emphasis)
  const words = forMarkdown(text)
  if (words === '') return /\s/.test(text) ? ' ' : ''
  return `${/^\s/.test(text) ? ' ' : ''}${marked(words, strong, emphasis)}${/\s$/.test(text) ? ' ' : ''}`
}

function marked(words: string, strong?: true, emphasis?: true): string {
  const sign = `${strong ? '**' : ''}${emphasis ? '*' : ''}`
  return words === '' ? '' : `${sign}${words}${[...sign].reverse().join('')}`
}

const line = (runs: readonly Run[]) => runs.map(written).join('')
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function lines(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${line(block.runs)}`]
    case 'paragraph':
      return [line(block.runs)]
    case 'item':
      return [`${'  '.repeat(block.level)}- ${line(block.runs)}`]
    case 'table':
      return [
        row(block.columns.map(({ title }) => title)),
        row(block.columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
        ...block.rows.map((cells) => row(cells.map(written))),
      ]
  }
}

/** An outline as CommonMark (tables as GitHub has them); nothing of a report can become a link, an image or HTML. */
export function outlineAsMarkdown(outline: Outline): string {
  const out: string[] = []
  outline.forEach((block, k) => {
    // The lines of a list stand together; everything else is parted by an empty line.
    if (k > 0 && !(block.kind === 'item' && outline[k - 1].kind === 'item')) out.push('')
    out.push(...lines(block))
  })
  return `${out.join('\n').trimEnd()}\n`
}
