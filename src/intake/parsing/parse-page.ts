import { Parser } from 'htmlparser2'
import { parseHTML } from 'linkedom'

/** More than any page has. Beyond it nothing of a page is read. */
export const pageLimits = Object.freeze({
  /** Elements. */
  elements: 150_000,
  /** Elements inside one another. */
  depth: 1000,
  /** Attributes of one element, and of all. */
  attributes: 1000,
  allAttributes: 500_000,
})

/** A page with more in it, or deeper nested, than any page has. */
export class TangledPage extends Error {
  override name = 'TangledPage'
}

/** Attributes of one element that are kept, and UTF-16 units of a value: what follows tells nothing of an article. */
const keptAttributes = 100
const keptValue = 2000
/** What a meta element says may be a paragraph. */
const keptContent = 20_000

/** The value of an attribute as it is kept: none where it is long, and without the runs of white space that slow patterns down. */
function keptOf(name: string, value: string): string {
  if (name === 'srcset') return value.slice(0, keptValue).trimStart().split(/\s/, 1)[0].slice(0, 200)
  const long = value.length > (name === 'content' ? keptContent : keptValue)
  // Half an address or half a name would be another.
  const short = long ? (name === 'class' ? value.slice(0, keptValue) : '') : value
  return name === 'property' || name === 'name' ? short.replace(/\s+/g, ' ') : short
}

const svgNamespace = 'http://www.w3.org/2000/svg'

/** What htmlparser2 keeps while it reads, beyond its types. */
interface ParserState {
  foreignContext: unknown[]
}

const options = { lowerCaseAttributeNames: false, decodeEntities: true } as const

/**
 * Counts a page's elements, their depth and their attributes by the parser that reads it, before anything is made of
 * them: what it counts is what it will read, so that no text can hide elements from one that the other sees.
 */
function checkSize(html: string): void {
  let depth = 0
  let elements = 0
  let attributesOfTag = 0
  let attributes = 0
  const parser: Parser = new Parser(
    {
      onattribute() {
        if (++attributesOfTag > pageLimits.attributes || ++attributes > pageLimits.allAttributes)
          throw new TangledPage()
      },
      onopentagname() {
        attributesOfTag = 0
        if (++elements > pageLimits.elements || ++depth > pageLimits.depth) throw new TangledPage()
        // The parser's own list of what may hold foreign elements, which closing tags do not always shorten.
        if ((parser as unknown as ParserState).foreignContext.length > pageLimits.depth)
          throw new TangledPage()
      },
      onclosetag() {
        depth--
      },
    },
    options,
  )
  parser.write(html)
  parser.end()
}

/**
 * The document of an HTML page. Comments are left out, and texts that follow one another are one. Throws a TangledPage
 * where the page has more in it, or nests deeper, than `pageLimits` say. Takes a time linear in the page's length.
 */
export function parsePage(html: string): Document {
  checkSize(html)
  const { document } = parseHTML('') as unknown as { document: Document }
  let node: Node = document
  let svg: Element | undefined
  let text: string[] = []
  const flush = () => {
    if (text.length === 0) return
    node.appendChild(document.createTextNode(text.join('')))
    text = []
  }
  const parser = new Parser(
    {
      onopentag(name, given) {
        flush()
        const element =
          svg !== undefined || name === 'svg'
            ? document.createElementNS(svgNamespace, name)
            : document.createElement(name)
        if (svg !== undefined) Object.assign(element, { ownerSVGElement: svg })
        else if (name === 'svg') svg = element
        node.appendChild(element)
        node = element
        let kept = 0
        for (const attribute in given) {
          if (++kept > keptAttributes) break
          element.setAttribute(attribute, keptOf(attribute, given[attribute]))
        }
      },
      ontext(piece) {
        text.push(piece)
      },
      onclosetag() {
        flush()
        if (node === svg) svg = undefined
        node = node.parentNode ?? document
      },
    },
    options,
  )
  parser.write(html)
  parser.end()
  flush()
  return document
}
