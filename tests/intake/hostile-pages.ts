/** A page made to hold a reader up, of a given number of tags or like pieces. */
export interface HostilePage {
  kind: string
  html: (count: number) => string
}

const sentence = 'Le port de Velmar est fermé depuis lundi, selon les autorités, qui parlent de dégâts.'
const page = (inside: string, head = '') =>
  `<!doctype html><html lang="fr"><head>${head}</head><body><article><h1>Velmar ferme son port</h1><p>${sentence}</p>${inside}<p>${sentence}</p></article></body></html>`
const repeated =
  (piece: string, head = '') =>
  (count: number) =>
    page(piece.repeat(count), head)
const after = (start: string, piece: string) => (count: number) => page(start + piece.repeat(count))
const nested = (open: string, close: string) => (count: number) =>
  page(open.repeat(count) + sentence + close.repeat(count))
/** As deep as is read, again and again. */
const towers = (open: string, close: string, height = 400) => {
  const tower = open.repeat(height) + sentence + close.repeat(height)
  return (count: number) => page(tower.repeat(Math.ceil(count / height)))
}

/** The kinds that tests and the bench go through: what disagrees between readers of HTML, and what nests or repeats. */
export const hostilePages: readonly HostilePage[] = [
  // Where a second reader of the page would be led astray.
  { kind: 'an unclosed comment in an attribute value', html: after('<p title="<!--">a</p>', '<div>') },
  { kind: 'an empty comment', html: after('<!-->', '<div>') },
  { kind: 'an empty comment with a dash', html: after('<!--->', '<div>') },
  { kind: 'a script in an attribute value', html: after('<p title="><script>">', '<div>') },
  { kind: 'a comment in CDATA in SVG', html: after('<svg><![CDATA[ <!-- ]]></svg>', '<div>') },
  { kind: 'a comment in CDATA in MathML', html: after('<math><![CDATA[ <!-- ]]></math>', '<div>') },
  { kind: 'CDATA in HTML', html: after('<![CDATA[ <!-- ]]>', '<div>') },
  { kind: 'a processing instruction', html: after('<?x <!-- ?>', '<div>') },
  { kind: 'a declaration', html: after('<!x "<!--">', '<div>') },
  { kind: 'a comment closed with a bang', html: after('<!-- a --!>', '<div>') },
  { kind: 'a title in SVG', html: after('<svg><title><!--</title></svg>', '<div>') },
  { kind: 'a script in SVG', html: after('<svg><script><!--</script></svg>', '<div>') },
  { kind: 'a script closed in a script', html: after('<script><!--<script></script>', '<div>') },
  { kind: 'a style that closes itself', html: after('<style/>a</style>', '<div>') },
  { kind: 'a text area that holds a tag', html: after('<textarea><!--</textarea>', '<div>') },
  {
    kind: 'raw text of old',
    html: after('<xmp><!--</xmp><noembed><!--</noembed><noframes></noframes>', '<div>'),
  },
  { kind: 'plain text', html: after('<plaintext>', '<div>') },
  { kind: 'a frame that holds text', html: after('<iframe><!--</iframe>', '<div>') },
  { kind: 'no script', html: after('<noscript><!-- --></noscript>', '<div>') },
  { kind: 'a quotation mark in a tag', html: after('<p a="b"c=">">', '<div>') },
  { kind: 'a tag in a closing tag', html: after('</p title="<!--">', '<div>') },
  // What nests.
  { kind: 'divisions', html: repeated('<div>') },
  { kind: 'divisions, closed', html: nested('<div>', '</div>') },
  { kind: 'formatting elements', html: repeated('<b>') },
  { kind: 'formatting elements, crossed', html: repeated('<b><i></b></i>') },
  { kind: 'formatting elements and paragraphs', html: repeated('<b><p>') },
  { kind: 'fonts', html: nested('<font size=1>', '</font>') },
  { kind: 'links', html: repeated('<a href=x>') },
  { kind: 'tables', html: repeated('<table><tr><td>') },
  { kind: 'lists', html: repeated('<ul><li>') },
  { kind: 'lists of terms', html: repeated('<dl><dt><dd>') },
  { kind: 'quotations', html: repeated('<blockquote>') },
  { kind: 'templates', html: repeated('<template>') },
  { kind: 'SVG', html: repeated('<svg><g>') },
  { kind: 'SVG and HTML by turns', html: repeated('<svg><foreignObject><div>') },
  { kind: 'foreign elements that nothing closes', html: repeated('<div><desc></div>') },
  { kind: 'titles in foreign elements', html: repeated('<math><mi><svg><desc>') },
  { kind: 'elements of their own', html: repeated('<x-y/>') },
  { kind: 'headings', html: repeated('<h1>') },
  { kind: 'captions', html: repeated('<figure><figcaption>') },
  { kind: 'frames', html: repeated('<frameset><frame>') },
  { kind: 'bodies', html: repeated('<html><body>') },
  { kind: 'towers of divisions', html: towers('<div>', '</div>') },
  { kind: 'towers of named divisions', html: towers('<div class="related share">', '</div>') },
  { kind: 'towers of captions', html: towers('<figcaption>', '</figcaption>') },
  { kind: 'towers of headings', html: towers('<h1>', '</h1>') },
  { kind: 'towers of authors', html: towers('<b rel=author>', '</b>') },
  { kind: 'towers of lists', html: towers('<ul><li>', '</li></ul>') },
  { kind: 'towers of tables', html: towers('<table><tr><td>', '</td></tr></table>', 150) },
  { kind: 'towers of half the depth', html: towers('<div>', '</div>', 200) },
  { kind: 'low towers of lists', html: towers('<ul><li>', '</li></ul>', 40) },
  { kind: 'low towers', html: towers('<div><span>', '</span></div>', 40) },
  // What repeats.
  { kind: 'brackets', html: repeated('<') },
  { kind: 'brackets and letters', html: repeated('<a') },
  { kind: 'closing tags', html: repeated('</b>') },
  { kind: 'closing paragraphs', html: repeated('</p>') },
  { kind: 'closing tags under a deep tree', html: after('<b>'.repeat(900), '</i>') },
  { kind: 'paragraphs', html: repeated(`<p>${sentence}</p>`) },
  { kind: 'empty paragraphs', html: repeated('<p></p>') },
  { kind: 'breaks', html: repeated('<br>') },
  { kind: 'breaks and words', html: repeated('<br><br>mot') },
  { kind: 'words between elements', html: repeated('<i>a</i> b ') },
  { kind: 'pictures', html: repeated('<img alt="Le port de Velmar, le 2 mars, vu de la colline">') },
  { kind: 'comments', html: repeated('<!-- a -->') },
  { kind: 'unclosed comments', html: repeated('<!--') },
  { kind: 'CDATA', html: repeated('<![CDATA[') },
  { kind: 'entities', html: repeated('&amp;') },
  { kind: 'entities that break off', html: repeated('&am&#x&#') },
  { kind: 'scripts', html: repeated('<script>a</script>') },
  { kind: 'unclosed scripts', html: repeated('<script>') },
  { kind: 'titles', html: repeated('<title>a</title>') },
  { kind: 'table cells', html: (count) => page(`<table>${'<tr><td>a</td></tr>'.repeat(count / 2)}</table>`) },
  {
    kind: 'attributes of one element',
    html: (count) => page(`<p ${Array.from({ length: count }, (_, i) => `a${i}=b`).join(' ')}>`),
  },
  { kind: 'attributes of every element', html: repeated('<i a b c d e f g h i j k l>') },
  { kind: 'the same attribute', html: (count) => page(`<p ${'a '.repeat(count)}>`) },
  { kind: 'a huge attribute value', html: (count) => page(`<p title="${'<div> '.repeat(count)}">`) },
  { kind: 'a huge class', html: (count) => page(`<p class="${'ab '.repeat(count)}">`) },
  { kind: 'classes', html: repeated('<i class="related share a b c">a</i>') },
  {
    kind: 'white space in a property',
    html: (count) => page('', `<meta property="${' '.repeat(count * 5)}x" content="a">`),
  },
  {
    kind: 'a huge picture set',
    html: (count) => page(`<img srcset="${'a'.repeat(count)} ${'b'.repeat(count)} c">`),
  },
  { kind: 'a huge title', html: (count) => page('', `<title>${'mot '.repeat(count)}</title>`) },
  {
    kind: 'a huge headline',
    html: (count) =>
      page(`<h1>${'mot '.repeat(count)}</h1>`, `<meta property="og:title" content="${'mot '.repeat(5000)}">`),
  },
  {
    kind: 'meta elements of one name',
    html: (count) => page('', '<meta name="date" content="a">'.repeat(count)),
  },
  {
    kind: 'lists in linked data',
    html: (count) =>
      page('', `<script type="application/ld+json">${'['.repeat(count)}${']'.repeat(count)}</script>`),
  },
  {
    kind: 'wide lists in linked data',
    html: (count) =>
      page(
        '',
        `<script type="application/ld+json">${`[${'0,'.repeat(100)}`.repeat(count / 50)}0${']'.repeat(count / 50)}</script>`,
      ),
  },
  {
    kind: 'authors in linked data',
    html: (count) =>
      page(
        '',
        `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Velmar ferme son port","author":[${'{"@id":"#a"},'.repeat(count)}{"@id":"#a","name":"${'A '.repeat(1000)}"}]}</script>`,
      ),
  },
  {
    kind: 'commas and spaces in linked data',
    html: (count) => page('', `<script type="application/ld+json">{"a":${', '.repeat(count)}</script>`),
  },
  { kind: 'hard spaces', html: (count) => page(`<p>${'\u00a0'.repeat(count)}x</p>`) },
  { kind: 'soft hyphens', html: (count) => page(`<p>${'a\u00ad'.repeat(count)}</p>`) },
  { kind: 'line breaks', html: (count) => page(`<pre>${'a\n'.repeat(count)}</pre>`) },
]
