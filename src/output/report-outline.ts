import type { Analysis, Language } from '../contract/analysis.ts'
import { type Block, emphasis, type Outline, own, type Run, separated, strong, theirs } from './outline.ts'
import { deedsOf, readableDate, readableTime, viewOf } from './report-view.ts'
import { withTellingActors } from './telling-actors.ts'

/**
 * What a note on a report holds: who speaks, who says what, the outlet's own words, who did what, places, times, checks.
 * @param language of Selon's own words; the report's where none is given
 */
export function reportOutline(analysis: Analysis, language?: Language): Outline {
  const view = withTellingActors(viewOf(analysis, language))
  const { labels } = view
  const { report } = analysis
  const outline: Outline = [{ kind: 'heading', level: 1, runs: [theirs(report.title ?? report.id)] }]
  const facts = [
    report.publisher,
    ...(report.authors ?? []),
    report.published && readableDate(report.published, labels),
  ].filter((part): part is string => Boolean(part))
  if (facts.length > 0) outline.push({ kind: 'paragraph', runs: separated(facts.map(theirs), ' · ') })
  const section = (title: string, blocks: Block[]) => {
    if (blocks.length > 0) outline.push({ kind: 'heading', level: 2, runs: [own(title)] }, ...blocks)
  }
  const item = (...runs: Run[]): Block => ({ kind: 'item', level: 0, runs })
  section(labels.whoSpeaks, [
    ...view.shares.map(({ voice, share }) => {
      const known = labels.voices[voice]
      return item(known ? own(known) : theirs(voice), own(`: ${Math.round(share * 100)} %`))
    }),
    ...(view.shares.length > 0 ? [item(own(labels.namelessSources(view.namelessSources)))] : []),
  ])
  section(
    labels.whoSaysWhat,
    view.voices.flatMap((voice): Block[] => [
      item(
        strong(voice.name.trim() ? theirs(voice.name) : own(labels.noSource)),
        ...(voice.kind === 'unstated' ? [] : [own(` (${labels.sourceKinds[voice.kind]})`)]),
      ),
      ...voice.sayings.map(
        (saying): Block => ({
          kind: 'item',
          level: 1,
          runs: [
            saying.cue ? emphasis(theirs(saying.cue)) : own('«»'),
            ...(saying.via ? [own(` (${labels.through} `), theirs(saying.via), own(')')] : []),
            own(': '),
            theirs(saying.content),
            ...(saying.doubt ? [own(` (? ${labels.doubts[saying.doubt]})`)] : []),
          ],
        }),
      ),
    ]),
  )
  const statement = ({ claim, text }: (typeof view.asserted)[number]) =>
    item(
      theirs(text),
      ...(claim.factuality === 'CT+' ? [] : [own(` (${labels.factuality[claim.factuality]})`)]),
    )
  section(labels.hearsay, view.hearsay.map(statement))
  section(labels.ownVoice, view.asserted.map(statement))
  const { actorColumns, entityTypes } = labels
  section(
    labels.who,
    view.actors.length === 0
      ? []
      : [
          {
            kind: 'table',
            columns: [
              { title: actorColumns.name },
              { title: actorColumns.type },
              { title: actorColumns.role },
              { title: actorColumns.mentions, isNumber: true },
              { title: actorColumns.speaks, isNumber: true },
              { title: actorColumns.actsOn },
              { title: actorColumns.actedOnBy },
            ],
            rows: view.actors.map(({ entity, mentions, speaks, actsOn, actedOnBy }) => [
              theirs(entity.name),
              own(entityTypes[entity.type]),
              theirs(entity.role ?? ''),
              own(`${mentions}`),
              own(`${speaks}`),
              theirs(actsOn.join(', ')),
              theirs(actedOnBy.join(', ')),
            ]),
          },
        ],
  )
  section(
    labels.actors,
    deedsOf(view).map(({ sentence, note }) => item(theirs(sentence), own(' ('), theirs(note), own(')'))),
  )
  section(
    labels.places,
    view.places.map(({ name, place, count }) => {
      const point =
        place.latitude === undefined || place.longitude === undefined
          ? labels.unplaced
          : `${place.country ? `${place.country} ` : ''}${place.latitude.toFixed(2)}, ${place.longitude.toFixed(2)}`
      return item(theirs(name), own(`${count > 1 ? ` ×${count}` : ''}: ${point}`))
    }),
  )
  section(
    labels.times,
    view.times.map(({ time, text }) => {
      const when = readableTime(time.value, labels)
      return item(theirs(text), ...(when === undefined ? [] : [own(': '), theirs(when)]))
    }),
  )
  section(
    labels.check,
    view.check.map(({ text, reason }) => item(theirs(text), own(': '), theirs(reason))),
  )
  return outline
}
