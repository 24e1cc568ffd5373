import { largestPage } from '../api/limits.ts'
import type { Change, StoredReport, StoryNews } from '../contract/api.ts'
import type { Passage } from '../contract/situation.ts'
import { broughtBy } from '../situation/new-since.ts'
import { longestPassage } from '../situation/situation.ts'
import type { Store } from '../store/store.ts'

/** Passages shown of one report, and of all together; of a report beyond them none. */
const mostPassages = 50
const mostPassagesInAll = 2000

/** What passages of a situation show of long words, give or take half a character. */
const shown = (text: string) => text.slice(0, longestPassage - 1)

type NewReport = StoryNews['reports'][number]

async function everyReport(store: Store, story: string): Promise<StoredReport[]> {
  const reports: StoredReport[] = []
  let after: string | undefined
  do {
    const page = await store.reports({ story }, { limit: largestPage, ...(after ? { after } : {}) })
    reports.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return reports
}

/** Reports and versions that were taken in after a change, by report: the moments at which they were. */
async function takenInAfter(store: Store, number: number): Promise<Map<string, Set<string>>> {
  const taken = new Map<string, Set<string>>()
  for (let after = number; ; ) {
    const changes: Change[] = await store.changes(after, largestPage)
    for (const { kind, report, at } of changes) {
      if (report === undefined || (kind !== 'report' && kind !== 'version')) continue
      const moments = taken.get(report) ?? new Set()
      taken.set(report, moments.add(at))
    }
    if (changes.length < largestPage) return taken
    after = changes[changes.length - 1].number
  }
}

/**
 * What a story has that it had not at some moment, each with its passage; undefined where there is no such story.
 * @param since a change number, or a moment in ISO 8601
 */
export async function storyNews(
  store: Store,
  story: string,
  since: number | string,
): Promise<StoryNews | undefined> {
  const last = await store.lastChange()
  const situation = await store.situation(story)
  if (!situation) return undefined
  const taken = typeof since === 'number' ? await takenInAfter(store, since) : undefined
  const moment = typeof since === 'string' ? Date.parse(since) : Number.NaN
  const isNew = (report: string, received: string) =>
    taken ? (taken.get(report)?.has(received) ?? false) : Date.parse(received) > moment

  let room = mostPassagesInAll
  const only = new Map(situation.rest.map((rest) => [rest.report, new Set(rest.only)]))
  const reports: NewReport[] = []
  /** Words of the claims that each new report or version brought; null where all of its claims are new. */
  const brought = new Map<string, Set<string> | null>()
  for (const report of await everyReport(store, story)) {
    if (taken && !taken.has(report.id)) continue
    const [first, ...later] = await store.versions(report.id)
    if (!first) continue
    if (isNew(report.id, first.received)) {
      brought.set(report.id, null)
      const alone = only.get(report.id)
      const statements = situation.statements.filter(({ id }) => alone?.has(id) ?? false)
      let passages: Passage[] = statements.flatMap(({ claims }) =>
        claims.filter((claim) => claim.report === report.id).map(({ passage }) => passage),
      )
      // Where nothing stands beside it, all that it claims is its own.
      if (!alone)
        passages = (await store.claims({ report: report.id }, { limit: mostPassages })).items.map(
          ({ span, text }) => ({ report: report.id, span, text }),
        )
      const own = passages.slice(0, Math.min(mostPassages, room))
      room -= own.length
      reports.push({ report, what: 'report', passages: own })
      continue
    }
    const versions = later.filter(({ received }) => isNew(report.id, received))
    if (versions.length === 0) continue
    // Offsets are into the newest version, so only its own difference has passages to show.
    const { difference } = versions[versions.length - 1]
    const words = [...(difference?.added ?? []), ...(difference?.changed ?? []).map(({ after }) => after)]
    brought.set(
      report.id,
      new Set([
        ...versions.flatMap((version) => (version.difference?.added ?? []).map(({ text }) => shown(text))),
        ...words.map(({ text }) => shown(text)),
      ]),
    )
    reports.push({
      report,
      what: 'version',
      ...(difference ? { difference } : {}),
      passages: words.slice(0, mostPassages).map(({ span, text }) => ({ report: report.id, span, text })),
    })
  }

  const isBrought = ({ report, passage }: { report: string; passage: Passage }) => {
    const words = brought.get(report)
    return words === null || (words?.has(shown(passage.text)) ?? false)
  }
  return { story, since: String(since), last, reports, ...broughtBy(situation, isBrought) }
}
