import type { Tokens } from '../engine/tokens.ts'
import { forTerminal } from './neutralise.ts'

/** A tree deeper than this is shown as a list: its drawing would not fit on any screen. */
const deepest = 40

interface Branch {
  node: number
  /** What stands left of the lines above, on and below the node's own line. */
  above: string
  self: string
  below: string
}

/**
 * Draws the dependency tree of one sentence, a line a token in text order, each under a line of its head:
 *
 *       ╭─ La  DET  det
 *     ╭─┴ présidente  NOUN  nsubj
 *     ├─ aurait  AUX  aux:tense
 *     ┴ validé  VERB  root
 *
 * @param first first token of the sentence; @param last one behind its last
 * @returns the lines, without colours, neutralised for a terminal
 */
export function drawTree(tokens: Tokens, first: number, last: number): string[] {
  const depth = new Map<number, number>()
  let tooDeep = false
  for (let i = first; i < last; i++) {
    let steps = 0
    for (let k = i; tokens.head[k] >= 0 && steps <= deepest; k = tokens.head[k]) {
      const known = depth.get(k)
      if (known !== undefined) {
        steps += known
        break
      }
      steps++
    }
    depth.set(i, steps)
    if (steps > deepest) tooDeep = true
  }
  const label = (i: number) =>
    [
      forTerminal(tokens.form[i]),
      tokens.tag[i],
      forTerminal(tokens.lemma[i]),
      tokens.relation[i],
      featuresOf(tokens, i),
    ]
      .filter(Boolean)
      .join('  ')
  if (tooDeep)
    return Array.from(
      { length: last - first },
      (_, k) =>
        `${k + 1}  ${label(first + k)}  ← ${tokens.head[first + k] < 0 ? 0 : tokens.head[first + k] - first + 1}`,
    )

  const lines: string[] = []
  const roots: number[] = []
  for (let i = first; i < last; i++) if (tokens.head[i] < 0) roots.push(i)
  // In order: left dependents, the node, right dependents. A negative node marks "write the line now".
  const stack: (Branch | { line: string })[] = roots
    .reverse()
    .map((node) => ({ node, above: '', self: '', below: '' }))
  while (stack.length > 0) {
    const next = stack.pop()!
    if ('line' in next) {
      lines.push(next.line)
      continue
    }
    const { node, above, self, below } = next
    const children = tokens.children(node)
    const left = children.filter((child) => child < node)
    const right = children.filter((child) => child > node)
    const joint =
      left.length > 0 && right.length > 0 ? '┼ ' : left.length > 0 ? '┴ ' : right.length > 0 ? '┬ ' : '╴'
    const parts: (Branch | { line: string })[] = [
      ...left.map((child, k) => ({
        node: child,
        above: above + (k === 0 ? '  ' : '│ '),
        self: above + (k === 0 ? '╭─' : '├─'),
        below: `${above}│ `,
      })),
      { line: self + joint + label(node) },
      ...right.map((child, k) => ({
        node: child,
        above: `${below}│ `,
        self: below + (k === right.length - 1 ? '╰─' : '├─'),
        below: below + (k === right.length - 1 ? '  ' : '│ '),
      })),
    ]
    for (let k = parts.length - 1; k >= 0; k--) stack.push(parts[k])
  }
  return lines
}

const shown = ['Mood', 'Tense', 'VerbForm', 'Voice', 'Person', 'Number']

function featuresOf(tokens: Tokens, i: number): string {
  const features = tokens.features[i]
  return shown
    .filter((name) => features[name] && (tokens.tag[i] === 'VERB' || tokens.tag[i] === 'AUX'))
    .map((name) => features[name])
    .join('.')
}
