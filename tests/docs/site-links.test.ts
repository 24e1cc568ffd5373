import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectContent, projectPages, siteAddress } from '../../docs/.vitepress/site-links.ts'
import { root } from '../support.ts'

describe('where links of the repository lead on the site', () => {
  it.each([
    ['docs/desk.md', 'formats.md', '/formats'],
    ['docs/desk.md', 'formats.md#offsets', '/formats#offsets'],
    ['docs/fr/guide-reporter.md', '../desk.md', '/desk'],
    ['docs/fr/guide-reporter.md', '../es/guide-reporter.md', '/es/guide-reporter'],
    ['docs/desk.md', '../README.md#how-good-it-is', '/project/readme#how-good-it-is'],
    ['README.md', 'docs/api.md', '/api'],
    ['README.md', 'samples/README.md', '/project/samples'],
    ['README.md', 'LICENSE', '/project/license'],
    ['README.md', 'docs/desk-now.png', 'docs/desk-now.png'],
    ['docs/desk.md', 'https://example.org/a.md', 'https://example.org/a.md'],
    ['docs/desk.md', '#now', '#now'],
    // A file that is no page: its words stay, without a link.
    ['README.md', 'package.json', undefined],
  ])('in %s, %s leads to %s', (from, href, address) => {
    expect(siteAddress(from, href)).toBe(address)
  })

  it('refuses a link to a file that is not there', () => {
    expect(() => siteAddress('docs/desk.md', 'nowhere.md')).toThrow('docs/desk.md: the link "nowhere.md"')
    expect(() => projectContent('README.md', '[x](docs/nowhere.md)')).toThrow('leads to no file')
  })

  it('gives each text of the project an address of its own', () => {
    const pages = projectPages().map(({ page }) => page)
    expect(new Set(pages).size).toBe(pages.length)
    expect(pages).toEqual(
      expect.arrayContaining(['readme', 'architecture', 'changelog', 'models-reader', 'samples']),
    )
  })

  it('lets pictures of the project be found from where its pages stand', () => {
    expect(projectContent('README.md', '![a](docs/dossier.png)')).toBe('![a](../dossier.png)')
  })
})

describe('what the sides of the pages lead to', () => {
  it('every address of menus is a page', () => {
    const config = readFileSync(`${root}docs/.vitepress/config.ts`, 'utf8')
    const links = [...config.matchAll(/link: '(\/[^']*)'/g)].map(([, link]) => link)
    expect(links.length).toBeGreaterThan(20)
    const project = projectPages().map(({ page }) => `/project/${page}`)
    for (const link of links)
      expect({ link, found: project.includes(link) || existsSync(`${root}docs${link}.md`) }).toEqual({
        link,
        found: true,
      })
  })
})
