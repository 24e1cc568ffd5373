/** A passage with its chain and its link, as other programs take it. */
import type { Analysis } from '../../src/contract/analysis.ts'
import { cslItem } from '../../src/output/csl-item.ts'
import { webAddress } from '../../src/output/moment.ts'
import type { Vouching } from './vouching.ts'

export const citationFormats = ['markdown', 'csl', 'claimreview'] as const
export type CitationFormat = (typeof citationFormats)[number]

export interface Cited {
  report: Analysis['report']
  vouching: Vouching
  /** The passage on this desk. */
  link: string
  /** "via Agence Meridia": how the chain is said. */
  chain: string
}

/** Text in which Markdown sees no marks. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&')
function asMarkdown({ report, vouching, link, chain }: Cited): string {
  const about = [report.publisher, report.title, report.published?.slice(0, 10)].flatMap((part) =>
    part ? [plain(part)] : [],
  )
  const original = webAddress(report.url)
  return [
    `> ${plain(quoted(report, vouching))}`,
    '>',
    `> — ${plain(chain)}${vouching.certainty ? ` (${plain(vouching.certainty)})` : ''}`,
    '',
    `${about.join(', ')}${original ? ` — <${original.replace(/[<>\s]/g, encodeURIComponent)}>` : ''} · [Selon](<${link}>)`,
    '',
  ].join('\n')
}

/** The words as the report has them. */
const quoted = ({ text }: Analysis['report'], { span }: Vouching) => text.slice(span[0], span[1])

const asCsl = ({ report, vouching, link, chain }: Cited): string =>
  JSON.stringify(
    [
      cslItem(report, {
        otherwise: link,
        note: `“${quoted(report, vouching)}” (${[chain, vouching.certainty].filter(Boolean).join('; ')}) ${link}`,
      }),
    ],
    null,
    2,
  )

/** A draft: what is claimed, by whom and where it appeared. The rating is a person's to give, and is left empty. */
function asClaimReview({ report, vouching, link }: Cited): string {
  const [holder] = vouching.chain
  const original = webAddress(report.url)
  return JSON.stringify(
    {
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      url: '',
      claimReviewed: vouching.words,
      itemReviewed: {
        '@type': 'Claim',
        ...(holder
          ? { author: { '@type': holder.kind === 'named' ? 'Person' : 'Organization', name: holder.name } }
          : {}),
        ...(report.published ? { datePublished: report.published } : {}),
        appearance: {
          '@type': 'NewsArticle',
          ...(report.title ? { headline: report.title } : {}),
          ...(report.publisher ? { publisher: { '@type': 'Organization', name: report.publisher } } : {}),
          ...(original ? { url: original } : {}),
          inLanguage: report.language,
        },
      },
      author: { '@type': 'Organization', name: '' },
      reviewRating: { '@type': 'Rating', ratingValue: '', alternateName: '' },
      isBasedOn: link,
    },
    null,
    2,
  )
}

const writers: Record<CitationFormat, (cited: Cited) => string> = {
  markdown: asMarkdown,
  csl: asCsl,
  claimreview: asClaimReview,
}

export const citation = (format: CitationFormat, cited: Cited): string => writers[format](cited)
