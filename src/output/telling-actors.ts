import { tellsWho } from '../situation/words/tells-who.ts'
import type { ReportView } from './report-view.ts'

/**
 * What is shown of a report, without actors that only a pronoun or an article names ("les", "Ils", "she"): as a node or in
 * a list beside names they tell nobody who acts.
 */
export function withTellingActors(view: ReportView): ReportView {
  const { language } = view.analysis.report
  const known = new Map<string, boolean>()
  const tells = (name: string): boolean => {
    const found = known.get(name) ?? tellsWho(language, name)
    known.set(name, found)
    return found
  }
  return {
    ...view,
    events: view.events.map((line) => ({
      ...line,
      actors: line.actors.filter(tells),
      recipients: line.recipients.filter(tells),
    })),
    actors: view.actors
      .filter(({ entity }) => tells(entity.name))
      .map((line) => ({
        ...line,
        actsOn: line.actsOn.filter(tells),
        actedOnBy: line.actedOnBy.filter(tells),
      })),
  }
}
