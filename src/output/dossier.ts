import { createHash } from 'node:crypto'
import type { Analysis, Attribution, Claim, Holder, Language } from '../contract/analysis.ts'
import { version } from '../engine/version.ts'
import { renderActorGraph } from './actor-graph.ts'
import { dossierScript } from './dossier-script.ts'
import { dossierStyle } from './dossier-style.ts'
import type { Labels } from './labels.ts'
import { labelsFor } from './labels.ts'
import { forHtml } from './neutralise.ts'
import { type Passage, passagesOf, voiceOf } from './passages.ts'
import {
  countWords,
  deedsOf,
  type EventLine,
  type ReportView,
  readableDate,
  readableTime,
  viewOf,
} from './report-view.ts'
import { withTellingActors } from './telling-actors.ts'
import { type MapPoint, renderMap } from './world-map.ts'

const hashed = (source: string) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`

/** How many rows of a list stand open before the rest is folded away. */
const openRows = 8

/**
 * One or more Analyses as a self-contained HTML page: nothing is fetched, the content security policy forbids it, and no
 * HTML of a report is ever rendered.
 * @param language of Selon's own words; that of the (first) report where none is given
 */
export function renderDossier(
  analyses: readonly Analysis[],
  language: Language = analyses[0].report.language,
): string {
  const first = analyses[0]
  const labels = labelsFor(language)
  const title = first.report.title ?? first.report.id
  const policy = `default-src 'none'; style-src ${hashed(dossierStyle)}; script-src ${hashed(dossierScript)}; base-uri 'none'; form-action 'none'`
  const nav =
    analyses.length > 1
      ? `<nav aria-label="${labels.reports}">${analyses.map((analysis, n) => `<a href="#r${n}">${forHtml(analysis.report.publisher ?? analysis.report.id)}</a>`).join('')}</nav>`
      : ''
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Selon ${version}">
<meta name="referrer" content="no-referrer">
<title>${forHtml(title)} · Selon</title>
<style>${dossierStyle}</style>
</head>
<body>
<a class="skip" href="#r0-text">${labels.skip}</a>
<header class="top"><b>Selon</b><span>${labels.notice}</span>${nav}</header>
<main>
${analyses.map((analysis, n) => renderReport(analysis, n, language)).join('\n')}
</main>
<footer>Selon ${version} · ${Object.entries(first.engine.models)
    .map(([name, hash]) => `${forHtml(name)} ${hash.slice(0, 8)}`)
    .join(' · ')}</footer>
<div id="card" hidden role="status" aria-live="polite"><button type="button" aria-label="${labels.close}">×</button><div></div></div>
<script>${dossierScript}</script>
</body>
</html>
`
}

function renderReport(analysis: Analysis, n: number, language: Language): string {
  const view = withTellingActors(viewOf(analysis, language))
  const { labels } = view
  const { report } = analysis
  const passages = passagesOf(analysis)
  const starts = passages.map((passage) => passage.start)
  const anchor = (offset: number) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle] <= offset) low = middle
      else high = middle - 1
    }
    return `r${n}-${starts[low] ?? 0}`
  }
  const facts = [
    report.publisher,
    ...(report.authors ?? []),
    report.published && readableDate(report.published, labels),
    labels.languageNames[report.language],
    labels.words(countWords(report.text)),
  ].filter((part): part is string => Boolean(part))
  const cards = new Map<string, string>()
  const text = renderPassages(passages, view, n, cards)
  const cardHtml = [...cards].map(([id, html]) => `<div id="${id}">${html}</div>`).join('')
  return `<article class="report" id="r${n}">
<div class="head">
<h1 lang="${report.language}">${forHtml(report.title ?? firstLine(report.text))}</h1>
<p class="facts">${facts.map(forHtml).join(' · ')}</p>
${renderShares(view)}
</div>
<div class="text" id="r${n}-text" lang="${report.language}" tabindex="-1">${text}</div>
<aside>
${renderCheck(view, anchor)}
${renderVoices(view, anchor)}
${renderStatements(view, anchor, view.hearsay, labels.hearsay, 'hearsay')}
${renderStatements(view, anchor, view.asserted, labels.ownVoice, 'outlet')}
${renderActors(view, anchor)}
${renderEvents(view, anchor)}
${renderPlaces(view, anchor)}
${renderTimes(view, anchor)}
${renderFigures(view, anchor)}
</aside>
<div class="cards" hidden>${cardHtml}</div>
</article>`
}

type Anchor = (offset: number) => string

const firstLine = (text: string) => {
  const line = text.trimStart().split('\n', 1)[0] ?? ''
  return line.length > 140 ? `${line.slice(0, 139)}…` : line
}

const section = (title: string, inner: string) =>
  inner ? `<section><h2>${forHtml(title)}</h2>${inner}</section>` : ''

