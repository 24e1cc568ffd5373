import type { Analysis, Span } from '../contract/analysis.ts'
import { inCodePoints } from './offsets.ts'
import { reportNames } from './report-names.ts'

/** How much text before and after a quotation goes into its selector, in UTF-16 units. */
const context = 32

/**
 * Attributions and claims as a W3C Web Annotation page (JSON-LD). Each passage has a TextQuoteSelector and a
 * TextPositionSelector; positions count code points, as the standard does.
 */
export function renderWebAnnotations(analyses: readonly Analysis[]): object {
  const names = reportNames(analyses)
  const items = analyses.flatMap((analysis, n) => {
    const { text, url } = analysis.report
    const points = inCodePoints(analysis)
    const source = url ?? `urn:selon:report:${names[n]}`
    const target = (span: Span, moved: Span) => ({
      source,
      selector: [
        {
          type: 'TextQuoteSelector',
          exact: text.slice(span[0], span[1]).toWellFormed(),
          prefix: text.slice(Math.max(0, span[0] - context), span[0]).toWellFormed(),
          suffix: text.slice(span[1], span[1] + context).toWellFormed(),
        },
        { type: 'TextPositionSelector', start: moved[0], end: moved[1] },
      ],
    })
    const annotation = (name: string, motivation: string, value: object, targets: object[]) => ({
      id: `urn:selon:annotation:${names[n]}:${name}`,
      type: 'Annotation',
      motivation,
      body: {
        type: 'TextualBody',
        purpose: motivation,
        format: 'application/json',
        language: analysis.report.language,
        value: JSON.stringify(value),
      },
      target: targets,
    })
    return [
      ...analysis.attributions.map((attribution, k) =>
        annotation(
          attribution.id,
          'identifying',
          {
            source: attribution.source.map((span) => text.slice(span[0], span[1])),
            sourceKind: attribution.sourceKind,
            cue: attribution.cue.map((span) => text.slice(span[0], span[1])),
            act: attribution.act,
            speech: attribution.speech,
          },
          attribution.content.map((span, m) => target(span, points.attributions[k].content[m])),
        ),
      ),
      ...analysis.claims.map((claim, k) =>
        annotation(
          claim.id,
          'classifying',
          {
            basis: claim.basis,
            factuality: claim.factuality,
            outletFactuality: claim.outletFactuality,
            chain: claim.chain.map((holder) => holder.name ?? holder.kind),
          },
          [target(claim.span, points.claims[k].span)],
        ),
      ),
    ]
  })
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'urn:selon:annotations',
    type: 'AnnotationPage',
    startIndex: 0,
    items,
  }
}
