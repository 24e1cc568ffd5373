import type { Analysis } from '../../contract/analysis.ts'
import type { StatementCollapse } from '../../contract/situation.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { compareClaims } from '../claims/compare-claims.ts'
import { compareSources } from '../claims/source-differences.ts'
import type { Origins } from '../origins/origins.ts'
import { anyPattern } from '../words/comparing.ts'
import type { ClaimGroup } from './group-into-statements.ts'

/** The origin of one claim: that of its report, or the outlet that its own words give it to. */
export interface ClaimOrigin {
  origin: string
  /** Outlets through which it came, where its words name them. */
  through: readonly string[]
}

/** Words that bring in where something was read. */
const citing = new RegExp(`(?<!\\p{L})${anyPattern(({ outlets }) => outlets.citing)}(?!\\p{L})`, 'iu')

/**
 * Finds the origin of a claim of a statement: the outlet that its words or its sentence give it to, or that another
 * claim of the same report in the statement is given to (a title says what the text below has from somewhere); else that
 * of its report.
 */
export function claimOrigins(
  origins: Origins,
  groups: readonly ClaimGroup[],
): (content: ClaimContent) => ClaimOrigin {
  const relays = new Map(origins.relays.map((relay) => [`${relay.report} ${relay.claim}`, relay]))
  const found = new Map<ClaimContent, ClaimOrigin>()
  for (const { members } of groups) {
    const ofReport = new Map<string, ClaimOrigin>()
    for (const { content } of members) {
      const own = relayOf(content)
      if (own && !ofReport.has(content.report)) ofReport.set(content.report, own)
    }
    for (const { content } of members) {
      const relay = ofReport.get(content.report)
      if (relay) found.set(content, relay)
    }
  }
  return (content) =>
    found.get(content) ?? { origin: origins.originOf.get(content.report) ?? '', through: [] }

  function relayOf({ report, claim, analysis }: ClaimContent): ClaimOrigin | undefined {
    const relay = relays.get(`${report} ${claim.id}`)
    if (relay) return { origin: relay.origin, through: relay.through }
    const sentence = sentenceAt(analysis, claim.predicate[0])
    if (!sentence || sentence.length > 2000 || !citing.test(sentence)) return undefined
    const named = origins.namedIn(sentence, analysis.report.publisher)
    const last = named[named.length - 1]
    if (!last || last.origin === origins.originOf.get(report)) return undefined
    return { origin: last.origin, through: named.map(({ name }) => name) }
  }
}

function sentenceAt({ sentences, report }: Analysis, at: number): string | undefined {
  let low = 0
  let high = sentences.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sentences[middle][1] <= at) low = middle + 1
    else high = middle
  }
  const found = sentences[low]
  return found && found[0] <= at ? report.text.slice(found[0], found[1]) : undefined
}

const firmness = { denied: 4, sure: 4, planned: 3, reported: 2, open: 1 } as const

/** The claims of a group that say it most firmly: only they count for how often it was said. */
export function firmest(group: ClaimGroup): ClaimContent[] {
  let most = 0
  for (const { content } of group.members) most = Math.max(most, firmness[content.certainty])
  return group.members.flatMap(({ content }) => (firmness[content.certainty] === most ? [content] : []))
}

/** Whether two claims give nearly the same words to sources that differ: one of them may have the source wrong. */
export function isOtherwiseAttributed(a: ClaimContent, b: ClaimContent): boolean {
  if (!a.source || !b.source || compareSources(a.source, b.source) !== 'different') return false
  const { first, second } = compareClaims(a, b)
  return Math.min(first, second) >= 0.75
}

/** Origins whose sources and words one is compared with: the first of them, so that a large group stays cheap. */
const originsCompared = 48

/** The independent origins of a statement, and why its other reports are none. */
export function originsOfGroup(
  group: ClaimGroup,
  originOf: (content: ClaimContent) => ClaimOrigin,
  origins: Origins,
): { origins: string[]; collapses: StatementCollapse[] } {
  const found: { origin: string; by: ClaimContent }[] = []
  const foundBy = new Map<string, (typeof found)[number]>()
  const looked: typeof found = []
  const collapses: StatementCollapse[] = []
  const told = new Set<string>()
  const collapse = (one: StatementCollapse) => {
    const key = `${one.report} ${one.origin}`
    if (told.has(key)) return
    told.add(key)
    collapses.push(one)
  }
  const firm = new Set(firmest(group))
  const counted = new Set<string>()
  for (const content of firm) {
    const { origin, through } = originOf(content)
    const { report } = content
    const known = foundBy.get(origin)
    if (through.length > 0) collapse({ report, origin, reason: 'relay', with: through[through.length - 1] })
    if (known) {
      if (known.by.report === report) continue
      const whole = origins.collapseOf.get(report)
      if (through.length === 0)
        collapse({ report, origin, reason: whole?.reason ?? 'outlet', with: whole?.with ?? known.by.report })
      continue
    }
    const source = content.source
    const same = source?.named
      ? looked.find((one) => one.by.source?.named && compareSources(one.by.source, source) === 'same')
      : undefined
    if (same) {
      collapse({ report, origin: same.origin, reason: 'same-source', with: same.by.report })
      continue
    }
    const other = looked.find((one) => isOtherwiseAttributed(one.by, content))
    if (other && source) {
      collapse({ report, origin, reason: 'other-source', with: source.name })
      continue
    }
    const one = { origin, by: content }
    found.push(one)
    foundBy.set(origin, one)
    if (looked.length < originsCompared) looked.push(one)
    counted.add(report)
  }
  for (const { content } of group.members) {
    if (
      firm.has(content) ||
      counted.has(content.report) ||
      told.has(`${content.report} ${originOf(content).origin}`)
    )
      continue
    collapse({
      report: content.report,
      origin: originOf(content).origin,
      reason: 'less-certain',
      with: content.status,
    })
  }
  return { origins: found.map(({ origin }) => origin), collapses }
}
