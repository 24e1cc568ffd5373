import { type Language, languages } from '../contract/analysis.ts'
import type {
  Passage,
  Situation,
  SituationCollapse,
  SituationCopy,
  SituationLostHedge,
  SituationOrigin,
  SituationReport,
  SituationStory,
} from '../contract/situation.ts'
import { type Labels, labelsFor } from './labels.ts'
import { type SituationLabels, situationLabelsFor } from './situation-labels.ts'

/** Claims of one report that its words give to the same outlets. */
export interface RelayLine {
  report: SituationReport
  through: string[]
  cited: Passage[]
  /** The widest of the claims. */
  passage: Passage
  /** How many claims more. */
  others: number
}

export interface StoryView {
  story: SituationStory
  reports: SituationReport[]
  origins: { origin: SituationOrigin; reports: SituationReport[]; collapses: SituationCollapse[] }[]
  relays: RelayLine[]
  lostHedges: SituationLostHedge[]
  copies: { copy: SituationCopy; original: SituationReport; copied: SituationReport; longest: Passage }[]
}

/** Copies of one story that are shown; the others are counted. */
export const copiesShown = 100

/** What every rendering of a situation shows, worked out once. */
export interface SituationView {
  labels: SituationLabels
  reportLabels: Labels
  stories: StoryView[]
  /** How a report is called: outlet and date, or its title or id. */
  nameOf: (report: string) => string
  /** Outlets that are cited and have no report here. */
  citedOnly: SituationOrigin[]
}

/** The language that most reports are in; of equals the first of fr, en, es. */
export function majorityLanguage(reports: readonly SituationReport[]): Language {
  let found: Language = 'fr'
  let most = 0
  for (const language of languages) {
    const count = reports.filter((report) => report.language === language).length
    if (count > most) {
      most = count
      found = language
    }
  }
  return found
}

/** How reports are called: by outlet, by title too where an outlet has several, else by title or id. */
export function nameReports(situation: {
  reports: readonly Pick<SituationReport, 'id' | 'publisher' | 'title'>[]
}): (id: string) => string {
  const reports = new Map(situation.reports.map((report) => [report.id, report]))
  const shared = new Map<string, number>()
  for (const { publisher } of situation.reports)
    if (publisher) shared.set(publisher, (shared.get(publisher) ?? 0) + 1)
  return (id: string) => {
    const report = reports.get(id)
    if (!report?.publisher) return report?.title ?? id
    // An outlet with several reports is told apart by their titles.
    return (shared.get(report.publisher) ?? 0) > 1
      ? `${report.publisher} (${report.title ?? report.id})`
      : report.publisher
  }
}

/**
 * Gathers what a reader wants to see of a Situation, story by story, the largest first.
 * @param language of Selon's own words; that of most reports where none is given
 */
export function situationViewOf(
  situation: Situation,
  language: Language = majorityLanguage(situation.reports),
): SituationView {
  const reports = new Map(situation.reports.map((report) => [report.id, report]))
  const origins = new Map(situation.origins.map((origin) => [origin.id, origin]))
  const nameOf = nameReports(situation)
  const stories = situation.stories.map((story): StoryView => {
    const inStory = new Set(story.reports)
    const relays = new Map<string, RelayLine>()
    for (const relay of situation.relays) {
      const report = reports.get(relay.report)
      if (!report || !inStory.has(relay.report)) continue
      const key = JSON.stringify([relay.report, relay.through])
      const known = relays.get(key)
      if (!known)
        relays.set(key, {
          report,
          through: relay.through,
          cited: relay.cited,
          passage: relay.passage,
          others: 0,
        })
      else {
        known.others++
        if (relay.passage.text.length > known.passage.text.length) known.passage = relay.passage
      }
    }
    return {
      story,
      reports: story.reports.flatMap((id) => reports.get(id) ?? []),
      origins: story.origins.flatMap((id) => {
        const origin = origins.get(id)
        if (!origin) return []
        return [
          {
            origin,
            reports: origin.reports
              .filter((report) => inStory.has(report))
              .flatMap((id) => reports.get(id) ?? []),
            collapses: situation.collapses.filter(
              (collapse) => collapse.origin === id && inStory.has(collapse.report),
            ),
          },
        ]
      }),
      relays: [...relays.values()],
      lostHedges: situation.lostHedges.filter(({ stated }) => inStory.has(stated.passage.report)),
      copies: situation.copies.flatMap((copy) => {
        const original = reports.get(copy.original)
        const copied = reports.get(copy.copy)
        if (!original || !copied || !inStory.has(copy.copy)) return []
        const longest = copy.passages.reduce((a, b) => (b.copy.text.length > a.copy.text.length ? b : a)).copy
        return [{ copy, original, copied, longest }]
      }),
    }
  })
  return {
    labels: situationLabelsFor(language),
    reportLabels: labelsFor(language),
    stories: stories.sort((a, b) => b.reports.length - a.reports.length),
    nameOf,
    citedOnly: situation.origins.filter(({ reports: own, kind }) => own.length === 0 && kind !== 'source'),
  }
}

/** Text cut at a word's end where it is longer than `length` UTF-16 units. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const space = text.lastIndexOf(' ', length - 1)
  return `${text.slice(0, space > length / 2 ? space : length - 1)}…`
}
