import type { Analysis } from '../contract/analysis.ts'
import { holdersOf } from './holders.ts'
import { momentOf, webAddress } from './moment.ts'
import { claimAt, type Verdict } from './verdicts.ts'

/**
 * The verdicts of persons on claims as ClaimReview (schema.org, JSON-LD). Nothing else goes out: a claim on which nobody
 * gave a verdict has no review, and Selon gives none. Verdicts whose words are no longer in the report are left out.
 */
export function renderClaimReviews(analyses: readonly Analysis[], verdicts: readonly Verdict[]): object {
  const reports = new Map(analyses.map((analysis) => [analysis.report.id, analysis]))
  return {
    '@context': 'https://schema.org',
    '@graph': verdicts.flatMap((verdict) => {
      const analysis = reports.get(verdict.anchor.report)
      const claim = analysis && claimAt(analysis, verdict)
      if (!analysis || !claim) return []
      const { report } = analysis
      const last = holdersOf(analysis, claim).at(-1)
      const url = webAddress(report.url)
      const published = momentOf(report.published) ? { datePublished: report.published } : {}
      const publisher = report.publisher
        ? { publisher: { '@type': 'Organization', name: report.publisher.toWellFormed() } }
        : {}
      return [
        {
          '@type': 'ClaimReview',
          ...(webAddress(verdict.address) ? { url: webAddress(verdict.address) } : {}),
          claimReviewed: (claim.sentence ?? report.text.slice(claim.span[0], claim.span[1])).toWellFormed(),
          itemReviewed: {
            '@type': 'Claim',
            ...(last?.name
              ? {
                  author: {
                    '@type': last.type === 'person' ? 'Person' : 'Organization',
                    name: last.name.toWellFormed(),
                  },
                }
              : {}),
            ...published,
            appearance: {
              '@type': 'NewsArticle',
              ...(report.title ? { headline: report.title.toWellFormed() } : {}),
              ...publisher,
              ...published,
              ...(url ? { url } : {}),
              inLanguage: report.language,
            },
          },
          author: { '@type': 'Person', name: verdict.by.toWellFormed() },
          datePublished: verdict.at,
          ...(verdict.note ? { reviewBody: verdict.note.toWellFormed() } : {}),
          reviewRating: {
            '@type': 'Rating',
            ...(verdict.rating === undefined
              ? {}
              : { ratingValue: verdict.rating, worstRating: 1, bestRating: 5 }),
            alternateName: verdict.verdict.toWellFormed(),
          },
        },
      ]
    }),
  }
}
