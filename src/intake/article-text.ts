import { Readability } from '@mozilla/readability'
import { cleanLine } from './page-metadata.ts'

/** One block of a page's text. */
interface Block {
  text: string
  tag: string
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
export function blocksOf(root: Element): Block[] {
  const blocks: Block[] = []
  let text = ''
  let linked = 0
  let tag = 'div'
  let links = 0
  const lists: number[] = []
  let listCount = 0
  const tags: string[] = []
  const flush = () => {
    const line = cleanLine(text)
    if (line !== '')
      blocks.push({ text: line, tag, linked: Math.min(linked, line.length), list: lists.at(-1) ?? 0 })
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

const wordCount = (text: string) => text.split(/\s+/).length

/** Lines with which pages lead elsewhere or ask for something, in the three languages. */
const promptStart =
  /^(?:(?:à )?lire (?:aussi|également|plus)|(?:à |a )(?:lire|voir|écouter|découvrir|relire)\s*[:>|–-]|(?:à |a )(?:lire|voir) (?:aussi|également)|voir aussi|pour aller plus loin\s*:?$|(?:read|see|watch|listen) (?:also|more|next)\b|also (?:read|on|see)\b|(?:recommended|related|more)\s*(?:stories|articles|reading|content|on this)?\s*:|related (?:stories|articles|topics|content)|leer (?:también|más)|lea también|lee también|ver también|(?:te|le) puede interesar|también te puede|más información\s*:?$|noticias? relacionadas?|relacionad[oa]s?\s*:?$|suscr[íi]bete|abonnez-vous|s'abonner|subscribe (?:to|now)|sign up (?:for|to)|inscrivez-vous|recevez |newsletter|partager |share this|comparte |compartir |publicité$|advertisement$|publicidad$|anuncio$|tous droits réservés|all rights reserved|todos los derechos reservados|copyright\b|©|réagir$|commenter$|comentarios?$|comments?$)/i

/** The blocks that are the article's, out of those that the extractor kept. */
export function articleBlocks(blocks: readonly Block[]): Block[] {
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
    if (promptStart.test(text) && wordCount(text) < 40) return false
    return /[\p{L}\p{N}]/u.test(text)
  })
  // A heading heads something: at the end, nothing follows it.
  while (kept.length > 0 && /^h[1-6]$/.test(kept[kept.length - 1].tag)) kept.pop()
  return kept
}

/** Parts of a page that are never the article's words, by the names that pages give them. */
const furniture =
  /(?:^|[\s_-])(?:caption|legend|legende|credits?|photo-credit|copyright|related|relacionad[ao]s?|recommend(?:ed|ations?)?|newsletters?|social|share|sharing|compartir|partage|comments?|comentarios|commentaires|breadcrumbs?|tags?|topics?|paywall|promo|advert(?:isement)?|ads?|sponsor(?:ed)?|outbrain|taboola|cookies?|byline|author-bio|signature|lire-aussi|read-more|most-read|mas-leidas)(?:$|[\s_-])/i

/**
 * The article of a parsed page as paragraphs: Readability finds it; captions, link lists, prompts and what else is not
 * its words are taken out. The document is changed. An empty list where there is no article.
 */
export function articleParagraphs(document: Document): string[] {
  const total = (document.body?.textContent ?? '').length
  for (const element of [
    ...document.querySelectorAll('figcaption, [class], [id], [hidden], [aria-hidden="true"], [style]'),
  ]) {
    const name = element.localName
    if (name === 'body' || name === 'html' || name === 'article' || name === 'main') continue
    const hidden =
      element.hasAttribute('hidden') || /display\s*:\s*none/i.test(element.getAttribute('style') ?? '')
    const named = furniture.test(`${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`)
    if (!hidden && !named && name !== 'figcaption') continue
    // Whatever it is called, an element with half of the page's words is the page.
    if ((element.textContent ?? '').length * 2 > total) continue
    element.remove()
  }
  const found = new Readability<Element>(document, {
    charThreshold: 250,
    serializer: (node) => node as Element,
    maxElemsToParse: 200_000,
  }).parse()
  if (!found?.content) return []
  return articleBlocks(blocksOf(found.content)).map(({ text }) => text)
}
