import { describe, expect, test } from 'vitest'
import { pageArticles } from '../../bench/pages/articles.ts'
import { pageKinds } from '../../bench/pages/page-kinds.ts'
import { pageSet } from '../../bench/pages/page-set.ts'
import { compareShingles } from '../../bench/shingles.ts'
import { languages } from '../../src/contract/analysis.ts'
import { isAnnounced, tellsOfSomethingElse } from '../../src/intake/other-article.ts'
import { readPage } from '../../src/intake/read-page.ts'

describe('the set of sixty small pages', () => {
  test('has each kind in each language', () => {
    expect(pageSet).toHaveLength(pageKinds.length * languages.length)
    expect(new Set(pageSet.map(({ html }) => html)).size).toBe(60)
  })
  test.each(pageSet)('$name', ({ html, text }) => {
    const page = readPage(html, { name: 'The page' })
    expect(page.text.split('\n')).toEqual(text.split('\n'))
    // Nothing is doubted that is right.
    expect(page).not.toHaveProperty('note')
  })
  test('a page read wrongly scores less, as the measure of the set is to show', () => {
    const [{ text }] = pageSet
    expect(compareShingles(text, text).f1).toBe(1)
    expect(compareShingles(text.split('\n').slice(0, 3).join('\n'), text).f1).toBeLessThan(0.9)
    expect(compareShingles(`${text}\n${pageSet[21].text}`, text).f1).toBeLessThan(0.9)
    expect(compareShingles('', text).f1).toBe(0)
  })
})

const p = (text: string) => `<p>${text}</p>`

describe.each(languages)('a page that does not hold what it announces (%s)', (language) => {
  const [article, other, third] = pageArticles[language]
  const head = `<title>${article.title}</title><meta name="description" content="${article.description}">`
  const pageOf = (body: string, inHead = head) =>
    `<!doctype html><html lang="${language}"><head>${inHead}</head><body>${body}</body></html>`
  const read = (html: string) => readPage(html, { name: 'The page' })
  const wrong = `<article>${other.paragraphs.map(p).join('')}</article>`

  test('is read, and that is said', () => {
    const { note, text } = read(pageOf(wrong))
    expect(note).toMatch(/^What was found in the page has nothing of its headline ".+" .+\.$/)
    expect(note).toContain(article.title.slice(0, 30))
    expect(text).toContain(other.paragraphs[0])
  })
  test('is read from where the headline stands, where that is what is announced', () => {
    const html = pageOf(
      `<div class="promo"><div><h1>${article.title}</h1></div><div>${article.paragraphs.map(p).join('')}</div></div><div class="b"><div class="content article-body">${[...other.paragraphs, ...other.paragraphs, ...third.paragraphs].map(p).join('')}</div></div>`,
    )
    expect(read(html)).toMatchObject({ text: [article.title, ...article.paragraphs].join('\n') })
    expect(read(html)).not.toHaveProperty('note')
  })
  test('is read from what it states for search engines, where that is what is announced', () => {
    const stated = {
      '@type': 'NewsArticle',
      headline: article.title,
      datePublished: '2026-03-02',
      articleBody: article.paragraphs.join('\n'),
    }
    const html = pageOf(wrong, `${head}<script type="application/ld+json">${JSON.stringify(stated)}</script>`)
    expect(read(html)).toMatchObject({ text: [article.title, ...article.paragraphs].join('\n') })
  })
  test('is told for what it is', () => {
    for (const one of pageArticles[language])
      for (const two of pageArticles[language]) {
        const text = two.paragraphs.join('\n')
        expect(isAnnounced(text, one.title, one.description), one.title).toBe(one === two)
        expect(tellsOfSomethingElse(one.paragraphs.join('\n'), text), one.title).toBe(one !== two)
      }
  })
  test('nothing is said where a page announces too little', () => {
    expect(read(pageOf(wrong, '<title>Info</title>'))).not.toHaveProperty('note')
  })
})

describe('a page that holds nothing but what its site says to readers', () => {
  const cookies = {
    fr: 'Nous utilisons, nos partenaires et nous, des cookies pour mesurer l’audience de ce site et vous proposer des publicités. Vous pouvez les accepter ou les refuser.',
    en: 'We and our partners use cookies to measure the traffic of this site and to show you advertising. You can accept them or reject them.',
    es: 'Nosotros y nuestros socios utilizamos cookies para medir el tráfico de este sitio y mostrarle publicidad. Puede aceptarlas o rechazarlas.',
  }
  const printed = {
    fr: 'Cet article a été imprimé depuis le site du Phare de Velmar, que vous pouvez lire chaque jour.',
    en: 'This article was printed from the website of the Velmar Lighthouse, which you can read every day.',
    es: 'Este artículo ha sido impreso desde la web del Faro de Velmar, que puede leer cada día.',
  }
  test.each(languages)('%s: is refused with a sentence', (language) => {
    const body = `<main><h1>Velmar</h1>${p(cookies[language]).repeat(3)}${p(printed[language])}</main>`
    const html = `<!doctype html><html lang="${language}"><head><title>Velmar</title></head><body>${body}</body></html>`
    expect(() => readPage(html, { name: 'The page' })).toThrow(/^The page holds no article.*\.$/)
  })
  test.each(languages)('%s: is refused where a script states only that', (language) => {
    const stated = {
      '@type': 'NewsArticle',
      headline: 'Velmar',
      articleBody: `${`${cookies[language]}\n`.repeat(4)}${printed[language]}`,
    }
    const html = `<!doctype html><html lang="${language}"><head><title>Velmar</title><script type="application/ld+json">${JSON.stringify(stated)}</script></head><body><div id="app"></div></body></html>`
    expect(() => readPage(html, { name: 'The page' })).toThrow(
      /^The page holds no article, only what its site says to readers .*\.$/,
    )
  })
})
