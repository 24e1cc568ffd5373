import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoDate } from '../../src/intake/iso-date.ts'
import { extractionSteps } from '../../src/intake/page-shape.ts'
import { pageLimits, parsePage, TangledPage } from '../../src/intake/parsing/parse-page.ts'
import { readPage } from '../../src/intake/read-page.ts'
import { decodePage, reportFromHtml } from '../../src/intake/report-from-html.ts'
import { hostilePages } from './hostile-pages.ts'

const first =
  'Le port de Velmar est fermé depuis lundi après la tempête, selon les autorités du port, qui parlent de dégâts importants.'
const second =
  'Deux navires auraient été touchés, mais personne ne serait blessé, affirme une source proche du dossier à notre journal.'
const third =
  'Le maire attend un rapport qui doit être remis jeudi au conseil, et refuse de dire combien la réparation va coûter.'
const body = (inside = '') =>
  `<article><h1>Velmar ferme son port</h1><p>${first}</p>${inside}<p>${second}</p><p>${third}</p></article>`
const pageOf = (head: string, inside = body()) =>
  `<!doctype html><html lang="fr"><head>${head}</head><body>${inside}</body></html>`
const read = (html: string) => readPage(html, { name: 'The page' })
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`
const article = {
  '@type': 'NewsArticle',
  headline: 'Velmar ferme son port',
  datePublished: '2026-03-02T18:30:00+01:00',
  author: [
    { '@type': 'Person', name: 'Ana Ruel' },
    { '@type': 'Person', name: 'Luc Bren' },
  ],
  publisher: { '@type': 'Organization', name: 'Le Phare' },
}
const all = {
  title: 'Velmar ferme son port',
  publisher: 'Le Phare',
  authors: ['Ana Ruel', 'Luc Bren'],
  published: '2026-03-02T18:30:00+01:00',
  language: 'fr',
}

describe('what a page says of itself', () => {
  test.each([
    ['JSON-LD', ld(article)],
    ['a list of JSON-LD', ld([{ '@type': 'WebSite', name: 'x' }, article])],
    [
      'a graph with references',
      ld({
        '@graph': [
          { '@type': 'Organization', '@id': '#o', name: 'Le Phare' },
          { '@type': 'Person', '@id': '#a', name: 'Ana Ruel' },
          { '@type': 'Person', '@id': '#b', name: 'Luc Bren' },
          { ...article, author: [{ '@id': '#a' }, { '@id': '#b' }], publisher: { '@id': '#o' } },
        ],
      }),
    ],
    [
      'JSON-LD with a raw line break and a comma too many',
      ld(article).replace('Velmar ferme', 'Velmar\nferme').replace('}</script>', ',}</script>'),
    ],
    [
      'another report beside it',
      ld([{ ...article, headline: 'Autre chose', author: 'X Y', datePublished: '2020-01-01' }, article]),
    ],
    [
      'OpenGraph and meta elements',
      '<meta property="og:title" content="Velmar ferme son port"><meta property="og:site_name" content="Le Phare"><meta name="author" content="Par Ana Ruel et Luc Bren"><meta property="article:published_time" content="2026-03-02T18:30:00+01:00">',
    ],
  ])('%s', (_, head) => {
    expect(read(pageOf(head))).toMatchObject(all)
  })

  test('the page alone: h1, time, rel=author, the title without its outlet', () => {
    const html = pageOf(
      '<title>Velmar ferme son port - Le Phare</title><meta property="og:site_name" content="Le Phare">',
      body('<p>Par <a rel="author" href="/a">Ana Ruel</a>, <time datetime="2026-03-02">2 mars</time></p>'),
    )
    expect(read(html)).toMatchObject({
      title: 'Velmar ferme son port',
      authors: ['Ana Ruel'],
      published: '2026-03-02',
      publisher: 'Le Phare',
    })
  })

  test('what is not stated stays out', () => {
    const page = read(pageOf(''))
    expect(page).not.toHaveProperty('published')
    expect(page).not.toHaveProperty('authors')
    expect(page).not.toHaveProperty('publisher')
  })

  test.each<[string, string, string, Record<string, unknown>]>([
    [
      'an abbreviation',
      '',
      '<abbr class="published" title="2026-03-02T08:00:00+02:00">8 h</abbr>',
      { published: '2026-03-02T08:00:00+02:00' },
    ],
    [
      'a property',
      '',
      '<span itemprop="datePublished" title="2026-03-02">ce matin</span>',
      { published: '2026-03-02' },
    ],
    [
      'a date shown in words',
      '',
      '<span class="date">Publié le 2 mars 2026 à 8 h</span>',
      { published: '2026-03-02' },
    ],
    ['a time without its attribute', '', '<time>March 2, 2026</time>', { published: '2026-03-02' }],
    [
      'a date shown in Spanish',
      '',
      '<div class="fecha">2 de marzo de 2026</div>',
      { published: '2026-03-02' },
    ],
    [
      'a citation',
      '<meta name="citation_date" content="2026/03/02"><meta name="citation_author" content="Roy, Luc"><meta name="citation_author" content="Bren, Ana">',
      '',
      { published: '2026-03-02', authors: ['Luc Roy', 'Ana Bren'] },
    ],
    [
      'a repository',
      '<meta name="bepress_citation_date" content="2026-03-02"><meta name="og:article:author" content="Luc Roy">',
      '',
      { published: '2026-03-02', authors: ['Luc Roy'] },
    ],
    ['a line that begins with "Par"', '', '<p>Par Luc Roy</p>', { authors: ['Luc Roy'] }],
    [
      'a line that begins with "By"',
      '',
      '<p>By Luc Roy and Ana Bren</p>',
      { authors: ['Luc Roy', 'Ana Bren'] },
    ],
    ['a line that begins with "Por"', '', '<p>Por Lucía Roy</p>', { authors: ['Lucía Roy'] }],
    [
      'an element called author',
      '',
      '<div class="author"><a href="/l">Luc Roy</a></div>',
      { authors: ['Luc Roy'] },
    ],
    [
      'an element called byline',
      '',
      '<span class="byline">Par Luc Roy, publié le 2 mars 2026</span>',
      { authors: ['Luc Roy'] },
    ],
    [
      'a description for a headline',
      ld({ '@type': 'Article', name: 'Velmar ferme son port', headline: 'fermeture d’un port' }),
      '',
      { title: 'Velmar ferme son port' },
    ],
  ])('shown in %s', (_, head, inside, stated) => {
    expect(read(pageOf(head, body().replace('</h1>', `</h1>${inside}`)))).toMatchObject(stated)
  })

  test.each([
    ['a sentence that begins with "Par"', '<p>Par Velmar passent deux mille camions.</p>'],
    ['who comments', '<div class="comments"><div class="author">Luc Roy</div></div>'],
    ['a word of the outlet', '<div class="author">La rédaction</div>'],
  ])('%s is no author', (_, inside) => {
    expect(read(pageOf('', body().replace('</h1>', `</h1>${inside}`)))).not.toHaveProperty('authors')
  })

  test.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-02T18:30Z', '2026-03-02T18:30Z'],
    ['2026-03-02 18:30:00+0100', '2026-03-02T18:30:00+01:00'],
    ['2026/3/2', '2026-03-02'],
    ['20260302', '2026-03-02'],
    ['Mon, 02 Mar 2026 18:30:00 GMT', '2026-03-02T18:30:00Z'],
    ['Mon, 02 Mar 26 18:30:00 EST', '2026-03-02T18:30:00-05:00'],
    ['Mon,02 Mar 2026 18:30:00 PDT', '2026-03-02T18:30:00-07:00'],
    ['02 Mar 98 18:30 BST', '1998-03-02T18:30:00+01:00'],
    ['lun., 02 mars 2026 18:30:00 +0100', '2026-03-02T18:30:00+01:00'],
    ['lundi 2 mars 2026 à 18h30', '2026-03-02T18:30:00'],
    ['mié, 02 dic 2026 18:30:00 CET', '2026-12-02T18:30:00+01:00'],
    ['1er août 2026', '2026-08-01'],
    ['2 de marzo de 2026', '2026-03-02'],
    ['March 2, 2026', '2026-03-02'],
    ['Mar 2, 2026 6:30 PM EST', '2026-03-02T18:30:00-05:00'],
    ['Mon, 02 Mar 2026 18:30:00 +0200 (CEST)', '2026-03-02T18:30:00+02:00'],
    ['Mon, 02 Mar 2026 18:30:00 GMT+2', '2026-03-02T18:30:00+02:00'],
    ['Mon Mar 02 18:30:00 CET 2026', '2026-03-02T18:30:00+01:00'],
    ['2026-03-02 18:30 CEST', '2026-03-02T18:30:00+02:00'],
    ['30 février 2026', undefined],
    ['2 mois 2026', undefined],
    ['Mon, 02 Mar 2026 18:30:00 XQT', undefined],
    ['03/02/2026', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['1', undefined],
    ['yesterday', undefined],
  ])('the date %s', (written, date) => {
    expect(isoDate(written)).toBe(date)
  })
})

describe("a page's text", () => {
  const text = ['Velmar ferme son port', first, second, third].join('\n')

  test.each([
    ['nothing more', ''],
    [
      'a caption',
      '<figure><img src="a.jpg"><figcaption>Le port de Velmar, le 2 mars, vu de la colline du phare.</figcaption></figure>',
    ],
    [
      'a caption that repeats the picture',
      '<img alt="Le port de Velmar, le 2 mars, vu de la colline"><div>Le port de Velmar, le 2 mars, vu de la colline</div>',
    ],
    [
      'a list of links',
      '<ul><li><a href="/a">La tempête en dix images</a></li><li><a href="/b">Ce que dit la météo de demain</a></li></ul>',
    ],
    ['a prompt', '<p>Lire aussi : <a href="/a">La tempête en dix images</a></p>'],
    ['a date line', '<p>Publié le 2 mars 2026 à 18h30</p>'],
    ['a share bar', '<div class="social-share"><p>Partager sur les réseaux que vous aimez bien.</p></div>'],
    [
      'a script and a style',
      '<script>var a = "<p>Ceci est un script.</p>"</script><style>p { color: red }</style>',
    ],
  ])('%s leaves the article as it is', (_, inside) => {
    expect(read(pageOf('', body(inside))).text).toBe(text)
  })

  test('the headline stands first, once, also where only the metadata has it', () => {
    expect(read(pageOf(ld(article), body().replace(/<h1>.*<\/h1>/, ''))).text).toBe(text)
  })

  test('the standfirst stands after it', () => {
    const standfirst = 'La tempête de dimanche a endommagé deux quais, et la pêche est arrêtée.'
    const html = pageOf(
      '',
      `<header><h1>Velmar ferme son port</h1><p>${standfirst}</p></header>${body().replace(/<h1>.*<\/h1>/, '')}`,
    )
    expect(read(html).text.split('\n').slice(0, 3)).toEqual(['Velmar ferme son port', standfirst, first])
  })

  test('what follows a paywall is left out', () => {
    const long = `${body()}<article>${`<p>${second}</p>`.repeat(3)}<p>Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.</p><p>Vous lisez sur deux appareils à la fois, ce que cet abonnement ne permet pas.</p></article>`
    expect(read(pageOf('', `<main>${long}</main>`)).text).not.toMatch(/abonn|appareils/)
  })

  test('an article that stands in JSON-LD alone is read from there', () => {
    const html = pageOf(
      ld({ ...article, articleBody: `${first}\n\n${second}\n\n${third}` }),
      '<div id="app"></div>',
    )
    expect(read(html).text).toBe(text)
  })

  // Each stands between the first paragraph and the second; none of it is the report's.
  test.each([
    [
      'a list of offers under its heading',
      '<div class="deal"><h3>Abonnez-vous pour lire la suite</h3><ul><li>Tous nos articles sur un seul compte.</li><li>Des mots croisés chaque jour.</li></ul></div>',
    ],
    [
      'offers in English as paragraphs',
      '<div class="box"><h4>Subscribe to keep reading</h4><p>Every article on all of your devices, for a month.</p><p>Puzzles and games every day of the week.</p></div>',
    ],
    [
      'an offer in Spanish',
      '<section><h3>Suscríbete para seguir leyendo</h3><ul><li>Acceso ilimitado a todas las noticias de la redacción.</li><li>Sin anuncios, en todos tus dispositivos.</li></ul></section>',
    ],
    [
      'the rest of a file of reports',
      '<div class="x"><p><strong>Sur le même sujet</strong></p><p><a href="/3">Grève au port : la direction promet une réponse avant vendredi.</a></p></div>',
    ],
    [
      'an appeal',
      '<p>Soutenez Le Phare. Nous offrons à nos lecteurs une information gratuite, et nous vous demandons une contribution.</p>',
    ],
    [
      'an appeal in English',
      '<p>Support independent journalism in Velmar: we rely on readers like you, and every donation helps us.</p>',
    ],
    [
      'an appeal in Spanish',
      '<p>Apoya el periodismo independiente de El Faro con una pequeña donación al mes, y gracias.</p>',
    ],
    [
      'a notice of cookies',
      '<div class="notice"><p>Nous utilisons des cookies pour améliorer votre expérience sur notre site, et vous pouvez les refuser à tout moment.</p></div>',
    ],
    [
      'a notice of cookies in English',
      '<p>We use cookies to measure the traffic of this site and to show you what you like. You may accept or reject them.</p>',
    ],
    [
      'a notice of cookies in Spanish',
      '<p>Utilizamos cookies propias y de terceros para mejorar su experiencia de navegación; puede aceptarlas o rechazarlas.</p>',
    ],
    [
      'a print footer',
      '<p>Cette page a été imprimée depuis le site du Phare de Velmar, que vous pouvez lire tous les jours.</p>',
    ],
    [
      'a print footer in English',
      '<p>This article was printed from The Velmar Post, which you can read every day.</p>',
    ],
    [
      'a request for scripts',
      '<p>Veuillez activer JavaScript dans votre navigateur pour afficher cette page entière.</p>',
    ],
    [
      "another's post in another language",
      '<blockquote class="twitter-tweet"><p lang="en">The harbour is gone and nobody answers the phone.</p>&mdash; Bob (@bob) <a href="https://x.example/1">March 1, 2026</a></blockquote>',
    ],
    [
      'a post without words or author',
      '<blockquote class="instagram-media"><p>Voir ce message sur le réseau, avec ses photos du port.</p></blockquote>',
    ],
  ])('%s is not part of it', (_, inside) => {
    expect(read(pageOf('', body(inside))).text).toBe(text)
    expect(read(pageOf('', `<main>${body()}<div>${inside}</div></main>`)).text).toBe(text)
  })

  const fourth =
    'Une digue longue de deux cents mètres doit être refaite avant la fin de l’année, a promis la ministre.'
  test.each([
    ['hidden from screen readers, for those who pay', `<p class="paywall" aria-hidden="true">${fourth}</p>`],
    ['in a box hidden from screen readers', `<div class="premium" aria-hidden="true"><p>${fourth}</p></div>`],
    ['hidden until a script shows it', `<p class="paywall" style="display:none">${fourth}</p>`],
    [
      'that a caption repeats',
      `<figure><img src="a.jpg" alt="${fourth}"><figcaption>${fourth}</figcaption></figure><p>${fourth}</p>`,
    ],
    ['that a picture repeats', `<img src="a.jpg" alt="${fourth}"><p>${fourth}</p>`],
    [
      'mostly a link',
      `<div><div><p>${fourth.replace('doit être refaite avant la fin de l’année', '<a href="/x">$&</a>')}</p></div></div>`,
    ],
    ['a link to its end', `<p>${fourth.replace(/Une digue (.*)\./, 'Une digue <a href="/x">$1</a>.')}</p>`],
    ['with a word called a tag', `<p>${fourth.replace('mètres', '<a class="tag" href="/x">$&</a>')}</p>`],
    [
      'with a word called social',
      `<p>${fourth.replace('digue', '<span class="social"><a href="/x">$&</a></span>')}</p>`,
    ],
    [
      'with a list that opens beside a name',
      `<p>${fourth.replace('digue', '<span class="r"><a href="/x">digue</a><span class="b"><a href="/x">digue</a><ul><li><a href="/1">Le pont est fermé</a></li><li><a href="/2">La grève continue</a></li></ul></span></span>')}</p>`,
    ],
  ])('a paragraph %s is', (_, inside) => {
    expect(read(pageOf('', body(inside))).text).toBe(
      ['Velmar ferme son port', first, fourth, second, third].join('\n'),
    )
  })

  test("another's post in the page's language is a quotation with its author", () => {
    const post =
      '<blockquote class="twitter-tweet"><p lang="fr">Le port est perdu et personne ne répond au téléphone.</p>&mdash; Bob (@bob) <a href="https://x.example/1">1 mars 2026</a></blockquote>'
    expect(read(pageOf('', body(post))).text.split('\n')[2]).toBe(
      '« Le port est perdu et personne ne répond au téléphone. » — Bob (@bob)',
    )
  })

  test.each(['banner-note-52', 'row site_header', 'sidebar-layout', 'comment-free', 'promo_page'])(
    'an article in a box called %s is read, and not the notice beside it',
    (name) => {
      const notice =
        'Nous utilisons des cookies pour compter les visites de notre site, et vous pouvez les refuser à tout moment. '
      const html = pageOf(
        '',
        `<main><div class="${name}">${body()}</div><div class="n"><p>${notice.repeat(4)}</p><p>${notice.repeat(4)}</p></div></main>`,
      )
      expect(read(html).text).toBe(text)
    },
  )

  test('a report about cookies and one about an appeal keep their words', () => {
    const about = [
      'La ministre veut que les sites demandent leur accord à ceux qui les lisent avant de poser des cookies sur leurs appareils.',
      'Selon elle, « nous utilisons des cookies » ne suffit plus, et les entreprises devront mesurer leur audience autrement.',
      'Une association appelle à soutenir la presse locale, dont trois journaux ont fermé dans la région depuis deux ans.',
    ]
    const html = pageOf(
      '',
      `<article><h1>Les cookies interdits</h1>${about.map((p) => `<p>${p}</p>`).join('')}</article>`,
    )
    expect(read(html).text).toBe(['Les cookies interdits', ...about].join('\n'))
  })

  test.each([
    ['nothing', ''],
    ['no words', pageOf('', '<div></div>')],
    [
      'links alone',
      pageOf('', `<ul>${'<li><a href="/a">A headline that leads to another page</a></li>'.repeat(30)}</ul>`),
    ],
    ['a form', pageOf('', '<form><input name="a"><button>Log in</button></form>')],
  ])('%s holds no article', (_, html) => {
    expect(() => read(html)).toThrow(/^The page holds no article: .*\.$/)
  })
})

describe("a page's character set", () => {
  const words = 'Le président a annoncé : « c’est prévu », à l’été.'
  const latin = (declared: string) =>
    Buffer.from(`<html><head>${declared}</head><body>${words}`.replaceAll('’', '\u0092'), 'latin1')
  test.each([
    ['declared in the page', latin('<meta charset="windows-1252">'), undefined],
    [
      'declared the old way',
      latin('<meta http-equiv="content-type" content="text/html; charset=iso-8859-1">'),
      undefined,
    ],
    ['declared by the header', latin(''), 'text/html; charset=ISO-8859-1'],
    ['not declared', latin(''), undefined],
    ['declared wrongly as UTF-8', latin('<meta charset="utf-8">'), undefined],
    ['UTF-8, not declared', Buffer.from(`<html><body>${words}`), undefined],
    [
      'UTF-8, declared wrongly',
      Buffer.from(`<html><meta charset="iso-8859-1"><body>${words}`),
      'text/html; charset=iso-8859-1',
    ],
    ['UTF-16 with its mark', Buffer.from(`\ufeff<html><body>${words}`, 'utf16le'), undefined],
  ])('%s', async (_, bytes, header) => {
    expect(await decodePage(bytes, header)).toContain(words)
  })
})

describe('hostile pages', () => {
  test('each kind of 400,000 pieces is read or refused in a sentence', () => {
    for (const { kind, html } of hostilePages) {
      const page = html(400_000)
      let outcome: string
      try {
        outcome = read(page).text.split('\n')[0]
      } catch (error) {
        outcome = (error as Error).message
      }
      expect(outcome, kind).toMatch(
        /^(?:Velmar|mot |The page (?:holds no article|holds an article of more than 3000000 characters, the most that Selon reads of a page|cannot be read as a page): .*\.$)/,
      )
    }
  }, 600_000)

  // Each hides what follows from a reader that takes comments, scripts or CDATA for what they are not.
  test.each([
    '<p title="<!--">a</p>',
    '<!-->',
    '<!--->',
    '<p title="><script>">',
    '<svg><![CDATA[ <!-- ]]></svg>',
    '<math><![CDATA[ <!-- ]]></math>',
    '<svg><title><!--</title></svg>',
    '<textarea><!--</textarea>',
    '<style/>a</style>',
    '<?x <!-- ?>',
    '<p a="b"c=">">',
  ])('%s hides no elements that come after it', (start) => {
    expect(() => read(pageOf('', start + '<div>'.repeat(400_000)))).toThrow(
      /^The page cannot be read as a page: its tags are too many or too tangled; give its text in a \.txt file\.$/,
    )
    expect(() => parsePage(start + '<i></i>'.repeat(400_000))).toThrow(TangledPage)
  })

  test('elements are counted as the parser makes them', () => {
    const nested = (depth: number) => `<div>${'<b>'.repeat(depth - 1)}a`
    expect(parsePage(nested(pageLimits.depth)).querySelectorAll('*')).toHaveLength(pageLimits.depth)
    expect(() => parsePage(nested(pageLimits.depth + 1))).toThrow(TangledPage)
    const wide = (elements: number) => `<div>${'<i></i>'.repeat(elements - 1)}`
    expect(parsePage(wide(pageLimits.elements)).querySelectorAll('*')).toHaveLength(pageLimits.elements)
    expect(() => parsePage(wide(pageLimits.elements + 1))).toThrow(TangledPage)
    const attributes = (count: number) => `<p ${Array.from({ length: count }, (_, i) => `a${i}`).join(' ')}>`
    expect(() => parsePage(attributes(pageLimits.attributes))).not.toThrow()
    expect(() => parsePage(attributes(pageLimits.attributes + 1))).toThrow(TangledPage)
    // Elements that nothing closes leave the parser's own list long, which is a list too.
    expect(() => parsePage('<div><desc></div>'.repeat(2000))).toThrow(TangledPage)
  })

  test('the steps of an extractor are counted before they are taken', () => {
    const steps = (html: string) => extractionSteps(parsePage(html).documentElement, Number.POSITIVE_INFINITY)
    const doubled = (html: (count: number) => string) => steps(html(2000)) / steps(html(1000))
    expect(doubled((count) => `<html>${'<p>a</p>'.repeat(count)}`)).toBeCloseTo(4, 1)
    expect(doubled((count) => `<html>${'<b>'.repeat(count / 10)}a`)).toBeCloseTo(8, 0)
    expect(
      extractionSteps(parsePage(`<html>${'<p>a</p>'.repeat(50_000)}`).documentElement, 1000),
    ).toBeLessThan(2000)
  })

  test('ordinary nesting is read', () => {
    const html = `${'<div><p>a<br>b<li>c'.repeat(100)}${'<script>"<div>"</script><p>'.repeat(2000)}`
    expect(read(pageOf('', html + body())).text).toContain(first)
  })

  test('a page of very many paragraphs is read all the same', () => {
    const html = pageOf(
      '',
      `<article><h1>Velmar ferme son port</h1>${`<p>${first}</p>`.repeat(4000)}</article>`,
    )
    expect(read(html).text.split('\n').length).toBeGreaterThanOrEqual(4000)
  })

  test('hard spaces without end in a headline and a byline take no time and name nobody', () => {
    const spaces = '\u00a0'.repeat(300_000)
    const html = pageOf(
      `<meta name="author" content="Par${spaces}x">`,
      `<article><h1>Velmar${spaces}ferme</h1>${`<p>${first}</p>`.repeat(4)}</article>`,
    )
    expect(read(html).authors).toBeUndefined()
  })

  test('any bytes and any jumble of tags give a report or a refusal', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<article>',
        '<div class="related">',
        '</div>',
        '<h1>',
        '<table><td>',
        '<script type="application/ld+json">',
        '</script>',
        '<!--',
        '-->',
        '<meta charset=x>',
        '<html>',
        '</html>',
        '<body>',
        '&#xD800;',
        '&amp',
        '{"@graph":[',
        ']}',
        '<svg>',
        '<template>',
        '<title>',
        '<a href="javascript:x">',
        '<time datetime="',
        '">',
        first,
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        try {
          const page = await reportFromHtml(Buffer.from(pieces.join('')), { name: 'The page' })
          expect(page.text.trim()).not.toBe('')
          // A title element holds words alone: what looks like a tag in it is one of them.
          const body = page.text.slice(page.title?.length ?? 0)
          expect(body).not.toMatch(/<\/?(?:p|script|article)>/)
        } catch (error) {
          expect((error as Error).name).toBe('IntakeError')
        }
      }),
      { numRuns: 300 },
    )
  })
})
