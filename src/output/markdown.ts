import type { Analysis, Language } from '../contract/analysis.ts'
import { forMarkdown } from './neutralise.ts'
import { deedsOf, readableDate, readableTime, viewOf } from './report-view.ts'

/**
 * An Analysis as CommonMark, to paste into a note; nothing of the report can become a link, an image or HTML.
 * @param language of Selon's own words; the report's where none is given
 */
export function renderMarkdown(analysis: Analysis, language?: Language): string {
  const view = viewOf(analysis, language)
  const { labels } = view
  const { report } = analysis
  const out: string[] = [`# ${forMarkdown(report.title ?? report.id)}`, '']
  const facts = [
    report.publisher,
    ...(report.authors ?? []),
    report.published && readableDate(report.published, labels),
  ]
    .filter((part): part is string => Boolean(part))
    .map(forMarkdown)
  if (facts.length > 0) out.push(facts.join(' · '), '')
  const section = (title: string, lines: string[]) => {
    if (lines.length > 0) out.push(`## ${title}`, '', ...lines, '')
  }
  section(labels.whoSpeaks, [
    ...view.shares.map(
      ({ voice, share }) => `- ${labels.voices[voice] ?? forMarkdown(voice)}: ${Math.round(share * 100)} %`,
    ),
    ...(view.shares.length > 0 ? [`- ${labels.namelessSources(view.namelessSources)}`] : []),
  ])
  section(
    labels.whoSaysWhat,
    view.voices.flatMap((voice) => [
      `- **${forMarkdown(voice.name) || labels.noSource}**${voice.kind === 'unstated' ? '' : ` (${labels.sourceKinds[voice.kind]})`}`,
      ...voice.sayings.map((saying) => {
        const via = saying.via ? ` (${labels.through} ${forMarkdown(saying.via)})` : ''
        return `  - ${saying.cue ? `*${forMarkdown(saying.cue)}*` : '«»'}${via}: ${forMarkdown(saying.content)}${saying.doubt ? ` (? ${labels.doubts[saying.doubt]})` : ''}`
      }),
    ]),
  )
  const statement = ({ claim, text }: (typeof view.asserted)[number]) =>
    `- ${forMarkdown(text)}${claim.factuality === 'CT+' ? '' : ` (${labels.factuality[claim.factuality]})`}`
  section(labels.hearsay, view.hearsay.map(statement))
  section(labels.ownVoice, view.asserted.map(statement))
  const { actorColumns, entityTypes } = labels
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  section(
    labels.who,
    view.actors.length === 0
      ? []
      : [
          row([
            actorColumns.name,
            actorColumns.type,
            actorColumns.role,
            actorColumns.mentions,
            actorColumns.speaks,
            actorColumns.actsOn,
            actorColumns.actedOnBy,
          ]),
          '| --- | --- | --- | ---: | ---: | --- | --- |',
          ...view.actors.map(({ entity, mentions, speaks, actsOn, actedOnBy }) =>
            row([
              forMarkdown(entity.name),
              entityTypes[entity.type],
              forMarkdown(entity.role ?? ''),
              `${mentions}`,
              `${speaks}`,
              forMarkdown(actsOn.join(', ')),
              forMarkdown(actedOnBy.join(', ')),
            ]),
          ),
        ],
  )
  section(
    labels.actors,
    deedsOf(view).map(({ sentence, note }) => `- ${forMarkdown(sentence)} (${forMarkdown(note)})`),
  )
  section(
    labels.places,
    view.places.map(({ name, place, count }) => {
      const point =
        place.latitude === undefined || place.longitude === undefined
          ? labels.unplaced
          : `${place.country ? `${place.country} ` : ''}${place.latitude.toFixed(2)}, ${place.longitude.toFixed(2)}`
      return `- ${forMarkdown(name)}${count > 1 ? ` ×${count}` : ''}: ${point}`
    }),
  )
  section(
    labels.times,
    view.times.map(({ time, text }) => {
      const when = readableTime(time.value, labels)
      return `- ${forMarkdown(text)}${when === undefined ? '' : `: ${forMarkdown(when)}`}`
    }),
  )
  section(
    labels.check,
    view.check.map(({ text, reason }) => `- ${forMarkdown(text)}: ${forMarkdown(reason)}`),
  )
  return `${out.join('\n').trimEnd()}\n`
}
