import { readdirSync, readFileSync } from 'node:fs'
import { type DefaultTheme, defineConfig } from 'vitepress'
import { root, siteAddress } from './site-links.ts'

type Words = Record<'guides' | 'start' | 'reference' | 'trust' | 'project', string>

/** What stands beside the pages in English. */
const english: DefaultTheme.SidebarItem[] = [
  {
    text: 'Start',
    items: [
      { text: 'A tour with the samples', link: '/tour' },
      { text: 'The command line', link: '/command-line' },
      { text: 'The desk', link: '/desk' },
      { text: 'The browser extension', link: '/extension' },
    ],
  },
  {
    text: 'Your question',
    items: [
      { text: 'Reporters', link: '/guide-reporter' },
      { text: 'Fact-checkers', link: '/guide-fact-checker' },
      { text: 'Analysts of conflict and risk', link: '/guide-analyst' },
      { text: 'NGOs and human rights', link: '/guide-ngo' },
      { text: 'Builders of agents', link: '/agents' },
      { text: 'Developers', link: '/guide-developer' },
    ],
  },
  {
    text: 'What to trust',
    items: [
      { text: 'How often it is wrong', link: '/error-rates' },
      { text: 'How certainty and origins are decided', link: '/certainty-and-origins' },
      { text: 'Limits and misuse', link: '/limits-and-misuse' },
      { text: 'Security', link: '/project/security' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'The API', link: '/api' },
      { text: 'Formats', link: '/formats' },
      { text: 'The database', link: '/database' },
      { text: 'Feeds', link: '/feeds' },
    ],
  },
  {
    text: 'The project',
    items: [
      { text: 'README', link: '/project/readme' },
      { text: 'Architecture', link: '/project/architecture' },
      { text: 'Contributing', link: '/project/contributing' },
      { text: 'Adding a language', link: '/adding-a-language' },
      { text: 'Changelog', link: '/project/changelog' },
    ],
  },
]

// A page that nobody put into the menu stands among the references, by its headline.
const listed = new Set(english.flatMap(({ items = [] }) => items.map(({ link }) => link)))
const reference = english.find(({ text }) => text === 'Reference')
for (const file of readdirSync(`${root}docs`).filter((name) => name.endsWith('.md') && name !== 'index.md')) {
  const link = `/${file.replace(/\.md$/, '')}`
  const headline = /^# (.+)$/m.exec(readFileSync(`${root}docs/${file}`, 'utf8'))?.[1]
  if (!listed.has(link)) reference?.items?.push({ text: headline ?? link, link })
}

/** What stands beside the guides in another language; what is in English alone says so. */
const translated = (
  language: string,
  words: Words,
  names: readonly [string, string, string],
): DefaultTheme.Sidebar => [
  {
    text: words.guides,
    items: ['reporter', 'analyst', 'developer'].map((guide, k) => ({
      text: names[k],
      link: `/${language}/guide-${guide}`,
    })),
  },
  {
    text: words.reference,
    items: [
      { text: words.start, link: '/tour' },
      { text: words.trust, link: '/error-rates' },
      { text: words.project, link: '/project/readme' },
    ],
  },
]

/** Texts of the search in the box, in a language. */
const searchWords = (
  button: string,
  none: string,
  reset: string,
  select: string,
  move: string,
  close: string,
) => ({
  translations: {
    button: { buttonText: button, buttonAriaLabel: button },
    modal: {
      noResultsText: none,
      resetButtonTitle: reset,
      footer: { selectText: select, navigateText: move, closeText: close },
    },
  },
})

