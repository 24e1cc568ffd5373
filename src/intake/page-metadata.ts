import { dateInWords, isoDate } from './iso-date.ts'
import { shortText } from './page-shape.ts'

/** What a page says of itself. */
export interface PageMetadata {
  title?: string
  publisher?: string
  authors?: string[]
  published?: string
  /** As declared, a BCP 47 tag. */
  language?: string
  /** The page's own address, http or https. */
  url?: string
  /** What it announces, in a sentence or two. */
  description?: string
  /** The article as JSON-LD repeats it, tags taken out. */
  articleBody?: string
}

type JsonObject = Record<string, unknown>
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  aacute: 'á',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
}

/** Entities left in a value that was escaped twice. */
function withoutEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? all
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : all
  })
}

/** One line: tags out, entities decoded, invisible characters out, white space (but not the hard space) collapsed. */
export function cleanLine(text: string): string {
  return withoutEntities(text)
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[ \t\r\n\f\v\u2028\u2029]+/g, ' ')
    .trim()
}

const withoutTags = (text: string) => (/<[a-z/]/i.test(text) ? text.replace(/<[^<>]{1,2000}>/g, ' ') : text)

/** Longer strings of JSON-LD are no titles, names or dates. */
const longestString = 10_000

function stringOf(value: unknown, depth = 0): string | undefined {
  if (depth > 5) return undefined
  if (Array.isArray(value)) return stringOf(value[0], depth + 1)
  if (isObject(value)) return stringOf(value['@value'] ?? value['name'] ?? value['@id'], depth + 1)
  if (typeof value !== 'string' || value.length > longestString) return undefined
  const line = cleanLine(withoutTags(value))
  return line === '' ? undefined : line
}

/** JSON as pages write it: raw line breaks in strings, comments round it, a semicolon or a comma too many. */
function looseJson(text: string): unknown {
  const bare = text
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\]\]>|\/\*\s*\]\]>\s*\*\/)\s*$/, '')
  try {
    return JSON.parse(bare)
  } catch {
    try {
      return JSON.parse(
        bare
          // biome-ignore lint/suspicious/noControlCharactersInRegex: raw ones are what breaks the JSON.
          .replace(/[\u0000-\u001f]+/g, ' ')
          .replace(/,\s*([}\]])/g, '$1')
          .replace(/;\s*$/, ''),
      )
    } catch {
      return undefined
    }
  }
}

/** Values of a page's JSON-LD that are looked at, and objects that are kept. */
const mostValues = 20_000
const mostObjects = 500

/** Every object of a page's JSON-LD: of lists, of @graph, and those that a WebPage is about. */
function linkedData(document: Document): JsonObject[] {
  const nodes: JsonObject[] = []
  // What is told of elsewhere comes after all that stands in a list.
  let waiting: unknown[] = []
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    // The words of a script stand in it and in nothing else.
    const value = looseJson(script.firstChild?.nodeValue ?? '')
    if (value !== undefined) waiting.push(value)
  }
  let looked = 0
  while (waiting.length > 0) {
    const next: unknown[] = []
    const stack = waiting.reverse()
    while (stack.length > 0) {
      if (++looked > mostValues || nodes.length >= mostObjects) return nodes
      const value = stack.pop()
      if (Array.isArray(value)) {
        for (const one of value.slice(0, mostObjects).reverse()) stack.push(one)
        continue
      }
      if (!isObject(value)) continue
      nodes.push(value)
      if (value['@graph'] !== undefined) next.push(value['@graph'])
      if (isObject(value['mainEntity']) || Array.isArray(value['mainEntity'])) next.push(value['mainEntity'])
      if (isObject(value['mainEntityOfPage']) && value['mainEntityOfPage']['headline'])
        next.push(value['mainEntityOfPage'])
    }
    waiting = next
  }
  return nodes
}

const typesOf = (node: JsonObject) =>
  listOf(node['@type']).filter((type): type is string => typeof type === 'string')