/** A list whose tail is folded away; everything is shown in print. */
function list(rows: readonly string[], labels: Labels, className = ''): string {
  if (rows.length === 0) return ''
  const opened = `<ul${className ? ` class="${className}"` : ''}>`
  const head = `${opened}${rows.slice(0, openRows).join('')}</ul>`
  if (rows.length <= openRows) return head
  return `${head}<details class="long"><summary>${labels.more(rows.length - openRows)}</summary>${opened}${rows.slice(openRows).join('')}</ul></details>`
}

function sureness(claim: Claim | undefined): string {
  if (!claim) return ''
  const { factuality } = claim
  const classes: string[] = []
  if (factuality.startsWith('PR')) classes.push('PR')
  else if (factuality.startsWith('PS')) classes.push('PS')
  else if (factuality.endsWith('u')) classes.push('U')
  if (factuality.endsWith('-')) classes.push('NEG')
  return classes.join(' ')
}

function holderName(holder: Holder, view: ReportView): string {
  if (holder.kind === 'outlet') return view.analysis.report.publisher ?? view.labels.outlet
  if (holder.name) return holder.name
  return view.entities.get(holder.entity ?? '')?.name ?? view.labels.noSource
}

function renderCard(
  attribution: Attribution | undefined,
  claim: Claim | undefined,
  view: ReportView,
): string {
  const { labels, analysis } = view
  const words = (span: readonly [number, number]) => forHtml(analysis.report.text.slice(span[0], span[1]))
  const outlet: Holder = { kind: 'outlet' }
  const chain = claim?.chain ?? [outlet]
  const names = chain.map((holder) => forHtml(holderName(holder, view)))
  if (!claim && attribution) names.push(attribution.source.map(words).join(' … ') || forHtml(labels.noSource))
  const rows: string[] = []
  const row = (term: string, value: string) => rows.push(`<dt>${forHtml(term)}</dt><dd>${value}</dd>`)
  if (attribution) {
    const act = attribution.act ? ` (${labels.acts[attribution.act]})` : ''
    if (attribution.cue.length > 0) row(labels.cue, `<i>${attribution.cue.map(words).join(' … ')}</i>${act}`)
    row(labels.whoSpeaks, forHtml(labels.voices[attribution.sourceKind] ?? attribution.sourceKind))
  } else if (claim?.basis === 'hearsay') row(labels.whoSpeaks, forHtml(labels.voices['hearsay'] ?? ''))
  if (claim) {
    row(labels.certainty, forHtml(labels.factuality[claim.factuality]))
    if (claim.outletFactuality !== claim.factuality)
      row(labels.outletCertainty, forHtml(labels.factuality[claim.outletFactuality]))
    if (claim.probability) row(labels.certainty, forHtml(labels.probability[claim.probability]))
    if (claim.marks.length > 0)
      row(
        labels.marksTitle,
        claim.marks
          .map((mark) => `<b>${words(mark.span)}</b> (${forHtml(labels.marks[mark.kind])})`)
          .join(', '),
      )
  }
  const reasons = [attribution?.why?.sentence, claim?.why?.sentence].filter((part): part is string =>
    Boolean(part),
  )
  if (reasons.length > 0) row(labels.reason, reasons.map(forHtml).join('<br>'))
  return `<p class="small">${labels.chain}</p><p class="chain">${names.join(' → ')}</p><dl>${rows.join('')}</dl>`
}

function renderPassages(
  passages: readonly Passage[],
  view: ReportView,
  n: number,
  cards: Map<string, string>,
): string {
  const { text } = view.analysis.report
  const lines: string[] = []
  let line = ''
  let filled = false
  const flush = () => {
    if (filled)
      lines.push(
        `<p${lines.length === 0 && view.analysis.report.title !== undefined && text.startsWith(view.analysis.report.title) ? ' class="headline"' : ''}>${line}</p>`,
      )
    line = ''
    filled = false
  }
  // Only the first piece of a voice takes the keyboard's focus: one stop a passage, not one a word.
  let last = ''
  for (const passage of passages) {
    const voice = voiceOf(passage)
    const classes = ['p', voice, sureness(passage.claim)]
    if (passage.role && passage.roleOf) classes.push(passage.role, `s-${passage.roleOf.sourceKind}`)
    if (passage.mark) classes.push('mark')
    const attribution = passage.attribution ?? passage.roleOf
    const key = `${attribution?.id ?? ''}-${passage.claim?.id ?? ''}`
    const card = `r${n}c${key}`
    if (key !== '-' && !cards.has(card)) cards.set(card, renderCard(attribution, passage.claim, view))
    const pieces = text.slice(passage.start, passage.end).split(/\r\n|[\n\r\u2028\u2029]/)
    // What leads to the passage leads to its first words, though a line break may stand before them.
    const shown = pieces.findIndex((piece) => piece.trim() !== '')
    const stop = `${voice}${attribution?.id ?? ''}`
    const focusable = voice !== 'outlet' && stop !== last
    if (shown >= 0) last = stop
    pieces.forEach((piece, k) => {
      if (k > 0) flush()
      if (piece === '') return
      if (piece.trim() !== '') filled = true
      const id = k === shown ? ` id="r${n}-${passage.start}"` : ''
      line +=
        key === '-'
          ? `<span${id}>${forHtml(piece)}</span>`
          : `<span${id} class="${classes.filter(Boolean).join(' ')}" data-card="${card}"${focusable && k === shown ? ' tabindex="0"' : ''}>${forHtml(piece)}</span>`
    })
  }
  flush()
  return lines.join('\n')
}