/** The site of the documentation: `npm run docs:build` makes it in build/site, `npm run docs:dev` shows it as it is written. */
export default defineConfig({
  title: 'Selon',
  description: 'Says who says what in news reports, through whom, and how surely.',
  outDir: '../build/site',
  cacheDir: '../build/site-cache',
  cleanUrls: false,
  lastUpdated: false,
  head: [['link', { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' }]],
  markdown: {
    config(markdown) {
      markdown.core.ruler.push('links-of-the-repository', ({ tokens, env }) => {
        const from: string = env.relativePath ?? ''
        if (from.startsWith('project/')) return
        for (const { children } of tokens) {
          let isLeftOut = false
          for (const token of children ?? []) {
            if (token.type === 'link_open') {
              const address = siteAddress(`docs/${from}`, token.attrGet('href') ?? '')
              isLeftOut = address === undefined
              if (address !== undefined) token.attrSet('href', address)
            }
            // The site has no page for it: its words stay.
            if (isLeftOut && (token.type === 'link_open' || token.type === 'link_close')) {
              isLeftOut = token.type === 'link_open'
              Object.assign(token, { type: 'text', tag: '', nesting: 0, content: '', attrs: null })
            }
          }
        }
      })
    },
  },
  locales: {
    root: { label: 'English', lang: 'en' },
    fr: {
      label: 'Français',
      lang: 'fr',
      description:
        'Dit qui dit quoi dans les articles de presse, par l’intermédiaire de qui, et avec quelle certitude.',
      themeConfig: {
        nav: [
          { text: 'Guides', link: '/fr/guide-reporter' },
          { text: 'Visite (en anglais)', link: '/tour' },
        ],
        sidebar: translated(
          'fr',
          {
            guides: 'Guides',
            reference: 'En anglais',
            start: 'Une visite avec les exemples',
            trust: 'Combien de fois Selon se trompe',
            project: 'README',
          },
          ['Journalistes', 'Analystes', 'Développeurs'],
        ),
        outline: { label: 'Sur cette page' },
        docFooter: { prev: 'Précédent', next: 'Suivant' },
        darkModeSwitchLabel: 'Apparence',
        lightModeSwitchTitle: 'Passer au clair',
        darkModeSwitchTitle: 'Passer au sombre',
        sidebarMenuLabel: 'Menu',
        returnToTopLabel: 'Retour en haut',
        langMenuLabel: 'Changer de langue',
        skipToContentLabel: 'Aller au contenu',
      },
    },
    es: {
      label: 'Español',
      lang: 'es',
      description: 'Dice quién dice qué en las noticias, a través de quién y con cuánta certeza.',
      themeConfig: {
        nav: [
          { text: 'Guías', link: '/es/guide-reporter' },
          { text: 'Recorrido (en inglés)', link: '/tour' },
        ],
        sidebar: translated(
          'es',
          {
            guides: 'Guías',
            reference: 'En inglés',
            start: 'Un recorrido con los ejemplos',
            trust: 'Con qué frecuencia se equivoca',
            project: 'README',
          },
          ['Periodistas', 'Analistas', 'Desarrolladores'],
        ),
        outline: { label: 'En esta página' },
        docFooter: { prev: 'Anterior', next: 'Siguiente' },
        darkModeSwitchLabel: 'Apariencia',
        lightModeSwitchTitle: 'Cambiar a claro',
        darkModeSwitchTitle: 'Cambiar a oscuro',
        sidebarMenuLabel: 'Menú',
        returnToTopLabel: 'Volver arriba',
        langMenuLabel: 'Cambiar de idioma',
        skipToContentLabel: 'Ir al contenido',
      },
    },
  },
  themeConfig: {
    logo: '/icon.svg',
    nav: [
      { text: 'Tour', link: '/tour' },
      { text: 'Guides', link: '/guide-reporter' },
      { text: 'How often it is wrong', link: '/error-rates' },
      { text: 'API', link: '/api' },
    ],
    sidebar: english,
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: {
        locales: {
          fr: searchWords('Rechercher', 'Rien trouvé pour', 'Effacer', 'choisir', 'parcourir', 'fermer'),
          es: searchWords('Buscar', 'Nada para', 'Borrar', 'elegir', 'recorrer', 'cerrar'),
        },
      },
    },
    externalLinkIcon: true,
    // Not every page is in every language: the menu leads to the first page of a language.
    i18nRouting: false,
  },
})
