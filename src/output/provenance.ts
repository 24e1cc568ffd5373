import type { Analysis, Holder } from '../contract/analysis.ts'
import { reportNames } from './report-names.ts'

type Statements = Record<string, Record<string, unknown>>

/**
 * The chains behind the claims as W3C PROV, in PROV-JSON. A report is an entity attributed to its outlet; each claim is an
 * entity quoted from the report; where somebody else vouches for it, each holder's version of the claim is an entity
 * attributed to that holder, and the outer version is derived from the inner one.
 */
export function renderProvenance(analyses: readonly Analysis[]): object {
  const entity: Statements = {}
  const agent: Statements = {}
  const wasAttributedTo: Statements = {}
  const wasDerivedFrom: Statements = {}
  let attributed = 0
  let derived = 0
  const reports = reportNames(analyses)
  const attribute = (of: string, to: string) => {
    wasAttributedTo[`_:a${attributed++}`] = { 'prov:entity': of, 'prov:agent': to }
  }
  const derive = (made: string, from: string, kind: string) => {
    wasDerivedFrom[`_:d${derived++}`] = {
      'prov:generatedEntity': made,
      'prov:usedEntity': from,
      'prov:type': { $: kind, type: 'prov:QUALIFIED_NAME' },
    }
  }
  for (const [n, analysis] of analyses.entries()) {
    const { report } = analysis
    const reportName = `report:${reports[n]}`
    const name = (...parts: string[]) => [reportName, ...parts.map(encodeURIComponent)].join('/')
    const entityName = new Map(analysis.entities.map((item) => [item.id, item.name]))
    const holderAgent = (holder: Holder, at: string): string => {
      const label =
        holder.kind === 'outlet'
          ? (report.publisher ?? 'outlet')
          : (holder.name ?? entityName.get(holder.entity ?? ''))
      // Two nameless sources are not known to be one: each stays the agent of its own attribution.
      const own =
        holder.kind === 'outlet'
          ? 'outlet'
          : (holder.entity ?? (holder.kind === 'unstated' || !label ? at : (holder.attribution ?? at)))
      const id = name('agent', own)
      agent[id] ??= {
        'selon:kind': holder.kind,
        ...(label ? { 'prov:label': label.toWellFormed() } : {}),
      }
      return id
    }
    entity[reportName] = {
      'prov:type': 'selon:Report',
      ...(report.title ? { 'prov:label': report.title.toWellFormed() } : {}),
      ...(report.url ? { 'prov:location': report.url } : {}),
      ...(report.published ? { 'selon:published': report.published } : {}),
    }
    attribute(reportName, holderAgent({ kind: 'outlet' }, 'outlet'))
    for (const claim of analysis.claims) {
      const claimName = name(claim.id)
      entity[claimName] = {
        'prov:type': 'selon:Claim',
        'prov:value': report.text.slice(claim.span[0], claim.span[1]).toWellFormed(),
        'selon:basis': claim.basis,
        'selon:factuality': claim.factuality,
        'selon:outletFactuality': claim.outletFactuality,
        'selon:start': claim.span[0],
        'selon:end': claim.span[1],
      }
      derive(claimName, reportName, 'prov:Quotation')
      let outer = claimName
      claim.chain.slice(1).forEach((holder, depth) => {
        const version = name(claim.id, String(depth + 1))
        entity[version] = { 'prov:type': 'selon:ClaimAsHeldBy' }
        attribute(version, holderAgent(holder, `${claim.id}-${depth + 1}`))
        derive(outer, version, 'prov:Quotation')
        outer = version
      })
    }
  }
  return {
    prefix: { report: 'urn:selon:report:', selon: 'urn:selon:ns:' },
    entity,
    agent,
    wasAttributedTo,
    wasDerivedFrom,
  }
}