const isArticle = (node: JsonObject) =>
  typesOf(node).some((type) => /(?:Article|BlogPosting|LiveBlogPosting|Report|NewsStory)$/.test(type))

/** The words of a headline, to compare two of them by. */
const key = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * The title of a page without the outlet that pages hang onto it: " - Outlet", " | Outlet". What is cut must be the
 * outlet's name, or leave the headline that the page shows.
 */
function withoutOutlet(title: string, publisher: string | undefined, headlines: readonly string[]): string {
  for (const headline of headlines) {
    const shown = key(headline)
    if (shown.length >= 10 && key(title).startsWith(shown) && key(title) !== shown) return headline
  }
  const parts = /^(.{8,}?)\s+[-–—|•·»:]\s+([^|]{2,60})$/u.exec(title)
  if (parts && publisher) {
    const outlet = key(publisher).replace(/ /g, '')
    const tail = key(parts[2]).replace(/ /g, '')
    if (tail !== '' && (outlet.includes(tail) || tail.includes(outlet))) return parts[1]
  }
  const bar = title.lastIndexOf(' | ')
  return bar >= 15 && title.length - bar < 50 ? title.slice(0, bar).trim() : title
}

const hostName = (url: string | undefined): string | undefined => {
  try {
    return url ? new URL(url).hostname.replace(/^www\d?\./, '') : undefined
  } catch {
    return undefined
  }
}

function webAddress(value: string | null | undefined, base: string | undefined): string | undefined {
  if (!value) return undefined
  try {
    const url = new URL(value.trim(), base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined
  } catch {
    return undefined
  }
}

/** Names of people and outlets out of a byline: "Par A B et C D" is two names, "Le Journal et AFP" one signature. */
export function authorsOf(byline: string): string[] {
  const line = cleanLine(byline)
  if (line.length > 300) return []
  const bare = line
    .replace(
      /^(?:par|by|por|de|from|texte|texto|text|propos recueillis par|written by|escrito por)\s*:?\s+(?=\p{Lu})/iu,
      '',
    )
    .replace(/^(?:par|by|por)\s*:\s*/i, '')
    .trim()
  if (bare === '' || bare.length > 200 || /^https?:|^www\.|@|^\d/.test(bare)) return []
  const names: string[] = []
  for (const part of bare.split(/\s*[,;|/]\s*|\s+&\s+/)) {
    const pieces = part.split(/\s+(?:et|and|y|e)\s+/)
    const people =
      pieces.length > 1 &&
      pieces.every(
        (piece) =>
          /^\p{Lu}\S*(?:\s+\S+){1,3}$/u.test(piece) && !/^(?:Le|La|Les|The|El|Los|Las)\s/.test(piece),
      )
    for (const piece of people ? pieces : [part]) {
      const name = piece.trim()
      if (name.length >= 2 && name.length <= 80 && /\p{L}/u.test(name) && !names.includes(name))
        names.push(name)
    }
  }
  return names.slice(0, 20)
}

/** "Roy, Luc" as "Luc Roy", in lists of them parted by semicolons too. */
const surnameLast = (value: string) =>
  value
    .split(';')
    .map((name) => name.replace(/^\s*([^,;]{2,60}),\s*([^,;]{1,60})$/, '$2 $1').trim())
    .join('; ')

/** Elements that are called a date or a byline, of which what follows is not looked at. */
const mostShown = 20
const elsewhere =
  'nav, aside, footer, form, [class*="comment" i], [class*="related" i], [class*="sidebar" i], [class*="modif" i], [class*="updated" i], [class*="event" i]'

/** Short texts of elements by selector, those of comments, of lists of other pages and the like not. */
function shownLines(document: Document, selector: string): string[] {
  const lines: string[] = []
  for (const element of [...document.querySelectorAll(selector)].slice(0, mostShown)) {
    if (element.closest(elsewhere)) continue
    const line = cleanLine(shortText(element, 160) ?? '')
    if (line !== '') lines.push(line)
  }
  return lines
}

/** Dates in words that the page shows in an element called a date. */
const shownDates = (document: Document) =>
  shownLines(
    document,
    'time, .date, .published, .pubdate, .post-date, .entry-date, .article-date, .publication-date, .date-published, .posted-on, .timestamp, .fecha, .date-publication, .article__date, .article-meta__date, .dateline',
  ).map(dateInWords)

const twoNames =
  /^\p{Lu}[\p{L}'’.-]*(?:\s+(?:(?:de|du|des|la|le|del|van|von|y|di)\s+)*\p{Lu}[\p{L}'’.-]*){1,3}$/u

