/**
 * Builds the site of the documentation into build/site, and refuses it where a link, an anchor or a picture leads nowhere:
 * `npm run docs:build`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseHTML } from 'linkedom'
import { build } from 'vitepress'

const root = fileURLToPath(new URL('..', import.meta.url))
const site = join(root, 'build/site')

await build(join(root, 'docs'))

interface Page {
  ids: ReadonlySet<string>
  targets: readonly string[]
}

/** By path in the site: what may be led to in each page, and what it leads to. */
const pages = new Map<string, Page>()
for (const file of readdirSync(site, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.html')) continue
  const { document } = parseHTML(readFileSync(join(site, file), 'utf8'))
  const all = (selector: string, attribute: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.getAttribute(attribute) ?? '')
  pages.set(file.replaceAll('\\', '/'), {
    ids: new Set(all('[id]', 'id')),
    targets: [...all('a[href]', 'href'), ...all('img[src]', 'src')],
  })
}

const faults: string[] = []
for (const [page, { targets }] of pages) {
  for (const target of new Set(targets)) {
    if (/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(target) || target === '') continue
    const [path, hash = ''] = decodeURI(target).split('#')
    const absolute =
      path === '' ? `/${page}` : path.startsWith('/') ? path : posix.join('/', dirname(page), path)
    const file = absolute.endsWith('/') ? `${absolute}index.html` : absolute
    const found = [file, `${file}.html`].find((one) => existsSync(join(site, one)))
    if (!found) faults.push(`${page}: ${target} leads to no page`)
    else if (hash !== '' && found.endsWith('.html') && !pages.get(relative('/', found))?.ids.has(hash))
      faults.push(`${page}: ${target} leads to no place in its page`)
  }
}
for (const fault of faults) console.error(fault)
console.log(`docs: ${pages.size} pages in build/site, ${faults.length} dead links`)
process.exit(faults.length > 0 || pages.size < 10 ? 1 : 0)
