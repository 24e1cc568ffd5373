import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's own folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A text of the repository outside docs/ that the site has as a page, too. */
export interface ProjectPage {
  /** Its path in the repository. */
  file: string
  /** The last part of its address, under /project/. */
  page: string
}

/** Texts of the repository that are pages: those at its top, of models, samples and examples. */
export function projectPages(): ProjectPage[] {
  const markdown = (folder: string) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter((file) => file.endsWith('.md'))
          .map((file) => posix.join(folder, file))
      : []
  const examples = existsSync(`${root}examples`)
    ? readdirSync(`${root}examples`, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `examples/${name}/README.md`)
    : []
  const files = [
    ...markdown('.'),
    ...markdown('models'),
    ...markdown('samples'),
    ...markdown('examples'),
    ...examples,
  ]
  return [...files, 'LICENSE', 'NOTICE']
    .filter((file) => existsSync(join(root, file)))
    .map((file) => ({
      file,
      page: file
        .replace(/\.md$/, '')
        .replace(/\/README$/, '')
        .replaceAll(/[/.]/g, '-')
        .toLowerCase(),
    }))
}

/**
 * Where a link in a text of the repository leads on the site.
 * @param from path of the text in the repository
 * @param href as written there
 * @returns the address, the same for one that needs no change, or undefined where the site has no such page
 * Throws an Error where the repository has no such file.
 */
export function siteAddress(from: string, href: string): string | undefined {
  if (/^(?:[a-z][a-z+.-]*:|#|\/)/i.test(href)) return href
  const [path, anchor] = href.split('#')
  const file = posix.normalize(posix.join(posix.dirname(from), path))
  if (!existsSync(join(root, file))) throw new Error(`${from}: the link "${href}" leads to no file.`)
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (/\.(?:png|svg|jpg)$/.test(file)) return href
  if (file.startsWith('docs/'))
    return `/${file.slice('docs/'.length).replace(/(?:^|(?<=\/))index\.md$|\.md$/, '')}${hash}`
  if (file.replace(/\/$/, '') === 'models') return '/project/readme#more'
  const page = projectPages().find((one) => one.file === file)
  return page ? `/project/${page.page}${hash}` : undefined
}

/** A text of the repository as a page of the site: its links and pictures lead where they do there. */
export function projectContent(file: string, text: string): string {
  if (!file.endsWith('.md')) return `# ${file}\n\n\`\`\`text\n${text}\n\`\`\`\n`
  return text.replace(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (_, picture: string, words: string, href: string) => {
    if (picture === '!') {
      // Pages of the project stand in a folder of docs/.
      return `![${words}](${posix.relative('docs/project', posix.join(dirname(file), href))})`
    }
    const address = siteAddress(file, href)
    return address === undefined ? words : `[${words}](${address})`
  })
}
