import { type Language, languages } from '../contract/analysis.ts'
import type { SearchHit } from '../contract/api.ts'
import { isoDate } from '../intake/iso-date.ts'
import { ledgerSpeakerName } from '../output/ledger-export.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import { oneOf } from './analyse-inputs.ts'
import { note } from './notes.ts'
import { openOutput } from './output-target.ts'
import { UsageError } from './usage-error.ts'
import { countFrom, type DatabaseOptions, itemsOf, sayIfEmpty, withStore } from './with-store.ts'

export interface SearchOptions extends DatabaseOptions {
  format?: string
  language?: string
  publisher?: string
  from?: string
  to?: string
  story?: string
  claims?: boolean
  limit?: string
}

/** The date of an option. Throws a UsageError. */
export function dateFrom(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const date = isoDate(value)
  if (date === undefined)
    throw new UsageError(
      `--${name} takes a date such as 2026-03-11 or 2026-03-11T18:40:00+01:00, not "${forTerminal(value)}".`,
    )
  return date
}

/** `selon search`: reports, or claims, in which all the words stand, the best first. Exit code 0, also with none. */
export async function searchCommand(words: readonly string[], options: SearchOptions): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', ['text', 'json', 'jsonl'] as const)
  const limit = countFrom('limit', options.limit) ?? 20
  const from = dateFrom('from', options.from)
  const to = dateFrom('to', options.to)
  const filter = {
    ...(options.language === undefined
      ? {}
      : { language: oneOf<Language>('language', options.language, languages) }),
    ...(options.publisher === undefined ? {} : { publisher: options.publisher }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(options.story === undefined ? {} : { story: options.story }),
    ...(options.claims ? { kind: 'claim' as const } : {}),
  }
  const output = openOutput(undefined)
  return withStore(options, async (store) => {
    if (!(await sayIfEmpty(store))) {
      const hits: SearchHit[] = []
      let suggestion: string | undefined
      const asked = async (page: Parameters<typeof store.search>[2]) => {
        const found = await store.search(words.join(' '), filter, page)
        suggestion ??= found.suggestion
        return found
      }
      for await (const hit of itemsOf(asked, limit)) {
        hits.push(hit)
        if (format === 'text') await output.write(hitLines(hit))
        else if (format === 'jsonl') await output.write(`${forJson(JSON.stringify(hit))}\n`)
      }
      if (format === 'json') await output.write(`${forJson(JSON.stringify(hits, null, 2))}\n`)
      if (hits.length === 0 && format === 'text')
        note(
          suggestion === undefined
            ? 'Nothing was found.'
            : `Nothing was found. Something is of: ${suggestion}`,
        )
    } else if (format === 'json') await output.write('[]\n')
    await output.finish()
    return 0
  })
}

function hitLines(hit: SearchHit): string {
  const facts = [
    hit.report,
    ...(hit.claim ? [hit.claim] : []),
    hit.story,
    ...(hit.publisher ? [hit.publisher] : []),
    ...(hit.published ? [hit.published.slice(0, 10)] : []),
    hit.language,
  ]
  const said = hit.said
    ? `    ${forTerminal(
        [
          ledgerSpeakerName(hit.said),
          hit.said.certainty,
          ...(hit.said.place ? [hit.said.place.name] : []),
          ...(hit.said.since ? [`since ${hit.said.since.slice(0, 10)}`] : []),
          ...(hit.said.opposition === 'none' ? [] : [hit.said.opposition]),
        ].join(' · '),
      )}\n`
    : ''
  return `${forTerminal(hit.title ?? hit.report)}\n    ${forTerminal(facts.join(' · '))}\n${said}    “${marked(hit)}”\n`
}

/** The passage with what was found in square brackets. */
function marked({ passage: { text, span }, matches }: SearchHit): string {
  let out = ''
  let at = 0
  for (const [start, end] of matches) {
    if (start - span[0] < at) continue
    out += `${text.slice(at, start - span[0])}[${text.slice(start - span[0], end - span[0])}]`
    at = end - span[0]
  }
  return forTerminal(out + text.slice(at))
}
