import { Readability } from '@mozilla/readability'
import { isBoilerplate } from './boilerplate.ts'
import { isAnnounced, tellsOfSomethingElse } from './other-article.ts'
import { cleanLine } from './page-metadata.ts'
import { extractionSteps, paragraphLengths, shortText } from './page-shape.ts'

/** One block of a page's text. */
interface Block {
  text: string
  tag: string
  /** The innermost block element that it stands in. */
  element: Element
  /** UTF-16 units of the text that stand inside links. */
  linked: number
  /** Whether it stands in a list, and which one. */
  list: number
}

const blockTags = new Set(
  'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const silentTags = new Set(
  'script style noscript template iframe object embed svg math canvas audio video map button select input textarea form nav head title meta link figcaption picture datalist'.split(
    ' ',
  ),
)

/** The text of an element as blocks, in order. Iterative: a page may nest as deep as it likes. */
function blocksOf(root: Element): Block[] {
  const blocks: Block[] = []
  let text = ''
  let linked = 0
  let tag = 'div'
  let links = 0
  const lists: number[] = []
  let listCount = 0
  const tags: string[] = []
  const elements: Element[] = [root]
  const flush = () => {
    const line = cleanLine(text)
    if (line !== '')
      blocks.push({
        text: line,
        tag,
        element: elements[elements.length - 1],
        linked: Math.min(linked, line.length),
        list: lists.at(-1) ?? 0,
      })
    text = ''
    linked = 0
  }
  let node: Node | null = root
  while (node) {
    let descend = false
    if (node.nodeType === 3) {
      const data = node.nodeValue ?? ''
      text += data
      if (links > 0) linked += data.trim().length
    } else if (node.nodeType === 1) {
      const name = (node as Element).localName
      if (!silentTags.has(name)) {
        descend = true
        if (blockTags.has(name)) {
          flush()
          tags.push(name)
          if (name !== 'br') elements.push(node as Element)
          tag = name === 'br' ? tag : name
          if (name === 'ul' || name === 'ol') lists.push(++listCount)
        } else if (name === 'a') links++
        else if (name === 'td' || name === 'th') text += ' '
      }
    }
    if (descend && node.firstChild) {
      node = node.firstChild
      continue
    }
    // Up and on to the next: leaving elements undoes what entering them did.
    for (;;) {
      if (node.nodeType === 1) {
        const name = (node as Element).localName
        if (!silentTags.has(name)) {
          if (blockTags.has(name)) {
            flush()
            tags.pop()
            if (name !== 'br') elements.pop()
            tag = tags.at(-1) ?? 'div'
            if (name === 'ul' || name === 'ol') lists.pop()
          } else if (name === 'a') links--
        }
      }
      if (node === root) {
        node = null
        break
      }
      if (node.nextSibling) {
        node = node.nextSibling
        break
      }
      node = node.parentNode
      if (!node) break
    }
  }
  flush()
  return blocks
}

const sameWords = (text: string) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
const wordCount = (text: string) => text.split(/\s+/).length

