import type { Analysis, Claim, Language, Place } from '../contract/analysis.ts'
import { forTerminal } from './neutralise.ts'
import { countWords, deedsOf, type ReportView, readableDate, readableTime, viewOf } from './report-view.ts'
import { withTellingActors } from './telling-actors.ts'

export interface TextOptions {
  /** ANSI colours. */
  colour?: boolean
  /** Columns of the terminal. */
  width?: number
  /** Shows `why` under each line. */
  explain?: boolean
  /** Language of Selon's own words; else the report's. */
  language?: Language
}

type Paint = (text: string) => string

const voiceColours: Record<string, string> = {
  outlet: '38;5;252',
  named: '38;5;75',
  document: '38;5;79',
  group: '38;5;111',
  media: '38;5;141',
  anonymous: '38;5;215',
  unstated: '38;5;180',
  hearsay: '38;5;204',
}
/** The shape of each voice: it says the same as the colour to who sees none. */
const voiceGlyphs: Record<string, string> = {
  outlet: '■',
  named: '●',
  document: '▤',
  group: '◆',
  media: '▲',
  anonymous: '○',
  unstated: '◌',
  hearsay: '▒',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Selon's own colour sequences, which take no room
const colours = /\u001b\[[0-9;]*m/g

/** Columns that a text takes: colours none, else one for each code point (the three languages have no wide characters). */
const columns = (text: string) => [...text.replace(colours, '')].length

/** Breaks text at spaces so that no line is longer than `width`; a longer word stands alone. */
function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && columns(line) + 1 + columns(word) > width - columns(indent)) {
      lines.push(indent + line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  if (line) lines.push(indent + line)
  return lines
}

/** Breaks a finished line that is too wide, with its own indent and two columns more; an open colour goes on below. */
function fold(line: string, width: number): string[] {
  if (columns(line) <= width) return [line]
  const indent = /^ */.exec(line)?.[0] ?? ''
  const lines: string[] = []
  let current = indent
  let room = width - indent.length
  let open = ''
  const wordsOf = line.slice(indent.length).split(' ')
  wordsOf.forEach((word, k) => {
    const needed = columns(word) + (k === 0 ? 0 : 1)
    if (k > 0 && needed > room && current.trim() !== '') {
      lines.push(current + (open ? '\u001b[0m' : ''))
      current = `${indent}  ${open}`
      room = width - indent.length - 2
    } else if (k > 0) {
      current += ' '
      room--
    }
    for (const [code] of word.matchAll(colours)) open = code === '\u001b[0m' ? '' : code
    current += word
    room -= columns(word)
  })
  return [...lines, current]
}

/**
 * An Analysis for a person at a terminal: who speaks, who says what through whom, what the outlet says itself, what is
 * hearsay, events, places, dates. Nothing of the report reaches the terminal unneutralised.
 */
export function renderText(analysis: Analysis, options: TextOptions = {}): string {
  const view = withTellingActors(viewOf(analysis, options.language))
  const { labels } = view
  const width = Math.max(40, Math.min(options.width ?? 100, 120))
  const paint =
    (code: string): Paint =>
    (text) =>
      options.colour ? `\u001b[${code}m${text}\u001b[0m` : text
  const bold = paint('1')
  const dim = paint('2')
  const warn = paint('38;5;220')
  const colourOf = (voice: string) => paint(voiceColours[voice] ?? '0')
  const glyphOf = (voice: string) => voiceGlyphs[voice] ?? '·'
  const out: string[] = []
  const heading = (text: string) => out.push('', bold(text.toUpperCase()))
  const body = (text: string, indent: string, style: Paint = (line) => line) => {
    for (const line of wrap(forTerminal(text), width, indent)) out.push(style(line))
  }
  const why = (decided: { why?: Claim['why'] }, indent: string) => {
    if (!options.explain || !decided.why) return
    const { by, score, sentence, spans } = decided.why
    const seen = (spans ?? []).map((span) => analysis.report.text.slice(span[0], span[1])).join(' · ')
    body(
      `${sentence ?? ''} [${by}${score === undefined ? '' : ` ${score.toFixed(2)}`}${seen ? `: ${seen}` : ''}]`,
      indent,
      dim,
    )
  }

  const { report } = analysis
  if (report.title) for (const line of wrap(forTerminal(report.title), width, '')) out.push(bold(line))
  out.push(
    dim(
      [
        report.publisher,
        ...(report.authors ?? []),
        report.published && readableDate(report.published, labels),
        labels.languageNames[report.language],
        labels.words(countWords(report.text)),
        labels.readBy[analysis.engine.reader ?? 'fast'],
      ]
        .filter((part): part is string => Boolean(part))
        .map(forTerminal)
        .join(' · '),
    ),
  )

  if (view.shares.length > 0) {
    heading(labels.whoSpeaks)
    const room = width - 4
    out.push(
      `  ${view.shares
        .map(({ voice, share }) =>
          colourOf(voice)(glyphOf(voice).repeat(Math.max(1, Math.floor(share * room)))),
        )
        .join('')}`,
    )
    const legend = view.shares.map(
      ({ voice, share }) =>
        `${colourOf(voice)(glyphOf(voice))} ${labels.voices[voice] ?? voice} ${Math.round(share * 100)} %`,
    )
    // A shape and what it stands for are not parted.
    let line = ''
    for (const entry of legend) {
      if (line && columns(line) + 3 + columns(entry) > width - 2) {
        out.push(`  ${line}`)
        line = entry
      } else line = line ? `${line}   ${entry}` : entry
    }
    out.push(`  ${line}`)
    out.push(`  ${dim(labels.namelessSources(view.namelessSources))}`)
  }

  if (view.voices.length > 0) {
    heading(labels.whoSaysWhat)
    for (const voice of view.voices) {
      const colour = colourOf(voice.kind)
      const role = voice.entity?.role ? `, ${forTerminal(voice.entity.role)}` : ''
      out.push(
        `  ${colour(glyphOf(voice.kind))} ${bold(forTerminal(voice.name) || labels.noSource)}${voice.kind === 'unstated' ? '' : dim(` (${labels.sourceKinds[voice.kind]}${role})`)}`,
      )
      for (const saying of voice.sayings) {
        const through = [
          saying.within ? `‹ ${forTerminal(saying.within)}` : '',
          saying.via ? `${labels.through} ${forTerminal(saying.via)}` : '',
        ].filter(Boolean)
        out.push(
          `    ${saying.doubt ? warn('?') : ' '} ${colour(forTerminal(saying.cue) || '«  »')}${through.length > 0 ? dim(`  ${through.join(', ')}`) : ''}`,
        )
        body(saying.content, '        ')
        if (saying.doubt) body(labels.doubts[saying.doubt], '        ', dim)
        why(saying.attribution, '        ')
      }
    }
  }

  if (view.doubtful > 0) out.push(`  ${dim(labels.doubtful(view.doubtful))}`)

  const statements = (title: string, list: ReportView['asserted'], voice: string) => {
    if (list.length === 0) return
    heading(title)
    for (const { claim, text } of list) {
      const sure = claim.factuality === 'CT+' ? '' : ` (${labels.factuality[claim.factuality]})`
      const [first, ...rest] = wrap(forTerminal(text) + sure, width, '    ')
      out.push(`  ${colourOf(voice)(glyphOf(voice))} ${first?.trim() ?? ''}`, ...rest)
      why(claim, '    ')
    }
  }
  statements(labels.hearsay, view.hearsay, 'hearsay')
  statements(labels.ownVoice, view.asserted, 'outlet')

  if (view.actors.length > 0) {
    heading(labels.who)
    for (const line of actorTable(view, width)) out.push(line.head ? dim(line.text) : line.text)
    if (view.actors.length > shownActors) out.push(dim(`  ${labels.more(view.actors.length - shownActors)}`))
  }

  if (view.events.length > 0) {
    heading(labels.actors)
    for (const deed of deedsOf(view)) {
      const [first, ...rest] = wrap(forTerminal(deed.sentence), width, '    ')
      out.push(`  ▪ ${first?.trim() ?? ''}`, ...rest)
      body(deed.note, '    ', dim)
      for (const line of deed.events) why(line.event, '    ')
    }
  }

  if (view.places.length > 0) {
    heading(labels.places)
    for (const { name, place, count } of view.places)
      out.push(
        `  ${forTerminal(name)}${count > 1 ? ` ×${count}` : ''}  ${dim(coordinates(place) ?? labels.unplaced)}`,
      )
  }

  if (view.times.length > 0) {
    heading(labels.times)
    for (const { time, text } of view.times)
      out.push(`  ${forTerminal(text)}  ${dim(readableTime(time.value, labels) ?? '')}`.trimEnd())
  }

  const { quantities } = analysis
  if (quantities && quantities.length > 0) {
    heading(labels.figures)
    for (const quantity of quantities) {
      const { low, high } = quantity
      const range =
        low === high ? `${low}` : low === null ? `≤ ${high}` : high === null ? `≥ ${low}` : `${low}–${high}`
      out.push(
        `  ${forTerminal(report.text.slice(quantity.span[0], quantity.span[1]))}  ${dim(`${range} ${forTerminal(quantity.unit)}`)}`,
      )
    }
  }

  if (view.check.length > 0) {
    heading(labels.check)
    for (const { text, reason } of view.check) {
      const [first, ...rest] = wrap(forTerminal(text), width, '    ')
      out.push(`  ? ${first?.trim() ?? ''}`, ...rest)
      body(reason, '    ', dim)
    }
  }
  return `${out.flatMap((line) => fold(line, width)).join('\n')}\n`
}

/** How many actors the terminal shows; the exports have all. */
const shownActors = 15

/**
 * The actors in columns as wide as their widest cell, the last columns sharing what is left; where the terminal is too
 * narrow for a column, a cell ends in "…".
 */
function actorTable(view: ReportView, width: number): { text: string; head: boolean }[] {
  const { actorColumns, entityTypes } = view.labels
  const rows = view.actors
    .slice(0, shownActors)
    .map(({ entity, mentions, speaks, actsOn, actedOnBy }) =>
      [
        entity.name,
        entityTypes[entity.type],
        entity.role ?? '',
        `${mentions}`,
        speaks > 0 ? `${speaks}` : '',
        actsOn.join(', '),
        actedOnBy.join(', '),
      ].map(forTerminal),
    )
  const head = [
    actorColumns.name,
    actorColumns.type,
    actorColumns.role,
    actorColumns.mentions,
    actorColumns.speaks,
    actorColumns.actsOn,
    actorColumns.actedOnBy,
  ]
  // A column in which nothing stands is left out.
  const kept = head.map((_, k) => k).filter((k) => k === 0 || rows.some((row) => row[k] !== ''))
  const widths = kept.map((k) => Math.max(columns(head[k]), ...rows.map((row) => columns(row[k]))))
  const room = width - 2 - 2 * (kept.length - 1)
  let total = widths.reduce((sum, wide) => sum + wide, 0)
  while (total > room) {
    // The widest gives way, never below six columns.
    let widest = 0
    for (let k = 1; k < widths.length; k++) if (widths[k] > widths[widest]) widest = k
    if (widths[widest] <= 6) break
    widths[widest]--
    total--
  }
  const cell = (text: string, wide: number) => {
    const units = [...text]
    return units.length > wide
      ? `${units.slice(0, wide - 1).join('')}…`
      : text + ' '.repeat(wide - units.length)
  }
  return [head, ...rows].map((row, n) => ({
    text: `  ${kept.map((k, at) => cell(row[k], widths[at])).join('  ')}`.trimEnd(),
    head: n === 0,
  }))
}

function coordinates(place: Place): string | undefined {
  if (place.latitude === undefined || place.longitude === undefined) return undefined
  const north = `${Math.abs(place.latitude).toFixed(2)}° ${place.latitude < 0 ? 'S' : 'N'}`
  const east = `${Math.abs(place.longitude).toFixed(2)}° ${place.longitude < 0 ? 'W' : 'E'}`
  return [place.country, north, east].filter(Boolean).join(' ')
}