function renderShares(view: ReportView): string {
  const { labels } = view
  if (view.shares.length === 0) return ''
  const grow = view.shares.map(
    ({ voice, share }) => `<i class="${voice} w${Math.max(1, Math.round(share * 100))}"></i>`,
  )
  const legend = view.shares.map(
    ({ voice, share }) =>
      `<li><i class="${voice}"></i>${forHtml(labels.voices[voice] ?? voice)} ${Math.round(share * 100)} %</li>`,
  )
  return `<div class="shares" aria-hidden="true">${grow.join('')}</div><ul class="legend" aria-label="${labels.whoSpeaks}">${legend.join('')}<li>${labels.namelessSources(view.namelessSources)}</li></ul>`
}

function renderVoices(view: ReportView, anchor: Anchor): string {
  const { labels } = view
  const voices = view.voices.map((voice) => {
    const role = voice.entity?.role ? `, ${voice.entity.role}` : ''
    const rows = voice.sayings.map((saying) => {
      const through = [
        saying.within ? `‹ ${saying.within}` : '',
        saying.via ? `${labels.through} ${saying.via}` : '',
      ].filter(Boolean)
      const start = saying.attribution.content[0]?.[0] ?? 0
      return `<li><span class="cuewords">${forHtml(saying.cue) || '«»'}</span>${through.length > 0 ? ` <span class="small">${forHtml(through.join(', '))}</span>` : ''} <a class="go" href="#${anchor(start)}">${forHtml(saying.content)}</a>${saying.doubt ? ` <span class="small">? ${forHtml(labels.doubts[saying.doubt])}</span>` : ''}</li>`
    })
    return `<div class="voice"><h3><span class="tag ${voice.kind}">${forHtml(voice.name) || labels.noSource}</span> <small>${voice.kind === 'unstated' ? '' : forHtml(labels.sourceKinds[voice.kind] + role)}</small></h3>${list(rows, labels)}</div>`
  })
  return section(labels.whoSaysWhat, voices.join(''))
}

function renderStatements(
  view: ReportView,
  anchor: Anchor,
  statements: ReportView['asserted'],
  title: string,
  voice: string,
): string {
  const { labels } = view
  const rows = statements.map(({ claim, text }) => {
    const sure =
      claim.factuality === 'CT+'
        ? ''
        : ` <span class="small">(${forHtml(labels.factuality[claim.factuality])})</span>`
    return `<li><a class="go" href="#${anchor(claim.predicate[0])}">${forHtml(text)}</a>${sure}</li>`
  })
  return section(
    title,
    rows.length > 0
      ? `<div class="voice ${voice === 'hearsay' ? '' : 'own'}">${list(rows, labels)}</div>`
      : '',
  )
}

function renderCheck(view: ReportView, anchor: Anchor): string {
  const rows = view.check.map(
    ({ claim, text, reason }) =>
      `<li><a class="go" href="#${anchor(claim.predicate[0])}">${forHtml(text)}</a><br><span class="why">${forHtml(reason)}</span></li>`,
  )
  return section(
    view.labels.check,
    rows.length > 0 ? `<div class="voice">${list(rows, view.labels)}</div>` : '',
  )
}

function eventKind(line: EventLine, labels: Labels): string {
  return line.event.type === 'OTHER'
    ? (line.event.lemma ?? labels.eventTypes.OTHER)
    : labels.eventTypes[line.event.type]
}

