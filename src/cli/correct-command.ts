import type { Anchor, Correction, StoredCorrection } from '../contract/api.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import { anchorOf } from '../store/corrections/anchor.ts'
import type { Store } from '../store/store.ts'
import { oneOf } from './analyse-inputs.ts'
import { UsageError } from './usage-error.ts'
import { countFrom, type DatabaseOptions, itemsOf, userName, withStore } from './with-store.ts'

const kinds = [
  'claim-wrong',
  'verdict',
  'note',
  'merge-entities',
  'split-entity',
  'merge-statements',
  'split-statement',
  'merge-stories',
  'move-report',
] as const

export interface CorrectOptions extends DatabaseOptions {
  by?: string
  note?: string
  /** Of a verdict: what is judged, the same from 1 to 5, and where the review is published. */
  verdict?: string
  rating?: string
  address?: string
  format?: string
}

/** `selon correct`: lays a correction over what was found. Throws a UsageError where its arguments are wrong. */
export async function correctCommand(
  given: string,
  words: readonly string[],
  options: CorrectOptions,
): Promise<number> {
  const kind = kinds.find((one) => one === given)
  if (!kind)
    throw new UsageError(`selon correct takes one of ${kinds.join(', ')}, not "${forTerminal(given)}".`)
  const format = oneOf('format', options.format ?? 'text', ['text', 'json'] as const)
  const wanted = kind === 'merge-entities' || kind === 'merge-statements' ? 4 : 2
  if (words.length !== wanted)
    throw new UsageError(`selon correct ${kind} takes ${wanted} arguments: selon correct --help shows which.`)
  if (kind === 'note' && !options.note) throw new UsageError('A note needs its text: --note "…".')
  const judged = kind === 'verdict' ? judgedIn(options) : undefined
  return withStore(options, async (store) => {
    const common = {
      by: options.by ?? userName(),
      ...(options.note === undefined ? {} : { note: options.note }),
    }
    const correction = await correctionFrom(store, kind, words)
    const stored = await store.correct({ ...correction, ...judged, ...common } as Correction)
    process.stdout.write(format === 'json' ? `${forJson(JSON.stringify(stored, null, 2))}\n` : lineOf(stored))
    return 0
  })
}

/** What is judged. Throws a UsageError where it is missing, or the rating is none. */
function judgedIn({ verdict, rating, address }: CorrectOptions) {
  if (!verdict?.trim()) throw new UsageError('A verdict needs its words: --verdict "…".')
  const number = countFrom('rating', rating)
  if (number !== undefined && number > 5)
    throw new UsageError(`--rating goes from 1 (false) to 5 (true), not to ${number}.`)
  if (address !== undefined && !/^https?:\/\//i.test(address))
    throw new UsageError(`--address takes an http or https address, not "${forTerminal(address)}".`)
  return {
    verdict,
    ...(number === undefined ? {} : { rating: number }),
    ...(address === undefined ? {} : { address }),
  }
}

async function correctionFrom(store: Store, kind: (typeof kinds)[number], words: readonly string[]) {
  const anchor = async (k: number): Promise<Anchor> => {
    const [report, quoted] = [words[k], words[k + 1]]
    const text = (await store.analysis(report, { corrected: false }))?.report.text
    if (text === undefined) throw new Error(`There is no report "${report}" in the database.`)
    const at = text.indexOf(quoted)
    if (at < 0 || quoted === '') throw new Error(`The words "${quoted}" do not stand in report "${report}".`)
    return anchorOf(report, text, [at, at + quoted.length])
  }
  switch (kind) {
    case 'merge-stories':
      return { kind, stories: [words[0], words[1]] as [string, string] }
    case 'move-report':
      return { kind, report: words[0], story: words[1] === 'new' ? null : words[1] }
    case 'merge-entities':
    case 'merge-statements':
      return { kind, anchors: [await anchor(0), await anchor(2)] as [Anchor, Anchor] }
    default:
      return { kind, anchor: await anchor(0) }
  }
}

function lineOf(correction: StoredCorrection): string {
  const quoted = (anchor: Anchor) => `${anchor.report} “${anchor.exact}”`
  const what =
    'anchors' in correction
      ? correction.anchors.map(quoted).join(' + ')
      : 'anchor' in correction
        ? quoted(correction.anchor)
        : 'stories' in correction
          ? correction.stories.join(' + ')
          : `${correction.report} → ${correction.story ?? 'a story of its own'}`
  const state = correction.undone
    ? ` (taken back by ${correction.undone.by}, ${correction.undone.at.slice(0, 10)})`
    : correction.anchored
      ? ''
      : ' (its words are no longer in the text)'
  const judged =
    correction.kind === 'verdict'
      ? `: ${correction.verdict}${correction.rating === undefined ? '' : ` (${correction.rating}/5)`}`
      : ''
  const note = correction.note ? `  “${correction.note}”` : ''
  return `${forTerminal(`${correction.id}  ${correction.kind}  ${what}${judged}${note}  ${correction.by}, ${correction.at.slice(0, 10)}${state}`)}\n`
}

/** `selon corrections`: corrections, the newest first. */
export async function correctionsCommand(
  options: DatabaseOptions & { report?: string; story?: string; format?: string },
): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', ['text', 'json', 'jsonl'] as const)
  const filter = {
    ...(options.report === undefined ? {} : { report: options.report }),
    ...(options.story === undefined ? {} : { story: options.story }),
  }
  return withStore(options, async (store) => {
    const all: StoredCorrection[] = []
    for await (const correction of itemsOf((page) => store.corrections(filter, page))) {
      all.push(correction)
      if (format === 'text') process.stdout.write(lineOf(correction))
      else if (format === 'jsonl') process.stdout.write(`${forJson(JSON.stringify(correction))}\n`)
    }
    if (format === 'json') process.stdout.write(`${forJson(JSON.stringify(all, null, 2))}\n`)
    if (all.length === 0 && format === 'text')
      process.stderr.write('There are no corrections: selon correct makes one.\n')
    return 0
  })
}

/** `selon undo`: takes corrections back. */
export async function undoCommand(
  ids: readonly string[],
  options: DatabaseOptions & { by?: string },
): Promise<number> {
  return withStore(options, async (store) => {
    let missing = 0
    for (const id of ids) {
      if (await store.undo(id, options.by ?? userName())) process.stdout.write(`undone  ${forTerminal(id)}\n`)
      else {
        missing++
        process.stderr.write(
          `selon: There is no correction "${forTerminal(id)}": selon corrections lists them.\n`,
        )
      }
    }
    return missing > 0 ? 1 : 0
  })
}
