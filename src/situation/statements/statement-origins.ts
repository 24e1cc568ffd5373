import type { StatementCollapse } from '../../contract/situation.ts'
import { byPublication } from '../claims/by-publication.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { compareClaims } from '../claims/compare-claims.ts'
import { compareSources } from '../claims/source-differences.ts'
import type { Origins } from '../origins/origins.ts'
import { compareSpeakers, type Speaker } from '../origins/speakers.ts'
import { anyPattern } from '../words/comparing.ts'
import { spanAt } from '../words/span-at.ts'
import type { ClaimGroup } from './group-into-statements.ts'

/** The origin of one claim within its statement. */
export interface ClaimOrigin {
  origin: string
  /** The origin of the outlet that it came through: its report's own, or that of the outlet that its words cite. */
  anchor: string
  /** Outlets through which it came, where its words name them. */
  through: readonly string[]
  /**
   * Why it counts or not. root: it is one of the origins that the statement is counted on; same: it is shown to rest on
   * one of them; not-shown: nothing in the words shows it to be another; unsourced: its outlet says it and names nobody.
   */
  standing: 'root' | 'same' | 'not-shown' | 'unsourced'
  speaker?: Speaker
  /** The report whose origin it shares, where it does. */
  with?: string
}

/** Words that bring in where something was read. */
const citing = new RegExp(`(?<!\\p{L})${anyPattern(({ outlets }) => outlets.citing)}(?!\\p{L})`, 'iu')

/** Characters of a sentence beyond which no outlet is looked for in it. */
const longestSentence = 2000

/** An origin that a statement is counted on, while they are found. */
interface Root {
  origin: string
  /** The outlet's origin through which it came here. */
  anchor: string
  speaker: Speaker | undefined
  report: string
}

/** Roots of one statement that a claim is compared with: the first of them, so that a large group stays cheap. */
const rootsCompared = 48

/**
 * On whom each claim of a statement rests: the innermost speaker whom its words show. Two speakers count as two only
 * where the words show that they are two; a nameless one is one for each outlet that has them itself; an outlet that
 * says it of itself counts only where nobody else stands behind the statement, and once.
 */
