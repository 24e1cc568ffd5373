import type { Analysis } from '../../contract/analysis.ts'
import { isFunctionWord } from '../words/common-words.ts'
import { profileOf } from './report-profile.ts'
import { Stories, type Story } from './stories.ts'

/**
 * The stories that reports tell, numbered in the order of their first report. They are grouped in the order of their
 * publication where every one is dated, else as given. Of two reports with the same id the second is left out.
 */
export function groupIntoStories(analyses: readonly Analysis[]): Story[] {
  const stories = new Stories()
  const profiles = analyses.map((analysis) =>
    profileOf(analysis, (word) => isFunctionWord(analysis.report.language, word)),
  )
  for (const profile of profiles) stories.learn(profile)
  const dated = profiles.every((profile) => profile.day !== undefined)
  const ordered = dated ? profiles.toSorted((a, b) => (a.day ?? 0) - (b.day ?? 0)) : profiles
  for (const profile of ordered) stories.add(profile)
  stories.settle()

  const place = new Map(profiles.map((profile, k) => [profile.id, k]))
  const placeOf = (id: string) => place.get(id) ?? 0
  return stories
    .stories()
    .map(({ reports }) => reports.toSorted((a, b) => placeOf(a) - placeOf(b)))
    .sort((a, b) => placeOf(a[0]) - placeOf(b[0]))
    .map((reports, k) => ({ id: `s${k + 1}`, reports }))
}