/** Lines with which pages lead elsewhere or ask for something, in the three languages. */
const promptStart =
  /^(?:(?:à )?lire (?:aussi|également|plus)|(?:à |a )(?:lire|voir|écouter|découvrir|relire)\s*[:>|–-]|(?:à |a )(?:lire|voir) (?:aussi|également)|voir aussi|pour aller plus loin\s*:?$|(?:read|see|watch|listen) (?:also|more|next)\b|also (?:read|on|see)\b|(?:recommended|related|more)\s*(?:stories|articles|reading|content|on this)?\s*:|related (?:stories|articles|topics|content)|leer (?:también|más)|lea también|lee también|ver también|(?:te|le) puede interesar|también te puede|más información\s*:?$|noticias? relacionadas?|(?:dans le|sur le) même (?:dossier|sujet|thème)|(?:à|a) découvrir(?: aussi)?\s*:?$|(?:on|in) the same (?:topic|subject|series)|more on this|don[’']t miss|ne manquez pas|no se pierda|no te pierdas|(?:sobre|en) el mismo (?:tema|asunto)|relacionad[oa]s?\s*:?$|suscr[íi]bete|abonnez-vous|s'abonner|subscribe (?:to|now)|sign up (?:for|to)|inscrivez-vous|recevez |newsletter|partager |share this|comparte |compartir |publicité$|advertisement$|publicidad$|anuncio$|tous droits réservés|all rights reserved|todos los derechos reservados|copyright\b|©|réagir$|commenter$|comentarios?$|comments?$|(?:read the |lire la |leer la )?transcri(?:pt|ption|pción)(?: (?:of|de|du|del)\b.{0,40})?\s*:?$)/i

/** The blocks that are the article's, out of those that the extractor kept. */
function articleBlocks(blocks: readonly Block[], captions: ReadonlySet<string> = new Set()): Block[] {
  const listLinked = new Map<number, { linked: number; length: number }>()
  for (const { list, linked, text } of blocks) {
    if (list === 0) continue
    const sum = listLinked.get(list) ?? { linked: 0, length: 0 }
    sum.linked += linked
    sum.length += text.length
    listLinked.set(list, sum)
  }
  const kept = blocks.filter((block) => {
    const { text, linked, list } = block
    const density = linked / text.length
    const sum = list === 0 ? undefined : listLinked.get(list)
    if (sum && sum.linked > sum.length * 0.6) return false
    if (density > 0.8 && (wordCount(text) < 30 || density > 0.95)) return false
    if (isDateLine(text) || (wordCount(text) < 40 && credit.test(text))) return false
    if (captions.has(sameWords(text)) && !isParagraphAmongOthers(block)) return false
    if (promptStart.test(text) && wordCount(text) < 40) return false
    return /[\p{L}\p{N}]/u.test(text)
  })
  // What a paywall leaves after its notice is about the subscription, not the report.
  let before = 0
  for (const [i, { text }] of kept.entries()) {
    // At the top the notice is a rubric and the report follows.
    if (before >= 60 && wordCount(text) < 40 && paywall.test(text)) {
      if (wordsOf(kept.slice(i)) < 1.5 * before) kept.splice(i)
      break
    }
    before += wordCount(text)
  }
  const article = kept.filter(({ text }) => !(paywall.test(text) && wordCount(text) < 25))
  // Before the first sentence and after the last one stand dates, rubrics and the page's own names.
  while (article.length > 0 && isScrap(article[article.length - 1], false)) article.pop()
  let start = 0
  while (start < article.length && isScrap(article[start], true)) start++
  return article.slice(start)
}

/**
 * The blocks without another article that follows: under a heading that leads elsewhere, or under the only heading and in a
 * box of its own. What follows must be of something else, by the names and words in it.
 */
function withoutOtherArticle(blocks: readonly Block[]): Block[] {
  const isHeading = ({ tag }: Block) => /^h[2-6]$/.test(tag)
  const headings = blocks.flatMap((block, k) => (k > 0 && isHeading(block) ? [k] : []))
  for (const k of headings.slice(0, mostHeadings)) {
    const { text, element } = blocks[k]
    const leadsElsewhere = promptStart.test(text)
    const box = element.parentElement
    const isApart = headings.length === 1 && box !== null && !box.contains(blocks[k - 1].element)
    if (!leadsElsewhere && !isApart) continue
    const words = (part: readonly Block[]) => part.map((block) => block.text).join('\n')
    if (tellsOfSomethingElse(words(blocks.slice(0, k)), words(blocks.slice(k + 1)))) return blocks.slice(0, k)
  }
  return [...blocks]
}

/** Boxes side by side that may hold an article each; more of them are its parts. */
const mostBoxes = 3

/**
 * Where the extractor put two or three boxes together of which one alone is what the page announces: the blocks without
 * those boxes that tell of something else.
 */
function announcedBlocks(
  blocks: readonly Block[],
  content: Element,
  title: string | undefined,
  description: string | undefined,
): Block[] {
  let root = content
  for (let depth = 0; depth < 50 && root.childElementCount === 1; depth++)
    root = root.firstElementChild ?? root
  const boxes = [...root.children]
  if (boxes.length < 2 || boxes.length > mostBoxes) return [...blocks]
  const parts = boxes.map((box) => {
    const own = blocks.filter(({ element }) => box.contains(element))
    return { own, text: own.map(({ text }) => text).join('\n') }
  })
  const announced = parts.filter(({ text }) => isAnnounced(text, title, description))
  if (announced.length !== 1) return [...blocks]
  const other = new Set(
    parts
      .filter((part) => part !== announced[0] && tellsOfSomethingElse(announced[0].text, part.text))
      .flatMap(({ own }) => own),
  )
  return blocks.filter((block) => !other.has(block))
}

/** Headings that are asked whether another article follows. */
const mostHeadings = 20

/** Whether it is one of several paragraphs in a row: there a sentence that a caption repeats is the article's too. */
function isParagraphAmongOthers({ element, text }: Block): boolean {
  if (element.localName !== 'p' || !/[.!?…][»”"’)]?$/.test(text)) return false
  const isParagraph = (other: Element | null) =>
    other?.localName === 'p' && (shortText(other, 5000) ?? '').trim().length >= 40
  const { previousElementSibling: before, nextElementSibling: after } = element
  return isParagraph(before) || isParagraph(after)
}

const wordsOf = (blocks: readonly Block[]) => blocks.reduce((sum, { text }) => sum + wordCount(text), 0)

/** The end of a caption: who took the picture. */
const credit =
  /(?:©|\(c\)\s|getty images|(?:crédits? photo|photo credit|photo|foto|crédito)\s*:|[/|]\s*(?:AFP|Reuters|EFE|AP|Europa Press|Getty)\b[^.]{0,30}$)/i

const paywall =
  /(?:réservée?s? (?:à nos |aux )abonnée?s|(?:il vous )?reste (?:à lire )?\d+(?:[.,]\d+)? ?% (?:de cet article|à (?:lire|découvrir))|(?:exclusivo|solo|reservado) para (?:nuestros )?(?:suscriptores|socios)|(?:subscribers? only|for subscribers only|exclusive to subscribers)|(?:article|content|story) is (?:reserved|only available) (?:for|to) subscribers)/i

/** A line that is no sentence where only sentences should stand: at the edges of an article. */
function isScrap({ text, tag }: Block, leading: boolean): boolean {
  if (/^h[1-6]$/.test(tag)) return !leading
  if (tag === 'li' || tag === 'blockquote') return false
  return wordCount(text) < 6 && !/[.!?…»”"’)]$/.test(text)
}

const monthName =
  'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|ene|abr|dic|janv|févr|juil|déc'
const dateInLine = new RegExp(
  `(?:\\d{1,2}(?:er|st|nd|rd|th)?\\.?\\s+(?:de\\s+)?(?:${monthName})\\b|\\b(?:${monthName})\\.?\\s+\\d{1,2}\\b|\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\s?[:h]\\s?\\d{2})`,
  'i',
)
const publishedWord =
  /(?:^|[\s,(|-])(?:publiée?|mise? à jour|modifiée?|mis en ligne|published|updated|posted|last modified|publicad[oa]|actualizad[oa])(?=$|[\s:,|])/i
const restOfDate = new RegExp(
  `\\b(?:${monthName}|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miércoles|jueves|viernes|sábado|domingo|le|à|at|on|a|las|el|de|del|am|pm|gmt|cet|cest|utc|h|min|et|est)\\b|[\\d\\s:./,|•·()h-]+`,
  'gi',
)

/** A line that says when the page was published, or is nothing but a date or a time. */
function isDateLine(text: string): boolean {
  if (text.length > 160 || !dateInLine.test(text)) return false
  if (publishedWord.test(text) && wordCount(text) <= 24 && !/[.!?]["»”]?\s+\p{Lu}/u.test(text)) return true
  return text.length < 60 && text.replace(restOfDate, '').trim() === ''
}

/** Parts of a page that are never the article's words, by the names that pages give them. */
const furniture =
  /(?:^|[\s_-])(?:caption|legend|legende|credits?|photo-credit|copyright|related|relacionad[ao]s?|recommend(?:ed|ations?)?|newsletters?|social|share|sharing|compartir|partage|comments?|comentarios|commentaires|breadcrumbs?|tags?|topics?|promo|advert(?:isement)?|ads?|sponsor(?:ed)?|outbrain|taboola|cookies?|byline|author-bio|signature|lire-aussi|read-more|print-(?:only|footer|header)|printonly|print-?footer|most-read|mas-leidas|transcript(?:ion)?|transcripcion)(?:$|[\s_-])/i

/** What boxes are called in which readers speak. */
const discussion =
  /^(?:comments?|commentaires|comentarios|reactions|disqus_thread|comments?-(?:list|section|area))$/i

/** Whether it is the box of what readers write, by its whole name and not a part of one. */
const isDiscussion = (element: Element) =>
  [element.id, ...(element.getAttribute('class') ?? '').split(/\s+/)].some((name) => discussion.test(name))

/** Far more than any page takes (the largest of 55 took 800,000). */
const mostSteps = 10_000_000

/** Longer titles are compared by their beginning. */
const longestCompared = 1000

/** The extractor, whose comparison of a title with each heading takes a time that grows with both. */
class BoundedReadability extends Readability<Element> {
  _textSimilarity(title: string, heading: string): number {
    const similarity = (
      Readability.prototype as unknown as { _textSimilarity(title: string, heading: string): number }
    )._textSimilarity
    return similarity.call(this, title.slice(0, longestCompared), heading.slice(0, longestCompared))
  }
}

/**
 * The standfirst: what stands between the headline and the article's first paragraph and reads like a text. Extractors
 * that look for the largest run of paragraphs lose it.
 * @param page the whole page's blocks
 */
export function standfirst(
  page: readonly Block[],
  article: readonly Block[],
  title: string | undefined,
  captions: ReadonlySet<string>,
): string[] {
  if (article.length === 0) return []
  const keys = page.map(({ text }) => sameWords(text))
  const kept = new Set(article.map(({ text }) => sameWords(text)))
  const first = keys.indexOf(sameWords(article[0].text))
  if (first < 0) return []
  let head = -1
  const wanted = title === undefined ? '' : sameWords(title)
  for (let i = 0; i < first; i++) if (page[i].tag === 'h1' || (wanted !== '' && keys[i] === wanted)) head = i
  if (head < 0 || first - head > 25) return []
  return page
    .slice(head + 1, first)
    .filter(({ text, linked, list }, i) => {
      const words = wordCount(text)
      if (words < 8 || linked > text.length * 0.4 || kept.has(keys[head + 1 + i])) return false
      if (captions.has(keys[head + 1 + i]) || credit.test(text)) return false
      // A list of links to other reports is no standfirst, nor is what asks the reader for something.
      return !(list > 0 && linked > 0) && !isDateLine(text) && !promptStart.test(text) && !paywall.test(text)
    })
    .slice(0, 4)
    .map(({ text }) => text)
}

/** What paragraphs are called that a script shows to those who pay. */
const forPayers =
  /(?:^|[\s_-])(?:paywall(?:ed)?|premium|subscribers?|abonn[eé]s?|suscriptor(?:es)?|locked|blur(?:red)?)(?:$|[\s_-])/i

const hasParagraphBeside = (element: Element) =>
  [element.previousElementSibling, element.nextElementSibling].some((beside) => beside?.localName === 'p')

/** Whether an inline element stands within a sentence of a paragraph, words before it or after it. */
function isInSentence(element: Element): boolean {
  if (!/^(?:a|span|b|i|em|strong|abbr|mark|cite|q)$/.test(element.localName)) return false
  if (element.parentElement?.localName !== 'p' || element.hasAttribute('hidden')) return false
  if (/display\s*:\s*none/i.test(element.getAttribute('style') ?? '')) return false
  const wordsOfText = (node: Node | null) => (node?.nodeType === 3 ? (node.nodeValue ?? '').trim() : '')
  const before = wordsOfText(element.previousSibling)
  const after = wordsOfText(element.nextSibling)
  if (before !== '') return !/[.!?…:|][»”"’)]?$/.test(before)
  return /^[\p{Ll},;]/u.test(after)
}

/** Whether the extractor would leave an element away, or think less of it, for what it is called. */
function extractorDislikes(element: Element): boolean {
  const { unlikelyCandidates, negative } = (
    Readability.prototype as unknown as { REGEXPS: { unlikelyCandidates: RegExp; negative: RegExp } }
  ).REGEXPS
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
  return names !== ' ' && (unlikelyCandidates.test(names) || negative.test(names))
}

/** UTF-16 units of what an offer is called. */
const longestLabel = 60

/** Words of what stands under a heading that asks for something. */
const longestOffer = 120

/** Takes out what a site says to its readers, and lists of links or offers with the heading that asks for something. */
function removeNotices(body: Element, title: string | undefined): void {
  const blocks = blocksOf(body)
  // Elements with other blocks in them stay, whatever their own words are.
  const texts = new Map<Element, string[]>()
  const holders = new Set<Element>()
  for (const { element, text } of blocks) {
    const list = texts.get(element)
    if (list) list.push(text)
    else {
      texts.set(element, [text])
      for (let up = element.parentElement; up && !holders.has(up); up = up.parentElement) holders.add(up)
    }
  }
  const isSmall = (parent: Element, own: readonly Block[]) =>
    !/^(?:body|main|article)$/.test(parent.localName) && wordsOf(own) <= longestOffer
  for (const [i, { text, tag, element }] of blocks.entries()) {
    if (
      wordCount(text) >= 15 ||
      holders.has(element) ||
      !(promptStart.test(text) || isBoilerplate(text, title))
    )
      continue
    const isHeading =
      /^(?:h[2-6]|summary)$/.test(tag) ||
      (element.childNodes.length === 1 && /^(?:strong|b)$/.test(element.firstElementChild?.localName ?? ''))
    const parent = element.parentElement
    if (!isHeading || !parent || element.previousElementSibling) continue
    let end = i + 1
    while (end < blocks.length && end - i <= 12 && parent.contains(blocks[end].element)) end++
    // What stands around it must be the heading's own box, and a small one.
    if (end - i > 12 || !isSmall(parent, blocks.slice(i, end))) continue
    parent.remove()
  }
  // A short heading that asks for a subscription or leads elsewhere takes its list with it.
  for (const [i, { text, tag, element }] of blocks.entries()) {
    if (wordCount(text) >= 15 || !(/^h[2-6]$/.test(tag) || promptStart.test(text))) continue
    if (!promptStart.test(text) && !isBoilerplate(text, title)) continue
    const list = blocks[i + 1]?.list ?? 0
    if (list === 0 || list === blocks[i].list) continue
    let end = i + 1
    while (end < blocks.length && blocks[end].list === list) end++
    const items = blocks.slice(i + 1, end)
    if (wordsOf(items) > longestOffer) continue
    for (const item of items) if (item.element !== body) item.element.remove()
    if (!holders.has(element) && element !== body) element.remove()
  }
  for (const [element, lines] of texts)
    if (element !== body && !holders.has(element) && lines.every((line) => isBoilerplate(line, title))) {
      const box = element.parentElement
      element.remove()
      // The name of an offer stands in a box with it.
      if (!box || !/^(?:div|section|aside)$/.test(box.localName)) continue
      const left = cleanLine(shortText(box, longestLabel) ?? 'x'.repeat(longestLabel))
      if (left !== '' && left.length < longestLabel && !/[.!?…»”"’)]$/.test(left) && !box.querySelector('h1'))
        box.remove()
    }
}

/** UTF-16 units of paragraphs that make an article a whole one, and not the beginning of one. */
const wholeArticle = 250
/** Articles that are looked at. */
const mostArticles = 200

/**
 * Takes out other articles that stand beside the one under the page's headline, each under a heading of its own. Where no
 * article has the headline, all stay.
 */
function removeOtherArticles(document: Document, title: string | undefined): void {
  const articles = [...document.querySelectorAll('article')].slice(0, mostArticles)
  if (articles.length < 2) return
  const wanted = new Set(title === undefined ? [] : [sameWords(title)])
  for (const heading of [...document.querySelectorAll('h1')].slice(0, 2)) {
    const words = shortText(heading, 1000)
    if (words) wanted.add(sameWords(words))
  }
  const headingOf = (article: Element) => {
    const heading = article.querySelector('h1, h2, h3')
    return heading && heading.closest('article') === article
      ? sameWords(shortText(heading, 1000) ?? '')
      : undefined
  }
  const paragraphsIn = paragraphLengths(document.documentElement)
  const own = articles.filter(
    (article) => wanted.has(headingOf(article) ?? '') && paragraphsIn(article) >= wholeArticle,
  )
  if (own.length !== 1) return
  for (const article of articles) {
    const heading = headingOf(article)
    // Parts of the article are within it; what has no heading may be its continuation.
    if (!heading || wanted.has(heading) || own[0].contains(article) || article.contains(own[0])) continue
    article.remove()
  }
}

const embeddedPosts =
  'blockquote.twitter-tweet, blockquote.twitter-video, blockquote.instagram-media, blockquote.tiktok-embed, blockquote.bluesky-embed, blockquote.mastodon-embed, blockquote.reddit-embed-bq, blockquote.text-post-media, .fb-post blockquote'

/**
 * Posts of others that a page shows are theirs: one in another language is taken out, one in the page's stands as a
 * quotation with its author behind it, in one paragraph.
 */
function quoteEmbeddedPosts(document: Document): void {
  const languageOf = (value: string | null | undefined) => (value ?? '').slice(0, 2).toLowerCase()
  const own = languageOf(document.querySelector('html')?.getAttribute('lang'))
  for (const post of [...document.querySelectorAll(embeddedPosts)].slice(0, mostHoverLists)) {
    const words = post.querySelector('p') ?? post
    const language = languageOf(words.getAttribute('lang') ?? post.getAttribute('lang'))
    const text = cleanLine(shortText(words, 4000) ?? '')
    const whole = cleanLine(shortText(post, 5000) ?? '')
    const author = /[—–-]\s+([^—–]{1,80}\(@[^()\s]{1,40}\))/u.exec(whole.slice(text.length))?.[1]
    if (text === '' || author === undefined || (language !== '' && own !== '' && language !== own)) {
      post.remove()
      continue
    }
    const paragraph = document.createElement('p')
    const [open, close] = /[«“"]/.test(text) ? ['', ''] : own === 'en' ? ['“', '”'] : ['« ', ' »']
    paragraph.textContent = `${open}${text}${close} — ${author}`
    post.replaceWith(paragraph)
  }
}

/** More than any page has. */
const mostHoverLists = 500

/** Lists that open beside a name when somebody points at it, and links that are most of a sentence. */
function repairParagraphs(document: Document): void {
  const isInline = (element: Element) =>
    /^(?:span|a|b|i|em|strong|abbr|button|small|sup)$/.test(element.localName)
  const wordsIn = (element: Element) => cleanLine(shortText(element, 2000) ?? '')
  for (const list of [...document.querySelectorAll('p span ul, p span ol, p a ul')].slice(
    0,
    mostHoverLists,
  )) {
    // What repeats the name before the list goes with it.
    let hover: Element = list
    for (let up = list.parentElement; up && isInline(up); up = up.parentElement) {
      const own = wordsIn(up).replace(wordsIn(list), '').trim()
      const before = up.previousElementSibling
      if (own !== '' && own !== (before ? wordsIn(before) : undefined)) break
      hover = up
    }
    hover.remove()
  }
  for (const link of [...document.querySelectorAll('p > a')]) {
    const paragraph = link.parentElement
    if (!paragraph || paragraph.closest('li, nav, aside')) continue
    const text = cleanLine(shortText(paragraph, 2000) ?? '')
    if (!/[.!?…][»”"’)]?$/.test(text) || promptStart.test(text) || credit.test(text)) continue
    let outside = ''
    for (const child of paragraph.childNodes) if (child.nodeType === 3) outside += child.nodeValue ?? ''
    // A label with a colon leads elsewhere.
    if ((outside.match(/\p{L}{2,}/gu) ?? []).length < 2 && !/^[\p{L}\d«“"]/u.test(outside.trim())) continue
    if (
      /^[^.!?]{0,60}:\s*$/.test(outside.split(/[.!?]/)[0]) &&
      /:\s*$/.test(link.previousSibling?.nodeValue ?? '')
    )
      continue
    link.replaceWith(...link.childNodes)
  }
}

/** UTF-16 units of paragraphs in which an article can be looked for. */
const mostUnderHeadline = 200_000

/**
 * The paragraphs around a page's headline, from the narrowest box that holds both outwards: where what the extractor took
 * for the article is another one.
 * @param fits whether paragraphs are what the page announces
 */
export function paragraphsUnderHeadline(
  document: Document,
  title: string,
  fits: (paragraphs: string[]) => boolean,
): string[] | undefined {
  const wanted = sameWords(title)
  const headline = [...document.querySelectorAll('h1, h2, h3')]
    .slice(0, mostHeadings * 5)
    .find((heading) => sameWords(shortText(heading, 1000) ?? '') === wanted)
  removeNotices(document.body, title)
  const paragraphsIn = paragraphLengths(document.documentElement)
  for (let box = headline?.parentElement; box && box !== document.documentElement; box = box.parentElement) {
    const inside = paragraphsIn(box)
    if (inside < wholeArticle) continue
    if (inside > mostUnderHeadline) return undefined
    const paragraphs = articleBlocks(withoutOtherArticle(blocksOf(box))).map(({ text }) => text)
    if (fits(paragraphs)) return paragraphs
  }
  return undefined
}

/** UTF-16 units; longer texts are no captions. */
const longestCaption = 5000

/**
 * The article of a parsed page as paragraphs: Readability finds it; captions, link lists, prompts and what else is not
 * its words are taken out, and the standfirst is put back. The document is changed. An empty list where there is no
 * article.
 */
export function articleParagraphs(
  document: Document,
  title: string | undefined,
  description?: string,
): string[] {
  if (extractionSteps(document, mostSteps) > mostSteps) {
    // Readability's time grows with these: the page's own paragraphs are taken as they stand.
    const root = document.querySelector('article') ?? document.querySelector('main') ?? document.body
    return articleBlocks(blocksOf(root).filter(({ tag }) => /^(?:p|h[1-6]|li|blockquote)$/.test(tag))).map(
      ({ text }) => text,
    )
  }
  const captions = new Set<string>()
  for (const image of document.querySelectorAll('img[alt], img[title], figcaption'))
    for (const text of [
      image.getAttribute('alt'),
      image.getAttribute('title'),
      shortText(image, longestCaption),
    ])
      if (text && text.length >= 25) captions.add(sameWords(text))
  if (title) captions.delete(sameWords(title))
  quoteEmbeddedPosts(document)
  repairParagraphs(document)
  removeNotices(document.body, title)
  removeOtherArticles(document, title)
  const paragraphsIn = paragraphLengths(document.documentElement)
  const total = paragraphsIn(document.documentElement)
  const selector = 'figcaption, [class], [id], [hidden], [style], [aria-hidden]'
  for (const element of [...document.querySelectorAll(selector)]) {
    const name = element.localName
    const isHiddenFromSome = element.getAttribute('aria-hidden') === 'true'
    // Paragraphs kept from screen readers and from those who have not paid are in the page all the same.
    if (isHiddenFromSome && (name === 'p' || (paragraphsIn(element) > 60 && hasParagraphBeside(element))))
      element.removeAttribute('aria-hidden')
    if (name === 'p' && forPayers.test(element.getAttribute('class') ?? '')) {
      element.removeAttribute('hidden')
      element.removeAttribute('style')
    }
    // A word of a sentence is one whatever it is called.
    if (isInSentence(element)) {
      element.removeAttribute('class')
      element.removeAttribute('id')
      continue
    }
    if (name === 'body' || name === 'html' || name === 'article' || name === 'main' || name === 'p') continue
    const hidden =
      element.hasAttribute('hidden') || /display\s*:\s*none/i.test(element.getAttribute('style') ?? '')
    const named = furniture.test(`${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`)
    const unlikely = extractorDislikes(element)
    if (!hidden && !named && !unlikely && !isHiddenFromSome && name !== 'figcaption') continue
    // Whatever it is called, an element with a good part of the page's paragraphs is the page.
    const inside = paragraphsIn(element)
    const isPage = inside > 200 && inside * 4 > total && !(isDiscussion(element) && inside * 2 < total)
    if (isPage) {
      // Hidden until a script shows it.
      element.removeAttribute('hidden')
      if (hidden) element.removeAttribute('style')
      element.removeAttribute('aria-hidden')
      if (unlikely) {
        element.removeAttribute('class')
        element.removeAttribute('id')
      }
      continue
    }
    if (hidden || named || name === 'figcaption') element.remove()
  }
  const page = blocksOf(document.body)
  const found = new BoundedReadability(document, {
    charThreshold: 250,
    serializer: (node) => node as Element,
    maxElemsToParse: 200_000,
  }).parse()
  if (!found?.content) return []
  const own = announcedBlocks(blocksOf(found.content), found.content, title, description)
  const article = articleBlocks(withoutOtherArticle(own), captions)
  return [...standfirst(page, article, title, captions), ...article.map(({ text }) => text)]
}
