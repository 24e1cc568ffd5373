/** Feeds and pages for the tests: invented outlets of a country that does not exist, in three languages. */

export const stories = {
  fr: {
    title: 'Le pont de Valdora rouvre',
    paragraphs: [
      'Le pont de Valdora a rouvert lundi matin après trois semaines de travaux, a annoncé la mairie.',
      'Selon deux responsables du ministère des Transports, un deuxième chantier aurait été reporté à l’automne faute de crédits.',
      '« Nous n’avons pas encore décidé », a déclaré le maire, Tomas Orlen, devant le conseil municipal.',
    ],
  },
  en: {
    title: 'Kessary harbour closes for a day',
    paragraphs: [
      'The port of Kessary was closed on Monday after a storm damaged two cranes, the port authority said in a statement.',
      'Two dock workers were reportedly injured, according to a union official who asked not to be named.',
      'The minister, Irena Dalvik, said that the harbour would open again on Tuesday if the wind allowed it.',
    ],
  },
  es: {
    title: 'Halde aplaza la votación',
    paragraphs: [
      'El consejo provincial de Halde aplazó el martes la votación sobre el presupuesto, informó su portavoz.',
      'Según fuentes cercanas a la presidencia, el acuerdo habría sido rechazado por tres de los cinco grupos.',
      '«No hay ninguna prisa», dijo el consejero Marko Seldan a la prensa después de la reunión.',
    ],
  },
} as const
export type StoryLanguage = keyof typeof stories

export function page(language: StoryLanguage, publisher?: string): string {
  const { title, paragraphs } = stories[language]
  return `<!doctype html><html lang="${language}"><head><title>${title}</title>${publisher ? `<meta property="og:site_name" content="${publisher}">` : ''}<meta property="article:published_time" content="2026-03-11T08:00:00+01:00"></head><body><article><h1>${title}</h1>${paragraphs.map((words) => `<p>${words}</p>`).join('')}${paragraphs.map((words) => `<p>${words}</p>`).join('')}</article></body></html>`
}

export interface RssItem {
  id: string
  link?: string
  title?: string
  source?: string
  content?: string
  description?: string
}

export function rss(items: readonly RssItem[], extra = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>La Gazette de Valdora</title><link>https://gazette.example/</link><description>Nouvelles</description><language>fr</language>${extra}${items
    .map(
      ({ id, link, title, source, content, description }) =>
        `<item><guid isPermaLink="false">${id}</guid>${link === undefined ? '' : `<link>${link}</link>`}<title>${title ?? id}</title><pubDate>Wed, 11 Mar 2026 09:00:00 +0100</pubDate>${source ? `<source url="https://meridia.example/feed">${source}</source>` : ''}${description ? `<description>${description}</description>` : ''}${content ? `<content:encoded><![CDATA[${content}]]></content:encoded>` : ''}</item>`,
    )
    .join('')}</channel></rss>`
}

/** The whole of an article as feeds give it. */
export const whole = (language: StoryLanguage) =>
  [...stories[language].paragraphs, ...stories[language].paragraphs]
    .map((words) => `<p>${words}</p>`)
    .join('')
