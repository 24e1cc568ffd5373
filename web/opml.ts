import type { StoredFeed } from '../src/contract/api.ts'
import { forHtml } from '../src/output/neutralise.ts'

/** The feeds as OPML 2.0, which other readers take in. */
export function asOpml(feeds: readonly Pick<StoredFeed, 'address' | 'title'>[]): string {
  const lines = feeds.map(
    ({ address, title }) =>
      `    <outline type="rss" text="${forHtml(title ?? address)}" xmlUrl="${forHtml(address)}"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Selon</title></head>
  <body>
${lines.join('\n')}
  </body>
</opml>
`
}