export function claimOrigins(
  origins: Origins,
  groups: readonly ClaimGroup[],
): (content: ClaimContent) => ClaimOrigin {
  const relays = new Map(origins.relays.map((relay) => [`${relay.report} ${relay.claim}`, relay]))
  const found = new Map<ClaimContent, ClaimOrigin>()
  for (const group of groups) originsWithin(group)
  return (content) =>
    found.get(content) ?? {
      origin: origins.originOf.get(content.report) ?? '',
      anchor: origins.originOf.get(content.report) ?? '',
      through: [],
      standing: 'unsourced',
    }

  function originsWithin(group: ClaimGroup): void {
    const firm = new Set(firmest(group))
    const contents = group.members.map(({ content }) => content).toSorted(byPublication)
    const relayed = new Map<string, Pick<ClaimOrigin, 'origin' | 'through'>>()
    const sourced: { content: ClaimContent; speaker: Speaker }[] = []
    const speaking = new Set<string>()
    for (const content of contents) {
      const relay = relayOf(content)
      if (relay && !relayed.has(content.report)) relayed.set(content.report, relay)
      const speaker = speakerOf(content)
      if (!speaker) continue
      sourced.push({ content, speaker })
      speaking.add(content.report)
    }
    const anchorOf = ({ report }: ClaimContent) =>
      relayed.get(report) ?? { origin: origins.originOf.get(report) ?? '', through: [] }
    const roots: Root[] = []
    for (const { content, speaker } of sourced.filter((one) => firm.has(one.content))) place(content, speaker)
    for (const { content, speaker } of sourced.filter((one) => !firm.has(one.content)))
      place(content, speaker)
    for (const content of contents) {
      if (found.has(content)) continue
      const { origin, through } = anchorOf(content)
      const { report } = content
      const own = roots.find((root) => root.report === report) ?? roots.find((root) => root.anchor === origin)
      if (own)
        found.set(content, {
          origin: own.origin,
          anchor: origin,
          through,
          standing: 'same',
          with: own.report,
        })
      else if (roots.length === 0) {
        roots.push({ origin, anchor: origin, speaker: undefined, report })
        found.set(content, { origin, anchor: origin, through, standing: 'root' })
      } else
        found.set(content, { origin, anchor: origin, through, standing: 'unsourced', with: roots[0].report })
    }

    function place(content: ClaimContent, speaker: Speaker): void {
      const { origin: anchor, through } = anchorOf(content)
      const { report } = content
      const join = (root: Root, standing: ClaimOrigin['standing']) =>
        found.set(content, { origin: root.origin, anchor, through, standing, speaker, with: root.report })
      let unknown: Root | undefined
      for (const root of roots.slice(0, rootsCompared)) {
        const verdict = compareRoots(root, speaker, anchor, content, through.length > 0)
        if (verdict === 'same') {
          join(root, 'same')
          return
        }
        if (verdict === 'unknown') unknown ??= root
      }
      if (unknown || roots.length > rootsCompared) {
        join(unknown ?? roots[0], 'not-shown')
        return
      }
      const origin = speaker.kind === 'nameless' ? anchor : origins.originOfSpeaker(speaker)
      roots.push({ origin, anchor, speaker, report })
      found.set(content, { origin, anchor, through, standing: 'root', speaker })
    }
  }

  /** Whether a speaker is the one of a root, by what the words show. */
  function compareRoots(
    root: Root,
    speaker: Speaker,
    anchor: string,
    content: ClaimContent,
    isRelayed: boolean,
  ): 'same' | 'different' | 'unknown' {
    if (!root.speaker) return 'unknown'
    const bothNameless = root.speaker.kind === 'nameless' && speaker.kind === 'nameless'
    if (bothNameless && root.anchor === anchor) return 'same'
    if (root.report === content.report && speaker.kind === 'nameless') return 'unknown'
    if (isRelayed && speaker.kind === 'nameless') return 'unknown'
    if (bothNameless && speaker.own) return 'different'
    return compareSpeakers(root.speaker, speaker)
  }

  /** The speaker of a claim; an outlet is none, unless it speaks for itself. */
  function speakerOf({ report, claim, analysis }: ClaimContent): Speaker | undefined {
    const speaker = origins.speakerOf(report, claim)
    if (speaker === undefined || speaker.kind !== 'named' || speaker.person) return speaker
    const outlets = origins.namedIn(speaker.name, undefined)
    const own = analysis.report.publisher ?? ''
    const isOutlet =
      outlets.length > 0 ||
      (own !== '' && origins.namedIn(own, undefined).length > 0 && speaker.name.includes(own))
    return isOutlet ? undefined : speaker
  }

  function relayOf({
    report,
    claim,
    analysis,
  }: ClaimContent): Pick<ClaimOrigin, 'origin' | 'through'> | undefined {
    const relay = relays.get(`${report} ${claim.id}`)
    if (relay) return { origin: relay.origin, through: relay.through }
    const span = spanAt(analysis.sentences, claim.predicate[0])
    if (!span || span[1] - span[0] > longestSentence) return undefined
    const sentence = analysis.report.text.slice(span[0], span[1])
    if (!citing.test(sentence)) return undefined
    const named = origins.namedIn(sentence, analysis.report.publisher)
    const last = named[named.length - 1]
    if (!last || last.origin === origins.originOf.get(report)) return undefined
    return { origin: last.origin, through: named.map(({ name }) => name) }
  }
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

/** The origins that a statement is counted on, and why its other reports are none. */
export function originsOfGroup(
  group: ClaimGroup,
  originOf: (content: ClaimContent) => ClaimOrigin,
  origins: Origins,
): { origins: string[]; collapses: StatementCollapse[] } {
  const counted = new Map<string, string>()
  const collapses: StatementCollapse[] = []
  const told = new Set<string>()
  const collapse = (one: StatementCollapse) => {
    const key = `${one.report} ${one.origin}`
    if (told.has(key)) return
    told.add(key)
    collapses.push(one)
  }
  const firm = new Set(firmest(group))
  for (const content of firm) {
    const { origin, standing } = originOf(content)
    if (standing === 'root' && !counted.has(origin)) counted.set(origin, content.report)
  }
  // What stands behind it may stand with a claim that says it less surely than another.
  if (counted.size === 0)
    for (const content of firm) {
      const { origin } = originOf(content)
      counted.set(origin, content.report)
      break
    }
  const roots = new Set(counted.values())
  for (const { content } of group.members) {
    const { origin, through, standing, speaker, with: other } = originOf(content)
    const { report } = content
    if (standing === 'root' && counted.get(origin) === report) {
      if (through.length > 0) collapse({ report, origin, reason: 'relay', with: through[through.length - 1] })
      continue
    }
    if (!firm.has(content) && !roots.has(report)) {
      if (group.members.some((one) => one.content.report === report && firm.has(one.content))) continue
      collapse({ report, origin, reason: 'less-certain', with: content.status })
      continue
    }
    if (roots.has(report)) continue
    const whole = origins.collapseOf.get(report)
    if (through.length > 0) collapse({ report, origin, reason: 'relay', with: through[through.length - 1] })
    else if (standing === 'same' && speaker)
      collapse({ report, origin, reason: 'same-source', with: other ?? report })
    else if (whole && whole.origin === origins.originOf.get(report) && standing === 'same')
      collapse({ report, origin, reason: whole.reason, with: whole.with })
    else if (standing === 'same') collapse({ report, origin, reason: 'outlet', with: other ?? report })
    else collapse({ report, origin, reason: 'not-shown', with: other ?? report })
  }
  return { origins: [...counted.keys()], collapses }
}