/** People whom the page names as its authors where it names none in its data. */
function shownAuthors(document: Document): string[] {
  const named = shownLines(
    document,
    '.author, .authors, .auteur, .auteurs, .autor, .autores, .byline, .signature, .writer, .author-name, .author__name, .article-author, .article__author, .post-author, .entry-author, .byline-name, .firma',
  )
  const led = shownLines(document, 'p, address, h1 + div, h1 + span').filter(
    (line) => /^(?:par|by|por|texte|texto)\s*:?\s+\p{Lu}/iu.test(line) && line.length <= 90,
  )
  for (const line of [...named, ...led]) {
    const start = /^(?:par|by|por|de|texte|texto|propos recueillis par|written by|escrito por)\s*:?\s+/iu
    const bare = line
      .replace(start, '')
      .replace(
        /\s*(?:[|•·–—(,-]\s*)?(?:(?:publié|mis à jour|le|published|updated|on|publicado|el)\s.*)?\d.*$/iu,
        '',
      )
    const names = authorsOf(bare).filter((name) => twoNames.test(name))
    if (names.length > 0) return names
  }
  return []
}

/** More names than a byline has. */
const mostAuthors = 50

function linkedAuthors(value: unknown, byId: ReadonlyMap<string, JsonObject>): string[] {
  const names: string[] = []
  const authors = listOf(value)
    .slice(0, mostAuthors)
    .flatMap((one) =>
      isObject(one) && Array.isArray(one['name']) ? one['name'].slice(0, mostAuthors) : [one],
    )
  for (const author of authors.slice(0, mostAuthors)) {
    const node =
      isObject(author) && author['name'] === undefined
        ? (byId.get(String(author['@id'] ?? '')) ?? author)
        : author
    const name = isObject(node) ? (stringOf(node['name']) ?? joinNames(node)) : stringOf(node)
    if (!name) continue
    for (const one of authorsOf(name)) if (!names.includes(one)) names.push(one)
  }
  return names
}

function joinNames(node: JsonObject): string | undefined {
  const name = [stringOf(node['givenName']), stringOf(node['familyName'])].filter(Boolean).join(' ')
  return name === '' ? undefined : name
}

const companyForm =
  /(?:^|[\s,])(?:S\.?\s?L\.?(?:U\.?)?|S\.?\s?A\.?(?:U\.?|S\.?)?|SAS|Inc|Ltd|LLC|PLC|GmbH|AG|Corp|Company)\.?$/i

/** Meta elements of one name, and headings, of which what follows is not looked at. */
const mostRepeated = 50
const mostHeadings = 200

const dateMetas = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'datepublished',
  'article.published',
  'publish-date',
  'publish_date',
  'published_time',
  'publication_date',
  'publicationdate',
  'pubdate',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'dc.date.issued',
  'dcterms.created',
  'dc.date.created',
  'dc.date',
  'dcterms.date',
  'date',
  'dcterms.issued',
  'citation_publication_date',
  'citation_online_date',
  'citation_date',
  'bepress_citation_date',
  'bepress_citation_online_date',
  'prism.publicationdate',
  'eprints.date',
]
const authorMetas = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'byl',
  'twitter:creator:name',
  'og:article:author',
  'citation_author',
  'bepress_citation_author',
  'citation_authors',
]

