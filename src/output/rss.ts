import type { Analysis, Language } from '../contract/analysis.ts'
import { holdersOf } from './holders.ts'
import { type Labels, labelsFor } from './labels.ts'
import { momentOf, rfc822, webAddress } from './moment.ts'
import { forXml } from './neutralise.ts'
import { reportNames } from './report-names.ts'
import { isShown } from './report-view.ts'

/** Claims of a report that its item shows. */
const claimsShown = 8

/** What a report says first, each with whom it has it from. */
function linesOf(analysis: Analysis, labels: Labels): string[] {
  return analysis.claims
    .filter((claim) => isShown(claim) && claim.rank !== 'embedded' && !claim.reporting)
    .slice(0, claimsShown)
    .map((claim) => {
      const holders = holdersOf(analysis, claim)
        .filter(({ kind }) => kind !== 'outlet')
        .map(({ name }) => name ?? labels.noSource)
      const words = claim.sentence ?? analysis.report.text.slice(claim.span[0], claim.span[1])
      const who =
        holders.length > 0 ? `<b>${forXml(holders.reverse().join(` ${labels.through} `))}</b>: ` : ''
      return `<li>${who}${forXml(words)}</li>`
    })
}

/**
 * Reports as an RSS 2.0 feed, the newest first: each with its link, its outlet, and who says what in it. So others can
 * follow what a watch took in with the reader of feeds that they have.
 * @param home address of the desk, to which the feed as a whole links
 * @param language of Selon's own words; each report's where none is given
 */
export function renderRss(
  analyses: readonly Analysis[],
  { home = 'http://127.0.0.1:7670/', language }: { home?: string; language?: Language } = {},
): string {
  const names = reportNames(analyses)
  const items = analyses
    .map((analysis, n) => ({ analysis, name: names[n], moment: momentOf(analysis.report.published) }))
    .sort((a, b) => Number((b.moment ?? '') > (a.moment ?? '')) - Number((b.moment ?? '') < (a.moment ?? '')))
  const newest = items[0]?.moment
  const tag = (name: string, words: string | undefined) =>
    words === undefined ? '' : `<${name}>${forXml(words)}</${name}>`
  const written = items.map(({ analysis, name, moment }) => {
    const { report } = analysis
    const title = report.title ?? report.text.trimStart().slice(0, 80)
    // What is HTML within the description is escaped once more.
    const description = `<ul>${linesOf(analysis, labelsFor(language ?? report.language)).join('')}</ul>`
    return `<item>
${tag('title', title.replace(/\s+/g, ' '))}
${tag('link', webAddress(report.url))}
<guid isPermaLink="false">urn:selon:report:${forXml(name)}</guid>
${tag('pubDate', moment && rfc822(moment))}
${tag('dc:creator', report.publisher)}
${tag('description', description)}
</item>`.replace(/\n(?=\n)/g, '')
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Selon</title>
<link>${forXml(home)}</link>
<description>${forXml(labelsFor(language ?? analyses[0]?.report.language ?? 'en').notice)}</description>
${newest ? `<lastBuildDate>${rfc822(newest)}</lastBuildDate>\n` : ''}${written.join('\n')}
</channel>
</rss>
`
}
