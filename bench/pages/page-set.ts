import { type Language, languages } from '../../src/contract/analysis.ts'
import { pageArticles } from './articles.ts'
import { pageKinds } from './page-kinds.ts'

/** A page and the text that is to be read of it: the headline, then the paragraphs. */
export interface SetPage {
  name: string
  kind: string
  language: Language
  html: string
  text: string
}

/** Sixty small pages: each kind of page once in each language. */
export const pageSet: readonly SetPage[] = languages.flatMap((language) =>
  pageKinds.map((kind, k): SetPage => {
    const articles = pageArticles[language]
    const article = articles[k % articles.length]
    const other = articles[(k + 1) % articles.length]
    const head = `<meta charset="utf-8"><title>${article.title}</title><meta property="og:title" content="${article.title}"><meta property="og:description" content="${article.description}">`
    return {
      name: `${kind.name} (${language})`,
      kind: kind.name,
      language,
      html: `<!doctype html><html lang="${language}"><head>${head}</head><body><header><a href="/">Home</a></header>${kind.body(article, language, other)}<footer><p>© 2026</p></footer></body></html>`,
      text: [article.title, ...(kind.expected?.(article, language) ?? article.paragraphs)].join('\n'),
    }
  }),
)