/**
 * Title, outlet, authors, date and language of a page: from JSON-LD (schema.org), then OpenGraph and other meta
 * elements, then what the page shows (h1, time, rel=author). What is not stated stays out.
 * @param address where the page was read from, if anywhere
 */
export function pageMetadata(document: Document, address: string | undefined): PageMetadata {
  const metas = new Map<string, string[]>()
  for (const meta of document.querySelectorAll('meta[content]')) {
    const value = cleanLine(meta.getAttribute('content') ?? '')
    if (value === '') continue
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = meta.getAttribute(attribute)?.toLowerCase()
      if (!name) continue
      const list = metas.get(name)
      if (list) {
        if (list.length < mostRepeated) list.push(value)
      } else metas.set(name, [value])
    }
  }
  const meta = (...names: string[]) => {
    for (const name of names) {
      const found = metas.get(name)
      if (found) return found[0]
    }
    return undefined
  }

  const nodes = linkedData(document)
  const byId = new Map<string, JsonObject>()
  for (const node of nodes) {
    const id = node['@id']
    if (typeof id === 'string' && (node['name'] !== undefined || !byId.has(id))) byId.set(id, node)
  }
  const headings: string[] = []
  for (const heading of [...document.querySelectorAll('h1')].slice(0, mostHeadings)) {
    const line = cleanLine(shortText(heading, 5000) ?? '')
    if (line.length >= 3 && line.length <= 500 && headings.length < 10) headings.push(line)
  }
  const socialTitle = meta('og:title', 'twitter:title')
  const pageTitle = cleanLine((document.querySelector('title')?.firstChild?.nodeValue ?? '').slice(0, 500))
  const shown = new Set([...headings, socialTitle ?? ''].map(key))
  const articles = nodes.filter(isArticle)
  const headlineOf = (node: JsonObject) => stringOf(node['headline']) ?? stringOf(node['name'])
  const article =
    articles.find((node) => shown.has(key(headlineOf(node) ?? '')) && node['datePublished'] !== undefined) ??
    articles.find((node) => shown.has(key(headlineOf(node) ?? ''))) ??
    articles.find((node) => node['headline'] !== undefined)

  const url =
    address ??
    webAddress(document.querySelector('link[rel="canonical"]')?.getAttribute('href'), undefined) ??
    webAddress(meta('og:url'), undefined)

  const linkedPublisher = article?.['publisher']
  const publisherNode = isObject(linkedPublisher)
    ? linkedPublisher['name'] === undefined
      ? byId.get(String(linkedPublisher['@id'] ?? ''))
      : linkedPublisher
    : linkedPublisher
  const asName = (name: string | undefined) =>
    name !== undefined && name.length <= 80 && !/^https?:|^@/.test(name) ? name : undefined
  const siteName = asName(meta('og:site_name'))
  const linkedName = asName(
    publisherNode === undefined
      ? undefined
      : stringOf(isObject(publisherNode) ? publisherNode['name'] : publisherNode),
  )
  // The company behind an outlet is named in JSON-LD now and then; the site's own name is the outlet's.
  const isCompany = linkedName !== undefined && companyForm.test(linkedName)
  const publisher =
    (isCompany ? undefined : linkedName) ??
    siteName ??
    asName(meta('application-name', 'dc.publisher', 'dcterms.publisher', 'copyright-holder')) ??
    linkedName ??
    hostName(url)

  // A headline that the page does not show beside a name that it does is a description.
  const linkedTitle = article ? headlineOf(article) : undefined
  const articleName = article ? stringOf(article['name']) : undefined
  const isShown = (one: string) => [...shown, key(pageTitle)].some((line) => line.startsWith(key(one)))
  const titles = [
    linkedTitle && articleName && !isShown(linkedTitle) && isShown(articleName) ? articleName : linkedTitle,
    socialTitle,
    meta('dc.title', 'title', 'headline'),
  ]
  const title =
    titles.find((one) => one !== undefined && one.length <= 500) ??
    (headings.length === 1 ? headings[0] : undefined) ??
    (pageTitle || headings[0])

  let authors = article ? linkedAuthors(article['author'], byId) : []
  if (authors.length === 0 && article) authors = linkedAuthors(article['creator'], byId)
  for (const name of authorMetas) {
    if (authors.length > 0) break
    authors = (metas.get(name) ?? [])
      .slice(0, 20)
      .flatMap((value) => authorsOf(name.includes('citation_author') ? surnameLast(value) : value))
  }
  if (authors.length === 0) {
    for (const element of [...document.querySelectorAll('[rel="author"], [itemprop="author"]')].slice(
      0,
      mostHeadings,
    )) {
      const name = element.getAttribute('content') ?? shortText(element, 1000) ?? ''
      if (name.length < 200) authors.push(...authorsOf(name))
      if (authors.length >= 10) break
    }
  }
  if (authors.length === 0) authors = shownAuthors(document)
  authors = [...new Set(authors)]
  // The outlet's own name is no author beside a person's.
  if (authors.length > 1 && publisher) {
    const people = authors.filter((name) => key(name) !== key(publisher))
    if (people.length > 0) authors = people
  }

  const dates: (string | undefined)[] = [
    stringOf(article?.['datePublished']),
    stringOf(article?.['dateCreated']),
  ]
  for (const name of dateMetas) dates.push(...(metas.get(name) ?? []))
  for (const element of document.querySelectorAll(
    '[itemprop="datePublished"], time[pubdate], time[datetime]',
  )) {
    dates.push(element.getAttribute('datetime') ?? element.getAttribute('content') ?? undefined)
    if (dates.length > 60) break
  }
  for (const element of document.querySelectorAll('[itemprop="datePublished"], abbr.published, abbr.date')) {
    dates.push(element.getAttribute('title') ?? undefined)
    if (dates.length > 120) break
  }
  for (const node of nodes) if (typesOf(node).includes('WebPage')) dates.push(stringOf(node['datePublished']))
  const inAddress =
    /\/((?:19|20)\d{2})[/-](\d{2})[/-](\d{2})(?:[/-]|$)/.exec(url ?? '') ??
    /[/-]((?:19|20)\d{2})(\d{2})(\d{2})(?:[/.-]|$)/.exec(url ?? '')
  if (inAddress) dates.push(`${inAddress[1]}-${inAddress[2]}-${inAddress[3]}`)
  const isWhole = (date: string | undefined): date is string => date !== undefined && date.length >= 10
  let published: string | undefined
  for (const date of dates) {
    const read = date === undefined ? undefined : isoDate(date)
    if (isWhole(read)) {
      published = read
      break
    }
  }
  // Last what the page shows where it names a date.
  published ??= shownDates(document).find(isWhole)

  const language =
    document.querySelector('html')?.getAttribute('lang') ||
    document.querySelector('html')?.getAttribute('xml:lang') ||
    (article ? stringOf(article['inLanguage']) : undefined) ||
    meta('content-language', 'og:locale', 'dc.language', 'language')

  const body = article ? article['articleBody'] : undefined
  const description =
    (article ? stringOf(article['description']) : undefined) ??
    meta('og:description', 'twitter:description', 'description')
  return {
    ...(title ? { title: withoutOutlet(title, publisher, headings) } : {}),
    ...(publisher ? { publisher } : {}),
    ...(authors.length > 0 ? { authors } : {}),
    ...(published ? { published } : {}),
    ...(language ? { language } : {}),
    ...(url ? { url } : {}),
    ...(description ? { description } : {}),
    ...(typeof body === 'string' && body.trim() !== '' ? { articleBody: body } : {}),
  }
}
