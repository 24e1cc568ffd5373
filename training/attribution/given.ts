import { carefulReports, type Given, labelledReports, polnear } from './documents.ts'
import { foldCount } from './folds.ts'

export interface Sources {
  /** How often PolNeAR's articles count; 0 for not at all. */
  polnear: number
  /** How often the French and Spanish reports count that people labelled; 0 for not at all. */
  labels: number
  /** The file of what the careful reader labelled; undefined for none. */
  careful?: string | undefined
}

/** The texts to learn from, each with its weight and fold. */
export function givenTexts({ polnear: articles, labels, careful }: Sources): Given[] {
  const given: Given[] = []
  if (articles > 0)
    polnear('train').forEach((text, k) => {
      given.push({ text, weight: articles, complete: false, people: false, fold: k % foldCount })
    })
  if (labels > 0)
    for (const { text, fold } of labelledReports())
      given.push({ text, weight: labels, complete: true, people: true, fold })
  if (careful)
    for (const { text, fold } of carefulReports(careful))
      given.push({ text, weight: 1, complete: true, people: false, fold })
  return given
}
