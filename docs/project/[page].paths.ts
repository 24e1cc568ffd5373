import { readFileSync } from 'node:fs'
import { projectContent, projectPages, root } from '../.vitepress/site-links.ts'

/** Texts of the repository outside docs/, as pages. */
export default {
  watch: ['../../*.md', '../../models/*.md', '../../samples/*.md'],
  paths: () =>
    projectPages().map(({ file, page }) => ({
      params: { page },
      content: projectContent(file, readFileSync(`${root}${file}`, 'utf8')),
    })),
}