function renderActors(view: ReportView, anchor: Anchor): string {
  const { labels } = view
  const { actorColumns } = labels
  const head = [
    actorColumns.name,
    actorColumns.mentions,
    actorColumns.speaks,
    actorColumns.actsOn,
    actorColumns.actedOnBy,
  ]
  const rows = view.actors.map(({ entity, mentions, speaks, actsOn, actedOnBy, start }) => {
    const what = [labels.entityTypes[entity.type], entity.role].filter((part): part is string =>
      Boolean(part),
    )
    return `<tr><th scope="row"><a class="go" href="#${anchor(start)}">${forHtml(entity.name)}</a> <span class="small">${forHtml(what.join(', '))}</span></th><td>${mentions}</td><td>${speaks > 0 ? speaks : ''}</td><td>${forHtml(actsOn.join(', '))}</td><td>${forHtml(actedOnBy.join(', '))}</td></tr>`
  })
  if (rows.length === 0) return ''
  const table = (body: readonly string[]) =>
    `<table class="who"><thead><tr>${head.map((title) => `<th scope="col">${forHtml(title)}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`
  const rest =
    rows.length > openRows
      ? `<details class="long"><summary>${labels.more(rows.length - openRows)}</summary>${table(rows.slice(openRows))}</details>`
      : ''
  return section(labels.who, table(rows.slice(0, openRows)) + rest)
}

function renderEvents(view: ReportView, anchor: Anchor): string {
  const { labels } = view
  const hrefOf = (line: EventLine) => `#${anchor(line.event.trigger[0])}`
  const rows = deedsOf(view).map(
    ({ sentence, span, note }) =>
      `<li><a class="go" href="#${anchor(span[0])}">${forHtml(sentence)}</a> <span class="small">${forHtml(note)}</span></li>`,
  )
  const graph = renderActorGraph(view.events, labels.graph, hrefOf, (line) => eventKind(line, labels))
  return section(
    labels.actors,
    rows.length > 0 ? `${graph}<div class="voice">${list(rows, labels)}</div>` : '',
  )
}

function renderPlaces(view: ReportView, anchor: Anchor): string {
  const { labels } = view
  const points: MapPoint[] = view.places.flatMap(({ name, place, count }) =>
    place.latitude === undefined || place.longitude === undefined
      ? []
      : [
          {
            longitude: place.longitude,
            latitude: place.latitude,
            label: name,
            count,
            href: `#${anchor(place.span[0])}`,
          },
        ],
  )
  const rows = view.places.map(
    ({ name, place, count }) =>
      `<li><a class="go" href="#${anchor(place.span[0])}">${forHtml(name)}</a>${count > 1 ? ` ×${count}` : ''} <span class="small">${place.latitude === undefined ? labels.unplaced : forHtml(place.country ?? '')}</span></li>`,
  )
  const map = points.length > 0 ? renderMap(points, labels.mapOf(points.length)) : ''
  return section(labels.places, rows.length > 0 ? map + list(rows, labels) : '')
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

function renderTimes(view: ReportView, anchor: Anchor): string {
  const { labels } = view
  const dated = view.times.filter(({ time }) => time.type === 'DATE' || time.type === 'TIME')
  const key = (value: string) => (/^\d{4}/.test(value) ? value : `~${value}`)
  const byValue = new Map<string, typeof dated>()
  for (const line of dated) addTo(byValue, line.time.value, line)
  const values = [...byValue.keys()].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  const timeIds = new Map(view.analysis.times.map((time) => [time.id, time.value]))
  const eventsAt = new Map<string, EventLine[]>()
  for (const line of view.events) {
    const value = line.event.time ? timeIds.get(line.event.time) : undefined
    if (value) addTo(eventsAt, value, line)
  }
  const rows = values.map((value) => {
    const exact = /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)
    const shown = readableTime(value, labels) ?? labels.undated
    const mentions = (byValue.get(value) ?? []).map(
      ({ time, text }) => `<a class="go" href="#${anchor(time.span[0])}">${forHtml(text)}</a>`,
    )
    const events = deedsOf({ events: eventsAt.get(value) ?? [], labels }).map(
      ({ sentence, span, note }) =>
        `<br><a class="go" href="#${anchor(span[0])}">${forHtml(sentence)}</a> <span class="small">${forHtml(note)}</span>`,
    )
    const stamp = exact
      ? `<time datetime="${value}">${forHtml(shown)}</time>`
      : `<time>${forHtml(shown)}</time>`
    return `<li${exact ? '' : ' class="vague"'}>${stamp} ${mentions.join(', ')}${events.join('')}</li>`
  })
  return section(labels.times, list(rows, labels, 'timeline'))
}

function renderFigures(view: ReportView, anchor: Anchor): string {
  const { labels, analysis } = view
  const rows = (analysis.quantities ?? []).map((quantity) => {
    const { low, high } = quantity
    const range =
      low === high ? `${low}` : low === null ? `≤ ${high}` : high === null ? `≥ ${low}` : `${low}–${high}`
    return `<li><a class="go" href="#${anchor(quantity.span[0])}">${forHtml(analysis.report.text.slice(quantity.span[0], quantity.span[1]))}</a> <span class="small">${forHtml(`${range} ${quantity.unit}`)}</span></li>`
  })
  return section(labels.figures, list(rows, labels))
}
