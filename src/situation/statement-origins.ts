import type { ClaimContent } from './claim-content.ts'
import { compareClaims, compareSources } from './compare-claims.ts'
import type { ClaimGroup } from './group-into-statements.ts'
import type { Origins } from './origins.ts'
import type { StatementCollapse } from './statement.ts'

/** The origin of one claim: that of its report, or the outlet that its own words give it to. */
export interface ClaimOrigin {
  origin: string
  /** Outlets through which it came, where its words name them. */
  through: readonly string[]
}

/** Finds the origin of a claim from what is known of its report and from the relays in its words. */
export function claimOrigins(origins: Origins): (content: ClaimContent) => ClaimOrigin {
  const relays = new Map(origins.relays.map((relay) => [`${relay.report} ${relay.claim}`, relay]))
  return (content) => {
    const relay = relays.get(`${content.report} ${content.claim.id}`)
    return relay
      ? { origin: relay.origin, through: relay.through }
      : { origin: origins.originOf.get(content.report) ?? '', through: [] }
  }
}

const firmness = { denied: 4, sure: 4, planned: 3, reported: 2, open: 1 } as const

/** The claims of a group that say it most firmly: only they count for how often it was said. */
export function firmest(group: ClaimGroup): ClaimContent[] {
  const most = Math.max(...group.members.map(({ content }) => firmness[content.certainty]))
  return group.members.flatMap(({ content }) => (firmness[content.certainty] === most ? [content] : []))
}

/** Whether two claims give nearly the same words to sources that differ: one of them may have the source wrong. */
export function isOtherwiseAttributed(a: ClaimContent, b: ClaimContent): boolean {
  if (!a.source || !b.source || compareSources(a.source, b.source) !== 'different') return false
  const { first, second } = compareClaims(a, b)
  return Math.min(first, second) >= 0.75
}

/** The independent origins of a statement, and why its other reports are none. */
export function originsOfGroup(
  group: ClaimGroup,
  originOf: (content: ClaimContent) => ClaimOrigin,
  origins: Origins,
): { origins: string[]; collapses: StatementCollapse[] } {
  const found: { origin: string; by: ClaimContent }[] = []
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
    const known = found.find((one) => one.origin === origin)
    if (through.length > 0) collapse({ report, origin, reason: 'relay', with: through[through.length - 1] })
    if (known) {
      if (known.by.report === report) continue
      const whole = origins.collapses.find((one) => one.report === report)
      if (through.length === 0)
        collapse({ report, origin, reason: whole?.reason ?? 'outlet', with: whole?.with ?? known.by.report })
      continue
    }
    const source = content.source
    const same = source?.named
      ? found.find((one) => one.by.source?.named && compareSources(one.by.source, source) === 'same')
      : undefined
    if (same) {
      collapse({ report, origin: same.origin, reason: 'same-source', with: same.by.report })
      continue
    }
    const other = found.find((one) => isOtherwiseAttributed(one.by, content))
    if (other && source) {
      collapse({ report, origin, reason: 'other-source', with: source.name })
      continue
    }
    found.push({ origin, by: content })
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
